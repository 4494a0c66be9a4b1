"""A seller's own listings."""

from __future__ import annotations

from bot import verbs
from bot.context import Answer, Context, Show
from bot.handlers.browsing import card_of
from bot.screens import lists
from bot.screens.parts import press


async def mine(ctx: Context) -> Answer:
    page = await ctx.services.listing.mine(ctx.tx, ctx.seat, after=ctx.subject)
    more = press(ctx.say("button-more"), verbs.MY_LISTINGS, page.next_after) if page.next_after else None
    back = press(ctx.say("button-home"), verbs.HOME)
    screen = lists.listing_page(
        ctx.say("my-listings-title"), page.products, ctx.say, more=more, back=back, empty=ctx.say("my-listings-none")
    )
    return (Show(screen, anew=ctx.incoming.kind != "press"),)


async def pause(ctx: Context) -> Answer:
    product = await ctx.services.listing.pause(ctx.tx, ctx.seat, ctx.subject, active=False)
    return (Show(card_of(ctx, product, ctx.seat.company_name, own=True)),)


async def resume(ctx: Context) -> Answer:
    product = await ctx.services.listing.pause(ctx.tx, ctx.seat, ctx.subject, active=True)
    return (Show(card_of(ctx, product, ctx.seat.company_name, own=True)),)
