"""The agreement both sides sign: its exact text, written from the frozen terms in the one language that counts.

Text and printed paper are made of the same blocks. What people typed stands in one line, or behind a bar in a quotation:
nothing in it can look like a clause of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.text import Say, Texts
from core.agreements import digest_of
from core.errors import NotNow
from core.evidence import Consent
from core.ids import code_of
from core.money import Money
from core.offers import Offer
from core.parties import Parties, Party
from core.ports.papers import Block
from core.rules import Rules
from core.trades import Deal


@dataclass(frozen=True, slots=True)
class Translation:
    """The agreement in the reader's language, for reading only; `proof` says in the record what was shown."""

    text: str
    proof: Mapping[str, str]


class AgreementWriter:
    """Deal and parties → agreement text; the same input always gives the same text, byte for byte."""

    def __init__(self, texts: Texts, *, rules: Rules | None = None) -> None:
        self._texts = texts
        self._alone_hours = (rules or Rules()).early_cancel // timedelta(hours=1)

    def __call__(self, deal: Deal, parties: Parties) -> str:
        """The text that is signed. Raises NotNow without accepted terms."""
        return self.text(deal, parties, parties.language)

    def text(self, deal: Deal, parties: Parties, lang: str) -> str:
        """The text in some language; in any but that of the parties it begins by saying that it only translates."""
        say = self._texts.say(lang)
        title = say("paper-agreement-title", code=code_of(deal.trade.id))
        return "\n".join([title, *(line for block in self.blocks(deal, parties, say) for line in _lines(block))])

    def translated(self, deal: Deal, lang: str) -> Translation | None:
        """For a reader whose language is not the one that counts; None for all others."""
        agreement = deal.agreement
        if agreement is None or agreement.parties is None or lang == (agreement.language or "en"):
            return None
        text = self.text(deal, Parties.from_json(agreement.parties), lang)
        return Translation(text, {"language": lang, "sha256": digest_of(text), "shown": "for reading"})

    def blocks(self, deal: Deal, parties: Parties, say: Say) -> tuple[Block, ...]:
        """What the agreement says, part by part."""
        offer = deal.accepted
        if offer is None:
            raise NotNow()
        counts = parties.language
        found = [] if say.lang == counts else [Block("note", say("paper-translation", language=say.language(counts)))]
        found += [
            Block("sides", rows=(party_rows(parties.buyer, "buyer", say), party_rows(parties.seller, "seller", say))),
            Block("head", say("paper-terms")),
            Block("facts", rows=_terms(deal, offer, say)),
        ]
        if offer.notes:
            found += [Block("head", say("paper-notes")), Block("quote", offer.notes)]
        found.append(Block("head", say("paper-conditions")))
        clauses = (
            say("paper-clause-binding"),
            say("paper-clause-money"),
            self._cancelling(offer, say),
            say("paper-clause-inspection", days=offer.inspection_days),
            say("paper-clause-parts-yes" if offer.partial_release else "paper-clause-parts-no"),
            say("paper-clause-disputes"),
            say("paper-clause-form"),
            say("paper-clause-language", language=say.language(counts)),
            say("paper-clause-keeping"),
        )
        found += [Block("text", f"{number}. {words}") for number, words in enumerate(clauses, 1)]
        return tuple(found)

    def _cancelling(self, offer: Offer, say: Say) -> str:
        """By when the seller ships, and when the buyer may cancel alone: right after the order, and once it is overdue."""
        shipping = say("paper-clause-shipping", days=offer.lead_time_days)
        hours = self._alone_hours
        return f"{shipping} {say('paper-clause-early', hours=hours)}" if hours else shipping


class ConsentWords:
    """The words of consent in a language, with their version and hash. Other words get another number, and a text."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, lang: str) -> Consent:
        say = self._texts.say(lang)
        words = say("consent-1")
        return Consent(f"consent-1.{say.lang}", say.lang, words, digest_of(words))


def party_rows(party: Party, role: str, say: Say) -> tuple[str, ...]:
    """A party as papers name it: title, name, address, tax id."""
    tax = (say("paper-tax-id", id=one_line(party.tax_id)),) if party.tax_id else ()
    address = (one_line(party.address),) if party.address else ()
    return (say("fact-buyer" if role == "buyer" else "fact-seller"), one_line(party.name), *address, *tax)


def one_line(text: str) -> str:
    """What somebody typed, without its line breaks."""
    return ", ".join(part.strip(" ,") for part in text.split("\n") if part.strip(" ,"))


def _terms(deal: Deal, offer: Offer, say: Say) -> tuple[tuple[str, ...], ...]:
    """The terms, a fact a row."""
    place = one_line(offer.place)
    delivery = say("terms-delivery", incoterm=offer.incoterm, place=place) if place else offer.incoterm
    rows = [
        (say("paper-goods"), one_line(deal.product.name)),
        (say("fact-quantity"), say.quantity(offer.quantity, offer.unit)),
        (say("fact-unit-price"), say.unit_price(offer.unit_price, offer.currency)),
        (say("fact-freight"), say.money(Money(offer.freight, offer.currency))),
        (say("paper-freight-payer"), _freight_payer(offer, say)),
        (say("fact-total"), say.money(offer.total_money)),
        (say("fact-delivery"), say("paper-incoterm", delivery=delivery)),
        (say("fact-lead-time"), say("days", days=offer.lead_time_days)),
        (say("fact-inspection"), say("days", days=offer.inspection_days)),
        (say("paper-partial"), say("paper-yes" if offer.partial_shipments else "paper-no")),
        (say("paper-release"), say("paper-release-yes" if offer.partial_release else "paper-release-no")),
        (say("paper-tolerance"), _tolerance(offer, say)),
    ]
    if offer.po_number:
        rows.append((say("paper-po"), one_line(offer.po_number)))
    return tuple(rows)


def _freight_payer(offer: Offer, say: Say) -> str:
    """Who pays the carrier, and whether the total holds it. Offers from before this was asked leave it to the Incoterm."""
    if offer.freight:
        return say("paper-freight-on-top")
    if offer.freight_payer == "seller":
        return say("paper-freight-seller")
    return say("paper-freight-buyer" if offer.freight_payer == "buyer" else "paper-freight-incoterm")


def _tolerance(offer: Offer, say: Say) -> str:
    """How much more than agreed may be shipped; nothing becomes dearer by it."""
    if not offer.tolerance_percent:
        return say("paper-tolerance-none")
    return say("paper-tolerance-more", percent=offer.tolerance_percent)


def _lines(block: Block) -> list[str]:
    """A block as lines of the text."""
    match block.kind:
        case "head":
            return ["", block.text]
        case "facts":
            return [f"{label}: {value}" for label, value in block.rows]
        case "sides":
            return ["", *(line for title, *lines in block.rows for line in (f"{title}: {lines[0]}", *lines[1:]))]
        case "quote":
            return [f"| {line}" for line in block.text.split("\n")]
        case _:
            return [block.text]
