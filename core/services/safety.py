"""Reports to the moderators, and companies that do not want to deal with each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from core import policy
from core.errors import AlreadyExists, Blocked, InvalidValue, NotFound, NotNow, TooMany
from core.events import AuditRow, Bookmark, OutboxRow
from core.ids import Ids, code_of
from core.listings import TAKEN_DOWN, Product
from core.members import ChatIdentity, Company, Membership, Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.reports import TAKE_DOWN_REASONS, Block, Report
from core.services.desk_rows import desk_row
from core.trades import Negotiation
from core.wording import clean_text

REPORTS_A_DAY: Final = 10
WORDS_LENGTH_MAX: Final = 1000
WORDS_LENGTH_MIN: Final = 10


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report at the desk is about, as it is now: by whom, about whom, and the listing, if it is one. `reason` says
    why that was taken down."""

    report: Report
    about: Company
    by: Company
    listing: Product | None = None
    reason: str = ""


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
        return await self._close(tx, seat, await self._before(tx, seat, report_id))

    async def _before(self, tx: Tx, seat: Seat, report_id: str) -> Report:
        """A report that this person may deal with."""
        policy.require_staff(seat)
        row = await tx.get(Report, report_id)
        if row is None or seat.company_id in (row.company_id, row.reporter_company_id):
            raise NotFound()
        return row

    async def _close(self, tx: Tx, seat: Seat, row: Report) -> Report:
        if row.status == "closed":
            raise NotNow()
        now = self._clock.now()
        closed = replace(row, status="closed", closed_by=seat.user_id, updated_at=now)
        await tx.put(closed)
        await tx.add(
            AuditRow(self._ids.new("aud"), seat.user_id, "report.closed", row.id, now, {"about": row.company_id})
        )
        return closed

    async def reported(self, tx: Tx, seat: Seat, report_id: str) -> Reported:
        """What the desk sees of a report. Raises NotFound."""
        return await reported(tx, await self._before(tx, seat, report_id))

    async def take_down(self, tx: Tx, seat: Seat, report_id: str, reason: str) -> Reported:
        """The reported listing is not found and not offered for any more; running deals go on, and its seller is told why. The
        report is closed by that. Raises NotFound, NotNow for who comes second."""
        if reason not in TAKE_DOWN_REASONS:
            raise InvalidValue("reason", "unknown-reason")
        row = await self._before(tx, seat, report_id)
        product = await _listing_of(tx, row)
        if product is None or product.status not in ("active", "paused"):
            raise NotNow()
        closed = await self._close(tx, seat, row)
        now = self._clock.now()
        await tx.put(replace(product, status=TAKEN_DOWN, updated_at=now))
        detail = {"reason": reason, "by": seat.user_id, "before": product.status}
        await tx.add(Bookmark(_mark(product.id), now, now, detail))
        await self._note(tx, seat, "listing.taken_down", product, {"reason": reason, "report": row.id})
        await self._tell_seller(tx, product, "listing-taken-down", reason)
        return await reported(tx, closed)

    async def put_back(self, tx: Tx, seat: Seat, report_id: str) -> Reported:
        """What was taken down is as it was before, by whoever may deal with the report. Raises NotFound, NotNow."""
        row = await self._before(tx, seat, report_id)
        product = await _listing_of(tx, row)
        mark = await tx.get(Bookmark, _mark(product.id)) if product is not None else None
        if product is None or mark is None or product.status != TAKEN_DOWN:
            raise NotNow()
        await tx.put(replace(product, status=str(mark.detail["before"]), updated_at=self._clock.now()))
        await tx.delete(Bookmark, id=mark.id)
        await self._note(tx, seat, "listing.put_back", product, {"report": row.id})
        await self._tell_seller(tx, product, "listing-put-back")
        return await reported(tx, row)

    async def _note(self, tx: Tx, seat: Seat, action: str, product: Product, detail: dict[str, str]) -> None:
        detail = {**detail, "company": product.company_id}
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, action, product.id, self._clock.now(), detail))

    async def _tell_seller(self, tx: Tx, product: Product, notice: str, reason: str = "") -> None:
        """Whoever may list for the company, each once."""
        now = self._clock.now()
        members = await tx.find(Membership, company_id=product.company_id, limit=500)
        users = tuple(member.user_id for member in members if member.role in policy.COMPANY_ACTIONS["list"])
        chats = await tx.find(ChatIdentity, user_id=users, order="-created_at", limit=500) if users else []
        rows = [
            OutboxRow(
                id=self._ids.new("out"),
                order_key=f"{product.id}:{identity.id}",
                kind="note",
                subject_id=product.id,
                identity_id=identity.id,
                notice=notice,
                args={"listing": product.name, "reason": reason},
                created_at=now,
                next_try_at=now,
            )
            for identity in {chat.user_id: chat for chat in chats}.values()
        ]
        await tx.add(*rows)

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


async def why_taken_down(tx: Tx, product: Product) -> str:
    """The reason, while a listing is taken down."""
    mark = await tx.get(Bookmark, _mark(product.id)) if product.status == TAKEN_DOWN else None
    return str(mark.detail["reason"]) if mark is not None else ""


async def reported(tx: Tx, report: Report) -> Reported:
    """A report with what it is about. Raises NotFound."""
    about, by = await tx.get(Company, report.company_id), await tx.get(Company, report.reporter_company_id)
    if about is None or by is None:
        raise NotFound()
    product = await _listing_of(tx, report)
    return Reported(report, about, by, product, await why_taken_down(tx, product) if product is not None else "")


async def _listing_of(tx: Tx, report: Report) -> Product | None:
    return await tx.get(Product, report.subject_id) if report.subject_id.startswith("prd_") else None


def _mark(product_id: str) -> str:
    """The bookmark that keeps why a listing was taken down, and what it was before."""
    return f"taken-down:{product_id}"


def named(report: Report) -> str:
    """The code of what was reported."""
    return code_of(report.subject_id)
