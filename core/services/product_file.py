"""Product files as records: CSV text taken apart line by line, so that one broken row costs one row and no memory.

Problems of the file itself, as `RowProblem(line, field, problem, fields)`:

- file: empty, no-rows
- header: wrong-header (expected, missing, unknown; both lists may be empty when only the order differs),
  wrong-delimiter (found), or what makes a row unreadable
- row: columns (expected, found), unclosed-quote, stray-quote, stray-line-end, too-long (most), nul-byte, not-utf-8
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from io import StringIO
from itertools import chain
from typing import BinaryIO

COLUMNS = ("sku", "name", "description", "category", "unit", "base_price", "currency", "min_order", "stock")
MORE_COLUMNS = ("ships_from", "lead_time_days")
"""Columns that a file may have behind the others: both, or neither."""

_EXAMPLE = (
    *("EX-1", "Oak chair", "Solid oak, oiled.", "Furniture > Chairs", "pcs", "45.00", "EUR", "5", "20"),
    *("Gdańsk, Poland", "10"),
)

RECORD_LENGTH_MAX = 32_768
"""Characters of one record. Far above what its fields may hold, far below the CSV parser's own limit per field."""

_LINE_BYTES_MAX = 4 * RECORD_LENGTH_MAX + 1
"""However it is encoded, a line cut off here still has more characters than a record may have."""

_UNDECODABLE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was left out. `line` is where its record starts, from 1; `fields` fills the sentence in."""

    line: int
    field: str
    problem: str
    fields: Mapping[str, object] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One row as written. `line` is the physical line where it starts."""

    line: int
    values: tuple[str, ...]

    @property
    def by_column(self) -> dict[str, str]:
        """Value by column; columns that the file does not have are empty."""
        return {**dict.fromkeys(MORE_COLUMNS, ""), **dict(zip((*COLUMNS, *MORE_COLUMNS), self.values, strict=False))}


def decoded_lines(stream: BinaryIO) -> Iterator[str]:
    """Lines of a UTF-8 stream. Never raises for their content and never holds more than a bounded piece of one.

    Bytes that are not UTF-8 come out as lone surrogates and the rest of an endless line is skipped:
    `product_records` reports either as a problem of that line.
    """
    while piece := stream.readline(_LINE_BYTES_MAX):
        rest = piece
        while len(rest) == _LINE_BYTES_MAX and not rest.endswith(b"\n"):
            rest = stream.readline(_LINE_BYTES_MAX)
        yield piece.decode("utf-8", "surrogateescape")


def product_records(lines: Iterable[str]) -> Iterator[Record | RowProblem]:
    """The rows below the header, or what is wrong in their place. A bad header is one problem and the end."""
    readings = _readings(_Lines(lines))
    header = next(readings, None)
    if header is None:
        yield RowProblem(1, "file", "empty")
        return
    width = len(header.values) if isinstance(header, Record) else 0
    problem = _header_problem(header) if isinstance(header, Record) else replace(header, field="header")
    if problem is not None:
        yield problem
        return
    first = next(readings, None)
    if first is None:
        yield RowProblem(1, "file", "no-rows")
        return
    for reading in chain((first,), readings):
        if isinstance(reading, Record) and len(reading.values) != width:
            found = len(reading.values)
            yield RowProblem(reading.line, "row", "columns", {"expected": width, "found": found})
        else:
            yield reading


def template() -> bytes:
    """An empty product file with an example, as a spreadsheet opens it: with the mark that says it is UTF-8."""
    text = StringIO()
    csv.writer(text).writerows([(*COLUMNS, *MORE_COLUMNS), _EXAMPLE])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


class _Malformed(Exception):
    """A physical line that the CSV parser must not see."""

    def __init__(self, problem: str, **fields: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fields = fields


class _Lines:
    """Physical lines for the CSV parser: checked, counted, and kept until their record is known to be whole."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self._length = 0
        self._ended = False
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._fresh()
        if self.line == 1 and not self._record:
            line = line.removeprefix("\ufeff")
        self._record.append(line)
        self._length += len(line)
        self._check(line)
        return line

    def begin(self) -> None:
        """A record starts on the next line; `line` is its number."""
        self.line += len(self._record)
        self._record = []
        self._length = 0
        self._ended = False

    def retreat(self) -> None:
        """The record is broken: give up its first line only. What an unclosed quote swallowed is read again."""
        self._again.extendleft(reversed(self._record[1:]))
        del self._record[1:]

    def reason(self) -> str:
        """Why the parser refused the record: told by what was read, for its own sentences are nobody's interface."""
        if len(self._record) > 1 or self._ended:
            return "unclosed-quote"
        return "stray-quote" if '"' in self._record[0] else "stray-line-end"

    def _fresh(self) -> str:
        try:
            return next(self._source)
        except StopIteration:
            self._ended = True
            raise
        except UnicodeDecodeError as error:
            # Somebody else's strict decoder gave up; it cannot be asked for the line after.
            self._source = iter(())
            raise _Malformed("not-utf-8") from error

    def _check(self, line: str) -> None:
        if self._length > RECORD_LENGTH_MAX:
            if len(self._record) > 1:
                raise _Malformed("unclosed-quote")
            raise _Malformed("too-long", most=RECORD_LENGTH_MAX)
        if not line.isascii() and _UNDECODABLE.search(line):
            raise _Malformed("not-utf-8")
        if "\0" in line:
            raise _Malformed("nul-byte")


def _readings(lines: _Lines) -> Iterator[Record | RowProblem]:
    """Every record of any width, header included; blank ones (spreadsheets append them) are passed over."""
    parsed = csv.reader(lines, strict=True)
    while True:
        lines.begin()
        try:
            values = next(parsed, None)
        except _Malformed as flaw:
            yield RowProblem(lines.line, "row", flaw.problem, flaw.fields)
            lines.retreat()
            continue
        except csv.Error:
            yield RowProblem(lines.line, "row", lines.reason())
            lines.retreat()
            continue
        if values is None:
            return
        if any(value.strip() for value in values):
            yield Record(lines.line, tuple(values))


def _header_problem(header: Record) -> RowProblem | None:
    names = tuple(value.strip().casefold() for value in header.values)
    if names in (COLUMNS, (*COLUMNS, *MORE_COLUMNS)):
        return None
    for delimiter in (";", "\t", "|"):
        if len(names) == 1 and names[0].startswith(delimiter.join(COLUMNS)):
            return RowProblem(header.line, "header", "wrong-delimiter", {"found": delimiter})
    return RowProblem(
        header.line,
        "header",
        "wrong-header",
        {
            "expected": ",".join(COLUMNS),
            "missing": ", ".join(name for name in COLUMNS if name not in names),
            "unknown": ", ".join(name[:20] for name in names[:20] if name not in (*COLUMNS, *MORE_COLUMNS)),
        },
    )
