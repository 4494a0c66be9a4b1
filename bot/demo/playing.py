"""`python -m bot demo`: plays a scenario in a throw-away folder on free ports and says whether everything was as promised."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.demo.report import Played, read_played, report_on
from bot.demo.scenarios import SCENARIOS, Scenario
from bot.demo.stage import Stage
from bot.demo.stage_company import CompanyStage
from bot.logs import set_up_logging
from bot.sandbox import Rehearsal
from core.ledger import balances


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
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parley-demo-") as folder:
        rehearsal = Rehearsal(Path(folder), wire_log=wire_log, settings={**scenario.settings, **(settings or {})})
        await rehearsal.open()
        try:
            market = await rehearsal.enter()
            stage = CompanyStage(
                rehearsal.sandbox.base_url, seller_account=rehearsal.sandbox.payout_accounts.get("EUR", "")
            )
            broken = ""
            try:
                for step in scenario.steps:
                    await step(stage)
                await market.settled()
            except (AssertionError, TimeoutError) as fault:
                broken = str(fault) or repr(fault)
            played = await read_played(market.store)
            result = await report_on(scenario, played, stage, time.monotonic() - began)
            if not broken and scenario.also is not None and (wrong := await scenario.also(stage, played.deal)):
                broken = "; ".join(wrong[:20])
            if broken:
                result = {**result, "ok": False, "failures": [broken, *result["failures"]]}
            return result, await _transcript(stage, played)
        finally:
            await rehearsal.close()


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
