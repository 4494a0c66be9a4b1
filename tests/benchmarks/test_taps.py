"""What a trade takes in presses and messages stays as little as it is, on both platforms."""

from __future__ import annotations

import pytest

from benchmarks.taps import lines_of, measured
from tests.scenarios.conftest import opened, world  # noqa: F401 - the world of a module
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

WHO_ACCEPTS = "accept → signed and paid, who accepts"


async def test_an_offer_a_signature_and_a_shipment_take_few_taps(world: World) -> None:  # noqa: F811
    found = await measured(world)
    assert {one.platform for one in found} == {"Telegram", "Slack"}
    assert {one.what for one in found if not one.met} <= {WHO_ACCEPTS}
    assert all(one.taps <= 6 for one in found if one.what == WHO_ACCEPTS)
    assert len(lines_of(found)) == len(found) + 1
