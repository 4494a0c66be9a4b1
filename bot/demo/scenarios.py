"""The scenarios by name: which steps are played, which states the trade must pass, how the money must end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.demo.stage import Stage

Step = Callable[[Stage], Awaitable[None]]

TALKS: tuple[Step, ...] = (
    Stage.joins,
    Stage.finds,
    Stage.offers,
    Stage.counters,
    Stage.accepts,
    Stage.requests_payment,
)
SIGNED: tuple[Step, ...] = (*TALKS, Stage.pays, Stage.buyer_signs, Stage.seller_signs)
DELIVERED: tuple[Step, ...] = (*SIGNED, Stage.starts, Stage.ships, Stage.receives)

_TO_DELIVERED = "negotiating agreed awaiting_payment awaiting_signatures placed in_progress shipped delivered".split()


@dataclass(frozen=True, slots=True)
class Scenario:
    """`states` are those of the trade, in order; `refund_percent` of the price goes back to the buyer in the end."""

    name: str
    about: str
    steps: tuple[Step, ...]
    states: tuple[str, ...]
    paid: bool = True
    refund_percent: int = 0


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "happy",
            "offer, counter-offer, payment, both signatures, shipment, acceptance, payout",
            (*DELIVERED, Stage.accepts_goods, Stage.is_paid_out),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "silent-buyer",
            "the buyer never accepts: the seller is paid when the inspection time ends",
            (*DELIVERED, Stage.says_nothing_after_delivery, Stage.is_paid_out),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "partial-shipments",
            "two shipments, each inspected, accepted and paid for itself",
            (
                *SIGNED,
                Stage.ships_a_part,
                Stage.receives_the_part,
                Stage.accepts_the_part,
                Stage.ships_the_rest,
                Stage.receives,
                Stage.accepts_goods,
                Stage.is_paid_out,
            ),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "never-paid",
            "the buyer never pays: reminders, then the deal ends and the stock is free again",
            (*TALKS, Stage.never_pays),
            ("negotiating", "agreed", "awaiting_payment", "payment_expired"),
            paid=False,
        ),
        Scenario(
            "dispute-split",
            "damaged goods: a moderator splits the money 40 to 60",
            (*DELIVERED, Stage.disputes, Stage.answers, Stage.is_split, Stage.appeal_window_passes),
            (*_TO_DELIVERED, "disputed", "decided", "completed"),
            refund_percent=40,
        ),
    )
}
