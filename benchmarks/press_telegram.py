"""R1: what does one handled press cost, all in, beside a bare aiogram handler that edits once and stores nothing?

Ours: the webhook's bytes are committed to the inbox, handled in a second transaction on a SQLite file that waits for
the disk, answered (`answerCallbackQuery`, which Telegram demands and the bare handler leaves out) and shown (an edit);
then the process looks for news if it was woken, and once a round it writes down which message shows what. The bare
handler gets the same bytes and shows the same words and buttons. HTTP is cut off below aiogram's session for both, so
that both encode their calls and read the answers. Measured is the CPU of all threads.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks.bare_aiogram import BareBot
from benchmarks.hot_market import WALK, hot_market
from benchmarks.press_rounds import ROUNDS, ROUNDS_QUICK, Round, played, row
from benchmarks.row import Row

GOAL = 2.5


def measure(*, quick: bool = False) -> Row:
    """CPU per press as a multiple of the bare handler's."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = asyncio.run(_rounds(Path(folder), ROUNDS_QUICK if quick else ROUNDS))
    names = (press.name for press in WALK)
    return row("R1", "CPU of one handled Telegram press", "bare aiogram", GOAL, names, rounds)


async def _rounds(folder: Path, count: int) -> list[Round]:
    async with hot_market(folder) as hot:
        bot = BareBot()

        def shows() -> None:
            bot.text, bot.keyboard = hot.phone.text, hot.phone.keyboard

        rounds = await played(hot, count, sent=hot.http.sent, shows=shows, bare=lambda _id, raw: bot.handle(raw))
        await bot.close()
    return rounds
