"""Files that come down over a host's own bot: within their limit, and never with the token to somewhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from adapters.telegram.calling import CallLost, CallRefused
from adapters.telegram.mount_aiogram import HostCaller

TOKEN = "77:canary-secret"


class _Somewhere:
    """A Bot API that sends some away, to a place that would like to know the token."""

    def __init__(self) -> None:
        self.lured: list[str] = []

    async def file(self, request: web.Request) -> web.Response:
        match request.match_info["path"]:
            case "elsewhere.jpg":
                raise web.HTTPFound(f"/lure/{request.match_info['token']}")
            case "photos/a b.jpg":
                return web.Response(body=b"x" * 200_000)
        return web.Response(status=404)

    async def lure(self, request: web.Request) -> web.Response:
        self.lured.append(request.path)
        return web.Response(body=b"malware")


@pytest.fixture
async def somewhere() -> AsyncIterator[tuple[_Somewhere, HostCaller]]:
    stub = _Somewhere()
    app = web.Application()
    app.router.add_get("/file/bot{token}/{path:.*}", stub.file)
    app.router.add_get("/lure/{rest:.*}", stub.lure)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(f"http://{host}:{port}")))
    yield stub, HostCaller(bot)
    await bot.session.close()
    await runner.cleanup()


async def test_no_redirect_is_followed_with_the_token(somewhere: tuple[_Somewhere, HostCaller]) -> None:
    stub, caller = somewhere
    with pytest.raises(CallRefused) as moved:
        await caller.download("elsewhere.jpg", size_max=200_000)
    assert moved.value.code == 302
    assert stub.lured == []


async def test_files_come_down_within_their_limit(somewhere: tuple[_Somewhere, HostCaller]) -> None:
    _, caller = somewhere
    assert len(await caller.download("photos/a b.jpg", size_max=200_000)) == 200_000
    with pytest.raises(CallRefused) as big:
        await caller.download("photos/a b.jpg", size_max=199_999)
    assert big.value.code == 413
    with pytest.raises(CallRefused) as gone:
        await caller.download("gone.jpg", size_max=10)
    assert gone.value.code == 400


async def test_a_dead_server_is_a_lost_call_without_the_token() -> None:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:1")))
    with pytest.raises(CallLost) as lost:
        await HostCaller(bot).download("x", size_max=1)
    assert "canary" not in str(lost.value)
    await bot.session.close()
