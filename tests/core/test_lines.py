"""What is read out of a line that somebody typed: listings, and filters of a search."""

from __future__ import annotations

import pytest

from core.listing_line import read_listing
from core.search_words import Filters, read_filters


def listing(name: str = "", price: str = "", unit: str = "", least: str = "", stock: str = "") -> dict[str, str]:
    amount, _, currency = price.partition(" ")
    every = {
        "name": name,
        "base_price": amount,
        "currency": currency,
        "unit": unit,
        "min_order": least,
        "stock": stock,
    }
    return {key: value for key, value in every.items() if value}


LINES = {
    "20 oak chairs 45 EUR each, min 5": listing("Oak chairs", "45.00 EUR", least="5", stock="20"),
    "100 kg of nails @ 2.50 €/kg min 10": listing("Nails", "2.50 EUR", "kg", "10", "100"),
    "Steel bolts M8, $0.12 per piece, MOQ 1000, 50000 pcs": listing(
        "Steel bolts M8", "0.12 USD", "pcs", "1000", "50000"
    ),
    "20 дубовых стульев 45 евро за шт, мин 5": listing("Дубовых стульев", "45.00 EUR", "pcs", "5", "20"),
    "20 Eichenstühle je 45 EUR, mindestens 5": listing("Eichenstühle", "45.00 EUR", least="5", stock="20"),
    "20 sillas de roble 45,50 € cada una, mín. 5": listing("Sillas de roble", "45.50 EUR", least="5", stock="20"),
    "20把橡木椅子 300元/把 起订5": listing("橡木椅子", "300.00 CNY", "pcs", "5", "20"),
    "20 كرسي بلوط 45 يورو لكل قطعة الحد الأدنى 5": listing("كرسي بلوط", "45.00 EUR", "pcs", "5", "20"),
    "3 mm steel sheet 40 EUR": listing("3 mm steel sheet", "40.00 EUR"),
    "USD 12 hammer": listing("Hammer", "12.00 USD"),
    "Bolt M8 x 50 A2": listing("Bolt M8 x 50 A2"),
    "oak chairs 45": listing("Oak chairs 45"),
    "oak chairs 1,250 EUR": listing("Oak chairs 1,250 EUR"),
    "oak chairs 0 EUR": listing("Oak chairs 0 EUR"),
    "": {},
    "45 EUR": listing("", "45.00 EUR"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_listing_is_read_and_nothing_is_guessed(line: str) -> None:
    assert read_listing(line) == LINES[line]


FILTERS = {
    "steel sheet under 50 eur, min 10, from germany": Filters("steel sheet", "EUR", None, 5000, 10, "germany"),
    "bolts 10-50 EUR": Filters("bolts", "EUR", 1000, 5000),
    "price:10-50 min:10 from:DE bolts": Filters("bolts", "EUR", 1000, 5000, 10, "DE"),
    "болты до 50": Filters("болты", "EUR", None, 5000),
    "сталь от 10 руб": Filters("сталь", "RUB", 1000),
    "stahl bis 40 aus Polen": Filters("stahl", "EUR", None, 4000, ships_from="Polen"),
    "不锈钢 低于50元": Filters("不锈钢", "CNY", None, 5000),
    "فولاذ أقل من 50": Filters("فولاذ", "EUR", None, 5000),
    "acero hasta 50 USD": Filters("acero", "USD", None, 5000),
    "M8 bolt 10-50": Filters("M8 bolt 10-50"),
    "sheet 1.5 mm": Filters("sheet 1.5 mm"),
    "under armour": Filters("under armour"),
}


@pytest.mark.parametrize("typed", FILTERS)
def test_filters_are_taken_out_of_the_words(typed: str) -> None:
    assert read_filters(typed, "EUR") == FILTERS[typed]
