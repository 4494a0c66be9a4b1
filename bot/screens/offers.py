"""Offers on screens: shortcuts to the next one, what has changed, how long it stands, and the history with its chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows
from bot.text import Say
from core.haggling import Difference, Proposal, differences
from core.ids import code_of
from core.money import Money
from core.offers import Offer, Terms
from core.ports.chat import Button, Line, Media, Screen
from core.trades import Deal

LETTERS = {"list": "l", "last": "t", "less5": "5", "less10": "x", "middle": "m", "hold": "h"}
"""What a shortcut's button carries behind its id."""


def proposal_buttons(found: Sequence[Proposal], subject: str, say: Say, *, rev: int = 0) -> tuple[Button, ...]:
    """A button per proposal; each opens the review of the whole offer."""
    return tuple(
        press(proposal_words(proposal, say), verbs.HAGGLE, f"{subject}.{LETTERS[proposal.kind]}", rev)
        for proposal in found
    )


def proposal_words(proposal: Proposal, say: Say) -> str:
    """What one press would offer, with its price."""
    terms = proposal.terms
    price = say.unit_price(terms.unit_price, terms.currency)
    goods = say.quantity(terms.quantity, terms.unit)
    return say(f"offer-chip-{proposal.kind}", price=price, goods=goods)


def difference_lines(before: Offer, after: Offer | Terms, say: Say) -> list[Line]:
    """What has changed against an earlier offer, a line each; one line where nothing has."""
    found = [one for one in differences(before, after) if one.field != "total"]
    if not found:
        return [note(say("offer-unchanged", number=before.number))]
    lines = [note(say("offer-changed", number=before.number))]
    return lines + [note(f"• {_worded(one, before, say)}") for one in found]


def _worded(one: Difference, offer: Offer, say: Say) -> str:
    before, after = (_value(one.field, value, offer, say) for value in (one.before, one.after))
    line = say("offer-difference", what=say(f"term-{one.field}"), before=before, after=after)
    percent = one.percent
    return line if percent is None else f"{line} ({say.change(percent)})"


def _value(field: str, value: object, offer: Offer, say: Say) -> str:
    if value in ("", None):
        return say("nothing-yet")
    if field == "quantity":
        return say.quantity(int(str(value)), offer.unit)
    if field == "unit_price":
        return say.unit_price(Decimal(str(value)), offer.currency)
    if field == "freight":
        return say.money(Money(int(str(value)), offer.currency))
    if field in ("lead_time_days", "inspection_days"):
        return say("days", days=int(str(value)))
    if field == "tolerance_percent":
        return f"{value} %"
    if field == "freight_payer":
        return say(f"freight-payer-{value}")
    if isinstance(value, bool):
        return say("answer-yes" if value else "answer-no")
    return str(value)


def more_terms_lines(offer: Offer, say: Say) -> list[Line]:
    """What is only said where it is not as usual."""
    lines = []
    if offer.freight_payer and not offer.freight:
        lines.append(fact(say("fact-freight"), say(f"freight-payer-{offer.freight_payer}")))
    if offer.tolerance_percent:
        lines.append(fact(say("term-tolerance_percent"), say("paper-tolerance-more", percent=offer.tolerance_percent)))
    if not offer.partial_shipments:
        lines.append(fact(say("term-partial_shipments"), say("answer-no")))
    if offer.partial_release:
        lines.append(fact(say("term-partial_release"), say("answer-yes")))
    if offer.po_number:
        lines.append(fact(say("term-po_number"), offer.po_number))
    return lines


MADE_AFTER = timedelta(minutes=2)
"""A card is made a moment after the offer it shows: three days are not two for that."""


def countdown(offer: Offer, now: datetime, say: Say) -> Line:
    """How long an offer stands, as it is when the card is made."""
    left = max(offer.valid_until - now, timedelta(0))
    hours = int((left + MADE_AFTER).total_seconds() // 3600)
    if hours >= 48:
        return note(say("offer-days-left", days=hours // 24))
    if hours >= 1:
        return note(say("offer-hours-left", hours=hours))
    return note(say("offer-minutes-left", minutes=int(left.total_seconds() // 60)))


def history(deal: Deal, say: Say) -> Screen:
    """All offers of a deal, what each one changed, and a picture of how the two sides converge."""
    lines = [head(say("offers-title", code=code_of(deal.trade.id), product=deal.product.name))]
    before: Offer | None = None
    for offer in deal.offers:
        author = deal.buyer_name if offer.author_role == "buyer" else deal.seller_name
        words = say(
            "offers-line",
            author=author,
            goods=say.quantity(offer.quantity, offer.unit),
            price=say.unit_price(offer.unit_price, offer.currency),
            total=say.money(offer.total_money),
            status=say(f"offer-status-{offer.status}"),
        )
        lines.append(fact(say("offers-number", number=offer.number, at=say.moment(offer.created_at)), words))
        if before is not None:
            lines.extend(difference_lines(before, offer, say)[1:])
        before = offer
    media = (_chart(deal, say),) if len(deal.offers) > 1 else ()
    if media:
        lines.append(note(say("chart-legend")))
    back = press(say("button-back"), verbs.DEAL, deal.trade.id)
    return Screen(f"offers:{deal.trade.id}", tuple(lines), rows(back), media=media, rev=len(deal.offers))


def _chart(deal: Deal, say: Say) -> Media:
    return Media("photo", f"chart:{deal.trade.id}", name="offers.png", mime="image/png", alt=chart_words(deal, say))


def chart_words(deal: Deal, say: Say) -> str:
    """The chart for those who can not see it: the last word of both sides, and how far they are apart."""
    latest = {offer.author_role: offer for offer in deal.offers}
    shown = {
        role: say.unit_price(offer.unit_price, offer.currency) if offer is not None else say("nothing-yet")
        for role, offer in (("buyer", latest.get("buyer")), ("seller", latest.get("seller")))
    }
    return say("chart-alt", count=len(deal.offers), buyer=shown["buyer"], seller=shown["seller"])
