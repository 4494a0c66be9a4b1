"""Chats, forum topics and the bot's own settings."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters.sandbox.telegram_harness import BOT, TelegramUnderTest, telegram_under_test


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramUnderTest]:
    async with telegram_under_test() as under_test:
        yield under_test


async def test_who_is_in_a_group(telegram: TelegramUnderTest) -> None:
    ann, bob, eve = [await telegram.person(n) for n in ("Ann", "Bob", "Eve")]
    asked = {"title": "Desk", "kind": "supergroup", "members": [bob], "admins": [ann], "bots": ["parley_bot"]}
    group = (await telegram.control("/_groups", asked))["id"]
    full = await telegram.call("getChat", chat_id=group)
    assert (full["type"], full["title"]) == ("supergroup", "Desk")
    people = {"creator": ann, "member": bob, "left": eve, "administrator": BOT.id}
    for status, user_id in people.items():
        member = await telegram.call("getChatMember", chat_id=group, user_id=user_id)
        assert (member["status"], member["user"]["id"]) == (status, user_id)
    assert await telegram.refusal("getChatMember", chat_id=group, user_id=1) == (
        400,
        "Bad Request: PARTICIPANT_ID_INVALID",
    )
    assert await telegram.call("getChatMemberCount", chat_id=group) == 3
    admins = await telegram.call("getChatAdministrators", chat_id=group)
    assert [a["user"]["id"] for a in admins] == [ann, BOT.id]
    assert (await telegram.call("getChat", chat_id=ann))["type"] == "private"
    assert await telegram.call("getChatMemberCount", chat_id=ann) == 2


async def test_a_removed_bot_is_out(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    group = (await telegram.control("/_groups", {"title": "Desk", "kind": "supergroup", "admins": [ann]}))["id"]
    await telegram.forget_updates()
    await telegram.control(f"/_groups/{group}/bot", {"status": "kicked"})
    assert await telegram.refusal("sendMessage", chat_id=group, text="x") == (
        403,
        "Forbidden: bot was kicked from the supergroup chat",
    )
    (update,) = await telegram.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await telegram.control(f"/_groups/{group}/bot", {"status": "left"})
    assert await telegram.refusal("sendMessage", chat_id=group, text="x") == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )


async def test_forum_topics(telegram: TelegramUnderTest) -> None:
    ann = await telegram.person()
    group = (await telegram.control("/_groups", {"title": "Desk", "is_forum": True, "admins": [ann]}))["id"]
    topic = await telegram.call("createForumTopic", chat_id=group, name="Dispute 1")
    at = {"chat_id": group, "message_thread_id": topic["message_thread_id"]}
    message = await telegram.call("sendMessage", **at, text="evidence")
    assert message["is_topic_message"] is True
    assert message["message_thread_id"] == topic["message_thread_id"]
    said = await telegram.act(ann, "say", **at, text="seen")
    assert said["chat_id"] == group
    view = await telegram.control(f"/_chats/{group}")
    assert [m["thread"] for m in view["messages"]] == [topic["message_thread_id"]] * 2
    assert await telegram.call("editForumTopic", **at, name="Dispute 1 – closed") is True
    not_modified = (400, "Bad Request: TOPIC_NOT_MODIFIED")
    assert await telegram.refusal("editForumTopic", **at, name="Dispute 1 – closed") == not_modified
    assert await telegram.call("closeForumTopic", **at) is True
    assert await telegram.refusal("closeForumTopic", **at) == not_modified
    assert (await telegram.control(f"/_chats/{group}"))["topics"][0]["closed"] is True
    await telegram.control(f"/_groups/{group}/bot", {"status": "member"})
    assert await telegram.refusal("sendMessage", **at, text="late") == (400, "Bad Request: TOPIC_CLOSED")
    assert await telegram.refusal("createForumTopic", chat_id=group, name="x") == (
        400,
        "Bad Request: not enough rights to create a topic",
    )
    await telegram.control(f"/_groups/{group}/bot", {"status": "administrator"})
    assert await telegram.call("reopenForumTopic", **at) is True
    assert await telegram.refusal("editForumTopic", chat_id=group, message_thread_id=999, name="x") == (
        400,
        "Bad Request: TOPIC_ID_INVALID",
    )
    assert await telegram.refusal("sendMessage", chat_id=group, message_thread_id=999, text="x") == (
        400,
        "Bad Request: message thread not found",
    )
    assert await telegram.refusal("createForumTopic", chat_id=ann, name="x") == (
        400,
        "Bad Request: the chat is not a forum",
    )


async def test_commands_by_scope_and_language(telegram: TelegramUnderTest) -> None:
    commands = [{"command": "deals", "description": "My deals"}]
    scope = {"type": "all_private_chats"}
    assert await telegram.call("setMyCommands", commands=commands, scope=scope, language_code="de") is True
    assert await telegram.call("getMyCommands", scope=scope, language_code="de") == commands
    assert await telegram.call("getMyCommands", scope=scope) == []
    await telegram.call("deleteMyCommands", scope=scope, language_code="de")
    assert await telegram.call("getMyCommands", scope=scope, language_code="de") == []
    for bad, reason in (
        ([{"command": "Deals", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "d", "description": ""}], "command description must be non-empty"),
        (commands * 101, "BOT_COMMANDS_TOO_MUCH"),
    ):
        assert await telegram.refusal("setMyCommands", commands=bad) == (400, f"Bad Request: {reason}")
    assert (await telegram.refusal("getMyCommands", scope={"type": "chat"}))[0] == 400


async def test_names_texts_rights_and_menu(telegram: TelegramUnderTest) -> None:
    assert await telegram.call("getMyName") == {"name": "Parley"}
    await telegram.call("setMyName", name="Parley Markt", language_code="de")
    assert await telegram.call("getMyName", language_code="de") == {"name": "Parley Markt"}
    assert (await telegram.refusal("setMyName", name="x" * 65))[0] == 400
    await telegram.call("setMyDescription", description="Haggle safely")
    assert await telegram.call("getMyDescription", language_code="fr") == {"description": "Haggle safely"}
    await telegram.call("setMyShortDescription", short_description="Deals")
    assert await telegram.call("getMyShortDescription") == {"short_description": "Deals"}
    await telegram.call("setMyDefaultAdministratorRights", rights={"can_manage_chat": True})
    assert (await telegram.call("getMyDefaultAdministratorRights"))["can_manage_chat"] is True
    assert await telegram.call("getChatMenuButton") == {"type": "default"}
    await telegram.call("setChatMenuButton", menu_button={"type": "commands"})
    assert await telegram.call("getChatMenuButton") == {"type": "commands"}
    assert (await telegram.refusal("setChatMenuButton", menu_button={"type": "web_app"}))[0] == 400


async def test_identity_and_logging_out(telegram: TelegramUnderTest) -> None:
    me = await telegram.call("getMe")
    assert (me["id"], me["is_bot"], me["supports_inline_queries"]) == (BOT.id, True, True)
    assert await telegram.call("close") is True
    assert await telegram.call("logOut") is True
    assert await telegram.refusal("getMe") == (400, "Logged out")
