"""What we know about a person, and their colleagues: profile, inviting, joining."""

from __future__ import annotations

from dataclasses import dataclass

from bot import verbs
from bot.bundles import EXPORT_DEALS_MAX, deals_with_agreements
from bot.context import Answer, Context, Show
from bot.screens import lists
from bot.screens.parts import head, note, press, rows, text
from bot.text import file_name
from core.errors import NotFound
from core.ids import code_of
from core.members import Company, MemberRole
from core.money import Money, read_money
from core.names import plain_name
from core.policy import require_member
from core.ports.chat import Do, Media, Screen


async def profile(ctx: Context) -> Answer:
    person, company = await ctx.services.membership.profile(ctx.tx, ctx.seat)
    return (Show(lists.profile(person, company, ctx.say), anew=ctx.incoming.kind != "press"),)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The place in the company that somebody wants to give away."""

    role: str
    limit: int | None
    currency: str

    @property
    def press(self) -> Do:
        """The same as a button."""
        return Do(verbs.INVITE, self.role if self.limit is None else f"{self.role}.{self.limit}")


async def wanted(ctx: Context) -> Wanted:
    """What was typed, `invite [role] [limit]`, or stands on a button. Raises InvalidValue, and refuses whoever may not invite."""
    require_member(ctx.seat, "manage")
    company = await ctx.tx.get(Company, ctx.seat.company_id)
    currency = company.currency if company else "EUR"
    if ctx.incoming.kind == "press":
        role = ctx.subject or MemberRole.TRADER.value
        if role not in tuple(MemberRole):
            raise NotFound()
        return Wanted(role, int(ctx.argument) if ctx.argument.isdecimal() else None, currency)
    words = ctx.incoming.text.split()[1:]
    role = words[0].casefold() if words else MemberRole.TRADER.value
    return Wanted(role, read_money(words[1], currency, "approval_limit").minor if len(words) > 1 else None, currency)


async def invite(ctx: Context, place: Wanted) -> Answer:
    """A code for one colleague; above the limit an accept needs somebody else's approval."""
    role, limit = place.role, place.limit
    code = await ctx.services.membership.invite(ctx.tx, ctx.seat, role=role, approval_limit=limit)
    rights = ctx.say(f"member-role-{role}")
    if limit is not None:
        rights = ctx.say("company-limited", role=rights, limit=ctx.say.money(Money(limit, place.currency)))
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
    name = file_name(ctx.say("papers-file-export", code=code_of(ctx.seat.company_id)))
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
