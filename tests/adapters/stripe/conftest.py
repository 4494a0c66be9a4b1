"""The recording server and a provider that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from adapters.stripe.provider import StripeProvider
from tests.adapters.stripe.loopback import Counter, counter

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class StillClock:
    """A clock that stands at NOW."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="package")
def running_desk() -> Iterator[Counter]:
    with counter() as running:
        yield running


@pytest.fixture
def desk(running_desk: Counter) -> Counter:
    running_desk.clear()
    return running_desk


@pytest.fixture
async def provider(desk: Counter) -> AsyncIterator[StripeProvider]:
    stripe = StripeProvider("sk_test_secret", clock=StillClock(), api_base=desk.base + "/", timeout_seconds=5.0)
    yield stripe
    await stripe.close()
