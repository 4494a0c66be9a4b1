"""A pretended Slack for the tests that look at the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters.slack.pretended_slack import PretendedSlack


@pytest.fixture
async def slack() -> AsyncIterator[PretendedSlack]:
    pretended = PretendedSlack()
    async with pretended.server:
        yield pretended
