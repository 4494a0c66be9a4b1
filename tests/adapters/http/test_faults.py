"""What fails inside is a reference outside, whatever failed: no stack, no statement, no path, no key."""

from __future__ import annotations

import itertools
import logging
import re
import sqlite3
from types import SimpleNamespace

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy.exc import IntegrityError

from adapters.http.api.calling import CarefulRoute
from adapters.http.guarding import Guarded
from adapters.http.problems import MIME, Problems
from adapters.limiting.windows import USUAL, WindowLimits
from bot.explaining import Explainer
from bot.text import Texts
from core.errors import DomainError

CANARIES = (
    "SELECT password_hash FROM users WHERE email = 'ana@acme.example'",
    "/srv/parley/keys.json",
    "a provider's key: " + "canary" * 5,
    "a webhook's secret: " + "canary" * 3,
    "a bot's token: 123456:" + "canary" * 6,
    "a workspace's token: " + "canary" * 4,
    "an access token: eyJhbGciOiJFZERTQSJ9." + "canary" * 4,
    "a database's address with its password: canary@db",
    "Ana Ruiz, Calle Canary 7",
    'File "/srv/parley/core/escrow.py", line 77, in capture',
)
KINDS = (
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AssertionError,
    OSError,
    FileNotFoundError,
    PermissionError,
    ConnectionResetError,
    TimeoutError,
    MemoryError,
    RecursionError,
    UnicodeError,
    ZeroDivisionError,
    StopAsyncIteration,
    LookupError,
    BufferError,
    sqlite3.OperationalError,
    sqlite3.IntegrityError,
    lambda words: IntegrityError(words, {"email": words}, Exception(words)),
)
FAULTS = [kind(words) for kind, words in itertools.product(KINDS, CANARIES)]
LANGUAGES = ("en", "es", "de", "ru", "ar", "zh")


def market_that_fails() -> Guarded:
    router = APIRouter(route_class=CarefulRoute)

    @router.get("/fails/{number}")
    async def fails(number: int) -> None:
        raise FAULTS[number]

    app = FastAPI()
    app.include_router(router)
    app.state.parts = SimpleNamespace(problems=Problems(Explainer(Texts())))
    return Guarded(app, WindowLimits({**USUAL, "address": "1000/minute"}))


async def test_two_hundred_faults_say_nothing_but_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    assert len(FAULTS) >= 200
    assert not [fault for fault in FAULTS if isinstance(fault, DomainError)]
    transport = httpx.ASGITransport(app=market_that_fails(), raise_app_exceptions=False)
    references = []
    async with httpx.AsyncClient(transport=transport, base_url="http://market.test") as caller:
        with caplog.at_level(logging.CRITICAL + 1):
            for number in range(len(FAULTS)):
                lang = LANGUAGES[number % len(LANGUAGES)]
                answer = await caller.get(f"/fails/{number}", headers={"accept-language": lang})
                assert answer.status_code == 500, number
                assert answer.headers["content-type"] == MIME
                assert answer.headers["content-language"] == lang
                shown = f"{answer.text} {answer.headers}".casefold()
                for told in ("canary", "select", "/srv", "acme", "traceback", type(FAULTS[number]).__name__):
                    assert told.casefold() not in re.sub("/problems/bug", "", shown), (told, answer.text)
                references.append(answer.json()["fields"]["reference"])
    assert len(set(references)) == len(FAULTS)
    assert all(re.fullmatch("[0-9A-F]{8}", reference) for reference in references)
