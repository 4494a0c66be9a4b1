"""The official libraries against the sandbox: slack_sdk's async client, and slack_bolt over Socket Mode and HTTP."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
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

QUIET = logging.getLogger("quiet-bolt")
QUIET.setLevel(logging.CRITICAL)


def client_of(slack: RunningSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.team["bot_token"], base_url=f"{slack.base_url}/api/", logger=QUIET)


def bolt_app(slack: RunningSlack) -> AsyncApp:
    """A small shop: echoes messages, opens a form by a button, judges it, and answers a command."""
    app = AsyncApp(client=client_of(slack), signing_secret=slack.team["signing_secret"], logger=QUIET)

    @app.event("message")
    async def echo(event: Json, say: AsyncSay) -> None:
        await say(text=f"you said {event['text']}", blocks=[actions(button("Offer", "offer"))])

    @app.action("offer")
    async def offer(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        quantity = {"type": "plain_text_input", "action_id": "value"}
        label = {"type": "plain_text", "text": "Quantity"}
        view = {
            "type": "modal",
            "callback_id": "offer",
            "title": {"type": "plain_text", "text": "Offer"},
            "submit": {"type": "plain_text", "text": "Send"},
            "blocks": [{"type": "input", "block_id": "qty", "label": label, "element": quantity}],
        }
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("offer")
    async def submitted(ack: AsyncAck, view: Json) -> None:
        value = view["state"]["values"]["qty"]["value"]["value"]
        if value == "0":
            await ack(response_action="errors", errors={"qty": "At least one"})
        else:
            await ack()

    @app.command("/parley")
    async def command(ack: AsyncAck, respond: AsyncRespond, command: Json) -> None:
        await ack("one moment")
        await respond(text=f"done: {command['text']}")

    return app


@asynccontextmanager
async def connected(slack: RunningSlack) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(bolt_app(slack), slack.team["app_token"], logger=QUIET, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def texts(slack: RunningSlack, count: int) -> list[str]:
    """What stands in the direct message, once there are `count` messages."""

    async def enough() -> bool:
        return len(await slack.messages()) >= count

    await eventually(enough)
    return [row["text"] for row in await slack.messages()]


async def converse(slack: RunningSlack) -> None:
    await slack.act("say", text="hello")
    assert await texts(slack, 2) == ["hello", "you said hello"]
    assert (await slack.act("press_label", label="Offer"))["acked"]

    async def form_is_open() -> bool:
        return (await slack.screen())["modal"] is not None

    await eventually(form_is_open)
    wrong = await slack.act("submit", values={"qty": "0"})
    assert (wrong["result"], wrong["errors"]) == ("errors", {"qty": "At least one"})
    assert (await slack.act("submit", values={"qty": "3"}))["result"] == "closed"
    assert (await slack.act("command", command="/parley", text="deals"))["acked"]
    # Bolt may run the rest of a listener before its ack leaves, so the two come in either order.
    assert sorted((await texts(slack, 4))[2:]) == ["done: deals", "one moment"]


async def test_bolt_converses_over_socket_mode() -> None:
    async with running_slack() as slack, connected(slack):
        await converse(slack)
        assert (await slack.see("/_state"))["deliveries"].get("given_up") is None


async def test_bolt_comes_back_after_a_cut_and_after_a_disconnect_frame() -> None:
    async with running_slack() as slack, connected(slack):
        for number, fault in enumerate(("cut_sockets", "disconnect"), start=1):
            opened = (await slack.see("/_state"))["calls"]["apps.connections.open"]
            await slack.post("/_faults", kind=fault)

            async def is_back(opened: int = opened) -> bool:
                state = await slack.see("/_state")
                again: bool = state["calls"]["apps.connections.open"] > opened
                return again and bool(state["sockets"][slack.team["app_id"]])

            await eventually(is_back)
            await slack.act("say", text=fault)
            assert (await texts(slack, 2 * number))[-1] == f"you said {fault}"


async def test_bolt_converses_over_signed_http() -> None:
    async with running_slack() as slack:
        app = bolt_app(slack)
        bound = free_socket()

        async def endpoint(request: Request) -> Response:
            headers: dict[str, Any] = dict(request.headers)
            answer = await app.async_dispatch(AsyncBoltRequest(body=(await request.body()).decode(), headers=headers))
            flat = {name: values[0] for name, values in answer.headers.items()}
            return Response(answer.body, answer.status, flat)

        async with serving([Route("/slack/events", endpoint, methods=["POST"])], bound):
            url = f"http://127.0.0.1:{bound.getsockname()[1]}/slack/events"
            assert (await slack.post(f"/_apps/{slack.team['app_id']}", events_url=url, verify=True))["ok"]
            await converse(slack)


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_the_sdk_calls_everything_it_needs() -> None:
    async with running_slack() as slack:
        client = client_of(slack)
        dm = slack.ann["dm_channel"]
        assert (await client.auth_test())["team_id"] == slack.team["team_id"]
        assert (await client.users_info(user=slack.ann["id"], include_locale=True))["user"]["locale"] == "en-US"
        assert (await client.users_lookupByEmail(email="ann@acme.test"))["user"]["id"] == slack.ann["id"]
        posted = await client.chat_postMessage(
            channel=dm, text="x", blocks=[actions(button())], unfurl_links=False, link_names=False
        )
        assert (await client.chat_update(channel=dm, ts=posted["ts"], text="y"))["text"] == "y"
        assert (await client.chat_getPermalink(channel=dm, message_ts=posted["ts"]))["permalink"]
        assert (await client.conversations_open(users=[slack.ann["id"]], return_im=True))["channel"]["id"] == dm
        history = await client.conversations_history(channel=dm, limit=5, inclusive=True)
        assert history["messages"][0]["text"] == "y"
        assert (await client.reactions_add(channel=dm, timestamp=posted["ts"], name="eyes"))["ok"]
        uploaded = await client.files_upload_v2(
            channel=dm, filename="deal.pdf", content=b"%PDF", title="Deal", initial_comment="here"
        )
        assert uploaded["file"]["title"] == "Deal"
        assert (await client.files_info(file=uploaded["file"]["id"]))["file"]["size"] == 4
        home = {"type": "home", "blocks": []}
        assert (await client.views_publish(user_id=slack.ann["id"], view=home))["view"]["type"] == "home"
        code = (await slack.post("/_oauth_codes", team_id=slack.team["team_id"]))["code"]
        installed = await client.oauth_v2_access(
            client_id=slack.team["client_id"], client_secret=slack.team["client_secret"], code=code
        )
        assert installed["access_token"].startswith("xoxb-")
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client.chat_postMessage(channel="C0", text="x")
