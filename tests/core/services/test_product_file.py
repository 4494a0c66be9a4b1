"""What is read out of a file, however broken: each flaw is named on its line and the rest is still there."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.services.product_file import (
    COLUMNS,
    RECORD_LENGTH_MAX,
    Record,
    RowProblem,
    decoded_lines,
    product_records,
)

HEADER = ",".join(COLUMNS)


def row(sku: str, name: str = "Bolt") -> str:
    return f"{sku},{name},Of steel,Fasteners,pcs,1.50,EUR,10,100"


def read(content: str | bytes) -> list[Record | RowProblem]:
    raw = content.encode() if isinstance(content, str) else content
    return list(product_records(decoded_lines(io.BytesIO(raw))))


def summary(content: str | bytes) -> list[tuple[int, str]]:
    """(line, article number) of rows and (line, "field problem") of problems."""
    return [
        (entry.line, entry.values[0] if isinstance(entry, Record) else f"{entry.field} {entry.problem}")
        for entry in read(content)
    ]


def test_rows_come_with_the_line_they_start_on() -> None:
    several = 'B,Nut,"Two\nlines, and ""quotes""",Fasteners,pcs,1,EUR,1,1'
    entries = read(f"{HEADER}\n{row('A')}\n{several}\n\n{row('C')}\n")
    assert [(entry.line, entry.values[0]) for entry in entries if isinstance(entry, Record)] == [
        (2, "A"),
        (3, "B"),
        (6, "C"),
    ]
    assert isinstance(entries[1], Record)
    assert entries[1].by_column["description"] == 'Two\nlines, and "quotes"'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"\ufeff{HEADER}\n{row('A')}\n", id="byte order mark"),
        pytest.param(f'\ufeff"sku",{HEADER.partition(",")[2]}\n{row("A")}\n', id="mark before a quote"),
        pytest.param(f"{HEADER}\r\n{row('A')}\r\n", id="Windows line ends"),
        pytest.param(f"{HEADER}\n{row('A')}", id="no last line end"),
        pytest.param(f" SKU ,{HEADER.partition(',')[2].title()}\n{row('A')}\n", id="header in another case"),
        pytest.param(f"{HEADER}\n{row('A')}\n,,,,,,,,\n  \n", id="blank rows at the end"),
    ],
)
def test_habits_of_spreadsheets_are_tolerated(content: str) -> None:
    assert summary(content) == [(2, "A")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("", (1, "file empty"), id="empty"),
        pytest.param("\n\n  \n", (1, "file empty"), id="blank"),
        pytest.param(f"{HEADER}\n", (1, "file no-rows"), id="header only"),
        pytest.param(f"{row('A')}\n{row('B')}\n", (1, "header wrong-header"), id="no header"),
        pytest.param(f"id,{HEADER}\n1,{row('A')}\n", (1, "header wrong-header"), id="leading column"),
        pytest.param(f"{HEADER},sku\n", (1, "header wrong-header"), id="column twice"),
        pytest.param(f"{HEADER.replace(',', ';')}\nA;B\n", (1, "header wrong-delimiter"), id="semicolons"),
        pytest.param(f"{HEADER}\n{row('A')}\n".encode("utf-16"), (1, "header not-utf-8"), id="UTF-16"),
        pytest.param(f"{HEADER}\n".encode("utf-16-le"), (1, "header nul-byte"), id="UTF-16 without mark"),
        pytest.param(f"{HEADER}\r{row('A')}\r", (1, "header stray-line-end"), id="old Macintosh"),
        pytest.param(f'"{HEADER}\n{row("A")}\n', (1, "header unclosed-quote"), id="quote in the header"),
        pytest.param(b"x" * 1_000_000, (1, "header too-long"), id="one endless line"),
    ],
)
def test_an_unusable_file_is_one_problem_and_the_end(content: str | bytes, expected: tuple[int, str]) -> None:
    assert summary(content) == [expected]


def test_a_wrong_header_says_what_is_missing_and_unknown() -> None:
    (problem,) = read("sku,name,description,category,unit,price,currency,min_order,stock\n")
    assert isinstance(problem, RowProblem)
    assert problem.fields == {"expected": HEADER, "missing": "base_price", "unknown": "price"}


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        pytest.param(b"A,Bolt,too short", "columns", id="too few columns"),
        pytest.param(row("A").encode() + b",more", "columns", id="too many columns"),
        pytest.param(b'A,"Bolt,' + row("").encode(), "unclosed-quote", id="quote never closed"),
        pytest.param(row("A", '"5" bolt').encode(), "stray-quote", id="quote inside quotes"),
        pytest.param(row("A", "Bo\rlt").encode(), "stray-line-end", id="lone carriage return"),
        pytest.param(row("A", "Bo\0lt").encode(), "nul-byte", id="NUL"),
        pytest.param(row("A", "Schlüssel").encode("latin-1"), "not-utf-8", id="Latin-1"),
        pytest.param(row("A", "x" * 200_000).encode(), "too-long", id="field over the parser's limit"),
        pytest.param(row("A", "é" * RECORD_LENGTH_MAX).encode(), "too-long", id="long and not ASCII"),
    ],
)
def test_a_broken_row_costs_itself_only(broken: bytes, reason: str) -> None:
    good = [row(f"G{number}") for number in range(3)]
    content = b"\n".join([HEADER.encode(), good[0].encode(), broken, good[1].encode(), good[2].encode(), b""])
    assert summary(content) == [(2, "G0"), (3, f"row {reason}"), (4, "G1"), (5, "G2")]


def test_what_an_unclosed_quote_swallowed_is_read_again_even_quotes_and_all() -> None:
    lines = [HEADER, 'A,"Bolt,Of steel', *(row(f"G{number}", '"Nut, small"') for number in range(2000))]
    found = summary("\n".join(lines))
    assert found[0] == (2, "row unclosed-quote")
    assert found[1:] == [(number + 3, f"G{number}") for number in range(2000)]


def test_an_unclosed_quote_holds_a_bounded_piece_of_the_file() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for line in (f"{HEADER}\n", '"\n', *('","\n' for _ in range(50_000))):
            taken += len(line)
            yield line

    entries = product_records(lines())
    first = next(entries)
    assert isinstance(first, RowProblem)
    assert first.problem == "unclosed-quote"
    assert taken <= 2 * RECORD_LENGTH_MAX


def test_a_record_of_many_lines_is_refused_where_it_starts() -> None:
    rows = [row("G")] * 1000
    assert summary("\n".join([HEADER, 'A,"', *rows, ""]))[0] == (2, "row unclosed-quote")


def test_a_strict_text_stream_that_gives_up_is_reported() -> None:
    raw = f"{HEADER}\n{row('A')}\n".encode() + b"\xff" * 20_000
    with io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", newline="") as stream:
        entries = list(product_records(stream))
    assert isinstance(entries[-1], RowProblem)
    assert entries[-1].problem == "not-utf-8"


_PIECES = st.sampled_from(['"', '""', ",", "\n", "\r\n", "\r", "\0", "\ufeff", "A", "é", row("A"), f"{HEADER}\n"])


@given(st.lists(_PIECES, max_size=60).map("".join), st.booleans())
def test_no_text_makes_it_fail_and_lines_never_go_back(text: str, headed: bool) -> None:
    content = f"{HEADER}\n{text}" if headed else text
    lines = [entry.line for entry in read(content)]
    assert lines == sorted(set(lines))
    assert all(1 <= line <= content.count("\n") + 1 for line in lines)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    assert read(f"{HEADER}\n".encode() + raw)
    assert read(raw)
