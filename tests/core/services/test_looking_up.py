"""One among many, by what was typed: beginnings first, then what is one slip of the finger away."""

from __future__ import annotations

import pytest

from core.services.looking_up import best

NAMED = [
    ("cat_tubes", "Metals > Steel > Tubes"),
    ("cat_sheet", "Metals > Steel > Sheet"),
    ("cat_copper", "Metals > Copper"),
    ("cat_oak", "Wood > Oak"),
    ("cat_pumps", "Machines > Pumps > Centrifugal pumps"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tub", ["cat_tubes"]),
        ("steel", ["cat_tubes", "cat_sheet"]),
        ("STEEL sh", ["cat_sheet"]),
        ("stele", ["cat_tubes", "cat_sheet"]),
        ("coper", ["cat_copper"]),
        ("centrifgal pmps", ["cat_pumps"]),
        ("cenrif", ["cat_pumps"]),
        ("bananas", []),
        ("steel bananas", []),
        ("\u202e\x00<!channel>", []),
    ],
)
def test_what_is_meant_is_found(typed: str, found: list[str]) -> None:
    assert [one for one, _ in best(typed, NAMED)] == found


def test_before_anything_is_typed_the_first_are_offered() -> None:
    assert best("", NAMED, limit=2) == NAMED[:2]
    assert best("  ", NAMED) == NAMED


def test_a_whole_book_as_a_question_is_looked_at_no_further_than_a_name_is_long() -> None:
    assert best("steel " * 10_000, NAMED, limit=1) == NAMED[:1]
