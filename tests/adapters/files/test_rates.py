"""The operator's rates: read at the start, read again when the file changes, and a bad file leaves the last good ones."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.files.rates import BYTES_MAX, RatesFile
from core.rates import BadRates


def _write(path: Path, content: str, *, seconds: int) -> None:
    path.write_text(content, encoding="utf-8")
    os.utime(path, (seconds, seconds))


def _table(usd: str) -> str:
    return json.dumps({"base": "EUR", "as_of": "2026-11-28", "rates": {"USD": usd}})


async def test_a_new_file_is_read_when_its_time_changes(tmp_path: Path) -> None:
    path = tmp_path / "rates.json"
    _write(path, "\ufeff" + _table("1.08"), seconds=1_000)
    rates = RatesFile(path)
    assert rates.table.rates["USD"] == Decimal("1.08")
    before = rates.table
    await rates.refresh()
    assert rates.table is before
    _write(path, _table("1.10"), seconds=2_000)
    await rates.refresh()
    assert rates.table.rates["USD"] == Decimal("1.10")


async def test_a_bad_file_later_leaves_the_last_good_rates(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "rates.json"
    _write(path, _table("1.08"), seconds=1_000)
    rates = RatesFile(path)
    _write(path, _table("-1"), seconds=2_000)
    await rates.refresh()
    await rates.refresh()
    assert [line.getMessage() for line in caplog.records] == [
        "the new exchange rates are not usable, the last ones stay"
    ]
    path.unlink()
    await rates.refresh()
    assert rates.table.rates["USD"] == Decimal("1.08")
    _write(path, _table("1.20"), seconds=3_000)
    await rates.refresh()
    assert rates.table.rates["USD"] == Decimal("1.20")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, r"the file can not be read \(FileNotFoundError\)"),
        (b"\xff\xfe", "the file is not UTF-8"),
        (b" " * (BYTES_MAX + 1), "the file is larger than 64 KiB"),
        (b"{", "it is not JSON"),
    ],
)
def test_nothing_starts_with_a_bad_file(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "rates.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadRates, match=sentence):
        RatesFile(path)
