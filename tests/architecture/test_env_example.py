"""`.env.example` names every setting, says what each is for, and changes nothing when it is copied as it is."""

from __future__ import annotations

import re

import pytest

from bot.settings import Settings, read_settings
from tests.architecture.tree import ROOT

EXAMPLE = ROOT / ".env.example"
_SETTING = re.compile(r"([A-Z][A-Z0-9_]*)=")


def _paragraphs() -> list[list[str]]:
    return [part.splitlines() for part in EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")]


def _names() -> list[str]:
    return [found[1] for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if (found := _SETTING.match(line))]


def test_every_setting_is_there_once_and_nothing_else() -> None:
    assert sorted(_names()) == sorted(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_a_sentence_above_it(name: str) -> None:
    lines = next(lines for lines in _paragraphs() if any(line.startswith(f"{name}=") for line in lines))
    words = " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))
    assert len(words.split()) >= 4, words
    assert words.endswith("."), words


def test_a_copy_of_it_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
    assert read_settings(_env_file=EXAMPLE) == read_settings(_env_file=None)


def test_every_setting_describes_itself() -> None:
    assert not [name for name, field in Settings.model_fields.items() if not field.description]
