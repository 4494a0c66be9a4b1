"""What people see and why they can not go on: shared by everybody who plays a person over the control endpoints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

Json = dict[str, Any]
_INVISIBLE: Final = re.compile("[\u200b\u2060\u200e\u200f\u2068\u2069]")


class NotSeen(AssertionError):
    """Something did not appear in time; the text shows the end of what was there instead."""


class CannotDo(AssertionError):
    """The platform does not let this person do that, now or at all."""


class NotAccepted(AssertionError):
    """A form came back; `errors` has the words under each of its inputs."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {words}" for name, words in errors.items()))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as its reader sees it; `rows` are the labels on its buttons, `raw` what the control endpoint told."""

    key: str
    author: str
    by_bot: bool
    text: str
    rows: tuple[tuple[str, ...], ...]
    edited: bool
    raw: Json = field(repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for row in self.rows for label in row)

    def line(self) -> str:
        """The message on one line of a transcript."""
        buttons = "".join(f" [{label}]" for label in self.labels)
        return f"{self.author}: {self.text.replace(chr(10), ' / ')}{buttons}"


def plain(text: str) -> str:
    """Text without the invisible characters that keep platforms from making links, and names in their place."""
    return _INVISIBLE.sub("", text)


class ControlDesk:
    """Requests to control endpoints below one address."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    async def get(self, path: str, **query: Any) -> Json:
        return _body(await self._send("GET", path, params=query))

    async def post(self, path: str, given: Mapping[str, Any]) -> tuple[int, Json]:
        """Status and body, whatever they are."""
        answer = await self._send("POST", path, json=dict(given))
        found: Json = answer.json()
        return answer.status_code, found

    async def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        # A certificate store costs 20 ms a client and is of no use on loopback.
        async with httpx.AsyncClient(trust_env=False, verify=False, timeout=90) as http:  # noqa: S501
            return await http.request(method, self.address + path, **more)


def _body(answer: httpx.Response) -> Json:
    if answer.is_error:
        raise CannotDo(f"{answer.request.url.path} answered {answer.status_code}: {answer.text}")
    found: Json = answer.json()
    return found
