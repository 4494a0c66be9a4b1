"""Only over TLS, only proxies that are known, and test money apart from real money."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest

from adapters.http.app import http_app
from adapters.http.pages import PageWords
from bot.settings import BadSettings, read_settings
from core.ledger import LedgerEntry
from core.ports.unit_of_work import Tx
from core.services.key_mode import MixedModes, mode_of, remember_mode
from core.simulation.memory_store import MemoryStore
from core.simulation.trampoline import run


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC)


async def _healthy() -> bool:
    return True


def _client(*, tls_only: bool) -> httpx.AsyncClient:
    app = http_app(
        intake=None,  # type: ignore[arg-type]
        read_event=None,
        is_healthy=_healthy,
        clock=StillClock(),
        words_after_paying=lambda paid, wanted: PageWords("en", "t", "w"),
        tls_only=tls_only,
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://market")


async def test_browsers_are_told_never_to_come_without_tls() -> None:
    for tls_only in (True, False):
        async with _client(tls_only=tls_only) as http:
            for path in ("/healthz", "/paid", "/nowhere"):
                told = (await http.get(path)).headers.get("strict-transport-security", "")
                assert told.startswith("max-age=31536000") is tls_only


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://market.example"),
        ("PUBLIC_URL", "http://10.0.0.1:8080"),
        ("PUBLIC_URL", "ftp://market.example"),
        ("TRUSTED_PROXIES", "*"),
        ("TRUSTED_PROXIES", "0.0.0.0/0"),
        ("TRUSTED_PROXIES", "::/0"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy.example"),
    ],
)
def test_settings_that_would_open_the_market_are_refused(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings(_env_file=None, **{name: value})


def test_known_proxies_are_taken() -> None:
    assert read_settings(_env_file=None, TRUSTED_PROXIES="10.0.0.1, 192.168.0.0/24").TRUSTED_PROXIES


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def _posting() -> LedgerEntry:
    return LedgerEntry("led_1", "neg_1", "ltx_1", 1, "capture", "psp", "esc:neg_1", 5, "EUR", StillClock().now(), "")


def test_a_database_with_money_keeps_the_kind_of_key_it_began_with(store: MemoryStore) -> None:
    assert [mode_of(key) for key in ("sk_live_x", "rk_live_x", "sk_test_x", "rk_test_x", "x")] == [
        *("live", "live"),
        *("test", "test", "test"),
    ]
    run(remember_mode(store, StillClock(), "test"))
    run(remember_mode(store, StillClock(), "live"))

    async def pays(tx: Tx) -> None:
        await tx.add(_posting())

    run(store.write(pays))
    run(remember_mode(store, StillClock(), "live"))
    with pytest.raises(MixedModes, match="live"):
        run(remember_mode(store, StillClock(), "test"))
    run(remember_mode(store, StillClock(), "live"))
