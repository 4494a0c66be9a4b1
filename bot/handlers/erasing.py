"""`erase`: somebody is forgotten, at their own word, after a second press. Only ever in private; who is asked for a proof
first is said in `bot/handlers/proving.py`."""

from __future__ import annotations

from bot.context import Answer, Context, Show, Toast
from bot.screens import erasing as screens
from core.errors import NotAllowed


async def erase(ctx: Context) -> Answer:
    """What goes and what stays first; with the second press it is done."""
    if ctx.place.kind != "private":
        raise NotAllowed()
    if ctx.is_confirmed:
        await ctx.services.erasing.erase(ctx.tx, ctx.seat.user_id, asked_by=ctx.seat.user_id)
        # A toast leaves nothing behind; a screen would be noted for somebody who is not there any more.
        return (Toast(ctx.say("erase-done"), alert=True),)
    return (Show(screens.sure(ctx.say), anew=ctx.incoming.kind != "press"),)
