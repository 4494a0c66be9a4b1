"""What the sides of a dispute wrote into it, piece by piece: known by the move with which it came, and by its hash."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.disputes import Dispute
from core.trades import Deal, TradeTransition
from core.wording import sha256_of

OUT_OF_SIGHT: Final = "\x00"
"""Stands in the place of words that are out of sight; nothing that somebody types can hold it."""
_FIELDS: Final = {"dispute": "statement", "answer_dispute": "answer", "add_evidence": "evidence", "appeal": "appeal"}
"""Move → where the dispute keeps what was written with it."""
_PARTIES: Final = frozenset({"buyer", "seller"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece: `begins` is where it stands in the field of its dispute."""

    move: TradeTransition
    dispute_id: str
    field: str
    words: str
    begins: int

    @property
    def sha256(self) -> str:
        return sha256_of(self.words)


def statements_of(deal: Deal, history: Iterable[TradeTransition]) -> list[Statement]:
    """In the order in which they were written. `history` is whole and in order: a dispute begins with the move that
    names it."""
    disputes = {dispute.id: dispute for dispute in deal.disputes}
    found: list[Statement] = []
    present: Dispute | None = None
    at = 0
    for line in history:
        if line.detail.get("dispute_id") in disputes:
            present, at = disputes[str(line.detail["dispute_id"])], 0
        field = _FIELDS.get(line.transition, "")
        if not field or present is None or line.actor_role not in _PARTIES:
            continue
        whole, begins = str(getattr(present, field)), 0
        length = len(whole)
        if field == "evidence":
            begins, length, at = _next_part(whole, at, line)
        words = whole[begins : begins + length]
        if words:
            found.append(Statement(line, present.id, field, words, begins))
    return found


def _next_part(whole: str, at: int, line: TradeTransition) -> tuple[int, int, int]:
    """(where it begins, how long it is, where the next one begins). One that was written before lengths were kept is all
    that follows."""
    begins = at + len(f"{line.actor_role}: ")
    length = int(line.detail.get("length") or len(whole) - begins)
    return begins, length, begins + length + len("\n\n")


def veiled(deal: Deal, history: Iterable[TradeTransition], hidden: Collection[str]) -> Deal:
    """The deal as it is shown while these pieces (by the id of their move) are out of sight."""
    gone = [each for each in statements_of(deal, history) if each.move.id in hidden]
    return replace(deal, disputes=tuple(_without(dispute, gone) for dispute in deal.disputes)) if gone else deal


def _without(dispute: Dispute, gone: Sequence[Statement]) -> Dispute:
    texts = {field: str(getattr(dispute, field)) for field in _FIELDS.values()}
    # From the end on: what is left out must not move what stands before it.
    for each in sorted((one for one in gone if one.dispute_id == dispute.id), key=lambda one: -one.begins):
        whole = texts[each.field]
        texts[each.field] = whole[: each.begins] + OUT_OF_SIGHT + whole[each.begins + len(each.words) :]
    statement, answer, evidence, appeal = (texts[field] for field in ("statement", "answer", "evidence", "appeal"))
    return replace(dispute, statement=statement, answer=answer, evidence=evidence, appeal=appeal)
