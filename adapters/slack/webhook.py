"""Takes what Slack posts: events, interactions and commands, signed, fresh, and acknowledged once they are committed."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from binascii import a2b_qp
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from adapters.slack.parts import read_json
from adapters.slack.taking import Taking
from core.ports.clock import Clock
from core.ports.doors import DoorAnswer

log = logging.getLogger(__name__)

PATHS = ("/slack/events", "/slack/interactivity", "/slack/commands", "/slack/options")
"""All of them lead to the same door, so that an operator can enter one address everywhere, or these."""
SKEW_SECONDS_MAX = 300
TAKING_SECONDS_MAX = 2.5
"""Slack gives up after three; it sends events again after a 503, and the inbox knows a repetition as one."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_INTERACTION = b"payload="
_REFUSED = DoorAnswer(401)
_UNREADABLE = DoorAnswer(400)
_NOT_NOW = DoorAnswer(503)


class SlackDoor:
    """`core.ports.doors.Door` for an app on HTTP. `secrets` are its signing secrets: two during a rotation."""

    def __init__(self, secrets: Sequence[str], taking: Taking, clock: Clock) -> None:
        self._secrets = [secret.encode() for secret in secrets if secret]
        if not self._secrets:
            raise ValueError("a signing secret is needed to let Slack in")
        self._taking = taking
        self._clock = clock

    def knock(self, headers: Mapping[str, str]) -> DoorAnswer | None:
        """See the port: without a fresh timestamp and a signature the body is not even read."""
        timestamp = headers.get("x-slack-request-timestamp", "")
        if not _TIMESTAMP.fullmatch(timestamp) or not headers.get("x-slack-signature", "").startswith("v0="):
            return _REFUSED
        if abs(self._clock.now().timestamp() - int(timestamp)) > SKEW_SECONDS_MAX:
            return _REFUSED
        return None

    async def take(self, headers: Mapping[str, str], body: bytes) -> DoorAnswer:
        """See the port."""
        if self.knock(headers) is not None or not self._is_signed(headers, body):
            return _REFUSED
        read = _read(headers.get("content-type", ""), body)
        if read is None:
            return _UNREADABLE
        envelope, payload = read
        if envelope == "url_verification":
            return DoorAnswer(200, str(payload.get("challenge", ""))[:512].encode())
        try:
            async with asyncio.timeout(TAKING_SECONDS_MAX):
                answer = await self._taking.take(envelope, payload)
        except Exception as fault:
            log.error("a slack payload was not stored and is not acknowledged", extra={"fault": type(fault).__name__})
            return _NOT_NOW
        return DoorAnswer(200) if answer is None else DoorAnswer(200, json.dumps(answer).encode(), "application/json")

    def _is_signed(self, headers: Mapping[str, str], body: bytes) -> bool:
        shown = headers.get("x-slack-signature", "").encode("latin-1", "replace")
        signed = b"v0:" + headers.get("x-slack-request-timestamp", "").encode("latin-1", "replace") + b":" + body
        wanted = [b"v0=" + hmac.digest(secret, signed, "sha256").hex().encode() for secret in self._secrets]
        matched = [hmac.compare_digest(shown, each) for each in wanted]  # all of them: the time tells nothing
        return True in matched


def _unquoted(value: bytes) -> str:
    """One value of a form. Most of a payload is quoted signs, and a reader of forms takes them one by one; the mail's
    quoted-printable is the same writing with another sign, and undone at once."""
    return a2b_qp(value.replace(b"=", b"%3D").replace(b"%", b"=").replace(b"+", b" ")).decode(errors="replace")


def _read(content_type: str, body: bytes) -> tuple[str, Mapping[str, Any]] | None:
    """(envelope, payload) as a socket would carry them; None for what is neither."""
    try:
        if "json" in content_type:
            payload = read_json(body)
            if not isinstance(payload, dict):
                return None
            return ("url_verification" if payload.get("type") == "url_verification" else "events_api"), payload
        if body.startswith(_INTERACTION) and b"&" not in body:
            payload = read_json(_unquoted(body[len(_INTERACTION) :]))
            return ("interactive", payload) if isinstance(payload, dict) else None
        form = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=100)
        if "payload" in form:
            payload = read_json(form["payload"][0])
            return ("interactive", payload) if isinstance(payload, dict) else None
    except (ValueError, RecursionError):
        return None
    return ("slash_commands", {key: values[0] for key, values in form.items()}) if "command" in form else None
