"""Offers: immutable, numbered terms. What was agreed can always be shown word for word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.money import Money

INCOTERMS = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
"""Incoterms 2020."""
FREIGHT_PAYERS = ("buyer", "seller")
_BUYERS_FREIGHT = ("EXW", "FCA", "FAS", "FOB")


def usual_freight_payer(incoterm: str) -> str:
    """Who pays the main carriage under an Incoterm."""
    return "buyer" if incoterm in _BUYERS_FREIGHT else "seller"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer proposes. `unit_price` is in major units and may have more decimals than the currency;
    `freight` in minor units; times in days and hours."""

    quantity: int
    unit: str
    unit_price: Decimal
    currency: str
    freight: int = 0
    incoterm: str = "DAP"
    place: str = ""
    lead_time_days: int = 14
    transit_days: int = 14
    inspection_days: int = 7
    tolerance_percent: int = 0
    partial_shipments: bool = True
    partial_release: bool = False
    valid_hours: int = 72
    po_number: str = ""
    notes: str = ""
    freight_payer: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of one side. `status`: active, countered, accepted, declined, withdrawn, expired; nothing else changes.

    `goods` and `total` are minor units, rounded once when the offer was written.
    """

    id: str
    negotiation_id: str
    number: int
    author_role: str
    author_id: str
    author_company_id: str
    quantity: int
    unit: str
    unit_price: Decimal
    currency: str
    goods: int
    freight: int
    total: int
    incoterm: str
    place: str
    lead_time_days: int
    transit_days: int
    inspection_days: int
    tolerance_percent: int
    partial_shipments: bool
    partial_release: bool
    po_number: str
    notes: str
    valid_until: datetime
    created_at: datetime
    status: str = "active"
    supersedes_id: str | None = None
    answered_at: datetime | None = None
    freight_payer: str | None = None
    """Who pays the carrier: buyer or seller; unknown in offers from before this was asked. `freight` comes on top."""

    @property
    def total_money(self) -> Money:
        return Money(self.total, self.currency)
