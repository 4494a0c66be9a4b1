"""`settings`: one screen of what is chosen, one press for each choice."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.conversations.choosing import settings_screen
from bot.conversations.talk import Talks
from bot.presenting import offered_currencies
from bot.screens import settings as screens
from bot.text.zones import OFFERED
from core.errors import NotFound


class SettingsHandlers:
    """Needs the conversations for what is typed."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    async def overview(self, ctx: Context) -> Answer:
        return await settings_screen(ctx)

    async def choose(self, ctx: Context) -> Answer:
        """A button of these screens: show the choices of one, or take one of them."""
        what, value = ctx.subject, ctx.argument
        chats = await ctx.services.linking.accounts(ctx.tx, ctx.seat)
        if not value:
            return (Show(screens.choices(what, chats, ctx.say, currencies=offered_currencies(ctx.services))),)
        if value == "type":
            return await self._talks.start(ctx, what)
        choosing, index = ctx.services.choosing, int(value) if value.isdigit() else -1
        match what:
            case "zone" if 0 <= index < len(offered := OFFERED.get(ctx.say.lang, OFFERED["en"])):
                await choosing.zone(ctx.tx, ctx.seat, offered[index])
            case "quiet" if value == "off":
                await choosing.quiet(ctx.tx, ctx.seat, 0, 0)
            case "quiet" if 0 <= index < len(screens.QUIET):
                await choosing.quiet(ctx.tx, ctx.seat, *screens.QUIET[index])
            case "digest":
                await choosing.digest(ctx.tx, ctx.seat, "" if value == "never" else value)
            case "told" if 0 <= index < len(chats):
                await choosing.told_at(ctx.tx, ctx.seat, chats[index].id)
            case "currency" if value == "own" or value in offered_currencies(ctx.services):
                await choosing.currency(ctx.tx, ctx.seat, "" if value == "own" else value)
            case _:
                raise NotFound()
        return await settings_screen(ctx)
