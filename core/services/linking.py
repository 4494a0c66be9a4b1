"""One account on both platforms: two chats that have seen each other become one person, and can be parted again.

The chat that begins shows a code; the other one types it, is shown who began, says "that is me" and is given a second
code, which only counts in the chat that began. Whoever lures somebody into opening their link learns nothing: the second
code stands in the chat of the one who was lured.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from core.errors import AccountsBothUsed, AlreadyLinked, NotFound, PayoutHeld, SamePlatform, TooMany
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.linking import AccountLink, WrongCode
from core.listings import Product
from core.members import ChatIdentity, Company, MemberRole, Membership, Seat, User
from core.names import one_line
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.preferences import Preferences
from core.proofs import Authenticator
from core.services.sessions import end_all_of

LINK_LIFE: Final = timedelta(minutes=10)
TRIES_MAX: Final = 5
PAYOUT_HOLD: Final = timedelta(hours=24)
NAME_LENGTH_MAX: Final = 64
CODE_LENGTH: Final = 8
_ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that nobody mixes up: eight of them are 40 bits."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed code did: `joined` (somebody else's attempt was found), `linked` (both sides agree), or `wrong`."""

    what: Literal["joined", "linked", "wrong"]
    link: AccountLink | None = None


class Linking:
    """Joins and parts chat accounts. A wrong code is an answer, not a refusal: it has to be counted."""

    def __init__(self, *, clock: Clock, ids: Ids, token_bytes: Callable[[int], bytes]) -> None:
        self._clock = clock
        self._ids = ids
        self._token_bytes = token_bytes

    async def start(self, tx: Tx, seat: Seat, shown_as: str) -> str:
        """A fresh code for the other chat; an older attempt of this person ends. Raises TooMany."""
        now = self._clock.now()
        earlier = await tx.find(AccountLink, starter_user_id=seat.user_id, order="-created_at", limit=20)
        if sum(link.created_at > now - timedelta(hours=1) for link in earlier) >= 10:
            raise TooMany()
        await tx.put(*(replace(link, status="over") for link in earlier if link.status not in ("done", "over")))
        code = self._code()
        await tx.add(
            AccountLink(
                id=self._ids.new("lnk"),
                code_sha256=_digest(code),
                starter_identity_id=seat.identity_id,
                starter_user_id=seat.user_id,
                started_as=one_line(shown_as)[:NAME_LENGTH_MAX],
                expires_at=now + LINK_LIFE,
                created_at=now,
            )
        )
        return code

    async def type_code(self, tx: Tx, seat: Seat, typed: str, shown_as: str) -> Typed:
        """A code typed in a chat: the answer to one's own attempt, else the code of somebody else's.
        Raises TooMany, AlreadyLinked, SamePlatform, AccountsBothUsed; nothing has changed then."""
        await self._require_tries_left(tx, seat)
        digest = _digest(plain_code(typed))
        own = await self._waiting_for_answer(tx, seat)
        if own is not None:
            return await self._answered(tx, seat, own, digest)
        found = await tx.find(AccountLink, code_sha256=digest, limit=1)
        link = await self._open(tx, found[0].id, "open") if found else None
        if link is None:
            return await self._wrong(tx, seat)
        if link.starter_user_id == seat.user_id:
            raise AlreadyLinked()
        starter = await tx.get(ChatIdentity, link.starter_identity_id)
        if starter is None or starter.channel == seat.channel:
            raise SamePlatform()
        await self._sides(tx, link.starter_user_id, seat.user_id)
        joined = replace(
            link,
            status="claimed",
            joiner_identity_id=seat.identity_id,
            joiner_user_id=seat.user_id,
            joined_as=one_line(shown_as)[:NAME_LENGTH_MAX],
        )
        await tx.put(joined)
        return Typed("joined", joined)

    async def agree(self, tx: Tx, seat: Seat, link_id: str) -> tuple[AccountLink, str]:
        """The joining side says that it began this itself: the second code, to be typed in the other chat."""
        link = await self._open(tx, link_id, "claimed")
        if link is None or link.joiner_identity_id != seat.identity_id:
            raise NotFound()
        code = self._code()
        agreed = replace(link, status="agreed", answer_sha256=_digest(code))
        await tx.put(agreed)
        await self._tell(tx, link.starter_identity_id, "link-asked", link.id, kind="link")
        return agreed, code

    async def stop(self, tx: Tx, seat: Seat, link_id: str) -> None:
        """Either side ends the attempt."""
        link = await tx.get(AccountLink, link_id)
        if link is None or seat.identity_id not in (link.starter_identity_id, link.joiner_identity_id):
            raise NotFound()
        if link.status != "done":
            await tx.put(replace(link, status="over"))

    async def accounts(self, tx: Tx, seat: Seat) -> list[ChatIdentity]:
        """All chats of this person, oldest first."""
        return await tx.find(ChatIdentity, user_id=seat.user_id, order="created_at", limit=20)

    async def part(self, tx: Tx, seat: Seat, identity_id: str) -> ChatIdentity:
        """One chat becomes a stranger's again; the person keeps the rest. Raises NotFound."""
        mine = await self.accounts(tx, seat)
        parted = next((chat for chat in mine if chat.id == identity_id), None)
        if parted is None or len(mine) < 2:
            raise NotFound()
        now = self._clock.now()
        stranger = User(id=self._ids.new("usr"), created_at=now, updated_at=now)
        await tx.add(stranger)
        await tx.put(replace(parted, user_id=stranger.id))
        chosen = await tx.get(Preferences, seat.user_id)
        if chosen is not None and chosen.told_at == parted.id:
            await tx.put(replace(chosen, told_at="", updated_at=now))
        await hold_payouts(tx, seat.user_id, now + PAYOUT_HOLD)
        app = await tx.get(Authenticator, seat.user_id)
        if app is not None and app.waiting:
            # The key may have been shown in this chat: it becomes nobody's.
            await tx.put(replace(app, waiting="", updated_at=now))
        # Whoever had this chat may have signed in elsewhere with a code from it.
        await end_all_of(tx, seat.user_id, "unlink", now)
        await tx.add(self._audit(seat.user_id, "account.parted", parted.id))
        for chat in mine:
            await self._tell(tx, chat.id, "unlinked", parted.id, channel=parted.channel)
        return parted

    # ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _waiting_for_answer(self, tx: Tx, seat: Seat) -> AccountLink | None:
        found = await tx.find(AccountLink, starter_user_id=seat.user_id, status="agreed", order="-created_at", limit=1)
        if not found or found[0].starter_identity_id != seat.identity_id:
            return None
        return await self._open(tx, found[0].id, "agreed")

    async def _answered(self, tx: Tx, seat: Seat, link: AccountLink, digest: str) -> Typed:
        if digest != link.answer_sha256:
            tries = link.tries + 1
            await tx.put(replace(link, tries=tries, status="over" if tries >= TRIES_MAX else link.status))
            return await self._wrong(tx, seat)
        kept, joining = await self._sides(tx, link.starter_user_id, link.joiner_user_id)
        now = self._clock.now()
        for chat in await tx.find(ChatIdentity, user_id=joining, limit=20):
            await tx.put(replace(chat, user_id=kept))
        done = replace(link, status="done")
        await tx.put(done)
        await end_all_of(tx, joining, "link", now)
        await hold_payouts(tx, kept, now + PAYOUT_HOLD)
        await tx.add(
            AuditRow(self._ids.new("aud"), kept, "account.linked", link.id, now, {"joined": joining}),
        )
        joined = await tx.get(ChatIdentity, link.joiner_identity_id)
        for chat in await tx.find(ChatIdentity, user_id=kept, limit=20):
            await self._tell(tx, chat.id, "linked", link.id, channel=joined.channel if joined else "")
        return Typed("linked", done)

    async def _open(self, tx: Tx, link_id: str, status: str) -> AccountLink | None:
        """The attempt, held for this unit of work, if it still stands there and is not too old."""
        link = await tx.get(AccountLink, link_id)
        if link is None or link.status != status or link.expires_at <= self._clock.now():
            return None
        return link

    async def _sides(self, tx: Tx, starter_id: str, joiner_id: str) -> tuple[str, str]:
        """(who stays, whose chats move): the one that has no company, goods or rights gives up its account."""
        for stays, moves in ((starter_id, joiner_id), (joiner_id, starter_id)):
            if await self._is_empty(tx, moves):
                return stays, moves
        raise AccountsBothUsed()

    async def _is_empty(self, tx: Tx, user_id: str) -> bool:
        user = await tx.get(User, user_id)
        if user is None or user.staff_role or user.email or user.password_hash:
            return False
        places = await tx.count(Membership, user_id=user_id)
        return not places and not await tx.count(Product, seller_id=user_id)

    async def _require_tries_left(self, tx: Tx, seat: Seat) -> None:
        since = self._clock.now() - LINK_LIFE
        wrong = await tx.find(WrongCode, identity_id=seat.identity_id, order="-created_at", limit=TRIES_MAX)
        if len(wrong) == TRIES_MAX and wrong[-1].created_at > since:
            raise TooMany()

    async def _wrong(self, tx: Tx, seat: Seat) -> Typed:
        await tx.add(WrongCode(self._ids.new("wrg"), seat.identity_id, self._clock.now()))
        return Typed("wrong")

    async def _tell(
        self, tx: Tx, identity_id: str, notice: str, subject_id: str, *, kind: str = "note", channel: str = ""
    ) -> None:
        """In this very chat, whatever the person chose: the old ones have to hear of the new."""
        now = self._clock.now()
        row = OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{subject_id}:{identity_id}",
            kind=kind,
            subject_id=subject_id,
            identity_id=identity_id,
            notice=notice,
            args={"channel": channel.title(), "here": 1},
            created_at=now,
            next_try_at=now,
        )
        await tx.add(row)

    def _audit(self, actor_id: str, action: str, object_id: str) -> AuditRow:
        return AuditRow(self._ids.new("aud"), actor_id, action, object_id, self._clock.now(), {})

    def _code(self) -> str:
        chance = int.from_bytes(self._token_bytes(5), "big")
        return "".join(_ALPHABET[chance >> shift & 31] for shift in range(0, 40, 5))


def plain_code(typed: str) -> str:
    """A code without the spaces and dashes that people put into it."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:40]


async def hold_payouts(tx: Tx, user_id: str, until: datetime) -> None:
    """What a stolen chat could order is stopped until its owner has read the news."""
    for place in await tx.find(Membership, user_id=user_id, limit=20):
        company = await tx.get(Company, place.company_id)
        if company is not None and place.role in (MemberRole.OWNER, MemberRole.TRADER):
            await tx.put(replace(company, payout_held_until=until))


def require_payouts_free(company: Company, now: datetime) -> None:
    """Nobody changes where money goes within a day of joining or parting chats. Raises PayoutHeld."""
    if company.payout_held_until is not None and company.payout_held_until > now:
        raise PayoutHeld(at=company.payout_held_until.isoformat())


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
