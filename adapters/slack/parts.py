"""Reads parts of JSON that may have any shape: what is not there, or not what it should be, is as good as absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

_ID_LENGTH_MAX = 255
_LATEST_SECOND = 4_102_444_800  # the year 2100; anything later is not a timestamp


def value_at(node: Any, *path: str) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def part(node: Any, *path: str) -> Mapping[str, Any]:
    found = value_at(node, *path)
    return found if isinstance(found, Mapping) else {}


def text_at(node: Any, *path: str) -> str:
    found = value_at(node, *path)
    return found if isinstance(found, str) else ""


def id_at(node: Any, *path: str) -> str:
    """An identifier of Slack's: printable ASCII of sane length, otherwise as good as absent."""
    found = text_at(node, *path)
    return found if len(found) <= _ID_LENGTH_MAX and found.isascii() and found.isprintable() else ""


def first_id(node: Any, *paths: tuple[str, ...]) -> str:
    return next((found for path in paths if (found := id_at(node, *path))), "")


def address_at(node: Any, key: str) -> str:
    found = text_at(node, key)
    return found if found.startswith(("https://", "http://")) and found.isascii() and found.isprintable() else ""


def items_at(node: Any, *path: str, of: type = Mapping) -> Iterator[Any]:
    found = value_at(node, *path)
    return (item for item in found if isinstance(item, of)) if isinstance(found, list) else iter(())


def moment(stamp: Any, fallback: datetime) -> datetime:
    """A Slack timestamp ("1700000000.000100", or whole seconds) as aware UTC."""
    if isinstance(stamp, bool) or not isinstance(stamp, int | float | str):
        return fallback
    try:
        seconds = float(stamp)
    except (ValueError, OverflowError):
        return fallback
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _LATEST_SECOND else fallback
