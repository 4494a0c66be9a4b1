"""People and companies: how somebody becomes a member, and what rights they are given."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core import policy
from core.errors import AlreadyExists, InvalidValue, NotFound
from core.events import AuditRow
from core.ids import Ids
from core.members import ChatIdentity, Company, MemberRole, Membership, Profile, Seat, StaffRole, User
from core.money import EXPONENTS
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.wording import clean_text

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,63}")


@dataclass(frozen=True, slots=True)
class Registration:
    """What somebody tells us to take part, as typed."""

    full_name: str
    company_name: str
    address: str = ""
    currency: str = "EUR"


class MembershipService:
    """Registers people and companies and grants rights."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def meet(self, tx: Tx, *, channel: str, tenant: str, chat_user: str, chat: str, lang: str) -> Seat:
        """The person behind a chat account; a stranger gets an account without a company, and may browse."""
        seat = await tx.seat(channel, tenant, chat_user)
        if seat is not None:
            return seat
        now = self._clock.now()
        user = User(id=self._ids.new("usr"), created_at=now, updated_at=now)
        identity = ChatIdentity(
            id=self._ids.new("idn"),
            channel=channel,
            tenant=tenant,
            chat_user=chat_user,
            chat=chat,
            user_id=user.id,
            created_at=now,
            lang=lang,
        )
        await tx.add(user)
        await tx.add(identity)
        met = await tx.seat(channel, tenant, chat_user)
        if met is None:
            raise NotFound()
        return met

    async def register(self, tx: Tx, seat: Seat, typed: Registration) -> Seat:
        """A profile, a company and the owner's place in it, at once. A second time is refused."""
        if seat.company_id:
            raise AlreadyExists()
        name = clean_text(typed.full_name, "full_name", length_max=80, length_min=2)
        company_name = clean_text(typed.company_name, "company_name", length_max=80, length_min=2)
        address = clean_text(typed.address, "address", length_max=300, required=False)
        if typed.currency not in EXPONENTS:
            raise InvalidValue("currency", "unknown-currency", currency=typed.currency[:10])
        company = await self.add_company(
            tx, seat.user_id, name=company_name, full_name=name, address=address, currency=typed.currency
        )
        return replace(seat, company_id=company.id, company_name=company.name, role=MemberRole.OWNER)

    async def add_company(
        self,
        tx: Tx,
        user_id: str,
        *,
        name: str,
        full_name: str = "",
        address: str = "",
        currency: str = "EUR",
        payout_ref: str = "",
        payout_ready: bool = False,
    ) -> Company:
        """A company owned by this user, with the user's profile."""
        now = self._clock.now()
        company = Company(
            id=self._ids.new("com"),
            name=name,
            created_at=now,
            updated_at=now,
            address=address,
            currency=currency,
            payout_ref=payout_ref,
            payout_ready=payout_ready,
        )
        first, _, last = full_name.partition(" ")
        profile = Profile(
            id=self._ids.new("prf"),
            user_id=user_id,
            created_at=now,
            updated_at=now,
            first_name=first,
            last_name=last,
            company_name=name,
            address=address,
        )
        place = Membership(
            id=self._ids.new("mem"), company_id=company.id, user_id=user_id, role=MemberRole.OWNER, created_at=now
        )
        await tx.add(company)
        await tx.add(profile)
        await tx.add(place)
        return company

    async def add_account(self, tx: Tx, *, email: str, email_index: str) -> User:
        """An account with an e-mail, for sellers created by the operator. Raises InvalidValue, AlreadyExists."""
        if not _EMAIL.fullmatch(email):
            raise InvalidValue("email", "not-an-email")
        now = self._clock.now()
        user = User(
            id=self._ids.new("usr"),
            created_at=now,
            updated_at=now,
            user_type="seller",
            email=email,
            email_index=email_index,
        )
        await tx.add(user)
        return user

    async def profile(self, tx: Tx, seat: Seat) -> tuple[Profile | None, Company | None]:
        """What we know about this person, for themselves."""
        profiles = await tx.find(Profile, user_id=seat.user_id, limit=1)
        company = await tx.get(Company, seat.company_id) if seat.company_id else None
        return (profiles[0] if profiles else None), company

    async def change_address(self, tx: Tx, seat: Seat, address: str) -> None:
        """A new delivery address for the company, by an owner."""
        policy.require_member(seat, "manage")
        plain = clean_text(address, "address", length_max=300)
        profile, company = await self.profile(tx, seat)
        now = self._clock.now()
        if company is not None:
            await tx.put(replace(company, address=plain, updated_at=now))
        if profile is not None:
            await tx.put(replace(profile, address=plain, updated_at=now))

    async def change_language(self, tx: Tx, seat: Seat, lang: str) -> None:
        identity = await tx.get(ChatIdentity, seat.identity_id)
        if identity is None:
            raise NotFound()
        await tx.put(replace(identity, lang=lang))

    async def mark_reachable(self, tx: Tx, seat: Seat, *, reachable: bool) -> None:
        """The person blocked us, or came back."""
        identity = await tx.get(ChatIdentity, seat.identity_id)
        if identity is not None and identity.reachable != reachable:
            await tx.put(replace(identity, reachable=reachable))

    async def grant(self, tx: Tx, *, user_id: str, role: str, granted_by: str) -> None:
        """Make somebody moderator or operator, or nothing; audited."""
        user = await tx.get(User, user_id)
        if user is None:
            raise NotFound()
        if role not in tuple(StaffRole):
            raise InvalidValue("role", "unknown-role", role=role[:20])
        now = self._clock.now()
        await tx.put(replace(user, staff_role=role, updated_at=now))
        row = AuditRow(
            id=self._ids.new("aud"),
            actor_id=granted_by,
            action="staff.granted",
            object_id=user_id,
            created_at=now,
            detail={"role": role, "before": user.staff_role},
        )
        await tx.add(row)
