"""What is claimed about signatures and money: a simple electronic signature, and a protected payment; no more."""

from __future__ import annotations

import re

from bot.text.words import LANGUAGES
from tests.architecture.tree import ROOT

CLAIMS = re.compile(
    r"\b(?:advanced|qualified)\s+(?:electronic\s+)?signature|qualifizierte\w*\s+(?:elektronische\w*\s+)?signatur"
    r"|fortgeschrittene\w*\s+(?:elektronische\w*\s+)?signatur|firma\s+(?:electrónica\s+)?(?:avanzada|cualificada)"
    r"|усиленн\w+\s+(?:\w+\s+)?(?:электронн\w+\s+)?подпис|квалифицированн\w+\s+(?:электронн\w+\s+)?подпис"
    r"|توقيع\s+(?:إلكتروني\s+)?(?:متقدم|مؤهل)|(?:高级|合格|可靠)(?:的)?电子签名",
    re.IGNORECASE,
)
ESCROW = re.compile(r"escrow|treuhand|эскроу|depósito en garantía|托管|ضمان مالي", re.IGNORECASE)
SIMPLE = {
    "en": "simple electronic signature",
    "es": "firma electrónica simple",
    "de": "einfachen elektronischen Signatur",
    "ru": "простой электронной подписью",
    "ar": "توقيع إلكتروني بسيط",
    "zh": "简单电子签名",
}


def _sentences(lang: str) -> str:
    """Everything a person can read in a language, without the comments that translators read."""
    files = sorted((ROOT / "bot" / "text" / lang).glob("*.ftl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return "\n".join(line for line in lines if not line.startswith("#"))


def test_no_more_than_a_simple_signature_is_claimed() -> None:
    pages = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
    texts = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in pages}
    texts |= {lang: _sentences(lang) for lang in LANGUAGES}
    assert not {name for name, text in texts.items() if CLAIMS.search(text)}


def test_every_language_says_which_signature_it_is() -> None:
    for lang in LANGUAGES:
        assert _sentences(lang).count(SIMPLE[lang]) >= 3, lang  # consent, agreement, certificate


def test_people_never_read_of_escrow_but_through_the_one_term() -> None:
    found = {
        f"{lang}: {line}"
        for lang in LANGUAGES
        for line in _sentences(lang).splitlines()
        if ESCROW.search(line) and not line.startswith("-escrow") and ESCROW.search(line.partition("=")[2])
    }
    assert not found


def test_the_lint_finds_what_it_looks_for() -> None:
    assert CLAIMS.search("We offer a qualified electronic signature.")
    assert CLAIMS.search("mit qualifizierter elektronischer Signatur")
    assert ESCROW.search("Your money is in escrow.")
