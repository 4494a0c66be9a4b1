"""Hand-made bugs, one switch each: a simulator that does not find them would prove nothing.

Every switch takes a pytest `MonkeyPatch`, breaks one promise of the product in memory, and is undone with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core import fees
from core.errors import DomainError, NotNow
from core.fees import Shares
from core.process import cancelling, chargebacks, clocks, disputing, engine, fulfilling, paying, settling
from core.process.act import Act
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.process.settling import start_refund
from core.services import provider_news
from core.services.deadlines import Deadlines
from core.services.escrow import Escrow
from core.services.trading import Trading
from core.simulation.memory_deals import Deals
from core.simulation.memory_rows import Rows
from core.simulation.memory_store import MemoryStore, MemoryTx
from core.trades import State

Patch = pytest.MonkeyPatch
Switch = Callable[[Patch], None]

BUGS: dict[str, Switch] = {}


def bug(switch: Switch) -> Switch:
    BUGS[switch.__name__] = switch
    return switch


def row(patch: Patch, name: str, **changes: Any) -> None:
    """One row of the process table, changed."""
    changed = replace(PURCHASE[name], **changes)
    by_name = {t.name: changed if t.name == name else t for t in PURCHASE.transitions}
    patch.setitem(PURCHASE.__dict__, "_by_name", by_name)
    offered = {
        (role, state): tuple(t for t in by_name.values() if state in t.frm and role in t.by)
        for role, state in PURCHASE._open_to
    }
    patch.setitem(PURCHASE.__dict__, "_open_to", offered)


def posting(patch: Patch, change: Callable[..., Any]) -> None:
    """`change(post, act, kind, source, target, amount, **more)` instead of every posting."""
    post = Act.post

    def posted(act: Act, kind: str, source: str, target: str, amount: int, **more: Any) -> None:
        change(lambda *given: post(act, *given, **more), act, kind, source, target, amount)

    patch.setattr(Act, "post", posted)


# ── the store ────────────────────────────────────────────────────────────────────────────────────────────────────────


@bug
def compare_and_set_dropped(patch: Patch) -> None:
    patch.setattr(Deals, "_is_still", lambda self, trade: True)
    patch.setattr(Rows, "is_spoilt", lambda self: False)


@bug
def refused_commands_are_half_kept(patch: Patch) -> None:
    async def write(store: MemoryStore, step: Any) -> Any:
        tx = MemoryTx(store, writable=True)
        try:
            result = await step(tx)
        except DomainError:
            if not store.racing:
                store._commit(tx)
            raise
        store._commit(tx)
        return result

    patch.setattr(MemoryStore, "write", write)
    patch.setattr(Trading, "act", _saves_first(Trading.act))


def _saves_first(act: Any) -> Any:
    async def eager(trading: Trading, tx: Any, seat: Any, trade_id: str, *given: Any, **more: Any) -> Any:
        deal = await tx.deal(trade_id)
        await tx.save_deal(deal, replace(deal, trade=replace(deal.trade, talked_at=trading._clock.now())))
        return await act(trading, tx, seat, trade_id, *given, **more)

    return eager


# ── postings and sums ────────────────────────────────────────────────────────────────────────────────────────────────


@bug
def rounded_down(patch: Patch) -> None:
    patch.setattr(fees, "_proportion", lambda amount, part, whole: amount * part // whole)


@bug
def fee_charged_whole_on_a_part(patch: Patch) -> None:
    fair = fees.shares_of

    def greedy(*, balance: int, refund: int, commission: int, tax: int, **more: Any) -> Shares:
        shares = fair(balance=balance, refund=refund, commission=commission, tax=tax, **more)
        if not refund or shares.seller <= commission:
            return shares
        return Shares(shares.buyer, shares.total - shares.buyer - commission - tax, commission, tax)

    patch.setattr(settling, "shares_of", greedy)


@bug
def tax_forgotten(patch: Patch) -> None:
    write = paying._write_agreement

    def forgetful(act: Act, *given: Any) -> None:
        write(act, *given)
        act.change(act.agreement(), tax=0)

    patch.setattr(paying, "_write_agreement", forgetful)


@bug
def posting_swapped(patch: Patch) -> None:
    def swapped(post: Any, act: Act, kind: str, source: str, target: str, amount: int) -> None:
        if kind in ("commission", "commission_tax"):
            kind, target = ("commission_tax", "tax") if kind == "commission" else ("commission", "rev")
        post(kind, source, target, amount)

    posting(patch, swapped)


@bug
def posting_doubled(patch: Patch) -> None:
    def doubled(post: Any, act: Act, kind: str, source: str, target: str, amount: int) -> None:
        for _ in range(2 if kind == "provider_fee" else 1):
            post(kind, source, target, amount)

    posting(patch, doubled)


@bug
def posting_omitted(patch: Patch) -> None:
    def omitted(post: Any, act: Act, kind: str, source: str, target: str, amount: int) -> None:
        if kind != "payout_refused":
            post(kind, source, target, amount)

    posting(patch, omitted)


@bug
def posting_to_a_wrong_account(patch: Patch) -> None:
    def astray(post: Any, act: Act, kind: str, source: str, target: str, amount: int) -> None:
        post(kind, source, f"sel:{act.deal.trade.buyer_company_id}" if kind == "release" else target, amount)

    posting(patch, astray)


@bug
def refund_beside_the_release(patch: Patch) -> None:
    move = settling.move_shares

    def generous(act: Act, shares: Shares) -> None:
        move(act, shares)
        if shares.seller and not shares.buyer:
            start_refund(act, shares.seller)

    patch.setattr(settling, "move_shares", generous)


@bug
def debt_netted_twice(patch: Patch) -> None:
    async def double(self: Trading, tx: Any, deal: Any) -> int:
        owed: int = await tx.balance(f"debt:{deal.trade.seller_company_id}", deal.trade.currency)
        return 2 * owed

    patch.setattr(Trading, "_debt", double)


@bug
def reserve_freed_during_a_chargeback(patch: Patch) -> None:
    patch.setattr(settling, "reserved", lambda deal: deal.accepted.total // 10)
    patch.setattr(clocks, "reserved", lambda deal: deal.accepted.total // 10)


@bug
def part_pays_all_that_is_held(patch: Patch) -> None:
    def everything(deal: Any, shipment: Any) -> Shares:
        return settling.shares_for(deal, 0)

    patch.setattr(fulfilling, "part_shares", everything)


# ── the provider ─────────────────────────────────────────────────────────────────────────────────────────────────────


@bug
def key_minted_per_attempt(patch: Patch) -> None:
    call = Escrow._found_or_called

    async def anew(self: Escrow, intent: Any, **more: Any) -> Any:
        return await call(self, replace(intent, id=f"{intent.id}:{intent.attempts}"), **more)

    patch.setattr(Escrow, "_found_or_called", anew)


@bug
def key_shared_by_all_of_a_kind(patch: Patch) -> None:
    instruct = Act.instruct

    def same(act: Act, kind: str, subject_id: str, body: Any, **more: Any) -> None:
        if kind == "transfer" and any(intent.kind == kind for intent in act.deal.intents):
            return
        instruct(act, kind, subject_id, body, **more)

    patch.setattr(Act, "instruct", same)


@bug
def unknown_taken_for_refused(patch: Patch) -> None:
    wait = Escrow._put_off

    async def hasty(self: Escrow, intent: Any, *, status: str) -> None:
        if status == "unknown" and intent.kind in ("transfer", "refund"):
            await self._record(intent, "refused", None, code="timeout")
        else:
            await wait(self, intent, status=status)

    patch.setattr(Escrow, "_put_off", hasty)


@bug
def late_hold_ignored(patch: Patch) -> None:
    def deaf(deal: Any, seen: Any, payment: Any, asked: str, *, is_current: bool) -> str | None:
        return "authorized" if deal.state is State.AWAITING_PAYMENT and is_current else None

    patch.setattr(provider_news, "_after_hold", deaf)


@bug
def late_money_kept(patch: Patch) -> None:
    patch.setattr(provider_news, "_is_too_late", lambda deal, *, is_current: False)


@bug
def a_second_page_left_open_and_unseen(patch: Patch) -> None:
    row(patch, "late_money", frm=frozenset({State.VOIDED}))


@bug
def failed_refund_overrides_its_repetition(patch: Patch) -> None:
    async def naive(self: Escrow, trade_id: str) -> None:
        deal = await self._store.read(lambda tx: tx.deal(trade_id))
        assert deal is not None
        for intent in deal.intents:
            if intent.kind == "refund" and intent.status == "done":
                found = await self._provider.find_movement("refund", intent.body, key=intent.id)
                if found is not None:
                    await self._store.write(lambda tx, i=intent, f=found: self._moved_now(tx, i, f))  # type: ignore[misc]

    look = Escrow.look_again

    async def both(self: Escrow, trade_id: str) -> None:
        await look(self, trade_id)
        await naive(self, trade_id)

    patch.setattr(Escrow, "look_again", both)


@bug
def payout_sent_again_though_it_was(patch: Patch) -> None:
    def again(act: Act) -> None:
        last = [p for p in act.deal.payouts if p.status in ("failed", "reversed")][-1]
        settling.start_payout(act, last.amount, number=last.number + 1)

    def has_any(act: Act) -> None:
        if not any(p.status in ("failed", "reversed") for p in act.deal.payouts):
            raise NotNow()

    row(patch, "retry_payout", does=(again,), guards=(has_any,))


@bug
def chargeback_known_by_nothing(patch: Patch) -> None:
    patch.setattr(chargebacks, "_known", lambda act: None)


@bug
def chargeback_does_not_stop_a_decision(patch: Patch) -> None:
    patch.setattr(disputing, "bank_decides", lambda deal: False)
    patch.setattr(clocks, "bank_decides", lambda deal: False)


@bug
def lost_chargeback_repeats_the_refund(patch: Patch) -> None:
    def all_failed(deal: Any) -> Any:
        return tuple(r for r in deal.refunds if r.status == "failed")

    def whole(act: Act) -> None:
        for refund in all_failed(act.deal):
            body = {"payment_ref": act.payment().payment_ref, "amount": refund.amount, "trade_id": act.deal.trade.id}
            act.change(refund, status="pending")
            act.instruct("refund", refund.id, body)

    row(patch, "repeat_refund", does=(whole,), guards=(lambda act: None if all_failed(act.deal) else _no(),))


def _no() -> None:
    raise NotNow()


# ── the process ──────────────────────────────────────────────────────────────────────────────────────────────────────


@bug
def stale_deadlines_fire(patch: Patch) -> None:
    patch.setattr(engine, "is_wanted", lambda row, wish: wish is not None)
    fire = Deadlines._fire

    async def blind(self: Deadlines, tx: Any, row: Any) -> None:
        if row.kind != "act":
            await fire(self, tx, row)
            return
        deal = await tx.deal(row.negotiation_id)
        await tx.finish_deadlines([row.id], self._clock.now())
        await self._trading.apply(tx, deal, row.fires, role=Role.TIMER, args={})

    patch.setattr(Deadlines, "_fire", blind)


@bug
def deadlines_are_forgotten(patch: Patch) -> None:
    whole = clocks.wanted
    patch.setattr(engine, "wanted", lambda deal, rules: tuple(w for w in whole(deal, rules) if w.name != "appeal"))


@bug
def own_offer_accepted(patch: Patch) -> None:
    row(patch, "accept", guards=(_any_offer,), does=(_accept_blindly,))


def _any_offer(act: Act) -> None:
    if act.deal.active_offer is None:
        raise NotNow()


def _accept_blindly(act: Act) -> None:
    offer = act.deal.active_offer
    assert offer is not None
    act.change(offer, status="accepted")
    act.reserve_stock(offer.quantity)
    act.trade(status="agreement_reached", final_price=offer.total)


@bug
def third_signature(patch: Patch) -> None:
    row(patch, "sign", guards=())


@bug
def captured_after_one_signature(patch: Patch) -> None:
    def eager(act: Act) -> None:
        paying.sign(act)
        if act.deal.trade.pending_act == "" and act.payment().status == "authorized":
            paying._capture(act)

    row(patch, "sign", does=(eager,))


@bug
def one_person_signs_for_both(patch: Patch) -> None:
    def both(act: Act) -> None:
        paying.sign(act)
        agreement = act.agreement()
        act.change(
            agreement,
            buyer_signature=agreement.buyer_signature or agreement.seller_signature,
            seller_signature=agreement.seller_signature or agreement.buyer_signature,
        )

    row(patch, "sign", does=(both,))


@bug
def stock_not_freed(patch: Patch) -> None:
    patch.setattr(Act, "release_stock", lambda self, quantity: None)


@bug
def returned_goods_freed_twice(patch: Patch) -> None:
    def freed(act: Act) -> None:
        disputing.confirm_return(act)
        act.release_stock(1)

    row(patch, "confirm_return", does=(freed,))


@bug
def stop_by_hand_ignored(patch: Patch) -> None:
    _unlisted(patch, lambda deal: replace(deal, trade=replace(deal.trade, frozen=False, frozen_by="")))


@bug
def pending_act_ignored(patch: Patch) -> None:
    _unlisted(patch, lambda deal: replace(deal, trade=replace(deal.trade, pending_act="")))


def _unlisted(patch: Patch, blinded: Callable[[Any], Any]) -> None:
    """The engine looks at a deal without what should hold it back."""
    listed = engine._listed
    patch.setattr(engine, "_listed", lambda process, deal, name, role: listed(process, blinded(deal), name, role))


@bug
def released_while_disputed(patch: Patch) -> None:
    inspection = clocks.BY_NAME["inspection"]
    open_too = replace(inspection, states=inspection.states | {State.DISPUTED}, while_frozen=True)
    patch.setitem(clocks._RUNNING, State.DISPUTED, (*clocks._RUNNING[State.DISPUTED], open_too))
    row(patch, "auto_release", frm=frozenset({State.DELIVERED, State.DISPUTED}), while_frozen=True)


@bug
def frozen_money_can_be_cancelled(patch: Patch) -> None:
    row(patch, "cancel_early", frm=frozenset({State.PLACED, State.DISPUTED}), while_frozen=True, guards=())


@bug
def appealed_twice(patch: Patch) -> None:
    def always(act: Act) -> None:
        if act.held <= 0:
            raise NotNow()

    row(patch, "appeal", guards=(always,))


@bug
def unconfirmed_ruling_stands(patch: Patch) -> None:
    row(patch, "confirm_ruling", guards=(_has_outcome,))


def _has_outcome(act: Act) -> None:
    if not act.dispute().outcome or act.dispute().status != "in_progress":
        raise NotNow()


@bug
def one_operator_is_enough(patch: Patch) -> None:
    def alone(act: Act) -> None:
        in_dispute = act.deal.state in ("disputed", "decided")
        if not act.deal.trade.unfreeze_asked_by:
            act.trade(unfreeze_asked_by=act.actor_id)
        else:
            act.trade(frozen=in_dispute, frozen_by="", frozen_at=None, unfreeze_asked_by="")

    row(patch, "unfreeze", does=(alone,))


@bug
def moderators_judge_their_own(patch: Patch) -> None:
    from core import policy

    patch.setattr(policy, "acting_role", _without_conflict(policy.acting_role))


def _without_conflict(acting_role: Any) -> Any:
    def acting(seat: Any, deal: Any, by: Any) -> Any:
        return acting_role(replace(seat, company_id="") if seat.staff_role == "moderator" else seat, deal, by)

    return acting


@bug
def requests_outlive_the_order(patch: Patch) -> None:
    for module in (fulfilling, cancelling, disputing, chargebacks):
        patch.setattr(module, "lapse_requests", lambda act: None)


@bug
def more_is_shipped_than_was_bought(patch: Patch) -> None:
    patch.setattr(fulfilling, "open_quantity", lambda deal: deal.order.quantity if deal.order else 0)


@bug
def shipped_goods_wake_nobody(patch: Patch) -> None:
    patch.setattr(clocks, "_RUNNING", {**clocks._RUNNING, State.SHIPPED: (), State.DELIVERED: ()})
