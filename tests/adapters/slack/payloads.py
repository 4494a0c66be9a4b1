"""Payloads in the shapes Slack sends them, with the fields that tests vary as arguments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from core.ports.chat import Do
from core.tokens import KeyRing, seal

RING = KeyRing({"1": b"a" * 32}, "1")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TENANT, USER, DIRECT, CHANNEL, BOT = "T1", "U1", "D1", "C1", "UBOT"
DO = Do("ac", "off_1", 7)
RESPONSE_URL = "https://hooks.slack.com/actions/T1/1/abc"


def token_in(chat: str, do: Do = DO, tenant: str = TENANT) -> str:
    return seal(do, f"slack:{tenant}:{chat}", RING)


def event_raw(event: dict[str, Any], **outer: Any) -> dict[str, Any]:
    authorization = {
        "enterprise_id": None,
        "team_id": TENANT,
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    payload = {
        "token": "verification",
        "team_id": TENANT,
        "api_app_id": "A1",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev1",
        "event_time": 1_700_000_000,
        "authorizations": [authorization],
        **outer,
    }
    return {"type": "events_api", "payload": payload}


def message(text: str = "hello", chat: str = DIRECT, **more: Any) -> dict[str, Any]:
    kind = "im" if chat.startswith("D") else "channel"
    return {
        "type": "message",
        "user": USER,
        "text": text,
        "ts": "1700000000.000100",
        "team": TENANT,
        "channel": chat,
        "channel_type": kind,
        "event_ts": "1700000000.000100",
        **more,
    }


def slash(text: str = "sell chairs", **more: Any) -> dict[str, Any]:
    payload = {
        "token": "verification",
        "team_id": TENANT,
        "team_domain": "acme",
        "channel_id": CHANNEL,
        "channel_name": "general",
        "user_id": USER,
        "user_name": "ann",
        "command": "/parley",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": RESPONSE_URL,
        "trigger_id": "1.2.abc",
        **more,
    }
    return {"type": "slash_commands", "payload": payload}


def interactive(kind: str, **more: Any) -> dict[str, Any]:
    payload = {
        "type": kind,
        "token": "verification",
        "team": {"id": TENANT, "domain": "acme"},
        "user": {"id": USER, "username": "ann", "name": "ann", "team_id": TENANT},
        "api_app_id": "A1",
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "1.2.abc",
        **more,
    }
    return {"type": "interactive", "payload": payload}


def press(value: str | None, chat: str = CHANNEL, **more: Any) -> dict[str, Any]:
    action = {
        "type": "button",
        "action_id": "b0",
        "block_id": "x",
        "text": {"type": "plain_text", "text": "Go"},
        "action_ts": "1700000001.5",
    }
    if value is not None:
        action["value"] = value
    defaults = {
        "container": {"type": "message", "message_ts": "1700000000.000200", "channel_id": chat, "is_ephemeral": False},
        "channel": {"id": chat, "name": "general"},
        "message": {"type": "message", "ts": "1700000000.000200", "user": BOT},
        "actions": [action],
        "response_url": RESPONSE_URL,
    }
    return interactive("block_actions", **{**defaults, **more})


def modal(kind: str = "view_submission", values: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    view = {
        "id": "V1",
        "team_id": TENANT,
        "type": "modal",
        "callback_id": "form:offer",
        "private_metadata": token_in(USER),
        "hash": "1.h",
        "blocks": [
            {"type": "input", "block_id": "qty", "element": {"type": "number_input"}},
            {"type": "input", "block_id": "price", "element": {"type": "plain_text_input"}},
        ],
        "state": {"values": values or {}},
        **more,
    }
    return interactive(kind, view=view)
