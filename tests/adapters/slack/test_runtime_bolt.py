"""What Slack sends is stored before it is acknowledged, and what was not stored is not acknowledged."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.calling import CallRefused
from adapters.slack.payload_keys import event_id
from adapters.slack.receive import translate
from adapters.slack.runtime_bolt import BoltRuntime
from core.ports.chat import GROUP, Line, Option, Place, Screen
from tests.adapters.slack.payloads import (
    AT,
    CHANNEL,
    RING,
    event_raw,
    interactive,
    message,
    modal,
    press,
    slash,
    token_in,
)
from tests.adapters.slack.pretended_slack import PretendedSlack


class RecordingIntake:
    """Stores in memory; can be slow, can fail, can find problems."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, bytes]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.failure: Exception | None = None
        self.problems: dict[str, str] = {}
        self.options: list[Option] = []

    async def suggest(self, channel: str, tenant: str, raw: Mapping[str, Any]) -> list[Option]:
        if self.failure is not None:
            raise self.failure
        return self.options

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        await self.open.wait()
        if self.failure is not None:
            raise self.failure
        self.rows.append((channel, tenant, event_id, raw))
        return True

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        await self.accept(channel, tenant, event_id, raw)
        return self.problems


@pytest.fixture
def intake() -> RecordingIntake:
    return RecordingIntake()


def built(slack: PretendedSlack, intake: RecordingIntake, **more: Any) -> BoltRuntime:
    given: dict[str, Any] = {"app_token": "", **more}
    return BoltRuntime(
        bot_token="xoxb-secret-token",
        signing_secret="s" * 32,
        api_base=slack.api_base,
        ring=RING,
        intake=intake,
        timeout_seconds=3,
        ping_seconds=0.2,
        **given,
    )


@pytest.fixture
async def runtime(slack: PretendedSlack, intake: RecordingIntake) -> AsyncIterator[BoltRuntime]:
    made = built(slack, intake)
    await made.start()
    yield made
    await made.stop()


async def dispatched(runtime: BoltRuntime, raw: dict[str, Any]) -> BoltResponse:
    return await runtime.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=raw["payload"]))


EVERYTHING = {
    "event": event_raw(message()),
    "mention": event_raw(message(chat=CHANNEL, type="app_mention")),
    "edit": event_raw(message(subtype="message_changed")),
    "uninstalled": event_raw({"type": "app_uninstalled"}),
    "command": slash(),
    "press": press(token_in(CHANNEL)),
    "view_closed": modal("view_closed"),
    "shortcut": interactive("shortcut", callback_id="sell", action_ts="3.0"),
    "message_action": interactive(
        "message_action", callback_id="report", channel={"id": CHANNEL}, message={"ts": "9.0"}
    ),
}


# --- one payload at a time --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EVERYTHING)
async def test_every_kind_of_payload_is_stored_as_the_translator_reads_it(
    runtime: BoltRuntime, intake: RecordingIntake, kind: str
) -> None:
    raw = EVERYTHING[kind]
    response = await dispatched(runtime, raw)
    assert (response.status, response.body) == (200, "")
    [(channel, tenant, row_id, stored)] = intake.rows
    assert (channel, tenant, row_id) == ("slack", "T1", event_id(raw))
    kept = json.loads(stored)
    assert kept["type"] == raw["type"]
    assert kept["payload"] == {key: value for key, value in raw["payload"].items() if key != "token"}
    read = [translate(one, tenant="T1", ring=RING, at=AT) for one in (kept, raw)]
    assert read[0] == read[1]


async def test_nothing_is_acknowledged_before_it_is_committed(runtime: BoltRuntime, intake: RecordingIntake) -> None:
    for raw in (*EVERYTHING.values(), modal()):
        intake.open.clear()
        response = asyncio.create_task(dispatched(runtime, raw))
        done, _ = await asyncio.wait({response}, timeout=0.02)
        assert not done
        intake.open.set()
        assert (await response).status == 200


async def test_what_could_not_be_stored_is_not_acknowledged_and_not_logged(
    runtime: BoltRuntime, intake: RecordingIntake, caplog: pytest.LogCaptureFixture
) -> None:
    intake.failure = RuntimeError("INSERT failed for 'hello'")
    for raw in (*EVERYTHING.values(), modal()):
        assert (await dispatched(runtime, raw)).status == 503
    assert not intake.rows
    assert len(caplog.records) == len(EVERYTHING) + 1
    assert "hello" not in caplog.text
    assert "RuntimeError" in caplog.text


async def test_retries_are_stored_again_for_the_inbox_to_judge(runtime: BoltRuntime, intake: RecordingIntake) -> None:
    body = event_raw(message())["payload"]
    headers: dict[str, str | Sequence[str]] = {"x-slack-retry-num": "1", "x-slack-retry-reason": "timeout"}
    response = await runtime.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body, headers=headers))
    assert response.status == 200
    assert len(intake.rows) == 1


async def test_our_own_messages_do_not_fill_the_inbox(runtime: BoltRuntime, intake: RecordingIntake) -> None:
    response = await dispatched(runtime, event_raw(message(bot_id="B1", user="UBOT")))
    assert response.status == 200
    assert not intake.rows


async def test_half_characters_do_not_stop_a_payload(runtime: BoltRuntime, intake: RecordingIntake) -> None:
    response = await dispatched(runtime, event_raw(message("\ud83d half")))
    assert response.status == 200
    incoming = translate(json.loads(intake.rows[0][3]), tenant="T1", ring=RING, at=AT)
    assert incoming is not None
    assert incoming.text == "half"


async def test_problems_of_a_submitted_form_stand_at_their_questions(
    runtime: BoltRuntime, intake: RecordingIntake
) -> None:
    intake.problems = {"price": "Below zero.", "elsewhere": "Sold out.", "other": "Paused."}
    response = await dispatched(runtime, modal())
    assert json.loads(response.body) == {
        "response_action": "errors",
        "errors": {"price": "Below zero.", "qty": "Sold out.\nPaused."},
    }
    intake.problems = {}
    assert json.loads((await dispatched(runtime, modal())).body) == {"response_action": "clear"}
    assert intake.rows[0][:2] == ("slack", "T1")


async def test_a_search_is_answered_at_once_and_leaves_no_trace(runtime: BoltRuntime, intake: RecordingIntake) -> None:
    raw = interactive("block_suggestion", action_id="x", block_id="y", value="cha")
    intake.options = [Option("com_1", "Charlie & Co")]
    offered = {"text": {"type": "plain_text", "text": "Charlie & Co", "emoji": False}, "value": "com_1"}
    assert json.loads((await dispatched(runtime, raw)).body) == {"options": [offered]}
    intake.failure = OSError("canary")
    assert json.loads((await dispatched(runtime, raw)).body) == {"options": []}
    assert not intake.rows


async def test_an_unknown_kind_is_acknowledged_and_only_its_name_is_logged(
    runtime: BoltRuntime, intake: RecordingIntake, caplog: pytest.LogCaptureFixture
) -> None:
    payload = {"type": "app_renamed", "team_id": "T1", "secret": "words"}
    assert (await dispatched(runtime, {"payload": payload})).status == 200
    assert "app_renamed" in caplog.text
    assert "words" not in caplog.text


async def test_withheld_events_are_told_on_and_stored(runtime: BoltRuntime, intake: RecordingIntake) -> None:
    told: list[str] = []

    async def limited(tenant: str) -> None:
        told.append(tenant)

    runtime.taking.limited = limited
    payload = {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1518467820}
    assert (await dispatched(runtime, {"payload": payload})).status == 200
    assert told == ["T1"]
    assert len(intake.rows) == 1


async def test_unsigned_http_requests_are_refused_without_a_word(
    runtime: BoltRuntime, intake: RecordingIntake, caplog: pytest.LogCaptureFixture
) -> None:
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/json",
        "x-slack-signature": "v0=bad",
        "x-slack-request-timestamp": "1",
    }
    body = json.dumps(event_raw(message("top secret"))["payload"])
    response = await runtime.app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    assert response.status == 401
    assert not intake.rows
    assert "top secret" not in caplog.text


async def test_before_the_workspace_is_known_nothing_is_taken(slack: PretendedSlack, intake: RecordingIntake) -> None:
    early = built(slack, intake)
    assert (await dispatched(early, event_raw(message()))).status == 503
    with pytest.raises(RuntimeError):
        _ = early.platform
    await early.stop()


# --- on the wire ------------------------------------------------------------------------------------------------------


async def test_over_a_socket_the_acknowledgement_follows_the_commit(
    slack: PretendedSlack, intake: RecordingIntake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    runtime = built(slack, intake, app_token="xapp-secret-token", connections=2)
    await runtime.start()
    try:
        assert runtime.tenant == "T1"
        assert len(slack.sockets) == 2
        intake.open.clear()
        await slack.send("events_api", event_raw(message("top secret"))["payload"], "one")
        await asyncio.sleep(0.05)
        assert slack.acks.empty()
        assert not intake.rows
        intake.open.set()
        assert await slack.acknowledged() == {"envelope_id": "one"}
        assert len(intake.rows) == 1

        intake.problems = {"qty": "Too many."}
        await slack.send("interactive", modal()["payload"], "two", socket=1)
        assert (await slack.acknowledged())["payload"]["errors"] == {"qty": "Too many."}

        intake.failure = OSError("disk is full of top secret")
        await slack.send("slash_commands", slash()["payload"], "three")
        await asyncio.sleep(0.05)
        assert slack.acks.empty()
        assert "slack payload was not stored" in caplog.text
    finally:
        await runtime.stop()
        await runtime.stop()
    ours = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith(("aiohttp", "asyncio"))
    )
    for secret in ("top secret", "xapp-secret", "xoxb-secret", "secret-ticket"):
        assert secret not in ours


async def test_stopping_lets_a_payload_that_is_being_stored_be_acknowledged(
    slack: PretendedSlack, intake: RecordingIntake
) -> None:
    runtime = built(slack, intake, app_token="xapp-1", connections=1)
    await runtime.start()
    intake.open.clear()
    await slack.send("events_api", event_raw(message())["payload"], "one")
    await asyncio.sleep(0.05)
    stopping = asyncio.create_task(runtime.stop())
    await asyncio.sleep(0.02)
    intake.open.set()
    await stopping
    assert await slack.acknowledged() == {"envelope_id": "one"}


async def test_a_dropped_socket_is_opened_again(slack: PretendedSlack, intake: RecordingIntake) -> None:
    runtime = built(slack, intake, app_token="xapp-1", connections=1)
    await runtime.start()
    try:
        assert await asyncio.wait_for(slack.connected.get(), 30) == 1
        await slack.sockets[0].send_json({"type": "disconnect", "reason": "refresh_requested"})
        assert await asyncio.wait_for(slack.connected.get(), 30) == 2
        await slack.send("events_api", event_raw(message())["payload"], "one", socket=1)
        assert await slack.acknowledged() == {"envelope_id": "one"}
    finally:
        await runtime.stop()


async def test_a_bad_token_or_number_of_connections_fails_at_the_start(
    slack: PretendedSlack, intake: RecordingIntake
) -> None:
    slack.auth = {"ok": False, "error": "invalid_auth"}
    with pytest.raises(CallRefused, match="invalid_auth"):
        await built(slack, intake).start()
    for count in (0, 11):
        with pytest.raises(ValueError, match="connections"):
            built(slack, intake, connections=count)


async def test_an_organisations_installation_is_known_by_the_organisation(
    slack: PretendedSlack, intake: RecordingIntake
) -> None:
    slack.auth |= {"enterprise_id": "E1", "is_enterprise_install": True}
    runtime = built(slack, intake)
    await runtime.start()
    assert runtime.tenant == runtime.platform.tenant == "E1"
    await runtime.stop()


def test_building_a_runtime_is_silent(slack: PretendedSlack, intake: RecordingIntake, caplog: Any) -> None:
    built(slack, intake)
    assert not caplog.records


async def test_the_platform_speaks_through_the_web_api(runtime: BoltRuntime, slack: PretendedSlack) -> None:
    place = Place("slack", "T1", CHANNEL, kind=GROUP)
    receipt = await runtime.platform.show(place, Screen("x", (Line("head", "Hello"),)))
    assert receipt.parts == ("1.0",)
    assert slack.calls == [("/api/chat.postMessage", "Bearer xoxb-secret-token")]


# --- imports ----------------------------------------------------------------------------------------------------------


def test_reading_and_drawing_do_not_import_the_libraries() -> None:
    modules = ("tokens", "receive", "render", "forms", "platform", "runtime_bolt")
    lines = [*(f"import adapters.slack.{module}" for module in modules), "import sys"]
    lines.append("print([n for n in sys.modules if n.split('.')[0] in ('slack_bolt', 'slack_sdk', 'aiohttp')])")
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
