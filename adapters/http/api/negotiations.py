"""Negotiations: beginning talks, words and offers, and every move of a deal."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from adapters.http.api.bodies import deals as b
from adapters.http.api.bodies.plain import ID_PATTERN, After, Most
from adapters.http.api.calling import Answer, Call, Calling, CarefulRoute
from adapters.http.api.seeing import etag, move, open_to, page_of_deals, seen, shown
from core.errors import InvalidValue
from core.messages import Relay
from core.ports.unit_of_work import Tx
from core.services.accounts import Caller
from core.services.redacting import redacted_in
from core.services.relaying import Letter
from core.trades import Deal, Negotiation, NegotiationMessage

router = APIRouter(prefix="/api", route_class=CarefulRoute, tags=["negotiations"])
DealId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]


@router.post(
    "/negotiations",
    status_code=201,
    response_model=b.NegotiationOut,
    responses={200: {"model": b.NegotiationOut, "description": "The talks were open already."}},
)
async def begin(call: Calling, body: b.NewNegotiation) -> Response:
    """Talk about a listing, for the company that would buy; with `offer` the first offer is made at once."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        trading, seat = call.parts.trading, caller.seat
        known = await tx.count(
            Negotiation, product_id=body.product_id, buyer_company_id=seat.company_id, state="negotiating"
        )
        deal = await trading.open_talks(tx, seat, body.product_id)
        if body.offer is not None:
            terms = body.offer.terms(deal)
            deal = (await trading.act(tx, seat, deal.trade.id, "offer", {"terms": terms})).deal
        _deal, role = await trading.deal_for(tx, seat, deal.trade.id)
        return shown(call, deal, role, caller, 200 if known else 201)

    return await call.write("trade", step)


@router.get("/negotiations", response_model=b.NegotiationPage)
async def mine(call: Calling, limit: Most = 20, after: After = "") -> Response:
    """The deals of your company, newest first."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deals, onward = await page_of_deals(call, tx, caller, after=after, limit=limit)
        items = [b.negotiation_out(deal, role, open_to(call, deal, role, caller)) for deal, role in deals]
        return Answer(b.NegotiationPage(items=items, next=onward))

    return await call.read("read", step)


@router.get("/negotiations/{negotiation_id}", response_model=b.NegotiationOut)
async def look(call: Calling, negotiation_id: DealId) -> Response:
    """How a deal stands, whose turn it is and until when, and what you can do."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Negotiation, negotiation_id)
        return shown(call, deal, role, caller)

    return await call.read("read", step)


@router.post("/negotiations/{negotiation_id}/acts", response_model=b.NegotiationOut)
async def act(call: Calling, negotiation_id: DealId, body: b.Act) -> Response:
    """Make a move of the process table: accept, decline, ship, receive, ask for time, settle, …"""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Negotiation, negotiation_id)
        after = await move(
            call, tx, caller, deal, body.act, body.arguments(), version=body.version, files=list(body.files)
        )
        return shown(call, after, role, caller)

    return await call.write("read", step)


@router.post("/negotiations/{negotiation_id}/messages", status_code=201, response_model=b.MessageOut)
async def write(call: Calling, negotiation_id: DealId, body: b.NewMessage) -> Response:
    """Words for the other side, or with `offer` a price offer. An offer's words become its notes."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, _role = await seen(call, tx, caller, Negotiation, negotiation_id)
        if body.offer is not None:
            return await _offer(call, tx, caller, deal, body)
        passed = await call.parts.relaying.send(
            tx, caller.seat, deal.trade.id, Letter(body.message, files=tuple(body.files))
        )
        (message,) = await tx.find(NegotiationMessage, id=passed.message_id, limit=1)
        return Answer(_message(message), 201)

    return await call.write("trade", step)


async def _offer(call: Call, tx: Tx, caller: Caller, deal: Deal, body: b.NewMessage) -> Answer:
    """A message that is an offer."""
    offer = body.offer
    assert offer is not None
    if body.files:
        raise InvalidValue("files", "not-an-option")
    if body.message and offer.notes:
        raise InvalidValue("message", "not-an-option")
    if len(body.message) > 500:
        raise InvalidValue("message", "too-long", most=500)
    call.require_match(etag(deal))
    terms = offer.model_copy(update={"notes": offer.notes or body.message}).terms(deal)
    acted = await call.parts.trading.act(tx, caller.seat, deal.trade.id, "offer", {"terms": terms})
    return Answer(_of_offers(acted.deal)[-1], 201, etag(acted.deal))


@router.get("/negotiations/{negotiation_id}/messages", response_model=b.MessagePage)
async def messages(call: Calling, negotiation_id: DealId, limit: Most = 50, after: After = "") -> Response:
    """Words and offers in the order in which they came."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, _role = await seen(call, tx, caller, Negotiation, negotiation_id)
        rows = await tx.find(
            NegotiationMessage,
            negotiation_id=deal.trade.id,
            order="id",
            limit=limit + 1,
            after=f"msg_{after}" if after else None,
        )
        relays = await tx.find(Relay, id=tuple(row.id for row in rows), limit=len(rows)) if rows else []
        gone = {relay.id for relay in relays if relay.status == "deleted"} | set(await redacted_in(tx, deal.trade.id))
        every = [_message(row, deleted=row.id in gone) for row in rows]
        every += [one for one in _of_offers(deal) if one.id[4:] > after]
        every.sort(key=lambda one: one.id[4:])
        onward = every[limit - 1].id[4:] if len(every) > limit else None
        return Answer(b.MessagePage(items=every[:limit], next=onward))

    return await call.read("read", step)


def _message(row: NegotiationMessage, *, deleted: bool = False) -> b.MessageOut:
    """What was deleted at its source, or taken out of sight by a moderator, is not shown any more."""
    return b.MessageOut(
        id=row.id,
        negotiation_id=row.negotiation_id,
        sender_id=row.sender_id,
        message="" if deleted else row.message,
        is_price_offer=False,
        created_at=row.created_at,
        deleted=deleted,
    )


def _of_offers(deal: Deal) -> list[b.MessageOut]:
    """Every offer as the message that it is."""
    return [
        b.MessageOut(
            id=offer.id,
            negotiation_id=deal.trade.id,
            sender_id=offer.author_id,
            message=offer.notes,
            is_price_offer=True,
            created_at=offer.created_at,
            offer=b.offer_out(offer),
        )
        for offer in deal.offers
    ]
