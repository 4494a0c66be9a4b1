"""How a deal gets to every state of its life: short routes that tests start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache, wraps
from typing import Any

from core.process.definition import Role
from core.rules import Rules
from core.trades import State
from tests.core.deals import DAY, SECOND, H, Trial, seat

B, S, M, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.TIMER, Role.PROVIDER

Route = Callable[..., Trial]


def _once(route: Route) -> Route:
    """Walk a route once per set of arguments, and hand out copies."""
    walked = cache(route)

    @wraps(route)
    def fork(*args: Any, **kwargs: Any) -> Trial:
        return walked(*args, **kwargs).fork()

    return fork


@_once
def negotiating() -> Trial:
    return Trial()


@_once
def offered(role: Role = B, **changes: Any) -> Trial:
    return Trial().offers(role, **changes)


@_once
def agreed(rules: Rules | None = None, currency: str = "EUR", **changes: Any) -> Trial:
    trial = Trial(rules=rules, currency=currency).offers(B, **changes)
    trial.does(S, "accept")
    return trial


@_once
def awaiting_page(**changes: Any) -> Trial:
    """Payment was asked for; the provider has not answered yet."""
    trial = agreed(**changes)
    trial.does(S, "request_payment")
    return trial


@_once
def awaiting_payment(**changes: Any) -> Trial:
    return awaiting_page(**changes).opens_checkout()


@_once
def expiring(**changes: Any) -> Trial:
    """The window is over; the provider is being asked to close the page."""
    return awaiting_payment(**changes).passes(24 * H)


@_once
def awaiting_signatures(**changes: Any) -> Trial:
    return awaiting_payment(**changes).authorizes()


@_once
def signed_by(role: Role = B, **changes: Any) -> Trial:
    return awaiting_signatures(**changes).signs(role)


@_once
def capturing(**changes: Any) -> Trial:
    """Both have signed; the capture is under way."""
    return signed_by(B, **changes).signs(S, typed_name="Bo Li")


@_once
def letting_go(**changes: Any) -> Trial:
    """The seller would not sign; the hold is being cancelled."""
    trial = awaiting_signatures(**changes)
    trial.does(S, "refuse_to_sign")
    return trial


@_once
def placed(**changes: Any) -> Trial:
    return capturing(**changes).captures()


@_once
def in_progress(**changes: Any) -> Trial:
    trial = placed(**changes)
    trial.does(S, "start")
    return trial


@_once
def partly_shipped(part: int = 40, **changes: Any) -> Trial:
    return placed(**changes).ships(part)


@_once
def asked(role: Role = B, kind: str = "cancel", **changes: Any) -> Trial:
    """One side asked to cancel, or the seller for more time."""
    trial = placed(**changes)
    if kind == "cancel":
        trial.does(role, "ask_to_cancel", reason="Our customer is gone.")
    else:
        trial.does(S, "ask_for_time", days=7, reason="The zinc is late.")
    return trial


@_once
def shipped(**changes: Any) -> Trial:
    return placed(**changes).ships()


@_once
def delivered(**changes: Any) -> Trial:
    trial = shipped(**changes)
    trial.does(B, "received")
    return trial


@_once
def disputed(role: Role = B, **changes: Any) -> Trial:
    return delivered(**changes).disputes(role, "damaged")


@_once
def disputed_early(role: Role = B, **changes: Any) -> Trial:
    """Before anything was shipped."""
    return placed(**changes).disputes(role)


@_once
def disputed_by_silence(**changes: Any) -> Trial:
    return shipped(**changes).passes(37 * DAY)


@_once
def taken(**changes: Any) -> Trial:
    trial = disputed(**changes)
    trial.does(M, "take_case")
    return trial


@_once
def taken_in_parts(shipments: int = 9, **changes: Any) -> Trial:
    """In many shipments, of which none is accepted, and something was never shipped."""
    trial = placed(**changes)
    for _ in range(shipments):
        trial.ships(10)
    trial.disputes(B, "fraud")
    trial.does(M, "take_case")
    return trial


@_once
def decided(outcome: str = "split", refund: int | None = None, **changes: Any) -> Trial:
    trial = disputed(**changes)
    amount = trial.held() * 2 // 5 if outcome == "split" and refund is None else refund
    return trial.rules_on_it(outcome, amount)


@_once
def completed(**changes: Any) -> Trial:
    trial = delivered(**changes)
    trial.does(B, "accept_goods")
    return trial


@_once
def settled_by_split(**changes: Any) -> Trial:
    """Completed with a refund and a payout under way."""
    return decided("split", **changes).passes(3 * DAY)


@_once
def cancelled(**changes: Any) -> Trial:
    trial = placed(**changes)
    trial.does(S, "cannot_supply")
    return trial


@_once
def closed() -> Trial:
    trial = negotiating()
    trial.does(B, "end_talks")
    return trial


@_once
def payment_expired(**changes: Any) -> Trial:
    trial = expiring(**changes)
    trial.answered("expire")
    trial.does(W, "payment_expired")
    return trial


@_once
def voided(**changes: Any) -> Trial:
    trial = letting_go(**changes)
    trial.answered("void")
    trial.does(W, "hold_cancelled")
    return trial


# ── what came with the full trade ────────────────────────────────────────────────────────────────────────────────

FOUR_EYES = Rules(four_eyes_above=50_000)
RESERVE = Rules(reserve_basis_points=1_000)
JUNIORS = {B: replace(seat("junior", "buyer"), approval_limit=1), S: replace(seat("young", "seller"), approval_limit=1)}
"""People who may accept next to nothing alone."""


@_once
def wishing(role: Role = B) -> Trial:
    """Somebody with a small limit wants to accept and waits for a colleague."""
    trial = offered(S if role is B else B)
    trial.does(role, "ask_for_approval", by=JUNIORS[role])
    return trial


@_once
def page_refused(**changes: Any) -> Trial:
    trial = awaiting_page(**changes)
    trial.answered("checkout", "refused")
    trial.does(W, "checkout_refused", code="amount_too_large")
    return trial


@_once
def paid_unsigned(**changes: Any) -> Trial:
    """The money is in escrow before anybody has signed."""
    return awaiting_payment(**changes).pays_at_once()


@_once
def claimed(part: bool = False, **changes: Any) -> Trial:
    """The seller says that it arrived."""
    trial = (partly_shipped(**changes) if part else shipped(**changes)).passes(DAY)
    trial.does(S, "claim_delivery")
    return trial


@_once
def part_delivered(**changes: Any) -> Trial:
    """40 of 100 have arrived and can be accepted by themselves."""
    trial = partly_shipped(**{"partial_release": True, **changes})
    trial.does(B, "received")
    return trial


@_once
def part_accepted(**changes: Any) -> Trial:
    trial = part_delivered(**changes)
    trial.does(B, "accept_part")
    return trial


@_once
def settling(role: Role = B, amount: int = 30_000, **changes: Any) -> Trial:
    """One side proposed how to end the dispute."""
    trial = disputed(**changes)
    trial.does(role, "propose_settlement", amount=amount)
    return trial


@_once
def evidence_asked(**changes: Any) -> Trial:
    trial = taken(**changes)
    trial.does(M, "ask_for_evidence")
    return trial


@_once
def questioned(days: int = 5, **changes: Any) -> Trial:
    """The moderator asked both sides something."""
    trial = taken(**changes)
    due_at = trial.now + timedelta(days=days)
    trial.does(M, "ask_parties", question_id="clt_1", sides=("buyer", "seller"), due_at=due_at)
    return trial


@_once
def returning(phase: str = "ordered", **changes: Any) -> Trial:
    """The goods have to go back, or are on their way back."""
    trial = taken(**changes)
    trial.does(M, "order_return", reason_code="other", resolution="It goes back.")
    if phase == "shipped":
        trial.does(B, "ship_back", tracking_number="R1")
    return trial


@_once
def ruled_by_another(outcome: str = "split", refund: int | None = 40_000) -> Trial:
    """A decision above the limit waits for a second moderator."""
    trial = disputed(rules=FOUR_EYES)
    trial.does(M, "take_case", by=SECOND)
    why = {"reason_code": "other", "resolution": "The photographs decide."}
    trial.does(M, "rule", by=SECOND, outcome=outcome, refund_amount=refund, **why)
    return trial


@_once
def return_proposed() -> Trial:
    """A return above the limit waits for a second moderator."""
    trial = disputed(rules=FOUR_EYES)
    trial.does(M, "take_case", by=SECOND)
    trial.does(M, "order_return", by=SECOND, reason_code="other", resolution="It goes back.")
    return trial


@_once
def appealed(role: Role = S, outcome: str = "split", **changes: Any) -> Trial:
    trial = decided(outcome, **changes)
    trial.does(role, "appeal", statement="The photographs show another lot altogether.")
    return trial


@_once
def charged_back(**changes: Any) -> Trial:
    """The bank took all of it while it was held."""
    return delivered(**changes).charges_back(100_000)


@_once
def lost_to_the_bank() -> Trial:
    """A part was accepted, with something kept back; then the bank took the rest for good."""
    return part_accepted(rules=RESERVE).charges_back(60_000).loses()


_IN_DISPUTE: tuple[Callable[[], Trial], ...] = (
    settling,
    lambda: settling(S),
    evidence_asked,
    returning,
    lambda: returning("shipped"),
    ruled_by_another,
    return_proposed,
    appealed,
    charged_back,
)

ROUTES: dict[State, tuple[Callable[[], Trial], ...]] = {
    State.NEGOTIATING: (negotiating, offered, lambda: offered(S), wishing, lambda: wishing(S)),
    State.AGREED: (agreed,),
    State.AWAITING_PAYMENT: (awaiting_payment, awaiting_page, expiring, page_refused),
    State.AWAITING_SIGNATURES: (
        awaiting_signatures,
        signed_by,
        lambda: signed_by(S),
        capturing,
        letting_go,
        paid_unsigned,
    ),
    State.PLACED: (placed, asked, lambda: asked(S), lambda: asked(S, "extension"), lambda: placed().passes(15 * DAY)),
    State.IN_PROGRESS: (
        in_progress,
        partly_shipped,
        lambda: in_progress().passes(15 * DAY),
        lambda: _started(asked()),
        lambda: _started(asked(S)),
        lambda: _started(asked(S, "extension")),
        lambda: partly_shipped().passes(DAY),
        lambda: claimed(part=True),
        part_delivered,
        part_accepted,
    ),
    State.SHIPPED: (shipped, lambda: shipped().passes(DAY), claimed, lambda: part_delivered().ships(60)),
    State.DELIVERED: (delivered,),
    State.DISPUTED: (disputed, lambda: disputed(S), taken, disputed_by_silence, disputed_early, *_IN_DISPUTE),
    State.DECIDED: (decided, lambda: decided("release"), lambda: decided("refund")),
    State.COMPLETED: (
        completed,
        settled_by_split,
        lambda: completed().pays_out(succeeds=False),
        lambda: completed(rules=RESERVE),
    ),
    State.CANCELLED: (cancelled, lost_to_the_bank),
    State.CLOSED: (closed,),
    State.PAYMENT_EXPIRED: (payment_expired,),
    State.VOIDED: (voided,),
}
"""Every state → deals that stand in it, in enough different ways that every listed act is possible in one of them."""


def _started(trial: Trial) -> Trial:
    trial.does(S, "start")
    return trial
