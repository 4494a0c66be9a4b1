"""Conversations about oneself and one's listings: registering, the address, listing goods, stock, a message."""

from __future__ import annotations

from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import choice, grouping_of, words
from bot.conversations.flow import Chip, Step
from bot.conversations.talk import Env, Task, deal_of
from bot.presenting import deal_screen
from bot.screens import lists
from bot.screens.parts import note, press
from bot.verbs import HOME
from core.errors import AlreadyExists, InvalidValue, NotFound
from core.ids import code_of
from core.listings import UNITS, ListingDraft, Product
from core.money import EXPONENTS, read_money, read_quantity, written
from core.policy import require_member
from core.ports.chat import Line
from core.services.membership import Registration
from core.services.trading import MESSAGE_LENGTH_MAX

CURRENCIES = ("EUR", "USD", "GBP", "CNY", "JPY", "AED")


def _currency_chips(_env: Env) -> list[Chip]:
    return [Chip(code, code) for code in CURRENCIES]


def _check_currency(_env: Env, typed: str) -> str:
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
    currency = Step(
        "register-ask-currency", _check_currency, "choice", chips=_currency_chips, default=lambda env: "EUR"
    )

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


def _check_price(env: Env, typed: str) -> str:
    money = read_money(typed, env.data.get("currency") or "EUR", "base_price", grouping=grouping_of(env))
    if money.minor == 0:
        raise InvalidValue("base_price", "zero")
    return written(money.decimal)


def _check_stock(env: Env, typed: str) -> str:
    return "0" if typed.strip() == "0" else str(read_quantity(typed, "stock", grouping=grouping_of(env)))


def _check_minimum(env: Env, typed: str) -> str:
    return str(read_quantity(typed, "min_order", grouping=grouping_of(env)))


def _unit_chips(_env: Env) -> list[Chip]:
    return [Chip(unit, f"unit-name-{unit}", True) for unit in UNITS]


def _category_chips(env: Env) -> list[Chip]:
    return [Chip(category_id, name) for category_id, name in env.subject]


class ListGoods(Task):
    """A new listing, ready to be found."""

    name = "sell"
    title = "sell-title"
    submit = "button-publish"

    title_text = Step("sell-ask-name", words("name", length_max=120), length_max=300)
    category = Step("sell-ask-category", choice("category", _category_chips), "choice", chips=_category_chips)
    unit = Step("sell-ask-unit", choice("unit", _unit_chips), "choice", chips=_unit_chips)
    currency = Step("sell-ask-currency", _check_currency, "choice", chips=_currency_chips)
    base_price = Step("sell-ask-price", _check_price, "money")
    min_order = Step(
        "sell-ask-minimum",
        _check_minimum,
        "whole",
        default=lambda _env: "1",
    )
    stock = Step("sell-ask-stock", _check_stock, "whole")
    description = Step(
        "sell-ask-description", words("description", length_max=2000), "long", optional=True, length_max=3000
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> list[tuple[str, str]]:
        """The categories to choose from, leaves first as "A > B"."""
        require_member(ctx.seat, "list")
        return await ctx.services.listing.category_paths(ctx.tx)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        draft = ListingDraft(
            name=data["title_text"],
            description=data.get("description", ""),
            unit=data["unit"],
            base_price=data["base_price"],
            currency=data["currency"],
            min_order=data["min_order"],
            stock=data["stock"],
        )
        product = await ctx.services.listing.put_up(ctx.tx, ctx.seat, draft, data["category"])
        back = press(ctx.say("button-home"), HOME)
        card = lists.listing_card(product, ctx.seat.company_name, ctx.say, own=True, back=back)
        return (Show(card, anew=ctx.incoming.kind == "submit"),)


class Restock(Task):
    name = "restock"
    title = "restock-title"
    review = False

    stock = Step("sell-ask-stock", _check_stock, "whole")

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Product:
        product = await ctx.services.listing.product(ctx.tx, subject)
        if product.company_id != ctx.seat.company_id:
            raise NotFound()
        return product

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        product = await ctx.services.listing.restock(ctx.tx, ctx.seat, subject.id, data["stock"])
        back = press(ctx.say("button-home"), HOME)
        return (Show(lists.listing_card(product, ctx.seat.company_name, ctx.say, own=True, back=back), anew=True),)


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
