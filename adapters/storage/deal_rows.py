"""The deal as one statement: the trade's row joined with its context, every group of child rows as a JSON array.

Each child row is an array of its columns in field order (encrypted cells and bytes in hexadecimal), so the mapper reads
it like any other row. Order is made here, after reading: neither database promises it inside an aggregate.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Final

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Label,
    Select,
    Text,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)

from adapters.storage.ciphers import DataKeys
from adapters.storage.flavours import constant, limit
from adapters.storage.mapping import mapper_of, opened_text
from adapters.storage.tables import CHAT_IDENTITIES, COMPANIES, MEMBERSHIPS, NEGOTIATIONS, PREFERENCES, PRODUCTS, USERS
from core.agreements import EscrowAgreement
from core.disputes import Dispute
from core.ledger import LedgerEntry
from core.listings import Product
from core.members import Seat
from core.offers import Offer
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.shipments import Order, Request, Shipment
from core.trades import DeadlineRow, Deal, Negotiation

CHILDREN: Final[dict[str, type[Any]]] = {
    "offers": Offer,
    "payments": PaymentGateway,
    "agreements": EscrowAgreement,
    "orders": Order,
    "shipments": Shipment,
    "requests": Request,
    "disputes": Dispute,
    "refunds": Refund,
    "payouts": Payout,
    "chargebacks": Chargeback,
    "intents": ProviderIntent,
    "entries": LedgerEntry,
    "deadlines": DeadlineRow,
}
"""Field of Deal → row class, in an order in which they can be inserted."""

_BIRTH = attrgetter("created_at", "id")
_ORDER: Final = {
    "offers": attrgetter("number"),
    "shipments": attrgetter("number"),
    "entries": attrgetter("created_at", "transaction_id", "sequence"),
    "deadlines": attrgetter("due_at", "id"),
}
_AGREED_OR_ACTIVE = (constant("accepted"), constant("active"))

_N, _P = NEGOTIATIONS.c, PRODUCTS.c
_BUYER, _SELLER = COMPANIES.alias("buyer"), COMPANIES.alias("seller")
_CONTEXT = (
    *(_BUYER.c.name, _SELLER.c.name, _SELLER.c.payout_ref, _SELLER.c.payout_ready),
    *(side.c.name_held_since.is_not(None) for side in (_BUYER, _SELLER)),
)
_TRADE_END = len(mapper_of(Negotiation).columns)
_PRODUCT_END = _TRADE_END + len(mapper_of(Product).columns)
_CONTEXT_END = _PRODUCT_END + len(_CONTEXT)
_decode = msgspec.json.Decoder(list[list[Any]]).decode


@cache
def whole_deal(flavour: str) -> Select[Any]:
    """One deal with everything, by `trade_id`."""
    groups = [_children(flavour, name) for name in CHILDREN]
    return _deals(flavour, groups).where(_N.id == bindparam("trade_id"))


@cache
def deals_of_company(flavour: str, *, onward: bool) -> Select[Any]:
    """A company's deals by last change, with context and the offer that counts; `onward` continues before `after`."""
    sides = [_recent(_N.buyer_company_id, onward), _recent(_N.seller_company_id, onward)]
    either = union_all(*(select(side.subquery().c.id) for side in sides)).subquery()
    groups = [_children(flavour, "offers", only_counting=True)]
    return (
        _deals(flavour, groups)
        .where(_N.id.in_(select(either.c.id)))
        .order_by(_N.updated_at.desc(), _N.id.desc())
        .limit(limit())
    )


def read_deal(values: Sequence[Any], groups: Sequence[str], ring: DataKeys) -> Deal:
    """The deal in one row of either statement; `groups` are the fields of Deal that it carries, in order."""
    trade = mapper_of(Negotiation).row(values[:_TRADE_END], ring)
    product = mapper_of(Product).row(values[_TRADE_END:_PRODUCT_END], ring)
    buyer_name, seller_name, payout_ref, payout_ready, *held = values[_PRODUCT_END:_CONTEXT_END]
    seats = tuple(_seat(cells) for cells in sorted(_cells(values[_CONTEXT_END]), key=_seniority))
    rows = {
        name: _child_rows(name, cells, ring) for name, cells in zip(groups, values[_CONTEXT_END + 1 :], strict=True)
    }
    return Deal(
        trade=trade,
        product=product,
        buyer_name=buyer_name,
        seller_name=seller_name,
        seller_payout_ref=opened_text(payout_ref, COMPANIES.name, "payout_ref", trade.seller_company_id, ring),
        seller_payout_ready=bool(payout_ready),
        buyer_held=bool(held[0]),
        seller_held=bool(held[1]),
        seats=seats,
        **rows,
    )


def _deals(flavour: str, groups: list[Label[str]]) -> Select[Any]:
    return (
        select(*mapper_of(Negotiation).columns, *mapper_of(Product).columns, *_CONTEXT, _seats(flavour), *groups)
        .select_from(NEGOTIATIONS)
        .join(PRODUCTS, _P.id == _N.product_id)
        .join(_BUYER, _BUYER.c.id == _N.buyer_company_id)
        .join(_SELLER, _SELLER.c.id == _N.seller_company_id)
    )


def _recent(company_id: ColumnElement[str], onward: bool) -> Select[str]:
    # A side at a time, so that each walks its own index; an OR would sort all deals of the company.
    query = select(_N.id).where(company_id == bindparam("company_id"))
    if onward:
        query = query.where(_N.updated_at < bindparam("after"))
    return query.order_by(_N.updated_at.desc(), _N.id.desc()).limit(limit())


def _children(flavour: str, name: str, *, only_counting: bool = False) -> Label[str]:
    mapper = mapper_of(CHILDREN[name])
    table = mapper.table
    query = _array(flavour, [_in_json(flavour, column) for column in mapper.columns])
    query = query.where(table.c.negotiation_id == _N.id)
    if name == "deadlines":
        query = query.where(table.c.done_at.is_(None))
    if only_counting:
        query = query.where(table.c.status.in_(_AGREED_OR_ACTIVE))
    return query.correlate(NEGOTIATIONS).scalar_subquery().label(f"all_{name}")


def _seats(flavour: str) -> Label[str]:
    m, c, u, i, w = MEMBERSHIPS.c, COMPANIES.alias("employer").c, USERS.c, CHAT_IDENTITIES.c, PREFERENCES.c
    nothing = constant("")
    cells: list[ColumnElement[Any]] = [
        m.created_at,
        m.id,
        i.created_at,
        m.user_id,
        m.company_id,
        c.name,
        m.role,
        u.staff_role,
        *(func.coalesce(cell, nothing) for cell in (i.id, i.channel, i.tenant, i.chat_user, i.chat)),
        func.coalesce(i.lang, constant("en")),
        i.reachable,
        m.approval_limit,
        func.coalesce(w.zone, nothing),
        c.currency,
        func.coalesce(w.currency, nothing),
        c.name_held_since.is_not(None),
    ]
    query = (
        _array(flavour, cells)
        .select_from(MEMBERSHIPS)
        .join(c.id.table, c.id == m.company_id)
        .join(USERS, u.id == m.user_id)
        .outerjoin(CHAT_IDENTITIES, i.user_id == m.user_id)
        .outerjoin(PREFERENCES, w.id == m.user_id)
        .where(or_(m.company_id == _N.buyer_company_id, m.company_id == _N.seller_company_id))
    )
    return query.correlate(NEGOTIATIONS).scalar_subquery().label("all_seats")


def _array(flavour: str, cells: list[ColumnElement[Any]]) -> Select[str]:
    if flavour == "postgresql":
        return select(cast(func.json_agg(func.json_build_array(*cells)), Text))
    return select(func.json_group_array(func.json_array(*cells)))


def _in_json(flavour: str, column: Column[Any]) -> ColumnElement[Any]:
    if column.info.get("encrypted"):
        return func.encode(column, constant("hex")) if flavour == "postgresql" else _hex_or_null(column)
    return column


def _hex_or_null(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # SQLite's hex(NULL) is an empty text.
    return case((column.is_not(None), func.hex(column)))


def _cells(text: str | None) -> list[list[Any]]:
    return _decode(text) if text else []


def _child_rows(name: str, text: str | None, ring: DataKeys) -> tuple[Any, ...]:
    cells = _cells(text)
    if not cells:
        return ()
    mapper = mapper_of(CHILDREN[name])
    return tuple(sorted((mapper.row(row, ring) for row in cells), key=_ORDER.get(name, _BIRTH)))


def _seniority(cells: list[Any]) -> tuple[str, str, str]:
    joined_at, membership_id, linked_at = cells[:3]
    return joined_at, membership_id, linked_at or ""


def _seat(cells: list[Any]) -> Seat:
    values = cells[3:]
    values[-6], values[-1] = values[-6] is None or bool(values[-6]), bool(values[-1])
    return Seat(*values)
