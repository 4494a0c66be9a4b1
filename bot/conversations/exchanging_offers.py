"""Making an offer or a counter-offer: on a listing or in a deal."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import amount, choice, open_words, unit_price, whole, words
from bot.conversations.flow import Chip, Preset, Step
from bot.conversations.offer_answers import (
    NO,
    PLACE_LENGTH_MAX,
    YES,
    answers_of,
    drafted,
    placed,
    terms_from,
    usual_answers,
)
from bot.conversations.task import Env, Task
from bot.conversations.trading import has_moved_on, reviewed_beside
from bot.presenting import besides_of, deal_screen
from bot.screens.offers import difference_lines, proposal_words
from bot.screens.parts import fact, note
from bot.screens.rates import about
from core.errors import InvalidValue
from core.fees import commission_of
from core.haggling import proposals
from core.ids import code_of
from core.listings import Product, require_tradable
from core.money import Money, line_total, written
from core.offers import FREIGHT_PAYERS, INCOTERMS, Offer, usual_freight_payer
from core.policy import require_member, role_in
from core.ports.chat import Line
from core.services.look_alikes import require_both_stand, require_standing
from core.services.safety import require_dealing
from core.trades import Deal

_VALID = (Chip("24", "valid-24h", True), Chip("72", "valid-72h", True), Chip("168", "valid-7d", True))
_YES_NO = (Chip(YES, "answer-yes", True), Chip(NO, "answer-no", True))
_PAYERS = tuple(Chip(payer, f"freight-payer-{payer}", True) for payer in FREIGHT_PAYERS)


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


def _default(name: str) -> Any:
    """What stands where nothing else is said: the last offer's term, or the usual one."""

    def default(env: Env) -> str:
        return usual_answers(_product(env), _last(env)).get(name, "")

    return default


def _first_quantity(env: Env) -> str:
    return _default("quantity")(env) or str(_product(env).min_order)


def _first_price(env: Env) -> str:
    product = _product(env)
    return _default("price")(env) or written(Money(product.base_price, product.currency).decimal)


def _payer(env: Env) -> str:
    """Freight on top is the buyer's; without, the Incoterm says whose the carrier's bill is."""
    last, incoterm = _last(env), env.data.get("incoterm") or "DAP"
    if Decimal(env.data.get("freight") or "0") > 0:
        return "buyer"
    if last is not None and last.incoterm == incoterm and last.freight_payer and not last.freight:
        return last.freight_payer
    return usual_freight_payer(incoterm)


def _check_payer(env: Env, typed: str) -> str:
    payer = choice("freight_payer", lambda _env: _PAYERS)(env, typed)
    return "buyer" if Decimal(env.data.get("freight") or "0") > 0 else payer


def _lead_chips(env: Env) -> list[Chip]:
    days = sorted({7, 14, 30, _product(env).lead_time_days})
    return [Chip(str(day), env.ctx.say("days", days=day)) for day in days]


def _valid_chips(env: Env) -> list[Chip]:
    """The usual spans, and the one that a draft came with."""
    hours = env.data.get("valid", "")
    usual = list(_VALID)
    if hours.isdecimal() and hours not in {chip.value for chip in usual}:
        usual.append(Chip(hours, env.ctx.say("hours", hours=int(hours))))
    return usual


def _check_valid(env: Env, typed: str) -> str:
    """One of the chips, or a number of hours."""
    if typed.strip().isdecimal():
        return whole("valid_hours", high=720)(env, typed)
    return choice("valid_hours", _valid_chips)(env, typed)


def _check_tolerance(env: Env, typed: str) -> str:
    """A whole percentage; none is allowed, too."""
    plain = typed.strip().removesuffix("%").strip()
    return "0" if plain == "0" else whole("tolerance_percent", high=10)(env, plain)


class MakeOffer(Task):
    """A price, a quantity and the terms; the other side accepts, counters or declines."""

    name = "offer"
    title = "offer-title"
    submit = "button-send-offer"

    line = Step(
        "offer-ask-line",
        words("line", length_max=400),
        optional=True,
        form_only=True,
        length_max=400,
    )
    quantity = Step("offer-ask-quantity", _check_quantity, "whole", chips=_quantity_chips, default=_first_quantity)
    price = Step("offer-ask-price", unit_price("price", _currency), "money", chips=_price_chips, default=_first_price)
    freight = Step(
        "offer-ask-freight",
        amount("freight", _currency),
        "money",
        chips=lambda env: [Chip("0", "offer-no-freight", True)],
        default=_default("freight"),
    )
    incoterm = Step(
        "offer-ask-incoterm",
        choice("incoterm", lambda env: [Chip(term, term) for term in INCOTERMS]),
        "choice",
        chips=lambda env: [Chip(term, term) for term in INCOTERMS],
        default=_default("incoterm"),
    )
    place = Step(
        "offer-ask-place",
        open_words("place", length_max=PLACE_LENGTH_MAX),
        optional=True,
        default=_default("place"),
        length_max=200,
    )
    lead = Step(
        "offer-ask-lead",
        whole("lead_time_days", high=180),
        "whole",
        chips=_lead_chips,
        default=_default("lead"),
    )
    valid = Step("offer-ask-valid", _check_valid, "choice", chips=_valid_chips, default=lambda env: "72")
    notes = Step("offer-ask-notes", open_words("notes", length_max=500), "long", optional=True, length_max=1000)
    payer = Step("offer-ask-payer", _check_payer, "choice", chips=lambda env: _PAYERS, default=_payer, later=True)
    tolerance = Step(
        "offer-ask-tolerance",
        _check_tolerance,
        "whole",
        chips=lambda env: [Chip(str(percent), f"{percent} %") for percent in (0, 2, 5, 10)],
        default=_default("tolerance"),
        later=True,
    )
    parts = Step(
        "offer-ask-parts",
        choice("partial_shipments", lambda env: _YES_NO),
        "choice",
        chips=lambda env: _YES_NO,
        default=_default("parts"),
        later=True,
    )
    release = Step(
        "offer-ask-release",
        choice("partial_release", lambda env: _YES_NO),
        "choice",
        chips=lambda env: _YES_NO,
        default=_default("release"),
        later=True,
    )
    inspection = Step(
        "offer-ask-inspection",
        whole("inspection_days", high=30),
        "whole",
        chips=lambda env: [Chip(str(days), env.ctx.say("days", days=days)) for days in (3, 7, 14, 30)],
        default=_default("inspection"),
        later=True,
    )
    po = Step("offer-ask-po", open_words("po_number", length_max=60), optional=True, default=_default("po"), later=True)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Deal | Product:
        require_member(ctx.seat, "negotiate")
        if subject.startswith("prd_"):
            product = await ctx.services.listing.product(ctx.tx, subject)
            require_tradable(product, ctx.seat.company_id)
            return product
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
        role_in(ctx.seat, deal)
        return deal

    @classmethod
    async def admit(cls, ctx: Context, subject: Deal | Product) -> None:
        """Nobody fills in an offer to a company that does not deal with theirs, or while one of them has to change its name."""
        require_standing(ctx.seat)
        if isinstance(subject, Deal):
            require_both_stand(subject, role_in(ctx.seat, subject))
        else:
            await require_dealing(ctx.tx, ctx.seat.company_id, subject.company_id)

    @classmethod
    def several(cls, env: Env, words: str) -> Mapping[str, str]:
        """`500 pcs @ 4.20 FOB Shenzhen`, where a single answer was asked for."""
        found = drafted(words, env.ctx.say, _product(env), env.ctx.services.clock.now())
        return found if len(found) > 1 else {}

    @classmethod
    def merged(cls, env: Env, values: Mapping[str, str]) -> Mapping[str, str]:
        line = values.get("line", "")
        return {**values, **drafted(line, env.ctx.say, _product(env), env.ctx.services.clock.now())} if line else values

    @classmethod
    def presets(cls, env: Env) -> list[Preset]:
        subject, say = env.subject, env.ctx.say
        if env.data.get("price"):
            return []  # a shortcut led here already
        if isinstance(subject, Deal):
            found = proposals(subject.product, subject.offers, role_in(env.ctx.seat, subject))
        else:
            found = proposals(subject, (), "buyer")
        whole = [(proposal_words(one, say), answers_of(one.terms)) for one in found]
        return [Preset(words, known if isinstance(subject, Deal) else placed(known)) for words, known in whole]

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
    def worded(cls, env: Env, step: Step) -> str:
        """The first question says that a whole line will do; a form has a field of its own for that."""
        asked = super().worded(env, step)
        alone = step.key == "quantity" and not env.ctx.incoming.form_key
        return f"{asked}\n{env.ctx.say('offer-hint-line')}" if alone else asked

    @classmethod
    def shown(cls, env: Env, step: Step, value: str) -> str:
        say, product = env.ctx.say, _product(env)
        match step.key:
            case "price":
                return say.unit_price(Decimal(value), product.currency)
            case "freight":
                return say.money(line_total(Decimal(value), 1, product.currency))
            case "quantity":
                return say.quantity(int(value), product.unit)
            case "lead" | "inspection":
                return say("days", days=int(value))
            case "tolerance":
                return f"{value} %"
            case _:
                return super().shown(env, step, value)

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        last = _last(env)
        terms = terms_from(_product(env), env.data, last)
        goods = line_total(terms.unit_price, terms.quantity, terms.currency)
        total = goods + Money(terms.freight, terms.currency)
        commission = commission_of(goods, _commission(env))
        say = env.ctx.say
        lines = [fact(say("fact-total"), say.money(total))]
        lines.extend(about(total, besides_of(env.ctx.services, env.ctx.seat), say))
        lines.append(fact(say("fact-commission"), say.money(commission)))
        return [*lines, *(difference_lines(last, terms, say) if last is not None else [])]

    @classmethod
    def binding(cls, env: Env) -> dict[str, str]:
        return reviewed_beside(env)

    @classmethod
    def outdated(cls, env: Env) -> str:
        return has_moved_on(env)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        trading = ctx.services.trading
        if isinstance(subject, Deal):
            trade_id = subject.trade.id
            terms = terms_from(subject.product, data, subject.offers[-1] if subject.offers else None)
        else:
            terms = terms_from(subject, data, None)
            trade_id = (await trading.open_talks(ctx.tx, ctx.seat, subject.id)).trade.id
        acted = await trading.act(ctx.tx, ctx.seat, trade_id, "offer", {"terms": terms})
        return (
            Show(await deal_screen(ctx, acted.deal, news=ctx.say("done-offer")), anew=ctx.incoming.kind == "submit"),
        )
