"""The store seam: one method of a service is one unit of work, committed whole or not at all.

A step is written as `async def step(tx): …` and handed to `Store.write` or `Store.read`. It may run again from the start
(serialisation failure, deadlock), may run on another thread, and must not await anything but `tx`: no network,
no clock waits. Whatever it returns should be plain data.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar

from core.events import ConversationRow, InboxRow, OutboxRow, ScreenRow
from core.listings import Category, Product
from core.members import Seat
from core.payments import ProviderIntent
from core.ports.counting import Counting
from core.ports.search import Searching
from core.trades import DeadlineRow, Deal

Row = TypeVar("Row")
Result = TypeVar("Result")
_PATIENT: Final[ContextVar[bool]] = ContextVar("patient", default=False)


@contextmanager
def patiently() -> Iterator[None]:
    """What is begun inside may wait a little: nobody looks at a chat for it. Where there is one writer, it goes second."""
    before = _PATIENT.set(True)
    try:
        yield
    finally:
        _PATIENT.reset(before)


def is_patient() -> bool:
    """Whether what is under way may wait."""
    return _PATIENT.get()


class Tx(Searching, Counting, Protocol):
    """What a step can do. Rows are the frozen dataclasses of core; a table per class."""

    async def get(self, kind: type[Row], row_id: str, /) -> Row | None:
        """The row with this primary key."""
        ...

    async def find(
        self, kind: type[Row], /, *, order: str = "id", limit: int = 100, after: Any = None, **equals: Any
    ) -> list[Row]:
        """Rows whose columns equal the given values (None = IS NULL; a tuple = IN), ascending by `order` ("-column"
        descends); `after` continues past that value of the order column (keyset)."""
        ...

    async def count(self, kind: type[Any], /, **equals: Any) -> int: ...

    async def add(self, *rows: Any) -> None:
        """Insert. Raises AlreadyExists where a unique key is taken (the unit of work is then over)."""
        ...

    async def add_missing(self, *rows: Any) -> None:
        """Insert those whose id is not there yet; the others are left as they are."""
        ...

    async def put(self, *rows: Any) -> None:
        """Overwrite the rows with these primary keys, all columns. Raises NotFound if one is missing."""
        ...

    async def delete(self, kind: type[Any], /, **equals: Any) -> int: ...

    # ── the deal ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def deal(self, trade_id: str) -> Deal | None:
        """The whole deal, in one statement."""
        ...

    async def save_deal(self, before: Deal | None, after: Deal) -> None:
        """Write the difference. The trade row is compared by `before.trade.version` and set: raises Stale when somebody
        else was first, or an instruction that changes was leased since it was read. New rows are inserted, changed
        ones updated, none deleted; `deadlines` missing in `after` are marked done at `after.trade.updated_at`; ledger
        entries can only be added. Context is not written."""
        ...

    async def move_stock(self, product_id: str, *, reserve: int = 0, take: int = 0) -> bool:
        """Atomically `reserved += reserve - take; stock -= take`, refused (False) where fewer than `reserve` are free."""
        ...

    async def deal_states(self, company_id: str) -> dict[str, int]:
        """How many deals a company has, on either side, in each state it has any in."""
        ...

    async def balance(self, account: str, currency: str) -> int:
        """Sum of all postings on an account over all trades."""
        ...

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def seat(self, channel: str, tenant: str, chat_user: str) -> Seat | None:
        """Who this chat account is, in one statement; None when unknown. A person without a company has
        `company_id == ""`."""
        ...

    async def seat_of_user(self, user_id: str) -> Seat | None: ...

    # ── queues ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def receive(self, row: InboxRow) -> bool:
        """Insert unless (channel, tenant, event_id) is there already; True when it is new."""
        ...

    async def finish_inbox(self, row_id: str, status: str, at: datetime) -> bool:
        """Mark handled; False when it was not `new` any more (somebody else handled it)."""
        ...

    async def waiting_inbox(self, *, limit: int, after: str = "") -> list[InboxRow]:
        """New rows in order of arrival (ids sort by arrival)."""
        ...

    async def due_deadlines(self, now: datetime, *, limit: int) -> list[DeadlineRow]:
        """Not done and due, oldest first; locked rows are skipped where the database can."""
        ...

    async def finish_deadlines(self, row_ids: Sequence[str], at: datetime) -> None: ...

    async def postpone_deadline(self, row_id: str, until: datetime) -> None:
        """Try again later: `due_at = until`, one more attempt counted."""
        ...

    async def claim_outbox(self, now: datetime, *, lease_until: datetime, limit: int) -> list[OutboxRow]:
        """Lease waiting rows that are due and not leased; per `order_key` only the oldest waiting one."""
        ...

    async def claim_intents(self, now: datetime, *, lease_until: datetime, limit: int) -> list[ProviderIntent]:
        """Lease pending or unknown provider instructions that are due and not leased."""
        ...

    async def settle_outbox(self, rows: Sequence[OutboxRow]) -> None:
        """Write status, attempts and next_try_at, and clear the lease, of those rows that still wait and are leased as
        `lease_until` says. What somebody else has claimed, sent or emptied in the meantime stays as it is."""
        ...

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────

    async def screen(self, place: str, key: str) -> ScreenRow | None: ...

    async def screen_at(self, place: str, part: str) -> ScreenRow | None:
        """The screen that a native message id belongs to."""
        ...

    async def put_screen(self, row: ScreenRow) -> None:
        """Insert or overwrite by (place, key)."""
        ...

    async def mark_due(self, *keys: str, rev: int, place: str = "") -> None:
        """Every shown screen with one of these keys, at most three (in this place, if given), is out of date below
        `rev`."""
        ...

    async def due_screens(self, *, limit: int, before: datetime) -> list[ScreenRow]:
        """Screens with `due_rev > shown_rev` last touched before the given time."""
        ...

    async def conversation(self, place: str, identity_id: str) -> ConversationRow | None:
        """The one that is not parked."""
        ...

    # ── catalogue ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def categories_under(self, category_id: str) -> list[Category]:
        """A category, first, and everything below it; nothing where there is no such category."""
        ...

    async def products_page(
        self,
        *,
        category_ids: Sequence[str] = (),
        company_id: str = "",
        after: str = "",
        limit: int = 8,
    ) -> list[Product]:
        """Active products (a company's own: also paused), ordered by name then id; `after` is the last product's id."""
        ...

    async def my_deals(self, company_id: str, *, limit: int, after: datetime | None = None) -> list[Deal]:
        """A company's deals, most recently changed first; context and the accepted or active offer only."""
        ...


class Store(Protocol):
    """A database. Written so that SQLite and PostgreSQL behave the same."""

    async def write(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        """Run the step in one transaction and commit; roll back when it raises."""
        ...

    async def read(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        """Run the step on one consistent snapshot; nothing can be written."""
        ...

    async def look(self, step: Callable[[Tx], Awaitable[Result]]) -> Result:
        """Run the step without a transaction: cheaper, for a single question, or where every statement may see the
        moment at which it is asked. Nothing can be written."""
        ...
