"""Where a request comes from, for what is counted per address."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any, Final

_ONES_OWN_BITS: Final = 64
"""Whoever has one address of IPv6 has all that begin with the same 64 bits, and may take a fresh one for each request."""


def place_of(scope: Mapping[str, Any]) -> str:
    """The address; of IPv6 the network that is one subscriber's. An address of IPv4 is itself, however it is written."""
    given = str((scope.get("client") or ("",))[0])
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        # Not over the Internet: a socket file, or a test.
        return given
    if isinstance(address, ipaddress.IPv4Address):
        return given
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), _ONES_OWN_BITS), strict=False))
