"""Whoever is first met where others read along is told in their own conversation, and may answer there what was asked."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.connecting import channels_of
from bot.context import screens_in
from core.events import ConversationRow, OutboxRow, ScreenRow
from core.members import ChatIdentity
from tests.adapters.storage.samples import NOON
from tests.core.services.market_store import migrated
from tests.desk.floor import TENANT, Floor

pytestmark = pytest.mark.asyncio(loop_scope="module")

_NUMBERS = itertools.count(90_000)
CHANNEL = "C0SALES0001"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def floor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Floor]:
    folder: Path = tmp_path_factory.mktemp("where")
    opened = Floor(f"sqlite:///{migrated(folder / 'where.db')}", folder)
    await opened.open()
    yield opened
    await opened.close()


def command(user: str, text: str, channel: str = CHANNEL, name: str = "sales") -> dict[str, Any]:
    return {
        "type": "slash_commands",
        "payload": {
            "team_id": TENANT["slack"],
            "user_id": user,
            "channel_id": channel,
            "channel_name": name,
            "command": "/parley",
            "text": text,
            "trigger_id": f"13345224609.738474920.{next(_NUMBERS):032x}",
        },
    }


def event(user: str, **told: Any) -> dict[str, Any]:
    body = {"user": user, "event_ts": f"1770000000.{next(_NUMBERS):06d}", **told}
    return {
        "type": "events_api",
        "payload": {"team_id": TENANT["slack"], "event_id": f"Ev{next(_NUMBERS)}", "event": body},
    }


def words(user: str, chat: str, text: str) -> dict[str, Any]:
    return event(user, type="message", channel=chat, channel_type="im", text=text, ts=f"17700.{next(_NUMBERS):06d}")


async def says(floor: Floor, channel: str, raw: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Something from the wire: what is shown for it, and in which chats."""
    incoming = floor._read(channel, raw)
    handled, calls = await floor.answer(incoming)
    shown = screens_in(handled.replies) if handled is not None else ()
    told = " ".join(line.text for screen in shown for line in screen.lines)
    return told, [str(params.get("channel") or params.get("chat_id")) for _, params in calls if "users" not in params]


async def identity_of(floor: Floor, account: str) -> ChatIdentity:
    found = await floor.market.store.read(lambda tx: tx.find(ChatIdentity, chat_user=account, limit=2))
    return found[0]


async def is_told(floor: Floor, identity: ChatIdentity) -> list[Mapping[str, Any]]:
    """News for somebody are sent; the calls that this took."""
    row = OutboxRow(
        f"out_{identity.id[4:]}", f"lnk_1:{identity.id}", "note", "lnk_1", identity.id, "linked", {"channel": "Slack"},
        NOON, NOON - timedelta(minutes=1),
    )  # fmt: skip
    await floor.market.store.write(lambda tx: tx.add(row))
    before = len(floor.calls[identity.channel].made)
    await floor.market.delivery.drain()
    after = await floor.market.store.read(lambda tx: tx.get(OutboxRow, row.id))
    assert after is not None
    assert after.status == "sent"
    return [params for _, params in floor.calls[identity.channel].made[before:]]


async def test_a_question_from_a_channel_is_answered_in_the_conversation_with_us(floor: Floor) -> None:
    user, chat = "U0WHERE0001", "D0WHERE0001"
    asked, chats = await says(floor, "slack", command(user, "register"))
    assert "name" in asked.casefold()
    assert CHANNEL not in chats
    assert (await identity_of(floor, user)).chat == ""
    answered, chats = await says(floor, "slack", words(user, chat, "Wilma Wo"))
    assert "company" in answered.casefold()
    assert chats == [chat]
    identity = await identity_of(floor, user)
    assert (identity.chat, identity.reachable) == (chat, True)
    await floor.market.showing.flush()
    for kind in (ScreenRow, ConversationRow):
        rows: list[Any] = await floor.market.store.read(lambda tx, k=kind: tx.find(k, identity_id=identity.id, limit=9))  # type: ignore[misc]
        assert {row.place for row in rows} == {f"slack|{TENANT['slack']}|{chat}|"}


async def test_whoever_has_only_seen_the_page_of_their_own_is_told_all_the_same(floor: Floor) -> None:
    user = "U0WHERE0002"
    await says(floor, "slack", event(user, type="app_home_opened", tab="home", channel="D0WHERE0002"))
    calls = await is_told(floor, await identity_of(floor, user))
    assert {"users": user} in calls
    assert (await identity_of(floor, user)).reachable


async def test_whoever_spoke_in_a_group_of_telegram_first_is_told_in_their_own_chat(floor: Floor) -> None:
    sender = {"id": 771_001, "is_bot": False, "first_name": "Wim"}
    group = {"id": -100_777, "type": "supergroup"}
    message = {"message_id": 5, "date": 1_770_000_000, "chat": group, "from": sender, "text": "/deals"}
    await says(floor, "telegram", {"update_id": next(_NUMBERS), "message": message})
    calls = await is_told(floor, await identity_of(floor, "771001"))
    assert {str(params["chat_id"]) for params in calls} == {"771001"}


async def test_a_conversation_between_two_others_is_nobodys_place(floor: Floor) -> None:
    """Slack calls every conversation of two the same, also those that we are not in."""
    user = "U0WHERE0003"
    _, chats = await says(floor, "slack", command(user, "help", "D0OTHERS001", "directmessage"))
    assert "D0OTHERS001" not in chats
    assert (await identity_of(floor, user)).chat == ""


async def test_another_conversation_takes_the_place_of_the_one_before(floor: Floor) -> None:
    user, first, second = "U0WHERE0004", "D0WHERE0004", "D0WHERE0044"
    await says(floor, "slack", words(user, first, "register"))
    await says(floor, "slack", words(user, first, "Wanda Wo"))
    answered, chats = await says(floor, "slack", words(user, second, "Wo AG"))
    assert "address" in answered.casefold()
    assert set(chats) == {second}
    assert (await identity_of(floor, user)).chat == second


def group_change(sender: dict[str, Any], chat: dict[str, Any], was: str, now: str) -> dict[str, Any]:
    change = {"chat": chat, "from": sender, "date": 1_770_000_000, "old_chat_member": {"status": was}}
    return {"update_id": next(_NUMBERS), "my_chat_member": {**change, "new_chat_member": {"status": now}}}


async def test_taking_us_out_of_a_group_says_nothing_about_somebodys_own_chat(floor: Floor) -> None:
    sender = {"id": 771_002, "is_bot": False, "first_name": "Gus"}
    group, own = {"id": -100_778, "type": "supergroup"}, {"id": 771_002, "type": "private"}
    await says(floor, "telegram", group_change(sender, own, "kicked", "member"))
    await says(floor, "telegram", group_change(sender, group, "member", "left"))
    assert (await identity_of(floor, "771002")).reachable
    await says(floor, "telegram", group_change(sender, own, "member", "kicked"))
    assert not (await identity_of(floor, "771002")).reachable
    await says(floor, "telegram", group_change(sender, group, "left", "member"))
    assert not (await identity_of(floor, "771002")).reachable
    await says(floor, "telegram", group_change(sender, own, "kicked", "member"))
    assert (await identity_of(floor, "771002")).reachable


async def test_a_command_for_another_bot_of_a_group_is_not_for_us(floor: Floor) -> None:
    """Our own name is known once the chats are connected, which is after everything was put together."""
    read = channels_of(floor.market.keys, floor.clock, floor.market.services.links)["telegram"].translate
    floor.market.services.links.telegram = "parley_bot"
    sender = {"id": 771_003, "is_bot": False, "first_name": "Cora"}
    kinds = []
    for text in ("/cancel@OtherBot", "/cancel@Parley_Bot", "/cancel"):
        message = {"message_id": 5, "chat": {"id": -100_779, "type": "supergroup"}, "from": sender, "text": text}
        incoming = read({"update_id": next(_NUMBERS), "message": message}, TENANT["telegram"])
        assert incoming is not None
        kinds.append(incoming.kind)
    assert kinds == ["other", "command", "command"]
