"""Reports to the moderators, and companies that do not want to deal with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from core import policy
from core.errors import AlreadyExists, Blocked, NotFound, NotNow, TooMany
from core.events import AuditRow
from core.ids import Ids, code_of
from core.listings import Product
from core.members import Company, Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.reports import Block, Report
from core.services.desk_rows import desk_row
from core.trades import Negotiation
from core.wording import clean_text

REPORTS_A_DAY: Final = 10
WORDS_LENGTH_MAX: Final = 1000
WORDS_LENGTH_MIN: Final = 10


class Safety:
    """What people do about others who misbehave."""

    def __init__(self, *, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids

    async def company_of(self, tx: Tx, seat: Seat, subject_id: str) -> Company:
        """The other company behind a listing, a deal of one's own, or its id, when one can know it: from a deal or from its
        goods. Raises NotFound for all others and for one's own."""
        company_id = subject_id
        if subject_id.startswith("prd_"):
            product = await tx.get(Product, subject_id)
            company_id = product.company_id if product is not None else ""
        elif subject_id.startswith("neg_"):
            trade = await tx.get(Negotiation, subject_id)
            sides = (trade.buyer_company_id, trade.seller_company_id) if trade is not None else ()
            company_id = (
                next((side for side in sides if side != seat.company_id), "") if seat.company_id in sides else ""
            )
        elif not await self._is_known(tx, seat, company_id):
            raise NotFound()
        company = await tx.get(Company, company_id) if company_id else None
        if company is None or company.id == seat.company_id:
            raise NotFound()
        return company

    async def _is_known(self, tx: Tx, seat: Seat, company_id: str) -> bool:
        """Who sells is known to everybody, who buys only to those they have talked to."""
        mine = seat.company_id
        return bool(
            await tx.count(Product, company_id=company_id)
            or await tx.count(Negotiation, buyer_company_id=company_id, seller_company_id=mine)
        )

    async def report(self, tx: Tx, seat: Seat, subject_id: str, words: str) -> Report:
        """Tell the moderators. The one who is reported hears nothing of it. Raises TooMany."""
        policy.require_member(seat, "message")
        about = await self.company_of(tx, seat, subject_id)
        plain = clean_text(words, "report", length_max=WORDS_LENGTH_MAX, length_min=WORDS_LENGTH_MIN)
        now = self._clock.now()
        recent = await tx.find(Report, reported_by=seat.user_id, order="-created_at", limit=REPORTS_A_DAY)
        if len(recent) == REPORTS_A_DAY and recent[-1].created_at > now - timedelta(days=1):
            raise TooMany()
        row = Report(
            id=self._ids.new("rpt"),
            subject_id=subject_id,
            company_id=about.id,
            reporter_company_id=seat.company_id,
            reported_by=seat.user_id,
            words=plain,
            created_at=now,
            updated_at=now,
        )
        news = desk_row(self._ids, now, line=row.id, kind="report", notice="report", subject_id=row.id)
        await tx.add(row)
        await tx.add(news)
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "report.made", row.id, now, {"about": about.id}))
        return row

    async def close(self, tx: Tx, seat: Seat, report_id: str) -> Report:
        """A moderator has looked into it; not one of either company. Raises NotFound, NotNow for who comes second."""
        policy.require_staff(seat)
        row = await tx.get(Report, report_id)
        if row is None or seat.company_id in (row.company_id, row.reporter_company_id):
            raise NotFound()
        if row.status == "closed":
            raise NotNow()
        now = self._clock.now()
        closed = replace(row, status="closed", closed_by=seat.user_id, updated_at=now)
        await tx.put(closed)
        await tx.add(
            AuditRow(self._ids.new("aud"), seat.user_id, "report.closed", row.id, now, {"about": row.company_id})
        )
        return closed

    async def block(self, tx: Tx, seat: Seat, subject_id: str) -> Company:
        """No new talks between the two companies, in either direction; what is under way goes on."""
        policy.require_member(seat, "negotiate")
        other = await self.company_of(tx, seat, subject_id)
        if await tx.count(Block, company_id=seat.company_id, blocked_company_id=other.id):
            raise AlreadyExists()
        now = self._clock.now()
        await tx.add(Block(self._ids.new("blk"), seat.company_id, other.id, seat.user_id, now))
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "company.blocked", other.id, now, {}))
        return other

    async def unblock(self, tx: Tx, seat: Seat, company_id: str) -> None:
        policy.require_member(seat, "negotiate")
        if not await tx.delete(Block, company_id=seat.company_id, blocked_company_id=company_id):
            raise NotFound()

    async def blocked(self, tx: Tx, seat: Seat) -> list[Company]:
        """Whom this company has blocked."""
        rows = await tx.find(Block, company_id=seat.company_id, order="created_at", limit=50)
        found = [await tx.get(Company, row.blocked_company_id) for row in rows]
        return [company for company in found if company is not None]


async def require_dealing(tx: Tx, one: str, other: str) -> None:
    """Raises Blocked when either company does not want to deal with the other."""
    if await tx.count(Block, company_id=(one, other), blocked_company_id=(one, other)):
        raise Blocked()


def named(report: Report) -> str:
    """The code of what was reported."""
    return code_of(report.subject_id)
