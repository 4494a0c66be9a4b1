"""The bot's profile: set in every language, and left alone at the second time."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from adapters.sandbox import cast
from bot.commands.telegram import set_up
from bot.sandbox import Rehearsal, rehearsal_settings
from bot.text.words import LANGUAGES


@pytest.mark.slow
async def test_it_is_set_once_and_then_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rehearsal = Rehearsal(tmp_path)
    await rehearsal.open()
    try:
        settings = rehearsal_settings(tmp_path, rehearsal.sandbox.connections())
        assert await set_up(settings) == 0
        first = capsys.readouterr().out.splitlines()
        assert {line.partition(" ")[0] for line in first[:-1]} == {
            "setMyName",
            "setMyDescription",
            "setMyShortDescription",
            "setMyCommands",
            "setMyDefaultAdministratorRights",
        }
        async with httpx.AsyncClient(base_url=f"{settings.TELEGRAM_API_BASE}/bot{cast.BOT.token}") as http:
            names = [
                (await http.post("/getMyName", json={"language_code": lang})).json()["result"]["name"]
                for lang in LANGUAGES
            ]
        assert len(set(names)) == len(LANGUAGES)
        assert await set_up(settings) == 0
        assert capsys.readouterr().out == "Everything was as it should be.\n"
    finally:
        await rehearsal.close()


async def test_a_telegram_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = rehearsal_settings(
        tmp_path, {"TELEGRAM_API_BASE": "http://127.0.0.1:1", "TELEGRAM_BOT_TOKEN": "77:canary"}
    )
    assert await set_up(settings) == 1
    said = capsys.readouterr()
    assert "did not take it" in said.err
    assert "canary" not in said.err + said.out
