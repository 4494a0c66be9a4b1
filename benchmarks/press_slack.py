"""R2: what does one handled press on Slack cost, all in, beside a bare Bolt listener that updates once and stores nothing?

Both are given the bytes that Slack posts, with their signature. Ours: the signature is checked, the payload committed to
the inbox, handled in a second transaction on a SQLite file that waits for the disk, and shown; then the process looks for
news if it was woken, and once a round it writes down which message shows what. The bare listener acknowledges and shows
the same words and blocks. HTTP is cut off below the SDK's session for both. Measured is the CPU of all threads.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

from adapters.slack.webhook import SlackDoor
from adapters.storage.migrate import migrate
from benchmarks.bare_bolt import BareBolt
from benchmarks.canned_slack import SECRET, TEAM, TOKEN, USER, CannedSession, SlackClient, signed
from benchmarks.hot_market import NOWHERE, WALK, HotMarket, settings_of
from benchmarks.press_telegram import ROUNDS, ROUNDS_QUICK, Round
from benchmarks.row import Row
from bot.bootstrap import build
from bot.world import World

GOAL = 3.0
_WARMING = 3
_IN_A_FORM = {"offer: first question", "offer: an answer", "offer: cancelled"}
"""On Slack these are a form, which a bare listener would have to draw as well."""


class HotSlack(HotMarket):
    """The same market and walk, with a buyer on Slack whose payloads are posted to us."""

    steps = tuple(press for press in WALK if press.name not in _IN_A_FORM)
    door: SlackDoor
    session: CannedSession

    async def handle(self, event_id: str, raw: bytes) -> None:
        """What the door does with a body (`event_id` is its content type here), until the answer is out."""
        self.woken = False
        answer = await self.door.take(signed(event_id, raw), raw)
        if answer.status != 200:
            raise RuntimeError(f"the door answered {answer.status}")
        await self.market.receiving.settle()


def measure(*, quick: bool = False) -> Row:
    """CPU per press as a multiple of the bare listener's: the median over the rounds, so that drift cancels out."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = asyncio.run(_rounds(Path(folder), ROUNDS_QUICK if quick else ROUNDS))
    return Row(
        "R2",
        "CPU of one handled Slack press",
        f"{median(one.press_ms for one in rounds):.2f} ms",
        f"{median(one.bare_press_ms for one in rounds):.2f} ms, bare Bolt",
        median(one.press_ms / one.bare_press_ms for one in rounds),
        GOAL,
        detail=(("press", "ours, ms", "bare, ms", "ratio"), *(_line(press.name, rounds) for press in HotSlack.steps)),
    )


def _line(name: str, rounds: list[Round]) -> tuple[str, ...]:
    ours, bare = median(one.ours[name] for one in rounds), median(one.bare[name] for one in rounds)
    ratio = median(one.ours[name] / one.bare[name] for one in rounds)
    return name, f"{ours:.2f}", f"{bare:.2f}", f"{ratio:.2f}"


async def _rounds(folder: Path, count: int) -> list[Round]:
    rounds = []
    async with hot_slack(folder) as hot:
        bare = BareBolt(hot.session)
        for _ in range(count + _WARMING):
            this = Round()
            async for press in hot.walk():
                content_type, raw = hot.phone.presses(press.label)
                this.ours[press.name] = await _ours_ms(hot, content_type, raw)
                hot.phone.looks()
                bare.text, bare.blocks = hot.phone.text, hot.phone.keyboard
                started = time.process_time()
                await bare.handle(signed(content_type, raw), raw)
                this.bare[press.name] = (time.process_time() - started) * 1000
                hot.session.sent.clear()
            started = time.process_time()
            await hot.market.showing.flush()
            this.marks = (time.process_time() - started) * 1000
            rounds.append(this)
    return rounds[_WARMING:]


async def _ours_ms(hot: HotSlack, content_type: str, raw: bytes) -> float:
    """The press and, where it brought no news, the look for some: news to others are not the presser's cost."""
    started = time.process_time()
    await hot.handle(content_type, raw)
    ended = time.process_time()
    calls = len(hot.session.sent)
    looked = time.process_time()
    await hot.look_for_news()
    look = time.process_time() - looked if len(hot.session.sent) == calls else 0.0
    return (ended - started + look) * 1000


@asynccontextmanager
async def hot_slack(folder: Path) -> AsyncIterator[HotSlack]:
    """A fresh market in this folder; its calls to Slack are answered in the process."""
    more = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_BASE": NOWHERE}
    settings = settings_of(folder, **more)
    migrate(settings.DATABASE_URL)
    market = build(settings, World(brisk=True))
    session = CannedSession()
    runtime: Any = market.slack
    runtime._client.session = session
    runtime._adopt({"team_id": TEAM, "user_id": "UB", "bot_id": "B1"})
    runtime.taking.is_open = True
    market.platforms["slack"] = runtime.platform
    hot = HotSlack(market, SlackClient(session), channel="slack", tenant=TEAM, buyer=USER, seller="D0SELLER001")
    hot.session = session
    hot.door = SlackDoor([SECRET], runtime.taking, market.world.clock)
    try:
        await hot.open()
        yield hot
    finally:
        await market.stop()


if __name__ == "__main__":
    print(measure(quick=True))
