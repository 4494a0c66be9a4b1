"""The operator's exchange rates, from a small file that may be replaced while the market runs."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

from core.rates import BadRates, RateTable, read_rates

log = logging.getLogger(__name__)

BYTES_MAX: Final = 64 * 1024


class RatesFile:
    """`core.ports.rates.Rates` over one file. Read when made; a file that is bad later leaves the last good rates."""

    def __init__(self, path: Path) -> None:
        """Raises BadRates."""
        self._path = path
        self._seen = _changed_at(path)
        self._table = _read(path)

    @property
    def table(self) -> RateTable:
        """See the port."""
        return self._table

    async def refresh(self) -> None:
        """See the port."""
        seen = await asyncio.to_thread(_changed_at, self._path)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._table = await asyncio.to_thread(_read, self._path)
        except BadRates as fault:
            log.warning("the new exchange rates are not usable, the last ones stay", extra={"fault": str(fault)})
        else:
            log.info("exchange rates were read anew", extra={"as_of": self._table.as_of.isoformat()})


def _changed_at(path: Path) -> int:
    """When the file was changed last; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path) -> RateTable:
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_MAX + 1)
    except OSError as fault:
        raise BadRates(f"the file can not be read ({type(fault).__name__})") from None
    if len(content) > BYTES_MAX:
        raise BadRates(f"the file is larger than {BYTES_MAX // 1024} KiB")
    try:
        return read_rates(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadRates("the file is not UTF-8") from None
