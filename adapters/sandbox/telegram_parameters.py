"""Reading a call's parameters by the table: query strings, forms and JSON bodies become typed values or a refusal."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.telegram_limits import METHODS, MISSING, OBJECTS
from adapters.sandbox.telegram_refusals import bad_request

_INTEGER = re.compile(r"-?\d{1,19}")
_NUMBER = re.compile(r"-?\d{1,19}(\.\d+)?")
_BOOLEAN = {"true": True, "false": False, "1": True, "0": False}
_CANONICAL = {name.lower(): name for name in METHODS}
_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_MEDIA = {"photo": "InputMediaPhoto", "document": "InputMediaDocument"}
_RESULTS = {
    "article": "InlineQueryResultArticle",
    "photo": "InlineQueryResultPhoto",
    "document": "InlineQueryResultDocument",
}


@dataclass(frozen=True)
class Upload:
    """A file that arrived in a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class _Field:
    name: str
    type: str
    required: bool


@functools.cache
def _fields(table: str) -> Mapping[str, _Field]:
    fields = {}
    for item in table.split():
        name, _, kind = item.partition(":")
        fields[name.rstrip("!")] = _Field(name.rstrip("!"), kind, name.endswith("!"))
    return fields


def canonical_method(name: str) -> str | None:
    """Method names are case-insensitive on the wire."""
    return _CANONICAL.get(name.lower())


def read_parameters(method: str, given: Mapping[str, Any], uploads: Mapping[str, Upload]) -> dict[str, Any]:
    """Typed parameters of a call; files become Upload objects, other references stay strings."""
    fields = _fields(METHODS[method])
    attached = _attachments(given)
    for name in [*given, *uploads]:
        if name not in fields and name not in attached:
            raise bad_request(f'unknown parameter "{name}"')
    reader = _Reader(uploads)
    read: dict[str, Any] = {}
    for field in fields.values():
        value = uploads.get(field.name, given.get(field.name))
        if value is None or (value == "" and field.required and field.name != "url"):
            if field.required:
                raise bad_request(MISSING.get(field.name, f'parameter "{field.name}" is required'))
            continue
        read[field.name] = reader.value(value, field.type, field.name)
    return read


def _attachments(given: Mapping[str, Any]) -> set[str]:
    """Names of the uploads that attach:// references in the parameters point at."""
    return set(re.findall(r"attach://([^\"\\\s]+)", json.dumps(dict(given), default=str, ensure_ascii=False)))


class _Reader:
    def __init__(self, uploads: Mapping[str, Upload]) -> None:
        self._uploads = uploads

    def value(self, value: Any, kind: str, path: str) -> Any:
        if kind.startswith("["):
            return self._list(value, kind[1:-1], path)
        if kind == "Any":
            return value
        if kind in ("i", "b", "s", "f", "c", "F"):
            return self._plain(value, kind, path)
        return self._object(_from_json(value, path), kind, path)

    def _plain(self, value: Any, kind: str, path: str) -> Any:
        is_text = isinstance(value, str)
        if kind == "s" and is_text:
            return value
        if kind == "b":
            if isinstance(value, bool):
                return value
            if str(value).lower() in _BOOLEAN:
                return _BOOLEAN[str(value).lower()]
            raise bad_request(f'field "{path}" must be of type Boolean')
        if kind == "F":
            return self._file(value, path)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise _wrong_type(kind, path)
        if kind == "f" and _NUMBER.fullmatch(str(value)):
            return float(value)
        if kind in ("i", "c") and not isinstance(value, float) and _INTEGER.fullmatch(str(value).strip()):
            return int(value)
        if kind == "c" and is_text:
            return value
        raise _wrong_type(kind, path)

    def _file(self, value: Any, path: str) -> Upload | str:
        if isinstance(value, Upload):
            return value
        if not isinstance(value, str):
            raise _wrong_type("F", path)
        if value.startswith("attach://"):
            upload = self._uploads.get(value.removeprefix("attach://"))
            if upload is None:
                raise bad_request("wrong file identifier/HTTP URL specified")
            return upload
        return value

    def _list(self, value: Any, kind: str, path: str) -> list[Any]:
        items = _from_json(value, path)
        if not isinstance(items, list):
            raise bad_request(f'field "{path}" must be of type Array')
        return [self.value(item, kind, path) for item in items]

    def _object(self, value: Any, kind: str, path: str) -> dict[str, Any]:
        if kind == "KeyboardButton" and isinstance(value, str):
            value = {"text": value}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {path.replace('_', ' ')}")
        fields = _fields(OBJECTS[_alternative(value, kind)])
        for name in value:
            if name not in fields:
                raise bad_request(f'unknown field "{name}" in {path.replace("_", " ")}')
        read = {}
        for field in fields.values():
            if value.get(field.name) is None:
                if field.required:
                    raise bad_request(f"can't parse {path.replace('_', ' ')}: can't find field \"{field.name}\"")
                continue
            read[field.name] = self.value(value[field.name], field.type, field.name)
        return read


def _alternative(value: dict[str, Any], kind: str) -> str:
    """Which of several object types this one is."""
    if kind == "ReplyMarkup":
        for key, name in _MARKUPS.items():
            if key in value:
                return name
        raise bad_request("object expected as reply markup")
    if kind == "InputMedia":
        if value.get("type") not in _MEDIA:
            raise bad_request(f'can\'t parse InputMedia: type "{value.get("type")}" is unsupported')
        return _MEDIA[value["type"]]
    if kind == "InlineQueryResult":
        if value.get("type") not in _RESULTS:
            raise bad_request(f'type "{value.get("type")}" is unsupported for the inline query result')
        return _RESULTS[value["type"]]
    return kind


def _from_json(value: Any, path: str) -> Any:
    """Nested objects come as JSON text in forms, as they are in JSON bodies."""
    if not isinstance(value, str) or value[:1] not in "[{":
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {path.replace('_', ' ')} JSON object") from None


def _wrong_type(kind: str, path: str) -> Exception:
    names = {"i": "Integer", "b": "Boolean", "s": "String", "f": "Float", "c": "Integer", "F": "InputFile"}
    return bad_request(f'field "{path}" must be of type {names[kind]}')
