"""Three times as many as can be served, at the passwords and with offers, while people press buttons in their chats.

`PARLEY_OVERLOAD_SECONDS` says how long; `make gates` asks for longer, and holds the chats' delays against calm ones.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from adapters.security.passwords import ArgonPasswords
from adapters.telegram.tokens import seal_for
from bot import verbs
from bot.running import settle_memory
from core.ports.chat import PRIVATE, Do, Place
from tests.scenarios.players import OnTelegram
from tests.scenarios.programmes import PASSWORD, Programme
from tests.scenarios.world import World

SECONDS = float(os.environ.get("PARLEY_OVERLOAD_SECONDS", "0"))
"""0: a slice, in which nothing is held against the clock of the machine."""
HONEST = 40 if SECONDS else 3
ATTACKERS = 120 if SECONDS else 1
PRESSES_A_SECOND = 20
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300 + 20 * SECONDS)]
TERMS = {"unit_price": "4000.00", "place": "Hamburg", "transit_days": 7, "inspection_days": 3}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def proxied(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A market behind a proxy on this machine."""
    made = World(tmp_path_factory.mktemp("world"), settings={"TRUSTED_PROXIES": "127.0.0.1"})
    await made.open()
    if SECONDS:
        # As in a process that serves.
        settle_memory()
    yield made
    try:
        await made.ends_well()
    finally:
        await made.close()


class Chat:
    """Somebody who goes on pressing a button; how long each press took from the update to the last answer."""

    def __init__(self, world: World, player: OnTelegram) -> None:
        self.world, self.player = world, player
        self.delays: list[float] = []
        self._numbers = itertools.count(7_000_000)
        telegram = world.market.telegram
        assert telegram is not None
        self._tenant = telegram.tenant

    async def presses(self) -> None:
        receiving, number = self.world.market.receiving, next(self._numbers)
        place = Place("telegram", self._tenant, str(self.player.id))
        face = {"id": self.player.id, "is_bot": False, "first_name": "Berta", "language_code": "en"}
        shown = int((await self.player.newest()).key) if not self.delays else self._shown
        self._shown = shown
        message = {"message_id": shown, "date": number, "chat": {"id": self.player.id, "type": PRIVATE}}
        data = seal_for(place, Do(verbs.HELP if number % 2 else verbs.HOME), self.world.market.keys.buttons)
        query = {"id": str(number), "from": face, "message": message, "chat_instance": "1", "data": data}
        raw = json.dumps({"update_id": number, "callback_query": query}).encode()
        began = time.perf_counter()
        assert await receiving.accept("telegram", self._tenant, f"tg:{number}", raw)
        await asyncio.gather(*receiving._tasks, return_exceptions=True)
        self.delays.append(time.perf_counter() - began)

    async def goes_on(self, until: asyncio.Event) -> list[float]:
        """One press after the other until it is over; their delays."""
        first = len(self.delays)
        while not until.is_set():
            await self.presses()
            await asyncio.sleep(1 / PRESSES_A_SECOND)
        return self.delays[first:]


async def in_calm(chat: Chat) -> list[float]:
    """Delays while nobody else wants anything."""
    await chat.world.rests()
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(max(SECONDS, 0.5), over.set)
    return await chat.goes_on(over)


def p99(delays: list[float]) -> float:
    return sorted(delays)[min(len(delays) - 1, int(len(delays) * 0.99))]


async def arrivals(world: World, **given: Any) -> dict[str, Any]:
    """What comes of them, from another process."""
    calm, seconds = (4.0, SECONDS) if SECONDS else (0.3, 0.7)
    asked = {"base_url": world.market.public_url, "calm_seconds": calm, "seconds": seconds, **given}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.arrivals", stdin=PIPE, stdout=PIPE, cwd=Path(__file__).parents[2]
    )
    said, _ = await process.communicate(json.dumps(asked).encode())
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(said)
    return found


async def test_honest_people_get_in_and_the_chats_stay_quick(proxied: World) -> None:
    world = proxied
    assert isinstance(world.market.services.accounts._passwords, ArgonPasswords)
    chat = Chat(world, await world.buyer("Berta Brandt", "Brandt Bau GmbH"))
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        people = [await Programme(world, http).registers(f"Hanna Honest{n}", f"Honest {n} GmbH") for n in range(HONEST)]
        crowd = [await Programme(world, http).registers(f"Fred Flood{n}", f"Flood {n} GmbH") for n in range(ATTACKERS)]
        goods = (await people[0].get("/api/products?limit=20"))["items"]
    calm = await in_calm(chat)
    logins = {
        "path": "/api/auth/login",
        "flood": [{"body": {"email": f"x{n}@nowhere.example", "password": "not the one"}} for n in range(997)],
        "honest": [
            {"body": {"email": f"hanna.honest{n}@honestgmbh.example", "password": PASSWORD}} for n in range(HONEST)
        ],
        "good": [200],
    }
    offers = {
        "path": "/api/negotiations",
        "flood": [
            {
                "token": one.token,
                "body": {"product_id": which["id"], "offer": {**TERMS, "quantity": which["min_order"]}},
            }
            for one in crowd
            for which in goods
        ],
        "honest": [
            {"token": one.token, "body": {"product_id": goods[n % len(goods)]["id"]}} for n, one in enumerate(people)
        ],
        "good": [200, 201],
    }
    for given in (logins, offers):
        over = asyncio.Event()
        pressing = asyncio.create_task(chat.goes_on(over))
        came = await arrivals(world, **given)
        over.set()
        delays = await pressing
        # Other programmes of this machine come and go: calm is before and after, whichever was slower.
        before, calm = calm, await in_calm(chat) if SECONDS else calm
        quiet = max(p99(before), p99(calm))
        print(given["path"], came, f"chat p99 {p99(delays) * 1000:.0f} ms, calm {quiet * 1000:.0f} ms")
        assert came["honest"] == HONEST
        assert came["served"] >= 0.99 * HONEST, came
        assert "500" not in came["statuses"], came
        assert len(delays) > 3
        if SECONDS:
            assert came["statuses"]["503"] > came["sent"] / 4, came
            assert p99(delays) <= 2 * quiet, (p99(delays), quiet)
    await world.is_sound()
