"""Product files that came in through a chat: read outside of any transaction, previewed, and imported when confirmed."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from core.errors import DomainError
from core.events import OutboxRow
from core.ids import Ids
from core.listings import ProductUpload
from core.money import PAYABLE
from core.ports.clock import Clock
from core.ports.files import FileGone, FileStore
from core.ports.unit_of_work import Store, Tx
from core.services.importing import Importer, ImportReport
from core.services.product_file import decoded_lines

log = logging.getLogger(__name__)

PROBLEMS_TOLD = 12
"""So many refused lines are named; of the others the number is told."""


class Uploads:
    """Takes the files that wait, one after the other."""

    def __init__(
        self, *, store: Store, files: FileStore, clock: Clock, ids: Ids, currencies: AbstractSet[str] = PAYABLE
    ) -> None:
        self._store = store
        self._files = files
        self._clock = clock
        self._ids = ids
        self._importer = Importer(store, clock, ids, makes_categories=False, currencies=currencies)

    async def drain(self) -> int:
        """Read or import what waits. Returns how many files."""
        waiting = await self._store.read(
            lambda tx: tx.find(ProductUpload, status=("new", "confirmed"), order="created_at", limit=20)
        )
        for file in waiting:
            await self._take(file)
        return len(waiting)

    async def _take(self, file: ProductUpload) -> None:
        seat = await self._store.read(lambda tx: tx.seat_of_user(file.user_id))
        try:
            if seat is None:
                raise FileGone(file.ref)
            lines = decoded_lines(io.BytesIO(await self._files.read(file.ref)))
            if file.status == "new":
                report, status = await self._importer.preview(lines, seat), "previewed"
            else:
                report, status = await self._importer.run(lines, seat), "done"
        except FileGone:
            await self._store.write(lambda tx: self._tell(tx, file, "unreadable", {}))
            return
        except DomainError as refusal:
            why = {"code": refusal.code}
            await self._store.write(lambda tx: self._tell(tx, file, "refused", why))
            return
        told = _as_mapping(report)
        await self._store.write(lambda tx: self._tell(tx, file, status, told))

    async def _tell(self, tx: Tx, file: ProductUpload, status: str, report: Mapping[str, Any]) -> None:
        current = await tx.get(ProductUpload, file.id)
        if current is None or current.status != file.status:
            return
        now = self._clock.now()
        await tx.put(replace(current, status=status, report=report, updated_at=now))
        await tx.add(
            OutboxRow(
                id=self._ids.new("out"),
                order_key=f"{file.id}:{file.identity_id}",
                kind="upload",
                subject_id=file.id,
                identity_id=file.identity_id,
                notice=status,
                args={},
                created_at=now,
                next_try_at=now,
            )
        )


def _as_mapping(report: ImportReport) -> dict[str, Any]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": report.problem_count,
        "problems": [
            [problem.line, problem.field, problem.problem, dict(problem.fields)]
            for problem in report.problems[:PROBLEMS_TOLD]
        ],
    }
