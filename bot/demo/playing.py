"""`python -m bot demo`: plays a scenario in a throw-away folder on free ports and says whether everything was as promised."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.demo.report import Played, read_played, report_on
from bot.demo.scenarios import SCENARIOS, Scenario
from bot.demo.stage import Stage
from bot.demo.stage_company import CompanyStage
from bot.logs import set_up_logging
from bot.running import Market
from bot.sandbox import Rehearsal
from core.events import InboxRow, OutboxRow
from core.ledger import balances
from core.payments import ProviderIntent
from core.ports.unit_of_work import Tx

_QUIET_SECONDS = 20.0
_LEFT = ("pending_updates", "pending", "undelivered")
"""What the pretended platforms have not brought yet."""


def run_demo(*, scenario: str, as_json: bool, list_only: bool) -> int:
    """0 when the scenario went as promised, 1 when not, 2 when there is no such scenario."""
    if list_only:
        for known in SCENARIOS.values():
            print(f"{known.name:29} {known.about}")
        return 0
    if scenario not in SCENARIOS:
        print(f"There is no scenario {scenario}. Known: {', '.join(SCENARIOS)}.", file=sys.stderr)
        return 2
    set_up_logging("WARNING")
    result, transcript = asyncio.run(play(SCENARIOS[scenario]))
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(transcript)
        print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if result["ok"] else 1


async def play(
    scenario: Scenario, *, wire_log: str | None = None, settings: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], str]:
    """The report and, for people, what everybody saw. `settings` are for a market that is set up differently."""
    with tempfile.TemporaryDirectory(prefix="parley-demo-") as folder:
        rehearsal = Rehearsal(Path(folder), wire_log=wire_log, settings={**scenario.settings, **(settings or {})})
        await rehearsal.open()
        try:
            await rehearsal.enter()
            told = await play_in(rehearsal, scenario)
            return told.result, await _transcript(told.stage, told.played)
        finally:
            await rehearsal.close()


@dataclass
class Told:
    """A scenario that was played: the report, the rows it ended with, and what each of the three saw after each of the
    steps that the story is about."""

    result: dict[str, Any]
    played: Played
    stage: CompanyStage
    seen: dict[str, list[str]]


async def play_in(rehearsal: Rehearsal, scenario: Scenario) -> Told:
    """A scenario in a market that runs already; others may have been played in it before."""
    began = time.monotonic()
    market = rehearsal.running
    stage = CompanyStage(rehearsal.sandbox.base_url, seller_account=rehearsal.sandbox.payout_accounts.get("EUR", ""))
    if scenario.told:
        stage.rest = lambda: quiet(market, stage.base_url, sweep=True)
    for person in (stage.sven, stage.mara):
        await person.forgets()
    broken, seen = "", _Seen()
    try:
        for step in scenario.steps:
            await step(stage)
            if step in scenario.told:
                await quiet(market, stage.base_url)
                await seen.look(stage, getattr(step, "__name__", ""))
        await market.settled()
    except (AssertionError, TimeoutError) as fault:
        broken = str(fault) or repr(fault)
    played = await read_played(market.store)
    result = await report_on(scenario, played, stage, time.monotonic() - began)
    if not broken and scenario.also is not None and (wrong := await scenario.also(stage, played.deal)):
        broken = "; ".join(wrong[:20])
    if broken:
        result = {**result, "ok": False, "failures": [broken, *result["failures"]]}
    return Told(result, played, stage, seen.screens)


class _Seen:
    """What the newest message of each said, whenever it had changed; of the moderators also the newest card, because it
    changes where it stands."""

    def __init__(self) -> None:
        self.screens: dict[str, list[str]] = {"buyer": [], "seller": [], "moderators": []}
        self._last: dict[str, set[tuple[str, str]]] = {}

    async def look(self, stage: Stage, step: str) -> None:
        for role, person in (("buyer", stage.berta), ("seller", stage.sven), ("moderators", stage.mara)):
            shown = [each for each in await person.messages() if each.by_bot]
            cards = [each for each in shown if each.labels] if role == "moderators" else []
            newest = [*cards[-1:], *(shown[-1:] if shown[-1:] != cards[-1:] else [])]
            before = self._last.get(role, set())
            self._last[role] = {(each.key, each.line()) for each in newest}
            self.screens[role] += [
                f"── {step} ──\n{each.text}\n{''.join(f'[{label}]' for label in each.labels)}"
                for each in newest
                if (each.key, each.line()) not in before
            ]


async def quiet(market: Market, base_url: str, *, sweep: bool = False) -> None:
    """Wait until nothing that was set off is still under way, for twenty seconds at most; `sweep`: what has fallen due
    happens now."""
    if sweep:
        await market.deadlines.sweep(limit=500)
    end = time.monotonic() + _QUIET_SECONDS
    calm = 0
    async with httpx.AsyncClient(trust_env=False, timeout=90) as client:
        while calm < 2 and time.monotonic() < end:
            states = [
                (await client.get(f"{base_url}/{where}/_state")).json() for where in ("telegram", "slack", "stripe")
            ]
            waiting = any(state.get(key) for state in states for key in _LEFT)
            await market.settled()
            await market.showing.flush()
            late = await market.delivery.refresh(young_too=True)
            calm = calm + 1 if not waiting and not late and not await market.store.read(_under_way) else 0
            await asyncio.sleep(0.02)


async def _under_way(tx: Tx) -> int:
    waiting = await tx.count(InboxRow, status="new") + await tx.count(OutboxRow, status="waiting")
    return waiting + await tx.count(ProviderIntent, status="pending")


async def _transcript(stage: Stage, played: Played) -> str:
    parts = []
    for title, person in (
        ("Telegram: the buyer", stage.berta),
        ("Slack: the seller", stage.sven),
        ("Slack: the moderators' channel", stage.mara),
    ):
        parts += [f"── {title} ──", *await person.transcript(), ""]
    parts += ["── States ──", " → ".join(played.states), "", "── Ledger ──"]
    parts += [
        f"{entry.kind:18} {entry.from_account:32} → {entry.to_account:32} {entry.amount:>10} {entry.currency}"
        for entry in sorted(played.entries, key=lambda entry: (entry.created_at, entry.sequence))
    ]
    parts += [
        f"balance {account:40} {amount:>10} {currency}"
        for (account, currency), amount in sorted(balances(played.entries).items())
    ]
    return "\n".join(parts)
