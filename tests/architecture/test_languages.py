"""Six languages say the same, each in its own grammar: keys, values, plural forms, script, address, and room on buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast

from bot.text.words import LANGUAGES, NAMES, RIGHT_TO_LEFT
from tests.architecture.tree import ROOT

FOLDER = ROOT / "bot" / "text"
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
BUTTON_LENGTH_MAX = 40
"""Platforms take 75 characters; a telephone shows about half of that."""
TITLE_LENGTH_MAX = 24
"""The title of a Slack modal, and its buttons."""

LETTERS = {
    "en": r"a-zA-Z",
    "es": r"a-zA-ZáéíóúüñÁÉÍÓÚÜÑ",
    "de": r"a-zA-ZäöüßÄÖÜ",
    "ru": r"\u0400-\u04ff",
    "ar": r"\u0600-\u06ff",
    "zh": r"\u4e00-\u9fff",
}
SCRIPTS = {
    "latin": r"[a-zA-Z\u00c0-\u024f]",
    "cyrillic": r"[\u0400-\u04ff]",
    "arabic": r"[\u0600-\u06ff]",
    "han": r"[\u4e00-\u9fff]",
}
OWN = {"en": "latin", "es": "latin", "de": "latin", "ru": "cyrillic", "ar": "arabic", "zh": "han"}
FAMILIAR = {
    "es": r"\b(tú|te|tu|tus|ti|contigo|puedes|tienes|quieres)\b",
    "de": r"\b(du|dich|dir|dein|deine[mnrs]?|kannst|hast|willst|euch|euer|eure)\b",
    "ru": r"\b(ты|тебя|тебе|тобой|твой|твоя|твоё|твои|можешь|хочешь)\b",
    "zh": r"你",
}
"""Companies are addressed formally; these words belong to friends."""


@cache
def entries(lang: str) -> dict[str, ast.Message | ast.Term]:
    found: dict[str, ast.Message | ast.Term] = {}
    for path in sorted((FOLDER / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message | ast.Term):
                found[f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name] = entry
    return found


def messages(lang: str) -> dict[str, ast.Message | ast.Term]:
    return {key: entry for key, entry in entries(lang).items() if not key.startswith("-")}


def parts(node: object, kind: type[ast.BaseNode]) -> Iterator[ast.BaseNode]:
    """Everything of this kind at or below a node."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, ast.BaseNode):
        for part in vars(node).values():
            for inner in part if isinstance(part, list) else [part]:
                yield from parts(inner, kind)


def variants(select: ast.BaseNode) -> list[str]:
    assert isinstance(select, ast.SelectExpression)
    return [
        variant.key.name if isinstance(variant.key, ast.Identifier) else str(variant.key.value)
        for variant in select.variants
    ]


def words(entry: ast.Message | ast.Term) -> str:
    """What is written in a sentence, without what is filled in."""
    return " ".join(str(text.value) for text in parts(entry, ast.TextElement) if isinstance(text, ast.TextElement))


def test_every_language_has_the_same_files() -> None:
    english = {path.name for path in (FOLDER / "en").glob("*.ftl")}
    assert {lang: {path.name for path in (FOLDER / lang).glob("*.ftl")} for lang in OTHERS} == dict.fromkeys(
        OTHERS, english
    )
    assert set(NAMES) == set(LANGUAGES)
    assert {lang for lang in LANGUAGES if Locale.parse(lang).text_direction == "rtl"} == RIGHT_TO_LEFT


@pytest.mark.parametrize("lang", OTHERS)
def test_keys_and_their_files_are_the_same(lang: str) -> None:
    def places(of: str) -> dict[str, str]:
        return {
            entry.id.name: path.name
            for path in (FOLDER / of).glob("*.ftl")
            for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
            if isinstance(entry, ast.Message | ast.Term)
        }

    assert places(lang) == places("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_form_of_the_language_is_there(lang: str) -> None:
    """Whatever selects by number has exactly the forms that CLDR knows for the language."""
    forms = {"other", *Locale.parse(lang).plural_form.tags}
    wrong = {
        key: names
        for key, entry in entries(lang).items()
        for select in parts(entry, ast.SelectExpression)
        if set(names := variants(select)) <= PLURALS and set(names) != forms
    }
    assert not wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_counts_in_english_counts_everywhere(lang: str) -> None:
    """A sentence that differs by number in English does so in each language that has more than one form."""
    forms = {"other", *Locale.parse(lang).plural_form.tags}

    def counting(of: str) -> set[str]:
        return {
            key
            for key, entry in messages(of).items()
            if any(set(variants(select)) <= PLURALS for select in parts(entry, ast.SelectExpression))
        }

    assert len(forms) == 1 or not counting("en") - counting(lang)


@pytest.mark.parametrize("lang", OTHERS)
def test_choices_by_word_are_the_same(lang: str) -> None:
    def choices(of: str) -> dict[str, list[list[str]]]:
        found = {
            key: sorted(
                sorted(names)
                for select in parts(entry, ast.SelectExpression)
                if not set(names := variants(select)) <= PLURALS
            )
            for key, entry in messages(of).items()
        }
        return {key: names for key, names in found.items() if names}

    assert choices(lang) == choices("en")


@pytest.mark.parametrize("lang", OTHERS)
def test_nothing_is_left_untranslated(lang: str) -> None:
    """A sentence of several words is not the English one, and holds letters of the language."""
    english = messages("en")
    left = []
    for key, entry in messages(lang).items():
        said, original = words(entry), words(english[key]) if key in english else ""
        long = len(re.findall(r"[A-Za-z]{2,}", original)) > 2
        if long and (said == original or not re.search(f"[{LETTERS[lang]}]", said)):
            left.append(key)
    assert not left


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_other_script_slips_in(lang: str) -> None:
    """Latin names and codes are at home everywhere; Cyrillic, Arabic and Chinese letters only in their own languages."""
    foreign = [script for name, script in SCRIPTS.items() if name not in ("latin", OWN[lang])]
    assert not [
        key for key, entry in entries(lang).items() if any(re.search(script, words(entry)) for script in foreign)
    ]


@pytest.mark.parametrize("lang", sorted(FAMILIAR))
def test_people_are_addressed_formally(lang: str) -> None:
    assert not [key for key, entry in entries(lang).items() if re.search(FAMILIAR[lang], words(entry).casefold())]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_buttons_are_short(lang: str) -> None:
    assert not {
        key: said
        for key, entry in messages(lang).items()
        if key.startswith(("button-", "act-")) and len(said := words(entry).strip()) > BUTTON_LENGTH_MAX
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_invisible_marks_are_written_by_hand(lang: str) -> None:
    """Direction is the loader's business; a mark in a file can not be seen in review."""
    assert not [
        key
        for key, entry in entries(lang).items()
        if re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", words(entry))
    ]
