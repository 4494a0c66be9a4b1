"""The payment port on Stripe: Checkout with a card hold, capture, refunds, and separate transfers to sellers.

The library is loaded by the constructor, not by importing this file, because loading it is slow.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from adapters.stripe.amounts import to_stripe
from adapters.stripe.line import Insufficient, Unanswered, line_on, meaning
from adapters.stripe.pace import CALLS_PER_SECOND, Pace
from adapters.stripe.snapshots import (
    metadata_of,
    moment,
    movement_of_refund,
    movement_of_reversal,
    movement_of_transfer,
    snapshot_of_payment,
    snapshot_of_session,
)
from core.ports.clock import Clock
from core.ports.payments import (
    CheckoutOpened,
    MovementAsked,
    MovementResult,
    OutcomeUnknown,
    PaymentSnapshot,
    ProviderRefused,
    ProviderUnavailable,
)

if TYPE_CHECKING:
    from stripe import RequestOptions
    from stripe.params import (
        ChargeListParams,
        PaymentIntentCaptureParams,
        RefundCreateParams,
        RefundListParams,
        TransferCreateParams,
        TransferListParams,
        TransferReversalCreateParams,
        TransferReversalListParams,
    )
    from stripe.params._dispute_update_params import DisputeUpdateParamsEvidence
    from stripe.params.checkout import SessionCreateParams

# Stripe's window for a page is 30 minutes to 24 hours after *its* clock has read the request, hence a minute more.
SHORTEST_PAGE = timedelta(minutes=31)
LONGEST_PAGE = timedelta(hours=24)
BANK_DEBITS = {"EUR": "sepa_debit", "USD": "us_bank_account"}
"""Debits take days and can not be held: the money is taken at once and waits with us for both signatures."""
LONGEST_KEY_CHARACTERS = 255
LONGEST_TITLE_CHARACTERS = 250
PAGE_SIZE = 100
MOST_PAGES = 50

_WITHOUT_ID = frozenset({"list", "balance", "account_link"})
_CHARGE = ["latest_charge.balance_transaction"]
_SESSION_CHARGE = ["payment_intent.latest_charge.balance_transaction"]


class StripeProvider:
    """`PaymentProvider` on one Stripe account. Close it when done.

    Each POST carries the caller's key and is sent once: repeating is the outbox's decision. Objects are read with
    the account's own secret key, so they are of that account and mode by construction.
    """

    name = "stripe"

    def __init__(
        self,
        api_key: str,
        *,
        clock: Clock,
        api_base: str = "https://api.stripe.com",
        timeout_seconds: float = 30.0,
        connect_timeout_seconds: float = 5.0,
        bank_debits: bool = False,
        calls_per_second: float = CALLS_PER_SECOND,
    ) -> None:
        import httpx
        import stripe

        # By default the library keeps an identifier in the home directory and reports timings with each request.
        stripe.enable_telemetry = False
        # At INFO these write addresses with payment ids in them, at DEBUG whole bodies.
        for noisy in ("stripe", "httpx", "httpcore"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
        self._clock = clock
        self._pace = Pace(calls_per_second)
        self._bank_debits = bank_debits
        self._timeout_seconds = timeout_seconds
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(timeout_seconds, connect=connect_timeout_seconds))
        self.client = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base.rstrip("/")},
            max_network_retries=0,
            http_client=line_on(self._http),
        )

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()

    async def open_checkout(self, body: Mapping[str, Any], *, key: str) -> CheckoutOpened:
        """A hosted page that holds the money on a card.

        An `expires_at` outside Stripe's window is moved to its edge, which lies elsewhere a minute later: such a call,
        repeated with the same key, is another body to Stripe, and answered with `OutcomeUnknown`.
        """
        marks = {"trade_id": _ref(body, "trade_id"), "key": key}
        params: SessionCreateParams = {
            "mode": "payment",
            "client_reference_id": marks["trade_id"],
            "metadata": marks,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": body["currency"].lower(),
                        "unit_amount": to_stripe(body["amount"], body["currency"]),
                        "product_data": {"name": body["title"][:LONGEST_TITLE_CHARACTERS]},
                    },
                }
            ],
            "payment_intent_data": {
                "metadata": marks,
                "transfer_group": marks["trade_id"],
            },
            # Otherwise Stripe may offer the buyer another currency than the one that was agreed.
            "adaptive_pricing": {"enabled": False},
            "expires_at": _closing_time(body["expires_at"], self._clock.now()),
            "success_url": body["success_url"],
            "cancel_url": body["cancel_url"],
        }
        # The API version that the library speaks refuses the older `payment_method_types`.
        debit = BANK_DEBITS.get(body["currency"]) if self._bank_debits else None
        if debit is None:
            params["allowed_payment_method_types"] = ["card"]
            params["payment_intent_data"]["capture_method"] = "manual"
        else:
            # Only the card waits for the signatures; a debit has no hold.
            params["allowed_payment_method_types"] = ["card", debit]
            params["payment_method_options"] = {"card": {"capture_method": "manual"}}
        opening = self.client.v1.checkout.sessions.create_async(params, with_key(key))
        session = await self.ask("checkout.session", opening, OutcomeUnknown)
        if not session.get("url") or not session.get("expires_at"):
            raise OutcomeUnknown("Stripe answered with a checkout session that has no page")
        return CheckoutOpened(session["id"], session["url"], moment(session["expires_at"]))

    async def expire_checkout(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Close the page, then read: a page that was already complete or expired can not be closed, and need not be."""
        session_ref = _ref(body, "session_ref")
        expiring = self.client.v1.checkout.sessions.expire_async(session_ref, None, with_key(key))
        with suppress(ProviderRefused):
            await self.ask("checkout.session", expiring, OutcomeUnknown)
        return await self._session(session_ref, OutcomeUnknown)

    async def capture(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Take the held money; `session_ref` in `body` is handed on. A refusal's code is in `decline_code`."""
        params: PaymentIntentCaptureParams = {"amount_to_capture": _wire_amount(body), "expand": _CHARGE}
        payment_ref = _ref(body, "payment_ref")
        capturing = self.client.v1.payment_intents.capture_async(payment_ref, params, with_key(key))
        return await self._change(body, capturing)

    async def cancel_hold(self, body: Mapping[str, Any], *, key: str) -> PaymentSnapshot:
        """Let the held money go; `session_ref` in `body` is handed on. Refused → what the payment is instead."""
        payment_ref = _ref(body, "payment_ref")
        cancelling = self.client.v1.payment_intents.cancel_async(payment_ref, {"expand": _CHARGE}, with_key(key))
        return await self._change(body, cancelling)

    async def refund(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Money back to the buyer's own method. A refusal is a `failed` result with its code and no ref."""
        params: RefundCreateParams = {
            "payment_intent": _ref(body, "payment_ref"),
            "amount": _wire_amount(body),
            "metadata": {"trade_id": _ref(body, "trade_id"), "key": key},
        }
        refunding = self.client.v1.refunds.create_async(params, with_key(key))
        return await self._move("refund", body, refunding, movement_of_refund)

    async def transfer(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Pay the seller out of the very charge, so that it may wait for settlement. Refused → `failed` with the code.

        "Balance insufficient" is a matter of time and therefore `ProviderUnavailable`.
        """
        params: TransferCreateParams = {
            "destination": _ref(body, "account_ref"),
            "amount": _wire_amount(body),
            "currency": body["currency"].lower(),
            "source_transaction": _ref(body, "charge_ref"),
            "transfer_group": _ref(body, "trade_id"),
            "metadata": {"trade_id": _ref(body, "trade_id"), "key": key},
        }
        transferring = self.client.v1.transfers.create_async(params, with_key(key))
        return await self._move("transfer", body, transferring, movement_of_transfer)

    async def reversal(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """Take back from the seller's account what a transfer had brought there. Refused → `failed` with the code."""
        params: TransferReversalCreateParams = {
            "amount": _wire_amount(body),
            "metadata": {"trade_id": _ref(body, "trade_id"), "key": key},
        }
        transfer_ref = _ref(body, "transfer_ref")
        reversing = self.client.v1.transfers.reversals.create_async(transfer_ref, params, with_key(key))
        try:
            return await self._move("transfer_reversal", body, reversing, movement_of_reversal)
        except Insufficient:
            return MovementResult(status="failed", ref="", amount=body["amount"], reason="balance_insufficient")

    async def submit_evidence(self, body: Mapping[str, Any], *, key: str) -> MovementResult:
        """See the port; what the bank reads is cut to Stripe's 20,000 characters."""
        dispute_ref = _ref(body, "dispute_ref")
        evidence: DisputeUpdateParamsEvidence = {
            "product_description": str(body.get("product", ""))[:20_000],
            # What happened comes first: of a long agreement the end is cut, and the bank has its hash.
            "uncategorized_text": "\n".join(
                [*(" ".join(line) for line in body.get("log", ())), str(body["agreement"])]
            )[:20_000],
        }
        if body.get("tracking_number"):
            evidence["shipping_carrier"] = str(body["carrier"])[:20_000]
            evidence["shipping_tracking_number"] = str(body["tracking_number"])[:20_000]
            evidence["shipping_date"] = str(body["shipped_on"])
        call = self.client.v1.disputes.update_async(dispute_ref, {"evidence": evidence, "submit": True}, with_key(key))
        await self.ask("dispute", call, OutcomeUnknown)
        return MovementResult("done", dispute_ref, 0)

    async def look_up(self, session_ref: str) -> PaymentSnapshot:
        """The present state of a payment by its checkout session."""
        seen = await self._session(_ref({"session_ref": session_ref}, "session_ref"), ProviderUnavailable)
        if seen.state != "failed" or not seen.payment_ref:
            return seen
        # The payment itself only tells of its last attempt.
        params: ChargeListParams = {"payment_intent": seen.payment_ref, "limit": PAGE_SIZE}
        charges = await self.ask("list", self.client.v1.charges.list_async(params), ProviderUnavailable)
        return replace(seen, declines=sum(row.get("status") == "failed" for row in rows_of(charges)))

    async def find_movement(self, kind: MovementAsked, body: Mapping[str, Any], *, key: str) -> MovementResult | None:
        """The movement that carries `key` in its metadata; None when every one of the payment or trade was read.

        To be asked before repeating anything older than 20 hours: Stripe forgets keys after 24, and would do it again.
        """
        cursor = ""
        for _ in range(MOST_PAGES):
            page = await self._movements(kind, body, cursor)
            rows = rows_of(page)
            for row in rows:
                if metadata_of(row).get("key") == key:
                    return _READ[kind](row)
            if not page.get("has_more"):
                return None
            cursor = rows[-1]["id"] if rows else ""
            if not cursor:
                break
        raise ProviderUnavailable(f"the list of {kind}s has no end")

    async def _movements(self, kind: MovementAsked, body: Mapping[str, Any], cursor: str) -> dict[str, Any]:
        """One page; `cursor` is the last id of the page before, or blank."""
        reading: Awaitable[object]
        if kind == "refund":
            refunds: RefundListParams = {"payment_intent": _ref(body, "payment_ref"), "limit": PAGE_SIZE}
            if cursor:
                refunds["starting_after"] = cursor
            reading = self.client.v1.refunds.list_async(refunds)
        elif kind == "reversal":
            reversals: TransferReversalListParams = {"limit": PAGE_SIZE}
            if cursor:
                reversals["starting_after"] = cursor
            reading = self.client.v1.transfers.reversals.list_async(_ref(body, "transfer_ref"), reversals)
        else:
            transfers: TransferListParams = {"transfer_group": _ref(body, "trade_id"), "limit": PAGE_SIZE}
            if cursor:
                transfers["starting_after"] = cursor
            reading = self.client.v1.transfers.list_async(transfers)
        return await self.ask("list", reading, ProviderUnavailable)

    async def _session(self, session_ref: str, unanswered: Unanswered) -> PaymentSnapshot:
        reading = self.client.v1.checkout.sessions.retrieve_async(session_ref, {"expand": _SESSION_CHARGE})
        session = await self.ask("checkout.session", reading, unanswered)
        if isinstance(session.get("payment_intent"), dict):
            session["payment_intent"] = await self._with_charge(session["payment_intent"])
        return snapshot_of_session(session)

    async def _with_charge(self, payment: dict[str, Any]) -> dict[str, Any]:
        """Where the other side does not expand what it was asked to: the charge knows the fee and how long a hold lasts."""
        ref = payment.get("latest_charge")
        if not isinstance(ref, str) or payment.get("status") not in ("requires_capture", "succeeded"):
            return payment
        reading = self.client.v1.charges.retrieve_async(ref, {"expand": ["balance_transaction"]})
        try:
            return {**payment, "latest_charge": await self.ask("charge", reading, ProviderUnavailable)}
        except ProviderRefused:
            return payment

    async def _change(self, body: Mapping[str, Any], changing: Awaitable[object]) -> PaymentSnapshot:
        """Carry out a capture or cancellation; where it is refused, read what the payment is and say why."""
        session_ref = str(body.get("session_ref") or "")
        try:
            payment = await self.ask("payment_intent", changing, OutcomeUnknown)
        except ProviderRefused as refusal:
            reading = self.client.v1.payment_intents.retrieve_async(_ref(body, "payment_ref"), {"expand": _CHARGE})
            # OutcomeUnknown: a refusal can mean that an earlier attempt had got through.
            payment = await self._with_charge(await self.ask("payment_intent", reading, OutcomeUnknown))
            found = snapshot_of_payment(payment, session_ref=session_ref)
            return found if found.state == "paid" else replace(found, decline_code=found.decline_code or refusal.code)
        return snapshot_of_payment(await self._with_charge(payment), session_ref=session_ref)

    async def _move(
        self,
        kind: str,
        body: Mapping[str, Any],
        moving: Awaitable[object],
        reading: Callable[[Mapping[str, Any]], MovementResult],
    ) -> MovementResult:
        try:
            return reading(await self.ask(kind, moving, OutcomeUnknown))
        except ProviderRefused as refusal:
            return MovementResult(status="failed", ref="", amount=body["amount"], reason=refusal.code)

    async def ask(self, kind: str, call: Awaitable[object], unanswered: Unanswered) -> dict[str, Any]:
        """The object of `kind` that Stripe answers with, or one of the port's exceptions.

        `unanswered` is what a lost answer means: `OutcomeUnknown` once something may have been changed. The library's
        exceptions end here, because their texts quote ids and whole bodies and would carry them into a log.
        """
        import stripe

        await self._pace.turn()
        try:
            async with asyncio.timeout(self._timeout_seconds):
                answer = await call
        except stripe.StripeError as error:
            raise meaning(error, unanswered) from None
        except TimeoutError:
            raise unanswered("Stripe took too long to answer") from None
        raw = answer.to_dict() if isinstance(answer, stripe.StripeObject) else {}
        if raw.get("object") != kind or not (kind in _WITHOUT_ID or raw.get("id")):
            raise unanswered(f"Stripe answered with something that is not a {kind}")
        return raw


_READ: Mapping[str, Callable[[Mapping[str, Any]], MovementResult]] = {
    "refund": movement_of_refund,
    "transfer": movement_of_transfer,
    "reversal": movement_of_reversal,
}


def rows_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a page of a list holds."""
    rows = page.get("data")
    return [row for row in rows if isinstance(row, dict) and row.get("id")] if isinstance(rows, list) else []


def _wire_amount(body: Mapping[str, Any]) -> int:
    """The amount in Stripe's units; an instruction without a currency was stored before they were told apart."""
    currency = str(body.get("currency", ""))
    return to_stripe(body["amount"], currency) if currency else int(body["amount"])


def with_key(key: str) -> RequestOptions:
    """The idempotency key of a POST. The library would replace an empty one by a random one, so it is refused here."""
    if not 0 < len(key) <= LONGEST_KEY_CHARACTERS:
        raise ValueError(f"an idempotency key has 1 to {LONGEST_KEY_CHARACTERS} characters")
    return {"idempotency_key": key}


def _ref(body: Mapping[str, Any], field: str) -> str:
    """A non-empty reference. An empty one would turn "this payment" into "all payments" in Stripe's addresses."""
    value = str(body[field])
    if not value:
        raise ValueError(f"{field} is empty")
    return value


def _closing_time(wanted: str, now: datetime) -> int:
    """The page's end in epoch seconds: the ISO moment `wanted`, within what Stripe allows from `now`."""
    moment_wanted = datetime.fromisoformat(wanted)
    if moment_wanted.tzinfo is None:
        raise ValueError("expires_at needs an offset from UTC")
    return int(min(max(moment_wanted, now + SHORTEST_PAGE), now + LONGEST_PAGE).timestamp())
