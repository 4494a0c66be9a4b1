"""A loopback server that records what the adapter sends and answers with whatever the test has laid out."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


@dataclass(frozen=True)
class Sent:
    """One request: `form` are the decoded fields of a POST, `query` those of a GET, in brackets as on the wire."""

    method: str
    path: str
    key: str | None
    form: dict[str, str]
    query: dict[str, str]
    authorization: str | None


@dataclass
class Counter:
    """The server's two sides: `answers` still to be given (status, body), and the requests `seen`."""

    base: str
    answers: deque[tuple[int, Any]] = field(default_factory=deque)
    seen: list[Sent] = field(default_factory=list)

    def clear(self) -> None:
        self.answers.clear()
        self.seen.clear()

    def will_answer(self, *bodies: Any, status: int = 200) -> None:
        self.answers.extend((status, body) for body in bodies)

    def will_refuse(self, status: int, **error: Any) -> None:
        self.answers.append((status, {"error": error}))

    async def take(self, request: Request) -> Response:
        form = parse_qsl((await request.body()).decode(), keep_blank_values=True, strict_parsing=False)
        assert len(dict(form)) == len(form), "a field was sent twice"
        self.seen.append(
            Sent(
                method=request.method,
                path=request.url.path,
                key=request.headers.get("idempotency-key"),
                form=dict(form),
                query=dict(request.query_params),
                authorization=request.headers.get("authorization"),
            )
        )
        status, body = self.answers.popleft()
        if isinstance(body, bytes):
            return Response(body, status_code=status)
        return JSONResponse(body, status_code=status)


@contextmanager
def counter() -> Iterator[Counter]:
    """The server, listening on a free port of this machine, in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        desk = Counter(f"http://127.0.0.1:{listening.getsockname()[1]}")
        app = Starlette(routes=[Route("/{path:path}", desk.take, methods=["GET", "POST", "DELETE"])])
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        # The socket listens already, so an early request waits in its queue.
        serving.start()
        yield desk
        server.should_exit = True
        serving.join(timeout=10)


@asynccontextmanager
async def broken_line(*, answer: bytes | None, dripping: bool = False) -> AsyncIterator[str]:
    """A server that reads one request and then hangs up after `answer`, or with None says nothing until hung up on.

    When `dripping`, one more byte follows every few milliseconds, without an end.
    """
    calls: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
        while dripping and not reader.at_eof():
            writer.write(b" ")
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(1), 0.02)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.add(asyncio.create_task(serve(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with asyncio.timeout(10):
            await asyncio.gather(*calls)


def free_address() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return f"http://127.0.0.1:{gone.getsockname()[1]}"


def as_json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
