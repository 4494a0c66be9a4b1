"""What moderators are told of each side: orders and cases of its newest trades, counted on either side of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.presenting import desk_case
from bot.text import Say
from core.members import Company
from core.services.track_record import NEWEST, Record, records_of
from core.trades import State
from tests.adapters.storage.samples import NOON, trade
from tests.desk.floor import Floor


async def test_a_case_says_what_is_known_of_each_side(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "market.db")
    floor = Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path)
    await floor.open()
    store = floor.market.store
    first, deal = await floor.disputed(), await floor.disputed()
    buyer, seller = deal.trade.buyer_company_id, deal.trade.seller_company_id
    await floor.founds("com_third")
    old = await store.read(lambda tx: tx.get(Company, seller))
    assert old is not None
    await store.write(lambda tx: tx.put(replace(old, created_at=NOON - timedelta(days=400))))
    more = [
        # The seller bought once, and sold to somebody else once; talks that came to nothing are no orders.
        trade("neg_a", product_id=deal.product.id, buyer_company_id=seller, seller_company_id="com_third",
              state=State.COMPLETED),
        trade("neg_b", product_id=deal.product.id, buyer_company_id="com_third", seller_company_id=seller,
              state=State.SHIPPED),
        trade("neg_c", product_id=deal.product.id, buyer_company_id="com_third", seller_company_id=seller,
              state=State.CLOSED),
    ]  # fmt: skip
    await store.write(lambda tx: tx.add(*more))
    of_buyer, of_seller = await store.read(lambda tx: records_of(tx, deal))
    assert (of_buyer.orders, of_buyer.cases, of_buyer.percent) == (2, 2, 100)
    assert of_seller == Record(NOON - timedelta(days=400), 4, 2)
    assert (of_seller.percent, NEWEST >= 100) == (50, True)
    assert {first.trade.buyer_company_id, first.trade.seller_company_id} == {buyer, seller}
    card = desk_case(floor.market.services, deal, Say("en"), (of_buyer, of_seller))
    known = {line.label: line.text for line in card.lines if line.text.startswith("Orders: ")}
    days = (floor.clock.now() - of_seller.since).days
    assert known[deal.seller_name] == f"Orders: 4 · disputed: 2 (50 %) · with us for {days} days"
    assert known[deal.buyer_name].startswith("Orders: 2 · disputed: 2 (100 %)")
    assert Record(NOON, 0, 0).percent == 0
    await floor.close()
