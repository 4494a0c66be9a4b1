"""Every screen with its longest data, in every language, on every platform: it fits, and nobody loses a word or a button."""

from __future__ import annotations

import pytest

from bot.text import Say
from bot.text.words import LANGUAGES
from tests.chats.catalogue import CATALOGUE
from tests.chats.renderers import RENDERERS, Renderer, lost


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda renderer: renderer.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_fits_and_is_whole(lang: str, renderer: Renderer) -> None:
    say = Say(lang)
    for name, build in CATALOGUE.items():
        for screen in build(say):
            seen = renderer.show(screen)
            missing = lost(screen, seen)
            assert not missing, f"{name} in {lang} on {renderer.name}: {[each[:80] for each in missing]}"
            assert screen.lines, name
            assert len(screen.buttons) == len(seen.buttons)
