"""THE TRADE, AS ONE TABLE. Who may do what, from where to where, what it does, and who is told.

Read it from top to bottom: that is the order in which a trade lives. Deadlines that fire some of these rows are in
`clocks.py`; a deadline that contradicts the table stops the programme from starting. Sources of the numbers and the
reasons: docs/trade-process.md is generated from here.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.process import approving as a
from core.process import cancelling as c
from core.process import chargebacks as k
from core.process import coming_late as late
from core.process import disputing as d
from core.process import freezing as z
from core.process import fulfilling as f
from core.process import moderating as m
from core.process import negotiating as n
from core.process import paying as p
from core.process import returning as r
from core.process import settling as s
from core.process import signing as g
from core.process.clocks import CLOCKS
from core.process.definition import Notice, Process, Role, Step, Told, Transition
from core.trades import ENDED, State

B, S, M, O, T, W = Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR, Role.TIMER, Role.PROVIDER
BUYER, SELLER, OTHER, OWN, BOTH, DESK = Told.BUYER, Told.SELLER, Told.OTHER, Told.OWN, Told.BOTH, Told.DESK

NEGOTIATING, AGREED = State.NEGOTIATING, State.AGREED
AWAITING_PAYMENT, AWAITING_SIGNATURES = State.AWAITING_PAYMENT, State.AWAITING_SIGNATURES
PLACED, IN_PROGRESS, SHIPPED, DELIVERED = State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED
DISPUTED, DECIDED, COMPLETED, CANCELLED = State.DISPUTED, State.DECIDED, State.COMPLETED, State.CANCELLED
CLOSED, PAYMENT_EXPIRED, VOIDED = State.CLOSED, State.PAYMENT_EXPIRED, State.VOIDED

ORDERED = (PLACED, IN_PROGRESS)
HELD = (PLACED, IN_PROGRESS, SHIPPED, DELIVERED)
PAID = (*HELD, DISPUTED, DECIDED, COMPLETED, CANCELLED)
"""States in which money has been taken at least once."""
OVER = (CLOSED, PAYMENT_EXPIRED, VOIDED, CANCELLED, COMPLETED)
EVER = tuple(state for state in State if state is not NEGOTIATING)
"""Money of an earlier attempt can move whatever the trade is about by then."""


def _row(
    name: str,
    frm: State | Iterable[State],
    to: State | tuple[State, ...] | None,
    by: str | tuple[Role, ...] | Role,
    *does: Step,
    guards: tuple[Step, ...] = (),
    tells: tuple[tuple[Told, str] | tuple[Told, str, str], ...] = (),
    **shown: object,
) -> Transition:
    return Transition(
        name=name,
        frm=frozenset([frm] if isinstance(frm, State) else frm),
        to=frozenset(() if to is None else (to,) if isinstance(to, State) else to),
        by=frozenset([by] if isinstance(by, Role) else by),  # type: ignore[arg-type]
        does=does,
        guards=guards,
        tells=tuple(Notice(*told) for told in tells),
        **shown,  # type: ignore[arg-type]
    )


# fmt: off
TRANSITIONS = (
    # ── talks (N) ────────────────────────────────────────────────────────────────────────────────────────────────
    _row("accept", NEGOTIATING, AGREED, (B, S), n.same_offer, n.accept_offer,
         guards=(n.others_offer_is_active, a.within_limit), tells=((OTHER, "accepted"),), confirm=True, style="primary"),
    _row("ask_for_approval", NEGOTIATING, None, (B, S), a.ask_for_approval,
         guards=(n.others_offer_is_active, a.over_limit, a.no_approval_yet), tells=((OWN, "approval-asked"),),
         style="primary"),
    _row("approve", NEGOTIATING, AGREED, (B, S), a.approve,
         guards=(n.others_offer_is_active, a.own_sides_approval, a.within_limit),
         tells=((OTHER, "accepted"), (OWN, "approved")), confirm=True, style="primary"),
    _row("refuse_approval", NEGOTIATING, None, (B, S), a.refuse_approval,
         guards=(a.own_sides_approval,), tells=((OWN, "approval-refused"),)),
    _row("lapse_approval", NEGOTIATING, None, T, a.lapse_approval),
    _row("offer", NEGOTIATING, None, (B, S), n.write_offer,
         guards=(n.own_offer_is_free,), tells=((OTHER, "offer"),), asks="offer"),
    _row("decline", NEGOTIATING, None, (B, S), n.same_offer, n.decline_offer,
         guards=(n.others_offer_is_active,), tells=((OTHER, "declined"),)),
    _row("withdraw", NEGOTIATING, None, (B, S), n.same_offer, n.withdraw_offer,
         guards=(n.own_offer_is_active,), tells=((OTHER, "withdrawn"),)),
    _row("end_talks", NEGOTIATING, CLOSED, (B, S), n.end_talks, tells=((OTHER, "talks-ended"),), confirm=True),
    _row("expire_offer", NEGOTIATING, None, T, n.expire_offer, tells=((BOTH, "offer-expired"),)),
    _row("expire_talks", NEGOTIATING, CLOSED, T, n.expire_talks, tells=((BOTH, "talks-expired"),)),
    # ── payment (G0, P) ──────────────────────────────────────────────────────────────────────────────────────────
    _row("request_payment", AGREED, AWAITING_PAYMENT, S, p.open_payment,
         guards=(p.payout_is_ready,), style="primary"),
    _row("give_up_gateway", AGREED, CLOSED, T, p.give_up_gateway, tells=((BOTH, "gateway-expired"),)),
    _row("checkout_opened", AWAITING_PAYMENT, None, W, p.show_checkout, tells=((BUYER, "pay-now"),), while_stopped=True),
    _row("checkout_refused", AWAITING_PAYMENT, None, W, p.checkout_refused, tells=((BOTH, "checkout-refused"),),
         while_stopped=True),
    _row("payment_processing", AWAITING_PAYMENT, None, W, p.note_processing, while_stopped=True),
    _row("payment_declined", AWAITING_PAYMENT, None, W, p.note_decline, tells=((BUYER, "payment-declined"),),
         while_stopped=True),
    _row("pay_again", AWAITING_PAYMENT, None, B, p.pay_again, guards=(p.payment_has_failed,), style="primary"),
    _row("authorized", AWAITING_PAYMENT, AWAITING_SIGNATURES, W, p.hold_money,
         tells=((BUYER, "sign-now"), (SELLER, "sign-now")), while_pending=True, while_stopped=True),
    _row("paid_at_once", AWAITING_PAYMENT, (AWAITING_SIGNATURES, PLACED, DISPUTED), W, p.take_money, k.freeze_if_asked_about,
         tells=((BUYER, "sign-now"), (SELLER, "sign-now")), while_pending=True, while_stopped=True),
    _row("expire_payment", AWAITING_PAYMENT, (AWAITING_PAYMENT, PAYMENT_EXPIRED), T, p.expire_checkout),
    _row("payment_expired", AWAITING_PAYMENT, PAYMENT_EXPIRED, W, p.close_unpaid,
         tells=((BOTH, "payment-expired"),), while_pending=True, while_stopped=True),
    _row("renew", PAYMENT_EXPIRED, AGREED, B, p.renew, guards=(a.within_limit_again,), tells=((OTHER, "renewed"),)),
    _row("late_hold", EVER, None, W, late.late_hold,
         tells=((BOTH, "late-payment"),), while_pending=True, while_frozen=True, while_stopped=True),
    _row("late_hold_cancelled", EVER, None, W, late.nothing_more,
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("late_money", EVER, None, W, late.late_money,
         tells=((BOTH, "late-payment"),), while_pending=True, while_frozen=True, while_stopped=True),
    _row("payment_set_aside", EVER, None, W, late.set_aside,
         tells=((BUYER, "payment-set-aside"), (DESK, "payment-set-aside")),
         while_pending=True, while_frozen=True, while_stopped=True),
    # ── signatures (G1–G4) ───────────────────────────────────────────────────────────────────────────────────────
    _row("sign", AWAITING_SIGNATURES, (AWAITING_SIGNATURES, PLACED, DISPUTED), (B, S), g.sign, k.freeze_if_asked_about,
         guards=(g.not_signed_yet,), tells=((OTHER, "signed"),), asks="sign", style="primary"),
    _row("withdraw_signature", AWAITING_SIGNATURES, None, (B, S), g.withdraw_signature,
         guards=(g.has_signed_first,), tells=((OTHER, "signature-withdrawn"),), confirm=True),
    _row("refuse_to_sign", AWAITING_SIGNATURES, (AWAITING_SIGNATURES, VOIDED), (B, S), p.let_go,
         guards=(g.not_signed_yet,), tells=((OTHER, "signing-refused"),), confirm=True),
    _row("expire_signing", AWAITING_SIGNATURES, (AWAITING_SIGNATURES, VOIDED), T, p.let_go,
         tells=((BOTH, "signing-expired"),)),
    _row("captured", AWAITING_SIGNATURES, (PLACED, DISPUTED), W, p.place_order, k.freeze_if_asked_about,
         tells=((BOTH, "order-placed"),),
         while_pending=True, while_stopped=True),
    _row("capture_failed", AWAITING_SIGNATURES, AWAITING_PAYMENT, W, p.retry_payment,
         tells=((BOTH, "capture-failed"),), while_pending=True, while_stopped=True),
    _row("taken_by_hand", AWAITING_SIGNATURES, (AWAITING_SIGNATURES, VOIDED), W, p.take_by_hand,
         tells=((DESK, "taken-by-hand"),), while_pending=True, while_stopped=True),
    _row("hold_cancelled", AWAITING_SIGNATURES, VOIDED, W, p.void_agreement, tells=((BOTH, "voided"),),
         while_pending=True, while_stopped=True),
    # ── the order (O, D) ─────────────────────────────────────────────────────────────────────────────────────────
    _row("start", PLACED, IN_PROGRESS, S, f.start_work, tells=((OTHER, "started"),)),
    _row("ship", ORDERED, (IN_PROGRESS, SHIPPED, DELIVERED), S, f.ship,
         guards=(f.something_open,), tells=((OTHER, "shipped"),), asks="ship", style="primary"),
    _row("claim_delivery", (IN_PROGRESS, SHIPPED), None, S, f.claim_delivery,
         guards=(f.has_unclaimed,), tells=((OTHER, "delivery-claimed"),)),
    _row("contest_delivery", (IN_PROGRESS, SHIPPED), None, B, f.contest_delivery,
         guards=(f.contestable_again,), tells=((OTHER, "delivery-contested"),)),
    _row("count_claim", (IN_PROGRESS, SHIPPED), (IN_PROGRESS, SHIPPED, DELIVERED), T, f.count_claim,
         guards=(f.is_claimed,), tells=((BOTH, "claim-counts"),)),
    _row("carrier_delivers", (IN_PROGRESS, SHIPPED), (IN_PROGRESS, SHIPPED, DELIVERED), W, f.carrier_delivers,
         tells=((BOTH, "carrier-delivered"),), while_stopped=True),
    _row("received", (IN_PROGRESS, SHIPPED), (IN_PROGRESS, SHIPPED, DELIVERED), B, f.receive_goods,
         guards=(f.something_under_way,), tells=((OTHER, "received"),), style="primary"),
    _row("accept_part", (IN_PROGRESS, SHIPPED), None, B, f.accept_part,
         guards=(f.has_acceptable_part,), tells=((OTHER, "part-accepted"),), confirm=True, pays_seller=True),
    _row("auto_accept_part", (IN_PROGRESS, SHIPPED), None, T, f.accept_part,
         guards=(f.has_acceptable_part,), tells=((BOTH, "part-auto-accepted"),), pays_seller=True),
    _row("accept_goods", DELIVERED, COMPLETED, B, f.accept_goods,
         tells=((OTHER, "released"),), confirm=True, style="primary", pays_seller=True),
    _row("auto_release", DELIVERED, COMPLETED, T, f.accept_goods, tells=((BOTH, "auto-released"),), pays_seller=True),
    # ── cancelling (C, O4) ───────────────────────────────────────────────────────────────────────────────────────
    _row("cancel_early", PLACED, CANCELLED, B, c.cancel_order,
         guards=(c.within_early_cancel, f.nothing_shipped), tells=((OTHER, "cancelled"),), confirm=True),
    _row("cannot_supply", ORDERED, CANCELLED, S, c.cannot_supply,
         guards=(f.nothing_shipped,), tells=((OTHER, "cannot-supply"),), confirm=True, style="danger"),
    _row("cancel_overdue", ORDERED, (CANCELLED, SHIPPED, DELIVERED, COMPLETED), B, c.cancel_order,
         guards=(c.ship_by_is_over, f.something_open), tells=((OTHER, "cancelled-overdue"),), confirm=True),
    _row("cancel_unshipped", ORDERED, (CANCELLED, SHIPPED, DELIVERED, COMPLETED), T, c.cancel_order,
         guards=(f.something_open,), tells=((BOTH, "cancelled-unshipped"),)),
    _row("ask_to_cancel", ORDERED, None, (B, S), c.ask_to_cancel,
         guards=(f.something_open, c.no_open_request), tells=((OTHER, "cancel-asked"),), asks="cancel"),
    _row("agree_to_cancel", ORDERED, (CANCELLED, SHIPPED, DELIVERED, COMPLETED), (B, S), c.agree_to_cancel,
         guards=(c.others_cancel_request,), tells=((OTHER, "cancel-agreed"),), confirm=True),
    _row("ask_for_time", ORDERED, None, S, c.ask_for_time,
         guards=(c.no_open_request, f.something_open), tells=((OTHER, "time-asked"),), asks="extension"),
    _row("agree_to_time", ORDERED, None, B, c.agree_to_time,
         guards=(c.others_extension_request,), tells=((OTHER, "time-agreed"),)),
    _row("refuse_request", (*ORDERED, DISPUTED), None, (B, S), c.refuse_request,
         guards=(c.others_request,), tells=((OTHER, "request-refused"),), while_frozen=True),
    _row("lapse_request", (*ORDERED, DISPUTED), None, T, c.lapse_request, tells=((BOTH, "request-lapsed"),),
         while_frozen=True),
    # ── disputes (X) ─────────────────────────────────────────────────────────────────────────────────────────────
    _row("dispute", HELD, DISPUTED, (B, S), d.open_dispute,
         guards=(d.may_dispute,), tells=((OTHER, "disputed"), (DESK, "new-case")), asks="dispute", style="danger"),
    _row("dispute_silence", SHIPPED, DISPUTED, T, d.open_silence_dispute,
         tells=((BOTH, "auto-disputed"), (DESK, "new-case"))),
    _row("reach_hold_limit", HELD, (CANCELLED, DISPUTED), T, d.reach_hold_limit,
         tells=((BOTH, "hold-limit"), (DESK, "hold-limit")), while_stopped=True),
    _row("force_decision", DISPUTED, None, T, d.force_decision, tells=((DESK, "decide-soon"),), while_frozen=True),
    _row("answer_dispute", DISPUTED, None, (B, S), d.answer_dispute,
         guards=(d.not_answered,), tells=((OTHER, "dispute-answered"), (DESK, "case-answered")),
         asks="answer", while_frozen=True, style="primary"),
    _row("escalate", DISPUTED, None, T, d.escalate, tells=((DESK, "case-escalated"),), while_frozen=True),
    _row("add_evidence", DISPUTED, None, (B, S), d.add_evidence,
         guards=(d.evidence_is_asked,), tells=((DESK, "evidence-added"),), asks="evidence", while_frozen=True),
    _row("propose_settlement", DISPUTED, None, (B, S), d.propose_settlement,
         guards=(c.no_open_request,), tells=((OTHER, "settlement-proposed"),), asks="settlement", while_frozen=True),
    _row("agree_to_settlement", DISPUTED, (COMPLETED, CANCELLED), (B, S), d.agree_to_settlement,
         guards=(c.others_settlement, d.bank_is_done), tells=((OTHER, "settled"), (DESK, "case-settled")),
         confirm=True, while_frozen=True, pays_seller=True),
    _row("withdraw_dispute", DISPUTED, HELD, (B, S), d.withdraw_dispute,
         guards=(d.opened_by_actor, d.bank_is_done), tells=((OTHER, "dispute-withdrawn"), (DESK, "case-withdrawn")),
         confirm=True, while_frozen=True),
    _row("take_case", DISPUTED, None, M, m.take_case,
         guards=(m.case_is_free, d.bank_is_done), tells=((BOTH, "case-taken"),), while_frozen=True, style="primary"),
    _row("hand_over", DISPUTED, None, M, m.hand_over,
         guards=(m.own_case_or_above,), tells=((DESK, "case-handed-over"),), while_frozen=True),
    _row("ask_for_evidence", DISPUTED, None, M, m.ask_for_evidence,
         guards=(m.own_case, m.nothing_pending), tells=((BOTH, "evidence-asked"),),
         asks="evidence_request", while_frozen=True),
    _row("miss_evidence", DISPUTED, None, T, d.miss_evidence, tells=((DESK, "evidence-missed"),), while_frozen=True),
    _row("ask_parties", DISPUTED, None, M, m.ask_parties,
         guards=(m.own_case,), asks="question", hidden=True, while_frozen=True),
    _row("answer_question", DISPUTED, None, (B, S), d.answer_question,
         asks="reply", hidden=True, while_frozen=True, while_stopped=True, while_pending=True),
    _row("miss_question", DISPUTED, None, T, d.miss_question, tells=((DESK, "question-missed"),), while_frozen=True),
    _row("order_return", DISPUTED, None, M, m.order_return,
         guards=(m.own_case, m.nothing_pending, m.something_was_shipped),
         tells=((BOTH, "return-ordered", r.ORDERED), (DESK, "ruling-proposed", d.PROPOSED)),
         asks="send_back", while_frozen=True),
    _row("ship_back", DISPUTED, None, B, r.ship_back,
         guards=(r.return_is("ordered"),), tells=((OTHER, "return-shipped"),), asks="return", while_frozen=True,
         style="primary"),
    _row("confirm_return", DISPUTED, (COMPLETED, CANCELLED), S, r.confirm_return,
         guards=(r.return_is("shipped"), d.bank_is_done), tells=((OTHER, "return-confirmed"), (DESK, "case-resolved")),
         confirm=True, while_frozen=True, style="primary"),
    _row("miss_return", DISPUTED, DECIDED, T, r.miss_return,
         tells=((BOTH, "return-missed"), (DESK, "case-decided")), while_frozen=True),
    _row("give_up_return", DISPUTED, None, (B, S), r.give_up_return,
         guards=(r.return_is("ordered", "shipped"), r.not_given_up),
         tells=((OTHER, "return-unwanted", r.ASKED), (OTHER, "return-called-off", r.ENDED),
                (DESK, "return-called-off", r.ENDED)), confirm=True, while_frozen=True),
    _row("call_off_return", DISPUTED, None, M, r.call_off_return,
         guards=(m.own_case, r.return_is("ordered", "shipped")), tells=((BOTH, "return-called-off"),), confirm=True,
         while_frozen=True),
    _row("rule", DISPUTED, (DISPUTED, DECIDED), M, m.decide,
         guards=(m.own_case, m.nothing_pending, d.bank_is_done),
         tells=((BOTH, "decided", d.PUBLISHED), (DESK, "case-decided", d.PUBLISHED), (DESK, "ruling-proposed", d.PROPOSED)),
         asks="ruling", while_frozen=True, style="primary"),
    _row("confirm_ruling", DISPUTED, (DISPUTED, DECIDED), M, m.confirm_ruling,
         guards=(m.waits_for_second, d.bank_is_done),
         tells=((BOTH, "decided", d.PUBLISHED), (DESK, "case-decided", d.PUBLISHED), (BOTH, "return-ordered", r.ORDERED),
                (DESK, "return-ordered", r.ORDERED)),
         confirm=True, while_frozen=True, style="primary"),
    _row("reject_ruling", DISPUTED, None, M, m.reject_ruling,
         guards=(m.waits_for_second,), tells=((DESK, "ruling-rejected"),), while_frozen=True),
    _row("decide_by_default", DISPUTED, DECIDED, T, m.decide_by_default,
         tells=((BOTH, "decided-by-default"), (DESK, "decided-by-default")), while_frozen=True),
    _row("accept_decision", DECIDED, (DECIDED, COMPLETED, CANCELLED), (B, S), d.waive_appeal,
         guards=(d.not_waived, d.bank_is_done), tells=((OTHER, "decision-accepted"),), confirm=True, while_frozen=True,
         pays_seller=True),
    _row("appeal", DECIDED, DISPUTED, (B, S), d.appeal,
         guards=(d.may_appeal,), tells=((OTHER, "appealed"), (DESK, "case-appealed")), asks="appeal",
         while_frozen=True),
    _row("first_decision_stands", DISPUTED, (COMPLETED, CANCELLED), T, d.first_decision_stands,
         tells=((BOTH, "resolved"), (DESK, "case-resolved")), while_frozen=True, pays_seller=True),
    _row("resolve", DECIDED, (COMPLETED, CANCELLED), T, d.carry_out,
         tells=((BOTH, "resolved"), (DESK, "case-resolved")), while_frozen=True, pays_seller=True),
    # ── money on its way, whatever else happens (R, T) ───────────────────────────────────────────────────────────
    _row("refund_done", EVER, None, W, s.refund_done, tells=((BUYER, "refund-done"),),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("refund_waits", EVER, None, W, s.refund_waits,
         tells=((BUYER, "refund-waits"), (DESK, "refund-waits")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("refund_failed", EVER, None, W, s.refund_failed,
         tells=((BUYER, "refund-failed"), (DESK, "refund-failed")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("repeat_refund", EVER, None, O, s.repeat_refund, guards=(s.has_failed_refund,),
         while_frozen=True),
    _row("payout_done", PAID, None, W, s.payout_done, tells=((SELLER, "payout-done"),),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("payout_refused", PAID, None, W, s.payout_refused,
         tells=((SELLER, "payout-refused"), (DESK, "payout-refused")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("payout_reversed", PAID, None, W, s.payout_reversed,
         tells=((SELLER, "payout-refused"), (DESK, "payout-refused")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("reversal_done", PAID, None, W, s.reversal_done, tells=((SELLER, "reversal-done"),),
         while_pending=True, while_frozen=True, while_stopped=True, pays_seller=True),
    _row("reversal_refused", PAID, None, W, s.reversal_refused,
         tells=((SELLER, "reversal-refused"), (DESK, "reversal-refused")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("bank_payout_failed", PAID, None, W, s.note_bank_failure, tells=((SELLER, "bank-payout-failed"),),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("retry_payout", PAID, None, (S, T), s.retry_payout, guards=(s.has_failed_payout,), while_frozen=True,
         pays_seller=True),
    _row("free_reserve", (COMPLETED, CANCELLED), None, T, s.free_reserve, pays_seller=True),
    # ── chargebacks (K) ──────────────────────────────────────────────────────────────────────────────────────────
    _row("chargeback_warning", EVER, EVER, W, k.warn, tells=((BOTH, "chargeback-warning"), (DESK, "chargeback")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("chargeback_opened", EVER, EVER, W, k.open_chargeback,
         tells=((BOTH, "chargeback-opened"), (DESK, "chargeback")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("respond_to_chargeback", EVER, None, T, k.respond_in_time, tells=((DESK, "chargeback-answered"),),
         while_frozen=True, while_stopped=True),
    _row("evidence_refused", EVER, None, W, k.evidence_is_refused, tells=((DESK, "evidence-refused"),),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("chargeback_won", EVER, EVER, W, k.win, tells=((BOTH, "chargeback-won"), (DESK, "chargeback-won")),
         while_pending=True, while_frozen=True, while_stopped=True),
    _row("chargeback_lost", EVER, EVER, W, k.lose, tells=((BOTH, "chargeback-lost"), (DESK, "chargeback-lost")),
         while_pending=True, while_frozen=True, while_stopped=True),
    # ── by hand (F) ──────────────────────────────────────────────────────────────────────────────────────────────
    _row("freeze", (NEGOTIATING, AGREED, AWAITING_PAYMENT, AWAITING_SIGNATURES, *HELD, DISPUTED, DECIDED), None, O,
         z.freeze, tells=((BOTH, "frozen"),), asks="freeze", while_frozen=True, while_pending=True,
         style="danger"),
    _row("unfreeze", tuple(State), None, O,
         z.unfreeze, guards=(z.frozen_by_hand,), tells=((DESK, "unfreeze"),), while_frozen=True, while_stopped=True,
         while_pending=True),
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
