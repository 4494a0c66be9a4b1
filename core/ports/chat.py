"""The chat seam: the neutral message model that every platform adapter reads and writes.

Everything a person does arrives as an `Incoming`; everything they see leaves as a `Screen`, `Form` or toast.
Ids are native to the platform and opaque outside the adapter that minted them. All texts on this side of the
seam are finished sentences in the reader's language and *plain text*: escaping happens once, in the renderers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from core.errors import FileRefused

PRIVATE, GROUP, HOME = "private", "group", "home"
"""`home` is a page of one person's own on a platform that has such pages; what is shown there replaces what was."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message lives. `tenant` is the bot (Telegram) or workspace (Slack); `thread` a topic or thread."""

    channel: str
    tenant: str
    chat: str
    thread: str = ""
    kind: str = PRIVATE

    @property
    def key(self) -> str:
        """Under which everything is kept that is shown, asked and written here."""
        return f"{self.channel}|{self.tenant}|{self.chat}|{self.thread}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, by platform identity. `lang` is the platform's hint (BCP 47), not the person's setting."""

    channel: str
    tenant: str
    user: str
    name: str = ""
    lang: str = ""
    is_bot: bool = False
    zone: str = ""
    """Where the platform says they are (IANA), if it says so."""


@dataclass(frozen=True, slots=True)
class Do:
    """What one of our buttons means: a two-letter verb from `bot/dispatcher.py`, an id, a revision.

    `id` may carry an argument behind a dot ("neg_….3") and is ≤ 31 ASCII characters; `rev` is 0…923520.
    """

    verb: str
    id: str = ""
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Url:
    """A link button; the dispatcher only lets allow-listed hosts through."""

    url: str


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `confirm` asks "are you sure" natively where the platform can; `style` is primary or danger."""

    label: str
    go: Do | Url
    style: Literal["", "primary", "danger"] = ""
    confirm: str = ""


LineKind = Literal["text", "head", "fact", "note", "quote", "rule"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph: head (title), text, fact (label: value), note (small print), quote (somebody's words), rule."""

    kind: LineKind
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file: `ref` is ours once stored (blob id) or the platform's file id while it is still outside; sizes in bytes."""

    kind: Literal["photo", "document"]
    ref: str
    name: str = ""
    mime: str = ""
    size: int = 0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees in one message. The same `key` in the same place is edited in place, not sent again.

    `rev` is the revision of the thing shown. A renderer never drops a button: it wraps rows and paginates.
    """

    key: str
    lines: tuple[Line, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    media: tuple[Media, ...] = ()
    rev: int = 0
    reply_to: str = ""
    """Native id of the message in the same chat that this one answers, if any; it is sent below it."""
    answer_here: str = ""
    """Asks to answer this screen with words, for groups in which only answers to us are passed on to us."""
    aloud: bool = False
    """In a thread: shown in the conversation around it as well, where the platform can."""
    fleeting: bool = False
    """Nothing of what stood under its key before may stay, not even as a line: its messages and pictures are deleted."""

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)


@dataclass(frozen=True, slots=True)
class Card:
    """A thing found, that can be sent into any chat: how it is listed (`title`, `summary`), what is sent, where it leads."""

    id: str
    title: str
    summary: str
    lines: tuple[Line, ...]
    button: Button


@dataclass(frozen=True, slots=True)
class Found:
    """What a search from some chat found; `next` goes on from here ("": there is no more). `entry` leads to us."""

    cards: tuple[Card, ...]
    next: str
    entry: str


FieldKind = Literal["text", "long", "whole", "money", "choice"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice: the value stored and the label read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. Values travel as text; the conversation validates them, never the adapter."""

    key: str
    kind: FieldKind
    label: str
    help: str = ""
    required: bool = True
    default: str = ""
    options: tuple[Option, ...] = ()
    searched: bool = False
    """There are more options than a list holds: what is typed is looked for, where the platform can (`ChatIntake.suggest`).
    `options` then has the default alone."""
    length_max: int = 500


@dataclass(frozen=True, slots=True)
class Form:
    """Several questions at once, for platforms with modals. `go` comes back with the values when it is submitted."""

    key: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    cancel: str
    go: Do
    intro: tuple[Line, ...] = ()
    """What has to be read before answering, above the questions."""


IncomingKind = Literal[
    "text",
    "command",
    "press",
    "submit",
    "suggest",
    "dismiss",
    "open",
    "media",
    "search",
    "moved",
    "edited",
    "deleted",
    "left",
    "returned",
    "topic",
    "other",
]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing a person did, translated. `id` is the platform's unique event id: the inbox deduplicates by it.

    kinds: text · command (`text` = word and arguments without the slash) · press (`do`, None if the token did
    not verify) · submit (`do` + `values`) · dismiss (a modal closed; `do`) · open (home tab, /start without
    words) · media (`media`, caption in `text`; handlers find files that are kept by us there) · edited / deleted
    (their own `message`, as far as the platform tells) · search (words typed in any chat, to be answered there; how far they
    have read is the value `offset`) · moved (the group has the id `text` from now on) · left / returned (blocked or unblocked us) · topic (we
    have opened the topic named `text`; it is the thread of the place) · other (ignored politely).
    """

    id: str
    kind: IncomingKind
    place: Place
    actor: Actor
    at: datetime
    text: str = ""
    do: Do | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    media: tuple[Media, ...] = ()
    message: str = ""
    """Native id of the message that was pressed, or of the message sent."""
    reply_to: str = ""
    """Native id of the message this answers, if any."""
    reply_token: str = ""
    """Short-lived handle to answer this very act: callback query id, or Slack's response URL; never stored for later."""
    form_key: str = ""
    """Handle that lets a form open now (Slack trigger id, 3 s); empty where forms are asked step by step."""
    refused: tuple[FileRefused, ...] = ()
    """Files that came with it and were not taken, with the reasons; `media` then holds only the others."""
    album: str = ""
    """What a platform sends piece by piece and means as one has the same word here."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a screen ended up: native message ids in order, and what they show (a digest), to edit them later.

    `digest` is empty when the screen was not fully shown.
    """

    parts: tuple[str, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Can:
    """What a platform is able to do, so that the bot can choose (no modal → ask step by step)."""

    forms: bool
    private_answers: bool
    confirm: bool
    text_max: int
    command: str = "/"
    """What stands before a word that is a command."""
    threads: Literal["", "topics", "replies"] = ""
    """Places inside places: named topics that are opened first, or whatever stands below a message."""


class ChatPlatform(Protocol):
    """Sends to one chat platform. Raises only the four errors below; everything else is a bug."""

    channel: str
    can: Can

    async def about(self, actor: Actor) -> Actor:
        """The same with what the platform knows about their language and zone, where the event did not say. Never fails."""
        ...

    async def show(self, place: Place, screen: Screen, before: Receipt | None = None, *, anew: bool = False) -> Receipt:
        """Show a screen: edit `before` in place, or send when there is none.

        `anew` sends it as a new message at the bottom (so that the person is notified) and turns the message(s)
        in `before` into a short line without buttons.
        """
        ...

    async def answer(self, incoming: Incoming, toast: str = "", *, alert: bool = False) -> None:
        """End the spinner of a press, with a private word if given. Too late counts as done."""
        ...

    async def offer(self, incoming: Incoming, found: Found) -> None:
        """Answer a search with what was found, in whatever chat it was typed. Too late counts as done."""
        ...

    async def open_form(self, incoming: Incoming, form: Form) -> bool:
        """Open a form now; False where the platform has none or the handle has lapsed."""
        ...

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        """The bytes of a file that a person sent, in this bot or workspace."""
        ...

    async def open_topic(self, place: Place, name: str) -> str:
        """A new topic inside a place, by its native id; empty where the place has none, or does not let us."""
        ...

    async def close_topic(self, place: Place) -> None:
        """Close the topic that `place` is for people; closed, gone, or not ours to close counts as done."""
        ...


class ChatError(Exception):
    """A send that did not happen."""


class ChatBusy(ChatError):
    """Come back in `retry_after_seconds`; nothing was sent, and it counts as no try."""

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"retry after {retry_after_seconds:g} s")
        self.retry_after_seconds = retry_after_seconds


class ChatUnreachable(ChatError):
    """The person blocked us, left, or the workspace uninstalled us."""


class ChatMoved(ChatError):
    """The chat has a new id; rewrite it and send again."""

    def __init__(self, chat: str) -> None:
        super().__init__("the chat moved")
        self.chat = chat


class ChatRefused(ChatError):
    """The platform says the request itself is wrong; repeating it will not help."""


class ThreadGone(ChatRefused):
    """The topic is not there any more, or is closed to us; the place around it may be open."""


class ChatUncertain(ChatError):
    """The connection died; it may or may not have arrived. A second card is harmless, see the outbox."""
