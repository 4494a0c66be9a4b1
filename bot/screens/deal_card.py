"""The deal card: the state in words, the terms, where the money is, whose turn it is, until when, and what silence does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import verbs
from bot.screens import offers
from bot.screens.goods import shipment_lines, track_buttons
from bot.screens.holds import hold_lines
from bot.screens.parts import fact, head, note, press, quote, rows, text
from bot.screens.rates import about
from bot.screens.turns import turn_lines
from bot.screens.verdicts import verdict_lines
from bot.text import Say
from core.disputes import Dispute, awaited_in
from core.fees import Shares
from core.haggling import last_of_the_others, proposals, renewable
from core.ids import code_of
from core.money import Money
from core.offers import Offer
from core.payments import PaymentGateway
from core.ports.chat import Button, Line, Media, Screen, Url
from core.process.clocks import Wanted
from core.process.definition import Role, Transition
from core.process.fulfilling import shipped_quantity
from core.process.settling import kept_back, shares_for
from core.rates import Besides
from core.statements import OUT_OF_SIGHT
from core.trades import Deal, State


@dataclass(frozen=True, slots=True)
class DealView:
    """A deal as one reader sees it: their role, what they can do now, and the next thing that silence does."""

    deal: Deal
    role: Role
    choices: Sequence[Transition]
    silence: Wanted | None
    links: Mapping[str, str] = field(default_factory=dict)
    """Shipment → where it can be followed."""
    now: datetime | None = None
    """When the card is made: what stands for so long is counted from here."""
    besides: Besides | None = None
    """The currency in which the reader wants to see the total as well, if any."""
    alone_until: datetime | None = None
    """Until when the buyer may cancel without the seller, if they may."""
    gain: Shares | None = None
    """What the reader, the seller, gets of the whole, and what goes off it, where that is not settled yet."""
    pays_here: bool = True
    """Whether the payment page may be offered in the chat in which the card stands."""


def deal_key(trade_id: str) -> str:
    return f"deal:{trade_id}"


def deal_card(view: DealView, say: Say, *, news: str = "") -> Screen:
    """The one live card of a deal. `news` stands on top when the card is sent because something happened."""
    deal = view.deal
    lines: list[Line] = []
    if news:
        lines.append(text(news))
    lines.append(head(say("deal-title", code=code_of(deal.trade.id), product=deal.product.name)))
    lines.append(text(say(f"state-{deal.trade.state}")))
    lines.extend(_parties(view, say))
    lines.extend(hold_lines(deal, view.role, say))
    lines.extend(_terms(view, say))
    if view.gain is not None:
        lines.append(gain_line(view.gain, deal.trade.currency, say))
    lines.extend(_money(view, say))
    lines.extend(_goods(deal, say))
    lines.extend(_chargeback(deal, say))
    lines.extend(_dispute(view, say))
    lines.extend(_requests(view, say))
    lines.extend(turn_lines(deal, view.role, view.silence, say))
    if view.alone_until is not None:
        lines.append(note(say("cancel-alone-until", at=say.moment(view.alone_until))))
    code = _pay_code(view)
    if code:
        lines.append(note(say("papers-pay-code")))
    elif _pays(view):
        lines.append(text(say("digital-not-paid-here")))
    return Screen(
        key=deal_key(deal.trade.id),
        lines=tuple(lines),
        media=code,
        rows=_buttons(view, say),
        rev=deal.trade.version,
    )


def terms_lines(offer: Offer, say: Say, *, besides: Besides | None = None) -> list[Line]:
    """The terms of one offer, one fact a line."""
    lines = [
        fact(say("fact-quantity"), say.quantity(offer.quantity, offer.unit)),
        fact(say("fact-unit-price"), say.unit_price(offer.unit_price, offer.currency)),
    ]
    if offer.freight:
        lines.append(fact(say("fact-freight"), say.money(Money(offer.freight, offer.currency))))
    lines.append(fact(say("fact-total"), say.money(offer.total_money)))
    lines.extend(about(offer.total_money, besides, say))
    where = say("terms-delivery", incoterm=offer.incoterm, place=offer.place) if offer.place else offer.incoterm
    lines.append(fact(say("fact-delivery"), where))
    lines.append(fact(say("fact-lead-time"), say("days", days=offer.lead_time_days)))
    lines.append(fact(say("fact-inspection"), say("days", days=offer.inspection_days)))
    lines.extend(offers.more_terms_lines(offer, say))
    if offer.notes:
        lines.append(quote(offer.notes))
    return lines


def _parties(view: DealView, say: Say) -> list[Line]:
    deal = view.deal
    if view.role is Role.MODERATOR:
        return [fact(say("fact-buyer"), deal.buyer_name), fact(say("fact-seller"), deal.seller_name)]
    label = say("fact-seller") if view.role is Role.BUYER else say("fact-buyer")
    return [fact(label, deal.seller_name if view.role is Role.BUYER else deal.buyer_name)]


def _terms(view: DealView, say: Say) -> list[Line]:
    deal = view.deal
    offer = deal.accepted or deal.active_offer
    if offer is None:
        if not deal.offers:
            return [note(say("deal-no-offer"))]
        last = deal.offers[-1]
        return [note(say(f"offer-{last.status}", number=last.number))]
    lines = terms_lines(offer, say, besides=view.besides)
    if offer.status == "active":
        author = deal.buyer_name if offer.author_role == "buyer" else deal.seller_name
        until = say.moment(offer.valid_until)
        lines.insert(0, text(say("offer-on-the-table", number=offer.number, author=author, until=until)))
        if view.now is not None:
            lines.insert(1, offers.countdown(offer, view.now, say))
        before = last_of_the_others(deal.offers, offer)
        if before is not None:
            lines.extend(offers.difference_lines(before, offer, say))
    return lines


def _money(view: DealView, say: Say) -> list[Line]:
    deal = view.deal
    lines: list[Line] = []
    payment, agreement = deal.payment, deal.agreement
    if payment is not None:
        lines.append(fact(say("fact-payment"), say(f"payment-{_payment_now(deal, payment)}")))
        if payment.decline_code and deal.state is State.AWAITING_PAYMENT:
            lines.append(note(say("payment-was-declined")))
    if agreement is not None and deal.state is State.AWAITING_SIGNATURES:
        for role, name in (("buyer", deal.buyer_name), ("seller", deal.seller_name)):
            signed = "yes" if agreement.signature_of(role) else "no"
            lines.append(fact(say("fact-signature", name=name), say(f"signed-{signed}")))
    held = deal.balance(f"esc:{deal.trade.id}")
    if held:
        lines.append(fact(say("fact-held"), say.money(Money(held, deal.trade.currency))))
    currency = deal.trade.currency
    for payout in deal.payouts:
        if view.role is not Role.BUYER:
            lines.append(
                fact(
                    say("fact-payout"), say(f"payout-{payout.status}", amount=say.money(Money(payout.amount, currency)))
                )
            )
    for refund in deal.refunds:
        amount = say.money(Money(refund.amount, currency))
        lines.append(fact(say("fact-refund"), say(f"refund-{refund.status}", amount=amount)))
    return lines


def _payment_now(deal: Deal, payment: PaymentGateway) -> str:
    """Its status, except that nothing is back with the buyer while a refund has not arrived."""
    unfinished = any(refund.status != "done" for refund in deal.refunds)
    return "refunding" if payment.status == "refunded" and unfinished else payment.status


def _goods(deal: Deal, say: Say) -> list[Line]:
    order = deal.order
    if order is None:
        return []
    lines: list[Line] = []
    if deal.state in (State.PLACED, State.IN_PROGRESS):
        lines.append(fact(say("fact-ship-by"), say.moment(order.ship_by)))
    offer = deal.accepted
    lines.extend(shipment_lines(deal, say))
    if deal.shipments and deal.state is State.IN_PROGRESS and offer is not None:
        lines.append(note(say("partly-shipped", shipped=shipped_quantity(deal), ordered=offer.quantity)))
    return lines


def _chargeback(deal: Deal, say: Say) -> list[Line]:
    found = deal.chargeback
    if found is None:
        return []
    amount = say.money(Money(found.amount, found.currency))
    return [fact(say("fact-chargeback"), say(f"chargeback-{found.status}", amount=amount))]


def _dispute(view: DealView, say: Say) -> list[Line]:
    deal, dispute = view.deal, view.deal.dispute
    if dispute is None or (dispute.status == "resolved" and dispute.outcome == "withdrawn"):
        return []
    lines = [fact(say("fact-dispute"), say(f"dispute-{dispute.status}"))]
    lines.append(fact(say("fact-reason"), say(f"reason-{dispute.reason}")))
    if dispute.statement:
        lines.append(_said(dispute.statement, say))
    if dispute.answer:
        by = {"buyer": "seller", "seller": "buyer"}.get(dispute.raised_role, "side")
        lines.append(fact(say("fact-answer", by=by), ""))
        lines.append(_said(dispute.answer, say))
    if dispute.evidence:
        lines += [fact(say("fact-evidence"), ""), _said(dispute.evidence, say)]
    if dispute.appeal:
        lines += [fact(say("fact-appeal"), ""), _said(dispute.appeal, say)]
    if deal.state is State.DISPUTED:
        lines.extend(_in_dispute(view, dispute, say))
    if dispute.outcome and deal.state is State.DECIDED:
        lines.append(text(preview(deal, say, dispute.refund_amount)))
    return [*lines, *verdict_lines(deal, say)]


def _said(words: str, say: Say) -> Line:
    """What a side wrote, with what a moderator took out of sight named as such."""
    return quote(words.replace(OUT_OF_SIGHT, say("statement-out-of-sight")))


def _in_dispute(view: DealView, dispute: Dispute, say: Say) -> list[Line]:
    """What the case waits for. How it may be decided is read by the desk alone until it is."""
    deal, lines = view.deal, []
    if dispute.evidence_due is not None:
        at = say.moment(dispute.evidence_due)
        lines.append(
            note(say("evidence-was-wanted", at=at) if dispute.evidence_missed else say("evidence-wanted", at=at))
        )
    for one in awaited_in(dispute):
        who = deal.buyer_name if one.side == "buyer" else deal.seller_name
        lines.append(note(say("question-awaited", who=who, at=say.moment(one.due_at))))
    if dispute.return_phase and dispute.return_due is not None:
        lines.append(text(say(f"return-{dispute.return_phase}", at=say.moment(dispute.return_due))))
        for role in filter(None, dispute.waived.split(",")):
            who = deal.buyer_name if role == "buyer" else deal.seller_name
            lines.append(note(say("return-unwanted", who=who)))
    if dispute.is_proposed and view.role in (Role.BUYER, Role.SELLER):
        lines.append(text(say("ruling-is-proposed")))
    elif dispute.is_proposed:
        lines.append(text(say("ruling-waits", outcome=say(f"outcome-{dispute.outcome}"))))
    return lines


def gain_line(gain: Shares, currency: str, say: Say) -> Line:
    """What the seller gets when everything goes as agreed."""
    parts = {"amount": gain.seller, "commission": gain.commission, "tax": gain.tax}
    shown = {name: say.money(Money(minor, currency)) for name, minor in parts.items()}
    return fact(say("fact-you-get"), say("you-get", **shown))


def preview(deal: Deal, say: Say, refund: int, *, held: int | None = None) -> str:
    """Who gets what of what is held, or of a part of it, to the cent; the same numbers are posted then."""
    shares = shares_for(deal, refund, held=held)

    def shown(minor: int) -> str:
        return say.money(Money(minor, deal.trade.currency))

    words = say(
        "money-preview",
        buyer=shown(shares.buyer),
        seller=shown(shares.seller),
        commission=shown(shares.commission),
        tax=shown(shares.tax),
    )
    reserve = kept_back(deal, shares.seller)
    return f"{words} {say('money-kept-back', amount=shown(reserve))}" if reserve else words


def _requests(view: DealView, say: Say) -> list[Line]:
    request = next((r for r in view.deal.requests if r.status == "asked"), None)
    if request is None:
        return []
    own = "own" if request.asked_role == view.role else "other"
    if request.kind == "settlement" and view.role not in (Role.BUYER, Role.SELLER):
        own = "desk"
    who = view.deal.buyer_name if request.asked_role == "buyer" else view.deal.seller_name
    until = say.moment(request.expires_at)
    amount = say.money(Money(request.amount or 0, view.deal.trade.currency))
    date = say.moment(request.ship_by or request.expires_at)
    lines = [text(say(f"request-{request.kind}-{own}", until=until, date=date, amount=amount, who=who))]
    if request.reason:
        lines.append(quote(request.reason))
    return lines


def _pay_code(view: DealView) -> tuple[Media, ...]:
    """The payment page as a picture to scan, for who has the chat on one device and pays on another."""
    payment = _pays(view)
    if payment is None or not view.pays_here:
        return ()
    return (Media("photo", f"qr:{payment.id}", name="pay.png", mime="image/png"),)


def _pays(view: DealView) -> PaymentGateway | None:
    """The payment that waits for this reader on a page, if there is one."""
    deal, payment = view.deal, view.deal.payment
    if view.role is not Role.BUYER or deal.state is not State.AWAITING_PAYMENT or payment is None:
        return None
    return payment if payment.checkout_url else None


def _haggling(view: DealView, say: Say) -> tuple[tuple[Button, ...], ...]:
    """The next offer in one press: shortcuts, one's own expired offer again, a finished deal again."""
    deal, role = view.deal, view.role
    if role is Role.BUYER and deal.state is State.COMPLETED and not (deal.buyer_held or deal.seller_held):
        return rows(press(say("button-repeat"), verbs.REPEAT, deal.trade.id))
    if not any(choice.name == "offer" for choice in view.choices) or role not in (Role.BUYER, Role.SELLER):
        return ()
    renewed = []
    if renewable(deal, role) is not None:
        renewed = [
            press(say("button-renew-offer"), verbs.RENEW_OFFER, deal.trade.id, deal.trade.version, style="primary")
        ]
    found = proposals(deal.product, deal.offers, role)
    return rows(*renewed, *offers.proposal_buttons(found, deal.trade.id, say, rev=deal.trade.version))


def act_buttons(deal: Deal, choices: Sequence[Transition], say: Say) -> list[Button]:
    """A button for each row of the process table that is open to the reader."""
    return [
        press(say(f"act-{choice.name}"), verbs.ACTS[choice.name], deal.trade.id, deal.trade.version, style=choice.style)
        for choice in choices
    ]


def _buttons(view: DealView, say: Say) -> tuple[tuple[Button, ...], ...]:
    deal = view.deal
    found: list[tuple[Button, ...]] = []
    payment = _pays(view)
    if payment is not None and view.pays_here:
        found.append(
            (
                Button(
                    say("act-pay", amount=say.money(Money(payment.amount, payment.currency))),
                    Url(payment.checkout_url),
                    "primary",
                ),
            )
        )
    found.extend(rows(*act_buttons(deal, view.choices, say)))
    found.extend(_haggling(view, say))
    found.extend(rows(*track_buttons(deal, view.links, say)))
    if deal.dispute is not None and deal.state is State.DISPUTED and view.role in (Role.BUYER, Role.SELLER):
        waiting = awaited_in(deal.dispute, view.role.value)[:1]
        found.extend(rows(*(press(say("button-reply"), verbs.REPLY, one.question_id) for one in waiting)))
    if deal.dispute is not None:
        found.extend(rows(press(say("button-evidence-files"), verbs.EVIDENCE, deal.trade.id)))
    if view.role is Role.MODERATOR:
        return tuple(found)
    looks = []
    if len(deal.offers) > 1:
        looks.append(press(say("button-offers"), verbs.OFFERS, deal.trade.id))
    if deal.agreement is not None:
        looks.append(press(say("button-agreement"), verbs.AGREEMENT, deal.trade.id))
    if deal.shipments:
        looks.append(press(say("button-goods"), verbs.GOODS, deal.trade.id))
    looks.append(press(say("button-message"), verbs.MESSAGE, deal.trade.id))
    looks.append(press(say("button-messages"), verbs.MESSAGES, deal.trade.id))
    looks.append(press(say("button-refresh"), verbs.DEAL, deal.trade.id))
    looks.append(press(say("button-deals"), verbs.DEALS))
    found.extend(rows(*looks))
    return tuple(found)
