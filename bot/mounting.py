"""The market inside a Telegram bot that exists already: `open_market(bot)`, for hosts of either library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.telegram.runtime import bot_id_of
from bot.bootstrap import build
from bot.keys import Keys
from bot.receiving import Receiving
from bot.running import Market, TelegramConnection
from bot.settings import Settings, read_settings
from bot.world import World

if TYPE_CHECKING:
    from aiogram import Bot as AiogramBot
    from telegram import Bot as PtbBot

    from adapters.telegram.calling import Caller, Loading


async def open_market(
    bot: AiogramBot | PtbBot,
    settings: Settings | None = None,
    *,
    prefix: str = "market",
    world: World | None = None,
) -> Market:
    """A market that runs in this process and talks through the host's bot; `market.telegram` is what a mount needs.

    Settings come from the environment (the token in them is not used). The database must have been migrated.
    Commands are `/market` and `/market_browse`, by the prefix. Stop it with `await market.stop()`.
    """
    settings = settings or read_settings()
    caller = _caller(bot)
    tenant = bot_id_of(bot.token)

    def connect(keys: Keys, receiving: Receiving, load: Loading) -> TelegramConnection:
        from adapters.telegram.mounting import MountedRuntime

        return MountedRuntime(
            caller,
            tenant,
            ring=keys.buttons,
            intake=receiving,
            expecting=receiving.expects,
            prefix=prefix,
            load=load,
        )

    market = build(settings, world, telegram=connect)
    await market.start()
    return market


def _caller(bot: AiogramBot | PtbBot) -> Caller:
    """By where the class comes from, so that neither library is loaded for the other's sake."""
    if type(bot).__module__.startswith("telegram"):
        from adapters.telegram.caller_ptb import PtbCaller

        return PtbCaller(bot)  # type: ignore[arg-type]
    from adapters.telegram.mount_aiogram import HostCaller

    return HostCaller(bot)  # type: ignore[arg-type]
