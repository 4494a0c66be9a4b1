"""The capture of everything that crosses the sandbox's wire, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class WireLog:
    """Appends rows to `path`; with no path it is silent.

    A row is {"platform", "kind": call|update|answer, "body", …}; several processes may append to one file,
    because each row is one short write in append mode.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def write(self, platform: str, kind: str, body: Any, **extra: Any) -> None:
        """Record one row; `extra` carries `name` and, for Stripe, `idempotency_key`."""
        if self._path is None:
            return
        row = json.dumps({"platform": platform, "kind": kind, **extra, "body": body}, ensure_ascii=False, default=str)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(row + "\n")
