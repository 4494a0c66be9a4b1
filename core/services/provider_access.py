"""Our own access to the provider is refused: everything waits, and the desk is told, once while it lasts."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from core.events import AuditRow, Bookmark
from core.ids import Ids
from core.ports.clock import Clock
from core.ports.payments import ProviderMisconfigured
from core.ports.unit_of_work import Store, Tx
from core.services.desk_rows import desk_row

log = logging.getLogger(__name__)

ACCESS_REFUSED: Final = "provider-access"
"""The bookmark of the last time: `at` is when the desk was told."""
NOTICES: Final = frozenset({"provider-access"})
QUIET: Final = timedelta(hours=3)
"""After so long without a refusal the next one is another trouble; instructions are tried at least hourly at first."""
REMIND: Final = timedelta(days=1)


async def tell_of_refused_access(store: Store, clock: Clock, ids: Ids, fault: ProviderMisconfigured) -> None:
    """An alarm at the desk, unless it knows already."""
    log.error("the provider refuses our own access: nothing is asked of it until that is mended")
    now = clock.now()

    async def step(tx: Tx) -> None:
        known = await tx.get(Bookmark, ACCESS_REFUSED)
        is_known = known is not None and now - known.updated_at < QUIET and now - known.at < REMIND
        told_at = known.at if known is not None and is_known else now
        mark = Bookmark(ACCESS_REFUSED, told_at, now, {"code": fault.code[:60]})
        if known is not None:
            await tx.put(mark)
        else:
            await tx.add_missing(mark)
        if is_known:
            return
        await tx.add(
            desk_row(ids, now, line="provider", kind="alarm", notice="provider-access"),
            AuditRow(ids.new("aud"), "provider", "provider.access_refused", ACCESS_REFUSED, now, mark.detail),
        )

    await store.write(step)
