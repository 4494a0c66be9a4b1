"""The runtime against a small local server that keeps Telegram's promises about offsets."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiohttp import web

from adapters.telegram.calling import CallLost, CallRefused
from adapters.telegram.runtime import PollingConflict, TelegramRuntime
from adapters.telegram.runtime_aiogram import AiogramRuntime
from adapters.telegram.runtime_ptb import PtbRuntime
from adapters.telegram.webhook import Webhook
from core.ports.chat import ChatMoved, ChatRefused, Line, Media, Place, Screen
from core.tokens import KeyRing

RING = KeyRing({"a": b"k" * 32}, "a")
TOKEN = "77:canary-secret"
HOME = Place("telegram", "77", "500")
CARD = Screen("k", (Line("head", "Deal"),))


class Server:
    """getUpdates confirms below the offset and returns the rest; other methods answer what the test has put."""

    def __init__(self) -> None:
        self.pending: dict[int, dict[str, Any]] = {}
        self.offsets: list[int | None] = []
        self.polls: list[dict[str, Any]] = []
        self.trouble: list[web.Response] = []
        self.answers: dict[str, web.Response] = {}
        self.calls: list[tuple[str, Any]] = []
        self.base = ""

    def add(self, *update_ids: int) -> None:
        self.pending |= {number: {"update_id": number, "message": {"text": f"é {number}"}} for number in update_ids}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        assert request.match_info["token"] == TOKEN
        method = request.match_info["method"]
        if request.content_type == "application/json":
            params = await request.json()
        else:
            params = {}
            for key, value in (await request.post()).items():
                params[key] = value.file.read() if isinstance(value, web.FileField) else _meant(key, value)
        if method == "getUpdates":
            return await self._updates(params)
        self.calls.append((method, params))
        put = self.answers.get(method)
        if put is not None:
            # A response object goes out once only.
            return web.Response(body=put.body, status=put.status, content_type=put.content_type)
        return web.json_response({"ok": True, "result": {"message_id": 5, "username": "parley_bot"}})

    async def _updates(self, params: dict[str, Any]) -> web.Response:
        self.polls.append(params)
        self.offsets.append(params.get("offset"))
        if self.trouble:
            return self.trouble.pop(0)
        offset = params.get("offset")
        if offset is not None:
            self.pending = {number: update for number, update in self.pending.items() if number >= offset}
        if not self.pending:
            await asyncio.sleep(0.02)
        return web.json_response({"ok": True, "result": [self.pending[number] for number in sorted(self.pending)]})

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["path"] == "elsewhere.jpg":
            raise web.HTTPFound(f"/file/bot{request.match_info['token']}/photos/a%20b.jpg")
        if request.match_info["path"] != "photos/a b.jpg":
            return web.Response(status=404)
        return web.Response(body=b"x" * 200_000)


def _meant(key: str, value: str) -> Any:
    """A form carries everything but text as JSON."""
    return json.loads(value) if key in ("offset", "timeout", "limit", "allowed_updates", "commands") else value


class Inbox:
    """An intake that records, and fails as often as the test asks."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.events: list[tuple[str, str, str, bytes]] = []
        self.polls_at_accept: list[int] = []
        self.failures = 0
        self.fail_on = ""

    async def accept(self, channel: str, tenant: str, event_id: str, raw: bytes) -> bool:
        await asyncio.sleep(0)
        if self.failures and event_id == self.fail_on:
            self.failures -= 1
            raise RuntimeError("the database is away")
        self.events.append((channel, tenant, event_id, raw))
        self.polls_at_accept.append(len(self.server.polls))
        return True

    async def answer(self, channel: str, tenant: str, event_id: str, raw: bytes) -> Mapping[str, str]:
        return {}

    @property
    def ids(self) -> list[str]:
        return [event_id for _, _, event_id, _ in self.events]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    stub = Server()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", stub.handle)
    app.router.add_get("/file/bot{token}/{path:.*}", stub.file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    stub.base = f"http://{host}:{port}"
    yield stub
    await runner.cleanup()


class Library:
    """The runtime under test: everything here holds for both."""

    runtime: type[AiogramRuntime | PtbRuntime] = AiogramRuntime


@pytest.fixture(autouse=True, params=[AiogramRuntime, PtbRuntime], ids=["aiogram", "python-telegram-bot"])
def library(request: pytest.FixtureRequest) -> None:
    Library.runtime = request.param


def runtime_for(server: Server, inbox: Inbox, **options: Any) -> TelegramRuntime:
    options = {"pause_seconds": 0.01, "pause_seconds_max": 0.02, "api_base": server.base, **options}
    return Library.runtime(TOKEN, ring=RING, intake=inbox, **options)


async def until(condition: Any) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - the server under observation knows nothing of events
            await asyncio.sleep(0.005)


def refusal(code: int, description: str, **parameters: Any) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return web.json_response(body, status=code)


def test_importing_the_adapter_does_not_import_aiogram() -> None:
    code = (
        "import importlib, pkgutil, sys, adapters.telegram as package\n"
        "for module in pkgutil.iter_modules(package.__path__, 'adapters.telegram.'): importlib.import_module(module.name)\n"
        "print([name for name in ('aiogram', 'aiohttp', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("base", ["http://api.example", "http://10.0.0.1:8081", "ftp://127.0.0.1", "api.example", ""])
def test_a_token_is_not_sent_in_clear_text(base: str, server_free_inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="https"):
        runtime_for(Server(), server_free_inbox, api_base=base)


@pytest.mark.parametrize("token", ["", "77", "77:", "bot:secret", "77:with space", "٧٧:x"])
def test_a_token_that_is_none_is_refused_without_repeating_it(token: str, server_free_inbox: Inbox) -> None:
    with pytest.raises(ValueError, match=r"^this is not a Telegram bot token$"):
        Library.runtime(token, api_base="https://api.example", ring=RING, intake=server_free_inbox)


@pytest.fixture
def server_free_inbox() -> Inbox:
    return Inbox(Server())


async def test_the_offset_moves_only_after_the_whole_batch_is_committed(server: Server) -> None:
    inbox = Inbox(server)
    inbox.failures, inbox.fail_on = 2, "tg:12"
    server.add(11, 12, 13)
    runtime = runtime_for(server, inbox)
    await runtime.start()
    await until(lambda: 14 in server.offsets)
    await runtime.stop()
    assert inbox.ids == ["tg:11", "tg:11", "tg:11", "tg:12", "tg:13"]
    assert server.offsets[:4] == [None, None, None, 14]
    assert inbox.polls_at_accept[-1] == 3
    channel, tenant, _, raw = inbox.events[-1]
    assert (channel, tenant) == ("telegram", "77")
    assert json.loads(raw) == {"update_id": 13, "message": {"text": "é 13"}}
    assert server.pending == {}
    assert set(server.polls[0]["allowed_updates"]) == set(WANTED)


async def test_ids_that_fall_back_after_a_quiet_week_are_still_read(server: Server) -> None:
    inbox = Inbox(server)
    server.add(2_000_000)
    runtime = runtime_for(server, inbox)
    await runtime.start()
    await until(lambda: 2_000_001 in server.offsets and server.offsets[-1] is None)
    server.add(1_000_000)
    await until(lambda: "tg:1000000" in inbox.ids)
    await runtime.stop()
    assert inbox.ids == ["tg:2000000", "tg:1000000"]


async def test_polling_survives_faults_and_tells_no_secrets(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    inbox = Inbox(server)
    server.trouble = [
        web.Response(status=502, text="<html>Bad Gateway</html>"),
        web.Response(status=200, text="not json"),
        web.json_response({"ok": True, "result": [{"no": "id"}]}),
        refusal(429, "Too Many Requests", retry_after=0.01),
        refusal(401, "Unauthorized"),
    ]
    server.add(3)
    runtime = runtime_for(server, inbox)
    await runtime.start()
    await until(lambda: inbox.ids == ["tg:3"])
    await runtime.stop()
    await runtime.stop()
    assert "Telegram polling failed 5 time(s)" in caplog.text
    assert "canary" not in caplog.text
    assert "é 3" not in caplog.text


async def test_a_second_poller_ends_it_with_one_clear_line(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    told: list[bool] = []
    server.trouble = [refusal(409, "Conflict: terminated by other getUpdates request")]
    runtime = runtime_for(server, Inbox(server), on_conflict=lambda: told.append(True))
    await runtime.start()
    with pytest.raises(PollingConflict):
        await runtime.wait()
    await runtime.stop()
    assert told == [True]
    assert [record.levelname for record in caplog.records if record.name.startswith("adapters")] == ["ERROR"]


async def test_stopping_does_not_wait_for_a_long_poll(server: Server) -> None:
    over = asyncio.Event()

    async def long_poll(params: dict[str, Any]) -> web.Response:
        server.polls.append(params)
        await over.wait()
        return web.json_response({"ok": True, "result": []})

    server._updates = long_poll  # type: ignore[method-assign]
    runtime = runtime_for(server, Inbox(server))
    await runtime.start()
    with pytest.raises(RuntimeError):
        await runtime.start()
    await until(lambda: server.polls)
    async with asyncio.timeout(30):
        await runtime.stop()
        await runtime.wait()
    over.set()


async def test_the_platform_speaks_over_the_wire(server: Server) -> None:
    async def load(ref: str) -> bytes | None:
        return b"\xff\xd8jpeg"

    runtime = runtime_for(server, Inbox(server), load=load)
    picture = Screen("k", CARD.lines, media=(Media("photo", "blob_1", 'a "b" é.jpg'),))
    assert (await runtime.platform.show(HOME, CARD)).parts == ("5",)
    await runtime.platform.show(HOME, picture)
    server.answers["sendMessage"] = refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100999)
    with pytest.raises(ChatMoved) as moved:
        await runtime.platform.show(HOME, CARD)
    await runtime.stop()
    assert moved.value.chat == "-100999"
    assert server.calls[0][1]["text"] == "<b>Deal</b>"
    assert server.calls[1] == (
        "sendPhoto",
        {
            "chat_id": "500",
            "photo": "attach://file",
            "caption": "<b>Deal</b>",
            "parse_mode": "HTML",
            "file": b"\xff\xd8jpeg",
        },
    )


async def test_files_come_down_within_their_limit(server: Server) -> None:
    runtime = runtime_for(server, Inbox(server))
    server.answers["getFile"] = web.json_response({"ok": True, "result": {"file_path": "photos/a b.jpg"}})
    assert len(await runtime.platform.fetch(Media("photo", "F"), size_max=200_000)) == 200_000
    with pytest.raises(CallRefused) as big:
        await runtime.caller.download("photos/a b.jpg", size_max=199_999)
    assert big.value.code == 413
    server.answers["getFile"] = web.json_response({"ok": True, "result": {"file_path": "gone.jpg"}})
    with pytest.raises(ChatRefused) as gone:
        await runtime.platform.fetch(Media("photo", "F"), size_max=10)
    assert "canary" not in str(gone.value)
    with pytest.raises(CallRefused) as moved:
        await runtime.caller.download("elsewhere.jpg", size_max=200_000)
    assert moved.value.code == 302
    await runtime.stop()


async def test_a_dead_server_is_a_lost_call_without_the_token(server: Server) -> None:
    runtime = runtime_for(server, Inbox(server), api_base="http://127.0.0.1:1")
    for attempt in (runtime.caller.call("getMe", {}), runtime.caller.download("x", size_max=1)):
        with pytest.raises(CallLost) as lost:
            await attempt
        assert "canary" not in str(lost.value)
    await runtime.set_up({"": [("start", "Begin")]})
    await runtime.stop()


async def test_set_up_names_the_commands_in_every_language(server: Server) -> None:
    runtime = runtime_for(server, Inbox(server))
    await runtime.set_up({"": [("start", "Begin")], "es": [("start", "Empezar")]})
    await runtime.stop()
    assert runtime.username == "parley_bot"
    assert [params for method, params in server.calls if method == "setMyCommands"] == [
        {"commands": [{"command": "start", "description": "Begin"}]},
        {"commands": [{"command": "start", "description": "Empezar"}], "language_code": "es"},
    ]


HOOK = Webhook("https://parley.example/telegram/webhook", "s" * 32)
WANTED = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]


def hook_info(url: str = HOOK.url, allowed: list[str] | None = None, **more: Any) -> web.Response:
    return web.json_response({"ok": True, "result": {"url": url, "allowed_updates": allowed or WANTED, **more}})


async def test_a_webhook_is_set_by_name_and_mended_when_it_drifts(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers["setWebhook"] = web.json_response({"ok": True, "result": True})
    runtime = runtime_for(server, Inbox(server), webhook=HOOK)

    async def sets(info: web.Response) -> list[Any]:
        server.calls.clear()
        server.answers["getWebhookInfo"] = info
        await runtime.watch_webhook()
        return [params for method, params in server.calls if method == "setWebhook"]

    server.answers["getWebhookInfo"] = hook_info()
    await runtime.start()
    wanted = next(params for method, params in server.calls if method == "setWebhook")
    assert (wanted["url"], wanted["secret_token"]) == (HOOK.url, HOOK.secret)
    assert set(wanted["allowed_updates"]) == set(WANTED)
    assert await sets(hook_info()) == []
    assert "set again" not in caplog.text
    assert len(await sets(hook_info(url="https://elsewhere.example"))) == 1
    assert len(await sets(hook_info(allowed=["message"]))) == 1
    assert caplog.text.count("set again") == 2
    assert server.polls == []
    await runtime.stop()


async def test_what_telegram_could_not_deliver_is_said_once(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.answers["setWebhook"] = web.json_response({"ok": True, "result": True})
    runtime = runtime_for(server, Inbox(server), webhook=HOOK)
    server.answers["getWebhookInfo"] = hook_info(
        pending_update_count=500, last_error_date=1_800_000_000, last_error_message="canary-words"
    )
    await runtime.watch_webhook()
    server.answers["getWebhookInfo"] = hook_info(pending_update_count=0, last_error_date=1_800_000_000)
    await runtime.watch_webhook()
    await runtime.stop()
    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(said) == 2
    assert "500 updates" in said[0]
    assert "canary" not in caplog.text


@pytest.mark.parametrize("secret", ["", "short", "s" * 31, "s" * 257, "ß" * 40, "with space " * 4])
def test_a_weak_secret_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(HOOK.url, secret)
