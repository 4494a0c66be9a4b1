"""The reader of the cross-language demo: it finds what is in another language, and leaves people's own words alone."""

from __future__ import annotations

import pytest

from bot.demo.stage_languages import foreign_words
from bot.text import Say, Texts
from bot.text.words import LANGUAGES


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_sentences_of_another_language_are_found(reader: str, other: str) -> None:
    for key in ("notice-sign-now", "home-stranger", "turn-provider", "error-not-found"):
        assert bool(foreign_words(Say(other)(key), reader, [])) == (reader != other)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_foreign_in_its_own_language(lang: str) -> None:
    keys = [key for key in Texts().keys[lang] if key.startswith(("state-", "notice-remind-", "done-", "button-"))]
    said = []
    for key in keys:
        try:
            said.append(Say(lang)(key))
        except KeyError:
            continue  # it needs values
    assert len(said) > 100
    assert not foreign_words("\n".join(said), lang, [])


def test_what_people_wrote_is_theirs() -> None:
    assert foreign_words("卖方: Steel and sheets", "zh", ["Steel and sheets"]) == []
    assert foreign_words("卖方: Steel and sheets", "zh", []) != []
