"""The pace of sending: Telegram's limits are kept, a ban is waited for, and nobody else waits with it."""

from __future__ import annotations

import asyncio
import os
import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from adapters.telegram.calling import CallRefused, Files
from adapters.telegram.pacing import PacedCaller
from tests.adapters.leaping_loop import leap_through

SENDS = int(os.environ.get("PARLEY_STORM_SENDS", "2000"))
"""The gate sends ten thousand through a storm of bans."""
EACH = 20


class Telegram:
    """Counts what arrives, bans chats as the test wants, and notices requests inside a ban."""

    def __init__(self, *, ban_chance: float = 0.0) -> None:
        self.arrived: list[tuple[float, str, str]] = []
        self.got: dict[str, list[int]] = defaultdict(list)
        self.banned_until: dict[str, float] = {}
        self.inside_a_ban = 0
        self.bans = 0
        self.ban_chance = ban_chance
        self.never_banned: frozenset[str] = frozenset()
        self.random = random.Random(11)

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        now, chat = asyncio.get_running_loop().time(), str(params.get("chat_id", ""))
        await asyncio.sleep(0.02)
        if self.banned_until.get(chat, 0.0) > now:
            self.inside_a_ban += 1
            raise CallRefused(429, "Too Many Requests", self.banned_until[chat] - now)
        if self.random.random() < self.ban_chance and chat not in self.never_banned:
            self.bans += 1
            seconds = self.random.randrange(10, 121)
            self.banned_until[chat] = now + seconds
            raise CallRefused(429, "Too Many Requests", seconds)
        self.arrived.append((now, chat, method))
        self.got[chat].append(params.get("number", 0))
        return True

    async def download(self, path: str, *, size_max: int) -> bytes:
        return b""


async def _sent(caller: PacedCaller, chat: str, number: int, method: str = "sendMessage") -> float:
    """Send as the outbox does, coming back when told to; the seconds it took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    while True:
        try:
            await caller.call(method, {"chat_id": chat, "number": number})
            return loop.time() - began
        except CallRefused as refused:
            await asyncio.sleep(refused.retry_after or 0)


def _most_within(moments: list[float], seconds: float) -> int:
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] < moment - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def test_the_pace_of_a_chat_of_a_group_and_of_the_bot_is_kept() -> None:
    async def many() -> Telegram:
        telegram = Telegram()
        caller = PacedCaller(telegram)

        async def talk(chat: str, count: int) -> None:
            for number in range(count):
                await _sent(caller, chat, number, "editMessageText" if number % 2 else "sendMessage")

        await asyncio.gather(talk("5", 60), talk("-100", 60), *(talk(str(chat), 3) for chat in range(100, 300)))
        return telegram

    telegram = leap_through(many())
    moments = sorted(moment for moment, _, _ in telegram.arrived)
    assert len(moments) == 720
    assert _most_within(moments, 1.0) <= 61
    assert _most_within([moment for moment, chat, _ in telegram.arrived if chat == "5"], 10.0) <= 14
    assert _most_within([moment for moment, chat, _ in telegram.arrived if chat == "-100"], 60.0) <= 41
    assert telegram.got["5"] == list(range(60))


def test_what_puts_nothing_into_a_chat_waits_for_no_turn() -> None:
    async def many() -> float:
        caller = PacedCaller(Telegram())
        loop = asyncio.get_running_loop()
        began = loop.time()
        for _ in range(50):
            await caller.call("answerCallbackQuery", {"callback_query_id": "1"})
            await caller.call("getFile", {"file_id": "1"})
            await caller.call("sendChatAction", {"chat_id": "5", "action": "typing"})
        return loop.time() - began

    assert leap_through(many()) < 150 * 0.02 + 0.5


def test_a_ban_of_the_whole_bot_holds_for_everybody() -> None:
    async def one() -> None:
        telegram = Telegram()
        caller = PacedCaller(telegram)
        telegram.banned_until[""] = asyncio.get_running_loop().time() + 30
        with pytest.raises(CallRefused):
            await caller.call("getMe", {})
        with pytest.raises(CallRefused) as refused:
            await caller.call("sendMessage", {"chat_id": "5"})
        assert 25 < (refused.value.retry_after or 0) < 40
        assert telegram.arrived == []

    leap_through(one())


def test_a_storm_of_bans_loses_nothing_and_slows_nobody_else() -> None:
    """Random chats are banned for 10 to 120 seconds. Every message arrives, in order per chat, none is tried inside a
    ban, and a chat that is not banned is served as quickly as when all is calm."""

    async def play(ban_chance: float) -> tuple[Telegram, list[float]]:
        telegram = Telegram(ban_chance=ban_chance)
        telegram.never_banned = frozenset(str(chat) for chat in range(20))
        caller, waits = PacedCaller(telegram), list[float]()

        async def talk(chat: str) -> None:
            for number in range(EACH):
                await asyncio.sleep(telegram.random.uniform(2, 40))
                seconds = await _sent(caller, chat, number)
                if chat in telegram.never_banned:
                    waits.append(seconds)

        await asyncio.gather(*(talk(str(chat)) for chat in range(SENDS // EACH)))
        return telegram, sorted(waits)

    (calm, calm_waits), (storm, storm_waits) = leap_through(play(0.0)), leap_through(play(0.05))
    assert storm.bans > 50
    assert storm.inside_a_ban == 0
    for telegram in (calm, storm):
        assert all(telegram.got[str(chat)] == list(range(EACH)) for chat in range(SENDS // EACH))
    p99 = int(len(calm_waits) * 0.99)
    assert storm_waits[p99] <= 1.2 * calm_waits[p99]
