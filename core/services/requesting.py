"""Requests for quotation: who is asked, what they answer, and how one answer becomes a deal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core import policy
from core.contacts import free_of_contacts
from core.errors import InvalidValue, NotFound, NotNow, OfferExpired, OutOfStock, OverOfferLimit, Stale, TooMany
from core.events import OutboxRow
from core.ids import Ids
from core.listings import Product, require_tradable
from core.members import ChatIdentity, Membership, Seat
from core.money import Money, payable_max, require_payable
from core.offers import INCOTERMS
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.process.approving import approval_of
from core.process.definition import Role
from core.process.negotiating import TOTAL_MIN, is_within_limit, limit_of, require_fit
from core.quotes import (
    ANSWERABLE,
    SELLERS_MAX,
    VALID_HOURS_MAX,
    Quote,
    QuoteRequest,
    Reply,
    Wish,
    converted,
    require_sound,
    terms_of,
)
from core.services.look_alikes import require_company_stands, require_standing
from core.services.quote_sellers import sellers_for, still_standing
from core.services.safety import require_dealing
from core.services.trading import Trading
from core.trades import Deal, State
from core.wording import clean_text

OPEN_MAX: Final = 20
"""Requests of one company that may be open at the same time."""
_SWEPT: Final = 100


class Requesting:
    """Requests and quotes. The deal that comes of one goes through the same table as every other."""

    def __init__(self, *, clock: Clock, ids: Ids, trading: Trading) -> None:
        self._clock = clock
        self._ids = ids
        self._trading = trading

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def mine(self, tx: Tx, seat: Seat, request_id: str) -> QuoteRequest:
        """A request of the reader's own company. Raises NotFound, also for another's."""
        request = await tx.get(QuoteRequest, request_id)
        if request is None or not seat.company_id or request.company_id != seat.company_id:
            raise NotFound()
        return request

    async def asked(self, tx: Tx, seat: Seat, quote_id: str) -> tuple[QuoteRequest, Quote]:
        """What the reader's company was asked. Raises NotFound for others, and before the request is sent."""
        known = await tx.find(Quote, id=quote_id, limit=1)
        if not known or not seat.company_id or known[0].company_id != seat.company_id:
            raise NotFound()
        # The request first: whoever changes its quotes waits for it.
        request = await tx.get(QuoteRequest, known[0].request_id)
        quote = await tx.get(Quote, quote_id)
        if request is None or quote is None or request.status == "draft":
            raise NotFound()
        return request, quote

    async def quotes(self, tx: Tx, request_id: str) -> list[Quote]:
        return await tx.find(Quote, request_id=request_id, limit=SELLERS_MAX)

    async def recent(self, tx: Tx, seat: Seat, *, limit: int) -> tuple[list[QuoteRequest], list[Quote]]:
        """The company's own requests that were sent, and what it was asked and has not answered; newest first."""
        policy.require_member(seat, "browse")
        sent = ("open", "waiting", "accepted", "withdrawn", "expired")
        own = await tx.find(QuoteRequest, company_id=seat.company_id, status=sent, order="-created_at", limit=limit)
        waiting = await tx.find(Quote, company_id=seat.company_id, status="asked", order="-created_at", limit=_SWEPT)
        found = []
        for quote in waiting:
            request = await tx.get(QuoteRequest, quote.request_id)
            if request is not None and request.status == "open":
                found.append(quote)
        return own, found[:limit]

    # ── the buyer ────────────────────────────────────────────────────────────────────────────────────────────────

    async def draft(self, tx: Tx, seat: Seat, wish: Wish) -> QuoteRequest:
        """Write a request down and choose whom to ask; nobody is told yet. An older draft of the same person goes."""
        policy.require_member(seat, "negotiate")
        require_standing(seat)
        require_sound(wish)
        for old in await tx.find(QuoteRequest, user_id=seat.user_id, status="draft", limit=_SWEPT):
            await self._forget(tx, old)
        now = self._clock.now()
        request = QuoteRequest(
            id=self._ids.new("rfq"),
            user_id=seat.user_id,
            identity_id=seat.identity_id,
            company_id=seat.company_id,
            words=free_of_contacts(clean_text(wish.words, "words", length_max=120), "words"),
            category_id=wish.category_id,
            quantity=wish.quantity,
            unit=wish.unit,
            place=free_of_contacts(clean_text(wish.place, "place", length_max=80), "place"),
            note=free_of_contacts(clean_text(wish.note, "notes", length_max=500, required=False), "notes"),
            valid_hours=wish.valid_hours,
            wanted_until=now + timedelta(days=wish.wanted_days),
            created_at=now,
            updated_at=now,
            closes_at=now + timedelta(hours=wish.valid_hours),
        )
        await tx.add(request)
        for product in await sellers_for(tx, seat, request):
            quantity = converted(request.quantity, request.unit, product.unit)
            assert quantity is not None
            await tx.add(
                Quote(
                    id=self._ids.new("quo"),
                    request_id=request.id,
                    product_id=product.id,
                    company_id=product.company_id,
                    quantity=quantity,
                    unit=product.unit,
                    currency=product.currency,
                    created_at=now,
                    updated_at=now,
                )
            )
        return request

    async def leave_out(self, tx: Tx, seat: Seat, quote_id: str) -> QuoteRequest:
        """Do not ask this seller after all."""
        known = await tx.find(Quote, id=quote_id, limit=1)
        request = await self.mine(tx, seat, known[0].request_id if known else "")
        if request.status != "draft":
            raise NotNow()
        await tx.delete(Quote, id=quote_id)
        return await self._changed(tx, request)

    async def send(self, tx: Tx, seat: Seat, request_id: str) -> QuoteRequest:
        """Ask everybody who was chosen and is not held since. The time to answer runs from now."""
        policy.require_member(seat, "negotiate")
        require_standing(seat)
        request = await self.mine(tx, seat, request_id)
        quotes = await self.quotes(tx, request_id)
        if request.status != "draft" or not quotes:
            raise NotNow()
        if await tx.count(QuoteRequest, company_id=seat.company_id, status="open") >= OPEN_MAX:
            raise TooMany()
        asked = await still_standing(tx, quotes)
        closes = self._clock.now() + timedelta(hours=request.valid_hours)
        sent = await self._changed(tx, replace(request, status="open", closes_at=closes))
        for quote in quotes:
            if quote in asked:
                await self._tell_seller(tx, quote, "asked")
            else:
                await tx.delete(Quote, id=quote.id)
        return sent

    async def withdraw(self, tx: Tx, seat: Seat, request_id: str) -> QuoteRequest:
        """Ask no more; a draft is simply forgotten, sellers who were asked are told."""
        policy.require_member(seat, "negotiate")
        request = await self.mine(tx, seat, request_id)
        if request.status == "draft":
            await self._forget(tx, request)
            return replace(request, status="withdrawn")
        if request.status != "open":
            raise NotNow()
        return await self._end(tx, request, "withdrawn")

    async def accept(self, tx: Tx, seat: Seat, quote_id: str, *, rev: int) -> tuple[Deal, bool]:
        """Make a deal of one answer: the seller's offer in talks about their listing, accepted in the same step.

        False when this person can not accept it alone (a limit of theirs): then a colleague is asked, the offer waits in
        the talks, and the request waits with it. All that guards an offer and its acceptance holds here too. Raises Stale
        when the request has changed since it was shown.
        """
        known = await tx.find(Quote, id=quote_id, limit=1)
        request = await self.mine(tx, seat, known[0].request_id if known else "")
        quote = await tx.get(Quote, quote_id)
        if quote is None:
            raise NotFound()
        if request.status != "open":
            raise NotNow()
        if request.rev != rev:
            raise Stale()
        if not quote.stands(self._clock.now()):
            raise OfferExpired()
        seller = await tx.seat_of_user(quote.answered_by)
        if seller is None or seller.company_id != quote.company_id or not _may_say(seller, quote):
            raise NotNow()
        require_standing(seat, seller)
        deal = await self._trading.open_talks(tx, seat, quote.product_id)
        deal = await self._offered(tx, deal, quote, seller, knows=seat.user_id)
        may = {choice.name for choice in self._trading.choices(deal, Role.BUYER, seat)}
        does = next((name for name in ("accept", "ask_for_approval") if name in may), "")
        if does:
            deal = (await self._trading.act(tx, seat, deal.trade.id, does, {}, version=deal.trade.version)).deal
        chosen = replace(quote, trade_id=deal.trade.id, updated_at=self._clock.now())
        if does == "accept":
            await tx.put(replace(chosen, status="accepted"))
            await self._end(tx, request, "accepted", chosen=quote.id)
        elif does:
            await tx.put(replace(chosen, status="chosen"))
            await self._changed(tx, replace(request, status="waiting"))
        return deal, does == "accept"

    # ── the seller ───────────────────────────────────────────────────────────────────────────────────────────────

    async def answer(self, tx: Tx, seat: Seat, quote_id: str, reply: Reply) -> tuple[QuoteRequest, Quote]:
        """Say a price and the terms; again as long as the request is open, the last answer counts."""
        policy.require_member(seat, "negotiate")
        require_standing(seat)
        request, quote = await self._answerable(tx, seat, quote_id)
        product = await tx.get(Product, quote.product_id)
        if product is None:
            raise NotFound()
        require_tradable(product, request.company_id)
        await require_dealing(tx, request.company_id, quote.company_id)
        await require_company_stands(tx, request.company_id)
        if product.available < quote.quantity:
            raise OutOfStock(left=product.available, unit=product.unit)
        now = self._clock.now()
        answered = replace(
            quote,
            status="answered",
            answered_by=seat.user_id,
            unit_price=reply.unit_price,
            freight=reply.freight,
            incoterm=reply.incoterm,
            place=free_of_contacts(clean_text(reply.place, "place", length_max=80, required=False), "place"),
            lead_time_days=reply.lead_time_days,
            min_order=reply.min_order,
            valid_until=now + timedelta(hours=reply.valid_hours),
            updated_at=now,
        )
        self._check_answer(answered, reply, now)
        if not _may_say(seat, answered):
            raise OverOfferLimit(limit=limit_of(seat, answered.currency))
        await tx.put(answered)
        request = await self._changed(tx, request)
        await self._tell_buyer(tx, request, "answered")
        return request, answered

    async def decline(self, tx: Tx, seat: Seat, quote_id: str) -> tuple[QuoteRequest, Quote]:
        """No offer from us; an answer that was given before is taken back."""
        policy.require_member(seat, "negotiate")
        request, quote = await self._answerable(tx, seat, quote_id)
        if quote.status == "declined":
            return request, quote
        declined = replace(quote, status="declined", answered_by=seat.user_id, updated_at=self._clock.now())
        await tx.put(declined)
        request = await self._changed(tx, request)
        await self._tell_buyer(tx, request, "declined")
        return request, declined

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def sweep(self, store: Store) -> int:
        """End the requests whose time is over, and follow what colleagues decided. Returns how many were ended."""
        ended = 0
        for waiting in await store.read(lambda tx: tx.find(QuoteRequest, status="waiting", limit=_SWEPT)):
            ended += await store.write(lambda tx, one=waiting.id: self._follow(tx, one))  # type: ignore[misc]
        due = await store.read(lambda tx: tx.find(QuoteRequest, status="open", order="closes_at", limit=_SWEPT))
        for request in due:
            if request.closes_at <= self._clock.now():
                ended += await store.write(lambda tx, one=request.id: self._expire(tx, one))  # type: ignore[misc]
        return ended

    async def _follow(self, tx: Tx, request_id: str) -> int:
        """A request of which one answer waits for a colleague: over when they approved, open again when they did not."""
        request = await tx.get(QuoteRequest, request_id)
        if request is None or request.status != "waiting":
            return 0
        chosen = next(quote for quote in await self.quotes(tx, request_id) if quote.status == "chosen")
        deal = await tx.deal(chosen.trade_id)
        now = self._clock.now()
        if deal is not None and deal.state is State.NEGOTIATING and approval_of(deal) is not None:
            return 0
        if deal is None or deal.accepted is None:
            await tx.put(replace(chosen, status="answered", updated_at=now))
            await self._changed(tx, replace(request, status="open"))
            await self._tell_buyer(tx, request, "reopened")
            return 0
        await tx.put(replace(chosen, status="accepted", updated_at=now))
        await self._end(tx, request, "accepted", chosen=chosen.id)
        return 1

    async def _expire(self, tx: Tx, request_id: str) -> int:
        request = await tx.get(QuoteRequest, request_id)
        if request is None or request.status != "open" or request.closes_at > self._clock.now():
            return 0
        await self._end(tx, request, "expired")
        await self._tell_buyer(tx, request, "expired")
        return 1

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _answerable(self, tx: Tx, seat: Seat, quote_id: str) -> tuple[QuoteRequest, Quote]:
        request, quote = await self.asked(tx, seat, quote_id)
        if request.status != "open" or request.closes_at <= self._clock.now() or quote.status not in ANSWERABLE:
            raise NotNow()
        return request, quote

    def _check_answer(self, quote: Quote, reply: Reply, now: datetime) -> None:
        """What an offer on these terms would be refused for is refused here. Raises InvalidValue, DoesNotFit."""
        if reply.incoterm not in INCOTERMS:
            raise InvalidValue("incoterm", "unknown-incoterm", incoterm=reply.incoterm[:40])
        for field, value, low, high in (
            ("lead_time_days", reply.lead_time_days, 1, 180),
            ("min_order", reply.min_order, 1, 10_000_000),
            ("valid_hours", reply.valid_hours, 1, VALID_HOURS_MAX),
        ):
            if not low <= value <= high:
                raise InvalidValue(field, "out-of-range", low=low, high=high)
        if not reply.unit_price.is_finite() or reply.unit_price <= 0:
            raise InvalidValue("price", "zero")
        if reply.freight < 0:
            raise InvalidValue("freight", "negative")
        self._trading.rules.require_traded(quote.currency)
        require_payable(Money(reply.freight, quote.currency), "freight")
        total = quote.total
        assert total is not None
        if total.minor < TOTAL_MIN:
            raise InvalidValue("price", "too-small", least=TOTAL_MIN, currency=quote.currency)
        if total.minor > payable_max(quote.currency):
            raise InvalidValue("price", "too-big")
        require_fit(terms_of(quote, now), self._trading.rules)

    async def _offered(self, tx: Tx, deal: Deal, quote: Quote, seller: Seat, *, knows: str) -> Deal:
        """The talks with the seller's quote as the offer on the table, whatever was on it before."""
        active = deal.active_offer
        if active is not None and active.author_role == Role.SELLER:
            deal = (await self._trading.act(tx, seller, deal.trade.id, "withdraw", {}, knows=knows)).deal
        terms = terms_of(quote, self._clock.now())
        return (await self._trading.act(tx, seller, deal.trade.id, "offer", {"terms": terms}, knows=knows)).deal

    async def _end(self, tx: Tx, request: QuoteRequest, status: str, *, chosen: str = "") -> QuoteRequest:
        """Close the request and tell every seller but the chosen one; who had declined knows already."""
        ended = await self._changed(tx, replace(request, status=status))
        for quote in await self.quotes(tx, request.id):
            if quote.id == chosen:
                continue
            if quote.status != "declined":
                await self._tell_seller(tx, quote, "lost" if status == "accepted" else status)
                await tx.put(replace(quote, status="lost", updated_at=self._clock.now()))
        return ended

    async def _changed(self, tx: Tx, request: QuoteRequest) -> QuoteRequest:
        after = replace(request, rev=request.rev + 1, updated_at=self._clock.now())
        await tx.put(after)
        return after

    async def _forget(self, tx: Tx, request: QuoteRequest) -> None:
        await tx.delete(Quote, request_id=request.id)
        await tx.delete(QuoteRequest, id=request.id)

    async def _tell_buyer(self, tx: Tx, request: QuoteRequest, notice: str) -> None:
        await tx.add(self._news("request", request.id, request.id, request.identity_id, notice))

    async def _tell_seller(self, tx: Tx, quote: Quote, notice: str) -> None:
        """Everybody who may answer for the company, once a person."""
        for member in await tx.find(Membership, company_id=quote.company_id, limit=50):
            if member.role not in policy.COMPANY_ACTIONS["negotiate"]:
                continue
            chats = await tx.find(ChatIdentity, user_id=member.user_id, order="created_at", limit=20)
            reached = next((chat for chat in chats if chat.reachable), None)
            if reached is not None:
                await tx.add(self._news("quote", quote.id, quote.request_id, reached.id, notice))

    def _news(self, kind: str, subject_id: str, line: str, identity_id: str, notice: str) -> OutboxRow:
        now = self._clock.now()
        return OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{line}:{identity_id}",
            kind=kind,
            subject_id=subject_id,
            identity_id=identity_id,
            notice=notice,
            args={},
            created_at=now,
            next_try_at=now,
        )


def _may_say(seller: Seat, quote: Quote) -> bool:
    """Whether the seller's member may commit their company to this answer alone: the buyer's press makes it a deal."""
    return quote.total is None or is_within_limit(seller, quote.total.minor, quote.currency)
