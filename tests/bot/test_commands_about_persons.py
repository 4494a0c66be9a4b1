"""What an operator does about one person from the command line: take a lost authenticator off them, erase them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.security.one_time import AuthenticatorCodes
from adapters.storage.ciphers import DataKeys
from bot.bootstrap import build
from bot.cli import main
from bot.running import Market
from bot.settings import read_settings
from core.erasing import Erasure
from core.errors import ProofNeeded
from core.events import AuditRow, OutboxRow
from core.members import Company, Membership, Seat, User
from core.ports.unit_of_work import Tx
from core.proofs import Authenticator, ChatProof
from core.services.erasing import COMMAND_LINE
from core.services.membership import Registration

EMAIL = "Ana.Ruiz@acme.example"


def within(step: Callable[[Market], Awaitable[Any]]) -> Any:
    """Something in a market of the environment's settings, opened and closed as a command does it."""

    async def whole() -> Any:
        market = build(read_settings())
        try:
            return await step(market)
        finally:
            await market.store.close()

    return asyncio.run(whole())


async def ana_with_an_app(market: Market) -> Seat:
    """Somebody with a company, an e-mail address, a chat, and an authenticator that has proved who they are."""
    members, proving = market.services.membership, market.services.proving
    keys = DataKeys.from_text(market.keys.data, market.keys.index)

    async def step(tx: Tx) -> Seat:
        met = await members.meet(tx, channel="telegram", tenant="bot", chat_user="77", chat="77", lang="en")
        seat = await members.register(tx, met, Registration("Ana Ruiz", "Acme S.L."))
        user = await tx.get(User, seat.user_id)
        assert user is not None
        await tx.put(replace(user, email=EMAIL, email_index=keys.email_index(EMAIL)))
        await members.meet(tx, channel="slack", tenant="T1", chat_user="77", chat="D77", lang="en")
        key = await proving.set_up(tx, seat)
        assert await proving.confirm(tx, seat, AuthenticatorCodes(bytes).code_at(key, market.services.clock.now()))
        return seat

    return await market.store.write(step)


@pytest.fixture
def ana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Seat:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'market.sqlite3'}")
    monkeypatch.setenv("STEP_UP_MINUTES", "10")
    assert main(["migrate"]) == 0
    seat: Seat = within(ana_with_an_app)
    capsys.readouterr()
    return seat


def test_a_lost_authenticator_is_taken_off_and_everything_that_follows_is_so(
    ana: Seat, capsys: pytest.CaptureFixture[str]
) -> None:
    for nobody in ("nobody@acme.example", "usr_nobody", "77", "slack:78"):
        assert main(["forget-authenticator", nobody]) == 2
        assert "Nobody is known by that" in capsys.readouterr().err

    async def is_there(market: Market) -> bool:
        return await market.store.read(lambda tx: tx.get(Authenticator, ana.user_id)) is not None

    assert within(is_there)
    assert main(["forget-authenticator", " ana.ruiz@ACME.example"]) == 0
    assert "they set up another one" in capsys.readouterr().out

    async def follows(market: Market) -> None:
        async def seen(tx: Tx) -> None:
            assert await tx.find(Authenticator) == await tx.find(ChatProof) == []
            company = await tx.get(Company, ana.company_id)
            assert company is not None
            waits = company.payout_held_until
            assert waits is not None
            assert waits - market.services.clock.now() > timedelta(hours=23)
            told = await tx.find(OutboxRow, notice="authenticator-forgotten")
            assert [row.identity_id for row in told] == [ana.identity_id]
            logged = await tx.find(AuditRow, action="account.authenticator_forgotten")
            assert [(row.actor_id, row.object_id) for row in logged] == [(COMMAND_LINE, ana.user_id)]

        await market.store.read(seen)
        with pytest.raises(ProofNeeded):
            await market.store.read(lambda tx: market.services.proving.require(tx, ana))

    within(follows)
    assert main(["forget-authenticator", ana.user_id]) == 1
    assert "They have no authenticator." in capsys.readouterr().out


def test_somebody_is_erased_unless_others_depend_on_them(ana: Seat, capsys: pytest.CaptureFixture[str]) -> None:
    async def staff(market: Market, role: str) -> None:
        async def step(tx: Tx) -> None:
            user = await tx.get(User, ana.user_id)
            assert user is not None
            await tx.put(replace(user, staff_role=role))

        await market.store.write(step)

    within(lambda market: staff(market, "moderator"))
    assert main(["erase", "telegram:77"]) == 1
    assert capsys.readouterr().err.strip()
    within(lambda market: staff(market, ""))
    assert main(["erase", "telegram:77"]) == 0
    assert f"{ana.user_id} is erased" in capsys.readouterr().out

    async def seen(market: Market) -> None:
        async def step(tx: Tx) -> None:
            assert await tx.get(Erasure, ana.user_id) is not None
            assert await tx.get(Authenticator, ana.user_id) is None
            assert await tx.count(Membership, user_id=ana.user_id) == 0

        await market.store.read(step)

    within(seen)
    assert main(["erase", EMAIL]) == 2


def test_settings_that_are_not_usable_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STEP_UP_MINUTES", "soon")
    for command in ("erase", "forget-authenticator"):
        assert main([command, EMAIL]) == 2
        assert "The settings are not usable:\nSTEP_UP_MINUTES" in capsys.readouterr().err
