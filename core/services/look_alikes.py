"""Companies whose names can be mistaken for another's or for the market's own: found, and brought before the moderators.

What came of it is kept in a bookmark of the company: open, stands, held, or renamed, which is held until a moderator has looked
at the new name. That a company is held is said by its own row besides, which every seat and every deal is read with: nothing
asks for it once more.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from rapidfuzz.distance import OSA

from core import policy
from core.errors import InvalidValue, NameHeld, NotFound, NotNow, OtherNameHeld, Stale, TooMany
from core.events import AuditRow, Bookmark, OutboxRow
from core.ids import Ids
from core.members import ChatIdentity, Company, Membership, Profile, Seat
from core.names import MARKET, clean_name, skeleton
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.process.definition import Role
from core.reports import Report
from core.services.desk_rows import desk_row
from core.trades import Deal, Negotiation, State
from core.wording import clean_text

SLIPS: Final = ((16, 2), (8, 1))
"""From so many letters on → how many of them are overlooked: one too many, too few, another, or two that changed places. Of
shorter names a single letter makes another one."""
OTHERS_MAX: Final = 3
RENAMES_A_DAY: Final = 5
WORDS_LENGTH_MAX: Final = 1000
_AT_ONCE: Final = 500
_FROM: Final = {"stands": ("open",), "held": ("open", "stands", "renamed"), "released": ("held", "renamed")}
"""What a moderator does → where from."""
_APART: Final = re.compile(r"[\s,;:/&+()\-\u2013\u2014_]+")
_DROPPED: Final = re.compile(r"[.'\u2019`\u00b4\"]")
_FORMS: Final = frozenset(
    skeleton(form)
    for form in (
        "gmbh mbh ag kg kgaa ohg ug ek se ltd limited llc llp plc inc incorporated corp corporation co company sa sas sarl sl slu "
        "sau srl spa bv nv oy ab as aps kft sro doo spzoo pty pte ooo ао оао зао пао ип ооо"
    ).split()
)
"""Legal forms, which nobody reads."""
_WIDER: Final = frozenset(
    skeleton(word)
    for word in (
        "group gruppe grupo groupe holding holdings international intl global worldwide europe official online payments payment "
        "gruppo группа холдинг групп"
    ).split()
)
"""Words that make another's name sound like a part of it."""
_OF_STAFF: Final = frozenset(
    skeleton(word) for word in ("admin", "administrator", "escrow", "moderation", "moderator", "moderators", "support")
)
_MARKET: Final = skeleton(MARKET)


@dataclass(frozen=True, slots=True)
class Named:
    """A company, and how many deals it has completed."""

    company: Company
    deals: int


@dataclass(frozen=True, slots=True)
class NameCase:
    """A name that can be mistaken. `official`: for the market's own; `others`: for theirs, the oldest first. `rev` grows with
    every decision and every new name."""

    status: str
    rev: int
    official: bool
    mine: Named
    others: tuple[Named, ...]
    words: str = ""
    """What the company said for itself last."""


def shape(name: str) -> str:
    """What a hurried reader sees of a company's name: without its legal form, signs, accents and costumes."""
    words = [word for word in _APART.split(_DROPPED.sub("", name)) if word]
    seen = [skeleton(word, figures=True) for word in words]
    own = [one for one in seen if one not in _FORMS]
    return "".join([one for one in own if one not in _WIDER] or own or seen)


def alike(one: str, other: str) -> bool:
    """Whether two shapes can be mistaken for each other."""
    if one == other:
        return bool(one)
    letters = min(len(one), len(other))
    most = next((slips for least, slips in SLIPS if letters >= least), 0)
    return most > 0 and OSA.distance(one, other, score_cutoff=most) <= most


def seems_official(name: str) -> bool:
    """Whether it can be taken for the market's own, or for its staff."""
    words = {skeleton(word) for word in _APART.split(name)}
    return bool(words & _OF_STAFF) or _MARKET in shape(name)


class LookAlikes:
    """Everything but `look` runs inside the unit of work of whoever calls."""

    def __init__(
        self, *, clock: Clock, ids: Ids, others: Callable[[Tx, str, str], Awaitable[None]] | None = None
    ) -> None:
        """`others` tells (company, notice) whoever has a deal under way with a company that is held, or held no more."""
        self._clock = clock
        self._ids = ids
        self._others = others

    async def look(self, store: Store, company_id: str) -> bool:
        """Compare a new name with all others, outside of anybody's transaction; whether moderators have to see it."""
        company = await store.read(lambda tx: tx.get(Company, company_id))
        if company is None:
            return False
        mine, official, found, after = shape(company.name), seems_official(company.name), list[str](), ""
        while page := await _names(store, after):
            found += [one for one, name in page if one != company_id and alike(mine, shape(name))]
            after = page[-1][0]
        return await store.write(lambda tx: self._keep(tx, company_id, found[:OTHERS_MAX], official=official))

    async def _keep(self, tx: Tx, company_id: str, others: list[str], *, official: bool) -> bool:
        await tx.get(Company, company_id)
        mark, now = await tx.get(Bookmark, _mark(company_id)), self._clock.now()
        if mark is None and not others and not official:
            return False
        status = str(mark.detail["status"]) if mark is not None else "open"
        rev = int(mark.detail["rev"]) if mark is not None else 1
        detail = {"status": status, "rev": rev, "others": others, "official": official}
        await (tx.put if mark else tx.add)(Bookmark(_mark(company_id), mark.at if mark else now, now, detail))
        return True

    async def case(self, tx: Tx, seat: Seat, company_id: str) -> NameCase:
        """For moderators who are of none of these companies. Raises NotFound."""
        policy.require_staff(seat)
        found = await case_of(tx, company_id)
        if found is None or seat.company_id in {one.company.id for one in (found.mine, *found.others)}:
            raise NotFound()
        return found

    async def decide(self, tx: Tx, seat: Seat, company_id: str, does: str, *, rev: int) -> NameCase:
        """`stands`, `held` or `released`. `rev` is what the pressed card showed: nobody lets a name pass that they have not
        seen. Raises NotFound, Stale for who comes second, NotNow."""
        # Two moderators may press at once: the second waits here.
        await tx.get(Company, company_id)
        found = await self.case(tx, seat, company_id)
        if found.rev != rev:
            raise Stale()
        if found.status not in _FROM[does]:
            raise NotNow()
        status = "held" if does == "held" else "stands"
        await self._set(tx, company_id, status)
        was_held = found.mine.company.name_held_since is not None
        await self._hold(tx, company_id, held=status == "held")
        if self._others is not None and was_held != (status == "held"):
            await self._others(tx, company_id, f"other-{does}")
        others = ", ".join(one.company.id for one in found.others)
        await self._note(tx, seat, f"name.{does}", company_id, {"others": others})
        if does != "stands":
            await self._tell(tx, company_id, f"name-{does}")
        return replace(found, status=status, rev=rev + 1)

    async def rename(self, tx: Tx, seat: Seat, typed: str, why: str = "") -> Company:
        """Another name for a company that is asked for one, or why it should keep the one it has, by an owner; a moderator
        looks at it. Raises InvalidValue, TooMany."""
        policy.require_member(seat, "manage")
        company = await tx.get(Company, seat.company_id)
        if company is None:
            raise NotFound()
        if company.name_held_since is None:
            raise InvalidValue("company_name", "fixed")
        name, now = clean_name(typed, "company_name", length_max=80, length_min=2), self._clock.now()
        words = clean_text(why, "why", length_max=WORDS_LENGTH_MAX, required=False)
        if name == company.name and not words:
            raise InvalidValue("company_name", "same-name")
        await self._require_pace(tx, company.id)
        if words:
            await self._say(tx, seat, words)
        renamed = replace(company, name=name, updated_at=now)
        if name != company.name:
            await self._rename(tx, renamed)
        await self._set(tx, company.id, "renamed" if name != company.name else "")
        act = "company.renamed" if name != company.name else "company.explained"
        await self._note(tx, seat, act, company.id, {})
        await tx.add(name_row(self._ids, self._clock, company.id))
        return renamed

    async def _rename(self, tx: Tx, company: Company) -> None:
        """The company, and what its members' profiles say of it."""
        now = company.updated_at
        await tx.put(company)
        members = await tx.find(Membership, company_id=company.id, limit=500)
        profiles = await tx.find(Profile, user_id=tuple(member.user_id for member in members), limit=500)
        await tx.put(*(replace(one, company_name=company.name, updated_at=now) for one in profiles))

    async def _say(self, tx: Tx, seat: Seat, words: str) -> None:
        """Kept like a report, sealed, about nobody but the company itself; there is nothing to close."""
        now, about = self._clock.now(), _mark(seat.company_id)
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

    async def _set(self, tx: Tx, company_id: str, status: str) -> None:
        """`status` empty: as it is, but it has to be looked at anew."""
        mark = await tx.get(Bookmark, _mark(company_id))
        if mark is None:
            raise NotFound()
        status = status or str(mark.detail["status"])
        changed = {**mark.detail, "status": status, "rev": int(mark.detail["rev"]) + 1}
        await tx.put(replace(mark, updated_at=self._clock.now(), detail=changed))

    async def _hold(self, tx: Tx, company_id: str, *, held: bool) -> None:
        """The company's own row says it, too."""
        company, now = await tx.get(Company, company_id), self._clock.now()
        if company is None:
            raise NotFound()
        since = (company.name_held_since or now) if held else None
        await tx.put(replace(company, name_held_since=since, updated_at=now))

    async def _require_pace(self, tx: Tx, company_id: str) -> None:
        """Raises TooMany for a company that tries one name after the other: moderators look at each."""
        made = {"object_id": company_id, "action": ("company.renamed", "company.explained")}
        recent = await tx.find(AuditRow, **made, order="-created_at", limit=RENAMES_A_DAY)
        if len(recent) == RENAMES_A_DAY and recent[-1].created_at > self._clock.now() - timedelta(days=1):
            raise TooMany()

    async def _note(self, tx: Tx, seat: Seat, action: str, company_id: str, detail: dict[str, str]) -> None:
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, action, company_id, self._clock.now(), detail))

    async def _tell(self, tx: Tx, company_id: str, notice: str) -> None:
        """Whoever lists and deals for the company, each once."""
        now = self._clock.now()
        members = await tx.find(Membership, company_id=company_id, limit=500)
        users = tuple(member.user_id for member in members if member.role in policy.COMPANY_ACTIONS["list"])
        chats = await tx.find(ChatIdentity, user_id=users, order="-created_at", limit=500) if users else []
        rows = [
            OutboxRow(
                id=self._ids.new("out"),
                order_key=f"{company_id}:{identity.id}",
                kind="note",
                subject_id=company_id,
                identity_id=identity.id,
                notice=notice,
                args={},
                created_at=now,
                next_try_at=now,
            )
            for identity in {chat.user_id: chat for chat in chats}.values()
        ]
        await tx.add(*rows)


def name_row(ids: Ids, clock: Clock, company_id: str) -> OutboxRow:
    """A name that has to be compared with the others; the desk hears of it where it can be mistaken."""
    return desk_row(ids, clock.now(), line=company_id, kind="names", notice="name", subject_id=company_id)


async def case_of(tx: Tx, company_id: str) -> NameCase | None:
    """None for a name that nobody had to look at."""
    marks = await tx.find(Bookmark, id=_mark(company_id), limit=1)
    mine = await _named(tx, company_id)
    if not marks or mine is None:
        return None
    mark = marks[0]
    others = [await _named(tx, str(one)) for one in mark.detail["others"]]
    known = tuple(one for one in others if one is not None)
    detail, said = mark.detail, await tx.find(Report, subject_id=mark.id, order="-created_at", limit=1)
    words = said[0].words if said else ""
    return NameCase(str(detail["status"]), int(detail["rev"]), bool(detail["official"]), mine, known, words)


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


async def _named(tx: Tx, company_id: str) -> Named | None:
    # Not `get`: who decides about one company makes nobody wait for the others.
    found = await tx.find(Company, id=company_id, limit=1)
    if not found:
        return None
    company, done = found[0], str(State.COMPLETED)
    bought = await tx.count(Negotiation, buyer_company_id=company_id, state=done)
    return Named(company, bought + await tx.count(Negotiation, seller_company_id=company_id, state=done))


async def _names(store: Store, after: str) -> list[tuple[str, str]]:
    """(id, name) of so many companies after this one."""
    found = await store.read(lambda tx: tx.find(Company, after=after, limit=_AT_ONCE))
    return [(company.id, company.name) for company in found]


def _mark(company_id: str) -> str:
    return f"name:{company_id}"
