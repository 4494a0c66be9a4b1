"""Only over TLS, only proxies that are known, and test money apart from real money."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.http.app import http_app
from adapters.http.pages import PageWords
from adapters.http.transport import server_options
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


def _certificate(folder: Path) -> Path:
    """A certificate for this machine and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "chain.pem"
    encoding = serialization.Encoding.PEM
    plain = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(encoding) + plain)
    return path


async def _host_seen(proxies: str, certificate: str, *, verify: ssl.SSLContext | bool) -> str:
    """From where a request that claims to be forwarded is seen to come."""
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    options = server_options(proxies, certificate, "")
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", **options))
    listening = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server._serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - the server offers no event
        await asyncio.sleep(0.01)
    scheme = "https" if certificate else "http"
    async with httpx.AsyncClient(verify=verify, trust_env=False) as http:
        address = f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/"
        assert (await http.get(address, headers={"x-forwarded-for": "203.0.113.9"})).text == "ok"
    server.should_exit = True
    await serving
    return seen[0]


async def test_only_a_proxy_that_is_named_says_who_comes() -> None:
    assert await _host_seen("", "", verify=False) == "127.0.0.1"
    assert await _host_seen("10.0.0.1, 192.168.0.0/16", "", verify=False) == "127.0.0.1"
    assert await _host_seen("10.0.0.1, 127.0.0.0/8", "", verify=False) == "203.0.113.9"


async def test_tls_of_our_own(tmp_path: Path) -> None:
    certificate = _certificate(tmp_path)
    trusting = ssl.create_default_context(cafile=str(certificate))
    assert await _host_seen("", str(certificate), verify=trusting) == "127.0.0.1"
