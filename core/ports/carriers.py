"""The carriers seam: whose number is this, where can it be followed, and what does the carrier say.

Recognising needs no network. News come from a `CarrierTracker` that is asked now and then (there is no webhook to serve),
or from an operator by hand; both end in the same row of the process table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Recognised:
    """A tracking number that is right for a carrier, check digit and all; `number` is without spaces."""

    carrier: str
    number: str


class Carriers(Protocol):
    """Knows carriers by their numbers and names. Pure."""

    def recognise(self, number: str) -> tuple[Recognised, ...]:
        """Every carrier whose number this is; none for a number that nobody knows."""
        ...

    def is_mistyped(self, number: str) -> bool:
        """Whether a number has the unmistakable form of a carrier's, but not its check digit."""
        ...

    def named(self, words: str) -> str:
        """The carrier as it is usually written, where the words name a known one; the words themselves otherwise."""
        ...

    def link(self, carrier: str, number: str) -> str:
        """Where this number can be followed: an https address of an allowed host, or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class CarrierNews:
    """What a carrier says about one number. `in_transit` and `exception` are told, `delivered` moves the trade.

    Two carriers may use the same number: a tracker names the `carrier` as it was asked about it. Only an operator, who
    looks at one deal, leaves it blank.
    """

    tracking_number: str
    status: Literal["in_transit", "exception", "delivered"]
    words: str
    at: datetime
    carrier: str = ""


class CarrierTracker(Protocol):
    """Asks one carrier, or a service that knows several. Raises `ConnectionError` when it can not be reached."""

    async def news(self, numbers: Sequence[Recognised]) -> Sequence[CarrierNews]:
        """What there is to know about these numbers now; repeating old news is harmless."""
        ...
