"""What every answer says about how to come here: over TLS only, where the market's address is one of TLS."""

from __future__ import annotations

from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HSTS: Final = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


def server_options(trusted_proxies: str, certificate: str, key: str) -> dict[str, Any]:
    """For the web server: TLS of our own, where there is a certificate; and who may say on whose behalf they come. Without
    proxies that are named, nobody may: not even from this machine."""
    proxies = [part.strip() for part in trusted_proxies.split(",") if part.strip()]
    options: dict[str, Any] = {"proxy_headers": bool(proxies), "forwarded_allow_ips": proxies, "server_header": False}
    if certificate:
        options |= {"ssl_certfile": certificate, "ssl_keyfile": key or None}
    return options


class StrictTransport:
    """Adds the header (RFC 6797) to every answer; browsers then never try without TLS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), HSTS]
            await send(message)

        await self._app(scope, receive, told)
