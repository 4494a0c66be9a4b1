"""The text of the agreement both sides sign, written from the frozen terms in the language of the contract."""

from __future__ import annotations

from bot.text import Texts
from core.errors import NotNow
from core.ids import code_of
from core.money import Money
from core.trades import Deal

CONTRACT_LANGUAGE = "en"


class AgreementWriter:
    """Deal → agreement text; the same deal always gives the same text, byte for byte."""

    def __init__(self, texts: Texts) -> None:
        self._say = texts.say(CONTRACT_LANGUAGE)

    def __call__(self, deal: Deal) -> str:
        """Raises NotNow without accepted terms."""
        offer, say = deal.accepted, self._say
        if offer is None:
            raise NotNow()
        place = say("terms-delivery", incoterm=offer.incoterm, place=offer.place) if offer.place else offer.incoterm
        lines = [
            say("agreement-title", code=code_of(deal.trade.id)),
            say("agreement-parties", buyer=deal.buyer_name, seller=deal.seller_name),
            say("agreement-goods", product=deal.product.name, quantity=say.quantity(offer.quantity, offer.unit)),
            say(
                "agreement-price",
                unit_price=say.unit_price(offer.unit_price, offer.currency),
                freight=say.money(Money(offer.freight, offer.currency)),
                total=say.money(offer.total_money),
            ),
            say("agreement-delivery", delivery=place, lead=offer.lead_time_days),
            say(
                "agreement-parts", partial="yes" if offer.partial_shipments else "no", tolerance=offer.tolerance_percent
            ),
            say("agreement-inspection", days=offer.inspection_days),
            say("agreement-money"),
            say("agreement-disputes"),
        ]
        if offer.po_number:
            lines.append(say("agreement-po", number=offer.po_number))
        if offer.notes:
            lines.append(say("agreement-notes", notes=offer.notes))
        return "\n".join(lines)
