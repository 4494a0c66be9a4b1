"""One line below an amount: about how much that is in the reader's currency."""

from __future__ import annotations

from bot.screens.parts import note
from bot.text import Say
from core.money import Money
from core.ports.chat import Line
from core.rates import Besides


def about(amount: Money, besides: Besides | None, say: Say, *, unit: str = "") -> list[Line]:
    """The line; none for who chose no other currency, and where there is no rate. `unit`: the amount is a price of one."""
    found = besides.about(amount) if besides is not None else None
    if besides is None or found is None:
        return []
    shown = say.money(found)
    if unit:
        shown = say("listing-line", price=shown, unit=say(f"per-{unit}"))
    return [note(say("about-amount", amount=shown, day=say.day(besides.table.as_of), currency=amount.currency))]
