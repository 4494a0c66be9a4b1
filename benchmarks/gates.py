"""`make gates`: run everything at full size and write docs/measurements.md. Ends with 1 where a goal was missed.

Run `python -m benchmarks.gates` from the project's root. `--quick` runs all of it small and only prints; `--only NAME`
runs one gate (or several, named one by one) and only prints; with `--write` their sections of the page are replaced.

To add a gate, write a function that takes `quick` and returns a `Section` with a `Promise` for each thing that was
promised (what, the figure, the goal, whether it was met), and enter it in `GATES`. What is a ratio between two things
belongs into `benchmarks/table.py` instead. Where the figure is a test at full size, have the test read its size from the
environment and call `_tested`; `make test` then runs the same test small.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from benchmarks import gates_of_security, planted_mismatches, press_rounds, profile_press, table, taps, terms_fuzz
from benchmarks.databases import postgres_server
from benchmarks.measurements_page import Promise, Section, page
from benchmarks.row import Row

PAGE = Path("docs/measurements.md")
TRADES, TRADES_QUICK = 20_000, 500
TERMS, TERMS_QUICK = 1_000_000, 20_000
MISMATCHES, MISMATCHES_QUICK = 1_000, 100
RACE_ROUNDS, RACE_ROUNDS_QUICK = 500, 5
RACES = "tests/adapters/storage/test_races.py"
TAKING = "tests/desk/test_taking.py"
TAKING_ROUNDS, TAKING_ROUNDS_QUICK = 50, 2
DEADLINES = "tests/adapters/storage/test_many_deadlines.py"
WAKE_UPS, WAKE_UPS_QUICK = 10_000, 500
BUNDLES = "tests/adapters/evidence/test_bundles.py"
DEAL_BUNDLES = "tests/scenarios/test_signing.py"
CASE_BUNDLES = "tests/scenarios/test_desk.py::test_the_case_file_goes_to_the_moderator_alone_and_can_be_checked"
FLIPS, FLIPS_QUICK = 10_000, 400
API = "tests/scenarios/test_api.py::test_no_request_is_too_odd"
API_REQUESTS, API_QUICK = 20_000, 400
STORM, STORM_QUICK = 10_000, 2_000
UPDATES, UPDATES_QUICK = 10_000, 200
HOSTILE, HOSTILE_QUICK = 100_000, 2_000
SLACK_DOOR = "tests/adapters/slack/test_webhook.py"
FORGERIES, FORGERIES_QUICK = 1_000_000, 2_000
SLACK_STALLS = "tests/scenarios/test_three_seconds.py"
SLACK_CUTS = "tests/scenarios/test_slack_faults.py"
SIMULATION_SECONDS_MAX = 120
BUGS = "tests/simulation/test_seeded_bugs.py"
COVERED = "core.process,core.ledger,core.money"
_COVERING = (
    "tests/core/process",
    "tests/core/test_money.py",
    "tests/core/test_payable.py",
    "tests/core/test_ledger.py",
    "tests/core/test_invariants.py",
)
_TESTS_OF_COVERED = ("-m", "pytest", "-q", "-p", "no:cacheprovider", *_COVERING)
_PASSED = re.compile(r"\b(\d+) passed")


def ratios(*, quick: bool) -> Section:
    """The table of `python -m benchmarks`, and where the time of a press goes."""
    rows = [measure(quick=quick) for measure in table.MEASURES]
    profile = profile_press.lines(profile_press.profile(press_rounds.ROUNDS_QUICK if quick else press_rounds.ROUNDS))
    return Section(
        "Side by side",
        "Ours beside a baseline, run in turn. Where there is no baseline, the figure is a count.",
        tuple(Promise(f"{row.number} {row.what}", _figure(row), row.goal_in_words, row.met) for row in rows),
        (
            *((f"{row.number} {row.what}", row.detail) for row in rows if row.detail),
            ("Where the time of a press goes", profile),
        ),
    )


def simulation(*, quick: bool) -> Section:
    """The same seed twice: every invariant held at every step, and the two runs were one and the same."""
    trades = TRADES_QUICK if quick else TRADES
    words = ("-m", "bot", "simulate", "--trades", str(trades), "--seed", "1", "--json")
    promises, traces = [], []
    for number in (1, 2):
        code, said = _run(*words)
        report = _last_object(said)
        traces.append(report.get("trace_hash"))
        figure = f"{report.get('trades', 0):,} trades, {len(report.get('violations', ()))} violations"
        met = code == 0 and report.get("trades") == trades
        promises.append(Promise(f"Run {number}: every invariant held", figure, f"{trades:,} trades, none", met))
        seconds = float(report.get("seconds", 0))
        in_time = 0 < seconds < SIMULATION_SECONDS_MAX
        promises.append(Promise(f"Run {number}: on two cores", f"{seconds:.0f} s", "< 120 s", in_time))
        left = [*report.get("unvisited_states", ("all",)), *report.get("unvisited_transitions", ("all",))]
        everywhere = not left or (quick and code == 0)
        promises.append(Promise(f"Run {number}: never visited", ", ".join(left) or "nothing", "nothing", everywhere))
    same = traces[0] is not None and traces[0] == traces[1]
    promises.append(Promise("Both runs left the same trace", f"{traces[0]} and {traces[1]}", "equal", same))
    about = "Random people, faults and clocks from one seed, against the pretended platforms and provider."
    return Section("Simulated trades", about, tuple(promises))


def races(*, quick: bool) -> Section:
    """Many act on one deal at once, on both databases."""
    rounds = RACE_ROUNDS_QUICK if quick else RACE_ROUNDS
    what = f"Every race {rounds} times: one wins, the others are told why, nothing is lost"
    promise = _tested(what, "kinds of races", RACES, PARLEY_RACE_ROUNDS=str(rounds))
    return Section("Races", "Through the real services, on SQLite and PostgreSQL, 64 at once.", (promise,))


def desk(*, quick: bool) -> Section:
    """Two hundred moderators want the same case, on both platforms and both databases."""
    rounds = TAKING_ROUNDS_QUICK if quick else TAKING_ROUNDS
    what = f"200 presses on “take” at once, {rounds} times: one has the case, the others are told who"
    promise = _tested(what, "databases", TAKING, PARLEY_RACE_ROUNDS=str(rounds))
    return Section("The desk", "Half of the moderators on Telegram, half on Slack; SQLite and PostgreSQL.", (promise,))


def deadlines(*, quick: bool) -> Section:
    """Many wake-ups over a crash, and a bad one among them, on both databases."""
    count = WAKE_UPS_QUICK if quick else WAKE_UPS
    what = f"{count:,} wake-ups over kill -9 and a restart: each fires once, and a bad one delays no other"
    promise = _tested(what, "tests", DEADLINES, PARLEY_DEADLINES=str(count))
    return Section("Deadlines", "On SQLite and PostgreSQL; two sweeps at once after the restart.", (promise,))


def bugs(*, quick: bool) -> Section:
    """Bugs made by hand: a simulator that finds nothing must be one that would find something."""
    promise = _tested("Every bug made by hand is caught by the simulator", "checks", BUGS)
    return Section("Seeded bugs", "A lock dropped, a rounding wrong, a posting swapped, a key missing …", (promise,))


def scenarios(*, quick: bool) -> Section:
    """Whole trades over the pretended platforms, as a user of the chats would see them."""
    _, listed = _run("-m", "bot", "demo", "--list")
    names = [line.split()[0] for line in listed.splitlines() if line.strip()]
    return Section(
        "Scenarios",
        "Each is played from the first message to the last payment; the ledger and the provider's books must agree.",
        tuple(_scenario(name) for name in (names[:1] if quick else names)),
    )


def terms(*, quick: bool) -> Section:
    """Nonsense in six languages into the terms parser."""
    found = terms_fuzz.run(1, TERMS_QUICK if quick else TERMS)
    promises = (
        Promise("No exception and none over 5 ms of CPU time", f"{found.strings:,} strings", "all", found.is_good),
    )
    about = f"Strings from one seed; the slowest took {found.slowest_ms:.1f} ms of CPU time (best of three)."
    return Section("The terms parser", about, promises)


def presses(*, quick: bool) -> Section:
    """What a trade takes in presses and messages, on both platforms."""
    return Section(
        "Presses and messages",
        "Counted while a trade is played on the pretended platforms; the payment page is not counted.",
        tuple(
            Promise(f"{one.what}, {one.platform}", str(one.taps), f"≤ {one.most}", one.met) for one in taps.counted()
        ),
    )


def mismatches(*, quick: bool) -> Section:
    """Ten kinds of planted differences between our books and the provider's."""
    found = planted_mismatches.run(1, MISMATCHES_QUICK if quick else MISMATCHES)
    figure = f"{found.planted:,} planted, {found.missed} missed, {found.false_alarms} false alarms"
    promises = (
        Promise("Every planted mismatch is listed with its amount, and no other", figure, "all", found.is_good),
    )
    return Section("Reconciliation", "Among five times as many facts on which both books agree.", promises)


ANY_ORDER, ORDERS, ORDERS_QUICK = "tests/adapters/storage/test_events_in_any_order.py", 200, 14
CUT_LINES, CUT_CALLS, CUT_CALLS_QUICK = "tests/adapters/stripe/test_cut_lines.py", 20_000, 300


def events(*, quick: bool) -> Section:
    """The provider's events in every order, several times or never; and calls whose answers are lost."""
    orders, calls = (ORDERS_QUICK, CUT_CALLS_QUICK) if quick else (ORDERS, CUT_CALLS)
    sizes = {"PARLEY_ORDERS": str(orders), "PARLEY_ORDERS_IN_MEMORY": "60" if quick else "0"}
    every = "60 orders" if quick else "Every order"
    what = f"{every} of each trade's events in memory, and {orders} on each database: one ledger"
    told = _tested(what, "tests", ANY_ORDER, **sizes)
    what = f"{calls:,} calls, 30 % done and then cut: no transfer, refund or capture twice in the provider's books"
    cut = _tested(what, "tests", CUT_LINES, PARLEY_CUT_CALLS=str(calls))
    return Section("The provider's word", "Events are told up to three times each, or dropped.", (told, cut))


def bundles(*, quick: bool) -> Section:
    """A changed byte anywhere in an evidence bundle is found, with public keys alone."""
    flips = FLIPS_QUICK if quick else FLIPS
    size = {"PARLEY_BUNDLE_FLIPS": str(flips)}
    promises = (
        _tested(f"{flips:,} flipped bits are all found", "tests", BUNDLES, **size),
        _tested(f"{flips:,} more, in the bundle of a deal that was played", "tests", DEAL_BUNDLES, **size),
        _tested(f"{flips:,} more, in the bundle of a case with its files", "tests", CASE_BUNDLES, **size),
    )
    return Section("Evidence bundles", "Every byte of a bundle counts, those of its container too.", promises)


def telegram(*, quick: bool) -> Section:
    """What Telegram and strangers do to a bot: bans, crashes between an update and its handling, forged requests."""
    sends, updates, requests = (STORM_QUICK, UPDATES_QUICK, HOSTILE_QUICK) if quick else (STORM, UPDATES, HOSTILE)
    folder = "tests/adapters/telegram"
    promises = (
        _tested(
            f"{sends:,} sends in a storm of bans: none lost, in order, none inside a ban, others not slowed",
            "tests",
            f"{folder}/test_pacing.py",
            PARLEY_STORM_SENDS=str(sends),
        ),
        _tested(
            f"{updates:,} updates over kill -9 at five points: each handled, none twice",
            "tests",
            f"{folder}/test_killed.py",
            PARLEY_UPDATES=str(updates),
        ),
        _tested(
            f"{requests:,} hostile requests to the webhook: none accepted, none answered 5xx",
            "tests",
            f"{folder}/test_webhook.py",
            PARLEY_HOSTILE_REQUESTS=str(requests),
        ),
    )
    return Section("Telegram", "Bans of 10 to 120 seconds in random chats; real processes, killed.", promises)


def slack(*, quick: bool) -> Section:
    """What Slack may do to us, and what strangers may try in its name."""
    forged = FORGERIES_QUICK if quick else FORGERIES
    forgeries = _tested(
        f"{forged:,} changed signatures, times and bodies: none is let in, none answered 5xx, no body in a log",
        "tests",
        SLACK_DOOR,
        PARLEY_FORGERIES=str(forged),
    )
    slow = {} if quick else {"PARLEY_STALL_SECONDS": "1.5", "PARLEY_LONG_STALL_SECONDS": "60"}
    stalls = _tested(
        "A database that stands still for 1.5 s: answered within 2.5 s; for 60 s: 503 within 2.9 s, the retry handled once",
        "tests",
        SLACK_STALLS,
        **slow,
    )
    names = ("PARLEY_CUT_ACTIONS", "PARLEY_CUT_OVER_SECONDS", "PARLEY_CUT_EVERY_SECONDS")
    cut = {} if quick else dict(zip(names, ("2000", "300", "5"), strict=True))
    cuts = _tested(
        "Sockets cut every 5 s for 5 minutes, 2,000 actions: none lost, none doubled", "tests", SLACK_CUTS, **cut
    )
    return Section("Slack", "Over its pretended wire, with the production adapters.", (forgeries, stalls, cuts))


def coverage(*, quick: bool) -> Section:
    """Every branch of the trade, the ledger and money is gone through by their own tests."""
    with tempfile.TemporaryDirectory() as folder:
        data = f"--data-file={folder}/coverage"
        code, said = _run("-m", "coverage", "run", data, "--branch", f"--source={COVERED}", *_TESTS_OF_COVERED)
        passed = _PASSED.search(said)
        reported, lines = _run("-m", "coverage", "report", data, "--precision=2", "--fail-under=100", "--skip-covered")
    total = next((line.split()[-1] for line in lines.splitlines() if line.startswith("TOTAL")), "nothing")
    figure = f"{total} of branches and lines, {passed[1] if passed else 0} tests passed"
    met = code == 0 and passed is not None and reported == 0
    return Section("Coverage", f"Of `{COVERED}`.", (Promise("Every branch is tested", figure, "100 %", met),))


def api(*, quick: bool) -> Section:
    """The JSON API under odd requests."""
    requests = API_QUICK if quick else API_REQUESTS
    what = f"{requests:,} requests made from its own document, signed in or not: no fault, nothing undocumented"
    promise = _tested(what, "tests", API, PARLEY_API_REQUESTS=str(requests))
    return Section("JSON API", "Over real HTTP against the whole market in the sandbox.", (promise,))


GATES: dict[str, Callable[..., Section]] = {
    "api": api,
    "audit": lambda *, quick: gates_of_security.audit(_tested, quick=quick),
    "swaps": lambda *, quick: gates_of_security.swaps(_tested, quick=quick),
    "overload": lambda *, quick: gates_of_security.overload(_tested, quick=quick),
    "rotation": lambda *, quick: gates_of_security.rotation(_tested, quick=quick),
    "injections": lambda *, quick: gates_of_security.injections(_tested, quick=quick),
    "bundles": bundles,
    "coverage": coverage,
    "ratios": ratios,
    "simulation": simulation,
    "events": events,
    "slack": slack,
    "bugs": bugs,
    "races": races,
    "desk": desk,
    "deadlines": deadlines,
    "scenarios": scenarios,
    "telegram": telegram,
    "terms": terms,
    "presses": presses,
    "mismatches": mismatches,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=tuple(GATES), action="append", default=[])
    parser.add_argument("--write", action="store_true", help="write what --only has measured into the page")
    given = parser.parse_args()
    if given.quick and given.write:
        parser.error("what was measured small is not written")
    sections = []
    for name in given.only or GATES:
        print(f"{name} …", file=sys.stderr, flush=True)
        sections.append(GATES[name](quick=given.quick))
    before = PAGE.read_text(encoding="utf-8") if given.only and given.write and PAGE.exists() else ""
    text = page(sections, _postgres_version(), before)
    if given.quick or (given.only and not given.write):
        print(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
        print(f"{PAGE} is written.", file=sys.stderr)
    for section in sections:
        for what in section.missed:
            print(f"missed: {what}", file=sys.stderr)
    return 0 if all(section.met for section in sections) else 1


def _tested(what: str, counted: str, path: str, **environment: str) -> Promise:
    """The promise that a test file keeps, at the size that the environment says."""
    code, said = _run("-m", "pytest", "-q", "-p", "no:cacheprovider", path, **environment)
    passed = _PASSED.search(said)
    figure = f"{passed[1] if passed else 0} {counted} passed" + ("" if code == 0 else ", others did not")
    return Promise(what, figure, "all", code == 0 and passed is not None)


def _figure(row: Row) -> str:
    return f"{row.ratio:.2f} — {row.ours}, {row.baseline}"


def _scenario(name: str) -> Promise:
    code, said = _run("-m", "bot", "demo", "--scenario", name, "--json")
    report = _last_object(said)
    figure = " → ".join(report.get("states", ())) or "no report"
    if report.get("failures"):
        figure += f" ({len(report['failures'])} promises broken)"
    return Promise(name, figure, "as promised", code == 0 and report.get("ok") is True)


def _run(*words: str, **environment: str) -> tuple[int, str]:
    """A run of this very Python: exit code and what it printed. Its complaints go where ours go."""
    done = subprocess.run(
        (sys.executable, *words), env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout)
    return done.returncode, done.stdout


def _last_object(said: str) -> dict[str, Any]:
    """The JSON object in the last line that is one; empty if there is none."""
    for line in reversed(said.splitlines()):
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    return {}


def _postgres_version() -> str:
    async def ask(url: str) -> str:
        connection = await asyncpg.connect(url)
        try:
            return str(await connection.fetchval("SHOW server_version"))
        finally:
            await connection.close()

    with postgres_server() as server:
        return asyncio.run(ask(server))


if __name__ == "__main__":
    sys.exit(main())
