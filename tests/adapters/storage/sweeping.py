"""A process of its own that fires what is due, so that a test can kill it: `python -m … URL TIME`.

Prints how many wake-ups it has looked at after each batch.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from adapters.storage.opening import open_store
from core.services.deadlines import Deadlines
from tests.adapters.storage.stages import Market
from tests.databases import ring_for_tests

BATCH = 50


async def main(url: str, at: str) -> None:
    store = open_store(url, ring_for_tests())
    market = Market(store, datetime.fromisoformat(at))
    deadlines = Deadlines(store, market.trading, market.clock)
    looked_at = 0
    while fired := await deadlines.sweep(limit=BATCH):
        looked_at += fired
        print(looked_at, flush=True)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
