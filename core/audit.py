"""The audit log as a chain: acts are written plainly, and afterwards numbered and hashed, each with the one before it.

What is sealed are three append-only tables: the log itself (rights and data), the history of trades (who did what), and
the ledger (money). So no act has to be written twice, and a change in any of the three breaks the one chain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.events import AuditRow
from core.ledger import LedgerEntry
from core.trades import TradeTransition

GENESIS = "0" * 64
DOMAIN = "parley/audit/1"
CHECKPOINT_DOMAIN = "parley/audit-checkpoint/1"
_EXACT_MAX = 2**53 - 1
"""Whole numbers beyond are written as text: JSON readers would round them."""

AUDITED: Mapping[str, type[Any]] = {"aud": AuditRow, "ttr": TradeTransition, "led": LedgerEntry}
"""How the ids of a kind of row begin → the kind."""

Digest = Callable[[str, Mapping[str, Any]], str]
"""(purpose, JSON value) → SHA-256 of its canonical form, hexadecimal."""


@dataclass(frozen=True, slots=True)
class AuditSeal:
    """The place of one row in the chain. `id` is the row's own: each is sealed once."""

    id: str
    number: int
    sha256: str
    previous_sha256: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class AuditCheckpoint:
    """The chain was so long, and ended with this hash: signed, and published where the database can not reach."""

    id: str
    size: int
    sha256: str
    key_id: str
    signature: str
    created_at: datetime


def kind_of(row_id: str) -> type[Any] | None:
    """What kind of row an id belongs to, if it is one that is audited."""
    return AUDITED.get(row_id.partition("_")[0])


def chained(row: Any, *, number: int, previous_sha256: str) -> dict[str, Any]:
    """What is hashed: the row as it is, its number, and the hash before it."""
    return {
        "number": number,
        "previous_sha256": previous_sha256,
        "table": type(row).__name__,
        "row": {field.name: _plain(getattr(row, field.name)) for field in fields(row)},
    }


def vouched(checkpoint: AuditCheckpoint) -> dict[str, Any]:
    """What is signed of a checkpoint."""
    return {
        "size": checkpoint.size,
        "sha256": checkpoint.sha256,
        "key_id": checkpoint.key_id,
        "created_at": checkpoint.created_at.isoformat(),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value) if abs(value) <= _EXACT_MAX else str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
