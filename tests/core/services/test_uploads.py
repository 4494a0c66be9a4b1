"""Product files from a chat: nothing happens before the preview was confirmed, and then exactly what it said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.storage.sqlite import SqliteStore
from bot.screens.catalogue import uploaded
from bot.text import Texts
from core.events import OutboxRow
from core.ids import Ids
from core.listings import Product, ProductUpload
from core.members import Company, Seat
from core.ports.files import FileGone
from core.ports.unit_of_work import Tx
from core.services.importing import Importer
from core.services.product_file import COLUMNS, MORE_COLUMNS, template
from core.services.uploads import Uploads
from tests.core.services.conftest import SteppingClock

GOOD = "S-1,Bolt,,Metals > Bolts,pcs,1.00,EUR,1,5"


class Shelf:
    """Files in memory."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    async def keep(self, content: bytes) -> str:
        self.contents[ref := f"fil_{len(self.contents)}"] = content
        return ref

    async def read(self, ref: str) -> bytes:
        if ref not in self.contents:
            raise FileGone(ref)
        return self.contents[ref]

    async def drop(self, ref: str) -> None:
        self.contents.pop(ref, None)


class Desk:
    """A seller who sends files, and what comes of them."""

    def __init__(self, store: SqliteStore, clock: SteppingClock, ids: Ids, seller: Seat) -> None:
        self.store, self.clock, self.seller = store, clock, seller
        self.files = Shelf()
        self.uploads = Uploads(store=store, files=self.files, clock=clock, ids=ids)

    async def sends(self, content: bytes) -> ProductUpload:
        ref = await self.files.keep(content)
        now = self.clock.now()
        file = ProductUpload(f"upl_{ref}", self.seller.user_id, "idn_1", ref, "goods.csv", now, now)
        await self.store.write(lambda tx: tx.add(file))
        return await self.after(file)

    async def confirms(self, file: ProductUpload) -> ProductUpload:
        await self.store.write(lambda tx: tx.put(replace(file, status="confirmed")))
        return await self.after(file)

    async def after(self, file: ProductUpload) -> ProductUpload:
        await self.uploads.drain()
        assert await self.uploads.drain() == 0
        found = await self.store.read(lambda tx: tx.get(ProductUpload, file.id))
        assert found is not None
        return found

    async def products(self) -> list[Product]:
        return await self.store.read(lambda tx: tx.find(Product))


@pytest.fixture
async def desk(store: SqliteStore, clock: SteppingClock, ids: Ids, seller: Seat) -> Desk:
    made = Importer(store, clock, ids)
    await made.run([",".join(COLUMNS) + "\n", GOOD + "\n"], seller)
    return Desk(store, clock, ids, seller)


def table(*rows: str, columns: tuple[str, ...] = COLUMNS) -> bytes:
    return "\n".join([",".join(columns), *rows]).encode()


async def test_a_file_is_previewed_then_imported(desk: Desk) -> None:
    before = await desk.products()
    file = await desk.sends(
        table(
            GOOD,
            "S-2,Nut,,metals > BOLTS,pcs,0.50,EUR,10,900",
            "S-3,Oak,,Wood > Boards,pcs,0.50,EUR,10,900",
            "S-4,,,Metals > Bolts,pcs,0.50,EUR,10,900",
        )
    )
    expected = {"added": 1, "updated": 0, "unchanged": 1, "refused": 2}
    assert file.status == "previewed"
    assert {name: file.report[name] for name in expected} == expected
    assert [problem[:3] for problem in file.report["problems"]] == [
        [4, "category", "unknown-category"],
        [5, "name", "empty"],
    ]
    assert await desk.products() == before, "nothing has happened yet"
    done = await desk.confirms(file)
    assert (done.status, done.report) == ("done", file.report)
    assert [product.sku for product in await desk.products()] == ["S-1", "S-2"]
    news = await desk.store.read(lambda tx: tx.find(OutboxRow, kind="upload"))
    assert [row.notice for row in news] == ["previewed", "done"]


async def test_the_template_can_be_sent_back(desk: Desk) -> None:
    content = template().decode("utf-8-sig").replace("Furniture > Chairs", "Metals > Bolts").encode()
    file = await desk.confirms(await desk.sends(content))
    assert (file.report["added"], file.report["refused"]) == (1, 0)
    chair = next(product for product in await desk.products() if product.sku == "EX-1")
    assert (chair.ships_from, chair.lead_time_days, chair.base_price) == ("Gdańsk, Poland", 10, 4500)


async def test_columns_that_are_not_there_change_nothing(desk: Desk) -> None:
    await desk.confirms(await desk.sends(table(GOOD + ",Bremen,3", columns=(*COLUMNS, *MORE_COLUMNS))))
    file = await desk.sends(table(GOOD.replace("Bolt,", "Bolt 2,")))
    await desk.confirms(file)
    [product] = await desk.products()
    assert (product.name, product.ships_from, product.lead_time_days) == ("Bolt 2", "Bremen", 3)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"sku;name\n1;2\n", b"\xff\xfe" + "a,b".encode("utf-16-le")])
async def test_what_is_no_product_file_is_refused_in_words(desk: Desk, content: bytes) -> None:
    before = await desk.products()
    file = await desk.confirms(await desk.sends(content))
    assert (file.report["added"], file.report["refused"]) == (0, 1)
    assert await desk.products() == before


async def test_a_file_of_a_company_that_is_held_meanwhile_is_refused_for_that(desk: Desk) -> None:
    """Before its preview and after: nobody is told that a file can not be read which they only have to wait with."""
    previewed = await desk.sends(table("S-7,Washer,,Metals > Bolts,pcs,0.10,EUR,1,5"))
    before = await desk.products()

    async def hold(tx: Tx) -> None:
        company = await tx.get(Company, desk.seller.company_id)
        assert company is not None
        await tx.put(replace(company, name_held_since=desk.clock.now()))

    await desk.store.write(hold)
    for file in (await desk.confirms(previewed), await desk.sends(table(GOOD))):
        assert file.status == "refused"
        said = str(uploaded(file, Texts().say("en")))
        assert "The name of your company can be mistaken" in said
        assert "can not read this file" not in said
    assert await desk.products() == before


async def test_a_file_that_is_gone_is_said_to_be(desk: Desk) -> None:
    now = desk.clock.now()
    file = ProductUpload("upl_gone", desk.seller.user_id, "idn_1", "fil_gone", "goods.csv", now, now)
    await desk.store.write(lambda tx: tx.add(file))
    assert (await desk.after(file)).status == "unreadable"
