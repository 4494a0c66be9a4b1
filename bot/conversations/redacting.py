"""Taking something of a case out of sight: for which reason, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import choice, words
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.presenting import pieces_screen
from bot.screens.parts import note
from core.ports.chat import Line
from core.redactions import REDACTION_REASONS
from core.services.redacting import WORDS_LENGTH_MAX

_REASONS = tuple(Chip(reason, f"hidden-for-{reason}", True) for reason in REDACTION_REASONS)


def _reasons(_env: Any) -> Sequence[Chip]:
    return _REASONS


class Redact(Task):
    """Why something in a case is taken out of sight; what was said stays sealed in the bundle."""

    name = "redact"
    title = "redact-title"
    submit = "redact-submit"

    reason_code = Step("redact-ask-reason", choice("reason_code", _reasons), "choice", chips=_reasons)
    why = Step("redact-ask-words", words("why", length_max=WORDS_LENGTH_MAX), "long", length_max=WORDS_LENGTH_MAX)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> str:
        trade_id = await ctx.services.redacting.trade_of(ctx.tx, subject)
        await ctx.services.questioning.case_of(ctx.tx, ctx.seat, trade_id)
        return subject

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        return [note(env.ctx.say("redact-words"))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        redacting = ctx.services.redacting
        deal = await redacting.redact(ctx.tx, ctx.seat, subject, reason=data["reason_code"], words=data["why"])
        return (Show(await pieces_screen(ctx, deal.trade.id, news=ctx.say("done-redact")), anew=True),)
