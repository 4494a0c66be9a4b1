"""Exchange rates that are not usable: nothing starts, nothing is made, and the sentence names the setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import build
from bot.cli import main
from bot.settings import BadSettings, read_settings


@pytest.mark.parametrize("content", ["{", '{"base": "EUR", "as_of": "2026-11-28", "rates": {"USD": "0"}}'])
def test_bad_rates_stop_the_start_with_a_sentence(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rates.json"
    path.write_text(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RATES_FILE", str(path))
    with pytest.raises(BadSettings, match="RATES_FILE: "):
        build(read_settings())
    assert [each.name for each in tmp_path.iterdir()] == ["rates.json"]
    assert main(["check"]) == 1
    assert "- RATES_FILE: " in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'market.sqlite3'}")
    assert main(["migrate"]) == 0
    capsys.readouterr()
    monkeypatch.setattr("bot.commands.running.set_up_logging", lambda _level: None)
    assert main(["serve"]) == 2
    assert "The settings are not usable:\nRATES_FILE: " in capsys.readouterr().err
