"""What the desk does with news that did not arrive."""

from __future__ import annotations

from typing import Final

from bot import verbs
from bot.context import Answer, Context, Show
from bot.presenting import dead_letter_card


async def retry(ctx: Context) -> Answer:
    row = await ctx.services.dead_letters.retry(ctx.tx, ctx.seat, ctx.subject)
    return await _shown(ctx, row.id)


async def drop(ctx: Context) -> Answer:
    row = await ctx.services.dead_letters.drop(ctx.tx, ctx.seat, ctx.subject)
    return await _shown(ctx, row.id)


async def _shown(ctx: Context, row_id: str) -> Answer:
    card = await dead_letter_card(ctx.tx, row_id, ctx.say)
    return (Show(card),) if card is not None else ()


PRESSES: Final = {verbs.RETRY_LETTER: retry, verbs.DROP_LETTER: drop}
