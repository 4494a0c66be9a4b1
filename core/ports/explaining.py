"""The seam to words: why a request was refused, in the caller's language, for those who come without a chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Explained:
    """A finished sentence under a title, and the language of both."""

    lang: str
    title: str
    detail: str


class Explaining(Protocol):
    """`wanted` is what the caller's programme accepts (Accept-Language), however odd."""

    def spoken(self, wanted: str) -> str:
        """The language of ours that fits best."""
        ...

    def refusal(self, error: DomainError, status: int, wanted: str) -> Explained: ...

    def bug(self, reference: str, wanted: str) -> Explained: ...
