"""What moderators see: the queue and a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot import verbs
from bot.screens.deal_card import DealView, act_buttons, deal_card
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say, file_name
from core.ids import code_of
from core.money import Money
from core.ports.chat import Line, Media, Screen
from core.process.definition import Transition
from core.services.names_desk import Named
from core.services.track_record import Record
from core.trades import Deal


def case_key(trade_id: str) -> str:
    return f"case:{trade_id}"


def case_card(
    view: DealView, say: Say, records: Sequence[Record] = (), *, news: str = "", moderator: str = ""
) -> Screen:
    """A dispute with the deal behind it, and what is known of the buyer and the seller; the buttons are a moderator's."""
    card = deal_card(view, say, news=news)
    dispute = view.deal.dispute
    extra = []
    if dispute is not None:
        order = view.deal.order
        if order is not None and order.status_before_dispute:
            extra.append(fact(say("fact-before-dispute"), say(f"state-{order.status_before_dispute}")))
        sides = (view.deal.buyer_name, view.deal.seller_name)
        extra += [_record(who, record, view.now, say) for who, record in zip(sides, records, strict=False)]
        if dispute.moderator_id:
            extra.append(fact(say("fact-moderator"), moderator or say("case-somebody")))
        extra.append(note(say("case-code", code=code_of(dispute.id))))
    more = []
    if dispute is not None and dispute.status == "in_progress":
        more.append(press(say("button-question"), verbs.QUESTION, view.deal.trade.id))
        more.append(press(say("button-redactions"), verbs.PIECES, view.deal.trade.id))
        more.append(press(say("button-to-operator"), verbs.TO_OPERATOR, view.deal.trade.id))
    if dispute is not None and view.deal.agreement is not None:
        more.append(press(say("button-case-file"), verbs.CASE_FILE, view.deal.trade.id))
    return replace(card, key=case_key(view.deal.trade.id), lines=(*card.lines, *extra), rows=(*card.rows, *rows(*more)))


def _record(who: str, record: Record, now: datetime | None, say: Say) -> Line:
    age = max(0, ((now or record.since) - record.since).days)
    known = {"orders": record.orders, "cases": record.cases, "percent": record.percent}
    return fact(who, say("record", age=say("days", days=age), **known))


def case_file_screen(deal: Deal, say: Say) -> Screen:
    """The whole case to read and to keep: as a document, and as a sealed bundle."""
    code = code_of(deal.dispute.id if deal.dispute is not None else deal.trade.id)
    paper = Media(
        "document", f"case:{deal.trade.id}.{say.lang}", file_name(say("case-file-name", code=code)), "application/pdf"
    )
    bundle = Media("document", f"casefile:{deal.trade.id}", say("case-bundle-name", code=code), "application/zip")
    back = press(say("button-open-deal"), verbs.CASE, deal.trade.id)
    words = text(say("case-file-words", code=code))
    return Screen(f"casefile:{deal.trade.id}", (words,), rows(back), media=(paper, bundle), rev=deal.trade.version)


def desk_note(deal: Deal, say: Say, choices: Sequence[Transition], *, news: str) -> Screen:
    """News about a deal without a dispute, for whoever has to look into it. Opening it, and what can be done, is for
    operators."""
    state = say("desk-note", state=say(f"state-{deal.trade.state}"), buyer=deal.buyer_name, seller=deal.seller_name)
    title = head(say("deal-title", code=code_of(deal.trade.id), product=deal.product.name))
    lines = (title, *([text(news)] if news else []), note(state))
    button = press(say("button-open-deal"), verbs.DEAL, deal.trade.id)
    return Screen(
        case_key(deal.trade.id), lines, rows(button, *act_buttons(deal, choices, say)), rev=deal.trade.version
    )


def queue(
    deals: Sequence[Deal],
    say: Say,
    *,
    now: datetime,
    names: Mapping[str, str] | None = None,
    more: bool = False,
    unread: Sequence[Named] = (),
) -> Screen:
    """Open cases, oldest first: how they stand, what is held, how old they are, and who has them. `unread`: companies whose
    names have to be looked at."""
    lines = [head(say("queue-title"))]
    if not deals and not unread:
        lines.append(text(say("queue-empty")))
    buttons, last = [], ""
    for deal in deals:
        dispute = deal.dispute
        if dispute is None:
            continue
        last = dispute.id
        words = [
            say(f"dispute-{dispute.status}"),
            say("queue-held", held=say.money(Money(deal.balance(f"esc:{deal.trade.id}"), deal.trade.currency))),
            say("days", days=max(0, (now - dispute.created_at).days)),
        ]
        if dispute.moderator_id:
            words.append((names or {}).get(dispute.moderator_id) or say("case-somebody"))
        elif dispute.escalated:
            words.append(say("queue-escalated"))
        lines.append(fact(f"{code_of(dispute.id)} · {deal.product.name}", " · ".join(words)))
        buttons.append(press(code_of(dispute.id), verbs.CASE, deal.trade.id))
    turns = [press(say("button-more"), verbs.QUEUE, last)] if more and last else []
    lines += [fact(one.company.name, say(f"names-waits-{one.status}")) for one in unread]
    cards = [press(one.company.name[:40], verbs.NAME_CARD, one.company.id) for one in unread]
    return Screen("queue", tuple(lines), (*rows(*buttons, per_row=4), *rows(*turns), *rows(*cards)))
