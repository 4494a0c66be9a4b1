"""Numbers, chains and seals the records of signatures, right after they were written.

The records are written with the signature, without waiting for anybody; the chain runs through all deals, and only the
sealing of it takes turns. So two deals can be signed at once, and still no record can be taken out unnoticed.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from core.evidence import GENESIS, Evidence, chained
from core.ports.clock import Clock
from core.ports.seals import Sealer
from core.ports.unit_of_work import Store, Tx

log = logging.getLogger(__name__)

DOMAIN = "parley/evidence/1"
UNSEALED_MAX = timedelta(seconds=60)
"""For longer no signature may wait for its seal."""


class Sealing:
    """Seals what waits for it, oldest first."""

    def __init__(self, *, store: Store, sealer: Sealer, clock: Clock) -> None:
        self._store = store
        self._sealer = sealer
        self._clock = clock
        self._alarmed = False

    async def drain(self, *, limit: int = 50) -> int:
        """Seal what is waiting; returns how many. What can not be sealed for a minute raises the alarm, once."""
        waiting = await self._store.read(lambda tx: tx.find(Evidence, number=0, order="id", limit=limit))
        if not waiting:
            self._alarmed = False
            return 0
        try:
            return await self._store.write(lambda tx: self._seal(tx, limit))
        except Exception:
            oldest = min(evidence.created_at for evidence in waiting)
            if self._clock.now() - oldest > UNSEALED_MAX and not self._alarmed:
                self._alarmed = True
                log.error("signatures stay unsealed", extra={"count": len(waiting), "oldest": oldest.isoformat()})
            raise

    async def _seal(self, tx: Tx, limit: int) -> int:
        waiting = await tx.find(Evidence, number=0, order="id", limit=limit)
        last = await tx.find(Evidence, order="-number", limit=1)
        number, previous = (last[0].number, last[0].sha256) if last and last[0].number else (0, GENESIS)
        for evidence in waiting:
            number += 1
            key_id = self._sealer.key_id
            seal = self._sealer.seal(DOMAIN, chained(evidence, number=number, previous_sha256=previous, key_id=key_id))
            sealed = replace(
                evidence,
                number=number,
                previous_sha256=previous,
                sha256=seal.sha256,
                key_id=key_id,
                seal=seal.signature,
                sealed_at=self._clock.now(),
            )
            await tx.put(sealed)
            previous = sealed.sha256
        return len(waiting)
