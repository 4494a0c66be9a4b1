"""Methods that change or remove messages: edits, deletions, reactions, pins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.sandbox.telegram_books import Chat, Message
from adapters.sandbox.telegram_entities import Formatted, read_formatted
from adapters.sandbox.telegram_limits import DELETE_MAX, DELETE_WINDOW_HOURS
from adapters.sandbox.telegram_refusals import NOT_MODIFIED, bad_request
from adapters.sandbox.telegram_sending import checked_caption, checked_text, keyboard_of, media_extra, read_caption
from adapters.sandbox.telegram_world import Call, Method

REACTIONS = frozenset(
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 "
    "🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split()
)


async def edit_message_text(call: Call) -> Any:
    formatted = read_formatted(call.given["text"], call.given.get("parse_mode"), call.given.get("entities"))
    chat, message = _edited(call)
    if message.file is not None or not message.content.text:
        raise bad_request("there is no text in the message to edit")
    checked_text(formatted, "MESSAGE_TOO_LONG")
    preview = call.given.get("link_preview_options")
    extra = {k: v for k, v in message.extra.items() if k != "link_preview_options"}
    if preview:
        extra["link_preview_options"] = preview
    return _apply(call, chat, message, content=formatted, extra=extra)


async def edit_message_caption(call: Call) -> Any:
    caption = read_caption(call.given)
    chat, message = _edited(call)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    checked_caption(caption, "MEDIA_CAPTION_TOO_LONG")
    return _apply(call, chat, message, content=caption)


async def edit_message_media(call: Call) -> Any:
    media = call.given["media"]
    caption = read_caption(media)
    chat, message = _edited(call)
    checked_caption(caption, "message caption is too long")
    if message.album_id and message.file is not None and message.file.kind != media["type"]:
        raise bad_request("can't use the media of the specified type in the album")
    file = call.world.files.resolve(media["type"], media["media"])
    kept = {k: v for k, v in message.extra.items() if k == "has_protected_content"}
    return _apply(call, chat, message, content=caption, file=file, extra=kept | media_extra(media))


async def edit_message_reply_markup(call: Call) -> Any:
    chat, message = _edited(call)
    return _apply(call, chat, message)


def _edited(call: Call) -> tuple[Chat, Message]:
    """The bot's own message that is to change."""
    if call.given.get("business_connection_id"):
        raise bad_request("business connection not found")
    if call.given.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in call.given:
        raise bad_request("chat_id is empty")
    if "message_id" not in call.given:
        raise bad_request("message identifier is not specified")
    chat = call.books.open(call.bot, call.given["chat_id"])
    message = chat.messages.get(call.given["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    not_own = call.bot not in (message.bot, message.via_bot)
    if not_own or message.service is not None or message.origin is not None or message.keyboard.reply:
        raise bad_request("message can't be edited")
    return chat, message


def _apply(call: Call, chat: Chat, message: Message, **changes: Any) -> Any:
    """Carry out an edit; a keyboard that is not given again goes away."""
    changes["keyboard"] = keyboard_of(call, chat)
    if all(_same(getattr(message, name), value) for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    for name, value in changes.items():
        setattr(message, name, value)
    message.edited_at = call.now
    chat.touch(message)
    return call.shape(chat, message)


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, Formatted) and isinstance(new, Formatted):
        return (old.text, old.entities) == (new.text, new.entities)
    return bool(old == new)


async def delete_message(call: Call) -> Any:
    chat = call.books.open(call.bot, call.given["chat_id"])
    message = chat.messages.get(call.given["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(call, chat, message)
    chat.remove(message.id)
    return True


async def delete_messages(call: Call) -> Any:
    ids = call.given["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > DELETE_MAX:
        raise bad_request("too many message identifiers specified")
    chat = call.books.open(call.bot, call.given["chat_id"])
    found = [chat.messages[i] for i in dict.fromkeys(ids) if i in chat.messages]
    for message in found:
        _check_deletable(call, chat, message)
    for message in found:
        chat.remove(message.id)
    return True


def _check_deletable(call: Call, chat: Chat, message: Message) -> None:
    """48 hours, own messages, or everything for an administrator of a group."""
    if chat.bots.get(call.bot.id) == "administrator":
        return
    if call.now - message.at > timedelta(hours=DELETE_WINDOW_HOURS):
        raise bad_request("message can't be deleted for everyone")
    if not chat.owner_id and message.bot != call.bot:
        raise bad_request("message can't be deleted")


async def set_message_reaction(call: Call) -> Any:
    chat = call.books.open(call.bot, call.given["chat_id"])
    message = chat.messages.get(call.given["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = call.given.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(r["type"] != "emoji" or r.get("emoji") not in REACTIONS for r in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions[call.bot.id] = reactions
    chat.touch(message)
    return True


async def pin_chat_message(call: Call) -> Any:
    chat = _pinnable(call)
    message = chat.messages.get(call.given["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    if message.service is not None:
        raise bad_request("message can't be pinned")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    chat.touch(message)
    return True


async def unpin_chat_message(call: Call) -> Any:
    chat = _pinnable(call)
    message_id = call.given.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to unpin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
        chat.touch(message)
    return True


async def unpin_all_chat_messages(call: Call) -> Any:
    chat = _pinnable(call)
    chat.pinned.clear()
    chat.touch()
    return True


def _pinnable(call: Call) -> Chat:
    chat = call.books.open(call.bot, call.given["chat_id"])
    if not chat.owner_id and chat.bots.get(call.bot.id) != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
