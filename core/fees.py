"""What a trade costs its parties: computed once, shown before, posted exactly as shown."""

from __future__ import annotations

from dataclasses import dataclass

from core.money import Money


@dataclass(frozen=True, slots=True)
class Shares:
    """Who gets what of an escrow balance, in minor units; the four parts sum to it."""

    buyer: int
    seller: int
    commission: int
    tax: int

    @property
    def total(self) -> int:
        return self.buyer + self.seller + self.commission + self.tax


def commission_of(goods: Money, basis_points: int) -> Money:
    """Commission is on the goods, never on freight."""
    return goods.share(basis_points)


@dataclass(frozen=True, slots=True)
class Released:
    """What earlier parts of the same price released: `gross` in all, of which commission and tax, minor units."""

    gross: int = 0
    commission: int = 0
    tax: int = 0


def shares_of(
    *, balance: int, refund: int, price: int, commission: int, tax: int, before: Released = Released()
) -> Shares:
    """How `balance` divides when `refund` of it goes back to the buyer.

    Commission and its tax were fixed for the whole price at signing; what the seller gets bears them in proportion,
    once. Rounding is cumulative over all parts released so far, half to even: the parts sum to the whole exactly. A part
    of a unit or two bears no more than it is; what it could not bear the next one does.
    """
    if not 0 <= refund <= balance <= price:
        raise ValueError("a refund is between nothing and what is held")
    gross = balance - refund
    released = before.gross + gross
    part_commission = min(gross, _proportion(commission, released, price) - before.commission)
    part_tax = min(gross - part_commission, _proportion(tax, released, price) - before.tax)
    return Shares(refund, gross - part_commission - part_tax, part_commission, part_tax)


def _proportion(amount: int, part: int, whole: int) -> int:
    quotient, rest = divmod(amount * part, whole)
    if rest * 2 > whole or (rest * 2 == whole and quotient % 2):
        return quotient + 1
    return quotient
