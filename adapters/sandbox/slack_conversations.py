"""conversations.*, users.*, team.info and bots.info: who is there, where, and what was said."""

from __future__ import annotations

import base64
import binascii
from typing import Any, TypeVar

from adapters.sandbox.slack_calls import Call, Method
from adapters.sandbox.slack_limits import Refused
from adapters.sandbox.slack_records import Channel, Json, Message, Person, Workspace

T = TypeVar("T")
_KINDS = {"public_channel": "channel", "private_channel": "group", "mpim": "mpim", "im": "im"}


def channel_json(channel: Channel, workspace: Workspace) -> Json:
    """A conversation object as the app's bot sees it."""
    shown: Json = {
        "id": channel.channel_id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_org_shared": False,
        "is_shared": False,
        "is_ext_shared": False,
        "context_team_id": channel.team_id,
        "updated": channel.created * 1000,
    }
    if channel.kind == "im":
        others = [user for user in channel.members if user != workspace.bot_user_id]
        return shown | {"user": others[0] if others else workspace.bot_user_id, "is_user_deleted": False}
    return shown | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": channel.name == "general",
        "is_member": workspace.bot_user_id in channel.members,
        "creator": channel.members[0] if channel.members else workspace.bot_user_id,
        "num_members": len(channel.members),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def user_json(person: Person, workspace: Workspace) -> Json:
    """A user object; the e-mail is there only for people, and with the scope for it."""
    profile: Json = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "team": person.team_id,
    }
    if person.email and "users:read.email" in workspace.scopes:
        profile["email"] = person.email
    if person.is_bot:
        profile |= {"bot_id": person.bot_id, "api_app_id": workspace.app.app_id}
    return {
        "id": person.user_id,
        "team_id": person.team_id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": False,
        "tz": "Etc/UTC",
        "tz_label": "Coordinated Universal Time",
        "tz_offset": 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
    }


def _page(call: Call, rows: list[T], most: int = 1000) -> tuple[list[T], Json]:
    """One page of a listing, and its `response_metadata`."""
    limit = call.args.get("limit", 100)
    if not 1 <= limit <= most:
        raise Refused("invalid_limit")
    start = 0
    if (cursor := call.text("cursor")) is not None:
        try:
            start = int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
        except (ValueError, binascii.Error) as wrong:
            raise Refused("invalid_cursor") from wrong
    end = start + limit
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(rows) else ""
    return rows[start:end], {"next_cursor": following}


async def open_conversation(call: Call) -> Json:
    world, workspace = call.world, call.workspace
    if call.text("channel") is not None:
        channel = call.channel()
        if channel.kind not in ("im", "mpim"):
            raise Refused("method_not_supported_for_channel_type")
    else:
        users = [user.strip() for user in (call.text("users") or "").split(",") if user.strip()]
        if not users:
            raise Refused("users_list_not_supplied")
        if len(users) > 8:
            raise Refused("too_many_users")
        for user in users:
            person = world.books.person(user, workspace.team_id)
            if person is None:
                raise Refused("user_not_found")
            if person.is_bot:
                raise Refused("cannot_dm_bot")
        channel = world.books.direct_message(workspace, users)
    shown = channel_json(channel, workspace) if call.args.get("return_im") else {"id": channel.channel_id}
    return {"channel": shown}


async def info(call: Call) -> Json:
    channel = call.channel()
    shown = channel_json(channel, call.workspace)
    if not call.args.get("include_num_members"):
        shown.pop("num_members", None)
    if call.args.get("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


async def list_conversations(call: Call) -> Json:
    kinds = []
    for kind in (call.text("types") or "public_channel").split(","):
        if kind.strip() not in _KINDS:
            raise Refused("invalid_types")
        kinds.append(_KINDS[kind.strip()])
    seen = [
        channel
        for channel in call.world.books.channels.values()
        if channel.team_id == call.workspace.team_id
        and channel.kind in kinds
        and (channel.kind == "channel" or call.workspace.bot_user_id in channel.members)
        and not (channel.archived and call.args.get("exclude_archived"))
    ]
    page, metadata = _page(call, seen)
    return {
        "channels": [channel_json(channel, call.workspace) for channel in page],
        "response_metadata": metadata,
    }


async def members(call: Call) -> Json:
    page, metadata = _page(call, call.channel().members)
    return {"members": page, "response_metadata": metadata}


async def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    already = call.workspace.bot_user_id in channel.members
    call.world.join(channel, call.bot)
    answer: Json = {"channel": channel_json(channel, call.workspace)}
    if already:
        answer |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return answer


def _moment(call: Call, name: str, otherwise: float) -> float:
    given = call.text(name)
    if given is None:
        return otherwise
    try:
        return float(given)
    except ValueError as wrong:
        raise Refused(f"invalid_ts_{name}") from wrong


def _within(call: Call, messages: list[Message]) -> list[Message]:
    low, high = _moment(call, "oldest", 0.0), _moment(call, "latest", float("inf"))
    if call.args.get("inclusive"):
        return [message for message in messages if low <= float(message.ts) <= high]
    return [message for message in messages if low < float(message.ts) < high]


def _lasting(channel: Channel) -> list[Message]:
    kept = [message for message in channel.messages.values() if not message.deleted and message.ephemeral_to is None]
    return sorted(kept, key=lambda message: float(message.ts))


async def history(call: Call) -> Json:
    rows = [message for message in _lasting(call.joined_channel()) if not message.in_thread_only]
    page, metadata = _page(call, _within(call, rows)[::-1], 999)
    answer: Json = {"messages": [message.body for message in page], "has_more": bool(metadata["next_cursor"])}
    return answer | {"pin_count": 0, **({"response_metadata": metadata} if metadata["next_cursor"] else {})}


async def replies(call: Call) -> Json:
    channel = call.joined_channel()
    thread = channel.messages.get(call.args["ts"])
    if thread is None or thread.deleted:
        raise Refused("thread_not_found")
    root = thread.thread_ts or thread.ts
    rows = [message for message in _lasting(channel) if root in (message.ts, message.thread_ts)]
    page, metadata = _page(call, _within(call, rows))
    answer: Json = {"messages": [message.body for message in page], "has_more": bool(metadata["next_cursor"])}
    return answer | ({"response_metadata": metadata} if metadata["next_cursor"] else {})


async def user_info(call: Call) -> Json:
    person = call.person()
    shown = user_json(person, call.workspace)
    if call.args.get("include_locale"):
        shown["locale"] = person.locale
    return {"user": shown}


async def list_users(call: Call) -> Json:
    everyone = list(call.world.books.team_people(call.workspace.team_id))
    page, metadata = _page(call, everyone)
    shown = [user_json(person, call.workspace) for person in page]
    if call.args.get("include_locale"):
        shown = [one | {"locale": person.locale} for one, person in zip(shown, page, strict=True)]
    return {
        "members": shown,
        "cache_ts": int(call.world.clock.now().timestamp()),
        "response_metadata": metadata,
    }


async def lookup_by_email(call: Call) -> Json:
    for person in call.world.books.team_people(call.workspace.team_id):
        if person.email and person.email.lower() == call.args["email"].lower():
            return {"user": user_json(person, call.workspace)}
    raise Refused("users_not_found")


async def team_info(call: Call) -> Json:
    workspace = call.workspace
    if call.text("team") not in (None, workspace.team_id):
        raise Refused("team_not_found")
    team: dict[str, Any] = {
        "id": workspace.team_id,
        "name": workspace.name,
        "domain": workspace.domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    if workspace.enterprise_id:
        team |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": f"{workspace.name} Grid"}
    return {"team": team}


async def bot_info(call: Call) -> Json:
    workspace = call.workspace
    if call.text("bot") not in (None, workspace.bot_id):
        raise Refused("bot_not_found")
    bot = {
        "id": workspace.bot_id,
        "deleted": False,
        "name": workspace.app.name,
        "updated": 0,
        "app_id": workspace.app.app_id,
        "user_id": workspace.bot_user_id,
        "icons": {},
    }
    return {"bot": bot}


_SPAN = "latest oldest inclusive:flag limit:whole cursor include_all_metadata:flag"

METHODS = {
    "conversations.open": Method(
        open_conversation, "users channel return_im:flag prevent_creation:flag", "im:write", 3
    ),
    "conversations.info": Method(
        info, "channel! include_locale:flag include_num_members:flag", "channels:read", 3, json_body=False
    ),
    "conversations.list": Method(
        list_conversations,
        "types exclude_archived:flag limit:whole cursor team_id",
        "channels:read",
        2,
        json_body=False,
    ),
    "conversations.members": Method(members, "channel! limit:whole cursor", "channels:read", 4, json_body=False),
    "conversations.join": Method(join, "channel!", "channels:join", 3),
    "conversations.history": Method(history, f"channel! {_SPAN}", "channels:history", 3, json_body=False),
    "conversations.replies": Method(replies, f"channel! ts! {_SPAN}", "channels:history", 3, json_body=False),
    "users.info": Method(user_info, "user! include_locale:flag", "users:read", 4, json_body=False),
    "users.list": Method(
        list_users, "limit:whole cursor include_locale:flag team_id", "users:read", 2, json_body=False
    ),
    "users.lookupByEmail": Method(lookup_by_email, "email!", "users:read.email", 3, json_body=False),
    "team.info": Method(team_info, "team domain", "team:read", 3, json_body=False),
    "bots.info": Method(bot_info, "bot team_id", "users:read", 3, json_body=False),
}
