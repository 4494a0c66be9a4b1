"""How many presses and typed messages a trade takes, counted while people play it on both platforms.

A press of any button counts, also a second one that only confirms; so does a typed message, a command, and a form that
is filled in and sent. The payment page is the provider's and is not counted. `python -m benchmarks.taps` prints the
table and ends with 1 where a goal is missed.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import plain
from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram, Player
from tests.scenarios.world import World

LISTING = "steel sheet S235JR"


@dataclass(frozen=True, slots=True)
class Taps:
    """What one side needs for one stretch of the way, and what it may need at most."""

    what: str
    platform: str
    taps: int
    most: int

    @property
    def met(self) -> bool:
        return self.taps <= self.most


class Counting:
    """Counts what a player does from now on."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.taps = 0

    @property
    def platform(self) -> str:
        return "Slack" if isinstance(self.player, OnSlack) else "Telegram"

    async def press(self, label: str) -> str:
        """A button; of one that opens a page, its address."""
        self.taps += 1
        return str((await self.player.presses(label)).get("url", ""))

    async def say(self, words: str) -> None:
        self.taps += 1
        await self.player.says(words)

    async def fill(self, **answers: str) -> None:
        self.taps += 1
        assert isinstance(self.player, OnSlack)
        await self.player.fills(**answers)

    async def answers_form(self, name: str) -> None:
        """The typed name under an agreement: a message, or a form."""
        if isinstance(self.player, OnSlack) and await self.player.has_form():
            await self.fill(typed_name=name)
        else:
            await self.say(name)


async def measured(world: World) -> list[Taps]:
    """A trade with the buyer on Telegram, and the same way with the buyer on Slack."""
    telegram = await world.buyer("Berta Brandt", "Brandt Bau GmbH")
    slack = await world.colleague("olaf", "Olaf Olsen")
    await slack.joins("Olaf Olsen", "Olsen Shipyard")
    found = []
    for buyer, name in ((telegram, "Berta Brandt"), (slack, "Olaf Olsen")):
        found += await _trade(world, buyer, name)
    return found


async def _trade(world: World, buyer: OnTelegram | OnSlack, name: str) -> list[Taps]:
    await buyer.types(f"browse {LISTING}")
    await buyer.presses("1. Hot-rolled")
    offering = Counting(buyer)
    await offering.press("10 sheets at 41.80 EUR")
    await offering.press("Send the offer")
    await buyer.sees("Your offer is sent.")
    # From the seller's acceptance to both signatures and the captured payment.
    buying, selling, shipping = Counting(buyer), Counting(world.sven), Counting(world.sven)
    await selling.press("Accept")
    await selling.press("Accept")
    await selling.press("Request payment")
    page = await buying.press("Pay €")
    assert (await world.payer.pays(page)).paid
    await world.rests()
    for side, typed in ((buying, name), (selling, "Sven Hansen")):
        await side.player.sees("Type your full legal name.")
        await side.answers_form(typed)
        await side.press("I sign")
    assert (await world.newest_deal()).state is State.PLACED
    await shipping.say("ship DB Schenker DBS4711820")
    assert (await world.newest_deal()).state is State.SHIPPED
    return [
        Taps("listing card → offer sent", offering.platform, offering.taps, 3),
        Taps("accept → signed and paid, the other side", buying.platform, buying.taps, 5),
        Taps("accept → signed and paid, who accepts", selling.platform, selling.taps, 5),
        Taps("ship", shipping.platform, shipping.taps, 1),
    ]


def lines_of(found: list[Taps]) -> list[tuple[str, ...]]:
    head = ("what", "on", "presses and messages", "at most", "")
    return [
        head,
        *((one.what, one.platform, str(one.taps), str(one.most), "met" if one.met else "missed") for one in found),
    ]


async def _run() -> list[Taps]:
    with TemporaryDirectory(prefix="parley-taps-") as folder:
        world = World(Path(folder))
        await world.open()
        try:
            return await measured(world)
        finally:
            await world.close()


def counted() -> list[Taps]:
    """In a market of its own."""
    return asyncio.run(_run())


def main() -> int:
    found = counted()
    print(plain(lines_of(found)))
    return 0 if all(one.met for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
