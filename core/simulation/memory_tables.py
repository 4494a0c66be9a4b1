"""The tables of the store in memory: rows by class and id, unique keys, the queues, and every deal's rows in order."""

from __future__ import annotations

import types
import typing
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from core.accounts import ApiKey, KeptAnswer, LoginCode, RefreshToken
from core.agreements import EscrowAgreement
from core.audit import AuditCheckpoint, AuditSeal
from core.channels import CompanyChannel
from core.disputes import Dispute
from core.events import AuditRow, InboxRow, OutboxRow, ScreenRow
from core.files import DisputeFile, EvidenceFile
from core.ledger import LedgerEntry
from core.linking import AccountLink
from core.listings import Product
from core.members import ChatIdentity, Company, Membership, Profile, User
from core.messages import CaseLetter, MessageFile, MessagePart, MessageVersion
from core.offers import Offer
from core.payments import Chargeback, PaymentGateway, Payout, ProviderIntent, Refund
from core.preferences import Preferences
from core.quotes import Quote
from core.redactions import Redaction
from core.reports import Block
from core.shipments import Order, Request, Shipment
from core.threads import Thread
from core.trades import DeadlineRow, Negotiation, TradeTransition

GROUP_OF: Final[dict[type, str]] = {
    Offer: "offers",
    PaymentGateway: "payments",
    EscrowAgreement: "agreements",
    Order: "orders",
    Shipment: "shipments",
    Request: "requests",
    Dispute: "disputes",
    Refund: "refunds",
    Payout: "payouts",
    Chargeback: "chargebacks",
    ProviderIntent: "intents",
    LedgerEntry: "entries",
    DeadlineRow: "deadlines",
}
"""Row class → the field of Deal that holds such rows."""

_BIRTH = attrgetter("created_at", "id")
_ORDER: Final = {
    "offers": attrgetter("number"),
    "shipments": attrgetter("number"),
    "entries": attrgetter("created_at", "transaction_id", "sequence"),
    "deadlines": attrgetter("due_at", "id"),
}

APPEND_ONLY: Final = frozenset(
    {
        LedgerEntry,
        TradeTransition,
        MessageVersion,
        DisputeFile,
        CaseLetter,
        Redaction,
        AuditRow,
        AuditSeal,
        AuditCheckpoint,
    }
)
PEOPLE: Final = frozenset({User, Company, Membership, ChatIdentity, Preferences})
"""What the seats of a deal are made of."""

Key = tuple[Any, ...]
UNIQUE: Final[dict[type, Callable[[Any], Key | None]]] = {
    User: lambda row: None if row.email_index is None else (row.email_index,),
    Profile: lambda row: (row.user_id,),
    Membership: lambda row: (row.company_id, row.user_id),
    ChatIdentity: lambda row: (row.channel, row.tenant, row.chat_user),
    Product: lambda row: (row.company_id, row.sku) if row.sku else None,
    Negotiation: lambda row: (row.product_id, row.buyer_company_id) if row.state == "negotiating" else None,
    Offer: lambda row: (row.negotiation_id, row.number),
    Shipment: lambda row: (row.negotiation_id, row.number),
    TradeTransition: lambda row: (row.negotiation_id, row.sequence),
    LedgerEntry: lambda row: (row.transaction_id, row.sequence),
    DeadlineRow: lambda row: (
        None if row.done_at else (row.negotiation_id, row.name, row.kind, row.subject_id, row.due_at)
    ),
    InboxRow: lambda row: (row.channel, row.tenant, row.event_id),
    ScreenRow: lambda row: (row.place, row.key),
    CompanyChannel: lambda row: (row.channel, row.tenant, row.chat),
    Thread: lambda row: (row.place, row.subject_id),
    AccountLink: lambda row: (row.code_sha256,),
    Block: lambda row: (row.company_id, row.blocked_company_id),
    RefreshToken: lambda row: (row.token_sha256,),
    ApiKey: lambda row: (row.key_sha256,),
    LoginCode: lambda row: (row.code_sha256,),
    KeptAnswer: lambda row: (row.owner_id, row.key),
    Quote: lambda row: (row.request_id, row.company_id),
    EvidenceFile: lambda row: (row.source,),
    DisputeFile: lambda row: (row.negotiation_id, row.file_id),
    MessageFile: lambda row: (row.message_id, row.number),
    MessageVersion: lambda row: (row.message_id, row.number),
    MessagePart: lambda row: (row.place, row.part),
    AuditSeal: lambda row: (row.number,),
    AuditCheckpoint: lambda row: (row.size,),
}
"""Row class → the key that no two rows may share (None: this row has none)."""

QUEUES: Final[dict[type, Callable[[Any], bool]]] = {
    DeadlineRow: lambda row: row.done_at is None,
    OutboxRow: lambda row: bool(row.status == "waiting"),
    ProviderIntent: lambda row: row.status in ("pending", "unknown"),
}
"""Row class → whether a row still waits to be worked on."""

Groups = dict[str, tuple[Any, ...]]


class Tables:
    """What has been committed."""

    def __init__(self) -> None:
        self.rows: defaultdict[type, dict[str, Any]] = defaultdict(dict)
        self.keys: defaultdict[type, dict[Key, str]] = defaultdict(dict)
        self.waiting: defaultdict[type, dict[str, Any]] = defaultdict(dict)
        self.groups: dict[str, Groups] = {}
        """Trade → the rows of its deal, in order; deadlines only while they are open."""
        self.deals: dict[str, Any] = {}
        """Trade → its deal, put together once and kept until anything in it changes."""
        self.balances: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.locks: defaultdict[tuple[type, str], int] = defaultdict(int)
        """How often a row was read for a change that was committed."""

    def copied(self) -> Tables:
        """Tables of their own with the same rows, for whoever still reads the old ones."""
        twin = Tables()
        for name in ("rows", "keys", "waiting"):
            mine: dict[type, dict[Any, Any]] = getattr(self, name)
            getattr(twin, name).update({kind: dict(held) for kind, held in mine.items()})
        twin.groups = dict(self.groups)
        twin.balances.update(self.balances)
        twin.locks.update(self.locks)
        return twin

    def place(self, kind: type, row_id: str, row: Any | None) -> None:
        """Write one row, or take it away."""
        held = self.rows[kind]
        old = held.get(row_id)
        if (key_of := UNIQUE.get(kind)) is not None:
            keys = self.keys[kind]
            if old is not None and (key := key_of(old)) is not None and keys.get(key) == row_id:
                del keys[key]
            if row is not None and (key := key_of(row)) is not None:
                keys[key] = row_id
        if (waits := QUEUES.get(kind)) is not None:
            if row is not None and waits(row):
                self.waiting[kind][row_id] = row
            else:
                self.waiting[kind].pop(row_id, None)
        if row is None:
            held.pop(row_id, None)
            return
        held[row_id] = row
        if kind is LedgerEntry and old is None:
            self.balances[row.from_account, row.currency] -= row.amount
            self.balances[row.to_account, row.currency] += row.amount


def in_order(group: str, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """A deal's rows of one kind as a database would hand them out."""
    return rows if len(rows) < 2 else tuple(sorted(rows, key=_ORDER.get(group, _BIRTH)))


def columns_of(kind: type[Any]) -> frozenset[str]:
    """The fields of a row class. Raises TypeError for anything that has no table."""
    known = _COLUMNS.get(kind)
    if known is not None:
        return known
    names = frozenset(field.name for field in fields(kind)) if is_dataclass(kind) else frozenset()
    if "id" not in names:
        raise TypeError(f"{kind.__name__} has no table")
    _COLUMNS[kind] = names
    return names


_COLUMNS: dict[type[Any], frozenset[str]] = {}


def _checked(kind: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(fields that are times, fields that are mappings) of a row class."""
    known = _CHECKED.get(kind)
    if known is not None:
        return known
    columns_of(kind)
    times, mappings = [], []
    for name, hint in typing.get_type_hints(kind).items():
        parts = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
        if datetime in parts:
            times.append(name)
        elif any(part is Mapping for part in map(_bare, parts)):
            mappings.append(name)
    _CHECKED[kind] = tuple(times), tuple(mappings)
    return _CHECKED[kind]


_CHECKED: dict[type[Any], tuple[tuple[str, ...], tuple[str, ...]]] = {}


def _bare(hint: Any) -> Any:
    origin = typing.get_origin(hint)
    return Mapping if origin is not None and issubclass(origin, Mapping) else hint


def require_storable(row: Any) -> None:
    """What a database could not keep is refused here, too. Raises ValueError or TypeError."""
    times, mappings = _checked(type(row))
    for name in times:
        moment = getattr(row, name)
        if moment is not None and moment.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
    for name in mappings:
        _require_plain(getattr(row, name))


_PLAIN = (str, int, float, type(None))


def _require_plain(value: Any) -> None:
    if isinstance(value, _PLAIN):
        return
    if isinstance(value, dict | Mapping):
        for name, part in value.items():
            if not isinstance(name, str):
                raise TypeError("stored mappings have texts as keys")
            if not isinstance(part, _PLAIN):
                _require_plain(part)
        return
    if isinstance(value, list | tuple):
        for part in value:
            _require_plain(part)
        return
    raise TypeError(f"a stored mapping can not hold a {type(value).__name__}")
