"""What stops payouts because two books differ, as operators deal with it: looked into by two of them, looked at again on
demand."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from core import policy
from core.errors import ConflictOfInterest, InvalidValue, NotAllowed, NotFound, NotNow
from core.events import AuditRow, Bookmark
from core.ids import Ids
from core.ledger import LedgerEntry
from core.members import Seat, StaffRole, User
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.services.holding_back import PAYOUTS_STOPPED
from core.trades import Negotiation

TWO: Final = 2
"""So many different operators have to say that a mismatch was looked into."""
REASONS: Final = ("own_money", "mended", "theirs")
"""Why a mismatch is nothing to wait for: it is the operator's own money, it was put right by hand, or the other books err."""
KINDS: Final = (
    *("unknown-movement", "missing-movement", "wrong-kind", "amount-differs", "fee-differs", "currency-differs"),
    *("posted-twice", "moved-twice", "without-ref", "balance-differs"),
)
"""What two books can say differently."""
LOOK: Final = "books-look"
"""The bookmark of whoever wants the books to be compared now."""
SHOWN_MAX: Final = 50


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that the two books say differently: one of `KINDS`. `amount` (minor units, positive) is what is at stake."""

    kind: str
    ref: str
    amount: int
    currency: str

    @property
    def mark(self) -> str:
        """The bookmark under which people say that they have looked into it; with another amount it is another thing."""
        return f"accepted:{self.kind}:{self.ref}:{self.amount}:{self.currency}"

    @property
    def id(self) -> str:
        """What a button calls it."""
        return f"bks_{hashlib.sha256(self.mark.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Listed:
    """What stops payouts now: how many mismatches, since when, when they were looked at last, and who has accepted which."""

    count: int
    since: datetime
    looked_at: datetime
    items: tuple[tuple[Mismatch, tuple[str, ...]], ...]


async def listed(tx: Tx) -> Listed | None:
    """None while payouts go on."""
    stopped = await tx.get(Bookmark, PAYOUTS_STOPPED)
    if stopped is None:
        return None
    found = [Mismatch(*each) for each in stopped.detail.get("mismatches", ())]
    items = [(mismatch, await accepted_by(tx, mismatch)) for mismatch in found]
    return Listed(int(stopped.detail.get("count", 0)), stopped.at, stopped.updated_at, tuple(items))


async def accepted_by(tx: Tx, mismatch: Mismatch) -> tuple[str, ...]:
    """Who has said that it was looked into."""
    mark = await tx.get(Bookmark, mismatch.mark)
    return tuple(mark.detail["by"]) if mark is not None else ()


async def accept(tx: Tx, ids: Ids, now: datetime, mismatch: Mismatch, user_id: str, reason: str) -> bool:
    """An operator who is known here has looked into it; True once a second one says so. Raises NotFound, NotAllowed for
    the same one again, ConflictOfInterest for money of their own company."""
    if reason not in REASONS:
        raise InvalidValue("reason", "unknown-reason")
    user = await tx.get(User, user_id)
    if user is None or user.staff_role != StaffRole.OPERATOR:
        raise NotFound()
    await _require_no_party(tx, user_id, mismatch)
    known = await tx.get(Bookmark, mismatch.mark)
    said = [*known.detail["by"]] if known is not None else []
    if user_id in said:
        raise NotAllowed()
    if len(said) >= TWO:
        raise NotNow()
    said.append(user_id)
    mark = Bookmark(mismatch.mark, known.at if known else now, now, {"by": said})
    await (tx.put if known else tx.add)(mark)
    detail = {**asdict(mismatch), "by": user_id, "reason": reason}
    await tx.add(AuditRow(ids.new("aud"), user_id, "books.accepted", mismatch.id, now, detail))
    return len(said) >= TWO


async def _require_no_party(tx: Tx, user_id: str, mismatch: Mismatch) -> None:
    """Nobody says of money of a trade of their own company that it needs no looking into."""
    seat = await tx.seat_of_user(user_id)
    if seat is None or not seat.company_id or not mismatch.ref:
        return
    entries = await tx.find(LedgerEntry, provider_ref=mismatch.ref, limit=20)
    if mismatch.kind == "without-ref":
        entry = await tx.get(LedgerEntry, mismatch.ref)
        entries = [entry] if entry is not None else []
    for trade_id in sorted({entry.negotiation_id for entry in entries}):
        trade = await tx.get(Negotiation, trade_id)
        if trade is not None and seat.company_id in (trade.buyer_company_id, trade.seller_company_id):
            raise ConflictOfInterest(why="party")


class BooksDesk:
    """Runs inside the unit of work of whoever calls; for operators alone."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def listed(self, tx: Tx, seat: Seat) -> Listed | None:
        policy.require_operator(seat)
        return await listed(tx)

    async def mismatch(self, tx: Tx, seat: Seat, mismatch_id: str) -> Mismatch:
        """What a button calls so, while it stops payouts. Raises NotNow for what does not any more."""
        found = await self.listed(tx, seat)
        for mismatch, _ in found.items if found is not None else ():
            if mismatch.id == mismatch_id:
                return mismatch
        raise NotNow()

    async def accept(self, tx: Tx, seat: Seat, mismatch_id: str, reason: str) -> bool:
        """True once a second operator has said so; the books are looked at again then."""
        mismatch = await self.mismatch(tx, seat, mismatch_id)
        done = await accept(tx, self._ids, self._clock.now(), mismatch, seat.user_id, reason)
        if done:
            await self._want_look(tx, seat)
        return done

    async def look_again(self, tx: Tx, seat: Seat) -> None:
        """The books are compared at the next tick. Raises NotNow where that was asked for already."""
        policy.require_operator(seat)
        if await tx.get(Bookmark, LOOK) is not None:
            raise NotNow()
        await self._want_look(tx, seat)

    async def _want_look(self, tx: Tx, seat: Seat) -> None:
        now = self._clock.now()
        if await tx.get(Bookmark, LOOK) is None:
            await tx.add(Bookmark(LOOK, now, now, {"by": seat.user_id}))
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "books.look", LOOK, now))
