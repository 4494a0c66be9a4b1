"""Erasing a person: what says who they are goes, their key is destroyed, and what the law keeps stays under a pseudonym.

The rows are emptied in one unit of work, which leaves an `Erasure`; the key is destroyed after the commit, by whoever comes
to it first, however often it takes. A database that was restored from before is brought up to date by the marks that the
destroyed keys left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from core.accounts import KeptAnswer, LoginCode
from core.erasing import Erasure
from core.errors import ErasureBlocked, LastOwner, NotFound
from core.events import AuditRow, ConversationRow, OutboxRow, ScreenRow
from core.hooks import Hook, HookCall
from core.ids import Ids, code_of
from core.linking import AccountLink, WrongCode
from core.listings import Product
from core.members import ChatIdentity, Company, Invitation, MemberRole, Membership, Profile, User
from core.messages import MessagePart
from core.ports.clock import Clock
from core.ports.person_keys import PersonKeys
from core.ports.unit_of_work import Store, Tx
from core.preferences import Preferences
from core.proofs import Authenticator
from core.searches import Search
from core.services.colleagues import close_doors
from core.services.overview import OPEN
from core.services.sessions import end_all_of
from core.trades import Negotiation

COMMAND_LINE: Final = "command line"
_MANY: Final = 1_000


class Erasing:
    """`keys` are where the keys of persons are kept."""

    def __init__(self, *, store: Store, clock: Clock, ids: Ids, keys: PersonKeys) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._keys = keys

    async def erase(self, tx: Tx, user_id: str, *, asked_by: str) -> None:
        """Empty everything that says who somebody is; a second time changes nothing. Raises NotFound; ErasureBlocked and
        LastOwner while others depend on this person."""
        user = await tx.get(User, user_id)
        if user is None:
            raise NotFound()
        if await tx.get(Erasure, user_id) is not None:
            return
        if user.staff_role:
            raise ErasureBlocked(why="staff")
        places = await tx.find(Membership, user_id=user_id, limit=_MANY)
        for place in places:
            await self._leave(tx, place)
        await self._empty(tx, user)
        now = self._clock.now()
        await tx.add(
            Erasure(user_id, asked_by, now), AuditRow(self._ids.new("aud"), asked_by, "person.erased", user_id, now)
        )

    async def finish(self) -> int:
        """Destroy the keys of those who were erased; how many."""
        waiting = await self._store.read(lambda tx: tx.find(Erasure, key_gone_at=None, limit=_MANY))
        for row in waiting:
            await self._keys.destroy(row.id)
            await self._store.write(lambda tx, row=row: tx.put(replace(row, key_gone_at=self._clock.now())))  # type: ignore[misc]
        return len(waiting)

    async def again(self) -> int:
        """Erase whoever a restored database brought back; how many."""
        gone = await self._keys.gone()

        async def missing(tx: Tx) -> list[str]:
            return [one for one in gone if await tx.get(Erasure, one) is None and await tx.get(User, one) is not None]

        found = await self._store.read(missing) if gone else []
        for user_id in found:
            await self._store.write(lambda tx, user_id=user_id: self._forced(tx, user_id))  # type: ignore[misc]
        return len(found)

    # ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _forced(self, tx: Tx, user_id: str) -> None:
        """Their key is gone already, whatever depends on them: only what says who they are goes."""
        user = await tx.get(User, user_id)
        if user is not None and await tx.get(Erasure, user_id) is None:
            await self._empty(tx, user)
            await tx.add(Erasure(user_id, COMMAND_LINE, self._clock.now(), self._clock.now()))

    async def _leave(self, tx: Tx, place: Membership) -> None:
        company = await tx.get(Company, place.company_id)
        if await tx.count(Membership, company_id=place.company_id) > 1:
            owners = await tx.count(Membership, company_id=place.company_id, role=MemberRole.OWNER.value)
            if place.role == MemberRole.OWNER and owners < 2:
                raise LastOwner()
        elif company is not None:
            await self._close(tx, company)
        await tx.delete(Membership, id=place.id)
        await close_doors(tx, place, self._clock.now())

    async def _close(self, tx: Tx, company: Company) -> None:
        """A company that nobody is left in: its deals stay, and it is called by its code."""
        for side in ("buyer_company_id", "seller_company_id"):
            if await tx.count(Negotiation, **{side: company.id, "state": OPEN}):
                raise ErasureBlocked(why="deals")
        name = f"#{code_of(company.id)}"
        now = self._clock.now()
        await tx.put(replace(company, name=name, address="", tax_id="", ships_from=None, updated_at=now))
        after: Any = None
        while goods := await tx.find(Product, company_id=company.id, after=after, limit=_MANY):
            await tx.put(*(replace(one, status="removed", sku="", updated_at=now) for one in goods))
            after = goods[-1].id
        for hook in await tx.find(Hook, company_id=company.id, limit=_MANY):
            await tx.delete(HookCall, hook_id=hook.id)
            await tx.delete(Hook, id=hook.id)
        await tx.delete(Invitation, company_id=company.id)

    async def _empty(self, tx: Tx, user: User) -> None:
        now = self._clock.now()
        await end_all_of(tx, user.id, "erased", now)
        gone = replace(user, email=None, email_index=None, password_hash=None, staff_role="", updated_at=now)
        await tx.put(gone)
        for profile in await tx.find(Profile, user_id=user.id, limit=_MANY):
            await tx.put(Profile(profile.id, user.id, profile.created_at, now))
        for identity in await tx.find(ChatIdentity, user_id=user.id, limit=_MANY):
            await self._cut(tx, identity)
        await _forget(tx, user.id, (Search, LoginCode), "user_id")
        await _forget(tx, user.id, (Preferences, Authenticator), "id")
        await _forget(tx, user.id, (KeptAnswer,), "owner_id")
        await _forget(tx, user.id, (AccountLink,), "starter_user_id")
        for link in await tx.find(AccountLink, joiner_user_id=user.id, limit=_MANY):
            await tx.put(replace(link, joined_as=""))

    async def _cut(self, tx: Tx, identity: ChatIdentity) -> None:
        """A chat that is nobody's any more: whoever writes from there is a stranger."""
        await tx.put(replace(identity, chat_user=f"erased:{identity.id}", chat="", reachable=False))
        await _forget(tx, identity.id, (ConversationRow, ScreenRow, WrongCode, Search), "identity_id")
        after: Any = None
        while parts := await tx.find(MessagePart, identity_id=identity.id, after=after, limit=_MANY):
            # That a message arrived stays known; where it arrived is the address of a person.
            await tx.put(*(replace(part, place=f"erased:{part.id}") for part in parts))
            after = parts[-1].id
        waiting = await tx.find(OutboxRow, identity_id=identity.id, status="waiting", limit=_MANY)
        await tx.put(*(replace(row, status="dead", args={}) for row in waiting))


async def _forget(tx: Tx, value: str, kinds: Sequence[type[Any]], column: str) -> None:
    for kind in kinds:
        await tx.delete(kind, **{column: value})
