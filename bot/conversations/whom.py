"""Choosing one of the companies that one's own has dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import looked_up, name_chip
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.screens import safety as screens
from core.errors import NotFound
from core.members import Company
from core.policy import require_member
from core.services.looking_up import best, counterparties

CHIPS_MAX = 8


def _every(env: Env) -> list[Chip]:
    return [name_chip(company.id, company.name) for company in env.subject]


async def _search(env: Env, typed: str) -> Sequence[Chip]:
    named = [(company.id, company.name) for company in env.subject]
    return [name_chip(*found) for found in best(typed, named)]


class ChooseCompany(Task):
    """Whom it is about; what can be done is shown then, and nothing has happened yet."""

    name = "whom"
    title = "report-title"
    submit = "button-next"
    review = False
    begins_anew = True

    company = Step(
        "whom-ask", looked_up("company", _every), "choice", chips=lambda env: _every(env)[:CHIPS_MAX], search=_search
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> list[Company]:
        """The latest first. Raises NotFound where there is nobody yet."""
        require_member(ctx.seat, "message")
        met = await counterparties(ctx.tx, ctx.seat)
        if not met:
            raise NotFound()
        return met

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        company = await ctx.services.safety.company_of(ctx.tx, ctx.seat, data["company"])
        return (Show(screens.choice(company, company.id, ctx.say), anew=True),)
