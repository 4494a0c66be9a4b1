"""Conversations about oneself: registering, the address, a message."""

from __future__ import annotations

from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import words
from bot.conversations.flow import Chip, Step
from bot.conversations.talk import Env, Task, deal_of
from bot.presenting import deal_screen
from bot.screens import lists
from bot.screens.parts import note
from core.errors import AlreadyExists, InvalidValue
from core.ids import code_of
from core.listings import Product
from core.money import EXPONENTS
from core.policy import require_member
from core.ports.chat import Line
from core.services.membership import Registration
from core.services.trading import MESSAGE_LENGTH_MAX

CURRENCIES = ("EUR", "USD", "GBP", "CNY", "JPY", "AED")


def currency_chips(_env: Env) -> list[Chip]:
    """Those that most people trade in; any other can be typed."""
    return [Chip(code, code) for code in CURRENCIES]


def check_currency(_env: Env, typed: str) -> str:
    """A currency that we know, as its code."""
    code = typed.strip().upper()
    if code not in EXPONENTS:
        raise InvalidValue("currency", "unknown-currency", currency=code[:10])
    return code


class Register(Task):
    """A name, a company, where to deliver. Nothing else is needed to trade."""

    name = "register"
    title = "register-title"
    submit = "button-join"

    full_name = Step("register-ask-name", words("full_name", length_max=80, length_min=2), length_max=200)
    company_name = Step("register-ask-company", words("company_name", length_max=80, length_min=2), length_max=200)
    address = Step("register-ask-address", words("address", length_max=300), "long", optional=True)
    currency = Step("register-ask-currency", check_currency, "choice", chips=currency_chips, default=lambda env: "EUR")

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> None:
        """Nothing, but whoever has joined is not asked all this again. Raises AlreadyExists."""
        if ctx.seat.company_id:
            raise AlreadyExists()

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


class WriteMessage(Task):
    """Words for the other side; they travel through us, without handles."""

    name = "message"
    title = "message-title"
    review = False

    words_ = Step("message-ask", words("message", length_max=MESSAGE_LENGTH_MAX), "long", length_max=MESSAGE_LENGTH_MAX)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Any:
        if subject.startswith("prd_"):
            require_member(ctx.seat, "negotiate")
            return await ctx.services.listing.product(ctx.tx, subject)
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
        return deal

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        if isinstance(env.subject, Product):
            return [note(env.subject.name)]
        deal = deal_of(env.subject)
        return [note(env.ctx.say("deal-title", code=code_of(deal.trade.id), product=deal.product.name))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        trading = ctx.services.trading
        if isinstance(subject, Product):
            subject = await trading.open_talks(ctx.tx, ctx.seat, subject.id)
        deal = await trading.send_message(ctx.tx, ctx.seat, deal_of(subject).trade.id, data["words_"])
        return (Show(await deal_screen(ctx, deal, news=ctx.say("done-message")), anew=True),)
