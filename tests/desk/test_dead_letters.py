"""News that did not arrive are a card at the desk: tried again or let go by its people alone, on either platform."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bot import verbs
from core.events import AuditRow, OutboxRow
from core.ports.chat import ChatRefused, Place, Receipt, Screen
from tests.adapters.storage.samples import NOON
from tests.desk.floor import Floor, Person

MARA = {
    "telegram": Person("telegram", "501", "usr_mara", "Mara Moss"),
    "slack": Person("slack", "U0MARA", "usr_mara", "Mara Moss"),
}
HATS = {
    "telegram": Person("telegram", "502", "usr_hats", "Hattie Hats"),
    "slack": Person("slack", "U0HATS", "usr_hats", "Hattie Hats"),
}
STRANGER = {"telegram": Person("telegram", "508", name="Stan"), "slack": Person("slack", "U0STAN", name="Stan")}


async def _drained(floor: Floor) -> None:
    while await floor.market.delivery.drain():
        pass


async def _letters(floor: Floor, status: str) -> list[OutboxRow]:
    find = floor.market.store.read
    return await find(lambda tx: tx.find(OutboxRow, identity_id="idn_buyer", status=status, order="id", limit=50))


async def _nobody_is_bothered(floor: Floor) -> None:
    """Of a reader who left, of what somebody wrote (its sender is told), of what the desk itself can not be told."""
    tell = floor.market.services.dead_letters.tell
    for kind, reader in (("desk", ""), ("message", "idn_buyer"), ("deal", "idn_gone")):
        row = OutboxRow(f"out_{kind}", kind, kind, "neg_gone", reader, "offer", {}, NOON, NOON, "dead", 20)
        await floor.market.store.write(lambda tx, row=row: tell(tx, row))  # type: ignore[misc]
    assert await floor.market.store.read(lambda tx: tx.count(OutboxRow, kind="dead")) == 0


@pytest.mark.parametrize("channel", ["telegram", "slack"])
async def test_what_did_not_arrive_is_tried_again_or_let_go(
    sqlite_template: Path, tmp_path: Path, channel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sqlite_template, tmp_path / "market.db")
    floor = Floor(f"sqlite:///{tmp_path / 'market.db'}", tmp_path, desk=channel)
    await floor.open()
    await floor.enters(MARA[channel], staff="moderator")
    await floor.enters(HATS[channel], company="com_seller", staff="moderator")
    await _nobody_is_bothered(floor)
    platform: Any = floor.platforms["telegram"]
    show = platform.show

    arrived: list[str] = []
    strange = True

    async def shows(place: Place, screen: Screen, *more: Any, **also: Any) -> Any:
        if place.chat != "chat-buyer":
            return await show(place, screen, *more, **also)
        if strange:
            raise ChatRefused("the message is too strange")
        arrived.append(screen.key)
        return Receipt((str(len(arrived)),))

    monkeypatch.setattr(platform, "show", shows)
    await floor.disputed()
    await _drained(floor)
    dead = await _letters(floor, "dead")
    assert len(dead) >= 2
    cards = [params for _method, params in floor.calls[channel].made if "News that did not arrive" in str(params)]
    assert len(cards) == len(dead)
    assert all("Let it go" in str(card) and "Try again" in str(card) for card in cards)

    first, second = dead[:2]
    for person in (STRANGER[channel], HATS[channel]):
        for verb in (verbs.RETRY_LETTER, verbs.DROP_LETTER):
            lines = len(await floor.audit())
            await floor.answer(floor.press(person, verb, first.id))
            assert len(await floor.audit()) == lines + 1
    assert await _letters(floor, "dead") == dead

    strange = False
    await floor.answer(floor.press(MARA[channel], verbs.RETRY_LETTER, first.id))
    await floor.answer(floor.press(MARA[channel], verbs.DROP_LETTER, second.id))
    await _drained(floor)
    assert [row.id for row in await _letters(floor, "dropped")] == [second.id]
    assert arrived == [f"deal:{first.subject_id}"]
    now = await floor.market.store.read(lambda tx: tx.get(OutboxRow, first.id))
    assert now is not None
    assert (now.status, now.attempts) == ("sent", 1)
    # Whoever presses on an old card changes nothing.
    for row in (first, second):
        await floor.answer(floor.press(MARA[channel], verbs.RETRY_LETTER, row.id))
    assert [row.id for row in await _letters(floor, "dropped")] == [second.id]
    done = await floor.market.store.read(lambda tx: tx.find(AuditRow, actor_id="usr_mara", order="id", limit=50))
    assert [(row.action, row.object_id) for row in done if row.action.startswith("letter.")] == [
        ("letter.retried", first.id),
        ("letter.dropped", second.id),
    ]
    await floor.close()
