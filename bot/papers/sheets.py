"""The frame that all papers share: title, footer with a fingerprint, pages, and who issues them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.text import Say
from core.ports.papers import Block, Paper


@dataclass(frozen=True, slots=True)
class Issuer:
    """The operator of the market, as its own invoices name it; set in the settings."""

    name: str = "Parley"
    address: str = ""
    tax_id: str = ""


def framed(
    say: Say, issuer: Issuer, *, title: str, code: str, at: datetime, blocks: tuple[Block, ...], footer: str
) -> Paper:
    """A paper of this market."""
    return Paper(
        lang=say.lang,
        title=title,
        subtitle=f"{say.date(at)} · {code}",
        blocks=blocks,
        footer=footer,
        page_words=say("paper-page", page="{page}", pages="{pages}"),
        made_at=at,
        issuer=issuer.name,
    )
