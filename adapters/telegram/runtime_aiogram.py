"""A bot of its own over aiogram: the default runtime."""

from __future__ import annotations

from typing import Any

from adapters.telegram.caller_aiogram import AiogramCaller, plain_bot
from adapters.telegram.runtime import TelegramRuntime, bot_id_of, safe_base
from core.ports.intake import Intake
from core.tokens import KeyRing


class AiogramRuntime(TelegramRuntime):
    """See `TelegramRuntime`, whose other options are handed on.

    Raises ValueError on a token that is none, or an `api_base` that would carry it in clear text over a network.
    """

    def __init__(self, token: str, *, api_base: str, ring: KeyRing, intake: Intake, **options: Any) -> None:
        tenant = bot_id_of(token)
        caller = AiogramCaller(plain_bot(token, safe_base(api_base)))
        super().__init__(caller, tenant, ring=ring, intake=intake, **options)
