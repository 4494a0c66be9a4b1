"""`report`, `block`, and what moderators do with a report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.screens import safety as screens
from core.errors import NotFound, NotNow
from core.policy import require_member
from core.reports import TAKE_DOWN_REASONS
from core.services import overview
from core.services.safety import Reported, reported


class SafetyHandlers:
    """Needs the conversations for a report's words."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self.presses = {
            verbs.REPORT: self.report,
            verbs.BLOCK: self.block,
            verbs.UNBLOCK: self.unblock,
            verbs.CLOSE_REPORT: self.close,
            verbs.TAKE_DOWN: self.take_down,
            verbs.PUT_BACK: self.put_back,
        }

    async def report(self, ctx: Context) -> Answer:
        """`report CODE` of a deal, or a listing's button: what can be done, then the words."""
        if ctx.argument == "w":
            return await self._talks.start(ctx, "whom")
        subject = await _subject(ctx)
        if ctx.argument == "r":
            return await self._talks.start(ctx, "report", subject)
        company = await ctx.services.safety.company_of(ctx.tx, ctx.seat, subject)
        return (Show(screens.choice(company, subject, ctx.say), anew=ctx.incoming.kind != "press"),)

    async def block(self, ctx: Context) -> Answer:
        """`block CODE` asks first; `block` alone lists."""
        if ctx.incoming.kind != "press" and not ctx.incoming.text.partition(" ")[2].strip():
            require_member(ctx.seat, "browse")
            return (Show(screens.blocked(await ctx.services.safety.blocked(ctx.tx, ctx.seat), ctx.say), anew=True),)
        if ctx.argument != "y":
            return await self.report(ctx)
        company = await ctx.services.safety.block(ctx.tx, ctx.seat, ctx.subject)
        listed = await ctx.services.safety.blocked(ctx.tx, ctx.seat)
        return (Toast(ctx.say("done-block", company=company.name)), Show(screens.blocked(listed, ctx.say)))

    async def unblock(self, ctx: Context) -> Answer:
        await ctx.services.safety.unblock(ctx.tx, ctx.seat, ctx.subject)
        return (Show(screens.blocked(await ctx.services.safety.blocked(ctx.tx, ctx.seat), ctx.say)),)

    async def close(self, ctx: Context) -> Answer:
        """A moderator has looked into it."""

        async def closed() -> Reported:
            return await reported(ctx.tx, await ctx.services.safety.close(ctx.tx, ctx.seat, ctx.subject))

        return await _settled(ctx, closed)

    async def take_down(self, ctx: Context) -> Answer:
        """First for which reason, then the listing is gone; "no" leads back to the card."""
        safety = ctx.services.safety
        if ctx.argument not in TAKE_DOWN_REASONS:
            found = await safety.reported(ctx.tx, ctx.seat, ctx.subject)
            shown = screens.at_desk if ctx.argument or not _can_go(found) else screens.taking_down
            return (Show(shown(found, ctx.say)),)
        await safety.reported(ctx.tx, ctx.seat, ctx.subject)
        if asked := await self._talks.ask_for_proof(ctx):
            return asked
        return await _settled(ctx, lambda: safety.take_down(ctx.tx, ctx.seat, ctx.subject, ctx.argument))

    async def put_back(self, ctx: Context) -> Answer:
        """The listing is as it was before."""
        safety = ctx.services.safety
        await safety.reported(ctx.tx, ctx.seat, ctx.subject)
        if asked := await self._talks.ask_for_proof(ctx):
            return asked
        return await _settled(ctx, lambda: safety.put_back(ctx.tx, ctx.seat, ctx.subject))


async def _settled(ctx: Context, act: Callable[[], Awaitable[Reported]]) -> Answer:
    """The report's card after it; where somebody else was quicker, that is said, and the card says so now."""
    told: tuple[Toast, ...] = ()
    try:
        found = await act()
    except NotNow as refusal:
        found = await ctx.services.safety.reported(ctx.tx, ctx.seat, ctx.subject)
        told = (Toast(ctx.say.refusal(refusal), alert=True),)
    return (*told, Show(screens.at_desk(found, ctx.say)))


def _can_go(found: Reported) -> bool:
    return found.report.status == "open" and found.listing is not None and found.listing.status in ("active", "paused")


async def _subject(ctx: Context) -> str:
    """What this is about: the button's, or the deal whose code was typed."""
    require_member(ctx.seat, "message")
    if ctx.incoming.kind == "press":
        return ctx.subject
    code = ctx.incoming.text.split()[1:]
    found = await overview.by_code(ctx.tx, ctx.seat.company_id, code[0]) if code else []
    if not found:
        raise NotFound()
    return found[0]
