"""The table for the books: a line per posting, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
import itertools
import unicodedata
from dataclasses import replace

import pytest

from adapters.http.api.ledger_sheet import HEADER, safe_cell, sheet_of
from core.trades import Deal
from tests.core.routes import completed

BEFORE = ("", " ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\u202e", "\x00", "\u2028", "\u3000", " \t ")
STARTS = ("=", "+", "-", "@", "＝", "－", "|", "%")
REST = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("https://evil.example","pay")', "WEBSERVICE(A1)", '"\r\n=1+1,"')
CORPUS = tuple("".join(parts) for parts in itertools.product(BEFORE, STARTS, REST))


def _is_formula(cell: str) -> bool:
    """Whether somebody's spreadsheet might calculate it, written without a look at how it is prevented."""
    bare = "".join(one for one in cell if unicodedata.category(one)[0] not in "ZC")
    return bare[:1] != "'" and bare[:1] in set("=+-@|%＝＋－＠") and bool(bare)


def test_there_are_enough_words_to_try() -> None:
    assert len(CORPUS) >= 200
    assert all(_is_formula(words) for words in CORPUS)


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_is_a_formula_and_none_becomes_two(start: str) -> None:
    deal = completed().deal
    assert deal.entries
    for words in (one for one in CORPUS if start in one):
        named: Deal = replace(deal, buyer_name=words, product=replace(deal.product, name=words))
        rows = list(csv.reader(io.StringIO(sheet_of([named], deal.trade.seller_company_id), newline="")))
        assert len(rows) == 1 + len(deal.entries), words
        assert all(len(row) == len(HEADER) for row in rows)
        assert not [cell for row in rows for cell in row if _is_formula(cell)], words


def test_plain_words_stay_as_they_are() -> None:
    for words in ("Brandt Bau GmbH", "M8 × 40 bolt", "Müller & Söhne", "شركة البناء", "钢板", "A=B", "x-1", ""):
        assert safe_cell(words) == words


def test_the_sums_are_those_of_the_ledger_and_a_buyer_sees_no_commission() -> None:
    deal = completed().deal
    seller = list(csv.DictReader(io.StringIO(sheet_of([deal], deal.trade.seller_company_id))))
    buyer = list(csv.DictReader(io.StringIO(sheet_of([deal], deal.trade.buyer_company_id))))
    assert [row["kind"] for row in seller] == [entry.kind for entry in deal.entries]
    assert "commission" in {row["kind"] for row in seller}
    assert not {"commission", "release", "payout_done"} & {row["kind"] for row in buyer}
    captured = next(row for row in buyer if row["kind"] == "capture")
    assert captured["amount"] == f"{deal.entries[0].amount / 100:.2f}"
    assert {row["side"] for row in buyer} == {"buyer"}
