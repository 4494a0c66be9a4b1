"""The moderators' group is a forum on Telegram: every case has a topic, opened once, in which all of it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio

from adapters.sandbox.people_seen import plain
from core.disputes import Dispute
from core.ids import code_of
from core.trades import State
from tests.scenarios.players import OnTelegram
from tests.scenarios.trade import REASONS, WRONG, Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORUM: Final = -1_002_000_000_001
"""The first supergroup of a sandbox has this id."""


class AtTheDesk:
    """A moderator in the forum. `topic` is where they write and look; None: the general one."""

    def __init__(self, world: World, person: OnTelegram) -> None:
        self.world = world
        self.person = person
        self.topic: int | None = None

    async def chat(self) -> dict[str, Any]:
        return await self.world.get(f"/telegram/_chats/{FORUM}")

    async def messages(self) -> list[dict[str, Any]]:
        return [each for each in (await self.chat())["messages"] if each.get("thread") == self.topic]

    async def does(self, act: str, **given: Any) -> None:
        await self.world.post(f"/telegram/_people/{self.person.id}/{act}", chat_id=FORUM, **given)
        await self.world.rests()

    async def says(self, text: str) -> None:
        inside = {} if self.topic is None else {"message_thread_id": self.topic}
        await self.does("say", text=text, **inside)

    async def presses(self, label: str) -> int:
        """The newest button of this label where they look; the message it stands on."""
        for message in reversed(await self.messages()):
            for button in (button for row in message["rows"] for button in row):
                if label in button["text"]:
                    await self.does("press", message_id=message["message_id"], data=button["data"])
                    return int(message["message_id"])
        raise AssertionError(f"no button {label!r} in {[each['text'] for each in await self.messages()]}")

    async def sees(self, *words: str) -> dict[str, Any]:
        await self.world.rests()
        for message in reversed(await self.messages()):
            if words[0] in plain(message["text"]):
                assert all(each in plain(message["text"]) for each in words), message["text"]
                return message
        raise AssertionError(f"{words[0]!r} is not in {[each['text'] for each in await self.messages()]}")

    async def newest_topic(self) -> dict[str, Any]:
        await self.world.rests()
        found: dict[str, Any] = (await self.chat())["topics"][-1]
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    made = World(tmp_path_factory.mktemp("forum"), settings={"MODERATORS_CHANNEL": f"telegram:{FORUM}"})
    await made.open()
    yield made
    try:
        await made.ends_well()
    finally:
        await made.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(opened: World) -> AtTheDesk:
    mona = await opened.person("Mona Moderator")
    await mona.says("/start")
    (user_id,) = opened.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(mona.id))[0]
    await opened.grants(user_id, "moderator")
    group = await opened.post("/telegram/_groups", title="Desk", is_forum=True, admins=[mona.id])
    assert group["id"] == FORUM
    return AtTheDesk(opened, mona)


def _calls(world: World, method: str) -> int:
    return world._rehearsal.sandbox.telegram.calls(method)


async def _case(trade: Trade) -> Dispute:
    dispute = (await trade.deal()).dispute
    assert dispute is not None
    return dispute


async def test_a_case_lives_in_its_topic_from_the_first_word_to_the_last(world: World, desk: AtTheDesk) -> None:
    """The answer to the opening of the topic is lost, and the product restarts in the middle: there is one topic."""
    trade = await Trade(world, await world.buyer("Tilda Topic", "Topic AG")).reaches(State.DELIVERED)
    await world.post("/telegram/_faults", kind="cut", method="createForumTopic", when="after")
    await trade.is_disputed()
    code = code_of((await _case(trade)).id)
    topic = await desk.newest_topic()
    assert topic["name"].startswith(f"{code} · Hot-rolled steel sheet")
    assert not any(name in topic["name"] for name in ("Tilda", "Topic AG", "Hansa", "Sven"))
    assert _calls(world, "createForumTopic") == 1
    assert world.query("SELECT native, status FROM threads") == [(str(topic["id"]), "open")]

    desk.topic = topic["id"]
    card = await desk.sees(f"Case {code}", WRONG[:40])
    assert await desk.presses("Take the case") == card["message_id"]
    assert (await desk.sees("You have this case."))["message_id"] == card["message_id"]
    await desk.presses("Ask a question")
    await desk.presses("The seller")
    await desk.presses("Something else")
    await desk.says("When was it loaded?")
    await desk.presses("Ask")
    await trade.seller.sees(f"Moderator of case {code} asks:", "When was it loaded?")

    await world.restarts()
    await trade.seller.presses("Answer the moderator")
    await trade.seller.fills(words_="On Monday, by our own people.")
    await desk.sees("answered.", "On Monday, by our own people.")

    desk.topic = None
    assert await desk.messages() == [], "everything stands in the topic"
    await desk.says("/queue")
    await desk.sees("Open cases", code)
    await desk.presses(code)
    assert any(f"There is a thread for case {code}" in plain(each["text"]) for each in (await desk.chat())["toasts"])
    await desk.says(f"/case {code}")
    await desk.sees(f"There is a thread for case {code}")
    assert not any(
        "Decide" in button["text"] for each in await desk.messages() for row in each["rows"] for button in row
    )

    desk.topic = topic["id"]
    await desk.presses("Decide")
    await desk.presses("Refund")
    await desk.presses("Damaged in transit")
    await desk.says(REASONS)
    await desk.presses("Publish")
    await desk.sees(f"Case {code}", REASONS)
    assert (await desk.newest_topic())["closed"] is False
    await world.passes(hours=73)
    await desk.sees("The case is resolved", f"Case {code}")
    assert await desk.newest_topic() == {**topic, "closed": True}
    assert world.query("SELECT status FROM threads") == [("closed",)]
    assert _calls(world, "createForumTopic") == _calls(world, "closeForumTopic") == 1
    await world.passes(days=5)


async def test_what_can_not_be_closed_now_is_closed_later_and_a_lost_topic_is_no_end(
    world: World, desk: AtTheDesk
) -> None:
    trade = await Trade(world, await world.buyer("Lars Later", "Later AG")).reaches(State.DISPUTED)
    topic = await desk.newest_topic()
    await world.post("/telegram/_faults", kind="error", method="closeForumTopic", code=502)
    await trade.buyer.presses("Withdraw the dispute")
    await trade.buyer.presses("Withdraw the dispute")
    await world.rests()
    assert (await desk.newest_topic())["closed"] is True
    # Another dispute about the same deal is another case. Its topic is deleted by somebody; the news go on.
    await trade.is_disputed()
    second = await desk.newest_topic()
    assert second["id"] != topic["id"]
    del world._rehearsal.sandbox.telegram.books.groups[FORUM].topics[second["id"]]
    await trade.buyer.presses("Withdraw the dispute")
    await trade.buyer.presses("Withdraw the dispute")
    desk.topic = None
    await desk.sees("The dispute was withdrawn.")


async def test_without_the_right_the_group_itself_is_used(world: World, desk: AtTheDesk) -> None:
    await world.post(f"/telegram/_groups/{FORUM}/bot", status="member")
    before = len((await desk.chat())["topics"])
    trade = await Trade(world, await world.buyer("Rike Right", "Right AG")).reaches(State.DISPUTED)
    case = await _case(trade)
    desk.topic = None
    await desk.sees(f"Case {code_of(case.id)}")
    await desk.presses("Take the case")
    await desk.sees("You have this case.")
    await desk.presses("Hand over")
    await trade.is_opened_by(trade.buyer)
    await trade.buyer.presses("Withdraw the dispute")
    await trade.buyer.presses("Withdraw the dispute")
    await desk.sees("The dispute was withdrawn.")
    assert len((await desk.chat())["topics"]) == before
    assert world.query("SELECT status FROM threads WHERE subject_id = ?", case.id) == [("plain",)]
