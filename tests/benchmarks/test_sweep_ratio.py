"""R5 and R6 in small: a sweep does not slow down with what is pending, and leaves a store of pickled jobs far behind.

The best round counts on each side, and there are three tries, so that a busy machine fails nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks import sweep, sweep_apscheduler

SMALL, BIG = 5_000, 40_000
ROUNDS = 4
TRIES = 3


def test_a_sweep_takes_no_longer_with_eight_times_as_much_pending(fresh_database: Callable[[str], str]) -> None:
    ratios: list[float] = []
    while len(ratios) < TRIES and not (ratios and min(ratios) <= sweep.GOAL):
        urls = [fresh_database(f"{size}_{len(ratios)}") for size in (SMALL, BIG)]
        seconds = sweep.figures(urls, (SMALL, BIG), rounds=ROUNDS, whats=(sweep.QUEUE,))
        ratios.append(min(seconds[sweep.QUEUE, BIG]) / min(seconds[sweep.QUEUE, SMALL]))
    assert min(ratios) <= sweep.GOAL, f"every try was too slow: {ratios}"


def test_a_sweep_is_far_faster_than_a_store_of_pickled_jobs(fresh_database: Callable[[str], str]) -> None:
    ratios: list[float] = []
    while len(ratios) < TRIES and not (ratios and max(ratios) >= sweep_apscheduler.GOAL):
        ours, theirs = sweep_apscheduler.figures(fresh_database(f"jobs_{len(ratios)}"), rounds=ROUNDS, jobs=100)
        ratios.append(min(theirs) / min(ours))
    assert max(ratios) >= sweep_apscheduler.GOAL, f"every try was too close: {ratios}"
