"""The sandbox's own books: people, chats, topics and messages, as Telegram's servers would keep them."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_entities import Formatted
from adapters.sandbox.telegram_files import StoredFile
from adapters.sandbox.telegram_keyboards import Keyboard
from adapters.sandbox.telegram_refusals import ControlRefused, bad_request, forbidden

_FIRST_PERSON = 5_000_000_001
_FIRST_GROUP = -4_000_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001


@dataclass(frozen=True)
class BotProfile:
    """A bot of the sandbox: what getMe tells about it."""

    id: int
    username: str
    first_name: str
    can_read_all_group_messages: bool = False


@dataclass
class Person:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    deactivated: bool = False


@dataclass
class Topic:
    id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False


@dataclass
class Message:
    """One message; `bot` is set where a bot wrote it, `person` where a person did."""

    id: int
    at: datetime
    bot: BotProfile | None = None
    person: Person | None = None
    content: Formatted = field(default_factory=Formatted)
    file: StoredFile | None = None
    keyboard: Keyboard = field(default_factory=Keyboard)
    thread_id: int | None = None
    reply_to: Message | None = None
    quote: Formatted | None = None
    edited_at: datetime | None = None
    album_id: str | None = None
    origin: dict[str, Any] | None = None
    via_bot: BotProfile | None = None
    service: dict[str, Any] | None = None
    anonymous: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    reactions: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    changed_seq: int = 0


class Signal:
    """Wakes everybody who waits for the next change."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, seconds: float) -> None:
        """Returns at the next `fire` or when the time is over."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return
        finally:
            self._waiting.discard(future)


@dataclass
class Chat:
    """A private chat of one bot with one person, or a group that several people and bots are in."""

    id: int
    kind: str  # private | group | supergroup
    title: str = ""
    person: Person | None = None
    owner_id: int = 0  # the bot of a private chat
    is_forum: bool = False
    members: list[int] = field(default_factory=list)
    admins: list[int] = field(default_factory=list)
    bots: dict[int, str] = field(default_factory=dict)  # bot id -> administrator | member | kicked
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    toasts: list[dict[str, Any]] = field(default_factory=list)
    typing: tuple[str, datetime] | None = None
    started: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    last_message_id: int = 0
    seq: int = 0
    instance: str = field(default_factory=lambda: str(secrets.randbits(62)))
    changed: Signal = field(default_factory=Signal)

    def touch(self, message: Message | None = None) -> None:
        """Something a person could see has changed."""
        self.seq += 1
        if message is not None:
            message.changed_seq = self.seq
        self.changed.fire()

    def remove(self, message_id: int) -> bool:
        """Forget a message; its id stays known, for presses that arrive afterwards."""
        if self.messages.pop(message_id, None) is None:
            return False
        self.deleted.add(message_id)
        if message_id in self.pinned:
            self.pinned.remove(message_id)
        self.touch()
        return True


class Books:
    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self._private_ids: dict[int, int] = {}

    def add_person(self, person_id: int | None, first_name: str, **more: str | None) -> Person:
        """A new account; an id that is already known gets the new names."""
        if person_id is None:
            person_id = max([_FIRST_PERSON - 1, *self.people]) + 1
        person = Person(person_id, first_name, **more)  # type: ignore[arg-type]
        known = self.people.get(person_id)
        if known is not None:
            known.first_name, known.last_name = person.first_name, person.last_name
            known.username, known.language_code = person.username, person.language_code
            return known
        self.people[person_id] = person
        return person

    def add_group(self, title: str, kind: str, bots: dict[int, str], members: list[int], admins: list[int]) -> Chat:
        """A group with people and bots in it; the first administrator owns it."""
        for person_id in [*members, *admins]:
            self.person(person_id)
        everyone = list(dict.fromkeys([*admins, *members]))
        is_forum = kind == "forum"
        chat = Chat(
            self._free_group_id(kind),
            "group" if kind == "group" else "supergroup",
            title,
            is_forum=is_forum,
            members=everyone,
            admins=list(dict.fromkeys(admins)),
            bots=bots,
        )
        self.groups[chat.id] = chat
        return chat

    def _free_group_id(self, kind: str) -> int:
        first = _FIRST_GROUP if kind == "group" else _FIRST_SUPERGROUP
        same = [i for i in self.groups if (i > _FIRST_SUPERGROUP) == (kind == "group")]
        return min([first + 1, *same]) - 1

    def person(self, person_id: int) -> Person:
        try:
            return self.people[person_id]
        except KeyError:
            raise ControlRefused(404, f"no person {person_id}") from None

    def conversation(self, bot: BotProfile, person: Person) -> Chat:
        """The private chat of these two; made when first asked for."""
        key = (bot.id, person.id)
        if key not in self.private:
            self.private[key] = Chat(person.id, "private", person=person, owner_id=bot.id)
        return self.private[key]

    def seen(self, bot: BotProfile, chat_id: int) -> Chat:
        """The chat that people look at under this id; raises ControlRefused."""
        if chat_id in self.groups:
            return self.groups[chat_id]
        return self.conversation(bot, self.person(chat_id))

    def open(self, bot: BotProfile, chat_id: int | str) -> Chat:
        """The chat a bot may write to; raises Refused as the platform words it."""
        if isinstance(chat_id, str):
            raise bad_request("chat not found")
        group = self.groups.get(chat_id)
        if group is not None:
            _check_membership(group, bot)
            return group
        person = self.people.get(chat_id)
        if person is None:
            raise bad_request("chat not found")
        chat = self.conversation(bot, person)
        if person.deactivated:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def post(self, chat: Chat, bot: BotProfile | None = None, person: Person | None = None, **more: Any) -> Message:
        """Write a message into a chat's book."""
        if chat.owner_id:
            # A bot's private chats share one count, as on the platform: an id names one message of that bot only.
            chat.last_message_id = self._private_ids.get(chat.owner_id, 0)
            self._private_ids[chat.owner_id] = chat.last_message_id + 1
        chat.last_message_id += 1
        message_id = chat.last_message_id
        message = Message(message_id, self._clock.now(), bot, person, **more)
        chat.messages[message_id] = message
        chat.touch(message)
        return message

    def migrate(self, group: Chat) -> Chat:
        """Upgrade a basic group: new id, new empty history, same people."""
        if group.kind != "group" or group.migrated_to is not None:
            raise ControlRefused(409, "only a basic group can be upgraded")
        upgraded = self.add_group(group.title, "supergroup", dict(group.bots), group.members, group.admins)
        group.migrated_to = upgraded.id
        group.touch()
        return upgraded


def _check_membership(group: Chat, bot: BotProfile) -> None:
    if group.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=group.migrated_to)
    status = group.bots.get(bot.id)
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {group.kind} chat")
    if status is None:
        raise forbidden(f"bot is not a member of the {group.kind} chat")
