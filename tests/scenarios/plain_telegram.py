"""A Telegram that knows five methods and tells little: what a small emulator of the Bot API is like.

It stands in front of the sandbox's server, so that the people there can be played. Every other method is unknown (404, no
JSON), polls never wait, updates hold only what a message can not be without, and results no more than an id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from aiohttp import web

METHODS = frozenset({"getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"})


class PlainTelegram:
    """Serves on a free port of this machine; `base_url` is for TELEGRAM_API_BASE. `asked` counts calls by method."""

    def __init__(self, upstream: Callable[[], str]) -> None:
        """`upstream` is where the people are; it is asked once somebody calls."""
        self.base_url = ""
        self._upstream = upstream
        self.asked: dict[str, int] = {}
        self._http = httpx.AsyncClient(trust_env=False, timeout=30)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{bot}/{method}", self._call)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        await self._http.aclose()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked[method] = self.asked.get(method, 0) + 1
        if method not in METHODS or request.method != "POST":
            return web.Response(status=404, text=f"Cannot {request.method} /{method}")
        params = json.loads(await request.read() or b"{}")
        if method == "getUpdates":
            params["timeout"] = 0
        answer = await self._http.post(f"{self._upstream()}/{request.match_info['bot']}/{method}", json=params)
        found = answer.json()
        if found.get("ok"):
            found = {"ok": True, "result": _bare(method, found["result"])}
        return web.json_response(found, status=answer.status_code)


def _bare(method: str, result: Any) -> Any:
    match method:
        case "getMe":
            return {"id": result["id"], "is_bot": True, "first_name": result["first_name"]}
        case "getUpdates":
            return [_update(update) for update in result]
        case "sendMessage":
            return {"message_id": result["message_id"], "chat": {"id": result["chat"]["id"]}}
        case _:
            return True


def _update(update: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"update_id": update["update_id"]}
    if "message" in update:
        found["message"] = _message(update["message"])
    if "callback_query" in update:
        query = update["callback_query"]
        found["callback_query"] = {
            "id": query["id"],
            "from": {"id": query["from"]["id"]},
            "data": query["data"],
            "message": {"message_id": query["message"]["message_id"], "chat": {"id": query["message"]["chat"]["id"]}},
        }
    return found


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    found = {"message_id": message["message_id"], "chat": {"id": message["chat"]["id"]}}
    if "from" in message:
        found["from"] = {"id": message["from"]["id"]}
    return found | ({"text": message["text"]} if "text" in message else {})
