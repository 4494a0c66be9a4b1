"""Tax ids as companies type them: where the form tells whose rules hold, a mistyped one is found before it stands on papers.

What has no known form passes as it was typed: there are more kinds of tax ids than anybody lists.
"""

from __future__ import annotations

import re
from typing import Final

from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.util import get_cc_module

_SEPARATORS: Final = re.compile(r"[ .\-]")
_EUROPEAN: Final = re.compile(r"(?:EL|[A-Z]{2})[0-9A-Z+*]{4,13}")
_ELSEWHERE: Final = (
    (re.compile(r"GB\d+"), "gb", "vat"),
    (re.compile(r"CHE\d+"), "ch", "uid"),
    (re.compile(r"CHE\d+(?:MWST|TVA|IVA|TPV)"), "ch", "vat"),
    (re.compile(r"(?:NO)?\d{9}MVA"), "no", "mva"),
    (re.compile(r"91[0-9A-Z]{16}"), "cn", "uscc"),
    (re.compile(r"\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]"), "in", "gstin"),
    (re.compile(r"\d{8}/\d{6}"), "br", "cnpj"),
)
"""What can be nothing else by its form, and which rules it follows."""


def is_mistyped(typed: str) -> bool:
    """Whether this is a tax id of a known kind with a wrong check digit, or with a digit too many or too few."""
    plain = _SEPARATORS.sub("", typed.upper())
    for form, country, kind in _ELSEWHERE:
        if form.fullmatch(plain):
            return _fails(country, kind, plain)
    country = plain[:2].lower()
    if _EUROPEAN.fullmatch(plain) and (country == "el" or country in vat.MEMBER_STATES):
        try:
            vat.validate(plain)
        except InvalidChecksum:
            return True
        except ValidationError:
            # Letters may be something else that begins like a country; digits alone after it are not.
            return plain[2:].removeprefix("U").isdigit()
    return False


def _fails(country: str, kind: str, plain: str) -> bool:
    module = get_cc_module(country, kind)
    return module is not None and not module.is_valid(plain)
