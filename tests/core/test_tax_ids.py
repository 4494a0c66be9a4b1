"""Tax ids: a wrong digit is found where the rules are known, and nobody's is refused for being of another kind."""

from __future__ import annotations

import pytest

from core.tax_ids import is_mistyped

RIGHT = (
    "DE136695976",
    "de 136 695 976",
    "ATU12345675",
    "IE6388047V",
    "FR 61 954 506 077",
    "ESB58378431",
    "EL 094259216",
    "NL4495445B01",
    "IT00743110157",
    "PL8567346215",
    "GB 980 7806 84",
    "XI980780684",
    "CHE-107.787.577 IVA",
    "NO 995 525 828 MVA",
    "91110000600037341L",
    "27AAPFU0939F1ZV",
    "16.727.230/0001-97",
)


@pytest.mark.parametrize("number", RIGHT)
def test_a_right_number_passes_and_a_wrong_digit_in_it_does_not(number: str) -> None:
    assert not is_mistyped(number)
    places = [place for place, sign in enumerate(number) if sign.isdigit()]
    last = places[-3] if number.startswith("NL") else places[-1]
    wrong = [number[:last] + digit + number[last + 1 :] for digit in "0123456789" if digit != number[last]]
    assert sum(is_mistyped(each) for each in wrong) >= 8


@pytest.mark.parametrize("number", ["DE123456789", "DE13669597", "DE1366959766", "ATU1234567", "CHE-107.787.57"])
def test_a_digit_too_many_or_too_few_is_found(number: str) -> None:
    assert is_mistyped(number)


@pytest.mark.parametrize(
    "number", ["12/345/67890", "DE 12/345/67890", "HRB 12345", "ES-B123", "12-3456789", "7707083893", "100123456700003"]
)
def test_what_has_no_known_form_passes_as_typed(number: str) -> None:
    assert not is_mistyped(number)
