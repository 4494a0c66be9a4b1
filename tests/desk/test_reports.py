"""A report at the desk is closed once: whoever presses second is told so, and who closed it is on record."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import verbs
from core.events import AuditRow
from core.reports import Report
from tests.adapters.storage.samples import NOON
from tests.desk.floor import Floor, Person, toast_of


def _staff(channel: str, number: int, name: str) -> Person:
    word = name.casefold()
    return Person(channel, str(number) if channel == "telegram" else f"U0{name.upper()}", f"usr_{word}", f"{name} Desk")


@pytest.mark.parametrize("channel", ["telegram", "slack"])
async def test_a_report_is_closed_once(sqlite_template: Path, tmp_path: Path, channel: str) -> None:
    shutil.copy(sqlite_template, tmp_path / "market.db")
    floor = Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path, desk=channel)
    await floor.open()
    mara, omar = _staff(channel, 701, "Mara"), _staff(channel, 702, "Omar")
    await floor.enters(mara, omar, staff="moderator")
    await floor.founds("com_third")
    about = "They ask for money outside of the market."
    report = Report("rpt_1", "com_seller", "com_seller", "com_third", "usr_mara", about, NOON, NOON)
    await floor.market.store.write(lambda tx: tx.add(report))
    presses = [floor.press(person, verbs.CLOSE_REPORT, "rpt_1") for person in (mara, omar)]
    toasts = [toast_of(handled) for handled in await floor.handle(*presses)]
    assert sorted(bool(toast) for toast in toasts) == [False, True]
    winner = (mara, omar)[toasts.index("")]
    closed = await floor.market.store.read(lambda tx: tx.get(Report, "rpt_1"))
    assert closed is not None
    assert (closed.status, closed.closed_by) == ("closed", winner.user_id)
    audit = await floor.market.store.read(lambda tx: tx.find(AuditRow, action="report.closed", limit=5))
    assert [(row.actor_id, row.object_id) for row in audit] == [(winner.user_id, "rpt_1")]
    await floor.close()
