"""People and companies: how somebody becomes a member, and what rights they are given."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from core import policy
from core.errors import AlreadyMember, InvalidValue, NotAllowed, NotFound
from core.events import AuditRow
from core.ids import Ids
from core.members import ChatIdentity, Company, Invitation, MemberRole, Membership, Profile, Seat, StaffRole, User
from core.money import EXPONENTS
from core.names import clean_name, one_line
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.preferences import Preferences, hinted_zone
from core.services.look_alikes import name_row
from core.services.whereabouts import learn
from core.wording import clean_text

INVITATION_PERIOD = timedelta(days=1)
_CODE_LENGTH = 10
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,63}")


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

    async def meet(
        self, tx: Tx, *, channel: str, tenant: str, chat_user: str, chat: str, lang: str, zone: str = ""
    ) -> Seat:
        """The person behind a chat account; a stranger gets an account without a company, and may browse.

        `lang` and `zone` are hints for a first contact; later, what the person chose counts. `chat` is the person's own
        conversation, empty where it is not known."""
        seat = await tx.seat(channel, tenant, chat_user)
        if seat is not None:
            return await learn(tx, seat, chat)
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
        if hinted := hinted_zone(zone):
            await tx.add(Preferences(id=user.id, updated_at=now, zone=hinted))
        met = await tx.seat(channel, tenant, chat_user)
        if met is None:
            raise NotFound()
        return met

    async def register(self, tx: Tx, seat: Seat, typed: Registration) -> Seat:
        """A profile, a company and the owner's place in it, at once. A second time is refused."""
        if seat.company_id:
            raise AlreadyMember(company=seat.company_name)
        name = clean_name(typed.full_name, "full_name", length_max=80, length_min=2)
        company_name = clean_name(typed.company_name, "company_name", length_max=80, length_min=2)
        address = clean_text(typed.address, "address", length_max=300, required=False)
        if typed.currency not in EXPONENTS:
            raise InvalidValue("currency", "unknown-currency", currency=typed.currency[:40])
        company = await self.add_company(
            tx, seat.user_id, name=company_name, full_name=name, address=address, currency=typed.currency
        )
        await tx.add(name_row(self._ids, self._clock, company.id))
        return _placed(seat, company, MemberRole.OWNER)

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
        place = Membership(
            id=self._ids.new("mem"), company_id=company.id, user_id=user_id, role=MemberRole.OWNER, created_at=now
        )
        await tx.add(company)
        await self._keep_profile(tx, user_id, full_name, company)
        await tx.add(place)
        return company

    async def add_account(self, tx: Tx, *, email: str, email_index: str) -> User:
        """An account with an e-mail, for sellers created by the operator. Raises InvalidValue, AlreadyExists."""
        if not EMAIL.fullmatch(email):
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

    async def invite(self, tx: Tx, seat: Seat, *, role: str, approval_limit: int | None) -> str:
        """A code with which one colleague can join within a day. `approval_limit` in minor units; None: no limit."""
        policy.require_member(seat, "manage")
        if role not in tuple(MemberRole):
            raise InvalidValue("role", "unknown-role", role=role[:20])
        now = self._clock.now()
        code = self._ids.new("inv")[-_CODE_LENGTH:].upper()
        row = Invitation(
            id=self._ids.new("inv"),
            company_id=seat.company_id,
            code_sha256=_digest(code),
            role=role,
            invited_by=seat.user_id,
            expires_at=now + INVITATION_PERIOD,
            created_at=now,
            approval_limit=approval_limit,
        )
        await tx.add(row, self._audit(seat.user_id, "member.invited", row.id, {"role": role}))
        return code

    async def join(self, tx: Tx, seat: Seat, *, code: str, full_name: str) -> Seat:
        """Take a place in a company by an invitation; used, expired and unknown codes are the same refusal, and so are those
        of somebody who is no owner any more."""
        if seat.company_id:
            raise AlreadyMember(company=seat.company_name)
        found = await tx.find(Invitation, code_sha256=_digest(code.strip().upper()), limit=1)
        now = self._clock.now()
        invitation = await tx.get(Invitation, found[0].id) if found else None
        if invitation is None or invitation.used_by or invitation.expires_at <= now:
            raise NotFound()
        company = await tx.get(Company, invitation.company_id)
        owners = await tx.count(
            Membership, company_id=invitation.company_id, user_id=invitation.invited_by, role=MemberRole.OWNER.value
        )
        if company is None or not owners:
            raise NotFound()
        name = clean_name(full_name, "full_name", length_max=80, required=False)
        await tx.put(replace(invitation, used_by=seat.user_id))
        await tx.add(
            Membership(
                id=self._ids.new("mem"),
                company_id=company.id,
                user_id=seat.user_id,
                role=invitation.role,
                created_at=now,
                approval_limit=invitation.approval_limit,
            ),
            self._audit(seat.user_id, "member.joined", company.id, {"role": invitation.role}),
        )
        await self._keep_profile(tx, seat.user_id, name, company)
        return _placed(seat, company, invitation.role)

    def _audit(self, actor_id: str, action: str, object_id: str, detail: dict[str, str]) -> AuditRow:
        return AuditRow(self._ids.new("aud"), actor_id, action, object_id, self._clock.now(), detail)

    async def _keep_profile(self, tx: Tx, user_id: str, full_name: str, company: Company) -> None:
        """Who somebody is in this company. Whoever has been here before keeps their row, and a name not given anew."""
        first, _, last = full_name.partition(" ")
        now = self._clock.now()
        found = await tx.find(Profile, user_id=user_id, limit=1)
        before = found[0] if found else Profile(self._ids.new("prf"), user_id, now, now)
        if not full_name:
            first, last = before.first_name, before.last_name
        profile = replace(
            before,
            updated_at=now,
            first_name=first,
            last_name=last,
            company_name=company.name,
            address=company.address,
        )
        await (tx.put(profile) if found else tx.add(profile))

    async def profile(self, tx: Tx, seat: Seat) -> tuple[Profile | None, Company | None]:
        """What we know about this person, for themselves."""
        profiles = await tx.find(Profile, user_id=seat.user_id, limit=1)
        company = await tx.get(Company, seat.company_id) if seat.company_id else None
        return (profiles[0] if profiles else None), company

    async def change_address(self, tx: Tx, seat: Seat, address: str) -> None:
        """A new delivery address for the company, by an owner."""
        policy.require_member(seat, "manage")
        plain = clean_text(address, "address", length_max=300)
        await tx.add(self._audit(seat.user_id, "company.changed", seat.company_id, {"fields": "address"}))
        await self._set_address(tx, seat, plain)

    async def _set_address(self, tx: Tx, seat: Seat, plain: str) -> None:
        profile, company = await self.profile(tx, seat)
        now = self._clock.now()
        if company is not None:
            await tx.put(replace(company, address=plain, updated_at=now))
        if profile is not None:
            await tx.put(replace(profile, address=plain, updated_at=now))

    async def change_person(self, tx: Tx, seat: Seat, given: Mapping[str, str]) -> None:
        """First and last name and telephone number of the person; what is not given stays as it is. The name of a company
        is what others trade with, and can not be changed here."""
        names = {"first_name": 40, "last_name": 60}
        changes: dict[str, Any] = {
            name: clean_name(given[name], name, length_max=most, required=False)
            for name, most in names.items()
            if name in given
        }
        if "phone_number" in given:
            # Nobody else is shown it: here a number is what is wanted.
            number = one_line(given["phone_number"])
            changes["phone_number"] = clean_text(number, "phone_number", length_max=40, required=False)
        profile, _company = await self.profile(tx, seat)
        if seat.company_name and given.get("company_name", seat.company_name) != seat.company_name:
            raise InvalidValue("company_name", "fixed")
        now = self._clock.now()
        await tx.add(self._audit(seat.user_id, "person.changed", seat.user_id, {"fields": ", ".join(sorted(changes))}))
        if profile is not None:
            await tx.put(replace(profile, updated_at=now, **changes))
            return
        fresh = Profile(self._ids.new("prf"), seat.user_id, now, now, company_name=seat.company_name)
        await tx.add(replace(fresh, **changes))

    async def change_company(self, tx: Tx, seat: Seat, given: Mapping[str, str]) -> None:
        """Address, tax id and where goods come from, by an owner; what is left empty stays as it is."""
        policy.require_member(seat, "manage")
        company = await tx.get(Company, seat.company_id)
        if company is None:
            raise NotFound()
        bounds: dict[str, int] = {"address": 300, "tax_id": 30, "ships_from": 80}
        changes: dict[str, Any] = {
            name: clean_text(one_line(given[name]) if name != "address" else given[name], name, length_max=most)
            for name, most in bounds.items()
            if given.get(name)
        }
        if not changes:
            return
        named = {"fields": ", ".join(sorted(changes))}
        await tx.add(self._audit(seat.user_id, "company.changed", company.id, named))
        await tx.put(replace(company, updated_at=self._clock.now(), **changes))
        if "address" in changes:
            await self._set_address(tx, seat, changes["address"])

    async def note_export(self, tx: Tx, actor_id: str, whose: str, what: str) -> None:
        """Somebody takes data along: who, of whom (a company or a person), and which."""
        await tx.add(self._audit(actor_id, "data.exported", whose, {"what": what}))

    async def change_language(self, tx: Tx, seat: Seat, lang: str) -> None:
        """The language a person is spoken to in, on every platform where we know them."""
        identities = await tx.find(ChatIdentity, user_id=seat.user_id)
        if not any(identity.id == seat.identity_id for identity in identities):
            raise NotFound()
        for identity in identities:
            if identity.lang != lang:
                await tx.put(replace(identity, lang=lang))

    async def mark_reachable(self, tx: Tx, seat: Seat, *, reachable: bool) -> None:
        """The person blocked us, or came back."""
        identity = await tx.get(ChatIdentity, seat.identity_id)
        if identity is not None and identity.reachable != reachable:
            await tx.put(replace(identity, reachable=reachable))

    async def grant_by(self, tx: Tx, seat: Seat, *, user_id: str, role: str) -> None:
        """The same by an operator, never for themselves. Raises NotFound to everybody else."""
        policy.require_operator(seat)
        if user_id == seat.user_id:
            raise NotAllowed()
        await self.grant(tx, user_id=user_id, role=role, granted_by=seat.user_id)

    async def mark_together(self, tx: Tx, channel: str, tenant: str, *, reachable: bool) -> None:
        """A whole workspace took us out, or has us again."""
        after = ""
        while found := await tx.find(ChatIdentity, channel=channel, tenant=tenant, after=after, limit=500):
            changed = [replace(one, reachable=reachable) for one in found if one.reachable != reachable]
            if changed:
                await tx.put(*changed)
            after = found[-1].id

    async def grant(self, tx: Tx, *, user_id: str, role: str, granted_by: str) -> None:
        """Make somebody moderator or operator, or nothing; audited."""
        user = await tx.get(User, user_id)
        if user is None:
            raise NotFound()
        if role not in tuple(StaffRole):
            raise InvalidValue("role", "unknown-role", role=role[:20])
        now = self._clock.now()
        await tx.put(replace(user, staff_role=role, updated_at=now))
        await tx.add(self._audit(granted_by, "staff.granted", user_id, {"role": role, "before": user.staff_role}))


def _placed(seat: Seat, company: Company, role: str) -> Seat:
    """The person as a member of the company."""
    return replace(
        seat,
        company_id=company.id,
        company_name=company.name,
        role=role,
        currency=company.currency,
        name_held=company.name_held_since is not None,
    )


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
