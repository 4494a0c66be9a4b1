"""One mapper for all tables: a row class ↔ the values of its columns, sealing and opening the secret ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Column, LargeBinary, Table

from adapters.storage.ciphers import DataKeys
from adapters.storage.columns import Codec, StoredType
from adapters.storage.failures import Erased
from adapters.storage.flavours import POSTGRES, SQLITE, Flavour
from adapters.storage.tables import TABLE_OF

Row = TypeVar("Row")


class Mapper(Generic[Row]):
    """Knows a row class by the columns of its table. Values to be set are named `set_<column>`."""

    def __init__(self, kind: type[Row], table: Table) -> None:
        self.kind = kind
        self.table = table
        self.names = tuple(field.name for field in fields(cast(Any, kind)))
        self.columns: tuple[Column[Any], ...] = tuple(table.c[name] for name in self.names)
        self._read: Callable[[Any], tuple[Any, ...]] = attrgetter(*self.names)
        self._keys = tuple(f"set_{name}" for name in self.names)
        self._decoders = [
            (index, column.type.decode)
            for index, column in enumerate(self.columns)
            if isinstance(column.type, StoredType)
        ]
        self._encoders = {flavour.name: self._encoders_for(flavour) for flavour in (SQLITE, POSTGRES)}
        self._sealed = [
            (
                index,
                column.name,
                _to_bytes(column.info["plain"]),
                _from_bytes(column.info["plain"]),
                self.names.index(column.info["owner"]) if column.info["owner"] else None,
                None if column.nullable else "",
            )
            for index, column in enumerate(self.columns)
            if column.info.get("encrypted")
        ]
        self._derived: list[tuple[str, Callable[[Row], Any]]] = [
            (f"set_{column.name}", column.info["derived"]) for column in table.c if "derived" in column.info
        ]

    def stored(self, row: Row, flavour: Flavour, ring: DataKeys) -> dict[str, Any]:
        """The values of all columns, as the driver takes them."""
        params = dict(zip(self._keys, self._read(row), strict=True))
        for key, encode in self._encoders[flavour.name]:
            value = params[key]
            if value is not None:
                params[key] = encode(value)
        for _, name, to_bytes, _, whose, _ in self._sealed:
            value = params[f"set_{name}"]
            if value is not None:
                owner = params[self._keys[whose]] if whose is not None else ""
                params[f"set_{name}"] = ring.seal(to_bytes(value), self.table.name, name, params["set_id"], owner)
        for key, derive in self._derived:
            params[key] = derive(row)
        return params

    def row(self, values: Sequence[Any], ring: DataKeys) -> Row:
        """The row whose columns, in the order of the fields, have these values."""
        cells = list(values)
        for index, decode in self._decoders:
            value = cells[index]
            if value is not None:
                cells[index] = decode(value)
        for index, name, _, from_bytes, whose, nothing in self._sealed:
            value = cells[index]
            if value is not None:
                owner = cells[whose] if whose is not None else ""
                try:
                    cells[index] = from_bytes(ring.unseal(_raw(value), self.table.name, name, cells[0], owner))
                except Erased:
                    cells[index] = nothing
        return self.kind(*cells)

    def encoded(self, name: str, value: Any, flavour: Flavour) -> Any:
        """A value to compare this column with. Raises ValueError for a secret column: it cannot be searched."""
        column = self.table.c[name]
        if column.info.get("encrypted"):
            raise ValueError(f"{self.table.name}.{name} is encrypted and cannot be searched")
        encode = column.type.encoder(flavour.name) if isinstance(column.type, StoredType) else None
        return value if value is None or encode is None else encode(value)

    def _encoders_for(self, flavour: Flavour) -> list[tuple[str, Codec]]:
        found = []
        for column in self.columns:
            encode = column.type.encoder(flavour.name) if isinstance(column.type, StoredType) else None
            if encode is not None:
                found.append((f"set_{column.name}", encode))
        return found


_MAPPERS: dict[type, Mapper[Any]] = {}


def mapper_of(kind: type[Row]) -> Mapper[Row]:
    """The mapper of a row class. Raises TypeError for a class without a table."""
    mapper = _MAPPERS.get(kind)
    if mapper is None:
        table = TABLE_OF.get(kind)
        if table is None:
            raise TypeError(f"{kind.__name__} has no table")
        mapper = _MAPPERS[kind] = Mapper(kind, table)
    return mapper


def opened_text(sealed: Any, table: str, column: str, row_id: str, ring: DataKeys) -> str:
    """One sealed text cell read outside its row."""
    return ring.unseal(_raw(sealed), table, column, row_id).decode()


def _raw(value: bytes | str) -> bytes:
    # Inside JSON a cell is hexadecimal.
    return bytes.fromhex(value) if isinstance(value, str) else value


def _to_bytes(plain: Any) -> Callable[[Any], bytes]:
    if isinstance(plain, LargeBinary):
        return bytes
    encode = plain.encoder("sqlite") if isinstance(plain, StoredType) else None
    return (lambda value: encode(value).encode()) if encode is not None else str.encode


def _from_bytes(plain: Any) -> Callable[[bytes], Any]:
    if isinstance(plain, LargeBinary):
        return bytes
    if isinstance(plain, StoredType):
        decode = plain.decode
        return lambda value: decode(value.decode())
    return bytes.decode
