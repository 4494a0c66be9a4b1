"""PaymentIntents and charges: the endpoints, and which of the seven states allows what."""

from __future__ import annotations

import re

from adapters.sandbox.stripe_calls import Handler, StripeCall, merged_metadata
from adapters.sandbox.stripe_charging import BANK_METHOD, PAYABLE, TEST_METHODS, Charging
from adapters.sandbox.stripe_money import check_charge_amount, check_currency, check_positive, check_step
from adapters.sandbox.stripe_refusals import StripeRefusal, invalid, no_such, unexpected_state
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_shelf import DEFAULT_PAGE, within
from adapters.sandbox.stripe_world import StripeWorld

_CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action")
_COPIED = (
    *("customer", "description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix"),
    *("transfer_group", "metadata", "payment_method_options", "capture_method"),
)
_CLAUSE = re.compile(
    r"""\s*(?:metadata\[["'](?P<key>[^"']+)["']\]|(?P<name>status|currency|amount|created|customer))
    \s*(?P<op>:|>=|<=|>|<)\s*(?:"(?P<text>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<number>\d+))\s*""",
    re.VERBOSE,
)
_COMPARED = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}


class Payments:
    """The endpoints of payment_intents and charges; `checkout_owned` holds the intents of open Checkout Sessions."""

    def __init__(self, world: StripeWorld, charging: Charging) -> None:
        self.checkout_owned: set[str] = set()
        self._world = world
        self._charging = charging

    def operations(self) -> dict[str, Handler]:
        return {
            "POST payment_intents": self._create,
            "GET payment_intents": lambda call: self._world.shelf("payment_intent").page(call.url, call.params),
            "GET payment_intents/search": self._search,
            "GET payment_intents/{id}": self._named,
            "POST payment_intents/{id}/confirm": self._confirm,
            "POST payment_intents/{id}/capture": self._capture,
            "POST payment_intents/{id}/cancel": self._cancel,
            "GET charges": lambda call: self._world.shelf("charge").page(call.url, call.params),
            "GET charges/{id}": lambda call: self._world.get("charge", call.id, param="id"),
        }

    def open(self, amount: int, currency: str, given: Json) -> Json:
        """A new intent from parsed parameters, with `payment_intent.created` told."""
        methods = given.get("allowed_payment_method_types") or ["card"]
        intent = self._world.create(
            "payment_intent",
            amount=amount,
            currency=currency,
            automatic_payment_methods=given.get("automatic_payment_methods"),
            payment_method_types=methods,
            **{name: given[name] for name in _COPIED if name in given},
        )
        intent["client_secret"] = f"{intent['id']}_secret_{self._world.token(25)}"
        self._world.emit("payment_intent.created", intent)
        return intent

    def _named(self, call: StripeCall) -> Json:
        return self._world.get("payment_intent", call.id, param="intent")

    def _create(self, call: StripeCall) -> Json:
        given = call.params
        currency = check_currency(given["currency"], "currency")
        check_positive(given["amount"], "amount")
        check_charge_amount(given["amount"], currency, "amount")
        if given.get("customer"):
            self._world.get("customer", given["customer"], param="customer", in_path=False)
        if given.get("capture_method") == "manual" and given.get("allowed_payment_method_types") == [BANK_METHOD]:
            raise invalid(f"The payment method type `{BANK_METHOD}` does not support manual capture.", "capture_method")
        way = _way(given.get("payment_method"))
        if given.get("confirm") and way is None:
            raise invalid("You cannot confirm this PaymentIntent because it's missing a payment method.", "confirm")
        intent = self.open(given["amount"], currency, given)
        if way is not None:
            intent |= {"status": "requires_confirmation", "payment_method": given["payment_method"]}
        if given.get("confirm") and way is not None:
            self._pay(intent, way)
        return intent

    def _confirm(self, call: StripeCall) -> Json:
        intent = self._named(call)
        if intent["status"] not in PAYABLE:
            raise unexpected_state("confirmed", intent["status"], PAYABLE, intent)
        if intent["id"] in self.checkout_owned:
            raise StripeRefusal("You cannot confirm a PaymentIntent that was created by a Checkout Session.")
        way = _way(call.params.get("payment_method") or intent["payment_method"])
        if way is None:
            raise StripeRefusal(
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update "
                "the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with "
                "a payment method.",
                code="payment_intent_unexpected_state",
                payment_intent=intent,
            )
        self._pay(intent, way)
        return intent

    def _pay(self, intent: Json, way: str) -> None:
        self._charging.attempt(intent, way)
        error = intent["last_payment_error"]
        if error is not None:
            more = {name: value for name, value in error.items() if name in ("charge", "decline_code")}
            raise StripeRefusal(
                error["message"], status=402, kind="card_error", code=error["code"], payment_intent=intent, **more
            )

    def _capture(self, call: StripeCall) -> Json:
        intent = self._named(call)
        if intent["status"] != "requires_capture":
            raise unexpected_state("captured", intent["status"], ("requires_capture",), intent)
        given = call.params
        amount = given["amount_to_capture"] if "amount_to_capture" in given else intent["amount_capturable"]
        check_positive(amount, "amount_to_capture")
        if amount > intent["amount_capturable"]:
            raise StripeRefusal(
                f"The requested capture amount of {amount} is greater than the amount you can capture for this "
                f"PaymentIntent, {intent['amount_capturable']}.",
                code="amount_too_large",
                param="amount_to_capture",
            )
        check_step(amount, intent["currency"], "amount_to_capture")
        intent["metadata"] = merged_metadata(intent["metadata"], given.get("metadata"))
        self._charging.capture(intent, amount)
        return intent

    def _cancel(self, call: StripeCall) -> Json:
        intent = self._named(call)
        if intent["status"] not in _CANCELABLE:
            raise unexpected_state("canceled", intent["status"], _CANCELABLE, intent)
        if intent["id"] in self.checkout_owned:
            raise StripeRefusal(
                "You cannot cancel a PaymentIntent that belongs to an open Checkout Session; expire the session instead."
            )
        self._charging.cancel(intent, call.params.get("cancellation_reason"))
        return intent

    def _search(self, call: StripeCall) -> Json:
        """Stripe's search language, the part with AND: metadata["k"]:"v", status:"x", amount>=100, created<…."""
        clauses = _parsed(call.params["query"])
        found = [row for row in reversed(list(self._world.shelf("payment_intent"))) if _fits(row, clauses)]
        limit, start = call.params.get("limit", DEFAULT_PAGE), int(call.params.get("page", "0"))
        more = len(found) > start + limit
        next_page = str(start + limit) if more else None
        page = {"object": "search_result", "data": found[start : start + limit], "has_more": more}
        return {**page, "next_page": next_page, "url": call.url}


def _way(method: str | None) -> str | None:
    if method is None:
        return None
    if method not in TEST_METHODS:
        raise no_such("PaymentMethod", method, "payment_method", in_path=False)
    return TEST_METHODS[method]


def _parsed(query: str) -> list[re.Match[str]]:
    clauses: list[re.Match[str]] = []
    at = 0
    while True:
        clause = _CLAUSE.match(query, at)
        if clause is None:
            raise invalid(f"We were unable to parse your search query: {query}", "query")
        clauses.append(clause)
        at = clause.end()
        if at == len(query):
            return clauses
        if query[at : at + 3].upper() != "AND":
            raise invalid("This sandbox plays only clauses joined by AND.", "query")
        at += 3


def _fits(row: Json, clauses: list[re.Match[str]]) -> bool:
    for clause in clauses:
        wanted = next(part for part in clause.group("text", "single", "number") if part is not None)
        wanted = re.sub(r"\\(.)", r"\1", wanted)
        value = row["metadata"].get(clause["key"]) if clause["key"] else row[clause["name"]]
        if clause["op"] == ":":
            if str(value) != wanted:
                return False
        elif not isinstance(value, int) or not within(value, {_COMPARED[clause["op"]]: int(wanted)}):
            return False
    return True
