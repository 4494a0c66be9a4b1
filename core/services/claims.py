"""Instructions to the provider are carried out by one at a time: who has claimed one may write it down, nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from core.payments import ProviderIntent
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx

LEASE: Final = timedelta(seconds=60)
"""Counted anew for each instruction when its turn comes: one that waited behind slow ones is not taken for abandoned."""
OPEN: Final = ("pending", "unknown")


class Claims:
    """Leases on open instructions. A claim is the row as it was leased: its `lease_until` tells it from later ones."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def take(self, *, limit: int) -> list[ProviderIntent]:
        """Claim what is due."""
        now = self._clock.now()
        return await self._store.write(lambda tx: tx.claim_intents(now, lease_until=now + LEASE, limit=limit))

    async def begin(self, claim: ProviderIntent, *, sends: bool) -> ProviderIntent | None:
        """The claim for another whole lease, noted as tried where it now `sends`; None when it is no longer ours."""
        now = self._clock.now()

        async def step(tx: Tx) -> ProviderIntent | None:
            changes: dict[str, Any] = {"lease_until": now + LEASE}
            if sends and claim.first_tried_at is None:
                changes["first_tried_at"] = now
            return await settle(tx, claim, **changes)

        return await self._store.write(step)

    async def wait(self, claim: ProviderIntent, until: datetime, **changes: Any) -> None:
        """Give the claim back, to be looked at again then."""
        await self._store.write(lambda tx: settle(tx, claim, next_try_at=until, lease_until=None, **changes))

    async def take_over(self) -> None:
        """Free what a process that is no more had claimed. Only where no other process can be at work."""

        async def step(tx: Tx) -> None:
            open_now = await tx.find(ProviderIntent, status=OPEN, limit=10_000)
            await tx.put(*(replace(intent, lease_until=None) for intent in open_now if intent.lease_until is not None))

        await self._store.write(step)


async def settle(tx: Tx, claim: ProviderIntent, **changes: Any) -> ProviderIntent | None:
    """Write changes to the row as it is now, held against everybody else, if `claim` still holds it; else None, and
    nothing is written: somebody else has it, or has brought it to its end."""
    present = await tx.get(ProviderIntent, claim.id)
    if present is None or present.status not in OPEN or present.lease_until != claim.lease_until:
        return None
    after = replace(present, **changes)
    await tx.put(after)
    return after
