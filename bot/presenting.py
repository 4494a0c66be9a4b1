"""From a deal to the card of one reader: asks the process table what they can do."""

from __future__ import annotations

from bot.context import Context, Services
from bot.screens.deal_card import DealView, deal_card
from bot.screens.desk import case_card
from bot.screens.goods import links_of
from bot.screens.payout import PayoutView, payout_card
from bot.text import Say
from core import policy
from core.errors import NotNow
from core.members import Company, MemberRole, Profile, Seat
from core.money import Money
from core.ports.chat import Screen
from core.ports.unit_of_work import Tx
from core.process import clocks
from core.process.definition import Role
from core.trades import Deal


def view_of(services: Services, deal: Deal, seat: Seat, role: Role) -> DealView:
    """What this person sees and can do."""
    choices = services.trading.choices(deal, role, seat)
    links = links_of(deal, services.carriers)
    return DealView(deal, role, choices, clocks.next_turn(deal, services.trading.rules), links)


async def deal_screen(ctx: Context, deal: Deal, *, news: str = "") -> Screen:
    """The deal card for the one who acts; a moderator gets the case instead."""
    role = policy.viewing_role(ctx.seat, deal)
    if role in (Role.MODERATOR, Role.OPERATOR) or ctx.is_desk:
        return await case_for(ctx, deal, news=news)
    return deal_card(view_of(ctx.services, deal, ctx.seat, role), ctx.say, news=news)


async def case_for(ctx: Context, deal: Deal, *, news: str = "") -> Screen:
    """The case as it is shown where somebody pressed. The desk's card is one for all, whoever pressed on it: it offers
    what the moderator of the case could do, or any, while it is free. The press itself is judged by who presses."""
    seat = ctx.seat
    if ctx.is_desk:
        holder = deal.dispute.moderator_id if deal.dispute else ""
        seat = Seat(user_id=holder, company_id="", company_name="", role="", staff_role="moderator")
    return case_screen(ctx.services, deal, seat, ctx.say, news=news, moderator=await name_of_moderator(ctx.tx, deal))


def reader_card(services: Services, deal: Deal, seat: Seat, say: Say, *, news: str = "") -> Screen:
    """The deal card for somebody who is told."""
    return deal_card(view_of(services, deal, seat, policy.viewing_role(seat, deal)), say, news=news)


def case_screen(services: Services, deal: Deal, seat: Seat, say: Say, *, news: str = "", moderator: str = "") -> Screen:
    """The case card, with what this moderator can do."""
    return case_card(view_of(services, deal, seat, Role.MODERATOR), say, news=news, moderator=moderator)


async def name_of_moderator(tx: Tx, deal: Deal) -> str:
    """Who has the case, by name; empty while nobody has it, or where we know no name."""
    if deal.dispute is None or not deal.dispute.moderator_id:
        return ""
    found = await tx.find(Profile, user_id=deal.dispute.moderator_id, limit=1)
    return f"{found[0].first_name} {found[0].last_name}".strip() if found else ""


async def payout_screen(ctx: Context) -> Screen:
    """The company's payout account as it is now."""
    payees, company_id = ctx.services.payees, ctx.seat.company_id
    if payees is None:
        raise NotNow()
    company = await ctx.tx.get(Company, company_id)
    currency = company.currency if company else "EUR"
    may_manage = ctx.seat.role == MemberRole.OWNER
    view = PayoutView(
        account=await payees.account_of(ctx.tx, company_id),
        payouts=await payees.history(ctx.tx, company_id),
        debt=Money(await payees.debts(ctx.tx, company_id, currency), currency),
        address=ctx.services.payout_address(company_id) if may_manage else "",
        may_manage=may_manage,
    )
    return payout_card(view, ctx.say)
