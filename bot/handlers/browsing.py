"""Looking at categories and listings."""

from __future__ import annotations

from bot import verbs
from bot.context import Answer, Context, Show
from bot.screens import lists
from bot.screens.parts import press
from core.listings import Product
from core.members import Company
from core.ports.chat import Button, Screen
from core.wording import cleaned


async def categories(ctx: Context) -> Answer:
    """The tree, a level at a time; a category without children shows its listings."""
    listing = ctx.services.listing
    if not ctx.subject:
        return (Show(lists.categories(await listing.categories(ctx.tx), ctx.say), anew=_typed(ctx)),)
    parent = await listing.category(ctx.tx, ctx.subject)
    children = await listing.categories(ctx.tx, parent.id)
    if not children:
        return await browse(ctx)
    return (Show(lists.categories(children, ctx.say, parent=parent)),)


async def browse(ctx: Context) -> Answer:
    """A page of a category. The cursor of the next page travels in the button: the last product's id."""
    category_id = ctx.subject
    after = ""
    if category_id.startswith("prd_"):
        last = await ctx.services.listing.product(ctx.tx, category_id)
        category_id, after = last.category_id, last.id
    page = await ctx.services.listing.page(ctx.tx, category_id=category_id, after=after)
    more = press(ctx.say("button-more"), verbs.BROWSE, page.next_after) if page.next_after else None
    title = page.category.name if page.category else ctx.say("categories-title")
    parent = page.category.parent_id if page.category else None
    back = press(ctx.say("button-back"), verbs.CATEGORIES, parent or "")
    screen = lists.listing_page(title, page.products, ctx.say, more=more, back=back, empty=ctx.say("listings-none"))
    return (Show(screen),)


async def search(ctx: Context) -> Answer:
    """`browse words`: listings whose name has these words."""
    words = cleaned(ctx.incoming.text.partition(" ")[2])[:80]
    if not words:
        return await categories(ctx)
    page = await ctx.services.listing.page(ctx.tx, words=words)
    back = press(ctx.say("button-browse"), verbs.CATEGORIES)
    title = ctx.say("search-title", words=words)
    screen = lists.listing_page(title, page.products, ctx.say, more=None, back=back, empty=ctx.say("search-none"))
    return (Show(screen, anew=True),)


async def listing(ctx: Context) -> Answer:
    product = await ctx.services.listing.product(ctx.tx, ctx.subject)
    company = await ctx.tx.get(Company, product.company_id)
    own = product.company_id == ctx.seat.company_id
    return (Show(card_of(ctx, product, company.name if company else "", own=own)),)


def card_of(ctx: Context, product: Product, seller_name: str, *, own: bool) -> Screen:
    back: Button = press(
        ctx.say("button-back"), verbs.MY_LISTINGS if own else verbs.CATEGORIES, "" if own else product.category_id
    )
    return lists.listing_card(product, seller_name, ctx.say, own=own, back=back)


def _typed(ctx: Context) -> bool:
    return ctx.incoming.kind != "press"
