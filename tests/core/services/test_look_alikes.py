"""Which names can be mistaken for each other, and which for the market's own."""

from __future__ import annotations

import pytest

from core.likeness import alike, parts, seems_official, shape


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hansa Möbel GmbH", "Hansa Mobel Ltd."),
        ("Hansa Möbel", "H4nsa M0bel S.L."),
        ("Nordlicht AG", "NORDLICHT GmbH & Co. KG"),
        ("Acme Trading", "Асме Trading"),
        ("Modern Timber", "Modem Timber"),
        ("Wolff & Vogel", "VVolff-Vogel"),
        ("Apple Orchard", "Appie Orchard"),
        ("Northwind Traders", "Northwind Trader"),
        ("Hansa Metalworks", "Hansa Metal works GmbH"),
        ("Hansa Metalworks", "Hansa Metalwroks"),
        ("Nordlicht", "Nordlichd"),
        ("Brandt Bau GmbH", "Brandt Bau International Holding"),
        ("Kobenhavn Traelast", "K\u00f8benhavn Tr\u00e6last ApS"),
        ("\u0421\u0430\u0440\u0435", "Cape"),
        ("Hansa Möbel", "Hansa Moebel"),
        ("Bäckerei Größe", "Baeckerei Groesse"),
        ("Hansa Möbel S. L.", "Hansa Möbel"),
        ("Polska Stal Sp. z o.o.", "Polska Stal"),
        ("Oak G m b H", "Oak"),
    ],
)
def test_a_hurried_reader_takes_one_for_the_other(one: str, other: str) -> None:
    assert alike(shape(one), shape(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hansa Möbel", "Hansa Metall"),
        ("Oak & Co", "Ash & Co"),
        ("Depot 2", "Depot 9"),
        ("Holz", "Harz"),
        ("Nordwind Logistik", "Nordwind"),
        ("Group", "Holding"),
        ("GmbH", "Ltd"),
    ],
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert not alike(shape(one), shape(other))


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Support Desk Ltd", True),
        ("Escr0w Services", True),
        ("Parleypay", True),
        ("The Moderators", True),
        ("Supportive Shoes", False),
        ("Systems & Sons", False),
        ("Hansa Möbel", False),
    ],
)
def test_names_of_the_market_itself_are_noticed(name: str, official: bool) -> None:
    assert seems_official(name) is official


@pytest.mark.parametrize(
    ("name", "operator", "official"),
    [
        ("Hansa Handelsplatz Service", "Hansa Handelsplatz GmbH", True),
        ("H4nsa Handelsplatz", "Hansa Handelsplatz GmbH", True),
        ("Hansa Möbel", "Hansa Handelsplatz GmbH", False),
        ("Oakland Timber", "Oak", False),
        ("Hansa Möbel", "", False),
    ],
)
def test_nobody_passes_for_who_runs_the_market(name: str, operator: str, official: bool) -> None:
    assert seems_official(name, operator) is official


def test_a_whole_name_within_a_longer_one_is_found_by_whole_words() -> None:
    assert shape("Siemens AG") in parts("Siemens Deutschland GmbH")
    assert shape("Polar Timber") in parts("The Polar-Timber Trading Co.")
    assert shape("Siemens AG") not in parts("Siemensstadt Bau") | parts("Siemens GmbH")
    assert shape("Oak") not in parts("Oak Timber"), "too short to be a name that somebody passes for"
