"""Papers about money: receipt and invoice when it was paid, statement and commission invoice when it was released."""

from __future__ import annotations

from datetime import datetime

from bot.agreement import one_line, party_rows
from bot.papers.sheets import Issuer, framed
from bot.text import Say
from core.errors import NotNow
from core.ids import code_of
from core.ledger import LedgerEntry
from core.money import Money
from core.parties import Parties, Party
from core.ports.papers import Block, Paper
from core.trades import Deal

RELEASING = ("release", "commission", "commission_tax", "refund_started")


def receipt_paper(deal: Deal, parties: Parties, say: Say, issuer: Issuer) -> Paper:
    """The buyer's money has come and is held."""
    payment, at = deal.payment, paid_at(deal)
    if payment is None or at is None:
        raise NotNow()
    amount = say.money(Money(payment.amount, payment.currency))
    blocks = (
        _sides(parties, say),
        Block("text", say("paper-receipt-intro", amount=amount)),
        Block(
            "facts",
            rows=(
                (say("paper-paid-at"), say.moment(at)),
                (say("paper-amount"), amount),
                (say("paper-payment"), payment.id),
                (say("paper-provider-ref"), f"{payment.provider} · {payment.payment_ref}"),
            ),
        ),
        *_goods(deal, say),
        Block("note", say("paper-held-note")),
    )
    return _paper(deal, say, issuer, say("paper-receipt-title", number=number_of("R", deal)), at, blocks)


def invoice_paper(deal: Deal, parties: Parties, say: Say, issuer: Issuer) -> Paper:
    """The seller's invoice to the buyer for the goods, paid already."""
    at = paid_at(deal)
    if at is None:
        raise NotNow()
    blocks = (
        _sides(parties, say),
        *_goods(deal, say),
        Block("text", say("paper-invoice-paid", at=say.moment(at))),
        Block("note", say("paper-invoice-note")),
    )
    return _paper(deal, say, issuer, say("paper-invoice-title", number=number_of("I", deal)), at, blocks)


def release_paper(deal: Deal, parties: Parties, say: Say, issuer: Issuer) -> Paper:
    """How what was held was divided, to the cent."""
    released = releases(deal)
    if not released:
        raise NotNow()
    at, sums = released[-1].created_at, dict.fromkeys(RELEASING, 0)
    for entry in released:
        sums[entry.kind] += entry.amount
    currency = deal.trade.currency
    rows = tuple(
        (words, say.money(Money(sums[kind], currency)))
        for kind, words in (
            ("release", say("paper-to-seller")),
            ("commission", say("paper-commission")),
            ("commission_tax", say("paper-commission-tax")),
            ("refund_started", say("paper-to-buyer")),
        )
        if sums[kind] or kind == "release"
    )
    total = (f"={say('fact-total')}", say.money(Money(sum(sums.values()), currency)))
    blocks = (
        _sides(parties, say),
        Block("text", say("paper-release-intro", at=say.moment(at))),
        Block("table", head=(say("paper-what"), say("paper-amount")), rows=(*rows, total), amounts=1),
    )
    return _paper(deal, say, issuer, say("paper-release-title", number=number_of("S", deal)), at, blocks)


def commission_paper(deal: Deal, parties: Parties, say: Say, issuer: Issuer) -> Paper:
    """The market's invoice to the seller for its commission, which was kept from what was released."""
    agreement, offer, released = deal.agreement, deal.accepted, releases(deal)
    if agreement is None or offer is None or not released:
        raise NotNow()
    at, currency = released[-1].created_at, deal.trade.currency
    fee = sum(entry.amount for entry in released if entry.kind == "commission")
    tax = sum(entry.amount for entry in released if entry.kind == "commission_tax")
    market = Party(issuer.name, issuer.address, issuer.tax_id)
    sides = (party_rows(market, "seller", say), party_rows(parties.seller, "buyer", say))
    percent = say.percent(agreement.commission_basis_points)
    rows = (
        (say("paper-commission-line", percent=percent, code=code_of(deal.trade.id)), say.money(Money(fee, currency))),
        (say("paper-commission-tax"), say.money(Money(tax, currency))),
        (f"={say('fact-total')}", say.money(Money(fee + tax, currency))),
    )
    blocks = (
        Block("sides", rows=((say("paper-issued-by"), *sides[0][1:]), (say("paper-issued-to"), *sides[1][1:]))),
        Block("table", head=(say("paper-what"), say("paper-amount")), rows=rows, amounts=1),
        Block("text", say("paper-commission-kept", at=say.moment(at))),
    )
    return _paper(deal, say, issuer, say("paper-commission-title", number=number_of("C", deal)), at, blocks)


def number_of(series: str, deal: Deal) -> str:
    """The number of a paper: its series and the code of the deal, which has one of each."""
    return f"{series}-{code_of(deal.trade.id)}"


def paid_at(deal: Deal) -> datetime | None:
    """When the money of this deal came, by the ledger."""
    captured = [entry.created_at for entry in deal.entries if entry.kind == "capture"]
    return captured[-1] if captured else None


def releases(deal: Deal) -> list[LedgerEntry]:
    """The postings that divided what was held."""
    if not any(entry.kind == "release" for entry in deal.entries):
        return []
    late = {entry.transaction_id for entry in deal.entries if entry.kind == "capture"}
    return [e for e in deal.entries if e.kind in RELEASING and e.transaction_id not in late]


def _sides(parties: Parties, say: Say) -> Block:
    return Block("sides", rows=(party_rows(parties.seller, "seller", say), party_rows(parties.buyer, "buyer", say)))


def _goods(deal: Deal, say: Say) -> tuple[Block, ...]:
    """What was bought, line by line, with the total."""
    offer = deal.accepted
    if offer is None:
        raise NotNow()

    def money(minor: int) -> str:
        return say.money(Money(minor, offer.currency))

    rows = [
        (
            one_line(deal.product.name),
            say.quantity(offer.quantity, offer.unit),
            say.unit_price(offer.unit_price, offer.currency),
            money(offer.goods),
        )
    ]
    if offer.freight:
        rows.append((say("fact-freight"), "", "", money(offer.freight)))
    rows.append((f"={say('fact-total')}", "", "", money(offer.total)))
    head = (say("paper-what"), say("fact-quantity"), say("fact-unit-price"), say("paper-amount"))
    order = ((say("paper-po"), one_line(offer.po_number)),) if offer.po_number else ()
    facts = ((say("paper-deal"), code_of(deal.trade.id)), *order)
    return (Block("facts", rows=facts), Block("table", head=head, rows=tuple(rows), amounts=3))


def _paper(deal: Deal, say: Say, issuer: Issuer, title: str, at: datetime, blocks: tuple[Block, ...]) -> Paper:
    agreement = deal.agreement
    footer = f"{say('paper-deal')} {code_of(deal.trade.id)}"
    if agreement is not None:
        footer = f"{footer} · SHA-256 {agreement.text_sha256}"
    return framed(say, issuer, title=title, code=code_of(deal.trade.id), at=at, blocks=blocks, footer=footer)
