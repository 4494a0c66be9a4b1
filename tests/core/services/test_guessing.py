"""Passwords that are guessed, and accounts that are opened by the dozen."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from adapters.limiting.windows import USUAL, WindowLimits
from core.errors import BadCredentials, DomainError, InvalidValue, TooMany
from core.services.guessing import Guesses
from tests.core.services.office import ANOTHER, ELSEWHERE, EMAIL, HERE, PASSWORD, Office


@pytest.fixture(autouse=True)
def within_one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library counts from one full quarter of an hour (minute, …) to the next: here none is ever over."""
    stands = SimpleNamespace(time=lambda: 900_000_450.0)
    monkeypatch.setattr("limits.storage.memory.time", stands)


async def test_five_wrong_passwords_shut_out_who_guesses_and_nobody_else(office: Office) -> None:
    signed = await office.ana()
    service = office.service

    async def guesses(email: str, address: str, times: int, password: str = ANOTHER) -> list[str]:
        tried = await asyncio.gather(
            *(service.login(email=email, password=password, address=address) for _ in range(times)),
            return_exceptions=True,
        )
        return sorted(type(one).__name__ for one in tried)

    for email in (EMAIL, "nobody@acme.example"):
        # At once or one after the other, and whether there is such an account or not.
        assert await guesses(email, HERE, 8) == ["BadCredentials"] * 5 + ["TooMany"] * 3
    assert await guesses(EMAIL, HERE, 1, PASSWORD) == ["TooMany"], "not even the right one is compared"
    for way in (
        service.prove(signed.access_token, password=PASSWORD, address=HERE),
        service.change_password(signed.access_token, old=PASSWORD, new=ANOTHER, address=HERE),
    ):
        with pytest.raises(TooMany):
            await way
    # The owner comes from elsewhere, colleagues from the same address; whoever knows the password may mistype it again.
    await service.register(email="ben@acme.example", password=PASSWORD, user_type="buyer", address=HERE)
    for email, address in ((EMAIL, ELSEWHERE), ("ben@acme.example", HERE)):
        for _ in range(3):
            assert await guesses(email, address, 4) == ["BadCredentials"] * 4
            assert await guesses(email, address, 1, PASSWORD) == ["SignedIn"]
    assert await guesses(EMAIL, HERE, 1, PASSWORD) == ["TooMany"]


async def test_whoever_tries_many_accounts_is_stopped_and_colleagues_behind_the_address_are_not(office: Office) -> None:
    office.service = office.accounts(WindowLimits({**USUAL, "passwords": "7/hour"}))
    service = office.service

    async def tries(email: str, address: str = HERE, password: str = ANOTHER) -> str:
        try:
            return (await service.login(email=email, password=password, address=address)).user_id[:3]
        except DomainError as refusal:
            return refusal.code

    await office.ana()
    for name in ("ben", "carl"):
        await service.register(email=f"{name}@acme.example", password=PASSWORD, user_type="buyer", address=HERE)
    assert {await tries("ben@acme.example", password=PASSWORD) for _ in range(20)} == {"usr"}
    sprayed = [await tries(f"x{n}@nowhere.example") for n in range(9)]
    assert sprayed == ["bad-credentials"] * 7 + ["too-many"] * 2
    # Who was here before comes in, others come from elsewhere.
    assert await tries("ben@acme.example", password=PASSWORD) == "usr"
    assert await tries("carl@acme.example", password=PASSWORD) == "too-many"
    assert await tries("carl@acme.example", ELSEWHERE, PASSWORD) == "usr"
    # What is wrong is the same for everybody: nobody learns who has been here. And it is no more often than always.
    for name in ("ben", "carl", "nobody"):
        assert await tries(f"{name}@acme.example") == "too-many"
    assert await tries("ben@acme.example", password=PASSWORD) == "usr"
    assert [await tries("ben@acme.example") for _ in range(5)] == ["too-many"] * 5
    assert await tries("ben@acme.example", password=PASSWORD) == "too-many"


async def test_whoever_has_a_session_is_not_held_by_what_others_guess_at_the_address(office: Office) -> None:
    office.service = office.accounts(WindowLimits({**USUAL, "passwords": "3/hour"}))
    service = office.service
    ana = await office.ana()
    ben, carl = [
        await service.register(email=f"{name}@acme.example", password=PASSWORD, user_type="buyer", address=HERE)
        for name in ("ben", "carl")
    ]
    # What is mistyped in a session shuts out nobody else.
    for _ in range(4):
        with pytest.raises(BadCredentials):
            await service.prove(carl.access_token, password=ANOTHER, address=HERE)
    for name in "xyz":
        with pytest.raises(BadCredentials):
            await service.login(email=f"{name}@nowhere.example", password=PASSWORD, address=HERE)
    for email in ("x@nowhere.example", EMAIL):
        with pytest.raises(TooMany):
            await service.login(email=email, password=PASSWORD, address=HERE)
    assert (await service.change_password(ben.access_token, old=PASSWORD, new=ANOTHER, address=HERE)).user_id
    await service.prove(carl.access_token, password=PASSWORD, address=HERE)
    # Going on with a session makes somebody known there.
    await service.refresh(ana.refresh_token, address=HERE)
    assert (await service.login(email=EMAIL, password=PASSWORD, address=HERE)).user_id == ana.user_id


async def test_going_on_with_a_session_takes_back_no_guess(office: Office) -> None:
    ana = await office.ana()
    for _ in range(5):
        with pytest.raises(BadCredentials):
            await office.service.prove(ana.access_token, password=ANOTHER, address=HERE)
        ana = await office.service.refresh(ana.refresh_token, address=HERE)
    with pytest.raises(TooMany):
        await office.service.prove(ana.access_token, password=PASSWORD, address=HERE)


def test_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.services.guessing.KNOWN_MAX", 2)
    guesses = Guesses(WindowLimits({**USUAL, "passwords": "1/hour"}))
    for account in "abc":
        guesses.was_right(account, HERE)
    assert not guesses.has_signed_in("d", HERE, was_right=False)
    for account in "bc":
        assert guesses.has_signed_in(account, HERE, was_right=True)
    with pytest.raises(TooMany):
        guesses.has_signed_in("a", HERE, was_right=True)


async def test_an_address_opens_so_many_accounts(office: Office) -> None:
    office.service = office.accounts(WindowLimits({**USUAL, "accounts": "2/hour"}))
    for name in ("ana", "ben"):
        await office.service.register(email=f"{name}@acme.example", password=PASSWORD, user_type="buyer", address=HERE)
    with pytest.raises(TooMany):
        await office.service.register(email="carl@acme.example", password=PASSWORD, user_type="buyer", address=HERE)
    await office.service.register(email="carl@acme.example", password=PASSWORD, user_type="buyer", address=ELSEWHERE)
    # What is refused for how it was typed uses up nothing.
    for email, password in (("dora", PASSWORD), ("dora@acme.example", "short")) * 3:
        with pytest.raises(InvalidValue):
            await office.service.register(email=email, password=password, user_type="buyer", address=ELSEWHERE)
    await office.service.register(email="dora@acme.example", password=PASSWORD, user_type="buyer", address=ELSEWHERE)
