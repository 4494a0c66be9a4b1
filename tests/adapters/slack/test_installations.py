"""Tokens of many workspaces: sealed where they lie, refreshed once, wiped when a workspace leaves."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import MetaData

from adapters.slack.calling import CallRefused
from adapters.slack.installations import Installations
from adapters.slack.runtime_bolt import web_client
from adapters.storage.migrate import migrate
from adapters.storage.tables import SLACK_BOTS, SLACK_INSTALLATIONS

HOURS = 3600


class MovingClock:
    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class TokenOffice:
    """`oauth.v2.access` for refresh tokens: each is taken once, and the answer may be slow."""

    def __init__(self) -> None:
        self.good = "refresh-0"
        self.asked: list[str] = []
        app = web.Application()
        app.router.add_post("/api/oauth.v2.access", self._access)
        self.server = TestServer(app)

    async def _access(self, request: web.Request) -> web.Response:
        given = dict(request.query) | dict(await request.post())
        assert given["grant_type"] == "refresh_token"
        self.asked.append(str(given["refresh_token"]))
        if given["refresh_token"] != self.good:
            return web.json_response({"ok": False, "error": "invalid_refresh_token"})
        self.good = f"refresh-{len(self.asked)}"
        await asyncio.sleep(0.1)
        token = {"access_token": f"xoxe.xoxb-{len(self.asked)}", "refresh_token": self.good, "expires_in": 12 * HOURS}
        return web.json_response({"ok": True, "token_type": "bot", "app_id": "A1", **token})


@pytest.fixture
async def office() -> AsyncIterator[TokenOffice]:
    made = TokenOffice()
    async with made.server:
        yield made


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'market.db'}"
    migrate(found)
    return found


def opened(url: str, office: TokenOffice, clock: MovingClock) -> Installations:
    """What one worker has."""
    return Installations(
        database_url=url,
        client_id="1.2",
        client_secret="secret",
        client=web_client(str(office.server.make_url("/api/"))),
        seal=lambda content, what: bytes(byte ^ 0x5A for byte in what.encode()[:1] + content),
        unseal=lambda content, what: bytes(byte ^ 0x5A for byte in content)[1:],
        clock=clock,
        logger=logging.getLogger("test.slack"),
    )


def granted(team: str | None = "T2", enterprise: str | None = None, **more: Any) -> Installation:
    whole = team is None
    return Installation(
        app_id="A1",
        enterprise_id=enterprise,
        team_id=team,
        user_id="U1",
        bot_token="xoxe.xoxb-0",
        bot_id="B1",
        bot_user_id="UB",
        is_enterprise_install=whole,
        **more,
    )


ROTATING = {"bot_refresh_token": "refresh-0", "bot_token_expires_in": 12 * HOURS}


def test_the_tables_have_the_columns_of_the_sdk() -> None:
    theirs = MetaData()
    for ours, made in (
        (SLACK_BOTS, SQLAlchemyInstallationStore.build_bots_table(theirs, "slack_bots")),
        (SLACK_INSTALLATIONS, SQLAlchemyInstallationStore.build_installations_table(theirs, "slack_installations")),
    ):
        assert {column.name: column.nullable for column in ours.c} == {
            column.name: column.nullable for column in made.c
        }


async def test_a_token_is_found_by_team_or_organisation_and_lies_sealed(
    url: str, office: TokenOffice, clock: MovingClock, tmp_path: Path
) -> None:
    kept = opened(url, office, clock)
    assert await kept.save(granted("T2")) == "T2"
    assert await kept.save(granted("T3", "E1")) == "T3"
    assert await kept.save(granted(None, "E9")) == "E9"
    assert [await kept.token_of(tenant) for tenant in ("T2", "T3", "E9")] == ["xoxe.xoxb-0"] * 3
    for stranger in ("T4", "E1", ""):
        with pytest.raises(CallRefused, match="not_installed"):
            await kept.token_of(stranger)
    await kept.close()
    with closing(sqlite3.connect(tmp_path / "market.db")) as file:
        for table in ("slack_bots", "slack_installations"):
            rows = file.execute(f"SELECT * FROM {table}").fetchall()
            assert rows
            assert not [row for row in rows if "xoxe" in repr(row)]


async def test_two_workers_at_expiry_refresh_once(url: str, office: TokenOffice, clock: MovingClock) -> None:
    workers = [opened(url, office, clock) for _ in range(2)]
    await workers[0].save(granted(**ROTATING))
    clock.ahead = timedelta(hours=12, minutes=1)
    found = await asyncio.gather(*(worker.token_of("T2") for worker in workers * 5))
    assert set(found) == {"xoxe.xoxb-1"}
    assert office.asked == ["refresh-0"]
    for worker in workers:
        await worker.close()


async def test_a_token_is_refreshed_two_hours_early_and_meanwhile_the_old_one_serves(
    url: str, office: TokenOffice, clock: MovingClock
) -> None:
    workers = [opened(url, office, clock) for _ in range(2)]
    await workers[0].save(granted(**ROTATING))
    assert await workers[0].token_of("T2") == "xoxe.xoxb-0"
    clock.ahead = timedelta(hours=9, minutes=59)
    assert await workers[0].token_of("T2") == "xoxe.xoxb-0"
    assert office.asked == []
    clock.ahead = timedelta(hours=10, minutes=2)
    found = await asyncio.gather(*(worker.token_of("T2") for worker in workers))
    assert sorted(found) in (["xoxe.xoxb-0", "xoxe.xoxb-1"], ["xoxe.xoxb-1", "xoxe.xoxb-1"])
    clock.ahead += timedelta(minutes=2)
    assert {await worker.token_of("T2") for worker in workers} == {"xoxe.xoxb-1"}
    assert office.asked == ["refresh-0"]
    for worker in workers:
        await worker.close()


async def test_a_worker_that_died_between_the_answer_and_its_commit_is_noticed(
    url: str, office: TokenOffice, clock: MovingClock
) -> None:
    """Its claim runs out; the refresh token is used up, so only a new installation helps."""
    kept = opened(url, office, clock)
    told: list[str] = []

    async def lost(tenant: str) -> None:
        told.append(tenant)

    kept.lost = lost
    await kept.save(granted(**ROTATING))
    office.good = "what the dead one was given"
    clock.ahead = timedelta(hours=11)
    assert await kept.token_of("T2") == "xoxe.xoxb-0"  # it is good for another hour
    assert told == ["T2"]
    clock.ahead = timedelta(hours=12, minutes=1)
    with pytest.raises(CallRefused, match="token_expired"):
        await kept.token_of("T2")
    again = granted(**ROTATING)
    again.installed_at = time.time() + 1
    again.bot_token = "xoxe.xoxb-again"
    await kept.save(again)
    assert await kept.token_of("T2") == "xoxe.xoxb-again"
    await kept.close()


async def test_a_claim_left_behind_holds_for_a_moment_only(url: str, office: TokenOffice, clock: MovingClock) -> None:
    dead, alive = (opened(url, office, clock) for _ in range(2))
    await dead.save(granted(**ROTATING))
    clock.ahead = timedelta(hours=10, minutes=30)
    assert await dead._claimed("T2")
    assert await alive.token_of("T2") == "xoxe.xoxb-0"
    clock.ahead += timedelta(minutes=2)
    assert await alive.token_of("T2") == "xoxe.xoxb-1"
    await dead.close()
    await alive.close()


async def test_a_farewell_wipes_what_was_granted_before_it(url: str, office: TokenOffice, clock: MovingClock) -> None:
    kept = opened(url, office, clock)
    await kept.save(granted("T2"))
    await kept.save(granted("T3"))
    assert not await kept.wipe("T2", datetime.now(UTC) - timedelta(minutes=5))  # they installed it again since
    assert await kept.token_of("T2")
    assert await kept.wipe("T2", datetime.now(UTC) + timedelta(seconds=1))
    assert await kept.wipe("T2")
    with pytest.raises(CallRefused, match="not_installed"):
        await kept.token_of("T2")
    assert await kept.token_of("T3")
    await kept.close()
