"""The desk's statistics: what they say of a handful of cases whose story is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.disputes import Dispute
from core.ledger import LedgerEntry
from core.members import User
from core.money import Money
from core.ports.unit_of_work import Tx
from core.services.case_figures import AGES, DAYS, Figures, Load, Share, age_groups, course, figures
from core.simulation.memory_store import MemoryStore
from core.simulation.trampoline import run
from core.trades import TradeTransition
from tests.core.deals import MONDAY

NOW = MONDAY + timedelta(days=200)


def ago(**by: float) -> Any:
    return NOW - timedelta(**by)


def case(number: int, opened: float, changed: float, **fields: Any) -> Dispute:
    """Opened and last changed so many days ago."""
    values = {"reason": "damaged", "statement": "", "raised_by": "usr_b", "raised_role": "buyer"}
    return Dispute(
        f"dsp_{number}", f"ord_{number}", f"neg_{number}", created_at=ago(days=opened), updated_at=ago(days=changed),
        **(values | fields),
    )  # fmt: skip


def line(number: int, sequence: int, transition: str, days: float, who: str, to_state: str) -> TradeTransition:
    return TradeTransition(
        f"ttr_{number}_{sequence}", f"neg_{number}", sequence, transition, "disputed", to_state, "moderator", who, {},
        ago(days=days),
    )  # fmt: skip


def taken(number: int, days: float, who: str = "usr_mara", sequence: int = 1) -> TradeTransition:
    return line(number, sequence, "take_case", days, who, "disputed")


def ruled(number: int, days: float, who: str = "usr_mara", sequence: int = 2, to: str = "decided") -> TradeTransition:
    return line(number, sequence, "rule", days, who, to)


def held(number: int, amount: int, currency: str) -> LedgerEntry:
    account = f"esc:neg_{number}"
    return LedgerEntry(
        f"led_{number}", f"neg_{number}", f"txn_{number}", 1, "capture", "psp", account, amount, currency, NOW
    )


ROWS = (
    User("usr_mara", NOW, NOW, staff_role="moderator"),
    User("usr_noor", NOW, NOW, staff_role="operator"),
    User("usr_idle", NOW, NOW, staff_role="moderator"),
    User("usr_b", NOW, NOW),
    # Open: nobody has it; Mara has it; somebody has it who is of the desk no more; decided.
    *(case(1, 1, 1), held(1, 500, "EUR")),
    *(case(2, 8, 7, status="in_progress", moderator_id="usr_mara"), taken(2, 7), held(2, 700, "USD")),
    *(case(3, 40, 39, status="in_progress", moderator_id="usr_gone"), taken(3, 39, "usr_gone"), held(3, 20, "EUR")),
    *(case(4, 5, 3, status="decided", outcome="split", moderator_id="usr_mara", decision_number=1), taken(4, 4)),
    ruled(4, 3),
    # Closed: as first decided; appealed and changed; appealed and left; settled; long ago.
    *(case(5, 50, 40, status="resolved", outcome="release", decision_number=1), taken(5, 48), ruled(5, 45)),
    case(6, 30, 10, status="resolved", outcome="refund", decision_number=2, appealed=True, first_outcome="release"),
    *(taken(6, 29.5), ruled(6, 29, to="disputed"), line(6, 3, "confirm_ruling", 28, "usr_noor", "decided")),
    *(taken(6, 20, "usr_noor", sequence=4), ruled(6, 15, "usr_noor", sequence=5)),
    case(7, 60, 35, status="resolved", outcome="release", decision_number=1, appealed=True, first_outcome="release"),
    *(taken(7, 58), ruled(7, 50)),
    case(8, 20, 19, status="resolved", outcome="settled_by_parties"),
    *(case(9, 180, 120, status="resolved", outcome="refund", decision_number=1), taken(9, 150), ruled(9, 140)),
)


@pytest.fixture(scope="module")
def found() -> Figures:
    store = MemoryStore()

    async def fill(tx: Tx) -> None:
        await tx.add(*ROWS)

    run(store.write(fill))
    return run(store.read(lambda tx: figures(tx, NOW)))


def test_open_cases_and_their_ages(found: Figures) -> None:
    assert found.by_status == {"open": 1, "in_progress": 2, "decided": 1}
    assert found.open == 4
    assert dict(zip(age_groups(), found.course.ages, strict=True)) == {
        "0–2": 1,
        "3–6": 1,
        "7–13": 1,
        "14–29": 0,
        "30+": 1,
    }


def test_the_load_of_everybody_the_busiest_first(found: Figures) -> None:
    assert found.loads == (
        Load("usr_mara", 1, 2),
        Load("usr_gone", 1, 0),
        Load("usr_noor", 0, 1),
        Load("usr_idle", 0, 0),
    )


def test_how_cases_ended(found: Figures) -> None:
    assert found.outcomes == {"release": 2, "refund": 1, "split": 0, "settled_by_parties": 1, "withdrawn": 0}


def test_how_long_it_took(found: Figures) -> None:
    # Days until taken: 1, 1, 1, 2, 0.5, 2; until the first decision that was published: 2, 5, 2, 10.
    assert found.hours_to_take == 24
    assert found.hours_to_decide == 84


def test_what_was_appealed_and_changed(found: Figures) -> None:
    assert found.appealed == Share(2, 4)
    assert found.reversed == Share(1, 2)


def test_what_is_held_per_currency(found: Figures) -> None:
    assert found.held == (Money(520, "EUR"), Money(700, "USD"))


def test_the_weeks_of_the_picture(found: Figures) -> None:
    weeks = found.course.weeks
    assert len(weeks) == 13
    assert weeks[0].begins == ago(days=DAYS)
    assert found.course.opened == 8
    assert found.course.closed == 4
    # Days 0 to 6 of the span are its first week: what was opened 60 days ago came on day 30, in the fifth.
    assert [week.opened for week in weeks] == [0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 2]
    assert [week.closed for week in weeks] == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 1, 0]


@pytest.mark.parametrize("days", [7, 90, 91])
def test_a_case_of_this_very_moment_is_in_the_picture(days: int) -> None:
    store = MemoryStore()
    run(store.write(lambda tx: tx.add(case(1, 0, 0))))
    shown = run(store.read(lambda tx: course(tx, NOW, days)))
    assert shown.weeks[-1].opened == 1
    assert shown.opened == 1


def test_a_market_without_cases() -> None:
    empty = run(MemoryStore().read(lambda tx: figures(tx, NOW)))
    assert (empty.open, empty.loads, empty.held) == (0, (), ())
    assert (empty.hours_to_take, empty.hours_to_decide) == (None, None)
    assert empty.appealed == empty.reversed == Share(0, 0)
    assert empty.course.ages == (0,) * len(AGES)
