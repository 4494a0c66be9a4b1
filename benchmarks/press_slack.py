"""R2: what does one handled press on Slack cost, all in, beside a bare Bolt listener that updates once and stores nothing?

Both are given the bytes that Slack posts, with their signature. Ours: the signature is checked, the payload committed to
the inbox, handled in a second transaction on a SQLite file that waits for the disk, and shown; then the process looks for
news if it was woken, and once a round it writes down which message shows what. The bare listener acknowledges and shows
the same words and blocks. HTTP is cut off below the SDK's session for both. Measured is the CPU of all threads.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from adapters.slack.webhook import SlackDoor
from adapters.storage.migrate import migrate
from benchmarks.bare_bolt import BareBolt
from benchmarks.canned_slack import SECRET, TEAM, TOKEN, USER, CannedSession, SlackClient, signed
from benchmarks.hot_market import NOWHERE, WALK, HotMarket, settings_of
from benchmarks.press_rounds import ROUNDS, ROUNDS_QUICK, Round, played, row
from benchmarks.row import Row
from bot.bootstrap import build
from bot.world import World

GOAL = 3.0
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
    """CPU per press as a multiple of the bare listener's."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = asyncio.run(_rounds(Path(folder), ROUNDS_QUICK if quick else ROUNDS))
    names = (press.name for press in HotSlack.steps)
    return row("R2", "CPU of one handled Slack press", "bare Bolt", GOAL, names, rounds)


async def _rounds(folder: Path, count: int) -> list[Round]:
    async with hot_slack(folder) as hot:
        bare = BareBolt(hot.session)

        def shows() -> None:
            bare.text, bare.blocks = hot.phone.text, hot.phone.keyboard

        async def listens(content_type: str, raw: bytes) -> None:
            await bare.handle(signed(content_type, raw), raw)

        return await played(hot, count, sent=hot.session.sent, shows=shows, bare=listens)


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
