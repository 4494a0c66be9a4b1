"""People and companies: meeting, registering, and what somebody may change about themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from adapters.storage.sqlite import SqliteStore
from core.errors import AlreadyExists, DomainError, InvalidValue, NotAllowed, NotFound, NotRegistered
from core.events import AuditRow
from core.ids import Ids
from core.members import ChatIdentity, Company, MemberRole, Profile, Seat, StaffRole, User
from core.services.membership import MembershipService, Registration

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock

ANA = Registration("Ana Ruiz", "Acme S.L.", "Gran Vía 1, Bilbao", "EUR")


class Office:
    """The service, with each act in a transaction of its own."""

    def __init__(self, store: SqliteStore, clock: SteppingClock, ids: Ids) -> None:
        self.store = store
        self.service = MembershipService(clock=clock, ids=ids)

    async def meet(self, chat_user: str = "1001") -> Seat:
        return await self.store.write(
            lambda tx: self.service.meet(
                tx, channel="telegram", tenant="bot", chat_user=chat_user, chat=chat_user, lang="es"
            )
        )

    async def register(self, seat: Seat, typed: Registration = ANA) -> Seat:
        return await self.store.write(lambda tx: self.service.register(tx, seat, typed))

    async def member(self) -> Seat:
        await self.register(await self.meet())
        return await self.meet()

    async def of(self, kind: type[Any]) -> list[Any]:
        return await self.store.read(lambda tx: tx.find(kind, limit=100))


@pytest.fixture
def office(store: SqliteStore, clock: SteppingClock, ids: Ids) -> Office:
    return Office(store, clock, ids)


async def test_a_stranger_may_look_around_and_is_the_same_person_next_time(office: Office) -> None:
    seat = await office.meet()
    assert (seat.company_id, seat.role, seat.staff_role, seat.lang) == ("", "", "", "es")
    assert await office.meet() == seat
    assert (await office.meet("1002")).user_id != seat.user_id
    assert len(await office.of(User)) == 2


async def test_registering_makes_a_company_with_an_owner(office: Office) -> None:
    met = await office.meet()
    seat = await office.register(met)
    assert seat == await office.meet()
    assert (seat.role, seat.company_name) == (MemberRole.OWNER, "Acme S.L.")
    (profile,) = await office.of(Profile)
    assert (profile.first_name, profile.last_name, profile.user_id) == ("Ana", "Ruiz", met.user_id)
    (company,) = await office.of(Company)
    assert (company.address, company.currency, company.payout_ready) == ("Gran Vía 1, Bilbao", "EUR", False)


async def test_nobody_registers_twice(office: Office) -> None:
    seat = await office.member()
    with pytest.raises(AlreadyExists):
        await office.register(seat)
    assert len(await office.of(Company)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": "A"}, "full_name"),
        ({"full_name": "\u202e\u200b"}, "full_name"),
        ({"full_name": "A" * 81}, "full_name"),
        ({"company_name": ""}, "company_name"),
        ({"company_name": "A" * 81}, "company_name"),
        ({"address": "A" * 301}, "address"),
        ({"currency": "XXX"}, "currency"),
    ],
)
async def test_what_is_no_registration(office: Office, changes: dict[str, str], field: str) -> None:
    seat = await office.meet()
    with pytest.raises(InvalidValue) as caught:
        await office.register(seat, replace(ANA, **changes))
    assert caught.value.field == field
    assert await office.of(Company) == []


async def test_an_address_may_come_later(office: Office) -> None:
    seat = await office.register(await office.meet(), replace(ANA, address=""))
    await office.store.write(lambda tx: office.service.change_address(tx, seat, " Calle Nueva 2 "))
    profile, company = await office.store.read(lambda tx: office.service.profile(tx, seat))
    assert profile is not None
    assert company is not None
    assert profile.address == company.address == "Calle Nueva 2"


@pytest.mark.parametrize("role", ["trader", "signatory", "viewer"])
async def test_only_an_owner_changes_the_address(office: Office, role: str) -> None:
    seat = replace(await office.member(), role=role)
    with pytest.raises(NotAllowed):
        await office.store.write(lambda tx: office.service.change_address(tx, seat, "Calle Nueva 2"))


async def test_a_stranger_has_nothing_to_change(office: Office) -> None:
    seat = await office.meet()
    with pytest.raises(NotRegistered):
        await office.store.write(lambda tx: office.service.change_address(tx, seat, "Calle Nueva 2"))
    assert await office.store.read(lambda tx: office.service.profile(tx, seat)) == (None, None)


async def test_an_owner_without_rows_changes_nothing(office: Office) -> None:
    """As after an erasure: the seat of a running session may outlive its rows."""
    ghost = replace(await office.meet(), company_id="com_gone", role="owner")
    await office.store.write(lambda tx: office.service.change_address(tx, ghost, "Calle Nueva 2"))
    assert await office.of(Company) == []


async def test_a_language_is_a_persons_own_choice(office: Office) -> None:
    seat = await office.meet()
    await office.store.write(lambda tx: office.service.change_language(tx, seat, "de"))
    assert (await office.meet()).lang == "de"
    nobody = replace(seat, identity_id="")
    with pytest.raises(NotFound):
        await office.store.write(lambda tx: office.service.change_language(tx, nobody, "de"))


async def test_whoever_blocked_us_is_not_written_to_until_they_come_back(office: Office) -> None:
    seat = await office.meet()

    async def mark(seat: Seat, *, reachable: bool) -> None:
        await office.store.write(lambda tx: office.service.mark_reachable(tx, seat, reachable=reachable))

    await mark(seat, reachable=True)
    await mark(seat, reachable=False)
    assert not (await office.meet()).reachable
    await mark(seat, reachable=True)
    assert (await office.meet()).reachable
    await mark(replace(seat, identity_id=""), reachable=False)
    (identity,) = await office.of(ChatIdentity)
    assert identity.reachable


# ── accounts made by the operator ────────────────────────────────────────────────────────────────────────────────


async def test_an_account_with_an_e_mail(office: Office) -> None:
    async def add(email: str, index: str) -> User:
        return await office.store.write(lambda tx: office.service.add_account(tx, email=email, email_index=index))

    user = await add("bo@example.org", "index-1")
    assert (user.user_type, user.email) == ("seller", "bo@example.org")
    for wrong in ("", "bo", "bo@example", "b o@example.org", "bo@@example.org", "bo@example.org\n"):
        with pytest.raises(InvalidValue) as caught:
            await add(wrong, "index-2")
        assert (caught.value.field, caught.value.problem) == ("email", "not-an-email")
    with pytest.raises(AlreadyExists):
        await add("bo@example.org", "index-1")


@pytest.mark.parametrize("role", list(StaffRole))
async def test_rights_are_granted_and_audited(office: Office, role: StaffRole) -> None:
    seat = await office.meet()
    await office.store.write(
        lambda tx: office.service.grant(tx, user_id=seat.user_id, role=role, granted_by="operator")
    )
    assert (await office.meet()).staff_role == role
    (row,) = await office.of(AuditRow)
    assert (row.action, row.object_id, row.actor_id) == ("staff.granted", seat.user_id, "operator")
    assert row.detail == {"role": role, "before": ""}


@pytest.mark.parametrize(("user_id", "role", "refusal"), [("usr_none", "moderator", NotFound), ("", "king", None)])
async def test_what_is_not_granted(office: Office, user_id: str, role: str, refusal: type[DomainError] | None) -> None:
    seat = await office.meet()
    with pytest.raises(refusal or InvalidValue):
        await office.store.write(
            lambda tx: office.service.grant(tx, user_id=user_id or seat.user_id, role=role, granted_by="operator")
        )
    assert await office.of(AuditRow) == []


async def test_a_person_changes_their_name_and_number_but_not_what_the_company_is_called(office: Office) -> None:
    seat = await office.member()
    given = {"first_name": "Anna", "phone_number": "+34 94 000 00 00", "company_name": "Acme S.L."}
    await office.store.write(lambda tx: office.service.change_person(tx, seat, given))
    (profile,) = await office.of(Profile)
    assert (profile.first_name, profile.last_name, profile.phone_number) == ("Anna", "Ruiz", "+34 94 000 00 00")
    with pytest.raises(InvalidValue) as caught:
        await office.store.write(
            lambda tx: office.service.change_person(tx, seat, {"first_name": "Eve", "company_name": "Other S.L."})
        )
    assert caught.value.problem == "fixed"
    assert (await office.of(Profile))[0].first_name == "Anna"


async def test_somebody_without_a_company_has_a_name_too(office: Office) -> None:
    seat = await office.meet()
    await office.store.write(lambda tx: office.service.change_person(tx, seat, {"last_name": "Ruiz"}))
    assert [profile.last_name for profile in await office.of(Profile)] == ["Ruiz"]
