"""Slack's wire JSON → `Incoming`, without any Slack library.

The raw shape is what the inbox stores: `{"type": "events_api" | "interactive" | "slash_commands", "payload": {…}}`.
Everything here is pure and total: whatever JSON arrives, the answer is an `Incoming` or None, never an exception.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.slack.spoken import plain_text, spoken_text
from adapters.slack.tokens import CHANNEL, home_place, person_place, unseal_for
from core.ports.chat import GROUP, PRIVATE, Actor, Incoming, Media, Place
from core.tokens import KeyRing

EVENT_ID_LENGTH_MAX = 200
_ID_LENGTH_MAX = 255
_SPOKEN_SUBTYPES = {"", "file_share", "thread_broadcast", "me_message"}
_CHANGES = {"message_changed", "message_deleted"}
_SLACKBOT = "USLACKBOT"
_LATEST_SECOND = 4_102_444_800  # the year 2100; anything later is not a timestamp
_ANSWERS = (("value",), ("selected_option", "value"), ("selected_date",))


def translate(raw: Any, *, tenant: str, ring: KeyRing, at: datetime) -> Incoming | None:
    """What a person did, or None for everything that is not ours to handle (bots, edits, joins, unknown kinds).

    `tenant` is the installation that received the payload; `at` is used where the payload carries no time.
    """
    payload = _part(raw, "payload")
    reader = _READERS.get(_id(raw, "type"))
    if reader is None or not payload:
        return None
    return reader(_Source(payload, tenant or tenant_of(raw), event_id(raw), ring, at))


def event_id(raw: Any) -> str:
    """The key the inbox deduplicates by: the same for every redelivery, on whichever connection it arrives."""
    key = _natural_key(_id(raw, "type"), _part(raw, "payload"))
    if key and len(key) <= EVENT_ID_LENGTH_MAX:
        return key
    whole = json.dumps(key or raw, sort_keys=True, default=repr)
    return f"sha256:{hashlib.sha256(whole.encode()).hexdigest()}"


def order_key(raw: Any) -> str:
    """Payloads with the same key must be handled in the order they came: one person's, or one conversation's."""
    payload = _part(raw, "payload")
    user = _first_id(
        payload,
        ("event", "user"),
        ("user", "id"),
        ("user_id",),
        ("event", "message", "user"),
        ("event", "previous_message", "user"),
    )
    return f"user:{user}" if user else f"chat:{_channel_of(payload)}"


def tenant_of(raw: Any) -> str:
    """The installation a payload belongs to: the organisation where the app is installed for all of it, else the team.

    The first authorization counts before the outer ids, because in a channel shared between companies those may
    be the other company's.
    """
    payload = _part(raw, "payload")
    holder = next(_items(payload, "authorizations"), payload)
    enterprise = _first_id(holder, ("enterprise_id",), ("enterprise", "id"))
    if enterprise and _at(holder, "is_enterprise_install") in (True, "true"):
        return enterprise
    return _first_id(holder, ("team_id",), ("team", "id")) or _first_id(
        payload, ("view", "app_installed_team_id"), ("team", "id"), ("team_id",), ("user", "team_id")
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """One payload with what every reader needs beside it."""

    payload: Mapping[str, Any]
    tenant: str
    id: str
    ring: KeyRing
    at: datetime

    def actor(self, user: str, *, home: str = "", name: str = "") -> Actor:
        """Somebody by id; `home` is the team the payload says they belong to, a foreign one for guests.

        In an organisation's installation its own people may sit in any of its teams, so no team tells a guest there.
        """
        holder = next(_items(self.payload, "authorizations"), self.payload)
        ours = _first_id(holder, ("team_id",), ("team", "id")) == self.tenant
        here = {"", self.tenant, _first_id(holder, ("enterprise_id",), ("enterprise", "id")) if ours else ""}
        guest = home not in here and not self.tenant.startswith("E")
        return Actor(CHANNEL, home if guest else self.tenant, user, name=plain_text(name))

    def place(self, chat: str, thread: str = "", *, message: str = "", private: bool = False) -> Place:
        """A conversation; a message that only opens a thread is not in it."""
        kind = PRIVATE if private or chat.startswith("D") else GROUP
        return Place(CHANNEL, self.tenant, chat, "" if thread == message else thread, kind)

    def interacting(self, kind: Any, place: Place, **more: Any) -> Incoming:
        """The Incoming of an interactive payload: its actor, and the handles to answer it."""
        user = _part(self.payload, "user")
        home = _first_id(user, ("team_id",))
        name = _text(user, "name") or _text(user, "username")
        return Incoming(
            self.id,
            kind,
            place,
            self.actor(_id(user, "id"), home=home, name=name),
            more.pop("at", self.at),
            reply_token=_address(self.payload, "response_url"),
            form_key=_id(self.payload, "trigger_id"),
            **more,
        )


# --- events -----------------------------------------------------------------------------------------------------------


def _event(source: _Source) -> Incoming | None:
    event = _part(source.payload, "event")
    match _id(event, "type"):
        case "message" if _text(event, "subtype") in _CHANGES:
            return _changed(source, event)
        case "message":
            return _message(source, event, mentioned=False)
        case "app_mention":
            return _message(source, event, mentioned=True)
        case "app_home_opened" if _id(event, "user"):
            user, chat = _id(event, "user"), _id(event, "channel")
            private = source.place(chat, private=True) if chat else person_place(source.tenant, user)
            place = home_place(source.tenant, user) if _id(event, "tab") == "home" else private
            return Incoming(source.id, "open", place, source.actor(user), _event_time(source, event))
        case "app_uninstalled":
            return _left(source, event)
        case "tokens_revoked" if any(_items(event, "tokens", "bot", of=str)):
            return _left(source, event)
    return None


def _left(source: _Source, event: Mapping[str, Any]) -> Incoming:
    place = Place(CHANNEL, source.tenant, "", kind=GROUP)
    return Incoming(source.id, "left", place, source.actor(""), _event_time(source, event))


def _message(source: _Source, event: Mapping[str, Any], *, mentioned: bool) -> Incoming | None:
    user, chat, ts = _id(event, "user"), _id(event, "channel"), _id(event, "ts")
    spoken = _text(event, "subtype") in _SPOKEN_SUBTYPES and not _at(event, "bot_id") and not _at(event, "hidden")
    if not (user and chat and ts and spoken) or user == _SLACKBOT:
        return None
    thread = _id(event, "thread_ts")
    place = source.place(chat, thread, message=ts, private=_id(event, "channel_type") == "im")
    text, bots = _text(event, "text"), _bots(source.payload)
    if not mentioned and place.kind == GROUP and any(f"<@{bot}{end}" in text for bot in bots for end in ">|"):
        return None  # the same words arrive a second time as app_mention, under another event id
    media = tuple(_media(event))
    return Incoming(
        source.id,
        "media" if media else "text",
        place,
        source.actor(user, home=_first_id(event, ("user_team",), ("team",))),
        _event_time(source, event),
        text=spoken_text(_without_mention(text, bots) if mentioned else text),
        media=media,
        message=ts,
        reply_to=place.thread,
    )


def _changed(source: _Source, event: Mapping[str, Any]) -> Incoming | None:
    """A person edited or deleted a message of theirs; our own edits are told to us as well, and are nobody's act."""
    before = _part(event, "previous_message")
    deleted = _text(event, "subtype") == "message_deleted"
    now = before if deleted else _part(event, "message")
    user, chat = _id(now, "user") or _id(before, "user"), _id(event, "channel")
    ts = _id(event, "deleted_ts") or _id(now, "ts")
    if not (before and user and chat and ts) or _at(now, "bot_id") or _at(before, "bot_id") or user == _SLACKBOT:
        return None
    text = _text(now, "text")
    gone = deleted or _text(now, "subtype") == "tombstone"
    if not gone and text == _text(before, "text"):
        return None  # a preview was added, or an answer below it
    place = source.place(chat, private=_id(event, "channel_type") == "im")
    return Incoming(
        source.id,
        "deleted" if gone else "edited",
        place,
        source.actor(user, home=_first_id(now, ("user_team",), ("team",))),
        _event_time(source, event),
        text="" if gone else spoken_text(text),
        message=ts,
    )


def _bots(payload: Mapping[str, Any]) -> list[str]:
    """The user ids under which this app itself is mentioned."""
    grants = (grant for grant in _items(payload, "authorizations") if _at(grant, "is_bot") is True)
    return [user for grant in grants if (user := _id(grant, "user_id"))]


def _without_mention(text: str, bots: list[str]) -> str:
    if not bots:
        return re.sub(r"^\s*<@\w+(\|[^<>]*)?>", "", text, count=1)
    names = "|".join(re.escape(bot) for bot in bots)
    return re.sub(rf"<@(?:{names})(?:\|[^<>]*)?>", "", text)


def _media(event: Mapping[str, Any]) -> Iterator[Media]:
    for file in _items(event, "files"):
        ref, mime, size = _id(file, "id"), _id(file, "mimetype"), _at(file, "size")
        if ref:
            kind: Any = "photo" if mime.startswith("image/") and mime != "image/svg+xml" else "document"
            name, alt = (plain_text(_text(file, key)).replace("\n", " ") for key in ("name", "alt_txt"))
            yield Media(kind, ref, name, mime, int(size) if isinstance(size, int) and size > 0 else 0, alt)


def _event_time(source: _Source, event: Mapping[str, Any]) -> datetime:
    stamp = _at(event, "ts") or _at(event, "event_ts") or _at(source.payload, "event_time")
    return _moment(stamp, source.at)


# --- slash commands, buttons, modals, shortcuts -----------------------------------------------------------------------


def _command(source: _Source) -> Incoming | None:
    payload = source.payload
    user, chat = _id(payload, "user_id"), _id(payload, "channel_id")
    if not user or not chat:
        return None
    return Incoming(
        source.id,
        "command",
        source.place(chat, _id(payload, "thread_ts")),
        source.actor(user, name=_text(payload, "user_name")),
        source.at,
        text=spoken_text(_text(payload, "text")) or "start",
        reply_token=_address(payload, "response_url"),
        form_key=_id(payload, "trigger_id"),
    )


def _interactive(source: _Source) -> Incoming | None:
    reader = _INTERACTIONS.get(_id(source.payload, "type"))
    return reader(source) if reader is not None and _id(source.payload, "user", "id") else None


def _press(source: _Source) -> Incoming | None:
    payload = source.payload
    action = next(_items(payload, "actions"), None)
    if action is None:
        return None
    container = _part(payload, "container")
    message, chat = _first_id(payload, ("container", "message_ts"), ("message", "ts")), _channel_of(payload)
    if _id(payload, "view", "type") == "home":
        place = home_place(source.tenant, _id(payload, "user", "id"))
    elif _id(container, "type") == "view" or not chat:
        place = person_place(source.tenant, _id(payload, "user", "id"))
    else:
        thread = _first_id(payload, ("container", "thread_ts"), ("message", "thread_ts"))
        place = source.place(chat, thread, message=message)
    token = _text(action, "value") or _text(action, "selected_option", "value")
    return source.interacting(
        "press" if token else "other",  # a link button, or an input that was only touched, carries no token
        place,
        at=_moment(_at(action, "action_ts"), source.at),
        do=unseal_for(place, token, source.ring),
        message=message,
    )


def _modal(source: _Source) -> Incoming | None:
    place = person_place(source.tenant, _id(source.payload, "user", "id"))
    do = unseal_for(place, _text(source.payload, "view", "private_metadata"), source.ring)
    if _id(source.payload, "type") == "view_closed":
        return source.interacting("dismiss", place, do=do)
    return source.interacting("submit", place, do=do, values=dict(_values(source.payload)))


def _values(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The answers of a modal as (block id, text); every block of ours holds one element."""
    for block_id, block in _part(payload, "view", "state", "values").items():
        element = next(iter(block.values()), None) if isinstance(block, Mapping) else None
        chosen = ",".join(_text(option, "value") for option in _items(element, "selected_options"))
        given = next((text for path in _ANSWERS if (text := _text(element, *path))), chosen)
        yield plain_text(block_id), plain_text(given)


def _shortcut(source: _Source) -> Incoming | None:
    payload = source.payload
    word = plain_text(_text(payload, "callback_id")).strip()
    chat, reply_to = _channel_of(payload), _first_id(payload, ("message", "ts"), ("message_ts",))
    if not word:
        return None
    thread = _id(payload, "message", "thread_ts")
    person = person_place(source.tenant, _id(payload, "user", "id"))
    place = source.place(chat, thread, message=reply_to) if chat else person
    at = _moment(_at(payload, "action_ts"), source.at)
    return source.interacting("command", place, at=at, text=word, reply_to=reply_to)


_READERS: Mapping[str, Callable[[_Source], Incoming | None]] = {
    "events_api": _event,
    "slash_commands": _command,
    "interactive": _interactive,
}
_INTERACTIONS: Mapping[str, Callable[[_Source], Incoming | None]] = {
    "block_actions": _press,
    "view_submission": _modal,
    "view_closed": _modal,
    "shortcut": _shortcut,
    "message_action": _shortcut,
}


# --- keys -------------------------------------------------------------------------------------------------------------


def _natural_key(envelope: str, payload: Mapping[str, Any]) -> str:
    """Slack's own identity of a payload; empty where it has none."""
    kind, user, trigger = _id(payload, "type"), _id(payload, "user", "id"), _id(payload, "trigger_id")
    if envelope == "events_api":
        return _joined("event", _id(payload, "event_id"))
    if envelope == "slash_commands":
        return _joined("command", trigger)
    if kind == "block_actions":
        action: Mapping[str, Any] = next(_items(payload, "actions"), {})
        return _joined("press", user, _id(action, "action_ts"), _id(action, "action_id"))
    if kind in ("view_submission", "view_closed"):
        # A modal sent back with corrections keeps its view id and hash, so those would swallow the second try.
        answers = json.dumps([trigger, _at(payload, "view", "state", "values")], sort_keys=True, default=repr)
        digest = hashlib.sha256(answers.encode()).hexdigest()[:32]
        return _joined(kind, _id(payload, "view", "id"), _id(payload, "view", "hash") or "-", digest)
    return _joined(kind, user, trigger or _id(payload, "action_ts"))


def _joined(*parts: str) -> str:
    return ":".join(parts) if all(parts) else ""


def _channel_of(payload: Any) -> str:
    return _first_id(payload, ("channel", "id"), ("container", "channel_id"), ("channel_id",), ("event", "channel"))


# --- reading JSON that may have any shape -----------------------------------------------------------------------------


def _at(node: Any, *path: str) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def _part(node: Any, *path: str) -> Mapping[str, Any]:
    found = _at(node, *path)
    return found if isinstance(found, Mapping) else {}


def _text(node: Any, *path: str) -> str:
    found = _at(node, *path)
    return found if isinstance(found, str) else ""


def _id(node: Any, *path: str) -> str:
    """An identifier of Slack's: printable ASCII of sane length, otherwise as good as absent."""
    found = _text(node, *path)
    return found if len(found) <= _ID_LENGTH_MAX and found.isascii() and found.isprintable() else ""


def _first_id(node: Any, *paths: tuple[str, ...]) -> str:
    return next((found for path in paths if (found := _id(node, *path))), "")


def _address(node: Any, key: str) -> str:
    found = _text(node, key)
    return found if found.startswith(("https://", "http://")) and found.isascii() and found.isprintable() else ""


def _items(node: Any, *path: str, of: type = Mapping) -> Iterator[Any]:
    found = _at(node, *path)
    return (item for item in found if isinstance(item, of)) if isinstance(found, list) else iter(())


def _moment(stamp: Any, fallback: datetime) -> datetime:
    """A Slack timestamp ("1700000000.000100", or whole seconds) as aware UTC."""
    if isinstance(stamp, bool) or not isinstance(stamp, int | float | str):
        return fallback
    try:
        seconds = float(stamp)
    except (ValueError, OverflowError):
        return fallback
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _LATEST_SECOND else fallback
