"""A Bot API that costs nothing: every HTTP call of aiogram's sessions is answered at once, in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

BOT_ID = 4242
TOKEN = f"{BOT_ID}:benchmark"
SENT_AT = 1_700_000_000
FIRST_MESSAGE = 100
_YES = b'{"ok":true,"result":true}'

Keyboard = Sequence[Sequence[Mapping[str, str]]]


class CannedAnswer:
    """What an HTTP client gives back for a post."""

    status = 200

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aenter__(self) -> CannedAnswer:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def read(self) -> bytes:
        return self._body

    async def text(self) -> str:
        return self._body.decode()


class CannedHttp:
    """Stands in for aiohttp's client session. `message` is the answer to an edit; a new message is told by its id."""

    def __init__(self) -> None:
        self.message = b""
        self.message_id = FIRST_MESSAGE
        """Of the newest message."""
        self.sent: list[tuple[str, Any, int]] = []
        """Calls since they were last looked at: (method, body, newest message)."""

    def post(self, url: str, *, data: Any, **_: object) -> CannedAnswer:
        method = url.rpartition("/")[2]
        body = self.message if method == "editMessageText" else _YES
        if method == "sendMessage":
            self.message_id += 1
            body = b'{"ok":true,"result":{"message_id":%d}}' % self.message_id
        self.sent.append((method, data, self.message_id))
        return CannedAnswer(body)


@contextmanager
def canned_http() -> Iterator[CannedHttp]:
    """All sessions of aiogram, ours and the bare bot's, post into one `CannedHttp` meanwhile."""
    from aiogram.client.session.aiohttp import AiohttpSession

    http = CannedHttp()

    async def create_session(_: AiohttpSession) -> CannedHttp:
        return http

    with patch.object(AiohttpSession, "create_session", create_session):
        yield http


class Phone:
    """One person's private chat with the bot: remembers the last message, and makes the updates that presses cause."""

    def __init__(self, http: CannedHttp, user: int) -> None:
        self.user = user
        self.text = ""
        self.keyboard: Keyboard = ()
        self._http = http
        self._message = FIRST_MESSAGE
        self._update = 0

    def says(self, text: str) -> tuple[str, bytes]:
        """(event id, raw update) of typed words."""
        message = {"message_id": self._message, "from": self._person(), **self._chat(), "text": text}
        return self._updated({"message": message})

    def presses(self, label: str) -> tuple[str, bytes]:
        """(event id, raw update) of a press on the first button whose label begins with these words."""
        buttons = [button for row in self.keyboard for button in row]
        pressed = next((button for button in buttons if button["text"].startswith(label)), None)
        if pressed is None:
            raise LookupError(f"no button {label!r} among {[button['text'] for button in buttons]}")
        query = {
            "id": f"7{self._update:017d}",
            "from": self._person(),
            "message": self._shown(),
            "chat_instance": "-5517123456789012345",
            "data": pressed["callback_data"],
        }
        return self._updated({"callback_query": query})

    def looks(self) -> None:
        """Take in what the bot did to this chat since the last look. Telegram answers edits with the message at hand."""
        for method, data, newest in self._http.sent:
            if method not in ("sendMessage", "editMessageText"):
                continue
            call = json.loads(data)
            if call["chat_id"] == self.user and call.get("message_id", newest) >= self._message:
                self._message = call.get("message_id", newest)
                self.text = call["text"]
                self.keyboard = call.get("reply_markup", {}).get("inline_keyboard", ())
        self._http.sent.clear()
        self._http.message = json.dumps({"ok": True, "result": self._shown()}, ensure_ascii=False).encode()

    def _shown(self) -> dict[str, Any]:
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "Parley", "username": "parley_bot"}
        return {
            "message_id": self._message,
            "from": bot,
            **self._chat(),
            "edit_date": SENT_AT + 60,
            "text": self.text,
            "entities": [{"offset": 0, "length": 12, "type": "bold"}],
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": self.keyboard},
        }

    def _chat(self) -> dict[str, Any]:
        chat = {"id": self.user, "first_name": "Berta", "last_name": "Brandt", "type": "private"}
        return {"chat": chat, "date": SENT_AT}

    def _person(self) -> dict[str, Any]:
        return {
            "id": self.user,
            "is_bot": False,
            "first_name": "Berta",
            "last_name": "Brandt",
            "username": "berta_brandt",
            "language_code": "en",
        }

    def _updated(self, body: Mapping[str, Any]) -> tuple[str, bytes]:
        self._update += 1
        raw = json.dumps({"update_id": self._update, **body}, ensure_ascii=False).encode()
        return f"tg:{self._update}", raw
