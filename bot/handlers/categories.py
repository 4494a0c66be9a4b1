"""The category tree for operators; for everybody else `categories` is a way to browse."""

from __future__ import annotations

from bot.context import Answer, Context, Show, Toast
from bot.handlers import browsing
from bot.presenting import tree_screen
from core.members import StaffRole
from core.policy import require_operator


async def command(ctx: Context) -> Answer:
    """`categories`"""
    if ctx.seat.staff_role != StaffRole.OPERATOR:
        return await browsing.categories(ctx)
    return (Show(await tree_screen(ctx, ""), anew=True),)


async def tree(ctx: Context) -> Answer:
    """A level of the tree, with what can be done about it."""
    return (Show(await tree_screen(ctx, ctx.subject)),)


async def mark(ctx: Context) -> Answer:
    """Digital goods from now on, or no longer: the argument says which."""
    await ctx.services.categories.mark(ctx.tx, ctx.seat, ctx.subject, digital=ctx.argument == "y")
    return (Show(await tree_screen(ctx, ctx.subject)),)


async def remove(ctx: Context) -> Answer:
    """Only an empty one goes, so that nothing has to be asked twice."""
    require_operator(ctx.seat)
    gone = await ctx.services.categories.remove(ctx.tx, ctx.seat, ctx.subject)
    words = ctx.say("category-removed", name=gone.name)
    return (Toast(words), Show(await tree_screen(ctx, gone.parent_id or "")))
