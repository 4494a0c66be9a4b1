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
from bot.text import Say
from bot.text.words import LANGUAGES
from core.ids import code_of
from tests.scenarios.test_demo import holds

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

GOLDEN: Final = Path(__file__).parent / "golden"
_RECORD: Final = re.compile(r"Orders: \d+ · disputed: \d+ \(\d+ %\) · with us for \d+ days?")
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
    """In every story the buyer on Telegram, the seller on Slack and the moderators are written down by themselves, the two
    sides in different languages; over all stories each side is told in at least two."""
    read: dict[str, set[str]] = {"buyer": set(), "seller": set()}
    for scenario in DISPUTES:
        parts = (GOLDEN / f"{scenario.name}.txt").read_text(encoding="utf-8").split("═══ ")
        told = {part.partition(" ")[0]: part for part in parts if part}
        langs = {role: next(lang for lang in LANGUAGES if _fact_of(lang) in told[role]) for role in read}
        assert langs["buyer"] != langs["seller"], scenario.name
        assert _fact_of("en") in told["moderators"]
        for role, lang in langs.items():
            read[role].add(lang)
    assert read["buyer"] >= {"de", "en", "es"}
    assert read["seller"] >= {"de", "en"}


def _fact_of(lang: str) -> str:
    """What every card of a deal says, in this language."""
    return f"\n{Say(lang)('fact-unit-price')}: "


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
    # What the sides did before depends on what was played before.
    text = _RECORD.sub("Orders: (so far)", _TIME.sub("(time)", "\n".join(parts) + "\n"))
    deal = told.played.deal
    text = text.replace(code_of(deal.trade.id), "DEAL01")
    for dispute in deal.disputes:
        text = text.replace(code_of(dispute.id), "CASE01")
    return _ID.sub(r"\1", text)
