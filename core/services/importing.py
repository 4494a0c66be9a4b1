"""A seller's products from a CSV file: good rows go in, bad rows are named, and the same file again changes nothing.

Besides the problems of the file (see `product_file`) a row may have, per field, as `RowProblem.problem`:

- sku: empty, too-long (most), duplicate (first_line)
- name, description, ships_from: contacts (found)
- name: empty, too-long (most); description: too-long (most)
- category: empty, too-long (most), too-deep (most), unknown-category
- unit: unknown-unit (unit); currency: unknown-currency (currency)
- base_price: empty, zero, negative, not-a-number, ambiguous, too-precise (decimals), too-big
- min_order: as base_price
- ships_from: too-long (most); lead_time_days: as min_order, out-of-range (low, high)
- stock: as min_order but zero is fine; below-reserved (reserved)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from core import policy
from core.errors import AlreadyExists, InvalidValue
from core.ids import Ids
from core.listings import LEAD_TIME_DAYS, ListingDraft, Product
from core.members import Seat
from core.money import PAYABLE
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx
from core.services import spelling
from core.services.catalogue import Catalogue, read_path
from core.services.look_alikes import require_standing
from core.services.product_file import Record, RowProblem, product_records
from core.wording import clean_text

BATCH_ROWS = 500
"""Rows per transaction: big enough to be fast, small enough that nobody waits for the writer."""

PROBLEMS_KEPT_MAX = 1000
SKU_LENGTH_MAX = 64


@dataclass(slots=True)
class ImportReport:
    """What became of a file. `problems` keeps the first of them, `problem_count` counts all."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    problem_count: int = 0

    def take(self, batch: ImportReport) -> None:
        """Add what one batch came to."""
        self.added += batch.added
        self.updated += batch.updated
        self.unchanged += batch.unchanged
        self.problem_count += len(batch.problems)
        room = PROBLEMS_KEPT_MAX - len(self.problems)
        self.problems.extend(sorted(batch.problems, key=lambda problem: problem.line)[:room])


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose values are all right by themselves."""

    line: int
    sku: str
    category: tuple[str, ...]
    name: str
    description: str
    unit: str
    base_price: int
    currency: str
    min_order: int
    stock: int
    ships_from: str | None
    lead_time_days: int | None

    def onto(self, product: Product, category_id: str) -> Product:
        """The listing with this row's values; what is not in the file stays."""
        return replace(
            product,
            category_id=category_id,
            name=self.name,
            description=self.description,
            unit=self.unit,
            base_price=self.base_price,
            currency=self.currency,
            min_order=self.min_order,
            stock=self.stock,
            ships_from=product.ships_from if self.ships_from is None else self.ships_from,
            lead_time_days=product.lead_time_days if self.lead_time_days is None else self.lead_time_days,
        )


class Importer:
    """Imports product files. Memory is constant but for the article numbers, which have to be unique in a file."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        *,
        makes_categories: bool = True,
        currencies: AbstractSet[str] = PAYABLE,
    ) -> None:
        """Without `makes_categories` a row has to name one that there is; `currencies` may be traded in."""
        self._currencies = currencies
        self._makes_categories = makes_categories
        self._store = store
        self._clock = clock
        self._ids = ids

    async def run(self, lines: Iterable[str], seller: Seat) -> ImportReport:
        """Import for the seller's company. Raises NotRegistered, NotAllowed or NameHeld, and nothing for what the file holds.

        Batches are committed one by one, so a run that dies half-way is finished by running it again.
        """
        return await self._batches(lines, seller, self._write)

    async def preview(self, lines: Iterable[str], seller: Seat) -> ImportReport:
        """What `run` would do, without doing it."""

        async def look(rows: list[_Row], seller: Seat) -> ImportReport:
            now = self._clock.now()
            return await self._store.read(lambda tx: self._merge(tx, rows, seller, now, writes=False))

        return await self._batches(lines, seller, look)

    async def _batches(
        self, lines: Iterable[str], seller: Seat, take: Callable[[list[_Row], Seat], Awaitable[ImportReport]]
    ) -> ImportReport:
        policy.require_member(seller, "list")
        require_standing(seller)
        report = ImportReport()
        first_lines: dict[str, int] = {}
        records = product_records(lines)
        while batch := list(islice(records, BATCH_ROWS)):
            problems: list[RowProblem] = []
            rows = list(_checked(batch, first_lines, problems, self._currencies))
            done = await take(rows, seller) if rows else ImportReport()
            done.problems.extend(problems)
            report.take(done)
        return report

    async def _write(self, rows: list[_Row], seller: Seat) -> ImportReport:
        now = self._clock.now()

        async def step(tx: Tx) -> ImportReport:
            return await self._merge(tx, rows, seller, now)

        try:
            return await self._store.write(step)
        except AlreadyExists:
            # Somebody listed one of these article numbers between our look and our insert: now we see it.
            return await self._store.write(step)

    async def _merge(
        self, tx: Tx, rows: list[_Row], seller: Seat, now: datetime, *, writes: bool = True
    ) -> ImportReport:
        done = ImportReport()
        catalogue = Catalogue(self._ids)
        skus = tuple(row.sku for row in rows)
        found = await tx.find(Product, company_id=seller.company_id, sku=skus, limit=len(skus))
        existing = {product.sku: product for product in found}
        fresh: list[Product] = []
        changed: list[Product] = []
        for row in rows:
            before = existing.get(row.sku)
            category_id = await self._category(tx, catalogue, row, writes=writes)
            if category_id is None:
                done.problems.append(RowProblem(row.line, "category", "unknown-category"))
                continue
            if before is None:
                fresh.append(self._listing(row, category_id, seller, now))
                continue
            if row.onto(before, category_id) == before:
                done.unchanged += 1
                continue
            # Got by its id the row is held until we commit: a reservation made since we looked is not overwritten.
            held = await tx.get(Product, before.id) or before
            if row.stock < held.reserved:
                done.problems.append(RowProblem(row.line, "stock", "below-reserved", {"reserved": held.reserved}))
            else:
                changed.append(replace(row.onto(held, category_id), updated_at=now))
        if fresh and writes:
            await tx.add(*fresh)
        if changed and writes:
            await tx.put(*changed)
        if writes:
            await spelling.learn(tx, [*fresh, *changed])
        done.added, done.updated = len(fresh), len(changed)
        return done

    async def _category(self, tx: Tx, catalogue: Catalogue, row: _Row, *, writes: bool) -> str | None:
        """The row's category; "" for one that would be made; None where it would have to be, and must not."""
        if writes and self._makes_categories:
            return await catalogue.ensure_category(tx, row.category)
        found = await catalogue.find_category(tx, row.category)
        return found or ("" if self._makes_categories else None)

    def _listing(self, row: _Row, category_id: str, seller: Seat, now: datetime) -> Product:
        return Product(
            id=self._ids.new("prd"),
            seller_id=seller.user_id,
            company_id=seller.company_id,
            name=row.name,
            description=row.description,
            base_price=row.base_price,
            currency=row.currency,
            category_id=category_id,
            unit=row.unit,
            created_at=now,
            updated_at=now,
            sku=row.sku,
            min_order=row.min_order,
            stock=row.stock,
            ships_from=row.ships_from or "",
            lead_time_days=row.lead_time_days or LEAD_TIME_DAYS,
        )


def _checked(
    batch: list[Record | RowProblem],
    first_lines: dict[str, int],
    problems: list[RowProblem],
    currencies: AbstractSet[str],
) -> Iterator[_Row]:
    """The good rows; the others are added to `problems`. `first_lines` maps the file's article numbers so far."""
    for reading in batch:
        if isinstance(reading, RowProblem):
            problems.append(reading)
            continue
        try:
            row = _row(reading, currencies)
        except InvalidValue as refusal:
            details = {key: value for key, value in refusal.fields.items() if key not in {"field", "problem"}}
            problems.append(RowProblem(reading.line, refusal.field, refusal.problem, details))
            continue
        first_line = first_lines.setdefault(row.sku, row.line)
        if first_line != row.line:
            problems.append(RowProblem(row.line, "sku", "duplicate", {"first_line": first_line}))
            continue
        yield row


def _row(record: Record, currencies: AbstractSet[str]) -> _Row:
    """The record's values, or the first thing that is wrong with them: InvalidValue."""
    text = record.by_column
    sku = clean_text(" ".join(text["sku"].split()), "sku", length_max=SKU_LENGTH_MAX)
    draft = ListingDraft(
        name=" ".join(text["name"].split()),
        description=text["description"],
        unit=text["unit"].strip().lower(),
        base_price=text["base_price"],
        currency=text["currency"].strip().upper(),
        min_order=text["min_order"],
        stock=text["stock"],
        ships_from=text["ships_from"],
        lead_time_days=text["lead_time_days"],
    )
    ships_from, days = draft.shipping()
    name, description, base_price, min_order, stock = draft.checked(currencies)
    return _Row(
        line=record.line,
        sku=sku,
        category=read_path(text["category"]),
        name=name,
        description=description,
        unit=draft.unit,
        base_price=base_price,
        currency=draft.currency,
        min_order=min_order,
        stock=stock,
        ships_from=ships_from or None,
        lead_time_days=days if text["lead_time_days"].strip() else None,
    )
