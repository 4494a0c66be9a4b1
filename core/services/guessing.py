"""Passwords that are guessed: who guesses shuts themselves out, and neither the account's owner nor others behind one address."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from core.errors import TooMany
from core.ports.limits import Limits

KNOWN_MAX: Final = 50_000


class Guesses:
    """Wrong passwords count for an account and an address together, and for an address. `account` need not exist: nobody
    learns from a limit whether it does.

    Behind one address there may be a whole company: right passwords never count, and whoever has signed in from there before
    is not held by what others guess. Known is who has signed in since this process began."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._known: OrderedDict[str, None] = OrderedDict()

    def begins(self, account: str, address: str) -> None:
        """Counted before the password is compared: many at once are no more than one after the other. Raises TooMany."""
        pair = f"{account} {address}"
        if pair not in self._known and not self._limits.would_allow("passwords", address):
            raise TooMany()
        if not self._limits.allows("login", pair):
            raise TooMany()

    def was_wrong(self, address: str) -> None:
        self._limits.allows("passwords", address)

    def was_right(self, account: str, address: str) -> None:
        """Whoever knows the password may mistype it next time as often as before."""
        pair = f"{account} {address}"
        self._limits.forgives("login", pair)
        self._known[pair] = None
        self._known.move_to_end(pair)
        if len(self._known) > KNOWN_MAX:
            self._known.popitem(last=False)
