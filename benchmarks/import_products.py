"""Is a big product file cheap? 100,000 rows into a fresh SQLite database: seconds, and the process's peak memory.

Run `python -m benchmarks.import_products [ROWS]` from the project's root. Ends with 1 beyond the limits, which are those
of 100,000 rows whatever was asked for.
"""

from __future__ import annotations

import asyncio
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from adapters.storage.sqlite import SqliteStore
from core.ids import Ids
from core.services.importing import Importer
from core.services.product_file import decoded_lines
from tests.core.services.market_store import RING, migrated, open_company

SECONDS_MAX = 60.0
MEMORY_MAX_MB = 300.0
ROWS = 100_000
"""A full catalogue of a large wholesaler."""


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemEntropy:
    """Real chance."""

    def token_bytes(self, length_bytes: int) -> bytes:
        return secrets.token_bytes(length_bytes)


def csv_lines(rows: int) -> Iterator[str]:
    """A header and that many believable rows over forty categories, some quoted and some not in ASCII."""
    yield "sku,name,description,category,unit,base_price,currency,min_order,stock\n"
    for number in range(rows):
        path = f"Industry {number % 8} > Range {number % 40}"
        description = (
            f"Part number {number} for pumps, fans and presses; Ø {number % 90 + 10} mm, tested and packed by ten."
        )
        price = f"{number % 900 + 1}.{number % 100:02d}"
        yield f'P-{number:07d},Coupling type {number},"{description}",{path},pcs,{price},EUR,{number % 20 + 1},{number}\n'


async def measure(folder: Path, rows: int) -> tuple[float, float]:
    """Seconds for the first import and for the same file again."""
    file = folder / "products.csv"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(csv_lines(rows))
    clock = SystemClock()
    store = SqliteStore(migrated(folder / "market.db"), RING)
    try:
        seat = await open_company(store, clock.now())
        importer = Importer(store, clock, Ids(clock.now, SystemEntropy().token_bytes))
        took = []
        for expected in ("added", "unchanged"):
            started = time.perf_counter()
            with file.open("rb") as stream:
                report = await importer.run(decoded_lines(stream), seat)
            took.append(time.perf_counter() - started)
            if getattr(report, expected) != rows or report.problem_count:
                raise SystemExit(f"the import went wrong: {report}")
    finally:
        await store.close()
    return took[0], took[1]


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        first, again = asyncio.run(measure(Path(folder), rows))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows} rows: added in {first:.1f} s, found unchanged in {again:.1f} s, peak memory {peak_mb:.0f} MB")
    within = max(first, again) <= SECONDS_MAX and peak_mb <= MEMORY_MAX_MB
    print("within limits" if within else f"beyond the limits: {SECONDS_MAX:.0f} s, {MEMORY_MAX_MB:.0f} MB")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
