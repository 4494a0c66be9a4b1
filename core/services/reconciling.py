"""Our ledger against the provider's own books: every movement there is matched with its postings here, each mismatch is
listed with its amount, a person is told, and nothing is paid out to sellers until both agree again."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from core.errors import NotFound
from core.events import AuditRow, Bookmark
from core.ids import Ids, earliest
from core.ledger import LedgerEntry, balances
from core.ports.clock import Clock
from core.ports.payments import ProviderMovement, ProviderNews
from core.ports.unit_of_work import Store, Tx
from core.services.books_desk import LOOK, SHOWN_MAX, TWO, Mismatch, accept, accepted_by, listed
from core.services.desk_rows import desk_row
from core.services.holding_back import PAYOUTS_STOPPED

log = logging.getLogger(__name__)

RECONCILED: Final = "reconciled"
GRACE: Final = timedelta(hours=1)
"""A movement this young may not have been heard of yet."""
OVERLAP: Final = timedelta(days=3)
"""A posting follows its movement, at the latest after so long: the longest that news may take."""
BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
DAY: Final = timedelta(days=1)
AGAIN: Final = timedelta(minutes=10)
"""So soon the books are looked at again while payouts stand still."""
PAGE: Final = 1000
NOTICES: Final = frozenset({"books-differ", "books-agree"})

_POSTING: Final[Mapping[str, str]] = {
    "charge": "capture",
    "refund": "refund_done",
    "refund_failure": "refund_returned",
    "transfer": "payout_done",
    "transfer_reversal": "payout_returned",
    "dispute": "chargeback_taken",
    "dispute_reversal": "chargeback_won",
}
"""Kind of a movement at the provider → kind of the posting that it must have here."""
_AS: Final = {"debt_reversed": "payout_returned"}
"""Two postings that stand for one kind of movement: what was taken back from a seller paid a debt, or is payable again."""
_FEES: Final = {"capture": "provider_fee", "chargeback_taken": "chargeback_fee"}
_OWN: Final = frozenset({"topup", "payout", "payout_failure", "own"})
"""The operator's own money, in no trade's books: what was put in and taken out, and the provider's own fees."""
Key = tuple[str, str]
"""(kind of posting, the provider's reference)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found. `matched` movements have their postings, `young` ones may still be on their way to us, `own` are
    the operator's; `accepted` mismatches were looked into by people and stop nothing."""

    movements: int
    postings: int
    matched: int
    young: int
    mismatches: tuple[Mismatch, ...]
    own: tuple[ProviderMovement, ...] = ()
    accepted: tuple[Mismatch, ...] = ()


def match(
    movements: Iterable[ProviderMovement], entries: Iterable[LedgerEntry], *, since: datetime, now: datetime
) -> Report:
    """Hold both against each other. What is older than `since` on both sides was judged by an earlier run; it is given
    only so that what is younger finds its counterpart."""
    moved: defaultdict[Key, list[ProviderMovement]] = defaultdict(list)
    found: list[Mismatch] = []
    own: list[ProviderMovement] = []
    known = [entry for entry in entries if "psp" in (entry.from_account, entry.to_account)]
    of_trades = {entry.provider_ref for entry in known if entry.provider_ref}
    count = young = 0
    for movement in movements:
        count += 1
        if movement.kind in _POSTING:
            moved[_POSTING[movement.kind], movement.about].append(movement)
        elif movement.at < since:
            continue
        elif movement.kind in _OWN and movement.about not in of_trades:
            own.append(movement)
        else:
            found.append(
                Mismatch("unknown-movement", movement.about or movement.ref, _size(movement), movement.currency)
            )
    posted: defaultdict[Key, list[LedgerEntry]] = defaultdict(list)
    for entry in known:
        if not entry.provider_ref:
            found.append(Mismatch("without-ref", entry.id, entry.amount, entry.currency))
        posted[_AS.get(entry.kind, entry.kind), entry.provider_ref].append(entry)
    matched = 0
    for key in sorted(moved.keys() | {key for key in posted if key[0] in _POSTING.values() and key[1]}):
        if moved.get(key) and posted.get(key):
            matched += len(moved[key])
            found += _compared(key, moved[key], posted)
        elif moved.get(key):
            fresh = [movement for movement in moved[key] if movement.at > now - GRACE]
            young += len(fresh)
            found += _unposted(key, [m for m in moved[key] if since <= m.at <= now - GRACE], moved, posted)
        else:
            found += _unmoved(key, [entry for entry in posted[key] if entry.created_at >= since], moved)
    return Report(count, len(known), matched, young, tuple(found), tuple(own))


def _compared(
    key: Key, moved: Sequence[ProviderMovement], posted: Mapping[Key, Sequence[LedgerEntry]]
) -> Iterator[Mismatch]:
    movement, entry = moved[0], posted[key][0]
    for extra in moved[1:]:
        yield Mismatch("moved-twice", key[1], _size(extra), extra.currency)
    for again in posted[key][1:]:
        yield Mismatch("posted-twice", key[1], again.amount, again.currency)
    if movement.currency != entry.currency:
        yield Mismatch("currency-differs", key[1], entry.amount, entry.currency)
        return
    if _size(movement) != entry.amount:
        yield Mismatch("amount-differs", key[1], abs(_size(movement) - entry.amount), entry.currency)
    if key[0] in _FEES:
        fee = sum(each.amount for each in posted.get((_FEES[key[0]], key[1]), ()))
        if fee != movement.fee:
            yield Mismatch("fee-differs", key[1], abs(fee - movement.fee), entry.currency)


def _unposted(
    key: Key,
    moved: Sequence[ProviderMovement],
    all_moved: Mapping[Key, object],
    posted: Mapping[Key, Sequence[LedgerEntry]],
) -> Iterator[Mismatch]:
    """Money moved there, and no such posting is here; one of another kind under the same reference was mistaken."""
    mistaken = any(ref == key[1] and (kind, ref) not in all_moved for kind, ref in posted if kind in _POSTING.values())
    for movement in moved:
        yield Mismatch("wrong-kind" if mistaken else "unknown-movement", key[1], _size(movement), movement.currency)


def _unmoved(key: Key, posted: Sequence[LedgerEntry], moved: Mapping[Key, object]) -> Iterator[Mismatch]:
    """A posting is here, and nothing moved there. Under another kind it was listed from the other side."""
    if any(ref == key[1] for _kind, ref in moved):
        return
    for entry in posted:
        yield Mismatch("missing-movement", key[1], entry.amount, entry.currency)


def _size(movement: ProviderMovement) -> int:
    return abs(movement.amount)


def compare_balances(
    movements: Iterable[ProviderMovement],
    entries: Iterable[LedgerEntry],
    theirs: Mapping[str, int],
    accepted: Iterable[Mismatch] = (),
) -> list[Mismatch]:
    """I10 over the whole history: what our ledger says the provider holds, with the operator's own money, is what it holds.
    About a reference under which people have accepted what differs, the provider is believed: its movements count, and
    none of our postings."""
    believed = {mismatch.ref for mismatch in accepted}
    own: defaultdict[str, int] = defaultdict(int)
    for movement in movements:
        if movement.kind in _OWN or (movement.about or movement.ref) in believed:
            own[movement.currency] += movement.amount - movement.fee
    kept = (entry for entry in entries if entry.provider_ref not in believed and entry.id not in believed)
    ours = {currency: -sum_ for (account, currency), sum_ in balances(kept).items() if account == "psp"}
    found = []
    for currency in sorted({*ours, *theirs, *own}):
        difference = theirs.get(currency, 0) - ours.get(currency, 0) - own[currency]
        if difference:
            found.append(Mismatch("balance-differs", currency, abs(difference), currency))
    return found


async def _sorted_out(tx: Tx, report: Report) -> Report:
    """The report with what people have accepted apart from what is open."""
    left: list[Mismatch] = []
    accepted = list(report.accepted)
    for mismatch in report.mismatches:
        said = await accepted_by(tx, mismatch)
        (accepted if len(said) >= TWO else left).append(mismatch)
    return replace(report, mismatches=tuple(left), accepted=tuple(accepted))


class Reconciling:
    """Runs the comparison, daily or by hand."""

    def __init__(self, *, store: Store, news: ProviderNews, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._news = news
        self._clock = clock
        self._ids = ids
        self._looked: datetime | None = None
        self._tried: datetime | None = None

    async def look(self) -> Report | None:
        """Run when it is time: at first, a day after the last time, every few minutes while payouts stand still, so that
        they go on soon after somebody has mended what was wrong, and when an operator asks. None when it is not."""
        now = self._clock.now()
        stopped, asked = await self._store.read(_how_it_stands)
        waits = DAY if stopped is None else AGAIN
        due = self._looked is None or now - self._looked >= waits
        if not asked and (not due or (self._tried is not None and now - self._tried < AGAIN)):
            return None
        self._tried = now
        if asked:
            # Whoever asked is told, whatever comes of it; if the provider can not be read they ask again.
            await self._store.write(lambda tx: tx.delete(Bookmark, id=LOOK))
        report = await self.run(asked=asked)
        self._looked = now
        return report

    async def run(self, *, whole: bool = False, asked: bool = False) -> Report:
        """Compare what happened since the last run in which all was well, or everything there ever was. `asked`: the desk is
        told in any case."""
        now = self._clock.now()
        last = await self._store.read(lambda tx: tx.get(Bookmark, RECONCILED))
        whole = whole or last is None
        since = BEGINNING if whole or last is None else last.at
        # Trade goes on meanwhile. Whatever is posted has moved before: our books are read first, and theirs last, so
        # that what happens in between is a movement too young to be judged, and never a posting without one.
        entries = await self._entries(since - OVERLAP)
        theirs = await self._news.balances() if whole else {}
        movements = await self._news.movements(since - OVERLAP)
        report = match(movements, entries, since=since, now=now)
        # The operator's own money has no postings that would tell whether it moved before or after the balance was read.
        own_is_young = any(each.kind in _OWN and each.at > now - GRACE for each in movements)
        report = await self._store.read(lambda tx: _sorted_out(tx, report))
        if whole and not report.mismatches and not report.young and not own_is_young:
            differing = compare_balances(movements, entries, theirs, report.accepted)
            report = replace(report, mismatches=tuple(differing))
            report = await self._store.read(lambda tx: _sorted_out(tx, report))
        await self._store.write(lambda tx: self._note(tx, report, now, asked=asked))
        return report

    async def accept(self, ref: str, user_id: str, reason: str) -> tuple[Mismatch, ...]:
        """An operator has looked into what stops payouts and is listed under this reference. Once a second one says the same
        it stops nothing any more; those are returned. Raises NotFound, NotAllowed, ConflictOfInterest."""
        now = self._clock.now()

        async def step(tx: Tx) -> tuple[Mismatch, ...]:
            stopping = await listed(tx)
            meant = [mismatch for mismatch, _ in stopping.items if mismatch.ref == ref] if stopping is not None else []
            if not meant:
                raise NotFound()
            done = [mismatch for mismatch in meant if await accept(tx, self._ids, now, mismatch, user_id, reason)]
            return tuple(done)

        return await self._store.write(step)

    async def _entries(self, since: datetime) -> list[LedgerEntry]:
        """Postings from then on, a page at a time."""
        found: list[LedgerEntry] = []
        after: str | None = earliest("led", since)
        while rows := await self._store.read(lambda tx, last=after: tx.find(LedgerEntry, limit=PAGE, after=last)):  # type: ignore[misc]
            found += rows
            after = rows[-1].id
        return found

    async def _note(self, tx: Tx, report: Report, now: datetime, *, asked: bool) -> None:
        """Move on when all was well; else stop payouts. People are told of every change, and when they asked."""
        stopped = await tx.get(Bookmark, PAYOUTS_STOPPED)
        count = len(report.mismatches)
        if report.mismatches:
            listed = [[m.kind, m.ref, m.amount, m.currency] for m in report.mismatches[:SHOWN_MAX]]
            mark = Bookmark(
                PAYOUTS_STOPPED, stopped.at if stopped else now, now, {"count": count, "mismatches": listed}
            )
            await (tx.put if stopped else tx.add)(mark)
            log.error("the provider's books differ from ours: payouts stand still", extra={"mismatches": count})
            changed = stopped is None or stopped.detail.get("count") != count
            if changed or asked:
                await self._tell(tx, "books-differ", now)
            if changed:
                differ = AuditRow(self._ids.new("aud"), "reconciling", "books.differ", RECONCILED, now, mark.detail)
                await tx.add(differ)
            return
        if stopped is None and asked:
            await self._tell(tx, "books-agree", now)
        if stopped is not None:
            await tx.delete(Bookmark, id=PAYOUTS_STOPPED)
            await self._tell(tx, "books-agree", now)
            await tx.add(AuditRow(self._ids.new("aud"), "reconciling", "books.agree", RECONCILED, now))
        done = Bookmark(RECONCILED, now - GRACE, now, {"movements": report.movements, "matched": report.matched})
        await (tx.put if await tx.get(Bookmark, RECONCILED) else tx.add)(done)

    async def _tell(self, tx: Tx, notice: str, now: datetime) -> None:
        """The desk, on the one card of the books."""
        await tx.add(desk_row(self._ids, now, line="books", kind="books", notice=notice))


async def _how_it_stands(tx: Tx) -> tuple[Bookmark | None, bool]:
    """What stops payouts, if anything, and whether somebody wants a look now."""
    return await tx.get(Bookmark, PAYOUTS_STOPPED), await tx.get(Bookmark, LOOK) is not None
