"""The server as a whole: one port, the cast in place, a clock that moves, an orderly end, and a life as a process."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from adapters.sandbox import cast
from adapters.sandbox.clock import WorldClock
from adapters.sandbox.server import Sandbox
from adapters.sandbox.wire_log import WireLog
from tests.adapters.sandbox.server_harness import open_shop, running_sandbox, wire_rows

ROOT = Path(__file__).parents[3]


def client(sandbox: Sandbox) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=sandbox.base_url, trust_env=False, timeout=30)


async def test_the_settings_lead_to_three_platforms_that_know_the_bot() -> None:
    async with running_sandbox() as sandbox, client(sandbox) as http:
        given = sandbox.connections()
        me = (await http.get(f"{given['TELEGRAM_API_BASE']}/bot{given['TELEGRAM_BOT_TOKEN']}/getMe")).json()
        bearer = {"Authorization": f"Bearer {given['SLACK_BOT_TOKEN']}"}
        identity = (await http.post(f"{given['SLACK_API_BASE']}/api/auth.test", headers=bearer)).json()
        bearer = {"Authorization": f"Bearer {given['STRIPE_SECRET_KEY']}"}
        account_url = f"{given['STRIPE_API_BASE']}/v1/accounts/{sandbox.payout_accounts['EUR']}"
        account = (await http.get(account_url, headers=bearer)).json()
    assert me["result"]["username"] == "parley_sandbox_bot"
    assert identity["team"] == "Hansa Metalworks"
    assert (account["payouts_enabled"], account["default_currency"]) == (True, "eur")
    assert given["SLACK_APP_TOKEN"].startswith("xapp-")
    assert set(sandbox.payout_accounts) == {"EUR", "USD"}


async def test_the_moderators_channel_is_private_and_holds_the_bot_and_the_moderators() -> None:
    async with running_sandbox() as sandbox, client(sandbox) as http:
        platform, _, channel_id = sandbox.connections()["MODERATORS_CHANNEL"].partition(":")
        bearer = {"Authorization": f"Bearer {cast.HANSA.bot_token}"}
        form = {"channel": channel_id}
        shown = (await http.post("/slack/api/conversations.info", data=form, headers=bearer)).json()["channel"]
        found = await http.post("/slack/api/conversations.members", data=form, headers=bearer)
        members = set(found.json()["members"])
    assert platform == "slack"
    assert (shown["name"], shown["is_private"]) == ("moderators", True)
    assert members == {cast.MARA.id, cast.NOOR.id, sandbox.slack.books.workspaces["T0HANSA0001"].bot_user_id}


async def test_each_member_has_one_conversation_with_the_bot() -> None:
    async with running_sandbox() as sandbox:
        direct = {c.channel_id for c in sandbox.slack.books.channels.values() if c.kind == "im"}
    assert direct == {face.direct_channel for face in (*cast.SELLERS, *cast.MODERATORS)}


async def test_the_clock_moves_forward_for_everybody() -> None:
    clock = WorldClock(real=lambda: datetime(2031, 5, 6, tzinfo=UTC))
    async with running_sandbox(clock=clock) as sandbox, client(sandbox) as http:
        moved = (await http.post("/_clock", json={"seconds": 3 * 86_400})).json()
        told = (await http.get("/_clock")).json()
        stripe = (await http.get("/stripe/_state")).json()
    assert moved == told == {"now": "2031-05-09T00:00:00+00:00"}
    assert stripe["now"] == told["now"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"seconds": -1}', '{"seconds": "x"}', '{"seconds": NaN}', "{", "7"])
async def test_time_that_is_none_is_refused(body: str) -> None:
    async with running_sandbox() as sandbox, client(sandbox) as http:
        before = (await http.get("/_clock")).json()["now"]
        answer = await http.post("/_clock", content=body)
        after = (await http.get("/_clock")).json()["now"]
    assert answer.status_code == 422
    assert datetime.fromisoformat(after) - datetime.fromisoformat(before) < timedelta(seconds=5)


async def test_payment_events_go_where_they_are_told_to() -> None:
    async with running_sandbox() as sandbox, client(sandbox) as http:
        away = await http.post("/_stripe_webhook", json={"url": "https://shop.example/hook"})
        here = await http.post("/_stripe_webhook", json={"url": f"{sandbox.base_url}/stripe/webhook"})
    assert (away.status_code, here.status_code) == (400, 200)


async def test_changes_wake_who_waits_and_say_when_nothing_happened() -> None:
    async with running_sandbox() as sandbox, client(sandbox) as http:
        mark = (await http.get("/_changes")).json()["mark"]
        quiet = (await http.get("/_changes", params={"after": mark, "wait": 0.05})).json()["mark"]
        waiting = asyncio.create_task(http.get("/_changes", params={"after": mark, "wait": 20}))
        await asyncio.sleep(0.03)
        await http.post(f"/telegram/_people/{cast.BERTA.id}/say", json={"text": "hello"})
        woken = (await waiting).json()["mark"]
        await http.post("/_clock", json={"seconds": 3600})
        later = (await http.get("/_changes", params={"after": woken, "wait": 5})).json()["mark"]
    assert mark == quiet
    assert len({mark, woken, later}) == 3


async def test_stopping_ends_every_waiting_request_at_once_and_leaves_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    before = asyncio.all_tasks()
    async with open_shop() as (sandbox, _shop), client(sandbox) as http:
        chat = f"/telegram/_chats/{cast.BERTA.id}"
        waiting = [
            asyncio.create_task(http.get(path, params={"after": after, "wait": 30}))
            for path, after in (
                (chat, "99"),
                (f"/slack/_channels/{cast.SVEN.direct_channel}", "99"),
                (f"/slack/_people/{cast.SVEN.id}", "99"),
                ("/_changes", (await http.get("/_changes")).json()["mark"]),
            )
        ]
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        await sandbox.stop()
        assert time.monotonic() - begun < 10
        await asyncio.gather(*waiting, return_exceptions=True)
        with pytest.raises(httpx.ConnectError):
            await http.get("/_clock")
        await sandbox.stop()
    assert asyncio.all_tasks() == before
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    async with running_sandbox() as sandbox:
        port = int(sandbox.base_url.rpartition(":")[2])
        other = Sandbox(clock=WorldClock(), wire=WireLog(None), port=port)
        with pytest.raises(OSError, match="in use"):
            await other.start()
        await other.stop()


async def test_the_wire_log_shows_what_the_product_said_and_nothing_of_the_people(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    async with open_shop(wire_path=path) as (sandbox, shop), client(sandbox) as http:
        await http.post(f"/telegram/_people/{cast.BERTA.id}/say", json={"text": "/start"})
        await shop.slack("auth.test")
    rows = wire_rows(path)
    assert {row["platform"] for row in rows} == {"telegram", "slack"}
    assert not [row for row in rows if str(row.get("name", "")).startswith("_")]


@pytest.mark.slow
async def test_it_runs_as_a_process_that_shares_its_clock_and_ends_when_told(tmp_path: Path) -> None:
    clock_path = tmp_path / "clock"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "dev", "-W", "error", "-m", "adapters.sandbox.server"),
        *("--port", "0", "--clock", str(clock_path), "--wire", str(tmp_path / "wire.jsonl")),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    shown = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
    async with httpx.AsyncClient(base_url=shown["base_url"], trust_env=False) as http:
        await http.post("/_clock", json={"seconds": 86_400})
        accounts = (await http.get("/stripe/_state")).json()["objects"]["account"]
        process.send_signal(signal.SIGTERM)
        out, errors = await asyncio.wait_for(process.communicate(), 10)
    ahead = WorldClock(clock_path).now() - datetime.now(UTC)
    # In this mode asyncio also says what took a busy machine long.
    said = [line for line in errors.splitlines() if not line.startswith(b"Executing <")]
    assert (process.returncode, out, said) == (0, b"", [])
    assert shown["connections"]["TELEGRAM_API_BASE"] == f"{shown['base_url']}/telegram"
    assert set(shown["payout_accounts"]) == {"EUR", "USD"}
    assert accounts == 2
    assert timedelta(hours=23) < ahead < timedelta(hours=25)
