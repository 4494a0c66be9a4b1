"""Whatever is done to the audit log behind our back is found: edits, deletions, another order, forks, cut ends.

`PARLEY_AUDIT_EDITS` says how many times; `make gates` asks for ten thousand.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.evidence.published import CheckpointFile, is_true, read_checkpoints
from adapters.evidence.seals import KeySealer, digest
from core.audit import DOMAIN, GENESIS, AuditCheckpoint, AuditSeal, chained
from core.audit_checking import ChainCheck
from core.events import AuditRow
from core.ledger import LedgerEntry
from core.services.auditing import signed
from core.trades import TradeTransition

EDITS = int(os.environ.get("PARLEY_AUDIT_EDITS", "300"))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SEALER = KeySealer({"seal-1": b"k" * 32}, "seal-1")
FOREIGN = KeySealer({"seal-1": b"x" * 32}, "seal-1")
ENTRIES, EVERY = 40, 10


@dataclass
class Log:
    """Everything there is in a database about the log, and what was published elsewhere."""

    rows: dict[str, Any] = field(default_factory=dict)
    seals: list[AuditSeal] = field(default_factory=list)
    kept: list[AuditCheckpoint] = field(default_factory=list)
    published: list[AuditCheckpoint] = field(default_factory=list)

    def copied(self) -> Log:
        return Log(dict(self.rows), list(self.seals), list(self.kept), self.published)

    def faults(self) -> list[str]:
        def holds(checkpoint: AuditCheckpoint) -> bool:
            return is_true(checkpoint, SEALER.public_keys())

        check = ChainCheck(digest, holds, kept=self.kept, published=self.published)
        for start in range(0, len(self.seals), 7):
            check.go_on(self.seals[start : start + 7], self.rows)
        return check.end()


def _row(number: int) -> Any:
    at = NOON + timedelta(minutes=number)
    match number % 3:
        case 0:
            return AuditRow(f"aud_{number:04d}", "usr_1", "staff.granted", "usr_2", at, {"role": "moderator"})
        case 1:
            return TradeTransition(
                f"ttr_{number:04d}", "neg_1", number, "accept", "negotiating", "agreed", "buyer", "usr_3", {"n": 1}, at
            )
    return LedgerEntry(f"led_{number:04d}", "neg_1", f"ltx_{number}", 1, "capture", "psp", "esc:neg_1", 100, "EUR", at)


def _sealed(rows: list[Any], sealer: KeySealer = SEALER) -> tuple[list[AuditSeal], list[AuditCheckpoint]]:
    seals, checkpoints, previous = [], [], GENESIS
    for number, row in enumerate(rows, 1):
        sha256 = digest(DOMAIN, chained(row, number=number, previous_sha256=previous))
        seals.append(AuditSeal(row.id, number, sha256, previous, NOON))
        previous = sha256
        if number % EVERY == 0:
            bare = AuditCheckpoint(f"ack_{number}", number, sha256, sealer.key_id, "", NOON)
            checkpoints.append(signed(bare, sealer))
    return seals, checkpoints


def _log() -> Log:
    rows = [_row(number) for number in range(ENTRIES)]
    seals, checkpoints = _sealed(rows)
    return Log({row.id: row for row in rows}, seals, list(checkpoints), list(checkpoints))


LOG = _log()


def _edit(log: Log, chance: random.Random) -> None:
    row = chance.choice(list(log.rows.values()))
    changeable = [each.name for each in fields(row) if each.name not in ("id", "kind", "from_account", "to_account")]
    name = chance.choice(changeable)
    value = getattr(row, name)
    changed: Any
    match value:
        case int():
            changed = value + chance.randrange(1, 10**6)
        case datetime():
            changed = value + timedelta(microseconds=chance.randrange(1, 10**9))
        case str():
            changed = value + chance.choice("abc ")
        case _:
            changed = {**value, "more": chance.random()}
    log.rows[row.id] = replace(row, **{name: changed})


def _delete_row(log: Log, chance: random.Random) -> None:
    del log.rows[chance.choice(list(log.rows))]


def _delete_entry(log: Log, chance: random.Random) -> None:
    seal = log.seals.pop(chance.randrange(ENTRIES - 1))
    del log.rows[seal.id]


def _swap_rows(log: Log, chance: random.Random) -> None:
    one, other = chance.sample([row for row in log.rows.values() if isinstance(row, AuditRow)], 2)
    log.rows[one.id], log.rows[other.id] = replace(other, id=one.id), replace(one, id=other.id)


def _swap_entries(log: Log, chance: random.Random) -> None:
    one, other = chance.sample(range(ENTRIES), 2)
    log.seals[one], log.seals[other] = log.seals[other], log.seals[one]
    if chance.random() < 0.5:
        log.seals = [replace(seal, number=number) for number, seal in enumerate(log.seals, 1)]


def _cut(log: Log, chance: random.Random) -> None:
    log.seals = log.seals[: chance.randrange(ENTRIES)]
    log.rows = {seal.id: log.rows[seal.id] for seal in log.seals}
    log.kept = [checkpoint for checkpoint in log.kept if checkpoint.size <= len(log.seals)]


def _forge(log: Log, chance: random.Random) -> None:
    """Another past, sealed anew to the end and signed with a key of one's own."""
    chance.choice((_edit, _delete_row))(log, chance)
    log.seals, log.kept = _sealed([log.rows[seal.id] for seal in log.seals if seal.id in log.rows], FOREIGN)


def _forge_without_signing(log: Log, chance: random.Random) -> None:
    """The same, where the checkpoints in the database are thrown away."""
    _forge(log, chance)
    log.kept = []


def _insert(log: Log, chance: random.Random) -> None:
    """An act that never was, in the middle."""
    rows = [log.rows[seal.id] for seal in log.seals]
    rows.insert(chance.randrange(ENTRIES), replace(_row(0), id="aud_never"))
    log.rows = {row.id: row for row in rows}
    log.seals = _sealed(rows)[0]


def _edit_seal(log: Log, chance: random.Random) -> None:
    place = chance.randrange(ENTRIES)
    name = chance.choice(("sha256", "previous_sha256"))
    log.seals[place] = replace(log.seals[place], **{name: digest(DOMAIN, {"n": chance.random()})})


ATTACKS: tuple[Callable[[Log, random.Random], None], ...] = (
    _edit, _delete_row, _delete_entry, _swap_rows, _swap_entries, _cut, _forge, _forge_without_signing, _insert,
    _edit_seal,
)  # fmt: skip


def test_the_log_as_it_is_is_true() -> None:
    assert LOG.faults() == []


def test_everything_that_is_done_to_it_is_found() -> None:
    chance = random.Random(7)
    unnoticed = []
    for number in range(EDITS):
        attack = ATTACKS[number % len(ATTACKS)]
        log = LOG.copied()
        attack(log, chance)
        if not log.faults():
            unnoticed.append((number, attack.__name__))
    assert unnoticed == []


def test_a_false_checkpoint_is_found_wherever_it_is() -> None:
    log = LOG.copied()
    log.kept[0] = replace(log.kept[0], size=log.kept[0].size + 1)
    assert any("signature is false" in fault for fault in log.faults())
    log = LOG.copied()
    log.kept = log.kept[:-1]
    assert log.faults() == [f"the checkpoint over {ENTRIES} entries that was published is gone"]


async def test_checkpoints_are_published_once_each(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "checkpoints.jsonl"
    await CheckpointFile(path)(LOG.kept[:2])
    keep = CheckpointFile(path)
    await keep(LOG.kept)
    await keep(LOG.kept)
    assert read_checkpoints(path) == LOG.kept
    path.write_text(path.read_text() + "{}\n")
    with pytest.raises(ValueError, match=f"line {len(LOG.kept) + 1} is no checkpoint"):
        read_checkpoints(path)
