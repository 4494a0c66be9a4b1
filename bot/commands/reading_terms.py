"""`terms --stdin`: what the parser makes of lines that people wrote, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TextIO

from core.terms import Draft, read_terms


def run_terms(lines: Iterable[str], out: TextIO, *, now: str) -> int:
    """Reads `{"lang", "text", "currency"?}` a line and writes one draft a line; unreadable lines have an empty draft."""
    try:
        moment = _moment(now)
    except ValueError:
        print("Say the moment as ISO 8601, for example 2026-11-30T09:00:00Z.")
        return 2
    for line in lines:
        if line.strip():
            out.write(json.dumps(_drafted(line, moment).as_json(), ensure_ascii=False) + "\n")
    return 0


def _moment(now: str) -> datetime:
    given = datetime.fromisoformat(now) if now else datetime.now(UTC)
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)


def _drafted(line: str, now: datetime) -> Draft:
    try:
        given: Any = json.loads(line)
    except ValueError:
        return Draft()
    if not isinstance(given, dict):
        return Draft()
    currency = given.get("currency")
    return read_terms(
        str(given.get("text", "")),
        str(given.get("lang", "en")).partition("-")[0].casefold(),
        now=now,
        currency=str(currency).upper() if currency else None,
    )
