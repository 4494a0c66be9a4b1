"""More arrive at the JSON API than can be served, each from an address of their own, and among them people who mean it.

Run as a programme it reads what to do as JSON from its input (see `main`) and writes what came of it: the market that is
asked runs in another process. First it finds out how many can be served in a second, then three times as many come.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

TIMES = 3
TRIES_MAX = 30
AT_ONCE = 16
OUTSTANDING_MAX = 300


@dataclass
class Came:
    """What came of it: capacity in a second, answers to the flood by status, and how the honest fared."""

    capacity: float = 0.0
    sent: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    honest: int = 0
    served: int = 0
    slowest_seconds: float = 0.0
    tries_max: int = 0


def addresses() -> Iterator[str]:
    """All different."""
    for one, two, three in itertools.product(range(1, 250), repeat=3):
        yield f"100.{one}.{two}.{three}"


class Arrivals:
    """One kind of request: `flood` are the bodies of strangers, in turn; `honest` those of people who mean it."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        where = urlsplit(given["base_url"])
        self._host, self._port = where.hostname, where.port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        """Connections that are open and wait; a client library would take more time than the market."""
        self._path = given["path"]
        self._flood = itertools.cycle(given["flood"])
        self._honest = given["honest"]
        self._good = set(given["good"])
        self._addresses = addresses()
        self.came = Came()
        self._statuses: Counter[str] = Counter()

    async def run(self, *, calm_seconds: float, seconds: float) -> Came:
        self.came.capacity = await self._capacity(calm_seconds)
        self._statuses.clear()
        self.came.sent = 0
        flood = asyncio.create_task(self._floods(TIMES * self.came.capacity, seconds))
        pause = seconds * 0.6 / len(self._honest)
        await asyncio.gather(*(self._means_it(each, pause * n) for n, each in enumerate(self._honest, 1)))
        await flood
        self.came.statuses = dict(self._statuses)
        return self.came

    async def _capacity(self, seconds: float) -> float:
        """Answers in a second while so many are always under way, not counting those that were sent away."""
        end, began = time.monotonic() + seconds, time.monotonic()

        async def goes_on() -> None:
            while time.monotonic() < end:
                await self._stranger()

        await asyncio.gather(*(goes_on() for _ in range(AT_ONCE)))
        served = sum(count for status, count in self._statuses.items() if status not in ("503", "cut"))
        return served / (time.monotonic() - began)

    async def _floods(self, rate: float, seconds: float) -> None:
        began, under_way = time.monotonic(), set[asyncio.Task[None]]()
        while (now := time.monotonic() - began) < seconds:
            due = int(rate * now) - self.came.sent
            for _ in range(min(due, OUTSTANDING_MAX - len(under_way))):
                task = asyncio.create_task(self._stranger())
                under_way.add(task)
                task.add_done_callback(under_way.discard)
            await asyncio.sleep(0.01)
        await asyncio.gather(*under_way)

    async def _stranger(self) -> None:
        self.came.sent += 1
        self._statuses[str(await self._asked(next(self._flood), next(self._addresses)))] += 1

    async def _means_it(self, each: Mapping[str, Any], after_seconds: float) -> None:
        """Somebody who comes back when they are asked to."""
        await asyncio.sleep(after_seconds)
        self.came.honest += 1
        address, began = next(self._addresses), time.monotonic()
        tries = 1
        while (status := await self._asked(each, address)) not in self._good and tries < TRIES_MAX:
            await asyncio.sleep(1)
            tries += 1
        self.came.served += status in self._good
        self.came.tries_max = max(self.came.tries_max, tries)
        self.came.slowest_seconds = max(self.came.slowest_seconds, time.monotonic() - began)

    async def _asked(self, each: Mapping[str, Any], address: str) -> int | str:
        body = json.dumps(each["body"]).encode()
        token = f"authorization: Bearer {each['token']}\r\n" if each.get("token") else ""
        head = (
            f"POST {self._path} HTTP/1.1\r\nhost: market\r\nx-forwarded-for: {address}\r\n{token}"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        try:
            line = self._idle.pop() if self._idle else await asyncio.open_connection(self._host, self._port)
            line[1].write(head.encode() + body)
            answer = await line[0].readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: (\d+)", answer)
            await line[0].readexactly(int(length[1]) if length else 0)
        except (OSError, asyncio.IncompleteReadError):
            return "cut"
        self._idle.append(line)
        return int(answer[9:12])


async def _run(given: Mapping[str, Any]) -> Came:
    return await Arrivals(given).run(calm_seconds=given["calm_seconds"], seconds=given["seconds"])


def main() -> int:
    """`{"base_url", "path", "flood", "honest", "good", "calm_seconds", "seconds"}` in, what came of it out."""
    json.dump(asdict(asyncio.run(_run(json.load(sys.stdin)))), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
