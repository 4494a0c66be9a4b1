"""Verdicts as both sides read them: the outcome, the reason, what of each line goes back, and the moderator's words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screens.parts import fact, note, quote
from bot.text import Say
from core.disputes import Dispute, awaited_in
from core.money import Money
from core.ports.chat import Line
from core.process.dividing import UNSHIPPED, Part, PartShare, read
from core.trades import Deal, State


def verdict_lines(deal: Deal, say: Say) -> list[Line]:
    """What was decided in the last dispute, and before an appeal; nothing while nothing is published."""
    dispute = deal.dispute
    if dispute is None:
        return []
    lines: list[Line] = []
    if dispute.first_reason:
        lines.append(fact(say("fact-first-verdict"), _verdict(dispute.first_outcome, dispute.first_reason, say)))
        lines += _divided(deal, dispute.first_lines, say)
        amount = say.money(Money(dispute.first_refund, deal.trade.currency))
        lines.append(note(say("first-verdict-amount", amount=amount)))
        if deal.state is State.DISPUTED and dispute.first_resolution:
            lines.append(quote(dispute.first_resolution))
    if deal.state is State.DISPUTED:
        if dispute.return_phase and dispute.verdict_reason:
            lines += grounds_lines(deal, dispute, say)
    elif dispute.status in ("decided", "resolved") and dispute.verdict_reason:
        lines += grounds_lines(deal, dispute, say)
    return lines


def still_asked_lines(deal: Deal, say: Say) -> list[Line]:
    """Who still has until when to answer the moderator: a decision that is published before takes that from them."""
    dispute = deal.dispute
    if dispute is None:
        return []
    lines: list[Line] = []
    if dispute.evidence_due is not None and not dispute.evidence_missed:
        lines.append(note(say("decided-before-evidence", at=say.moment(dispute.evidence_due))))
    for one in awaited_in(dispute):
        who = deal.buyer_name if one.side == "buyer" else deal.seller_name
        lines.append(note(say("decided-before-answer", who=who, at=say.moment(one.due_at))))
    return lines


def grounds_lines(deal: Deal, dispute: Dispute, say: Say) -> list[Line]:
    """Outcome and reason, line by line where it was decided so, and the words."""
    outcome = "return" if dispute.return_phase else dispute.outcome
    lines: list[Line] = [fact(say("fact-verdict"), _verdict(outcome, dispute.verdict_reason or "other", say))]
    lines += _divided(deal, dispute.decided_lines, say)
    if dispute.resolution:
        lines.append(quote(dispute.resolution))
    return lines


def _divided(deal: Deal, decided: str | None, say: Say) -> list[Line]:
    """Of how many units of each line the money goes back, where it was decided so."""
    unit = deal.accepted.unit if deal.accepted is not None else ""
    return [
        note(say("verdict-line", line=_line(number, 0, say), back=back, goods=say.quantity(whole, unit)))
        for number, back, whole in read(decided)
    ]


def _verdict(outcome: str, reason: str, say: Say) -> str:
    if outcome == "settled_by_parties":
        return say("verdict-settled")
    return say("verdict", outcome=say(f"outcome-{outcome}"), reason=say(f"why-{reason}"))


def line_of(part: Part, say: Say) -> str:
    """A line of goods by its name."""
    return _line(part.number, part.others, say)


def _line(number: int, others: int, say: Say) -> str:
    if number == UNSHIPPED:
        return say("verdict-unshipped")
    return say("verdict-shipments" if others else "verdict-shipment", number=str(number))


def shares_lines(deal: Deal, shares: Sequence[PartShare], say: Say) -> list[Line]:
    """Before it is decided: what each line comes to, to the cent."""
    unit, currency = deal.accepted.unit if deal.accepted is not None else "", deal.trade.currency
    return [
        fact(
            line_of(share.part, say),
            say(
                "verdict-share",
                back=share.back,
                goods=say.quantity(share.part.quantity, unit),
                buyer=say.money(Money(share.to_buyer, currency)),
                seller=say.money(Money(share.to_seller, currency)),
            ),
        )
        for share in shares
    ]
