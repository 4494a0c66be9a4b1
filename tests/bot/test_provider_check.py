"""The check of a provider account: it passes on the sandbox, and names the step that an account fails."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.server import Sandbox
from adapters.sandbox.wire_log import WireLog
from bot.commands.provider_check import check, run_provider_check
from bot.sandbox import rehearsal_settings
from bot.settings import Settings


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[Sandbox]:
    made = Sandbox(clock=WorldClock(tmp_path / "clock"), wire=WireLog(None), port=0)
    await made.start()
    yield made
    await made.stop()


async def _settings(sandbox: Sandbox, folder: Path) -> Settings:
    settings = rehearsal_settings(folder, sandbox.connections())
    await _control(sandbox, "_webhook", url=f"{settings.PUBLIC_URL}/stripe/webhook", secret=_secret(settings))
    return settings


def _secret(settings: Settings) -> str:
    return settings.STRIPE_WEBHOOK_SECRET.get_secret_value()


async def _control(sandbox: Sandbox, path: str, **given: Any) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        (await client.post(f"{sandbox.base_url}/stripe/{path}", json=given)).raise_for_status()


async def test_it_passes_on_the_sandbox(sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = await _settings(sandbox, tmp_path)
    assert await check(settings, currency="EUR", webhooks=True, wait_seconds=10) == 0
    said = capsys.readouterr().out
    for step in ("authorise a card", "capture", "refund", "cancel the hold", "declined", "3-D Secure"):
        assert step in said
    assert "FAILED" not in said


async def test_it_says_which_step_failed(sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = await _settings(sandbox, tmp_path)
    await _control(sandbox, "_faults", **{"500_stored": {"endpoint": "POST /v1/refunds", "count": 1}})
    assert await check(settings, currency="EUR", webhooks=True, wait_seconds=10) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FAILED")]
    assert len(said) == 1
    assert said[0].startswith("FAILED refund")


async def test_webhooks_that_do_not_come_are_a_fault(
    sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = await _settings(sandbox, tmp_path)
    await _control(sandbox, "_webhook", url=f"{settings.PUBLIC_URL}/stripe/webhook", secret="whsec_another")
    assert await check(settings, currency="EUR", webhooks=True, wait_seconds=0.2) == 1
    assert "no signed payment_intent.amount_capturable_updated came" in capsys.readouterr().out
    assert await check(settings, currency="EUR", webhooks=False) == 0


async def test_a_taken_port_is_named(sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = await _settings(sandbox, tmp_path)
    with socket.create_server((settings.HOST, settings.PORT)):
        assert await check(settings, currency="EUR", webhooks=True) == 2
    assert "end the market first" in capsys.readouterr().err


@pytest.mark.parametrize(("key", "words"), [("sk_live_1", "key of test mode"), ("", "key of test mode")])
def test_real_money_is_never_moved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STRIPE_SECRET_KEY", key)
    assert run_provider_check(currency="EUR", webhooks=True, wait_seconds=1) == 2
    assert words in capsys.readouterr().err
