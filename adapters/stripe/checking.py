"""A walk through an account in test mode, for operators: what a market needs from Stripe, step by step, webhooks included."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.stripe.provider import StripeProvider, with_key
from core.ports.payments import OutcomeUnknown, ProviderMisconfigured, ProviderRefused, ProviderUnavailable

if TYPE_CHECKING:
    from stripe.params import PaymentIntentCreateParams

AMOUNT = 1_000
DECLINES = ("card_declined", "generic_decline", "insufficient_funds")
CARD = ("pm_card_visa",)
DECLINED = ("pm_card_chargeDeclined", "pm_card_chargeCustomerFail", "pm_card_visa_chargeDeclined")
CHALLENGED = ("pm_card_authenticationRequired", "pm_card_threeDSecure2Required", "4000002500003155")
"""Test cards, the usual name first: an emulator may know only some of them, or none but by its number."""

Hears = Callable[[str, str], Awaitable[bool]]
"""(kind of event, id of its object) → whether a signed webhook said so in time."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one step went; `fault` is empty where it went well."""

    name: str
    fault: str = ""


class Failed(Exception):
    """This step did not end as it should; the message says how it ended."""


class Unheard(Failed):
    """It did end as it should, but no webhook said so: what builds on it can still be tried."""


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
            await self._authorised(found)

        async def capture() -> None:
            ref = found["payment"]["id"]
            done = await self._stripe.ask(
                "payment_intent", self._api.payment_intents.capture_async(ref, {}, self._key()), OutcomeUnknown
            )
            _expect(done.get("status"), "succeeded")
            await self._heard("payment_intent.succeeded", ref)

        async def refund() -> None:
            ref = found["payment"]["id"]
            refunding = self._api.refunds.create_async({"payment_intent": ref, "amount": AMOUNT}, self._key())
            done = await self._stripe.ask("refund", refunding, OutcomeUnknown)
            _expect(done.get("status"), "succeeded", "pending")
            await self._heard("refund.created", done["id"])

        return await self._in_turn(("authorise a card", authorise), ("capture", capture), ("refund", refund))

    async def _cancelled(self) -> list[Step]:
        found: dict[str, Any] = {}

        async def authorise() -> None:
            await self._authorised(found)

        async def cancel() -> None:
            await self._cancel(found["payment"]["id"])

        return await self._in_turn(("authorise another card", authorise), ("cancel the hold", cancel))

    async def _declined(self) -> list[Step]:
        async def decline() -> None:
            try:
                await self._pay(DECLINED)
            except ProviderRefused as refusal:
                _expect(refusal.code, *DECLINES)
                await self._heard("payment_intent.payment_failed", "")
                return
            raise Failed("the card was taken")

        return await self._in_turn(("a card that is declined", decline))

    async def _challenged(self) -> list[Step]:
        async def challenge() -> None:
            payment = await self._pay(CHALLENGED)
            _expect(payment.get("status"), "requires_action")
            unheard = await self._missed("payment_intent.requires_action", payment["id"])
            await self._cancel(payment["id"])
            if unheard:
                raise Unheard(unheard)

        return await self._in_turn(("a card that wants 3-D Secure", challenge))

    async def _in_turn(self, *steps: tuple[str, Callable[[], Awaitable[None]]]) -> list[Step]:
        """One after another, until one fails: the rest builds on it and is not tried."""
        done: list[Step] = []
        stopped = False
        for name, act in steps:
            if stopped:
                done.append(Step(name, "not tried"))
                continue
            fault = await self._fault_of(act)
            done.append(Step(name, str(fault) if fault else ""))
            stopped = fault is not None and not isinstance(fault, Unheard)
        return done

    async def _fault_of(self, act: Callable[[], Awaitable[None]]) -> Failed | None:
        try:
            await act()
        except Failed as failure:
            return failure
        except (ProviderRefused, ProviderMisconfigured) as refusal:
            return Failed(f"refused: {refusal.code}")
        except (ProviderUnavailable, OutcomeUnknown) as fault:
            return Failed(str(fault))
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            # Not Stripe's shape at all: that is what is to be said, and the next steps may still go well.
            return Failed(f"the answer can not be read ({type(fault).__name__})")
        return None

    async def _authorised(self, found: dict[str, Any]) -> None:
        payment = await self._pay(CARD)
        _expect(payment.get("status"), "requires_capture")
        found["payment"] = payment
        await self._heard("payment_intent.amount_capturable_updated", payment["id"])

    async def _pay(self, methods: Sequence[str]) -> dict[str, Any]:
        """With the first of these cards, in the first of both ways to say "a card", that the other side knows."""
        said: PaymentIntentCreateParams = {
            "amount": AMOUNT,
            "currency": self._currency,
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
        }
        # The second is how it was said before; Stripe itself never gets that far.
        before = {"amount": AMOUNT, "currency": self._currency, "payment_method_types": ["card"]}
        ways: tuple[Any, ...] = (said, before)
        unknown: ProviderRefused | None = None
        for method in methods:
            for way in ways:
                try:
                    name = method if method.startswith("pm_") else await self._card(method)
                    params: Any = {**way, "payment_method": name, "capture_method": "manual", "confirm": True}
                    paying = self._api.payment_intents.create_async(params, self._key())
                    return await self._stripe.ask("payment_intent", paying, OutcomeUnknown)
                except ProviderRefused as refusal:
                    if refusal.code in DECLINES:
                        raise
                    unknown = unknown or refusal
        raise unknown or Failed("no card to try")

    async def _card(self, number: str) -> str:
        """A card by its number. Stripe itself takes test cards by name only."""
        card: Any = {"number": number, "exp_month": 12, "exp_year": 2030, "cvc": "123"}
        making = self._api.payment_methods.create_async({"type": "card", "card": card}, self._key())
        return str((await self._stripe.ask("payment_method", making, OutcomeUnknown))["id"])

    async def _cancel(self, ref: str) -> None:
        cancelling = self._api.payment_intents.cancel_async(ref, {}, self._key())
        _expect((await self._stripe.ask("payment_intent", cancelling, OutcomeUnknown)).get("status"), "canceled")
        await self._heard("payment_intent.canceled", ref)

    async def _heard(self, kind: str, ref: str) -> None:
        if unheard := await self._missed(kind, ref):
            raise Unheard(unheard)

    async def _missed(self, kind: str, ref: str) -> str:
        return "" if await self._hears(kind, ref) else f"done, but no signed {kind} came to the webhook"

    def _key(self) -> Any:
        self._count += 1
        return with_key(f"check:{self._run}:{self._count}")


def _expect(status: object, *wanted: str) -> None:
    if status not in wanted:
        raise Failed(f"it is {status}, not {' or '.join(wanted)}")
