"""Which addresses Telegram lets be links, in text and under buttons."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_USER_LINK = re.compile(r"tg:(?://)?user/?\?id=(\d{1,19})", re.IGNORECASE)
_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)+([:/?#].*)?")


def mentioned_user_id(url: str) -> int | None:
    """The person of a `tg://user?id=…` link."""
    found = _USER_LINK.match(url.strip())
    return int(found[1]) if found else None


def checked_link(url: str) -> str | None:
    """The link as Telegram stores it, or None where it refuses it (a host without a dot, an unknown scheme)."""
    url = url.strip()
    if not url or any(c.isspace() for c in url):
        return None
    if "://" not in url and not url.lower().startswith(("tg:", "ton:")):
        if not _BARE_HOST.fullmatch(url):
            return None
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme in ("tg", "ton", "tonsite"):
        return url
    if parts.scheme not in ("http", "https") or "." not in host.strip("."):
        return None
    return url if parts.path or parts.query or parts.fragment else f"{url}/"
