"""The agreement says every term that was agreed, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.agreement import AgreementWriter
from bot.text import Texts
from bot.text.words import LANGUAGES
from core.offers import Offer, Terms
from core.parties import Parties, Party
from core.rules import Rules
from core.trades import Deal
from tests.core import routes

PARTIES = Parties(Party("Brandt Bau GmbH", "Hamburg", "DE136695976", "DE"), Party("Hansa Metalworks", "Bremen"))
TEXTS = Texts()
WRITE = AgreementWriter(TEXTS)

CHANGES: dict[str, Any] = {
    "quantity": 7_001,
    "unit": "pallet",
    "unit_price": Decimal("83.1755"),
    "currency": "USD",
    "freight": 7_700,
    "incoterm": "FCA",
    "place": "Le Havre",
    "lead_time_days": 23,
    "inspection_days": 19,
    "tolerance_percent": 4,
    "partial_shipments": False,
    "partial_release": True,
    "po_number": "PO-4711",
    "notes": "On pallets, please.",
    "freight_payer": "buyer",
}
NOT_A_TERM_BETWEEN_THEM = {"transit_days", "valid_hours"}
"""How long the goods may be under way is our own guess, for the time that money can be held; and the offer has been
accepted."""


def deal_with(**changed: Any) -> Deal:
    deal = routes.completed().deal
    assert deal.accepted is not None
    offer = replace(deal.accepted, **{"freight": 0, "freight_payer": "seller", **changed})
    return replace(deal, offers=tuple(offer if one.id == offer.id else one for one in deal.offers))


def text(lang: str, **changed: Any) -> str:
    return WRITE.text(deal_with(**changed), PARTIES, lang)


def test_every_term_of_an_offer_is_looked_at_here() -> None:
    terms = set(Terms.__dataclass_fields__)
    assert set(CHANGES) | NOT_A_TERM_BETWEEN_THEM == terms
    assert terms - NOT_A_TERM_BETWEEN_THEM <= set(Offer.__dataclass_fields__)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_term_is_left_out(lang: str) -> None:
    plain = text(lang)
    for name, value in CHANGES.items():
        assert text(lang, **{name: value}) != plain, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_who_pays_the_freight_and_whether_parts_are_paid_for(lang: str) -> None:
    say = TEXTS.say(lang)
    ways = {
        text(lang): "paper-freight-seller",
        text(lang, freight_payer="buyer"): "paper-freight-buyer",
        text(lang, freight=5_000, freight_payer="buyer"): "paper-freight-on-top",
        text(lang, freight_payer=None): "paper-freight-incoterm",
    }
    assert len(ways) == 4
    for found, key in ways.items():
        assert say(key) in found, key
        assert sum(say(other) in found for other in ways.values()) == 1
    whole, parts = text(lang), text(lang, partial_release=True)
    assert say("paper-clause-parts-no") in whole
    assert say("paper-clause-parts-yes") in parts
    assert say("paper-tolerance-more", percent=4) in text(lang, tolerance_percent=4)
    assert say("paper-clause-inspection", days=19) in text(lang, inspection_days=19)
    assert say("paper-clause-shipping", days=23) in text(lang, lead_time_days=23)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_how_long_the_buyer_may_cancel_alone(lang: str) -> None:
    """As the market is set up, not as it usually is; nothing where the buyer may not."""
    early = "paper-clause-early"
    assert TEXTS.say(lang)(early, hours=1) in text(lang)
    for hours in (0, 5):
        write = AgreementWriter(TEXTS, rules=Rules(early_cancel=timedelta(hours=hours)))
        found = write.text(deal_with(), PARTIES, lang)
        assert (TEXTS.say(lang)(early, hours=hours) in found) == bool(hours)
        assert TEXTS.say(lang)(early, hours=1) not in found
