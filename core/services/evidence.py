"""Files that the sides of a dispute put forward; both sides and the moderators see all of them."""

from __future__ import annotations

from collections.abc import Sequence

from core import policy
from core.errors import InvalidValue, NotFound
from core.files import DisputeFile, EvidenceFile
from core.ids import Ids
from core.members import Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.trades import Deal

FILES_PER_SIDE = 20


class Evidence:
    """Runs inside the unit of work that opens, answers or adds to a dispute."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def add(self, tx: Tx, seat: Seat, deal: Deal, refs: Sequence[str]) -> None:
        """Put files forward. Raises NotFound for anybody else's, InvalidValue for more than a side may have."""
        side = str(policy.role_in(seat, deal))
        there = await tx.find(DisputeFile, negotiation_id=deal.trade.id, side=side, limit=FILES_PER_SIDE + 1)
        known = {row.file_id for row in there}
        new = [ref for ref in dict.fromkeys(refs) if ref not in known]
        if len(there) + len(new) > FILES_PER_SIDE:
            raise InvalidValue("files", "too-many-files", most=FILES_PER_SIDE)
        for ref in new:
            file = await tx.get(EvidenceFile, ref)
            if file is None or file.uploader_id != seat.user_id:
                raise NotFound()
            now = self._clock.now()
            await tx.add(DisputeFile(self._ids.new("dsf"), deal.trade.id, ref, side, seat.user_id, now))

    async def page(
        self, tx: Tx, trade_id: str, *, before: str = "", limit: int = 10
    ) -> list[tuple[DisputeFile, EvidenceFile]]:
        """The newest first."""
        rows = await tx.find(DisputeFile, negotiation_id=trade_id, order="-id", limit=limit, after=before or None)
        found = [(row, await tx.get(EvidenceFile, row.file_id)) for row in rows]
        return [(row, file) for row, file in found if file is not None]
