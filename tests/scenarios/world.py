"""The world that scenario tests play in: a rehearsal, the people in it, its clock, and what must be true in the end.

world = World(folder)
await world.open()
berta, sven = await world.buyer("Berta Brandt", "Brandt Bau GmbH"), world.sven
await berta.says("/browse steel")
await world.passes(days=3)
await world.is_sound()
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx

from adapters.sandbox import cast
from adapters.sandbox.people import Payer
from bot.running import Market
from bot.sandbox import Rehearsal
from core.invariants import check_deal, check_ledger, check_provider
from core.ledger import LedgerEntry
from core.members import User
from core.ports.unit_of_work import Tx
from core.trades import Deal
from tests.scenarios.players import OnSlack, OnTelegram

PATIENCE_SECONDS: Final = 60.0
_PASSING: Final = frozenset(
    {
        *("bookmarks", "conversations", "inbox", "outbox", "screens", "searches", "alembic_version"),
        *("audit_seals", "audit_checkpoints"),
    }
)
"""What people see and are told may change with a refusal, and what was done before is sealed meanwhile; nothing else."""
_LEFT_OVER: Final = {
    "undelivered news": "SELECT notice FROM outbox WHERE status <> 'sent'",
    "unread events": "SELECT channel FROM inbox WHERE status <> 'done'",
    "stock that is not there": "SELECT name, stock, reserved FROM products WHERE reserved NOT BETWEEN 0 AND stock",
    "unsettled instructions": "SELECT kind FROM provider_intents WHERE status IN ('pending', 'unknown', 'dead')",
}
_UNDER_WAY: Final = (
    "SELECT (SELECT count(*) FROM inbox WHERE status = 'new')"
    " + (SELECT count(*) FROM outbox WHERE status = 'waiting' AND order_key NOT LIKE 'held:%')"
    " + (SELECT count(*) FROM product_uploads WHERE status IN ('new', 'confirmed'))"
    " + (SELECT count(*) FROM provider_intents WHERE status = 'pending')"
)

Rows = dict[str, list[tuple[Any, ...]]]


class Complaints(logging.Handler):
    """Collects what the programme logs as an error or with a traceback."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.exc_info:
            fault = f": {record.exc_info[1]!r}" if record.exc_info else ""
            self.lines.append(f"{record.name}: {record.getMessage()}{fault}")


class World:
    """One rehearsal. After every act in it, `rests` waits until all that follows from it has happened."""

    def __init__(self, folder: Path, *, settings: Mapping[str, Any] | None = None) -> None:
        """`settings` are for a market that is set up in another way than usual."""
        self.folder = folder
        self.complaints = Complaints()
        self._rehearsal = Rehearsal(folder, settings=settings)
        self._http = httpx.AsyncClient(trust_env=False, timeout=PATIENCE_SECONDS)
        self._looking: sqlite3.Connection | None = None
        """Kept open for what is asked all the time."""

    # ── beginning and end ────────────────────────────────────────────────────────────────────────────────────────

    async def open(self) -> None:
        """The platforms and the market in it."""
        logging.getLogger().addHandler(self.complaints)
        await self._rehearsal.open()
        self.base_url = self._rehearsal.sandbox.base_url
        await self._rehearsal.enter()
        # A whole refund takes more than a payment leaves after the provider's fee: markets keep a float for it.
        await self.post("/stripe/_topup", amount=1_000_000, currency="eur")
        self.payer = Payer(self.base_url)
        channel = f"#{cast.MODERATORS_CHANNEL.name}"
        self.sven = OnSlack(self, cast.SVEN.id)
        self.ida = OnSlack(self, cast.IDA.id)
        self.mara = OnSlack(self, cast.MARA.id, channel)
        self.noor = OnSlack(self, cast.NOOR.id, channel)

    async def close(self) -> None:
        await self._http.aclose()
        if self._looking is not None:
            self._looking.close()
        await self._rehearsal.close()
        logging.getLogger().removeHandler(self.complaints)
        assert not self.complaints.lines, f"logged at the end: {self.complaints.lines}"

    async def restarts(self) -> None:
        """The product ends and begins again on the same folder; the platforms and people stay."""
        await self.market.stop()
        await self._rehearsal.enter()

    @property
    def market(self) -> Market:
        return self._rehearsal.running

    # ── people ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def person(self, name: str, language: str = "en") -> OnTelegram:
        """Somebody new on Telegram, a stranger to the market."""
        first, _, last = name.partition(" ")
        made = await self.post("/telegram/_people", first_name=first, last_name=last, language_code=language)
        return OnTelegram(self, made["id"])

    async def buyer(self, name: str, company: str) -> OnTelegram:
        """Somebody new on Telegram who has joined with a company."""
        person = await self.person(name)
        await person.joins(name, company)
        return person

    async def colleague(self, handle: str, name: str) -> OnSlack:
        """Somebody new in the workspace, a stranger to the market."""
        made = await self.post("/slack/_people", team_id=str(cast.HANSA.team_id), name=handle, real_name=name)
        return OnSlack(self, made["id"])

    async def grants(self, user_id: str, staff_role: str) -> None:
        """Give somebody a staff role, or take it away, as an operator does at the command line."""

        async def step(tx: Tx) -> None:
            user = await tx.get(User, user_id)
            assert user is not None
            await tx.put(replace(user, staff_role=staff_role))

        await self.market.store.write(step)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def passes(self, **period: float) -> None:
        """The world's clock moves on (days=3), and everything that falls due happens."""
        await self.post("/_clock", seconds=timedelta(**period).total_seconds())
        await self.market.deadlines.sweep(limit=500)
        await self.rests()

    async def rests(self) -> None:
        """Wait until nothing that was set off is still under way.

        Two looks in a row: what left the books for a platform after that platform was asked is met by the second one.
        """
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                while await self._is_busy():  # noqa: ASYNC110 - it happens at the platforms
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.005)
                if not await self._is_busy():
                    return

    async def _is_busy(self) -> bool:
        await self.market.receiving.settle()
        if self._looking is None:
            self._looking = sqlite3.connect(self.folder / "market.sqlite3", isolation_level=None)
        if self._looking.execute(_UNDER_WAY).fetchone()[0]:
            return True
        return not self._rehearsal.sandbox.is_calm()

    # ── the books ────────────────────────────────────────────────────────────────────────────────────────────────

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows straight from the file."""
        with closing(sqlite3.connect(self.folder / "market.sqlite3")) as file:
            return file.execute(sql, values).fetchall()

    def rows(self) -> Rows:
        """Every row of every table that a refused act must not touch."""
        tables = [name for (name,) in self.query("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'")]
        kept = sorted(name for name in tables if name not in _PASSING and not name.startswith("sqlite_"))
        return {name: sorted(self.query(f"SELECT * FROM {name}"), key=repr) for name in kept}

    @asynccontextmanager
    async def nothing_changes(self, *, on_record: int = 0) -> AsyncIterator[None]:
        """Whatever is done inside leaves no trace in the books, but for this many lines about who was turned away."""
        await self.rests()
        before = self.rows()
        yield
        await self.rests()
        after = self.rows()
        lines = [row for row in after["audit_log"] if row not in before["audit_log"]]
        assert [row[2] for row in lines] == ["desk.refused"] * on_record, lines
        after["audit_log"] = [row for row in after["audit_log"] if row not in lines]
        changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
        assert not changed, f"changed: {changed}"

    async def newest_deal(self) -> Deal:
        """The deal that was begun last."""
        trade_id = self.query("SELECT id FROM negotiations ORDER BY created_at DESC, id DESC LIMIT 1")[0][0]
        return await self.deal(trade_id)

    async def deal(self, trade_id: str) -> Deal:
        found = await self.market.store.read(lambda tx: tx.deal(trade_id))
        assert found is not None
        return found

    async def ledger(self) -> tuple[LedgerEntry, ...]:
        async def step(tx: Tx) -> tuple[LedgerEntry, ...]:
            return tuple(await tx.find(LedgerEntry, limit=100_000))

        return await self.market.store.read(step)

    async def is_sound(self) -> None:
        """Nothing is left over, nothing was logged as an error, no money appeared or went missing."""
        await self.rests()
        left = {what: found for what, sql in _LEFT_OVER.items() if (found := self.query(sql))}
        assert not left, f"left over: {left}"
        for _ in range(40):  # A card that is refreshed this very moment holds its lock for a while.
            if not self._locks():
                break
            gc.collect()
            await asyncio.sleep(0.1)
        kept = self._locks()
        assert not kept, f"locks that nobody holds: {kept}"
        complaints, self.complaints.lines = self.complaints.lines, []
        assert not complaints, f"logged: {complaints}"
        assert check_ledger(await self.ledger()) == []

    def _locks(self) -> list[Any]:
        """They are held weakly: one that nobody holds may wait for the garbage to be collected."""
        return [*self.market.receiving._locks, *self.market.showing._locks]

    async def ends_well(self) -> None:
        """Every deal keeps every invariant, and the provider's own books show our ledger's money to the cent."""
        for (trade_id,) in self.query("SELECT id FROM negotiations"):
            assert check_deal(await self.deal(trade_id)) == []
        found = (await self.get("/stripe/_books"))["currencies"]
        held = {currency.upper(): sums["platform_balance"] - sums["topped_up"] for currency, sums in found.items()}
        assert check_provider(await self.ledger(), held) == []

    def slack_button(self, channel: str, ts: str) -> dict[str, Any]:
        """The first of our buttons on a message, as it is kept at Slack: whoever changes it tampers with it."""
        message = self._rehearsal.sandbox.slack.books.channels[channel].messages[ts]
        elements = [each for block in message.blocks if block["type"] == "actions" for each in block["elements"]]
        found: dict[str, Any] = next(each for each in elements if "value" in each)
        return found

    async def slack_channel(self, user_id: str, name: str = "") -> str:
        """The channel of this name that somebody is in; without a name, their conversation with the bot."""
        for team in (await self.get("/slack/_workspaces"))["workspaces"]:
            for channel in team["channels"]:
                if user_id in channel["members"] and (channel["name"] == name if name else channel["kind"] == "im"):
                    return str(channel["id"])
        raise AssertionError(f"{user_id} is in no such channel")

    # ── the platforms' control ───────────────────────────────────────────────────────────────────────────────────

    async def get(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self._http.get(self.base_url + path)).raise_for_status().json()
        return found

    async def post(self, path: str, **given: Any) -> dict[str, Any]:
        answer = await self._http.post(self.base_url + path, json=given)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found
