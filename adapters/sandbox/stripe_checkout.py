"""Checkout Sessions: from line items to a hosted page, and from the page to a PaymentIntent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_charging import BANK_METHOD, BANK_METHODS, PAYABLE, Charging
from adapters.sandbox.stripe_money import check_charge_amount, check_currency
from adapters.sandbox.stripe_payments import Payments
from adapters.sandbox.stripe_refusals import StripeRefusal, invalid, missing_parameter, no_such
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

KIND: Final = "checkout.session"
SHORTEST, LONGEST = timedelta(minutes=30), timedelta(hours=24)
_ECHOED: Final = (
    *("billing_address_collection", "cancel_url", "client_reference_id", "customer", "customer_creation"),
    *("customer_email", "locale", "metadata", "payment_method_options", "submit_type", "success_url"),
)


class Checkout:
    """The session endpoints and what a payer does on the page.

    As at Stripe, the PaymentIntent comes to be with the first attempt to pay, not with the session.
    """

    def __init__(self, world: StripeWorld, payments: Payments, charging: Charging) -> None:
        self._world = world
        self._payments = payments
        self._charging = charging
        self._intent_data: dict[str, Json] = {}
        self._session_of: dict[str, Json] = {}
        self._slow: set[str] = set()  # intents whose session completed before the bank had paid
        charging.on_change.append(self._intent_changed)

    def operations(self) -> dict[str, Handler]:
        return {
            "POST checkout/sessions": self._create,
            "GET checkout/sessions": lambda call: self._world.shelf(KIND).page(call.url, call.params),
            "GET checkout/sessions/{id}": lambda call: self.named(call.id),
            "POST checkout/sessions/{id}/expire": self._expire,
            "GET checkout/sessions/{id}/line_items": self._line_items,
        }

    def named(self, session_id: str) -> Json:
        return self._world.get(KIND, session_id, param="session")

    def open_sessions(self) -> list[Json]:
        """Sessions that can still be paid, newest first."""
        return [row for row in reversed(list(self._world.shelf(KIND))) if row["status"] == "open"]

    def items(self, session: Json) -> list[Json]:
        """The line items in the order in which they were given."""
        return list(self._world.shelf("item", session["id"]))[::-1]

    def description(self, session: Json) -> str:
        """What the payment is for, in the words of payment_intent_data; empty where there are none."""
        return str(self._intent_data[session["id"]].get("description", ""))

    def session_of(self, intent_id: str) -> Json | None:
        return self._session_of.get(intent_id)

    def intent_of(self, session: Json) -> Json | None:
        return (
            None if session["payment_intent"] is None else self._world.get("payment_intent", session["payment_intent"])
        )

    def takes_bank_debits(self, session: Json) -> bool:
        return any(method in BANK_METHODS for method in session["payment_method_types"])

    def pay(self, session: Json, way: str) -> Json:
        """One attempt on the page; returns the intent, whose status tells how it went."""
        if session["status"] != "open":
            raise StripeRefusal(f"This Checkout Session is {session['status']} and can not be paid.")
        if way.startswith("bank_debit") and not self.takes_bank_debits(session):
            raise StripeRefusal("This Checkout Session does not take bank debits.")
        intent = self.intent_of(session)
        if intent is None:
            given = {
                **self._intent_data[session["id"]],
                "allowed_payment_method_types": session["payment_method_types"],
            }
            intent = self._payments.open(session["amount_total"], session["currency"], given)
            session["payment_intent"] = intent["id"]
            self._session_of[intent["id"]] = session
            self._payments.checkout_owned.add(intent["id"])
        if intent["status"] not in PAYABLE:
            raise StripeRefusal(f"The payment is {intent['status']} and can not be attempted now.")
        self._charging.attempt(intent, way)
        return intent

    def _create(self, call: StripeCall) -> Json:
        given = call.params
        if given["mode"] != "payment":
            raise invalid("This sandbox plays only sessions in payment mode.", "mode")
        if given.get("ui_mode", "hosted_page") != "hosted_page":
            raise invalid("This sandbox plays only the hosted page.", "ui_mode")
        for name in ("success_url", "line_items"):
            if not given.get(name):
                raise missing_parameter(name)
        currency, total = _total(given["line_items"])
        check_charge_amount(total, currency, "line_items")
        if "customer" in given:
            if "customer_email" in given:
                raise invalid("You may only specify one of these parameters: customer, customer_email.")
            self._world.get("customer", given["customer"], param="customer", in_path=False)
        expires_at = self._expiry(given)
        methods = _methods(given, currency)
        session = self._world.create(
            KIND,
            amount_subtotal=total,
            amount_total=total,
            currency=currency,
            expires_at=expires_at,
            payment_method_types=methods,
            **{name: given[name] for name in _ECHOED if name in given},
        )
        session["url"] = f"{self._world.base_url}/pay/{session['id']}"
        self._shelve_items(session, given["line_items"], currency)
        more: Json = {name: given[name] for name in ("payment_method_options", "customer") if name in given}
        self._intent_data[session["id"]] = {**given.get("payment_intent_data", {}), **more}
        self._world.schedule(timedelta(seconds=expires_at - self._world.stamp()), lambda: self._run_out(session))
        return session

    def _expiry(self, given: Json) -> int:
        latest = self._world.stamp(LONGEST)
        expires_at: int = given.get("expires_at", latest)
        if expires_at < self._world.stamp(SHORTEST):
            raise invalid(
                "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", "expires_at"
            )
        if expires_at > latest:
            raise invalid(
                "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", "expires_at"
            )
        return expires_at

    def _shelve_items(self, session: Json, rows: list[Json], currency: str) -> None:
        for row in reversed(rows):
            unit, quantity = row["price_data"]["unit_amount"], row["quantity"]
            item = self._world.create(
                "item",
                session["id"],
                amount_subtotal=unit * quantity,
                amount_total=unit * quantity,
                currency=currency,
                description=row["price_data"]["product_data"]["name"],
                quantity=quantity,
            )
            item["price"] = _price("price_" + self._world.token(), unit, currency, self._world.stamp())

    def _line_items(self, call: StripeCall) -> Json:
        session = self.named(call.id)
        return self._world.shelf("item", session["id"]).page(call.url, call.params)

    def _expire(self, call: StripeCall) -> Json:
        session = self.named(call.id)
        if session["status"] != "open":
            raise StripeRefusal(
                'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status '
                f"of {session['status']}."
            )
        self._run_out(session)
        return session

    def _run_out(self, session: Json) -> None:
        if session["status"] != "open":
            return
        session |= {"status": "expired", "url": None}
        intent = self.intent_of(session)
        if intent is not None:
            self._payments.checkout_owned.discard(intent["id"])
            self._charging.cancel(intent, "expired")
        self._world.emit("checkout.session.expired", session)

    def _intent_changed(self, intent: Json) -> None:
        """The session follows its intent: complete once money is held, taken or on its slow way."""
        session = self._session_of.get(intent["id"])
        if session is None:
            return
        status = intent["status"]
        if status == "succeeded":
            session["payment_status"] = "paid"
        if session["status"] == "open":
            if status in ("requires_capture", "succeeded", "processing"):
                self._complete(session, intent)
        elif intent["id"] in self._slow:
            self._slow.discard(intent["id"])
            word = "succeeded" if status == "succeeded" else "failed"
            self._world.emit(f"checkout.session.async_payment_{word}", session)

    def _complete(self, session: Json, intent: Json) -> None:
        self._payments.checkout_owned.discard(intent["id"])
        if intent["status"] == "processing":
            self._slow.add(intent["id"])
        session |= {"status": "complete", "url": None, "customer_details": _payer(session)}
        self._world.emit("checkout.session.completed", session)


def _total(rows: list[Json]) -> tuple[str, int]:
    """The one currency and the sum of the line items."""
    currencies: set[str] = set()
    total = 0
    for place, row in enumerate(rows):
        path = f"line_items[{place}]"
        if "price" in row:
            raise no_such("price", row["price"], f"{path}[price]", in_path=False)
        if "price_data" not in row:
            raise missing_parameter(f"{path}[price_data]")
        for name in ("unit_amount", "product_data"):
            if name not in row["price_data"]:
                raise missing_parameter(f"{path}[price_data][{name}]")
        if "quantity" not in row:
            raise missing_parameter(f"{path}[quantity]")
        currencies.add(check_currency(row["price_data"]["currency"], f"{path}[price_data][currency]"))
        total += row["price_data"]["unit_amount"] * row["quantity"]
    if len(currencies) > 1:
        raise invalid("You can not combine line items of different currencies.", "line_items")
    return currencies.pop(), total


def _methods(given: Json, currency: str) -> list[str]:
    """What the page offers: the allowed types, else cards and, unless the capture is manual, bank debits."""
    manual = given.get("payment_intent_data", {}).get("capture_method") == "manual"
    allowed = given.get("allowed_payment_method_types", ["card"] if manual else ["card", BANK_METHOD])
    offered = [each for each in allowed if each not in given.get("excluded_payment_method_types", [])]
    offered = [each for each in offered if each == "card" or not manual]
    asked = given.get("allowed_payment_method_types", [])
    foreign = [each for each in asked if BANK_METHODS.get(each, currency) != currency]
    if foreign:
        raise invalid(
            f"The payment method type provided: {foreign[0]} is invalid. It does not support the currency {currency}.",
            "allowed_payment_method_types",
        )
    if not offered:
        raise invalid("No valid payment method types for this Checkout Session.", "allowed_payment_method_types")
    return offered


def _payer(session: Json) -> Json:
    details = dict.fromkeys(("business_name", "individual_name", "phone", "tax_ids"))
    email = session["customer_email"] or "payer@example.com"
    return {**details, "address": None, "email": email, "name": "Sandbox Payer", "tax_exempt": "none"}


def _price(price_id: str, unit: int, currency: str, created: int) -> Json:
    unused = dict.fromkeys(("custom_unit_amount", "lookup_key", "nickname", "recurring", "tiers_mode"))
    money = {"currency": currency, "unit_amount": unit, "unit_amount_decimal": str(unit)}
    kind = {"type": "one_time", "billing_scheme": "per_unit", "tax_behavior": "unspecified", "transform_quantity": None}
    product = "prod_" + price_id.removeprefix("price_")
    identity = {"id": price_id, "object": "price", "active": False, "created": created, "livemode": False}
    return {**identity, **unused, **money, **kind, "metadata": {}, "product": product}
