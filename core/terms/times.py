"""Lead times and validity: durations, weekdays, dates in many shapes; only those that can be one thing."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from core.terms.tokens import Token

Value = TypeVar("Value", int, str)
_AHEAD_MAX_DAYS = 300
"""A date without a year that would be further away than this is rather a slip."""
_DAY_FIRST = ("es", "ru")
"""Languages in which 5/12 can only be a day and then a month."""
_SHAPES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号號]?"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?(?P<y>\d{4}|\d{2})?"),
    re.compile(r"(?P<d>\d{1,2})[号號]"),
)
_SLASHED = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?")
_CONTEXT = ("valid", "until", "lead", "within", "pay")


def lead_and_validity(tokens: Sequence[Token], lang: str, now: datetime) -> tuple[int | None, str | None]:
    """(lead time in days, valid until) of all that is said about time."""
    leads: list[int | None] = []
    ends: list[str | None] = []
    _read_dates(tokens, lang, now, ends)
    _read_spans(tokens, now, leads, ends)
    return _only(leads), _only(ends)


def _only(found: Sequence[Value | None]) -> Value | None:
    distinct = set(found)
    return next(iter(distinct)) if len(distinct) == 1 else None


# ── durations ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_spans(tokens: Sequence[Token], now: datetime, leads: list[int | None], ends: list[str | None]) -> None:
    for index, token in enumerate(tokens):
        unit = token.means.get("time")
        if unit is None or token.void:
            continue
        count, first = _count(tokens, index, unit)
        if first < 0:
            continue
        context = _context(tokens, first, index)
        number = tokens[first]
        number.void = number.void or "time"
        token.void = "time"
        if context == "valid":
            ends.append(_ending(now, count, unit))
        elif context == "lead":
            leads.append(_days(count, unit))


def _count(tokens: Sequence[Token], index: int, unit: str) -> tuple[int | None, int]:
    """How many, and where the number stands (-1: there is none). None where it is not one whole number."""
    if unit.startswith("fixed"):
        return int(unit.removeprefix("fixed")), index
    before = tokens[index - 1] if index else None
    if before is not None and before.is_number:
        if before.void not in ("", "bmax") or before.value is None or before.value != before.value.to_integral_value():
            return None, index - 1
        return int(before.value), index - 1
    if before is not None and unit == "30" and before.can("within"):
        return 1, index
    if before is not None and before.raw.casefold() in ("a", "an", "one"):
        return 1, index - 1
    return None, -1


def _context(tokens: Sequence[Token], first: int, last: int) -> str:
    """Whether a duration is said about delivery, validity or payment: the nearest word before it decides, else behind."""
    weak = ""
    for index in range(first - 1, max(-1, first - 8), -1):
        token = tokens[index]
        if token.can("delim"):
            break
        if token.can("pay"):
            return "pay"
        if token.can("valid"):
            return "valid"
        if token.can("lead"):
            return "lead"
        if token.can("time") or (token.is_number and weak == "" and token.void == "" and index < first - 1):
            break
    for index in range(last + 1, min(len(tokens), last + 5)):
        token = tokens[index]
        if token.can("delim"):
            break
        if token.can("valid", "before"):
            return "valid"
        if token.can("lead"):
            return "lead"
        if token.can("pay"):
            return "pay"
        if token.is_number:
            break
    return "lead"


def _days(count: int | None, unit: str) -> int | None:
    if count is None or unit == "0" or not 0 < count <= 1000:
        return None
    if unit == "h":
        return count // 24 if count % 24 == 0 else None
    days = count if unit.startswith("fixed") else count * int(unit)
    return days if days <= 730 else None


def _ending(now: datetime, count: int | None, unit: str) -> str | None:
    if count is None or unit == "0" or not 0 < count <= 1000:
        return None
    if unit == "h":
        return (now + timedelta(hours=count)).strftime("%Y-%m-%dT%H:%M:%SZ")
    if unit == "30":
        month = now.month - 1 + count
        year, month = now.year + month // 12, month % 12 + 1
        return date(year, month, min(now.day, calendar.monthrange(year, month)[1])).isoformat()
    days = count if unit.startswith("fixed") else count * int(unit)
    return (now.date() + timedelta(days=days)).isoformat()


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_dates(tokens: Sequence[Token], lang: str, now: datetime, ends: list[str | None]) -> None:
    index = 0
    while index < len(tokens):
        day, used = _date_at(tokens, index, lang, now.date())
        if not used:
            index += 1
            continue
        if _is_validity(tokens, index, index + used):
            ends.append(day.isoformat() if day is not None else None)
            _take(tokens, index, used)
        elif (
            (tokens[index].kind == "date" and not _dotted(tokens[index]))
            or used > 1
            or tokens[index].can("weekday", "dayrel", "monthend", "yearend")
        ):
            _take(tokens, index, used)
        index += used
    for token in tokens:
        if token.kind == "date" and not token.void and _dotted(token):
            token.kind, token.raw = "number", token.raw.rstrip(".")


def _dotted(token: Token) -> bool:
    """`4.10.` at the end of a sentence may be a price."""
    return token.raw.endswith(".")


def _take(tokens: Sequence[Token], index: int, used: int) -> None:
    for token in tokens[index : index + used]:
        token.void = "date"


def _is_validity(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Said of the offer, not of the delivery."""
    until = False
    for index in range(first - 1, max(-1, first - 9), -1):
        token = tokens[index]
        if token.can("delim"):
            break
        if token.can("valid"):
            return True
        if token.can("until") and index >= first - 3:
            until = True
        elif token.can("lead", "take", "pay") and not token.can("until"):
            return False
    behind = tokens[end : end + 3]
    for token in behind:
        if token.can("delim"):
            break
        if token.can("lead", "pay"):
            return False
        if token.can("valid") or (token.can("before") and token is behind[0]):
            return True
    return until


def _date_at(tokens: Sequence[Token], index: int, lang: str, today: date) -> tuple[date | None, int]:
    """(the day, tokens used); used 0 where no date begins; the day None where it could be two."""
    token = tokens[index]
    if token.kind == "date":
        return _written(token.raw, lang, today), 1
    if token.kind == "word":
        found = _named(tokens, index, today)
        if found is not None:
            return found
    if token.is_number or token.can("month"):
        return _day_and_month(tokens, index, today)
    return None, 0


def _named(tokens: Sequence[Token], index: int, today: date) -> tuple[date | None, int] | None:
    token, behind = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    means = token.means
    if "nextweekday" in means:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 + int(means["nextweekday"])), 1
    if "weekday" in means:
        if behind is not None and behind.can("next"):
            return None, 2
        return _weekday(int(means["weekday"]), today), 1
    if token.can("this", "next") and behind is not None and behind.can("weekday"):
        day = _weekday(int(behind.means["weekday"]), today)
        return (day if token.can("this") and not token.can("next") else None), 2
    if "dayrel" in means:
        return today + timedelta(days=int(means["dayrel"])), 1
    if "monthend" in means:
        return _month_end(today, int(means["monthend"])), 1
    if "yearend" in means:
        return date(today.year, 12, 31), 1
    if token.can("endof") and behind is not None and behind.can("month"):
        month = int(behind.means["month"])
        year = today.year + (month < today.month)
        return _near(date(year, month, calendar.monthrange(year, month)[1]), today), 2
    return None


def _weekday(wanted: int, today: date) -> date | None:
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead) if ahead else None


def _month_end(today: date, later: int) -> date:
    month = today.month - 1 + later
    year, month = today.year + month // 12, month % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_and_month(tokens: Sequence[Token], index: int, today: date) -> tuple[date | None, int]:
    """`15 December 2026`, `Dec 15th`, `15 de diciembre de 2026`, `the 15th`."""
    at, day, month = index, None, None
    if tokens[at].is_number:
        day = _small(tokens[at])
        at = _skip(tokens, at + 1, ("ordinal",))
        ordinal = at > index + 1
        at = _skip(tokens, at, ("fill", "dot"))
        if at < len(tokens) and tokens[at].can("month"):
            month, at = int(tokens[at].means["month"]), at + 1
        elif ordinal and day is not None and _stands_behind_until(tokens, index):
            return _next_such_day(day, today), _skip(tokens, index + 1, ("ordinal",)) - index
        else:
            return None, 0
    else:
        month, at = int(tokens[at].means["month"]), at + 1
        day = _small(tokens[at]) if at < len(tokens) and tokens[at].is_number else None
        if day is None:
            return None, 0
        at = _skip(tokens, at + 1, ("ordinal",))
    if day is None:
        return None, 0
    year, at = _year_at(tokens, at)
    return _in_year(day, month, year, today), at - index


def _stands_behind_until(tokens: Sequence[Token], index: int) -> bool:
    return any(token.can("until", "valid") for token in tokens[max(0, index - 3) : index])


def _skip(tokens: Sequence[Token], at: int, kinds: tuple[str, ...]) -> int:
    while at < len(tokens) and (tokens[at].can(*kinds) or ("dot" in kinds and tokens[at].raw == ".")):
        at += 1
    return at


def _year_at(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    end = at
    while end < len(tokens) and end - at < 2 and (tokens[end].raw == "," or tokens[end].can("fill")):
        end += 1
    if end < len(tokens) and tokens[end].is_number and re.fullmatch(r"20[2-9]\d", tokens[end].raw):
        return int(tokens[end].raw), end + 1
    return None, at


def _small(token: Token) -> int | None:
    raw = token.raw.rstrip(".")
    return int(raw) if raw.isdecimal() and len(raw) <= 2 and 1 <= int(raw) <= 31 else None


def _written(raw: str, lang: str, today: date) -> date | None:
    slashed = _SLASHED.fullmatch(raw)
    if slashed is not None:
        one, two, year = int(slashed["a"]), int(slashed["b"]), _full_year(slashed["y"])
        if one > 12 or one == two or (lang in _DAY_FIRST and two <= 12):
            return _in_year(one, two, year, today)
        return _in_year(two, one, year, today) if two > 12 else None
    for shape in _SHAPES:
        found = shape.fullmatch(raw)
        if found is not None:
            parts = found.groupdict()
            if parts.get("m") is None:
                return _next_such_day(int(parts["d"]), today)
            return _in_year(int(parts["d"]), int(parts["m"]), _full_year(parts.get("y")), today)
    return None


def _full_year(raw: str | None) -> int | None:
    if raw is None:
        return None
    return int(raw) + (2000 if len(raw) == 2 else 0)


def _in_year(day: int, month: int, year: int | None, today: date) -> date | None:
    try:
        if year is not None:
            given = date(year, month, day)
            return given if today <= given <= today + timedelta(days=730) else None
        this = date(today.year, month, day)
        return _near(this if this >= today else date(today.year + 1, month, day), today)
    except ValueError:
        return None


def _near(day: date, today: date) -> date | None:
    return day if timedelta(0) <= day - today <= timedelta(days=_AHEAD_MAX_DAYS) else None


def _next_such_day(day: int, today: date) -> date | None:
    try:
        if day >= today.day:
            return today.replace(day=day)
        later = _month_end(today, 1)
        return later.replace(day=day)
    except ValueError:
        return None
