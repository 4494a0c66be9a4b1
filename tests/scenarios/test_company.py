"""A company's people, managed on Slack: inviting, a limit by form, another role, farewell; and who wants to be forgotten."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import httpx
import pytest

from adapters.sandbox import cast
from core.ids import code_of
from core.members import Company
from core.ports.unit_of_work import Tx
from core.services.names_desk import case_of
from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram
from tests.scenarios.programmes import Programme
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_owner_manages_colleagues_on_slack(world: World) -> None:
    sven, tomas = world.sven, OnTelegram(world, cast.TOMAS.id)
    await sven.types("company")
    await sven.sees("The people of Hansa Metalworks")
    await sven.presses("Invite a colleague")
    found = re.search(r"join ([0-9A-Z]{10})", (await sven.sees("writes to me: join")).text)
    assert found is not None
    assert "joins as: Trader" in (await sven.newest()).text
    await tomas.types(f"join {found[1]} Tomas Ruiz")
    await tomas.sees("You trade for Hansa Metalworks")
    await tomas.types(f"join {found[1]}")
    await tomas.sees("You already trade for Hansa Metalworks")
    await tomas.types("approve")
    await tomas.sees("Nothing waits for the approval of your company now.")
    # A trader sees the list, and may change nothing in it.
    await tomas.types("company")
    assert "Tomas Ruiz" not in (await tomas.sees("The people of Hansa Metalworks")).labels

    await sven.types("company")
    await sven.presses("Tomas Ruiz")
    await sven.presses("Set the limit")
    problems = await sven.fills_badly(limit="1.250")
    assert "two ways" in next(iter(problems.values()))
    await sven.fills(limit="500")
    await sven.sees("Trader, alone up to €500.00")
    await sven.presses("Signatory")
    await sven.sees("Signatory, alone up to €500.00")
    await sven.presses("Remove")
    await sven.sees("Remove this colleague from the company?")
    await sven.presses("Remove")
    await sven.sees("The people of Hansa Metalworks")
    await tomas.types("company")
    await tomas.sees("Please join with your company first.")

    await sven.types("company")
    await sven.presses("Sven Hansen")
    await sven.presses("Viewer")
    await sven.is_told("A company needs an owner.")
    await world.is_sound()


async def test_somebody_is_forgotten_at_their_own_word(world: World) -> None:
    buyer = await world.buyer("Vera Vergessen", "Vergessen GmbH")
    user_id = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(buyer.id))[0][0]
    trade = Trade(world, buyer)
    await trade.is_offered()
    await buyer.types("profile")
    await buyer.presses("Erase my data")
    await buyer.sees("Nobody can undo this.")
    async with world.nothing_changes():
        await buyer.presses("Erase my data")
    await buyer.is_told("There are open deals in which nobody else acts for your company.")
    await buyer.types("deals")
    await buyer.presses(code_of(trade.id))
    await buyer.presses("End talks")
    await buyer.presses("End talks")
    await buyer.types("löschen")
    keys = world.market.settings.person_keys_folder
    assert list(keys.rglob(user_id))
    await buyer.presses("Erase my data")
    await buyer.is_told("You are erased here.")
    async with asyncio.timeout(30):
        while world.query("SELECT count(*) FROM erasures WHERE key_gone_at IS NULL")[0][0]:  # noqa: ASYNC110 - a job does it
            await asyncio.sleep(0.02)
    assert not [path for path in keys.rglob(user_id) if path.is_file()]
    await buyer.types("deals")
    await buyer.sees("Please join with your company first.")
    assert world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(buyer.id))[0][0] != user_id
    await trade.is_(State.CLOSED)
    await world.sven.types(f"deals {code_of(trade.id)}")
    assert "Vergessen" not in (await world.sven.newest()).text
    await world.is_sound()


async def _has_a_channel(world: World) -> tuple[str, OnSlack, OnSlack]:
    """Sven's company connects a channel; Ida, who sells for another one, reads along. Who is told what there: Sven, Ida."""
    sven, ida = world.sven, world.ida
    made = await world.post("/slack/_channels", team_id=str(cast.HANSA.team_id), name="hansa-deals", members=[sven.id])
    await world.post(f"/slack/_channels/{made['id']}/members", user=ida.id)
    sven_there, ida_there = OnSlack(world, sven.id, "#hansa-deals"), OnSlack(world, ida.id, "#hansa-deals")
    await sven.types("channel")
    await sven.sees("Your company’s deals appear in no channel.")
    await sven_there.types("channel")
    await sven.sees("Shall the deals of Hansa Metalworks GmbH appear in the channel")
    await sven.presses("Show deals there")
    await sven.sees("appear in a channel of this workspace")
    await sven_there.sees("From now on the deals of Hansa Metalworks GmbH appear here")
    # It is taken: another company is refused, by a word that nobody else reads.
    await ida_there.types("channel")
    await ida.sees("The deals of another company appear in this channel.")
    return str(made["id"]), sven_there, ida_there


async def test_deals_appear_in_a_companys_channel_and_its_people_work_there(world: World) -> None:
    channel, sven, ida = await _has_a_channel(world)
    lena = await world.colleague("lena", "Lena Lang")
    await world.sven.types("invite")
    found = re.search(r"join ([0-9A-Z]{10})", (await world.sven.sees("writes to me: join")).text)
    assert found is not None
    await lena.types(f"join {found[1]} Lena Lang")
    await lena.sees("You trade for Hansa Metalworks")
    await world.post(f"/slack/_channels/{channel}/members", user=lena.id)
    lena_there = OnSlack(world, lena.id, "#hansa-deals")
    told = {each.key for each in await world.sven.messages()}

    trade = Trade(world, await world.buyer("Berta Brandt", "Brandt Bau GmbH"))
    trade.seller = sven
    await trade.is_offered()
    code = code_of(trade.id)
    card = await sven.sees(f"Deal {code}", "Accept")
    async with world.nothing_changes():
        await ida.presses("Accept")
    await ida.is_told("Your role does not allow that.")
    await lena_there.presses("Accept")
    step = await sven.sees("Accept", f"Deal {code}")
    assert step.raw["thread_ts"] == card.key
    async with world.nothing_changes():
        await ida.presses("Accept")
    await sven.presses("Accept")
    await trade.is_(State.AGREED)
    cards = [each for each in await sven.messages() if each.text.startswith("You accepted") or each.key == card.key]
    assert [each.key for each in cards if each.labels] == [card.key], "one card, changed where it stands"
    await trade.is_billed()
    await trade.is_paid()
    await trade.is_signed()
    await trade.is_begun()
    await trade.is_shipped()
    await trade.is_received()
    shown = [each for each in await sven.messages() if each.raw.get("thread_ts") == card.key and each.key != card.key]
    assert shown, "what happens stands below the card"
    more = [each.text for each in await world.sven.messages() if each.key not in told]
    assert not [text for text in more if f"Deal {code}" in text], f"nobody is told twice: {more}"

    # The bot is put out of the channel: the owner is told, and the news go to everybody's own chat.
    workspace = world._rehearsal.sandbox.slack.books.workspaces[str(cast.HANSA.team_id)]
    world._rehearsal.sandbox.slack.books.channels[channel].members.remove(workspace.bot_user_id)
    await trade.buyer.presses("Accept the goods")
    await trade.buyer.presses("Accept the goods")
    await trade.is_(State.COMPLETED)
    await world.sven.sees("Your company’s channel is closed to me")
    for each in (world.sven, lena):
        await each.sees(f"Deal {code}")
    await world.sven.types("channel")
    await world.sven.sees("Your company’s deals appear in no channel.")


async def test_a_company_without_a_chat_learns_that_it_is_held_and_does_something_about_it(world: World) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        await _is_held_and_explains(world, http)
    await world.rests()


async def _is_held_and_explains(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Rita Recht", "Escrow Recht GmbH")
    profile, path, why = (
        await programme.get("/api/users/profile"),
        "/api/company/name",
        "Recht is how my family is called.",
    )
    company_id, names = profile["company_id"], world.market.services.names
    assert profile["name_held"] is False
    await programme.is_refused(422, "invalid-value", "PUT", path, {"company_name": "Recht GmbH"})
    await names.look(world.market.store, company_id)

    async def hold(tx: Tx) -> None:
        company = await tx.get(Company, company_id)
        assert company is not None
        await tx.put(replace(company, name_held_since=company.created_at))

    await world.market.store.write(hold)
    assert (await programme.get("/api/users/profile"))["name_held"] is True
    wish = {"name": "Chair", "base_price": 100, "currency": "EUR", "category_id": "cat_none", "unit": "pcs", "stock": 1}
    await programme.is_refused(403, "name-held", "POST", "/api/products", wish)
    said = await programme.does("PUT", path, {"company_name": "Escrow Recht GmbH", "why": why})
    kept = {"company_id": company_id, "company_name": "Escrow Recht GmbH", "name_held": True}
    assert said == {**kept, "asked_name": ""}
    case = await world.market.store.read(lambda tx: case_of(tx, company_id))
    assert case is not None
    assert case.words == why
    wanted = "Recht und Partner GmbH"
    assert await programme.does("PUT", path, {"company_name": wanted}) == {**kept, "asked_name": wanted}
    again = await world.market.store.read(lambda tx: case_of(tx, company_id))
    assert again is not None
    assert again.rev > case.rev, "moderators have to look anew"
