"""OAuth and files: code exchange, token rotation, leaving, uploads and private downloads."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.adapters.sandbox.slack_harness import Json, RunningSlack, running_slack, socket_app


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack(own_events=False) as running:
        yield running


async def exchange(slack: RunningSlack, **args: Any) -> Json:
    basic = (slack.team["client_id"], args.pop("secret", slack.team["client_secret"]))
    answer = await slack.http.post(f"{slack.base_url}/api/oauth.v2.access", data=args, auth=basic)
    found: Json = answer.json()
    return found


async def test_codes_work_once_for_ten_minutes(slack: RunningSlack) -> None:
    team = slack.team["team_id"]
    code = (await slack.post("/_oauth_codes", team_id=team, user_id=slack.ann["id"]))["code"]
    assert (await exchange(slack, code=code, secret="wrong"))["error"] == "bad_client_secret"
    assert (await exchange(slack, code="nope"))["error"] == "invalid_code"
    installed = await exchange(slack, code=code)
    assert (installed["team"]["id"], installed["authed_user"]["id"]) == (team, slack.ann["id"])
    assert installed["access_token"].startswith("xoxb-")
    assert "refresh_token" not in installed
    assert (await slack.call("auth.test", installed["access_token"]))["ok"]
    assert (await exchange(slack, code=code))["error"] == "code_already_used"
    late = (await slack.post("/_oauth_codes", team_id=team))["code"]
    slack.clock.advance(timedelta(minutes=11))
    assert (await exchange(slack, code=late))["error"] == "invalid_code"


async def test_the_install_page_sends_people_back_with_a_code(slack: RunningSlack) -> None:
    page = await slack.http.get(
        f"{slack.base_url}/oauth/v2/authorize",
        params={"client_id": slack.team["client_id"], "redirect_uri": "http://127.0.0.1/back", "state": "s1"},
    )
    assert page.status_code == 302
    back = parse_qs(urlsplit(page.headers["location"]).query)
    assert back["state"] == ["s1"]
    code = back["code"][0]
    assert (await exchange(slack, code=code))["error"] == "bad_redirect_uri"
    assert (await exchange(slack, code=code, redirect_uri="http://127.0.0.1/back"))["ok"]
    assert (await slack.http.get(f"{slack.base_url}/oauth/v2/authorize")).status_code == 400


async def test_rotated_tokens_end_after_twelve_hours_and_refresh_once(slack: RunningSlack) -> None:
    await slack.post(f"/_apps/{slack.team['app_id']}", token_rotation=True)
    code = (await slack.post("/_oauth_codes", team_id=slack.team["team_id"]))["code"]
    installed = await exchange(slack, code=code)
    assert (installed["expires_in"], installed["access_token"][:10]) == (43_200, "xoxe.xoxb-")
    slack.clock.advance(timedelta(hours=12))
    assert (await slack.call("auth.test", installed["access_token"]))["error"] == "token_expired"
    again = {"grant_type": "refresh_token", "refresh_token": installed["refresh_token"]}
    refreshed = await exchange(slack, **again)
    assert (await slack.call("auth.test", refreshed["access_token"]))["ok"]
    assert refreshed["refresh_token"] != installed["refresh_token"]
    assert (await exchange(slack, **again))["error"] == "invalid_refresh_token"
    assert (await exchange(slack, grant_type="password"))["error"] == "invalid_grant_type"


async def test_revoking_and_uninstalling_tell_the_app(slack: RunningSlack) -> None:
    async with socket_app(slack) as app:
        assert (await slack.form("auth.revoke", test="1"))["revoked"] is False
        args = {"client_id": slack.team["client_id"], "client_secret": slack.team["client_secret"]}
        assert (await slack.form("apps.uninstall", client_id="x", client_secret="y"))["error"] == "invalid_client_id"
        assert (await slack.form("apps.uninstall", **args))["ok"]
        kinds = {frame["payload"]["event"]["type"] for frame in await app.until(2)}
        assert kinds == {"tokens_revoked", "app_uninstalled"}
        assert (await slack.call("auth.test"))["error"] == "account_inactive"
        code = (await slack.post("/_oauth_codes", team_id=slack.team["team_id"]))["code"]
        installed = await exchange(slack, code=code)
        assert (await slack.call("auth.test", installed["access_token"]))["ok"]


async def test_bot_files_are_uploaded_in_three_steps(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    asked = await slack.form("files.getUploadURLExternal", filename="deal.pdf", length=4)
    early = {"files": [{"id": asked["file_id"], "title": "Deal"}], "channel_id": dm, "initial_comment": "signed"}
    assert (await slack.call("files.completeUploadExternal", **early))["error"] == "file_not_found"
    short = await slack.http.post(asked["upload_url"], content=b"pdf")
    assert short.status_code == 400
    sent = await slack.http.post(asked["upload_url"], content=b"pdf!")
    assert (sent.status_code, sent.text) == (200, "OK - 4")
    assert (await slack.http.post(asked["upload_url"], content=b"pdf!")).status_code == 404
    lost = early | {"channel_id": "C0"}
    assert (await slack.call("files.completeUploadExternal", **lost))["error"] == "channel_not_found"
    assert (await slack.call("files.completeUploadExternal", **early))["files"][0]["title"] == "Deal"
    (row,) = await slack.messages()
    assert (row["text"], row["files"][0]["name"], row["files"][0]["mime"]) == ("signed", "deal.pdf", "application/pdf")
    assert (await slack.http.get(row["files"][0]["url"])).content == b"pdf!"
    assert (await slack.form("files.getUploadURLExternal", filename="x"))["error"] == "invalid_arguments"


async def test_peoples_files_are_events_and_private_downloads(slack: RunningSlack) -> None:
    data = base64.b64encode(b"label").decode()
    async with socket_app(slack) as app:
        await slack.act("file", name="label.png", mime="image/png", base64=data, text="the label")
        message, shared = [frame["payload"]["event"] for frame in await app.until(2)]
    assert (message["subtype"], message["text"]) == ("file_share", "the label")
    file = message["files"][0]
    assert (shared["type"], shared["file_id"], shared["channel_id"]) == (
        "file_shared",
        file["id"],
        slack.ann["dm_channel"],
    )
    info = await slack.form("files.info", file=file["id"])
    assert (info["file"]["size"], info["file"]["mimetype"]) == (5, "image/png")
    assert (await slack.form("files.info", file="F0"))["error"] == "file_not_found"
    headers = {"Authorization": f"Bearer {slack.team['bot_token']}"}
    assert (await slack.http.get(file["url_private_download"], headers=headers)).content == b"label"
    # Without a token Slack shows its sign-in page instead of an error.
    stranger = await slack.http.get(file["url_private"], follow_redirects=True)
    assert (stranger.status_code, stranger.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (await slack.act("file", name="x", base64="not base64"))["error"] == "bad_file"
