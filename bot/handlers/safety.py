"""`report`, `block`, and what moderators do with a report."""

from __future__ import annotations

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.screens import safety as screens
from core.errors import NotFound, NotNow
from core.members import Company
from core.policy import require_member
from core.ports.unit_of_work import Tx
from core.reports import Report
from core.services import overview


class SafetyHandlers:
    """Needs the conversations for a report's words."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self.presses = {
            verbs.REPORT: self.report,
            verbs.BLOCK: self.block,
            verbs.UNBLOCK: self.unblock,
            verbs.CLOSE_REPORT: self.close,
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
        told: tuple[Toast, ...] = ()
        try:
            closed = await ctx.services.safety.close(ctx.tx, ctx.seat, ctx.subject)
        except NotNow as refusal:
            # Somebody else was quicker: the card says so now.
            closed, told = await report_of(ctx.tx, ctx.subject), (Toast(ctx.say.refusal(refusal), alert=True),)
        about, by = await companies_of(ctx.tx, closed)
        return (*told, Show(screens.at_desk(closed, about, by, ctx.say)))


async def report_of(tx: Tx, report_id: str) -> Report:
    found = await tx.get(Report, report_id)
    if found is None:
        raise NotFound()
    return found


async def companies_of(tx: Tx, report: Report) -> tuple[Company, Company]:
    """About whom, and by whom."""
    about, by = await tx.get(Company, report.company_id), await tx.get(Company, report.reporter_company_id)
    if about is None or by is None:
        raise NotFound()
    return about, by


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
