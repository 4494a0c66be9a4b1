"""How one simulated trade is inclined: who is eager or silent, how the buyer pays, and what fate has in store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.process.definition import Role

B, S, M, O = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR


@dataclass(frozen=True, slots=True)
class Plan:
    """`wants` multiplies the weight of acts; `silent` are (role, state) in which nobody of that side acts; `terms`
    override what is offered; `pays` are the ways of the buyer's attempts, one after the other; `fate` names what the
    provider or an operator will do, and when."""

    name: str
    weight: float
    wants: Mapping[str, float] = field(default_factory=dict)
    silent: frozenset[tuple[Role, str]] = frozenset()
    terms: Mapping[str, Any] = field(default_factory=dict)
    pays: tuple[str, ...] = ("hold",)
    fate: Mapping[str, Any] = field(default_factory=dict)
    hours: float = 6.0
    """Mean time until somebody who was told something looks."""


def _quiet(*pairs: tuple[Role, str]) -> frozenset[tuple[Role, str]]:
    return frozenset(pairs)


_NO_END = {
    "end_talks": 0.1,
    "withdraw": 0.1,
    "decline": 0.1,
    "refuse_to_sign": 0.0,
    "withdraw_signature": 0.0,
    "cannot_supply": 0.0,
}
_PEACE = {**_NO_END, "dispute": 0.0, "cancel_early": 0.0, "ask_to_cancel": 0.0, "cancel_overdue": 0.0}
_WAR = {**_NO_END, "dispute": 40.0, "accept_goods": 0.1, "accept_part": 0.3, "ask_to_cancel": 0.0, "cancel_early": 0.0}
_PARTS = {"partial_shipments": True, "partial_release": True, "quantity": 60}

PLANS: tuple[Plan, ...] = (
    Plan("smooth", 14, _PEACE, hours=3),
    Plan("smooth-with-carrier", 3, {**_PEACE, "received": 0.0, "claim_delivery": 0.0}, fate={"carrier": 1.0}),
    Plan("whatever-comes", 8),
    Plan("haggling", 5, {"offer": 6, "accept": 0.4, "withdraw": 2, "decline": 2, "end_talks": 0.3}),
    Plan("talks-end", 1.5, {"end_talks": 10, "accept": 0.2}),
    Plan("talks-sleep", 1.5, {"offer": 0.5}, _quiet((B, "negotiating"), (S, "negotiating")), {"valid_hours": 24}),
    Plan("approval", 4, {**_PEACE, "ask_for_approval": 30, "accept": 0.3, "refuse_approval": 2}, fate={"junior": 1.0}),
    Plan("approval-sleeps", 1.5, {"ask_for_approval": 50, "approve": 0.02, "refuse_approval": 0.02, "accept": 0.2},
         fate={"junior": 1.0}, terms={"valid_hours": 300}),
    Plan("no-gateway", 1, {"request_payment": 0.0, **_NO_END}, _quiet((S, "agreed"))),
    Plan("never-pays", 1.5, {**_NO_END, "renew": 1}, pays=("never",)),
    Plan("pays-late", 2, {**_NO_END, "renew": 0.3}, pays=("late-hold", "hold")),
    Plan("money-comes-late", 2.5, {**_NO_END, "renew": 2}, pays=("late-money", "hold", "push")),
    Plan("declined", 2.5, {**_PEACE, "pay_again": 10}, pays=("decline-5", "decline-1", "hold")),
    Plan("bank-asks", 2, _PEACE, pays=("action", "hold")),
    Plan("debit", 3, {**_NO_END, "refuse_to_sign": 0.2}, pays=("push",)),
    Plan("debit-processing", 1.5, _NO_END, pays=("processing", "push")),
    Plan("not-signed", 1.5, {**_NO_END, "refuse_to_sign": 6, "withdraw_signature": 40}, pays=("hold",)),
    Plan("signing-sleeps", 1.5, _NO_END, _quiet((B, "awaiting_signatures")), pays=("hold", "push")),
    Plan("debit-not-signed", 1.2, {**_NO_END, "refuse_to_sign": 4}, _quiet((S, "awaiting_signatures")), pays=("push",),
         fate={"chargeback": 0.5, "chargeback_days": 1.0}),
    Plan("parts", 6, {**_PEACE, "accept_part": 4, "ship": 6}, terms=_PARTS, fate={"parts": 1.0}),
    Plan("parts-sleep", 2, {**_PEACE, "accept_part": 0.0}, terms=_PARTS, fate={"parts": 1.0}),
    Plan("parts-then-cancel", 3, {**_NO_END, "ask_to_cancel": 8, "agree_to_cancel": 6, "cancel_overdue": 8, "ship": 1.5,
         "accept_part": 6, "dispute": 0}, terms={**_PARTS, "lead_time_days": 2}, fate={"parts": 1.0}),
    Plan("never-shipped", 2, {**_NO_END, "ship": 0.02, "ask_to_cancel": 1}, terms={"lead_time_days": 3}),
    Plan("unshipped-sleeps", 1, {**_NO_END, "ship": 0.0}, _quiet((S, "placed"), (B, "placed"), (S, "in_progress"),
         (B, "in_progress")), {"lead_time_days": 2}),
    Plan("cancelled-early", 1.2, {**_NO_END, "cancel_early": 100}, hours=0.3),
    Plan("cannot-supply", 1.2, {**_NO_END, "cannot_supply": 40}),
    Plan("more-time", 2, {**_PEACE, "ask_for_time": 30, "ship": 0.5, "refuse_request": 1}, terms={"lead_time_days": 10}),
    Plan("request-sleeps", 1.2, {**_NO_END, "ask_for_time": 20, "ask_to_cancel": 20, "ship": 0.2, "agree_to_time": 0.03,
         "agree_to_cancel": 0.03, "refuse_request": 0.03}),
    Plan("claims", 2.5, {**_PEACE, "claim_delivery": 30, "contest_delivery": 8, "received": 0.1}, terms=_PARTS),
    Plan("claim-sleeps", 1.2, {**_PEACE, "claim_delivery": 30}, _quiet((B, "shipped"))),
    Plan("transit-sleeps", 1.2, {**_PEACE, "claim_delivery": 0}, _quiet((B, "shipped"), (S, "shipped"))),
    Plan("inspection-sleeps", 2, _PEACE, _quiet((B, "delivered"), (S, "delivered"))),
    Plan("war", 5, _WAR, fate={"carrier": 0.3}),
    Plan("war-settles", 3, {**_WAR, "propose_settlement": 20, "agree_to_settlement": 6}),
    Plan("war-is-dropped", 1.5, {**_WAR, "withdraw_dispute": 20, "answer_dispute": 0.1}),
    Plan("war-appeals", 4, {**_WAR, "appeal": 30, "accept_decision": 0.2, "propose_settlement": 0.1}),
    Plan("war-appeal-sleeps", 2, {**_WAR, "appeal": 40, "accept_decision": 0.0, "propose_settlement": 0.0},
         _quiet((B, "delivered")), fate={"desk_sleeps_after_appeal": 1.0}),
    Plan("war-returns", 3, {**_WAR, "order_return": 30, "rule": 0.2, "propose_settlement": 0.1}),
    Plan("war-return-unwanted", 2, {**_WAR, "order_return": 30, "rule": 0.2, "propose_settlement": 0.1,
         "give_up_return": 6, "call_off_return": 1}),
    Plan("war-big-returns", 1.5, {**_WAR, "order_return": 30, "rule": 0.2, "propose_settlement": 0.1, "reject_ruling": 1,
         "appeal": 3}, terms={"total": 900_000}),
    Plan("war-return-sleeps", 2, {**_WAR, "order_return": 40, "rule": 0.1, "ship_back": 0.6, "confirm_return": 0.0,
         "propose_settlement": 0.0}, _quiet((S, "disputed"))),
    Plan("war-return-unsent", 1, {**_WAR, "order_return": 40, "rule": 0.1, "ship_back": 0.0, "propose_settlement": 0.0}),
    Plan("war-desk-sleeps", 1.5, {**_WAR, "propose_settlement": 0.0, "withdraw_dispute": 0.0}, _quiet((M, "disputed")),
         fate={"carrier": 0.5}),
    Plan("war-big", 3, {**_WAR, "propose_settlement": 0.2, "reject_ruling": 2}, terms={"total": 900_000}),
    Plan("slow", 2.5, {**_NO_END, "ship": 0.02, "dispute": 0.05, "claim_delivery": 0, "received": 0.05},
         terms={"lead_time_days": 55, "transit_days": 1, "inspection_days": 3}, hours=90),
    Plan("slow-war", 3.5, {**_WAR, "ship": 0.1, "rule": 0.0, "propose_settlement": 0.0, "order_return": 0.0,
         "withdraw_dispute": 0.0}, terms={"lead_time_days": 55, "transit_days": 1, "inspection_days": 3}, hours=110),
    Plan("chargeback-held", 6, _NO_END, terms={"lead_time_days": 20, "partial_release": True},
         fate={"chargeback": 1.0, "chargeback_days": 6.0}),
    Plan("chargeback-late", 6, _PEACE, fate={"chargeback": 1.0, "chargeback_days": 60.0}, hours=3),
    Plan("chargeback-in-war", 4, {**_WAR, "propose_settlement": 3}, fate={"chargeback": 1.0, "chargeback_days": 12.0}),
    Plan("chargeback-parts", 2, {**_PEACE, "accept_part": 5}, terms=_PARTS,
         fate={"chargeback": 1.0, "chargeback_days": 15.0, "parts": 1.0}),
    Plan("warned", 3, _PEACE, fate={"chargeback": 1.0, "chargeback_days": 8.0, "warning": 1.0}, hours=20),
    Plan("stopped", 4, {"ask_to_cancel": 0.5}, fate={"freeze": 1.0}),
    Plan("stopped-long", 1.5, {**_NO_END, "ship": 0.05}, terms={"lead_time_days": 40},
         fate={"freeze": 1.0, "freeze_long": 1.0}),
    Plan("rare-goods", 1.5, {**_NO_END}, terms={"rare": True}),
)  # fmt: skip

BASE: dict[str, float] = {
    "accept": 3, "ask_for_approval": 3, "approve": 4, "refuse_approval": 0.5, "offer": 2.5, "decline": 0.4,
    "withdraw": 0.25, "end_talks": 0.1, "request_payment": 6, "pay_again": 5, "renew": 1.2, "sign": 8,
    "refuse_to_sign": 0.15, "withdraw_signature": 0.1, "start": 2, "ship": 4, "claim_delivery": 0.8, "contest_delivery": 1, "received": 2.5,
    "accept_part": 1.2, "accept_goods": 3, "cancel_early": 0.2, "cannot_supply": 0.1, "cancel_overdue": 0.8,
    "ask_to_cancel": 0.15, "agree_to_cancel": 1.2, "ask_for_time": 0.25, "agree_to_time": 1.2, "refuse_request": 0.6,
    "dispute": 0.12, "answer_dispute": 2, "add_evidence": 1.5, "propose_settlement": 0.6, "agree_to_settlement": 1,
    "withdraw_dispute": 0.4, "take_case": 4, "hand_over": 0.25, "ask_for_evidence": 0.5, "ask_parties": 0.5, "answer_question": 1,
    "order_return": 0.5, "give_up_return": 0.1, "call_off_return": 0.1,
    "ship_back": 2, "confirm_return": 2, "rule": 2, "confirm_ruling": 2.5, "reject_ruling": 0.5, "accept_decision": 1,
    "appeal": 0.8, "repeat_refund": 2, "retry_payout": 0.7, "freeze": 0.0, "unfreeze": 3,
}  # fmt: skip
"""How much people are inclined to each act when it is offered; waiting weighs one."""
