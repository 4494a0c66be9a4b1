"""Reads Telegram updates: raw Bot API JSON in, `Incoming` out. Pure and total: no shape of JSON makes it raise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.telegram.tokens import CHANNEL, unseal_for
from core.ports.chat import GROUP, PRIVATE, Actor, Incoming, IncomingKind, Media, Place
from core.tokens import KeyRing

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""Asked for by name at every poll and in the webhook: an omitted list keeps whatever was set before."""

GROUP_ANONYMOUS_BOT = "1087968824"
_NATIVE_ID_MAX = 2**63
_TIMESTAMP_END = 253_402_300_800  # the year 10000, where datetime ends
_NAME_LENGTH_MAX = 128
_OFFSET_LENGTH_MAX = 64
_FILE_KINDS = ("document", "video", "audio", "voice", "animation")

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def event_id(raw: Any) -> str:
    """The inbox key of an update, unique within its bot; empty when it is not an update."""
    update_id = _id(_map(raw).get("update_id"))
    return f"tg:{update_id}" if update_id else ""


def order_key(raw: Any) -> str:
    """The chat whose events are handled one after the other (for a press without a message, the person)."""
    update = _map(raw)
    press = _map(update.get("callback_query"))
    body = _map(press.get("message")) if press else _body(update)
    searching = _id(_map(_map(update.get("inline_query")).get("from")).get("id"))
    if searching:
        return f"tg:{searching}:search"
    chat = _id(_map(body.get("chat")).get("id")) or _id(_map(press.get("from")).get("id"))
    return f"tg:{chat}" if chat else ""


def translate(raw: Any, *, tenant: str, ring: KeyRing, at: datetime, username: str = "") -> Incoming | None:
    """What a person did, or None when nobody did anything that we handle.

    `at` is when we received it: presses carry no time of their own. `username` is our bot's; with it, commands
    that are addressed to another bot of the same group count as "other".
    """
    update = _map(raw)
    identity = event_id(update)
    if not identity:
        return None
    if isinstance(update.get("callback_query"), Mapping):
        return _press(_map(update["callback_query"]), identity, tenant, ring, at)
    if isinstance(update.get("inline_query"), Mapping):
        return _search(_map(update["inline_query"]), identity, tenant, at)
    if isinstance(update.get("my_chat_member"), Mapping):
        return _membership(_map(update["my_chat_member"]), identity, tenant, at)
    if isinstance(update.get("message"), Mapping):
        return _message(_map(update["message"]), identity, tenant, at, username)
    if isinstance(update.get("edited_message"), Mapping):
        return _edit(_map(update["edited_message"]), identity, tenant, at)
    return _ignored(_body(update), identity, tenant, at)


def clean(text: Any) -> str:
    """Text as people meant it: NFC, without control, bidi and invisible characters or lone surrogates.

    Joiners stay: Persian words and emoji are spelt with them."""
    if not isinstance(text, str):
        return ""
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _message(message: Mapping[str, Any], identity: str, tenant: str, at: datetime, username: str) -> Incoming | None:
    place, actor = _place(message, tenant), _actor(message, tenant)
    if place is None or actor is None:
        return None
    kind: IncomingKind = "other"
    text = ""
    media = _media(message)
    if moved_to := _id(message.get("migrate_to_chat_id")):
        kind, text, media = "moved", moved_to, ()
    elif place.thread and actor.user == tenant and isinstance(message.get("forum_topic_created"), Mapping):
        kind, text = "topic", clean(message["forum_topic_created"].get("name")).strip()
    elif media:
        kind, text = "media", clean(message.get("caption")).strip()
    elif isinstance(message.get("text"), str):
        kind, text = _words(clean(message["text"]).strip(), username)
    return Incoming(
        id=identity,
        kind=kind,
        place=place,
        actor=actor,
        at=_time(message.get("date"), at),
        text=text,
        media=media,
        message=_id(message.get("message_id")),
        reply_to=_reply_to(message, place),
        album=clean(message.get("media_group_id"))[:64],
    )


def _edit(message: Mapping[str, Any], identity: str, tenant: str, at: datetime) -> Incoming | None:
    """What somebody's own message says now. A file in it is not read again: what was sent first stays what was sent."""
    place, actor = _place(message, tenant), _actor(message, tenant)
    if place is None or actor is None:
        return None
    words = message.get("caption") if _media(message) else message.get("text")
    known = isinstance(words, str) or bool(_media(message))
    return Incoming(
        id=identity,
        kind="edited" if known else "other",
        place=place,
        actor=actor,
        at=_time(message.get("edit_date"), at),
        text=clean(words).strip(),
        message=_id(message.get("message_id")),
    )


def _press(query: Mapping[str, Any], identity: str, tenant: str, ring: KeyRing, at: datetime) -> Incoming | None:
    # Not `_actor`: an anonymous admin's press arrives under the real id, and the message's sender is the bot itself.
    actor = _person(query.get("from"), tenant)
    if actor is None:
        return None
    message = _map(query.get("message"))
    place = _place(message, tenant) or Place(CHANNEL, tenant, actor.user)
    data = query.get("data")
    return Incoming(
        id=identity,
        kind="press",
        place=place,
        actor=actor,
        at=at,
        do=unseal_for(place, data, ring, actor.user) if isinstance(data, str) else None,
        message=_id(message.get("message_id")),
        reply_token=clean(query.get("id")),
    )


def _search(query: Mapping[str, Any], identity: str, tenant: str, at: datetime) -> Incoming | None:
    """Words behind our name in some chat, which we are not told and may not even be in."""
    actor = _person(query.get("from"), tenant)
    if actor is None:
        return None
    return Incoming(
        id=identity,
        kind="search",
        place=Place(CHANNEL, tenant, actor.user),
        actor=actor,
        at=at,
        text=clean(query.get("query")).strip(),
        values={"offset": clean(query.get("offset"))[:_OFFSET_LENGTH_MAX]},
        reply_token=clean(query.get("id")),
    )


def _membership(change: Mapping[str, Any], identity: str, tenant: str, at: datetime) -> Incoming | None:
    place, actor = _place(change, tenant), _person(change.get("from"), tenant)
    if place is None or actor is None:
        return None
    was, now = (_is_inside(_map(change.get(key))) for key in ("old_chat_member", "new_chat_member"))
    kind: IncomingKind = "other"
    if now is not None and now != was:
        kind = "returned" if now else "left"
    return Incoming(id=identity, kind=kind, place=place, actor=actor, at=_time(change.get("date"), at))


def _ignored(body: Mapping[str, Any], identity: str, tenant: str, at: datetime) -> Incoming | None:
    place, actor = _place(body, tenant), _actor(body, tenant)
    if place is None or actor is None:
        return None
    message = _id(body.get("message_id"))
    return Incoming(
        id=identity, kind="other", place=place, actor=actor, at=_time(body.get("date"), at), message=message
    )


def _body(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one object beside `update_id`, whatever kind of update it is."""
    return next((_map(value) for value in update.values() if isinstance(value, Mapping)), {})


def _words(text: str, username: str) -> tuple[IncomingKind, str]:
    command = _COMMAND.fullmatch(text)
    if command is None:
        return "text", text
    word, addressee, arguments = command.groups()
    if addressee and username and addressee.lower() != username.lower():
        return "other", ""
    return "command", f"{word.lower()} {arguments or ''}".strip()


def _place(message: Mapping[str, Any], tenant: str) -> Place | None:
    chat = _map(message.get("chat"))
    chat_id = _id(chat.get("id"))
    if not chat_id:
        return None
    private = chat.get("type") == "private" or (chat.get("type") is None and not chat_id.startswith("-"))
    thread = _id(message.get("message_thread_id")) if message.get("is_topic_message") is True else ""
    return Place(CHANNEL, tenant, chat_id, thread, PRIVATE if private else GROUP)


def _actor(message: Mapping[str, Any], tenant: str) -> Actor | None:
    """The sender. Whoever speaks as a chat instead of as a person is marked as a bot, so that nothing is allowed."""
    faceless = isinstance(message.get("sender_chat"), Mapping)
    return _person(message.get("from"), tenant, faceless=faceless) or _person(
        message.get("sender_chat"), tenant, faceless=True
    )


def _person(raw: Any, tenant: str, *, faceless: bool = False) -> Actor | None:
    person = _map(raw)
    user = _id(person.get("id"))
    if not user:
        return None
    names = (clean(person.get(key)) for key in ("first_name", "last_name"))
    name = " ".join(" ".join(names).split()) or clean(person.get("username") or person.get("title"))
    return Actor(
        channel=CHANNEL,
        tenant=tenant,
        user=user,
        name=name[:_NAME_LENGTH_MAX],
        lang=clean(person.get("language_code"))[:35],
        is_bot=faceless or person.get("is_bot") is True or user == GROUP_ANONYMOUS_BOT,
    )


def _media(message: Mapping[str, Any]) -> tuple[Media, ...]:
    sizes = message.get("photo")
    if isinstance(sizes, list):
        photos = [size for size in map(_map, sizes) if isinstance(size.get("file_id"), str)]
        if photos:
            largest = max(photos, key=lambda size: _count(size.get("width")) * _count(size.get("height")))
            return (Media("photo", largest["file_id"], mime="image/jpeg", size=_count(largest.get("file_size"))),)
    for kind in _FILE_KINDS:
        file = _map(message.get(kind))
        ref = file.get("file_id")
        if isinstance(ref, str) and ref:
            name = clean(file.get("file_name")).replace("\n", " ").strip()
            return (Media("document", ref, name, clean(file.get("mime_type")), _count(file.get("file_size"))),)
    return ()


def _reply_to(message: Mapping[str, Any], place: Place) -> str:
    """In a topic every message formally answers the one that opened the topic; that is not an answer."""
    answered = _id(_map(message.get("reply_to_message")).get("message_id"))
    return "" if place.thread and answered == place.thread else answered


def _is_inside(member: Mapping[str, Any]) -> bool | None:
    status = member.get("status")
    if status in ("left", "kicked"):
        return False
    if status == "restricted":
        return member.get("is_member") is True
    return True if status in ("member", "administrator", "creator") else None


def _time(date: Any, fallback: datetime) -> datetime:
    """An inaccessible message has the date 0."""
    if type(date) is int and 0 < date < _TIMESTAMP_END:
        return datetime.fromtimestamp(date, UTC)
    return fallback


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _id(value: Any) -> str:
    return str(value) if type(value) is int and -_NATIVE_ID_MAX < value < _NATIVE_ID_MAX else ""


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value < _NATIVE_ID_MAX else 0
