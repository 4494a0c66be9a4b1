"""Rows of sign-ins, kept answers and webhooks: what is unique, what is found, what is told once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.accounts import ApiKey, KeptAnswer, LoginCode, RefreshToken, Session
from core.errors import AlreadyExists
from core.hooks import Hook, HookCall
from core.ports.unit_of_work import Store
from tests.adapters.storage.samples import NOON, begin_deal, later, settle_in

SESSION = Session("ses_1", "usr_buyer", "password", NOON, later(days=30), NOON)
TOKEN = RefreshToken("rft_1", "ses_1", "a" * 64, NOON)
KEY = ApiKey("key_1", "com_buyer", "usr_buyer", "books", "b" * 64, ("read", "trade"), NOON)
CODE = LoginCode("lgc_1", "usr_buyer", "idn_buyer", "c" * 64, NOON, later(minutes=10))
ANSWER = KeptAnswer("idk_1", "usr_buyer", "k-1", "d" * 64, 201, '{"body": {"name": "Ana"}}', NOON)
HOOK = Hook("hok_1", "com_buyer", "https://hooks.example.org/", "secret", "usr_buyer", NOON)
ROWS: tuple[Any, ...] = (SESSION, TOKEN, KEY, CODE, ANSWER, HOOK)
TWINS: tuple[Any, ...] = (
    replace(TOKEN, id="rft_2"),
    replace(KEY, id="key_2"),
    replace(CODE, id="lgc_2"),
    replace(ANSWER, id="idk_2"),
)


async def test_what_was_written_is_read_and_secrets_are_unique(store: Store) -> None:
    await settle_in(store)
    for row in ROWS:
        await store.write(lambda tx, one=row: tx.add(one))
    for row in ROWS:
        assert await store.read(lambda tx, one=row: tx.get(type(one), one.id)) == row
    for twin in TWINS:
        with pytest.raises(AlreadyExists):
            await store.write(lambda tx, one=twin: tx.add(one))
    await store.write(lambda tx: tx.add(replace(ANSWER, id="idk_3", owner_id="usr_seller")))


async def test_what_has_ended_is_not_found_any_more(store: Store) -> None:
    await settle_in(store)
    await store.write(lambda tx: tx.add(SESSION, replace(SESSION, id="ses_2")))
    await store.write(lambda tx: tx.put(replace(SESSION, ended_at=NOON, ended_why="logout")))
    found = await store.read(lambda tx: tx.find(Session, user_id="usr_buyer", ended_at=None))
    assert [row.id for row in found] == ["ses_2"]


async def test_a_call_is_noted_once_and_the_next_due_comes_first(store: Store) -> None:
    await settle_in(store)
    deal = await begin_deal(store)
    await store.write(lambda tx: tx.add(HOOK))
    calls = [
        HookCall(f"hok_1:ttr_{number}", "hok_1", f"ttr_{number}", deal.trade.id, NOON, later(minutes=-number))
        for number in range(3)
    ]
    for _ in range(2):
        await store.write(lambda tx: tx.add_missing(*calls))
    found = await store.read(lambda tx: tx.find(HookCall, status="waiting", order="next_try_at", limit=2))
    assert [call.transition_id for call in found] == ["ttr_2", "ttr_1"]
    gone = await store.write(lambda tx: tx.delete(HookCall, id=tuple(call.id for call in calls[:2])))
    assert gone == 2
