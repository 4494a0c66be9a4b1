"""What a trade costs its parties: computed once, shown before, posted exactly as shown."""

from __future__ import annotations

from dataclasses import dataclass

from core.money import Money, step_of


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
    """Commission is on the goods, never on freight; of what can be moved in steps only, so many steps."""
    return goods.share(basis_points, step=step_of(goods.currency))


def tax_of(commission: Money, basis_points: int) -> Money:
    """The tax on a commission, in the same steps."""
    return commission.share(basis_points, step=step_of(commission.currency))


@dataclass(frozen=True, slots=True)
class Released:
    """What earlier parts of the same price released: `gross` in all, of which commission and tax, minor units."""

    gross: int = 0
    commission: int = 0
    tax: int = 0


def shares_of(
    *, balance: int, refund: int, price: int, commission: int, tax: int, before: Released = Released(), step: int = 1
) -> Shares:
    """How `balance` divides when `refund` of it goes back to the buyer.

    Commission and its tax were fixed for the whole price at signing; what the seller gets bears them in proportion,
    once. Rounding is cumulative over all parts released so far, half to even: the parts sum to the whole exactly. A part
    of a unit or two bears no more than it is; what it could not bear the next one does.

    What the seller gets is a multiple of `step`, the least that the provider can move. Commission and tax are counted in
    steps as well, so that nothing is left over; where an older agreement has finer ones the market takes the remainder,
    less than a step.
    """
    if not 0 <= refund <= balance <= price:
        raise ValueError("a refund is between nothing and what is held")
    gross = balance - refund
    released = before.gross + gross
    part_commission = max(0, min(gross, _proportion(commission, released, price, step) - before.commission))
    part_tax = max(0, min(gross - part_commission, _proportion(tax, released, price, step) - before.tax))
    seller = gross - part_commission - part_tax
    remainder = seller % step
    return Shares(refund, seller - remainder, part_commission + remainder, part_tax)


def _proportion(amount: int, part: int, whole: int, step: int) -> int:
    """Rounded half to even to a multiple of `step`; all of it for the whole."""
    if part == whole:
        return amount
    quotient, rest = divmod(amount * part, whole * step)
    if rest * 2 > whole * step or (rest * 2 == whole * step and quotient % 2):
        quotient += 1
    return quotient * step
