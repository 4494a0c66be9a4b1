"""The sandbox's Telegram: a loopback Bot API server with its own books, refusals and faults.

Mounted under a prefix (say `/telegram`), a bot calls `<prefix>/bot<TOKEN>/<method>` and downloads from
`<prefix>/file/bot<TOKEN>/<file_path>`; control endpoints start with `<prefix>/_`.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox import telegram_chats, telegram_editing, telegram_profile, telegram_queries, telegram_sending
from adapters.sandbox.clock import WorldClock
from adapters.sandbox.telegram_books import Books, BotProfile, Message
from adapters.sandbox.telegram_control import Control
from adapters.sandbox.telegram_faults import Fault
from adapters.sandbox.telegram_parameters import Upload, canonical_method, read_parameters
from adapters.sandbox.telegram_refusals import Refused, too_many_requests
from adapters.sandbox.telegram_updates import UpdateQueue
from adapters.sandbox.telegram_webhook import Webhook
from adapters.sandbox.telegram_wire import CutConnection, logged, read_request
from adapters.sandbox.telegram_world import BotAccount, Call, Method, World
from adapters.sandbox.wire_log import WireLog

METHODS: dict[str, Method] = (
    telegram_sending.METHODS
    | telegram_editing.METHODS
    | telegram_queries.METHODS
    | telegram_profile.METHODS
    | telegram_chats.METHODS
)
# What flood control counts: everything that shows something new in a chat.
PACED = frozenset(
    name for name in METHODS if name.startswith(("send", "edit", "copy", "forward")) and name != "sendChatAction"
)


class TelegramSandbox:
    """One world with one or more bots, each known by its token.

    `webhook_retry_seconds` scales the retry delays (real: 1), which run in the world's time.
    """

    def __init__(
        self,
        clock: WorldClock,
        wire: WireLog,
        *,
        tokens: Mapping[str, BotProfile],
        flood_control: bool = False,
        webhook_retry_seconds: float = 1.0,
        webhook_timeout_seconds: float = 60.0,
    ) -> None:
        self._wire = wire
        self.world = World(clock, flood_control=flood_control)
        for token, profile in tokens.items():
            self.world.accounts[token] = self._account(
                clock, token, profile, webhook_retry_seconds, webhook_timeout_seconds
            )
        self._control = Control(self.world)

    def _account(
        self, clock: WorldClock, token: str, profile: BotProfile, retry_seconds: float, timeout_seconds: float
    ) -> BotAccount:
        updates = UpdateQueue(clock)

        async def answer_inside(body: dict[str, Any]) -> None:
            given = {k: v for k, v in body.items() if k != "method"}
            await self._carry_out(account, body["method"], given, {})

        webhook = Webhook(
            clock, self._wire, updates, answer_inside, retry_seconds=retry_seconds, timeout_seconds=timeout_seconds
        )
        account = BotAccount(profile, token, updates, webhook)
        return account

    @property
    def books(self) -> Books:
        return self.world.books

    def messages(self, chat_id: int, *, bot: str | None = None) -> list[Message]:
        """A chat's messages, oldest first, for tests in the same process."""
        return list(self.books.seen(self.world.account(bot).profile, chat_id).messages.values())

    def calls(self, method: str, *, bot: str | None = None) -> int:
        """How often a method was called, refused calls included."""
        return self.world.account(bot).calls[method]

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
            *self._control.routes(),
        ]

    async def aclose(self) -> None:
        """End deliveries and waiting requests, so that the server can stop at once."""
        for account in self.world.accounts.values():
            account.updates.release()
            for query in account.inline_queries.values():
                query.answered.fire()
            await account.webhook.stop()
        books = self.world.books
        for chat in [*books.groups.values(), *books.private.values()]:
            chat.changed.fire()

    async def _call(self, request: Request) -> Response:
        account = self.world.accounts.get(request.path_params["token"])
        if account is None:
            return _refusal(Refused(401, "Unauthorized"))
        try:
            given, uploads = await read_request(request)
        except Refused as refused:
            return _refusal(refused)
        return await self._carry_out(account, request.path_params["method"], given, uploads)

    async def _carry_out(
        self, account: BotAccount, name: str, given: dict[str, Any], uploads: Mapping[str, Upload]
    ) -> Response:
        """One call from the log line to the answer, planned faults included."""
        method = canonical_method(name)
        if method is None:
            return _refusal(Refused(404, "Not Found: method not found"))
        self._wire.write("telegram", "call", logged(given, dict(uploads)), name=method)
        account.calls[method] += 1
        chat_id = _chat_id(given)
        fault = self.world.faults.for_call(method, chat_id)
        try:
            if fault is not None and fault.when == "before":
                return self._break(account, method, chat_id, fault)
            result = await self._effect(account, method, given, uploads, chat_id)
            account.effects[method] += 1
            if fault is not None:
                return self._break(account, method, chat_id, fault)
        except Refused as refused:
            self._wire.write("telegram", "answer", refused.body(), name=method)
            return _refusal(refused)
        answer = {"ok": True, "result": result}
        self._wire.write("telegram", "answer", answer, name=method)
        if method == "getUpdates":
            for update in result:
                self._wire.write("telegram", "update", update)
        return JSONResponse(answer)

    async def _effect(
        self, account: BotAccount, method: str, given: dict[str, Any], uploads: Mapping[str, Upload], chat_id: int
    ) -> Any:
        if account.logged_out:
            raise Refused(400, "Logged out")
        if method in PACED:
            self.world.bans.check(account.profile.id, chat_id)
            self.world.flood.spend(account.profile.id, chat_id)
        call = Call(self.world, account, method, read_parameters(method, given, uploads))
        return await METHODS[method](call)

    def _break(self, account: BotAccount, method: str, chat_id: int, fault: Fault) -> Response:
        """Play a planned fault instead of an answer."""
        if fault.kind == "cut":
            return CutConnection()
        if fault.kind == "timeout":
            return CutConnection(after_seconds=fault.seconds)
        if fault.kind == "flood":
            if method in PACED:
                self.world.bans.start(account.profile.id, chat_id, fault.retry_after)
            raise too_many_requests(fault.retry_after)
        raise Refused(fault.code, fault.description or HTTPStatus(fault.code).phrase)

    async def _download(self, request: Request) -> Response:
        if request.path_params["token"] not in self.world.accounts:
            return _refusal(Refused(401, "Unauthorized"))
        stored = self.world.files.download(request.path_params["path"])
        if stored is None:
            return _refusal(Refused(404, "Not Found"))
        return Response(stored.data, media_type="application/octet-stream")


def _refusal(refused: Refused) -> JSONResponse:
    return JSONResponse(refused.body(), refused.code)


def _chat_id(given: Mapping[str, Any]) -> int:
    """The chat a raw call names, 0 where it names none."""
    try:
        return int(given.get("chat_id") or 0)
    except (TypeError, ValueError):
        return 0
