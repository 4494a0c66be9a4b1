"""What happens to a PaymentIntent when somebody pays: holds, captures, declines, challenges, slow bank debits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from adapters.sandbox.stripe_books import Balances, CheckerBooks
from adapters.sandbox.stripe_money import processing_fee
from adapters.sandbox.stripe_refusals import StripeRefusal
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

# Stripe's own test payment methods, and what each of them does.
TEST_METHODS: Final = {
    "pm_card_visa": "ok",
    "pm_card_mastercard": "ok",
    "pm_card_bypassPending": "ok_available",
    "pm_card_chargeDeclined": "decline",
    "pm_card_visa_chargeDeclined": "decline",
    "pm_card_threeDSecure2Required": "3ds",
    "pm_card_authenticationRequired": "3ds",
    "pm_usBankAccount_success": "bank_debit",
    "pm_usBankAccount_insufficientFunds": "bank_debit_fail",
}
PAYABLE = ("requires_payment_method", "requires_confirmation")
BANK_METHOD = "us_bank_account"
BANK_METHODS: Final = {BANK_METHOD: "usd", "sepa_debit": "eur"}
"""Debits that take days, and the one currency of each."""


class Charging:
    """Carries out attempts to pay; `on_change` hears of every intent whose status has moved."""

    def __init__(self, world: StripeWorld, balances: Balances, books: CheckerBooks) -> None:
        self.on_change: list[Callable[[Json], None]] = []
        self._world = world
        self._balances = balances
        self._books = books

    def attempt(self, intent: Json, way: str) -> None:
        """Pay in one of the ways of TEST_METHODS; the intent's status tells how it went."""
        by_bank = way.startswith("bank_debit")
        if by_bank and intent["capture_method"] == "manual":
            raise StripeRefusal(
                f"The payment method type `{BANK_METHOD}` does not support manual capture.", param="payment_method"
            )
        intent["payment_method"] = "pm_" + self._world.token()
        intent["last_payment_error"] = None
        if by_bank:
            self._debit(intent, succeeds=way == "bank_debit")
        elif way == "decline":
            self._decline(intent)
        elif way == "3ds":
            self._challenge(intent)
        else:
            self._authorize(intent, at_once=way == "ok_available")
        self._changed(intent)

    def answer_challenge(self, intent: Json, *, passed: bool) -> None:
        """The payer's bank has, or has not, recognised the payer."""
        intent["next_action"] = None
        if passed:
            self._authorize(intent)
        else:
            self._failed(
                intent,
                code="payment_intent_authentication_failure",
                message="The provided payment method has failed authentication.",
            )
        self._changed(intent)

    def capture(self, intent: Json, amount: int) -> None:
        """Take `amount` of a hold; what is left of the hold is released, as at Stripe in the charge's refunded sum."""
        charge = self.charge_of(intent)
        intent["amount_capturable"] = 0
        charge["amount_refunded"] = charge["amount"] - amount
        self._take(intent, charge, amount)
        self._world.emit("charge.captured", charge)
        self._world.emit("payment_intent.succeeded", intent)
        self._changed(intent)

    def cancel(self, intent: Json, reason: str | None) -> None:
        """End the intent; a hold is released, which Stripe shows as a refunded, never captured charge."""
        held = intent["status"] == "requires_capture"
        expired = held and reason == "automatic"
        intent |= {"status": "canceled", "cancellation_reason": reason, "canceled_at": self._world.stamp()}
        intent |= {"amount_capturable": 0, "next_action": None}
        if held:
            charge = self.charge_of(intent)
            charge |= {"amount_refunded": charge["amount"], "refunded": True}
            self._world.emit("charge.expired" if expired else "charge.refunded", charge)
        self._world.emit("payment_intent.canceled", intent)
        self._changed(intent)

    def charge_of(self, intent: Json) -> Json:
        """The latest charge of an intent that has one."""
        return self._world.get("charge", intent["latest_charge"])

    def _authorize(self, intent: Json, *, at_once: bool = False) -> None:
        charge = self._charge(intent, status="succeeded", paid=True, outcome=_outcome("authorized"))
        if not _manual(intent):
            self._take(intent, charge, intent["amount"], at_once=at_once)
            self._world.emit("charge.succeeded", charge)
            self._world.emit("payment_intent.succeeded", intent)
            return
        charge["payment_method_details"]["card"]["capture_before"] = self._world.stamp(self._world.terms.hold_lasts)
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        self._world.schedule(self._world.terms.hold_lasts, lambda: self._let_go(intent))
        self._world.emit("charge.succeeded", charge)
        self._world.emit("payment_intent.amount_capturable_updated", intent)

    def _let_go(self, intent: Json) -> None:
        if intent["status"] == "requires_capture":
            self.cancel(intent, "automatic")

    def _challenge(self, intent: Json) -> None:
        page = f"{self._world.base_url}/challenge/{intent['id']}"
        intent |= {
            "status": "requires_action",
            "next_action": {"type": "redirect_to_url", "redirect_to_url": {"url": page, "return_url": None}},
        }
        self._world.emit("payment_intent.requires_action", intent)

    def _decline(self, intent: Json) -> None:
        message = "Your card was declined."
        outcome = _outcome("issuer_declined")
        failure = {"failure_code": "card_declined", "failure_message": message}
        charge = self._charge(intent, status="failed", paid=False, outcome=outcome, **failure)
        self._world.emit("charge.failed", charge)
        self._failed(intent, code="card_declined", message=message, decline_code="generic_decline", charge=charge["id"])

    def _failed(self, intent: Json, *, code: str, message: str, **more: str) -> None:
        docs = f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
        error = {"code": code, "doc_url": docs, "message": message, "type": "card_error", **more}
        intent |= {"status": "requires_payment_method", "payment_method": None, "last_payment_error": error}
        self._world.emit("payment_intent.payment_failed", intent)

    def _debit(self, intent: Json, *, succeeds: bool) -> None:
        charge = self._charge(intent, status="pending", paid=False, outcome=_outcome("authorized"))
        intent |= {"status": "processing", "payment_method_types": sorted({*intent["payment_method_types"]})}
        sepa = "sepa_debit" in intent["payment_method_types"]
        charge["payment_method_details"] = _sepa_details() if sepa else _bank_details()
        self._world.emit("payment_intent.processing", intent)
        self._world.emit("charge.pending", charge)
        takes = self._world.terms.bank_debit_takes
        self._world.schedule(takes, lambda: self._debited(intent, charge, succeeds=succeeds))

    def _debited(self, intent: Json, charge: Json, *, succeeds: bool) -> None:
        if intent["status"] != "processing":
            return
        if succeeds:
            charge |= {"status": "succeeded", "paid": True}
            self._take(intent, charge, intent["amount"])
            self._world.emit("charge.succeeded", charge)
            self._world.emit("payment_intent.succeeded", intent)
        else:
            message = "The customer's bank account has insufficient funds."
            charge |= {"status": "failed", "failure_code": "insufficient_funds", "failure_message": message}
            self._world.emit("charge.failed", charge)
            self._failed(intent, code="insufficient_funds", message=message, charge=charge["id"])
        self._changed(intent)

    def _charge(self, intent: Json, **fields: Any) -> Json:
        inherited = ("amount", "currency", "customer", "description", "receipt_email", "transfer_group")
        descriptors = ("statement_descriptor", "statement_descriptor_suffix", "payment_method")
        charge = self._world.create(
            "charge",
            payment_intent=intent["id"],
            metadata=dict(intent["metadata"]),
            payment_method_details=_card_details(intent["amount"]),
            **{name: intent[name] for name in (*inherited, *descriptors)},
            **fields,
        )
        intent["latest_charge"] = charge["id"]
        return charge

    def _take(self, intent: Json, charge: Json, amount: int, *, at_once: bool = False) -> None:
        terms, currency, group = self._world.terms, intent["currency"], intent["transfer_group"]
        fee = processing_fee(amount, rate_per_mille=terms.fee_per_mille, fixed=terms.fee_fixed)
        ready = self._world.stamp() if at_once else self._world.stamp(terms.settles_after)
        entry = self._balances.post(
            "charge", amount, currency, charge["id"], fee=fee, available_on=ready, description=intent["description"]
        )
        charge |= {"captured": True, "amount_captured": amount, "balance_transaction": entry["id"]}
        intent |= {"status": "succeeded", "amount_received": amount}
        self._books.moved("captured", amount, currency, group)
        self._books.moved("fees", fee, currency, group)
        self._books.counted("captures")

    def _changed(self, intent: Json) -> None:
        for hear in self.on_change:
            hear(intent)


def _manual(intent: Json) -> bool:
    card = intent["payment_method_options"].get("card") or {}
    return intent["capture_method"] == "manual" or card.get("capture_method") == "manual"


def _outcome(kind: str) -> Json:
    declined = kind == "issuer_declined"
    return {
        "advice_code": "try_again_later" if declined else None,
        "network_advice_code": None,
        "network_decline_code": "05" if declined else None,
        "network_status": "declined_by_network" if declined else "approved_by_network",
        "reason": "generic_decline" if declined else None,
        "risk_level": "normal",
        "seller_message": "The bank did not return any further details." if declined else "Payment complete.",
        "type": kind,
    }


def _card_details(amount: int) -> Json:
    return {
        "card": {
            "amount_authorized": amount,
            "brand": "visa",
            "country": "US",
            "exp_month": 8,
            "exp_year": 2034,
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
            "extended_authorization": {"status": "disabled"},
            "incremental_authorization": {"status": "unavailable"},
            "multicapture": {"status": "unavailable"},
            "overcapture": {"maximum_amount_capturable": amount, "status": "unavailable"},
            "funding": "credit",
            "last4": "4242",
            "network": "visa",
            "three_d_secure": None,
            "wallet": None,
        },
        "type": "card",
    }


def _bank_details() -> Json:
    account = {"account_holder_type": "company", "account_type": "checking", "bank_name": "SANDBOX BANK"}
    return {BANK_METHOD: {**account, "last4": "6789", "routing_number": "110000000"}, "type": BANK_METHOD}


def _sepa_details() -> Json:
    account = {"bank_code": "37040044", "branch_code": None, "country": "DE", "fingerprint": None, "mandate": None}
    return {"sepa_debit": {**account, "last4": "3000"}, "type": "sepa_debit"}
