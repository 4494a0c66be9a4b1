"""The goods of a deal: every shipment, what happened to it, its photo, and where to follow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.ids import code_of
from core.ports.carriers import Carriers
from core.ports.chat import Button, Line, Media, Screen, Url
from core.process.fulfilling import under_way
from core.shipments import Shipment, ShippingUpdate
from core.trades import Deal

LINES_MAX = 30
PHOTOS_MAX = 4


def links_of(deal: Deal, carriers: Carriers) -> dict[str, str]:
    """Shipment → where it can be followed, for those whose number a known carrier's."""
    found = {one.id: carriers.link(one.carrier, one.tracking_number) for one in deal.shipments if one.tracking_number}
    return {shipment_id: link for shipment_id, link in found.items() if link}


def shipment_lines(deal: Deal, say: Say) -> list[Line]:
    """One fact a shipment: what, with whom, under which number, and how it stands."""
    unit = deal.accepted.unit if deal.accepted else "pcs"
    return [
        fact(
            say("fact-shipment", number=shipment.number),
            say(
                "shipment-line",
                goods=say.quantity(shipment.quantity, unit),
                carrier=shipment.carrier or say("nothing-yet"),
                tracking=shipment.tracking_number or say("shipment-by-photo"),
                status=say(f"shipment-{status_of(shipment)}"),
            ),
        )
        for shipment in deal.shipments
    ]


def status_of(shipment: Shipment) -> str:
    if shipment.accepted_at is not None:
        return "accepted"
    return "claimed" if shipment.status == "in_transit" and shipment.claimed_at else shipment.status


def track_buttons(deal: Deal, links: Mapping[str, str], say: Say) -> list[Button]:
    """A link for each shipment that is under way and can be followed."""
    return [
        Button(say("button-track", number=shipment.number), Url(links[shipment.id]))
        for shipment in under_way(deal)
        if shipment.id in links
    ]


def history(deal: Deal, updates: Sequence[ShippingUpdate], say: Say, *, links: Mapping[str, str]) -> Screen:
    """Newest first, below the shipments themselves; photos of labels above."""
    lines = [head(say("shipping-title", code=code_of(deal.trade.id))), *shipment_lines(deal, say)]
    if not updates:
        lines.append(note(say("shipping-nothing")))
    numbers = {one.tracking_number: one.number for one in deal.shipments}
    for update in updates:
        number = numbers.get(update.tracking_number, 0)
        what = say(f"shipped-{update.status}", number=number)
        words = f"{what} {update.update_text}".strip()
        lines.append(fact(say.moment(update.created_at), words))
    photos = tuple(
        Media("photo", shipment.proof, alt=say("proof-alt", number=shipment.number))
        for shipment in deal.shipments[-PHOTOS_MAX:]
        if shipment.proof
    )
    back = press(say("button-back"), verbs.DEAL, deal.trade.id)
    buttons = (*rows(*track_buttons(deal, links, say)), *rows(back))
    return Screen(f"goods:{deal.trade.id}", tuple(lines), buttons, media=photos, rev=deal.trade.version)


def proof(deal: Deal, shipment: Shipment, say: Say) -> Screen:
    """The photo that a seller gave as proof, for the other side."""
    words = say("proof-shown", number=shipment.number, code=code_of(deal.trade.id))
    photo = (Media("photo", shipment.proof, alt=say("proof-alt", number=shipment.number)),) if shipment.proof else ()
    opened = press(say("button-open-deal"), verbs.DEAL, deal.trade.id)
    return Screen(f"proof:{shipment.id}", (text(words),), rows(opened), media=photo)


def which_arrived(deal: Deal, say: Say) -> Screen:
    """One button a shipment that is under way, and one for all of them."""
    lines = [
        head(say("deal-title", code=code_of(deal.trade.id), product=deal.product.name)),
        text(say("which-arrived")),
    ]
    lines += shipment_lines(deal, say)
    verb, rev = verbs.ACTS["received"], deal.trade.version
    buttons = [
        press(say("fact-shipment", number=one.number), verb, f"{deal.trade.id}.{one.number}", rev)
        for one in under_way(deal)
    ]
    every = press(say("button-all-arrived"), verb, f"{deal.trade.id}.a", rev, style="primary")
    back = press(say("button-back"), verbs.DEAL, deal.trade.id)
    return Screen(f"deal:{deal.trade.id}", tuple(lines), (*rows(*buttons), (every, back)), rev=rev)
