"""Signing in elsewhere as the person of a chat: `login` shows a code, `logout` ends every session. Only in private."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from bot.context import Answer, Context, Show
from bot.screens import login as screens
from core.errors import NotAllowed


async def login(ctx: Context) -> Answer:
    """A code for a programme; the one before it ends."""
    _require_private(ctx)
    code = await ctx.services.accounts.give_code(ctx.tx, ctx.seat)
    return (Show(screens.code(code, ctx.say), anew=True),)


async def logout(ctx: Context) -> Answer:
    """Every session, and every key the person made; chats stay."""
    _require_private(ctx)
    await ctx.services.accounts.end_all(ctx.tx, ctx.seat.user_id, "logout")
    return (Show(screens.signed_out(ctx.say), anew=True),)


def _require_private(ctx: Context) -> None:
    if ctx.place.kind != "private":
        raise NotAllowed()


COMMANDS: Final[dict[str, Callable[[Context], Awaitable[Answer]]]] = {"login": login, "logout": logout}
