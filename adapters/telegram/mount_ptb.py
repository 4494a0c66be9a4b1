"""The market in a python-telegram-bot application that exists already.

    application = Application.builder().token(TOKEN).build()
    market = await open_market(application.bot)
    mount(application, market.telegram)
    ...                                    # the host's own handlers
    application.run_polling(allowed_updates=Update.ALL_TYPES)

`bot/mounting.py` has `open_market`. The handler is in group -1, before the host's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.telegram.mounting import MountedRuntime

if TYPE_CHECKING:
    from telegram.ext import Application

GROUP = -1


def mount(application: Application[Any, Any, Any, Any, Any, Any], mounted: MountedRuntime) -> None:
    """Let the market see every update first; what it takes goes no further."""
    from telegram import Update
    from telegram.ext import ApplicationHandlerStop, TypeHandler

    async def take(update: Update, _context: Any) -> None:
        if await mounted.offer(update.to_dict()):
            raise ApplicationHandlerStop

    application.add_handler(TypeHandler(Update, take), group=GROUP)
