"""Looking at categories, searches and listings."""

from __future__ import annotations

from typing import Any

from bot.context import Answer, Context, Show, Toast
from bot.presenting import listing_screen, search_screen
from bot.screens import catalogue
from core.errors import NotFound, Stale
from core.money import EXPONENTS
from core.searches import Search
from core.services.searching import Results
from core.wording import cleaned

WORDS_LENGTH_MAX = 80
_REVISIONS = 31**4
"""A button keeps a revision up to this."""


async def categories(ctx: Context) -> Answer:
    """The tree, a level at a time; a category without children shows its listings."""
    listing = ctx.services.listing
    if not ctx.subject:
        saved = await ctx.services.searching.saved(ctx.tx, ctx.seat)
        found = await listing.categories(ctx.tx)
        return (Show(catalogue.categories(found, ctx.say, has_saved=bool(saved)), anew=_typed(ctx)),)
    parent = await listing.category(ctx.tx, ctx.subject)
    children = await listing.categories(ctx.tx, parent.id)
    if not children:
        return await browse(ctx)
    return (Show(catalogue.categories(children, ctx.say, parent=parent)),)


async def browse(ctx: Context) -> Answer:
    """All of a category, or of everything; a button of an older version may still name a listing instead."""
    category_id = ctx.subject
    if category_id.startswith("prd_"):
        category_id = (await ctx.services.listing.product(ctx.tx, category_id)).category_id
    return _shown(ctx, await ctx.services.searching.begin(ctx.tx, ctx.seat, category_id=category_id))


async def search(ctx: Context) -> Answer:
    """`browse words`: listings with these words, and the filters among them."""
    words = cleaned(ctx.incoming.text.partition(" ")[2])[:WORDS_LENGTH_MAX]
    if not words:
        return await categories(ctx)
    return (Show(await search_screen(ctx, words), anew=True),)


async def results(ctx: Context) -> Answer:
    """A page of a search, by its number; without one the search that was looked at last."""
    searching = ctx.services.searching
    if not ctx.subject:
        last = await ctx.tx.find(Search, user_id=ctx.seat.user_id, order="-updated_at", limit=1)
        if not last:
            return await categories(ctx)
        return _shown(ctx, await searching.again(ctx.tx, ctx.seat, last[0].id))
    number = ctx.argument[1:]
    page = await searching.page(ctx.tx, ctx.seat, ctx.subject, int(number) if number.isdigit() else 0)
    return _shown(ctx, page)


async def filters(ctx: Context) -> Answer:
    """What the search can be narrowed by."""
    searching = ctx.services.searching
    found = await searching.mine(ctx.tx, ctx.seat, ctx.subject)
    category = await ctx.services.listing.category(ctx.tx, found.category_id) if found.category_id else None
    places = await searching.places(ctx.tx, found)
    currency = await searching.currency(ctx.tx, ctx.seat)
    return (Show(catalogue.filters(found, category, places, currency, ctx.say)),)


async def narrow(ctx: Context) -> Answer:
    """One filter more, or one less."""
    searching = ctx.services.searching
    found = await searching.mine(ctx.tx, ctx.seat, ctx.subject)
    if found.rev % _REVISIONS != ctx.do.rev:
        raise Stale()
    change = await _change(ctx, found)
    return _shown(ctx, await searching.narrow(ctx.tx, ctx.seat, found.id, **change))


async def save(ctx: Context) -> Answer:
    await ctx.services.searching.save(ctx.tx, ctx.seat, ctx.subject)
    page = await ctx.services.searching.again(ctx.tx, ctx.seat, ctx.subject)
    return (Toast(ctx.say("search-saved"), alert=True), *_shown(ctx, page))


async def stop_alerts(ctx: Context) -> Answer:
    """One press, and there is no more news of this search; what the message said stays."""
    await ctx.services.searching.hush(ctx.tx, ctx.seat, ctx.subject)
    return (Toast(ctx.say("search-hushed"), alert=True), *await saved(ctx))


async def saved(ctx: Context) -> Answer:
    found = await ctx.services.searching.saved(ctx.tx, ctx.seat)
    listing = ctx.services.listing
    named = [(one, await listing.category(ctx.tx, one.category_id) if one.category_id else None) for one in found]
    return (Show(catalogue.saved_searches(named, ctx.say), anew=_typed(ctx)),)


async def forget(ctx: Context) -> Answer:
    await ctx.services.searching.forget(ctx.tx, ctx.seat, ctx.subject)
    return await saved(ctx)


async def listing(ctx: Context) -> Answer:
    """The card of a listing, from a button; or the card that is there, with another of its pictures."""
    number = ctx.argument.removeprefix("p")
    return await listing_by_id(ctx, ctx.subject, at=int(number) if number.isdigit() else None)


async def named_listing(ctx: Context) -> Answer:
    """`listing <id>`: what somebody shared."""
    return await listing_by_id(ctx, ctx.incoming.text.partition(" ")[2].strip()[:31])


async def listing_by_id(ctx: Context, product_id: str, *, at: int | None = None) -> Answer:
    product = await ctx.services.listing.product(ctx.tx, product_id)
    screen = await listing_screen(ctx, product, at=at or 0)
    return (Show(screen, anew=_typed(ctx) or (bool(screen.media) and at is None)),)


async def share(ctx: Context) -> Answer:
    product = await ctx.services.listing.product(ctx.tx, ctx.subject)
    links = ctx.services.links
    address = links.listing(product.id) if product.status == "active" else ""
    return (Show(catalogue.sharing(product, links.telegram, ctx.say, address=address)),)


async def _change(ctx: Context, found: Search) -> dict[str, Any]:
    """What the button means. Raises NotFound for a code that no button has."""
    kind, code = ctx.argument[:1], ctx.argument[1:]
    off = code == catalogue.ANY
    if not off and not code.isdigit():
        raise NotFound()
    if kind == "p":
        currency = await ctx.services.searching.currency(ctx.tx, ctx.seat)
        low, high = (None, None) if off else catalogue.PRICE_BANDS[int(code) % len(catalogue.PRICE_BANDS)]
        scale = 10 ** EXPONENTS[currency]
        return {
            "currency": "" if off else currency,
            "price_from": low and low * scale,
            "price_to": high and high * scale,
        }
    if kind == "m":
        return {"min_order_max": None if off else int(code)}
    if kind == "f":
        places = [] if off else await ctx.services.searching.places(ctx.tx, found)
        if not off and int(code) >= len(places):
            raise Stale()
        return {"ships_from": "" if off else places[int(code)]}
    raise NotFound()


def _shown(ctx: Context, page: Results) -> Answer:
    return (Show(catalogue.results(page, ctx.say), anew=_typed(ctx)),)


def _typed(ctx: Context) -> bool:
    return ctx.incoming.kind != "press"
