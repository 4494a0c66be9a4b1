"""What moderators do about a name that can be mistaken, and the way to another one for its company."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.screens.look_alikes import name_card
from core.errors import NotNow, Stale


def name_presses(talks: Talks) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
    """Verb of a button → its handler."""

    def deciding(does: str) -> Callable[[Context], Awaitable[Answer]]:
        async def handler(ctx: Context) -> Answer:
            """Where somebody else was quicker, that is said, and the card says so now."""
            names = ctx.services.names
            found = await names.case(ctx.tx, ctx.seat, ctx.subject)
            if asked := await talks.ask_for_proof(ctx):
                return asked
            told: tuple[Toast, ...] = ()
            other = int(ctx.argument) if ctx.argument.isdecimal() else 0
            try:
                found = await names.decide(ctx.tx, ctx.seat, ctx.subject, does, rev=ctx.do.rev, other=other)
            except (NotNow, Stale) as refusal:
                told = (Toast(ctx.say.refusal(refusal), alert=True),)
                found = await names.case(ctx.tx, ctx.seat, ctx.subject)
            return (*told, Show(name_card(found, ctx.say)))

        return handler

    async def card(ctx: Context) -> Answer:
        """Once more, or for the first time where a company was reported."""
        found = await ctx.services.names.case(ctx.tx, ctx.seat, ctx.subject)
        return (Show(name_card(found, ctx.say), anew=True),)

    async def rename(ctx: Context) -> Answer:
        return await talks.start(ctx, "newname")

    return {
        verbs.NAME_STANDS: deciding("stands"),
        verbs.NAME_HOLD: deciding("held"),
        verbs.NAME_RELEASE: deciding("released"),
        verbs.NAME_CARD: card,
        verbs.RENAME_COMPANY: rename,
    }
