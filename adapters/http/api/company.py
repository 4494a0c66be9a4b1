"""A company's people, how it is paid, whom it does not deal with, and what it takes along."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from adapters.http.api.bodies import people as b
from adapters.http.api.bodies.plain import ID_PATTERN
from adapters.http.api.calling import Answer, Calling, CarefulRoute
from adapters.http.api.ledger_sheet import sheet_of
from core.errors import NotNow
from core.ports.files import FileGone
from core.ports.unit_of_work import Tx
from core.services.accounts import Caller

router = APIRouter(prefix="/api", route_class=CarefulRoute, tags=["company"])
RowId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]
SHEET_DEALS_MAX = 2000


@router.get("/company/members", response_model=b.Members)
async def members(call: Calling) -> Response:
    """Your colleagues, in the order in which they joined."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        _company, found = await call.parts.colleagues.all(tx, caller.seat)
        items = [
            b.Member(
                id=one.place.id,
                user_id=one.place.user_id,
                name=one.name,
                role=one.place.role,
                approval_limit=one.place.approval_limit,
            )
            for one in found
        ]
        return Answer(b.Members(items=items))

    return await call.read("read", step)


@router.put("/company/name", response_model=b.CompanyName)
async def rename(call: Calling, body: b.NameWanted) -> Response:
    """Ask for another name for a company that moderators hold because of its name, or say why it should keep it. It is
    called so when they have agreed. All other companies keep the name that they are known by."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        seat = caller.seat
        asked = await call.parts.names.rename(tx, seat, body.company_name, body.why)
        name = {"company_id": seat.company_id, "company_name": seat.company_name, "asked_name": asked}
        return Answer(b.CompanyName(**name, name_held=seat.name_held))

    return await call.write("company", step)


@router.put("/company/members/{member_id}/role", status_code=204)
async def change_role(call: Calling, member_id: RowId, body: b.RoleChange) -> Response:
    """Give a colleague another role. Asks for a fresh proof of who you are."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.parts.accounts.require_proof(caller)
        await call.parts.colleagues.change_role(tx, caller.seat, member_id, body.role)
        return Answer(status=204)

    return await call.write("company", step)


@router.put("/staff", status_code=204)
async def grant(call: Calling, body: b.StaffGrant) -> Response:
    """An operator gives somebody else rights over trades, or takes them away. Asks for a fresh proof of who you are."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.parts.accounts.require_proof(caller)
        await call.parts.membership.grant_by(tx, caller.seat, user_id=body.user_id, role=body.role)
        return Answer(status=204)

    return await call.write("company", step)


@router.post("/payout/account", status_code=201, response_model=b.PayoutAccount)
async def open_payout(call: Calling, body: b.PayoutAccountWanted) -> Response:
    """Have an account opened at the payment provider; `continue_at` is where its questions are answered. Asks for a fresh
    proof of who you are."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.parts.accounts.require_proof(caller)
        if call.parts.payees is None:
            raise NotNow()
        account = await call.parts.payees.begin(tx, caller.seat, body.country)
        return Answer(
            b.PayoutAccount(
                status=account.status,
                country=account.country,
                can_be_paid=account.can_receive,
                continue_at=call.parts.payout_address(caller.seat.company_id, caller.seat.user_id),
            ),
            201,
        )

    return await call.write("money", step)


# ── safety ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post("/reports", status_code=201, response_model=b.Reported)
async def report(call: Calling, body: b.Report) -> Response:
    """Tell the moderators about a listing, a deal or a company. Whoever is reported hears nothing of it."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        row = await call.parts.safety.report(tx, caller.seat, body.subject_id, body.words)
        return Answer(b.Reported(id=row.id, company_id=row.company_id, status=row.status), 201)

    return await call.write("trade", step)


@router.post("/blocks", status_code=201, response_model=b.Blocked)
async def block(call: Calling, body: b.Blocking) -> Response:
    """No new talks with that company, in either direction; what is under way goes on."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        other = await call.parts.safety.block(tx, caller.seat, body.subject_id)
        return Answer(b.Blocked(company_id=other.id, company_name=other.name), 201)

    return await call.write("trade", step)


@router.get("/blocks", response_model=b.BlockedList)
async def blocked(call: Calling) -> Response:
    """Whom your company has blocked."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        found = await call.parts.safety.blocked(tx, caller.seat)
        return Answer(b.BlockedList(items=[b.Blocked(company_id=one.id, company_name=one.name) for one in found]))

    return await call.read("read", step)


@router.delete("/blocks/{company_id}", status_code=204)
async def unblock(call: Calling, company_id: RowId) -> Response:
    """Talk to that company again."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        await call.parts.safety.unblock(tx, caller.seat, company_id)
        return Answer(status=204)

    return await call.write("trade", step)


# ── what a company takes along ───────────────────────────────────────────────────────────────────────────────────────


@router.get(
    "/exports/accounting.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "One line per posting."}},
)
async def accounting(call: Calling) -> Response:
    """Every posting of your company's deals, for the books: amounts in major units, one line each."""

    async def step(tx: Tx) -> str:
        caller = await call.caller(tx, "read")
        company_id = call.parts.reaching.company(caller.seat)
        await call.parts.membership.note_export(tx, caller.id, company_id, "accounting")
        found = await call.parts.reaching.page(tx, caller.seat, after="", limit=SHEET_DEALS_MAX)
        deals = [(await call.parts.trading.deal_for(tx, caller.seat, trade.id))[0] for trade in found]
        return sheet_of(deals, caller.seat.company_id)

    return _file(await call.parts.store.write(step), "text/csv; charset=utf-8", "accounting.csv")


@router.get(
    "/exports/deals.zip",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def deals(call: Calling) -> Response:
    """The sealed evidence bundles of all deals that came to an agreement."""

    async def who(tx: Tx) -> str:
        caller = await call.caller(tx, "read")
        company_id = call.parts.reaching.company(caller.seat)
        await call.parts.membership.note_export(tx, caller.id, company_id, "deals")
        return company_id

    company_id = await call.parts.store.write(who)
    try:
        async with asyncio.timeout(60):
            content = await call.parts.papers("export")(company_id)
    except FileGone:
        raise NotNow() from None
    return _file(content, "application/zip", "deals.zip")


def _file(content: str | bytes, mime: str, name: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(content, 200, headers, media_type=mime)
