"""Running many shards side by side, and what is reported of them. The same seed gives the same report, on any number of
processes."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from core.process.purchase import PURCHASE
from core.simulation.shard import TRADES, Outcome, play
from core.trades import State

WORKERS = 2
ENOUGH_TO_VISIT_ALL = 20_000
"""So many trades must come through every state and every row of the table."""


@dataclass(slots=True)
class Report:
    """What a run found. `violations` are sentences, each with the words that replay it."""

    seed: int
    trades: int = 0
    steps: int = 0
    days: int = 0
    violations: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    transitions: Counter[str] = field(default_factory=Counter)
    trace_hash: str = ""
    seconds: float = 0.0

    @property
    def unvisited_states(self) -> list[str]:
        return [state.value for state in State if not self.states[state.value]]

    @property
    def unvisited_transitions(self) -> list[str]:
        return [row.name for row in PURCHASE.transitions if not self.transitions[row.name]]

    @property
    def is_good(self) -> bool:
        """Nothing was broken, and a run that is long enough has been everywhere."""
        everywhere = not self.unvisited_states and not self.unvisited_transitions
        return not self.violations and (everywhere or self.trades < ENOUGH_TO_VISIT_ALL)


def simulate(*, seed: int, trades: int, workers: int = WORKERS) -> Report:
    """Play so many trades, rounded up to whole shards."""
    begun = time.perf_counter()
    report = Report(seed)
    trace = hashlib.sha256()
    for outcome in _played(seed, -(-trades // TRADES), workers):
        report.trades += outcome.trades
        report.steps += outcome.steps
        report.days += outcome.days
        report.faults += outcome.faults
        report.states += outcome.states
        report.transitions += outcome.transitions
        report.violations += _sentences(seed, outcome)
        trace.update(outcome.trace_hash.encode())
    report.trace_hash = trace.hexdigest()
    report.seconds = round(time.perf_counter() - begun, 2)
    return report


def replay(seed: int, trade: int) -> tuple[Outcome, list[str]]:
    """Play the shard of one trade of a run again, exactly; its outcome, and the history of that trade."""
    number, place = divmod(trade, TRADES)
    outcome = play(seed, number, keep_lines=True)
    trade_id = outcome.trade_ids.get(place, "")
    return outcome, list(_about(outcome.lines, trade_id))


def _about(lines: Iterable[str], trade_id: str) -> Iterator[str]:
    """A trade's own lines of a history, each with its postings."""
    mine = False
    for line in lines:
        if not line.startswith(" "):
            mine = f" {trade_id} " in line
        if mine:
            yield line


def _played(seed: int, shards: int, workers: int) -> Iterator[Outcome]:
    """The shards in order."""
    job = partial(_play_silently, seed)
    if workers < 2 or shards < 2:
        yield from map(job, range(shards))
        return
    # Not forked: whoever calls may have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(job, range(shards), chunksize=max(1, min(10, shards // (workers * 4))))


def _play_silently(seed: int, number: int) -> Outcome:
    outcome = play(seed, number)
    outcome.lines = []
    return outcome


def _sentences(seed: int, outcome: Outcome) -> Iterator[str]:
    places = {trade_id: place for place, trade_id in outcome.trade_ids.items()}
    for violation in outcome.violations:
        trade = outcome.number * TRADES + places.get(violation.trade, 0)
        where = f"{violation.trade or 'market'} at {violation.at:%Y-%m-%d %H:%M:%S}"
        yield f"{violation.words} [{where}, replay {seed}:{trade}]"
