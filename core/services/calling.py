"""Which call an instruction is, whether it may be repeated, and how long to wait before it is tried again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from core.payments import ProviderIntent
from core.ports.payments import MovementResult, PaymentProvider, PaymentSnapshot, ProviderNews, ProviderRefused
from core.services.provider_news import Answer

KEY_LIFE = timedelta(hours=20)
"""Later than this after the first try a key may be forgotten by the provider: ask before repeating."""
_DAY_SECONDS = 86400
_WAITS = (*(min(5 * 2**n, 3600) for n in range(20)), _DAY_SECONDS)
_UNKNOWN_WAITS = (60, 300, 3600, *(_DAY_SECONDS,) * 5)
"""Seconds until the next try; the last one is repeated for ever, because money must not wait for nobody."""

_STILL_TO_DO = {"expire": ("open", "requires_action", "failed"), "void": ("authorized",), "capture": ("authorized",)}
"""Kind of instruction → states of a payment to which it certainly has not happened yet."""


def wait_after(tries: int, status: str) -> timedelta:
    """How long after so many tries that ended like this one."""
    waits = _UNKNOWN_WAITS if status == "unknown" else _WAITS
    return timedelta(seconds=waits[min(tries, len(waits) - 1)])


def is_stuck_after(tries: int, status: str) -> bool:
    """Whether now is the time to tell a person; once."""
    return tries + 1 == len(_UNKNOWN_WAITS if status == "unknown" else _WAITS)


class Calls:
    """Makes the call that an instruction stands for. `return_url` is where the hosted page leads back."""

    def __init__(self, provider: PaymentProvider, news: ProviderNews | None, return_url: str) -> None:
        self._provider = provider
        self._news = news
        self._return_url = return_url

    async def find(self, intent: ProviderIntent) -> MovementResult | None:
        """What came of a refund, transfer or reversal; None when it certainly did not happen."""
        return await self._provider.find_movement(intent.kind, intent.body, key=intent.id)  # type: ignore[arg-type]

    async def make(self, intent: ProviderIntent, *, repeat_is_safe: bool) -> Answer | None:
        provider, body, key = self._provider, intent.body, intent.id
        if intent.kind in ("refund", "transfer", "reversal"):
            if not repeat_is_safe:
                found = await self.find(intent)
                if found is not None:
                    return found
                # It certainly did not happen: with the key forgotten or not, it can now happen only once.
            call: Callable[..., Awaitable[MovementResult]] = getattr(provider, intent.kind)
            return await call(body, key=key)
        if intent.kind == "payee":
            if self._news is None:
                raise ProviderRefused("no_accounts")
            return await self._news.open_payee(body, key=key)
        if intent.kind == "evidence":
            return await provider.submit_evidence(body, key=key)
        if intent.kind == "checkout":
            pages = {"success_url": f"{self._return_url}?paid=1", "cancel_url": f"{self._return_url}?paid=0"}
            return await provider.open_checkout({**body, **pages}, key=key)
        if not repeat_is_safe:
            seen = await provider.look_up(str(body["session_ref"]))
            if seen.state not in _STILL_TO_DO[intent.kind]:
                return seen
        payment_call: Callable[..., Awaitable[PaymentSnapshot]] = {
            "expire": provider.expire_checkout,
            "capture": provider.capture,
            "void": provider.cancel_hold,
        }[intent.kind]
        return await payment_call(body, key=key)
