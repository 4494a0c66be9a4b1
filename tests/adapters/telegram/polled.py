"""A process of its own that polls updates and counts each, and kills itself where it is told to, as `kill -9` does.

`python -m tests.adapters.telegram.polled DATABASE BASE COUNT`. Every line on its input ("point after") begins a life, as
a child that is forked after everything was imported; the line that comes back says how that life ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from adapters.limiting.windows import WindowLimits
from adapters.storage.opening import open_store
from adapters.telegram.calling import CallLost, Files
from adapters.telegram.receive import order_key, translate
from adapters.telegram.runtime import TelegramRuntime
from bot.receiving import Channel, Receiving
from bot.world import SystemClock, SystemEntropy
from core.ids import Ids
from core.listings import Category
from core.ports.chat import Can, Incoming
from core.ports.unit_of_work import Tx
from core.tokens import KeyRing
from tests.databases import AnyStore, ring_for_tests

TENANT = "77"
RING = KeyRing({"a": b"k" * 32}, "a")
POINTS = ("fetched", "stored", "confirming", "handling", "handled")


class Fate:
    """Ends the process at the n-th time that it comes to a point."""

    def __init__(self, point: str, after: int) -> None:
        self._point = point
        self._left = after

    def at(self, point: str) -> None:
        if point == self._point:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Polling:
    """`adapters.telegram.runtime.PollingCaller`, without a library that takes seconds to load."""

    def __init__(self, base: str, fate: Fate) -> None:
        self._http = httpx.AsyncClient(base_url=base, trust_env=False)
        self._fate = fate

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        return {}

    async def download(self, path: str, *, size_max: int) -> bytes:
        return b""

    async def updates(self, *, offset: int | None, timeout_seconds: int) -> list[tuple[int, bytes]]:
        if offset is not None:
            self._fate.at("confirming")
        try:
            answer = await self._http.post("/getUpdates", json={"offset": offset})
        except httpx.HTTPError as lost:
            raise CallLost(type(lost).__name__) from None
        found = [(update["update_id"], json.dumps(update).encode()) for update in answer.json()["result"]]
        if found:
            self._fate.at("fetched")
        return found

    async def close(self) -> None:
        await self._http.aclose()


class Counting:
    """In the dispatcher's place: what is done about an update is a row, in the transaction that marks it as done."""

    can = Can(forms=False, private_answers=False, confirm=False, text_max=4096)

    def __init__(self, store: AnyStore, ids: Ids, clock: SystemClock, fate: Fate) -> None:
        self._store, self._ids, self._clock, self._fate = store, ids, clock, fate

    async def handle(self, incoming: Incoming, can: Can, inbox_id: str) -> None:
        async def step(tx: Tx) -> None:
            if await tx.finish_inbox(inbox_id, "done", self._clock.now()):
                await tx.add(Category(self._ids.new("cat"), incoming.text))
                self._fate.at("handling")

        await self._store.write(step)
        self._fate.at("handled")


class Intake(Receiving):
    fate: Fate

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        taken = await super().accept(channel, tenant, event_id, raw)
        self.fate.at("stored")
        return taken


async def live(url: str, base: str, count: int, fate: Fate) -> None:
    """Poll and handle until all of `count` updates are counted."""
    store, clock = open_store(url, ring_for_tests()), SystemClock()
    ids = Ids(clock.now, SystemEntropy().token_bytes)
    counting: Any = Counting(store, ids, clock, fate)
    nobody: Any = None
    reading = Channel(lambda raw, tenant: translate(raw, tenant=tenant, ring=RING, at=clock.now()), order_key)
    intake = Intake(
        store=store,
        dispatcher=counting,
        showing=nobody,
        platforms={"telegram": counting},
        channels={"telegram": reading},
        signals={},
        intake=nobody,
        clock=clock,
        ids=ids,
        limits=WindowLimits({"chat": "1000000/second"}),
    )
    intake.fate = fate
    await intake.catch_up(grace=timedelta(0))
    runtime = TelegramRuntime(Polling(base, fate), TENANT, ring=RING, intake=intake, poll_timeout_seconds=0)
    await runtime.start()
    while await store.look(lambda tx: tx.count(Category)) < count:  # noqa: ASYNC110 - it happens in the database
        await asyncio.sleep(0.05)
    await runtime.stop()
    await intake.settle()
    await store.close()


def main(url: str, base: str, count: str) -> None:
    for line in sys.stdin:
        point, after = line.split()
        child = os.fork()
        if child == 0:
            asyncio.run(live(url, base, int(count), Fate(point, int(after))))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(-os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
