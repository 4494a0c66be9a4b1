"""The part of the catalogue about requests for quotation, with as many sellers and as long names as there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.screens import quotes as screens
from bot.text import Say
from core.ports.chat import Screen
from core.quotes import SELLERS_MAX, Quote, QuoteRequest
from tests.chats.longest import NAME, TITLE, long
from tests.core.deals import MONDAY

REQUEST = QuoteRequest(
    "rfq_00000000000000000001", "usr_buyer", "idn_buyer", "com_buyer", TITLE, "", 10_000_000, "carton", long(80),
    long(500), 720, MONDAY + timedelta(days=365), MONDAY, MONDAY, MONDAY + timedelta(days=30), "open", 100,
)  # fmt: skip
QUOTES = [
    Quote(
        f"quo_{number:020}", REQUEST.id, "prd_1", f"com_{number}", 10_000_000, "carton", "EUR" if number % 2 else "USD",
        MONDAY, MONDAY, "answered", "usr_seller", Decimal("99.9999"), 99_999_999, "DAP", long(80), 180, 10_000_000,
        MONDAY + timedelta(days=30),
    )
    for number in range(SELLERS_MAX)
]  # fmt: skip
UNANSWERED = [replace(one, status="asked", unit_price=None) for one in QUOTES]
NAMES = {one.id: (NAME, TITLE) for one in QUOTES}


def _comparisons(say: Say) -> Iterator[Screen]:
    late = MONDAY + timedelta(days=60)
    mixed = [*QUOTES[:3], *(replace(one, status=status) for one, status in zip(UNANSWERED[3:5], ("asked", "declined"), strict=True))]  # fmt: skip
    for status in ("open", "accepted", "withdrawn", "expired"):
        request = replace(REQUEST, status=status)
        yield screens.comparison(request, QUOTES, NAMES, "EUR", MONDAY, say, news=long(200))
    yield screens.comparison(REQUEST, mixed, NAMES, "EUR", MONDAY, say)
    yield screens.comparison(REQUEST, QUOTES, NAMES, "EUR", late, say)


def _sellers_cards(say: Say) -> Iterator[Screen]:
    for status in ("asked", "answered", "declined", "accepted", "lost"):
        for request in (REQUEST, replace(REQUEST, status="withdrawn", unit="pallet")):
            mine = replace(UNANSWERED[0] if status == "asked" else QUOTES[0], status=status)
            yield screens.seller_card(request, mine, TITLE, NAME, say, held=status == "answered", news=long(200))


QUOTING: dict[str, Callable[[Say], Iterable[Screen]]] = {
    "quotes.review": lambda say: [
        screens.review(replace(REQUEST, status="draft"), found, NAMES, say) for found in (UNANSWERED, QUOTES[:1], [])
    ],
    "quotes.comparison": _comparisons,
    "quotes.sure": lambda say: [screens.sure(REQUEST, QUOTES[0], NAMES, say)],
    "quotes.sure_to_withdraw": lambda say: [screens.sure_to_withdraw(REQUEST, say)],
    "quotes.seller_card": _sellers_cards,
    "quotes.overview": lambda say: [
        screens.overview([REQUEST] * 10, [(REQUEST, UNANSWERED[0])] * 10, say),
        screens.overview([], [], say),
    ],
}
