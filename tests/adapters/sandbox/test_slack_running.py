"""What every call goes through: tokens, scopes, arguments, bodies; and that workspaces keep apart."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters.sandbox.slack_harness import RunningSlack, running_slack


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack() as running:
        yield running


async def test_tokens_are_checked_like_slack_does(slack: RunningSlack) -> None:
    url = f"{slack.base_url}/api/auth.test"
    assert (await slack.http.post(url)).json() == {"ok": False, "error": "not_authed"}
    assert (await slack.call("auth.test", "xoxb-wrong"))["error"] == "invalid_auth"
    who = await slack.call("auth.test")
    assert who["ok"]
    assert (who["team_id"], who["user_id"]) == (slack.team["team_id"], slack.team["bot_user_id"])
    assert (await slack.http.post(url, data={"token": slack.team["bot_token"]})).json()["ok"]
    in_body = await slack.http.post(url, json={"token": slack.team["bot_token"]})
    assert in_body.json()["error"] == "not_authed"
    assert (await slack.call("apps.connections.open"))["error"] == "not_allowed_token_type"
    assert (await slack.call("chat.postMessage", slack.team["app_token"]))["error"] == "not_allowed_token_type"


async def test_revoked_and_uninstalled_tokens_say_so(slack: RunningSlack) -> None:
    assert (await slack.post("/_faults", kind="revoke_token", team_id=slack.team["team_id"]))["ok"]
    assert (await slack.call("auth.test"))["error"] == "token_revoked"
    await slack.post("/_events", team_id=slack.team["team_id"], type="app_uninstalled")
    assert (await slack.call("auth.test"))["error"] == "account_inactive"


async def test_a_missing_scope_is_named(slack: RunningSlack) -> None:
    workspace = slack.sandbox.books.workspaces[slack.team["team_id"]]
    workspace.scopes = frozenset({"chat:write"})
    refused = await slack.form("users.list")
    assert (refused["error"], refused["needed"], refused["provided"]) == ("missing_scope", "users:read", "chat:write")


async def test_bodies_and_arguments_are_judged(slack: RunningSlack) -> None:
    url = f"{slack.base_url}/api/"
    headers = {"Authorization": f"Bearer {slack.team['bot_token']}", "Content-Type": "application/json"}
    assert (await slack.http.post(url + "no.such", headers=headers)).json()["error"] == "unknown_method"
    broken = await slack.http.post(url + "chat.postMessage", headers=headers, content=b"{")
    assert broken.json()["error"] == "invalid_json"
    listed = await slack.http.post(url + "chat.postMessage", headers=headers, content=b"[]")
    assert listed.json()["error"] == "json_not_object"
    missing = await slack.call("chat.postMessage", text="hi")
    assert missing["error"] == "invalid_arguments"
    assert missing["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]
    # Reading methods take no JSON body, as at Slack.
    assert (await slack.call("users.info", user=slack.ann["id"]))["error"] == "invalid_arguments"
    assert (await slack.form("users.info", user=slack.ann["id"]))["user"]["profile"]["email"] == "ann@acme.test"
    assert (await slack.form("users.list", limit="many"))["error"] == "invalid_arguments"
    assert (await slack.call("api.test", foo="bar"))["args"] == {"foo": "bar"}
    assert (await slack.call("api.test", error="odd"))["error"] == "odd"


async def test_control_answers_refusals_as_json(slack: RunningSlack) -> None:
    assert (await slack.post("/_people/U0/say", text="hi"))["status"] == 404
    assert (await slack.act("dance"))["error"] == "no_such_act"
    assert (await slack.act("press_label")) == {"status": 400, "ok": False, "error": "missing", "field": "label"}
    nowhere = await slack.act("press_label", label="Nowhere")
    assert (nowhere["status"], nowhere["error"], nowhere["labels"]) == (404, "no_such_label", [])
    assert (await slack.post("/_faults", kind="earthquake"))["error"] == "no_such_fault"
    team = {"team_id": slack.team["team_id"]}
    assert (await slack.post("/_people", **team, name="x", id=slack.ann["id"]))["error"] == "person_exists"


async def test_several_workspaces_keep_apart(slack: RunningSlack) -> None:
    other = await slack.post("/_workspaces", name="Beta", app_id=slack.team["app_id"], enterprise_id="E1")
    assert other["app_token"] == slack.team["app_token"]
    assert other["bot_token"] != slack.team["bot_token"]
    bob = await slack.post("/_people", team_id=other["team_id"], name="bob", id=slack.ann["id"], is_guest=True)
    assert bob["id"] == slack.ann["id"]
    seen = await slack.form("users.info", user=bob["id"])
    assert (seen["user"]["team_id"], seen["user"]["is_restricted"]) == (slack.team["team_id"], False)
    assert (await slack.call("chat.postMessage", channel=bob["dm_channel"], text="x"))["error"] == "channel_not_found"
    said = await slack.post(f"/_people/{bob['id']}/say", team_id=other["team_id"], text="hi")
    assert said["channel"] == bob["dm_channel"]
    listed = await slack.see("/_workspaces")
    assert [workspace["name"] for workspace in listed["workspaces"]] == ["Acme", "Beta"]
