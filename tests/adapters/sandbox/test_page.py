"""The page's files and addresses: what a browser is given, and what it is forbidden."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

import adapters.sandbox.page.page as page_module
from adapters.sandbox import cast
from adapters.sandbox.server import Sandbox
from tests.adapters.sandbox.server_harness import running_sandbox

FILES = sorted(file for file in Path(page_module.__file__).parent.iterdir() if file.suffix in (".html", ".css", ".js"))


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox() as sandbox:
        yield sandbox


@pytest_asyncio.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.base_url, trust_env=False) as http:
        yield http


async def test_everything_the_page_names_is_there_under_a_strict_policy(http: httpx.AsyncClient) -> None:
    index = await http.get("/")
    wanted = set(re.findall(r'(?:href|src)="(/[^"]*)"', index.text))
    for file in FILES:
        if file.suffix == ".js":
            wanted |= {f"/page/{name}" for name in re.findall(r'from "\./([^"]+)"', file.read_text())}
    for path in wanted:
        answer = await http.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in answer.headers["content-security-policy"]
    assert len(wanted) > 15


@pytest.mark.parametrize("path", ["/page/page.py", "/page/nothing.js", "/page/../page.py", "/page/%2e%2e/cast.py"])
async def test_nothing_else_is_given_away(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path)).status_code == 404


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_asks_anybody_else_or_turns_words_into_markup(file: Path) -> None:
    text = file.read_text()
    addresses = [found for found in re.findall(r"https?://[^\s\"')]+", text) if "www.w3.org" not in found]
    assert not addresses
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|@import", text)


async def test_the_page_learns_who_sits_where(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    told = (await http.get("/_page")).json()
    assert [person["name"] for person in told["buyers"]] == ["Berta Brandt", "Tomas Ruiz"]
    assert {person["channel"] for person in told["moderators"]} == {cast.MODERATORS_CHANNEL.id}
    assert told["base_url"] == sandbox.base_url
    assert told["world"] == (await http.get("/_changes")).json()["world"]


async def test_the_command_menu_is_the_narrowest_in_the_persons_language(http: httpx.AsyncClient) -> None:
    async def set_commands(word: str, **given: object) -> None:
        commands = [{"command": word, "description": "…"}]
        body = {"commands": commands, **given}
        assert (await http.post(f"/telegram/bot{cast.BOT.token}/setMyCommands", json=body)).json()["ok"]

    async def menu(language: str) -> list[str]:
        found = (await http.get("/_page/commands", params={"language": language})).json()["commands"]
        return [each["command"] for each in found]

    assert await menu("en") == []
    await set_commands("plain")
    assert await menu("en") == ["plain"]
    await set_commands("private", scope={"type": "all_private_chats"})
    await set_commands("privat", scope={"type": "all_private_chats"}, language_code="de")
    assert (await menu("en"), await menu("de")) == (["private"], ["privat"])


async def test_a_wait_that_is_no_number_is_refused(http: httpx.AsyncClient) -> None:
    assert (await http.get("/_changes", params={"wait": "long"})).status_code == 422
