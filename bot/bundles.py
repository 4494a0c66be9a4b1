"""What goes into the evidence bundle of a deal: its rows as canonical JSON, messages by their hashes, the printed papers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.agreements import EscrowAgreement
from core.errors import NotFound
from core.evidence import Document, Evidence, chained
from core.messages import MessageVersion
from core.ports.files import FileGone, FileStore
from core.ports.unit_of_work import Tx
from core.services.case_file import CaseFile
from core.trades import Negotiation, NegotiationMessage, TradeTransition

MOST = 10_000
EXPORTED_MAX = 1000
CASE_BYTES_MAX = 30_000_000
EXPORT_DEALS_MAX = 100
_AT_ONCE = 200
_OURS = frozenset({"checkout_url"})
"""Columns that say nothing about the deal and open something."""


@dataclass(frozen=True, slots=True)
class DealFiles:
    """Files by their names in the bundle, and the papers whose bytes are still to be read."""

    files: Mapping[str, bytes]
    documents: Sequence[Document]


async def files_of_deal(tx: Tx, trade_id: str, canonical: Callable[[Any], bytes]) -> DealFiles:
    """Everything on record about a deal that has an agreement, as one moment saw it."""
    deal = await tx.deal(trade_id)
    if deal is None or deal.agreement is None:
        raise NotFound()
    messages = await tx.find(NegotiationMessage, negotiation_id=trade_id, order="created_at", limit=MOST)
    versions = await tx.find(MessageVersion, negotiation_id=trade_id, order="created_at", limit=MOST)
    history = await tx.find(TradeTransition, negotiation_id=trade_id, order="sequence", limit=MOST)
    evidence = await tx.find(Evidence, negotiation_id=trade_id, order="created_at", limit=MOST)
    documents = await tx.find(Document, negotiation_id=trade_id, order="created_at", limit=MOST)
    values: dict[str, Any] = {
        "agreement.json": plain(deal.agreement),
        "deal.json": plain(deal.trade),
        "offers.json": {"offers": plain(deal.offers)},
        "messages.json": {
            "messages": [_hashed(message) for message in messages],
            "versions": [{**plain(version), "message": ""} for version in versions],
        },
        "payments.json": {
            "payments": plain(deal.payments),
            "refunds": plain(deal.refunds),
            "payouts": plain(deal.payouts),
            "chargebacks": plain(deal.chargebacks),
            "postings": plain(deal.entries),
        },
        "shipping.json": {
            "orders": plain(deal.orders),
            "shipments": plain(deal.shipments),
            "requests": plain(deal.requests),
        },
        "disputes.json": {"disputes": plain(deal.disputes)},
        "history.json": {"history": plain(history)},
        "documents.json": {"documents": plain(documents)},
    }
    for record in evidence:
        if record.number:
            values[f"evidence/{record.number:012d}.json"] = _sealed(record)
    files = {name: canonical(value) for name, value in values.items()}
    files["agreement.txt"] = deal.agreement.agreement_text.encode()
    return DealFiles(files, documents)


async def files_of_case(case: CaseFile, store: FileStore, canonical: Callable[[Any], bytes]) -> dict[str, bytes]:
    """The line of time and the files of a case, exactly as they were sent. What is gone from the store, or beyond what one
    bundle holds, keeps its hash in the line."""
    files: dict[str, bytes] = {}
    entries, size = [], 0
    for entry in case.entries:
        value = {**plain(entry), "file": ""}
        file = case.files.get(entry.subject_id)
        if file is not None and size + file.size <= CASE_BYTES_MAX:
            with suppress(FileGone):
                name = f"case/files/{file.sha256}.{file.name.rpartition('.')[2]}"
                files[name] = await store.read(file.original)
                size += file.size
                value["file"] = name
        entries.append(value)
    files["case/timeline.json"] = canonical({"entries": entries})
    return files


async def deals_with_agreements(tx: Tx, company_id: str) -> list[str]:
    """The deals of a company that came as far as an agreement, oldest first."""
    bought = await tx.find(Negotiation, buyer_company_id=company_id, limit=EXPORTED_MAX)
    sold = await tx.find(Negotiation, seller_company_id=company_id, limit=EXPORTED_MAX)
    ids = sorted({trade.id for trade in (*bought, *sold)})
    found: set[str] = set()
    for begin in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[begin : begin + _AT_ONCE])
        found.update(row.negotiation_id for row in await tx.find(EscrowAgreement, negotiation_id=some, limit=MOST))
    return sorted(found)


def plain(value: Any) -> Any:
    """A row as JSON values: times in ISO, decimals as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name not in _OURS}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def _hashed(message: NegotiationMessage) -> dict[str, Any]:
    """Who wrote when, and the hash of what: whoever has the words can show that they are these."""
    return {
        "id": message.id,
        "sender_id": message.sender_id,
        "sha256": hashlib.sha256(message.message.encode()).hexdigest(),
        "created_at": message.created_at.isoformat(),
    }


def _sealed(record: Evidence) -> dict[str, Any]:
    value = chained(record, number=record.number, previous_sha256=record.previous_sha256, key_id=record.key_id)
    return {
        **plain(value),
        "evidence_id": record.id,
        "sha256": record.sha256,
        "signature": record.seal,
    }
