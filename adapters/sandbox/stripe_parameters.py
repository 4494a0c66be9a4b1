"""How a parameter table reads one request: types, required names, choices, and Stripe's words when it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from adapters.sandbox.stripe_refusals import invalid, missing_parameter, unknown_parameter

Reader = Callable[[Any, str], Any]
"""Turns a decoded form value into what the endpoint works with; gets the value and its bracketed path."""

_WHOLE = re.compile(r"-?\d{1,15}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_METADATA_KEYS, _METADATA_KEY_LENGTH, _METADATA_VALUE_LENGTH = 50, 40, 500


def _plain(value: Any, path: str) -> str:
    if isinstance(value, dict):
        raise invalid(f"Invalid string: {path} must be a string, not a hash", path)
    if value == "":
        raise invalid(
            f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; "
            f"however '{path}' cannot be unset. You should remove '{path}' from your request or supply a non-empty "
            "value.",
            path,
            "parameter_invalid_empty",
        )
    return str(value)


def text(longest: int = 5000) -> Reader:
    def read(value: Any, path: str) -> str:
        given = _plain(value, path)
        if len(given) > longest:
            raise invalid(f"Invalid string: {path} must be at most {longest} characters", path)
        return given

    return read


def clearable(value: Any, path: str) -> str | None:
    """A text that an empty string unsets."""
    return None if value == "" else _plain(value, path)


def whole(value: Any, path: str) -> int:
    given = _plain(value, path)
    if not _WHOLE.fullmatch(given):
        raise invalid(f"Invalid integer: {given}", path, "parameter_invalid_integer")
    return int(given)


def between(least: int, most: int) -> Reader:
    def read(value: Any, path: str) -> int:
        number = whole(value, path)
        if number < least:
            raise invalid(f"This value must be greater than or equal to {least}.", path, "parameter_invalid_integer")
        if number > most:
            raise invalid(f"This value must be less than or equal to {most}.", path, "parameter_invalid_integer")
        return number

    return read


def flag(value: Any, path: str) -> bool:
    given = _plain(value, path)
    if given not in ("true", "false"):
        raise invalid(f"Invalid boolean: {given}", path)
    return given == "true"


def choice(*allowed: str) -> Reader:
    def read(value: Any, path: str) -> str:
        given = _plain(value, path)
        if given not in allowed:
            names = allowed[0] if len(allowed) == 1 else f"one of {', '.join(allowed[:-1])}, or {allowed[-1]}"
            raise invalid(f"Invalid {path}: must be {names}", path)
        return given

    return read


def email(value: Any, path: str) -> str:
    given = _plain(value, path)
    if not _EMAIL.fullmatch(given):
        raise invalid(f"Invalid email address: {given}", path, "email_invalid")
    return given


def web_address(value: Any, path: str) -> str:
    """An http(s) address; deep links of chat apps are web addresses too (https://t.me/…)."""
    given = _plain(value, path)
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise invalid("Not a valid URL", path, "url_invalid")
    return given


def rows(reader: Reader) -> Reader:
    """A list: on the wire a hash keyed 0, 1, 2…"""

    def read(value: Any, path: str) -> list[Any]:
        if not isinstance(value, dict) or not all(key.isdigit() for key in value):
            raise invalid("Invalid array", path)
        return [reader(value[key], f"{path}[{key}]") for key in sorted(value, key=int)]

    return read


def metadata(value: Any, path: str) -> dict[str, str]:
    """Stripe's own limits: 50 keys of 40 characters, values of 500; an empty value unsets its key."""
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise invalid(f"Invalid hash: {path}", path)
    if len(value) > _METADATA_KEYS:
        raise invalid(f"You cannot have more than {_METADATA_KEYS} metadata keys", path)
    for key, given in value.items():
        if isinstance(given, dict):
            raise invalid("Metadata values must be strings, but you passed in a hash", f"{path}[{key}]")
        if len(key) > _METADATA_KEY_LENGTH:
            raise invalid(f"Metadata keys can have up to {_METADATA_KEY_LENGTH} characters", f"{path}[{key}]")
        if len(given) > _METADATA_VALUE_LENGTH:
            raise invalid(
                f"Metadata values can have up to {_METADATA_VALUE_LENGTH} characters, but you passed in a value that "
                f"is {len(given)} characters.",
                f"{path}[{key}]",
            )
    return dict(value)


def span(value: Any, path: str) -> dict[str, int]:
    """A moment or a range of moments: 17 -> {"gte": 17, "lte": 17}; {"gt": "5"} -> {"gt": 5}."""
    if not isinstance(value, dict):
        exact = whole(value, path)
        return {"gte": exact, "lte": exact}
    for bound in value:
        if bound not in ("gt", "gte", "lt", "lte"):
            raise unknown_parameter(f"{path}[{bound}]")
    return {bound: whole(given, f"{path}[{bound}]") for bound, given in value.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """The parameters of one endpoint or of one nested hash.

    `ignored` names are taken and change nothing; `unplayed` names exist at Stripe but would change the money in a
    way that this sandbox does not play, so they are refused loudly instead of being passed over.
    """

    need: Mapping[str, Reader] = field(default_factory=dict)
    may: Mapping[str, Reader] = field(default_factory=dict)
    ignored: Sequence[str] = ()
    unplayed: Sequence[str] = ()

    def __call__(self, value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise invalid(f"Invalid hash: {path}", path)
        return self.read(value, path)

    def read(self, given: Mapping[str, Any], path: str = "") -> dict[str, Any]:
        """The parsed parameters; unknown names are refused before missing ones, as Stripe does."""
        parsed: dict[str, Any] = {}
        for name, value in given.items():
            inner = f"{path}[{name}]" if path else name
            if name in self.unplayed:
                raise invalid(f"This sandbox does not play the parameter {inner}", inner)
            reader = self.need.get(name) or self.may.get(name)
            if reader is not None:
                parsed[name] = reader(value, inner)
            elif name not in self.ignored:
                raise unknown_parameter(inner)
        for name in self.need:
            if name not in given:
                raise missing_parameter(f"{path}[{name}]" if path else name)
        return parsed
