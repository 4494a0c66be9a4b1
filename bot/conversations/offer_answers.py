"""Between terms and the answers of the offer form: drafts, shortcuts and past deals fill the whole form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.text import Say
from core.haggling import listed_terms, terms_of
from core.listings import Product
from core.money import line_total, written
from core.offers import FREIGHT_PAYERS, Offer, Terms, usual_freight_payer
from core.terms import Draft, read_terms

PLACE_LENGTH_MAX = 80
YES, NO = "yes", "no"
TRANSIT_DAYS = 14
"""Nobody is asked how long the goods travel; what fits is checked with the rest of the terms."""


def answers_of(terms: Terms) -> dict[str, str]:
    """Every question of the form, answered with these terms."""
    freight = Decimal(terms.freight) / line_total(Decimal(1), 1, terms.currency).minor
    return {
        "quantity": str(terms.quantity),
        "price": written(terms.unit_price.normalize()),
        "freight": written(freight),
        "incoterm": terms.incoterm,
        "place": terms.place,
        "lead": str(terms.lead_time_days),
        "valid": str(terms.valid_hours),
        "notes": terms.notes,
        "payer": terms.freight_payer or usual_freight_payer(terms.incoterm),
        "tolerance": str(terms.tolerance_percent),
        "parts": YES if terms.partial_shipments else NO,
        "release": YES if terms.partial_release else NO,
        "inspection": str(terms.inspection_days),
        "po": terms.po_number,
    }


def placed(answers: dict[str, str]) -> dict[str, str]:
    """The answers without an empty place: where the goods go is nobody's usual condition, so it is asked."""
    return {name: value for name, value in answers.items() if value or name != "place"}


def terms_from(product: Product, data: Mapping[str, str], last: Offer | None) -> Terms:
    """The terms that the answers say; what nobody is asked (transit) stays as it was in the last offer."""
    money = line_total(Decimal(data.get("freight") or "0"), 1, product.currency)
    incoterm = data.get("incoterm") or "DAP"
    payer = data.get("payer") or usual_freight_payer(incoterm)
    return Terms(
        quantity=int(data["quantity"]),
        unit=product.unit,
        unit_price=Decimal(data["price"]),
        currency=product.currency,
        freight=money.minor,
        incoterm=incoterm,
        place=data.get("place", ""),
        lead_time_days=int(data.get("lead") or product.lead_time_days),
        transit_days=last.transit_days if last is not None else TRANSIT_DAYS,
        inspection_days=int(data.get("inspection") or 7),
        tolerance_percent=int(data.get("tolerance") or 0),
        partial_shipments=data.get("parts", YES) != NO,
        partial_release=data.get("release", YES) != NO,
        valid_hours=int(data.get("valid") or 72),
        po_number=data.get("po", ""),
        notes=data.get("notes", ""),
        # What comes on top of the price is the buyer's.
        freight_payer="buyer" if money.minor else payer if payer in FREIGHT_PAYERS else "",
    )


def drafted(text: str, say: Say, product: Product, now: datetime) -> dict[str, str]:
    """What somebody's words say about the questions of the form; empty where they are no terms.

    Another currency or unit than the listing's is not converted: then there is no draft of it.
    """
    draft = read_terms(text, say.lang, now=now, currency=product.currency)
    return _fitting(draft, product, now)


def _fitting(draft: Draft, product: Product, now: datetime) -> dict[str, str]:
    found: dict[str, str] = {}
    if draft.quantity is not None and draft.unit in (None, product.unit) and draft.quantity % 1 == 0:
        found["quantity"] = str(int(draft.quantity))
    if draft.unit_price is not None and draft.currency in (None, product.currency):
        found["price"] = written(draft.unit_price)
    if draft.incoterm is not None:
        found["incoterm"] = draft.incoterm
    if draft.place is not None:
        found["place"] = draft.place
    if draft.lead_time_days is not None:
        found["lead"] = str(draft.lead_time_days)
    if draft.valid_until is not None:
        hours = hours_until(draft.valid_until, now)
        if 1 <= hours <= 720:
            found["valid"] = str(hours)
    return found


def hours_until(until: str, now: datetime) -> int:
    """Whole hours to a moment, or to the end of a day."""
    end = datetime.fromisoformat(until)
    if len(until) == 10:
        end = end + timedelta(days=1)
    minutes = round((end.replace(tzinfo=end.tzinfo or UTC) - now).total_seconds() / 60)
    return minutes // 60


def usual_answers(product: Product, last: Offer | None) -> dict[str, str]:
    """What stands where a draft says nothing: the last offer's terms, or the usual ones without quantity and price."""
    if last is not None:
        return answers_of(terms_of(last))
    usual = answers_of(listed_terms(product))
    return {name: value for name, value in usual.items() if name not in ("quantity", "price")}
