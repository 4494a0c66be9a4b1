"""Two hundred moderators press "take" at once, half of them on either platform: one has the case, the others are told who.

PARLEY_RACE_ROUNDS says how often.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.trades import TradeTransition
from tests.desk.floor import Floor, Person, toast_of

ROUNDS = int(os.environ.get("PARLEY_RACE_ROUNDS", "10"))
RACERS = 200
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120 + 10 * ROUNDS)]


def _moderators() -> list[Person]:
    telegram = [Person("telegram", f"{600_000 + n}", f"usr_t{n:03}", f"Tara T{n:03}") for n in range(RACERS // 2)]
    slack = [Person("slack", f"U0MOD{n:05}", f"usr_s{n:03}", f"Sam S{n:03}") for n in range(RACERS // 2)]
    return [person for pair in zip(telegram, slack, strict=True) for person in pair]


@pytest.fixture
async def floor(database_url: str, tmp_path: Path) -> AsyncIterator[Floor]:
    opened = Floor(database_url, tmp_path)
    await opened.open()
    yield opened
    await opened.close()


async def test_one_has_the_case_and_the_others_are_told_who(floor: Floor) -> None:
    """The desk is on the one platform in one round and on the other in the next; who sits elsewhere presses on a card
    in a chat of their own."""
    people = _moderators()
    await floor.enters(*people, staff="moderator")
    deal = await floor.disputed()
    for number in range(ROUNDS):
        channel = ("slack", "telegram")[number % 2]
        floor.desk_is_on(channel)
        before = await floor.deal(deal.trade.id)
        presses = [
            floor.press(
                person,
                floor.act("take_case"),
                deal.trade.id,
                before.trade.version,
                at_desk=person.channel == channel,
            )
            for person in people
        ]
        answers = await floor.handle(*presses)
        after = await floor.deal(deal.trade.id)
        assert after.trade.version == before.trade.version + 1
        assert after.dispute is not None
        assert after.dispute.status == "in_progress"
        (winner,) = [person for person in people if person.user_id == after.dispute.moderator_id]
        told = [toast_of(answer) for answer in answers]
        assert told[people.index(winner)] == ""
        assert sorted(set(told)) == ["", f"{winner.name} has this case."]
        assert told.count("") == 1
        await floor.acts(winner, deal.trade.id, "hand_over")
    lines = await floor.market.store.read(lambda tx: tx.find(TradeTransition, negotiation_id=deal.trade.id, limit=1000))
    assert [line.transition for line in lines].count("take_case") == ROUNDS
    # Whoever came too late left a line each.
    assert len(await floor.audit()) == ROUNDS * (RACERS - 1)
