"""What is for sale as people see it: categories, results, filters, the card of a listing, saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote as quoted

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.screens.rates import about
from bot.text import Say
from core.errors import DomainError, InvalidValue, NameHeld, NotAllowed, NotNow, NotRegistered
from core.listings import TAKEN_DOWN, Category, Product, ProductUpload
from core.money import EXPONENTS, Money
from core.ports.chat import Button, Card, Line, Media, Screen, Url
from core.rates import Besides
from core.searches import Search
from core.services.searching import Results

PRICE_BANDS = ((None, 10), (10, 100), (100, 1000), (1000, None))
"""From and up to, in whole units of money."""

MINIMUMS = (1, 10, 100)
ANY = "n"
"""The filter that takes a filter away."""

_NAME_SHOWN = 32
_SHARED_LENGTH_MAX = 600
_REFUSED: dict[str, type[DomainError]] = {error.code: error for error in (NameHeld, NotAllowed, NotRegistered)}
"""Why a product file may not be taken, by its code."""


def categories(
    found: Sequence[Category], say: Say, *, parent: Category | None = None, has_saved: bool = False
) -> Screen:
    lines = [head(parent.name if parent else say("categories-title")), note(say("categories-hint"))]
    if not found and parent is None:
        lines = [head(say("categories-title")), text(say("categories-empty"))]
    buttons = [press(category.name, verbs.CATEGORIES, category.id) for category in found]
    if parent:
        last = [press(say("button-all-here"), verbs.BROWSE, parent.id), _up(parent, say)]
    else:
        last = [press(say("button-find"), verbs.FIND), press(say("button-everything"), verbs.BROWSE)]
        if has_saved:
            last.append(press(say("button-saved-searches"), verbs.SEARCHES))
        last.append(press(say("button-home"), verbs.HOME))
    return Screen("browse", tuple(lines), (*rows(*buttons), *rows(*last)))


def results(page: Results, say: Say) -> Screen:
    """A page of listings: each a line of facts and a numbered button; below them the ways on."""
    search = page.search
    lines: list[Line] = [head(title_of(search, page.category, say))]
    if search.corrected:
        lines.append(note(say("search-corrected", words=search.corrected)))
    chosen = filters_of(search, say)
    if chosen:
        lines.append(note(" · ".join(chosen)))
    if not page.products:
        lines.append(text(say("listings-none" if search.is_plain else "search-none")))
    lines += [fact(f"{number}. {one.name}", price_line(one, say)) for number, one in enumerate(page.products, 1)]
    opened = [
        press(f"{number}. {_short(one.name)}", verbs.LISTING, one.id) for number, one in enumerate(page.products, 1)
    ]
    steps = []
    if page.has_previous:
        steps.append(press(say("button-previous"), verbs.RESULTS, f"{search.id}.n{search.page - 1}"))
    if page.has_next:
        steps.append(press(say("button-more"), verbs.RESULTS, f"{search.id}.n{search.page + 1}"))
    saved = (
        press(say("button-stop-alerts"), verbs.STOP_ALERTS, search.id)
        if search.alerts
        else press(say("button-save-search"), verbs.SAVE_SEARCH, search.id)
    )
    tools = [press(say("button-filter"), verbs.FILTER, search.id), saved]
    if page.products:
        tools.append(press(say("button-rfq"), verbs.ASK_SELLERS, search.id))
    back = _up(page.category, say) if page.category else press(say("button-browse"), verbs.CATEGORIES)
    return Screen("browse", tuple(lines), (*rows(*opened, per_row=1), *rows(*steps), *rows(*tools), (back,)))


def filters(search: Search, category: Category | None, places: Sequence[str], currency: str, say: Say) -> Screen:
    """What a search can be narrowed by, one press each."""
    lines = [head(say("filter-title")), note(title_of(search, category, say))]
    chosen = filters_of(search, say)
    lines.append(text(" · ".join(chosen) if chosen else say("filter-none")))
    lines.append(note(say("filter-hint")))

    def narrow(label: str, code: str) -> Button:
        return press(label, verbs.NARROW, f"{search.id}.{code}", search.rev)

    scale = 10 ** EXPONENTS[currency]
    prices = [
        narrow(_price_words(low and low * scale, high and high * scale, currency, say), f"p{number}")
        for number, (low, high) in enumerate(PRICE_BANDS)
    ]
    least = [narrow(say("filter-min-order", number=number), f"m{number}") for number in MINIMUMS]
    shipped = [narrow(say("filter-ships-from", place=place[:30]), f"f{number}") for number, place in enumerate(places)]
    undo = []
    if search.has_price:
        undo.append(narrow(say("filter-any-price"), f"p{ANY}"))
    if search.min_order_max is not None:
        undo.append(narrow(say("filter-any-minimum"), f"m{ANY}"))
    if search.ships_from:
        undo.append(narrow(say("filter-anywhere"), f"f{ANY}"))
    back = press(say("button-back"), verbs.RESULTS, f"{search.id}.n{search.page}")
    return Screen("browse", tuple(lines), (*rows(*prices), *rows(*least), *rows(*shipped), *rows(*undo), *rows(back)))


def listing_card(
    product: Product,
    seller_name: str,
    say: Say,
    *,
    own: bool,
    back: Button,
    photo: str = "",
    quick: Sequence[Button] = (),
    turn: Button | None = None,
    besides: Besides | None = None,
    pays_here: bool = True,
    taken_down: str = "",
    held: bool = False,
) -> Screen:
    """One listing as a buyer sees it, or as its seller manages it; `taken_down` is why a moderator took it away, `held`
    that its seller has to change their name first."""
    lines = [head(product.name)]
    if product.description:
        lines.append(text(product.description))
    lines += [
        fact(say("fact-price"), price_line(product, say)),
        *about(Money(product.base_price, product.currency), besides, say, unit=product.unit),
        fact(say("fact-minimum"), say.quantity(product.min_order, product.unit)),
        fact(say("fact-available"), say.quantity(product.available, product.unit)),
        fact(say("fact-lead-time"), say("days", days=product.lead_time_days)),
    ]
    if product.ships_from:
        lines.append(fact(say("fact-ships-from"), product.ships_from))
    lines.append(fact(say("fact-seller"), seller_name))
    if not pays_here:
        lines.append(note(say("digital-not-paid-here")))
    if taken_down:
        lines.append(note(say("listing-taken-down", reason=say(f"taken-down-{taken_down}"))))
    elif product.status != "active":
        lines.append(note(say("listing-removed" if product.status == "removed" else "listing-paused")))
    if held:
        lines.append(note(say("error-name-held" if own else "error-other-name-held")))
    if own and product.status != "removed":
        buttons = _for_the_seller(product, say)
    elif not own and product.status == "active":
        offer = press(say("button-make-offer"), verbs.MAKE_OFFER, product.id, style="primary")
        buttons = [
            *(() if held else (offer,)),
            press(say("button-ask-seller"), verbs.ASK_SELLER, product.id),
            press(say("button-share"), verbs.SHARE, product.id),
            press(say("button-report-or-block"), verbs.REPORT, product.id),
            *(() if held else quick),
        ]
    else:
        buttons = []
    media = (Media("photo", photo, name="photo.jpg", mime="image/jpeg", alt=product.name),) if photo else ()
    steer = (turn, back) if turn is not None else (back,)
    return Screen(f"listing:{product.id}" if photo else "browse", tuple(lines), (*rows(*buttons), steer), media)


def next_photo(product_id: str, at: int, count: int, say: Say) -> Button:
    """Turns to the next picture, in the same message; behind the last comes the first."""
    following = (at + 1) % count
    label = say("button-next-photo", number=following + 1, count=count)
    return press(label, verbs.LISTING, f"{product_id}.p{following}")


def _for_the_seller(product: Product, say: Say) -> list[Button]:
    toggle = ("button-pause", verbs.PAUSE) if product.status == "active" else ("button-resume", verbs.RESUME)
    gone = product.status == TAKEN_DOWN
    return [
        press(say("button-change-listing"), verbs.EDIT_LISTING, product.id),
        press(say("button-restock"), verbs.RESTOCK, product.id),
        *([] if gone else [press(say(toggle[0]), toggle[1], product.id)]),
        press(say("button-photo"), verbs.PHOTO, product.id),
        *([] if gone else [press(say("button-share"), verbs.SHARE, product.id)]),
        press(say("button-remove-listing"), verbs.REMOVE_LISTING, product.id),
    ]


def removing(product: Product, say: Say) -> Screen:
    """The second thought before a listing goes."""
    yes = press(say("button-remove-for-good"), verbs.REMOVE_LISTING, f"{product.id}{verbs.CONFIRMED}", style="danger")
    return Screen(
        "browse",
        (head(product.name), text(say("confirm-remove-listing"))),
        rows(yes, press(say("button-back"), verbs.LISTING, product.id)),
    )


def shared_card(product: Product, seller_name: str, link: str, say: Say, *, key: str = "") -> Card:
    """A listing as it is shown in a chat that we do not know; the link leads from it to us."""
    lines = (
        head(product.name),
        *((text(product.description[:_SHARED_LENGTH_MAX]),) if product.description else ()),
        fact(say("fact-price"), price_line(product, say)),
        fact(say("fact-minimum"), say.quantity(product.min_order, product.unit)),
        fact(say("fact-lead-time"), say("days", days=product.lead_time_days)),
        *((fact(say("fact-ships-from"), product.ships_from),) if product.ships_from else ()),
        fact(say("fact-seller"), seller_name),
    )
    summary = " · ".join(part for part in (price_line(product, say), product.ships_from) if part)
    return Card(key or product.id, product.name, summary, lines, Button(say("button-open-link"), Url(link)))


def sharing(product: Product, username: str, say: Say, *, address: str = "") -> Screen:
    """How to show a listing to somebody: a link for Telegram, a command for Slack, an address for everywhere."""
    lines = [head(say("share-title")), note(product.name)]
    buttons = []
    if username:
        link = f"https://t.me/{username}?start=l_{product.id}"
        lines.append(text(say("share-telegram")))
        buttons = [
            Button(say("button-share-link"), Url(f"https://t.me/share/url?url={quoted(link, safe='')}")),
            Button(say("button-open-link"), Url(link)),
        ]
    lines.append(fact(say("share-slack"), f"/parley listing {product.id}"))
    if address:
        lines.append(fact(say("share-address"), address))
    return Screen(
        f"share:{product.id}",
        tuple(lines),
        (*rows(*buttons), *rows(press(say("button-back"), verbs.LISTING, product.id))),
    )


def my_listings(products: Sequence[Product], say: Say, *, more: Button | None, back: Button) -> Screen:
    """The seller's own listings, with what is left of each and what is paused."""
    lines = [head(say("my-listings-title"))]
    if not products:
        lines.append(text(say("my-listings-none")))
    lines += [fact(f"{number}. {one.name}", _state(one, say)) for number, one in enumerate(products, 1)]
    opened = [press(f"{number}. {_short(one.name)}", verbs.LISTING, one.id) for number, one in enumerate(products, 1)]
    ways = [
        *([more] if more else []),
        press(say("button-sell"), verbs.SELL),
        press(say("button-template"), verbs.TEMPLATE),
        back,
    ]
    return Screen("browse", tuple(lines), (*rows(*opened, per_row=1), *rows(*ways)))


def saved_searches(found: Sequence[tuple[Search, Category | None]], say: Say) -> Screen:
    lines = [head(say("saved-title"))]
    if not found:
        lines.append(text(say("saved-none")))
    buttons: list[tuple[Button, ...]] = []
    for number, (search, category) in enumerate(found, 1):
        words = " · ".join([title_of(search, category, say), *filters_of(search, say)])
        lines.append(fact(f"{number}.", f"{words} · {say('saved-tells' if search.alerts else 'saved-silent')}"))
        buttons.append(
            (
                press(f"{number}. {_short(words)}", verbs.RESULTS, f"{search.id}.n0"),
                press(say("button-forget-search", number=number), verbs.FORGET_SEARCH, search.id),
            )
        )
    return Screen("searches", tuple(lines), (*buttons, *rows(press(say("button-browse"), verbs.CATEGORIES))))


def new_listings(
    search: Search, category: Category | None, products: Sequence[Product], count: int, say: Say
) -> Screen:
    """What is new for a saved search, with one press to be told no more."""
    lines = [text(say("alert-news", count=count)), head(title_of(search, category, say))]
    lines += [fact(f"{number}. {one.name}", price_line(one, say)) for number, one in enumerate(products, 1)]
    opened = [press(f"{number}. {_short(one.name)}", verbs.LISTING, one.id) for number, one in enumerate(products, 1)]
    ways = [
        press(say("button-show-all"), verbs.RESULTS, f"{search.id}.n0"),
        press(say("button-stop-alerts"), verbs.STOP_ALERTS, search.id),
    ]
    return Screen(f"found:{search.id}", tuple(lines), (*rows(*opened, per_row=1), *rows(*ways)))


def tree(category: Category | None, children: Sequence[Category], say: Say) -> Screen:
    """A level of the tree, for whoever manages it."""
    lines = [head(category.name if category else say("tree-title"))]
    lines.append(note(say("tree-below", count=len(children))))
    if category and category.digital:
        lines.append(note(say("category-is-digital")))
    buttons = [press(child.name, verbs.TREE, child.id) for child in children]
    acts = [press(say("button-add-category"), verbs.ADD_CATEGORY, category.id if category else "")]
    if category:
        acts += [
            press(say("button-rename"), verbs.RENAME_CATEGORY, category.id),
            press(say("button-move"), verbs.MOVE_CATEGORY, category.id),
            press(
                say("button-not-digital" if category.digital else "button-digital"),
                verbs.MARK_DIGITAL,
                f"{category.id}.{'n' if category.digital else 'y'}",
            ),
        ]
        if not children:
            acts.append(press(say("button-remove"), verbs.REMOVE_CATEGORY, category.id, style="danger"))
        acts.append(press(say("button-back"), verbs.TREE, category.parent_id or ""))
    else:
        acts.append(press(say("button-home"), verbs.HOME))
    return Screen("tree", tuple(lines), (*rows(*buttons), *rows(*acts)))


def uploaded(file: ProductUpload, say: Say) -> Screen:
    """What a product file comes to: before it is imported, and after."""
    report = file.report
    lines = [head(file.name)]
    if file.status == "unreadable":
        return Screen(f"upload:{file.id}", (*lines, text(say("upload-unreadable"))), ())
    if file.status == "refused":
        why = _REFUSED.get(str(report["code"]), NotNow)()
        return Screen(f"upload:{file.id}", (*lines, text(say.refusal(why))), ())
    added, updated, same = (int(report[name]) for name in ("added", "updated", "unchanged"))
    counted = say("upload-would" if file.status == "previewed" else "upload-did", added=added, updated=updated)
    lines.append(text(counted))
    if same:
        lines.append(note(say("upload-unchanged", count=same)))
    count = int(report["refused"])
    if count:
        lines.append(text(say("upload-refused", count=count)))
        for line, field, problem, fields in report["problems"]:
            words = say.problem(InvalidValue(field, problem, **fields))
            lines.append(fact(say("upload-line", number=line), f"{field}: {words}"))
    back = press(say("button-my-listings"), verbs.MY_LISTINGS)
    if file.status == "previewed" and added + updated:
        go = press(say("button-import", count=added + updated), verbs.UPLOAD, f"{file.id}.y", style="primary")
        return Screen(f"upload:{file.id}", tuple(lines), rows(go, press(say("button-cancel"), verbs.UPLOAD, file.id)))
    return Screen(f"upload:{file.id}", tuple(lines), rows(back))


def title_of(search: Search, category: Category | None, say: Say) -> str:
    """What a search is for: its words, its category, or both."""
    if search.words and category:
        return say("search-title-in", words=search.words, category=category.name)
    if search.words:
        return say("search-title", words=search.words)
    return category.name if category else say("everything-title")


def filters_of(search: Search, say: Say) -> list[str]:
    """The filters of a search in words."""
    found = []
    if search.has_price:
        found.append(_price_words(search.price_from, search.price_to, search.currency, say))
    if search.min_order_max is not None:
        found.append(say("filter-min-order", number=search.min_order_max))
    if search.ships_from:
        found.append(say("filter-ships-from", place=search.ships_from))
    return found


def _price_words(low: int | None, high: int | None, currency: str, say: Say) -> str:
    if low and high:
        return say("filter-price-between", low=say.money(Money(low, currency)), high=say.money(Money(high, currency)))
    if high:
        return say("filter-price-up-to", high=say.money(Money(high, currency)))
    return say("filter-price-from", low=say.money(Money(low or 0, currency)))


def price_line(product: Product, say: Say) -> str:
    price = say.money(Money(product.base_price, product.currency))
    return say("listing-line", price=price, unit=say(f"per-{product.unit}"))


def _state(product: Product, say: Say) -> str:
    left = say("listing-left", quantity=say.quantity(product.available, product.unit))
    parts = [price_line(product, say), left]
    if product.status == "paused":
        parts.append(say("listing-is-paused"))
    if product.status == TAKEN_DOWN:
        parts.append(say("listing-is-taken-down"))
    return " · ".join(parts)


def _up(category: Category | None, say: Say) -> Button:
    return press(say("button-back"), verbs.CATEGORIES, (category.parent_id or "") if category else "")


def _short(words: str) -> str:
    return words if len(words) <= _NAME_SHOWN else words[: _NAME_SHOWN - 1].rstrip() + "…"
