"""SQLite's one writer: a thread that owns the only writing connection and runs whole units of work in order of arrival."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextvars import Context, copy_context
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from adapters.storage.ciphers import DataKeys
from adapters.storage.executors import Meter, WriterExecutor
from adapters.storage.trampoline import run_at_once
from adapters.storage.transaction import SqlTx

Result = TypeVar("Result")
Step = Callable[[SqlTx], Awaitable[Any]]

TOGETHER_MAX = 32
"""Units of work that may share one commit, and so one wait for the disk."""


@dataclass(slots=True, eq=False)
class _Job:
    """One unit of work on its way, and where its caller waits."""

    step: Step
    context: Context
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        if self.future.done():  # The caller was cancelled meanwhile; what was committed stays.
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class Writer:
    """Units that wait while another one runs join its transaction, each behind a savepoint: one that fails leaves no
    trace, and nobody is answered before the commit that holds their rows."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], ring: DataKeys, meter: Meter) -> None:
        """`connect` is called in the writer's thread, when the first unit arrives."""
        self._connect = connect
        self._ring = ring
        self._meter = meter
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
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
        self._jobs.put(_Job(step, copy_context(), loop, future))
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
        next_job: _Job | None = job
        while next_job is not None:
            if not next_job.future.cancelled():
                together.append(next_job)
                self._unit(connection, next_job)
            if not connection.in_transaction or len(together) >= TOGETHER_MAX:
                break
            try:
                next_job = self._jobs.get_nowait()
            except Empty:
                break
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
        return next_job is None

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
