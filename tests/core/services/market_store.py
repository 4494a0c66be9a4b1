"""A migrated SQLite store with one selling company in it, for the tests and measurements of imports."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from adapters.storage.ciphers import DataKeys
from adapters.storage.migrate import migrate
from core.members import Company, Membership, Seat, User
from core.ports.unit_of_work import Store, Tx

RING = DataKeys({"test": b"k" * 32}, active="test", index_key=b"i" * 32)


def migrated(path: Path) -> Path:
    """Make the database file."""
    migrate(f"sqlite:///{path}")
    return path


async def open_company(store: Store, at: datetime, name: str = "Hansa", role: str = "owner") -> Seat:
    """A company with one member; their seat."""
    user_id, company_id = f"usr_{name}", f"com_{name}"

    async def step(tx: Tx) -> None:
        await tx.add(
            User(id=user_id, created_at=at, updated_at=at, user_type="seller"),
            Company(id=company_id, name=name, created_at=at, updated_at=at),
            Membership(id=f"mem_{name}", company_id=company_id, user_id=user_id, role=role, created_at=at),
        )

    await store.write(step)
    return Seat(user_id=user_id, company_id=company_id, company_name=name, role=role, staff_role="")
