"""One world per module: tests in it use different people and deals, and each has to leave it sound."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.scenarios.world import World


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """The world of a module, with everybody in it."""
    made = World(tmp_path_factory.mktemp("world"))
    await made.open()
    yield made
    try:
        await made.ends_well()
    finally:
        await made.close()


@pytest_asyncio.fixture(loop_scope="module")
async def world(opened: World) -> AsyncIterator[World]:
    """The module's world; after the test it must be sound."""
    yield opened
    await opened.is_sound()
