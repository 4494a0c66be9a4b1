"""What the documents say exists: files, links, targets of the Makefile, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import main
from tests.architecture.tree import ROOT, short

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_FILE = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:py|md|ftl|lock))?|[\w-]+\.(?:py|toml|lock))`")
_LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")
_TARGET = re.compile(r"^([a-z]+):.*?## \S", re.MULTILINE)
_MAKE = re.compile(r"\bmake ([a-z]+)\b(?=[`\n]| ARGS)")
_COMMAND = re.compile(r"(?:python -m bot|parley) ([a-z][a-z-]+)")
NOT_HERE = ("var/", "payment_timeouts.py", "offer_expiry.py", "auto_release.py")
"""Made at run time, or named because it was decided against."""


def _targets() -> set[str]:
    return set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))


def _commands(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        main(["--help"])
    return set(re.findall(r"^    ([a-z][a-z-]+)\b", capsys.readouterr().out, re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_files_and_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [name for name in _FILE.findall(text) if not name.startswith(NOT_HERE)]
    assert not [name for name in named if not (ROOT / name).exists()]
    assert not [link for link in _LINK.findall(text) if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_targets_and_commands_exist(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = document.read_text(encoding="utf-8")
    assert set(_MAKE.findall(text)) <= _targets()
    assert set(_COMMAND.findall(text)) <= _commands(capsys)


def test_the_readme_names_every_target_and_command(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z]+)", text)) == _targets()
    assert _commands(capsys) <= set(re.findall(r"`([a-z-]+)`", text))


def test_the_readme_begins_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"```\n(.*?)```", text, re.DOTALL)[0] == "make sandbox\nmake test\n"


def test_every_target_is_declared_and_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == _targets()


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(_LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("0*.md")}
