"""The door that Slack posts to: signatures, freshness, forms, acknowledgements, and nothing for strangers."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import os
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

import httpx
import pytest
from slack_sdk.models.blocks.basic_components import Option as OptionObject

from adapters.http.app import BODY_BYTES_MAX, http_app
from adapters.slack import taking, webhook
from adapters.slack.taking import Taking
from adapters.slack.webhook import PATHS, SlackDoor
from core.ports.chat import Option
from tests.adapters.slack.payloads import event_raw, message, modal, press, slash, token_in

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
OLD, NEW = "old-signing-secret", "new-signing-secret"
FORGERIES = int(os.environ.get("PARLEY_FORGERIES", "3000"))
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class StandingClock:
    def now(self) -> datetime:
        return NOW


class Inbox:
    """An intake that remembers; it can be slow, failing, or find problems."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}
        self.problems: dict[str, str] = {}
        self.options: tuple[Option, ...] = ()
        self.failure: Exception | None = None
        self.seconds = 0.0

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        assert (channel, tenant) == ("slack", "T1")
        await asyncio.sleep(self.seconds)
        if self.failure:
            raise self.failure
        new = event_id not in self.rows
        self.rows.setdefault(event_id, raw)
        return new

    async def suggest(self, channel: str, tenant: str, raw: Mapping[str, Any]) -> tuple[Option, ...]:
        assert (channel, tenant, raw["payload"]["value"]) == ("slack", "T1", "st")
        await asyncio.sleep(self.seconds)
        if self.failure:
            raise self.failure
        return self.options

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        await self.accept(channel, tenant, event_id, raw)
        return self.problems


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def client(inbox: Inbox) -> httpx.AsyncClient:
    async def healthy() -> bool:
        return True

    way_in = Taking(inbox)
    way_in.tenant, way_in.is_open = "T1", True
    door = SlackDoor([NEW, OLD], way_in, StandingClock())
    app = http_app(
        intake=inbox,
        read_event=None,
        is_healthy=healthy,
        clock=StandingClock(),
        words_after_paying=lambda paid: ("", ""),
        doors=dict.fromkeys(PATHS, door),
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://market")


def signed(body: bytes, content_type: str = JSON, *, secret: str = NEW, at: datetime = NOW) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def event(text: str = "hello") -> bytes:
    return json.dumps(event_raw(message(text))["payload"]).encode()


def form(payload: Mapping[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


@pytest.mark.parametrize("secret", [NEW, OLD])
@pytest.mark.parametrize("seconds", [-299, 0, 299])
async def test_what_is_signed_and_fresh_is_stored_once(
    client: httpx.AsyncClient, inbox: Inbox, secret: str, seconds: int
) -> None:
    headers = signed(event(), secret=secret, at=NOW + timedelta(seconds=seconds))
    for retry in range(3):
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        answer = await client.post(PATHS[0], content=event(), headers=headers | again)
        assert (answer.status_code, answer.content) == (200, b"")
    assert list(inbox.rows) == ["event:Ev1"]
    assert b"verification" not in inbox.rows["event:Ev1"]


@pytest.mark.parametrize(
    ("path", "body", "envelope"),
    [
        (PATHS[1], form(press(token_in("C1"))["payload"]), "interactive"),
        (PATHS[2], urlencode(slash()["payload"]).encode(), "slash_commands"),
        (PATHS[0], event(), "events_api"),
    ],
)
async def test_every_kind_is_stored_as_a_socket_would_bring_it(
    client: httpx.AsyncClient, inbox: Inbox, path: str, body: bytes, envelope: str
) -> None:
    content_type = JSON if envelope == "events_api" else FORM
    answer = await client.post(path, content=body, headers=signed(body, content_type))
    assert (answer.status_code, answer.content) == (200, b"")
    (raw,) = inbox.rows.values()
    assert json.loads(raw)["type"] == envelope


@pytest.mark.parametrize("quoted", [quote_plus, quote])
@pytest.mark.parametrize("said", ["a+b=c & 50 % %41 =41\n<Größe>\t日本 \\u0041", "half \ud83d of one", "=\r\n=0D", ""])
async def test_every_sign_of_a_form_arrives_as_it_was_sent(
    client: httpx.AsyncClient, inbox: Inbox, quoted: Callable[[str], str], said: str
) -> None:
    payload = press(token_in("C1"))["payload"]
    payload["user"]["username"] = said
    body = f"payload={quoted(json.dumps(payload))}".encode()
    assert (await client.post(PATHS[1], content=body, headers=signed(body, FORM))).status_code == 200
    (raw,) = inbox.rows.values()
    assert json.loads(raw)["payload"]["user"]["username"] == said


async def test_the_handshake_is_answered_with_its_word_and_only_when_signed(client: httpx.AsyncClient) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"}).encode()
    assert (await client.post(PATHS[0], content=body, headers=signed(body))).text == "abc"
    assert (await client.post(PATHS[0], content=body)).status_code == 401


async def test_a_form_is_answered_with_its_problems_or_closed(client: httpx.AsyncClient, inbox: Inbox) -> None:
    body = form(modal()["payload"])
    answer = await client.post(PATHS[1], content=body, headers=signed(body, FORM))
    assert answer.json() == {"response_action": "clear"}
    inbox.problems = {"qty": "Too many."}
    answer = await client.post(PATHS[1], content=body, headers=signed(body, FORM))
    assert answer.json() == {"response_action": "errors", "errors": {"qty": "Too many."}}


async def test_a_search_is_answered_without_being_stored(client: httpx.AsyncClient, inbox: Inbox) -> None:
    body = form({"type": "block_suggestion", "team": {"id": "T1"}, "user": {"id": "U1"}, "value": "st"})
    assert (await client.post(PATHS[3], content=body, headers=signed(body, FORM))).json() == {"options": []}
    inbox.options = (*(Option(f"cat_{number}", "Steel > Tubes " + "x" * 90) for number in range(120)),)
    found = (await client.post(PATHS[3], content=body, headers=signed(body, FORM))).json()["options"]
    assert len(found) == 100
    assert found[0]["value"] == "cat_0"
    assert OptionObject(value="cat_0", text=found[0]["text"]["text"]).to_dict()
    assert not inbox.rows


@pytest.mark.parametrize("trouble", ["slow", "broken"])
async def test_a_search_that_cannot_be_answered_in_time_offers_nothing(
    client: httpx.AsyncClient, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    """Slack gives up after three seconds, and asks again at the next letter."""
    assert taking.SUGGESTING_SECONDS_MAX < 3
    monkeypatch.setattr(taking, "SUGGESTING_SECONDS_MAX", 0.05)
    inbox.options = (Option("cat_1", "Steel"),)
    inbox.seconds, inbox.failure = (3600, None) if trouble == "slow" else (0, OSError("canary"))
    body = form({"type": "block_suggestion", "team": {"id": "T1"}, "user": {"id": "U1"}, "value": "st"})
    answer = await client.post(PATHS[3], content=body, headers=signed(body, FORM))
    assert (answer.status_code, answer.json()) == (200, {"options": []})


async def test_what_is_not_stored_is_not_acknowledged(
    client: httpx.AsyncClient, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.failure = OSError("canary")
    assert (await client.post(PATHS[0], content=event(), headers=signed(event()))).status_code == 503
    assert "canary" not in caplog.text
    inbox.failure = None
    assert (await client.post(PATHS[0], content=event(), headers=signed(event()))).status_code == 200
    assert list(inbox.rows) == ["event:Ev1"]


async def test_a_database_that_stands_still_keeps_nobody_waiting(
    client: httpx.AsyncClient, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack waits three seconds; long before that it is told to come again."""
    assert webhook.TAKING_SECONDS_MAX <= 2.5
    monkeypatch.setattr(webhook, "TAKING_SECONDS_MAX", 0.1)
    inbox.seconds = 60
    asked = [client.post(PATHS[0], content=event(), headers=signed(event())) for _ in range(20)]
    async with asyncio.timeout(30):
        answers = await asyncio.gather(*asked)
    assert {answer.status_code for answer in answers} == {503}


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff", b"{", b'{"a":' * 5_000])
async def test_what_is_signed_but_unreadable_is_refused(client: httpx.AsyncClient, inbox: Inbox, body: bytes) -> None:
    for content_type in (JSON, FORM, ""):
        answer = await client.post(PATHS[0], content=body, headers=signed(body, content_type))
        assert answer.status_code == 400
    assert not inbox.rows


async def test_a_body_without_end_is_refused(client: httpx.AsyncClient) -> None:
    body = b"x" * (BODY_BYTES_MAX + 1)
    assert (await client.post(PATHS[0], content=body, headers=signed(body))).status_code == 413


@pytest.mark.timeout(240 + FORGERIES // 200)
async def test_nobody_else_gets_in(client: httpx.AsyncClient, inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    """Mutated signatures, times and bodies: 401, nothing stored, nothing of a body in a log."""
    caplog.set_level(logging.DEBUG)
    chance = random.Random(3)
    body = event("canary")
    for number in range(FORGERIES):
        headers, sent = _hostile(chance, number, body)
        answer = await client.post(chance.choice(PATHS), content=sent, headers=headers)
        assert (answer.status_code, answer.content) == (401, b""), headers
        if number % 10_000 == 9_999:
            assert "canary" not in caplog.text
            caplog.clear()
    assert not inbox.rows
    assert "canary" not in caplog.text


def _hostile(chance: random.Random, number: int, body: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
    good = signed(body)
    signature, timestamp = bytearray(good["X-Slack-Signature"].encode()), good["X-Slack-Request-Timestamp"].encode()
    sent = body
    match number % 9:
        case 0:
            place = chance.randrange(3, len(signature))
            signature[place] = chance.choice([byte for byte in b"0123456789abcdefXYZ" if byte != signature[place]])
        case 1:
            place = chance.randrange(len(body))
            sent = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        case 2:
            timestamp = str(int(timestamp) + chance.choice([-1, 1]) * chance.randrange(1, 10**6)).encode()
        case 3:
            timestamp = chance.choice(
                [b"", b"x", b"1e9", b"-1", b"9" * 5_000, b"\xd9\xa1", b"1.5", b"0x10", b" 1", b"nan"]
            )
        case 4:
            signature = bytearray(
                chance.choice([b"", b"v0=", b"v1=" + signature[3:], b"\xe9" * 67, bytes(signature).upper()])
            )
        case 5:
            return [], body
        case 6:
            old = signed(body, at=NOW + timedelta(seconds=chance.choice([-301, 301, 10**6])))
            return [(key.encode(), value.encode()) for key, value in old.items()], body
        case 7:
            other = signed(body, secret=chance.choice(["", "x", NEW + "x", NEW[:-1]]) or "-")
            return [(key.encode(), value.encode()) for key, value in other.items()], body
        case _:
            sent = body + b" "
    headers = [(b"X-Slack-Request-Timestamp", timestamp), (b"X-Slack-Signature", bytes(signature))]
    return [(b"Content-Type", JSON.encode()), *headers], sent
