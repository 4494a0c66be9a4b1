"""A whole trade over each library and each way that updates come in: the same trade, and the same calls on the wire."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.demo.playing import play
from bot.demo.scenarios import SCENARIOS

HOOK = {"TELEGRAM_WEBHOOK_SECRET": "a-secret-that-nobody-knows-0123456789"}
OTHER = {"TELEGRAM_LIBRARY": "python-telegram-bot"}
_OWN_TO_A_RUN = frozenset({"reply_markup", "callback_query_id", "message_id", "chat_id", "caption", "file"})
"""Tokens, ids of presses and of messages, and a deal's code in words and names of files differ from run to run."""
_WITH_FILES = frozenset({"sendPhoto", "sendDocument", "sendMediaGroup"})
_ABOUT_UPDATES = frozenset({"getUpdates", "getWebhookInfo", "setWebhook"})


async def _calls(path: Path, settings: dict[str, str]) -> Counter[str]:
    """What went to people: each new message, and each spinner that was ended, by its parameters."""
    result, _ = await play(SCENARIOS["happy"], wire_log=str(path), settings=settings)
    assert result["ok"], result["failures"]
    calls = _telegram_calls(path)
    polls = any(call["name"] == "getUpdates" for call in calls)
    assert polls == ("TELEGRAM_WEBHOOK_SECRET" not in settings)
    return Counter(
        # Files travel beside the parameters, in the shape of each library.
        call["name"]
        if call["name"] in _WITH_FILES
        else json.dumps([call["name"], _plain(call["body"])], ensure_ascii=False)
        for call in calls
        # How often a card is refreshed in between depends on when news arrive.
        if call["name"] not in _ABOUT_UPDATES | {"editMessageText"}
    )


def _telegram_calls(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["platform"] == "telegram" and row["kind"] == "call"]


def _plain(body: dict[str, Any]) -> dict[str, Any]:
    """The parameters by value; one library posts JSON, the other a form with JSON in its fields."""
    return {
        key: json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else value
        for key, value in sorted(body.items())
        if key not in _OWN_TO_A_RUN and key != "text"
    }


@pytest.mark.slow
async def test_every_runtime_makes_the_same_calls(tmp_path: Path) -> None:
    ways = {"polled": {}, "posted": HOOK, "polled by the other": OTHER, "posted to the other": {**HOOK, **OTHER}}
    seen = {name: await _calls(tmp_path / f"{name}.jsonl", settings) for name, settings in ways.items()}
    assert all(calls == seen["polled"] for calls in seen.values()), seen
