"""What people do when they look at a deal: which of the offered acts, and what they give with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.disputes import REASONS, VERDICT_REASONS, awaited_in
from core.members import Seat
from core.money import step_of
from core.offers import INCOTERMS, Terms
from core.policy import can
from core.process.definition import Role, Transition
from core.process.dividing import parts_of
from core.process.fulfilling import open_quantity
from core.simulation.cast import Cast, price_for
from core.simulation.chance import Dice
from core.simulation.plans import BASE, Plan
from core.trades import Deal, State

WORDS = "The goods that came are not what was agreed in writing: half of them are bent, and the other half is of another steel."
UNEXPECTED = frozenset({"not-now", "not-allowed", "frozen", "act-under-way", "not-found", "already-exists", "stale"})
"""Refusals that nobody who pressed an offered button on the present card may get …"""
EXCUSED = {("unfreeze", "not-allowed"), ("agree_to_settlement", "not-now")}
"""… but for these: the same operator twice, and a sum that a bank has taken meanwhile."""


@dataclass(frozen=True, slots=True)
class Press:
    """One act of one person, as it arrives."""

    seat: Seat
    name: str
    args: dict[str, Any]
    version: int | None
    offered: bool = True
    """The card showed this button, and nothing has happened since."""


class People:
    """Decides for everybody; `choices` is the market's own answer to what a seat may do."""

    def __init__(self, cast: Cast, dice: Dice, choices: Callable[[Deal, Role, Seat], tuple[Transition, ...]]) -> None:
        self._cast = cast
        self._dice = dice
        self._choices = choices

    def look(self, deal: Deal, role: Role, plan: Plan, now: datetime, *, lazy: float = 1.0) -> Press | None:
        """What this side does now, or None: it waits."""
        if (role, deal.trade.state) in plan.silent or self._desk_sleeps(deal, role, plan):
            return None
        seat = self._who(deal, role, plan)
        weights = {
            t.name: BASE[t.name] * plan.wants.get(t.name, 1.0) for t in self._choices(deal, role, seat) if role in t.by
        }
        weights |= {name: BASE[name] for name in _letters(deal, role, seat)}
        name = self._dice.weighted({**weights, "": lazy})
        if not name or weights[name] <= 0:
            return None
        return Press(seat, name, self.given(name, deal, role, plan, now), deal.trade.version)

    def _desk_sleeps(self, deal: Deal, role: Role, plan: Plan) -> bool:
        appealed = deal.dispute is not None and deal.dispute.appealed
        return role is Role.MODERATOR and appealed and "desk_sleeps_after_appeal" in plan.fate

    def _who(self, deal: Deal, role: Role, plan: Plan) -> Seat:
        dice = self._dice
        if role is Role.OPERATOR:
            return dice.pick(self._cast.operators)
        if role is Role.MODERATOR:
            mine = [s for s in self._cast.moderators if deal.dispute and s.user_id == deal.dispute.moderator_id]
            return mine[0] if mine and not dice.one_in(3) else dice.pick(self._cast.moderators)
        company = deal.trade.buyer_company_id if role is Role.BUYER else deal.trade.seller_company_id
        seats = self._cast.of(company)
        waits = any(request.kind == "approval" and request.status == "asked" for request in deal.requests)
        if role is Role.BUYER and deal.state is State.NEGOTIATING and "junior" in plan.fate and not waits:
            return seats[1]
        return seats[0] if dice.random() < 0.75 else dice.pick(seats[:3])

    # ── what is given ────────────────────────────────────────────────────────────────────────────────────────────

    def given(self, name: str, deal: Deal, role: Role, plan: Plan, now: datetime) -> dict[str, Any]:
        """The answers of the conversation that the act asks for."""
        make = _GIVEN.get(name)
        return {} if make is None else make(self._dice, deal, plan, now, role)

    def nonsense(self, deal: Deal, plan: Plan, names: tuple[str, ...], now: datetime) -> Press:
        """Anything by anybody: most of it has to be refused."""
        dice = self._dice
        everybody = (
            *self._cast.of(deal.trade.buyer_company_id),
            *self._cast.of(deal.trade.seller_company_id),
            *self._cast.moderators,
            *self._cast.operators,
            self._cast.stranger,
        )
        name, seat = dice.pick(names), dice.pick(everybody)
        is_buyer = seat.company_id == deal.trade.buyer_company_id
        args = self.given(name, deal, Role.BUYER if is_buyer else Role.SELLER, plan, now)
        version = dice.pick((None, deal.trade.version, deal.trade.version, deal.trade.version - 1))
        return Press(seat, name, args, version, offered=False)


def _letters(deal: Deal, role: Role, seat: Seat) -> tuple[str, ...]:
    """What no button of the card offers, because it is written: questions of the moderator, and the answers to them."""
    dispute, trade = deal.dispute, deal.trade
    if deal.state is not State.DISPUTED or dispute is None or trade.pending_act or trade.frozen_by:
        return ()
    if role is Role.MODERATOR:
        asks = dispute.status == "in_progress" and dispute.moderator_id == seat.user_id
        return ("ask_parties",) if asks and not awaited_in(dispute) else ()
    asked = awaited_in(dispute, role.value)
    return ("answer_question",) if asked and can(seat, "answer_question", deal) else ()


Given = Callable[[Dice, Deal, Plan, datetime, Role], dict[str, Any]]


def _movable(deal: Deal, amount: int) -> int:
    """As people put it who know how finely the provider moves their currency; others are refused."""
    return amount - amount % step_of(deal.trade.currency)


def _offer(dice: Dice, deal: Deal, plan: Plan, _now: datetime, role: Role) -> dict[str, Any]:
    wish, last = plan.terms, deal.offers[-1] if deal.offers else None
    quantity = wish.get("quantity") or (dice.randint(150, 300) if "rare" in wish else dice.randint(1, 120))
    total = wish.get("total") or int(10 ** (2.3 + 3 * dice.random()))
    if last is not None and not dice.one_in(4):
        quantity, total = last.quantity, int(last.goods * (0.9 + 0.2 * dice.random()))
    fits = {"lead_time_days": dice.randint(1, 20), "transit_days": dice.randint(0, 20)}
    terms = {
        "quantity": quantity,
        "unit": deal.product.unit,
        "unit_price": price_for(dice, deal.trade.currency, max(total, 100), quantity),
        "currency": deal.trade.currency,
        "freight": _movable(deal, dice.pick((0, 0, 500, max(total, 100) // 20))),
        "incoterm": dice.pick(INCOTERMS),
        "inspection_days": dice.randint(1, 10),
        "tolerance_percent": dice.pick((0, 0, 5, 10)),
        "partial_shipments": not dice.one_in(3),
        "partial_release": dice.one_in(2),
        "valid_hours": dice.pick((6, 24, 72, 72, 200)),
        **fits,
        **{key: value for key, value in wish.items() if key in Terms.__dataclass_fields__},
    }
    terms["quantity"] = quantity
    if dice.one_in(40):
        terms |= dice.pick(({"lead_time_days": 90}, {"quantity": 0}, {"currency": "CHF"}, {"freight": -1}))
    return {"terms": Terms(**terms)}


def _active(_d: Dice, deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    return {"offer_id": deal.active_offer.id} if deal.active_offer else {}


def _sign(dice: Dice, deal: Deal, _p: Plan, now: datetime, role: Role) -> dict[str, Any]:
    """Mostly as it should be; sometimes another text, no name, no document, or long ago."""
    shown = deal.agreement.text_sha256 if deal.agreement else ""
    name = "" if dice.one_in(60) else "Ana Ruiz" if role is Role.BUYER else "Bo Li"
    spoilt = dice.one_in(60)
    return {
        "text_sha256": "0" * 64 if spoilt and now.minute % 3 == 0 else shown,
        "document_sha256": "" if spoilt and now.minute % 3 == 1 else "d" * 64,
        "consent_sha256": "c" * 64,
        "shown_at": now - timedelta(minutes=20 if spoilt and now.minute % 3 == 2 else 2),
        "typed_name": name,
        "event_id": "evt",
    }


def _ship(dice: Dice, deal: Deal, plan: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    offer, left = deal.accepted, open_quantity(deal)
    quantity: int | None = None
    if offer is not None and left > 0:
        most = left + offer.quantity * offer.tolerance_percent // 100
        if "parts" in plan.fate or (offer.partial_shipments and dice.one_in(4)):
            quantity = dice.pick((dice.randint(1, left), dice.randint(1, left), most))
        elif dice.one_in(12):
            quantity = dice.pick((most, most + 1, 1))
    number = len(deal.shipments) + 1
    return {"quantity": quantity, "carrier": "DHL", "tracking_number": f"T{deal.trade.id[4:]}-{number}"}


def _dispute(dice: Dice, deal: Deal, _p: Plan, now: datetime, _r: Role) -> dict[str, Any]:
    early = deal.order is not None and deal.state in (State.PLACED, State.IN_PROGRESS) and now < deal.order.ship_by
    return {"reason": "fraud" if early and not dice.one_in(5) else dice.pick(REASONS), "statement": WORDS}


def _rule(dice: Dice, deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    held = deal.balance(f"esc:{deal.trade.id}")
    outcome = dice.pick(("release", "refund", "split", "split"))
    amount = _movable(deal, dice.randint(1, held - 1)) if outcome == "split" and held > 1 else None
    why = {"reason_code": dice.pick(VERDICT_REASONS), "resolution": "The photographs decide."}
    if outcome == "split" and dice.one_in(2):
        lines = {str(part.number): dice.randint(0, part.quantity) for part in parts_of(deal)}
        return {"outcome": "lines", "lines": lines, **why}
    return {"outcome": outcome, "refund_amount": amount, **why}


def _return_order(dice: Dice, _deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    return {"reason_code": dice.pick(VERDICT_REASONS), "resolution": "The goods go back first."}


def _settlement(dice: Dice, deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    held = max(0, deal.balance(f"esc:{deal.trade.id}"))
    return {"amount": _movable(deal, dice.pick((0, held, dice.randint(0, held), dice.randint(0, held))))}


def _statement(_d: Dice, _deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    return {"statement": WORDS}


def _reason(_d: Dice, _deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    return {"reason": "Our customer has changed the plan."}


def _time(dice: Dice, _deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    return {"days": dice.randint(1, 30), "reason": "The zinc is late."}


def _return(_d: Dice, deal: Deal, _p: Plan, _n: datetime, _r: Role) -> dict[str, Any]:
    return {"tracking_number": f"R{deal.trade.id[4:]}"}


def _question(dice: Dice, deal: Deal, _p: Plan, now: datetime, _r: Role) -> dict[str, Any]:
    sides = dice.pick((("buyer",), ("seller",), ("buyer", "seller")))
    number = deal.trade.version
    return {"question_id": f"clt_{number}", "sides": sides, "due_at": now + timedelta(days=dice.randint(1, 5))}


def _answer(_d: Dice, deal: Deal, _p: Plan, now: datetime, role: Role) -> dict[str, Any]:
    asked = awaited_in(deal.dispute, role.value) if deal.dispute is not None else ()
    return {"question_id": asked[0].question_id, "late": asked[0].due_at < now} if asked else {"question_id": "clt_0"}


_GIVEN: dict[str, Given] = {
    "ask_parties": _question,
    "answer_question": _answer,
    "offer": _offer,
    **dict.fromkeys(("accept", "decline", "withdraw"), _active),
    "sign": _sign,
    "ship": _ship,
    "dispute": _dispute,
    "rule": _rule,
    "order_return": _return_order,
    "propose_settlement": _settlement,
    **dict.fromkeys(("answer_dispute", "add_evidence", "appeal"), _statement),
    **dict.fromkeys(("ask_to_cancel", "freeze"), _reason),
    "ask_for_time": _time,
    "ship_back": _return,
}
