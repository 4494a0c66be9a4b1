"""The pace of sending on Slack: a message a second in a conversation, tiers per method, and bans that are waited for."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack.calling import CallRefused
from adapters.slack.pacing import PacedCaller
from tests.adapters.leaping_loop import leap_through


class Slack:
    """Counts what arrives, limits conversations for a while at random, and notices calls inside such a while."""

    def __init__(self, *, ban_chance: float = 0.0) -> None:
        self.arrived: list[tuple[float, str, str]] = []
        self.got: dict[str, list[int]] = defaultdict(list)
        self.banned_until: dict[str, float] = {}
        self.inside_a_ban = 0
        self.bans = 0
        self.ban_chance = ban_chance
        self.random = random.Random(7)

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes] | None = None
    ) -> Mapping[str, Any]:
        now, channel = asyncio.get_running_loop().time(), str(params.get("channel", ""))
        await asyncio.sleep(0.02)
        if self.banned_until.get(channel, 0.0) > now:
            self.inside_a_ban += 1
            raise CallRefused("ratelimited", self.banned_until[channel] - now)
        if self.random.random() < self.ban_chance:
            self.bans += 1
            seconds = self.random.randrange(1, 60)
            self.banned_until[channel] = now + seconds
            raise CallRefused("ratelimited", seconds)
        self.arrived.append((now, channel, method))
        self.got[channel].append(params.get("number", 0))
        return {}

    async def upload(self, address: str, content: bytes) -> None:
        raise AssertionError

    async def respond(self, address: str, body: Mapping[str, Any]) -> None:
        raise AssertionError

    async def download(self, address: str, *, size_max: int) -> bytes:
        raise AssertionError


async def _sent(caller: PacedCaller, method: str, channel: str, number: int) -> None:
    while True:
        try:
            await caller.call(method, {"channel": channel, "number": number})
        except CallRefused as refused:
            await asyncio.sleep(refused.retry_after or 0)
        else:
            return


@pytest.mark.parametrize(("method", "seconds_min"), [("chat.postMessage", 55.0), ("chat.update", 11.0)])
def test_sixty_calls_take_as_long_as_slack_wants(method: str, seconds_min: float) -> None:
    async def many() -> float:
        slack, loop = Slack(), asyncio.get_running_loop()
        caller, began = PacedCaller(slack), loop.time()
        for number in range(60):
            await _sent(caller, method, "C1", number)
        assert slack.got["C1"] == list(range(60))
        return loop.time() - began

    assert seconds_min <= leap_through(many()) <= seconds_min * 1.3


def test_one_conversation_does_not_wait_for_another() -> None:
    async def many() -> float:
        caller, loop = PacedCaller(Slack()), asyncio.get_running_loop()
        began = loop.time()
        await asyncio.gather(*(_sent(caller, "chat.postMessage", f"C{number}", 0) for number in range(200)))
        return loop.time() - began

    assert leap_through(many()) < 1.0


def test_a_storm_of_limits_loses_nothing() -> None:
    async def play() -> Slack:
        slack = Slack(ban_chance=0.05)
        caller = PacedCaller(slack)

        async def talk(channel: str) -> None:
            for number in range(20):
                await _sent(caller, "chat.postMessage", channel, number)

        await asyncio.gather(*(talk(f"C{number}") for number in range(50)))
        return slack

    slack = leap_through(play())
    assert slack.bans > 20
    assert slack.inside_a_ban == 0
    assert all(slack.got[f"C{number}"] == list(range(20)) for number in range(50))
