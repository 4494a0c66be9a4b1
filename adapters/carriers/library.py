"""Implements the carriers port with the library `tracking-numbers`: formats and check digits of the parcel carriers.

Definitions without a check digit are left out, except where the number says whose it is: a stray number must not
become somebody's parcel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from tracking_numbers import DEFINITIONS
from tracking_numbers.types import TrackingNumber

from core.ports.carriers import Recognised

HOSTS: Final = frozenset({"www.dhl.com", "www.fedex.com", "wwwapps.ups.com", "tools.usps.com", "www.ontrac.com"})
"""Only these may stand behind a button that follows a parcel."""

NUMBER_LENGTH_MAX: Final = 40
_POST: Final = "s10"
_UNMISTAKABLE: Final = frozenset({"UPS", "S10"})
_TELLING: Final = frozenset({"Amazon Logistics"})
_SHORT: Final[Mapping[str, str]] = {"usps": "USPS", "cdl": "CDL"}
_POSTS: Final[Mapping[str, str]] = {
    "AE": "Emirates Post",
    "AT": "Österreichische Post",
    "AU": "Australia Post",
    "BE": "bpost",
    "BR": "Correios",
    "CA": "Canada Post",
    "CH": "Swiss Post",
    "CN": "China Post",
    "CZ": "Česká pošta",
    "DE": "Deutsche Post",
    "ES": "Correos",
    "FR": "La Poste",
    "GB": "Royal Mail",
    "HK": "Hongkong Post",
    "IN": "India Post",
    "IT": "Poste Italiane",
    "JP": "Japan Post",
    "KR": "Korea Post",
    "NL": "PostNL",
    "PL": "Poczta Polska",
    "PT": "CTT",
    "RU": "Russian Post",
    "SA": "SPL",
    "SE": "PostNord",
    "SG": "SingPost",
    "TR": "PTT",
    "US": "USPS",
}
_KNOWN: Final = (
    "DHL",
    "DHL Express",
    "UPS",
    "FedEx",
    "USPS",
    "TNT",
    "GLS",
    "DPD",
    "Hermes",
    "DB Schenker",
    "Kuehne+Nagel",
    "DSV",
    "Maersk",
    "MSC",
    "CMA CGM",
    "Hapag-Lloyd",
    "COSCO",
    "SF Express",
    "Aramex",
    "CDEK",
    "SEUR",
    "Raben",
    "Dachser",
    "Rhenus",
)
_NAMES: Final[Mapping[str, str]] = {
    re.sub(r"\W", "", name).casefold(): name for name in (*_KNOWN, *_POSTS.values())
} | {"schenker": "DB Schenker", "kuehnenagel": "Kuehne+Nagel", "kühnenagel": "Kuehne+Nagel", "sf": "SF Express"}


class LibraryCarriers:
    """Knows what the library knows, and the usual names of freight carriers."""

    def recognise(self, number: str) -> tuple[Recognised, ...]:
        plain = _plain(number)
        found = {_carrier_of(seen): None for seen in _tested(plain) if seen.valid}
        return tuple(Recognised(carrier, plain) for carrier in found)

    def is_mistyped(self, number: str) -> bool:
        plain = _plain(number)
        seen = [one for one in _tested(plain) if one.product.name in _UNMISTAKABLE]
        wrong = [one for one in seen if any(name == "checksum" for name, _why in one.validation_errors)]
        return bool(wrong) and not self.recognise(plain)

    def named(self, words: str) -> str:
        return _NAMES.get(re.sub(r"\W", "", words).casefold(), words)

    def link(self, carrier: str, number: str) -> str:
        plain = _plain(number)
        for seen in _tested(plain):
            if seen.valid and seen.tracking_url and _carrier_of(seen) == carrier:
                return _allowed(seen.tracking_url)
        return ""


def _plain(number: str) -> str:
    return re.sub(r"[\s-]", "", number).upper()


def _tested(plain: str) -> list[TrackingNumber]:
    if not plain.isascii() or not plain.isalnum() or len(plain) > NUMBER_LENGTH_MAX:
        return []
    usable = (one for one in DEFINITIONS if one.checksum_validator is not None or one.product.name in _TELLING)
    return [seen for one in usable if (seen := one.test(plain)) is not None]


def _carrier_of(seen: TrackingNumber) -> str:
    if seen.courier.code == _POST:
        return _POSTS.get(seen.number[-2:], f"{seen.number[-2:]} Post")
    return _SHORT.get(seen.courier.code, str(seen.courier.name))


def _allowed(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(scheme="https")) if parts.hostname in HOSTS else ""
