"""Acts of people: writing, sending files, pressing buttons, blocking, following links, typing inline queries."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit

from adapters.sandbox.telegram_books import Chat, Message, Person
from adapters.sandbox.telegram_entities import tidied
from adapters.sandbox.telegram_limits import (
    CAPTION_MAX,
    QUERY_UPDATE_SECONDS,
    START_PAYLOAD_MAX,
    TEXT_MAX,
)
from adapters.sandbox.telegram_markup import utf16_length
from adapters.sandbox.telegram_parameters import Upload
from adapters.sandbox.telegram_refusals import ControlRefused, Refused, whole
from adapters.sandbox.telegram_shapes import (
    bot_json,
    chat_json,
    inaccessible_json,
    member_json,
    message_json,
    person_json,
    unix,
)
from adapters.sandbox.telegram_view import find_button, shows_data
from adapters.sandbox.telegram_world import BotAccount, CallbackQuery, World

Json = dict[str, Any]
_PAYLOAD = re.compile(rf"[A-Za-z0-9_-]{{1,{START_PAYLOAD_MAX}}}")
_LINK_HOSTS = ("t.me", "telegram.me", "telegram.dog")


class People:
    """Plays people. `asked` is the JSON body of a control request; raises ControlRefused for what cannot be done."""

    def __init__(self, world: World) -> None:
        self._world = world

    def say(self, person: Person, asked: Json) -> Json:
        content = tidied(str(asked.get("text", "")), [])
        if not content.text or utf16_length(content.text) > TEXT_MAX:
            raise ControlRefused(422, "a message has 1 to 4096 characters")
        return self._write(person, asked, content=content)

    def send_file(self, person: Person, asked: Json, kind: str) -> Json:
        caption = tidied(str(asked.get("caption") or ""), [])
        if utf16_length(caption.text) > CAPTION_MAX:
            raise ControlRefused(422, "a caption has at most 1024 characters")
        try:
            data = base64.b64decode(str(asked.get("base64", "")), validate=True)
        except binascii.Error:
            raise ControlRefused(422, "base64 expected") from None
        upload = Upload(str(asked.get("name") or kind), str(asked.get("mime") or ""), data)
        try:
            file = self._world.files.keep(kind, upload)
        except Refused as refused:
            raise ControlRefused(422, refused.description) from None
        album = str(asked.get("album") or "") or None
        written = self._write(person, asked, content=caption, file=file, album_id=album)
        return written | {"file_id": file.ids[-1]}

    def _write(self, person: Person, asked: Json, **more: Any) -> Json:
        account, chat = self._where(person, asked)
        if chat.blocked:
            raise ControlRefused(409, "this person has blocked the bot")
        if chat.migrated_to is not None:
            raise ControlRefused(409, f"the group was upgraded to {chat.migrated_to}")
        chat.started = True
        if (thread_id := asked.get("message_thread_id")) is not None:
            topic = chat.topics.get(thread_id)
            if topic is None or (topic.closed and person.id not in chat.admins):
                raise ControlRefused(404, f"no open topic {thread_id}")
            more["thread_id"] = thread_id
        if (answered := asked.get("reply_to_message_id")) is not None:
            more["reply_to"] = self._message(chat, answered)
        if asked.get("anonymous"):
            if person.id not in chat.admins:
                raise ControlRefused(409, "only administrators can be anonymous")
            more["anonymous"] = True
        message = self._world.books.post(chat, person=person, **more)
        self._world.tell_message(chat, message)
        return {"message_id": message.id, "chat_id": chat.id, "bot": account.profile.username}

    def edit(self, person: Person, asked: Json) -> Json:
        _, chat = self._where(person, asked)
        message = self._own(chat, person, asked)
        content = tidied(str(asked.get("text", "")), [])
        if not content.text and message.file is None:
            raise ControlRefused(422, "a message has 1 to 4096 characters")
        message.content = content
        message.edited_at = self._world.clock.now()
        chat.touch(message)
        self._world.tell_message(chat, message, "edited_message")
        return {"message_id": message.id}

    def delete(self, person: Person, asked: Json) -> Json:
        """People may delete their own messages, and in a private chat every one; no bot is told."""
        _, chat = self._where(person, asked)
        message = self._message(chat, asked.get("message_id")) if chat.owner_id else self._own(chat, person, asked)
        chat.remove(message.id)
        return {"deleted": message.id}

    def press(self, person: Person, asked: Json) -> Json:
        account, chat = self._where(person, asked)
        message_id, data = asked.get("message_id"), str(asked.get("data", ""))
        message = chat.messages.get(message_id) if isinstance(message_id, int) else None
        if not asked.get("forged"):
            if message is None:
                raise ControlRefused(404, f"no message {message_id}")
            if not shows_data(message.keyboard.inline, data):
                raise ControlRefused(409, "this message shows no button with this data")
        return self._press(account, chat, person, message, message_id, data)

    def press_label(self, person: Person, asked: Json) -> Json:
        """Presses the newest button of a label; a link button gives its address instead."""
        account, chat = self._where(person, asked)
        found = find_button(chat, str(asked.get("label", "")), asked.get("message_id"))
        if found is None:
            raise ControlRefused(404, f"no button {asked.get('label')!r}")
        message, button = found
        if "url" in button:
            return {"url": button["url"], "message_id": message.id}
        if "callback_data" not in button:
            raise ControlRefused(409, "this button sends nothing to the bot")
        return self._press(account, chat, person, message, message.id, button["callback_data"])

    def _press(
        self, account: BotAccount, chat: Chat, person: Person, message: Message | None, message_id: Any, data: str
    ) -> Json:
        if message is not None and message.bot is not None:
            account = next(a for a in self._world.accounts.values() if a.profile == message.bot)
        query = CallbackQuery(str(secrets.randbits(62)), chat, person, self._world.clock.now())
        body: Json = {"id": query.id, "from": person_json(person), "chat_instance": chat.instance, "data": data}
        query.expired = self._world.faults.for_press("expired_query", chat.id) is not None
        if message is None or self._world.faults.for_press("inaccessible_message", chat.id):
            body["message"] = inaccessible_json(chat, message_id if isinstance(message_id, int) else 0)
        else:
            body["message"] = message_json(self._world.books, chat, message)
        account.callback_queries[query.id] = query
        self._world.tell(
            account,
            "callback_query",
            body,
            f"presses {person.id}",
            chat_id=chat.id,
            lifetime_seconds=QUERY_UPDATE_SECONDS,
        )
        return {"callback_query_id": query.id, "message_id": message_id}

    def follow(self, person: Person, asked: Json) -> Json:
        """Open a t.me deep link and press Start."""
        parts = urlsplit(str(asked.get("url", "")))
        payload = parse_qs(parts.query).get("start", [""])[0]
        if parts.hostname not in _LINK_HOSTS or (payload and not _PAYLOAD.fullmatch(payload)):
            raise ControlRefused(422, "not a link that starts a bot")
        username = parts.path.strip("/")
        account = self._world.account(username)
        chat = self._world.books.conversation(account.profile, person)
        if chat.blocked:
            self.block(person, {"bot": username}, blocked=False)
        return self.say(person, {"text": f"/start {payload}".strip(), "bot": username})

    def block(self, person: Person, asked: Json, *, blocked: bool, told: bool = True) -> Json:
        """Block or unblock the bot; it learns by my_chat_member (unless a fault keeps that from it)."""
        account = self._world.account(asked.get("bot"))
        chat = self._world.books.conversation(account.profile, person)
        if chat.blocked is not blocked:
            chat.blocked = blocked
            chat.touch()
            if told:
                old, new = ("member", "kicked") if blocked else ("kicked", "member")
                self.tell_membership(account, chat, person, old, new)
        return {"blocked": blocked}

    def tell_membership(self, account: BotAccount, chat: Chat, person: Person, old: str, new: str) -> None:
        """my_chat_member: the bot's own standing in a chat has changed."""
        bot = bot_json(account.profile)
        body = {
            "chat": chat_json(chat),
            "from": person_json(person),
            "date": unix(self._world.clock.now()),
            "old_chat_member": member_json(bot, old),
            "new_chat_member": member_json(bot, new),
        }
        self._world.tell(account, "my_chat_member", body, f"standing {chat.id}", chat_id=chat.id)

    def _where(self, person: Person, asked: Json) -> tuple[BotAccount, Chat]:
        account = self._world.account(asked.get("bot"))
        chat_id = whole(asked.get("chat_id", person.id))
        if chat_id == person.id:
            return account, self._world.books.conversation(account.profile, person)
        chat = self._world.books.groups.get(chat_id)
        if chat is None or person.id not in chat.members:
            raise ControlRefused(404, f"person {person.id} is not in chat {chat_id}")
        return account, chat

    def _message(self, chat: Chat, message_id: Any) -> Message:
        message = chat.messages.get(message_id)
        if message is None:
            raise ControlRefused(404, f"no message {message_id}")
        return message

    def _own(self, chat: Chat, person: Person, asked: Json) -> Message:
        message = self._message(chat, asked.get("message_id"))
        if message.person is not person:
            raise ControlRefused(409, "this is somebody else's message")
        return message
