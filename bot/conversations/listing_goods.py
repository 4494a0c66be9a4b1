"""Conversations about goods: listing them, changing a listing, its stock and its picture, and finding some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import choice, grouping_of, looked_up, open_words, path_chip, words
from bot.conversations.flow import Chip, Step
from bot.conversations.forms import LISTED_MAX
from bot.conversations.membership import check_currency, currency_chips
from bot.conversations.talk import PHOTO
from bot.conversations.task import Env, Task
from bot.presenting import listing_screen, search_screen
from bot.screens.parts import note
from core.errors import InvalidValue
from core.listings import LEAD_TIME_DAYS, LEAD_TIME_DAYS_MAX, UNITS, ListingDraft, Product
from core.money import Money, read_money, read_quantity, require_traded, written
from core.policy import require_member
from core.ports.chat import Line
from core.services.look_alikes import require_standing
from core.services.looking_up import best

LIKELY = "likely"
"""Under this key stand the categories that a listing of this name probably belongs to."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What the questions of a listing look at: the categories to choose from, and the listing, if there is one."""

    paths: list[tuple[str, str]]
    product: Product | None = None


def _check_traded(env: Env, typed: str) -> str:
    code = check_currency(env, typed)
    require_traded(code, env.ctx.services.trading.rules.currencies)
    return code


def _traded_chips(env: Env) -> list[Chip]:
    """The usual ones among those that are traded here, or else the first of these."""
    traded = env.ctx.services.trading.rules.currencies
    usual = [chip for chip in currency_chips(env) if chip.value in traded]
    return usual or [Chip(code, code) for code in sorted(traded)[:6]]


def _check_price(env: Env, typed: str) -> str:
    money = read_money(typed, env.data.get("currency") or "EUR", "base_price", grouping=grouping_of(env))
    if money.minor == 0:
        raise InvalidValue("base_price", "zero")
    return written(money.decimal)


def _check_minimum(env: Env, typed: str) -> str:
    return str(read_quantity(typed, "min_order", grouping=grouping_of(env)))


def _check_stock(env: Env, typed: str) -> str:
    number = 0 if typed.strip() == "0" else read_quantity(typed, "stock", grouping=grouping_of(env))
    product = env.subject.product if isinstance(env.subject, Goods) else env.subject
    if product is not None and number < product.reserved:
        raise InvalidValue("stock", "below-reserved", reserved=product.reserved)
    return str(number)


def _check_days(_env: Env, typed: str) -> str:
    days = read_quantity(typed, "lead_time_days")
    if days > LEAD_TIME_DAYS_MAX:
        raise InvalidValue("lead_time_days", "out-of-range", low=1, high=LEAD_TIME_DAYS_MAX)
    return str(days)


def _unit_chips(_env: Env) -> list[Chip]:
    return [Chip(unit, f"unit-name-{unit}", True) for unit in UNITS]


def _paths(env: Env) -> list[tuple[str, str]]:
    """The likeliest first, as they were when the conversation began: a chip is known by its place."""
    likely = env.data.get(LIKELY, "").split()
    return sorted(env.subject.paths, key=lambda pair: likely.index(pair[0]) if pair[0] in likely else len(likely))


def _every_category(env: Env) -> list[Chip]:
    return [path_chip(*pair) for pair in _paths(env)]


def _category_chips(env: Env) -> list[Chip]:
    return [path_chip(*pair) for pair in _paths(env)[:LISTED_MAX]]


async def _search_categories(env: Env, typed: str) -> Sequence[Chip]:
    return [path_chip(*pair) for pair in best(typed, _paths(env))]


class ListGoods(Task):
    """A new listing, ready to be found."""

    name = "sell"
    title = "sell-title"
    submit = "button-publish"
    takes_photo = True

    title_text = Step("sell-ask-name", open_words("name", length_max=120), length_max=300)
    category = Step(
        "sell-ask-category",
        looked_up("category", _every_category),
        "choice",
        chips=_category_chips,
        search=_search_categories,
        many=lambda env: len(env.subject.paths) > LISTED_MAX,
    )
    unit = Step("sell-ask-unit", choice("unit", _unit_chips), "choice", chips=_unit_chips)
    currency = Step("sell-ask-currency", _check_traded, "choice", chips=_traded_chips)
    base_price = Step("sell-ask-price", _check_price, "money")
    min_order = Step(
        "sell-ask-minimum",
        _check_minimum,
        "whole",
        default=lambda _env: "1",
    )
    stock = Step("sell-ask-stock", _check_stock, "whole")
    ships_from = Step("sell-ask-ships-from", open_words("ships_from", length_max=60), optional=True, length_max=200)
    lead_time_days = Step("sell-ask-days", _check_days, "whole", optional=True)
    description = Step(
        "sell-ask-description", open_words("description", length_max=2000), "long", optional=True, length_max=3000
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Goods:
        """The categories to choose from, as "A > B"."""
        require_member(ctx.seat, "list")
        return Goods(await ctx.services.listing.category_paths(ctx.tx))

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        return [note(env.ctx.say("sell-photo-taken"))] if env.data.get(PHOTO) else []

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        photos = [data[PHOTO]] if data.get(PHOTO) else []
        product = await ctx.services.listing.put_up(ctx.tx, ctx.seat, draft_of(data), data["category"], photos=photos)
        screen = await listing_screen(ctx, product)
        return (Show(screen, anew=ctx.incoming.kind == "submit" or bool(screen.media)),)


class ChangeListing(Task):
    """Every field of a listing, to be changed one by one; nothing happens before it is saved."""

    name = "listing"
    title = "listing-title"
    submit = "button-save"

    title_text = ListGoods.title_text
    category = ListGoods.category
    unit = ListGoods.unit
    currency = ListGoods.currency
    base_price = ListGoods.base_price
    min_order = ListGoods.min_order
    stock = ListGoods.stock
    ships_from = ListGoods.ships_from
    lead_time_days = ListGoods.lead_time_days
    description = ListGoods.description

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Goods:
        product = await ctx.services.listing.own(ctx.tx, ctx.seat, subject)
        return Goods(await ctx.services.listing.category_paths(ctx.tx), product)

    @classmethod
    def given(cls, subject: Any) -> Mapping[str, str]:
        """The listing as it is."""
        product: Product = subject.product
        return {
            "title_text": product.name,
            "category": product.category_id,
            "unit": product.unit,
            "currency": product.currency,
            "base_price": written(Money(product.base_price, product.currency).decimal),
            "min_order": str(product.min_order),
            "stock": str(product.stock),
            "ships_from": product.ships_from,
            "lead_time_days": str(product.lead_time_days),
            "description": product.description,
        }

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        product = await ctx.services.listing.change(
            ctx.tx, ctx.seat, subject.product.id, draft_of(data), data["category"]
        )
        screen = await listing_screen(ctx, product)
        return (Show(screen, anew=ctx.incoming.kind == "submit" or bool(screen.media)),)


class Restock(Task):
    name = "restock"
    title = "restock-title"
    review = False

    stock = Step("sell-ask-stock", _check_stock, "whole")

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Product:
        return await ctx.services.listing.own(ctx.tx, ctx.seat, subject)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        product = await ctx.services.listing.restock(ctx.tx, ctx.seat, subject.id, data["stock"])
        return (Show(await listing_screen(ctx, product), anew=True),)


def _no_words(_env: Env, _typed: str) -> str:
    raise InvalidValue("photo", "not-a-photo")


class NewPhoto(Task):
    """The picture on a listing's card; it is sent, not typed."""

    name = "photo"
    title = "photo-title"
    review = False
    takes_photo = True
    has_form = False

    photo = Step("photo-ask", _no_words)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Product:
        return await ctx.services.listing.own(ctx.tx, ctx.seat, subject)

    @classmethod
    async def admit(cls, ctx: Context, subject: Product) -> None:
        require_standing(ctx.seat)

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        return [note(env.subject.name)]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        product = await ctx.services.listing.show_picture(ctx.tx, ctx.seat, subject.id, data[PHOTO])
        return (Show(await listing_screen(ctx, product), anew=True),)


class FindGoods(Task):
    """Words to look for, for whoever would rather press than type a command."""

    name = "find"
    title = "find-title"
    review = False

    words_ = Step("find-ask", words("words", length_max=80), length_max=200)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        return (Show(await search_screen(ctx, data["words_"]), anew=True),)


def draft_of(data: Mapping[str, str]) -> ListingDraft:
    """The answers as a draft; what was not asked stays as it is by default."""
    return ListingDraft(
        name=data["title_text"],
        description=data.get("description", ""),
        unit=data["unit"],
        base_price=data["base_price"],
        currency=data["currency"],
        min_order=data["min_order"],
        stock=data["stock"],
        ships_from=data.get("ships_from", ""),
        lead_time_days=data.get("lead_time_days", "") or str(LEAD_TIME_DAYS),
    )
