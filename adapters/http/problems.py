"""Refusals over HTTP: problem documents (RFC 9457) in the caller's language."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.plain_json import PlainJson
from core.errors import DomainError, InvalidValue
from core.ports.explaining import Explaining

log = logging.getLogger(__name__)
MIME = "application/problem+json"
RETRY_SECONDS = 60
"""When a programme that asks too often does well to come again."""
PROBLEMS_MAX = 20
_EXPECTED = {
    "int": "integer",
    "bool": "boolean",
    "string": "string",
    "list": "array",
    "dict": "object",
    "model": "object",
    "datetime": "date-time",
    "decimal": "decimal",
}


class Problems:
    """Makes problem documents. The `type` of each is a relative address: its code is what programmes compare."""

    def __init__(self, explaining: Explaining) -> None:
        self._explaining = explaining

    def refused(self, request: Request, refusal: DomainError, status: int | None = None) -> Response:
        """What a refusal looks like to the caller."""
        code = status or refusal.status
        said = self._explaining.refusal(refusal, code, _wanted(request))
        more = {name: value for name, value in refusal.fields.items() if isinstance(value, str | int | bool)}
        body = {"type": f"/problems/{refusal.code}", "title": said.title, "status": code, "detail": said.detail}
        return _document(body | {"code": refusal.code, "fields": more}, code, said.lang)

    def unreadable(self, request: Request, fault: RequestValidationError) -> Response:
        """Every field that is wrong, each with its own sentence. What was sent is not repeated."""
        found = [_value_of(error) for error in fault.errors()[:PROBLEMS_MAX]]
        wanted = _wanted(request)
        errors = [
            {"field": one.field, "code": one.problem, "detail": self._explaining.refusal(one, 422, wanted).detail}
            for one in found
        ]
        said = self._explaining.refusal(found[0] if found else InvalidValue("body", "bad-body"), 422, wanted)
        body = {"type": "/problems/invalid-value", "title": said.title, "status": 422, "detail": said.detail}
        return _document(body | {"code": "invalid-value", "errors": errors}, 422, said.lang)

    def http(self, request: Request, fault: HTTPException) -> Response:
        """Addresses and methods that there are not."""
        status = fault.status_code if fault.status_code in (404, 405, 413) else 422
        answer = self.refused(request, _of_http(fault), status)
        answer.headers.update(fault.headers or {})
        return answer

    def bug(self, request: Request, fault: Exception) -> Response:
        """Logged once under a reference, and nothing about it to the caller but the reference."""
        reference = secrets.token_hex(4).upper()
        log.error("a request failed", exc_info=fault, extra={"reference": reference})
        said = self._explaining.bug(reference, _wanted(request))
        body = {"type": "/problems/bug", "title": said.title, "status": 500, "detail": said.detail}
        return _document(body | {"code": "bug", "fields": {"reference": reference}}, 500, said.lang)


def _wanted(request: Request) -> str:
    return request.headers.get("accept-language", "")


def _document(body: dict[str, Any], status: int, lang: str) -> Response:
    headers = {"content-language": lang, "cache-control": "no-store", "vary": "accept-language, authorization"}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    if status == 429:
        headers["retry-after"] = str(RETRY_SECONDS)
    return PlainJson(body, status, headers, media_type=MIME)


def _of_http(fault: HTTPException) -> DomainError:
    match fault.status_code:
        case 404:
            from core.errors import NotFound

            return NotFound()
        case 405:
            return InvalidValue("method", "bad-method")
        case 413:
            return InvalidValue("body", "too-large")
        case _:
            return InvalidValue("body", "bad-body")


def _value_of(error: dict[str, Any]) -> InvalidValue:
    """One finding of the library as one of ours, so that it is said in six languages."""
    field = _field(error.get("loc", ()))
    kind, context = str(error.get("type", "")), error.get("ctx") or {}
    match kind:
        case "missing":
            return InvalidValue(field, "missing")
        case "extra_forbidden":
            return InvalidValue(field, "unknown-field")
        case "string_too_short" if context.get("min_length") == 1:
            return InvalidValue(field, "empty")
        case "string_too_short" | "too_short":
            return InvalidValue(field, "too-short", least=int(context.get("min_length", 1)))
        case "string_too_long" | "too_long":
            return InvalidValue(field, "too-long", most=int(context.get("max_length", 0)))
        case "literal_error" | "enum" | "string_pattern_mismatch":
            return InvalidValue(field, "not-an-option")
        case "greater_than_equal" | "greater_than":
            return InvalidValue(field, "too-little", least=str(context.get("ge", context.get("gt", ""))))
        case "less_than_equal" | "less_than":
            return InvalidValue(field, "too-big")
        case "json_invalid":
            return InvalidValue("body", "bad-body")
        case _:
            return InvalidValue(field, "unreadable", expected=_EXPECTED.get(kind.partition("_")[0], "JSON"))


def _field(loc: Sequence[Any]) -> str:
    """`terms.quantity`: where it stands, without saying whether in the body or the address. Names are the caller's."""
    parts = [str(part)[:40] for part in loc[1:]] or [str(part) for part in loc[:1]]
    return ".".join(part for part in parts[:6] if part.isprintable() and part.isascii()) or "body"
