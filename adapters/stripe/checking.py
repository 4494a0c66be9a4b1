"""A walk through an account in test mode, for operators: what a market needs from Stripe, step by step, webhooks included."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.stripe.provider import StripeProvider, with_key
from core.ports.payments import OutcomeUnknown, ProviderRefused, ProviderUnavailable

if TYPE_CHECKING:
    from stripe.params import PaymentIntentCreateParams

AMOUNT = 1_000
CARD, DECLINED, CHALLENGED = "pm_card_visa", "pm_card_chargeDeclined", "pm_card_authenticationRequired"

Hears = Callable[[str, str], Awaitable[bool]]
"""(kind of event, id of its object) → whether a signed webhook said so in time."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one step went; `fault` is empty where it went well."""

    name: str
    fault: str = ""


class Failed(Exception):
    """This step did not end as it should; the message says how it ended."""


class ProviderCheck:
    """Authorise → capture → refund, authorise → cancel, a decline, a challenge. `run` is a name for this very walk, so
    that keys never meet those of another one."""

    def __init__(self, stripe: StripeProvider, *, hears: Hears, currency: str, run: str) -> None:
        self._stripe = stripe
        self._api = stripe.client.v1
        self._hears = hears
        self._currency = currency.lower()
        self._run = run
        self._count = 0

    async def walk(self) -> list[Step]:
        """Every step; one that failed does not keep those from running that do not build on it."""
        return [*await self._captured(), *await self._cancelled(), *await self._declined(), *await self._challenged()]

    async def _captured(self) -> list[Step]:
        found: dict[str, Any] = {}

        async def authorise() -> None:
            found["payment"] = await self._authorised()

        async def capture() -> None:
            ref = found["payment"]["id"]
            done = await self._stripe.ask(
                "payment_intent", self._api.payment_intents.capture_async(ref, {}, self._key()), OutcomeUnknown
            )
            _expect(done["status"], "succeeded")
            await self._heard("payment_intent.succeeded", ref)

        async def refund() -> None:
            ref = found["payment"]["id"]
            refunding = self._api.refunds.create_async({"payment_intent": ref, "amount": AMOUNT}, self._key())
            done = await self._stripe.ask("refund", refunding, OutcomeUnknown)
            _expect(done["status"], "succeeded", "pending")
            await self._heard("refund.created", done["id"])

        return await self._in_turn(("authorise a card", authorise), ("capture", capture), ("refund", refund))

    async def _cancelled(self) -> list[Step]:
        found: dict[str, Any] = {}

        async def authorise() -> None:
            found["payment"] = await self._authorised()

        async def cancel() -> None:
            await self._cancel(found["payment"]["id"])

        return await self._in_turn(("authorise another card", authorise), ("cancel the hold", cancel))

    async def _declined(self) -> list[Step]:
        async def decline() -> None:
            try:
                await self._pay(DECLINED)
            except ProviderRefused as refusal:
                _expect(refusal.code, "card_declined")
                await self._heard("payment_intent.payment_failed", "")
                return
            raise Failed("the card was taken")

        return await self._in_turn(("a card that is declined", decline))

    async def _challenged(self) -> list[Step]:
        async def challenge() -> None:
            payment = await self._pay(CHALLENGED)
            _expect(payment["status"], "requires_action")
            await self._heard("payment_intent.requires_action", payment["id"])
            await self._cancel(payment["id"])

        return await self._in_turn(("a card that wants 3-D Secure", challenge))

    async def _in_turn(self, *steps: tuple[str, Callable[[], Awaitable[None]]]) -> list[Step]:
        """One after another, until one fails: the rest builds on it and is not tried."""
        done: list[Step] = []
        for name, act in steps:
            if done and done[-1].fault:
                done.append(Step(name, "not tried"))
                continue
            try:
                await act()
            except Failed as failure:
                done.append(Step(name, str(failure)))
            except ProviderRefused as refusal:
                done.append(Step(name, f"refused: {refusal.code}"))
            except (ProviderUnavailable, OutcomeUnknown) as fault:
                done.append(Step(name, str(fault)))
            else:
                done.append(Step(name))
        return done

    async def _authorised(self) -> dict[str, Any]:
        payment = await self._pay(CARD)
        _expect(payment["status"], "requires_capture")
        await self._heard("payment_intent.amount_capturable_updated", payment["id"])
        return payment

    async def _pay(self, method: str) -> dict[str, Any]:
        params: PaymentIntentCreateParams = {
            "amount": AMOUNT,
            "currency": self._currency,
            "payment_method": method,
            "capture_method": "manual",
            "confirm": True,
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
        }
        paying = self._api.payment_intents.create_async(params, self._key())
        return await self._stripe.ask("payment_intent", paying, OutcomeUnknown)

    async def _cancel(self, ref: str) -> None:
        cancelling = self._api.payment_intents.cancel_async(ref, {}, self._key())
        _expect((await self._stripe.ask("payment_intent", cancelling, OutcomeUnknown))["status"], "canceled")
        await self._heard("payment_intent.canceled", ref)

    async def _heard(self, kind: str, ref: str) -> None:
        if not await self._hears(kind, ref):
            raise Failed(f"done, but no signed {kind} came to the webhook")

    def _key(self) -> Any:
        self._count += 1
        return with_key(f"check:{self._run}:{self._count}")


def _expect(status: object, *wanted: str) -> None:
    if status not in wanted:
        raise Failed(f"it is {status}, not {' or '.join(wanted)}")
