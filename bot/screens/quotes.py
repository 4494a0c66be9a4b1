"""Requests for quotation on screens: whom to ask, the answers side by side, and what a seller is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from bot import verbs
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.text import Say
from core.ids import code_of
from core.money import Money
from core.ports.chat import Button, Line, Screen
from core.quotes import Compared, Quote, QuoteRequest, side_by_side

Names = Mapping[str, tuple[str, str]]
"""Quote → (the seller, the listing)."""

_NAME_SHOWN = 24


def review(request: QuoteRequest, quotes: Sequence[Quote], names: Names, say: Say) -> Screen:
    """Whom the request would go to; nothing has been sent yet."""
    lines = [*_asked_for(request, say)]
    if not quotes:
        lines.append(text(say("rfq-nobody")))
        ways = (press(say("button-rfq-new"), verbs.ASK_SELLERS), press(say("button-browse"), verbs.CATEGORIES))
        return Screen(f"request:{request.id}", tuple(lines), rows(*ways), rev=request.rev)
    lines.append(text(say("rfq-review")))
    lines += [fact(f"{number}. {names[one.id][0]}", names[one.id][1]) for number, one in enumerate(quotes, 1)]
    send = press(say("button-rfq-send"), verbs.SEND_REQUEST, request.id, request.rev, style="primary")
    out = [
        press(say("button-rfq-without", number=number), verbs.LEAVE_OUT, one.id, request.rev)
        for number, one in enumerate(quotes, 1)
    ]
    away = press(say("button-cancel"), verbs.END_REQUEST, request.id, request.rev)
    return Screen(
        f"request:{request.id}",
        tuple(lines),
        ((send, away), *(rows(*out, per_row=3) if len(out) > 1 else ())),
        rev=request.rev,
    )


def comparison(
    request: QuoteRequest,
    quotes: Sequence[Quote],
    names: Names,
    currency: str,
    now: datetime,
    say: Say,
    *,
    news: str = "",
) -> Screen:
    """All answers side by side, per currency the cheapest first, each with its button."""
    lines: list[Line] = [text(news)] if news else []
    lines += _asked_for(request, say)
    if request.status != "open":
        lines.append(text(say(f"rfq-status-{request.status}")))
    found = side_by_side(quotes, request.unit, currency, now)
    several = len({one.total.currency for one in found}) > 1
    if several:
        lines.append(note(say("rfq-not-converted")))
    buttons, shown = [], ""
    for number, one in enumerate(found, 1):
        if several and one.total.currency != shown:
            shown = one.total.currency
            lines.append(head(say("rfq-in-currency", currency=shown)))
        seller = names[one.quote.id][0]
        lines.append(fact(f"{number}. {seller}", _compared(one, request, say)))
        if request.status == "open":
            label = say("button-rfq-accept", number=number, seller=_short(seller))
            buttons.append(press(label, verbs.ACCEPT_QUOTE, one.quote.id, request.rev))
    lines += _without_an_answer(quotes, now, say)
    ways = []
    if request.status == "open":
        ways.append(press(say("button-rfq-withdraw"), verbs.END_REQUEST, request.id, request.rev))
    ways.append(press(say("button-rfqs"), verbs.REQUESTS))
    return Screen(f"request:{request.id}", tuple(lines), (*rows(*buttons, per_row=1), *rows(*ways)), rev=request.rev)


def sure(request: QuoteRequest, chosen: Quote, names: Names, say: Say) -> Screen:
    """The second press before an answer becomes a deal, with every amount."""
    seller, listing = names[chosen.id]
    lines = [*_asked_for(request, say), text(say("rfq-sure", seller=seller)), *_terms(chosen, listing, say)]
    yes = press(say("act-accept"), verbs.ACCEPT_QUOTE, f"{chosen.id}{verbs.CONFIRMED}", request.rev, style="primary")
    back = press(say("button-back"), verbs.REQUEST, request.id)
    return Screen(f"request:{request.id}", tuple(lines), ((yes, back),), rev=request.rev)


def sure_to_withdraw(request: QuoteRequest, say: Say) -> Screen:
    """The second press before sellers are told that nothing is wanted any more."""
    lines = (*_asked_for(request, say), text(say("rfq-sure-to-withdraw")))
    yes = press(
        say("button-rfq-withdraw"), verbs.END_REQUEST, f"{request.id}{verbs.CONFIRMED}", request.rev, style="danger"
    )
    return Screen(
        f"request:{request.id}",
        lines,
        rows(yes, press(say("button-back"), verbs.REQUEST, request.id)),
        rev=request.rev,
    )


def seller_card(
    request: QuoteRequest,
    mine: Quote,
    listing: str,
    buyer: str,
    say: Say,
    *,
    held: bool = False,
    news: str = "",
) -> Screen:
    """What a seller is asked, what they have answered, and what they can do: less while the buyer is `held`."""
    lines: list[Line] = [text(news)] if news else []
    lines += _asked_for(request, say)
    lines += [fact(say("fact-buyer"), buyer), fact(say("rfq-listing"), listing)]
    if mine.unit != request.unit:
        lines.append(fact(say("rfq-in-your-unit"), say.quantity(mine.quantity, mine.unit)))
    if mine.status != "asked":
        lines.append(text(say(f"rfq-mine-{mine.status}")))
    if mine.unit_price is not None:
        lines += _terms(mine, "", say)
    buttons: list[Button] = []
    if request.status == "open":
        label = say("button-rfq-answer" if mine.status == "asked" else "button-rfq-answer-anew")
        if held:
            lines.append(note(say("error-other-name-held")))
        else:
            buttons.append(press(label, verbs.ANSWER_QUOTE, mine.id, style="primary"))
        if mine.status != "declined":
            buttons.append(press(say("button-rfq-decline"), verbs.DECLINE_QUOTE, mine.id))
    buttons.append(press(say("button-rfqs"), verbs.REQUESTS))
    return Screen(f"quote:{mine.id}", tuple(lines), rows(*buttons), rev=request.rev)


def overview(own: Sequence[QuoteRequest], asked: Sequence[tuple[QuoteRequest, Quote]], say: Say) -> Screen:
    """What the company asks for, and what it is asked for and has not answered."""
    lines = [head(say("rfqs-title"))]
    buttons = []
    if not own and not asked:
        lines.append(text(say("rfqs-none")))
    for request, mine in asked:
        lines.append(fact(f"{code_of(request.id)} · {request.words}", say("rfq-waits-for-you")))
        buttons.append(
            press(f"{code_of(request.id)}: {say('button-rfq-answer')}", verbs.QUOTE, mine.id, style="primary")
        )
    for request in own:
        lines.append(fact(f"{code_of(request.id)} · {request.words}", say(f"rfq-status-{request.status}")))
        buttons.append(press(f"{code_of(request.id)} · {_short(request.words)}", verbs.REQUEST, request.id))
    ways = [press(say("button-rfq-new"), verbs.ASK_SELLERS), press(say("button-home"), verbs.HOME)]
    return Screen("requests", tuple(lines), (*rows(*buttons, per_row=1), *rows(*ways)))


def _asked_for(request: QuoteRequest, say: Say) -> list[Line]:
    lines = [
        head(say("rfq-about", what=request.words, goods=say.quantity(request.quantity, request.unit))),
        fact(say("rfq-place"), request.place),
        fact(say("rfq-wanted"), say.date(request.wanted_until)),
    ]
    if request.status == "open":
        lines.append(fact(say("rfq-closes"), say.moment(request.closes_at)))
    if request.note:
        lines.append(quote(request.note))
    return lines


def _compared(one: Compared, request: QuoteRequest, say: Say) -> str:
    """One answer in one line, in the unit that was asked for."""
    terms, currency = one.quote, one.total.currency
    smallest = (one.min_order, request.unit) if one.min_order is not None else (terms.min_order, terms.unit)
    parts = [
        say("rfq-total", total=say.money(one.total)),
        f"{say.unit_price(_plain(one.unit_price), currency)} {say(f'per-{request.unit}')}",
        _freight(terms, say),
        f"{terms.incoterm} {terms.place}".strip(),
        say("rfq-ships", time=say("days", days=terms.lead_time_days)),
        say("rfq-minimum", goods=say.quantity(*smallest)),
    ]
    if terms.valid_until is not None:
        parts.append(say("rfq-valid", at=say.moment(terms.valid_until)))
    return " · ".join(parts)


def _terms(terms: Quote, listing: str, say: Say) -> list[Line]:
    """One answer with all it says, a line each."""
    lines = [fact(say("rfq-goods"), listing)] if listing else []
    lines.append(fact(say("fact-quantity"), say.quantity(terms.quantity, terms.unit)))
    if terms.unit_price is not None:
        price = say.unit_price(_plain(terms.unit_price), terms.currency)
        lines.append(fact(say("fact-unit-price"), f"{price} {say(f'per-{terms.unit}')}"))
    freight = say.money(Money(terms.freight, terms.currency)) if terms.freight else say("offer-no-freight")
    lines.append(fact(say("fact-freight"), freight))
    if terms.total is not None:
        lines.append(fact(say("fact-total"), say.money(terms.total)))
    lines.append(fact(say("fact-delivery"), f"{terms.incoterm} {terms.place}".strip()))
    lines.append(fact(say("fact-lead-time"), say("days", days=terms.lead_time_days)))
    lines.append(fact(say("fact-minimum"), say.quantity(terms.min_order, terms.unit)))
    if terms.valid_until is not None:
        lines.append(note(say("rfq-valid", at=say.moment(terms.valid_until))))
    return lines


def _freight(terms: Quote, say: Say) -> str:
    if terms.freight:
        return say("rfq-freight", freight=say.money(Money(terms.freight, terms.currency)))
    return say("rfq-no-freight")


def _without_an_answer(quotes: Sequence[Quote], now: datetime, say: Say) -> list[Line]:
    """How many are still waited for, have declined, or have let their answer run out."""
    counts = {
        "waiting": sum(one.status == "asked" for one in quotes),
        "declined": sum(one.status == "declined" for one in quotes),
        "lapsed": sum(one.status == "answered" and not one.stands(now) for one in quotes),
    }
    return [note(say(f"rfq-{what}", count=count)) for what, count in counts.items() if count]


def _plain(price: Decimal) -> Decimal:
    return price.normalize()


def _short(words: str) -> str:
    return words if len(words) <= _NAME_SHOWN else words[: _NAME_SHOWN - 1].rstrip() + "…"
