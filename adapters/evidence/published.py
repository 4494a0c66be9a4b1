"""Checkpoints of the audit log outside the database: a file with a line each, only ever longer."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from adapters.evidence.seals import holds
from core.audit import CHECKPOINT_DOMAIN, AuditCheckpoint, vouched


class CheckpointFile:
    """Where checkpoints are published. Have the file copied to another machine, or kept on media that is written once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size: int | None = None

    async def __call__(self, checkpoints: Sequence[AuditCheckpoint]) -> None:
        """Append those that the file does not have yet, and have them on the disk."""
        await asyncio.to_thread(self._append, checkpoints)

    def _append(self, checkpoints: Sequence[AuditCheckpoint]) -> None:
        if self._size is None:
            self._size = max((checkpoint.size for checkpoint in read_checkpoints(self._path)), default=0)
        fresh = [checkpoint for checkpoint in checkpoints if checkpoint.size > self._size]
        if not fresh:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as out:
            for checkpoint in fresh:
                out.write(json.dumps({**asdict(checkpoint), "created_at": checkpoint.created_at.isoformat()}) + "\n")
            out.flush()
            os.fsync(out.fileno())
        self._size = fresh[-1].size


def read_checkpoints(path: Path) -> list[AuditCheckpoint]:
    """What was published; nothing where there is no file. Raises ValueError for a file of something else."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            raw = json.loads(line)
            made = datetime.fromisoformat(raw.pop("created_at"))
            found.append(AuditCheckpoint(**raw, created_at=made))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"line {number} is no checkpoint") from error
    return found


def is_true(checkpoint: AuditCheckpoint, public_keys: Mapping[str, str]) -> bool:
    """Whether one of these keys (id → base64) has signed it."""
    key = public_keys.get(checkpoint.key_id)
    return key is not None and holds(
        base64.b64decode(key), CHECKPOINT_DOMAIN, vouched(checkpoint), checkpoint.signature
    )
