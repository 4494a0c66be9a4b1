"""The sandbox's web page: its files, and what it has to know when it opens.

The page acts and looks through the control endpoints of the pretended platforms, like every other driver.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox import cast
from adapters.sandbox.telegram_api import TelegramSandbox

Json = dict[str, Any]
_FILES: Final = Path(__file__).parent
_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Page:
    """The routes of the page; mount them at the root."""

    def __init__(self, telegram: TelegramSandbox, *, base_url: str, world: str) -> None:
        self._telegram = telegram
        self._base_url = base_url
        self._world = world
        self._files = {
            file.name: (file.read_bytes(), _KINDS[file.suffix]) for file in _FILES.iterdir() if file.suffix in _KINDS
        }

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._index, methods=["GET"]),
            Route("/page/{name}", self._file, methods=["GET"]),
            Route("/_page", self._cast, methods=["GET"]),
            Route("/_page/commands", self._commands, methods=["GET"]),
        ]

    async def _index(self, _request: Request) -> Response:
        return self._served("index.html")

    async def _file(self, request: Request) -> Response:
        return self._served(request.path_params["name"])

    def _served(self, name: str) -> Response:
        if name not in self._files:
            return JSONResponse({"error": "no such file"}, 404)
        content, kind = self._files[name]
        return Response(content, media_type=kind, headers=_HEADERS)

    async def _cast(self, _request: Request) -> Response:
        """Who sits at which panel, and where."""
        people = [{"id": face.id, "name": face.name, "language": face.language} for face in cast.BUYERS]
        return JSONResponse(
            {
                "world": self._world,
                "base_url": self._base_url,
                "bot": {"name": cast.BOT.name, "username": cast.BOT.username},
                "workspace": cast.HANSA.name,
                "app": cast.HANSA.app_name,
                "buyers": people,
                "sellers": [{"id": f.id, "name": f.name, "channel": f.direct_channel} for f in cast.SELLERS],
                "moderators": [
                    {"id": f.id, "name": f.name, "channel": cast.MODERATORS_CHANNEL.id} for f in cast.MODERATORS
                ],
                "channel": cast.MODERATORS_CHANNEL.name,
            }
        )

    async def _commands(self, request: Request) -> Response:
        """The bot's command menu as a person with this `language` sees it in a private chat."""
        settings = self._telegram.world.account(cast.BOT.username).settings
        return JSONResponse({"commands": _menu(settings, request.query_params.get("language", ""))})


def _menu(settings: Mapping[tuple[str, ...], Any], language: str) -> Any:
    """The narrowest command list that was set, in the person's language before the one without a language."""
    for scope in ("all_private_chats", "default"):
        for code in (language, ""):
            if found := settings.get(("commands", scope, code)):
                return found
    return []
