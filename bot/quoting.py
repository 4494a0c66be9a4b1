"""From a request for quotation to the screen of one reader: the buyer's comparison, a seller's card, news of either."""

from __future__ import annotations

from bot.context import Context, Services
from bot.screens import quotes as screens
from bot.text import Say
from core.errors import DomainError
from core.listings import Product
from core.members import Company, Seat
from core.ports.chat import Screen
from core.ports.unit_of_work import Tx
from core.quotes import Quote, QuoteRequest
from core.services.quote_sellers import names_of

QUOTE_NEWS = ("request", "quote")
"""Kinds of news that are about requests for quotation; the keys of their screens begin with the same words."""

LISTED_MAX = 10


async def request_screen(services: Services, tx: Tx, request: QuoteRequest, say: Say, *, news: str = "") -> Screen:
    """The request as its company sees it: whom to ask, or what they answered."""
    quotes = await services.requesting.quotes(tx, request.id)
    names = await names_of(tx, quotes)
    if request.status == "draft":
        return screens.review(request, quotes, names, say)
    company = await tx.get(Company, request.company_id)
    currency = company.currency if company is not None else ""
    return screens.comparison(request, quotes, names, currency, services.clock.now(), say, news=news)


async def quote_screen(tx: Tx, request: QuoteRequest, quote: Quote, say: Say, *, news: str = "") -> Screen:
    """The request as an asked seller sees it."""
    product, buyer = await tx.get(Product, quote.product_id), await tx.get(Company, request.company_id)
    listing, asking = product.name if product else "", buyer.name if buyer else ""
    held = buyer is not None and buyer.name_held_since is not None
    return screens.seller_card(request, quote, listing, asking, say, held=held, news=news)


async def requests_screen(ctx: Context) -> Screen:
    """What the reader's company asks for and is asked for."""
    requesting = ctx.services.requesting
    own, waiting = await requesting.recent(ctx.tx, ctx.seat, limit=LISTED_MAX)
    asked = [await requesting.asked(ctx.tx, ctx.seat, quote.id) for quote in waiting]
    return screens.overview(own, asked, ctx.say)


async def quoting_screen(
    services: Services, tx: Tx, kind: str, subject_id: str, seat: Seat | None, say: Say, *, news: str = ""
) -> Screen | None:
    """What news of this kind, or a stored screen of this name, is about; None for who has no part in it any more."""
    if seat is None:
        return None
    try:
        if kind == "request":
            request = await services.requesting.mine(tx, seat, subject_id)
            return await request_screen(services, tx, request, say, news=news)
        request, quote = await services.requesting.asked(tx, seat, subject_id)
        return await quote_screen(tx, request, quote, say, news=news)
    except DomainError:
        return None
