"""Conversations about oneself: registering, the address, a message."""

from __future__ import annotations

from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import name as name_of
from bot.conversations.answers import words
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.screens import lists
from core.errors import AlreadyMember, InvalidValue
from core.money import EXPONENTS
from core.services.membership import Registration

CURRENCIES = ("EUR", "USD", "GBP", "CNY", "JPY", "AED")


def currency_chips(_env: Env) -> list[Chip]:
    """Those that most people trade in; any other can be typed."""
    return [Chip(code, code) for code in CURRENCIES]


def check_currency(_env: Env, typed: str) -> str:
    """A currency that we know, as its code."""
    code = typed.strip().upper()
    if code not in EXPONENTS:
        raise InvalidValue("currency", "unknown-currency", currency=code[:40])
    return code


class Register(Task):
    """A name, a company, where to deliver. Nothing else is needed to trade."""

    name = "register"
    title = "register-title"
    submit = "button-join"

    full_name = Step("register-ask-name", name_of("full_name"), length_max=200)
    company_name = Step("register-ask-company", name_of("company_name"), length_max=200)
    address = Step("register-ask-address", words("address", length_max=300), "long", optional=True)
    currency = Step("register-ask-currency", check_currency, "choice", chips=currency_chips, default=lambda env: "EUR")

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> None:
        """Nothing, but whoever has joined is not asked all this again. Raises AlreadyMember."""
        if ctx.seat.company_id:
            raise AlreadyMember(company=ctx.seat.company_name)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        typed = Registration(data["full_name"], data["company_name"], data.get("address", ""), data["currency"])
        seat = await ctx.services.membership.register(ctx.tx, ctx.seat, typed)
        return (Show(lists.home(seat, ctx.say, greeting=True), anew=ctx.incoming.kind == "submit"),)


class ChangeAddress(Task):
    name = "address"
    title = "address-title"
    review = False

    address = Step("register-ask-address", words("address", length_max=300), "long")

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        await ctx.services.membership.change_address(ctx.tx, ctx.seat, data["address"])
        person, company = await ctx.services.membership.profile(ctx.tx, ctx.seat)
        return (Show(lists.profile(person, company, ctx.say), anew=True),)
