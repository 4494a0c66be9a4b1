"""chat.* and reactions.*: posting, editing, deleting and marking messages."""

from __future__ import annotations

import re
from typing import Any

from adapters.sandbox.slack_calls import Call, Method
from adapters.sandbox.slack_limits import UPDATED_TEXT_CHARACTERS, Refused, message_blocks, refusal
from adapters.sandbox.slack_records import Channel, Json, Message
from adapters.sandbox.slack_world import stored_text

_TS = re.compile(r"\d{1,12}\.\d{6}")
_UNFURL_ID = re.compile(r"C(\d{1,12}\.\d{6})\.(\w+)")
_EMOJI = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def composed(args: Json) -> Json:
    """The content fields of a message from call arguments; raises `no_text`, `invalid_blocks` and the like."""
    text = args.get("text") or args.get("markdown_text") or ""
    if not isinstance(text, str):
        raise refusal("invalid_arguments", ["must provide a string [json-pointer:/text]"])
    body: Json = {"text": stored_text(text)}
    if args.get("blocks") is not None:
        body["blocks"] = message_blocks(args["blocks"])
    attachments = args.get("attachments")
    if attachments is not None:
        if not isinstance(attachments, list):
            raise Refused("invalid_attachments")
        if len(attachments) > 100:
            raise Refused("too_many_attachments")
        body["attachments"] = attachments
    if not body["text"].strip() and not body.get("blocks") and not body.get("attachments"):
        raise Refused("no_text")
    metadata = args.get("metadata")
    if metadata is not None:
        if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= metadata.keys():
            raise Refused("invalid_metadata_format")
        body["metadata"] = metadata
    return body


def threading(args: Json) -> Json:
    """The thread fields of a new post; `invalid_thread_ts` where the parent cannot be one."""
    thread_ts = args.get("thread_ts")
    if thread_ts is None:
        return {}
    if not _TS.fullmatch(thread_ts):
        raise Refused("invalid_thread_ts")
    return {"thread_ts": thread_ts} | ({"subtype": "thread_broadcast"} if args.get("reply_broadcast") else {})


def target(call: Call) -> Channel:
    """Where to post: a channel id, a channel name, or a person, whose direct message is opened."""
    world, workspace, wanted = call.world, call.workspace, str(call.args["channel"])
    if (person := world.books.person(wanted, workspace.team_id)) is not None:
        if person.is_bot:
            raise Refused("cannot_dm_bot")
        return world.books.direct_message(workspace, [person.user_id])
    if wanted not in world.books.channels:
        try:
            channel = world.books.channel_named(workspace.team_id, wanted.removeprefix("#"))
        except KeyError:
            raise Refused("channel_not_found") from None
        call.args["channel"] = channel.channel_id
    channel = call.joined_channel()
    if channel.archived:
        raise Refused("is_archived")
    return channel


def found_message(call: Call, channel: Channel, ts_name: str = "ts") -> Message:
    """The message a call speaks of; ephemeral and deleted ones are out of reach."""
    message = channel.messages.get(str(call.args.get(ts_name)))
    if message is None or message.deleted or message.ephemeral_to is not None:
        raise Refused("message_not_found")
    return message


def _expect_pictures(call: Call) -> None:
    """Slack refuses an image block whose file it does not have, or not yet."""
    for block in call.args.get("blocks") or []:
        named = block.get("slack_file") if isinstance(block, dict) else None
        if isinstance(named, dict) and "id" in named:
            file = call.world.books.files.get(str(named["id"]))
            if file is None or not file.completed or file.team_id != call.workspace.team_id:
                raise refusal("invalid_blocks", ["invalid slack file [json-pointer:/blocks/0/slack_file]"])


async def post_message(call: Call) -> Json:
    channel = target(call)
    _expect_pictures(call)
    message = call.world.publish(channel, call.bot, composed(call.args) | threading(call.args))
    return {"channel": channel.channel_id, "ts": message.ts, "message": message.body}


async def update(call: Call) -> Json:
    channel = call.joined_channel()
    message = found_message(call, channel)
    if message.author is not call.bot:
        raise Refused("cant_update_message")
    if len(call.text("text") or "") > UPDATED_TEXT_CHARACTERS:
        raise Refused("msg_too_long")
    _expect_pictures(call)
    body = composed(call.args)
    if "text" not in call.args and "markdown_text" not in call.args:
        body.pop("text")
    elif "blocks" not in body:
        # A new text without blocks takes the old blocks away.
        body["blocks"] = None
    edited_by = None if body.get("blocks") else call.bot
    call.world.change(channel, message, body, edited_by=edited_by)
    return {"channel": channel.channel_id, "ts": message.ts, "text": message.text, "message": message.body}


async def delete(call: Call) -> Json:
    channel = call.joined_channel()
    message = found_message(call, channel)
    if message.author is not call.bot:
        raise Refused("cant_delete_message")
    call.world.remove(channel, message)
    return {"channel": channel.channel_id, "ts": message.ts}


async def post_ephemeral(call: Call) -> Json:
    channel = target(call)
    person = call.person()
    if person.user_id not in channel.members:
        raise Refused("user_not_in_channel")
    body = composed(call.args) | threading(call.args)
    message = call.world.books.post(channel, call.bot, body, ephemeral_to=person.user_id)
    return {"message_ts": message.ts}


async def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = found_message(call, channel, "message_ts")
    return {"channel": channel.channel_id, "permalink": call.world.permalink(message)}


def _linking_message(call: Call) -> Message:
    """Named by where it stands, or by what the event called it: that reaches where the bot is not."""
    unfurl_id = call.text("unfurl_id")
    if unfurl_id is None:
        if call.text("channel") is None or call.text("ts") is None:
            raise refusal("invalid_arguments", ["missing required field: channel"])
        return found_message(call, call.channel())
    if call.text("source") not in ("composer", "conversations_history"):
        raise Refused("invalid_source")
    named = _UNFURL_ID.fullmatch(unfurl_id)
    channel = call.world.books.channels.get(named[2]) if named else None
    if named is None or channel is None or channel.team_id != call.workspace.team_id:
        raise Refused("invalid_unfurl_id")
    call.args["ts"] = named[1]
    return found_message(call, channel)


async def unfurl(call: Call) -> Json:
    unfurls = call.args["unfurls"]
    if not isinstance(unfurls, dict) or not all(isinstance(value, dict) for value in unfurls.values()):
        raise Refused("cannot_parse_attachment")
    message = _linking_message(call)
    shown: list[Any] = []
    for url, preview in unfurls.items():
        if url.replace("&", "&amp;") not in message.text and url not in message.text:
            raise Refused("cannot_unfurl_url")
        blocks = {"blocks": message_blocks(preview["blocks"])} if "blocks" in preview else {}
        shown.append({**preview, **blocks, "from_url": url, "app_unfurl_url": url})
    message.body["attachments"] = shown
    call.world.books.touch(message)
    return {}


async def add_reaction(call: Call) -> Json:
    channel = call.joined_channel()
    name = call.args["name"].strip(":")
    if not _EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    if call.text("timestamp") is None:
        raise refusal("no_item_specified", ["missing required field: timestamp"])
    message = found_message(call, channel, "timestamp")
    reactions: list[Json] = message.body.setdefault("reactions", [])
    entry = next((reaction for reaction in reactions if reaction["name"] == name), None)
    if entry is None:
        entry = {"name": name, "users": [], "count": 0}
        reactions.append(entry)
    if call.workspace.bot_user_id in entry["users"]:
        raise Refused("already_reacted")
    entry["users"].append(call.workspace.bot_user_id)
    entry["count"] += 1
    call.world.books.touch(message)
    return {}


_CONTENT = "text markdown_text blocks:json attachments:json metadata:json"
_STYLE = (
    "parse link_names:flag mrkdwn:flag unfurl_links:flag unfurl_media:flag username icon_emoji icon_url as_user:flag"
)

METHODS = {
    "chat.postMessage": Method(
        post_message, f"channel! {_CONTENT} {_STYLE} thread_ts reply_broadcast:flag", "chat:write", 4
    ),
    "chat.update": Method(
        update, f"channel! ts! {_CONTENT} parse link_names:flag as_user:flag reply_broadcast:flag", "chat:write", 3
    ),
    "chat.delete": Method(delete, "channel! ts! as_user:flag", "chat:write", 3),
    "chat.postEphemeral": Method(post_ephemeral, f"channel! user! {_CONTENT} {_STYLE} thread_ts", "chat:write", 4),
    "chat.getPermalink": Method(get_permalink, "channel! message_ts!", None, 4, json_body=False),
    "chat.unfurl": Method(unfurl, "channel ts unfurl_id source unfurls:json!", "links:write", 3),
    "reactions.add": Method(add_reaction, "channel! name! timestamp", "reactions:write", 3),
}
