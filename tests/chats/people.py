"""Somebody to speak to: contexts for conversations and screens, over the real services and a store in memory."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, cast

from adapters.carriers.library import LibraryCarriers
from adapters.security.one_time import AuthenticatorCodes
from bot.agreement import AgreementWriter, ConsentWords
from bot.context import Context, Services
from bot.text import Say, Texts
from core.ids import Ids
from core.listings import Product
from core.members import Seat
from core.ports.chat import Actor, Can, Do, Incoming, Place
from core.rules import Rules
from core.services.proving import Proving
from core.services.signing import Signing
from core.services.trading import Trading
from tests.core.deals import BUYER, MONDAY, TEXT, CountingEntropy

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Still:
    """A clock that stands."""

    def now(self) -> datetime:
        return MONDAY


def services() -> Services:
    """Those that wording needs; whatever else is asked for is not there."""
    ids = Ids(Still().now, CountingEntropy().token_bytes)
    trading = Trading(clock=Still(), ids=ids, rules=Rules(), write_agreement=lambda _deal, _parties: TEXT)
    texts = Texts()
    known: dict[str, Any] = {
        "trading": trading,
        "signing": Signing(trading=trading, clock=Still(), ids=ids, consent=ConsentWords(texts)),
        "agreements": AgreementWriter(texts),
        "carriers": LibraryCarriers(),
        "clock": Still(),
        "proving": Proving(clock=Still(), ids=ids, codes=AuthenticatorCodes(bytes), minutes=0),
        "ids": ids,
    }
    return Services(**{field.name: known.get(field.name) for field in fields(Services)})


SERVICES = services()


def context(
    say: Say, *, tx: Any = None, seat: Seat = BUYER, forms: bool = False, kind: str = "press", do: Do | None = None
) -> Context:
    """Somebody who just did something."""
    incoming = Incoming(
        "1",
        cast(Any, kind),
        Place("telegram", "bot", seat.chat),
        Actor("telegram", "bot", seat.chat_user),
        MONDAY,
        do=do,
        form_key="trigger" if forms else "",
    )
    return Context(
        tx=tx,
        seat=seat,
        incoming=incoming,
        place=incoming.place,
        do=do or Do(""),
        say=say,
        can=Can(forms=forms, private_answers=forms, confirm=forms, text_max=4000),
        services=SERVICES,
    )


def product(name: str = "Bolts", description: str = "") -> Product:
    """A listing of the seller's."""
    return Product(
        "prd_1", "usr_seller", "com_seller", name, description, 950, "EUR", "cat_1", "pcs", MONDAY, MONDAY, stock=1000
    )
