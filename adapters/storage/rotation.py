"""Retiring a data key: everything sealed under another key is sealed under the active one, in small transactions."""

from __future__ import annotations

from adapters.storage.postgres import PostgresStore
from adapters.storage.sqlite import SqliteStore
from adapters.storage.tables import TABLE_OF
from adapters.storage.transaction import SqlTx
from core.ports.unit_of_work import Tx


async def reseal_everything(store: SqliteStore | PostgresStore, *, batch: int = 200) -> int:
    """How many rows were sealed anew. May be stopped at any moment and run again: what is done is not done twice.

    The ring of the store holds the new key as the active one and the old keys beside it. After a run that returns 0
    the old keys can be taken out.
    """
    done = 0
    for kind, table in TABLE_OF.items():
        if not any(column.info.get("encrypted") for column in table.c):
            continue
        after = ""
        while resealed := await _one_batch(store, kind, after, batch):
            done += len(resealed)
            after = resealed[-1]
    return done


async def personalise_everything(store: SqliteStore | PostgresStore, *, batch: int = 200) -> int:
    """How many rows were looked at because something in them was not under the key of the person it belongs to."""
    done = 0
    for kind, table in TABLE_OF.items():
        if not any(column.info.get("owner") for column in table.c):
            continue
        after = ""
        while found := await _one_batch(store, kind, after, batch, personal=True):
            done += len(found)
            after = found[-1]
    return done


async def _one_batch(
    store: SqliteStore | PostgresStore, kind: type, after: str, batch: int, *, personal: bool = False
) -> list[str]:
    async def step(tx: Tx) -> list[str]:
        if not isinstance(tx, SqlTx):
            raise TypeError("keys are rotated on a database only")
        act = tx.personalise if personal else tx.reseal
        return await act(kind, after=after, limit=batch)

    return await store.write(step)
