"""SECURITY.md names a test for every threat, and every one of them exists."""

from __future__ import annotations

import re

from tests.architecture.tree import ROOT

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line][1:]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)`")


def test_every_threat_names_its_tests() -> None:
    assert len(ROWS) > 20
    assert not [row for row in ROWS if not _NAMED.search(row)]


def test_every_test_that_is_named_exists() -> None:
    named = set(_NAMED.findall(PAGE))
    assert not sorted(path for path in named if not (ROOT / path).is_file())


def test_all_that_somebody_could_want_is_considered() -> None:
    wants = {letter for row in ROWS for letter in row.split("|")[2].split()}
    assert wants == {*"STRIDE"}
