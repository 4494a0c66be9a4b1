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


def shares_of(*, balance: int, refund: int, price: int, commission: int, tax: int, currency: str) -> Shares:
    """How `balance` divides when `refund` of it goes back to the buyer.

    Commission and its tax were fixed for the whole price at signing; the seller's part bears them in proportion,
    once, each rounded half to even.
    """
    if not 0 <= refund <= balance <= price:
        raise ValueError("a refund is between nothing and what is held")
    seller_gross = balance - refund
    if seller_gross == price:
        return Shares(refund, price - commission - tax, commission, tax)
    part_commission = _proportion(commission, seller_gross, price)
    part_tax = _proportion(tax, seller_gross, price)
    return Shares(refund, seller_gross - part_commission - part_tax, part_commission, part_tax)


def _proportion(amount: int, part: int, whole: int) -> int:
    quotient, rest = divmod(amount * part, whole)
    if rest * 2 > whole or (rest * 2 == whole and quotient % 2):
        return quotient + 1
    return quotient
