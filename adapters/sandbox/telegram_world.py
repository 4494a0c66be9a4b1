"""Everything a call or a person's act can touch, and how what happens reaches the bots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_books import Books, BotProfile, Chat, Message, Person, Signal
from adapters.sandbox.telegram_faults import FaultPlan
from adapters.sandbox.telegram_files import FileStore
from adapters.sandbox.telegram_flood import Bans, FloodControl
from adapters.sandbox.telegram_limits import MESSAGE_UPDATE_SECONDS
from adapters.sandbox.telegram_refusals import ControlRefused
from adapters.sandbox.telegram_shapes import message_json
from adapters.sandbox.telegram_updates import UpdateQueue
from adapters.sandbox.telegram_webhook import Webhook


@dataclass
class CallbackQuery:
    """A press that waits for its answer; it is forgotten once answered."""

    id: str
    chat: Chat
    person: Person
    at: datetime
    expired: bool = False


@dataclass
class InlineQuery:
    """A typed inline query and, later, what the bot found for it."""

    id: str
    person: Person
    query: str
    at: datetime
    results: list[dict[str, Any]] | None = None
    next_offset: str = ""
    answered: Signal = field(default_factory=Signal)


@dataclass
class BotAccount:
    """One bot: its updates, webhook, open queries, menu settings and the count of its calls."""

    profile: BotProfile
    token: str
    updates: UpdateQueue
    webhook: Webhook
    calls: Counter[str] = field(default_factory=Counter)
    effects: Counter[str] = field(default_factory=Counter)
    callback_queries: dict[str, CallbackQuery] = field(default_factory=dict)
    inline_queries: dict[str, InlineQuery] = field(default_factory=dict)
    settings: dict[tuple[str, ...], Any] = field(default_factory=dict)
    logged_out: bool = False


class World:
    def __init__(self, clock: WorldClock, *, flood_control: bool) -> None:
        self.clock = clock
        self.books = Books(clock)
        self.files = FileStore(clock)
        self.faults = FaultPlan()
        self.bans = Bans(clock)
        self.flood = FloodControl(clock, self.bans, enabled=flood_control)
        self.accounts: dict[str, BotAccount] = {}

    def account(self, username: str | None) -> BotAccount:
        """The bot of this name, the first one where none is named; raises ControlRefused."""
        for account in self.accounts.values():
            if username is None or account.profile.username.lower() == username.lower().lstrip("@"):
                return account
        raise ControlRefused(404, f"no bot {username!r}")

    def listeners(self, chat: Chat) -> list[BotAccount]:
        """The bots that are in the chat."""
        if chat.owner_id:
            return [a for a in self.accounts.values() if a.profile.id == chat.owner_id]
        return [a for a in self.accounts.values() if chat.bots.get(a.profile.id) in ("administrator", "member")]

    def tell(
        self,
        account: BotAccount,
        kind: str,
        body: dict[str, Any],
        lane: str,
        *,
        chat_id: int,
        lifetime_seconds: int = MESSAGE_UPDATE_SECONDS,
    ) -> int | None:
        """Queue an update for a bot, unless a fault loses it."""
        fault = self.faults.for_update(kind, chat_id)
        if fault is not None and fault.kind == "lost_update":
            return None
        replays = 1 if fault is not None else 0
        return account.updates.push(kind, body, lane, lifetime_seconds, replays)

    def tell_message(self, chat: Chat, message: Message, kind: str = "message") -> None:
        """A person's message (or a service message) reaches every bot that may read it."""
        for account in self.listeners(chat):
            if self._may_read(account.profile, chat, message):
                body = message_json(self.books, chat, message)
                self.tell(account, kind, body, f"chat {chat.id}", chat_id=chat.id)

    def _may_read(self, bot: BotProfile, chat: Chat, message: Message) -> bool:
        """Privacy mode: in a group, a bot that is no administrator reads only what is meant for bots."""
        if chat.owner_id or bot.can_read_all_group_messages or chat.bots.get(bot.id) == "administrator":
            return True
        text = message.content.text
        replied = message.reply_to is not None and message.reply_to.bot == bot
        return message.service is not None or replied or text.startswith("/") or f"@{bot.username}" in text


@dataclass
class Call:
    """One accepted call of a bot: typed parameters, ready to be carried out."""

    world: World
    account: BotAccount
    method: str
    given: dict[str, Any]

    @property
    def books(self) -> Books:
        return self.world.books

    @property
    def bot(self) -> BotProfile:
        return self.account.profile

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    def shape(self, chat: Chat, message: Message) -> dict[str, Any]:
        return message_json(self.world.books, chat, message)


Method = Callable[[Call], Awaitable[Any]]
