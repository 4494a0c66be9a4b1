"""Asking several sellers at once, and answering such a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import amount, choice, unit_price, whole, words
from bot.conversations.flow import Chip, Preset, Step
from bot.conversations.task import Env, Task
from bot.quoting import quote_screen, request_screen
from bot.screens.parts import fact, note
from core.errors import NotFound, NotNow
from core.listings import UNITS, Category, Product
from core.money import Money, line_total, written
from core.offers import INCOTERMS
from core.policy import require_member
from core.ports.chat import Line
from core.quotes import WANTED_DAYS_MAX, Quote, QuoteRequest, Reply, Wish
from core.services.look_alikes import require_company_stands, require_standing

_WANTED = (7, 14, 30, 60)
_VALID = (Chip("24", "valid-24h", True), Chip("72", "valid-72h", True), Chip("168", "valid-7d", True))


def _unit_chips(_env: Env) -> list[Chip]:
    return [Chip(unit, f"unit-name-{unit}", True) for unit in UNITS]


def _day_chips(*usual: int) -> Any:
    def chips(env: Env) -> list[Chip]:
        return [Chip(str(days), env.ctx.say("days", days=days)) for days in usual]

    return chips


def _valid(env: Env, typed: str) -> str:
    """One of the chips, or a number of hours."""
    if typed.strip().isdecimal():
        return whole("valid_hours", high=720)(env, typed)
    return choice("valid_hours", lambda _env: _VALID)(env, typed)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the wish comes from: the words or the category of a search."""

    what: str = ""
    category_id: str = ""
    category: str = ""


class AskSellers(Task):
    """What is wanted; whom it goes to is shown afterwards, before anybody is asked."""

    name = "request"
    title = "rfq-title"
    submit = "button-next"
    review = False

    what = Step("rfq-ask-what", words("words", length_max=120, length_min=2), length_max=200)
    quantity = Step("offer-ask-quantity", whole("quantity"), "whole")
    unit = Step("sell-ask-unit", choice("unit", _unit_chips), "choice", chips=_unit_chips)
    place = Step("rfq-ask-place", words("place", length_max=80), length_max=200)
    wanted = Step(
        "rfq-ask-wanted",
        whole("days", high=WANTED_DAYS_MAX),
        "whole",
        chips=_day_chips(*_WANTED),
        default=lambda _env: "30",
    )
    note = Step("rfq-ask-note", words("notes", length_max=500), "long", optional=True, length_max=1000)
    valid = Step("rfq-ask-valid", _valid, "choice", chips=lambda _env: list(_VALID), default=lambda _env: "72")

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Origin:
        require_member(ctx.seat, "negotiate")
        if not subject:
            return Origin()
        try:
            search = await ctx.services.searching.mine(ctx.tx, ctx.seat, subject)
        except NotFound:
            # The search was forgotten meanwhile; its words are among the answers.
            return Origin()
        category = await ctx.tx.get(Category, search.category_id) if search.category_id else None
        name = category.name if category is not None else ""
        return Origin(search.corrected or search.words or name, search.category_id, name)

    @classmethod
    def given(cls, subject: Any) -> Mapping[str, str]:
        return {"what": subject.what} if subject is not None and subject.what else {}

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        wish = Wish(
            words=data["what"],
            quantity=int(data["quantity"]),
            unit=data["unit"],
            place=data["place"],
            wanted_days=int(data["wanted"]),
            valid_hours=int(data["valid"]),
            note=data.get("note", ""),
            category_id=subject.category_id if data["what"] == subject.what else "",
        )
        request = await ctx.services.requesting.draft(ctx.tx, ctx.seat, wish)
        return (Show(await request_screen(ctx.services, ctx.tx, request, ctx.say), anew=True),)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What the questions of an answer look at."""

    request: QuoteRequest
    quote: Quote
    product: Product


def _currency(env: Env) -> str:
    return str(env.subject.quote.currency)


def _listed(env: Env) -> Money:
    product: Product = env.subject.product
    return Money(product.base_price, product.currency)


def _price_chips(env: Env) -> list[Chip]:
    """The list price, and a little less of it."""
    listed = _listed(env)
    prices = dict.fromkeys(one.decimal for one in (listed, listed.share(9500), listed.share(9000)) if one.minor)
    return [Chip(written(price), env.ctx.say.unit_price(price, listed.currency)) for price in prices]


def _before(name: str, usual: Any) -> Any:
    """What was answered the time before, else what the listing says."""

    def default(env: Env) -> str:
        quote: Quote = env.subject.quote
        return _answers_of(quote)[name] if quote.unit_price is not None else str(usual(env))

    return default


def _answers_of(quote: Quote) -> dict[str, str]:
    unit = line_total(Decimal(1), 1, quote.currency).minor
    return {
        "price": written((quote.unit_price or Decimal(0)).normalize()),
        "freight": written(Decimal(quote.freight) / unit),
        "incoterm": quote.incoterm,
        "place": quote.place,
        "lead": str(quote.lead_time_days),
        "minimum": str(quote.min_order),
    }


class AnswerRequest(Task):
    """A price and the terms for exactly what was asked; the buyer sees it beside the others'."""

    name = "quote"
    title = "rfq-title"
    submit = "button-rfq-send-answer"

    price = Step(
        "offer-ask-price",
        unit_price("price", _currency),
        "money",
        chips=_price_chips,
        default=_before("price", lambda env: written(_listed(env).decimal)),
    )
    freight = Step(
        "offer-ask-freight",
        amount("freight", _currency),
        "money",
        chips=lambda env: [Chip("0", "offer-no-freight", True)],
        default=_before("freight", lambda _env: "0"),
    )
    incoterm = Step(
        "offer-ask-incoterm",
        choice("incoterm", lambda env: [Chip(term, term) for term in INCOTERMS]),
        "choice",
        chips=lambda env: [Chip(term, term) for term in INCOTERMS],
        default=_before("incoterm", lambda _env: "DAP"),
    )
    place = Step(
        "offer-ask-place",
        words("place", length_max=80),
        optional=True,
        default=_before("place", lambda env: env.subject.request.place),
        length_max=200,
    )
    lead = Step(
        "offer-ask-lead",
        whole("lead_time_days", high=180),
        "whole",
        chips=lambda env: _day_chips(*sorted({7, 14, 30, env.subject.product.lead_time_days}))(env),
        default=_before("lead", lambda env: env.subject.product.lead_time_days),
    )
    minimum = Step(
        "rfq-ask-minimum",
        whole("min_order"),
        "whole",
        default=_before("minimum", lambda env: env.subject.product.min_order),
        later=True,
    )
    valid = Step(
        "offer-ask-valid",
        _valid,
        "choice",
        chips=lambda _env: list(_VALID),
        default=lambda _env: "168",
        later=True,
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> AskedFor:
        require_member(ctx.seat, "negotiate")
        request, quote = await ctx.services.requesting.asked(ctx.tx, ctx.seat, subject)
        product = await ctx.tx.get(Product, quote.product_id)
        if request.status != "open" or product is None:
            raise NotNow()
        return AskedFor(request, quote, product)

    @classmethod
    async def admit(cls, ctx: Context, subject: AskedFor) -> None:
        """Nobody fills in an answer while either company is held."""
        require_standing(ctx.seat)
        await require_company_stands(ctx.tx, subject.request.company_id)

    @classmethod
    def presets(cls, env: Env) -> list[Preset]:
        """The whole form in one press: the listing's price and terms, delivered where it is wanted."""
        listed = _listed(env)
        goods = env.ctx.say.quantity(env.subject.quote.quantity, env.subject.quote.unit)
        price = env.ctx.say.unit_price(listed.decimal, listed.currency)
        values = {
            "price": written(listed.decimal),
            "freight": "0",
            "incoterm": "DAP",
            "place": env.subject.request.place,
            "lead": str(env.subject.product.lead_time_days),
            "minimum": str(env.subject.product.min_order),
            "valid": "168",
        }
        return [Preset(env.ctx.say("offer-chip-list", goods=goods, price=price), values)]

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        request, quote, say = env.subject.request, env.subject.quote, env.ctx.say
        asked = say("rfq-about", what=request.words, goods=say.quantity(quote.quantity, quote.unit))
        price = f"{say.money(_listed(env))} {say(f'per-{quote.unit}')}"
        return [
            note(f"{asked} · {request.place}"),
            note(say("rfq-listed", product=env.subject.product.name, price=price)),
        ]

    @classmethod
    def shown(cls, env: Env, step: Step, value: str) -> str:
        say, quote = env.ctx.say, env.subject.quote
        match step.key:
            case "price":
                return say.unit_price(Decimal(value), quote.currency)
            case "freight":
                return say.money(line_total(Decimal(value), 1, quote.currency))
            case "lead":
                return say("days", days=int(value))
            case "minimum":
                return say.quantity(int(value), quote.unit)
            case _:
                return super().shown(env, step, value)

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        quote, say = env.subject.quote, env.ctx.say
        goods = line_total(Decimal(env.data["price"]), quote.quantity, quote.currency)
        total = goods + line_total(Decimal(env.data.get("freight") or "0"), 1, quote.currency)
        return [fact(say("fact-total"), say.money(total))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        quote: Quote = subject.quote
        reply = Reply(
            unit_price=Decimal(data["price"]),
            freight=line_total(Decimal(data.get("freight") or "0"), 1, quote.currency).minor,
            incoterm=data["incoterm"],
            place=data.get("place", ""),
            lead_time_days=int(data["lead"]),
            min_order=int(data.get("minimum") or subject.product.min_order),
            valid_hours=int(data.get("valid") or 168),
        )
        request, answered = await ctx.services.requesting.answer(ctx.tx, ctx.seat, quote.id, reply)
        screen = await quote_screen(ctx.tx, request, answered, ctx.say, news=ctx.say("rfq-done-answer"))
        return (Show(screen, anew=ctx.incoming.kind == "submit"),)
