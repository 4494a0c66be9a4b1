"""The market as a guest in somebody else's bot: which updates it takes, and how it sends over the host's connection.

Neutral of the library: `mount_aiogram.py` and `mount_ptb.py` are the two doors. What the market does not take goes on to
the host's own handlers; it sets no webhook, no menu and no profile of a bot that is not its own.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from adapters.telegram.calling import Caller, CallLost, CallRefused, Loading
from adapters.telegram.pacing import PacedCaller
from adapters.telegram.platform import TelegramPlatform
from adapters.telegram.receive import event_id
from adapters.telegram.tokens import CHANNEL
from core.ports.intake import Intake
from core.tokens import PREFIX, KeyRing

_PREFIX = re.compile(r"[a-z][a-z0-9]{0,11}")
_OWN_LINK = re.compile(r"/start(?:@\w+)?\s+(?:l|d|link)_[A-Za-z0-9_-]+")
_ADDRESSED = re.compile(r"/([A-Za-z0-9_]+)(@[A-Za-z0-9_]+)?(.*)", re.DOTALL)


class Expecting(Protocol):
    """Knows whether a message in a private chat is meant for the market."""

    async def __call__(self, channel: str, tenant: str, user: str, reply_to: str) -> bool:
        """True while this person is in the middle of one of our conversations, or answers a message of ours."""
        ...


class MountedRuntime:
    """A bot's guest. `tenant` is the host bot's id; commands are `/prefix` and `/prefix_word`.

    Raises ValueError on a prefix that is no beginning of a command.
    """

    def __init__(
        self,
        caller: Caller,
        tenant: str,
        *,
        ring: KeyRing,
        intake: Intake,
        expecting: Expecting,
        prefix: str = "market",
        load: Loading | None = None,
        brisk: float = 1.0,
    ) -> None:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError("a prefix is 1 to 12 small letters and digits, and begins with a letter")
        self.tenant = tenant
        self.username = ""
        self.platform = TelegramPlatform(PacedCaller(caller, brisk=brisk), ring, tenant, load=load)
        self._caller = caller
        self._intake = intake
        self._expecting = expecting
        self._prefix = prefix
        self._stopped = asyncio.Event()

    async def start(self) -> None:
        """The host's updates come by `offer`."""

    async def wait(self) -> None:
        """Until stopped; who receives the updates is the host's affair."""
        await self._stopped.wait()

    async def stop(self) -> None:
        """The connection is the host's and stays."""
        self._stopped.set()

    async def set_up(self, menus: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Learn the host's name. The menu is the host's."""
        try:
            me = await self._caller.call("getMe", {})
        except (CallRefused, CallLost):
            return
        self.username = str(me.get("username") or "") if isinstance(me, Mapping) else ""

    async def watch_webhook(self) -> None:
        """The webhook is the host's."""

    async def offer(self, update: Mapping[str, Any]) -> bool:
        """Take an update if it is ours: it is committed when this returns True, and the host should not handle it.

        Raises when it could not be stored; then the host's library decides what becomes of the update.
        """
        ours = await self._read(update)
        topic = ours is None and self._is_about_a_topic(update)
        if ours is None and not topic:
            return False
        ours = ours or update
        raw = json.dumps(ours, ensure_ascii=True, separators=(",", ":")).encode()
        await self._intake.accept(CHANNEL, self.tenant, event_id(ours), raw)
        return not topic

    async def _read(self, update: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The update as the market reads it, without the prefix; None when it is the host's."""
        if not event_id(update):
            return None
        press = update.get("callback_query")
        if isinstance(press, Mapping):
            return update if str(press.get("data") or "").startswith(PREFIX) else None
        message = update.get("message")
        if not isinstance(message, Mapping):
            return None
        text = message.get("text")
        if isinstance(text, str) and text.startswith("/"):
            command = self._command(text)
            return None if command is None else {**update, "message": {**message, "text": command}}
        return update if await self._is_expected(message) else None

    def _is_about_a_topic(self, update: Mapping[str, Any]) -> bool:
        """Whether the bot itself has opened a topic: that may have been us or the host, so both hear of it."""
        message = update.get("message")
        if not event_id(update) or not isinstance(message, Mapping) or "forum_topic_created" not in message:
            return False
        sender = message.get("from")
        return isinstance(sender, Mapping) and str(sender.get("id")) == self.tenant

    def _command(self, text: str) -> str | None:
        """`/market_browse steel` → `/browse steel`, `/market` → `/start`; None for the host's commands."""
        if _OWN_LINK.fullmatch(text):
            return text
        read = _ADDRESSED.fullmatch(text)
        if read is None:
            return None
        word, bot, rest = read[1].lower(), read[2] or "", read[3]
        if word == self._prefix:
            return f"/start{bot}"
        own = f"{self._prefix}_"
        return f"/{word.removeprefix(own)}{bot}{rest}" if word.startswith(own) and word != own else None

    async def _is_expected(self, message: Mapping[str, Any]) -> bool:
        chat, sender, answered = (message.get(key) for key in ("chat", "from", "reply_to_message"))
        if not isinstance(chat, Mapping) or not isinstance(sender, Mapping) or chat.get("type") != "private":
            return False
        reply_to = str(answered.get("message_id") or "") if isinstance(answered, Mapping) else ""
        return await self._expecting(CHANNEL, self.tenant, str(sender.get("id") or ""), reply_to)
