"""The handlers that need more than a context, put together once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.context import Answer, Context
from bot.conversations.talk import Talks
from bot.handlers import dead_letters, login
from bot.handlers.books import books_presses
from bot.handlers.by_word import WordHandlers
from bot.handlers.deals import DealHandlers
from bot.handlers.evidence import EvidenceHandlers
from bot.handlers.haggling import HagglingHandlers
from bot.handlers.look_alikes import name_presses
from bot.handlers.proving import ProvingHandlers
from bot.handlers.questions import presses_of
from bot.handlers.redactions import redaction_presses
from bot.handlers.requests import RequestHandlers
from bot.handlers.safety import SafetyHandlers
from bot.handlers.settings import SettingsHandlers
from bot.handlers.shipping import ShippingHandlers


@dataclass(frozen=True, slots=True)
class Areas:
    """One set of handlers per area."""

    deals: DealHandlers
    shipping: ShippingHandlers
    settings: SettingsHandlers
    safety: SafetyHandlers
    haggling: HagglingHandlers
    requests: RequestHandlers
    evidence: EvidenceHandlers
    words: WordHandlers
    proving: ProvingHandlers
    questions: Mapping[str, Callable[[Context], Awaitable[Answer]]]

    @classmethod
    def of(cls, talks: Talks) -> Areas:
        return cls(
            DealHandlers(talks),
            ShippingHandlers(talks),
            SettingsHandlers(talks),
            SafetyHandlers(talks),
            HagglingHandlers(talks),
            RequestHandlers(talks),
            EvidenceHandlers(talks),
            WordHandlers(talks),
            ProvingHandlers(talks),
            {
                **presses_of(talks),
                **redaction_presses(talks),
                **dead_letters.PRESSES,
                **books_presses(talks),
                **name_presses(talks),
            },
        )

    @property
    def presses(self) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
        """Verb of a button → handler, of the areas that bring their own."""
        return {
            **self.haggling.presses,
            **self.requests.presses,
            **self.safety.presses,
            **self.questions,
            **self.proving.presses,
        }

    @property
    def commands(self) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
        """Typed word → handler, of the areas that bring their own."""
        brought = self.haggling.commands | self.requests.commands | self.evidence.commands
        return brought | self.words.commands | dict(self.proving.commands) | login.COMMANDS
