"""Methods about chats: who is in them, and the topics of forums."""

from __future__ import annotations

from typing import Any

from adapters.sandbox.telegram_books import Chat, Topic
from adapters.sandbox.telegram_limits import TOPIC_NAME_MAX
from adapters.sandbox.telegram_markup import utf16_length
from adapters.sandbox.telegram_refusals import bad_request
from adapters.sandbox.telegram_shapes import bot_json, full_chat_json, member_json, person_member_json
from adapters.sandbox.telegram_world import Call, Method

_ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


async def get_chat(call: Call) -> Any:
    return full_chat_json(call.books, call.books.open(call.bot, call.given["chat_id"]))


async def get_chat_member(call: Call) -> Any:
    chat = call.books.open(call.bot, call.given["chat_id"])
    user_id = call.given["user_id"]
    for account in call.world.accounts.values():
        if account.profile.id == user_id:
            status = chat.bots.get(user_id, "member" if chat.owner_id == user_id else "left")
            return member_json(bot_json(account.profile), status)
    person = call.books.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return person_member_json(chat, person)


async def get_chat_member_count(call: Call) -> Any:
    chat = call.books.open(call.bot, call.given["chat_id"])
    if chat.owner_id:
        return 2
    return len(chat.members) + sum(1 for status in chat.bots.values() if status != "kicked")


async def get_chat_administrators(call: Call) -> Any:
    chat = call.books.open(call.bot, call.given["chat_id"])
    if chat.owner_id:
        raise bad_request("there are no administrators in the private chat")
    people = [person_member_json(chat, call.books.people[i]) for i in chat.admins]
    own = chat.bots.get(call.bot.id) == "administrator"
    return people + ([member_json(bot_json(call.bot), "administrator")] if own else [])


async def create_forum_topic(call: Call) -> Any:
    chat = _forum(call, "not enough rights to create a topic")
    name = _topic_name(call.given["name"])
    color = call.given.get("icon_color", _ICON_COLORS[len(chat.topics) % len(_ICON_COLORS)])
    if color not in _ICON_COLORS:
        raise bad_request("invalid icon color specified")
    icon = call.given.get("icon_custom_emoji_id")
    shape = {"name": name, "icon_color": color} | ({"icon_custom_emoji_id": icon} if icon else {})
    message = call.books.post(chat, bot=call.bot, service={"forum_topic_created": shape})
    message.thread_id = message.id
    chat.topics[message.id] = Topic(message.id, name, color, icon)
    # The real server tells a bot of its own service messages about topics, too.
    call.world.tell_message(chat, message)
    return {"message_thread_id": message.id} | shape


async def edit_forum_topic(call: Call) -> Any:
    chat, topic = _topic(call)
    name = call.given.get("name") or topic.name
    icon = call.given.get("icon_custom_emoji_id", topic.icon_custom_emoji_id)
    if (_topic_name(name), icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, icon
    told = call.books.post(chat, bot=call.bot, thread_id=topic.id, service={"forum_topic_edited": {"name": name}})
    call.world.tell_message(chat, told)
    return True


async def close_forum_topic(call: Call) -> Any:
    return _switch(call, closed=True)


async def reopen_forum_topic(call: Call) -> Any:
    return _switch(call, closed=False)


def _switch(call: Call, *, closed: bool) -> bool:
    chat, topic = _topic(call)
    if topic.closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    service: dict[str, Any] = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    call.world.tell_message(chat, call.books.post(chat, bot=call.bot, thread_id=topic.id, service=service))
    return True


def _forum(call: Call, missing_right: str) -> Chat:
    chat = call.books.open(call.bot, call.given["chat_id"])
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if chat.bots.get(call.bot.id) != "administrator":
        raise bad_request(missing_right)
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call, "not enough rights to edit the topic")
    topic = chat.topics.get(call.given["message_thread_id"])
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _topic_name(name: str) -> str:
    if not name.strip():
        raise bad_request("TOPIC_TITLE_EMPTY")
    if utf16_length(name) > TOPIC_NAME_MAX:
        raise bad_request("TOPIC_TITLE_INVALID")
    return name


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
}
