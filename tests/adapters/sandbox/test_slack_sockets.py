"""Socket Mode and events: tickets, connections, envelopes, acknowledgements, retries, and lost or doubled events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from adapters.sandbox import slack_socket
from tests.adapters.sandbox.slack_harness import (
    NO_ACK,
    Json,
    RunningSlack,
    SocketApp,
    eventually,
    running_slack,
    socket_app,
)


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack(own_events=False) as running:
        yield running


def events(app: SocketApp) -> list[Json]:
    return [frame["payload"]["event"] for frame in app.got if frame["type"] == "events_api"]


def greeted(app: SocketApp) -> bool:
    return bool(app.hello or app.got)


async def settled(slack: RunningSlack) -> Json:
    """The state once nothing is pending."""

    async def nothing_pending() -> bool:
        return bool((await slack.see("/_state"))["pending"] == 0)

    await eventually(nothing_pending)
    return await slack.see("/_state")


async def test_tickets_work_once_and_connections_are_counted(slack: RunningSlack) -> None:
    opened = await slack.call("apps.connections.open", slack.team["app_token"])
    async with connect(opened["url"]) as websocket:
        await websocket.recv()
        with pytest.raises(InvalidStatus):
            await connect(opened["url"])
        assert (await (await websocket.ping())) >= 0
    tasks = []
    apps = [SocketApp() for _ in range(11)]
    for app in apps:
        url = (await slack.call("apps.connections.open", slack.team["app_token"]))["url"]
        tasks.append(asyncio.create_task(app.run(url)))
        await eventually(partial(greeted, app))
    assert apps[9].hello["num_connections"] == 10
    assert apps[9].hello["connection_info"] == {"app_id": slack.team["app_id"]}
    assert (apps[10].got[0]["type"], apps[10].got[0]["reason"]) == ("disconnect", "too_many_websockets")
    assert (await slack.see("/_state"))["sockets"] == {slack.team["app_id"]: 10}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_messages_become_events(slack: RunningSlack) -> None:
    people = [slack.ann["id"]]
    desk = (await slack.post("/_channels", team_id=slack.team["team_id"], name="desk", members=people))["id"]
    deaf = await slack.post("/_channels", team_id=slack.team["team_id"], name="deaf", members=people, bot_member=False)
    bot = slack.team["bot_user_id"]
    async with socket_app(slack) as app:
        await slack.act("say", text="1 < 2 & https://x.test/?a=1&b=2")
        await slack.act("say", text=f"<@{bot}> help", channel=desk)
        await slack.act("say", text="unheard", channel=deaf["id"])
        assert (await slack.act("say", text="x", channel="C0"))["status"] == 404
        await app.until(3)
        envelope = app.got[0]
    direct, public, mention = events(app)
    assert (direct["type"], direct["channel_type"]) == ("message", "im")
    assert direct["text"] == "1 &lt; 2 &amp; <https://x.test/?a=1&amp;b=2>"
    assert direct["client_msg_id"]
    assert direct["blocks"][0]["type"] == "rich_text"
    assert (public["channel_type"], public["text"]) == ("channel", f"<@{bot}> help")
    assert (mention["type"], mention["channel"], mention["ts"]) == ("app_mention", desk, public["ts"])
    body = envelope["payload"]
    assert (envelope["type"], envelope["retry_attempt"], envelope["accepts_response_payload"]) == (
        "events_api",
        0,
        False,
    )
    assert (body["type"], body["team_id"], body["api_app_id"]) == (
        "event_callback",
        slack.team["team_id"],
        slack.team["app_id"],
    )
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == bot


async def test_edits_deletions_joins_and_links_become_events(slack: RunningSlack) -> None:
    await slack.post(f"/_apps/{slack.team['app_id']}", unfurl_domains=["shop.test"])
    desk = (await slack.post("/_channels", team_id=slack.team["team_id"], name="desk", members=[]))["id"]
    async with socket_app(slack) as app:
        said = await slack.act("say", text="https://www.shop.test/1")
        await slack.act("edit", ts=said["ts"], text="changed")
        await slack.act("delete", ts=said["ts"])
        await slack.post(f"/_channels/{desk}/members", user=slack.ann["id"])
        await app.until(5)
    message, link, changed, deleted, joined = events(app)
    assert message["type"] == "message"
    assert (link["type"], link["links"]) == (
        "link_shared",
        [{"url": "https://www.shop.test/1", "domain": "shop.test"}],
    )
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "changed")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said["ts"])
    assert (joined["type"], joined["user"], joined["channel"]) == ("member_joined_channel", slack.ann["id"], desk)


async def test_apps_hear_their_own_posts_as_at_slack() -> None:
    async with running_slack() as slack, socket_app(slack) as app:
        posted = await slack.call("chat.postMessage", channel=slack.ann["dm_channel"], text="mine")
        (frame,) = await app.until(1)
        event = frame["payload"]["event"]
        assert (event["user"], event["bot_id"]) == (slack.team["bot_user_id"], slack.team["bot_id"])
        assert event["ts"] == posted["ts"]


async def test_unacknowledged_events_come_again_by_the_worlds_clock() -> None:
    async def silent(_frame: Json) -> Json | None:
        return NO_ACK

    async with running_slack(ack_seconds=0.1) as slack, socket_app(slack, silent) as app:
        await slack.act("say", text="hello?")
        await app.until(2)
        await asyncio.sleep(0.3)
        assert len(app.got) == 2
        slack.clock.advance(timedelta(minutes=1))
        await app.until(3)
        await asyncio.sleep(0.3)
        assert len(app.got) == 3
        slack.clock.advance(timedelta(minutes=5))
        frames = await app.until(4)
        state = await settled(slack)
    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert [frame["retry_reason"] for frame in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    assert state["deliveries"]["given_up"] == 1


async def test_events_wait_for_a_socket_and_a_cut_one_is_replaced(slack: RunningSlack) -> None:
    await slack.act("say", text="nobody listens")
    await asyncio.sleep(0.1)
    assert (await slack.see("/_state"))["pending"] == 1
    async with socket_app(slack) as app:
        slack.clock.advance(timedelta(minutes=1))
        (frame,) = await app.until(1)
        assert (frame["retry_attempt"], frame["retry_reason"]) == (2, "connection_failed")
        assert (await slack.post("/_faults", kind="cut_sockets"))["cut"] == 1

        async def no_sockets() -> bool:
            return not (await slack.see("/_state"))["sockets"][slack.team["app_id"]]

        await eventually(no_sockets)
    async with socket_app(slack) as app:
        await slack.act("say", text="back")
        assert (await app.until(1))[0]["payload"]["event"]["text"] == "back"


async def test_disconnect_frames_announce_the_end(slack: RunningSlack) -> None:
    async with socket_app(slack) as leaving, socket_app(slack) as staying:
        assert (await slack.post("/_faults", kind="disconnect", reason="warning"))["told"] == 0
        assert leaving.got[0]["reason"] == "warning"
        assert staying.got[0]["type"] == "disconnect"
    async with socket_app(slack) as leaving:
        assert (await slack.post("/_faults", kind="disconnect"))["told"] == 1
        async with socket_app(slack) as fresh:
            for number in range(4):
                await slack.act("say", text=f"n{number}")
            await fresh.until(4)
        assert [frame["type"] for frame in leaving.got] == ["disconnect"]
        assert leaving.got[0]["reason"] == "refresh_requested"


async def test_sockets_that_do_not_leave_are_closed(slack: RunningSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slack_socket, "LEAVING_SECONDS", 0.02)
    async with socket_app(slack):
        await slack.post("/_faults", kind="disconnect")

        async def no_sockets() -> bool:
            return not (await slack.see("/_state"))["sockets"][slack.team["app_id"]]

        await eventually(no_sockets)


async def test_events_can_be_lost_or_doubled(slack: RunningSlack) -> None:
    async with socket_app(slack) as app:
        await slack.post("/_faults", kind="lose_events", for_seconds=86_400)
        await slack.act("say", text="lost")
        slack.clock.advance(timedelta(days=1))
        await slack.post("/_faults", kind="duplicate_envelopes", times=1)
        await slack.act("say", text="twice")
        frames = await app.until(2)
        state = await settled(slack)
    assert {frame["payload"]["event"]["text"] for frame in frames} == {"twice"}
    assert len({frame["envelope_id"] for frame in frames}) == 1
    assert (state["deliveries"]["lost"], state["faults"]) == (1, [])


async def test_events_are_withheld_above_the_hourly_limit(slack: RunningSlack) -> None:
    await slack.post("/_limits", events_per_hour=2)
    async with socket_app(slack) as app:
        for number in range(4):
            await slack.act("say", text=f"n{number}")
        frames = await app.until(3)
        await settled(slack)
        assert len(app.got) == 3
        assert frames[2]["payload"]["type"] == "app_rate_limited"
        assert frames[2]["payload"]["team_id"] == slack.team["team_id"]
        await slack.post("/_events", team_id=slack.team["team_id"], type="app_rate_limited")
        await app.until(4)


async def test_uninstalling_is_announced_and_ends_events(slack: RunningSlack) -> None:
    async with socket_app(slack) as app:
        await slack.post("/_events", team_id=slack.team["team_id"], type="app_uninstalled")
        await app.until(2)
        await slack.act("say", text="gone")
        await slack.act("open_home")
        await settled(slack)
    assert sorted(event["type"] for event in events(app)) == ["app_uninstalled", "tokens_revoked"]
