"""Setting what a member may accept alone."""

from __future__ import annotations

from typing import Any

from bot import verbs
from bot.context import Answer, Context, Show
from bot.conversations.answers import amount
from bot.conversations.flow import Step
from bot.conversations.task import Env, Task
from bot.screens import company as screens
from core.members import Company
from core.money import read_money
from core.services.colleagues import Colleague


def _currency(env: Env) -> str:
    company: Company = env.subject[0]
    return company.currency


class MemberLimit(Task):
    """An amount above which an accept waits for a colleague; skipping means none."""

    name = "limit"
    title = "member-limit-title"
    submit = "button-member-limit"
    review = False
    cancel_to = verbs.COLLEAGUES
    proved = True

    limit = Step("member-ask-limit", amount("approval_limit", _currency), "money", optional=True)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> tuple[Company, Colleague]:
        return await ctx.services.colleagues.one(ctx.tx, ctx.seat, subject)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        company, colleague = subject
        typed = data.get("limit")
        limit = read_money(typed, company.currency, "approval_limit").minor if typed else None
        await ctx.services.colleagues.change_limit(ctx.tx, ctx.seat, colleague.place.id, limit)
        company, changed = await ctx.services.colleagues.one(ctx.tx, ctx.seat, colleague.place.id)
        return (Show(screens.member(company, changed, ctx.say, news=ctx.say("member-changed")), anew=True),)
