"""Canaries: what must never be told is put into a whole trade at DEBUG, and looked for in logs, errors and chats."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio

from adapters.sandbox import cast
from bot.logs import ReadableFormatter, set_up_logging
from core.events import InboxRow
from core.trades import State
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PERSON, COMPANY, STREET, NOTE, LETTER, WRONG = (
    "Canarina Quillfeather",
    "Canary Nightingale GmbH",
    "Canarystreet 17, 20457 Hamburg",
    "canary-note-to-the-offer",
    "canary-letter-between-the-sides",
    "canary-statement: the sheets are bent at their edges, and nothing can be done with them. " * 2,
)
EMAIL, PASSPHRASE = "canarina@quillfeather.example", "a canary password, quite long"
TYPED = {
    "name": PERSON,
    "company": COMPANY,
    "address": STREET,
    "letter": LETTER,
    "answer": NOTE,
    "statement": WRONG,
    "email": EMAIL,
    "password": PASSPHRASE,
}


class Heard(logging.Handler):
    """Everything that the programme logs, as it would stand in the log. The pretended platforms are not the programme."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(ReadableFormatter("%(levelname)s %(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("adapters.sandbox"):
            self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def heard() -> Iterator[Heard]:
    """The log at its most talkative."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    set_up_logging("DEBUG")
    handler = Heard()
    root.addHandler(handler)
    yield handler
    root.handlers[:] = before
    root.setLevel(level)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory, heard: Heard) -> AsyncIterator[World]:
    """A world that begins after somebody listens."""
    made = World(tmp_path_factory.mktemp("world"))
    await made.open()
    yield made
    try:
        await made.ends_well()
    finally:
        await made.close()


def secrets_of(world: World) -> dict[str, str]:
    """Tokens and keys, by what they are."""
    settings, keys = world.market.settings, json.loads((world.folder / "keys.json").read_text())
    return {
        "bot token": cast.BOT.token,
        "slack bot token": cast.HANSA.bot_token,
        "slack app token": cast.HANSA.app_token,
        "slack signing secret": cast.HANSA.signing_secret,
        "slack client secret": cast.HANSA.client_secret,
        "stripe key": settings.STRIPE_SECRET_KEY.get_secret_value(),
        "stripe webhook secret": settings.STRIPE_WEBHOOK_SECRET.get_secret_value(),
        "data key": keys["data"].partition(":")[2],
        "index key": keys["index"],
        "button key": keys["buttons"][keys["button_key"]],
        "seal key": keys["seals"][keys["seal_key"]],
    }


async def signed_in(world: World) -> dict[str, str]:
    """Somebody comes in over the API, mistypes the password once, and makes a key; what they were given."""
    async with httpx.AsyncClient(base_url=world.market.public_url, trust_env=False, timeout=60) as http:
        given = {"email": EMAIL, "password": PASSPHRASE, "first_name": "Nina", "company_name": "Nina Post GmbH"}
        assert (await http.post("/api/auth/register", json=given)).status_code == 201
        wrong = {"email": EMAIL, "password": f"{PASSPHRASE}?"}
        assert (await http.post("/api/auth/login", json=wrong)).status_code == 401
        signed = (await http.post("/api/auth/login", json={"email": EMAIL, "password": PASSPHRASE})).json()
        headers = {"authorization": f"Bearer {signed['access_token']}"}
        made = await http.post("/api/keys", json={"name": "x", "scopes": ["read"]}, headers=headers)
        broken = await http.post("/api/keys", content=json.dumps(given)[:-1], headers=headers)
        assert (made.status_code, broken.status_code) == (201, 422)
        assert EMAIL not in broken.text
    return {
        "access token": signed["access_token"],
        "refresh token": signed["refresh_token"],
        "api key": made.json()["key"],
    }


async def test_no_canary_sings(world: World, heard: Heard) -> None:
    person = await world.person("Canarina Quillfeather")
    await person.joins(PERSON, COMPANY)
    await person.types("settings")
    trade = await Trade(world, person).reaches(State.PLACED)
    await person.presses("Write to them")
    await person.says(LETTER)
    await world.sven.sees(LETTER)
    await world.sven.presses("Write to them")
    await world.sven.fills(words_=NOTE)
    await person.sees(NOTE)
    await trade.goes_on_to(State.DELIVERED)
    await person.presses("Something is wrong")
    await person.presses("Damaged")
    await person.says(WRONG)
    await person.presses("Open the dispute")
    await world.mara.sees("canary-statement")

    tokens = await signed_in(world)

    # A fault that nobody foresaw, with a canary in its middle: the person reads a reference.
    deals = world.market.dispatcher.commands["deals"]

    async def breaks(_ctx: object) -> object:
        raise RuntimeError("nobody foresaw this")

    world.market.dispatcher.commands["deals"] = breaks  # type: ignore[assignment]
    await person.types(f"deals {LETTER}")
    told = await person.sees("Something went wrong on our side")
    world.market.dispatcher.commands["deals"] = deals
    assert "RuntimeError" not in told.text
    assert "nobody foresaw" not in told.text
    assert world.complaints.lines
    # What nobody could handle was put aside; here that is as it should be.
    world.complaints.lines.clear()
    assert await world.market.store.write(lambda tx: tx.delete(InboxRow, status="dead")) == 1

    secrets = secrets_of(world) | tokens
    ids = {"telegram id": str(person.id), "slack user": cast.SVEN.id, "slack chat": cast.SVEN.direct_channel}
    own = {**secrets, **ids, **{name: words[:40] for name, words in TYPED.items()}}
    assert len(own) >= 20
    assert all(own.values())
    assert len(heard.lines) > 20
    assert {name: line for name, word in own.items() for line in heard.lines if word in line} == {}

    shown = {
        player.id: [message.text for message in await player.messages()]
        for player in (person, world.sven, world.ida, world.mara)
    }
    assert not [
        (who, name) for who, texts in shown.items() for name, word in secrets.items() if word in "\n".join(texts)
    ]
    # Nobody learns at which account the other side can be reached, but by what they write themselves.
    assert str(person.id) not in "\n".join((*shown[world.sven.id], *shown[world.mara.id]))
    assert cast.SVEN.id not in "\n".join(shown[person.id])
