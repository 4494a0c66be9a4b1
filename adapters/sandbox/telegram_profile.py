"""Methods about the bot itself: identity, commands, names and texts, menu button, wanted rights."""

from __future__ import annotations

import re
from typing import Any

from adapters.sandbox.telegram_limits import (
    BOT_NAME_MAX,
    COMMAND_DESCRIPTION_MAX,
    COMMANDS_MAX,
    DESCRIPTION_MAX,
    SHORT_DESCRIPTION_MAX,
)
from adapters.sandbox.telegram_markup import utf16_length
from adapters.sandbox.telegram_refusals import bad_request
from adapters.sandbox.telegram_shapes import bot_json
from adapters.sandbox.telegram_world import Call, Method

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_RIGHTS_ALWAYS_TOLD = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
_MENU_BUTTONS = ("commands", "web_app", "default")


async def get_me(call: Call) -> Any:
    return bot_json(call.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.can_read_all_group_messages,
        "supports_guest_queries": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


async def log_out(call: Call) -> Any:
    call.account.logged_out = True
    return True


async def close(_call: Call) -> Any:
    return True


async def set_my_commands(call: Call) -> Any:
    commands = call.given["commands"]
    if len(commands) > COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = []
    for command in commands:
        name = command["command"].removeprefix("/")
        if not name:
            raise bad_request("command must be non-empty")
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not command["description"]:
            raise bad_request("command description must be non-empty")
        if utf16_length(command["description"]) > COMMAND_DESCRIPTION_MAX:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": command["description"]})
    call.account.settings[_commands_key(call)] = kept
    return True


async def get_my_commands(call: Call) -> Any:
    return call.account.settings.get(_commands_key(call), [])


async def delete_my_commands(call: Call) -> Any:
    call.account.settings.pop(_commands_key(call), None)
    return True


def _commands_key(call: Call) -> tuple[str, ...]:
    scope = call.given.get("scope", {"type": "default"})
    needed = _SCOPES.get(scope["type"])
    if needed is None:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in needed:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    return ("commands", scope["type"], *(str(scope[n]) for n in needed), _language(call))


def _language(call: Call) -> str:
    code: str = call.given.get("language_code", "")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _text_setter(parameter: str, longest: int) -> Method:
    async def set_text(call: Call) -> Any:
        text = call.given.get(parameter, "")
        if utf16_length(text) > longest:
            raise bad_request(f"bot {parameter.replace('_', ' ')} is too long")
        call.account.settings[(parameter, _language(call))] = text
        return True

    return set_text


def _text_getter(parameter: str) -> Method:
    async def get_text(call: Call) -> Any:
        settings = call.account.settings
        text = settings.get((parameter, _language(call))) or settings.get((parameter, ""))
        return {parameter: text or (call.bot.first_name if parameter == "name" else "")}

    return get_text


async def set_default_rights(call: Call) -> Any:
    key = ("rights", str(call.given.get("for_channels", False)))
    call.account.settings[key] = call.given.get("rights", {})
    return True


async def get_default_rights(call: Call) -> Any:
    kept = call.account.settings.get(("rights", str(call.given.get("for_channels", False))), {})
    return dict.fromkeys(_RIGHTS_ALWAYS_TOLD, False) | kept


async def set_chat_menu_button(call: Call) -> Any:
    button = call.given.get("menu_button", {"type": "default"})
    if button["type"] not in _MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if button["type"] == "web_app" and not (button.get("text") and "web_app" in button):
        raise bad_request("can't parse menu button: Can't find field \"web_app\"")
    if (chat_id := call.given.get("chat_id")) is not None:
        call.books.open(call.bot, chat_id)
    call.account.settings[("menu", str(chat_id or ""))] = button
    return True


async def get_chat_menu_button(call: Call) -> Any:
    settings = call.account.settings
    own = settings.get(("menu", str(call.given.get("chat_id", ""))))
    return own or settings.get(("menu", "")) or {"type": "default"}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _text_setter("name", BOT_NAME_MAX),
    "getMyName": _text_getter("name"),
    "setMyDescription": _text_setter("description", DESCRIPTION_MAX),
    "getMyDescription": _text_getter("description"),
    "setMyShortDescription": _text_setter("short_description", SHORT_DESCRIPTION_MAX),
    "getMyShortDescription": _text_getter("short_description"),
    "setMyDefaultAdministratorRights": set_default_rights,
    "getMyDefaultAdministratorRights": get_default_rights,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
