"""Telegram misbehaving on order: storms, cuts before and after the effect, lost and doubled updates, flood control."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.adapters.sandbox.telegram_harness import TOKEN, TelegramUnderTest, telegram_under_test

SEND = f"/telegram/bot{TOKEN}/sendMessage"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test() as under_test:
        yield under_test


async def plan(telegram: TelegramUnderTest, kind: str, **more: Any) -> Any:
    return await telegram.control("/_faults", {"kind": kind, **more})


async def test_a_storm_bans_chosen_chats_only(telegram: TelegramUnderTest) -> None:
    ann, bob = await telegram.person(), await telegram.person("Bob")
    await plan(telegram, "flood", chat_id=ann, retry_after=30)
    response = await telegram.http.post(SEND, json={"chat_id": ann, "text": "x"})
    assert response.status_code == 429
    assert response.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 30",
        "parameters": {"retry_after": 30},
    }
    await telegram.call("sendMessage", chat_id=bob, text="x")
    assert (await telegram.control("/_state"))["ban_violations"] == 0
    telegram.pass_time(seconds=20)
    assert (await telegram.refusal("sendMessage", chat_id=ann, text="x"))[0] == 429
    assert (await telegram.control("/_state"))["ban_violations"] == 1
    telegram.pass_time(seconds=11)
    await telegram.call("sendMessage", chat_id=ann, text="x")


@pytest.mark.parametrize(("when", "effects"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("kind", ["cut", "timeout"])
async def test_a_broken_connection_before_or_after_the_effect(
    telegram: TelegramUnderTest, kind: str, when: str, effects: int
) -> None:
    ann = await telegram.person()
    await plan(telegram, kind, method="sendMessage", when=when, seconds=0.01)
    with pytest.raises(httpx.TransportError):
        await telegram.http.post(SEND, json={"chat_id": ann, "text": "x"})
    state = await telegram.control("/_state")
    assert state["calls"]["sendMessage"] == 1
    assert state["effects"].get("sendMessage", 0) == effects
    assert len(telegram.sandbox.messages(ann)) == 1 + effects
    assert telegram.sandbox.calls("sendMessage") == 1
    await telegram.call("sendMessage", chat_id=ann, text="y")


async def test_server_errors(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await plan(telegram, "error", code=502, times=2)
    for _ in range(2):
        assert await telegram.refusal("sendMessage", chat_id=ann, text="x") == (502, "Bad Gateway")
    await telegram.call("sendMessage", chat_id=ann, text="x")
    await plan(telegram, "error", method="getUpdates", times=None)
    assert (await telegram.refusal("getUpdates"))[0] == 500
    assert len((await telegram.control("/_faults"))["faults"]) == 1
    await telegram.http.delete("/telegram/_faults")
    assert len(await telegram.updates()) == 1


async def test_lost_and_doubled_updates(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    await plan(telegram, "lost_update")
    await telegram.act(ann, "say", text="lost")
    await plan(telegram, "duplicate_update")
    await telegram.act(ann, "say", text="twice")
    (first,) = await telegram.updates()
    assert first["message"]["text"] == "twice"
    assert await telegram.updates(offset=first["update_id"] + 1) == [first]
    assert await telegram.updates(offset=first["update_id"] + 1) == []


async def test_doubled_update_on_the_webhook(telegram: TelegramUnderTest) -> None:
    await telegram.call("setWebhook", url=telegram.webhook_url)
    await plan(telegram, "duplicate_update")
    await telegram.person()
    first, second = await telegram.listener.until(2)
    assert first == second


async def test_presses_without_a_message_and_too_late(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    rows = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    message = await telegram.call("sendMessage", chat_id=ann, text="x", reply_markup=rows)
    await telegram.forget_updates()
    await plan(telegram, "inaccessible_message")
    await plan(telegram, "expired_query")
    query = (await telegram.act(ann, "press_label", label="Go"))["callback_query_id"]
    (update,) = await telegram.updates()
    assert update["callback_query"]["message"] == {
        "chat": {"id": ann, "type": "private", "first_name": "Ann"},
        "message_id": message["message_id"],
        "date": 0,
    }
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await telegram.refusal("answerCallbackQuery", callback_query_id=query) == too_old
    fresh = (await telegram.act(ann, "press_label", label="Go"))["callback_query_id"]
    telegram.pass_time(seconds=61)
    assert await telegram.refusal("answerCallbackQuery", callback_query_id=fresh) == too_old


async def test_quiet_blocking_and_deletion_by_a_person(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    message = await telegram.call("sendMessage", chat_id=ann, text="x")
    await telegram.forget_updates()
    at = {"chat_id": ann, "message_id": message["message_id"]}
    await plan(telegram, "delete_message", **at)
    assert await telegram.refusal("editMessageText", **at, text="y") == (400, "Bad Request: message to edit not found")
    await plan(telegram, "blocked", user_id=ann)
    assert (await telegram.refusal("sendMessage", chat_id=ann, text="x"))[0] == 403
    assert await telegram.updates() == [], "the bot is not told"
    await plan(telegram, "unblocked", user_id=ann)
    await telegram.call("sendMessage", chat_id=ann, text="x")


async def test_a_group_becomes_a_supergroup(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    group = (await telegram.control("/_groups", {"title": "Desk", "members": [ann], "admins": [ann]}))["id"]
    await telegram.forget_updates()
    upgraded = (await plan(telegram, "migrate", chat_id=group))["id"]
    assert upgraded < -1_000_000_000_000
    response = await telegram.http.post(SEND, json={"chat_id": group, "text": "x"})
    assert response.status_code == 400
    assert response.json()["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert response.json()["parameters"] == {"migrate_to_chat_id": upgraded}
    told = [u["message"] for u in await telegram.updates()]
    assert (told[0]["chat"]["id"], told[0]["migrate_to_chat_id"]) == (group, upgraded)
    assert (told[1]["chat"]["id"], told[1]["migrate_from_chat_id"]) == (upgraded, group)
    await telegram.call("sendMessage", chat_id=upgraded, text="x")
    again = await telegram.http.post("/telegram/_faults", json={"kind": "migrate", "chat_id": group})
    assert again.status_code == 409


async def test_flood_control_when_switched_on(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    for _ in range(8):
        await telegram.call("sendMessage", chat_id=ann, text="x")
    await telegram.control("/_flood", {"enabled": True})
    codes = [(await telegram.http.post(SEND, json={"chat_id": ann, "text": "x"})).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    telegram.pass_time(seconds=2)
    await telegram.call("sendMessage", chat_id=ann, text="x")


async def test_flood_control_of_groups_and_of_the_whole_bot() -> None:
    async with telegram_under_test(flood_control=True) as telegram:
        people = [await telegram.person(f"P{i}") for i in range(31)]
        group = (await telegram.control("/_groups", {"title": "Desk", "members": people}))["id"]
        codes = [(await telegram.http.post(SEND, json={"chat_id": group, "text": "x"})).status_code for _ in range(21)]
        assert codes == [200] * 20 + [429]
        telegram.pass_time(seconds=60)
        flood = telegram.sandbox.world.flood
        flood.BOT_PER_SECOND = 10.0
        telegram.pass_time(seconds=60)
        codes = [(await telegram.http.post(SEND, json={"chat_id": p, "text": "x"})).status_code for p in people]
        assert codes[:10] == [200] * 10
        assert 429 in codes


async def test_unknown_faults_are_refused(telegram: TelegramUnderTest) -> None:
    for body in ({"kind": "earthquake"}, {"kind": "cut", "colour": 1}, {"kind": "cut", "when": "never"}):
        assert (await telegram.http.post("/telegram/_faults", json=body)).status_code == 422
