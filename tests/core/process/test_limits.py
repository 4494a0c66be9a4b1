"""A member's limit holds for whatever commits their company: accepting, offering, and renewing what was agreed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.errors import OverLimit, OverOfferLimit
from core.money import Money
from core.process.definition import Role
from tests.core.deals import Trial, some_terms
from tests.core.routes import JUNIORS, negotiating, offered, payment_expired

B, S = Role.BUYER, Role.SELLER


@pytest.mark.parametrize("role", [B, S])
def test_an_offer_above_the_limit_is_not_made(role: Role) -> None:
    """The other side would only have to press accept."""
    trial = negotiating()
    for junior in (
        JUNIORS[role],
        replace(JUNIORS[role], approval_limit=99_999),
        replace(JUNIORS[role], approval_limit=10_000_000, currency="VND"),
    ):
        assert trial.refuses(OverOfferLimit, role, "offer", by=junior, terms=some_terms()).status == 403
    assert trial.deal.offers == ()
    trial.does(role, "offer", by=replace(JUNIORS[role], approval_limit=100_000, currency="EUR"), terms=some_terms())
    assert trial.deal.offers[-1].total == 100_000


def test_a_counter_offer_above_the_limit_leaves_the_other_one_standing() -> None:
    trial = offered(S)
    junior = replace(JUNIORS[B], approval_limit=50_000)
    for refusal, act, given in ((OverLimit, "accept", {}), (OverOfferLimit, "offer", {"terms": some_terms()})):
        assert trial.refuses(refusal, B, act, by=junior, **given).fields == {"limit": Money(50_000, "EUR")}
    assert trial.deal.offers[-1].status == "active"
    trial.does(B, "offer", by=junior, terms=some_terms(unit_price=Decimal("4.50")))
    assert [offer.status for offer in trial.deal.offers] == ["countered", "active"]


def test_an_expired_deal_is_renewed_within_the_limit_only() -> None:
    trial: Trial = payment_expired()
    trial.refuses(OverOfferLimit, B, "renew", by=JUNIORS[B])
    trial.does(B, "renew", by=replace(JUNIORS[B], approval_limit=trial.deal.offers[-1].total))
    assert trial.deal.state == "agreed"
