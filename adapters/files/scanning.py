"""Asks a ClamAV daemon about files, where the operator runs one; without an answer a file stays unscanned."""

from __future__ import annotations

import asyncio
import logging
import struct
from contextlib import suppress

from core.files import Scan

log = logging.getLogger(__name__)

_CHUNK_BYTES = 65_536
_TIMEOUT_SECONDS = 20.0


class NoScanner:
    """Where nobody scans, nothing is called clean."""

    async def scan(self, content: bytes) -> Scan:
        """See the port."""
        return "unscanned"


class ClamScanner:
    """`core.ports.files.Scanner` over clamd's INSTREAM command at HOST:PORT."""

    def __init__(self, address: str, *, timeout_seconds: float = _TIMEOUT_SECONDS) -> None:
        host, _, port = address.rpartition(":")
        self._host, self._port = host, int(port)
        self._timeout_seconds = timeout_seconds

    async def scan(self, content: bytes) -> Scan:
        """See the port. Every failure, and every answer that is not understood, is "unscanned"."""
        try:
            async with asyncio.timeout(self._timeout_seconds):
                answer = await self._asked(content)
        except (OSError, TimeoutError, ValueError) as fault:
            log.warning("the scanner gave no answer", extra={"fault": type(fault).__name__})
            return "unscanned"
        if answer == b"stream: OK":
            return "clean"
        if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
            return "infected"
        log.warning("the scanner's answer was not understood")
        return "unscanned"

    async def _asked(self, content: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            writer.write(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK_BYTES):
                chunk = content[start : start + _CHUNK_BYTES]
                writer.write(struct.pack(">I", len(chunk)) + chunk)
                await writer.drain()
            writer.write(struct.pack(">I", 0))
            await writer.drain()
            return (await reader.readuntil(b"\0")).rstrip(b"\0")
        except asyncio.IncompleteReadError as broken:
            raise ValueError("the answer ended early") from broken
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
