"""At the desk, on either platform: no press over other people's money counts without a proof of who it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.security.one_time import AuthenticatorCodes
from bot import verbs
from bot.context import OpenForm, Show
from core.bank import BankOrder
from core.events import ConversationRow
from core.members import Seat
from core.process.purchase import PURCHASE
from core.proofs import PROVED
from core.trades import Deal
from tests.adapters.storage.samples import NOON
from tests.desk.floor import DESK, Floor, Person, toast_of

STAFF = {
    "telegram": Person("telegram", "600001", "usr_tara", "Tara Stone"),
    "slack": Person("slack", "U0MOD00001", "usr_sam", "Sam Shore"),
}


@pytest.fixture
async def floor(database_url: str, tmp_path: Path) -> AsyncIterator[Floor]:
    opened = Floor(database_url, tmp_path, step_up=10, bank_account="DE89370400440532013000")
    await opened.open()
    await opened.enters(*STAFF.values(), staff="operator")
    yield opened
    await opened.close()


async def _seat(floor: Floor, person: Person) -> Seat:
    found = await floor.market.store.read(lambda tx: tx.seat_of_user(person.user_id))
    assert found is not None
    return replace(found, identity_id=f"idn_{person.user_id[4:]}")


async def _has_an_app(floor: Floor, person: Person) -> str:
    seat, proving = await _seat(floor, person), floor.market.services.proving
    key = await floor.market.store.write(lambda tx: proving.set_up(tx, seat))
    assert await floor.market.store.write(lambda tx: proving.confirm(tx, seat, _code(floor, key)))
    return key


def _code(floor: Floor, key: str) -> str:
    return AuthenticatorCodes(bytes).code_at(key, floor.clock.now())


async def _flows(floor: Floor) -> list[str]:
    return [row.flow for row in await floor.market.store.read(lambda tx: tx.find(ConversationRow, limit=10))]


@pytest.mark.parametrize("channel", sorted(DESK))
async def test_no_verdict_without_a_proof(floor: Floor, channel: str) -> None:
    floor.desk_is_on(channel)
    person, other = STAFF[channel], STAFF["slack" if channel == "telegram" else "telegram"]
    deal = await floor.disputed()
    deal = await floor.acts(person, deal.trade.id, "take_case")

    async def presses(name: str, now: Deal) -> str:
        handled, _calls = await floor.answer(floor.press(person, floor.act(name), now.trade.id, now.trade.version))
        assert (await floor.deal(now.trade.id)).trade.version == now.trade.version
        assert handled is not None
        if any(isinstance(reply, OpenForm | Show) for reply in handled.replies):
            return ""
        return toast_of(handled)

    offered = [row.name for row in floor.stage.trading.choices(deal, *await _role(floor, person, deal))]
    asked = [name for name in offered if name in PROVED]
    assert {"rule", "order_return", "freeze"} & set(asked)
    for name in asked:
        assert "This needs a code." in await presses(name, deal), name
    assert await _flows(floor) == []

    key = await _has_an_app(floor, person)
    floor.clock.at += timedelta(minutes=11)
    for name in asked:
        assert await presses(name, deal) == ""
        assert (await _flows(floor))[-1] == "prove"
    seat = await _seat(floor, person)
    proving = floor.market.services.proving
    assert await floor.market.store.write(lambda tx: proving.prove(tx, seat, _code(floor, key)))
    await presses("rule", deal)
    assert PURCHASE["rule"].asks in await _flows(floor)
    # A second signature of somebody else asks them, too.
    assert await floor.market.store.write(lambda tx: proving.is_needed(tx, seat)) is False
    theirs = await _seat(floor, other)
    assert await floor.market.store.write(lambda tx: proving.is_needed(tx, theirs))
    assert not await floor.market.store.write(lambda tx: proving.prove(tx, theirs, _code(floor, key)))


async def test_no_word_about_the_bank_account_without_a_proof(floor: Floor) -> None:
    deal = await floor.disputed()
    came = BankOrder("bnk_0", "receipt", "key_0", deal.trade.id, 5_000, "EUR", "ABCDEF", NOON, NOON)
    for number, channel in enumerate(sorted(DESK)):
        floor.desk_is_on(channel)
        asked = ((verbs.BANK_CONFIRM, f"bnk_1{number}"), (verbs.BANK_FAIL, f"bnk_2{number}"))
        rows = [
            replace(came, id=order_id, kind=kind, key=order_id)
            for kind, (_verb, order_id) in zip(("receipt", "refund"), asked, strict=True)
        ]
        await floor.market.store.write(lambda tx, rows=rows: tx.add(*rows))  # type: ignore[misc]
        person = STAFF[channel]
        assert [await _says(floor, person, *one) for one in asked] == ["open This needs a code."] * 2
        key = await _has_an_app(floor, person)
        floor.clock.at += timedelta(minutes=11)
        assert [await _says(floor, person, *one) for one in asked] == ["open"] * 2
        assert set(await _flows(floor)) == {"prove"}
        await _proves(floor, person, key)
        assert [await _says(floor, person, *one) for one in asked] == ["done", "failed"]


async def _says(floor: Floor, person: Person, verb: str, order_id: str) -> str:
    """What became of an order of the bank's after a press, and what the person was told in private."""
    handled, _calls = await floor.answer(floor.press(person, verb, order_id))
    order = await floor.market.store.read(lambda tx: tx.get(BankOrder, order_id))
    assert order is not None
    return f"{order.status} {toast_of(handled)[:18]}".strip()


async def _proves(floor: Floor, person: Person, key: str) -> None:
    seat, proving = await _seat(floor, person), floor.market.services.proving
    assert await floor.market.store.write(lambda tx: proving.prove(tx, seat, _code(floor, key)))


async def _role(floor: Floor, person: Person, deal: Deal):  # type: ignore[no-untyped-def]
    seat = await _seat(floor, person)
    _deal, role = await floor.market.store.read(lambda tx: floor.stage.trading.deal_for(tx, seat, deal.trade.id))
    return role, seat
