"""The terms parser against written phrases: a wrong number is worse than none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.terms.corpus_of_phrases import FOLDER, HELD_OUT, LANGUAGES, Phrase, phrases, score


def _all(folder: Path) -> list[Phrase]:
    return [phrase for lang in LANGUAGES for phrase in phrases(folder, lang)]


def test_the_corpus_is_large_and_in_every_language() -> None:
    assert len(_all(FOLDER)) >= 300
    assert all(len(phrases(FOLDER, lang)) >= 50 for lang in LANGUAGES)


@pytest.mark.parametrize("folder", [FOLDER, HELD_OUT], ids=["corpus", "held-out"])
def test_what_is_proposed_is_right_and_little_is_missed(folder: Path) -> None:
    found, differences = score(_all(folder))
    assert found.precision >= 0.98, differences
    assert found.recall >= 0.90, differences


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_language_is_carried_by_the_others(lang: str) -> None:
    found, differences = score(phrases(FOLDER, lang))
    assert found.precision >= 0.98, differences
    assert found.recall >= 0.90, differences
