"""chat.*, conversations.*, reactions.* and what people see of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters.sandbox.slack_harness import RunningSlack, actions, button, running_slack, section


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack() as running:
        yield running


async def test_a_post_is_seen_and_answered_with_what_is_stored(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    blocks = [section("fish & chips"), actions(button("Take it", "take", value="k1", style="primary"))]
    posted = await slack.call("chat.postMessage", channel=slack.ann["id"], text="salt & pepper", blocks=blocks)
    assert posted["channel"] == dm
    assert posted["message"]["text"] == "salt &amp; pepper"
    assert all(block["block_id"] for block in posted["message"]["blocks"])
    (row,) = await slack.messages()
    assert (row["from"], row["name"], row["text"]) == ("bot", "Parley", "salt &amp; pepper")
    assert row["shown"] == "fish & chips\nTake it"
    (pressable,) = row["buttons"]
    assert (pressable["label"], pressable["action_id"], pressable["value"], pressable["style"]) == (
        "Take it",
        "take",
        "k1",
        "primary",
    )
    again = await slack.call("chat.postMessage", channel="#general", text="x")
    assert again["error"] == "not_in_channel"


async def test_posting_refusals(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    channel = await slack.post("/_channels", team_id=slack.team["team_id"], name="desk", members=[], bot_member=False)
    hidden = await slack.post(
        "/_channels", team_id=slack.team["team_id"], name="dark", members=[], bot_member=False, is_private=True
    )
    for args, error in [
        ({"channel": "C0", "text": "x"}, "channel_not_found"),
        ({"channel": hidden["id"], "text": "x"}, "channel_not_found"),
        ({"channel": channel["id"], "text": "x"}, "not_in_channel"),
        ({"channel": slack.team["bot_user_id"], "text": "x"}, "cannot_dm_bot"),
        ({"channel": dm}, "no_text"),
        ({"channel": dm, "text": "  "}, "no_text"),
        ({"channel": dm, "blocks": []}, "no_text"),
        ({"channel": dm, "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": dm, "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"channel": dm, "blocks": [{"type": "sectional"}]}, "invalid_blocks"),
        ({"channel": dm, "text": "x", "thread_ts": "yesterday"}, "invalid_thread_ts"),
        ({"channel": dm, "text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ({"channel": dm, "text": "x", "unfurl_links": "maybe"}, "invalid_arguments"),
    ]:
        assert (await slack.call("chat.postMessage", **args)).get("error") == error, args
    assert await slack.messages() == []
    assert (await slack.call("conversations.join", channel=channel["id"]))["ok"]
    assert (await slack.call("chat.postMessage", channel="desk", text="x"))["channel"] == channel["id"]
    assert (await slack.call("conversations.join", channel=channel["id"]))["warning"] == "already_in_channel"


async def test_long_text_is_cut_when_posted_and_refused_when_updated(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    posted = await slack.call("chat.postMessage", channel=dm, text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    long = await slack.call("chat.update", channel=dm, ts=posted["ts"], text="x" * 4_001)
    assert long["error"] == "msg_too_long"


async def test_updating_and_deleting(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    posted = await slack.call("chat.postMessage", channel=dm, text="one", blocks=[section("one")])
    seq = (await slack.see(f"/_channels/{dm}"))["seq"]
    assert await slack.messages(after=seq) == []
    updated = await slack.call("chat.update", channel=dm, ts=posted["ts"], blocks=[section("two")])
    assert (updated["ok"], updated["text"]) == (True, "one")
    (row,) = await slack.messages(after=seq)
    assert (row["shown"], row["edited"]) == ("two", False)
    await slack.call("chat.update", channel=dm, ts=posted["ts"], text="three")
    (row,) = await slack.messages()
    assert (row["text"], row["blocks"], row["edited"]) == ("three", [], True)
    said = await slack.act("say", text="mine")
    assert (await slack.call("chat.update", channel=dm, ts=said["ts"], text="x"))["error"] == "cant_update_message"
    assert (await slack.call("chat.delete", channel=dm, ts=said["ts"]))["error"] == "cant_delete_message"
    assert (await slack.call("chat.update", channel=dm, ts="1.000000", text="x"))["error"] == "message_not_found"
    assert (await slack.call("chat.update", channel=slack.ann["id"], ts=posted["ts"], text="x"))["error"] == (
        "channel_not_found"
    )
    assert (await slack.call("chat.delete", channel=dm, ts=posted["ts"]))["ok"]
    assert (await slack.call("chat.delete", channel=dm, ts=posted["ts"]))["error"] == "message_not_found"
    assert [row["text"] for row in await slack.messages()] == ["mine"]
    assert (await slack.see(f"/_channels/{dm}", after=seq))["deleted"] == [posted["ts"]]


async def test_ephemerals_are_seen_by_one_person_only(slack: RunningSlack) -> None:
    bob = await slack.post("/_people", team_id=slack.team["team_id"], name="bob")
    people = [slack.ann["id"], bob["id"]]
    desk = (await slack.post("/_channels", team_id=slack.team["team_id"], name="desk", members=people))["id"]
    quiet = await slack.call("chat.postEphemeral", channel=desk, user=bob["id"], text="psst")
    assert quiet["message_ts"]
    assert await slack.messages(desk) == []
    (row,) = await slack.messages(desk, user=bob["id"])
    assert (row["text"], row["ephemeral_to"]) == ("psst", bob["id"])
    changed = await slack.call("chat.update", channel=desk, ts=quiet["message_ts"], text="x")
    assert changed["error"] == "message_not_found"
    stranger = await slack.call("chat.postEphemeral", channel=desk, user="U0", text="x")
    assert stranger["error"] == "user_not_found"
    carl = await slack.post("/_people", team_id=slack.team["team_id"], name="carl")
    outside = await slack.call("chat.postEphemeral", channel=desk, user=carl["id"], text="x")
    assert outside["error"] == "user_not_in_channel"


async def test_threads_history_and_permalinks(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    root = (await slack.act("say", text="root"))["ts"]
    reply = (await slack.call("chat.postMessage", channel=dm, text="reply", thread_ts=root))["ts"]
    loud = await slack.call("chat.postMessage", channel=dm, text="loud", thread_ts=root, reply_broadcast=True)
    await slack.call("chat.postMessage", channel=dm, text="apart")
    history = await slack.form("conversations.history", channel=dm)
    assert [message["text"] for message in history["messages"]] == ["apart", "loud", "root"]
    assert history["messages"][-1]["reply_count"] == 2
    replies = await slack.form("conversations.replies", channel=dm, ts=root)
    assert [message["text"] for message in replies["messages"]] == ["root", "reply", "loud"]
    first = await slack.form("conversations.history", channel=dm, limit=1)
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await slack.form("conversations.history", channel=dm, limit=1, cursor=cursor)
    assert second["messages"][0]["ts"] == loud["ts"]
    since = await slack.form("conversations.history", channel=dm, oldest=loud["ts"], inclusive="true")
    assert [message["text"] for message in since["messages"]] == ["apart", "loud"]
    assert (await slack.form("conversations.history", channel=dm, oldest="x"))["error"] == "invalid_ts_oldest"
    assert (await slack.form("conversations.history", channel=dm, cursor="x"))["error"] == "invalid_cursor"
    assert (await slack.form("conversations.replies", channel=dm, ts="1.0"))["error"] == "thread_not_found"
    link = await slack.form("chat.getPermalink", channel=dm, message_ts=reply)
    assert link["permalink"].endswith(f"/archives/{dm}/p{reply.replace('.', '')}?thread_ts={root}&cid={dm}")


async def test_conversations_and_people_are_listed(slack: RunningSlack) -> None:
    bob = await slack.post("/_people", team_id=slack.team["team_id"], name="bob", locale="de-DE")
    opened = await slack.call("conversations.open", users=slack.ann["id"], return_im=True)
    assert (opened["channel"]["id"], opened["channel"]["user"]) == (slack.ann["dm_channel"], slack.ann["id"])
    group = await slack.call("conversations.open", users=f"{slack.ann['id']},{bob['id']}")
    assert (await slack.form("conversations.info", channel=group["channel"]["id"]))["channel"]["is_mpim"]
    members = await slack.form("conversations.members", channel=group["channel"]["id"])
    assert set(members["members"]) == {slack.ann["id"], bob["id"], slack.team["bot_user_id"]}
    assert (await slack.call("conversations.open"))["error"] == "users_list_not_supplied"
    assert (await slack.call("conversations.open", users="U0"))["error"] == "user_not_found"
    listed = await slack.form("conversations.list", types="public_channel,im")
    assert {channel["is_im"] for channel in listed["channels"]} == {True, False}
    assert (await slack.form("conversations.list", types="secret"))["error"] == "invalid_types"
    page = await slack.form("users.list", limit=2)
    assert len(page["members"]) == 2
    rest = await slack.form("users.list", limit=2, cursor=page["response_metadata"]["next_cursor"])
    assert [member["id"] for member in rest["members"]] == [bob["id"]]
    assert (await slack.form("users.info", user=bob["id"], include_locale="1"))["user"]["locale"] == "de-DE"
    assert (await slack.form("users.info", user="U0"))["error"] == "user_not_found"
    found = await slack.form("users.lookupByEmail", email="ANN@acme.test")
    assert found["user"]["id"] == slack.ann["id"]
    assert (await slack.form("users.lookupByEmail", email="no@acme.test"))["error"] == "users_not_found"
    assert (await slack.form("team.info"))["team"]["name"] == "Acme"
    assert (await slack.form("bots.info", bot=slack.team["bot_id"]))["bot"]["user_id"] == slack.team["bot_user_id"]


async def test_reactions_and_unfurls(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    ts = (await slack.act("say", text="see https://shop.test/x?a=1&b=2"))["ts"]
    args = {"channel": dm, "timestamp": ts}
    assert (await slack.call("reactions.add", **args, name="eyes"))["ok"]
    assert (await slack.call("reactions.add", **args, name="eyes"))["error"] == "already_reacted"
    assert (await slack.call("reactions.add", **args, name="no such"))["error"] == "invalid_name"
    preview = {"https://shop.test/x?a=1&b=2": {"blocks": [section("A chair")]}}
    assert (await slack.call("chat.unfurl", channel=dm, ts=ts, unfurls=preview))["ok"]
    elsewhere = {"https://other.test": {"title": "x"}}
    refused = await slack.call("chat.unfurl", channel=dm, ts=ts, unfurls=elsewhere)
    assert refused["error"] == "cannot_unfurl_url"
    (row,) = await slack.messages()
    assert row["reactions"] == [{"name": "eyes", "users": [slack.team["bot_user_id"]], "count": 1}]
    assert row["attachments"][0]["blocks"][0]["text"]["text"] == "A chair"


async def test_waiting_for_a_message_returns_when_it_comes(slack: RunningSlack) -> None:
    import asyncio

    dm = slack.ann["dm_channel"]
    seq = (await slack.see(f"/_channels/{dm}"))["seq"]
    watch = asyncio.create_task(slack.messages(after=seq, wait=5))
    await asyncio.sleep(0.05)
    await slack.call("chat.postMessage", channel=dm, text="now")
    async with asyncio.timeout(30):
        assert [row["text"] for row in await watch] == ["now"]
    assert await slack.messages(after=10**6, wait=0.05) == []
