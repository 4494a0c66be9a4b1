"""Money, numbers and moments in the reader's habit; what is remembered is as true as what is worded afresh."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.text import Say, Texts, file_name, words
from bot.text.typed import TYPED, typed_words
from bot.text.words import LANGUAGES, MissingText
from core.money import EXPONENTS, Money


@pytest.fixture
def say() -> Say:
    return Texts().say("en")


@pytest.mark.parametrize("currency", sorted(EXPONENTS))
def test_every_currency_shows_all_its_decimals(say: Say, currency: str) -> None:
    """Even those whose small coins are out of use: what is posted to the cent is shown to the cent."""
    shown = say.money(Money(1_234_567, currency))
    digits = "".join(character for character in shown if character.isdigit())
    assert digits == "1234567"
    assert ("." in shown) == (EXPONENTS[currency] > 0)


def test_amounts_read_as_people_write_them(say: Say) -> None:
    assert say.money(Money(123_450, "EUR")) == "€1,234.50"
    assert say.money(Money(-5, "USD")) == "-$0.05"
    assert say.unit_price(Decimal("0.1250"), "EUR") == "0.125 EUR"
    assert say.quantity(1_200, "sheet") == "1,200 sheets"


def test_a_moment_is_told_in_the_readers_zone() -> None:
    at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert Texts().say("en").moment(at) == "Mon 2 Mar, 23:30 UTC"
    assert Texts().say("en", "Europe/Berlin").moment(at) == "Tue 3 Mar, 00:30 GMT+01:00"


def test_plurals_follow_the_number(say: Say) -> None:
    assert [say("days", days=number) for number in (1, 2, 1)] == ["1 day", "2 days", "1 day"]


def test_a_missing_sentence_or_value_is_a_bug(say: Say) -> None:
    for _ in range(2):
        with pytest.raises(MissingText):
            say("no-such-sentence")
        with pytest.raises(MissingText):
            say("days")


def test_an_unknown_language_reads_english() -> None:
    assert Texts().say("xx-YY").lang == "en"


@pytest.mark.parametrize(
    ("hint", "lang"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("zh_Hant", "zh"),
        ("fr;q=0.4, ru;q=0.7, de;q=0.9", "de"),
        ("de;q=0, es;q=0.2", "es"),
        ("fr, it", "en"),
        ("", "en"),
        ("*", "en"),
        ("de;q=many", "de"),
        (",;,=;q" * 40, "en"),
    ],
)
def test_a_hint_leads_to_the_best_language_we_have(hint: str, lang: str) -> None:
    assert Texts().best(hint) == lang
    assert Texts().say(hint).lang == lang


AMOUNTS = {
    "en": "€1,234,567.89",
    "es": "1.234.567,89\u00a0€",
    "de": "1.234.567,89\u00a0€",
    "ru": "1\u00a0234\u00a0567,89\u00a0€",
    "ar": "\u200f1,234,567.89\u00a0€",
    "zh": "€1,234,567.89",
}
MOMENTS = {
    "en": "Mon 2 Mar, 23:30 UTC",
    "es": "lun 2 mar, 23:30 UTC",
    "de": "Mo. 2. März, 23:30 UTC",
    "ru": "пн 2 мар., 23:30 UTC",
    "ar": "الاثنين 2 مارس، 23:30 UTC",
    "zh": "3月2日周一 23:30 UTC",
}


@pytest.mark.parametrize("lang", AMOUNTS)
def test_money_and_moments_in_every_language(lang: str) -> None:
    say = Texts().say(lang)
    assert say.money(Money(123_456_789, "EUR")) == AMOUNTS[lang]
    assert say.moment(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)) == MOMENTS[lang]


PIECES = {
    "ru": ["0 штук", "1 штука", "2 штуки", "5 штук", "21 штука", "112 штук"],
    "ar": ["0 قطعة", "قطعة واحدة", "قطعتان", "5 قطع", "21 قطعة", "112 قطعة"],
    "es": ["0 unidades", "1 unidad", "2 unidades", "5 unidades", "21 unidades", "112 unidades"],
}


@pytest.mark.parametrize("lang", PIECES)
def test_every_plural_form_is_used(lang: str) -> None:
    said = [Texts().say(lang).quantity(number, "pcs") for number in (0, 1, 2, 5, 21, 112)]
    assert [words.replace("\u2068", "").replace("\u2069", "") for words in said] == PIECES[lang]


def test_a_name_can_not_turn_its_sentence_around() -> None:
    """Names stand apart where directions meet, and nowhere else: a sentence in one script has no invisible marks."""
    assert Texts().say("ar")("home-member", company="Brandt (Bau) GmbH").count("\u2068Brandt (Bau) GmbH\u2069") == 1
    assert Texts().say("en")("home-member", company="شركة النور (دبي)") == "You trade for \u2068شركة النور (دبي)\u2069"
    assert Texts().say("en")("home-member", company="Brandt (Bau) GmbH") == "You trade for Brandt (Bau) GmbH"


def test_commands_have_a_word_in_every_language() -> None:
    words = typed_words()
    assert len(words) == len({Say(lang)(f"typed-{command}").casefold() for lang in LANGUAGES for command in TYPED})
    for lang in LANGUAGES:
        say = Say(lang)
        for command in TYPED:
            assert words[say(f"typed-{command}").casefold()] == command


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("isolating", [False, True], ids=["plain", "isolating"])
def test_a_sentence_that_chooses_nothing_is_worded_as_the_library_does(lang: str, isolating: bool) -> None:
    """The quick way must not differ in a single sign, nor with words that look like its own marks."""
    quick = 0
    for key in Texts().keys[lang]:
        template = words._template(lang, key, isolating)
        if template is None:
            continue
        quick += 1
        values = {name: f"50 % %s <{place}> {{ $x }}" for place, name in enumerate(sorted(template[1]))}
        bundle, pattern = words._pattern(lang, key, isolating)
        assert (template[0] % values, []) == bundle.format_pattern(pattern, values), key
    assert quick > 1_000


def test_a_change_has_its_sign_and_the_decimals_of_the_language() -> None:
    texts = Texts()
    assert [texts.say(lang).change(Decimal("-1.6")) for lang in ("en", "de")] == ["−1.6 %", "−1,6 %"]
    assert texts.say("de").change(Decimal("5.6")) == "+5,6 %"


def test_files_have_names_without_invisible_marks() -> None:
    said = Texts().say("ar")("papers-file-agreement", code="S340V7")
    assert "\u2068" in said
    assert file_name(said) == said.replace("\u2068", "").replace("\u2069", "")
