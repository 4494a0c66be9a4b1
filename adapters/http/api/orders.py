"""Orders and their goods: a status is changed by the move of the process table that leads to it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from adapters.http.api.bodies import orders as b
from adapters.http.api.bodies.plain import ID_PATTERN, After, Most
from adapters.http.api.calling import Answer, Call, Calling, CarefulRoute
from adapters.http.api.money import PATIENCE_SECONDS
from adapters.http.api.seeing import etag, first_open, move, page_of_deals, seen
from core.errors import ActUnderWay, InvalidValue, NotNow
from core.ports.unit_of_work import Tx
from core.process.definition import Role
from core.services.accounts import Caller
from core.shipments import Order, ShippingUpdate
from core.trades import Deal, Negotiation

router = APIRouter(prefix="/api", route_class=CarefulRoute, tags=["orders"])
OrderId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]

_MOVES: dict[tuple[str, Role], tuple[str, ...]] = {
    ("in_progress", Role.SELLER): ("start",),
    ("shipped", Role.SELLER): ("ship",),
    ("delivered", Role.SELLER): ("claim_delivery",),
    ("delivered", Role.BUYER): ("received",),
    ("completed", Role.BUYER): ("accept_goods", "accept_part"),
    ("disputed", Role.BUYER): ("dispute",),
    ("disputed", Role.SELLER): ("dispute",),
    ("cancelled", Role.BUYER): ("cancel_early", "cancel_overdue", "agree_to_cancel"),
    ("cancelled", Role.SELLER): ("cannot_supply", "agree_to_cancel"),
}
"""(status that is wanted, who wants it) → the moves that lead there; the first that is open is made."""


@router.post("/orders", response_model=b.OrderOut)
async def place(call: Calling, body: b.OfNegotiation) -> Response:
    """The order of a deal. It is placed by the second signature, as soon as the money is taken; this waits for that a
    moment, and says with 409 what is missing."""

    async def look(tx: Tx) -> bool:
        deal, _role = await seen(call, tx, await call.caller(tx, "trade"), Negotiation, body.negotiation_id)
        return deal.order is None and bool(deal.trade.pending_act)

    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while (  # noqa: ASYNC110 - what is waited for happens in the database
        await call.parts.store.read(look) and asyncio.get_running_loop().time() < deadline
    ):
        await asyncio.sleep(0.05)

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, _role = await seen(call, tx, caller, Negotiation, body.negotiation_id)
        if deal.order is None:
            raise ActUnderWay() if deal.trade.pending_act else NotNow()
        return _order(deal)

    return await call.write("trade", step)


@router.get("/orders", response_model=b.OrderPage)
async def mine(call: Calling, limit: Most = 20, after: After = "") -> Response:
    """Your company's deals that have an order, newest deal first. A page may hold fewer than asked for."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deals, onward = await page_of_deals(call, tx, caller, after=after, limit=limit)
        items = [b.order_out(deal.order, deal.shipments) for deal, _role in deals if deal.order is not None]
        return Answer(b.OrderPage(items=items, next=onward))

    return await call.read("read", step)


@router.get("/orders/{order_id}", response_model=b.OrderOut)
async def look_at(call: Calling, order_id: OrderId) -> Response:
    """An order with its shipments."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        return _order((await seen(call, tx, caller, Order, order_id))[0])

    return await call.read("read", step)


@router.put("/orders/{order_id}/status", response_model=b.OrderOut)
async def change_status(call: Calling, order_id: OrderId, body: b.StatusChange) -> Response:
    """Make the move that leads to this status; 409 says why none does now."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Order, order_id)
        call.require_match(etag(deal))
        name = first_open(call, deal, role, caller, *_MOVES.get((body.status, role), ()))
        args: dict[str, Any] = {
            key: value for key, value in body.model_dump(exclude={"status", "files"}).items() if value not in (None, "")
        }
        return _order(await move(call, tx, caller, deal, name, args, files=list(body.files)))

    return await call.write("trade", step)


# ── shipping ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post("/shipping/{order_id}/update", status_code=201, response_model=b.ShippingUpdateOut)
async def ship(call: Calling, order_id: OrderId, body: b.ShippingNews) -> Response:
    """News about the goods, by the seller: they are sent, are under way, are late, or have arrived."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Order, order_id)
        call.require_match(etag(deal))
        if body.status in ("in_transit", "exception"):
            await call.parts.seller_news.told(
                tx, caller.seat, deal, body.tracking_number, body.status, body.update_text
            )
        else:
            name = "ship" if body.status == "shipped" else "claim_delivery"
            first_open(call, deal, role, caller, name)
            args = _shipment(call, body) if name == "ship" else {}
            deal = await move(call, tx, caller, deal, name, args)
        last = await tx.find(ShippingUpdate, order_id=order_id, order="-id", limit=1)
        if not last:
            raise NotNow()
        return Answer(b.update_out(last[0]), 201, etag(deal))

    return await call.write("trade", step)


def _shipment(call: Call, body: b.ShippingNews) -> dict[str, Any]:
    """Carrier and number as in the chat: a number says whose it is, where only one carrier has such numbers."""
    number = body.tracking_number
    if number and call.parts.carriers.is_mistyped(number):
        raise InvalidValue("tracking_number", "check-digit", number=number)
    known = [one.carrier for one in call.parts.carriers.recognise(number)] if number else []
    carrier = call.parts.carriers.named(body.carrier) if body.carrier else known[0] if len(known) == 1 else ""
    return {"tracking_number": number, "carrier": str(carrier), "quantity": body.quantity, "note": body.update_text}


@router.get("/shipping/{order_id}/updates", response_model=b.ShippingUpdatePage)
async def updates(call: Calling, order_id: OrderId, limit: Most = 50, after: After = "") -> Response:
    """Everything that happened to the goods, in order."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        await seen(call, tx, caller, Order, order_id)
        cursor = f"upd_{after}" if after else None
        rows = await tx.find(ShippingUpdate, order_id=order_id, order="id", limit=limit + 1, after=cursor)
        onward = rows[limit - 1].id[4:] if len(rows) > limit else None
        return Answer(b.ShippingUpdatePage(items=[b.update_out(row) for row in rows[:limit]], next=onward))

    return await call.read("read", step)


def _order(deal: Deal) -> Answer:
    if deal.order is None:
        raise NotNow()
    return Answer(b.order_out(deal.order, deal.shipments), etag=etag(deal))
