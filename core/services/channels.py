"""Companies' channels: who connects one, whose deals appear in it, and what follows when it is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from core import policy
from core.channels import CONNECTED, KINDS, LEFT, LOST, CompanyChannel
from core.errors import AlreadyExists, ChannelElsewhere, ChannelTaken, NotFound
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.members import ChatIdentity, Company, MemberRole, Membership, Seat
from core.ports.chat import GROUP, Place
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.preferences import Preferences
from core.trades import Deal

CHANNELS_MAX: Final = 20
_MEMBERS_MAX: Final = 100


class CompanyChannels:
    """Runs inside the unit of work of whoever calls."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def at(self, tx: Tx, place: Place) -> CompanyChannel | None:
        """The connected channel that this place is."""
        if place.kind != GROUP:
            return None
        found = await tx.find(
            CompanyChannel, channel=place.channel, tenant=place.tenant, chat=place.chat, status=CONNECTED, limit=1
        )
        return found[0] if found else None

    async def of(self, tx: Tx, seat: Seat) -> list[CompanyChannel]:
        """The channels in which this person's company shows its deals."""
        policy.require_member(seat, "browse")
        return list(await tx.find(CompanyChannel, company_id=seat.company_id, status=CONNECTED, limit=CHANNELS_MAX))

    async def may_connect(self, tx: Tx, seat: Seat, place: Place) -> None:
        """Raises NotRegistered, NotAllowed, ChannelTaken. Guests of a workspace do not decide what is shown in it."""
        policy.require_member(seat, "negotiate")
        if (seat.channel, seat.tenant) != (place.channel, place.tenant) or not place.chat:
            raise ChannelElsewhere()
        known = await self.at(tx, replace(place, kind=GROUP))
        if known is not None and known.company_id != seat.company_id:
            raise ChannelTaken()

    async def connect(self, tx: Tx, seat: Seat, place: Place) -> CompanyChannel:
        """From now on the deals appear there; a channel of the same workspace that was connected before is left. Raises
        what `may_connect` does; of two companies that connect the same channel at once one is refused."""
        # Two colleagues may press at once: the second waits here.
        await tx.get(Company, seat.company_id)
        await self.may_connect(tx, seat, place)
        now = self._clock.now()
        for other in await self.of(tx, seat):
            if (other.channel, other.tenant) == (place.channel, place.tenant) and other.chat != place.chat:
                await tx.put(replace(other, status=LEFT, updated_at=now))
        where = {"channel": place.channel, "tenant": place.tenant, "chat": place.chat}
        known = await self._held(tx, place)
        again = known is not None and known.company_id == seat.company_id
        if known is not None and not again:
            if known.status == CONNECTED:
                raise ChannelTaken()
            # News that still wait for the company that left it name its row: they are told in private.
            await tx.delete(CompanyChannel, id=known.id)
        made = CompanyChannel(
            id=known.id if known is not None and again else self._ids.new("chn"),
            company_id=seat.company_id,
            **where,
            connected_by=seat.user_id,
            lang=seat.lang,
            created_at=now,
            updated_at=now,
        )
        try:
            await (tx.put(made) if again else tx.add(made))
        except AlreadyExists:
            raise ChannelTaken() from None
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "channel.connected", made.id, now))
        await tx.add(self._row(made, "", "channel-here", {"to": [seat.identity_id]}))
        return made

    async def _held(self, tx: Tx, place: Place) -> CompanyChannel | None:
        """The row of this channel, whoever has or had it, as it is now: nobody else changes it until the end."""
        where = {"channel": place.channel, "tenant": place.tenant, "chat": place.chat}
        for found in await tx.find(CompanyChannel, **where, limit=1):
            held = await tx.get(CompanyChannel, found.id)
            if held is not None:
                return held
            # It went while we waited for it: somebody else has the channel by now.
            raise ChannelTaken()
        return None

    async def disconnect(self, tx: Tx, seat: Seat, channel_id: str) -> None:
        policy.require_member(seat, "negotiate")
        found = await tx.get(CompanyChannel, channel_id)
        if found is None or found.company_id != seat.company_id:
            raise NotFound()
        now = self._clock.now()
        await tx.put(replace(found, status=LEFT, updated_at=now))
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "channel.disconnected", found.id, now))

    async def lost(self, tx: Tx, channel_id: str) -> None:
        """We are not let into it any more: the owners are told, and from now on everybody is told in their own chat."""
        found = await tx.get(CompanyChannel, channel_id)
        if found is None or found.status != CONNECTED:
            return
        now = self._clock.now()
        await tx.put(replace(found, status=LOST, updated_at=now))
        owners = await tx.find(Membership, company_id=found.company_id, role=MemberRole.OWNER.value, limit=_MEMBERS_MAX)
        told = {place.user_id for place in owners} | {found.connected_by}
        chats = await tx.find(ChatIdentity, user_id=tuple(sorted(told)), order="created_at", limit=_MEMBERS_MAX)
        for user_id in sorted(told):
            chat = next((chat for chat in chats if chat.user_id == user_id and chat.reachable), None)
            if chat is not None:
                await tx.add(self._note(found, chat.id))

    async def in_private(self, tx: Tx, row: OutboxRow) -> None:
        """What a channel should have shown is told to those it was for, each in their own chat."""
        args = {key: value for key, value in row.args.items() if key not in ("to", "channel_id")}
        for identity_id in row.args["to"] if row.subject_id else ():
            await tx.add(
                replace(
                    row,
                    id=self._ids.new("out"),
                    order_key=f"{row.subject_id}:{identity_id}",
                    kind="deal",
                    identity_id=identity_id,
                    args=args,
                    status="waiting",
                    attempts=0,
                    lease_until=None,
                    next_try_at=self._clock.now(),
                )
            )

    async def company_name(self, tx: Tx, channel: CompanyChannel) -> str:
        company = await tx.get(Company, channel.company_id)
        return company.name if company is not None else ""

    def _row(self, channel: CompanyChannel, trade_id: str, notice: str, args: Mapping[str, Any]) -> OutboxRow:
        now = self._clock.now()
        return OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{trade_id}:{channel.id}",
            kind="channel",
            subject_id=trade_id,
            identity_id="",
            notice=notice,
            args={**args, "channel_id": channel.id},
            created_at=now,
            next_try_at=now,
        )

    def _note(self, channel: CompanyChannel, identity_id: str) -> OutboxRow:
        return replace(
            self._row(channel, "", "channel-lost", {}),
            order_key=f"{channel.id}:{identity_id}",
            kind="note",
            identity_id=identity_id,
            subject_id=channel.id,
            args={},
        )


async def channels_of(tx: Tx, deal: Deal) -> list[CompanyChannel]:
    """The channels in which a deal appears, on either side."""
    sides = (deal.trade.buyer_company_id, deal.trade.seller_company_id)
    if not any(seat.channel in KINDS for seat in deal.seats):
        return []
    return list(await tx.find(CompanyChannel, company_id=sides, status=CONNECTED, limit=CHANNELS_MAX))


async def instead(
    tx: Tx, deal: Deal, channels: Iterable[CompanyChannel], rows: Sequence[OutboxRow], ids: Ids
) -> list[OutboxRow]:
    """News for people who read a channel of their company go there, once, and not to each of them. Whoever chose another
    of their chats is told there, too."""
    left = list(rows)
    made: list[OutboxRow] = []
    for channel in channels:
        readers = {
            seat.user_id
            for seat in deal.seats
            if (seat.company_id, seat.channel, seat.tenant) == (channel.company_id, channel.channel, channel.tenant)
        }
        identities = {seat.identity_id: seat.user_id for seat in deal.seats if seat.user_id in readers}
        here = [row for row in left if row.kind == "deal" and identities.get(row.identity_id)]
        if not here:
            continue
        chosen = await tx.find(Preferences, id=tuple(identities[row.identity_id] for row in here), limit=_MEMBERS_MAX)
        elsewhere = {each.id for each in chosen if each.told_at and not _is_in(deal, each.told_at, channel)}
        for notice in dict.fromkeys(row.notice for row in here):
            of_it = [row for row in here if row.notice == notice]
            made.append(
                replace(
                    of_it[0],
                    id=ids.new("out"),
                    order_key=f"{deal.trade.id}:{channel.id}",
                    kind="channel",
                    identity_id="",
                    args={
                        **of_it[0].args,
                        "channel_id": channel.id,
                        "to": [row.identity_id for row in of_it if identities[row.identity_id] not in elsewhere],
                    },
                )
            )
        left = [row for row in left if row not in here or identities[row.identity_id] in elsewhere]
    return [*left, *made]


def _is_in(deal: Deal, identity_id: str, channel: CompanyChannel) -> bool:
    seat = next((seat for seat in deal.seats if seat.identity_id == identity_id), None)
    return seat is not None and (seat.channel, seat.tenant) == (channel.channel, channel.tenant)
