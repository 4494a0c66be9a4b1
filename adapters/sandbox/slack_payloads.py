"""The bodies of what Slack sends to an app: event envelopes, interactions and slash commands."""

from __future__ import annotations

import secrets
from typing import Any

from adapters.sandbox.slack_books import Books, mint
from adapters.sandbox.slack_records import Channel, Json, Message, Person, View, Workspace

_EVENT_CHANNEL_TYPES = {"channel": "channel", "group": "group", "mpim": "mpim", "im": "im"}


def event_envelope(books: Books, workspace: Workspace, event: Json) -> Json:
    """The outer body of an Events API call."""
    now = int(books.clock.now().timestamp())
    body: Json = {
        "token": workspace.app.verification_token,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": workspace.enterprise_id,
        "api_app_id": workspace.app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": mint("Ev"),
        "event_time": now,
        "authorizations": [
            {
                "enterprise_id": workspace.enterprise_id,
                "team_id": workspace.team_id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(60)}",
    }
    if workspace.enterprise_id:
        body["enterprise_id"] = workspace.enterprise_id
    return body


def message_event(channel: Channel, message: Message) -> Json:
    """A `message` event for a new post."""
    kept = {key: value for key, value in message.body.items() if key not in ("reply_count", "latest_reply")}
    return {
        **kept,
        "channel": channel.channel_id,
        "event_ts": message.ts,
        "channel_type": _EVENT_CHANNEL_TYPES[channel.kind],
    }


def changed_event(channel: Channel, ts: str, subtype: str, **what: Any) -> Json:
    """A `message_changed` or `message_deleted` event; it has a timestamp of its own."""
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        **what,
        "channel": channel.channel_id,
        "ts": ts,
        "event_ts": ts,
        "channel_type": _EVENT_CHANNEL_TYPES[channel.kind],
    }


def channel_name(channel: Channel) -> str:
    """The name in interaction payloads, where direct messages and private channels have fixed words."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)


def _origin(workspace: Workspace, person: Person) -> Json:
    return {
        "user": {
            "id": person.user_id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
        "api_app_id": workspace.app.app_id,
        "token": workspace.app.verification_token,
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": workspace.enterprise(),
        "is_enterprise_install": False,
    }


def view_place(view: View) -> Json:
    """Where an interaction in a view happened."""
    return {"container": {"type": "view", "view_id": view.view_id}, "view": view.as_json()}


def message_place(channel: Channel, message: Message, state: Json) -> Json:
    """Where an interaction in a message happened; `state` holds what the person chose in its blocks so far."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.channel_id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    return {
        "container": container,
        "channel": {"id": channel.channel_id, "name": channel_name(channel)},
        "message": message.body,
        "state": {"values": state},
    }


def block_actions(workspace: Workspace, person: Person, place: Json, trigger_id: str, action: Json) -> Json:
    """A press or a choice in a block."""
    return {
        "type": "block_actions",
        **_origin(workspace, person),
        **place,
        "trigger_id": trigger_id,
        "actions": [action],
    }


def block_suggestion(
    workspace: Workspace, person: Person, place: Json, block_id: str, action_id: str, value: str
) -> Json:
    """A question for the options of an external select."""
    return {
        "type": "block_suggestion",
        **_origin(workspace, person),
        **place,
        "block_id": block_id,
        "action_id": action_id,
        "value": value,
    }


def view_submission(workspace: Workspace, person: Person, view: View, trigger_id: str) -> Json:
    return {
        "type": "view_submission",
        **_origin(workspace, person),
        "trigger_id": trigger_id,
        "view": view.as_json(),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, person: Person, view: View, *, is_cleared: bool) -> Json:
    return {
        "type": "view_closed",
        **_origin(workspace, person),
        "view": view.as_json(),
        "is_cleared": is_cleared,
    }


def shortcut(workspace: Workspace, person: Person, callback_id: str, trigger_id: str, action_ts: str) -> Json:
    """A global shortcut."""
    return {
        "type": "shortcut",
        **_origin(workspace, person),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "action_ts": action_ts,
    }


def message_action(
    workspace: Workspace, person: Person, channel: Channel, message: Message, callback_id: str, trigger_id: str, ts: str
) -> Json:
    """A message shortcut."""
    return {
        "type": "message_action",
        **_origin(workspace, person),
        "channel": {"id": channel.channel_id, "name": channel_name(channel)},
        "message_ts": message.ts,
        "message": message.body,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "action_ts": ts,
    }


def slash_command(
    workspace: Workspace, person: Person, channel: Channel, command: str, text: str, trigger_id: str, response_url: str
) -> Json:
    """The form fields of a slash command."""
    fields = {
        "token": workspace.app.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel.channel_id,
        "channel_name": channel_name(channel),
        "user_id": person.user_id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }
    if workspace.enterprise_id:
        fields |= {"enterprise_id": workspace.enterprise_id, "enterprise_name": f"{workspace.name} Grid"}
    return fields
