"""What stands before everything that is served over HTTP: limits per address, turns, bounds of bodies, headers, a last
answer."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Collection, Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.http.addresses import place_of
from adapters.http.crowding import BACK_AFTER_SECONDS, Crowd
from core.ports.limits import Limits
from core.ports.unit_of_work import patiently

log = logging.getLogger(__name__)

BODY_BYTES_MAX = 1_000_000
DEPTH_MAX = 64
RETRY_SECONDS = 30
READS_AT_ONCE, WRITES_AT_ONCE, IN_LINE = 2, 1, 64
"""Requests of strangers that are worked on at the same time, and that wait: the chats are served by the same process."""
PASSWORDS_AT_ONCE, PASSWORDS_IN_LINE = 1, 32
"""A password takes a processor for some hundredths of a second."""
REST = 1.5
"""While others wait, a turn is followed by a rest of this share of the time that it took, in which the chats are served."""
UNCOUNTED = ("/healthz",)
_WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")
_PARTS = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_PAGE_POLICY = (
    b"content-security-policy",
    b"default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    b"frame-ancestors 'none'",
)


class Guarded:
    """An application behind its guard. `platforms`: paths that chats and the provider post to, signed and often;
    `passwords`: paths where a password can be tried; `larger`: paths that take more
    than usual, and how much; `own_policy`: pages that say themselves what they may load."""

    def __init__(
        self,
        app: ASGIApp,
        limits: Limits,
        *,
        platforms: Collection[str] = (),
        passwords: Collection[str] = (),
        larger: Mapping[str, int] | None = None,
        own_policy: Collection[str] = ("/docs",),
    ) -> None:
        self._app = app
        self._limits = limits
        self._platforms = frozenset(platforms)
        self._passwords = frozenset(passwords)
        self._own_policy = frozenset(own_policy)
        self._larger = dict(larger or {})
        self._reading = Crowd(at_once=READS_AT_ONCE, in_line=IN_LINE)
        self._writing = Crowd(at_once=WRITES_AT_ONCE, in_line=IN_LINE)
        self._passwords_crowd = Crowd(at_once=PASSWORDS_AT_ONCE, in_line=PASSWORDS_IN_LINE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, _HEADERS, () if scope["path"] in self._own_policy else (_PAGE_POLICY,))
        address = place_of(scope)
        kind = "platform" if scope["path"] in self._platforms else "address"
        tried = scope["path"] in self._passwords and scope["method"] in ("POST", "PUT")
        if not self._limits.allows(kind, address):
            await answer.refuse(429, "too-many", retry=RETRY_SECONDS)
        elif _length_of(scope) > (most := self._larger.get(scope["path"], BODY_BYTES_MAX)):
            await answer.refuse(413, "too-large")
        elif kind == "platform" or scope["path"] in UNCOUNTED or scope["path"] in self._larger:
            # What is large may come slowly: it has its own limits, and must not hold up everybody else.
            await self._on(scope, _bounded(receive, answer, most), answer)
        else:
            crowd = self._reading if scope["method"] in _WITHOUT_BODY else self._writing
            crowd = self._passwords_crowd if tried else crowd
            await self._in_turn(scope, _bounded(receive, answer, most), answer, crowd, address)

    async def _in_turn(self, scope: Scope, receive: Receive, answer: _Answer, crowd: Crowd, who: str) -> None:
        """The body is read whole before its turn, so that nobody holds the door with words that never end, and so that
        nothing deeper than anybody writes reaches a parser."""
        content = bytearray()
        more = scope["method"] not in _WITHOUT_BODY
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            content += message.get("body", b"")
            more = message.get("more_body", False)
        if _is_json(scope) and depth_of(bytes(content)) > DEPTH_MAX:
            await answer.refuse(422, "too-deep")
        elif not await crowd.enter(who):
            await answer.refuse(503, "busy", retry=BACK_AFTER_SECONDS)
        else:
            began = time.monotonic()
            try:
                with patiently():
                    await self._on(scope, _once(bytes(content), receive), answer)
            finally:
                crowd.leave((time.monotonic() - began) * REST)

    async def _on(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        try:
            await self._app(scope, receive, answer)
        except Exception:
            if answer.begun:
                # The application has answered and logged by itself; the server needs not know more.
                return
            reference = secrets.token_hex(4).upper()
            log.exception("a request failed", extra={"reference": reference})
            await answer.refuse(500, "bug", reference=reference)


class _Answer:
    """Sends what the application answers, with our headers where it has none of its own."""

    def __init__(
        self, send: Send, headers: tuple[tuple[bytes, bytes], ...], page: tuple[tuple[bytes, bytes], ...]
    ) -> None:
        self._send = send
        self._given = (*headers, *page)
        self.begun = False
        self._refused = False

    async def __call__(self, message: Message) -> None:
        if self._refused:
            return
        if message["type"] == "http.response.start":
            self.begun = True
            own = list(message.get("headers", ()))
            names = {name.lower() for name, _ in own}
            own += [(name, value) for name, value in self._given if name not in names]
            message = {**message, "headers": own}
        await self._send(message)

    async def refuse(self, status: int, code: str, *, retry: int = 0, **fields: str) -> None:
        """A problem document, unless an answer is under way already."""
        if self.begun:
            return
        body = {"type": f"/problems/{code}", "status": status, "code": code, "fields": fields}
        content = json.dumps(body).encode()
        headers = [
            (b"content-type", b"application/problem+json"),
            (b"content-length", str(len(content)).encode()),
            (b"cache-control", b"no-store"),
        ]
        if retry:
            headers.append((b"retry-after", str(retry).encode()))
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self({"type": "http.response.body", "body": content})
        self._refused = True


def depth_of(content: bytes) -> int:
    """How deep lists and objects are within each other; brackets inside texts do not count."""
    depth = deepest = 0
    for part in _PARTS.finditer(content):
        if part[0] in (b"[", b"{"):
            depth += 1
            deepest = max(deepest, depth)
        elif part[0] in (b"]", b"}"):
            depth -= 1
    return deepest


def _bounded(receive: Receive, answer: _Answer, most: int) -> Receive:
    """Whoever sends more than anybody does is refused at once, and has gone away for whoever reads on."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            await answer.refuse(413, "too-large")
            return {"type": "http.disconnect"}
        return message

    return bounded


def _once(content: bytes, receive: Receive) -> Receive:
    """The body that was read already, and whatever comes after it."""
    given = False

    async def once() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": content, "more_body": False}

    return once


def _header(scope: Scope, wanted: bytes) -> bytes:
    found: Any = next((value for name, value in scope["headers"] if name == wanted), b"")
    return bytes(found)


def _length_of(scope: Scope) -> int:
    said = _header(scope, b"content-length")
    return int(said[:20]) if said.isdigit() else 0


def _is_json(scope: Scope) -> bool:
    return b"json" in _header(scope, b"content-type").lower()
