"""When the operators hear that Slack's deliveries fail: at once, of the last hour only, and not again and again."""

from __future__ import annotations

from adapters.slack.tally import FEWEST, Tally


class Seconds:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def noted(tally: Tally, *, taken: int = 0, lost: int = 0) -> list[bool]:
    """What it says after each."""
    said = []
    for one in [*[True] * taken, *[False] * lost]:
        tally.note(taken=one)
        said.append(tally.alarms())
    return said


def test_it_is_said_once_as_soon_as_fewer_than_half_are_taken() -> None:
    tally = Tally(Seconds())
    assert not any(noted(tally, taken=FEWEST, lost=FEWEST))
    assert noted(tally, lost=3) == [True, False, False]
    assert tally.counts() == (FEWEST + 3, 2 * FEWEST + 3)


def test_a_few_deliveries_say_nothing() -> None:
    assert noted(Tally(Seconds()), lost=FEWEST) == [*[False] * (FEWEST - 1), True]


def test_what_is_older_than_an_hour_does_not_count_and_an_hour_later_it_is_said_again() -> None:
    seconds = Seconds()
    tally = Tally(seconds)
    assert any(noted(tally, lost=FEWEST))
    seconds.now += 59 * 60
    assert not any(noted(tally, lost=FEWEST))
    seconds.now += 61 * 60
    assert tally.counts() == (0, 0)
    assert not any(noted(tally, taken=FEWEST, lost=1))
    assert any(noted(tally, lost=FEWEST))
