"""Making an offer or a counter-offer: on a listing or in a deal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import amount, choice, unit_price, whole, words
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.presenting import deal_screen
from bot.screens.parts import fact, note
from core.errors import InvalidValue
from core.ids import code_of
from core.listings import Product, require_tradable
from core.money import Money, line_total, written
from core.offers import INCOTERMS, Offer, Terms
from core.policy import require_member, role_in
from core.ports.chat import Line
from core.services.safety import require_dealing
from core.trades import Deal

_VALID = (Chip("24", "valid-24h", True), Chip("72", "valid-72h", True), Chip("168", "valid-7d", True))


def _product(env: Env) -> Product:
    subject = env.subject
    return subject.product if isinstance(subject, Deal) else subject


def _last(env: Env) -> Offer | None:
    subject = env.subject
    return subject.offers[-1] if isinstance(subject, Deal) and subject.offers else None


def _currency(env: Env) -> str:
    return _product(env).currency


def _commission(env: Env) -> int:
    """In basis points, as it will be frozen in the agreement if nobody changes it before."""
    product = _product(env)
    rules = env.ctx.services.trading.rules
    return rules.commission_for(seller=product.company_id, category=product.category_id)


def _quantity_chips(env: Env) -> list[Chip]:
    product, last = _product(env), _last(env)
    wished = [last.quantity] if last else []
    wished += [product.min_order, product.min_order * 2, product.min_order * 5]
    sizes = sorted({size for size in wished if 0 < size <= product.available})
    return [Chip(str(size), env.ctx.say.quantity(size, product.unit)) for size in sizes][:4]


def _check_quantity(env: Env, typed: str) -> str:
    quantity = int(whole("quantity")(env, typed))
    product = _product(env)
    by_seller = product.company_id == env.ctx.seat.company_id
    if quantity < product.min_order and not by_seller:
        raise InvalidValue("quantity", "below-minimum", minimum=product.min_order)
    if quantity > product.available:
        raise InvalidValue("quantity", "above-stock", left=product.available)
    return str(quantity)


def _price_chips(env: Env) -> list[Chip]:
    """The list price and less of it, or between the last two offers."""
    product, last = _product(env), _last(env)
    listed = Money(product.base_price, product.currency)
    prices = [listed.decimal, listed.share(9500).decimal, listed.share(9000).decimal]
    if last is not None:
        prices.insert(0, last.unit_price)
    seen: dict[Decimal, None] = dict.fromkeys(price.normalize() for price in prices if price > 0)
    return [Chip(written(price), env.ctx.say.unit_price(price, product.currency)) for price in seen][:4]


def _default(name: str, otherwise: str) -> Any:
    def default(env: Env) -> str:
        last = _last(env)
        return str(getattr(last, name)) if last is not None else otherwise

    return default


def _freight(env: Env) -> str:
    """What the last offer had, in major units as it is typed."""
    last = _last(env)
    return written(Money(last.freight, last.currency).decimal) if last is not None else "0"


def _lead_chips(env: Env) -> list[Chip]:
    days = sorted({7, 14, 30, _product(env).lead_time_days})
    return [Chip(str(day), env.ctx.say("days", days=day)) for day in days]


class MakeOffer(Task):
    """A price, a quantity and the terms; the other side accepts, counters or declines."""

    name = "offer"
    title = "offer-title"
    submit = "button-send-offer"

    quantity = Step(
        "offer-ask-quantity", _check_quantity, "whole", chips=_quantity_chips, default=_default("quantity", "")
    )
    price = Step(
        "offer-ask-price",
        unit_price("price", _currency),
        "money",
        chips=_price_chips,
        default=lambda env: written(last.unit_price) if (last := _last(env)) is not None else "",
    )
    freight = Step(
        "offer-ask-freight",
        amount("freight", _currency),
        "money",
        chips=lambda env: [Chip("0", "offer-no-freight", True)],
        default=_freight,
    )
    incoterm = Step(
        "offer-ask-incoterm",
        choice("incoterm", lambda env: [Chip(term, term) for term in INCOTERMS]),
        "choice",
        chips=lambda env: [Chip(term, term) for term in INCOTERMS],
        default=_default("incoterm", "DAP"),
    )
    place = Step(
        "offer-ask-place", words("place", length_max=80), optional=True, default=_default("place", ""), length_max=200
    )
    lead = Step(
        "offer-ask-lead",
        whole("lead_time_days", high=180),
        "whole",
        chips=_lead_chips,
        default=_default("lead_time_days", "14"),
    )
    valid = Step(
        "offer-ask-valid",
        choice("valid_hours", lambda env: _VALID),
        "choice",
        chips=lambda env: _VALID,
        default=lambda env: "72",
    )
    notes = Step("offer-ask-notes", words("notes", length_max=500), "long", optional=True, length_max=1000)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Deal | Product:
        require_member(ctx.seat, "negotiate")
        if subject.startswith("prd_"):
            product = await ctx.services.listing.product(ctx.tx, subject)
            require_tradable(product, ctx.seat.company_id)
            await require_dealing(ctx.tx, ctx.seat.company_id, product.company_id)
            return product
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
        role_in(ctx.seat, deal)
        return deal

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        product, last = _product(env), _last(env)
        price = env.ctx.say.money(Money(product.base_price, product.currency))
        lines = [
            note(env.ctx.say("offer-about", product=product.name, price=price, unit=env.ctx.say(f"per-{product.unit}")))
        ]
        if isinstance(env.subject, Deal) and last is not None:
            total = env.ctx.say.money(last.total_money)
            lines.append(
                note(env.ctx.say("offer-last", number=last.number, code=code_of(env.subject.trade.id), total=total))
            )
        return lines

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        terms = _terms(_product(env), env.data)
        total = line_total(terms.unit_price, terms.quantity, terms.currency) + Money(terms.freight, terms.currency)
        commission = line_total(terms.unit_price, terms.quantity, terms.currency).share(_commission(env))
        say = env.ctx.say
        return [fact(say("fact-total"), say.money(total)), fact(say("fact-commission"), say.money(commission))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        trading = ctx.services.trading
        if isinstance(subject, Deal):
            trade_id = subject.trade.id
            terms = _terms(subject.product, data)
        else:
            terms = _terms(subject, data)
            trade_id = (await trading.open_talks(ctx.tx, ctx.seat, subject.id)).trade.id
        acted = await trading.act(ctx.tx, ctx.seat, trade_id, "offer", {"terms": terms})
        return (
            Show(await deal_screen(ctx, acted.deal, news=ctx.say("done-offer")), anew=ctx.incoming.kind == "submit"),
        )


def _terms(product: Product, data: dict[str, str]) -> Terms:
    freight = Decimal(data.get("freight") or "0")
    money = line_total(freight, 1, product.currency)
    return Terms(
        quantity=int(data["quantity"]),
        unit=product.unit,
        unit_price=Decimal(data["price"]),
        currency=product.currency,
        freight=money.minor,
        incoterm=data.get("incoterm") or "DAP",
        place=data.get("place", ""),
        lead_time_days=int(data.get("lead") or product.lead_time_days),
        valid_hours=int(data.get("valid") or 72),
        partial_release=True,
        notes=data.get("notes", ""),
    )
