"""The longest data that our own checks let through: words in several scripts, and deals full of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from core.process.definition import Role
from core.trades import Deal
from tests.core import routes


def long(length: int) -> str:
    """Words of several scripts, with signs that are markup elsewhere, of exactly this length."""
    return ("Wörter <b>&amp; *и* 字符 مرحبا (x) _y_ @all " * (length // 40 + 1))[:length].rstrip().ljust(length, "W")


NAME, TITLE, PARAGRAPH, PLACE, NUMBER = long(80), long(120), long(2000), long(80), long(60)


@cache
def deals() -> tuple[Deal, ...]:
    """A deal in every kind of situation, with everything in it as long as it gets."""
    made = [
        *(routes.negotiating(), routes.offered(), routes.offered(Role.SELLER), routes.agreed(), routes.awaiting_page()),
        *(routes.awaiting_payment(), routes.awaiting_signatures(), routes.signed_by(), routes.placed()),
        *(routes.in_progress(), routes.partly_shipped(), routes.asked(), routes.asked(Role.SELLER, "extension")),
        *(routes.shipped(), routes.claimed(), routes.delivered(), routes.part_accepted(), routes.disputed()),
        *(routes.taken(), routes.settling(), routes.evidence_asked(), routes.returning(), routes.decided()),
        *(routes.appealed(), routes.completed(), routes.settled_by_split(), routes.cancelled(), routes.closed()),
        *(routes.payment_expired(), routes.voided(), routes.charged_back(), routes.lost_to_the_bank()),
    ]
    return tuple(_filled(trial.deal) for trial in made)


def _filled(deal: Deal) -> Deal:
    """The same situation with the longest words and the largest numbers."""
    offers = tuple(
        replace(
            offer,
            unit_price=Decimal("999999.9999"),
            freight=99_999_999,
            quantity=10_000_000,
            place=PLACE,
            notes=long(500),
            unit="pallet",
        )
        for offer in deal.offers
    )
    disputes = tuple(
        replace(
            dispute,
            statement=PARAGRAPH,
            answer=PARAGRAPH if dispute.answer else "",
            evidence=long(6000) if dispute.evidence else "",
            appeal=PARAGRAPH if dispute.appeal else "",
            resolution=PARAGRAPH if dispute.resolution else "",
        )
        for dispute in deal.disputes
    )
    return replace(
        deal,
        product=replace(deal.product, name=TITLE),
        buyer_name=NAME,
        seller_name=NAME,
        offers=offers,
        disputes=disputes,
        shipments=tuple(replace(one, carrier=NUMBER, tracking_number=NUMBER) for one in deal.shipments),
        requests=tuple(replace(request, reason=long(500) if request.reason else "") for request in deal.requests),
    )
