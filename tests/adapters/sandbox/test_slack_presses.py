"""Presses, choices, searches, commands and shortcuts: what the app is sent and what people see come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.sandbox.slack_harness import (
    NO_ACK,
    Json,
    RunningSlack,
    actions,
    button,
    running_slack,
    section,
    socket_app,
)


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack(own_events=False) as running:
        yield running


def select(kind: str = "static_select", **more: Any) -> Json:
    return {"type": kind, "action_id": "pick", **more}


def options(*names: str) -> list[Json]:
    return [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in names]


async def silent(_frame: Json) -> Json | None:
    return NO_ACK


async def test_a_press_carries_all_that_slack_sends(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    await slack.call("chat.postMessage", channel=dm, text="old", blocks=[actions(button("Take", "old"))])
    blocks = [actions(button("Take", "take", value="k:1", style="danger"), block_id="row")]
    posted = await slack.call("chat.postMessage", channel=dm, text="new", blocks=blocks)
    async with socket_app(slack) as app:
        pressed = await slack.act("press_label", label="Take")
        assert (pressed["ok"], pressed["acked"]) == (True, True)
        (frame,) = await app.until(1)
        assert (frame["type"], frame["accepts_response_payload"]) == ("interactive", False)
        body = frame["payload"]
        assert body["type"] == "block_actions"
        assert body["user"]["id"] == slack.ann["id"]
        assert (body["team"]["id"], body["api_app_id"]) == (slack.team["team_id"], slack.team["app_id"])
        assert body["container"] == {
            "type": "message",
            "message_ts": posted["ts"],
            "channel_id": dm,
            "is_ephemeral": False,
        }
        assert body["message"]["text"] == "new"
        assert body["trigger_id"] == pressed["trigger_id"]
        (action,) = body["actions"]
        assert (action["action_id"], action["block_id"], action["value"]) == ("take", "row", "k:1")
        exact = await slack.act("press", channel=dm, ts=posted["ts"], action_id="take", block_id="row")
        assert exact["acked"]
        assert (await slack.act("press", channel=dm, ts=posted["ts"], action_id="none"))["status"] == 404


async def test_confirmation_dialogs_can_be_declined(slack: RunningSlack) -> None:
    confirm = {key: {"type": "plain_text", "text": key} for key in ("title", "text", "confirm", "deny")}
    blocks = [actions(button("Pay", "pay", confirm=confirm))]
    await slack.call("chat.postMessage", channel=slack.ann["dm_channel"], text="x", blocks=blocks)
    async with socket_app(slack) as app:
        declined = await slack.act("press_label", label="Pay", confirm=False)
        assert declined["confirmed"] is False
        assert (await slack.act("press_label", label="Pay"))["acked"]
        assert len(app.got) == 1


async def test_without_an_ack_the_person_sees_a_failure() -> None:
    async with running_slack(ack_seconds=0.15) as slack:
        await slack.call(
            "chat.postMessage", channel=slack.ann["dm_channel"], text="x", blocks=[actions(button("Take"))]
        )
        alone = await slack.act("press_label", label="Take")
        assert (alone["acked"], alone["notice"]["kind"]) == (False, "dispatch_failed")
        async with socket_app(slack, silent):
            slow = await slack.act("press_label", label="Take")
            assert (slow["acked"], slow["notice"]["kind"]) == (False, "operation_timeout")
            command = await slack.act("command", command="/parley", text="deals")
            assert command["notice"]["text"] == '/parley failed with the error "operation_timeout"'
        kinds = [notice["kind"] for notice in (await slack.screen())["notices"]]
        assert kinds == ["dispatch_failed", "operation_timeout", "operation_timeout"]


async def test_choices_in_messages_are_sent_with_the_state_so_far(slack: RunningSlack) -> None:
    blocks = [
        section("x", accessory=select(options=options("Red", "Blue")), block_id="a"),
        actions({"type": "datepicker", "action_id": "day"}, button("Go"), block_id="b"),
        actions({"type": "overflow", "action_id": "more", "options": options("Hide")}, block_id="c"),
    ]
    await slack.call("chat.postMessage", channel=slack.ann["dm_channel"], text="x", blocks=blocks)
    async with socket_app(slack) as app:
        assert (await slack.act("select", action_id="pick", value="blue"))["acked"]
        assert (await slack.act("select", action_id="day", value="2026-02-30x"))["status"] == 422
        assert (await slack.act("select", action_id="day", value="2026-02-28"))["acked"]
        assert (await slack.act("press_label", label="Hide"))["acked"]
        assert (await slack.act("press_label", label="Red"))["acked"]
        await slack.act("press_label", label="Go")
        frames = await app.until(5)
    assert frames[0]["payload"]["actions"][0]["selected_option"]["value"] == "blue"
    assert frames[1]["payload"]["actions"][0]["selected_date"] == "2026-02-28"
    assert frames[2]["payload"]["actions"][0]["selected_option"]["value"] == "hide"
    assert frames[2]["payload"]["actions"][0]["type"] == "overflow"
    values = frames[4]["payload"]["state"]["values"]
    assert values["a"]["pick"]["selected_option"]["value"] == "red"
    assert values["b"]["day"] == {"type": "datepicker", "selected_date": "2026-02-28"}


async def test_searching_asks_the_app_and_judges_its_options(slack: RunningSlack) -> None:
    blocks = [actions(select("external_select", min_query_length=2), block_id="a")]
    await slack.call("chat.postMessage", channel=slack.ann["dm_channel"], text="x", blocks=blocks)
    answers: list[Json] = [
        {"options": options("Chair", "Chalk")},
        {"options": options(*[f"o{number}" for number in range(101)])},
        {"options": options("Chair")},
    ]

    async def find(frame: Json) -> Json | None:
        return answers.pop(0) if frame["payload"]["type"] == "block_suggestion" else None

    async with socket_app(slack, find) as app:
        assert (await slack.act("suggest", action_id="pick", query="c"))["asked"] is False
        found = await slack.act("suggest", action_id="pick", query="ch")
        assert [option["value"] for option in found["options"]] == ["chair", "chalk"]
        (frame,) = await app.until(1)
        assert frame["accepts_response_payload"] is True
        assert (frame["payload"]["value"], frame["payload"]["block_id"]) == ("ch", "a")
        assert "trigger_id" not in frame["payload"]
        wrong = await slack.act("suggest", action_id="pick", query="oo")
        assert wrong["problems"] == ["no more than 100 items allowed [json-pointer:/options]"]
        # Choosing something that was not offered searches for it first.
        assert (await slack.act("select", action_id="pick", value="Chair"))["acked"]
        assert app.got[-1]["payload"]["actions"][0]["selected_option"]["value"] == "chair"


async def test_commands_show_their_ack_and_open_a_response_url(slack: RunningSlack) -> None:
    async def reply(frame: Json) -> Json | None:
        public = "loud" in frame["payload"]["text"]
        return {"text": "hello", "response_type": "in_channel" if public else "ephemeral"}

    async with socket_app(slack, reply) as app:
        assert (await slack.act("command", command="/parley", text="deals <now> & then"))["acked"]
        await slack.act("command", command="/parley", text="loud")
        frame = app.got[0]
        assert (frame["type"], frame["accepts_response_payload"]) == ("slash_commands", True)
        body = frame["payload"]
        assert (body["command"], body["text"]) == ("/parley", "deals &lt;now&gt; &amp; then")
        assert (body["channel_name"], body["user_name"]) == ("directmessage", "ann")
    quiet, loud = await slack.messages()
    assert (quiet["text"], quiet["ephemeral_to"]) == ("hello", slack.ann["id"])
    assert "ephemeral_to" not in loud


async def test_response_urls_end_after_five_uses_or_thirty_minutes(slack: RunningSlack) -> None:
    from datetime import timedelta

    async with socket_app(slack) as app:
        await slack.act("command", command="/parley", text="")
        await slack.act("command", command="/parley", text="")
        first, second = (frame["payload"]["response_url"] for frame in app.got)
    for number in range(5):
        assert (await slack.http.post(first, json={"text": f"n{number}"})).json() == {"ok": True}
    spent = await slack.http.post(first, json={"text": "x"})
    assert (spent.status_code, spent.json()["error"]) == (404, "used_url")
    assert (await slack.http.post(second, json={"blocks": [{"type": "knob"}]})).json()["error"] == "invalid_blocks"
    assert (await slack.http.post(second, content=b"{")).json()["error"] == "invalid_payload"
    slack.clock.advance(timedelta(minutes=31))
    assert (await slack.http.post(second, json={"text": "x"})).json()["error"] == "expired_url"
    assert (await slack.http.post(f"{slack.base_url}/actions/x", json={"text": "x"})).status_code == 404


async def test_response_urls_replace_and_delete_the_original(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    blocks = [actions(button("Take"))]
    quiet = await slack.call("chat.postEphemeral", channel=dm, user=slack.ann["id"], text="quiet", blocks=blocks)
    async with socket_app(slack) as app:
        await slack.act("press_label", label="Take")
        (frame,) = await app.until(1)
        assert frame["payload"]["container"]["is_ephemeral"] is True
        url = frame["payload"]["response_url"]
    await slack.http.post(url, json={"text": "other", "replace_original": True})
    (row,) = await slack.messages()
    assert (row["ts"], row["text"], row["blocks"]) == (quiet["message_ts"], "other", [])
    assert (await slack.http.post(url, json={"delete_original": True})).json()["ok"]
    assert await slack.messages() == []
    gone = await slack.http.post(url, json={"delete_original": True})
    assert gone.json()["error"] == "message_not_found"


async def test_shortcuts(slack: RunningSlack) -> None:
    said = await slack.act("say", text="look at this")
    async with socket_app(slack) as app:
        assert (await slack.act("shortcut", callback_id="browse"))["acked"]
        assert (await slack.act("message_action", callback_id="sell", ts=said["ts"]))["acked"]
        kinds = {frame["payload"]["type"]: frame["payload"] for frame in await app.until(2)}
    assert kinds["shortcut"]["callback_id"] == "browse"
    assert "channel" not in kinds["shortcut"]
    assert kinds["message_action"]["message"]["text"] == "look at this"
    assert kinds["message_action"]["channel"]["id"] == slack.ann["dm_channel"]


async def test_ten_presses_at_once_are_ten_payloads(slack: RunningSlack) -> None:
    await slack.call("chat.postMessage", channel=slack.ann["dm_channel"], text="x", blocks=[actions(button("Take"))])
    async with socket_app(slack) as app:
        pressed = await asyncio.gather(*(slack.act("press_label", label="Take") for _ in range(10)))
        assert all(one["acked"] for one in pressed)
        assert len({frame["envelope_id"] for frame in await app.until(10)}) == 10
        assert len({one["trigger_id"] for one in pressed}) == 10
