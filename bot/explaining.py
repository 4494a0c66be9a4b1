"""Why a request was refused, in the caller's language: the same sentences as in the chats."""

from __future__ import annotations

from bot.text import Texts
from core.errors import DomainError
from core.ports.explaining import Explained

_LENGTH_MAX = 200
"""Characters of Accept-Language that are looked at."""


class Explainer:
    """Words for the interface for programmes."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def spoken(self, wanted: str) -> str:
        return self._texts.best(wanted[:_LENGTH_MAX])

    def refusal(self, error: DomainError, status: int, wanted: str) -> Explained:
        say = self._texts.say(self.spoken(wanted))
        return Explained(say.lang, say(f"api-title-{status}"), say.refusal(error))

    def bug(self, reference: str, wanted: str) -> Explained:
        say = self._texts.say(self.spoken(wanted))
        return Explained(say.lang, say("api-title-500"), say("error-bug", reference=reference))
