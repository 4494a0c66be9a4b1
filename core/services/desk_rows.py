"""News for the desk have one maker: a row that no person is named in, in a line of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from core.events import OutboxRow
from core.ids import Ids

FOR_THE_DESK: Final = ("desk", "alarm", "bank", "report", "dead", "books", "names")
"""Kinds of news that are for the desk."""


def desk_row(
    ids: Ids,
    now: datetime,
    *,
    line: str,
    kind: str,
    notice: str,
    subject_id: str = "",
    args: Mapping[str, Any] | None = None,
    row_id: str = "",
) -> OutboxRow:
    """One piece of news for the moderators' place. What has the same `line` is told in order; with a `row_id` of its own it
    is told once."""
    return OutboxRow(
        id=row_id or ids.new("out"),
        order_key=f"{line}:desk",
        kind=kind,
        subject_id=subject_id,
        identity_id="",
        notice=notice,
        args=args or {},
        created_at=now,
        next_try_at=now,
    )
