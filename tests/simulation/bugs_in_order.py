"""Bugs in what keeps acts in order: locks, versions, keys, and asking the provider."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.process import coming_late, engine, settling
from core.process.act import Act
from core.process.definition import Role
from core.services.calling import Calls
from core.services.deadlines import Deadlines
from core.services.escrow import Escrow
from core.services.trading import Acted, Trading
from core.simulation.market import Market
from core.simulation.memory_store import MemoryTx
from core.simulation.trampoline import run
from core.trades import DeadlineRow, Deal
from tests.simulation.switches import Patch, bug, change_row, without_posting


@bug(
    "the lock of a deal is dropped: nobody compares before setting",
    r"two who met: AlreadyExists|both happened on the same card|history goes from",
    "haggling",
    "whatever-comes",
)
def lock_dropped(patch: Patch) -> None:
    patch.setattr(MemoryTx, "_is_still", lambda tx, trade: True)
    patch.setattr(MemoryTx, "is_spoilt", lambda tx: False)


@bug(
    "a press on an old card is obeyed",
    r"both happened on the same card|on a card that was out of date",
    "whatever-comes",
    "haggling",
)
def version_ignored(patch: Patch) -> None:
    genuine = Trading.act

    async def act(trading: Trading, *given: Any, version: int | None = None) -> Acted:
        return await genuine(trading, *given, version=None)

    patch.setattr(Trading, "act", act)


@bug(
    "a deadline fires without a look at what the deal is by now",
    r"which nobody wants|fired, due",
    "more-time",
    "request-sleeps",
    "never-shipped",
)
def deadline_without_version(patch: Patch) -> None:
    patch.setattr(engine, "is_wanted", lambda row, wish: True)

    async def fire(deadlines: Deadlines, tx: Any, row: DeadlineRow) -> None:
        deal = await tx.deal(row.negotiation_id)
        await tx.finish_deadlines([row.id], deadlines._clock.now())
        if row.kind == "act":
            await deadlines._trading.apply(tx, deal, row.fires, role=Role.TIMER, args={})

    patch.setattr(Deadlines, "_fire", fire)


@bug("after an outage silence counts at once", "came at once after an outage")
def outage_ignored(patch: Patch) -> None:
    patch.setattr("core.simulation.market.OUTAGE", None)


@bug("nobody waits while the provider is being asked", r"was under way$", "not-signed", "signing-sleeps", "never-pays")
def pending_act_ignored(patch: Patch) -> None:
    genuine = engine._listed

    def listed(process: Any, deal: Deal, *given: Any) -> Any:
        return genuine(process, replace(deal, trade=replace(deal.trade, pending_act="")), *given)

    def drain(market: Market) -> None:
        # The worker who asks the provider is slow, so that there is a time in which nobody may act.
        if market.dice.one_in(2):
            market._drained_from = market.clock.at + market.dice.hours(4)
        else:
            run(market.escrow.drain())

    patch.setattr(Market, "drain", drain)
    patch.setattr(engine, "_listed", listed)


@bug("a trade that an operator stopped goes on", r"on a stopped trade", "stopped", "stopped-long")
def freeze_ignored(patch: Patch) -> None:
    genuine = engine._listed

    def listed(process: Any, deal: Deal, *given: Any) -> Any:
        return genuine(process, replace(deal, trade=replace(deal.trade, frozen=False, frozen_by="")), *given)

    patch.setattr(engine, "_listed", listed)


@bug("a key is minted anew for every try", r"I8|I10|happens twice|transfers of|aptures", "smooth", "cannot-supply")
def key_per_attempt(patch: Patch) -> None:
    genuine = Calls.make

    async def called(calls: Calls, intent: Any, **named: Any) -> Any:
        return await genuine(calls, replace(intent, id=f"{intent.id}:{intent.attempts}"), **named)

    patch.setattr(Calls, "make", called)


@bug(
    "the key lacks its number: the second instruction of a kind has the first one's",
    r"was used for two different bodies",
    "parts",
    "declined",
)
def key_without_number(patch: Patch) -> None:
    genuine = Act.instruct

    def instruct(act: Act, kind: str, *given: Any, **named: Any) -> None:
        genuine(act, kind, *given, **named)
        *earlier, last = act.deal.intents
        act._fresh["intents"] = (*earlier, replace(last, id=last.id.rpartition(":")[0]))

    patch.setattr(Act, "instruct", instruct)


@bug(
    "a key that the provider has forgotten is used again without asking",
    r"transfers of \d+ out of|happens twice|I8|I10",
    "smooth",
)
def key_life_ignored(patch: Patch) -> None:
    genuine = Calls.make

    async def called(calls: Calls, intent: Any, *, repeat_is_safe: bool) -> Any:
        return await genuine(calls, intent, repeat_is_safe=True)

    patch.setattr(Calls, "make", called)
    patch.setattr("core.services.calling._UNKNOWN_WAITS", (90_000,))


@bug(
    "an unknown outcome is taken for a refusal",
    r"transfers of \d+ out of|I8|I10|was posted twice",
    "smooth",
    "cannot-supply",
)
def unknown_is_no(patch: Patch) -> None:
    genuine = Escrow._put_off

    async def put_off(escrow: Escrow, intent: Any, *, status: str) -> None:
        if status == "unknown":
            await escrow._record(intent, "refused", None, code="timeout")
        else:
            await genuine(escrow, intent, status=status)

    patch.setattr(Escrow, "_put_off", put_off)


@bug("a hold that comes too late stays on the buyer's card", r"the hold of .* was forgotten", "pays-late")
def late_hold_kept(patch: Patch) -> None:
    change_row(patch, "late_hold", swap={coming_late.late_hold: coming_late.nothing_more})


@bug("a capture is posted, the provider's fee is not", r"I6: payments say the provider kept", "smooth")
def fee_not_posted(patch: Patch) -> None:
    without_posting(patch, "provider_fee")


@bug(
    "a refund that failed counts as done",
    r"I6: done|I8: refund_returned",
    "cannot-supply",
    "cancelled-early",
    "debit-not-signed",
)
def failed_refund_is_done(patch: Patch) -> None:
    def refund_failed(act: Act) -> None:
        act.change(settling._refund(act), status="done")

    change_row(patch, "refund_failed", swap={settling.refund_failed: refund_failed})


@bug("a payout that came back is sent again without having been booked back", r"I6: failed|price: ", "smooth")
def payout_sent_twice(patch: Patch) -> None:
    without_posting(patch, "payout_refused")
    patch.setattr(settling, "unpaid", lambda deal: next((p for p in deal.payouts if p.status == "failed"), None))

    def retry(act: Act) -> None:
        last = act.deal.payouts[-1]
        settling.start_payout(act, last.amount, number=last.number + 1)

    change_row(patch, "retry_payout", swap={settling.retry_payout: retry})
