"""The response_url: a short-lived address to answer an interaction by, without a token."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.sandbox.slack_calls import loaded
from adapters.sandbox.slack_chat import composed
from adapters.sandbox.slack_faults import CutConnection
from adapters.sandbox.slack_limits import Refused
from adapters.sandbox.slack_records import Channel, Json, Message, ResponseAddress
from adapters.sandbox.slack_world import SlackWorld

USES = 5
LIFE = timedelta(minutes=30)
_NAME = "response_url"


def answer_interaction(world: SlackWorld, address: ResponseAddress, given: Json) -> Message | None:
    """Do what a body sent to a response_url, or given with a command's ack, asks for; Refused where it is bad."""
    channel = world.books.channels[address.channel_id]
    original = address.message
    if given.get("delete_original") in (True, "true"):
        if original is None or original.deleted:
            raise Refused("message_not_found")
        world.remove(channel, original)
        return None
    body = composed(
        {key: _parsed(value) if key in ("blocks", "attachments") else value for key, value in given.items()}
    )
    if given.get("replace_original") in (True, "true") and original is not None:
        if original.deleted:
            raise Refused("message_not_found")
        world.change(channel, original, {"blocks": None, "attachments": None, **body}, edited_by=None)
        return original
    return _posted(world, address, channel, body, public=given.get("response_type") == "in_channel")


def _posted(world: SlackWorld, address: ResponseAddress, channel: Channel, body: Json, *, public: bool) -> Message:
    bot = world.books.bot_of(world.workspace_of(channel))
    if address.thread_ts is not None:
        body["thread_ts"] = address.thread_ts
    if public:
        return world.publish(channel, bot, body)
    message = world.books.post(channel, bot, body, ephemeral_to=address.user_id)
    if address.message is None:
        address.message = message
    return message


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as broken:
        raise Refused("invalid_blocks_format") from broken


def response_routes(world: SlackWorld) -> list[Route]:
    """The endpoint behind every response_url."""

    async def respond(request: Request) -> Response:
        world.calls[_NAME] += 1
        if world.faults.strike("cut_before", _NAME):
            return CutConnection()
        if (fault := world.faults.strike("server_error", _NAME)) is not None:
            return JSONResponse({"ok": False, "error": fault.error}, fault.status)
        address = world.books.response_addresses.get(request.path_params["key"])
        if address is None:
            return JSONResponse({"ok": False, "error": "invalid_url"}, 404)
        if address.uses >= USES:
            return JSONResponse({"ok": False, "error": "used_url"}, 404)
        if world.clock.now() - address.born > LIFE:
            return JSONResponse({"ok": False, "error": "expired_url"}, 404)
        try:
            given = loaded(await request.body())
        except ValueError:
            given = None
        if not isinstance(given, dict):
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 500)
        address.uses += 1
        world.wire.write("slack", "call", given, name=_NAME)
        try:
            answer_interaction(world, address, given)
        except Refused as refused:
            return JSONResponse(refused.body(), 404 if refused.code == "message_not_found" else 400)
        if world.faults.strike("cut_after", _NAME):
            return CutConnection()
        return JSONResponse({"ok": True})

    return [Route("/actions/{key:path}", respond, methods=["POST"])]
