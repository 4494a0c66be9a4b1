"""Every move of a trade goes through here: load the deal, apply one row of the table, save, and say who is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core import policy
from core.errors import ConflictOfInterest, NotFound, OutOfStock, Stale, TakenBySomebody, TooMany
from core.events import OutboxRow
from core.ids import Ids
from core.listings import Product, require_tradable
from core.members import Company, Seat, StaffRole
from core.offers import Offer
from core.parties import Parties, party_of
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.process import engine
from core.process.definition import Notice, Role, Told, Transition
from core.process.moderating import own_case, own_case_or_above
from core.process.purchase import PURCHASE
from core.rules import Rules
from core.services.channels import channels_of, instead
from core.services.desk_rows import desk_row
from core.services.look_alikes import require_both_stand, require_company_stands, require_standing
from core.services.names import name_of
from core.services.papers import papers_due
from core.services.safety import require_dealing
from core.services.shipping_history import shipping_updates
from core.trades import Deal, Negotiation, State

CONFLICT_PERIOD = timedelta(days=180)
_BEGINS = frozenset({"offer", "accept", "ask_for_approval", "approve", "renew"})
"""What a company that has to change its name waits with, and whoever is on the other side of it."""
_ASKS_FOR_MONEY = frozenset({"request_payment", "pay_again"})
"""What opens a page to pay on: not for a seller that has to change its name. Nothing else that money does waits for that."""


@dataclass(frozen=True, slots=True)
class Acted:
    """The deal after a move, and what the one who moved may do next."""

    deal: Deal
    outcome: engine.Outcome


class Trading:
    """Moves trades. `write_agreement` words the agreement of a deal; it is pure."""

    def __init__(
        self, *, clock: Clock, ids: Ids, rules: Rules, write_agreement: Callable[[Deal, Parties], str]
    ) -> None:
        self._clock = clock
        self._ids = ids
        self.rules = rules
        self._write_agreement = write_agreement

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def deal_for(self, tx: Tx, seat: Seat, trade_id: str) -> tuple[Deal, Role]:
        """A deal as somebody who may see it, and as whom. Strangers get NotFound."""
        deal = await self._load(tx, trade_id)
        return deal, policy.viewing_role(seat, deal)

    def choices(self, deal: Deal, role: Role, seat: Seat) -> tuple[Transition, ...]:
        """What this person can do with the deal now."""
        roles = [role]
        if seat.staff_role == StaffRole.OPERATOR and role not in (Role.BUYER, Role.SELLER, Role.OPERATOR):
            roles.append(Role.OPERATOR)
        open_now = [
            transition
            for acting in roles
            for transition in engine.available(
                PURCHASE, deal, role=acting, seat=seat, now=self._clock.now(), ids=self._ids, rules=self.rules
            )
        ]
        return tuple(t for t in open_now if policy.can(seat, t.name, deal) and not _waits(deal, t.name))

    async def parties(self, tx: Tx, deal: Deal) -> Parties:
        """Both companies with what papers say of them; each reads as the person does who began the trade for it."""
        trade = deal.trade
        return Parties(
            party_of(
                await tx.get(Company, trade.buyer_company_id),
                deal.buyer_name,
                _language(deal, trade.buyer_id, trade.buyer_company_id),
            ),
            party_of(
                await tx.get(Company, trade.seller_company_id),
                deal.seller_name,
                _language(deal, trade.seller_id, trade.seller_company_id),
            ),
        )

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def act(
        self,
        tx: Tx,
        seat: Seat,
        trade_id: str,
        name: str,
        args: Mapping[str, Any],
        *,
        version: int | None = None,
        knows: str = "",
    ) -> Acted:
        """One move by a person. `version` is what the pressed card showed: Stale when the deal has moved on. `knows` is
        another user who is told nothing of it, because it happens at their own press."""
        deal = await self._load(tx, trade_id)
        if name not in PURCHASE:
            raise NotFound()
        role = policy.require_act(seat, deal, name, PURCHASE[name].by)
        if role is Role.MODERATOR:
            await self.require_unbiased(tx, seat, deal)
            await self._require_untaken(tx, seat, deal, name)
        if version is not None and version != deal.trade.version:
            raise Stale()
        if _waits(deal, name):
            require_both_stand(deal, role)
        if name == "offer":
            await self._require_pace(tx, seat, deal)
        return await self.apply(tx, deal, name, role=role, seat=seat, args=args, knows=knows)

    async def require_unbiased(self, tx: Tx, seat: Seat, deal: Deal) -> None:
        """Whose company and a party of the deal did business lately decides about neither. Raises ConflictOfInterest."""
        company_id = seat.company_id
        if not company_id:
            return
        parties = deal.trade.buyer_company_id, deal.trade.seller_company_id
        bought = await tx.find(
            Negotiation, buyer_company_id=company_id, seller_company_id=parties, order="-updated_at", limit=1
        )
        sold = await tx.find(
            Negotiation, seller_company_id=company_id, buyer_company_id=parties, order="-updated_at", limit=1
        )
        since = self._clock.now() - CONFLICT_PERIOD
        if any(trade.updated_at > since for trade in (*bought, *sold)):
            raise ConflictOfInterest(why="traded")

    async def apply(
        self,
        tx: Tx,
        deal: Deal,
        name: str,
        *,
        role: Role,
        seat: Seat | None = None,
        args: Mapping[str, Any],
        knows: str = "",
    ) -> Acted:
        """One move by anybody, on a deal just read in this transaction."""
        if name in ("authorized", "paid_at_once"):
            parties = await self.parties(tx, deal)
            args = {
                **args,
                "agreement_text": self._write_agreement(deal, parties),
                "agreement_language": parties.language,
                "agreement_parties": parties.as_json(),
                "new_seller": await self._is_new(tx, deal.trade.seller_company_id),
            }
        if PURCHASE[name].pays_seller:
            args = {**args, "seller_debt": await self._debt(tx, deal)}
        outcome = engine.apply(
            PURCHASE,
            deal,
            name,
            role=role,
            seat=seat,
            args=args,
            now=self._clock.now(),
            ids=self._ids,
            rules=self.rules,
        )
        if outcome.reserve > 0:
            await self._require_free(tx, deal.product, outcome.reserve)
        await tx.save_deal(deal, outcome.after)
        # What is taken leaves the reservation too, and the store sees to that itself.
        newly_reserved = outcome.reserve + outcome.take
        if newly_reserved or outcome.take:
            await tx.move_stock(deal.product.id, reserve=newly_reserved, take=outcome.take)
        await tx.add(outcome.line)
        if outcome.after.shipments is not deal.shipments:
            await tx.add(*shipping_updates(deal, outcome.after, self._ids, self._clock.now(), outcome.line.detail))
        detail = outcome.line.detail
        await self.tell(tx, outcome.after, outcome.tells, role=role, seat=seat, detail=detail, knows=knows)
        await self.tell(
            tx, outcome.after, papers_due(deal, outcome.after), role=None, seat=None, detail={}, kind="paper"
        )
        if name == "ship" and outcome.after.shipments[-1].proof:
            proof = {"shipment_id": outcome.after.shipments[-1].id}
            await self.tell(
                tx, outcome.after, (Notice(Told.OTHER, "proof"),), role=role, seat=seat, detail=proof, kind="proof"
            )
        cards = ("deal", "channel", "case") if outcome.after.disputes else ("deal", "channel")
        await tx.mark_due(*(f"{card}:{deal.trade.id}" for card in cards), rev=outcome.after.trade.version)
        return Acted(outcome.after, outcome)

    async def rewind(self, tx: Tx, deal: Deal) -> None:
        """Set the wake-ups of a deal anew, where what it wants has changed without anybody moving it."""
        after = engine.rewound(deal, self._clock.now(), self._ids, self.rules)
        if after.deadlines != deal.deadlines:
            await tx.save_deal(deal, after)

    async def open_talks(self, tx: Tx, seat: Seat, product_id: str) -> Deal:
        """The talks of this company about this listing: the open ones, or new ones."""
        policy.require_member(seat, "negotiate")
        product = await tx.get(Product, product_id)
        if product is None:
            raise NotFound()
        require_tradable(product, seat.company_id)
        await require_dealing(tx, seat.company_id, product.company_id)
        known = await self._open_talks(tx, seat.company_id, product.id)
        if known is None:
            # Two colleagues may press at once: the second waits here, and then finds what the first has begun.
            await tx.get(Company, seat.company_id)
            known = await self._open_talks(tx, seat.company_id, product.id)
        if known is not None:
            return await self._load(tx, known.id)
        require_standing(seat)
        await require_company_stands(tx, product.company_id)
        now = self._clock.now()
        trade = Negotiation(
            id=self._ids.new("neg"),
            product_id=product.id,
            buyer_id=seat.user_id,
            seller_id=product.seller_id,
            buyer_company_id=seat.company_id,
            seller_company_id=product.company_id,
            currency=product.currency,
            entered_at=now,
            created_at=now,
            updated_at=now,
        )
        bare = Deal(trade, product, seat.company_name, "", "", False)
        await tx.save_deal(None, engine.rewound(bare, now, self._ids, self.rules))
        return await self._load(tx, trade.id)

    async def require_talks(self, tx: Tx, seat: Seat, product: Product) -> None:
        """Raises what `open_talks` would, and opens nothing."""
        require_tradable(product, seat.company_id)
        await require_dealing(tx, seat.company_id, product.company_id)
        if await self._open_talks(tx, seat.company_id, product.id) is None:
            require_standing(seat)
            await require_company_stands(tx, product.company_id)

    async def _open_talks(self, tx: Tx, company_id: str, product_id: str) -> Negotiation | None:
        found = await tx.find(
            Negotiation, product_id=product_id, buyer_company_id=company_id, state="negotiating", limit=1
        )
        return found[0] if found else None

    # ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def tell(
        self,
        tx: Tx,
        deal: Deal,
        notices: Iterable[Notice],
        *,
        role: Role | None,
        seat: Seat | None,
        detail: Mapping[str, Any],
        kind: str = "deal",
        knows: str = "",
    ) -> None:
        """Queue the news for everyone it concerns, once a person, except the one who acted and the one who `knows`."""
        rows = [
            self._news(deal, notice, reader, detail, kind)
            for notice in notices
            for reader in _readers(deal, notice.to, role)
            if reader is None or not seat or not seat.identity_id or reader.user_id != seat.user_id
            if reader is None or not knows or reader.user_id != knows
        ]
        if rows and kind == "deal" and (channels := await channels_of(tx, deal)):
            rows = await instead(tx, deal, channels, rows, self._ids)
        if rows:
            await tx.add(*rows)

    def _news(self, deal: Deal, notice: Notice, reader: Seat | None, detail: Mapping[str, Any], kind: str) -> OutboxRow:
        now, trade_id = self._clock.now(), deal.trade.id
        args = {**detail, "version": deal.trade.version}
        if reader is None:
            return desk_row(
                self._ids, now, line=trade_id, kind="desk", notice=notice.key, subject_id=trade_id, args=args
            )
        return OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{trade_id}:{reader.identity_id}",
            kind=kind,
            subject_id=trade_id,
            identity_id=reader.identity_id,
            notice=notice.key,
            args=args,
            created_at=now,
            next_try_at=now,
        )

    def readers(self, deal: Deal, to: Told, role: Role | None, *, closed_too: bool = False) -> list[Seat | None]:
        """The seats that news go to; `closed_too` also those who can not be reached as far as we know."""
        return _readers(deal, to, role, closed_too=closed_too)

    async def _require_free(self, tx: Tx, product: Product, quantity: int) -> None:
        """So much is free, and stays so until the end of this unit of work. Raises OutOfStock.

        Asked before anything is written: callers turn refusals into answers and commit.
        """
        shelf = await tx.get(Product, product.id)
        left = 0 if shelf is None else shelf.available
        if left < quantity:
            raise OutOfStock(left=left, unit=product.unit)

    async def _debt(self, tx: Tx, deal: Deal) -> int:
        """What the seller owes us (not above zero). The company is locked first, so that no debt is netted twice."""
        await tx.get(Company, deal.trade.seller_company_id)
        return await tx.balance(f"debt:{deal.trade.seller_company_id}", deal.trade.currency)

    async def _require_untaken(self, tx: Tx, seat: Seat, deal: Deal, name: str) -> None:
        """Who comes too late for a case, or to one that is another's, is told who has it, whatever their card showed."""
        holder = deal.dispute.moderator_id if deal.dispute is not None else ""
        if not holder or holder == seat.user_id or (name != "take_case" and not _of_the_holder(name, seat)):
            return
        name = await name_of(tx, holder)
        raise TakenBySomebody(named="yes" if name else "no", name=name)

    async def _require_pace(self, tx: Tx, seat: Seat, deal: Deal) -> None:
        """Raises TooMany for a side that floods a deal with offers. Nobody has made more of them than it has versions."""
        most = self.rules.offers_an_hour
        if deal.trade.version <= most:
            return
        theirs = {"negotiation_id": deal.trade.id, "author_company_id": seat.company_id}
        last = await tx.find(Offer, **theirs, order="-number", limit=most)
        if len(last) == most and last[-1].created_at > self._clock.now() - timedelta(hours=1):
            raise TooMany()

    async def _is_new(self, tx: Tx, company_id: str) -> bool:
        """A seller of whom more is kept back, for as long as there are few completed trades."""
        if not self.rules.new_seller_reserve_basis_points:
            return False
        completed = await tx.count(Negotiation, seller_company_id=company_id, state=State.COMPLETED.value)
        return completed < self.rules.new_seller_trades

    async def _load(self, tx: Tx, trade_id: str) -> Deal:
        deal = await tx.deal(trade_id)
        if deal is None:
            raise NotFound()
        return deal


def _waits(deal: Deal, name: str) -> bool:
    """Whether a hold on either company refuses this move, whoever of the two makes it."""
    begins = name in _BEGINS and (deal.buyer_held or deal.seller_held)
    return begins or (name in _ASKS_FOR_MONEY and deal.seller_held)


def _language(deal: Deal, user_id: str, company_id: str) -> str:
    """What the person who trades reads; else the first of their company whom we reach."""
    seats = [seat for seat in deal.seats if seat.company_id == company_id]
    own = [seat for seat in seats if seat.user_id == user_id and seat.identity_id] or seats
    return own[0].lang if own else "en"


def _of_the_holder(name: str, seat: Seat) -> bool:
    """Whether only the moderator of the case may do this; an operator may free a case, too."""
    guards = PURCHASE[name].guards
    return own_case in guards or (own_case_or_above in guards and seat.staff_role != StaffRole.OPERATOR)


def _readers(deal: Deal, to: Told, role: Role | None, *, closed_too: bool = False) -> list[Seat | None]:
    """The seats a notice goes to, one a person; None stands for the moderators' desk. In which of their chats a person
    is told is decided when the news is sent."""
    if to is Told.DESK:
        return [None]
    sides = {
        Told.BUYER: {deal.trade.buyer_company_id},
        Told.SELLER: {deal.trade.seller_company_id},
        Told.BOTH: {deal.trade.buyer_company_id, deal.trade.seller_company_id},
        Told.OWN: {deal.trade.buyer_company_id if role is Role.BUYER else deal.trade.seller_company_id},
        Told.OTHER: {deal.trade.seller_company_id if role is Role.BUYER else deal.trade.buyer_company_id},
    }[to]
    found: dict[str, Seat | None] = {}
    for seat in deal.seats:
        if seat.company_id in sides and seat.identity_id and (seat.reachable or closed_too):
            found.setdefault(seat.user_id, seat)
    return list(found.values())
