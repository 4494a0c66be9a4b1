"""The product is killed between any two steps, and in the middle of some: the trade goes on where it was.

The platforms run in a process of their own and survive, as they do in life. Only the product dies, without a warning.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.demo.scenarios import SCENARIOS
from bot.demo.stage import Stage

pytestmark = pytest.mark.slow

_PATIENCE_SECONDS = 60.0
_FIRST_START_SECONDS = 90.0  # everything is imported before it; every later start takes a moment
_LEFT_OVER = {
    "undelivered news": "SELECT notice FROM outbox WHERE status <> 'sent'",
    "unread events": "SELECT channel FROM inbox WHERE status <> 'done'",
    "unsettled instructions": "SELECT kind FROM provider_intents WHERE status <> 'done'",
}


class House:
    """The platforms in one process, and the product in another that can be killed and started again."""

    def __init__(self, folder: Path, platforms: Process, starter: Process, base_url: str) -> None:
        self.folder = folder
        self.base_url = base_url
        self.stage = Stage(base_url, patience_seconds=_PATIENCE_SECONDS)
        self.deaths = 0
        self._platforms = platforms
        self._starter = starter
        self._pid = 0

    async def starts(self) -> None:
        assert self._starter.stdin is not None
        assert self._starter.stdout is not None
        self._starter.stdin.write(b"start\n")
        async with asyncio.timeout(_FIRST_START_SECONDS):
            line = await self._starter.stdout.readline()
        assert line, "the product did not start: " + self.log()
        self._pid = int(line)

    def dies(self) -> None:
        """Without a warning, by its own process id."""
        os.kill(self._pid, signal.SIGKILL)
        self._pid = 0
        self.deaths += 1

    async def ends(self) -> None:
        if self._pid:
            self.dies()
        for process in (self._starter, self._platforms):
            if process.returncode is None:
                process.terminate()
            await process.wait()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "market.sqlite3", timeout=10)) as file:
            return file.execute(sql).fetchall()

    def log(self) -> str:
        return (self.folder / "log").read_text()

    async def books(self) -> dict[str, int]:
        """How often money moved at the provider, by its own books."""
        async with httpx.AsyncClient(trust_env=False) as client:
            counts: dict[str, int] = (await client.get(f"{self.base_url}/stripe/_books")).json()["counts"]
        return counts

    async def is_sound(self) -> None:
        """One trade, paid once and paid out once, and nothing left over."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while any(self.query(sql) for sql in _LEFT_OVER.values()):  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.05)
        counts = await self.books()
        assert (counts["captures"], counts["transfers"], counts["refunds"]) == (1, 1, 0)
        assert (counts["double_posts"], counts["twin_posts"]) == (0, 0)
        assert self.query("SELECT state FROM negotiations") == [("completed",)]
        assert self.query("SELECT count(*) FROM ledger_entries WHERE kind = 'capture'") == [(1,)]
        assert self.query("SELECT count(*) FROM ledger_entries WHERE kind = 'payout_done'") == [(1,)]
        assert "ERROR" not in self.log()


@asynccontextmanager
async def _house(folder: Path) -> AsyncIterator[House]:
    clock = str(folder / "clock")
    platforms = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "adapters.sandbox.server", "--port", "0", "--clock", clock, stdout=PIPE
    )
    assert platforms.stdout is not None
    told = await platforms.stdout.readline()
    starter = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.scenarios.product", str(folder), told.decode(), stdin=PIPE, stdout=PIPE
    )
    house = House(folder, platforms, starter, json.loads(told)["base_url"])
    try:
        await house.starts()
        yield house
    finally:
        await house.ends()


@pytest.mark.timeout(240)
async def test_killed_after_every_step(tmp_path: Path) -> None:
    async with _house(tmp_path) as house:
        for step in SCENARIOS["happy"].steps:
            await step(house.stage)
            house.dies()
            await house.starts()
        assert house.deaths == len(SCENARIOS["happy"].steps) >= 10
        await house.is_sound()


# ── in the middle of a step ──────────────────────────────────────────────────────────────────────────────────────────


async def _buyer_sends_the_offer(stage: Stage) -> None:
    await stage.berta.press("Send the offer", _PATIENCE_SECONDS)


async def _buyer_accepts(stage: Stage) -> None:
    await stage.berta.press("Accept", _PATIENCE_SECONDS)


async def _seller_asks_for_payment(stage: Stage) -> None:
    await stage.sven.press("Request payment", _PATIENCE_SECONDS)


async def _buyer_pays(stage: Stage) -> None:
    link = await stage.berta.press("Pay €", _PATIENCE_SECONDS)
    payment = await stage.payer.pays(str(link["url"]))
    assert payment.paid, payment.words


async def _seller_signs(stage: Stage) -> None:
    await stage.sven.press("I sign", _PATIENCE_SECONDS)


async def _buyer_accepts_the_goods(stage: Stage) -> None:
    await stage.berta.press("Accept the goods", _PATIENCE_SECONDS)


async def _up_to_the_offer(stage: Stage) -> None:
    """Everything of an offer but the last press."""
    await stage.finds()
    await stage.berta.press("Make an offer", _PATIENCE_SECONDS)
    for question, answer in (
        ("How many?", "50"),
        ("What price per unit", "39.50"),
        ("What does freight", "0"),
        ("On which delivery terms", "DAP"),
        ("Which named place", "Hamburg"),
        ("Within how many days", "14"),
        ("How long is your offer valid?", "3 days"),
        ("Anything to add?", "Soon, please."),
    ):
        await stage.buyer_sees(question)
        await stage.berta.say(answer)
    await stage.buyer_sees("Commission for the market")


async def _up_to_the_second_signature(stage: Stage) -> None:
    await stage.sven.press("Read and sign", _PATIENCE_SECONDS)
    await stage.sven.fills({"Legal name": "Sven Hansen"}, _PATIENCE_SECONDS)
    await stage.seller_sees("Sven Hansen")


async def _up_to_accepting(stage: Stage) -> None:
    await stage.berta.press("Accept", _PATIENCE_SECONDS)
    await stage.buyer_sees("Accept these terms?")


async def _up_to_accepting_the_goods(stage: Stage) -> None:
    await stage.berta.press("Accept the goods", _PATIENCE_SECONDS)
    await stage.buyer_sees("This can not be undone.")


Act = Callable[[Stage], Awaitable[None]]
_MIDDLES: tuple[tuple[tuple[Act, ...], Act, str, str], ...] = (
    (
        (Stage.joins, _up_to_the_offer),
        _buyer_sends_the_offer,
        "Offer no. 1 by Brandt Bau",
        "A new offer is on the table.",
    ),
    ((Stage.counters, _up_to_accepting), _buyer_accepts, "Agreed; the seller asks", "Your offer was accepted."),
    ((), _seller_asks_for_payment, "Your payment page is ready.", ""),
    ((), _buyer_pays, "Please read the agreement and sign.", "Please read the agreement and sign."),
    ((Stage.buyer_signs, _up_to_the_second_signature), _seller_signs, "The order is placed.", "The order is placed."),
    (
        (Stage.starts, Stage.ships, Stage.receives, _up_to_accepting_the_goods),
        _buyer_accepts_the_goods,
        "Completed",
        "You have been paid.",
    ),
)
"""What leads up to a moment, the act in whose middle the product dies, and what buyer and seller see all the same."""


@pytest.mark.timeout(240)
async def test_killed_in_the_middle_of_a_step(tmp_path: Path) -> None:
    """A moment later: between what was stored, what the provider was told, and what people were told."""
    async with _house(tmp_path) as house:
        for before, act, buyer_sees, seller_sees in _MIDDLES:
            for step in before:
                await step(house.stage)
            await act(house.stage)
            await asyncio.sleep(0.05)
            house.dies()
            await house.starts()
            await house.stage.buyer_sees(buyer_sees)
            if seller_sees:
                await house.stage.seller_sees(seller_sees)
        await house.is_sound()
