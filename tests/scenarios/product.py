"""The product in a process of its own, beside platforms that outlive it: `python -m tests.scenarios.product FOLDER WORLD`.

Each line on its input starts the product once more, as a child forked after everything was imported (so that a start
takes half a second instead of five). It answers one line with the child's process id once the market is open.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import os
import pkgutil
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import adapters
from adapters.sandbox.clock import WorldClock
from bot.sandbox import enter, rehearsal_settings
from bot.text.words import Texts
from bot.world import World


async def _serve(folder: Path, world: Mapping[str, Any], port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    settings = rehearsal_settings(folder, world["connections"], PORT=port, PUBLIC_URL=address)
    await enter(settings, World(clock=WorldClock(folder / "clock"), brisk=True), world["payout_accounts"])
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _import_everything() -> None:
    """Whatever a start would import or read: adapters are imported by name where they are wanted, and some libraries."""
    Texts()
    for library in ("aiogram", "slack_bolt.async_app", "stripe", "uvicorn.protocols.http.httptools_impl", "websockets"):
        importlib.import_module(library)
    for module in pkgutil.walk_packages(adapters.__path__, "adapters."):
        if not module.name.startswith(("adapters.sandbox", "adapters.storage.migrations")):
            importlib.import_module(module.name)


def main() -> None:
    # The same one for every life, as behind a proxy: what the provider could not deliver comes again to it.
    port = _free_port()
    folder, world = Path(sys.argv[1]), json.loads(sys.argv[2])
    logging.basicConfig(level="WARNING", filename=folder / "log", format="%(levelname)s %(name)s %(message)s")
    _import_everything()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed leaves nothing to wait for
    for _ in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(_serve(folder, world, port))
            os._exit(0)


if __name__ == "__main__":
    main()
