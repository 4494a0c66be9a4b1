"""Calls reach Slack once each, come back as what they mean, and carry the token nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calling import CallLost, CallRefused
from adapters.slack.web_caller import WebCaller
from tests.adapters.slack.pretended_slack import PretendedSlack


@pytest.fixture
async def caller(slack: PretendedSlack) -> AsyncIterator[WebCaller]:
    async with ClientSession() as session:
        yield WebCaller(AsyncWebClient("xoxb-secret-token", slack.api_base, session=session, retry_handlers=[]))


def _answered(body: str, status: int = 200, **headers: str) -> Any:
    async def answer() -> web.Response:
        return web.Response(text=body, status=status, headers={"Content-Type": "application/json", **headers})

    return answer


async def test_answers_of_the_web_api_are_told_apart_and_never_repeated(
    caller: WebCaller, slack: PretendedSlack
) -> None:
    answers: list[tuple[Any, type[Exception], str]] = [
        (_answered('{"ok":false,"error":"is_archived"}'), CallRefused, "is_archived"),
        (_answered('{"ok":false,"error":"ratelimited"}', 429, **{"Retry-After": "17"}), CallRefused, "ratelimited"),
        (_answered("{}", 503), CallLost, "http_503"),
        (_answered("<html>", 502), CallLost, "http_502"),
        (_answered("half a {", 200), CallLost, "http_200"),
    ]
    for answer, expected, said in answers:
        slack.answer = answer
        slack.calls.clear()
        with pytest.raises(expected, match=said) as raised:
            await caller.call("chat.postMessage", {"channel": "C1"})
        assert len(slack.calls) == 1
        if said == "ratelimited":
            assert isinstance(raised.value, CallRefused)
            assert raised.value.retry_after == 17
    slack.answer = None
    answer = await caller.call("files.info", {"file": "F1"})
    assert answer["given"] == "file=F1"


async def test_a_dead_connection_is_no_answer(caller: WebCaller, slack: PretendedSlack) -> None:
    address = f"{slack.api_base}files/F1"
    await slack.server.close()
    with pytest.raises(CallLost):
        await caller.call("chat.postMessage", {"channel": "C1"})
    with pytest.raises(CallLost):
        await caller.download(address, size_max=10)


async def test_the_token_goes_to_slack_only(caller: WebCaller, slack: PretendedSlack) -> None:
    own = str(slack.server.make_url("/files/F1"))
    slack.answer = _answered("abcdef")
    assert await caller.download(own, size_max=6) == b"abcdef"
    assert slack.calls == [("/files/F1", "Bearer xoxb-secret-token")]
    with pytest.raises(CallRefused, match="file_too_large"):
        await caller.download(own, size_max=5)
    slack.answer = _answered("", 302, Location="https://evil.example/")
    with pytest.raises(CallRefused, match="http_302"):
        await caller.download(own, size_max=5)
    slack.calls.clear()
    for foreign in ("https://evil.example/f", "https://evilslack.com/f", "http://files.slack.com/f", "https://[", "x"):
        with pytest.raises(CallRefused, match="foreign_address"):
            await caller.download(foreign, size_max=5)
    slack.answer = None
    await caller.respond(str(slack.server.make_url("/respond/1")), {"text": "x"})
    assert slack.calls == [("/respond/1", "")]
