"""Inline mode as people use it: typing a query, reading what the bot found, sending one of the results."""

from __future__ import annotations

import secrets
from typing import Any

from adapters.sandbox.telegram_books import Chat, Person
from adapters.sandbox.telegram_entities import Formatted, read_formatted
from adapters.sandbox.telegram_keyboards import read_keyboard
from adapters.sandbox.telegram_limits import QUERY_UPDATE_SECONDS
from adapters.sandbox.telegram_refusals import ControlRefused, Refused
from adapters.sandbox.telegram_shapes import person_json
from adapters.sandbox.telegram_world import InlineQuery, World

Json = dict[str, Any]


class InlineMode:
    def __init__(self, world: World) -> None:
        self._world = world

    async def ask(self, person: Person, asked: Json) -> Json:
        """Send an inline query and wait up to `wait` seconds (5) for its results; null when none came."""
        account = self._world.account(asked.get("bot"))
        query = InlineQuery(str(secrets.randbits(62)), person, str(asked.get("query", "")), self._world.clock.now())
        account.inline_queries[query.id] = query
        body: Json = {
            "id": query.id,
            "from": person_json(person),
            "query": query.query,
            "offset": str(asked.get("offset", "")),
            "chat_type": asked.get("chat_type", "sender"),
        }
        lane = f"inline {person.id}"
        self._world.tell(account, "inline_query", body, lane, chat_id=person.id, lifetime_seconds=QUERY_UPDATE_SECONDS)
        if query.results is None:
            await query.answered.wait(float(asked.get("wait", 5)))
        return {"inline_query_id": query.id, "results": query.results, "next_offset": query.next_offset}

    def choose(self, person: Person, asked: Json) -> Json:
        """Send one result into a chat (the person's private chat with the bot unless `chat_id` names a group)."""
        account = self._world.account(asked.get("bot"))
        query = account.inline_queries.get(str(asked.get("inline_query_id")))
        results = query.results if query is not None and query.person is person else None
        result = next((r for r in results or [] if r["id"] == asked.get("result_id")), None)
        if query is None or result is None:
            raise ControlRefused(404, "no such result")
        chat = self._chat(person, asked)
        content, file = self._content(result)
        message = self._world.books.post(
            chat,
            person=person,
            via_bot=account.profile,
            content=content,
            file=file,
            keyboard=read_keyboard(result.get("reply_markup"), private=False),
        )
        chat.started = True
        self._world.tell_message(chat, message)
        chosen = {"result_id": result["id"], "from": person_json(person), "query": query.query}
        self._world.tell(account, "chosen_inline_result", chosen, f"inline {person.id}", chat_id=person.id)
        return {"message_id": message.id, "chat_id": chat.id}

    def _chat(self, person: Person, asked: Json) -> Chat:
        account = self._world.account(asked.get("bot"))
        if asked.get("chat_id") in (None, person.id):
            return self._world.books.conversation(account.profile, person)
        chat = self._world.books.groups.get(asked["chat_id"])
        if chat is None or person.id not in chat.members:
            raise ControlRefused(404, f"person {person.id} is not in chat {asked['chat_id']}")
        return chat

    def _content(self, result: Json) -> tuple[Formatted, Any]:
        given = result.get("input_message_content")
        try:
            if given is not None:
                return read_formatted(given["message_text"], given.get("parse_mode"), given.get("entities")), None
            kind = result["type"]
            caption = read_formatted(
                result.get("caption", ""), result.get("parse_mode"), result.get("caption_entities")
            )
            return caption, self._world.files.resolve(kind, result.get(f"{kind}_file_id", ""))
        except Refused as refused:
            raise ControlRefused(409, refused.description) from None
