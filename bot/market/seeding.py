"""Fills an empty market with two sellers and their goods, and gives sandbox people their places in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.market import files
from core.events import AuditRow
from core.ids import Ids
from core.members import ChatIdentity, Company, Profile, Seat, User
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.services.importing import Importer
from core.services.membership import MembershipService
from core.services.payees import Payees
from core.services.product_file import decoded_lines

_OWNERS = (("Sven Hansen", "sales@hansa-metalworks.example", "EUR"), ("Ida Holm", "sales@lotus-trading.example", "USD"))


@dataclass(frozen=True, slots=True)
class ChatAccount:
    """A chat account that is known before its owner writes."""

    channel: str
    tenant: str
    user: str
    chat: str


class Seeding:
    """Seeds once; a second time nothing changes but the payout accounts, which a fresh sandbox mints anew."""

    def __init__(self, *, store: Store, clock: Clock, ids: Ids, index_of: Callable[[str], str]) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._index_of = index_of
        self._membership = MembershipService(clock=clock, ids=ids)
        self._payees = Payees(store=store, clock=clock, ids=ids, deployment="", provider_name="stripe")

    async def market(self, payout_refs: Mapping[str, str]) -> list[Seat]:
        """The two seeded sellers with their goods; `payout_refs` by currency. Returns their seats."""
        seats = []
        for (company_name, path), (person, email, currency) in zip(files(), _OWNERS, strict=True):
            payout_ref = payout_refs.get(currency, "")
            seat = await self._store.write(
                lambda tx, c=company_name, p=person, e=email, m=currency, r=payout_ref: self._seller(tx, c, p, e, m, r)  # type: ignore[misc]
            )
            with path.open("rb") as stream:
                await Importer(self._store, self._clock, self._ids).run(decoded_lines(stream), seat)
            seats.append(seat)
        return seats

    async def introduce(self, user_id: str, account: ChatAccount) -> None:
        """Let a chat account speak for a user."""

        async def step(tx: Tx) -> None:
            if await tx.seat(account.channel, account.tenant, account.user) is None:
                await tx.add(self._identity(user_id, account))

        await self._store.write(step)

    async def moderator(self, account: ChatAccount, name: str, role: str = "moderator") -> None:
        """A person with a moderator's, or an operator's, rights and no company."""

        async def step(tx: Tx) -> None:
            if await tx.seat(account.channel, account.tenant, account.user) is not None:
                return
            now = self._clock.now()
            user = User(id=self._ids.new("usr"), created_at=now, updated_at=now, staff_role=role)
            first, _, last = name.partition(" ")
            profile = Profile(self._ids.new("prf"), user.id, now, now, first_name=first, last_name=last)
            await tx.add(user)
            await tx.add(profile)
            await tx.add(self._identity(user.id, account))
            await tx.add(AuditRow(self._ids.new("aud"), "seeding", "staff.granted", user.id, now, {"role": role}))

        await self._store.write(step)

    def _identity(self, user_id: str, account: ChatAccount) -> ChatIdentity:
        return ChatIdentity(
            id=self._ids.new("idn"),
            channel=account.channel,
            tenant=account.tenant,
            chat_user=account.user,
            chat=account.chat,
            user_id=user_id,
            created_at=self._clock.now(),
        )

    async def _seller(self, tx: Tx, company_name: str, person: str, email: str, currency: str, payout_ref: str) -> Seat:
        index = self._index_of(email)
        known = await tx.find(User, email_index=index, limit=1)
        if known:
            seat = await tx.seat_of_user(known[0].id)
            assert seat is not None
            await self._renew_payout(tx, seat.company_id, payout_ref)
            return seat
        user = await self._membership.add_account(tx, email=email, email_index=index)
        await self._membership.add_company(
            tx,
            user.id,
            name=company_name,
            full_name=person,
            currency=currency,
            payout_ref=payout_ref,
            payout_ready=bool(payout_ref),
        )
        seat = await tx.seat_of_user(user.id)
        assert seat is not None
        if payout_ref:
            await self._payees.take_account(tx, seat.company_id, payout_ref)
        return seat

    async def _renew_payout(self, tx: Tx, company_id: str, payout_ref: str) -> None:
        company = await tx.get(Company, company_id)
        if company is not None and payout_ref and company.payout_ref != payout_ref:
            changed = replace(company, payout_ref=payout_ref, payout_ready=True, updated_at=self._clock.now())
            await tx.put(changed)
            await self._payees.take_account(tx, company_id, payout_ref)
