"""Column types: how each kind of field is kept, the same on SQLite and PostgreSQL.

Every type tells its encoder (field → what the driver takes) and its decoder (what the driver, or a JSON array built by
the database, gives → field). SQLAlchemy's own execution and the mapper use the same pair.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, Dialect, LargeBinary, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TEXT, TIMESTAMP
from sqlalchemy.types import TypeEngine

Codec = Callable[[Any], Any]


def words() -> TypeEngine[str]:
    """Text that sorts by code point on both databases, so that lists and keyset pages agree."""
    return Text().with_variant(TEXT(collation="C"), "postgresql")


def number() -> TypeEngine[int]:
    """Counts and minor units: 64 bits."""
    return BigInteger()


class StoredType(TypeDecorator[Any]):
    """Base of the types whose stored form differs from the field."""

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True

    def encoder(self, dialect_name: str) -> Codec | None:
        """What turns a field into what the driver of this dialect takes; None where nothing is to be done."""
        return None

    def decode(self, stored: Any) -> Any:
        """The field again. Never called with None."""
        return stored

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        encode = self.encoder(dialect.name)
        return value if value is None or encode is None else encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self.decode(value)


class UtcTime(StoredType):
    """A moment. Naive values are refused; SQLite keeps ISO text with microseconds, which sorts by time."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(Text())

    def encoder(self, dialect_name: str) -> Codec:
        return utc_of if dialect_name == "postgresql" else iso_of

    def decode(self, stored: Any) -> datetime:
        moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


class ExactDecimal(StoredType):
    """A decimal number with exactly the digits it was given."""

    cache_ok = True

    def encoder(self, dialect_name: str) -> Codec:
        return str

    def decode(self, stored: Any) -> Decimal:
        return Decimal(stored)


class JsonMapping(StoredType):
    """A mapping as compact JSON text in its own order: a provider's body must leave exactly as it was stored."""

    cache_ok = True

    def encoder(self, dialect_name: str) -> Codec:
        return json_of

    def decode(self, stored: Any) -> dict[str, Any]:
        value = json.loads(stored)
        if not isinstance(value, dict):
            raise TypeError("stored JSON is not a mapping")
        return value


class TextList(StoredType):
    """A tuple of strings as a JSON list."""

    cache_ok = True

    def encoder(self, dialect_name: str) -> Codec:
        return _list_of

    def decode(self, stored: Any) -> tuple[str, ...]:
        return tuple(json.loads(stored))


class Flag(StoredType):
    """True or false; SQLite gives 0 and 1 back."""

    impl = Boolean
    cache_ok = True

    def decode(self, stored: Any) -> bool:
        return bool(stored)


class Sealed(LargeBinary):
    """An encrypted cell. The mapper seals and opens it: both need the row's id."""


def utc_of(moment: datetime) -> datetime:
    """The moment in UTC. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return moment.astimezone(UTC)


def iso_of(moment: datetime) -> str:
    """`2026-01-31T09:05:00.000000+00:00`: always the same width, so that text order is time order."""
    return utc_of(moment).isoformat(timespec="microseconds")


def json_of(value: Mapping[str, Any]) -> str:
    # Not msgspec: it would write dates and decimals as text without a word, and they would come back as text.
    return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _list_of(value: tuple[str, ...]) -> str:
    return json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))
