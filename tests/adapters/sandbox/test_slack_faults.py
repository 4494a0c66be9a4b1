"""Switched-on faults and rate limits: storms, errors and connections cut before or after the effect."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from tests.adapters.sandbox.slack_harness import RunningSlack, running_slack


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack() as running:
        yield running


async def raw(slack: RunningSlack, method: str = "chat.postMessage", **args: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {slack.team['bot_token']}"}
    body = {"channel": slack.ann["dm_channel"], "text": "x"} | args
    return await slack.http.post(f"{slack.base_url}/api/{method}", json=body, headers=headers)


async def test_a_rate_limit_storm_says_how_long_to_wait(slack: RunningSlack) -> None:
    await slack.post("/_faults", kind="ratelimited", method="chat.postMessage", retry_after=7, times=2)
    for _ in range(2):
        answer = await raw(slack)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
        assert answer.json() == {"ok": False, "error": "ratelimited"}
    assert (await raw(slack)).json()["ok"]
    assert len(await slack.messages()) == 1


async def test_errors_and_their_end(slack: RunningSlack) -> None:
    await slack.post("/_faults", kind="server_error", status=503, for_seconds=60)
    assert (await raw(slack)).status_code == 503
    assert (await raw(slack, "auth.test")).status_code == 503
    slack.clock.advance(timedelta(seconds=61))
    assert (await raw(slack)).json()["ok"]
    await slack.post("/_faults", kind="api_error", error="fatal_error", times=5)
    assert (await raw(slack)).json()["error"] == "fatal_error"
    await slack.post("/_faults", kind="clear")
    assert (await raw(slack)).json()["ok"]


async def test_cut_connections_before_and_after_the_effect(slack: RunningSlack) -> None:
    for kind, effects in (("cut_before", 0), ("cut_after", 1)):
        await slack.post("/_faults", kind=kind, method="chat.postMessage")
        with pytest.raises(httpx.TransportError):
            await raw(slack)
        assert len(await slack.messages()) == effects
    assert (await raw(slack)).json()["ok"]


async def test_rate_limits_are_off_until_switched_on(slack: RunningSlack) -> None:
    for _ in range(5):
        assert (await raw(slack)).json()["ok"]
    await slack.post("/_limits", on=True)
    assert (await raw(slack)).json()["ok"]
    second = await raw(slack)
    assert (second.status_code, second.headers["retry-after"]) == (429, "1")
    bob = await slack.post("/_people", team_id=slack.team["team_id"], name="bob")
    assert (await raw(slack, channel=bob["dm_channel"])).json()["ok"]
    slack.clock.advance(timedelta(seconds=1))
    assert (await raw(slack)).json()["ok"]
    answers = [await slack.form("users.list") for _ in range(21)]
    assert [answer["ok"] for answer in answers].count(True) == 20
    assert answers[-1]["error"] == "ratelimited"
    slack.clock.advance(timedelta(minutes=1))
    assert (await slack.form("users.list"))["ok"]


async def test_uploads_downloads_and_response_urls_can_fail_too(slack: RunningSlack) -> None:
    asked = await slack.form("files.getUploadURLExternal", filename="a.txt", length=2)
    await slack.post("/_faults", kind="server_error", method="upload", status=502)
    assert (await slack.http.post(asked["upload_url"], content=b"ab")).status_code == 502
    await slack.post("/_faults", kind="cut_before", method="upload")
    with pytest.raises(httpx.TransportError):
        await slack.http.post(asked["upload_url"], content=b"ab")
    parts = {"file": ("a.txt", b"ab", "text/plain")}
    assert (await slack.http.post(asked["upload_url"], files=parts)).text == "OK - 2"
    done = await slack.call("files.completeUploadExternal", files=[{"id": asked["file_id"]}])
    address = done["files"][0]["url_private"]
    headers = {"Authorization": f"Bearer {slack.team['bot_token']}"}
    await slack.post("/_faults", kind="server_error", method="download")
    assert (await slack.http.get(address, headers=headers)).status_code == 500
    assert (await slack.http.get(address, headers=headers)).content == b"ab"

    books = slack.sandbox.books
    given = books.new_response_address(books.channels[slack.ann["dm_channel"]], slack.ann["id"])
    url = f"{slack.base_url}/actions/{given.key}"
    await slack.post("/_faults", kind="server_error", method="response_url")
    assert (await slack.http.post(url, json={"text": "x"})).status_code == 500
    await slack.post("/_faults", kind="cut_after", method="response_url")
    with pytest.raises(httpx.TransportError):
        await slack.http.post(url, json={"text": "x"})
    assert [row["text"] for row in await slack.messages()] == ["x"]
