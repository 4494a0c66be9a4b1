"""Everything that is served over HTTP: the payment provider's webhook, health, and where people return from paying."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Protocol

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.http.api.parts import ApiParts
from adapters.http.api.routes import add_api
from adapters.http.pages import PageWords, returned_page
from adapters.http.transport import StrictTransport
from core.ports.clock import Clock
from core.ports.doors import Door, DoorAnswer
from core.ports.intake import Intake
from core.ports.payments import ProviderEvent

log = logging.getLogger(__name__)
BODY_BYTES_MAX = 1_000_000

PayoutPage = Callable[[str, bool, str], Awaitable[tuple[str, PageWords]]]
"""(ticket, whether they come back, their browser's languages) → (where they are sent on, or empty; what is said here).
Raises KeyError for a ticket that opens nothing."""

TellingPage = Callable[[str, str], Awaitable[PageWords]]
"""(reference, their browser's languages) → where a buyer is to send the money. Raises KeyError for what is not expected."""


class InstallPages(Protocol):
    """Where a workspace installs our app, and where it is sent back to."""

    async def begin(self, query: Mapping[str, str], cookie: str) -> DoorAnswer: ...

    async def finish(self, query: Mapping[str, str], cookie: str, languages: str) -> DoorAnswer: ...


ReadEvent = Callable[[bytes, str], ProviderEvent]
"""(raw body, signature header) → the verified event; raises ValueError for anything else."""


def http_app(
    *,
    intake: Intake,
    read_event: ReadEvent | None,
    is_healthy: Callable[[], Awaitable[bool]],
    clock: Clock,
    words_after_paying: Callable[[bool, str], PageWords],
    doors: Mapping[str, Door] | None = None,
    payout_page: PayoutPage | None = None,
    bank_page: TellingPage | None = None,
    listing_page: TellingPage | None = None,
    api: ApiParts | None = None,
    tls_only: bool = False,
    install_pages: InstallPages | None = None,
) -> FastAPI:
    """The application. `doors`: path → who takes what is posted there. `read_event` is None where no provider is
    configured; `words_after_paying` is given whether somebody comes back having paid, and the languages that their
    browser accepts; `payout_page` leads sellers to the provider's questions and back; `api` is served below /api."""
    app = FastAPI(title="Parley", docs_url=None, redoc_url=None, openapi_url=None)
    if api is not None:
        add_api(app, api)
    if tls_only:
        app.add_middleware(StrictTransport)

    async def stripe_webhook(request: Request) -> Response:
        if read_event is None:
            return JSONResponse({"error": "no provider is configured"}, status_code=404)
        body = await _bounded(request)
        if body is None:
            return Response(status_code=413)
        try:
            event = read_event(body, request.headers.get("stripe-signature", ""))
        except ValueError:
            return Response(status_code=400)
        await intake.accept("stripe", "stripe", event.id, json.dumps(asdict(event)).encode())
        return Response(status_code=200)

    async def healthz(_request: Request) -> Response:
        healthy = await is_healthy()
        return JSONResponse({"ok": healthy, "now": clock.now().isoformat()}, status_code=200 if healthy else 503)

    async def returned(request: Request) -> Response:
        said = words_after_paying(request.query_params.get("paid") == "1", request.headers.get("accept-language", ""))
        return HTMLResponse(returned_page(said), headers={"content-language": said.lang, "vary": "accept-language"})

    app.router.routes.extend(
        _routes(
            (
                ("/stripe/webhook", stripe_webhook, "POST"),
                ("/healthz", healthz, "GET"),
                ("/paid", returned, "GET"),
                ("/payout/{ticket}", _leading_to(payout_page), "GET"),
                *_told({"/bank": bank_page, "/l": listing_page}),
            )
        )
    )
    if install_pages is not None:
        app.router.routes.extend(_routes(_installing(install_pages)))
    app.router.routes.extend(_routes([(path, _through(door), "POST") for path, door in (doors or {}).items()]))
    return app


def _through(door: Door) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that hands the raw bytes to a door."""

    async def endpoint(request: Request) -> Response:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in request.headers.raw}
        refused = door.knock(headers)
        if refused is not None:
            return _sent(refused)
        body = await _bounded(request)
        return Response(status_code=413) if body is None else _sent(await door.take(headers, body))

    return endpoint


def _sent(answer: DoorAnswer) -> Response:
    return Response(answer.body, answer.status, dict(answer.headers), media_type=answer.mime if answer.body else None)


def _installing(pages: InstallPages) -> list[tuple[str, Callable[[Request], Awaitable[Response]], str]]:
    """The way of a workspace to Slack's page, and back from there."""

    async def install(request: Request) -> Response:
        return _sent(await pages.begin(dict(request.query_params), request.headers.get("cookie", "")))

    async def back(request: Request) -> Response:
        languages = request.headers.get("accept-language", "")
        return _sent(await pages.finish(dict(request.query_params), request.headers.get("cookie", ""), languages))

    return [("/slack/install", install, "GET"), ("/slack/oauth_redirect", back, "GET")]


def _leading_to(payout_page: PayoutPage | None) -> Callable[[Request], Awaitable[Response]]:
    """The way of a seller to the provider's questions, and back from there."""

    async def payout(request: Request) -> Response:
        if payout_page is None:
            return Response(status_code=404)
        try:
            is_back, wanted = request.query_params.get("done") == "1", request.headers.get("accept-language", "")
            onward, said = await payout_page(request.path_params["ticket"], is_back, wanted)
        except KeyError:
            return Response(status_code=404)
        # The address opens somebody's account: it must not be kept, and not be told to the page it leads to.
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        if onward:
            return RedirectResponse(onward, status_code=303, headers=headers)
        return HTMLResponse(returned_page(said), headers={**headers, "content-language": said.lang})

    return payout


def _told(
    pages: Mapping[str, TellingPage | None],
) -> list[tuple[str, Callable[[Request], Awaitable[Response]], str]]:
    """Pages about one thing each, named behind their path."""
    return [(f"{path}/{{reference}}", _telling(page), "GET") for path, page in pages.items()]


def _telling(page: TellingPage | None) -> Callable[[Request], Awaitable[Response]]:
    """A page that says one thing: where to send the money, or what a listing is."""

    async def told(request: Request) -> Response:
        try:
            if page is None:
                raise KeyError("page")
            said = await page(request.path_params["reference"], request.headers.get("accept-language", ""))
        except KeyError:
            return Response(status_code=404)
        headers = {"Cache-Control": "no-store", "content-language": said.lang}
        return HTMLResponse(returned_page(said), headers=headers)

    return told


def _routes(rows: Sequence[tuple[str, Callable[[Request], Awaitable[Response]], str]]) -> list[Route]:
    """Plain Starlette routes: a webhook needs no model of its body."""
    return [Route(path, endpoint, methods=[method]) for path, endpoint, method in rows]


async def _bounded(request: Request) -> bytes | None:
    """The body, or None when it is larger than anything a provider sends."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > BODY_BYTES_MAX:
            return None
    return bytes(content)
