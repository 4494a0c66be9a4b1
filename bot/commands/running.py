"""Commands that stay: the sandbox and the server."""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from adapters.storage.migrate import current, newest
from bot.bootstrap import build
from bot.logs import set_up_logging
from bot.running import Market, settle_memory
from bot.sandbox import Rehearsal
from bot.settings import BadSettings, read_settings, what_is_missing
from core.services.key_mode import MixedModes

log = logging.getLogger(__name__)

MIXED = 4
"""The exit code of a process whose payment provider's key does not belong to its database."""
TAKEN = 3
"""The exit code of a process whose bot somebody else receives updates for."""


def run_sandbox(*, port: int, folder: str, fresh: bool) -> int:
    """Pretended platforms, a seeded market and the page, until interrupted."""
    set_up_logging("WARNING")
    place = Path(folder)
    if fresh and place.exists():
        shutil.rmtree(place)
    return asyncio.run(_sandbox(place, port))


async def _sandbox(folder: Path, port: int) -> int:
    rehearsal = Rehearsal(folder, port=port)
    try:
        await rehearsal.open()
    except OSError as fault:
        print(f"The page could not be opened on port {port}: {fault.strerror}. Try --port 0.", file=sys.stderr)
        return 1
    print(f"Parley sandbox: {rehearsal.sandbox.base_url}/", flush=True)
    print("Starting the market …", flush=True)
    try:
        await rehearsal.enter()
        settle_memory()
        stop = _end_at_signal()
        print("Both bots are live. Open the page, and send /start as the buyer. Ctrl-C ends it.", flush=True)
        await stop.wait()
    finally:
        await rehearsal.close()
    return 0


def run_serve() -> int:
    """The market with real (or pretended) platforms, until interrupted."""
    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    set_up_logging(settings.LOG_LEVEL)
    for sentence in what_is_missing(settings):
        log.warning(sentence)
    if current(settings.DATABASE_URL) != newest():
        print("The database is not at this version's schema. Run: python -m bot migrate", file=sys.stderr)
        return 2
    return asyncio.run(_serve())


async def _serve() -> int:
    try:
        market = build(read_settings())
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    try:
        await market.start()
    except MixedModes as fault:
        print(
            f"This database holds trades of the payment provider's {fault} mode, and the key is of the other one. "
            "Use the other key, or another database; nothing was changed.",
            file=sys.stderr,
        )
        await market.store.close()
        return MIXED
    settle_memory()
    stop = _end_at_signal()
    print(f"Parley serves on {market.public_url}", flush=True)
    try:
        return await _until_stopped_or_taken(market, stop)
    finally:
        await market.stop()


async def _until_stopped_or_taken(market: Market, stop: asyncio.Event) -> int:
    """0 when told to stop, TAKEN when another process receives the bot's updates."""
    waiting: list[asyncio.Task[Any]] = [asyncio.create_task(stop.wait())]
    if market.telegram is not None:
        waiting.append(asyncio.create_task(market.telegram.wait()))
    done, rest = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    taken = next((fault for task in done if (fault := task.exception()) is not None), None)
    if taken is None:
        return 0
    print(f"{taken}. Only one process may receive them; this one ends.", file=sys.stderr)
    return TAKEN


def _end_at_signal() -> asyncio.Event:
    """Set when the process is told to end; whoever reads that we are ready may tell us at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
