"""Money, numbers and moments in the reader's habit; what is remembered is as true as what is worded afresh."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.text import Say, Texts
from bot.text.words import MissingText
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
