"""Accounts without a chat: what opens, what ends it, and that nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher, extract_parameters

from adapters.security.passwords import common_passwords
from core.accounts import ApiKey, KeptAnswer, LoginCode, RefreshToken, Session
from core.errors import (
    AlreadyExists,
    BadCredentials,
    DomainError,
    InvalidValue,
    NotAllowed,
    ProofNeeded,
    ScopeMissing,
    SignInAgain,
    TooMany,
)
from core.events import OutboxRow
from core.members import ChatIdentity, MemberRole, Membership, Seat, User
from core.passwords import checked_password
from core.services.linking import Linking
from core.services.sessions import forget_old
from tests.core.services.office import ANOTHER, EMAIL, HERE, PASSWORD, Office

if TYPE_CHECKING:
    pass


async def test_whoever_registers_is_signed_in_and_can_sign_in_again(office: Office) -> None:
    signed = await office.ana()
    seat = (await office.caller(signed.access_token)).seat
    assert (seat.company_name, seat.role, seat.identity_id) == ("Acme S.L.", MemberRole.OWNER, "")
    again = await office.service.login(email=" ana.ruiz@ACME.example ", password=PASSWORD, address=HERE)
    assert again.user_id == signed.user_id != ""
    with pytest.raises(AlreadyExists):
        await office.ana()


async def test_nothing_is_kept_in_a_readable_form_and_argon2id_has_the_parameters_asked_for(office: Office) -> None:
    signed = await office.ana()
    user = await office.store.read(lambda tx: tx.get(User, signed.user_id))
    assert user is not None
    assert user.password_hash is not None
    found = extract_parameters(user.password_hash)
    assert (found.type.name, found.memory_cost >= 19 * 1024, found.time_cost >= 2) == ("ID", True, True)
    links = await office.store.read(lambda tx: tx.find(RefreshToken))
    assert signed.refresh_token not in repr(links) + repr(user)


async def test_every_wrong_way_in_is_the_same_refusal(office: Office) -> None:
    await office.ana()
    for email, password in ((EMAIL, ANOTHER), ("nobody@acme.example", PASSWORD), ("", ""), (EMAIL, "")):
        with pytest.raises(BadCredentials) as caught:
            await office.service.login(email=email, password=password, address=HERE)
        assert caught.value.fields == {}


async def test_a_weaker_hash_is_made_anew_at_the_next_sign_in(office: Office) -> None:
    signed = await office.ana()
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    async def weaken(tx) -> None:  # type: ignore[no-untyped-def]
        await tx.put(replace(await tx.get(User, signed.user_id), password_hash=weak))

    await office.store.write(weaken)
    await office.service.login(email=EMAIL, password=PASSWORD, address=HERE)
    user = await office.store.read(lambda tx: tx.get(User, signed.user_id))
    assert user is not None
    assert extract_parameters(user.password_hash or "").memory_cost == 19 * 1024


async def test_an_access_token_is_over_after_ten_minutes(office: Office) -> None:
    signed = await office.ana()
    office.clock.advance(timedelta(minutes=9, seconds=59))
    assert await office.opens(signed.access_token)
    office.clock.advance(timedelta(seconds=2))
    assert not await office.opens(signed.access_token)
    assert await office.opens((await office.service.refresh(signed.refresh_token, address=HERE)).access_token)


async def test_a_refresh_token_seen_twice_ends_the_whole_family(office: Office) -> None:
    signed = await office.ana()
    second = await office.service.refresh(signed.refresh_token, address=HERE)
    third = await office.service.refresh(second.refresh_token, address=HERE)
    with pytest.raises(SignInAgain):
        await office.service.refresh(signed.refresh_token, address=HERE)
    for token in (second, third):
        assert not await office.opens(token.access_token)
        with pytest.raises(SignInAgain):
            await office.service.refresh(token.refresh_token, address=HERE)
    assert {row.ended_why for row in await office.store.read(lambda tx: tx.find(Session))} == {"reuse"}


async def test_logout_bites_at_once(office: Office) -> None:
    signed, other = await office.ana(), await office.service.login(email=EMAIL, password=PASSWORD, address=HERE)
    caller = await office.caller(signed.access_token)
    await office.store.write(lambda tx: office.service.logout(tx, caller))
    assert not await office.opens(signed.access_token)
    with pytest.raises(SignInAgain):
        await office.service.refresh(signed.refresh_token, address=HERE)
    assert await office.opens(other.access_token)


async def test_a_changed_password_ends_every_session_and_key_at_once(office: Office) -> None:
    signed = await office.ana()
    others = [await office.service.login(email=EMAIL, password=PASSWORD, address=HERE) for _ in range(3)]
    seat = (await office.caller(signed.access_token)).seat
    _, key = await office.store.write(lambda tx: office.keys.make(tx, seat, "books", ["read"]))
    with pytest.raises(BadCredentials):
        await office.service.change_password(signed.access_token, old=ANOTHER, new=ANOTHER, address=HERE)
    assert await office.opens(key)
    fresh = await office.service.change_password(signed.access_token, old=PASSWORD, new=ANOTHER, address=HERE)
    for credential in (signed.access_token, key, *(one.access_token for one in others)):
        assert not await office.opens(credential)
    assert await office.opens(fresh.access_token)
    with pytest.raises(BadCredentials):
        await office.service.login(email=EMAIL, password=PASSWORD, address=HERE)
    assert (await office.service.login(email=EMAIL, password=ANOTHER, address=HERE)).user_id == signed.user_id


async def test_a_key_does_what_it_was_made_for_and_ends_with_the_place_of_its_maker(office: Office) -> None:
    seat = (await office.caller((await office.ana()).access_token)).seat
    row, key = await office.store.write(lambda tx: office.keys.make(tx, seat, "books", ["read", "trade"]))
    caller = await office.caller(key)
    office.service.require_scope(caller, "trade")
    with pytest.raises(ScopeMissing):
        office.service.require_scope(caller, "money")
    with pytest.raises(ProofNeeded):
        office.service.require_proof(caller)
    with pytest.raises(InvalidValue):
        await office.store.write(lambda tx: office.keys.make(tx, seat, "books", ["everything"]))
    assert key not in repr(await office.store.read(lambda tx: tx.find(ApiKey)))
    await office.store.write(lambda tx: tx.delete(Membership, user_id=seat.user_id))
    assert not await office.opens(key)
    assert row.scopes == ("read", "trade")


async def test_only_owners_make_and_end_keys_and_only_their_own(office: Office) -> None:
    seat = (await office.caller((await office.ana()).access_token)).seat
    row, key = await office.store.write(lambda tx: office.keys.make(tx, seat, "books", ["read"]))
    with pytest.raises(NotAllowed):
        await office.store.write(lambda tx: office.keys.make(tx, replace(seat, role="trader"), "x", ["read"]))
    with pytest.raises(DomainError):
        await office.store.write(lambda tx: office.keys.end(tx, replace(seat, company_id="com_other"), row.id))
    assert await office.opens(key)
    await office.store.write(lambda tx: office.keys.end(tx, seat, row.id))
    assert not await office.opens(key)


async def test_a_code_from_a_chat_opens_once_for_its_owner_and_the_chat_is_told(office: Office) -> None:
    seat = await office.met()
    first = await office.store.write(lambda tx: office.service.give_code(tx, seat))
    code = await office.store.write(lambda tx: office.service.give_code(tx, seat))
    assert len(code) >= 22
    for wrong in (first, code[:-1], "", code + "A"):
        with pytest.raises(BadCredentials):
            await office.service.login_with_code(wrong)
    signed = await office.service.login_with_code(code)
    assert signed.user_id == seat.user_id
    with pytest.raises(BadCredentials):
        await office.service.login_with_code(code)
    told = await office.store.read(lambda tx: tx.find(OutboxRow))
    assert [(row.identity_id, row.notice) for row in told] == [(seat.identity_id, "signed-in")]


async def test_a_code_is_over_after_ten_minutes_and_when_its_chat_was_parted(office: Office) -> None:
    seat = await office.met()
    code = await office.store.write(lambda tx: office.service.give_code(tx, seat))
    office.clock.advance(timedelta(minutes=10))
    with pytest.raises(BadCredentials):
        await office.service.login_with_code(code)
    code = await office.store.write(lambda tx: office.service.give_code(tx, seat))
    linking = Linking(clock=office.clock, ids=office.ids, token_bytes=office._bytes)
    other = await office.met("78")

    async def both(tx) -> None:  # type: ignore[no-untyped-def]
        await tx.put(replace(await tx.get(ChatIdentity, other.identity_id), user_id=seat.user_id))
        await linking.part(tx, seat, seat.identity_id)

    await office.store.write(both)
    with pytest.raises(BadCredentials):
        await office.service.login_with_code(code)
    assert len(await office.store.read(lambda tx: tx.find(LoginCode))) == 2


async def test_codes_are_given_ten_times_an_hour(office: Office) -> None:
    seat = await office.met()
    for _ in range(10):
        await office.store.write(lambda tx: office.service.give_code(tx, seat))
    with pytest.raises(TooMany):
        await office.store.write(lambda tx: office.service.give_code(tx, seat))
    office.clock.advance(timedelta(hours=1))
    assert await office.store.write(lambda tx: office.service.give_code(tx, seat))


async def test_a_proof_is_good_for_ten_minutes_and_can_be_given_anew(office: Office) -> None:
    signed = await office.ana()
    office.service.require_proof(await office.caller(signed.access_token))
    office.clock.advance(timedelta(minutes=9))
    signed = await office.service.refresh(signed.refresh_token, address=HERE)
    office.clock.advance(timedelta(minutes=1))
    with pytest.raises(ProofNeeded):
        office.service.require_proof(await office.caller(signed.access_token))
    with pytest.raises(BadCredentials):
        await office.service.prove(signed.access_token, password=ANOTHER, address=HERE)
    await office.service.prove(signed.access_token, password=PASSWORD, address=HERE)
    office.service.require_proof(await office.caller(signed.access_token))


async def test_somebody_from_a_chat_takes_an_address_and_a_password(office: Office) -> None:
    seat = await office.met()
    code = await office.store.write(lambda tx: office.service.give_code(tx, seat))
    signed = await office.service.login_with_code(code)
    caller = await office.caller(signed.access_token)
    await office.store.write(lambda tx: office.service.take_email(tx, caller, "berta@brandt.example"))
    await office.service.change_password(signed.access_token, old="", new=ANOTHER, address=HERE)
    assert (
        await office.service.login(email="berta@brandt.example", password=ANOTHER, address=HERE)
    ).user_id == seat.user_id
    with pytest.raises(AlreadyExists):
        await office.store.write(lambda tx: office.service.take_email(tx, caller, "other@brandt.example"))


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short1234", "too-short"),
        ("x" * 129, "too-long"),
        ("aaaaaaaaaaaa", "too-common"),
        ("password1234", "too-common"),
        ("P@ssw0rd2026!", "too-common"),
        ("passwordpassword", "too-common"),
        ("qwertyuiop", "too-common"),
        ("1234567890", "too-common"),
        ("Summer2026!!", "too-common"),
        ("ana.ruiz-2026-x", "too-common"),
        ("dragonfly!2026", "too-common"),
        ("parleyparley", "too-common"),
    ],
)
def test_passwords_that_are_tried_first_are_not_taken(password: str, problem: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        checked_password(password, EMAIL, common_passwords().__contains__)
    assert caught.value.problem == problem


def test_a_password_is_the_same_however_its_accents_are_written() -> None:
    one, other = (f"caf{sign} au lait, tous les jours" for sign in ("\u00e9", "e\u0301"))
    assert checked_password(one, "", common_passwords().__contains__) == checked_password(
        other, "", common_passwords().__contains__
    )


async def test_nobody_registers_with_a_password_of_the_list(office: Office) -> None:
    """All ten thousand of them, also with what people put behind them; those that are too short are refused as that."""
    known = common_passwords()
    assert len(known) == 10_000
    for word in known:
        for password in (word, f"{word}2026!", f"{word}{word}" if len(word) > 4 else f"{word}123456789"):
            with pytest.raises(InvalidValue):
                checked_password(password, "", known.__contains__)
    with pytest.raises(InvalidValue) as caught:
        await office.service.register(email=EMAIL, password="Computer2026", user_type="buyer", address=HERE)
    assert caught.value.problem == "too-common"
    signed = await office.ana()
    with pytest.raises(InvalidValue):
        await office.service.change_password(signed.access_token, old=PASSWORD, new="princess-2026", address=HERE)


async def test_parting_a_chat_ends_every_sign_in_at_once(office: Office) -> None:
    """Whoever had that chat may have signed in elsewhere with a code from it."""
    seat, other = await office.met(), await office.met("78")
    await office.store.write(lambda tx: _joined(tx, seat, other))
    code = await office.store.write(lambda tx: office.service.give_code(tx, seat))
    signed = await office.service.login_with_code(code)
    linking = Linking(clock=office.clock, ids=office.ids, token_bytes=office._bytes)
    assert await office.opens(signed.access_token)
    await office.store.write(lambda tx: linking.part(tx, seat, other.identity_id))
    assert not await office.opens(signed.access_token)
    with pytest.raises(SignInAgain):
        await office.service.refresh(signed.refresh_token, address=HERE)


async def _joined(tx: Any, seat: Seat, other: Seat) -> None:
    identity = await tx.get(ChatIdentity, other.identity_id)
    await tx.put(replace(identity, user_id=seat.user_id))


async def test_what_opens_nothing_any_more_is_forgotten_and_nothing_else(office: Office) -> None:
    seat = await office.met()
    await office.store.write(lambda tx: office.service.give_code(tx, seat))
    signed = await office.ana()

    def kept() -> KeptAnswer:
        return KeptAnswer(office.ids.new("idk"), "usr_1", office.ids.new("k"), "0" * 64, 200, "{}", office.clock.now())

    await office.store.write(lambda tx: tx.add(kept()))
    office.clock.advance(timedelta(days=2, hours=1))
    await office.store.write(lambda tx: tx.add(kept()))
    assert await forget_old(office.store, office.clock.now()) == 2
    assert await forget_old(office.store, office.clock.now()) == 0
    assert await office.store.read(lambda tx: tx.count(KeptAnswer)) == 1
    assert await office.opens((await office.service.refresh(signed.refresh_token, address=HERE)).access_token)
    office.clock.advance(timedelta(days=32))
    assert await forget_old(office.store, office.clock.now()) == 3
