"""Questions of moderators: asking, answering, and making sure that one is genuine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show
from bot.conversations.talk import Talks
from bot.screens import questions as screens
from core import policy


def presses_of(talks: Talks) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
    """Verb of a button → its handler."""

    async def ask(ctx: Context) -> Answer:
        return await talks.start(ctx, "question", ctx.subject)

    async def reply(ctx: Context) -> Answer:
        return await talks.start(ctx, "reply", ctx.subject)

    async def to_operator(ctx: Context) -> Answer:
        return await talks.start(ctx, "to_operator", ctx.subject)

    return {verbs.QUESTION: ask, verbs.REPLY: reply, verbs.TO_OPERATOR: to_operator}


async def confirmation(ctx: Context, code: str) -> Answer:
    """Whether this is the code of a case of theirs, and what was asked in it. Raises NotFound for anybody else's."""
    trade_id = await ctx.services.desk.by_code(ctx.tx, code)
    deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, trade_id)
    letters = await ctx.services.questioning.asked(ctx.tx, deal, str(policy.role_in(ctx.seat, deal)))
    taken = deal.dispute is not None and bool(deal.dispute.moderator_id)
    return (Show(screens.genuine(deal, letters, ctx.say, taken=taken), anew=True),)


async def answered(ctx: Context, question_id: str) -> Answer:
    """Words and files in answer to the question's own message."""
    _deal, letter = await ctx.services.questioning.answer(
        ctx.tx,
        ctx.seat,
        question_id,
        words=ctx.incoming.text,
        files=[media.ref for media in ctx.incoming.media],
    )
    return (Show(screens.noted(letter, ctx.say), anew=True),)
