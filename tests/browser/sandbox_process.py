"""The sandbox as a newcomer starts it: a process that says on its first line where the page is."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
STARTS_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Started:
    """A running sandbox; the seconds count from the start of its process."""

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
            page_seconds = time.monotonic() - began
            while b"Both bots are live" not in (line := await process.stdout.readline()):
                assert line, "the sandbox ended before its bots were live"
            live_seconds = time.monotonic() - began
        yield Started(address, page_seconds, live_seconds)
    finally:
        if process.returncode is None:
            process.terminate()
        words, _ = await process.communicate()
    assert process.returncode == 0, words.decode()
    assert b"Traceback" not in words, words.decode()
