"""Cases as figures: which of them count, which step belongs to which case, and what is held in those that are open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.disputes import CaseMove, CaseRecord, Dispute
from core.ports.unit_of_work import Tx
from core.trades import TradeTransition
from tests.adapters.storage.samples import NOON, begin_deal, full_deal, later, posting, settle_in
from tests.databases import AnyStore


def _line(sequence: int, transition: str, to_state: str, **at: float) -> TradeTransition:
    values: dict[str, Any] = {"actor_role": "moderator", "actor_id": "usr_moderator", "detail": {}}
    return TradeTransition(
        f"ttr_{sequence:03}", "neg_1", sequence, transition, "disputed", to_state, created_at=later(**at), **values
    )


async def _three_cases(store: AnyStore) -> tuple[Dispute, ...]:
    """Of one deal: one that was over long ago, one that was over lately, and one that is open."""
    await settle_in(store)
    before = await begin_deal(store)
    full = full_deal(before)
    first = replace(full.disputes[0], id="dsp_1", status="resolved", outcome="withdrawn", updated_at=later(days=2))
    second = replace(
        full.disputes[0],
        id="dsp_2",
        status="resolved",
        outcome="refund",
        refund_amount=12500,
        decision_number=2,
        moderator_id="usr_moderator",
        created_at=later(days=10),
        updated_at=later(days=15),
    )
    third = replace(
        full.disputes[0],
        id="dsp_3",
        appealed=False,
        first_outcome="",
        first_refund=0,
        created_at=later(days=20),
        updated_at=later(days=21),
    )
    entries = (
        *full.entries,
        posting(3, kind="refund_started", from_account="esc:neg_1", to_account="ref:ref_1", amount=500),
    )

    async def step(tx: Tx) -> None:
        await tx.save_deal(before, replace(full, disputes=(first, second, third), entries=entries))
        await tx.add(
            _line(2, "take_case", "disputed", days=1),
            _line(3, "take_case", "disputed", days=11),
            _line(4, "ask_for_evidence", "disputed", days=12),
            _line(5, "rule", "decided", days=13),
            _line(6, "take_case", "disputed", days=21),
        )

    await store.write(step)
    return first, second, third


def _record(dispute: Dispute) -> CaseRecord:
    return CaseRecord(**{name: getattr(dispute, name) for name in CaseRecord.__dataclass_fields__})


async def _cases(store: AnyStore, since: datetime) -> list[CaseRecord]:
    return await store.read(lambda tx: tx.cases_since(since))


async def test_cases_count_that_are_open_or_were_changed_since(store: AnyStore) -> None:
    first, second, third = await _three_cases(store)
    for since, wanted in (
        (NOON, [first, second, third]),
        (later(days=2), [first, second, third]),
        (later(days=2, seconds=1), [second, third]),
        (later(days=15), [second, third]),
        (later(days=30), [third]),
    ):
        assert await _cases(store, since) == [_record(each) for each in wanted], since


async def test_every_step_counts_for_the_case_that_was_open_then(store: AnyStore) -> None:
    await _three_cases(store)
    found = await store.read(lambda tx: tx.case_moves_since(later(days=3)))
    assert found == [
        CaseMove("dsp_2", "take_case", "disputed", "usr_moderator", later(days=11)),
        CaseMove("dsp_2", "rule", "decided", "usr_moderator", later(days=13)),
        CaseMove("dsp_3", "take_case", "disputed", "usr_moderator", later(days=21)),
    ]
    everything = await store.read(lambda tx: tx.case_moves_since(NOON))
    assert everything[0] == CaseMove("dsp_1", "take_case", "disputed", "usr_moderator", later(days=1))
    assert everything[1:] == found


async def test_what_is_held_for_open_cases(store: AnyStore) -> None:
    assert await store.read(lambda tx: tx.held_in_cases()) == {}
    _, _, third = await _three_cases(store)
    other = await begin_deal(store, "neg_2")

    async def undisputed(tx: Tx) -> None:
        held = replace(other, trade=replace(other.trade, version=2), entries=(posting(1, "neg_2", amount=70_000),))
        await tx.save_deal(other, held)

    await store.write(undisputed)
    assert await store.read(lambda tx: tx.held_in_cases()) == {"EUR": 12_000}
    await store.write(lambda tx: tx.put(replace(third, status="resolved")))
    assert await store.read(lambda tx: tx.held_in_cases()) == {}
