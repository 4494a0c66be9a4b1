"""Payouts, verdicts and roles ask for more than a press, on both platforms, and over the API for more than a chat's code."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from adapters.sandbox import cast
from adapters.security.one_time import AuthenticatorCodes
from bot.scanning import MARKET, picture_of
from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.programmes import Programme, code_of
from tests.scenarios.test_linking import linked
from tests.scenarios.trade import REASONS, Trade
from tests.scenarios.world import PATIENCE_SECONDS, World

pytestmark = pytest.mark.asyncio(loop_scope="module")
_KEY = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    made = World(tmp_path_factory.mktemp("world"), settings={"STEP_UP_MINUTES": 10})
    await made.open()
    yield made
    try:
        await made.ends_well()
    finally:
        await made.close()


class App:
    """Somebody's authenticator."""

    def __init__(self, world: World, key: str) -> None:
        self.world, self.key = world, key.replace(" ", "")

    def code(self) -> str:
        return AuthenticatorCodes(bytes).code_at(self.key, self.world.market.world.clock.now())


def _key_in(words: str) -> str:
    found = _KEY.search(words)
    assert found, words
    return found[0]


async def _gives(player: Player, code: str) -> None:
    """Answers the question for a code, as their platform asks it."""
    if isinstance(player, OnSlack):
        await player.fills(code=code)
    else:
        await player.says(f"{code[:3]} {code[3:]}")


async def _pictures(player: Player) -> list[str]:
    """Where the pictures can be downloaded that stand in a chat."""
    found: list[str] = []
    for each in await player.messages():
        found += [each.raw["photo"]] if each.raw.get("photo") else []
        found += [f"/slack/_files/{b['slack_file']['id']}" for b in each.raw.get("blocks", []) if "slack_file" in b]
    return found


async def _begins_to_set_up(
    world: World, player: Player, name: str, *, asks: str = "Whoever gets hold of this chat"
) -> tuple[App, str]:
    """The key in letters, and where its picture is, which says the same."""
    await player.types("confirm")
    await player.sees(asks)
    await player.presses("Set up an authenticator")
    app = App(world, _key_in((await player.sees("Scan the picture")).line()))
    address = (await _pictures(player))[-1]
    issuer = world.market.settings.OPERATOR_NAME or MARKET
    words = AuthenticatorCodes(bytes).address_of(app.key, name, issuer)
    assert f"secret={app.key}" in words
    assert (await world._http.get(world.base_url + address)).content == picture_of(words)
    return app, address


async def _keys_shown_to(player: Player) -> list[str]:
    return [each.line() for each in await player.messages() if _KEY.search(each.line())]


async def _nothing_stays(world: World, player: Player, picture: str) -> None:
    await player.sees("The key for your authenticator stood here.")
    assert not await _keys_shown_to(player), "the key stays in the chat"
    assert picture not in await _pictures(player)
    if isinstance(player, OnSlack):
        assert (await world._http.get(world.base_url + picture)).status_code == 404


async def _sets_up(world: World, player: Player, name: str, *, leaves_first: bool = True) -> App:
    app, picture = await _begins_to_set_up(world, player, name)
    if leaves_first:
        # Coming back while the key waits shows the same one; nothing stays behind meanwhile.
        await player.types("cancel")
        await _nothing_stays(world, player, picture)
        again, picture = await _begins_to_set_up(world, player, name)
        assert again.key == app.key
    if isinstance(player, OnSlack):
        await player.presses("Fill in the form")
        assert not _KEY.search(str(await player.form()))
    else:
        await player.says("no")
        await player.sees("⚠")
        assert len(await _pictures(player)) == 1, "the same key stands in two places"
    await _gives(player, app.code())
    await player.sees("From now on I ask for a code of your app")
    await _nothing_stays(world, player, picture)
    kept = b"".join(file.read_bytes() for file in world.folder.glob("market.sqlite3*"))
    assert len(kept) > 100_000
    for written in (app.key, app.key[:4] + " " + app.key[4:8] + " " + app.key[8:12]):
        assert written.encode() not in kept, "the key can be read in the database"
    return app


async def test_a_verdict_on_slack_takes_a_code(world: World) -> None:
    trade = await Trade(world, await world.buyer("Vera Verdict", "Verdict AG")).reaches(State.DISPUTED)
    await world.mara.presses("Take the case")
    async with world.nothing_changes():
        await world.mara.presses("Decide")
    await world.mara.is_told("This needs a code.")
    assert not await world.mara.has_form()
    alone = OnSlack(world, cast.MARA.id)
    app = await _sets_up(world, alone, "Mara Moss")
    await world.passes(minutes=11)
    await world.mara.presses("Decide")
    await world.mara.fills(code="123456" if app.code() != "123456" else "654321")
    await world.mara.sees("That is not the code")
    await world.mara.presses("Try again")
    await world.mara.fills(code=app.code())
    await world.mara.sees("For 10 minutes you can")
    await world.mara.presses("Go on")
    # What was begun with a proof can be finished with it for another hour, and not for ever.
    await world.passes(minutes=71)
    await world.mara.fills(reason_code="damaged_in_transit", outcome="release", resolution=REASONS)
    async with world.nothing_changes():
        await world.mara.presses("Publish")
    await world.mara.is_told("Please prove once more who you are first")
    await trade.is_(State.DISPUTED)
    await alone.types(f"confirm {app.code()}")
    await alone.sees("For 10 minutes you can")
    await world.mara.presses("Publish")
    await trade.is_(State.DECIDED)


async def test_payouts_and_roles_on_telegram_take_a_code(world: World) -> None:
    owner = await world.buyer("Olga Owner", "Owner GmbH")
    await owner.types("payout")
    async with world.nothing_changes():
        await owner.presses("Connect")
    await owner.sees("Set up an authenticator app once")
    app = await _sets_up(world, owner, "Olga Owner")
    await owner.types("payout")
    await owner.presses("Connect")
    await owner.says("DE")
    await owner.sees("Your payout account")
    assert world.query("SELECT count(*) FROM payout_accounts WHERE country = 'DE' AND status <> 'refused'")[0][0] >= 1

    mate = await world.person("Mia Mate")
    await owner.types("invite")
    found = re.search(r"join ([0-9A-Z]{10})", (await owner.sees("writes to me: join")).text)
    assert found is not None
    await mate.types(f"join {found[1]} Mia Mate")
    await owner.types("payout")
    assert (await owner.presses("Answer the questions"))["url"]
    await world.passes(minutes=11)
    await owner.types("payout")
    assert not (await owner.presses("Answer the questions")).get("url")
    await owner.sees("Type the code.")
    await owner.presses("Cancel")
    # Nor does an owner come in by an invitation, where another role takes a code.
    async with world.nothing_changes():
        await owner.types("invite owner")
        await owner.sees("Type the code.")
    assert not world.query("SELECT id FROM invitations WHERE role = 'owner'")
    await owner.presses("Cancel")
    await owner.types("company")
    await owner.presses("Mia Mate")
    async with world.nothing_changes():
        await owner.presses("Owner")
    await owner.sees("Type the code.")
    await _gives(owner, app.code())
    await owner.presses("Go on")
    await owner.sees("Mia Mate", "Owner")
    roles = world.query("SELECT count(*) FROM memberships WHERE role = 'owner' AND user_id = ?", _user(world, mate.id))
    assert roles == [(1,)]
    await _whoever_goes_or_sends_away(world, owner, mate, app)


async def _whoever_goes_or_sends_away(world: World, owner: Player, mate: OnTelegram, app: App) -> None:
    """Limits, farewells and being erased, where one of two owners has an authenticator."""
    await world.passes(minutes=11)
    for way in (("Set the limit",), ("Remove", "Remove")):
        await owner.types("company")
        await owner.presses("Mia Mate")
        async with world.nothing_changes():
            for label in way:
                await owner.presses(label)
        await owner.sees("Type the code.")
        await owner.presses("Cancel")
    await mate.types("company")
    await mate.presses("Olga Owner")
    await mate.presses("Remove")
    async with world.nothing_changes():
        await mate.presses("Remove")
    await mate.sees("Set up an authenticator app once")
    # Whoever leaves needs nothing, and whoever has nothing but this chat can be forgotten.
    await mate.types("company")
    await mate.presses("Mia Mate")
    await mate.presses("Remove")
    await mate.presses("Remove")
    assert not world.query("SELECT id FROM memberships WHERE user_id = ?", _user(world, mate.id))
    await owner.types("erase")
    async with world.nothing_changes():
        await owner.presses("Erase my data")
    await owner.sees("Type the code.")
    await owner.presses("Cancel")
    await owner.types("invite owner 500")
    await owner.sees("Type the code.")
    await _gives(owner, app.code())
    await owner.presses("Go on")
    await owner.sees("writes to me: join", "Owner", "500.00")
    invited = "SELECT approval_limit FROM invitations WHERE role = 'owner'"
    assert world.query(invited) == [(50_000,)]
    user_id = _user(world, mate.id)
    await mate.types("erase")
    await mate.presses("Erase my data")
    assert world.query("SELECT count(*) FROM erasures WHERE id = ?", user_id) == [(1,)]


async def test_no_key_stays_wherever_it_was_left(world: World) -> None:
    """Set aside, gone on with in another chat, or taken away while the platform did not answer."""
    owner, twin = await linked(world, "Kim Keys")
    user_id = _user(world, owner.id)
    proving = world.market.services.proving
    await world.market.store.write(lambda tx: proving.prove_everywhere(tx, user_id, "password"))
    await owner.types("sell")
    asks = "In your other chat"
    app, _picture = await _begins_to_set_up(world, owner, "Kim Keys", asks=asks)
    await owner.types("cancel")
    await owner.sees("You were in the middle of something", "Continue")
    # An older form is taken up again while the key stands there; then the key is, in the end.
    _again, picture = await _begins_to_set_up(world, owner, "Kim Keys", asks=asks)
    await owner.presses("Continue")
    await _nothing_stays(world, owner, picture)
    await owner.presses("Cancel")
    await owner.presses("Continue")
    assert _key_in((await owner.sees("Scan the picture")).line()).replace(" ", "") == app.key
    picture = (await _pictures(owner))[-1]
    # The other chat shows the same; the right code comes while Telegram shows nothing and deletes nothing.
    same, theirs = await _begins_to_set_up(world, twin, "Kim Keys", asks=asks)
    assert same.key == app.key
    await world.post("/telegram/_faults", kind="error", methods=["sendMessage", "deleteMessage"], code=502, times=None)
    await owner.person.say(app.code())
    async with asyncio.timeout(PATIENCE_SECONDS):
        answered = "SELECT id FROM conversations WHERE flow = 'authenticator'"
        while world.query(answered):  # noqa: ASYNC110 - by the product
            await asyncio.sleep(0.01)
    await world.market.receiving.settle()
    assert picture in await _pictures(owner), "nothing could be deleted yet"
    await world._http.delete(f"{world.base_url}/telegram/_faults")
    await world.passes(seconds=5)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await _keys_shown_to(owner) + await _keys_shown_to(twin):  # noqa: ASYNC110 - taken away by the product
            await asyncio.sleep(0.05)
    await _nothing_stays(world, owner, picture)
    await _nothing_stays(world, twin, theirs)


def _user(world: World, chat_user: object) -> str:
    return str(world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(chat_user))[0][0])


async def test_the_api_asks_whoever_came_from_a_chat_for_more_than_its_code(world: World) -> None:
    ida = await world.buyer("Ina Inline", "Inline GmbH")
    async with httpx.AsyncClient(trust_env=False) as http:
        programme = await Programme(world, http).comes_from(ida)
        wanted = {"name": "Books", "scopes": ["read"]}
        await programme.is_refused(403, "proof-needed", "POST", "/api/keys", wanted)
        by_chat = {"code": await code_of(ida)}
        await programme.is_refused(403, "proof-needed", "POST", "/api/auth/proof", by_chat)
        app = await _sets_up(world, ida, "Ina Inline", leaves_first=False)
        await world.passes(minutes=1)
        wrong = {"one_time_code": "000000" if app.code() != "000000" else "111111"}
        await programme.is_refused(401, "bad-credentials", "POST", "/api/auth/proof", wrong)
        once = {"one_time_code": app.code()}
        await programme.does("POST", "/api/auth/proof", once)
        await programme.does("POST", "/api/keys", wanted)
        await programme.is_refused(401, "bad-credentials", "POST", "/api/auth/proof", once)
