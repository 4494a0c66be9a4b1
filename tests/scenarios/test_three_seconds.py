"""Slack waits three seconds for an answer: what a database that stands still makes of that, over HTTP."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack import webhook
from adapters.storage.migrate import migrate
from bot.bootstrap import build
from bot.running import Market
from bot.sandbox import rehearsal_settings
from bot.world import World
from tests.scenarios.bare_slack import SECRET, TOKEN, BareSlack

POSTS = int(os.environ.get("PARLEY_STALLED_POSTS", "20"))
STALL_SECONDS = float(os.environ.get("PARLEY_STALL_SECONDS", "0.3"))
LONG_STALL_SECONDS = float(os.environ.get("PARLEY_LONG_STALL_SECONDS", "0"))
"""Zero: as short as the patience of the door, which is shortened for it."""
ANSWERED_WITHIN, AT_MOST = 2.5, 2.9
FULL_SIZE = bool(LONG_STALL_SECONDS)


@pytest.fixture
async def slack(tmp_path: Path) -> AsyncIterator[BareSlack]:
    made = BareSlack("unknown_method", tells=True)
    async with made.server:
        base = str(made.server.make_url("")).rstrip("/")
        connections = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_BASE": base}
        settings = rehearsal_settings(tmp_path, connections)
        migrate(settings.DATABASE_URL)
        market = build(settings, World(brisk=True))
        await market.start()
        made.market, made.opened = market.public_url, market
        await made.command("start")
        await made.shows("Join")
        await market.receiving.settle()
        yield made
        await made.close()
        await market.stop()


def _locked(folder: Path) -> sqlite3.Connection:
    """The database, held by somebody who writes and does not come to an end."""
    held = sqlite3.connect(folder / "market.sqlite3", isolation_level=None, timeout=30)
    held.execute("BEGIN IMMEDIATE")
    return held


async def _timed(slack: BareSlack, number: int, **headers: str) -> tuple[float, int]:
    started = time.monotonic()
    answer = await slack.post(slack.event(number, "help"), **headers)
    return time.monotonic() - started, answer.status_code


async def test_a_short_stall_delays_the_answer_and_nothing_else(slack: BareSlack, tmp_path: Path) -> None:
    with closing(_locked(tmp_path)) as held:
        asked = [asyncio.create_task(_timed(slack, number)) for number in range(POSTS)]
        await asyncio.sleep(STALL_SECONDS)
        held.execute("ROLLBACK")
        answers = sorted(await asyncio.gather(*asked))
    assert {status for _, status in answers} == {200}
    # The door itself gives up after these seconds; how long the way to it takes is measured at full size only.
    assert webhook.TAKING_SECONDS_MAX <= ANSWERED_WITHIN
    if FULL_SIZE:
        assert answers[int(len(answers) * 0.99) - 1][0] <= ANSWERED_WITHIN
    await slack.opened.receiving.settle()
    assert slack.posted.qsize() == POSTS


async def test_a_long_stall_is_answered_in_time_and_the_retry_is_handled_once(
    slack: BareSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not LONG_STALL_SECONDS:
        monkeypatch.setattr(webhook, "TAKING_SECONDS_MAX", 0.2)
    with closing(_locked(tmp_path)) as held:
        ends = time.monotonic() + LONG_STALL_SECONDS
        answers = await asyncio.gather(*(_timed(slack, number) for number in range(POSTS)))
        assert {status for _, status in answers} == {503}
        if FULL_SIZE:
            assert max(seconds for seconds, _ in answers) <= AT_MOST
        await asyncio.sleep(max(0.0, ends - time.monotonic()))
        held.execute("ROLLBACK")
    again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_error"}
    for _ in range(2):
        answers = await asyncio.gather(*(_timed(slack, number, **again) for number in range(POSTS)))
        assert {status for _, status in answers} == {200}
    market: Market = slack.opened
    # What was committed after its answer was given up is handled by the job that looks for such rows.
    await market.receiving.settle()
    await market.receiving.catch_up(grace=timedelta(0))
    with closing(sqlite3.connect(tmp_path / "market.sqlite3")) as file:
        done = file.execute("SELECT status, count(*) FROM inbox WHERE event_id LIKE 'event:%' GROUP BY status")
        assert done.fetchall() == [("done", POSTS)]
    assert slack.posted.qsize() == POSTS
