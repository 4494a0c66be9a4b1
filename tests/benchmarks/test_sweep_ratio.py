"""R5 and R6 in small: a sweep does not slow down with what is pending, and leaves a store of pickled jobs far behind.

The best of three rounds counts on each side, so that a busy machine fails nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks import sweep, sweep_apscheduler

SMALL, BIG = 6_000, 60_000
ROUNDS = 3


def test_a_sweep_takes_no_longer_with_ten_times_as_much_pending(fresh_database: Callable[[str], str]) -> None:
    urls = [fresh_database("small"), fresh_database("big")]
    seconds = sweep.figures(urls, (SMALL, BIG), rounds=ROUNDS, whats=(sweep.QUEUE,))
    small, big = (seconds[sweep.QUEUE, size] for size in (SMALL, BIG))
    assert len(small) == len(big) == ROUNDS
    assert min(big) / min(small) <= sweep.GOAL


def test_a_sweep_is_far_faster_than_a_store_of_pickled_jobs(fresh_database: Callable[[str], str]) -> None:
    ours, theirs = sweep_apscheduler.figures(fresh_database("jobs"), rounds=ROUNDS, jobs=200)
    assert len(ours) == len(theirs) == ROUNDS
    assert min(theirs) / min(ours) >= sweep_apscheduler.GOAL
