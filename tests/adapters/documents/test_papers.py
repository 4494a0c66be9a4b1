"""Papers in six languages: printed by one library, read back by another; and nothing that is typed breaks them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from adapters.documents.letters import broken, readable
from adapters.documents.printing import print_paper
from bot.agreement import AgreementWriter
from bot.papers.money import commission_paper, invoice_paper, receipt_paper, release_paper
from bot.papers.sheets import Issuer
from bot.papers.signed import agreement_paper, certificate_paper
from bot.text import Texts
from bot.text.words import LANGUAGES
from core.agreements import digest_of
from core.evidence import Evidence
from core.parties import Parties, Party
from core.ports.papers import Block, Paper
from core.trades import Deal
from tests.core import routes

ISSUER = Issuer("Parley Market Ltd", "1 Harbour Road, Cork", "IE6388047V")
PARTIES = Parties(
    Party("Brandt Bau GmbH", "Werftstraße 12\n20457 Hamburg", "DE136695976", "DE"),
    Party("Hansa Metalworks", "Kai 3, Bremen", "ATU12345675", "AT"),
)
TEXTS = Texts()
WRITE = AgreementWriter(TEXTS)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def words(content: bytes) -> str:
    """Everything in it, however the lines are broken."""
    return "".join("".join(pages(content)).split())


def signed(lang: str) -> tuple[Deal, Parties]:
    """A finished deal with an agreement in this language."""
    parties = Parties(replace(PARTIES.buyer, lang=lang), replace(PARTIES.seller, lang=lang))
    deal = routes.completed().deal
    text = WRITE(deal, parties)
    agreement = replace(
        deal.agreements[-1], agreement_text=text, text_sha256=digest_of(text), language=lang, parties=parties.as_json()
    )
    return replace(deal, agreements=(agreement,)), parties


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_agreement_says_the_same_in_a_second_library(lang: str) -> None:
    deal, parties = signed(lang)
    agreement, offer = deal.agreements[-1], deal.accepted
    assert offer is not None
    say = TEXTS.say(lang)
    paper = agreement_paper(deal, agreement, parties, WRITE, say, ISSUER)
    content = print_paper(paper)
    assert print_paper(paper) == content
    found = words(content)
    assert found.count(agreement.text_sha256) >= 2  # in the text and at the foot of each page
    for part in ("BrandtBauGmbH", "HansaMetalworks", "DE136695976", "ATU12345675"):
        assert part in found, part
    for amount in (say.money(offer.total_money), say.unit_price(offer.unit_price, offer.currency)):
        digits = "".join(character for character in amount if character.isdigit())
        assert digits in "".join(character for character in found if character.isdigit()), amount
    assert "⟨U+" not in found


@pytest.mark.parametrize("lang", ["de", "ru"])
def test_papers_about_money_name_both_companies_and_their_tax_ids(lang: str) -> None:
    deal, parties = signed(lang)
    say = TEXTS.say(lang)
    for make in (receipt_paper, invoice_paper, release_paper):
        found = words(print_paper(make(deal, parties, say, ISSUER)))
        assert all(part in found for part in ("BrandtBauGmbH", "HansaMetalworks", "DE136695976", "ATU12345675"))
    found = words(print_paper(commission_paper(deal, parties, say, ISSUER)))
    assert all(part in found for part in ("ParleyMarketLtd", "IE6388047V", "HansaMetalworks", "ATU12345675"))


def record(role: str, name: str) -> Evidence:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    told: dict[str, Any] = dict.fromkeys(
        (
            *("agreement_id", "agreement_version", "text_sha256", "document_sha256", "company_id", "company_role"),
            *("shown_at", "signed_at", "account_id", "platform", "tenant", "chat_user_id", "message_id", "event_id"),
            *("link_method", "linked_at"),
        ),
        f"{role}-x",
    )
    consent = {"id": "consent-1.en", "language": "en", "text": "I agree.", "sha256": digest_of("I agree.")}
    more = {"typed_name": name, "company_name": f"Company of {name}", "consent": consent, "text_message_ids": ["7"]}
    full = told | more | {"ip": None, "agent": None}
    return Evidence(f"evd_{role}", "neg_1", "agr_1", role, full, at, 1, "0" * 64, "a" * 64, "seal-1", "c2VhbA==", at)


@pytest.mark.parametrize("lang", ["es", "ar"])
def test_the_certificate_names_both_signers_and_what_no_platform_tells(lang: str) -> None:
    deal, _ = signed(lang)
    say = TEXTS.say(lang)
    records = [record("buyer", "Ana Ruiz"), record("seller", "Bo Li")]
    found = words(print_paper(certificate_paper(deal, deal.agreements[-1], records, say, ISSUER)))
    assert all(part in found for part in ("AnaRuiz", "BoLi", "evd_buyer", "evd_seller", "a" * 64, "seal-1"))


NASTY = (
    "<b>bold</b> **bold** __u__ [link](https://evil.example)",
    "{nb} {page} %s ${x}",
    "a" * 300,
    "名" * 300,
    "مرحبا " * 60,
    "\u202eevil\u202c",
    "👍🏽 שלום",
)


@pytest.mark.parametrize(("nasty", "lang"), [*((nasty, "en") for nasty in NASTY), (NASTY[0], "ar"), (NASTY[5], "ar")])
def test_nothing_that_is_typed_breaks_a_paper(nasty: str, lang: str) -> None:
    blocks = (
        Block("sides", rows=(("Buyer", nasty, nasty), ("Seller", nasty))),
        Block("facts", rows=((nasty[:40], nasty),)),
        Block("table", head=("What", "Amount"), rows=((nasty, "€1.00"),), amounts=1),
        Block("quote", (nasty + "\n") * (2000 // len(nasty))),
    )
    paper = Paper(lang, nasty[:60], "X", blocks, "SHA-256 0", "{page}/{pages}", datetime(2026, 1, 1, tzinfo=UTC))
    reader = PdfReader(io.BytesIO(print_paper(paper)))
    for page in reader.pages:
        assert "/Annots" not in page  # no link came to life
    if nasty.startswith("<b>"):
        assert "<b>bold</b>**bold**" in "".join(reader.pages[0].extract_text().split()) or lang == "ar"


def test_what_no_font_can_draw_is_named() -> None:
    assert readable("a👍\u202eb") == "a⟨U+1F44D⟩⟨U+202E⟩b"


def test_chinese_breaks_between_characters_and_never_before_a_full_stop() -> None:
    lines = broken("买方应在交付后三天内验收货物。" * 5, 3.0, 40.0)
    assert len(lines) > 2
    assert not [line for line in lines if line[0] in "。，"]
    assert "".join(lines) == "买方应在交付后三天内验收货物。" * 5


def test_a_text_that_has_other_words_by_now_is_printed_as_it_was_signed() -> None:
    deal, parties = signed("en")
    old = replace(deal.agreements[-1], agreement_text="Old words\nOf a contract", text_sha256=digest_of("x"))
    found = words(print_paper(agreement_paper(deal, old, parties, WRITE, TEXTS.say("en"), ISSUER)))
    assert "OldwordsOfacontract" in found.replace("Parley", "") or ("Oldwords" in found and "Ofacontract" in found)
    assert "Conditions" not in found


def test_codes_and_amounts_run_from_left_to_right_on_every_paper() -> None:
    """Else the end of a seal stands before its last line, and a day on the wrong side of its month."""
    facts = Block("facts", rows=(("الختم", "V99ySzDPw=="), ("المعرّفات", "(1796037463.49, 1796037463.40)")))
    made_at = datetime(2026, 11, 30, tzinfo=UTC)
    paper = Paper("ar", "شهادة", "S340V7 · 30 نوفمبر 2026", (facts,), "تذييل", "{page}", made_at, issuer="Parley")
    (page,) = pages(print_paper(paper))
    assert "V99ySzDPw==" in page
    assert "(1796037463.49, 1796037463.40)" in page
    assert "Parley  ·  S340V7" not in page, "the two are apart, each in its own order"
