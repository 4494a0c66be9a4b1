"""What people type, made safe to keep."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidValue
from core.wording import clean_text, cleaned

KEPT = [
    ("Ana Ruiz", "Ana Ruiz"),
    ("  Ana  ", "Ana"),
    ("line\r\nbreak\rhere", "line\nbreak\nhere"),
    ("tab\there", "tab\there"),
    ("cafe\u0301", "café"),
    ("cafe\u200b\u0301", "café"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("👩\u200d🔧", "👩\u200d🔧"),
    ("漢字", "漢字"),
]
DROPPED = [
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200b", "\ufeff", "\u00ad", "\u2028", "\u2029", "\0", "\x1b",
    "\x7f", "\x85", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), KEPT)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@pytest.mark.parametrize("character", DROPPED, ids=lambda character: f"U+{ord(character):04X}")
def test_what_could_deceive_is_dropped(character: str) -> None:
    assert cleaned(f"Acme{character} Ltd") == "Acme Ltd"
    assert cleaned(character) == ""


awkward = st.text(" \n\u00a0\u200b\u200c\u200d\u202ee\u0301a", max_size=12)


@given(st.text(max_size=60) | awkward)
def test_cleaning_is_done_once_for_all(typed: str) -> None:
    once = cleaned(typed)
    assert cleaned(once) == once
    assert once == once.strip() == unicodedata.normalize("NFC", once)
    assert not {unicodedata.category(c) for c in once if c not in "\n\t\u200c\u200d"} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(max_size=60), st.integers(1, 20))
def test_bounds_hold_after_cleaning(typed: str, most: int) -> None:
    with suppress(InvalidValue):
        assert 1 <= len(clean_text(typed, "name", length_max=most)) <= most


@pytest.mark.parametrize(
    ("typed", "problem", "fields"),
    [(" \u200b ", "empty", {}), ("A", "too-short", {"least": 2}), ("A" * 9, "too-long", {"most": 8})],
)
def test_what_is_refused(typed: str, problem: str, fields: dict[str, int]) -> None:
    with pytest.raises(InvalidValue) as caught:
        clean_text(typed, "name", length_max=8, length_min=2)
    assert (caught.value.field, caught.value.problem) == ("name", problem)
    assert caught.value.fields == {"field": "name", "problem": problem, **fields}


def test_an_answer_may_be_left_out_where_it_is_not_required() -> None:
    assert clean_text(" ", "notes", length_max=8, length_min=2, required=False) == ""


def test_invisible_joiners_alone_are_nothing() -> None:
    assert cleaned("\u200c \u200d") == ""
    assert cleaned("\u200cAcme\u200d") == "Acme"
