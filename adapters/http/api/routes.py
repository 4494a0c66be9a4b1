"""All routes of the JSON API, its document (OpenAPI), and the page that shows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.http.api import accounts, company, disputes, goods, hooks, money, negotiations, orders
from adapters.http.api.bodies.plain import Problem
from adapters.http.api.calling import BODY_BYTES_MAX
from adapters.http.api.page import docs_page
from adapters.http.api.parts import ApiParts
from adapters.http.problems import MIME
from core.files import FILE_BYTES_MAX

ROUTERS: Final = (accounts, goods, negotiations, money, orders, disputes, company, hooks)
FILES_AT: Final = "/api/files"
_SCHEMA = {"content": {MIME: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_REFUSALS: Final = {
    "401": "Not signed in, or not any more.",
    "403": "The role, the key, or a missing proof does not allow it.",
    "404": "There is no such thing, or it is not yours.",
    "409": "Not possible as things stand; `code` says why.",
    "412": "It has changed since it was read (If-Match).",
    "413": "The body is larger than is taken.",
    "422": "A value can not be taken; `errors` names each.",
    "429": "Too often; try later.",
    "503": "Too many at once; come back after the seconds of Retry-After. Whoever does goes before newcomers.",
}


def add_api(app: FastAPI, parts: ApiParts) -> None:
    """Serve the API below /api, its document at /openapi.json, and a page of it at /docs."""
    app.state.parts = parts
    for module in ROUTERS:
        app.include_router(module.router)
    app.add_exception_handler(HTTPException, _other)
    app.add_middleware(BoundedBodies)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    async def document(_request: Request) -> Response:
        return JSONResponse(openapi(), headers={"cache-control": "no-cache"})

    async def page(_request: Request) -> Response:
        headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}
        return HTMLResponse(docs_page(openapi()), headers=headers)

    app.openapi = openapi  # type: ignore[method-assign]
    app.router.routes.append(Route("/openapi.json", document, methods=["GET"]))
    app.router.routes.append(Route("/docs", page, methods=["GET"]))


async def _other(request: Request, fault: Exception) -> Response:
    """Addresses and methods that there are not: a problem document below /api, plain words elsewhere."""
    assert isinstance(fault, HTTPException)
    if request.url.path.startswith("/api"):
        parts: ApiParts = request.app.state.parts
        return parts.problems.http(request, fault)
    return Response(status_code=fault.status_code, headers=fault.headers)


def _document(app: FastAPI) -> dict[str, Any]:
    """OpenAPI with every refusal in it."""
    from fastapi.openapi.utils import get_openapi

    found = get_openapi(title="Parley", version="1", routes=app.routes, description=(app.__doc__ or "").strip()[:0])
    found["info"]["description"] = "Trade between companies: the same deals as in the chats."
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    schemas["Problem"] = schema
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
            for status, words in _REFUSALS.items():
                operation["responses"][status] = {"description": words, **_SCHEMA}
            if any(one["name"] == "if-none-match" for one in operation.get("parameters", ())):
                operation["responses"]["304"] = {"description": "As you have it (If-None-Match)."}
    return found


class BoundedBodies:
    """No request below /api brings more than is taken there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api"):
            await self._app(scope, receive, send)
            return
        most = FILE_BYTES_MAX if scope["path"] == FILES_AT else BODY_BYTES_MAX
        await self._app(scope, _counted(receive, most), send)


def _counted(receive: Receive, most: int) -> Callable[[], Awaitable[Message]]:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413)
        return message

    return counted
