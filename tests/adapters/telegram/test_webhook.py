"""The door that Telegram posts to: what is let in, what is answered, and what is stored."""

from __future__ import annotations

import json
import logging
import os
import random
from collections.abc import Mapping

import httpx
import pytest

from adapters.http.app import BODY_BYTES_MAX, http_app
from adapters.telegram.webhook import PATH, TelegramDoor
from bot.world import SystemClock

SECRET = "A-secret_that-is-long-enough-0123456789"
HEADER = "X-Telegram-Bot-Api-Secret-Token"

HOSTILE = int(os.environ.get("PARLEY_HOSTILE_REQUESTS", "2000"))
"""The gate sends a hundred thousand."""


class Inbox:
    """An intake that remembers, and fails when asked to."""

    def __init__(self) -> None:
        self.events: dict[str, bytes] = {}
        self.fails = False

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        if self.fails:
            raise RuntimeError("canary: the database is away")
        assert (channel, tenant) == ("telegram", "77")
        new = event_id not in self.events
        self.events.setdefault(event_id, raw)
        return new

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        raise AssertionError("Telegram has no forms")


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def client(inbox: Inbox) -> httpx.AsyncClient:
    async def healthy() -> bool:
        return True

    app = http_app(
        intake=inbox,
        read_event=None,
        is_healthy=healthy,
        clock=SystemClock(),
        words_after_paying=lambda paid: ("", ""),
        doors={PATH: TelegramDoor(SECRET, "77", inbox)},
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://market")


async def test_an_update_is_stored_as_it_came_and_then_acknowledged(client: httpx.AsyncClient, inbox: Inbox) -> None:
    body = b'{"update_id": 12,  "message": {"text": "\\u00e9"}}'
    for _ in range(2):
        answer = await client.post(PATH, content=body, headers={HEADER: SECRET})
        assert (answer.status_code, answer.content) == (200, b"")
    assert inbox.events == {"tg:12": body}


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"[]", b"null", b"{}", b'{"update_id": "7"}', b'{"update_id": 1e99}', b"[" * 50_000, b'{"a":'],
)
async def test_what_is_no_update_is_put_aside_and_not_asked_for_again(
    client: httpx.AsyncClient, inbox: Inbox, body: bytes
) -> None:
    for _ in range(2):
        assert (await client.post(PATH, content=body, headers={HEADER: SECRET})).status_code == 200
    (key,) = inbox.events
    assert key.startswith("tg:poison:")


async def test_an_inbox_that_takes_nothing_is_asked_again_later(
    client: httpx.AsyncClient, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.fails = True
    answer = await client.post(PATH, content=b'{"update_id": 5}', headers={HEADER: SECRET})
    assert (answer.status_code, answer.headers["retry-after"], answer.content) == (503, "5", b"")
    assert "canary" not in caplog.text
    inbox.fails = False
    assert (await client.post(PATH, content=b'{"update_id": 5}', headers={HEADER: SECRET})).status_code == 200
    assert list(inbox.events) == ["tg:5"]


async def test_a_body_without_end_is_refused(client: httpx.AsyncClient, inbox: Inbox) -> None:
    answer = await client.post(PATH, content=b"x" * (BODY_BYTES_MAX + 1), headers={HEADER: SECRET})
    assert answer.status_code == 413
    assert not inbox.events


async def test_nobody_else_gets_in(client: httpx.AsyncClient, inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    """Wrong, missing, mutated and hostile secrets: 401 without a word, no error of ours, and nothing in any log."""
    caplog.set_level(logging.DEBUG)
    chance = random.Random(5)
    body = json.dumps({"update_id": 1, "message": {"text": "canary"}}).encode()
    for number in range(HOSTILE):
        headers = _hostile(chance, number)
        answer = await client.post(PATH, content=body, headers=headers)
        assert (answer.status_code, answer.content) == (401, b""), headers
    assert not inbox.events
    assert "canary" not in caplog.text


def _hostile(chance: random.Random, number: int) -> list[tuple[bytes, bytes]]:
    """Headers that are not exactly ours."""
    name, secret = HEADER.encode(), bytearray(SECRET.encode())
    match number % 7:
        case 0:
            return []
        case 1:
            secret[chance.randrange(len(secret))] ^= 1 << chance.randrange(7)
        case 2:
            del secret[chance.randrange(len(secret))]
        case 3:
            secret.insert(chance.randrange(len(secret)), chance.choice(b"Aa0_-"))
        case 4:
            secret = bytearray(chance.randbytes(chance.randrange(1, 300)))
        case 5:
            return [(name + b"x", bytes(secret))]
        case _:
            return [(name, b"wrong"), (name, bytes(secret[:-1]))]
    cleaned = bytes(byte for byte in secret if byte not in b"\r\n\0").strip() or b"x"
    return [(name, cleaned)] if cleaned != SECRET.encode() else []
