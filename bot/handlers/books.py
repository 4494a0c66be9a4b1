"""What operators do where the provider's books differ from ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.presenting import books_screen
from bot.screens.books import accepting
from core import policy
from core.services.books_desk import accepted_by


async def books(ctx: Context) -> Answer:
    """What stops payouts now."""
    policy.require_operator(ctx.seat)
    return (Show(await books_screen(ctx.tx, ctx.say)),)


async def look(ctx: Context) -> Answer:
    """The books are compared again at once; what comes of it is told here."""
    await ctx.services.books.look_again(ctx.tx, ctx.seat)
    return (Toast(ctx.say("books-look-asked")), Show(await books_screen(ctx.tx, ctx.say)))


def books_presses(talks: Talks) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
    """Verb of a button → its handler."""

    async def accept(ctx: Context) -> Answer:
        """First for which reason, then it is on record; the second operator who says so lets payouts go on."""
        desk = ctx.services.books
        mismatch = await desk.mismatch(ctx.tx, ctx.seat, ctx.subject)
        if asked := await talks.ask_for_proof(ctx):
            return asked
        if not ctx.argument:
            return (Show(accepting(mismatch, await accepted_by(ctx.tx, mismatch), ctx.say)),)
        done = await desk.accept(ctx.tx, ctx.seat, ctx.subject, ctx.argument)
        said = ctx.say("books-accepted-twice" if done else "books-accepted-once")
        return (Toast(said), Show(await books_screen(ctx.tx, ctx.say)))

    return {verbs.BOOKS: books, verbs.BOOKS_ACCEPT: accept, verbs.BOOKS_LOOK: look}
