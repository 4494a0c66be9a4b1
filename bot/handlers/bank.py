"""The operators' word about the bank account, from the moderators' channel."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.screens.bank import bank_card
from core import policy
from core.errors import NotNow


async def confirm(ctx: Context) -> Answer:
    policy.require_operator(ctx.seat)
    if ctx.services.bank is None:
        raise NotNow()
    order = await ctx.services.bank.confirm(ctx.tx, ctx.seat, ctx.subject)
    return (Show(bank_card(order, ctx.say)),)


async def fail(ctx: Context) -> Answer:
    policy.require_operator(ctx.seat)
    if ctx.services.bank is None:
        raise NotNow()
    order = await ctx.services.bank.fail(ctx.tx, ctx.seat, ctx.subject)
    return (Show(bank_card(order, ctx.say)),)
