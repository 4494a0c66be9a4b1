"""The paper seam: what a document says, block by block, as plain text; the printer decides only how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

BlockKind = Literal["head", "text", "note", "quote", "facts", "table", "sides", "mono"]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a paper.

    head (a heading), text (a paragraph), note (small print), quote (somebody's own words), mono (a code to compare),
    facts (rows of label and value), sides (parties beside each other: title and lines), table (a head, rows, and how
    many of the last columns hold amounts). No text is ever read as markup.
    """

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    head: tuple[str, ...] = ()
    amounts: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in one language. `page_words` holds `{page}` and `{pages}`; `made_at` is the date written into the
    file, so that the same paper is the same bytes whenever it is printed."""

    lang: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    footer: str
    page_words: str
    made_at: datetime
    issuer: str = ""


class Printer(Protocol):
    """Paper → PDF. Slow (tenths of a second): never inside a transaction, and in a thread."""

    def __call__(self, paper: Paper) -> bytes:
        """The same paper gives the same bytes."""
        ...
