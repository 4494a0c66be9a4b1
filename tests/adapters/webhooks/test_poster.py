"""What strangers name as their address never leads into a network of our own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from adapters.webhooks.poster import PublicPoster, require_public
from core.ports.posting import AddressRefused

UNNAMEABLE = (
    *("http://example.org/hook", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//example.org/"),
    *("https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://0.0.0.0/", "https://10.0.0.1/hook"),
    *("https://169.254.169.254/latest/meta-data", "https://2130706433/", "https://0x7f000001/", "https://127.1/"),
    *("https://017700000001/", "https://[::ffff:127.0.0.1]/", "https://user@example.org/", "https://u:p@example.org/"),
    *("https://example.org:22/", "https://example.org:6379/", "https://example.org:99999/", "https://example.org:x/"),
    *("https://exa mple.org/", "https://example.org/\r\nX: y", "https://example.org\\@evil.example/", "https:///x"),
    *("https://example.org/#a", "https://exämple.org/", "https://example.org%00.evil/", "https://-a.example/"),
    *("https://a..example/", "https://example./", "https://metadata/", "https://" + "a" * 600 + ".example/", "", "x"),
)
PRIVATE = (
    *(
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
    ),
    *("100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1"),
    *("fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "nonsense", ""),
)


@pytest.mark.parametrize("url", UNNAMEABLE)
def test_addresses_that_nobody_may_name(url: str) -> None:
    with pytest.raises(AddressRefused):
        PublicPoster().require_allowed(url)


@pytest.mark.parametrize("address", PRIVATE)
def test_networks_that_nothing_is_sent_to(address: str) -> None:
    with pytest.raises(AddressRefused):
        require_public([address])
    with pytest.raises(AddressRefused):
        # One good address among several does not help.
        require_public(["93.184.216.34", address])


def test_the_world_is_open() -> None:
    require_public(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
    for url in ("https://example.org/hook?x=1", "https://a-b.example.org:8443/", "https://example.org"):
        PublicPoster().require_allowed(url)
    with pytest.raises(AddressRefused):
        require_public([])


def test_only_allowed_hosts_where_some_are_named() -> None:
    poster = PublicPoster(hosts=("hooks.example.org", ".partner.example"))
    for url in ("https://hooks.example.org/x", "https://a.partner.example/"):
        poster.require_allowed(url)
    for url in ("https://example.org/", "https://hooks.example.org.evil.example/", "https://evilpartner.example/"):
        with pytest.raises(AddressRefused):
            poster.require_allowed(url)


async def test_a_name_that_leads_home_is_refused_when_sending() -> None:
    async def rebinds(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with pytest.raises(AddressRefused):
        await PublicPoster(resolve=rebinds).post("https://example.org/hook", b"{}", {})


async def test_a_name_that_leads_nowhere_is_no_answer() -> None:
    async def fails(host: str, port: int) -> Sequence[str]:
        raise OSError("unknown host")

    assert await PublicPoster(resolve=fails).post("https://example.org/hook", b"{}", {}) == 0


async def test_this_machine_is_only_reached_in_the_sandbox() -> None:
    with pytest.raises(AddressRefused):
        PublicPoster().require_allowed("http://127.0.0.1:9/x")
    assert await PublicPoster(local=True).post("http://127.0.0.1:9/x", b"{}", {}) == 0
