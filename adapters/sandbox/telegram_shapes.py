"""How books become Bot API objects: User, Chat, Message, ChatMember, ChatFullInfo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from adapters.sandbox.telegram_books import Books, BotProfile, Chat, Message, Person
from adapters.sandbox.telegram_entities import Formatted

Json = dict[str, Any]
ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
    "can_send_welcome_messages",
)
MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_invite_users",
)
# Who an anonymous administrator's messages come from on the wire; presses carry the real person.
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def unix(at: datetime) -> int:
    return int(at.timestamp())


def person_json(person: Person) -> Json:
    user: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    for name in ("last_name", "username", "language_code"):
        if value := getattr(person, name):
            user[name] = value
    return user


def bot_json(bot: BotProfile) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.first_name, "username": bot.username}


def chat_json(chat: Chat) -> Json:
    if chat.person is not None:
        user = person_json(chat.person)
        return {k: user[k] for k in ("id", "first_name", "last_name", "username") if k in user} | {"type": "private"}
    shape: Json = {"id": chat.id, "type": chat.kind, "title": chat.title}
    return shape | ({"is_forum": True} if chat.is_forum else {})


def entities_json(books: Books, content: Formatted) -> list[Json]:
    """MessageEntity objects; a mention of an unknown account is no entity."""
    shaped = []
    for entity in content.entities:
        if entity["type"] != "text_mention":
            shaped.append(entity)
        elif (person := books.people.get(entity["user_id"])) is not None:
            shaped.append({k: v for k, v in entity.items() if k != "user_id"} | {"user": person_json(person)})
    return shaped


def message_json(books: Books, chat: Chat, message: Message, *, with_reply: bool = True) -> Json:
    """A Message object; replies are one level deep, as on the wire."""
    shape: Json = {"message_id": message.id, "date": unix(message.at), "chat": chat_json(chat)}
    if message.anonymous:
        shape |= {"from": ANONYMOUS_ADMIN, "sender_chat": chat_json(chat)}
    elif message.bot is not None:
        shape["from"] = bot_json(message.bot)
    elif message.person is not None:
        shape["from"] = person_json(message.person)
    if message.thread_id is not None:
        shape |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    if with_reply and message.reply_to is not None:
        shape["reply_to_message"] = message_json(books, chat, message.reply_to, with_reply=False)
        if message.quote is not None:
            shape["quote"] = {"text": message.quote.text, "position": 0, "is_manual": True}
    if message.edited_at is not None:
        shape["edit_date"] = unix(message.edited_at)
    if message.album_id:
        shape["media_group_id"] = message.album_id
    if message.origin:
        shape["forward_origin"] = message.origin
    if message.via_bot is not None:
        shape["via_bot"] = bot_json(message.via_bot)
    shape |= _content_json(books, message) | (message.service or {}) | message.extra
    if message.keyboard.inline:
        shape["reply_markup"] = {"inline_keyboard": message.keyboard.inline}
    return shape


def _content_json(books: Books, message: Message) -> Json:
    shape: Json = {}
    text_key, entities_key = "text", "entities"
    if message.file is not None:
        shape[message.file.kind] = message.file.wire()
        text_key, entities_key = "caption", "caption_entities"
    if message.content.text:
        shape[text_key] = message.content.text
        if entities := entities_json(books, message.content):
            shape[entities_key] = entities
    return shape


def inaccessible_json(chat: Chat, message_id: int) -> Json:
    """What a callback query carries when the platform no longer has the message."""
    return {"chat": chat_json(chat), "message_id": message_id, "date": 0}


def member_json(user: Json, status: str) -> Json:
    """A ChatMember object of `creator`, `administrator`, `member`, `left` or `kicked`."""
    shape: Json = {"user": user, "status": status}
    if status == "creator":
        shape["is_anonymous"] = False
    elif status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(ADMIN_RIGHTS, True)
    elif status == "kicked":
        shape["until_date"] = 0
    return shape


def person_member_json(chat: Chat, person: Person) -> Json:
    """The ChatMember object of a person in a chat."""
    if person.id in chat.admins:
        status = "creator" if chat.admins[0] == person.id else "administrator"
    else:
        status = "member" if person.id in chat.members or chat.person is person else "left"
    return member_json(person_json(person), status)


def full_chat_json(books: Books, chat: Chat) -> Json:
    """A ChatFullInfo object."""
    shape = chat_json(chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.person is None:
        shape["permissions"] = dict.fromkeys(MEMBER_RIGHTS, True)
    elif chat.person.username:
        shape["active_usernames"] = [chat.person.username]
    if chat.pinned:
        shape["pinned_message"] = message_json(books, chat, chat.messages[chat.pinned[-1]], with_reply=False)
    return shape
