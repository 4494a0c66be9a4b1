"""HTTP details of the Bot API: reading requests of every encoding, answering, and cutting connections."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from adapters.sandbox.telegram_limits import UPLOAD_BYTES_MAX
from adapters.sandbox.telegram_parameters import Upload
from adapters.sandbox.telegram_refusals import Refused, bad_request

_BODY_SLACK_BYTES = 1 << 20


async def read_request(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters (strings, or JSON values from a JSON body) and uploaded files of a call."""
    given: dict[str, Any] = dict(request.query_params)
    if int(request.headers.get("Content-Length") or 0) > UPLOAD_BYTES_MAX + _BODY_SLACK_BYTES:
        raise Refused(413, "Request Entity Too Large")
    kind = request.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if request.method != "POST" or not kind:
        return given, {}
    if kind == "application/json":
        return given | _json_object(await request.body()), {}
    uploads: dict[str, Upload] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = await _upload(value)
            else:
                given[name] = value
    return given, uploads


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected")
    return body


async def _upload(file: UploadFile) -> Upload:
    data = await file.read()
    if len(data) > UPLOAD_BYTES_MAX:
        raise Refused(413, "Request Entity Too Large")
    return Upload(file.filename or "file", file.content_type or "", data)


def logged(given: dict[str, Any], uploads: dict[str, Upload]) -> dict[str, Any]:
    """A call as the wire log keeps it: files by name and size only."""
    return given | {name: f"<{u.name}, {len(u.data)} bytes>" for name, u in uploads.items()}


class CutConnection(Response):
    """No answer: the connection ends, as when a network breaks."""

    def __init__(self, after_seconds: float = 0.0) -> None:
        super().__init__()
        self._after_seconds = after_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(self._after_seconds)
        # The server's own receive is a method of the object that owns the connection; where it is not
        # (another server), a promised body that never comes has the same effect for the caller.
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is None:
            headers = [(b"content-length", b"1000")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            return
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            continue
