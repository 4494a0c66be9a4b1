"""Two processes for one Telegram bot: exactly one goes on, the other ends with a code and a sentence of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from adapters.sandbox.server import Sandbox
from adapters.storage.migrate import migrate
from bot.commands.running import TAKEN
from bot.sandbox import Rehearsal

pytestmark = pytest.mark.slow
_PATIENCE_SECONDS = 60.0


def _migrated(folder: Path) -> str:
    folder.mkdir()
    url = f"sqlite:///{folder / 'market.sqlite3'}"
    migrate(url)
    return url


async def _serve(folder: Path, sandbox: Sandbox) -> Process:
    """A market of its own, pointed at the same bot, that has begun to serve."""
    url = _migrated(folder)
    given = {
        **sandbox.connections(),
        "SLACK_BOT_TOKEN": "",
        "DATABASE_URL": url,
        "KEY_FILE": str(folder / "keys.json"),
        "FILES_FOLDER": str(folder / "files"),
        "PORT": "0",
        "TELEGRAM_LIBRARY": "python-telegram-bot",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", env={**os.environ, **given}, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(_PATIENCE_SECONDS):
        assert b"serves on" in await process.stdout.readline()
    return process


async def test_the_one_that_is_not_wanted_ends_and_says_why(tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path / "world")
    await rehearsal.open()
    processes: list[Process] = []
    try:
        for name in ("one", "two"):
            processes.append(await _serve(tmp_path / name, rehearsal.sandbox))
        ends = [asyncio.create_task(process.wait()) for process in processes]
        done, _ = await asyncio.wait(ends, timeout=_PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        (ended,) = done
        loser = processes[ends.index(ended)]
        assert await ended == TAKEN == 3
        assert loser.stderr is not None
        assert b"Only one process may receive them" in await loser.stderr.read()
        winner = processes[1 - ends.index(ended)]
        await asyncio.sleep(1)
        assert winner.returncode is None
        winner.send_signal(signal.SIGTERM)
        async with asyncio.timeout(_PATIENCE_SECONDS):
            assert await winner.wait() == 0
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
                await process.wait()
        await rehearsal.close()
