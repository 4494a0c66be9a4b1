"""The way of one API request: key, faults, idempotency, parameters, execution, answer."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from adapters.sandbox.stripe_accounts import Accounts
from adapters.sandbox.stripe_books import CheckerBooks
from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_checks import CHECKS
from adapters.sandbox.stripe_expansion import expanded
from adapters.sandbox.stripe_faults import StripeFaults
from adapters.sandbox.stripe_forms import decode
from adapters.sandbox.stripe_idempotency import IdempotencyKeys, KeptAnswer, canonical
from adapters.sandbox.stripe_parameters import Table, rows, text
from adapters.sandbox.stripe_refusals import (
    StripeRefusal,
    insufficient_balance,
    invalid,
    unauthorized,
    unrecognized_url,
)
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import PLATFORM, Cause, StripeWorld
from adapters.sandbox.wire_log import WireLog

_MONEY_MOVERS: Final = (
    "POST payment_intents/{id}/capture",
    "POST refunds",
    "POST transfers",
    "POST transfers/{id}/reversals",
    "POST payouts",
)
_FOR_ACCOUNTS: Final = ("GET balance", "GET balance_transactions", "POST payouts", "GET payouts", "GET events")
_EXPAND = rows(text())


class CutConnection(Response):
    """The connection closes in the middle of an answer: the caller can not know what was done."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


@dataclass(frozen=True, slots=True)
class _Operation:
    name: str
    steps: tuple[str, ...]
    table: Table
    handler: Handler

    def ids(self, steps: Sequence[str]) -> dict[str, str] | None:
        """The ids in the path, or None where the path is another operation's."""
        found: dict[str, str] = {}
        for own, given in zip(self.steps, steps, strict=True):
            if own.startswith("{"):
                found[own.strip("{}")] = given
            elif own != given:
                return None
        return found


@dataclass(frozen=True, slots=True)
class _Request:
    """What is known of a request before it is understood."""

    id: str
    method: str
    path: str
    params: Json
    key: str | None
    owner: str

    @property
    def endpoint(self) -> str:
        return f"{self.method} {self.path}"


class ApiDesk:
    """Answers everything under /v1."""

    def __init__(
        self,
        world: StripeWorld,
        faults: StripeFaults,
        keys: IdempotencyKeys,
        books: CheckerBooks,
        accounts: Accounts,
        *,
        wire: WireLog,
        secret_keys: Sequence[str],
        handlers: Mapping[str, Handler],
        bring_up_to_date: Callable[[], None],
    ) -> None:
        if handlers.keys() != CHECKS.keys():
            raise ValueError(f"operations without table or handler: {sorted(handlers.keys() ^ CHECKS.keys())}")
        self._world = world
        self._faults = faults
        self._keys = keys
        self._books = books
        self._accounts = accounts
        self._wire = wire
        self._secret_keys = frozenset(secret_keys)
        self._bring_up_to_date = bring_up_to_date
        self._operations: dict[tuple[str, int], list[_Operation]] = {}
        for name in sorted(handlers, key=lambda each: each.count("{")):
            method, path = name.split(" ")
            steps = tuple(path.split("/"))
            operation = _Operation(name, steps, CHECKS[name], handlers[name])
            self._operations.setdefault((method, len(steps)), []).append(operation)

    async def answer(self, http: Request) -> Response:
        """The answer to one request, refusals included; raises only where the sandbox itself is broken."""
        request_id = "req_" + self._world.token(14)
        headers = {"Request-Id": request_id, "Stripe-Version": http.headers.get("Stripe-Version", "")}
        headers["Stripe-Version"] = headers["Stripe-Version"] or self._world.api_version
        try:
            request = await self._received(http, request_id)
            if request.key:
                headers["Idempotency-Key"] = request.key
            if request.method == "POST":
                return await self._post(request, headers)
            self._interrupt(request)
            operation, call = self._understood(request)
            content = self._executed(operation, call, request)
        except StripeRefusal as refusal:
            return self._refused(refusal, headers)
        except _Cut:
            return CutConnection()
        if self._faults.strike("done_then_cut", request.endpoint):
            return CutConnection()
        return Response(content, 200, headers, "application/json")

    async def _received(self, http: Request, request_id: str) -> _Request:
        path = http.path_params["path"]
        encoded = (await http.body()).decode("utf-8", "replace") if http.method == "POST" else http.url.query
        params = decode(encoded)
        key = http.headers.get("Idempotency-Key")
        self._wire.write("stripe", "call", params, name=f"{http.method} /v1/{path}", idempotency_key=key)
        self._authorize(http.headers.get("Authorization", ""))
        owner = http.headers.get("Stripe-Account", PLATFORM)
        if owner != PLATFORM:
            self._accounts.named(owner)
        return _Request(request_id, http.method, f"/v1/{path}", params, key, owner)

    def _authorize(self, header: str) -> None:
        scheme, _space, given = header.partition(" ")
        if scheme.lower() == "basic":
            try:
                given = base64.b64decode(given, validate=True).decode().partition(":")[0]
            except (binascii.Error, UnicodeDecodeError):
                given = ""
        elif scheme.lower() != "bearer":
            given = ""
        if not given:
            raise unauthorized(
                "You did not provide an API key. You need to provide your API key in the Authorization header, using "
                "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            )
        if given not in self._secret_keys:
            raise unauthorized(f"Invalid API Key provided: {given[:8]}{'*' * 8}{given[-4:]}")

    def _interrupt(self, request: _Request) -> None:
        """The faults that strike before anything is looked at."""
        if self._faults.strike("cut_before", request.endpoint):
            raise _Cut
        if self._faults.strike("429", request.endpoint):
            raise StripeRefusal(
                "Request rate limit exceeded. You can learn more about rate limits here "
                "https://stripe.com/docs/rate-limits.",
                status=429,
                code="rate_limit",
                kept=False,
            )
        if self._faults.strike("lock_timeout", request.endpoint):
            raise StripeRefusal(
                "This object cannot be accessed right now because another API request or Stripe process is currently "
                "accessing it. If you see this error intermittently, retry the request.",
                status=409,
                code="lock_timeout",
                kept=False,
            )

    async def _post(self, request: _Request, headers: dict[str, str]) -> Response:
        self._interrupt(request)
        kept = self._keys.begin(request.owner, request.key, request.endpoint, request.params, request.id)
        headers["Original-Request"] = kept.request_id
        if kept.content is not None:
            headers["Idempotent-Replayed"] = "true"
        else:
            try:
                await self._carry_out(request, kept)
            except BaseException:
                self._keys.forget(request.owner, request.key)
                raise
        if self._faults.strike("done_then_cut", request.endpoint):
            return CutConnection()
        return Response(kept.content, kept.status, headers, "application/json")

    async def _carry_out(self, request: _Request, kept: KeptAnswer) -> None:
        """Fill in the answer that the key will have from now on."""
        operation, call = self._understood(request)
        slow = self._faults.strike("slow", request.endpoint)
        if slow is not None:
            await asyncio.sleep(slow.seconds)
            self._bring_up_to_date()
        try:
            if self._faults.strike("500_stored", request.endpoint):
                raise _broken()
            if self._faults.strike("insufficient_balance", request.endpoint):
                raise insufficient_balance("in your Stripe account")
            content = self._executed(operation, call, request)
            if operation.name in _MONEY_MOVERS:
                self._books.posted(request.endpoint, request.key or "", canonical(request.params))
            if self._faults.strike("500_done", request.endpoint):
                raise _broken()
            kept.status, kept.content = 200, content
        except StripeRefusal as refusal:
            if not refusal.kept:
                raise
            kept.status, kept.content = refusal.status, json.dumps(refusal.body(request.id)).encode()

    def _understood(self, request: _Request) -> tuple[_Operation, StripeCall]:
        steps = request.path.removeprefix("/v1/").split("/")
        for operation in self._operations.get((request.method, len(steps)), ()):
            ids = operation.ids(steps)
            if ids is not None:
                break
        else:
            raise unrecognized_url(request.method, request.path)
        if request.owner != PLATFORM and not operation.name.startswith(_FOR_ACCOUNTS):
            raise invalid("This sandbox plays this endpoint for the platform only, not with a Stripe-Account header.")
        params = dict(request.params)
        paths = _EXPAND(params.pop("expand"), "expand") if "expand" in params else []
        parsed = operation.table.read(params)
        return operation, StripeCall(ids, parsed, request.owner, request.path, tuple(paths))

    def _executed(self, operation: _Operation, call: StripeCall, request: _Request) -> bytes:
        self._world.cause = Cause(request.id, request.key)
        try:
            body = operation.handler(call)
        finally:
            self._world.cause = None
        if call.expand:
            body = expanded(self._world, body, call.expand)
        self._log(body)
        return json.dumps(body, ensure_ascii=False).encode()

    def _refused(self, refusal: StripeRefusal, headers: dict[str, str]) -> Response:
        body = refusal.body(headers["Request-Id"])
        self._log(body)
        return Response(json.dumps(body), refusal.status, headers, "application/json")

    def _log(self, body: Json) -> None:
        """Every object answered, those inside a list one by one."""
        self._wire.write("stripe", "answer", body)
        if body.get("object") in ("list", "search_result"):
            for each in body["data"]:
                self._wire.write("stripe", "answer", each)


class _Cut(Exception):
    """Close the connection instead of answering."""


def _broken() -> StripeRefusal:
    return StripeRefusal("An unknown error occurred. If this persists, contact support.", status=500, kind="api_error")
