"""The market as a router of an aiogram bot that exists already.

    bot, dispatcher = Bot(TOKEN), Dispatcher()
    market = await open_market(bot)
    dispatcher.include_router(market_router(market.telegram))
    ...                                    # the host's own routers
    await dispatcher.start_polling(bot)
    await market.stop()

`bot/mounting.py` has `open_market`. Include this router before routers that catch everything; where the dispatcher itself
has handlers, which come before any router, use `mount(dispatcher, market.telegram)` instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adapters.telegram.calling import CallLost, CallRefused, Files
from adapters.telegram.downloading import download
from adapters.telegram.mounting import MountedRuntime
from adapters.telegram.runtime import CALL_TIMEOUT_SECONDS

if TYPE_CHECKING:
    from aiogram import Bot, Dispatcher, Router
    from aiogram.exceptions import AiogramError
    from aiogram.methods import TelegramMethod


def market_router(mounted: MountedRuntime) -> Router:
    """A router that takes what is the market's and lets everything else fall through to the host."""
    from aiogram import Router
    from aiogram.types import Update

    router = Router(name="parley")

    async def is_ours(_event: Any, event_update: Update) -> bool:
        """A filter with an effect: what passes it has been committed to the market's inbox."""
        return await mounted.offer(event_update.model_dump(mode="json", exclude_unset=True, by_alias=True))

    router.message.register(_taken, is_ours)
    router.callback_query.register(_taken, is_ours)
    return router


async def _taken(_event: Any) -> None:
    """What is the market's is handled from its inbox."""


def mount(dispatcher: Dispatcher, mounted: MountedRuntime) -> None:
    """Let the market see every update before any of the host's handlers; what it takes goes no further."""
    from aiogram import Router

    async def first(handler: Any, event: Any, data: dict[str, Any]) -> Any:
        if await mounted.offer(event.model_dump(mode="json", exclude_unset=True, by_alias=True)):
            return None
        return await handler(event, data)

    async def never(_event: Any) -> bool:
        return False

    dispatcher.update.outer_middleware(first)
    # aiogram only asks Telegram for kinds of updates that have a handler.
    wanted = Router(name="parley-updates")
    wanted.message.register(_taken, never)
    wanted.callback_query.register(_taken, never)
    dispatcher.include_router(wanted)


class HostCaller:
    """`adapters.telegram.calling.Caller` through the host's `Bot`, its session and its middlewares."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._kinds: dict[str, type[TelegramMethod[Any]]] = {}

    async def call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """See `Caller`."""
        from aiogram.exceptions import AiogramError

        asked = self._kind(method)(**{key: _with_files(value, files or {}) for key, value in params.items()})
        try:
            return await self._bot(asked, request_timeout=CALL_TIMEOUT_SECONDS)
        except AiogramError as fault:
            raise _read(fault) from None
        except (TimeoutError, OSError) as lost:
            raise CallLost(type(lost).__name__) from None

    async def download(self, path: str, *, size_max: int) -> bytes:
        """See `Caller`."""
        return await download(self._bot, path, size_max=size_max)

    def _kind(self, method: str) -> type[TelegramMethod[Any]]:
        """A method of the library that knows its name and nothing else: parameters and answer stay plain."""
        from aiogram.methods import TelegramMethod

        if method not in self._kinds:
            plain = {"__api_method__": method, "__returning__": Any, "__module__": __name__}
            self._kinds[method] = type(f"Plain{method}", (TelegramMethod[Any],), plain)
        return self._kinds[method]


def _with_files(value: Any, files: Files) -> Any:
    """`attach://name` becomes the library's own kind of upload, wherever it stands."""
    from aiogram.types import BufferedInputFile

    if isinstance(value, str):
        name, content = files.get(value.removeprefix("attach://"), ("", None)) if "attach://" in value else ("", None)
        return value if content is None else BufferedInputFile(content, filename=name)
    if isinstance(value, Mapping):
        return {key: _with_files(part, files) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_with_files(part, files) for part in value]
    return value


def _read(fault: AiogramError) -> CallRefused | CallLost:
    """The library's error as one of ours."""
    from aiogram import exceptions as known

    words = str(getattr(fault, "message", ""))
    if isinstance(fault, known.TelegramRetryAfter):
        return CallRefused(429, words, float(fault.retry_after))
    if isinstance(fault, known.TelegramMigrateToChat):
        return CallRefused(400, words, migrate_to=str(fault.migrate_to_chat_id))
    for kind, code in (
        (known.TelegramBadRequest, 400),
        (known.TelegramUnauthorizedError, 401),
        (known.TelegramForbiddenError, 403),
        (known.TelegramNotFound, 404),
        (known.TelegramConflictError, 409),
        (known.TelegramEntityTooLarge, 413),
        (known.TelegramServerError, 500),
    ):
        if isinstance(fault, kind):
            return CallRefused(code, words)
    return CallLost(type(fault).__name__)
