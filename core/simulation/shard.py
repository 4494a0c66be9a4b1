"""A shard: a few trades that share companies, goods and an account at the provider, played from one seed to their end."""

from __future__ import annotations

import gc
import logging
import traceback
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from core.simulation.chance import BEGIN
from core.simulation.checks import Violation
from core.simulation.fate import Fate
from core.simulation.market import FUNDS, Market, Surprises
from core.simulation.plans import PLANS, Plan
from core.simulation.trampoline import run

TRADES = 20
"""How many trades share one market."""
HORIZON = timedelta(days=400)
QUIET_DAYS_MAX = 120
TURNS_MAX = 60_000


@dataclass(slots=True)
class Outcome:
    """What became of a shard."""

    number: int
    trades: int
    steps: int
    trace_hash: str
    faults: Counter[str]
    transitions: Counter[str]
    states: Counter[str]
    violations: list[Violation]
    days: int
    lines: list[str] = field(default_factory=list)
    trade_ids: dict[int, str] = field(default_factory=dict)
    """Place of a trade in the shard → its id."""


def play(
    seed: int, number: int, trades: int = TRADES, *, plans: tuple[Plan, ...] = PLANS, keep_lines: bool = False
) -> Outcome:
    """Play one shard. Ends early at the first broken promise: what comes after it says nothing."""
    market = Market(f"{seed}:{number}")
    fate = Fate(market, plans)
    services = logging.getLogger("core.services")
    surprises = Surprises(market)
    before = services.level, services.propagate
    services.addHandler(surprises)
    services.setLevel(logging.ERROR)
    services.propagate = False
    # Rows are never in circles: looking for circles among them is a tenth of the time.
    gc.disable()
    try:
        for index in range(trades):
            market.later(market.dice.hours(24 * 10), "start", index)
        _play_on(market, fate)
        _come_to_rest(market, fate)
    finally:
        gc.enable()
        services.removeHandler(surprises)
        services.setLevel(before[0])
        services.propagate = before[1]
    checks = market.checks
    return Outcome(
        number=number,
        trades=len(fate.played),
        steps=checks.steps,
        trace_hash=checks.trace_hash,
        faults=market.faults.seen,
        transitions=checks.transitions,
        states=checks.states,
        violations=checks.violations,
        days=(market.clock.at - BEGIN).days,
        lines=checks.lines if keep_lines or checks.violations else [],
        trade_ids={played.index: played.trade_id for played in fate.played.values()},
    )


def _play_on(market: Market, fate: Fate) -> None:
    """From one moment at which something is to be done to the next."""
    for _ in range(TURNS_MAX):
        at = market.next_at()
        if at is None or at > BEGIN + HORIZON or market.checks.violations:
            return
        if at > market.clock.at:
            market.clock.at = at
            if market.faults.strike("time jumps", 0.003):
                market.sleep(market.dice.hours(30))
        _turn(market, fate)
    market.checks.broken("", "there is no end to it")


def _turn(market: Market, fate: Fate) -> None:
    due = market.due()
    what = due[0] if len(due) == 1 else market.dice.pick(due)
    try:
        if what == "sweep":
            run(market.deadlines.sweep())
        elif what == "drain":
            market.drain()
        else:
            fate.happen(*market.pop())
    except Exception as fault:
        where = traceback.extract_tb(fault.__traceback__)[-1]
        market.checks.broken("", f"{type(fault).__name__} in {where.name}: {fault}")
    _follow(market, fate)


def _follow(market: Market, fate: Fate) -> None:
    touched, market.checks.touched = market.checks.touched, {}
    for deal in touched.values():
        fate.follow(deal)
    fate.follow_movements()


def _come_to_rest(market: Market, fate: Fate) -> None:
    """No more faults; the provider is funded, and people do their duties until nothing moves any more."""
    if market.checks.violations:
        return
    market.faults.rate = 0.0
    market.fund(FUNDS * 20_000)
    quiet = 0
    for _ in range(QUIET_DAYS_MAX):
        moved = fate.tidy()
        market.clock.at += timedelta(days=1, hours=1)
        while (at := market.next_at()) is not None and at <= market.clock.at:
            _turn(market, fate)
            if market.checks.violations:
                return
            moved = True
        quiet = 0 if moved else quiet + 1
        if quiet > 2 and (at is None or at > market.clock.at):
            if at is None:
                break
            market.clock.at = at
    if not market.checks.violations:
        market.end()
