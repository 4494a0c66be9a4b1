"""SQLite's one writer: a thread that owns the only writing connection and runs whole units of work, those of people who wait in
a chat before those that may wait, each kind in order of arrival."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextvars import Context, copy_context
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any, TypeVar

from adapters.storage.ciphers import DataKeys
from adapters.storage.executors import Meter, WriterExecutor
from adapters.storage.trampoline import run_at_once
from adapters.storage.transaction import SqlTx
from core.ports.unit_of_work import is_patient

Result = TypeVar("Result")
Step = Callable[[SqlTx], Awaitable[Any]]

TOGETHER_MAX = 32
"""Units of work that may share one commit, and so one wait for the disk."""
FIRST_MAX = 16
"""So many units go before one that may wait, however many there are: nothing waits for ever."""


@dataclass(slots=True, eq=False)
class _Job:
    """One unit of work on its way, and where its caller waits."""

    step: Step
    context: Context
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    patient: bool
    result: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        if self.future.done():  # The caller was cancelled meanwhile; what was committed stays.
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class _Line:
    """The units that wait. `None` behind the last one: there will be no more."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._first: deque[_Job] = deque()
        self._second: deque[_Job | None] = deque()
        self._in_a_row = 0

    def put(self, job: _Job | None) -> None:
        with self._changed:
            if job is None or job.patient:
                self._second.append(job)
            else:
                self._first.append(job)
            self._changed.notify()

    def get(self) -> _Job | None:
        """Whoever is next, once there is somebody."""
        with self._changed:
            while not self._first and not self._second:
                self._changed.wait()
            return self._next()

    def joins(self, *, only_first: bool) -> tuple[bool, _Job | None]:
        """Whether somebody is there now who may join, and who."""
        with self._changed:
            if not self._first and (only_first or not self._second):
                return False, None
            if only_first and self._owed():
                return False, None
            return True, self._next()

    def _owed(self) -> bool:
        return self._in_a_row >= FIRST_MAX and bool(self._second) and self._second[0] is not None

    def _next(self) -> _Job | None:
        if self._first and not self._owed():
            self._in_a_row += 1
            return self._first.popleft()
        self._in_a_row = 0
        return self._second.popleft()


class Writer:
    """Units that wait while another one runs join its transaction, each behind a savepoint: one that fails leaves no
    trace, and nobody is answered before the commit that holds their rows. No unit that may wait joins one that may not: the
    commit comes first."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], ring: DataKeys, meter: Meter) -> None:
        """`connect` is called in the writer's thread, when the first unit arrives."""
        self._connect = connect
        self._ring = ring
        self._meter = meter
        self._jobs = _Line()
        self._thread: Thread | None = None
        self._closed = False

    async def run(self, step: Callable[[SqlTx], Awaitable[Result]]) -> Result:
        if self._closed:
            raise RuntimeError("the store is closed")
        if self._thread is None:
            self._thread = Thread(target=self._work, name="sqlite-writer", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._jobs.put(_Job(step, copy_context(), loop, future, is_patient()))
        return await future

    async def close(self) -> None:
        """Finish what waits, then end the thread."""
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        try:
            while (job := self._jobs.get()) is not None:
                try:
                    connection = connection or self._connect()
                    connection.execute("BEGIN IMMEDIATE")
                except Exception as error:
                    job.error = error
                    _deliver([job])
                    continue
                if self._transaction(connection, job):
                    return
        finally:
            if connection is not None:
                connection.close()

    def _transaction(self, connection: sqlite3.Connection, job: _Job) -> bool:
        """Run this job and those that arrive meanwhile, commit, answer. True when the writer was told to end."""
        together: list[_Job] = []
        hurried = False
        next_job: _Job | None = job
        while next_job is not None:
            if not next_job.future.cancelled():
                together.append(next_job)
                self._unit(connection, next_job)
            if not connection.in_transaction or len(together) >= TOGETHER_MAX:
                return self._commit(connection, together, ended=False)
            hurried = hurried or not next_job.patient
            there, next_job = self._jobs.joins(only_first=hurried)
            if not there:
                return self._commit(connection, together, ended=False)
        return self._commit(connection, together, ended=True)

    def _commit(self, connection: sqlite3.Connection, together: list[_Job], *, ended: bool) -> bool:
        try:
            connection.execute("COMMIT")
            self._meter.commits += 1
        except sqlite3.Error as error:
            # A full disk, or a failure so deep that SQLite rolled everything back: nobody's rows were kept.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            for done in together:
                done.error = done.error or error
        _deliver(together)
        return ended

    def _unit(self, connection: sqlite3.Connection, job: _Job) -> None:
        executor = WriterExecutor(connection)
        try:
            connection.execute("SAVEPOINT unit")
            job.result = job.context.run(run_at_once, job.step, SqlTx(executor, self._ring))
            if executor.failure is not None:
                raise executor.failure
            connection.execute("RELEASE unit")
        except BaseException as error:
            job.error = error
            if connection.in_transaction:
                connection.execute("ROLLBACK TO unit")
                connection.execute("RELEASE unit")
        finally:
            self._meter.unit("write", executor.count)


def _deliver(jobs: Iterable[_Job]) -> None:
    """Hand the outcomes over, waking each caller's loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in jobs:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, answered in by_loop.items():
        # A loop that was closed has nobody left who waits.
        if not loop.is_closed():
            loop.call_soon_threadsafe(_answer_all, answered)


def _answer_all(jobs: list[_Job]) -> None:
    for job in jobs:
        job.answer()
