"""Time zones as people name them: a city in their language, a place of the trade, or a distance from GMT."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from babel import Locale

OFFERED: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "Europe/London",
        "America/New_York",
        "America/Chicago",
        "America/Los_Angeles",
        "Europe/Berlin",
        "Asia/Dubai",
    ),
    "es": ("Europe/Madrid", "America/Mexico_City", "America/New_York", "America/Sao_Paulo"),
    "de": ("Europe/Berlin", "Europe/London", "Europe/Istanbul"),
    "ru": ("Europe/Moscow", "Europe/Istanbul", "Asia/Dubai", "Europe/Berlin"),
    "ar": ("Asia/Dubai", "Asia/Riyadh", "Europe/Istanbul", "Europe/London"),
    "zh": ("Asia/Shanghai", "Asia/Tokyo", "Asia/Dubai", "Europe/Berlin"),
}
"""The zones that are one press away, by the reader's language."""

_CITIES: Final = {
    "beijing": "Asia/Shanghai",
    "北京": "Asia/Shanghai",
    "深圳": "Asia/Shanghai",
    "广州": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai",
    "guangzhou": "Asia/Shanghai",
    "ningbo": "Asia/Shanghai",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "abu dhabi": "Asia/Dubai",
    "jeddah": "Asia/Riyadh",
    "hamburg": "Europe/Berlin",
    "munich": "Europe/Berlin",
    "münchen": "Europe/Berlin",
    "frankfurt": "Europe/Berlin",
    "köln": "Europe/Berlin",
    "barcelona": "Europe/Madrid",
    "valencia": "Europe/Madrid",
    "milan": "Europe/Rome",
    "milano": "Europe/Rome",
    "rotterdam": "Europe/Amsterdam",
    "antwerp": "Europe/Brussels",
    "geneva": "Europe/Zurich",
    "manchester": "Europe/London",
    "petersburg": "Europe/Moscow",
    "санкт-петербург": "Europe/Moscow",
    "екатеринбург": "Asia/Yekaterinburg",
    "boston": "America/New_York",
    "miami": "America/New_York",
    "houston": "America/Chicago",
    "dallas": "America/Chicago",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "são paulo": "America/Sao_Paulo",
    "gmt": "UTC",
    "utc": "UTC",
}
"""Places of the trade that the zones' own list does not name."""

_HALVES: Final = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+9:30": "Australia/Darwin",
    "-3:30": "America/St_Johns",
}
_OFFSET: Final = re.compile(r"(?:utc|gmt)?\s*([+\u2212-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


def read_zone(typed: str, lang: str) -> str:
    """The IANA name of what was typed; empty when nobody can be sure."""
    plain = " ".join(typed.split()).casefold()
    if found := _OFFSET.fullmatch(plain):
        return _from_offset("-" if found[1] != "+" else "+", int(found[2]), found[3] or "00")
    if plain in _CITIES:
        return _CITIES[plain]
    named = {name.casefold(): name for name in available_timezones()}
    if plain in named and ("/" in plain or plain == "utc"):
        return named[plain]
    return _cities(lang).get(plain, "")


def zone_label(zone: str, lang: str) -> str:
    """ "Berlin", as the reader writes it."""
    if not zone or zone == "UTC":
        return "UTC"
    if zone.startswith("Etc/GMT"):
        return f"GMT{'-' if zone[7] == '+' else '+'}{zone[8:]}"
    known = Locale.parse(lang).time_zones.get(zone, {})
    return str(known.get("city") or zone.rpartition("/")[2].replace("_", " "))


def _from_offset(sign: str, hours: int, minutes: str) -> str:
    if minutes != "00":
        return _HALVES.get(f"{sign}{hours}:{minutes}", "")
    if hours == 0:
        return "UTC"
    # The names of this family count the other way round.
    limit = 14 if sign == "+" else 12
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours <= limit else ""


@lru_cache(maxsize=8)
def _cities(lang: str) -> dict[str, str]:
    """City → zone, in the reader's language and in English."""
    found: dict[str, str] = {}
    known = available_timezones()
    for zone in sorted(known):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/")):
            found.setdefault(zone.rpartition("/")[2].replace("_", " ").casefold(), zone)
    for code in ("en", lang):
        for zone, names in Locale.parse(code).time_zones.items():
            if zone in known and names.get("city"):
                found[str(names["city"]).casefold()] = zone
    return found
