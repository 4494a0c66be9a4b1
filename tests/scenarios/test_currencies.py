"""Amounts in a currency of one's own: a line that appears with the choice, goes with it, and is never more than a line."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.players import Player
from tests.scenarios.trade import LISTING
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _rates(path: Path, usd: str) -> str:
    table = {"base": "EUR", "as_of": "2026-11-28", "rates": {"USD": usd, "JPY": "163.5"}}
    path.write_text(json.dumps(table), encoding="utf-8")
    return str(path)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A world whose operator gives rates."""
    folder = tmp_path_factory.mktemp("world")
    made = World(folder, settings={"RATES_FILE": _rates(folder / "rates.json", "1.08")})
    await made.open()
    yield made
    try:
        await made.ends_well()
    finally:
        await made.close()


async def _chooses(player: Player, label: str, shown: str) -> None:
    await player.types("settings")
    shown_now = await player.sees("Settings", "Amounts also in")
    assert "No exchange rates" not in shown_now.text
    await player.presses("Amounts also in")
    await player.sees("In which currency", "EUR", "JPY", "USD")
    await player.presses(label)
    await player.sees("Settings", shown)


async def _looks(player: Player) -> str:
    await player.types("browse steel sheet S235JR")
    await player.presses("1. Hot-rolled")
    return (await player.sees(LISTING, "€41.80")).text


async def test_the_line_comes_with_the_choice_and_goes_with_it(world: World) -> None:
    buyer = await world.buyer("Dolly Dollar", "Dollar Inc")
    assert "≈" not in await _looks(buyer)
    await _chooses(buyer, "USD", "USD")
    assert "≈ $45.14 per sheet at the operator’s rate of Nov 28, 2026; payment is in EUR." in await _looks(buyer)
    await _chooses(world.sven, "JPY", "JPY")
    await _looks(buyer)
    await buyer.presses("10 sheets at 41.80 EUR")
    await buyer.sees("Your offer", "€418.00", "≈ $451.44 at the operator’s rate of Nov 28, 2026; payment is in EUR.")
    await buyer.presses("Send the offer")
    await buyer.sees("Your offer is sent.", "€418.00", "≈ $451.44 at the operator’s rate")
    await world.sven.sees("A new offer is on the table.", "€418.00", "≈ ¥68,343 at the operator’s rate")
    offer = (await world.newest_deal()).offers[0]
    assert (offer.total, offer.currency) == (41_800, "EUR")

    path = world.folder / "rates.json"
    _rates(path, "1.10")
    os.utime(path, (2_000_000_000, 2_000_000_000))
    rates = world.market.services.rates
    assert rates is not None
    await rates.refresh()
    await buyer.presses("Refresh")
    await buyer.sees("€418.00", "≈ $459.80 at the operator’s rate")

    await world.sven.presses("Accept")
    assert "≈" not in (await world.sven.sees("€418.00", "Back")).text
    await world.sven.presses("Accept")
    await world.sven.sees("€418.00", "≈ ¥68,343 at the operator’s rate")

    for player in (buyer, world.sven):
        await _chooses(player, "the deal’s currency only", "the deal’s currency only")
    assert "≈" not in await _looks(buyer)
