"""THE TRADE, AS ONE TABLE. Who may do what, from where to where, what it does, and who is told.

Read it from top to bottom: that is the order in which a trade lives. Deadlines that fire some of these rows are in
`clocks.py`; a deadline that contradicts the table stops the programme from starting. Sources of the numbers and the
reasons: docs/trade-process.md is generated from here.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.process import disputing as d
from core.process import fulfilling as f
from core.process import negotiating as n
from core.process import paying as p
from core.process.clocks import CLOCKS
from core.process.definition import Notice, Process, Role, Step, Told, Transition
from core.trades import ENDED, State

B, S, M, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.TIMER, Role.PROVIDER
BUYER, SELLER, OTHER, BOTH, DESK = Told.BUYER, Told.SELLER, Told.OTHER, Told.BOTH, Told.DESK

NEGOTIATING, AGREED = State.NEGOTIATING, State.AGREED
AWAITING_PAYMENT, AWAITING_SIGNATURES = State.AWAITING_PAYMENT, State.AWAITING_SIGNATURES
PLACED, IN_PROGRESS, SHIPPED, DELIVERED = State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED
DISPUTED, DECIDED, COMPLETED, CANCELLED = State.DISPUTED, State.DECIDED, State.COMPLETED, State.CANCELLED
CLOSED, PAYMENT_EXPIRED, VOIDED = State.CLOSED, State.PAYMENT_EXPIRED, State.VOIDED

ORDERED = (PLACED, IN_PROGRESS)
SETTLED = (COMPLETED, CANCELLED, SHIPPED, DELIVERED, IN_PROGRESS, DISPUTED)


def _row(
    name: str,
    frm: State | Iterable[State],
    to: State | tuple[State, ...] | None,
    by: str | tuple[Role, ...] | Role,
    *does: Step,
    guards: tuple[Step, ...] = (),
    tells: tuple[tuple[Told, str], ...] = (),
    **shown: object,
) -> Transition:
    return Transition(
        name=name,
        frm=frozenset([frm] if isinstance(frm, State) else frm),
        to=frozenset(() if to is None else (to,) if isinstance(to, State) else to),
        by=frozenset([by] if isinstance(by, Role) else by),  # type: ignore[arg-type]
        does=does,
        guards=guards,
        tells=tuple(Notice(who, key) for who, key in tells),
        **shown,  # type: ignore[arg-type]
    )


# fmt: off
TRANSITIONS = (
    # ── talks ────────────────────────────────────────────────────────────────────────────────────────────────────
    _row("accept", NEGOTIATING, AGREED, (B, S), n.same_offer, n.accept_offer,
         guards=(n.others_offer_is_active,), tells=((OTHER, "accepted"),), confirm=True, style="primary"),
    _row("offer", NEGOTIATING, None, (B, S), n.write_offer,
         guards=(n.own_offer_is_free,), tells=((OTHER, "offer"),), asks="offer"),
    _row("decline", NEGOTIATING, None, (B, S), n.same_offer, n.decline_offer,
         guards=(n.others_offer_is_active,), tells=((OTHER, "declined"),)),
    _row("withdraw", NEGOTIATING, None, (B, S), n.same_offer, n.withdraw_offer,
         guards=(n.own_offer_is_active,), tells=((OTHER, "withdrawn"),)),
    _row("end_talks", NEGOTIATING, CLOSED, (B, S), n.end_talks, tells=((OTHER, "talks-ended"),), confirm=True),
    _row("expire_offer", NEGOTIATING, None, T, n.expire_offer, tells=((BOTH, "offer-expired"),)),
    _row("expire_talks", NEGOTIATING, CLOSED, T, n.expire_talks, tells=((BOTH, "talks-expired"),)),
    # ── payment ──────────────────────────────────────────────────────────────────────────────────────────────────
    _row("request_payment", AGREED, AWAITING_PAYMENT, S, p.open_payment,
         guards=(p.payout_is_ready,), style="primary"),
    _row("give_up_gateway", AGREED, CLOSED, T, p.give_up_gateway, tells=((BOTH, "gateway-expired"),)),
    _row("checkout_opened", AWAITING_PAYMENT, None, W, p.show_checkout, tells=((BUYER, "pay-now"),)),
    _row("checkout_refused", AWAITING_PAYMENT, None, W, p.checkout_refused, tells=((BOTH, "checkout-refused"),)),
    _row("payment_declined", AWAITING_PAYMENT, None, W, p.note_decline, tells=((BUYER, "payment-declined"),)),
    _row("authorized", AWAITING_PAYMENT, AWAITING_SIGNATURES, W, p.hold_money,
         tells=((BUYER, "sign-now"), (SELLER, "sign-now")), while_pending=True),
    _row("expire_payment", AWAITING_PAYMENT, (AWAITING_PAYMENT, PAYMENT_EXPIRED), T, p.expire_checkout),
    _row("payment_expired", AWAITING_PAYMENT, PAYMENT_EXPIRED, W, p.close_unpaid,
         tells=((BOTH, "payment-expired"),), while_pending=True),
    _row("late_hold", (CLOSED, PAYMENT_EXPIRED, VOIDED, CANCELLED, COMPLETED), None, W, p.late_hold,
         tells=((BOTH, "late-payment"),), while_pending=True),
    _row("late_hold_cancelled", (CLOSED, PAYMENT_EXPIRED, VOIDED, CANCELLED, COMPLETED), None, W, p.nothing_more,
         while_pending=True),
    # ── signatures ───────────────────────────────────────────────────────────────────────────────────────────────
    _row("sign", AWAITING_SIGNATURES, None, (B, S), p.sign,
         guards=(p.not_signed_yet,), tells=((OTHER, "signed"),), asks="sign", style="primary"),
    _row("refuse_to_sign", AWAITING_SIGNATURES, None, (B, S), p.let_go,
         guards=(p.not_signed_yet,), tells=((OTHER, "signing-refused"),), confirm=True),
    _row("expire_signing", AWAITING_SIGNATURES, None, T, p.let_go, tells=((BOTH, "signing-expired"),)),
    _row("captured", AWAITING_SIGNATURES, PLACED, W, p.place_order, tells=((BOTH, "order-placed"),),
         while_pending=True),
    _row("capture_failed", AWAITING_SIGNATURES, AWAITING_PAYMENT, W, p.retry_payment,
         tells=((BOTH, "capture-failed"),), while_pending=True),
    _row("hold_cancelled", AWAITING_SIGNATURES, VOIDED, W, p.void_agreement, tells=((BOTH, "voided"),),
         while_pending=True),
    # ── the order ────────────────────────────────────────────────────────────────────────────────────────────────
    _row("start", PLACED, IN_PROGRESS, S, f.start_work, tells=((OTHER, "started"),)),
    _row("ship", ORDERED, (IN_PROGRESS, SHIPPED), S, f.ship,
         guards=(f.something_open,), tells=((OTHER, "shipped"),), asks="ship", style="primary"),
    _row("received", SHIPPED, DELIVERED, B, f.receive_goods, tells=((OTHER, "received"),), style="primary"),
    _row("accept_goods", DELIVERED, COMPLETED, B, f.accept_goods,
         tells=((OTHER, "released"),), confirm=True, style="primary"),
    _row("auto_release", DELIVERED, COMPLETED, T, f.accept_goods, tells=((BOTH, "auto-released"),)),
    # ── cancelling ───────────────────────────────────────────────────────────────────────────────────────────────
    _row("cancel_early", PLACED, CANCELLED, B, f.cancel_order,
         guards=(f.within_early_cancel, f.nothing_shipped), tells=((OTHER, "cancelled"),), confirm=True),
    _row("cannot_supply", ORDERED, CANCELLED, S, f.cancel_order,
         guards=(f.nothing_shipped,), tells=((OTHER, "cannot-supply"),), confirm=True, style="danger"),
    _row("cancel_overdue", ORDERED, CANCELLED, B, f.cancel_order,
         guards=(f.ship_by_is_over, f.nothing_shipped), tells=((OTHER, "cancelled-overdue"),), confirm=True),
    _row("cancel_unshipped", ORDERED, CANCELLED, T, f.cancel_order,
         guards=(f.nothing_shipped,), tells=((BOTH, "cancelled-unshipped"),)),
    _row("ask_to_cancel", ORDERED, None, (B, S), f.ask_to_cancel,
         guards=(f.nothing_shipped, f.no_open_request), tells=((OTHER, "cancel-asked"),), asks="cancel"),
    _row("agree_to_cancel", ORDERED, CANCELLED, (B, S), f.agree_to_cancel,
         guards=(f.others_cancel_request,), tells=((OTHER, "cancel-agreed"),), confirm=True),
    _row("ask_for_time", ORDERED, None, S, f.ask_for_time,
         guards=(f.no_open_request, f.something_open), tells=((OTHER, "time-asked"),), asks="extension"),
    _row("agree_to_time", ORDERED, None, B, f.agree_to_time,
         guards=(f.others_extension_request,), tells=((OTHER, "time-agreed"),)),
    _row("refuse_request", ORDERED, None, (B, S), f.refuse_request,
         guards=(f.others_request,), tells=((OTHER, "request-refused"),)),
    _row("lapse_request", ORDERED, None, T, f.lapse_request, tells=((BOTH, "request-lapsed"),)),
    # ── disputes ─────────────────────────────────────────────────────────────────────────────────────────────────
    _row("dispute", (*ORDERED, SHIPPED, DELIVERED), DISPUTED, (B, S), d.open_dispute,
         guards=(d.may_dispute,), tells=((OTHER, "disputed"), (DESK, "new-case")), asks="dispute", style="danger"),
    _row("dispute_silence", SHIPPED, DISPUTED, T, d.open_silence_dispute,
         tells=((BOTH, "auto-disputed"), (DESK, "new-case"))),
    _row("answer_dispute", DISPUTED, None, (B, S), d.answer_dispute,
         guards=(d.not_answered,), tells=((OTHER, "dispute-answered"), (DESK, "case-answered")),
         asks="answer", while_frozen=True, style="primary"),
    _row("withdraw_dispute", DISPUTED, (PLACED, IN_PROGRESS, SHIPPED, DELIVERED), (B, S), d.withdraw_dispute,
         guards=(d.opened_by_actor,), tells=((OTHER, "dispute-withdrawn"), (DESK, "case-withdrawn")),
         confirm=True, while_frozen=True),
    _row("take_case", DISPUTED, None, M, d.take_case,
         guards=(d.case_is_free,), tells=((BOTH, "case-taken"),), while_frozen=True, style="primary"),
    _row("hand_over", DISPUTED, None, M, d.hand_over,
         guards=(d.own_case,), tells=((DESK, "case-handed-over"),), while_frozen=True),
    _row("rule", DISPUTED, DECIDED, M, d.decide,
         guards=(d.own_case,), tells=((BOTH, "decided"), (DESK, "case-decided")),
         asks="ruling", while_frozen=True, style="primary"),
    _row("accept_decision", DECIDED, (DECIDED, COMPLETED, CANCELLED), (B, S), d.waive_appeal,
         guards=(d.not_waived,), tells=((OTHER, "decision-accepted"),), confirm=True, while_frozen=True),
    _row("resolve", DECIDED, (COMPLETED, CANCELLED), T, d.carry_out,
         tells=((BOTH, "resolved"), (DESK, "case-resolved")), while_frozen=True),
    # ── money on its way, whatever else happens ──────────────────────────────────────────────────────────────────
    _row("refund_done", SETTLED, None, W, p.refund_done, tells=((BUYER, "refund-done"),),
         while_pending=True, while_frozen=True),
    _row("refund_failed", SETTLED, None, W, p.refund_failed, tells=((BUYER, "refund-failed"), (DESK, "refund-failed")),
         while_pending=True, while_frozen=True),
    _row("payout_done", SETTLED, None, W, p.payout_done, tells=((SELLER, "payout-done"),),
         while_pending=True, while_frozen=True),
    _row("payout_refused", SETTLED, None, W, p.payout_refused,
         tells=((SELLER, "payout-refused"), (DESK, "payout-refused")), while_pending=True, while_frozen=True),
    _row("retry_payout", (COMPLETED, CANCELLED), None, S, p.retry_payout, guards=(p.has_failed_payout,)),
)
# fmt: on

PURCHASE = Process(
    name="purchase",
    version=1,
    start=NEGOTIATING,
    transitions=TRANSITIONS,
    fires={clock.fires: clock.states for clock in CLOCKS if clock.fires},
)

__all__ = ["ENDED", "PURCHASE", "TRANSITIONS"]
