"""A bot of its own over python-telegram-bot: starts in half a second, and takes a third of the memory."""

from __future__ import annotations

from typing import Any

from adapters.telegram.caller_ptb import PtbCaller, plain_bot
from adapters.telegram.runtime import TelegramRuntime, bot_id_of, safe_base
from core.ports.intake import Intake
from core.tokens import KeyRing


class PtbRuntime(TelegramRuntime):
    """See `TelegramRuntime`, whose other options are handed on.

    Raises ValueError on a token that is none, or an `api_base` that would carry it in clear text over a network.
    """

    def __init__(self, token: str, *, api_base: str, ring: KeyRing, intake: Intake, **options: Any) -> None:
        tenant = bot_id_of(token)
        super().__init__(PtbCaller(plain_bot(token, safe_base(api_base))), tenant, ring=ring, intake=intake, **options)
