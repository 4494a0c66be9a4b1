"""Companies whose names can be mistaken for another's or for the market's own: found, and brought before the moderators.

What came of it is kept in a bookmark of the company: open, stands, held; renamed, which is held with another name that it asks
for, or explained, which is held with reasons for its own. It has the other name only when a moderator releases it. That a
company is held is said by its own row besides, which every seat and every deal is read with: nothing asks for it once more.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from core import policy
from core.errors import InvalidValue, NameHeld, NotFound, NotNow, OtherNameHeld, Stale, TooMany
from core.events import AuditRow, Bookmark, OutboxRow
from core.ids import Ids
from core.likeness import alike, seems_official, shape
from core.members import Company, Membership, Profile, Seat
from core.names import clean_name
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.process.definition import Role
from core.reports import Report
from core.services.company_news import tell_company
from core.services.desk_rows import desk_row
from core.services.known_names import KnownNames, Similar
from core.services.names_desk import NameCase, case_of, deals_of, mark_of, waiting_of, wish_of, wish_row
from core.trades import Deal
from core.wording import clean_text

RENAMES_A_DAY: Final = 5
WORDS_LENGTH_MAX: Final = 1000
_FROM: Final = {
    "stands": ("open",),
    "held": ("", "open", "stands", "renamed", "explained"),
    "released": ("held", "renamed", "explained"),
}
"""What a moderator does → where from. Empty: nobody had to look at the name before."""
_WAITS: Final = ("open", "renamed", "explained")
"""What a moderator has to look at."""


class LookAlikes:
    """Everything but `look` runs inside the unit of work of whoever calls. `operator`: the name of who runs this market."""

    def __init__(
        self,
        *,
        clock: Clock,
        ids: Ids,
        operator: str = "",
        others: Callable[[Tx, str, str], Awaitable[None]] | None = None,
    ) -> None:
        """`others` tells (company, notice) whoever has a deal under way with a company that is held, or held no more."""
        self._clock = clock
        self._ids = ids
        self._operator = operator
        self._others = others
        self._known = KnownNames(clock=clock)

    async def look(self, store: Store, company_id: str) -> bool:
        """Compare a new name, or one that is asked for, with all others, outside of anybody's transaction; whether moderators
        have to see it."""
        while name := await store.read(lambda tx: _name_in_question(tx, company_id)):
            found = await self._known.similar(store, name, besides=company_id)
            kept = await store.write(lambda tx, n=name, f=found: self._keep(tx, company_id, n, f))  # type: ignore[misc]
            if kept is not None:
                return bool(kept)
        return False

    async def _keep(self, tx: Tx, company_id: str, name: str, found: Similar) -> bool | None:
        """None where it is about another name by now. What differs from what a card may have shown makes a new revision."""
        await tx.get(Company, company_id)
        if await _name_in_question(tx, company_id) != name:
            return None
        known = [one for one in found.within if await deals_of(tx, one)]
        others, official = [*found.alike, *known], seems_official(name, self._operator)
        mark = await tx.get(Bookmark, mark_of(company_id))
        if mark is None and not others and not official:
            return False
        before = mark.detail if mark is not None else _detail("open")
        detail = {**before, "others": others, "official": official, "looked": True}
        if mark is None or detail != before:
            await self._write(tx, company_id, mark, {**detail, "rev": int(before["rev"]) + 1})
        return True

    async def case(self, tx: Tx, seat: Seat, company_id: str) -> NameCase:
        """For moderators who are of none of these companies. Raises NotFound."""
        policy.require_staff(seat)
        found = await case_of(tx, company_id)
        if found is None or seat.company_id in found.concerned:
            raise NotFound()
        mine = shape(seat.company_name) if seat.company_id else ""
        if any(alike(mine, shape(name)) for name in (found.mine.company.name, found.mine.wish)):
            raise NotFound()
        return found

    async def decide(self, tx: Tx, seat: Seat, company_id: str, does: str, *, rev: int, other: int = 0) -> NameCase:
        """`stands`, `held` or `released`: the company of a card, or which of the others on it. `rev` is what the pressed card
        showed: nobody lets a name pass that they have not seen. Raises NotFound, Stale for who comes second, NotNow."""
        # Two moderators may press at once: the second waits here.
        await tx.get(Company, company_id)
        card = found = await self.case(tx, seat, company_id)
        if other:
            if other > len(card.others):
                raise Stale()
            about = card.others[other - 1].company.id
            await tx.get(Company, about)
            found = await self.case(tx, seat, about)
        if rev != (card.rev + found.rev if other else card.rev):
            raise Stale()
        if found.status not in _FROM[does] or (does != "held" and not found.looked):
            raise NotNow()
        about, asked = found.mine.company.id, found.mine.wish if does == "released" else ""
        if asked:
            await self._rename(tx, about, asked)
        status = "held" if does == "held" else "stands"
        await self._decided(tx, about, status, (company_id,) if other else (), renamed=bool(asked))
        was_held = found.mine.company.name_held_since is not None
        await self._hold(tx, about, held=status == "held")
        if self._others is not None and was_held != (status == "held"):
            await self._others(tx, about, f"other-{does}")
        named = {"others": ", ".join(one.company.id for one in found.others)}
        await self._note(tx, seat, f"name.{does}", about, {**named, "renamed": "yes"} if asked else named)
        if does != "stands":
            await tell_company(tx, self._ids, self._clock.now(), about, f"name-{does}")
        return await self.case(tx, seat, company_id)

    async def wish(self, tx: Tx, seat: Seat) -> str:
        """The name that one's company asks for; empty where it asks for none."""
        return await wish_of(tx, seat.company_id)

    async def rename(self, tx: Tx, seat: Seat, typed: str, why: str = "") -> str:
        """Ask for another name for a company that is on hold, or say why it should keep the one it has, by an owner; it has
        the other name when a moderator lets it have it. That name, or nothing. Raises InvalidValue, TooMany."""
        policy.require_member(seat, "manage")
        company = await tx.get(Company, seat.company_id)
        mark = await tx.get(Bookmark, mark_of(seat.company_id))
        if company is None or mark is None or company.name_held_since is None:
            raise InvalidValue("company_name", "fixed")
        name = clean_name(typed, "company_name", length_max=80, length_min=2)
        words = clean_text(why, "why", length_max=WORDS_LENGTH_MAX, required=False)
        asked = await wish_of(tx, company.id)
        if name == company.name and not words and not asked:
            raise InvalidValue("company_name", "same-name")
        await self._require_pace(tx, company.id)
        if words:
            await self._say(tx, seat, words, mark.id)
        await self._write(tx, company.id, mark, await self._asked(tx, seat, mark, company.name, asked, name))
        act = "company.explained" if name in (company.name, asked) else "company.name-asked"
        await self._note(tx, seat, act, company.id, {})
        await tx.add(name_row(self._ids, self._clock, company.id))
        return name if name != company.name else ""

    async def _asked(self, tx: Tx, seat: Seat, mark: Bookmark, present: str, asked: str, name: str) -> dict[str, Any]:
        """What the mark says from now on. What was found about the present name is kept for when another is refused."""
        detail = {**mark.detail, "rev": int(mark.detail["rev"]) + 1}
        if name == present:
            return {**_without_wish(detail), "status": "explained"}
        if name == asked:
            return detail
        before = detail.get("before") or {"others": detail["others"], "official": detail["official"]}
        row_id = await self._say(tx, seat, name, wish_row(seat.company_id))
        return {**detail, "status": "renamed", "wish": row_id, "before": before, "looked": False}

    async def _rename(self, tx: Tx, company_id: str, name: str) -> None:
        """The company, and what its members' profiles say of it."""
        company, now = await tx.get(Company, company_id), self._clock.now()
        if company is None:
            raise NotFound()
        await tx.put(replace(company, name=name, updated_at=now))
        members = await tx.find(Membership, company_id=company_id, limit=500)
        profiles = await tx.find(Profile, user_id=tuple(member.user_id for member in members), limit=500)
        await tx.put(*(replace(one, company_name=name, updated_at=now) for one in profiles))

    async def _say(self, tx: Tx, seat: Seat, words: str, about: str) -> str:
        """Kept like a report, sealed, about nobody but the company itself; there is nothing to close."""
        now = self._clock.now()
        row = Report(
            id=self._ids.new("rpt"),
            subject_id=about,
            company_id=seat.company_id,
            reporter_company_id=seat.company_id,
            reported_by=seat.user_id,
            words=words,
            created_at=now,
            updated_at=now,
            status="closed",
        )
        await tx.add(row)
        return row.id

    async def _decided(self, tx: Tx, company_id: str, status: str, others: tuple[str, ...], *, renamed: bool) -> None:
        """`others`: beside whom it was looked at, where nobody had to look at it before."""
        mark = await tx.get(Bookmark, mark_of(company_id))
        before = mark.detail if mark is not None else {**_detail(status), "others": list(others)}
        detail = {**before, "wish": "", "before": {}} if renamed else _without_wish(before)
        await self._write(tx, company_id, mark, {**detail, "status": status, "rev": int(before["rev"]) + 1})

    async def _write(self, tx: Tx, company_id: str, mark: Bookmark | None, detail: Mapping[str, Any]) -> None:
        """The mark, and another one while moderators have to look at it: those are found without reading all."""
        now, waits = self._clock.now(), waiting_of(company_id)
        if mark is None:
            await tx.add(Bookmark(mark_of(company_id), now, now, detail))
        else:
            await tx.put(replace(mark, updated_at=now, detail=detail))
        if detail["status"] in _WAITS:
            await tx.add_missing(Bookmark(waits, now, now))
        else:
            await tx.delete(Bookmark, id=waits)

    async def _hold(self, tx: Tx, company_id: str, *, held: bool) -> None:
        """The company's own row says it, too."""
        company, now = await tx.get(Company, company_id), self._clock.now()
        if company is None:
            raise NotFound()
        since = (company.name_held_since or now) if held else None
        await tx.put(replace(company, name_held_since=since, updated_at=now))

    async def _require_pace(self, tx: Tx, company_id: str) -> None:
        """Raises TooMany for a company that tries one name after the other: moderators look at each."""
        made = {"object_id": company_id, "action": ("company.name-asked", "company.explained")}
        recent = await tx.find(AuditRow, **made, order="-created_at", limit=RENAMES_A_DAY)
        if len(recent) == RENAMES_A_DAY and recent[-1].created_at > self._clock.now() - timedelta(days=1):
            raise TooMany()

    async def _note(self, tx: Tx, seat: Seat, action: str, company_id: str, detail: dict[str, str]) -> None:
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, action, company_id, self._clock.now(), detail))


def name_row(ids: Ids, clock: Clock, company_id: str) -> OutboxRow:
    """A name that has to be compared with the others; the desk hears of it where it can be mistaken."""
    return desk_row(ids, clock.now(), line=company_id, kind="names", notice="name", subject_id=company_id)


def require_standing(seat: Seat, other: Seat | None = None) -> None:
    """Whose company waits for another name begins nothing, and nobody with them. Raises NameHeld, OtherNameHeld."""
    if seat.name_held:
        raise NameHeld()
    if other is not None and other.name_held:
        raise OtherNameHeld()


def require_both_stand(deal: Deal, role: Role) -> None:
    """The same for the two companies of a deal, as they are now. Raises NameHeld, OtherNameHeld."""
    mine, other = deal.buyer_held, deal.seller_held
    if role is Role.SELLER:
        mine, other = other, mine
    if mine:
        raise NameHeld()
    if other:
        raise OtherNameHeld()


async def require_company_stands(tx: Tx, company_id: str) -> None:
    """The same for a company that somebody wants to begin talks with. Raises OtherNameHeld."""
    found = await tx.find(Company, id=company_id, limit=1)
    if found and found[0].name_held_since is not None:
        raise OtherNameHeld()


async def held_among(tx: Tx, company_ids: Iterable[str]) -> set[str]:
    """Those of these companies that are held, in one look."""
    wanted = tuple(set(company_ids))
    found = await tx.find(Company, id=wanted, limit=len(wanted))
    return {company.id for company in found if company.name_held_since is not None}


async def _name_in_question(tx: Tx, company_id: str) -> str:
    """The name that a company asks for, or else the one it has."""
    found = await tx.find(Company, id=company_id, limit=1)
    return (await wish_of(tx, company_id) or found[0].name) if found else ""


def _detail(status: str) -> dict[str, Any]:
    return {"status": status, "rev": 0, "others": [], "official": False, "looked": True, "wish": "", "before": {}}


def _without_wish(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing is asked for any more: what was found about the present name counts again."""
    return {**detail, **(detail.get("before") or {}), "wish": "", "before": {}, "looked": True}
