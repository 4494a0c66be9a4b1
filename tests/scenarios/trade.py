"""A trade between two people, told in steps: each leads on from where the one before ended."""

from __future__ import annotations

from adapters.sandbox.people_seen import Shown
from core.disputes import Dispute
from core.ids import code_of
from core.trades import Deal, State
from tests.scenarios.players import OnSlack, Player
from tests.scenarios.world import World

LISTING = "Hot-rolled steel sheet S235JR 2 mm"
WRONG = (
    "Four of the ten sheets are bent at the edges and can not be used. They stood upright at the back of the lorry "
    "when it was opened."
)
REASONS = "The photos show that two fifths of the sheets are bent."


class Trade:
    """`buyer` and Sven trade ten sheets; `deal()` is how the books stand."""

    def __init__(self, world: World, buyer: Player) -> None:
        self.world = world
        self.buyer = buyer
        self.seller: OnSlack = world.sven
        self.id = ""

    async def deal(self) -> Deal:
        return await self.world.deal(self.id)

    async def is_(self, state: State) -> None:
        """The books and both sides agree on where the trade stands."""
        deal = await self.deal()
        assert deal.state == state, f"{deal.state}, not {state}"

    async def is_opened_by(self, player: Player) -> None:
        """Its card, from the list of deals."""
        await player.types("deals")
        await player.presses(code_of(self.id))

    async def reaches(self, state: State) -> Trade:
        """Play it from the beginning until it has come there."""
        for step, reached in _WAY:
            await getattr(self, step.__name__)()
            await self.is_(reached)
            if reached is state:
                return self
        raise LookupError(state)

    async def goes_on_to(self, state: State) -> Trade:
        """Play it from where it stands until it has come there."""
        reached = [each for _, each in _WAY]
        for step, after in _WAY[reached.index((await self.deal()).state) + 1 :]:
            await getattr(self, step.__name__)()
            await self.is_(after)
            if after is state:
                return self
        raise LookupError(state)

    # ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def is_offered(self) -> None:
        buyer = self.buyer
        await buyer.types("browse steel sheet S235JR")
        await buyer.presses("1. Hot-rolled")
        await buyer.presses("Make an offer")
        await buyer.says("10 sheets at 40.80 EUR DAP Hamburg, ships within 14 days")
        await buyer.presses("Send the offer")
        self.id = (await self.world.newest_deal()).trade.id

    async def is_agreed(self) -> None:
        await self.seller.presses("Accept")
        await self.seller.presses("Accept")

    async def is_billed(self) -> None:
        await self.seller.presses("Request payment")

    async def is_paid(self) -> None:
        page = await self.buyer.presses("Pay €")
        assert (await self.world.payer.pays(str(page["url"]))).paid
        await self.world.rests()

    async def is_signed(self) -> None:
        await self.buyer.presses("Read and sign")
        await self.buyer.says("Berta Brandt")
        await self.buyer.presses("I sign")
        await self.seller.presses("Read and sign")
        await self.seller.fills(typed_name="Sven Hansen")
        await self.seller.presses("I sign")

    async def is_begun(self) -> None:
        await self.seller.presses("Start preparing")

    async def is_shipped(self) -> None:
        await self.seller.presses("Ship")
        await self.seller.fills(carrier="DB Schenker", tracking_number="DBS4711820")
        await self.seller.presses("Shipped")

    async def is_received(self) -> None:
        await self.buyer.presses("I received it")

    async def is_disputed(self) -> None:
        await self.buyer.presses("Something is wrong")
        await self.buyer.presses("Damaged")
        await self.buyer.says(WRONG)
        await self.buyer.presses("Open the dispute")

    async def is_ruled(self, outcome: str, back: str = "") -> None:
        """Mara takes the case and decides it."""
        mara = self.world.mara
        await mara.presses("Take the case")
        await mara.presses("Decide")
        await mara.fills(
            reason_code="damaged_in_transit",
            outcome=outcome,
            resolution=REASONS,
            **({"refund_amount": back} if back else {}),
        )
        await mara.presses("Publish")


_WAY = (
    (Trade.is_offered, State.NEGOTIATING),
    (Trade.is_agreed, State.AGREED),
    (Trade.is_billed, State.AWAITING_PAYMENT),
    (Trade.is_paid, State.AWAITING_SIGNATURES),
    (Trade.is_signed, State.PLACED),
    (Trade.is_begun, State.IN_PROGRESS),
    (Trade.is_shipped, State.SHIPPED),
    (Trade.is_received, State.DELIVERED),
    (Trade.is_disputed, State.DISPUTED),
)


async def stands_below_its_card(world: World, case: Dispute, shown: Shown) -> None:
    """The answers, and what was told of the case meanwhile, stand in the thread that its card heads."""
    (thread,) = world.query("SELECT native, status FROM threads WHERE subject_id = ?", case.id)
    assert (shown.raw["thread_ts"], thread[1]) == (thread[0], "open")
    card = next(each for each in await world.mara.messages() if each.key == thread[0])
    assert f"Case {code_of(case.id)}" in card.text
