"""A Slack that costs nothing: every Web API call of an SDK client is answered at once, in this process."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

TEAM, USER, DIRECT = "T0BENCH0001", "U0BUYER0001", "D0BUYER0001"
TOKEN, SECRET = "xoxb-benchmark", "0123456789abcdef0123456789abcdef"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_FIRST_TS = 1_700_000_000


class CannedAnswer:
    """What aiohttp gives back for a request."""

    status = 200
    content_type = "application/json"
    headers: Mapping[str, str] = {}

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aenter__(self) -> CannedAnswer:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def json(self) -> Any:
        return json.loads(self._body)


class CannedSession:
    """Stands in for aiohttp's client session; Slack answers a message with the message as it stands now."""

    closed = False

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        """Calls since they were last looked at: (method, body)."""
        self._number = 0

    def request(self, _verb: str, url: str, **given: Any) -> CannedAnswer:
        method = url.rpartition("/")[2]
        # Both sides pay for the encoding that aiohttp would do.
        body = json.loads(json.dumps(given["json"])) if "json" in given else dict(given.get("data") or {})
        answer: dict[str, Any] = {"ok": True}
        if method in ("chat.postMessage", "chat.update"):
            self._number += method == "chat.postMessage"
            ts = body.setdefault("ts", f"{_FIRST_TS}.{self._number:06d}")
            answer |= {"channel": DIRECT, "ts": ts, "message": {"text": body["text"], "blocks": body["blocks"]}}
        self.sent.append((method, body))
        return CannedAnswer(json.dumps(answer).encode())

    async def close(self) -> None:
        return None


class SlackClient:
    """One person's conversation with the bot: remembers the last message, and signs what Slack would post."""

    def __init__(self, session: CannedSession) -> None:
        self.text = ""
        self.keyboard: Sequence[Mapping[str, Any]] = ()
        """The blocks of the last message."""
        self.ts = ""
        self._session = session
        self._number = 0

    def says(self, text: str) -> tuple[str, bytes]:
        """(content type, body) of typed words."""
        self._number += 1
        text = text.removeprefix("/")  # Slack keeps slash commands to itself
        ts = f"{_FIRST_TS + 10}.{self._number:06d}"
        event = {"type": "message", "channel": DIRECT, "user": USER, "text": text, "ts": ts, "channel_type": "im"}
        outer = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{self._number:09d}", "event": event}
        return JSON, json.dumps(outer).encode()

    def presses(self, label: str) -> tuple[str, bytes]:
        """(content type, body) of a press on the first button whose label begins with these words."""
        buttons = [each for block in self.keyboard for each in block.get("elements", ()) if each.get("value")]
        pressed = next((each for each in buttons if each["text"]["text"].startswith(label)), None)
        if pressed is None:
            raise LookupError(f"no button {label!r} among {[each['text']['text'] for each in buttons]}")
        self._number += 1
        action = {key: pressed[key] for key in ("type", "action_id", "text", "value")}
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "bench"},
            "user": {"id": USER, "username": "berta", "team_id": TEAM},
            "api_app_id": "A0BENCH0001",
            "container": {"type": "message", "message_ts": self.ts, "channel_id": DIRECT, "is_ephemeral": False},
            "trigger_id": f"12321423423.333649436676.{self._number}",
            "channel": {"id": DIRECT, "name": "directmessage"},
            "message": {"type": "message", "text": self.text, "ts": self.ts, "blocks": self.keyboard},
            "response_url": "https://hooks.slack.com/actions/T0BENCH0001/1232321423432/D09DSasdasdasda",
            "actions": [{**action, "block_id": "=qXel", "action_ts": f"{_FIRST_TS}.{self._number:06d}"}],
        }
        return FORM, urlencode({"payload": json.dumps(payload)}).encode()

    def looks(self) -> None:
        """Take in what the bot did to this conversation since the last look."""
        for method, body in self._session.sent:
            if method in ("chat.postMessage", "chat.update") and body["channel"] == DIRECT and body["ts"] >= self.ts:
                self.ts, self.text, self.keyboard = body["ts"], body["text"], body["blocks"]
        self._session.sent.clear()


def signed(content_type: str, body: bytes) -> dict[str, str]:
    """The headers of a request as Slack signs it, in small letters."""
    timestamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "content-type": content_type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={digest}",
    }
