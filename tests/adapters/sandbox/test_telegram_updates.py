"""Reading updates: offsets, long polling, conflicts, expiry, and delivery to a webhook."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.adapters.sandbox.telegram_harness import OTHER_TOKEN, TelegramUnderTest, eventually, telegram_under_test

SECRET = "s" * 40


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test(webhook_retry_seconds=0.02) as under_test:
        yield under_test


async def polling(telegram: TelegramUnderTest) -> None:
    """Return once a getUpdates is waiting."""

    async def waiting() -> bool:
        return bool((await telegram.control("/_state"))["mode"] == "polling")

    await eventually(waiting)


async def test_only_a_later_offset_confirms(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    for text in ("one", "two"):
        await telegram.act(ann, "say", text=text)
    seen = await telegram.updates()
    assert [u["message"]["text"] for u in seen] == ["/start", "one", "two"]
    assert [u["update_id"] - seen[0]["update_id"] for u in seen] == [0, 1, 2]
    assert await telegram.updates() == seen
    assert await telegram.updates(limit=1) == seen[:1]
    assert await telegram.updates(offset=seen[1]["update_id"]) == seen[1:]
    assert await telegram.updates() == seen[1:]
    assert await telegram.updates(offset=-1) == seen[2:]
    assert await telegram.updates() == seen[2:]
    assert await telegram.updates(offset=seen[2]["update_id"] + 1_000_000) == seen[2:]
    assert await telegram.updates(offset=seen[2]["update_id"] + 1) == []
    assert (await telegram.updates(token=OTHER_TOKEN)) == []


async def test_long_poll_wakes_at_once(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    waiting = asyncio.create_task(telegram.updates(timeout=20))
    await polling(telegram)
    began = time.monotonic()
    await telegram.act(ann, "say", text="wake")
    assert [u["message"]["text"] for u in await waiting] == ["wake"]
    assert time.monotonic() - began < 10


async def test_empty_long_poll_ends_after_its_time(telegram: TelegramUnderTest) -> None:
    began = time.monotonic()
    assert await telegram.updates(timeout=1) == []
    assert 0.9 < time.monotonic() - began < 10


async def test_a_second_poller_ends_the_first(telegram: TelegramUnderTest) -> None:
    first = asyncio.create_task(telegram.refusal("getUpdates", timeout=20))
    await polling(telegram)
    second = asyncio.create_task(telegram.refusal("getUpdates", timeout=20))
    assert await first == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await polling(telegram)
    await telegram.call("setWebhook", url=telegram.webhook_url, secret_token=SECRET)
    assert await second == (409, "Conflict: terminated by setWebhook request")
    assert await telegram.refusal("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    await telegram.call("deleteWebhook")
    assert await telegram.updates() == []


async def test_allowed_updates_stay_until_named_again(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    await telegram.updates(allowed_updates=["callback_query"])
    await telegram.act(ann, "say", text="unheard")
    await telegram.updates()
    await telegram.act(ann, "say", text="unheard too")
    assert await telegram.updates() == []
    assert (await telegram.call("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await telegram.updates(allowed_updates=[])
    await telegram.act(ann, "say", text="heard")
    assert [u["message"]["text"] for u in await telegram.updates()] == ["heard"]


async def test_updates_expire_messages_after_a_day_presses_after_150_seconds(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    rows = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await telegram.call("sendMessage", chat_id=ann, text="x", reply_markup=rows)
    await telegram.act(ann, "press_label", label="go")
    assert [sorted(u)[0] for u in await telegram.updates()] == ["message", "callback_query"]
    telegram.pass_time(seconds=151)
    assert [sorted(u)[0] for u in await telegram.updates()] == ["message"]
    telegram.pass_time(days=1)
    assert await telegram.updates() == []


async def test_ids_may_fall_back_after_a_quiet_week(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    (last,) = await telegram.updates()
    await telegram.updates(offset=last["update_id"] + 1)
    await telegram.control("/_faults", {"kind": "update_id_jump", "to": 17})
    await telegram.act(ann, "say", text="hello again")
    (fresh,) = await telegram.updates(offset=last["update_id"] + 1)
    assert fresh["update_id"] == 17


async def test_webhook_gets_the_secret_and_every_update_once(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    assert await telegram.call("setWebhook", url=telegram.webhook_url, secret_token=SECRET, max_connections=7) is True
    await telegram.act(ann, "say", text="one")
    got = await telegram.listener.until(2)
    assert [u["message"]["text"] for u in got] == ["/start", "one"]
    assert {secret for secret, _ in telegram.listener.received} == {SECRET}
    info = await telegram.call("getWebhookInfo")
    assert info["url"] == telegram.webhook_url
    assert (info["pending_update_count"], info["max_connections"]) == (0, 7)
    assert "last_error_date" not in info
    await telegram.call("setWebhook", url=telegram.webhook_url, secret_token=SECRET, max_connections=7)
    await telegram.act(ann, "say", text="two")
    assert len(await telegram.listener.until(3)) == 3, "naming the same webhook again sends nothing twice"


async def test_a_failing_webhook_is_tried_again_in_order(telegram: TelegramUnderTest) -> None:
    ann, bob = await telegram.person(), await telegram.person("Bob")
    await telegram.forget_updates()
    telegram.listener.statuses = [500, 503]
    await telegram.act(ann, "say", text="first")
    await telegram.act(ann, "say", text="second")
    await telegram.call("setWebhook", url=telegram.webhook_url, secret_token=SECRET)
    got = await telegram.listener.until(4)
    texts = [u["message"]["text"] for u in got]
    assert texts == ["first", "first", "first", "second"], "one lane a chat: the next waits for the acknowledgement"
    info = await telegram.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    telegram.listener.statuses = [500] * 50
    await telegram.act(ann, "say", text="stuck")
    await telegram.listener.until(6)
    telegram.listener.statuses = []
    await telegram.act(bob, "say", text="other chat")
    await telegram.listener.until(8)
    assert (await telegram.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_retry_after_is_honoured_in_the_worlds_time(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.forget_updates()
    telegram.listener.statuses, telegram.listener.headers = [503], {"Retry-After": "600"}
    await telegram.call("setWebhook", url=telegram.webhook_url, secret_token=SECRET)
    await telegram.act(ann, "say", text="later")
    await telegram.listener.until(1)
    await asyncio.sleep(0.15)
    assert len(telegram.listener.received) == 1
    telegram.clock.advance(timedelta(seconds=601))
    await telegram.listener.until(2)


async def test_a_dead_webhook_keeps_updates_pending(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    await telegram.call("setWebhook", url="http://127.0.0.1:9/none", secret_token=SECRET)

    async def failed() -> bool:
        return "last_error_message" in await telegram.call("getWebhookInfo")

    await eventually(failed)
    info = await telegram.call("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    telegram.pass_time(hours=25)
    assert (await telegram.call("getWebhookInfo"))["pending_update_count"] == 0
    await telegram.act(ann, "say", text="fresh")
    await telegram.call("setWebhook", url="", drop_pending_updates=True)
    assert await telegram.updates() == []


async def test_gone_for_a_day_closes_the_webhook(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    telegram.listener.statuses = [410] * 1000
    await telegram.call("setWebhook", url=telegram.webhook_url, secret_token=SECRET)
    await telegram.listener.until(2)  # the second try began after the first answer was read
    telegram.pass_time(hours=23, minutes=1)

    async def closed() -> bool:
        return not (await telegram.call("getWebhookInfo"))["url"]

    await eventually(closed)
    assert [u["message"]["from"]["id"] for u in await telegram.updates()] == [ann]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"url": "ftp://127.0.0.1/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.com/"}, "bad webhook: Failed to resolve host: Name or service not known"),
        ({"url": "http://127.0.0.1:1/", "secret_token": "has space"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1:1/", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_webhook_settings_are_checked(telegram: TelegramUnderTest, given: dict[str, str], reason: str) -> None:
    assert await telegram.refusal("setWebhook", **given) == (400, f"Bad Request: {reason}")


async def test_a_method_in_the_webhook_answer_is_carried_out(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    telegram.listener.answer = {"method": "sendMessage", "chat_id": ann, "text": "x"}
    await telegram.call("setWebhook", url=telegram.webhook_url)

    async def sent() -> bool:
        return telegram.sandbox.messages(ann)[-1].content.text == "x"

    await eventually(sent)
