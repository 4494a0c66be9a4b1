"""What we know about a person, and their colleagues: profile, inviting, joining."""

from __future__ import annotations

from bot import verbs
from bot.bundles import EXPORT_DEALS_MAX, deals_with_agreements
from bot.context import Answer, Context, Show
from bot.screens import lists
from bot.screens.parts import head, note, press, rows, text
from core.errors import NotFound
from core.ids import code_of
from core.members import Company, MemberRole
from core.money import Money, read_money
from core.names import plain_name
from core.policy import require_member
from core.ports.chat import Media, Screen


async def profile(ctx: Context) -> Answer:
    person, company = await ctx.services.membership.profile(ctx.tx, ctx.seat)
    return (Show(lists.profile(person, company, ctx.say), anew=ctx.incoming.kind != "press"),)


async def invite(ctx: Context) -> Answer:
    """`invite [role] [limit]`: a code for one colleague; above the limit an accept needs somebody else's approval."""
    words = ctx.incoming.text.split()[1:]
    company = await ctx.tx.get(Company, ctx.seat.company_id) if ctx.seat.company_id else None
    role = words[0].casefold() if words else MemberRole.TRADER.value
    currency = company.currency if company else "EUR"
    limit = read_money(words[1], currency, "approval_limit").minor if len(words) > 1 else None
    code = await ctx.services.membership.invite(ctx.tx, ctx.seat, role=role, approval_limit=limit)
    rights = ctx.say(f"member-role-{role}")
    if limit is not None:
        rights = ctx.say("company-limited", role=rights, limit=ctx.say.money(Money(limit, currency)))
    words_ = (text(ctx.say("invite-code", code=code)), text(ctx.say("invite-rights", rights=rights)))
    lines = (head(ctx.say("invite-title")), *words_, note(ctx.say("invite-hint")))
    return (Show(Screen("invite", lines, rows(press(ctx.say("button-home"), verbs.HOME))), anew=True),)


async def export(ctx: Context) -> Answer:
    """Everything of one's deals that came to an agreement, as one sealed file."""
    require_member(ctx.seat, "browse")
    deals = await deals_with_agreements(ctx.tx, ctx.seat.company_id)
    home = rows(press(ctx.say("button-home"), verbs.HOME))
    if not deals:
        return (Show(Screen("export", (note(ctx.say("export-none")),), home), anew=True),)
    await ctx.services.membership.note_export(ctx.tx, ctx.seat.user_id, ctx.seat.company_id, "deals")
    name = ctx.say("papers-file-export", code=code_of(ctx.seat.company_id))
    file = Media("document", f"export:{ctx.seat.company_id}", name=name, mime="application/zip")
    words = [text(ctx.say("export-words", deals=min(len(deals), EXPORT_DEALS_MAX)))]
    if len(deals) > EXPORT_DEALS_MAX:
        words.append(note(ctx.say("export-newest", all=len(deals))))
    return (Show(Screen("export", tuple(words), home, media=(file,)), anew=True),)


async def join(ctx: Context) -> Answer:
    """`join CODE Name`: take the place that a colleague offered."""
    words = ctx.incoming.text.split(maxsplit=2)[1:]
    if not words:
        raise NotFound()
    name = words[1] if len(words) > 1 else plain_name(ctx.incoming.actor.name, length_max=80)
    seat = await ctx.services.membership.join(ctx.tx, ctx.seat, code=words[0], full_name=name)
    return (Show(lists.home(seat, ctx.say, greeting=True), anew=True),)
