"""The pretended Slack's own books: who and what exists, and a pulse that tells watchers something changed."""

from __future__ import annotations

import asyncio
import secrets
import string
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_records import (
    App,
    Channel,
    Grant,
    Json,
    Message,
    Person,
    ResponseAddress,
    StoredFile,
    Token,
    Trigger,
    View,
    Workspace,
)

_ID_LETTERS = string.ascii_uppercase + string.digits
ROTATED_TOKEN_SECONDS = 43_200
_CHANNEL_PREFIXES = {"channel": "C", "group": "C", "mpim": "C", "im": "D"}


def mint(prefix: str, length: int = 10) -> str:
    """A fresh id in Slack's style; random, so that a restarted sandbox never repeats an event id."""
    return prefix + "".join(secrets.choice(_ID_LETTERS) for _ in range(length))


@dataclass(frozen=True)
class WorkspaceSeed:
    """What is fixed about a workspace from the start; anything left None is made up.

    Seeds with the same `app_id` are one app installed in several workspaces: they share the app token,
    the signing secret and the client credentials of the first of them.
    """

    name: str
    team_id: str | None = None
    enterprise_id: str | None = None
    app_id: str | None = None
    app_name: str = "Parley"
    bot_token: str | None = None
    app_token: str | None = None
    signing_secret: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    events_url: str | None = None


class Pulse:
    """A counter of visible changes that people's screens can wait on."""

    def __init__(self) -> None:
        self.seq = 0
        self._stir = asyncio.Event()

    def beat(self) -> int:
        """Count one change and wake every watcher; returns its number."""
        self.seq += 1
        self._stir.set()
        self._stir = asyncio.Event()
        return self.seq

    async def until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return once `ready()` holds or `seconds` of real time are over."""
        end = time.monotonic() + seconds
        while not ready():
            left = end - time.monotonic()
            if left <= 0:
                return
            try:
                await asyncio.wait_for(self._stir.wait(), left)
            except TimeoutError:
                return


class Books:
    """Everything that exists, by id. People are keyed by workspace too: the same user id in two teams is two people."""

    def __init__(self, clock: WorldClock) -> None:
        self.clock = clock
        self.pulse = Pulse()
        self.apps: dict[str, App] = {}
        self.workspaces: dict[str, Workspace] = {}
        self.people: dict[tuple[str, str], Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, StoredFile] = {}
        self.tokens: dict[str, Token] = {}
        self.views: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_addresses: dict[str, ResponseAddress] = {}
        self.upload_tickets: dict[str, StoredFile] = {}
        self.codes: dict[str, Grant] = {}
        self.refresh_tokens: dict[str, Grant] = {}

    # --- apps and workspaces -------------------------------------------------------------------------------

    def open_workspace(self, seed: WorkspaceSeed) -> Workspace:
        """Create a workspace with the app installed, its bot user, and the #general channel."""
        app = self.apps.get(seed.app_id or "") or self._register_app(seed)
        team_id = seed.team_id or mint("T")
        workspace = Workspace(
            team_id=team_id,
            name=seed.name,
            domain="".join(letter for letter in seed.name.lower() if letter.isalnum()) or "workspace",
            app=app,
            bot_user_id=mint("U"),
            bot_id=mint("B"),
            bot_token=seed.bot_token or f"xoxb-{secrets.randbelow(10**12):012d}-{secrets.token_hex(12)}",
            enterprise_id=seed.enterprise_id,
        )
        self.workspaces[team_id] = workspace
        self.tokens[workspace.bot_token] = Token(workspace.bot_token, "bot", app.app_id, team_id)
        bot = Person(workspace.bot_user_id, team_id, app.name.lower(), app.name, is_bot=True, bot_id=workspace.bot_id)
        self.people[team_id, bot.user_id] = bot
        self.open_channel(workspace, "general", [])
        return workspace

    def _register_app(self, seed: WorkspaceSeed) -> App:
        app_id = seed.app_id or mint("A")
        app = App(
            app_id=app_id,
            name=seed.app_name,
            client_id=seed.client_id or f"{secrets.randbelow(10**12):012d}.{secrets.randbelow(10**12):012d}",
            client_secret=seed.client_secret or secrets.token_hex(16),
            signing_secret=seed.signing_secret or secrets.token_hex(16),
            app_token=seed.app_token or f"xapp-1-{app_id}-{secrets.randbelow(10**12):012d}-{secrets.token_hex(32)}",
            verification_token=secrets.token_urlsafe(18),
            events_url=seed.events_url,
        )
        self.apps[app_id] = app
        self.tokens[app.app_token] = Token(app.app_token, "app", app_id)
        return app

    def grant_bot_token(self, workspace: Workspace) -> tuple[Token, Grant | None]:
        """A fresh bot token after an install or a rotation; with its refresh token where the app rotates."""
        app, now = workspace.app, self.clock.now()
        if not app.token_rotation:
            token = Token(f"xoxb-{secrets.token_hex(20)}", "bot", app.app_id, workspace.team_id)
            self.tokens[token.value] = token
            workspace.bot_token = token.value
            return token, None
        expires = now + timedelta(seconds=ROTATED_TOKEN_SECONDS)
        token = Token(f"xoxe.xoxb-1-{secrets.token_hex(24)}", "bot", app.app_id, workspace.team_id, expires)
        refresh = Grant(f"xoxe-1-{secrets.token_hex(24)}", app.app_id, workspace.team_id, workspace.bot_user_id, now)
        self.tokens[token.value] = token
        self.refresh_tokens[refresh.value] = refresh
        workspace.bot_token = token.value
        return token, refresh

    # --- people and channels -------------------------------------------------------------------------------

    def add_person(self, workspace: Workspace, person: Person) -> Channel:
        """Let someone join: they see #general and have a direct message with the bot, which is returned."""
        self.people[workspace.team_id, person.user_id] = person
        if not person.is_guest:
            self.channel_named(workspace.team_id, "general").members.append(person.user_id)
        return self.direct_message(workspace, [person.user_id])

    def person(self, user_id: str, team_id: str | None = None) -> Person | None:
        """Someone by id; without a team the first workspace that knows the id."""
        if team_id is not None:
            return self.people.get((team_id, user_id))
        return next((person for (_, known), person in self.people.items() if known == user_id), None)

    def bot_of(self, workspace: Workspace) -> Person:
        return self.people[workspace.team_id, workspace.bot_user_id]

    def open_channel(self, workspace: Workspace, name: str, members: list[str], kind: str = "channel") -> Channel:
        """Create a conversation of any kind."""
        created = int(self.clock.now().timestamp())
        channel = Channel(
            mint(_CHANNEL_PREFIXES[kind]), workspace.team_id, kind, name, created, list(dict.fromkeys(members))
        )
        self.channels[channel.channel_id] = channel
        return channel

    def channel_named(self, team_id: str, name: str) -> Channel:
        """The channel of that name; KeyError where there is none."""
        for channel in self.channels.values():
            if channel.team_id == team_id and channel.name == name and channel.kind in ("channel", "group"):
                return channel
        raise KeyError(name)

    def direct_message(self, workspace: Workspace, user_ids: list[str]) -> Channel:
        """The bot's conversation with exactly these people, opened when it does not exist yet."""
        wanted = {workspace.bot_user_id, *user_ids}
        kind = "im" if len(wanted) <= 2 else "mpim"
        for channel in self.channels.values():
            if channel.team_id == workspace.team_id and channel.kind == kind and set(channel.members) == wanted:
                return channel
        name = "" if kind == "im" else "mpdm-" + "--".join(sorted(wanted)).lower() + "-1"
        return self.open_channel(workspace, name, [workspace.bot_user_id, *user_ids], kind)

    # --- messages ------------------------------------------------------------------------------------------

    def next_ts(self, channel: Channel) -> str:
        """A timestamp that names a message: unique and growing within its channel."""
        micros = max(int(self.clock.now().timestamp() * 1_000_000), channel.last_micros + 1)
        channel.last_micros = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def post(self, channel: Channel, author: Person, body: Json, ephemeral_to: str | None = None) -> Message:
        """Write a message down and count the change; `body` gets its type, user, ts and team."""
        ts = self.next_ts(channel)
        whole = {"type": "message", "user": author.user_id, "ts": ts, "team": author.team_id, **body}
        if author.is_bot:
            workspace = self.workspaces[author.team_id]
            whole |= {"bot_id": author.bot_id, "app_id": workspace.app.app_id}
        message = Message(ts, channel.channel_id, author, whole, ephemeral_to)
        channel.messages[ts] = message
        thread = channel.messages.get(message.thread_ts or "")
        if thread is not None and thread is not message and ephemeral_to is None:
            thread.body.setdefault("thread_ts", thread.ts)
            thread.body["reply_count"] = thread.body.get("reply_count", 0) + 1
            thread.body["latest_reply"] = ts
        self.touch(message)
        return message

    def touch(self, message: Message) -> None:
        """Count a change of a message, and so of its channel."""
        message.seq = self.channels[message.channel_id].seq = self.pulse.beat()

    def notice(self, person: Person, kind: str, text: str, **more: object) -> Json:
        """Show someone what Slack itself says, such as a timed-out operation."""
        said: Json = {"kind": kind, "text": text, "at": self.clock.now().isoformat(), **more}
        person.notices.append(said)
        self.stir(person)
        return said

    def stir(self, person: Person) -> None:
        """Count a change of someone's modal, Home tab or notices."""
        person.seq = self.pulse.beat()

    # --- permits -------------------------------------------------------------------------------------------

    def new_trigger(self, workspace: Workspace, user_id: str) -> str:
        now = time.monotonic()
        if len(self.triggers) > 5_000:
            self.triggers = {key: old for key, old in self.triggers.items() if now - old.born < 60}
        number = f"{secrets.randbelow(10**13):013d}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
        self.triggers[number] = Trigger(number, workspace.app.app_id, workspace.team_id, user_id, now)
        return number

    def new_response_address(self, channel: Channel, user_id: str, message: Message | None = None) -> ResponseAddress:
        key = f"{channel.team_id}/{secrets.randbelow(10**13):013d}/{secrets.token_urlsafe(18)}"
        thread_ts = message.thread_ts if message is not None and message.in_thread_only else None
        made = ResponseAddress(key, channel.team_id, channel.channel_id, user_id, self.clock.now(), message, thread_ts)
        self.response_addresses[key] = made
        return made

    def team_people(self, team_id: str) -> Iterator[Person]:
        return (person for (team, _), person in self.people.items() if team == team_id)
