"""Papers in the chat: the agreement to read before signing, and everybody's copies afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from bot import verbs
from bot.agreement import Translation
from bot.screens.parts import head, note, press, quote, rows, text
from bot.text import Say, file_name
from core.agreements import EscrowAgreement
from core.ids import code_of
from core.ports.chat import Line, Media, Screen
from core.trades import Deal

PDF = "application/pdf"


def paper_key(agreement_id: str) -> str:
    return f"paper:{agreement_id}"


def agreement_screen(deal: Deal, agreement: EscrowAgreement, translation: Translation | None, say: Say) -> Screen:
    """The exact text, whole, with its fingerprint and the document of the same words."""
    lines: list[Line] = [head(say("agreement-heading")), quote(agreement.agreement_text)]
    if translation is not None:
        lines += [text(say("papers-translation")), quote(translation.text)]
    lines += [note(say("papers-hash", hash=agreement.text_sha256)), text(say("papers-agreement"))]
    return Screen(
        paper_key(agreement.id),
        tuple(lines),
        media=(_paper("agreement", agreement.id, deal, say),),
        rev=deal.trade.version,
    )


def copies_screen(notice: str, deal: Deal, role: str, say: Say) -> Screen:
    """What somebody gets to keep: after signing, after paying, after release."""
    code, agreement, files = code_of(deal.trade.id), deal.agreement, COPIES[notice, role]
    subject = dict.fromkeys(("agreement", "certificate"), agreement.id if agreement else "")
    media = tuple(_paper(kind, subject.get(kind, f"{deal.trade.id}.{say.lang}"), deal, say) for kind in files)
    words = say(f"papers-{_WORDS.get((notice, role), notice)}", code=code)
    return Screen(
        f"copies:{notice}.{deal.trade.id}",
        (text(words),),
        rows(press(say("button-open-deal"), verbs.DEAL, deal.trade.id)),
        media=media,
    )


COPIES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("signed", "buyer"): ("agreement", "certificate"),
    ("signed", "seller"): ("agreement", "certificate"),
    ("paid", "buyer"): ("receipt", "invoice"),
    ("paid", "seller"): ("receipt", "invoice"),
    ("released", "buyer"): ("release",),
    ("released", "seller"): ("release", "commission"),
}


_WORDS = {("released", "buyer"): "released-buyer", ("released", "seller"): "released-seller"}


def _paper(kind: str, subject: str, deal: Deal, say: Say) -> Media:
    name = file_name(say(f"papers-file-{kind}", code=code_of(deal.trade.id)))
    return Media("document", f"{kind}:{subject}", name=name, mime=PDF)
