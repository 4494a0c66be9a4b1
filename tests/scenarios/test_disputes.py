"""Every dispute as it is told: the report holds, and what both sides and the moderators saw is what it always was, to the
word and to the cent.

The sides read two languages, one on each platform. `PARLEY_GOLDEN=write pytest tests/scenarios/test_disputes.py` writes
`golden/` anew, after a change of words that was meant.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from bot.demo.playing import Told, play_in
from bot.demo.scenarios import DISPUTES, Scenario
from bot.sandbox import Rehearsal
from core.ids import code_of
from tests.scenarios.test_demo import holds

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

GOLDEN: Final = Path(__file__).parent / "golden"
_TIME: Final = re.compile(r"\w{2,3}\.?,? \d{1,2}\.? [\wä]{3,9}\.?,? \d{2}:\d{2}( ?(UTC|GMT[+\-\d:]*))?")
_ID: Final = re.compile(r"\b([a-z]{3})_[0-9a-z]{20}\b")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rehearsal]:
    opened = Rehearsal(tmp_path_factory.mktemp("disputes"))
    await opened.open()
    await opened.enter()
    yield opened
    await opened.close()


@pytest.mark.parametrize("scenario", DISPUTES, ids=lambda scenario: scenario.name)
async def test_what_everybody_saw(rehearsal: Rehearsal, scenario: Scenario) -> None:
    told = await play_in(rehearsal, scenario)
    holds(told.result)
    assert tuple(told.result["states"]) == scenario.states
    wanted, found = GOLDEN / f"{scenario.name}.txt", _written(told)
    if os.environ.get("PARLEY_GOLDEN") == "write":
        wanted.write_text(found, encoding="utf-8")
    assert found == wanted.read_text(encoding="utf-8")


async def test_each_side_is_told_in_two_languages() -> None:
    """The buyers on Telegram and the sellers on Slack read German in some of the stories and English in others."""
    for told in ("Der Streitfall", "The dispute is open"):
        assert [name for name in DISPUTES if told in (GOLDEN / f"{name.name}.txt").read_text(encoding="utf-8")]


def _written(told: Told) -> str:
    """All of it, without what is different in every run: codes, times, ids."""
    parts = []
    for role, screens in told.seen.items():
        parts += [f"═══ {role} ═══", *screens, ""]
    parts += ["═══ ledger ═══"]
    parts += [
        f"{entry.kind:18} {entry.from_account} → {entry.to_account} {entry.amount} {entry.currency}"
        for entry in sorted(told.played.deal.entries, key=lambda entry: (entry.created_at, entry.sequence))
    ]
    text = _TIME.sub("(time)", "\n".join(parts) + "\n")
    deal = told.played.deal
    text = text.replace(code_of(deal.trade.id), "DEAL01")
    for dispute in deal.disputes:
        text = text.replace(code_of(dispute.id), "CASE01")
    return _ID.sub(r"\1", text)
