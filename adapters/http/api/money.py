"""Payments and agreements: each step of the lifecycle is done, or found done already, or refused with its reason."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from adapters.http.api.bodies import orders as b
from adapters.http.api.bodies.plain import ID_PATTERN
from adapters.http.api.calling import Answer, Call, Calling, CarefulRoute, sent
from adapters.http.api.seeing import etag, move, seen
from core.agreements import EscrowAgreement
from core.errors import ActUnderWay, CeremonyIncomplete, InvalidValue, NotAllowed, NotNow
from core.evidence import Ceremony
from core.payments import PaymentGateway
from core.ports.credentials import Shown
from core.ports.payments import OutcomeUnknown, ProviderUnavailable
from core.ports.unit_of_work import Tx
from core.process.definition import Role
from core.services.accounts import Caller
from core.trades import Deal, Negotiation, State

log = logging.getLogger(__name__)
router = APIRouter(prefix="/api", route_class=CarefulRoute, tags=["money"])
RowId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]
PATIENCE_SECONDS: Final = 15.0
"""How long a request waits for what its own step has set off at the provider."""
_TICK_SECONDS = 0.05
_GONE = ("failed", "cancelled")


@router.post(
    "/payments/create-gateway",
    status_code=201,
    response_model=b.PaymentOut,
    responses={200: {"model": b.PaymentOut, "description": "There is a payment already."}},
)
async def create_gateway(call: Calling, body: b.OfNegotiation) -> Response:
    """The seller asks for the agreed amount. Once there is a payment, either side is shown it."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Negotiation, body.negotiation_id)
        if deal.state is not State.AGREED and deal.payment is not None:
            return _payment(deal, role)
        return _payment(await move(call, tx, caller, deal, "request_payment", {}), role, 201)

    return await call.write("money", step)


@router.post(
    "/payments/process",
    response_model=b.PaymentOut,
    responses={202: {"model": b.PaymentOut, "description": "The provider is still opening its page: ask again."}},
)
async def process(call: Calling, body: b.Processing) -> Response:
    """Bring the payment on. While it is open, the buyer is given the provider's page, a new one after one that failed; what
    was paid there in the meantime is taken notice of now."""
    kind: type[PaymentGateway] | type[Negotiation] = PaymentGateway if body.payment_id else Negotiation
    row_id = body.payment_id or body.negotiation_id
    if row_id is None or (body.payment_id and body.negotiation_id):
        raise InvalidValue("payment_id", "missing" if row_id is None else "not-an-option")

    async def before(tx: Tx) -> str:
        deal, _role = await seen(call, tx, await call.caller(tx, "money"), kind, row_id)
        if deal.payment is None:
            raise NotNow()
        return deal.trade.id

    trade_id = await call.parts.store.read(before)
    await _look_again(call, trade_id)

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, role = await seen(call, tx, caller, Negotiation, trade_id)
        payment = deal.payment
        if payment is not None and payment.status in _GONE and deal.state is State.AWAITING_PAYMENT:
            if role is not Role.BUYER:
                raise NotAllowed()
            deal = await move(call, tx, caller, deal, "pay_again", {})
        return _payment(deal, role)

    answer = await call.write("money", step)
    if answer.status_code != 200:
        return answer
    return await _when(call, trade_id, lambda deal: not _waits_for_page(deal), "money")


async def _when(call: Call, trade_id: str, is_there: Callable[[Deal], bool], scope: str) -> Response:
    """The payment, as soon as it has come so far; 202 when that takes longer than a request should."""

    async def look(tx: Tx) -> tuple[Deal, Role]:
        return await seen(call, tx, await call.caller(tx, scope), Negotiation, trade_id)

    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        deal, role = await call.parts.store.read(look)
        if is_there(deal) or asyncio.get_running_loop().time() > deadline:
            break
        await asyncio.sleep(_TICK_SECONDS)
    return sent(_payment(deal, role, 200 if is_there(deal) else 202))


def _waits_for_page(deal: Deal) -> bool:
    payment = deal.payment
    return bool(
        payment
        and deal.state is State.AWAITING_PAYMENT
        and payment.status in ("created", "requires_action")
        and not payment.checkout_url
    )


@router.get("/payments/{payment_id}", response_model=b.PaymentOut)
async def payment(call: Calling, payment_id: RowId) -> Response:
    """How a payment stands."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        return _payment(*await seen(call, tx, caller, PaymentGateway, payment_id))

    return await call.read("read", step)


def _payment(deal: Deal, role: Role, status: int = 200) -> Answer:
    if deal.payment is None:
        raise NotNow()
    return Answer(b.payment_out(deal, for_buyer=role is Role.BUYER), status, etag(deal))


# ── the agreement ────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post("/escrow/generate-agreement", response_model=b.AgreementOut)
async def generate_agreement(call: Calling, request: Request, body: b.OfNegotiation) -> Response:
    """The agreement, which is written when the money is held: the whole text, its document, the words of consent, and a
    `ceremony` that says what you were shown and when."""

    async def who(tx: Tx) -> Deal:
        return (await seen(call, tx, await call.caller(tx, "sign"), Negotiation, body.negotiation_id))[0]

    deal = await call.parts.store.read(who)
    if deal.agreement is None and deal.state is State.AWAITING_PAYMENT:
        await _look_again(call, deal.trade.id)
    return await _agreement_shown(call, Negotiation, body.negotiation_id)


@router.get("/escrow/{agreement_id}", response_model=b.AgreementOut)
async def agreement(call: Calling, agreement_id: RowId) -> Response:
    """An agreement, with what a signature needs."""
    return await _agreement_shown(call, EscrowAgreement, agreement_id)


async def _agreement_shown(call: Call, kind: type[Negotiation] | type[EscrowAgreement], row_id: str) -> Response:
    async def find(tx: Tx) -> str:
        deal, _role = await seen(call, tx, await call.caller(tx, "read"), kind, row_id)
        if deal.agreement is None:
            raise ActUnderWay() if deal.trade.pending_act else NotNow()
        return deal.agreement.id

    # Printed outside of any unit of work, once; from then on these very bytes are the document.
    await call.parts.papers("agreement")(await call.parts.store.read(find))

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, _role = await seen(call, tx, caller, kind, row_id)
        return await _agreement(call, tx, caller, deal)

    return await call.read("read", step)


async def _agreement(call: Call, tx: Tx, caller: Caller, deal: Deal) -> Answer:
    found = deal.agreement
    document = await call.parts.signing.document_of(tx, found) if found is not None else None
    if found is None or document is None:
        raise NotNow()
    consent, now = call.parts.signing.consent(call.lang), call.parts.clock.now()
    ceremony = Shown(
        caller.seat.user_id, found.id, found.text_sha256, consent.sha256, now, call.parts.accounts.new_id("shw")
    )
    body = b.AgreementOut(
        id=found.id,
        negotiation_id=found.negotiation_id,
        payment_gateway_id=found.payment_gateway_id,
        status=found.status,
        agreement_text=found.agreement_text,
        text_sha256=found.text_sha256,
        document_sha256=document.sha256,
        language=found.language or "en",
        commission=found.commission,
        tax=found.tax,
        sign_by=found.sign_by,
        buyer_signature=b.signature_out(found.buyer_signature),
        seller_signature=b.signature_out(found.seller_signature),
        consent=consent.text,
        consent_sha256=consent.sha256,
        ceremony=call.parts.accounts.tokens.ceremony(ceremony),
        created_at=found.created_at,
        updated_at=found.updated_at,
    )
    return Answer(body)


@router.post("/escrow/sign-agreement", response_model=b.AgreementOut)
async def sign(call: Calling, request: Request, body: b.Signing) -> Response:
    """Sign exactly the text that you were shown. With the second signature the held money is taken and the order placed."""
    try:
        shown = call.parts.accounts.tokens.shown(body.ceremony)
    except ValueError:
        raise CeremonyIncomplete() from None

    async def step(tx: Tx, caller: Caller) -> Answer:
        deal, _role = await seen(call, tx, caller, EscrowAgreement, body.agreement_id)
        told = (shown.user_id, shown.agreement_id, shown.text_sha256, shown.consent_sha256)
        if told != (caller.seat.user_id, body.agreement_id, body.text_sha256, body.consent_sha256):
            raise CeremonyIncomplete()
        call.require_match(etag(deal))
        client = request.client
        ceremony = Ceremony(
            agreement_id=body.agreement_id,
            text_sha256=body.text_sha256,
            consent_sha256=body.consent_sha256,
            shown_at=shown.shown_at,
            typed_name=body.typed_name,
            event_id=call.parts.accounts.new_id("req"),
            message_id=shown.request_id,
            text_message_ids=(shown.request_id,),
            ip=client.host if client is not None else "",
            agent=request.headers.get("user-agent", "")[:200],
        )
        acted = await call.parts.signing.sign(tx, caller.seat, deal.trade.id, ceremony)
        return await _agreement(call, tx, caller, acted.deal)

    return await call.write("sign", step)


async def _look_again(call: Call, trade_id: str) -> None:
    """Ask the provider how the money stands. When it does not answer, what we know has to do."""
    if call.parts.look_again is None:
        return
    try:
        await call.parts.look_again(trade_id)
    except (ProviderUnavailable, OutcomeUnknown):
        log.info("the payment provider did not answer a request in time")
