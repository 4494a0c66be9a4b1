"""Deciding line by line: what of each shipment, and of what was never shipped, goes back, and what that is in money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.errors import InvalidValue, NotNow
from core.money import Money, step_of
from core.process.fulfilling import open_quantity
from core.trades import Deal

LINES_MAX: Final = 8
"""So many lines a form asks about; what is beyond them is one line with the last."""
UNSHIPPED: Final = 0
"""The number of the line that stands for what was never shipped."""


@dataclass(frozen=True, slots=True)
class Part:
    """Goods that are decided about by themselves: a shipment by its number (several where they are too many to ask about
    one by one), or what was never shipped."""

    number: int
    quantity: int
    others: int = 0
    """How many shipments stand behind this one in the same line."""


@dataclass(frozen=True, slots=True)
class PartShare:
    """How much of a line goes back, and what that is of the money, in minor units."""

    part: Part
    back: int
    to_buyer: int
    to_seller: int
    """Before commission, which is taken from the seller's part as a whole."""


def parts_of(deal: Deal) -> tuple[Part, ...]:
    """The lines of a deal that its held money stands for: what was accepted is paid, and no part of this any more."""
    goods = [s for s in deal.shipments if s.accepted_at is None and s.status != "returned"]
    left = open_quantity(deal)
    room = LINES_MAX - (1 if left else 0)
    lines = [Part(s.number, s.quantity) for s in goods[:room]]
    if len(goods) > room:
        rest = goods[room - 1 :]
        lines[-1] = Part(rest[0].number, sum(s.quantity for s in rest), len(rest) - 1)
    if left:
        lines.append(Part(UNSHIPPED, left))
    return tuple(lines)


def divided(deal: Deal, back: Mapping[Any, Any]) -> tuple[PartShare, ...]:
    """What is held, shared out over all units by largest remainder, so that the parts are the whole to the cent. `back` says
    per line how many units go back; a line that is not named keeps all of its own. Raises InvalidValue, NotNow."""
    lines = parts_of(deal)
    if not lines:
        raise NotNow()
    wanted = {str(number): units for number, units in back.items()}
    if not wanted or set(wanted) - {str(line.number) for line in lines}:
        raise InvalidValue("lines", "not-an-option")
    units = [_units(wanted.get(str(line.number), 0), line) for line in lines]
    held = Money(deal.balance(f"esc:{deal.trade.id}"), deal.trade.currency)
    weights = [weight for line, n in zip(lines, units, strict=True) for weight in (n, line.quantity - n)]
    money = [part.minor for part in held.split(weights, step=step_of(held.currency))]
    return tuple(
        PartShare(line, n, money[2 * at], money[2 * at + 1])
        for at, (line, n) in enumerate(zip(lines, units, strict=True))
    )


def _units(given: Any, line: Part) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= line.quantity:
        raise InvalidValue("lines", "out-of-range", low=0, high=line.quantity)
    return given


def refunded(shares: Sequence[PartShare]) -> int:
    """The buyer's part of all lines together, minor units."""
    return sum(share.to_buyer for share in shares)


def written(shares: Sequence[PartShare]) -> str:
    """As it stays on record: `1=3/20 2=0/30`, and `0=…` for what was never shipped."""
    return " ".join(f"{share.part.number}={share.back}/{share.part.quantity}" for share in shares)


def read(lines: str | None) -> tuple[tuple[int, int, int], ...]:
    """(number of the shipment, units back, units in all) of a decision on record."""
    found = []
    for word in (lines or "").split():
        number, _, counts = word.partition("=")
        back, _, whole = counts.partition("/")
        found.append((int(number), int(back), int(whole)))
    return tuple(found)


__all__ = ["LINES_MAX", "UNSHIPPED", "Part", "PartShare", "divided", "parts_of", "read", "refunded", "written"]
