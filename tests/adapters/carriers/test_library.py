"""Carriers by their numbers: check digits decide, links lead to allowed hosts only."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.carriers.library import HOSTS, LibraryCarriers

CARRIERS = LibraryCarriers()


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("1Z5R89390357567127", "UPS"),
        ("1z5r8 9390 3575 67127", "UPS"),
        ("986578788855", "FedEx"),
        ("9400111202555842332669", "USPS"),
        ("RB123456785GB", "Royal Mail"),
        ("TBA000000000000", "Amazon"),
    ],
)
def test_a_number_names_its_carrier(number: str, carrier: str) -> None:
    assert [one.carrier for one in CARRIERS.recognise(number)] == [carrier]


@pytest.mark.parametrize("number", ["1Z5R89390357567128", "RB123456784GB"])
def test_a_wrong_check_digit_is_a_typing_mistake(number: str) -> None:
    assert CARRIERS.recognise(number) == ()
    assert CARRIERS.is_mistyped(number)


@pytest.mark.parametrize("number", ["DBS4711820", "MSKU1234567", "12345", "", "трек-1", "1Z5R89390357567127"])
def test_a_strange_number_is_no_typing_mistake(number: str) -> None:
    assert not CARRIERS.is_mistyped(number)


def test_one_number_of_two_carriers_names_both() -> None:
    assert {one.carrier for one in CARRIERS.recognise("9218360579628558049199")} == {"USPS", "FedEx"}


def test_names_are_written_as_they_usually_are() -> None:
    assert CARRIERS.named("db schenker") == "DB Schenker"
    assert CARRIERS.named("ups") == "UPS"
    assert CARRIERS.named("Fuhrbetrieb Meyer") == "Fuhrbetrieb Meyer"


def test_a_link_belongs_to_the_named_carrier_only() -> None:
    assert CARRIERS.link("UPS", "1Z5R89390357567127").endswith("1Z5R89390357567127")
    assert CARRIERS.link("DB Schenker", "1Z5R89390357567127") == ""
    assert CARRIERS.link("UPS", "DBS4711820") == ""


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["UPS", "DHL", "FedEx", "USPS", "https://evil.example"]))
def test_no_words_make_a_link_to_elsewhere(number: str, carrier: str) -> None:
    link = CARRIERS.link(carrier, number)
    assert not link or (urlsplit(link).scheme == "https" and urlsplit(link).hostname in HOSTS)
