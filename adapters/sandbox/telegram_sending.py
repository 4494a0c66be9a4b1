"""Methods that put new messages into chats: send, album, copy, forward."""

from __future__ import annotations

import secrets
from typing import Any

from adapters.sandbox.telegram_books import Chat, Message
from adapters.sandbox.telegram_entities import Formatted, read_formatted, shows_nothing
from adapters.sandbox.telegram_keyboards import Keyboard, read_keyboard
from adapters.sandbox.telegram_limits import ALBUM_MAX, CAPTION_MAX, CHAT_ACTIONS, TEXT_MAX
from adapters.sandbox.telegram_markup import utf16_length
from adapters.sandbox.telegram_refusals import bad_request
from adapters.sandbox.telegram_shapes import bot_json, person_json, unix
from adapters.sandbox.telegram_world import Call, Method

Placement = dict[str, Any]


async def send_message(call: Call) -> Any:
    formatted = read_formatted(call.given["text"], call.given.get("parse_mode"), call.given.get("entities"))
    chat, placement = placed(call)
    checked_text(formatted, "message is too long")
    if preview := call.given.get("link_preview_options"):
        placement["extra"]["link_preview_options"] = preview
    message = _post(call, chat, placement, content=formatted)
    return call.shape(chat, message)


async def send_photo(call: Call) -> Any:
    return _send_file(call, "photo")


async def send_document(call: Call) -> Any:
    return _send_file(call, "document")


def _send_file(call: Call, kind: str) -> Any:
    caption = read_caption(call.given)
    chat, placement = placed(call)
    checked_caption(caption, "message caption is too long")
    file = call.world.files.resolve(kind, call.given[kind])
    placement["extra"] |= media_extra(call.given)
    message = _post(call, chat, placement, content=caption, file=file)
    return call.shape(chat, message)


async def send_media_group(call: Call) -> Any:
    items = call.given["media"]
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM_MAX:
        raise bad_request("too many messages to send as an album")
    if len({item["type"] for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    captions = [read_caption(item) for item in items]
    chat, placement = placed(call)
    for caption in captions:
        checked_caption(caption, "message caption is too long")
    files = [call.world.files.resolve(item["type"], item["media"]) for item in items]
    album_id = str(secrets.randbits(60)) if len(items) > 1 else None
    sent = []
    for item, caption, file in zip(items, captions, files, strict=True):
        own = placement | {"extra": placement["extra"] | media_extra(item)}
        message = _post(call, chat, own, content=caption, file=file, album_id=album_id)
        sent.append(call.shape(chat, message))
    return sent


async def copy_message(call: Call) -> Any:
    source = _source(call, "message to copy not found", "message can't be copied")
    content = source.content
    if "caption" in call.given and source.file is not None:
        content = read_caption(call.given)
    chat, placement = placed(call)
    if source.file is not None:
        checked_caption(content, "message caption is too long")
        placement["extra"] |= media_extra(call.given)
    message = _post(call, chat, placement, content=content, file=source.file)
    return {"message_id": message.id}


async def forward_message(call: Call) -> Any:
    source = _source(call, "message to forward not found", "message can't be forwarded")
    chat, placement = placed(call)
    author = bot_json(source.bot) if source.bot else person_json(source.person) if source.person else None
    origin = source.origin or {"type": "user", "date": unix(source.at), "sender_user": author}
    message = _post(call, chat, placement, content=source.content, file=source.file, origin=origin)
    return call.shape(chat, message)


async def send_chat_action(call: Call) -> Any:
    if call.given["action"] not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.books.open(call.bot, call.given["chat_id"])
    chat.typing = (call.given["action"], call.now)
    chat.touch()
    return True


def placed(call: Call) -> tuple[Chat, Placement]:
    """Where a new message goes: chat, topic, what it answers, its keyboard and flags."""
    if call.given.get("business_connection_id"):
        raise bad_request("business connection not found")
    chat = call.books.open(call.bot, call.given["chat_id"])
    placement: Placement = {"extra": {}, "thread_id": _thread(call, chat)}
    if (reply := call.given.get("reply_parameters")) is not None:
        placement |= _reply(chat, reply)
    placement["keyboard"] = read_keyboard(call.given.get("reply_markup"), private=bool(chat.owner_id))
    if call.given.get("protect_content"):
        placement["extra"]["has_protected_content"] = True
    return chat, placement


def _post(call: Call, chat: Chat, placement: Placement, **more: Any) -> Message:
    chat.typing = None
    return call.books.post(chat, bot=call.bot, **placement, **more)


def _thread(call: Call, chat: Chat) -> int | None:
    thread_id: int | None = call.given.get("message_thread_id")
    if not thread_id:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and chat.bots.get(call.bot.id) != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _reply(chat: Chat, reply: dict[str, Any]) -> dict[str, Any]:
    answered = chat.messages.get(reply["message_id"])
    elsewhere = reply.get("chat_id") not in (None, chat.id)
    if answered is None or elsewhere:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    if quote := reply.get("quote"):
        quoted = read_formatted(quote, reply.get("quote_parse_mode"), reply.get("quote_entities"))
        if quoted.text not in answered.content.text:
            raise bad_request("QUOTE_TEXT_INVALID")
        return {"reply_to": answered, "quote": quoted}
    return {"reply_to": answered}


def _source(call: Call, not_found: str, refused: str) -> Message:
    """The message that is copied or forwarded."""
    origin = call.books.open(call.bot, call.given["from_chat_id"])
    source = origin.messages.get(call.given["message_id"])
    if source is None:
        raise bad_request(not_found)
    if source.service is not None or source.extra.get("has_protected_content"):
        raise bad_request(refused)
    return source


def read_caption(given: dict[str, Any]) -> Formatted:
    return read_formatted(given.get("caption", ""), given.get("parse_mode"), given.get("caption_entities"))


def checked_text(formatted: Formatted, too_long: str) -> None:
    """Emptiness and length after parsing, in UTF-16 units."""
    if shows_nothing(formatted.text):
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > TEXT_MAX:
        raise bad_request(too_long)


def checked_caption(formatted: Formatted, too_long: str) -> None:
    if utf16_length(formatted.text) > CAPTION_MAX:
        raise bad_request(too_long)


def media_extra(given: dict[str, Any]) -> dict[str, Any]:
    """Flags of a picture that come back in the Message."""
    extra = {}
    if given.get("show_caption_above_media"):
        extra["show_caption_above_media"] = True
    if given.get("has_spoiler"):
        extra["has_media_spoiler"] = True
    return extra


def keyboard_of(call: Call, chat: Chat) -> Keyboard:
    return read_keyboard(call.given.get("reply_markup"), private=bool(chat.owner_id))


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendChatAction": send_chat_action,
}
