"""What a trade takes in presses and messages stays as little as it is, on both platforms."""

from __future__ import annotations

import pytest

from benchmarks.taps import lines_of, measured
from tests.scenarios.conftest import opened, world  # noqa: F401 - the world of a module
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_offer_a_signature_and_a_shipment_take_few_taps(world: World) -> None:  # noqa: F811
    found = await measured(world)
    assert {one.platform for one in found} == {"Telegram", "Slack"}
    assert {(one.what, one.most) for one in found} == {
        ("listing card → offer sent", 3),
        ("accept → signed and paid, the other side", 5),
        ("accept → signed and paid, who accepts", 5),
        ("ship", 1),
    }
    assert [one for one in found if not one.met] == []
    assert len(lines_of(found)) == len(found) + 1
