"""The sandbox as a newcomer starts it: a process that says on its first line where the page is."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
STARTS_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Started:
    """A running sandbox; the seconds count from the start of its process, without those in which it waited for a
    processor that was busy with something else."""

    address: str
    page_seconds: float
    live_seconds: float


@asynccontextmanager
async def sandbox_process(folder: Path) -> AsyncIterator[Started]:
    """`python -m bot sandbox` in a folder of its own, until the end of the block."""
    arguments = ["-m", "bot", "sandbox", "--port", "0", "--folder", str(folder), "--fresh"]
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(STARTS_SECONDS):
            first = (await process.stdout.readline()).decode()
            address = first.split()[-1]
            assert address.startswith("http://"), first
            async with httpx.AsyncClient(trust_env=False, timeout=STARTS_SECONDS) as client:
                (await client.get(address)).raise_for_status()
            page_seconds = _seconds(process.pid, began)
            while b"Both bots are live" not in (line := await process.stdout.readline()):
                assert line, "the sandbox ended before its bots were live"
            live_seconds = _seconds(process.pid, began)
        yield Started(address, page_seconds, live_seconds)
    finally:
        if process.returncode is None:
            process.terminate()
        words, _ = await process.communicate()
    assert process.returncode == 0, words.decode()
    assert b"Traceback" not in words, words.decode()


def _seconds(pid: int, began: float) -> float:
    """Since a process began, or less: what it took of a processor, where the system tells it."""
    passed = time.monotonic() - began
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return passed
    return min(passed, (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK"))
