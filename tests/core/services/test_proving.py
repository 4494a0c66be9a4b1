"""Proving once more who one is: codes that count once, from a second thing that only the owner of a chat has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from adapters.security.one_time import AuthenticatorCodes
from adapters.storage.sqlite import SqliteStore
from core.accounts import LoginCode, digest_of
from core.errors import PayoutHeld, ProofNeeded, TooMany
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.linking import AccountLink
from core.members import ChatIdentity, Company, Seat
from core.payees import PayoutAccount
from core.proofs import Authenticator
from core.services.linking import Linking, require_payouts_free
from core.services.membership import MembershipService, Registration
from core.services.proving import Proving
from core.services.sessions import end_all_of

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock


class Chats:
    """One person on Telegram with a company; each act in a unit of work of its own."""

    def __init__(self, store: SqliteStore, clock: SteppingClock, ids: Ids) -> None:
        self.store, self.clock, self.ids, self._count = store, clock, ids, 0
        self.codes = AuthenticatorCodes(self._bytes)
        self.proving = Proving(clock=clock, ids=ids, codes=self.codes, minutes=10)
        self.membership = MembershipService(clock=clock, ids=ids)
        self.key = ""

    def _bytes(self, length: int) -> bytes:
        self._count += 1
        return self._count.to_bytes(length, "big")

    async def does(self, act: Callable[..., Any], *args: Any, **more: Any) -> Any:
        return await self.store.write(lambda tx: act(tx, *args, **more))

    async def met(self, user: str, channel: str = "telegram") -> Seat:
        found: Seat = await self.does(
            self.membership.meet, channel=channel, tenant="t", chat_user=user, chat=user, lang="en"
        )
        return found

    async def ana(self) -> Seat:
        seat: Seat = await self.does(
            self.membership.register, await self.met("1"), Registration("Ana Ruiz", "Acme S.L.")
        )
        return seat

    def code(self, key: str = "", *, later: int = 0) -> str:
        return self.codes.code_at(key or self.key, self.clock.now() + timedelta(seconds=later))

    async def has_an_app(self, seat: Seat) -> None:
        self.key = await self.does(self.proving.set_up, seat)
        assert await self.does(self.proving.confirm, seat, self.code())

    async def asked(self, seat: Seat) -> bool:
        return bool(await self.does(self.proving.is_needed, seat))

    async def gives(self, seat: Seat) -> str:
        """A `login` code that a chat shows."""
        code, now = f"code-of-{seat.identity_id}-{self._bytes(2).hex()}", self.clock.now()
        row = LoginCode(
            self.ids.new("lgc"), seat.user_id, seat.identity_id, digest_of(code), now, now + timedelta(minutes=10)
        )
        await self.store.write(lambda tx: tx.add(row))
        return code

    async def joined(self, seat: Seat, *, hours_ago: int) -> Seat:
        """Another chat of the same person, joined so long ago."""
        other, then = await self.met("2", "slack"), self.clock.now() - timedelta(hours=hours_ago)

        async def step(tx: Any) -> None:
            await tx.put(replace(await tx.get(ChatIdentity, other.identity_id), user_id=seat.user_id))
            link = AccountLink("lnk_1", "c" * 64, other.identity_id, other.user_id, "Slack", then, then, status="done")
            await tx.add(replace(link, joiner_identity_id=seat.identity_id, joiner_user_id=seat.user_id))

        await self.store.write(step)
        return replace(other, user_id=seat.user_id)


@pytest.fixture
def chats(store: SqliteStore, clock: SteppingClock, ids: Ids) -> Chats:
    return Chats(store, clock, ids)


async def test_a_code_of_the_app_is_good_once_and_for_ten_minutes(chats: Chats) -> None:
    ana = await chats.ana()
    assert await chats.asked(ana)
    await chats.has_an_app(ana)
    used = chats.code()
    assert not await chats.asked(ana)
    chats.clock.advance(timedelta(minutes=10))
    assert await chats.asked(ana)
    await chats.does(chats.proving.require, ana)
    for wrong in (used, chats.code(later=-90), chats.code(later=90), "000000"):
        assert not await chats.does(chats.proving.prove, ana, wrong), wrong
    assert await chats.does(chats.proving.prove, ana, chats.code())
    assert not await chats.does(chats.proving.prove, ana, chats.code()), "each counts once"
    chats.clock.advance(timedelta(minutes=70))
    with pytest.raises(ProofNeeded):
        await chats.does(chats.proving.require, ana)


async def test_five_wrong_codes_and_even_the_right_one_has_to_wait(chats: Chats) -> None:
    ana = await chats.ana()
    await chats.has_an_app(ana)
    chats.clock.advance(timedelta(minutes=11))
    for _ in range(5):
        assert not await chats.does(chats.proving.prove, ana, "000000")
    with pytest.raises(TooMany):
        await chats.does(chats.proving.prove, ana, chats.code())
    assert await chats.asked(ana)
    assert await chats.store.read(lambda tx: tx.count(AuditRow, action="account.proof_failed")) == 5
    chats.clock.advance(timedelta(minutes=10))
    assert await chats.does(chats.proving.prove, ana, chats.code())


async def test_another_persons_codes_and_proofs_are_nobody_elses(chats: Chats) -> None:
    ana = await chats.ana()
    await chats.has_an_app(ana)
    mallory = await chats.met("66")
    assert await chats.asked(mallory)
    chats.clock.advance(timedelta(minutes=1))
    for theirs in (chats.code(), await chats.gives(ana)):
        assert not await chats.does(chats.proving.prove, mallory, theirs)
    assert not await chats.does(chats.proving.prove, mallory, await chats.gives(mallory)), (
        "one's own chat proves nothing"
    )
    # A chat that goes to another person takes no proof along.
    assert await chats.asked(replace(ana, user_id=mallory.user_id))


async def test_another_chat_of_ones_own_proves_it_unless_it_was_joined_just_now(chats: Chats) -> None:
    ana = await chats.ana()
    other = await chats.joined(ana, hours_ago=23)
    assert not await chats.does(chats.proving.prove, ana, await chats.gives(other))
    assert not await chats.does(chats.proving.prove, other, await chats.gives(ana))
    chats.clock.advance(timedelta(hours=1))
    code = await chats.gives(other)
    assert await chats.does(chats.proving.prove, ana, code)
    assert not await chats.asked(ana)
    assert await chats.asked(other), "it is good in the chat where it was typed"
    assert not await chats.does(chats.proving.prove, ana, code)


async def test_a_thief_sets_up_no_app_where_there_is_something_older_to_ask(chats: Chats) -> None:
    ana = await chats.ana()
    await chats.has_an_app(ana)
    chats.clock.advance(timedelta(minutes=11))
    with pytest.raises(ProofNeeded):
        await chats.does(chats.proving.set_up, ana)
    assert await chats.does(chats.proving.prove, ana, chats.code())
    old, fresh = chats.key, await chats.does(chats.proving.set_up, ana)
    assert fresh == await chats.does(chats.proving.set_up, ana) != old
    chats.clock.advance(timedelta(seconds=30))
    assert not await chats.does(chats.proving.confirm, ana, chats.code(old))
    assert await chats.does(chats.proving.prove, ana, chats.code(old)), "the old one counts until the new one does"
    chats.clock.advance(timedelta(seconds=30))
    assert await chats.does(chats.proving.confirm, ana, chats.code(fresh))
    chats.clock.advance(timedelta(seconds=30))
    assert not await chats.does(chats.proving.prove, ana, chats.code(old))
    linked = await chats.met("9")
    await chats.store.write(lambda tx: _gives_chat(tx, linked, ana))
    await chats.store.write(lambda tx: tx.delete(Authenticator, id=ana.user_id))
    chats.clock.advance(timedelta(minutes=11))
    with pytest.raises(ProofNeeded):
        await chats.does(chats.proving.set_up, ana)


async def _gives_chat(tx: Any, giver: Seat, taker: Seat) -> None:
    await tx.put(replace(await tx.get(ChatIdentity, giver.identity_id), user_id=taker.user_id))


async def test_a_key_that_nobody_confirmed_is_never_anybodys(chats: Chats) -> None:
    ana = await chats.ana()
    key = await chats.does(chats.proving.set_up, ana)
    chats.clock.advance(timedelta(minutes=10))
    assert await chats.does(chats.proving.waiting, ana) == ""
    assert not await chats.does(chats.proving.confirm, ana, chats.code(key))
    assert not await chats.does(chats.proving.prove, ana, chats.code(key))
    assert await chats.does(chats.proving.set_up, ana) != key


async def test_the_first_app_is_told_everywhere_and_holds_payouts_that_it_could_turn(chats: Chats) -> None:
    ana, now = await chats.ana(), chats.clock.now()
    account = PayoutAccount("poa_1", ana.company_id, "stripe", "DE", now, now)
    await chats.store.write(lambda tx: tx.add(account))
    await chats.has_an_app(ana)
    told = await chats.store.read(lambda tx: tx.find(OutboxRow, notice="authenticator"))
    assert [row.identity_id for row in told] == [ana.identity_id]
    company = await chats.store.read(lambda tx: tx.get(Company, ana.company_id))
    assert company is not None
    with pytest.raises(PayoutHeld):
        require_payouts_free(company, now)
    require_payouts_free(company, now + timedelta(hours=24))


async def test_a_lost_app_is_forgotten_by_the_operator_alone(chats: Chats) -> None:
    ana = await chats.ana()
    assert not await chats.does(chats.proving.forget, ana.user_id, asked_by="command line")
    await chats.has_an_app(ana)
    assert await chats.does(chats.proving.forget, ana.user_id, asked_by="command line")
    assert await chats.asked(ana)
    assert not await chats.does(chats.proving.ways, ana)
    await chats.has_an_app(ana)


async def test_signing_out_and_parting_a_chat_end_proofs(chats: Chats) -> None:
    ana = await chats.ana()
    await chats.has_an_app(ana)
    await chats.does(end_all_of, ana.user_id, "logout", chats.clock.now())
    assert await chats.asked(ana)
    other = await chats.joined(ana, hours_ago=48)
    assert await chats.does(chats.proving.prove, ana, await chats.gives(other))
    linking = Linking(clock=chats.clock, ids=chats.ids, token_bytes=chats._bytes)
    key = await chats.does(chats.proving.set_up, ana)
    await chats.does(linking.part, ana, other.identity_id)
    assert await chats.asked(ana)
    # A key that the parted chat may have shown becomes nobody's.
    assert not await chats.does(chats.proving.confirm, ana, chats.code(key))


async def test_where_the_operator_is_content_with_a_press_nothing_is_asked(chats: Chats) -> None:
    ana = await chats.ana()
    proving = Proving(clock=chats.clock, ids=chats.ids, codes=chats.codes, minutes=0)
    assert not await chats.does(proving.is_needed, ana)
    await chats.does(proving.require, ana)


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B: the last six of its figures."""
    from base64 import b32encode
    from datetime import UTC, datetime

    key, codes = b32encode(b"12345678901234567890").decode(), AuthenticatorCodes(bytes)
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037"), (20000000000, "353130")):
        at = datetime.fromtimestamp(seconds, UTC)
        assert codes.code_at(key, at) == code
        assert codes.step_of(key, code, at) == seconds // 30
        assert codes.step_of(key, "", at) is None
        assert codes.step_of(key, "２８７０８２", at) is None
