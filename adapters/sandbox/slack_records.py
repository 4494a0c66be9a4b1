"""The things a pretended Slack keeps: apps, workspaces, people, channels, messages, views, files and secrets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

BOT_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "links:read",
        "links:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "reactions:write",
        "team:read",
        "users:read",
        "users:read.email",
    }
)


@dataclass
class App:
    """One Slack app: its secrets, and where it wants to be told when it does not hold a socket.

    With `events_url` the app gets signed HTTP posts; without it, envelopes over its sockets. The other
    addresses fall back to `events_url`, as apps built on one listener configure them.
    """

    app_id: str
    name: str
    client_id: str
    client_secret: str
    signing_secret: str
    app_token: str
    verification_token: str
    events_url: str | None = None
    interactivity_url: str | None = None
    commands_url: str | None = None
    options_url: str | None = None
    token_rotation: bool = False
    unfurl_domains: tuple[str, ...] = ()


@dataclass
class Workspace:
    """A team in which one app is installed."""

    team_id: str
    name: str
    domain: str
    app: App
    bot_user_id: str
    bot_id: str
    bot_token: str
    enterprise_id: str | None = None
    scopes: frozenset[str] = BOT_SCOPES
    installed: bool = True

    def enterprise(self) -> Json | None:
        """The `enterprise` object of interaction payloads; None outside a grid."""
        return {"id": self.enterprise_id, "name": f"{self.name} Grid"} if self.enterprise_id else None


@dataclass
class Token:
    """A bearer secret. `kind` is bot or app; a rotated bot token ends at `expires_at`."""

    value: str
    kind: str
    app_id: str
    team_id: str = ""
    expires_at: datetime | None = None
    revoked: bool = False


@dataclass
class View:
    """A modal or a Home tab as it is shown to one person.

    `content` is what the app sent (with ids filled in); `values` maps block id → action id → chosen value;
    `errors` maps block id → text shown under that input.
    """

    view_id: str
    team_id: str
    user_id: str
    app: App
    bot_id: str
    content: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    values: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.content["type"])

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.content["blocks"]
        return blocks

    def as_json(self) -> Json:
        """The view object as Slack answers it and puts it into payloads."""
        shown = self.content
        return {
            "id": self.view_id,
            "team_id": self.team_id,
            "type": self.kind,
            "blocks": shown["blocks"],
            "private_metadata": shown.get("private_metadata", ""),
            "callback_id": shown.get("callback_id", ""),
            "state": {"values": {block: dict(chosen) for block, chosen in self.values.items()}},
            "hash": self.hash,
            "title": shown.get("title"),
            "clear_on_close": bool(shown.get("clear_on_close", False)),
            "notify_on_close": bool(shown.get("notify_on_close", False)),
            "close": shown.get("close"),
            "submit": shown.get("submit"),
            "previous_view_id": self.previous_view_id,
            "root_view_id": self.root_view_id,
            "app_id": self.app.app_id,
            "external_id": shown.get("external_id", ""),
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
        }


@dataclass
class Person:
    """A member of one workspace, and what stands on their screen beside the channels."""

    user_id: str
    team_id: str
    name: str
    real_name: str
    email: str | None = None
    locale: str = "en-US"
    is_guest: bool = False
    is_bot: bool = False
    bot_id: str = ""
    modals: list[View] = field(default_factory=list)
    home: View | None = None
    notices: list[Json] = field(default_factory=list)
    suggestions: dict[str, list[Json]] = field(default_factory=dict)
    seq: int = 0


@dataclass
class Message:
    """One post. `body` is the object Slack's API speaks of; ephemeral ones are seen by one person only."""

    ts: str
    channel_id: str
    author: Person
    body: Json
    ephemeral_to: str | None = None
    chosen: dict[str, dict[str, Json]] = field(default_factory=dict)
    deleted: bool = False
    seq: int = 0

    @property
    def text(self) -> str:
        return str(self.body.get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body.get("blocks", [])
        return blocks

    @property
    def thread_ts(self) -> str | None:
        thread: str | None = self.body.get("thread_ts")
        return thread

    @property
    def in_thread_only(self) -> bool:
        """A reply that the channel itself does not show."""
        return self.thread_ts not in (None, self.ts) and self.body.get("subtype") != "thread_broadcast"


@dataclass
class Channel:
    """A conversation: `kind` is channel, group, mpim or im."""

    channel_id: str
    team_id: str
    kind: str
    name: str
    created: int
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    archived: bool = False
    last_micros: int = 0
    seq: int = 0


@dataclass
class StoredFile:
    """An uploaded file; `data` is None until the bytes came, `shared` holds the channels it stands in."""

    file_id: str
    team_id: str
    user_id: str
    name: str
    mime: str
    created: int
    length: int
    data: bytes | None = None
    title: str = ""
    alt_text: str = ""
    completed: bool = False
    shared: list[str] = field(default_factory=list)


@dataclass
class Trigger:
    """A short-lived permit to open a view; `born` is real monotonic seconds, for the limit is on real time."""

    trigger_id: str
    app_id: str
    team_id: str
    user_id: str
    born: float
    used: bool = False


@dataclass
class ResponseAddress:
    """A response_url: five uses, thirty minutes of the world's time."""

    key: str
    team_id: str
    channel_id: str
    user_id: str
    born: datetime
    message: Message | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class Grant:
    """An OAuth code or a refresh token: both work once."""

    value: str
    app_id: str
    team_id: str
    user_id: str
    born: datetime
    redirect_uri: str | None = None
    used: bool = False
