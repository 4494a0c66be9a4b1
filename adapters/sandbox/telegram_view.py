"""What a person sees: a chat as plain JSON for tests, the demo driver and the web page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from adapters.sandbox.telegram_books import Chat, Message
from adapters.sandbox.telegram_entities import rendered
from adapters.sandbox.telegram_keyboards import Rows
from adapters.sandbox.telegram_limits import TYPING_SECONDS

Json = dict[str, Any]


def chat_view(chat: Chat, now: datetime, prefix: str, last: int = 0) -> Json:
    """The chat's messages, oldest first, without service messages; `prefix` goes before file addresses.

    `last` limits the view to so many of the newest messages (0: all).
    """
    messages = [m for m in chat.messages.values() if m.service is None][-last:]
    shape: Json = {
        "seq": chat.seq,
        "id": chat.id,
        "title": chat_title(chat),
        "messages": [message_view(chat, m, prefix) for m in messages],
        "toasts": chat.toasts,
    }
    if chat.typing is not None and now - chat.typing[1] <= timedelta(seconds=TYPING_SECONDS):
        shape["typing"] = chat.typing[0]
    if chat.topics:
        shape["topics"] = [{"id": t.id, "name": t.name, "closed": t.closed} for t in chat.topics.values()]
    if chat.blocked:
        shape["blocked"] = True
    if chat.migrated_to is not None:
        shape["migrated_to"] = chat.migrated_to
    return shape


def chat_title(chat: Chat) -> str:
    if chat.person is None:
        return chat.title
    return " ".join(part for part in (chat.person.first_name, chat.person.last_name) if part)


def message_view(chat: Chat, message: Message, prefix: str) -> Json:
    shape: Json = {
        "message_id": message.id,
        "seq": message.changed_seq,
        "from": "bot" if message.bot is not None else "person",
        "name": _author(message),
        "at": message.at.isoformat(),
        "text": message.content.text,
        "html": rendered(message.content),
        "rows": [[_button_view(b) for b in row] for row in message.keyboard.inline or []],
        "edited": message.edited_at is not None,
        "pinned": message.id in chat.pinned,
    }
    if message.person is not None:
        shape["user"] = message.person.id
    if message.thread_id is not None:
        shape["thread"] = message.thread_id
    if message.reply_to is not None:
        shape["reply_to"] = message.reply_to.id
    if message.file is not None:
        shape[message.file.kind] = f"{prefix}/_files/{message.file.ids[-1]}"
        shape["file_name"], shape["mime"] = message.file.name, message.file.mime
    if message.album_id:
        shape["album"] = message.album_id
    if message.origin is not None:
        shape["forwarded"] = True
    if reactions := [r.get("emoji", "") for given in message.reactions.values() for r in given]:
        shape["reactions"] = reactions
    if reply := message.keyboard.reply:
        shape["reply_keyboard"] = [[_label(b) for b in row] for row in reply.get("keyboard", [])]
        shape["force_reply"] = bool(reply.get("force_reply"))
    return shape


def _author(message: Message) -> str:
    if message.bot is not None:
        return message.bot.first_name
    if message.person is None:
        return ""
    return " ".join(part for part in (message.person.first_name, message.person.last_name) if part)


def _button_view(button: Json) -> Json:
    shape = {"text": button["text"]}
    if "callback_data" in button:
        shape["data"] = button["callback_data"]
    for name in ("url", "style", "web_app", "copy_text", "disabled", "switch_inline_query_current_chat"):
        if name in button:
            shape[name] = button[name]
    if "switch_inline_query" in button:
        shape["switch_inline_query"] = button["switch_inline_query"]
    return shape


def _label(button: Any) -> str:
    return button["text"] if isinstance(button, dict) else str(button)


def find_button(chat: Chat, label: str, message_id: int | None) -> tuple[Message, Json] | None:
    """The newest message with a button of this label; in it, an equal label before one that contains it."""
    wanted = label.strip().casefold()
    for message in reversed(chat.messages.values()):
        if message_id is not None and message.id != message_id:
            continue
        buttons = [(b["text"].strip().casefold(), b) for row in message.keyboard.inline or [] for b in row]
        fitting = [b for text, b in buttons if text == wanted] + [b for text, b in buttons if wanted in text]
        if fitting:
            return message, fitting[0]
    return None


def shows_data(rows: Rows | None, data: str) -> bool:
    """Is there a button with exactly this callback data?"""
    return any(button.get("callback_data") == data for row in rows or [] for button in row)
