"""The working copy of one command: what it may read, and the only ways it may change the deal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from core.agreements import EscrowAgreement
from core.disputes import Dispute
from core.errors import NotNow
from core.ids import Ids
from core.ledger import LedgerEntry
from core.members import Seat
from core.offers import Offer
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.process.definition import Role
from core.rules import Rules
from core.shipments import Order, Request, Shipment
from core.trades import Deal, State

_HOME: dict[type, str] = {
    Offer: "offers",
    PaymentGateway: "payments",
    EscrowAgreement: "agreements",
    Order: "orders",
    Shipment: "shipments",
    Request: "requests",
    Dispute: "disputes",
    Refund: "refunds",
    Payout: "payouts",
    Chargeback: "chargebacks",
    ProviderIntent: "intents",
}


_Row = TypeVar("_Row")


class Act:
    """One transition under way. Steps read `deal`, `args`, `now` and call the methods below; nothing touches the world."""

    def __init__(
        self,
        deal: Deal,
        *,
        role: Role,
        seat: Seat | None,
        args: Mapping[str, Any],
        now: datetime,
        ids: Ids,
        rules: Rules,
    ) -> None:
        self._deal = deal
        self._fresh: dict[str, Any] = {}
        """Fields of the deal that were changed since anybody looked at it."""
        self.role = role
        self.seat = seat
        self.args = args
        self.now = now
        self.ids = ids
        self.rules = rules
        self.target: State | None = None
        self.came_to = ""
        """Where a transition may end in several ways: which one it was, as the `when` of its notices says."""
        self.reserve = 0
        self.take = 0
        self.detail: dict[str, Any] = {}
        """What the history and the notices say about this act, besides its name."""
        self._transaction_id = ""

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def deal(self) -> Deal:
        """The deal as it is by now."""
        if self._fresh:
            self._deal, self._fresh = replace(self._deal, **self._fresh), {}
        return self._deal

    def _part(self, field: str) -> Any:
        """One field of the deal as it is by now."""
        return self._fresh[field] if field in self._fresh else getattr(self._deal, field)

    @property
    def actor_id(self) -> str:
        return self.seat.user_id if self.seat else self.role.value

    @property
    def escrow(self) -> str:
        return f"esc:{self.deal.trade.id}"

    @property
    def held(self) -> int:
        """What escrow holds for this trade now, minor units."""
        return self.deal.balance(self.escrow)

    def offer(self) -> Offer:
        return _present(self.deal.accepted)

    def payment(self) -> PaymentGateway:
        return _present(self.deal.payment)

    def agreement(self) -> EscrowAgreement:
        return _present(self.deal.agreement)

    def order(self) -> Order:
        return _present(self.deal.order)

    def dispute(self) -> Dispute:
        return _present(self.deal.dispute)

    def open_request(self, kind: str = "") -> Request:
        return _present(
            next((r for r in self.deal.requests if r.status == "asked" and (not kind or r.kind == kind)), None)
        )

    # ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def go(self, state: State) -> None:
        """Choose among the states the transition may lead to."""
        self.target = state

    def trade(self, **changes: Any) -> None:
        self._fresh["trade"] = replace(self._part("trade"), **changes)

    def add(self, row: Any) -> None:
        home = _HOME[type(row)]
        self._fresh[home] = (*self._part(home), row)

    def change(self, row: Any, **changes: Any) -> None:
        """Replace a row of the deal by a changed copy; `updated_at` follows where the row has one."""
        home = _HOME[type(row)]
        if "updated_at" in type(row).__dataclass_fields__:
            changes.setdefault("updated_at", self.now)
        self._fresh[home] = tuple(replace(r, **changes) if r.id == row.id else r for r in self._part(home))

    def post(self, kind: str, from_account: str, to_account: str, amount: int, *, provider_ref: str = "") -> None:
        """One posting; amounts of zero leave no trace."""
        if amount == 0:
            return
        self._transaction_id = self._transaction_id or self.ids.new("ltx")
        trade, entries = self._part("trade"), self._part("entries")
        entry = LedgerEntry(
            id=self.ids.new("led"),
            negotiation_id=trade.id,
            transaction_id=self._transaction_id,
            sequence=sum(e.transaction_id == self._transaction_id for e in entries) + 1,
            kind=kind,
            from_account=from_account,
            to_account=to_account,
            amount=amount,
            currency=trade.currency,
            created_at=self.now,
            provider_ref=provider_ref,
        )
        self._fresh["entries"] = (*entries, entry)

    def instruct(self, kind: str, subject_id: str, body: Mapping[str, Any], *, holds_trade: bool = False) -> None:
        """Tell the provider, after the commit. The key is minted once, here, and is never minted again.

        With `holds_trade` nobody moves the trade until the call has ended.
        """
        number = sum(intent.kind == kind for intent in self._part("intents")) + 1
        trade_id = self._part("trade").id
        key = f"{self.rules.deployment}:{trade_id}:{kind}:{number}"
        self.add(
            ProviderIntent(
                id=key,
                negotiation_id=trade_id,
                kind=kind,
                subject_id=subject_id,
                body=dict(body),
                created_at=self.now,
                next_try_at=self.now,
            )
        )
        if holds_trade:
            self.trade(pending_act=kind)

    def reserve_stock(self, quantity: int) -> None:
        self.reserve += quantity

    def release_stock(self, quantity: int) -> None:
        self.reserve -= quantity

    def take_stock(self, quantity: int) -> None:
        """Reserved goods have left the shelf."""
        self.reserve -= quantity
        self.take += quantity

    def after(self, period: timedelta) -> datetime:
        return self.now + period


def _present(row: _Row | None) -> _Row:
    if row is None:
        raise NotNow()
    return row
