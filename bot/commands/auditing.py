"""The command that proves the audit log: whole, in order, unchanged, and the one whose checkpoints were published."""

from __future__ import annotations

import asyncio
import base64
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from core.audit import AUDITED, AuditCheckpoint, AuditSeal
from core.audit_checking import ChainCheck
from core.ports.unit_of_work import Store, Tx
from core.services.auditing import UNSEALED_MAX, all_checkpoints, rows_of

PAGE_SIZE = 500
SHOWN_MAX = 20


def run_verify_audit(file: str, *, keys: str) -> int:
    """Go along the whole chain of the configured database. 0: nothing was done to it; 1: something was; 2: it could not
    be read. `file` are the published checkpoints, `keys` the published keys; without them those of the settings count."""
    from adapters.evidence.published import read_checkpoints
    from adapters.evidence.seals import KeySealer, read_keys_file
    from adapters.storage.ciphers import DataKeys
    from adapters.storage.opening import open_store
    from bot.keys import read_keys
    from bot.settings import BadSettings, read_settings

    try:
        settings = read_settings()
        own = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
        published = read_checkpoints(Path(file) if file else settings.audit_file)
        if keys:
            public = {key_id: base64.b64encode(key).decode() for key_id, key in read_keys_file(Path(keys)).items()}
        else:
            public = KeySealer(own.seals, own.seal_key).public_keys()
    except (BadSettings, OSError, ValueError) as fault:
        print(f"Could not be read: {fault}", file=sys.stderr)
        return 2
    store = open_store(
        settings.DATABASE_URL, DataKeys.from_text(own.data, own.index, people=settings.person_keys_folder)
    )

    async def checked() -> tuple[int, int, list[str]]:
        try:
            return await check_audit(store, published, public)
        finally:
            await store.close()

    size, unsealed, faults = asyncio.run(checked())
    for fault_found in faults[:SHOWN_MAX]:
        print(f"FALSE: {fault_found}")
    if len(faults) > SHOWN_MAX:
        print(f"... and {len(faults) - SHOWN_MAX} more.")
    print(f"{size} entries, {len(published)} published checkpoints, {unsealed} rows wait for their seal.")
    if not published:
        print("No checkpoints were published: a chain that was cut or made anew would not be found.", file=sys.stderr)
    return 1 if faults else 0


async def check_audit(
    store: Store, published: list[AuditCheckpoint], public: Mapping[str, str]
) -> tuple[int, int, list[str]]:
    """(entries, rows without a seal yet, what is wrong)."""
    from adapters.evidence.published import is_true
    from adapters.evidence.seals import digest

    kept = await store.read(all_checkpoints)
    check = ChainCheck(digest, lambda checkpoint: is_true(checkpoint, public), kept=kept, published=published)
    sealed: set[str] = set()
    after: int | None = None
    while page := await store.read(lambda tx, a=after: _page(tx, a)):  # type: ignore[misc]
        seals, rows = page
        check.go_on(seals, rows)
        sealed.update(seal.id for seal in seals)
        after = seals[-1].number
    faults = check.end()
    waiting = await store.read(lambda tx: _without_seal(tx, sealed))
    newest = max((at for _, at in waiting), default=None)
    last = await store.read(lambda tx: tx.find(AuditSeal, order="-number", limit=1))
    sealed_to = last[0].sealed_at if last else newest
    faults += [
        f"{row_id}: it was not sealed, although what came after it was"
        for row_id, at in waiting
        if sealed_to is not None and sealed_to - at > UNSEALED_MAX
    ]
    return check.size, len(waiting), faults


async def _page(tx: Tx, after: int | None) -> tuple[list[AuditSeal], dict[str, object]] | None:
    seals = await tx.find(AuditSeal, order="number", after=after, limit=PAGE_SIZE)
    return (seals, await rows_of(tx, seals)) if seals else None


async def _without_seal(tx: Tx, sealed: set[str]) -> list[tuple[str, datetime]]:
    """Rows of the audited tables that have no place in the chain, and when they were made."""
    found = []
    for kind in AUDITED.values():
        after = ""
        while rows := await tx.find(kind, order="id", after=after, limit=PAGE_SIZE):
            found += [(row.id, row.created_at) for row in rows if row.id not in sealed]
            after = rows[-1].id
    return found
