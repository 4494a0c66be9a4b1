"""Commands that prove: a simulated market from one seed, and the invariants over a live database."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

from core.invariants import Broken, check_balances, check_deal, check_postings
from core.ledger import balances
from core.ports.unit_of_work import Store, Tx
from core.simulation.running import ENOUGH_TO_VISIT_ALL, Report, replay, simulate
from core.trades import Deal, Negotiation

PAGE_SIZE = 200
SHOWN_MAX = 20


def run_simulate(*, trades: int, seed: int, workers: int, as_json: bool, replayed: str) -> int:
    """Play a market of so many trades; 1 when a promise was broken, or when a long run has not been everywhere."""
    if replayed:
        return _replay(replayed)
    report = simulate(seed=seed, trades=trades, workers=workers)
    if as_json:
        print(json.dumps(_plain(report)))
    else:
        _print_report(report)
    return 0 if report.is_good else 1


def _replay(words: str) -> int:
    """SEED:TRADE once more, exactly, with everything that happened to that trade."""
    seed, _, trade = words.partition(":")
    if not (seed.isdigit() and trade.isdigit()):
        print("Say which trade: --replay SEED:TRADE, two numbers.", file=sys.stderr)
        return 2
    outcome, lines = replay(int(seed), int(trade))
    print("\n".join(lines))
    for violation in outcome.violations:
        print(f"{violation.at:%Y-%m-%d %H:%M:%S} {violation.trade or 'market'}: {violation.words}")
    print(f"shard {outcome.number}, {outcome.steps} steps, trace {outcome.trace_hash}")
    return 1 if outcome.violations else 0


def _plain(report: Report) -> dict[str, object]:
    return {
        "seed": report.seed,
        "trades": report.trades,
        "steps": report.steps,
        "simulated_days": report.days,
        "violations": report.violations,
        "unvisited_states": report.unvisited_states,
        "unvisited_transitions": report.unvisited_transitions,
        "faults": dict(sorted(report.faults.items())),
        "states": dict(sorted(report.states.items())),
        "transitions": dict(sorted(report.transitions.items())),
        "trace_hash": report.trace_hash,
        "seconds": report.seconds,
    }


def _print_report(report: Report) -> None:
    print(f"{report.trades} trades, {report.steps} steps, {report.days / 365:.1f} simulated years, seed {report.seed}")
    print(f"{sum(report.faults.values())} faults of {len(report.faults)} kinds:")
    for name, count in report.faults.most_common():
        print(f"  {count:8} {name}")
    for what, seen, missing in (
        ("states", report.states, report.unvisited_states),
        ("transitions", report.transitions, report.unvisited_transitions),
    ):
        print(f"{len([name for name in seen if seen[name]])} {what} visited, {len(missing)} not: {', '.join(missing)}")
    if report.trades < ENOUGH_TO_VISIT_ALL and (report.unvisited_states or report.unvisited_transitions):
        print(f"(All of them are expected from {ENOUGH_TO_VISIT_ALL} trades on.)")
    print(f"{len(report.violations)} violations")
    for words in report.violations[:SHOWN_MAX]:
        print(f"  {words}")
    print(f"trace {report.trace_hash}")
    print(f"{report.seconds:.1f} seconds")


def run_verify_ledger() -> int:
    """Ask all invariants of the configured database, page by page; 1 when any is broken."""
    # Loaded here: a simulation needs no database, and its processes start sooner without.
    from adapters.storage.ciphers import DataKeys
    from adapters.storage.opening import open_store
    from bot.keys import read_keys
    from bot.settings import BadSettings, read_settings

    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    return asyncio.run(
        _verify(
            open_store(
                settings.DATABASE_URL, DataKeys.from_text(keys.data, keys.index, people=settings.person_keys_folder)
            )
        )
    )


async def _verify(store: Store) -> int:
    trades = postings = 0
    found: list[Broken] = []
    sums: Counter[tuple[str, str]] = Counter()
    try:
        async for deals in _pages(store):
            entries = [entry for deal in deals for entry in deal.entries]
            found += [broken for deal in deals for broken in check_deal(deal)]
            found += check_postings(entries)
            sums.update(balances(entries))
            trades, postings = trades + len(deals), postings + len(entries)
    finally:
        await store.close()  # type: ignore[attr-defined]
    # A company's accounts run through all of its trades: only their whole sums mean anything.
    found += check_balances(sums)
    for broken in found:
        print(f"{broken.invariant} {broken.subject}: {broken.words}")
    print(f"{trades} trades and {postings} postings were read, {len(found)} invariants are broken.")
    return 1 if found else 0


async def _pages(store: Store) -> AsyncIterator[list[Deal]]:
    """Every deal, a page of trades in one snapshot at a time, so that a long check holds nothing open."""
    last: str | None = None
    while True:
        deals = await store.read(lambda tx, after=last: _page(tx, after))  # type: ignore[misc]
        if not deals:
            return
        yield deals
        last = deals[-1].trade.id


async def _page(tx: Tx, after: str | None) -> list[Deal]:
    trades = await tx.find(Negotiation, order="id", after=after, limit=PAGE_SIZE)
    return [deal for trade in trades if (deal := await tx.deal(trade.id)) is not None]
