"""Ids: unique, in the order of their birth, short enough for a button, and the same in a repeated run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.ids import Ids, code_of
from core.tokens import ID_LENGTH_MAX
from tests.core.deals import MONDAY, CountingEntropy


def test_an_id_is_prefixed_short_and_plain() -> None:
    made = Ids(lambda: MONDAY, CountingEntropy().token_bytes).new("neg")
    assert made.startswith("neg_")
    assert len(made) == 24 <= ID_LENGTH_MAX
    assert set(made[4:]) <= set("0123456789abcdefghjkmnpqrstvwxyz")


@given(st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=7, max_size=7)), min_size=2, max_size=50))
def test_ids_sort_by_birth(births: list[tuple[int, bytes]]) -> None:
    """However chance falls, within one millisecond too."""
    now = MONDAY
    chance = iter(births)
    drawn: list[bytes] = []
    ids = Ids(lambda: now, lambda length: drawn.pop())
    made = []
    for milliseconds, entropy in chance:
        now += timedelta(milliseconds=milliseconds)
        drawn.append(entropy)
        made.append(ids.new("neg"))
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_clock_that_went_back_still_gives_fresh_ids() -> None:
    now = MONDAY
    ids = Ids(lambda: now, CountingEntropy().token_bytes)
    made = [ids.new("neg")]
    now -= timedelta(seconds=10)
    made += [ids.new("neg") for _ in range(3)]
    assert len(set(made)) == 4


def test_a_repeated_run_mints_the_same_ids() -> None:
    def run() -> list[str]:
        ids = Ids(lambda: MONDAY, CountingEntropy().token_bytes)
        return [ids.new("neg") for _ in range(5)]

    assert run() == run()


def test_the_last_day_of_the_epoch_of_ids_is_far() -> None:
    far = datetime(9999, 12, 31, tzinfo=UTC)
    assert len(Ids(lambda: far, CountingEntropy().token_bytes).new("neg")) == 24


def test_the_code_people_read_aloud() -> None:
    assert code_of("neg_06dv8k3q0x2m5n7p9r1t") == "7P9R1T"
