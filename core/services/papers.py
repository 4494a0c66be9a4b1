"""Which papers a move makes due: the copies after both signatures, after the payment, after the release."""

from __future__ import annotations

from collections.abc import Iterator

from core.process.definition import Notice, Told
from core.trades import Deal


def papers_due(before: Deal, after: Deal) -> Iterator[Notice]:
    """News of the kind `paper` for both sides."""
    if after.order is not None and before.order is None:
        yield Notice(Told.BOTH, "paid")
    if _is_signed(after) and not _is_signed(before):
        yield Notice(Told.BOTH, "signed")
    if _is_over(after) and not _is_over(before) and _count(after, "release"):
        yield Notice(Told.BOTH, "released")


def _count(deal: Deal, kind: str) -> int:
    return sum(entry.kind == kind for entry in deal.entries)


def _is_signed(deal: Deal) -> bool:
    return deal.agreement is not None and deal.agreement.status in ("signed", "completed")


def _is_over(deal: Deal) -> bool:
    return deal.agreement is not None and deal.agreement.status == "completed"
