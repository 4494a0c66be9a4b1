"""Fetching a file from the Bot API over aiogram's session, ours or a host's."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from adapters.telegram.calling import CallLost, CallRefused
from adapters.telegram.runtime import CALL_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from aiogram import Bot

_CHUNK_BYTES = 65_536


async def download(bot: Bot, path: str, *, size_max: int) -> bytes:
    """See `Caller.download`. The address contains the token, so no error of the HTTP client may leave this function,
    and no redirect is followed: it would carry the token to wherever it points."""
    from aiohttp import ClientError, ClientSession, ClientTimeout

    session: Any = bot.session
    url = session.api.file_url(token=bot.token, path=quote(path.lstrip("/")))
    content = bytearray()
    try:
        async with AsyncExitStack() as opened:
            # A host may have a session of its own making; ours then fetches the file.
            make = getattr(session, "create_session", None)
            http = await make() if make is not None else await opened.enter_async_context(ClientSession())
            timeout = ClientTimeout(total=CALL_TIMEOUT_SECONDS)
            async with http.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise CallRefused(400 if answer.status == 404 else answer.status, "the file is not there")
                async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
                    content += chunk
                    if len(content) > size_max:
                        raise CallRefused(413, "file is too big")
    except (ClientError, TimeoutError, OSError) as lost:
        raise CallLost(type(lost).__name__) from None
    return bytes(content)
