"""What can be taken out of sight in a case, and bringing it back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.presenting import pieces_screen


def redaction_presses(talks: Talks) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
    """Verb of a button → its handler."""

    async def redact(ctx: Context) -> Answer:
        return await talks.start(ctx, "redact", ctx.subject)

    return {verbs.PIECES: pieces, verbs.REDACT: redact, verbs.RESTORE: restore}


async def pieces(ctx: Context) -> Answer:
    """What both sides brought in, a page at a time; behind the id stands how many are on the pages before."""
    before = int(ctx.argument) if ctx.argument.isdigit() else 0
    return (Show(await pieces_screen(ctx, ctx.subject, before=before), anew=not before),)


async def restore(ctx: Context) -> Answer:
    deal = await ctx.services.redacting.restore(ctx.tx, ctx.seat, ctx.subject)
    return (Toast(ctx.say("done-restore")), Show(await pieces_screen(ctx, deal.trade.id)))
