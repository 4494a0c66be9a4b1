"""What was understood of somebody's words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Draft:
    """Proposed terms; None where a reader could not be sure. `valid_until` is ISO 8601: a day, or a moment in UTC."""

    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    currency: str | None = None
    incoterm: str | None = None
    place: str | None = None
    lead_time_days: int | None = None
    valid_until: str | None = None

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, field.name) is None for field in fields(self))

    def as_json(self) -> dict[str, object]:
        """The draft as plain values: the price as text, so that no decimal is lost."""
        quantity: object = self.quantity
        if self.quantity is not None:
            whole = self.quantity == self.quantity.to_integral_value()
            quantity = int(self.quantity) if whole else float(self.quantity)
        price = None if self.unit_price is None else f"{self.unit_price:f}"
        plain: dict[str, object] = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**plain, "quantity": quantity, "unit_price": price}
