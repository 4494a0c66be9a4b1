"""The JSON API as its page shows it: every example in order is one trade, and the books are right in the end."""

from __future__ import annotations

import re

import httpx
import pytest

from adapters.sandbox import cast
from core.invariants import check_deal
from core.trades import State
from tests.scenarios.examples import PAGE, Example, Terminal, examples
from tests.scenarios.players import OnSlack, Player
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

SEED = (
    *("POST /api/auth/register", "POST /api/auth/login", "GET /api/auth/logout"),
    *("GET /api/users/profile", "PUT /api/users/profile", "POST /api/products", "GET /api/products"),
    *("GET /api/products/{id}", "PUT /api/products/{id}", "DELETE /api/products/{id}", "POST /api/negotiations"),
    *("GET /api/negotiations/{id}", "POST /api/negotiations/{id}/messages", "GET /api/negotiations/{id}/messages"),
    *("POST /api/payments/create-gateway", "POST /api/payments/process", "POST /api/escrow/generate-agreement"),
    *("POST /api/escrow/sign-agreement", "POST /api/orders", "GET /api/orders/{id}", "PUT /api/orders/{id}/status"),
    *("POST /api/shipping/{id}/update", "GET /api/shipping/{id}/updates", "POST /api/disputes"),
    *("GET /api/disputes/{id}", "PUT /api/disputes/{id}/resolve"),
)


async def code_of(player: Player) -> str:
    """The code that `login` shows in somebody's own chat."""
    await player.types("login")
    shown = await player.newest()
    found = re.search(r"[A-Za-z0-9_-]{22}", shown.text)
    assert found, shown.text
    return found[0]


async def test_every_seed_endpoint_has_an_example() -> None:
    shown = {
        f"{one.method} {re.sub('/[$][A-Z_]+', '/{id}', one.path.partition('?')[0])}"
        for one in examples()
        if isinstance(one, Example)
    }
    assert not set(SEED) - shown, PAGE


async def test_all_examples_are_one_trade(world: World) -> None:
    terminal = Terminal(world.market.public_url)
    leaf = "SELECT id FROM categories WHERE id NOT IN (SELECT parent_id FROM categories WHERE parent_id IS NOT NULL)"
    terminal.known |= {
        "CATEGORY": world.query(f"{leaf} LIMIT 1")[0][0],
        "SELLER_CODE": await code_of(world.sven),
        "MODERATOR_CODE": await code_of(OnSlack(world, cast.MARA.id)),
    }
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        for one in examples():
            if isinstance(one, Example):
                await terminal.runs(http, one)
            else:
                paid = await world.payer.pays(terminal.filled(one))
                assert paid.paid, paid.words
    await world.rests()
    known = terminal.known
    assert known["FOUND"] == known["PRODUCT"]
    assert known["LAST_IS_OFFER"] == "True"
    assert (known["AGREED"], known["PLACED"], known["NEWS"]) == ("agreed", "placed", "shipped")
    assert (known["DELIVERED"], known["DECIDED"], known["ENDED"]) == ("delivered", "decided", "completed")
    deal = await world.deal(known["DEAL"])
    assert deal.state is State.COMPLETED
    assert check_deal(deal) == []
    assert sum(refund.amount for refund in deal.refunds) == 16_320
    assert sum(payout.amount for payout in deal.payouts) == 40_800 - 16_320 - 734
    await world.sven.sees("Trapezoidal sheet T35")
