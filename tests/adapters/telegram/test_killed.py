"""Updates over a process that is killed at five points: each is handled, and none twice.

PARLEY_UPDATES says how many; the gates take ten thousand.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.storage.migrate import migrate
from tests.adapters.telegram.polled import POINTS

UPDATES = int(os.environ.get("PARLEY_UPDATES", "200"))
ROOT = Path(__file__).parents[3]
CHATS = 40
pytestmark = pytest.mark.timeout(240 + UPDATES // 20)


class Pending:
    """Keeps updates until a later offset confirms them, as Telegram does."""

    def __init__(self, count: int) -> None:
        self._updates = [_update(number) for number in range(1, count + 1)]

    async def answer(self, request: web.Request) -> web.Response:
        offset = (await request.json())["offset"]
        if offset is not None:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates:
            await asyncio.sleep(0.02)
        return web.json_response({"ok": True, "result": self._updates[:100]})


def _update(number: int) -> dict[str, Any]:
    person = {"id": 500 + number % CHATS, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": person["id"], "type": "private"}
    message = {"message_id": number, "date": 1_770_000_000, "from": person, "chat": chat, "text": f"words {number}"}
    return {"update_id": number, "message": message}


async def test_none_is_lost_and_none_is_handled_twice(tmp_path: Path) -> None:
    file = tmp_path / "market.sqlite3"
    migrate(f"sqlite:///{file}")
    app = web.Application()
    app.router.add_post("/getUpdates", Pending(UPDATES).answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    words = ("-m", "tests.adapters.telegram.polled", f"sqlite:///{file}", base, str(UPDATES))
    lives = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert lives.stdin is not None
    assert lives.stdout is not None
    try:
        ends = []
        for point in (*POINTS, "never"):
            after = 1 if point in ("fetched", "confirming") else UPDATES // 10
            lives.stdin.write(f"{point} {after}\n".encode())
            await lives.stdin.drain()
            ends.append(int(await lives.stdout.readline()))
        lives.stdin.close()
        await lives.wait()
    finally:
        if lives.returncode is None:
            lives.kill()
        await runner.cleanup()
    assert ends == [*([signal.SIGKILL] * len(POINTS)), 0]
    with closing(sqlite3.connect(file)) as books:
        handled = Counter(name for (name,) in books.execute("SELECT name FROM categories"))
        states = dict(books.execute("SELECT status, count(*) FROM inbox GROUP BY status").fetchall())
    assert set(handled) == {f"words {number}" for number in range(1, UPDATES + 1)}
    assert set(handled.values()) == {1}
    assert states == {"done": UPDATES}
