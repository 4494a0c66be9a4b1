"""Prints papers as PDF: the same paper gives the same bytes, whatever is written in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from adapters.documents.letters import readable
from adapters.documents.sheet import Sheet
from core.ports.papers import Paper

# The subsetter tells every step it takes.
logging.getLogger("fontTools").setLevel(logging.WARNING)


def print_paper(paper: Paper) -> bytes:
    """`core.ports.papers.Printer`."""
    sheet = Sheet(paper, readable("".join(_words(paper))))
    sheet.draw()
    return bytes(sheet.output())


def _words(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle, paper.footer, paper.page_words, paper.issuer, "0123456789")
    for block in paper.blocks:
        yield block.text
        yield from block.head
        for row in block.rows:
            yield from row
