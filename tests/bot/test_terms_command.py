"""`terms --stdin` answers a line for a line, whatever the lines are."""

from __future__ import annotations

import io
import json

from bot.cli import main
from bot.commands.reading_terms import run_terms

KEYS = ["quantity", "unit", "unit_price", "currency", "incoterm", "place", "lead_time_days", "valid_until"]


def test_a_draft_for_every_line(monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    lines = [
        json.dumps({"lang": "en", "text": "can do 500 pcs @ 4.20 FOB Shenzhen, 3 wks, valid till Friday"}),
        "not json",
        json.dumps(["a", "list"]),
        json.dumps({"lang": "de-AT", "text": "12,50 $ pro Stück", "currency": "cad"}),
        "",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert main(["terms", "--stdin", "--now", "2026-11-30T09:00:00Z"]) == 0
    drafts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(draft) for draft in drafts] == [KEYS] * 4
    assert drafts[0] == dict(zip(KEYS, (500, "pcs", "4.20", None, "FOB", "Shenzhen", 21, "2026-12-04"), strict=True))
    assert drafts[1] == drafts[2] == dict.fromkeys(KEYS)
    assert (drafts[3]["unit_price"], drafts[3]["currency"]) == ("12.50", "CAD")


def test_a_moment_that_is_none_is_refused() -> None:
    out = io.StringIO()
    assert run_terms(["{}"], out, now="yesterday") == 2
    assert out.getvalue() == ""
