"""One request: who it is from, once only if it asks for that, in one unit of work, and answered with a version."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from adapters.http.addresses import place_of
from adapters.http.api.parts import ApiParts
from adapters.http.plain_json import PlainJson
from core.accounts import KeptAnswer
from core.errors import AlreadyExists, DomainError, InvalidValue, KeyReused, SignInAgain, TooMany, VersionChanged
from core.ports.unit_of_work import Tx
from core.services.accounts import Caller

BODY_BYTES_MAX: Final = 1_000_000
_KEY = re.compile(r"[\x21-\x7e]{1,80}")
_BEARER = HTTPBearer(auto_error=False, description="An access token, or a key of a company.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step answers with; `etag` is the version of what is shown."""

    body: BaseModel | None = None
    status: int = 200
    etag: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Step = Callable[[Tx, Caller], Awaitable[Answer]]


def etag_of(*parts: object) -> str:
    """A strong version tag of something by what makes it what it is."""
    return f'"{hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:20]}"'


class CarefulRoute(APIRoute):
    """Every refusal of a route is a problem document, and every bug a reference."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            problems = parts_of(request).problems
            try:
                return await original(request)
            except DomainError as refusal:
                return problems.refused(request, refusal)
            except RequestValidationError as fault:
                return problems.unreadable(request, fault)
            except HTTPException as fault:
                return problems.http(request, fault)
            except Exception as fault:
                return problems.bug(request, fault)

        return handler


def parts_of(request: Request) -> ApiParts:
    found: ApiParts = request.app.state.parts
    return found


class Call:
    """A request, and the ways to answer it."""

    def __init__(
        self,
        request: Request,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
        idempotency_key: Annotated[
            str | None, Header(description="Repeat a request safely: the same key and body give the same answer.")
        ] = None,
        if_match: Annotated[
            str | None, Header(description="The ETag that you have read: 412 when it has changed.")
        ] = None,
        if_none_match: Annotated[
            str | None, Header(description="The ETag that you have: 304 when it is the same.")
        ] = None,
    ) -> None:
        self.request = request
        self.parts = parts_of(request)
        self.lang = self.parts.explaining.spoken(request.headers.get("accept-language", ""))
        self._credential = bearer.credentials if bearer is not None else ""
        self._key = idempotency_key
        self._match = if_match
        self._known = if_none_match
        self._counted = False

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return place_of(self.request.scope)

    @property
    def credential(self) -> str:
        """The token itself. Raises SignInAgain where there is none."""
        if not self._credential:
            raise SignInAgain()
        return self._credential

    async def caller(self, tx: Tx, scope: str) -> Caller:
        """Who asks, as the database has it in this very unit of work; each request counts once. Raises SignInAgain,
        ScopeMissing, TooMany."""
        found = await self.parts.accounts.caller(tx, self.credential, lang=self.lang)
        self.parts.accounts.require_scope(found, scope)
        if not self._counted and not self.parts.limits.allows("account", found.id):
            raise TooMany()
        self._counted = True
        return found

    async def read(self, scope: str, step: Step) -> Response:
        """Look at something; 304 where the caller has it already."""

        async def whole(tx: Tx) -> Answer:
            return await step(tx, await self.caller(tx, scope))

        answer = await self.parts.store.read(whole)
        if answer.etag and self._known is not None and answer.etag in {tag.strip() for tag in self._known.split(",")}:
            return Response(status_code=304, headers=_headers(answer))
        return sent(answer)

    async def write(self, scope: str, step: Step) -> Response:
        """Change something in one unit of work; once only, where the caller has given a key."""
        key = self._key
        if key is None:

            async def plain(tx: Tx) -> Answer:
                return await step(tx, await self.caller(tx, scope))

            return sent(await self.parts.store.write(plain))
        if not _KEY.fullmatch(key):
            raise InvalidValue("Idempotency-Key", "not-an-option")
        digest = await self._digest()
        try:
            return await self.parts.store.write(lambda tx: self._once(tx, scope, step, key, digest))
        except AlreadyExists:
            # Perhaps the same request, at the same moment: then its answer is there by now.
            return await self.parts.store.write(lambda tx: self._once(tx, scope, step, key, digest))

    def require_no_key(self) -> None:
        """For what is not remembered. Raises InvalidValue: whoever gives a key must not think that it was heeded."""
        if self._key is not None:
            raise InvalidValue("Idempotency-Key", "key-not-here")

    def require_match(self, etag: str) -> None:
        """Raises VersionChanged when the caller has seen something else."""
        if self._match is not None and self._match.strip() not in ("*", etag):
            raise VersionChanged()

    async def _once(self, tx: Tx, scope: str, step: Step, key: str, digest: str) -> Response:
        caller = await self.caller(tx, scope)
        known = await tx.find(KeptAnswer, owner_id=caller.id, key=key, limit=1)
        if known:
            if known[0].request_sha256 != digest:
                raise KeyReused()
            kept = json.loads(known[0].answer)
            return _rendered(known[0].status, kept["body"], {**kept["headers"], "idempotency-replayed": "true"})
        answer = await step(tx, caller)
        body = _plain(answer)
        row = KeptAnswer(
            id=self.parts.accounts.new_id("idk"),
            owner_id=caller.id,
            key=key,
            request_sha256=digest,
            status=answer.status,
            answer=json.dumps({"body": body, "headers": _headers(answer)}, ensure_ascii=False),
            created_at=self.parts.clock.now(),
        )
        await tx.add(row)
        return _rendered(answer.status, body, _headers(answer))

    async def _digest(self) -> str:
        head = f"{self.request.method} {self.request.url.path}?{self.request.url.query}\n".encode()
        return hashlib.sha256(head + await self.request.body()).hexdigest()


Calling = Annotated[Call, Depends()]


def sent(answer: Answer) -> Response:
    """An answer as it goes out."""
    return _rendered(answer.status, _plain(answer), _headers(answer))


def _plain(answer: Answer) -> Any:
    return answer.body.model_dump(mode="json") if answer.body is not None else None


def _headers(answer: Answer) -> dict[str, str]:
    more = {"etag": answer.etag} if answer.etag else {}
    return {"cache-control": "no-store", "vary": "accept-language, authorization", **more, **answer.headers}


def _rendered(status: int, body: Any, headers: Mapping[str, str]) -> Response:
    if body is None:
        return Response(status_code=status, headers=dict(headers))
    return PlainJson(body, status, dict(headers))
