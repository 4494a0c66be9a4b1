"""The people of a company: who they are, what each may do, and up to which amount alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from core import policy
from core.errors import InvalidValue, LastOwner, NotFound
from core.events import AuditRow
from core.hooks import Hook
from core.ids import Ids
from core.members import Company, Invitation, MemberRole, Membership, Profile, Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.process.approving import approval_of
from core.services.hooks import end_those_of
from core.trades import Deal, State

MEMBERS_MAX = 100


@dataclass(frozen=True, slots=True)
class Colleague:
    """One member, with the name they gave."""

    place: Membership
    name: str


class Colleagues:
    """Shows and changes a company's members. An owner does; everybody may look."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def all(self, tx: Tx, seat: Seat) -> tuple[Company, tuple[Colleague, ...]]:
        """The company of this person and its members, in the order in which they joined."""
        policy.require_member(seat, "browse")
        company = await tx.get(Company, seat.company_id)
        if company is None:
            raise NotFound()
        places = await tx.find(Membership, company_id=company.id, order="created_at", limit=MEMBERS_MAX)
        profiles = await tx.find(Profile, user_id=tuple(place.user_id for place in places), limit=MEMBERS_MAX)
        names = {profile.user_id: f"{profile.first_name} {profile.last_name}".strip() for profile in profiles}
        return company, tuple(Colleague(place, names.get(place.user_id, "")) for place in places)

    async def one(self, tx: Tx, seat: Seat, place_id: str) -> tuple[Company, Colleague]:
        """A member as an owner sees them. Members of other companies do not exist."""
        policy.require_member(seat, "manage")
        company, colleagues = await self.all(tx, seat)
        found = next((colleague for colleague in colleagues if colleague.place.id == place_id), None)
        if found is None:
            raise NotFound()
        return company, found

    async def change_role(self, tx: Tx, seat: Seat, place_id: str, role: str) -> None:
        if role not in tuple(MemberRole):
            raise InvalidValue("role", "unknown-role", role=role[:20])
        _, found = await self.one(tx, seat, place_id)
        await self._require_owner_left(tx, found.place, role)
        await tx.put(replace(found.place, role=role))
        if role != MemberRole.OWNER:
            await self._close_doors(tx, seat, found.place)
        await tx.add(self._audit(seat, "member.role", found.place, {"role": role, "before": found.place.role}))

    async def change_limit(self, tx: Tx, seat: Seat, place_id: str, limit: int | None) -> None:
        """What the member may accept alone, in minor units; None: any amount."""
        _, found = await self.one(tx, seat, place_id)
        await tx.put(replace(found.place, approval_limit=limit))
        await tx.add(self._audit(seat, "member.limit", found.place, {"limit": "" if limit is None else str(limit)}))

    async def remove(self, tx: Tx, seat: Seat, place_id: str) -> None:
        """The person keeps their account and their past, and acts for the company no more."""
        _, found = await self.one(tx, seat, place_id)
        await self._require_owner_left(tx, found.place, "")
        await tx.delete(Membership, id=found.place.id)
        await self._close_doors(tx, seat, found.place)
        await tx.add(self._audit(seat, "member.removed", found.place, {"before": found.place.role}))

    async def _close_doors(self, tx: Tx, seat: Seat, place: Membership) -> None:
        now = self._clock.now()
        for hook in await close_doors(tx, place, now):
            await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "webhook.ended", hook.id, now))

    async def approvals(self, tx: Tx, seat: Seat) -> list[Deal]:
        """Deals of the company in which an accept waits for a colleague, most recent first."""
        policy.require_member(seat, "negotiate")
        recent = await tx.my_deals(seat.company_id, limit=50)
        open_talks = [deal.trade.id for deal in recent if deal.state is State.NEGOTIATING]
        found = [deal for trade_id in open_talks if (deal := await tx.deal(trade_id)) is not None]
        return [deal for deal in found if _waits_in(deal, seat.company_id)]

    async def _require_owner_left(self, tx: Tx, place: Membership, role: str) -> None:
        """Somebody can always manage the company. (It was locked when it was read: two owners can not leave at once.)"""
        if place.role != MemberRole.OWNER or role == MemberRole.OWNER:
            return
        if await tx.count(Membership, company_id=place.company_id, role=MemberRole.OWNER.value) < 2:
            raise LastOwner()

    def _audit(self, seat: Seat, action: str, place: Membership, detail: dict[str, str]) -> AuditRow:
        return AuditRow(self._ids.new("aud"), seat.user_id, action, place.user_id, self._clock.now(), detail)


async def close_doors(tx: Tx, place: Membership, now: datetime) -> list[Hook]:
    """What only an owner may open does not stay open behind one: invitations that wait, and programmes that are told. Which
    of these were ended."""
    await tx.delete(Invitation, company_id=place.company_id, invited_by=place.user_id, used_by="")
    return await end_those_of(tx, place.company_id, place.user_id, now)


def _waits_in(deal: Deal, company_id: str) -> bool:
    request = approval_of(deal)
    if request is None:
        return False
    side = deal.trade.buyer_company_id if request.asked_role == "buyer" else deal.trade.seller_company_id
    return side == company_id
