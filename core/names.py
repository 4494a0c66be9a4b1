"""Names of people and companies: one line, in letters that are what they look like, and not the market's own."""

from __future__ import annotations

import unicodedata

from core.contacts import free_of_contacts
from core.errors import InvalidValue
from core.wording import clean_text, cleaned

_STYLED = ("<font>", "<wide>", "<narrow>", "<circle>", "<square>")
"""Characters that are another one in a costume: bold mathematical letters, letters in circles, full-width ones."""
_ALPHABETS = frozenset({"ARMENIAN", "CHEROKEE", "COPTIC", "CYRILLIC", "GREEK", "LATIN"})
"""Alphabets with letters that look like those of another one here. A word keeps to one of them."""
_LOOKS_LIKE = {
    ord(sign): letter
    for letter, signs in {
        "a": "4@\u0251\u03b1\u0430",
        "ae": "\u00e6",
        "b": "\u03b2\u0432",
        "c": "\u03f2\u0441",
        "d": "\u0111\u0501",
        "e": "3\u03b5\u0435\u0454\u20ac",
        "g": "\u0261\u0581",
        "h": "\u0127\u043d\u04bb\u0570",
        "i": "1|!l\u0131\u0142\u03b9\u0456\u0457\u04cf",
        "j": "\u0458\u0575",
        "k": "\u03ba\u043a",
        "m": "\u043c",
        "n": "\u014b\u03b7\u0578",
        "o": "0\u00f8\u03bf\u043e\u0585",
        "oe": "\u0153",
        "p": "\u03c1\u0440",
        "q": "\u051b\u0566",
        "r": "\u0433",
        "s": "5$\u0455",
        "t": "7\u0167\u03c4\u0442",
        "u": "\u03c5\u057d",
        "v": "\u03bd",
        "w": "\u03c9\u051d",
        "x": "\u03c7\u0445",
        "y": "\u03b3\u0443",
    }.items()
    for sign in signs
}
_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), " ")
MARKET = "parley"
"""What this market is called."""
_OF_STAFF = (
    "admin",
    "administrator",
    "escrow",
    "moderator",
    "moderators",
    "operator",
    "protected payment",
    "support",
    "support team",
    "system",
)


def clean_name(text: str, field: str, *, length_max: int, length_min: int = 1, required: bool = True) -> str:
    """A name on one line, within its bounds. Raises InvalidValue: also mixed-letters, name-of-the-market and contacts,
    because a name is shown to strangers before money is held."""
    plain = clean_text(one_line(text), field, length_max=length_max, length_min=length_min, required=required)
    if not plain:
        return ""
    words = plain.split()
    for word in words:
        if len(_alphabets_of(word)) > 1:
            raise InvalidValue(field, "mixed-letters", word=word[:30])
    if skeleton(plain) in _STAFF or any(skeleton(word) == _SKELETON for word in words):
        raise InvalidValue(field, "name-of-the-market")
    return free_of_contacts(plain, field)


def plain_name(text: str, *, length_max: int) -> str:
    """A name that a platform tells us of somebody, as far as it may be shown; "" when it may not."""
    try:
        return clean_name(one_line(text)[:length_max], "name", length_max=length_max)
    except InvalidValue:
        return ""


def one_line(text: str) -> str:
    """Cleaned, without line breaks, and with every letter undressed."""
    undressed = "".join(
        unicodedata.normalize("NFKC", character)
        if unicodedata.decomposition(character).startswith(_STYLED)
        else character
        for character in text
    )
    return " ".join(cleaned(undressed.translate(_BREAKS)).split())


def _alphabets_of(word: str) -> set[str]:
    names = {unicodedata.name(character, "").partition(" ")[0] for character in word if character.isalpha()}
    return names & _ALPHABETS


def skeleton(name: str, *, figures: bool = False) -> str:
    """What a hurried reader sees: letters only, without accents, look-alikes as what they look like; on request with the
    figures that look like no letter."""
    parted = unicodedata.normalize("NFKD", name.casefold()).translate(_LOOKS_LIKE)
    keeps = str.isalnum if figures else str.isalpha
    return "".join(character for character in parted if keeps(character)).replace("rn", "m").replace("vv", "w")


_SKELETON = skeleton(MARKET)
_STAFF = frozenset(skeleton(name) for name in _OF_STAFF)
