"""Disputes: opening, looking, deciding; and the files that speak in them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from adapters.http.api.bodies import orders as b
from adapters.http.api.bodies.plain import ID_PATTERN
from adapters.http.api.calling import Answer, Calling, CarefulRoute, sent
from adapters.http.api.seeing import etag, move, open_to, seen
from core.disputes import Dispute
from core.errors import InvalidValue, NotAllowed, NotNow
from core.members import Seat
from core.ports.unit_of_work import Tx
from core.process.definition import Role
from core.process.dividing import read
from core.services.accounts import Caller
from core.services.redacting import as_shown
from core.shipments import Order
from core.trades import Deal

router = APIRouter(prefix="/api", route_class=CarefulRoute, tags=["disputes"])
DisputeId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]


@router.post("/disputes", status_code=201, response_model=b.DisputeOut)
async def open_dispute(call: Calling, body: b.NewDispute) -> Response:
    """Something is wrong: the money stays where it is until it is settled."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, _role = await seen(call, tx, caller, Order, body.order_id)
        args = {"reason": body.reason, "statement": body.statement}
        after = await move(call, tx, caller, deal, "dispute", args, files=list(body.files))
        return _dispute(await as_shown(tx, after), after.disputes[-1].id, 201)

    return await call.write("trade", step)


@router.get("/disputes/{dispute_id}", response_model=b.DisputeOut)
async def look(call: Calling, dispute_id: DisputeId) -> Response:
    """A dispute, for both sides and the moderators."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Dispute, dispute_id)
        shown = await as_shown(tx, deal)
        return _dispute(shown, dispute_id, for_party=role in (Role.BUYER, Role.SELLER))

    return await call.read("read", step)


@router.put("/disputes/{dispute_id}/resolve", response_model=b.DisputeOut)
async def resolve(call: Calling, dispute_id: DisputeId, body: b.Resolution) -> Response:
    """A moderator decides. A case that nobody has is taken with it; above the limit a second moderator sends the same
    decision. The answer is the decision as it stands; the money moves when the time to appeal is over."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Dispute, dispute_id)
        if role is not Role.MODERATOR:
            raise NotAllowed()
        if deal.dispute is None or deal.dispute.id != dispute_id:
            raise NotNow()
        if _is_decided_so(deal, body):
            return _dispute(await as_shown(tx, deal), dispute_id)
        now = open_to(call, deal, role, caller)
        if "confirm_ruling" in now:
            if not _is_the_same(deal, body):
                raise NotNow()
            confirmed = await move(call, tx, caller, deal, "confirm_ruling", {})
            return _dispute(await as_shown(tx, confirmed), dispute_id)
        call.require_match(etag(deal))
        if "take_case" in now:
            deal = (await call.parts.trading.act(tx, caller.seat, deal.trade.id, "take_case", {})).deal
        args = body.model_dump(exclude_none=True)
        if body.outcome == "lines" and not body.lines:
            raise InvalidValue("lines", "missing")
        call.parts.accounts.require_proof(caller)
        acted = await call.parts.trading.act(tx, caller.seat, deal.trade.id, "rule", args)
        return _dispute(await as_shown(tx, acted.deal), dispute_id)

    return await call.write("trade", step)


def _is_the_same(deal: Deal, body: b.Resolution) -> bool:
    """The decision that waits for a second moderator is this one, to the cent."""
    dispute = deal.dispute
    assert dispute is not None
    if body.outcome == "lines":
        decided = {str(number): back for number, back, _ in read(dispute.decided_lines) if back}
        return decided == {number: back for number, back in (body.lines or {}).items() if back}
    same_part = body.outcome != "split" or body.refund_amount == dispute.refund_amount
    return dispute.outcome == body.outcome and same_part and not dispute.decided_lines


def _is_decided_so(deal: Deal, body: b.Resolution) -> bool:
    """It was decided exactly so: whoever sends it again is shown what is there."""
    dispute = deal.dispute
    decided = dispute is not None and dispute.status in ("decided", "resolved")
    if dispute is None or not decided or not _is_the_same(deal, body):
        return False
    return (dispute.resolution, dispute.verdict_reason) == (body.resolution, body.reason_code)


def _dispute(deal: Deal, dispute_id: str, status: int = 200, *, for_party: bool = False) -> Answer:
    found = next(one for one in deal.disputes if one.id == dispute_id)
    headers = {"location": f"/api/disputes/{dispute_id}"} if status == 201 else {}
    return Answer(b.dispute_out(found, for_party=for_party), status, etag(deal), headers)


@router.post(
    "/files",
    status_code=201,
    response_model=b.FileOut,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload(
    call: Calling, request: Request, name: Annotated[str, Query(min_length=1, max_length=120)]
) -> Response:
    """Take in a photo (JPEG, PNG, WebP), a PDF or plain text, for a message or as evidence. What it is, is looked up in the
    bytes themselves."""
    call.require_no_key()

    async def who(tx: Tx) -> Seat:
        caller = await call.caller(tx, "trade")
        if not caller.seat.company_id and not caller.seat.staff_role:
            raise NotAllowed()
        return caller.seat

    seat = await call.parts.store.read(who)
    row = await call.parts.intake.take_bytes(seat, name, await request.body(), call.parts.accounts.new_id("upl"))
    body = b.FileOut(
        id=row.id,
        name=row.name,
        mime=row.mime,
        size=row.size,
        sha256=row.sha256,
        scan=row.scan,
        created_at=row.created_at,
    )
    return sent(Answer(body, 201))
