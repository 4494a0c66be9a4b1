"""Limits as sliding windows in memory, by the library `limits`."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Timer
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

USUAL: Final[Mapping[str, str]] = {
    "address": "300/minute",
    "platform": "6000/minute",
    "login": "5/15 minutes",
    "passwords": "60/15 minutes",
    "accounts": "20/15 minutes",
    "account": "600/minute",
    "chat": "120/minute",
    "told": "1/minute",
}
"""Kind → how often. `address`: requests from one; `platform`: what chats and the provider post to us; `login`:
wrong passwords for one account from one address; `passwords`: wrong ones from one address, whatever the account; `accounts`:
accounts opened from one address; `account`: requests of one caller; `chat`: what one person does in one chat; `told`: that somebody
is told that it was too much."""


SWEEP_SECONDS: Final = 10.0


class SeldomSwept(MemoryStorage):
    """Forgets what is over every few seconds: the library would start a thread for that at every single hit."""

    @property
    def timer(self) -> Timer:
        return self._timer

    @timer.setter
    def timer(self, timer: Timer) -> None:
        timer.interval, timer.daemon = SWEEP_SECONDS, True
        self._timer = timer


class WindowLimits:
    """`core.ports.limits.Limits`. `times` multiplies every limit: a pretended world lives quicker."""

    def __init__(self, rules: Mapping[str, str] = USUAL, *, times: int = 1) -> None:
        self._windows = SlidingWindowCounterRateLimiter(SeldomSwept())
        self._rules: dict[str, RateLimitItem] = {}
        for kind, rule in rules.items():
            read = parse(rule)
            self._rules[kind] = type(read)(read.amount * times, read.multiples, namespace=kind)

    def allows(self, kind: str, who: str) -> bool:
        """See the port."""
        rule = self._rules.get(kind)
        return rule is not None and bool(self._windows.hit(rule, who))

    def would_allow(self, kind: str, who: str) -> bool:
        """See the port."""
        rule = self._rules.get(kind)
        return rule is not None and bool(self._windows.test(rule, who))

    def forgives(self, kind: str, who: str) -> None:
        """See the port."""
        if (rule := self._rules.get(kind)) is not None:
            self._windows.clear(rule, who)
