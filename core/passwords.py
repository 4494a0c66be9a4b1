"""Which passwords are taken: long enough, and not among those that are tried first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from core.errors import InvalidValue

LENGTH_MIN: Final = 10
LENGTH_MAX: Final = 128

_ROOTS: Final = frozenset(
    """passwort contrasena motdepasse parola senha administrator company business market parley telegram slack stripe buyer
    seller helloworld realmadrid deutschland""".split()
)
"""What nobody's list of common passwords has, and somebody here would try."""
_WORD_MIN: Final = 4
_LEET: Final = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_TAIL: Final = re.compile(r"^[^a-z]+|[^a-z]+$")
_RUNS: Final = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)


Known = Callable[[str], bool]
"""Whether a word is on the list of passwords that are tried first."""


def checked_password(password: str, email: str, is_known: Known) -> str:
    """The password as it is hashed (NFKC). Raises InvalidValue: too-short, too-long, too-common."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < LENGTH_MIN:
        raise InvalidValue("password", "too-short", least=LENGTH_MIN)
    if len(plain) > LENGTH_MAX:
        raise InvalidValue("password", "too-long", most=LENGTH_MAX)
    if _is_tried_first(plain.casefold(), email.casefold(), is_known):
        raise InvalidValue("password", "too-common")
    return plain


def _is_tried_first(plain: str, email: str, is_known: Known) -> bool:
    """A well-known word with figures around it, also said twice; a run along the keyboard; few signs; one's own name."""
    if len(set(plain)) < 5:
        return True
    name = email.partition("@")[0]
    if len(name) >= 4 and name in plain:
        return True
    half = plain[: len(plain) // 2]
    if plain == half * 2 and _is_word(half, is_known):
        return True
    return _is_word(plain, is_known) or any(plain in run or plain[::-1] in run for run in _RUNS)


def _is_word(plain: str, is_known: Known) -> bool:
    """A known one, whatever figures and signs stand around it, and whatever figures stand in for its letters."""
    core = _TAIL.sub("", plain)
    cores = {plain, core, core.translate(_LEET), _TAIL.sub("", plain.translate(_LEET))} - {""}
    # "1qaz2wsx2026!": what is behind it is no word any more.
    ends = range(_WORD_MIN, len(plain))
    cores.update(plain[:end] for end in ends if not any(sign.isalpha() for sign in plain[end:]))
    return any(each in _ROOTS or is_known(each) or (len(each) > 3 and each[1:] == each[:-1]) for each in cores)
