"""People, screens, conversations and the catalogue."""

from __future__ import annotations

from dataclasses import replace

from core.events import ConversationRow, ScreenRow
from core.listings import Category, Product
from core.members import ChatIdentity, Company, Membership, Seat, User
from core.ports.unit_of_work import Tx
from core.preferences import Preferences
from tests.adapters.storage.samples import NOON, later, listing, screen, settle_in
from tests.databases import AnyStore


async def put_in(store: AnyStore, *rows: object) -> None:
    await store.write(lambda tx: tx.add(*rows))


async def test_a_seat_is_read_in_one_statement(store: AnyStore) -> None:
    await settle_in(store)
    seat = await store.read(lambda tx: tx.seat("telegram", "bot", "chat-seller"))
    assert store.meter.last == 1
    assert seat == Seat(
        user_id="usr_seller",
        company_id="com_seller",
        company_name="Seller & Sons",
        role="owner",
        staff_role="",
        identity_id="idn_seller",
        channel="telegram",
        tenant="bot",
        chat_user="chat-seller",
        chat="chat-seller",
        currency="EUR",
    )
    assert await store.read(lambda tx: tx.seat("slack", "bot", "chat-seller")) is None


async def test_people_without_company_and_with_two(store: AnyStore) -> None:
    await settle_in(store)
    await put_in(
        store,
        User("usr_mod", NOON, NOON, staff_role="moderator"),
        ChatIdentity("idn_mod", "slack", "T1", "U1", "D1", "usr_mod", NOON, reachable=False),
        Company("com_new", "New", NOON, NOON, name_held_since=NOON),
        Membership("mem_a", "com_new", "usr_seller", "viewer", later(days=1)),
    )
    moderator = await store.read(lambda tx: tx.seat("slack", "T1", "U1"))
    assert moderator is not None
    assert (moderator.company_id, moderator.role, moderator.staff_role) == ("", "", "moderator")
    assert moderator.reachable is False
    seller = await store.read(lambda tx: tx.seat_of_user("usr_seller"))
    assert seller == Seat("usr_seller", "com_seller", "Seller & Sons", "owner", "", currency="EUR")
    await put_in(
        store,
        User("usr_new", NOON, NOON),
        Preferences("usr_new", NOON, zone="Asia/Tokyo", currency="JPY"),
        Membership("mem_b", "com_new", "usr_new", "trader", NOON, approval_limit=0),
        ChatIdentity("idn_new", "slack", "T1", "U2", "D2", "usr_new", NOON),
    )
    by_chat = await store.read(lambda tx: tx.seat("slack", "T1", "U2"))
    by_user = await store.read(lambda tx: tx.seat_of_user("usr_new"))
    assert by_chat is not None
    assert by_user is not None
    assert (by_chat.approval_limit, by_chat.reachable, by_user.approval_limit) == (0, True, 0)
    for seat in (by_chat, by_user):
        assert (seat.zone, seat.currency, seat.reads_in, seat.name_held) == ("Asia/Tokyo", "EUR", "JPY", True)
    assert await store.read(lambda tx: tx.seat_of_user("usr_none")) is None


async def test_screens_are_kept_by_place_and_key(store: AnyStore) -> None:
    async def holding(part: str) -> ScreenRow | None:
        return await store.read(lambda tx: tx.screen_at("telegram:bot:1", part))

    await put_in(store, screen())
    newer = screen(id="scr_other", parts=("103", 'odd"%_^part'), digest="e", shown_rev=2)
    await store.write(lambda tx: tx.put_screen(newer))
    assert await store.read(lambda tx: tx.screen("telegram:bot:1", "deal:neg_1")) == newer
    assert await store.read(lambda tx: tx.screen("telegram:bot:2", "deal:neg_1")) is None
    assert await holding("103") == newer
    assert await holding('odd"%_^part') == newer
    for part in ("101", "10", 'odd"%x^part', "ODD"):
        assert await holding(part) is None
    assert await store.read(lambda tx: tx.count(ScreenRow)) == 1


async def test_screens_become_due_where_they_are_behind(store: AnyStore) -> None:
    here, there = screen(), screen(place="slack:T1:D1", updated_at=later(minutes=1))
    other, ahead = screen("menu"), screen(place="slack:T1:D2", shown_rev=9, due_rev=9)
    await put_in(store, here, there, other, ahead)
    await store.write(lambda tx: tx.mark_due("deal:neg_1", "channel:neg_1", rev=5))
    due = await store.read(lambda tx: tx.due_screens(limit=9, before=later(hours=1)))
    assert due == [replace(here, due_rev=5), replace(there, due_rev=5)]
    assert await store.read(lambda tx: tx.due_screens(limit=9, before=later(seconds=30))) == due[:1]
    await store.write(lambda tx: tx.mark_due("deal:neg_1", rev=7, place="slack:T1:D1"))
    due = await store.read(lambda tx: tx.due_screens(limit=9, before=later(hours=1)))
    assert [row.due_rev for row in due] == [5, 7]


async def test_the_conversation_is_the_one_not_parked(store: AnyStore) -> None:
    parked = ConversationRow("cnv_1", "place", "idn_1", "listing", {"step": "name", "n": 1}, 3, NOON, parked=True)
    going = replace(parked, id="cnv_2", flow="offer", parked=False)
    await put_in(store, parked, going, replace(going, id="cnv_3", identity_id="idn_2"))
    assert await store.read(lambda tx: tx.conversation("place", "idn_1")) == going
    await store.write(lambda tx: tx.put(replace(going, parked=True)))
    assert await store.read(lambda tx: tx.conversation("place", "idn_1")) is None


async def names(store: AnyStore, **asked: object) -> list[str]:
    page: list[Product] = await store.read(lambda tx: tx.products_page(**asked))  # type: ignore[arg-type]
    return [product.name for product in page]


async def test_the_catalogue_is_paged_by_name(store: AnyStore) -> None:
    await settle_in(store)
    more = [listing(number, name=f"Nut {number % 3}") for number in range(2, 12)]
    await put_in(store, *more)
    everything = sorted([listing(), *more], key=lambda product: (product.name, product.id))

    async def page_after(last: str) -> list[Product]:
        return await store.read(lambda tx: tx.products_page(limit=4, after=last))

    page = await page_after("")
    assert page == everything[:4]
    seen = list(page)
    while page:
        page = await page_after(page[-1].id)
        seen += page
    assert seen == everything


async def test_a_category_comes_with_everything_below_it(store: AnyStore) -> None:
    tree = (("b_top", None), ("d_left", "b_top"), ("a_right", "b_top"), ("c_leaf", "a_right"), ("other", None))
    await put_in(store, *(Category(f"cat_{name}", name, above and f"cat_{above}") for name, above in tree))

    async def under(name: str) -> list[str]:
        found: list[Category] = await store.read(lambda tx: tx.categories_under(f"cat_{name}"))
        return [category.name for category in found]

    top, *below = await under("b_top")
    assert (top, sorted(below)) == ("b_top", ["a_right", "c_leaf", "d_left"])
    assert await under("a_right") == ["a_right", "c_leaf"]
    assert await under("c_leaf") == ["c_leaf"]
    assert await under("nothing") == []


async def test_several_categories_are_merged_page_by_page(store: AnyStore) -> None:
    await settle_in(store)
    categories = [Category(f"cat_{number}", "C") for number in range(70)]
    things = [listing(number, name=f"T{number % 7}", category_id=f"cat_{number % 5}") for number in range(2, 40)]
    await put_in(store, *categories, *things)

    async def pages(category_ids: list[str]) -> list[Product]:
        seen: list[Product] = []

        async def page(after: str) -> list[Product]:
            return await store.read(lambda tx: tx.products_page(category_ids=category_ids, after=after, limit=6))

        while found := await page(seen[-1].id if seen else ""):
            seen += found
        return seen

    for wanted in (["cat_1", "cat_3", "cat_4"], ["cat_2"], [category.id for category in categories]):
        expected = [thing for thing in things if thing.category_id in wanted]
        assert await pages(wanted) == sorted(expected, key=lambda thing: (thing.name, thing.id))


async def test_the_catalogue_is_narrowed(store: AnyStore) -> None:
    await settle_in(store)

    async def stock_up(tx: Tx) -> None:
        await tx.add(
            Category("cat_wood", "Wood"),
            Category("cat_oak", "Oak", "cat_wood"),
            listing(2, name="ÉTAGÈRE en chêne", category_id="cat_oak", sku="OAK_9", description="100% solid"),
            listing(3, name="Plank", category_id="cat_wood"),
            listing(4, name="Plank, old", category_id="cat_wood", status="paused"),
            listing(5, name="Gone", status="removed"),
        )

    await store.write(stock_up)
    assert await names(store, category_ids=("cat_wood", "cat_oak", "cat_x")) == ["Plank", "ÉTAGÈRE en chêne"]
    assert await names(store, category_ids=["cat_metal"]) == ["Steel bolt 1"]
    assert await names(store, company_id="com_seller") == ["Plank", "Plank, old", "Steel bolt 1", "ÉTAGÈRE en chêne"]
    assert await names(store, company_id="com_buyer") == []
