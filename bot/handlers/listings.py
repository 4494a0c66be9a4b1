"""A seller's own listings: seeing, pausing, taking away; and what comes in as a picture or a file."""

from __future__ import annotations

from dataclasses import replace

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.listing_goods import LIKELY
from bot.conversations.talk import PHOTO, Talks
from bot.presenting import listing_screen
from bot.screens import catalogue
from bot.screens.parts import head, note, press, rows, text
from core.listing_line import read_listing
from core.listings import Product, ProductUpload
from core.policy import require_member
from core.ports.chat import Media, Screen
from core.ports.files import is_kept
from core.services.look_alikes import require_standing
from core.wording import cleaned

LINE_LENGTH_MAX = 300
CSV_BYTES_MAX = 5_000_000


async def mine(ctx: Context) -> Answer:
    page = await ctx.services.listing.mine(ctx.tx, ctx.seat, after=ctx.subject)
    more = press(ctx.say("button-more"), verbs.MY_LISTINGS, page.next_after) if page.next_after else None
    back = press(ctx.say("button-home"), verbs.HOME)
    screen = catalogue.my_listings(page.products, ctx.say, more=more, back=back)
    return (Show(screen, anew=ctx.incoming.kind != "press"),)


async def pause(ctx: Context) -> Answer:
    return await _managed(ctx, await ctx.services.listing.pause(ctx.tx, ctx.seat, ctx.subject, active=False))


async def resume(ctx: Context) -> Answer:
    return await _managed(ctx, await ctx.services.listing.pause(ctx.tx, ctx.seat, ctx.subject, active=True))


async def remove(ctx: Context) -> Answer:
    """Asks once more first; deals that are under way go on."""
    if f".{ctx.argument}" != verbs.CONFIRMED:
        product = await ctx.services.listing.own(ctx.tx, ctx.seat, ctx.subject)
        return (Show(catalogue.removing(product, ctx.say)),)
    await ctx.services.listing.remove(ctx.tx, ctx.seat, ctx.subject)
    return (Toast(ctx.say("listing-is-removed")), *await mine(replace(ctx, do=replace(ctx.do, id=""))))


async def template(ctx: Context) -> Answer:
    """The empty product file, and how to fill it in."""
    require_member(ctx.seat, "list")
    lines = (head(ctx.say("template-title")), text(ctx.say("template-how")))
    file = Media("document", "template:products", name="parley-products.csv", mime="text/csv")
    back = press(ctx.say("button-my-listings"), verbs.MY_LISTINGS)
    return (Show(Screen("template", lines, rows(back), (file,)), anew=True),)


async def upload(ctx: Context) -> Answer:
    """The press under the preview of a product file: do it, or leave it."""
    require_member(ctx.seat, "list")
    file = await ctx.tx.get(ProductUpload, ctx.subject)
    if file is None or file.user_id != ctx.seat.user_id or file.status != "previewed":
        return (Toast(ctx.say("error-stale"), alert=True),)
    goes = ctx.argument == "y"
    if goes:
        require_standing(ctx.seat)
    now = ctx.services.clock.now()
    await ctx.tx.put(replace(file, status="confirmed" if goes else "cancelled", updated_at=now))
    words = ctx.say("upload-under-way" if goes else "talk-cancelled")
    back = press(ctx.say("button-my-listings"), verbs.MY_LISTINGS)
    return (Show(Screen(f"upload:{file.id}", (head(file.name), note(words)), rows(back))),)


class SellingHandlers:
    """What begins a listing: a button, a line of text, a picture, a file."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    async def sell(self, ctx: Context) -> Answer:
        """`sell`, or `sell 20 oak chairs 45 EUR each`: what the line says is filled in, the rest is asked."""
        line = cleaned(ctx.incoming.text.partition(" ")[2])[:LINE_LENGTH_MAX] if ctx.incoming.kind != "press" else ""
        media = next((one for one in ctx.incoming.media if one.kind == "photo" and is_kept(one.ref)), None)
        return await self._begin(ctx, line, media.ref if media else "")

    async def edit(self, ctx: Context) -> Answer:
        """Every field of a listing, each behind a button."""
        return await self._talks.start(ctx, "listing", ctx.subject, review=True)

    async def taken(self, ctx: Context) -> Answer | None:
        """A picture for a listing or a product file; None when what came in is neither."""
        if ctx.place.kind != "private" or not ctx.incoming.media or not is_kept(ctx.incoming.media[0].ref):
            return None
        media = ctx.incoming.media[0]
        if _is_table(media):
            return await self._file(ctx, media)
        if media.kind != "photo":
            return None
        attached = await self._talks.attach(ctx, media.ref)
        if attached is not None:
            return attached
        line = cleaned(ctx.incoming.text)[:LINE_LENGTH_MAX]
        if not line or not ctx.seat.company_id or "base_price" not in read_listing(line):
            return None
        return await self._begin(ctx, line, media.ref)

    async def _begin(self, ctx: Context, line: str, photo: str) -> Answer:
        require_member(ctx.seat, "list")
        require_standing(ctx.seat)
        read = read_listing(line)
        place = await ctx.services.listing.last_place(ctx.tx, ctx.seat)
        known = {"ships_from": place, "lead_time_days": ""}
        if "name" in read:
            name = read.pop("name")
            known |= {"title_text": name, **read, "description": ""}
            known[LIKELY] = " ".join(await ctx.services.listing.likely_categories(ctx.tx, name))
        if photo:
            known[PHOTO] = photo
        return await self._talks.start(ctx, "sell", known=known)

    async def _file(self, ctx: Context, media: Media) -> Answer:
        """A product file is read outside of this transaction; its preview comes as news."""
        require_member(ctx.seat, "list")
        require_standing(ctx.seat)
        now = ctx.services.clock.now()
        name = cleaned(media.name)[:80] or "products.csv"
        if media.size > CSV_BYTES_MAX:
            return (Show(Screen("notice", (text(ctx.say("upload-too-big")),), ()), anew=True),)
        file = ProductUpload(
            id=ctx.services.ids.new("upl"),
            user_id=ctx.seat.user_id,
            identity_id=ctx.seat.identity_id,
            ref=media.ref,
            name=name,
            created_at=now,
            updated_at=now,
        )
        await ctx.tx.add(file)
        screen = Screen(f"upload:{file.id}", (head(name), note(ctx.say("upload-being-read"))), ())
        return (Show(screen, anew=True),)


async def _managed(ctx: Context, product: Product) -> Answer:
    screen = await listing_screen(ctx, product)
    return (Show(screen),)


def _is_table(media: Media) -> bool:
    return media.name.casefold().endswith(".csv") or media.mime in ("text/csv", "text/comma-separated-values")
