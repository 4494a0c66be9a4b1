"""The ceremony of signing: the whole text and its document, the fingerprint, the consent, the typed name, the press."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import words
from bot.conversations.flow import Step
from bot.conversations.talk import deal_of
from bot.conversations.task import Env
from bot.conversations.trading import Move
from bot.presenting import deal_screen, gain_of
from bot.screens.deal_card import gain_line
from bot.screens.papers import agreement_screen, paper_key
from bot.screens.parts import note, quote, text
from core.agreements import EscrowAgreement
from core.errors import CeremonyIncomplete, NotNow
from core.evidence import PRESS_PERIOD, Ceremony
from core.ports.chat import Line, Screen
from core.trades import Deal

SHORT_HASH = 16
_AGREEMENT, _TEXT, _CONSENT, _SHOWN = "~agreement", "~text", "~consent", "~shown"


class Sign(Move):
    """Every prompt is bound to the text, the consent and the time at which it was shown; the last press counts for a
    quarter of an hour. What changed meanwhile is shown again, and begun anew."""

    name = "sign"
    title = "sign-title"
    submit = "button-sign"
    act = "sign"
    done = "done-sign"
    begins_anew = True

    typed_name = Step("sign-ask-name", words("typed_name", length_max=120, length_min=2), length_max=200)

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        agreement, say, deal = _agreement(env.subject), env.ctx.say, deal_of(env.subject)
        gain = gain_of(env.ctx.services, deal) if env.ctx.seat.company_id == deal.trade.seller_company_id else None
        return [
            *([gain_line(gain, deal.trade.currency, say)] if gain is not None else []),
            note(say("sign-hash", hash=agreement.text_sha256[:SHORT_HASH])),
            text(env.ctx.services.signing.consent(say.lang).text),
        ]

    @classmethod
    def form_intro(cls, env: Env) -> list[Line]:
        """A form covers the chat: the text stands in it once more."""
        return [quote(_agreement(env.subject).agreement_text), *cls.intro(env)]

    @classmethod
    def shown_first(cls, env: Env) -> tuple[Screen, ...]:
        """The whole text, with the document, and a translation where the reader has another language."""
        ctx, deal = env.ctx, deal_of(env.subject)
        return (
            agreement_screen(deal, _agreement(deal), ctx.services.agreements.translated(deal, ctx.say.lang), ctx.say),
        )

    @classmethod
    def binding(cls, env: Env) -> dict[str, str]:
        agreement, services = _agreement(env.subject), env.ctx.services
        return {
            _AGREEMENT: agreement.id,
            _TEXT: agreement.text_sha256,
            _CONSENT: services.signing.consent(env.ctx.say.lang).sha256,
            _SHOWN: services.clock.now().isoformat(),
        }

    @classmethod
    def changed(cls, env: Env) -> str:
        now = cls.binding(env)
        return (
            "sign-again-changed" if any(env.data.get(key) != now[key] for key in (_AGREEMENT, _TEXT, _CONSENT)) else ""
        )

    @classmethod
    def late(cls, env: Env) -> str:
        shown = datetime.fromisoformat(env.data[_SHOWN])
        return "sign-again-late" if env.ctx.services.clock.now() - shown > PRESS_PERIOD else ""

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        deal = deal_of(subject)
        agreement = _agreement(deal)
        paper = await ctx.shown(paper_key(agreement.id))
        if paper is None or not paper.digest:
            raise CeremonyIncomplete()
        translation = ctx.services.agreements.translated(deal, ctx.say.lang)
        ceremony = Ceremony(
            agreement_id=data[_AGREEMENT],
            text_sha256=data[_TEXT],
            consent_sha256=data[_CONSENT],
            shown_at=datetime.fromisoformat(data[_SHOWN]),
            typed_name=data["typed_name"],
            event_id=ctx.incoming.id,
            message_id=ctx.incoming.message or paper.parts[-1],
            text_message_ids=paper.parts,
            translation=translation.proof if translation else {"language": agreement.language or "en", "shown": "none"},
        )
        acted = await ctx.services.signing.sign(ctx.tx, ctx.seat, deal.trade.id, ceremony)
        anew = ctx.incoming.kind in ("submit", "text")
        return (Show(await deal_screen(ctx, acted.deal, news=ctx.say(cls.done)), anew=anew),)


def _agreement(subject: Any) -> EscrowAgreement:
    deal: Deal = deal_of(subject)
    if deal.agreement is None:
        raise NotNow()
    return deal.agreement
