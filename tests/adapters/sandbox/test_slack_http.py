"""Signed HTTP deliveries: signatures, forms, retries with their headers, and the challenge handshake."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import parse_qs

from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.adapters.sandbox.slack_harness import (
    Json,
    RunningSlack,
    actions,
    button,
    eventually,
    free_socket,
    running_slack,
    serving,
)


class Receiver:
    """An app on HTTP: keeps requests, checks signatures with the official library, answers what it is told."""

    def __init__(self, signing_secret: str) -> None:
        self.verifier = SignatureVerifier(signing_secret)
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answers: list[Response] = []
        self.url = ""

    async def __call__(self, request: Request) -> Response:
        body = (await request.body()).decode()
        headers = dict(request.headers)
        assert self.verifier.is_valid_request(body, headers)
        assert not self.verifier.is_valid_request(body + " ", headers)
        if "json" in headers["content-type"] and json.loads(body)["type"] == "url_verification":
            return JSONResponse({"challenge": json.loads(body)["challenge"]})
        self.requests.append((headers, body))
        return self.answers.pop(0) if self.answers else Response(status_code=200)

    async def until(self, count: int) -> None:
        await eventually(lambda: len(self.requests) >= count)

    def payload(self, place: int) -> Json:
        headers, body = self.requests[place]
        if "json" in headers["content-type"]:
            found: Json = json.loads(body)
        else:
            found = json.loads(parse_qs(body)["payload"][0])
        return found


@asynccontextmanager
async def receiving(slack: RunningSlack) -> AsyncIterator[Receiver]:
    receiver = Receiver(slack.team["signing_secret"])
    bound = free_socket()
    receiver.url = f"http://127.0.0.1:{bound.getsockname()[1]}/slack/events"

    async def endpoint(request: Request) -> Response:
        return await receiver(request)

    async with serving([Route("/slack/events", endpoint, methods=["POST"])], bound):
        made = await slack.post(f"/_apps/{slack.team['app_id']}", events_url=receiver.url, verify=True)
        assert made["ok"]
        yield receiver


async def test_events_are_signed_and_retried_with_headers() -> None:
    async with running_slack(own_events=False) as slack, receiving(slack) as receiver:
        receiver.answers = [Response(status_code=503), Response(status_code=500)]
        await slack.act("say", text="hi")
        await receiver.until(2)
        await asyncio.sleep(0.1)
        assert len(receiver.requests) == 2
        slack.clock.advance(timedelta(seconds=61))
        # The official verifier reads real time, so the world may not be far ahead here.
        await receiver.until(3)
        heads = [headers for headers, _ in receiver.requests]
        assert "x-slack-retry-num" not in heads[0]
        assert [head["x-slack-retry-num"] for head in heads[1:]] == ["1", "2"]
        assert [head["x-slack-retry-reason"] for head in heads[1:]] == ["http_error", "http_error"]
        assert len({receiver.payload(place)["event_id"] for place in range(3)}) == 1
        await slack.post("/_faults", kind="duplicate_envelopes", times=1)
        await slack.act("say", text="twice")
        await receiver.until(5)
        assert receiver.requests[3][1] == receiver.requests[4][1]
        receiver.answers = [Response(status_code=500, headers={"X-Slack-No-Retry": "1"})]
        await slack.act("say", text="once")
        await receiver.until(6)
        await asyncio.sleep(0.15)
        assert len(receiver.requests) == 6


async def test_interactions_and_commands_are_forms_and_their_bodies_count() -> None:
    async with running_slack(own_events=False) as slack, receiving(slack) as receiver:
        assert (await slack.call("apps.connections.open", slack.team["app_token"]))["error"] == "link_disabled"
        await slack.call(
            "chat.postMessage", channel=slack.ann["dm_channel"], text="x", blocks=[actions(button("Take"))]
        )
        assert (await slack.act("press_label", label="Take"))["acked"]
        assert receiver.payload(0)["type"] == "block_actions"
        receiver.answers = [PlainTextResponse("as text"), JSONResponse({"text": "as json"}), Response(status_code=500)]
        for _ in range(2):
            assert (await slack.act("command", command="/parley", text="help me"))["acked"]
        fields = parse_qs(receiver.requests[1][1])
        assert (fields["command"], fields["text"]) == (["/parley"], ["help me"])
        assert [row["text"] for row in await slack.messages()][1:] == ["as text", "as json"]
        failed = await slack.act("command", command="/parley")
        assert (failed["acked"], failed["notice"]["kind"]) == (False, "dispatch_failed")


async def test_slow_answers_are_timeouts_and_wrong_addresses_fail_the_challenge() -> None:
    async with running_slack(own_events=False, ack_seconds=0.15) as slack:
        refused = await slack.post(f"/_apps/{slack.team['app_id']}", events_url="http://127.0.0.1:9/none", verify=True)
        assert (refused["status"], refused["error"]) == (422, "challenge_failed")
        bound = free_socket()

        async def slow(_request: Request) -> Response:
            await asyncio.sleep(0.4)
            return Response()

        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        async with serving([Route("/", slow, methods=["POST"])], bound):
            await slack.post(f"/_apps/{slack.team['app_id']}", events_url=url)
            late = await slack.act("shortcut", callback_id="x")
            assert late["notice"]["kind"] == "operation_timeout"
