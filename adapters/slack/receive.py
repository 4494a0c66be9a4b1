"""Slack's wire JSON → `Incoming`, without any Slack library.

The raw shape is what the inbox stores: `{"type": "events_api" | "interactive" | "slash_commands", "payload": {…}}`.
Everything here is pure and total: whatever JSON arrives, the answer is an `Incoming` or None, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack.parts import address_at, first_id, id_at, items_at, moment, part, text_at, value_at
from adapters.slack.payload_keys import channel_of, event_id, is_farewell, tenant_of
from adapters.slack.spoken import plain_text, spoken_text
from adapters.slack.tokens import CHANNEL, home_place, person_place, unseal_for
from core.ports.chat import GROUP, PRIVATE, Actor, Incoming, Media, Place
from core.tokens import KeyRing

_SPOKEN_SUBTYPES = {"", "file_share", "thread_broadcast", "me_message"}
_CHANGES = {"message_changed", "message_deleted"}
_SLACKBOT = "USLACKBOT"
_DIRECT = "directmessage"
"""How Slack calls every conversation of two."""
_LINKS_MAX = 10
_WITH_FILES = {"evidence"}
"""Message shortcuts that take what hangs on the message as well."""
_ANSWERS = (("value",), ("selected_option", "value"), ("selected_date",))


def translate(raw: Any, *, tenant: str, ring: KeyRing, at: datetime) -> Incoming | None:
    """What a person did, or None for everything that is not ours to handle (bots, edits, joins, unknown kinds).

    `tenant` is the installation that received the payload; `at` is used where the payload carries no time.
    """
    payload = part(raw, "payload")
    reader = _READERS.get(id_at(raw, "type"))
    if reader is None or not payload:
        return None
    return reader(_Source(payload, tenant or tenant_of(raw), event_id(raw), ring, at))


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
        holder = next(items_at(self.payload, "authorizations"), self.payload)
        ours = first_id(holder, ("team_id",), ("team", "id")) == self.tenant
        here = {"", self.tenant, first_id(holder, ("enterprise_id",), ("enterprise", "id")) if ours else ""}
        guest = home not in here and not self.tenant.startswith("E")
        return Actor(CHANNEL, home if guest else self.tenant, user, name=plain_text(name))

    def place(self, chat: str, thread: str = "", *, message: str = "", private: bool = False) -> Place:
        """A conversation; a message that only opens a thread is not in it."""
        named = text_at(self.payload, "channel", "name") or text_at(self.payload, "channel_name")
        kind = PRIVATE if private or chat.startswith("D") or named == _DIRECT else GROUP
        return Place(CHANNEL, self.tenant, chat, "" if thread == message else thread, kind)

    def interacting(self, kind: Any, place: Place, **more: Any) -> Incoming:
        """The Incoming of an interactive payload: its actor, and the handles to answer it."""
        user = part(self.payload, "user")
        home = first_id(user, ("team_id",))
        name = text_at(user, "name") or text_at(user, "username")
        return Incoming(
            self.id,
            kind,
            place,
            self.actor(id_at(user, "id"), home=home, name=name),
            more.pop("at", self.at),
            reply_token=address_at(self.payload, "response_url"),
            form_key=id_at(self.payload, "trigger_id"),
            **more,
        )


# --- events -----------------------------------------------------------------------------------------------------------


def _event(source: _Source) -> Incoming | None:
    event = part(source.payload, "event")
    match id_at(event, "type"):
        case "message" if text_at(event, "subtype") in _CHANGES:
            return _changed(source, event)
        case "message":
            return _message(source, event, mentioned=False)
        case "app_mention":
            return _message(source, event, mentioned=True)
        case "link_shared":
            return _links(source, event)
        case "app_home_opened" if id_at(event, "user"):
            user, chat = id_at(event, "user"), id_at(event, "channel")
            private = source.place(chat, private=True) if chat else person_place(source.tenant, user)
            place = home_place(source.tenant, user) if id_at(event, "tab") == "home" else private
            return Incoming(source.id, "open", place, source.actor(user), _event_time(source, event))
        case _ if is_farewell(source.payload):
            return _left(source, event)
    return None


def _links(source: _Source, event: Mapping[str, Any]) -> Incoming | None:
    """Links to us that somebody has posted, or is about to: Slack asks what to show below them."""
    user, chat = id_at(event, "user"), id_at(event, "channel")
    found = [address for link in items_at(event, "links") if (address := address_at(link, "url"))]
    if not (user and found):
        return None
    where = {key: id_at(event, key) for key in ("unfurl_id", "source", "message_ts")}
    return Incoming(
        source.id,
        "search",
        source.place(chat),
        source.actor(user),
        _event_time(source, event),
        text="\n".join(found[:_LINKS_MAX]),
        values={"links": "yes", **where},
    )


def _left(source: _Source, event: Mapping[str, Any]) -> Incoming:
    place = Place(CHANNEL, source.tenant, "", kind=GROUP)
    return Incoming(source.id, "left", place, source.actor(""), _event_time(source, event))


def _message(source: _Source, event: Mapping[str, Any], *, mentioned: bool) -> Incoming | None:
    user, chat, ts = id_at(event, "user"), id_at(event, "channel"), id_at(event, "ts")
    spoken = (
        text_at(event, "subtype") in _SPOKEN_SUBTYPES
        and not value_at(event, "bot_id")
        and not value_at(event, "hidden")
    )
    if not (user and chat and ts and spoken) or user == _SLACKBOT:
        return None
    thread = id_at(event, "thread_ts")
    place = source.place(chat, thread, message=ts, private=id_at(event, "channel_type") == "im")
    text, bots = text_at(event, "text"), _bots(source.payload)
    if not mentioned and place.kind == GROUP and any(f"<@{bot}{end}" in text for bot in bots for end in ">|"):
        return None  # the same words arrive a second time as app_mention, under another event id
    media = tuple(_media(event))
    return Incoming(
        source.id,
        "media" if media else "text",
        place,
        source.actor(user, home=first_id(event, ("user_team",), ("team",))),
        _event_time(source, event),
        text=spoken_text(_without_mention(text, bots) if mentioned else text),
        media=media,
        message=ts,
        reply_to=place.thread,
    )


def _changed(source: _Source, event: Mapping[str, Any]) -> Incoming | None:
    """A person edited or deleted a message of theirs; our own edits are told to us as well, and are nobody's act."""
    before = part(event, "previous_message")
    deleted = text_at(event, "subtype") == "message_deleted"
    now = before if deleted else part(event, "message")
    user, chat = id_at(now, "user") or id_at(before, "user"), id_at(event, "channel")
    ts = id_at(event, "deleted_ts") or id_at(now, "ts")
    if (
        not (before and user and chat and ts)
        or value_at(now, "bot_id")
        or value_at(before, "bot_id")
        or user == _SLACKBOT
    ):
        return None
    text = text_at(now, "text")
    gone = deleted or text_at(now, "subtype") == "tombstone"
    if not gone and text == text_at(before, "text"):
        return None  # a preview was added, or an answer below it
    place = source.place(chat, private=id_at(event, "channel_type") == "im")
    return Incoming(
        source.id,
        "deleted" if gone else "edited",
        place,
        source.actor(user, home=first_id(now, ("user_team",), ("team",))),
        _event_time(source, event),
        text="" if gone else spoken_text(text),
        message=ts,
    )


def _bots(payload: Mapping[str, Any]) -> list[str]:
    """The user ids under which this app itself is mentioned."""
    grants = (grant for grant in items_at(payload, "authorizations") if value_at(grant, "is_bot") is True)
    return [user for grant in grants if (user := id_at(grant, "user_id"))]


def _without_mention(text: str, bots: list[str]) -> str:
    if not bots:
        return re.sub(r"^\s*<@\w+(\|[^<>]*)?>", "", text, count=1)
    names = "|".join(re.escape(bot) for bot in bots)
    return re.sub(rf"<@(?:{names})(?:\|[^<>]*)?>", "", text)


def _media(event: Mapping[str, Any]) -> Iterator[Media]:
    for file in items_at(event, "files"):
        ref, mime, size = id_at(file, "id"), id_at(file, "mimetype"), value_at(file, "size")
        if ref:
            kind: Any = "photo" if mime.startswith("image/") and mime != "image/svg+xml" else "document"
            name, alt = (plain_text(text_at(file, key)).replace("\n", " ") for key in ("name", "alt_txt"))
            yield Media(kind, ref, name, mime, int(size) if isinstance(size, int) and size > 0 else 0, alt)


def _event_time(source: _Source, event: Mapping[str, Any]) -> datetime:
    stamp = value_at(event, "ts") or value_at(event, "event_ts") or value_at(source.payload, "event_time")
    return moment(stamp, source.at)


# --- slash commands, buttons, modals, shortcuts -----------------------------------------------------------------------


def _command(source: _Source) -> Incoming | None:
    payload = source.payload
    user, chat = id_at(payload, "user_id"), id_at(payload, "channel_id")
    if not user or not chat:
        return None
    return Incoming(
        source.id,
        "command",
        source.place(chat, id_at(payload, "thread_ts")),
        source.actor(user, name=text_at(payload, "user_name")),
        source.at,
        text=spoken_text(text_at(payload, "text")) or "start",
        reply_token=address_at(payload, "response_url"),
        form_key=id_at(payload, "trigger_id"),
    )


def _interactive(source: _Source) -> Incoming | None:
    reader = _INTERACTIONS.get(id_at(source.payload, "type"))
    return reader(source) if reader is not None and id_at(source.payload, "user", "id") else None


def _press(source: _Source) -> Incoming | None:
    payload = source.payload
    action = next(items_at(payload, "actions"), None)
    if action is None:
        return None
    container = part(payload, "container")
    message, chat = first_id(payload, ("container", "message_ts"), ("message", "ts")), channel_of(payload)
    if id_at(payload, "view", "type") == "home":
        place = home_place(source.tenant, id_at(payload, "user", "id"))
    elif id_at(container, "type") == "view" or not chat:
        place = person_place(source.tenant, id_at(payload, "user", "id"))
    else:
        thread = first_id(payload, ("container", "thread_ts"), ("message", "thread_ts"))
        place = source.place(chat, thread, message=message)
    token = text_at(action, "value") or text_at(action, "selected_option", "value")
    return source.interacting(
        "press" if token else "other",  # a link button, or an input that was only touched, carries no token
        place,
        at=moment(value_at(action, "action_ts"), source.at),
        do=unseal_for(place, token, source.ring, id_at(payload, "user", "id")),
        message=message,
    )


def _modal(source: _Source) -> Incoming | None:
    place = person_place(source.tenant, id_at(source.payload, "user", "id"))
    do = unseal_for(place, text_at(source.payload, "view", "private_metadata"), source.ring)
    if id_at(source.payload, "type") == "view_closed":
        return source.interacting("dismiss", place, do=do)
    return source.interacting("submit", place, do=do, values=dict(_values(source.payload)))


def _suggestion(source: _Source) -> Incoming | None:
    """What somebody has typed so far into a searched field of a modal of ours."""
    place = person_place(source.tenant, id_at(source.payload, "user", "id"))
    do = unseal_for(place, text_at(source.payload, "view", "private_metadata"), source.ring)
    field, typed = id_at(source.payload, "block_id"), plain_text(text_at(source.payload, "value")).strip()
    return source.interacting("suggest", place, do=do, text=typed, values={"field": field}) if do is not None else None


def _values(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The answers of a modal as (block id, text); every block of ours holds one element."""
    for block_id, block in part(payload, "view", "state", "values").items():
        element = next(iter(block.values()), None) if isinstance(block, Mapping) else None
        chosen = ",".join(text_at(option, "value") for option in items_at(element, "selected_options"))
        given = next((text for path in _ANSWERS if (text := text_at(element, *path))), chosen)
        yield plain_text(block_id), plain_text(given)


def _shortcut(source: _Source) -> Incoming | None:
    payload = source.payload
    word = plain_text(text_at(payload, "callback_id")).strip()
    chat, reply_to = channel_of(payload), first_id(payload, ("message", "ts"), ("message_ts",))
    if not word:
        return None
    thread = id_at(payload, "message", "thread_ts")
    person = person_place(source.tenant, id_at(payload, "user", "id"))
    place = source.place(chat, thread, message=reply_to) if chat else person
    at = moment(value_at(payload, "action_ts"), source.at)
    # What a message shortcut is used on stands where the words of a typed command would.
    message = part(payload, "message")
    said = spoken_text(text_at(message, "text"))
    media: tuple[Media, ...] = ()
    if word in _WITH_FILES:
        # What went through us is on record already, and our own words around it are nobody's.
        ours = value_at(message, "bot_id") or value_at(message, "bot_profile")
        said, media = ("", ()) if ours else (said, tuple(_media(message)))
    return source.interacting("command", place, at=at, text=f"{word} {said}".strip(), reply_to=reply_to, media=media)


_READERS: Mapping[str, Callable[[_Source], Incoming | None]] = {
    "events_api": _event,
    "slash_commands": _command,
    "interactive": _interactive,
}
_INTERACTIONS: Mapping[str, Callable[[_Source], Incoming | None]] = {
    "block_actions": _press,
    "view_submission": _modal,
    "block_suggestion": _suggestion,
    "view_closed": _modal,
    "shortcut": _shortcut,
    "message_action": _shortcut,
}
