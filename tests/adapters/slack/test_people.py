"""What Slack says about people: a hint, asked once, that may fail."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack.people import People
from core.ports.chat import Actor, ChatBusy, ChatError, ChatRefused

OLGA = Actor("slack", "T1", "U1", "olga")


class Directory:
    """Answers or fails as told, and counts."""

    def __init__(self, *answers: Mapping[str, Any] | ChatError) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, Mapping[str, Any]]] = []

    async def call(self, method: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
        self.asked.append((method, params))
        answer = self.answers.pop(0)
        if isinstance(answer, ChatError):
            raise answer
        return answer


async def test_a_person_is_asked_about_once() -> None:
    directory = Directory({"user": {"locale": "ru-RU", "tz": "Asia/Almaty"}})
    people = People(directory.call)
    for _ in range(2):
        about = await people.about(OLGA)
        assert (about.lang, about.zone, about.name) == ("ru-RU", "Asia/Almaty", "olga")
    assert directory.asked == [("users.info", {"user": "U1", "include_locale": "true"})]


@pytest.mark.parametrize("answer", [{}, {"user": None}, {"user": {"locale": 7}}, ChatRefused("missing_scope")])
async def test_no_answer_is_kept_as_well(answer: Mapping[str, Any] | ChatError) -> None:
    directory = Directory(answer)
    people = People(directory.call)
    assert [await people.about(OLGA), await people.about(OLGA)] == [OLGA, OLGA]
    assert len(directory.asked) == 1


async def test_a_busy_moment_is_not_an_answer() -> None:
    people = People(Directory(ChatBusy(1), {"user": {"locale": "de-DE"}}).call)
    assert (await people.about(OLGA)).lang == ""
    assert (await people.about(OLGA)).lang == "de-DE"


async def test_nobody_waits_for_a_slow_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_method: str, _params: Mapping[str, Any]) -> Mapping[str, Any]:
        await asyncio.Event().wait()
        return {}

    monkeypatch.setattr("adapters.slack.people._PATIENCE_SECONDS", 0.01)
    assert await People(never).about(OLGA) == OLGA


async def test_nobody_is_nobody() -> None:
    assert await People(Directory().call).about(Actor("slack", "T1", "")) == Actor("slack", "T1", "")
