"""Passwords that are guessed: who guesses shuts themselves out, and neither the account's owner nor others behind one address."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from core.errors import TooMany
from core.ports.limits import Limits

KNOWN_MAX: Final = 50_000


class Guesses:
    """Wrong passwords count for an account and an address together, and those of sign-ins for an address. `account` need not
    exist: nobody learns from a limit whether it does.

    Behind one address there may be a whole company: right passwords never count, and whoever has signed in from there before
    is not held by what others guess. Known is who has signed in, or gone on with a session, since this process began."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._known: OrderedDict[str, None] = OrderedDict()

    def begins(self, account: str, address: str) -> None:
        """Counted before the password is compared: many at once are no more than one after the other. Raises TooMany."""
        if not self._limits.allows("login", f"{account} {address}"):
            raise TooMany()

    def has_signed_in(self, account: str, address: str, *, was_right: bool) -> bool:
        """Whether a sign-in counts, once its password was compared. Where an address has guessed too often, only the right
        password of somebody known there does; everybody else is told the same after the same work: nobody learns who is
        known, or that a password was right. Raises TooMany."""
        if not (was_right and f"{account} {address}" in self._known):
            if not self._limits.would_allow("passwords", address):
                raise TooMany()
            if not was_right:
                self._limits.allows("passwords", address)
                return False
        self.was_right(account, address)
        return True

    def was_right(self, account: str, address: str) -> None:
        """Whoever knows the password may mistype it next time as often as before."""
        self._limits.forgives("login", f"{account} {address}")
        self.is_there(account, address)

    def is_there(self, account: str, address: str) -> None:
        """Somebody is at work from there."""
        pair = f"{account} {address}"
        self._known[pair] = None
        self._known.move_to_end(pair)
        if len(self._known) > KNOWN_MAX:
            self._known.popitem(last=False)
