"""Keyboards under messages: what Telegram accepts and how it gives them back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.telegram_limits import (
    BUTTONS_MAX,
    BUTTONS_PER_ROW_MAX,
    CALLBACK_DATA_BYTES_MAX,
    COPY_TEXT_MAX,
    MARKUP_BYTES_MAX,
    REPLY_BUTTONS_MAX,
    REPLY_BUTTONS_PER_ROW_MAX,
)
from adapters.sandbox.telegram_links import checked_link
from adapters.sandbox.telegram_markup import utf16_length
from adapters.sandbox.telegram_refusals import bad_request

Rows = list[list[dict[str, Any]]]
_STYLES = ("", "default", "primary", "danger", "success")
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "disabled",
)
_MAY_BE_EMPTY = {
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "disabled",
}


@dataclass(frozen=True)
class Keyboard:
    """Inline rows travel with the message; `reply` (keyboard, removal, forced reply) only shows in the chat."""

    inline: Rows | None = None
    reply: dict[str, Any] | None = None


def read_keyboard(markup: dict[str, Any] | None, *, private: bool) -> Keyboard:
    """Checks a `reply_markup`; an empty inline keyboard counts as none."""
    if markup is None:
        return Keyboard()
    if "inline_keyboard" in markup:
        rows = [[_button(button, private) for button in row] for row in markup["inline_keyboard"] if row]
        _check_size(rows, BUTTONS_MAX, BUTTONS_PER_ROW_MAX)
        return Keyboard(inline=rows or None)
    if "keyboard" in markup:
        _check_size(markup["keyboard"], REPLY_BUTTONS_MAX, REPLY_BUTTONS_PER_ROW_MAX)
    return Keyboard(reply=markup)


def _check_size(rows: Rows, total_max: int, row_max: int) -> None:
    too_many = sum(map(len, rows)) > total_max or any(len(row) > row_max for row in rows)
    if too_many or len(json.dumps(rows, ensure_ascii=False).encode()) > MARKUP_BYTES_MAX:
        raise bad_request("reply markup is too long")


def _button(button: dict[str, Any], private: bool) -> dict[str, Any]:
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if button.get("style", "") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    action = next((a for a in _ACTIONS if button.get(a) or (a in _MAY_BE_EMPTY and a in button)), None)
    if action is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    kept = {key: button[key] for key in ("text", "icon_custom_emoji_id", "style", action) if key in button}
    if action == "url":
        kept["url"] = _checked(button["url"], "URL")
    elif action == "callback_data" and len(button["callback_data"].encode()) > CALLBACK_DATA_BYTES_MAX:
        raise bad_request("BUTTON_DATA_INVALID")
    elif action == "copy_text" and not 1 <= utf16_length(button["copy_text"]["text"]) <= COPY_TEXT_MAX:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif action == "web_app":
        if not private:
            raise bad_request("BUTTON_TYPE_INVALID")
        url = button["web_app"]["url"]
        if not url.startswith("https://"):
            raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return kept


def _checked(url: str, what: str) -> str:
    link = checked_link(url)
    if link is None:
        raise bad_request(f"inline keyboard button {what} '{url}' is invalid: Wrong HTTP URL")
    return link
