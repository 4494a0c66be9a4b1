"""The guard before everything that is served: limits, bounds, headers, and a last answer that tells nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from adapters.http.addresses import place_of
from adapters.http.guarding import BODY_BYTES_MAX, DEPTH_MAX, Guarded, depth_of
from adapters.limiting.windows import SWEEP_SECONDS, USUAL, SeldomSwept, WindowLimits
from core.ports.unit_of_work import is_patient

RULES = {**USUAL, "address": "5/minute"}


@pytest.fixture(autouse=True)
def within_one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library counts from one full quarter of an hour (minute, …) to the next: here none is ever over."""
    stands = SimpleNamespace(time=lambda: 900_000_450.0)
    monkeypatch.setattr("limits.storage.memory.time", stands)


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _page(_request: Request) -> Response:
    return PlainTextResponse(
        "page", headers={"content-security-policy": "default-src 'self'", "x-frame-options": "SAMEORIGIN"}
    )


async def _patience(_request: Request) -> Response:
    return PlainTextResponse("may wait" if is_patient() else "goes first")


APP = Starlette(
    routes=[
        Route("/patience", _patience, methods=["GET", "POST"]),
        Route("/echo", _echo, methods=["POST"]),
        Route("/hook", _echo, methods=["POST"]),
        Route("/login", _echo, methods=["POST"]),
        Route("/page", _page),
        Route("/docs", _echo, methods=["POST"]),
    ]
)


async def _bare(scope: dict[str, object], receive: object, send: object) -> None:
    """An application that does not even answer its own faults."""
    raise RuntimeError("canary-of-a-stack")


def client(address: str = "192.0.2.1", *, guarded: Guarded | None = None, app: object = APP) -> httpx.AsyncClient:
    made = guarded or guard(app=app)
    transport = httpx.ASGITransport(app=made, client=(address, 5000), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://market.test")


def guard(*, rules: dict[str, str] = USUAL, app: object = APP) -> Guarded:  # type: ignore[assignment]
    return Guarded(app, WindowLimits(rules), platforms=("/hook",), passwords=("/login",))  # type: ignore[arg-type]


async def test_one_address_is_limited_and_no_other_feels_it() -> None:
    guarded = guard(rules=RULES)
    async with client(guarded=guarded) as flood, client("192.0.2.2", guarded=guarded) as honest:
        assert [(await flood.post("/echo")).status_code for _ in range(7)] == [200] * 5 + [429] * 2
        refused = await flood.post("/echo")
        assert refused.headers["retry-after"] == "30"
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["code"] == "too-many"
        # What is signed is not held up by what is not.
        assert (await flood.post("/hook")).status_code == 200
        assert (await honest.post("/echo")).status_code == 200


async def test_who_has_many_addresses_of_one_network_has_one() -> None:
    guarded = guard(rules=RULES)
    tried = []
    for n in range(7):
        async with client(f"2001:db8:1:2::{n}", guarded=guarded) as flood:
            tried.append((await flood.post("/echo")).status_code)
    assert tried == [200] * 5 + [429] * 2
    async with client("2001:db8:1:3::1", guarded=guarded) as neighbour:
        assert (await neighbour.post("/echo")).status_code == 200


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:DB8:0:0:1::9", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_places(given: str, place: str) -> None:
    assert place_of({"client": (given, 1)}) == place


def test_nowhere_is_a_place() -> None:
    assert place_of({"client": None}) == place_of({}) == ""


async def test_requests_of_programmes_let_people_in_chats_go_first() -> None:
    guarded = Guarded(APP, WindowLimits(), platforms=("/hook",))
    of_platforms = Guarded(APP, WindowLimits(), platforms=("/patience",))
    async with client(guarded=guarded) as programme, client(guarded=of_platforms) as platform:
        assert [(await programme.get("/patience")).text, (await programme.post("/patience")).text] == ["may wait"] * 2
        assert (await platform.post("/patience")).text == "goes first"
    assert not is_patient()


@pytest.mark.parametrize("path", ["/echo", "/hook"])
async def test_bodies_are_bounded_whether_they_say_their_length_or_not(path: str) -> None:
    async def drip() -> AsyncIterator[bytes]:
        for _ in range(BODY_BYTES_MAX // 50_000 + 1):
            yield b"x" * 50_000

    async with client() as sender:
        assert (await sender.post(path, content=b"x" * BODY_BYTES_MAX)).text == str(BODY_BYTES_MAX)
        assert (await sender.post(path, content=b"x" * (BODY_BYTES_MAX + 1))).status_code == 413
        assert (await sender.post(path, content=drip())).status_code == 413
        json = {"content-type": "application/json"}
        assert (await sender.post(path, content=drip(), headers=json)).status_code == 413


async def test_json_is_only_so_deep() -> None:
    async with client() as sender:
        json = {"content-type": "application/problem+json; charset=utf-8"}
        fine = b'{"a":' * (DEPTH_MAX - 1) + b"[]" + b"}" * (DEPTH_MAX - 1)
        assert (await sender.post("/echo", content=fine, headers=json)).text == str(len(fine))
        deep = await sender.post("/echo", content=b"[" * 200_000, headers=json)
        assert (deep.status_code, deep.json()["code"]) == (422, "too-deep")


@pytest.mark.parametrize(
    ("content", "depth"),
    [
        (b"", 0),
        (b"{}", 1),
        (b'{"a":[1,{"b":[]}],"c":{}}', 4),
        (b'["[[[[","\\"[[[", {}]', 2),
        (b'["never closed [[[[', 1),
        (b'"' + b'\\"' * 200_000, 0),
        (b"}}[", 0),
    ],
)
def test_depth(content: bytes, depth: int) -> None:
    assert depth_of(content) == depth


async def test_every_answer_carries_its_headers_and_keeps_its_own() -> None:
    async with client() as plain:
        answer = await plain.post("/echo")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        page = await plain.get("/page")
        assert page.headers.get_list("content-security-policy") == ["default-src 'self'"]
        assert page.headers.get_list("x-frame-options") == ["SAMEORIGIN"]
        assert "content-security-policy" not in (await plain.post("/docs")).headers


async def test_what_nobody_foresaw_is_a_reference_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        async with client(app=_bare) as caller:
            answer = await caller.get("/echo")
    assert answer.status_code == 500
    assert "canary" not in answer.text
    reference = answer.json()["fields"]["reference"]
    assert [getattr(record, "reference", "") for record in caplog.records] == [reference]


async def test_floods_behind_a_trusted_proxy_cost_honest_people_nothing() -> None:
    """Twenty addresses ask three times as often as they may, at passwords and elsewhere; forty ask as people do. All come
    through one proxy, which says for whom; what a stranger says about whom they come for is not believed."""
    rules = {**USUAL, "address": "20/minute"}
    guarded = ProxyHeadersMiddleware(guard(rules=rules), trusted_hosts=["198.51.100.1"])  # type: ignore[arg-type]
    served: dict[str, list[int]] = {"flood": [], "honest": []}
    transport = httpx.ASGITransport(app=guarded, client=("198.51.100.1", 1))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://market.test") as proxy:

        async def asks(address: str, who: str, path: str, times: int) -> None:
            for _ in range(times):
                answer = await proxy.post(path, headers={"x-forwarded-for": f"203.0.113.250, {address}"})
                served[who].append(answer.status_code)

        await asyncio.gather(
            *(
                asks(f"192.0.2.{n}", "flood", path, times)
                for n in range(20)
                for path, times in (("/login", 15), ("/echo", 45))
            ),
            *(asks(f"192.0.2.{n}", "honest", path, 2) for n in range(100, 140) for path in ("/login", "/echo")),
        )
    assert served["honest"] == [200] * 160
    assert served["flood"].count(429) > 20 * 35
    stranger = httpx.ASGITransport(app=guarded, client=("203.0.113.9", 1))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=stranger, base_url="http://market.test") as liar:
        said = [
            (await liar.post("/echo", headers={"x-forwarded-for": f"192.0.2.{n}"})).status_code for n in range(200, 222)
        ]
    assert said == [200] * 20 + [429] * 2


def test_a_thousand_hits_start_no_thread_and_what_is_over_is_forgotten() -> None:
    windows = SeldomSwept()
    before = windows.timer
    assert (before.interval, before.daemon) == (SWEEP_SECONDS, True)
    for number in range(1_000):
        windows.incr(f"somebody {number}", expiry=-1)
    assert windows.timer is before
    before.cancel()
    assert len(windows.expirations) == 1_000
    before.function()
    assert not windows.expirations
    assert not windows.storage
