"""Reads parts of JSON that may have any shape: what is not there, or not what it should be, is as good as absent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

_ID_LENGTH_MAX = 255
_LATEST_SECOND = 4_102_444_800  # the year 2100; anything later is not a timestamp


def read_json(text: str | bytes) -> Any:
    """What a text of JSON says. Raises ValueError or RecursionError.

    The quick reader is strict; what it refuses, halves of characters for one, is left to Python's own.
    """
    try:
        return msgspec.json.decode(text)
    except ValueError:
        return json.loads(text)


def written_json(node: Any) -> bytes:
    """The other way, ASCII where it has to be: half characters must not stop a payload."""
    try:
        return msgspec.json.encode(node)
    except (ValueError, TypeError):
        return json.dumps(node, separators=(",", ":")).encode()


def value_at(node: Any, *path: str) -> Any:
    # Asked dozens of times per payload: what JSON calls an object is a dict, and asking for less is quicker.
    for key in path:
        if type(node) is not dict:
            return None
        node = node.get(key)
    return node


def part(node: Any, *path: str) -> Mapping[str, Any]:
    found = value_at(node, *path)
    return found if isinstance(found, dict) else {}


def text_at(node: Any, *path: str) -> str:
    for key in path:
        if type(node) is not dict:
            return ""
        node = node.get(key)
    return node if type(node) is str else ""


def id_at(node: Any, *path: str) -> str:
    """An identifier of Slack's: printable ASCII of sane length, otherwise as good as absent."""
    for key in path:
        if type(node) is not dict:
            return ""
        node = node.get(key)
    is_id = type(node) is str and len(node) <= _ID_LENGTH_MAX and node.isascii() and node.isprintable()
    return node if is_id else ""


def first_id(node: Any, *paths: tuple[str, ...]) -> str:
    for path in paths:
        if found := id_at(node, *path):
            return found
    return ""


def address_at(node: Any, key: str) -> str:
    found = text_at(node, key)
    return found if found.startswith(("https://", "http://")) and found.isascii() and found.isprintable() else ""


def items_at(node: Any, *path: str, of: type = dict) -> Iterator[Any]:
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
