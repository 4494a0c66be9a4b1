"""Slack has a bad day: sockets break all the time, or not one event arrives. Nothing is lost, nothing happens twice."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import Any

import pytest

from adapters.sandbox import cast
from adapters.slack import taking
from adapters.slack.tally import FEWEST, Tally
from core.ids import code_of
from core.trades import State
from tests.scenarios.players import OnSlack
from tests.scenarios.test_home import words_in
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

ACTIONS = int(os.environ.get("PARLEY_CUT_ACTIONS", "30"))
OVER_SECONDS = float(os.environ.get("PARLEY_CUT_OVER_SECONDS", "1.5"))
CUT_EVERY_SECONDS = float(os.environ.get("PARLEY_CUT_EVERY_SECONDS", "0.5"))
PATIENCE_SECONDS = 60


@pytest.mark.timeout(240 + 3 * OVER_SECONDS)  # at full size it lasts longer than any test may otherwise
async def test_sockets_that_break_all_the_time_lose_nothing_and_double_nothing(world: World) -> None:
    channel = await world.slack_channel(world.sven.id)
    taken = "SELECT count(*), count(DISTINCT event_id) FROM inbox WHERE channel = 'slack' AND status = 'done'"
    [(before, _)] = world.query(taken)
    posted = await _posted(world)
    cuts = 0

    async def cutting() -> None:
        nonlocal cuts
        while True:
            await asyncio.sleep(CUT_EVERY_SECONDS)
            cuts += (await world.post("/slack/_faults", kind="cut_sockets"))["cut"]

    saw = asyncio.create_task(cutting())
    try:
        for _ in range(ACTIONS):
            await world.post(f"/slack/_people/{world.sven.id}/say", text="help", channel=channel)
            await asyncio.sleep(OVER_SECONDS / ACTIONS)
    finally:
        saw.cancel()
        with suppress(asyncio.CancelledError):
            await saw
    assert cuts > 0
    async with asyncio.timeout(PATIENCE_SECONDS):
        while world.query(taken)[0][0] < before + ACTIONS:
            await asyncio.sleep(0.2)
            state = await world.get("/slack/_state")
            if state["pending"] and any(state["sockets"].values()):
                # Slack tries again after a minute, and after five.
                await world.post("/_clock", seconds=61)
    await world.rests()
    [(after, different)] = world.query(taken)
    assert after - before == ACTIONS
    assert different == after
    assert await _posted(world) - posted == ACTIONS


async def test_without_a_single_event_every_trade_can_still_be_completed_from_home(world: World) -> None:
    """Whoever sells on Slack finds every next step on the Home tab, which a press on it brings up to date."""
    buyer, sven = await world.buyer("Berta Stille", "Stille GmbH"), world.sven
    await _opens_home(world, sven)
    await world.post("/slack/_faults", kind="lose_events")
    try:
        trade = Trade(world, buyer)
        await trade.is_offered()
        await _goes_to(world, sven, trade)
        await trade.is_agreed()
        await _goes_to(world, sven, trade)
        await trade.is_billed()
        await trade.is_paid()
        await _goes_to(world, sven, trade)
        await trade.is_signed()
        await _goes_to(world, sven, trade)
        await trade.is_begun()
        await _goes_to(world, sven, trade)
        await trade.is_shipped()
        await trade.is_received()
    finally:
        await world.post("/slack/_faults", kind="clear")
    await world.passes(days=8)
    await trade.is_(State.COMPLETED)


async def test_operators_are_told_when_slack_withholds_events(world: World) -> None:
    for _ in range(2):
        await world.post("/slack/_events", team_id=str(cast.HANSA.team_id), type="app_rate_limited")
    await world.rests()
    await world.mara.sees("Attention", "Slack withholds events of the workspace")
    told = world.query("SELECT count(*) FROM outbox WHERE notice = 'slack-events-limited'")
    assert told == [(1,)]


async def test_operators_are_told_when_most_of_what_slack_sends_cannot_be_stored(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database takes nothing for a while; Slack repeats what was not acknowledged, and nothing of it is lost."""
    monkeypatch.setattr(taking, "TELLING_PAUSE_SECONDS", 0.05)
    receiving = world.market.receiving
    accept = receiving.accept

    async def stuck(*_row: Any) -> bool:
        raise OSError("the disk is full")

    monkeypatch.setattr(receiving, "accept", stuck)
    runtime: Any = world.market.slack
    runtime.taking.tally = Tally()
    for number in range(FEWEST):
        await world.post(f"/slack/_people/{world.sven.id}/say", text=f"help {number}")
    async with asyncio.timeout(PATIENCE_SECONDS):
        told = "SELECT 1 FROM outbox WHERE notice = 'slack-deliveries-failing'"
        while not world.query(told):  # noqa: ASYNC110 - it happens in the product
            await asyncio.sleep(0.05)
    monkeypatch.setattr(receiving, "accept", accept)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (await world.get("/slack/_state"))["pending"]:
            await world.post("/_clock", seconds=61)
            await asyncio.sleep(0.05)
    await world.rests()
    await world.mara.sees("Attention", "could not be stored")
    told = world.query("SELECT count(*) FROM outbox WHERE notice = 'slack-deliveries-failing'")
    assert told == [(1,)]
    world.complaints.lines = [line for line in world.complaints.lines if "slack" not in line]


async def _opens_home(world: World, person: OnSlack) -> None:
    await world.post(f"/slack/_people/{person.id}/open_home", tab="home")
    await world.rests()


async def _goes_to(world: World, person: OnSlack, trade: Trade) -> None:
    """From the Home tab, as it is after a press on Refresh, to the deal that waits there."""
    await _presses_at_home(world, person, "Refresh")
    home = (await world.get(f"/slack/_people/{person.id}"))["home"]
    assert f"{code_of(trade.id)}: " in words_in(home)
    await _presses_at_home(world, person, f"{code_of(trade.id)}: ")


async def _presses_at_home(world: World, person: OnSlack, begins: str) -> None:
    home = (await world.get(f"/slack/_people/{person.id}"))["home"]
    buttons = [each for block in home["blocks"] for each in block.get("elements", ()) if each.get("type") == "button"]
    button = next(each for each in buttons if each["text"]["text"].startswith(begins))
    given: dict[str, Any] = {"view_id": "home", "action_id": button["action_id"]}
    done = await world.post(f"/slack/_people/{person.id}/press", **given)
    assert done["acked"], done
    await world.rests()


async def _posted(world: World) -> int:
    calls = (await world.get("/slack/_state"))["calls"]
    return int(calls.get("chat.postMessage", 0))
