"""Which passwords are taken: long enough, and not among those that are tried first."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from core.errors import InvalidValue

LENGTH_MIN: Final = 10
LENGTH_MAX: Final = 128

_ROOTS: Final = frozenset(
    """password passwort passwd contrasena motdepasse parola senha qwerty qwertz azerty qwertyuiop asdfghjkl zxcvbnm
    qazwsx qazwsxedc zaqxsw qweasd qweasdzxc asdfgh asdf zxcvbn abc abcd abcdef abcdefg admin administrator root user
    guest test testing demo login welcome letmein iloveyou sunshine princess dragon monkey football baseball basketball
    superman batman trustno master shadow michael jennifer jordan hunter ranger soccer hockey killer george charlie
    andrew thomas robert daniel joshua ashley nicole jessica michelle matthew amanda summer winter spring autumn hello
    helloworld whatever starwars computer internet samsung google facebook linkedin microsoft apple cheese flower secret
    changeme default access system server database company business market parley telegram slack stripe buyer seller
    freedom liverpool arsenal chelsea barcelona realmadrid juventus mustang corvette ferrari porsche mercedes yankees
    cowboys eagles steelers packers lakers liberty america england germany deutschland russia france canada mexico
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday blink pokemon naruto minecraft fortnite matrix phoenix tigger purple orange yellow
    silver golden diamond buster maggie pepper ginger cookie chocolate banana lovely loveme babygirl jesus christ
    chosen blessed angel family forever friends mother father brother sister nothing unknown""".split()
)
_LEET: Final = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_TAIL: Final = re.compile(r"^[^a-z]+|[^a-z]+$")
_RUNS: Final = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)


def checked_password(password: str, email: str = "") -> str:
    """The password as it is hashed (NFKC). Raises InvalidValue: too-short, too-long, too-common."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < LENGTH_MIN:
        raise InvalidValue("password", "too-short", least=LENGTH_MIN)
    if len(plain) > LENGTH_MAX:
        raise InvalidValue("password", "too-long", most=LENGTH_MAX)
    if _is_tried_first(plain.casefold(), email.casefold()):
        raise InvalidValue("password", "too-common")
    return plain


def _is_tried_first(plain: str, email: str) -> bool:
    """A well-known word with figures around it, also said twice; a run along the keyboard; few signs; one's own name."""
    if len(set(plain)) < 5:
        return True
    name = email.partition("@")[0]
    if len(name) >= 4 and name in plain:
        return True
    half = plain[: len(plain) // 2]
    if plain == half * 2 and _is_known(half):
        return True
    return _is_known(plain) or any(plain in run or plain[::-1] in run for run in _RUNS)


def _is_known(plain: str) -> bool:
    cores = {_TAIL.sub("", plain), _TAIL.sub("", plain).translate(_LEET), _TAIL.sub("", plain.translate(_LEET))}
    return any(core in _ROOTS or (len(core) > 3 and core[1:] == core[:-1]) for core in cores)
