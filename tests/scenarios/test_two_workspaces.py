"""Buyer and seller on Slack in different workspaces, over sockets and over HTTP; a workspace installs the app, and leaves."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from core.ids import code_of
from core.listings import Category
from core.trades import State
from tests.scenarios.players import OnSlack
from tests.scenarios.test_linking import code_in
from tests.scenarios.two_workspaces import OPEN_TO_ALL, TEAM, BothOnSlack, installs, member, opens_a_workspace
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


either_way = pytest.mark.parametrize("opened", ["sockets", "http"], indirect=True)
once = pytest.mark.parametrize("opened", ["sockets"], indirect=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A market that any workspace may install, and one beside Sven's that has."""
    over_http = {"SLACK_APP_TOKEN": ""} if request.param == "http" else {}
    made = World(tmp_path_factory.mktemp("world"), settings={**OPEN_TO_ALL, **over_http})
    await made.open()
    try:
        await opens_a_workspace(made)
        assert (await installs(made)).status_code == 200
        yield made
        await made.ends_well()
    finally:
        await made.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def berta(opened: World) -> OnSlack:
    made = await member(opened, "Berta Brandt")
    await made.joins("Berta Brandt", "Brandt Bau GmbH")
    return made


@either_way
async def test_a_whole_trade_between_two_workspaces(world: World, berta: OnSlack) -> None:
    trade = BothOnSlack(world, berta)
    await trade.reaches(State.DELIVERED)
    await world.passes(days=8)
    await trade.is_(State.COMPLETED)
    for side in (berta, world.sven):
        await trade.is_opened_by(side)
        await side.sees("Deal " + code_of(trade.id), "Completed")


@either_way
async def test_what_is_typed_into_a_form_finds_categories_and_companies(world: World, berta: OnSlack) -> None:
    """More categories than a list holds; of companies only those that one has dealt with."""
    many = [Category(f"cat_many{number:03}", f"Fittings {number:03}") for number in range(120)]
    await world.market.store.write(lambda tx: tx.add(*many))
    await world.sven.types("sell")
    await _finds(world, world.sven, "category", "", 100)
    assert await _finds(world, world.sven, "category", "Fitings 077", 1) == ["Fittings 077"]
    await _finds(world, world.sven, "category", "bananas", 0)
    await world.sven.closes_form()

    await berta.types("block")
    await berta.presses("Choose a company")
    [name] = await _finds(world, berta, "company", "", 1)
    assert await _finds(world, berta, "company", f"{name[:5].upper()}", 1) == [name]
    await _finds(world, berta, "company", "Brandt", 0)
    await berta.fills(company=name)
    await berta.sees(name, "Report", "Block")


async def _finds(world: World, person: OnSlack, field: str, typed: str, count: int) -> list[str]:
    """What the form on top offers for what is typed into one of its questions."""
    form = await person.form()
    (asked,) = (block["element"] for block in form["blocks"] if block.get("block_id") == field)
    assert asked["type"] == "external_select"
    given = {"view_id": form["id"], "action_id": asked["action_id"], "query": typed}
    found = await world.post(f"/slack/_people/{person.id}/suggest", **given)
    assert (found["acked"], found["problems"]) == (True, [])
    assert len(found["options"]) == count
    return [option["text"]["text"] for option in found["options"]]


@once
async def test_tokens_are_sealed_and_refreshed_once_while_people_trade(world: World, berta: OnSlack) -> None:
    """Days have passed: the first token is long dead, and nobody has noticed."""
    [(token, ends)] = world.query("SELECT bot_token, bot_token_expires_at FROM slack_bots")
    assert isinstance(token, bytes)
    assert b"xoxe" not in token
    await world.passes(hours=11)
    await berta.types("deals")
    await berta.sees("My deals")
    [(fresh, later)] = world.query("SELECT bot_token, bot_token_expires_at FROM slack_bots")
    assert (fresh != token, later > ends) == (True, True)
    assert not world.query("SELECT tenant FROM slack_rotations")


@once
async def test_nobody_installs_with_anything_made_up(world: World) -> None:
    before = world.query("SELECT count(*) FROM slack_installations")
    assert (await installs(world, cookie=False)).status_code == 400
    assert (await installs(world, code="made.up")).status_code == 401
    refused = await installs(world, code="x" * 5_000)
    assert refused.status_code == 401
    assert "was not installed" in refused.text
    assert world.query("SELECT count(*) FROM slack_installations") == before


@once
async def test_a_workspace_leaves_in_the_middle_of_a_trade_and_nothing_is_lost(world: World, berta: OnSlack) -> None:
    twin = await world.person("Berta Brandt")
    await berta.types("link")
    await twin.types(f"link {await code_in(berta)}")
    await twin.presses("Yes, that is me")
    await berta.types(f"link {await code_in(twin)}")
    trade = BothOnSlack(world, berta)
    await trade.reaches(State.IN_PROGRESS)

    await world.post("/slack/_events", team_id=TEAM, type="app_uninstalled")
    await world.rests()
    for table in ("slack_bots", "slack_installations"):
        assert world.query(f"SELECT count(*) FROM {table}") == [(0,)]
    calls = (await world.get("/slack/_state"))["calls"]
    await trade.is_shipped()
    await twin.sees("Deal " + code_of(trade.id), "I received it")
    after = (await world.get("/slack/_state"))["calls"]
    assert after.get("conversations.open") == calls.get("conversations.open")
    await trade.is_opened_by(twin)
    await twin.presses("I received it")
    await trade.is_(State.DELIVERED)
    await world.passes(days=8)
    await trade.is_(State.COMPLETED)

    # And they come back: everything is there as they left it.
    assert (await installs(world)).status_code == 200
    await berta.types(f"deals {code_of(trade.id)}")
    await berta.sees("Deal " + code_of(trade.id), "Completed")
    assert world.query("SELECT count(*) FROM chat_identities WHERE tenant = ? AND NOT reachable", TEAM) == [(0,)]
