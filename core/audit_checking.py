"""Finds whatever was done to the audit log behind our back: pure, over rows that were read from wherever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from core.audit import DOMAIN, GENESIS, AuditCheckpoint, AuditSeal, Digest, chained

Holds = Callable[[AuditCheckpoint], bool]
"""Whether the signature of a checkpoint is true."""


class ChainCheck:
    """Goes along the chain, a piece at a time; `faults` are sentences, one per thing that is wrong.

    `published` are checkpoints from outside the database: a chain that was cut or made anew does not reach them.
    """

    def __init__(
        self, digest: Digest, holds: Holds, *, kept: Iterable[AuditCheckpoint], published: Iterable[AuditCheckpoint]
    ) -> None:
        self._digest, self._holds = digest, holds
        self._kept, self._published = list(kept), list(published)
        self._wanted: dict[int, list[str]] = {}
        self.faults: list[str] = []
        self.size = 0
        self._last = GENESIS
        self._signed()

    def go_on(self, seals: Sequence[AuditSeal], rows: Mapping[str, Any]) -> None:
        """The next seals, by number, and the rows they belong to, by id."""
        for seal in seals:
            self.faults.extend(self._faults_of(seal, rows.get(seal.id)))
            self.size, self._last = self.size + 1, seal.sha256
            for sha256 in self._wanted.pop(self.size, ()):
                if sha256 != seal.sha256:
                    self.faults.append(f"entry {self.size}: the chain is not the one that a checkpoint signed")

    def end(self) -> list[str]:
        """Everything that was found, with what is missing at the end."""
        if self._wanted:
            size = max(self._wanted)
            self.faults.append(f"the chain ends at {self.size}, but a signed checkpoint knows {size} entries")
            self._wanted.clear()
        return self.faults

    def _faults_of(self, seal: AuditSeal, row: Any) -> Iterator[str]:
        place = f"entry {self.size + 1} ({seal.id})"
        if seal.number != self.size + 1:
            yield f"{place}: its number is {seal.number}"
        if seal.previous_sha256 != self._last:
            yield f"{place}: it does not follow the entry before it"
        if row is None:
            yield f"{place}: the row that was sealed is gone"
            return
        if self._digest_of(seal, row) != seal.sha256:
            yield f"{place}: it was changed after it was sealed"

    def _digest_of(self, seal: AuditSeal, row: Any) -> str:
        return self._digest(DOMAIN, chained(row, number=seal.number, previous_sha256=seal.previous_sha256))

    def _signed(self) -> None:
        known = {checkpoint.size: checkpoint for checkpoint in self._kept}
        for checkpoint in (*self._kept, *self._published):
            if not self._holds(checkpoint):
                self.faults.append(f"checkpoint over {checkpoint.size} entries: its signature is false")
                continue
            self._wanted.setdefault(checkpoint.size, []).append(checkpoint.sha256)
        for checkpoint in self._published:
            if checkpoint.size not in known:
                self.faults.append(f"the checkpoint over {checkpoint.size} entries that was published is gone")
