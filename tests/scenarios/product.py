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
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adapters.sandbox.clock import WorldClock
from bot.bootstrap import World
from bot.sandbox import enter, rehearsal_settings


async def _serve(folder: Path, world: Mapping[str, Any]) -> None:
    settings = rehearsal_settings(folder, world["connections"])
    await enter(settings, World(clock=WorldClock(folder / "clock"), brisk=True), world["payout_accounts"])
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def main() -> None:
    folder, world = Path(sys.argv[1]), json.loads(sys.argv[2])
    logging.basicConfig(level="WARNING", filename=folder / "log", format="%(levelname)s %(name)s %(message)s")
    for library in ("aiogram", "slack_bolt.async_app", "stripe"):
        importlib.import_module(library)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed leaves nothing to wait for
    for _ in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(_serve(folder, world))
            os._exit(0)


if __name__ == "__main__":
    main()
