"""Posts to addresses of strangers without ever being led into a network of our own.

The name is looked up here, every address it has must be public, and the connection goes to exactly the one that was looked at:
a name that leads elsewhere a moment later gains nothing. Redirects are not followed.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import httpx

from core.ports.posting import AddressRefused

TIMEOUT_SECONDS: Final = 10.0
LENGTH_MAX: Final = 500
_HOST: Final = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_NAT64: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class PublicPoster:
    """`hosts`: those that are allowed, also as `.example.org` for all below; empty: every public one. `local` lets the
    sandbox be told on this machine itself."""

    def __init__(self, *, hosts: Sequence[str] = (), local: bool = False, resolve: Resolve | None = None) -> None:
        self._hosts = tuple(host.casefold() for host in hosts)
        self._local = local
        self._resolve = resolve or _looked_up

    def require_allowed(self, url: str) -> None:
        self._parted(url)

    def _parted(self, url: str) -> tuple[str, int, str]:
        """(host, port, path) of an address that may be named. Raises AddressRefused."""
        if len(url) > LENGTH_MAX or not url.isascii() or any(sign <= " " or sign in "\\\x7f" for sign in url):
            raise AddressRefused("not an address")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise AddressRefused("not an address") from None
        if self._local and parts.scheme == "http" and host == "127.0.0.1":
            return host, port or 80, parts.path or "/"
        if parts.scheme != "https" or parts.username is not None or parts.password is not None or parts.fragment:
            raise AddressRefused("https only")
        if port not in (None, 443, 8443) or not _HOST.fullmatch(host):
            raise AddressRefused("no public host")
        if self._hosts and not any(host == one or (one.startswith(".") and host.endswith(one)) for one in self._hosts):
            raise AddressRefused("no allowed host")
        return host, port or 443, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        host, port, path = self._parted(url)
        is_local = self._local and host == "127.0.0.1"
        try:
            found = [host] if is_local else list(await self._resolve(host, port))
        except OSError:
            return 0
        if not is_local:
            require_public(found)
        shown = f"[{found[0]}]" if ":" in found[0] else found[0]
        target = f"{'http' if is_local else 'https'}://{shown}:{port}{path}"
        named = {**headers, "host": host if port == 443 else f"{host}:{port}", "user-agent": "Parley-Webhook/1"}
        try:
            async with (
                httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False, follow_redirects=False) as http,
                asyncio.timeout(TIMEOUT_SECONDS * 2),
                http.stream("POST", target, content=body, headers=named, extensions={"sni_hostname": host}) as answer,
            ):
                return answer.status_code
        except (httpx.HTTPError, TimeoutError):
            return 0


def require_public(addresses: Sequence[str]) -> None:
    """Raises AddressRefused unless every one of them is out in the world, whatever way it is written."""
    if not addresses:
        raise AddressRefused("no address")
    for text in addresses:
        try:
            address = ipaddress.ip_address(text.partition("%")[0])
        except ValueError:
            raise AddressRefused("no address") from None
        inner = _inside(address)
        if any(
            not one.is_global or one.is_multicast or one.is_reserved for one in (address, *inner) if one is not None
        ):
            raise AddressRefused("a network of our own")


def _inside(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> tuple[ipaddress.IPv4Address, ...]:
    """IPv4 addresses that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _NAT64):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(one for one in found if one is not None)


async def _looked_up(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]
