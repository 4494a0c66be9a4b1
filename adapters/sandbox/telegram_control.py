"""The sandbox's control endpoints: plain JSON with which tests, the demo and the page act as people and look on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox.telegram_books import Chat, Person
from adapters.sandbox.telegram_inline import InlineMode
from adapters.sandbox.telegram_people import People
from adapters.sandbox.telegram_refusals import ControlRefused, whole
from adapters.sandbox.telegram_view import chat_title, chat_view
from adapters.sandbox.telegram_world import BotAccount, World

Json = dict[str, Any]
Act = Callable[[Person, Json], Json | Awaitable[Json]]
_WAIT_SECONDS_MAX = 60.0
_STANDINGS = ("administrator", "member", "kicked", "left")
_SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Control:
    def __init__(self, world: World) -> None:
        self._world = world
        self._people = People(world)
        self._inline = InlineMode(world)
        people, inline = self._people, self._inline
        self._acts: dict[str, Act] = {
            "say": people.say,
            "photo": lambda person, asked: people.send_file(person, asked, "photo"),
            "document": lambda person, asked: people.send_file(person, asked, "document"),
            "press": people.press,
            "press_label": people.press_label,
            "edit": people.edit,
            "delete": people.delete,
            "block": lambda person, asked: people.block(person, asked, blocked=True),
            "unblock": lambda person, asked: people.block(person, asked, blocked=False),
            "follow": people.follow,
            "inline": inline.ask,
            "choose": inline.choose,
        }

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/_people", _answered(self._add_person), methods=["POST"]),
            Route("/_people", _answered(self._list_people), methods=["GET"]),
            Route("/_people/{id:int}/{act:str}", _answered(self._act), methods=["POST"]),
            Route("/_groups", _answered(self._add_group), methods=["POST"]),
            Route("/_groups/{id}/bot", _answered(self._set_standing), methods=["POST"]),
            Route("/_chats", _answered(self._list_chats), methods=["GET"]),
            Route("/_chats/{id}", _answered(self._chat), methods=["GET"]),
            Route("/_state", _answered(self._state), methods=["GET"]),
            Route("/_faults", _answered(self._add_fault), methods=["POST"]),
            Route("/_faults", _answered(self._list_faults), methods=["GET"]),
            Route("/_faults", _answered(self._clear_faults), methods=["DELETE"]),
            Route("/_flood", _answered(self._switch_flood), methods=["POST"]),
            Route("/_files/{file_id}", self._file, methods=["GET"]),
        ]

    async def _add_person(self, request: Request) -> Json:
        asked = await _body(request)
        if not asked.get("first_name"):
            raise ControlRefused(422, "first_name is needed")
        more = {name: asked.get(name) for name in ("last_name", "username", "language_code")}
        person_id = whole(asked["id"]) if asked.get("id") is not None else None
        person = self._world.books.add_person(person_id, str(asked["first_name"]), **more)
        return {"id": person.id}

    async def _list_people(self, _request: Request) -> Json:
        return {"people": [asdict(p) for p in self._world.books.people.values()]}

    async def _act(self, request: Request) -> Json:
        person = self._world.books.person(request.path_params["id"])
        name = request.path_params["act"]
        asked = await _body(request)
        if name == "deactivate":
            person.deactivated = True
            return {"deactivated": True}
        act = self._acts.get(name)
        if act is None:
            raise ControlRefused(404, f"people cannot {name}")
        done = act(person, asked)
        return done if isinstance(done, dict) else await done

    async def _add_group(self, request: Request) -> Json:
        asked = await _body(request)
        kind = "forum" if asked.get("is_forum") else str(asked.get("kind", "group"))
        if not asked.get("title") or kind not in ("group", "supergroup", "forum"):
            raise ControlRefused(422, "title, and kind group or supergroup, are needed")
        standing = "administrator" if asked.get("bot_is_admin", True) else "member"
        named = asked.get("bots")
        accounts = self._world.accounts.values() if named is None else [self._world.account(n) for n in named]
        bots = {a.profile.id: standing for a in accounts}
        group = self._world.books.add_group(
            str(asked["title"]), kind, bots, list(asked.get("members", [])), list(asked.get("admins", []))
        )
        return {"id": group.id}

    async def _set_standing(self, request: Request) -> Json:
        """Promote, demote, remove or readmit a bot; it learns by my_chat_member."""
        asked = await _body(request)
        group = self._group(request.path_params["id"])
        account = self._world.account(asked.get("bot"))
        new = asked.get("status")
        if new not in _STANDINGS:
            raise ControlRefused(422, f"status is one of {', '.join(_STANDINGS)}")
        old = group.bots.get(account.profile.id, "left")
        if new == "left":
            group.bots.pop(account.profile.id, None)
        else:
            group.bots[account.profile.id] = new
        actor = self._world.books.person((group.admins or group.members)[0])
        self._people.tell_membership(account, group, actor, old, new)
        return {"status": new}

    async def _list_chats(self, request: Request) -> Json:
        bot_id = self._account(request).profile.id
        books = self._world.books
        chats = [c for (owner, _), c in books.private.items() if owner == bot_id] + list(books.groups.values())
        return {
            "chats": [
                {"id": c.id, "type": c.kind, "title": chat_title(c), "seq": c.seq, "is_forum": c.is_forum}
                for c in chats
            ]
        }

    async def _chat(self, request: Request) -> Json:
        chat = self._world.books.seen(self._account(request).profile, whole(request.path_params["id"]))
        asked = request.query_params
        wait_seconds = min(_number(asked.get("wait", "0")), _WAIT_SECONDS_MAX)
        if "after" in asked and chat.seq <= _number(asked["after"]) and wait_seconds > 0:
            await chat.changed.wait(wait_seconds)
        last = int(_number(asked.get("last", "0")))
        return chat_view(chat, self._world.clock.now(), request.scope.get("root_path", ""), last)

    async def _state(self, _request: Request) -> Json:
        world = self._world
        bots = {a.profile.username: _account_state(a) for a in world.accounts.values()}
        return next(iter(bots.values())) | {
            "bots": bots,
            "faults": world.faults.listed(),
            "flood_control": world.flood.enabled,
            "ban_violations": world.bans.violations,
        }

    async def _add_fault(self, request: Request) -> Json:
        asked = await _body(request)
        kind = asked.get("kind")
        if kind in ("blocked", "unblocked"):
            person = self._world.books.person(asked.get("user_id", 0))
            return self._people.block(person, asked, blocked=kind == "blocked", told=False)
        if kind == "migrate":
            return self._migrate(self._group(asked.get("chat_id")))
        if kind == "delete_message":
            chat = self._world.books.seen(self._world.account(asked.get("bot")).profile, asked.get("chat_id", 0))
            if not chat.remove(asked.get("message_id", 0)):
                raise ControlRefused(404, "no such message")
            return {"deleted": asked["message_id"]}
        if kind == "update_id_jump":
            return self._jump(self._world.account(asked.get("bot")), asked)
        return {"planned": asdict(self._world.faults.add(asked))}

    def _migrate(self, group: Chat) -> Json:
        """Upgrade a group; both chats carry the service message that tells."""
        books = self._world.books
        actor = books.person((group.admins or group.members)[0])
        upgraded = books.migrate(group)
        told = books.post(group, person=actor, service={"migrate_to_chat_id": upgraded.id})
        self._world.tell_message(group, told)
        told = books.post(upgraded, person=actor, service={"migrate_from_chat_id": group.id})
        self._world.tell_message(upgraded, told)
        return {"id": upgraded.id}

    def _jump(self, account: BotAccount, asked: Json) -> Json:
        """Continue with other update ids, as after a quiet week."""
        if account.updates.pending:
            raise ControlRefused(409, "updates are pending")
        account.updates.next_id = max(1, int(asked.get("to", account.updates.next_id - 1_000_000)))
        return {"next_update_id": account.updates.next_id}

    async def _list_faults(self, _request: Request) -> Json:
        return {"faults": self._world.faults.listed()}

    async def _clear_faults(self, _request: Request) -> Json:
        self._world.faults.clear()
        self._world.bans.clear()
        return {"faults": []}

    async def _switch_flood(self, request: Request) -> Json:
        self._world.flood.enabled = bool((await _body(request)).get("enabled"))
        return {"enabled": self._world.flood.enabled}

    async def _file(self, request: Request) -> Response:
        stored = self._world.files.find(request.path_params["file_id"])
        if stored is None:
            return JSONResponse({"error": "no such file"}, 404)
        # Whatever somebody uploaded must not run as a page of this origin.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
        if stored.mime in _SHOWN_INLINE:
            return Response(stored.data, media_type=stored.mime, headers=headers)
        headers["Content-Disposition"] = "attachment"
        return Response(stored.data, media_type="application/octet-stream", headers=headers)

    def _account(self, request: Request) -> BotAccount:
        return self._world.account(request.query_params.get("bot"))

    def _group(self, chat_id: Any) -> Chat:
        group = self._world.books.groups.get(whole(chat_id))
        if group is None:
            raise ControlRefused(404, f"no group {chat_id}")
        return group


def _account_state(account: BotAccount) -> Json:
    mode = "webhook" if account.webhook.url else "polling" if account.updates.is_polled else "idle"
    return {
        "mode": mode,
        "webhook": account.webhook.info(),
        "webhook_attempts": account.webhook.attempts,
        "pending_updates": [{"update_id": u.id, "kind": u.kind} for u in account.updates.pending],
        "open_callback_queries": list(account.callback_queries),
        "calls": dict(account.calls),
        "effects": dict(account.effects),
    }


def _answered(act: Callable[[Request], Awaitable[Json]]) -> Callable[[Request], Awaitable[Response]]:
    """Answers as JSON, refusals too."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await act(request))
        except ControlRefused as refused:
            return JSONResponse({"error": refused.error}, refused.status)

    return endpoint


async def _body(request: Request) -> Json:
    raw = await request.body()
    try:
        asked = json.loads(raw) if raw else {}
    except ValueError:
        raise ControlRefused(422, "JSON expected") from None
    if not isinstance(asked, dict):
        raise ControlRefused(422, "a JSON object expected")
    return asked


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ControlRefused(422, f"{text!r} is no number") from None
