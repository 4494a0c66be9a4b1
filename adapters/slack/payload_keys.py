"""Whose a payload of Slack's is, by which key it is known again, and what it must wait for. Pure and total."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from adapters.slack.parts import first_id, id_at, items_at, part, value_at

EVENT_ID_LENGTH_MAX = 200


def event_id(raw: Any) -> str:
    """The key the inbox deduplicates by: the same for every redelivery, on whichever connection it arrives."""
    key = _natural_key(id_at(raw, "type"), part(raw, "payload"))
    if key and len(key) <= EVENT_ID_LENGTH_MAX:
        return key
    whole = json.dumps(key or raw, sort_keys=True, default=repr)
    return f"sha256:{hashlib.sha256(whole.encode()).hexdigest()}"


def order_key(raw: Any) -> str:
    """Payloads with the same key must be handled in the order they came: one person's, or one conversation's."""
    payload = part(raw, "payload")
    user = first_id(
        payload,
        ("event", "user"),
        ("user", "id"),
        ("user_id",),
        ("event", "message", "user"),
        ("event", "previous_message", "user"),
    )
    return f"user:{user}" if user else f"chat:{channel_of(payload)}"


def tenant_of(raw: Any) -> str:
    """The installation a payload belongs to: the organisation where the app is installed for all of it, else the team.

    The first authorization counts before the outer ids, because in a channel shared between companies those may
    be the other company's.
    """
    payload = part(raw, "payload")
    holder = next(items_at(payload, "authorizations"), payload)
    enterprise = first_id(holder, ("enterprise_id",), ("enterprise", "id"))
    if enterprise and value_at(holder, "is_enterprise_install") in (True, "true"):
        return enterprise
    # In a form the outer team is the one of whoever filled it in.
    return (
        id_at(payload, "view", "app_installed_team_id")
        or first_id(holder, ("team_id",), ("team", "id"))
        or first_id(payload, ("team", "id"), ("team_id",), ("event", "team"), ("user", "team_id"))
        or enterprise
    )


def is_farewell(payload: Mapping[str, Any]) -> bool:
    """Whether an event says that the app was taken out of a workspace, or that its token is worth nothing any more."""
    event = part(payload, "event")
    kind = id_at(event, "type")
    return kind == "app_uninstalled" or (kind == "tokens_revoked" and any(items_at(event, "tokens", "bot", of=str)))


def _natural_key(envelope: str, payload: Mapping[str, Any]) -> str:
    """Slack's own identity of a payload; empty where it has none."""
    kind, user, trigger = id_at(payload, "type"), id_at(payload, "user", "id"), id_at(payload, "trigger_id")
    if envelope == "events_api":
        return _joined("event", id_at(payload, "event_id"))
    if envelope == "slash_commands":
        return _joined("command", trigger)
    if kind == "block_actions":
        action: Mapping[str, Any] = next(items_at(payload, "actions"), {})
        return _joined("press", user, id_at(action, "action_ts"), id_at(action, "action_id"))
    if kind in ("view_submission", "view_closed"):
        # A modal sent back with corrections keeps its view id and hash, so those would swallow the second try.
        answers = json.dumps([trigger, value_at(payload, "view", "state", "values")], sort_keys=True, default=repr)
        digest = hashlib.sha256(answers.encode()).hexdigest()[:32]
        return _joined(kind, id_at(payload, "view", "id"), id_at(payload, "view", "hash") or "-", digest)
    return _joined(kind, user, trigger or id_at(payload, "action_ts"))


def _joined(*parts: str) -> str:
    return ":".join(parts) if all(parts) else ""


def channel_of(payload: Any) -> str:
    return first_id(payload, ("channel", "id"), ("container", "channel_id"), ("channel_id",), ("event", "channel"))
