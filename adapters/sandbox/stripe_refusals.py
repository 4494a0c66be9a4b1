"""Refusals in Stripe's words and shape: what the sandbox answers when it does not do what was asked."""

from __future__ import annotations

from typing import Any

INVALID_REQUEST = "invalid_request_error"
_DOC_PAGES = "https://stripe.com/docs/error-codes/"


class StripeRefusal(Exception):
    """One refused request: HTTP status plus Stripe's error fields.

    `kept` says whether the answer is stored under the idempotency key. Stripe keeps every outcome of a request
    that began to execute, also refusals; it keeps nothing for parameters that failed validation, wrong keys,
    rate limits and lock conflicts.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = INVALID_REQUEST,
        code: str | None = None,
        param: str | None = None,
        kept: bool = True,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.code = code
        self.param = param
        self.kept = kept
        self.more = more

    def body(self, request_id: str) -> dict[str, Any]:
        """The JSON body, with the fields in the order Stripe prints them."""
        error: dict[str, Any] = {}
        if self.code is not None:
            error |= {"code": self.code, "doc_url": _DOC_PAGES + self.code.replace("_", "-")}
        error["message"] = self.message
        if self.param is not None:
            error["param"] = self.param
        error |= self.more
        error["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
        error["type"] = self.kind
        return {"error": error}


def invalid(message: str, param: str | None = None, code: str | None = None) -> StripeRefusal:
    """A parameter that failed validation: nothing began to execute, so nothing is kept."""
    return StripeRefusal(message, code=code, param=param, kept=False)


def unknown_parameter(path: str) -> StripeRefusal:
    return invalid(f"Received unknown parameter: {path}", path, "parameter_unknown")


def missing_parameter(path: str) -> StripeRefusal:
    return invalid(f"Missing required param: {path}.", path, "parameter_missing")


def no_such(noun: str, object_id: str, param: str, *, in_path: bool) -> StripeRefusal:
    """An id that names nothing: 404 where it stands in the path, 400 where it is a parameter."""
    return StripeRefusal(
        f"No such {noun}: '{object_id}'",
        status=404 if in_path else 400,
        code="resource_missing",
        param=param,
        kept=False,
    )


def unexpected_state(deed: str, status: str, allowed: tuple[str, ...], intent: dict[str, Any]) -> StripeRefusal:
    """A PaymentIntent that may not be `deed` (captured, canceled, confirmed) in its present status."""
    noun = "one of the following statuses" if len(allowed) > 1 else "the following status"
    return StripeRefusal(
        f"This PaymentIntent could not be {deed} because it has a status of {status}. "
        f"Only a PaymentIntent with {noun} may be {deed}: {', '.join(allowed)}.",
        code="payment_intent_unexpected_state",
        payment_intent=intent,
    )


def insufficient_balance(where: str) -> StripeRefusal:
    """Not enough available funds in the Stripe balance (`where` completes the sentence)."""
    return StripeRefusal(
        f"You have insufficient available funds {where}. Funds that are still pending can not be used.",
        code="balance_insufficient",
    )


def unauthorized(message: str) -> StripeRefusal:
    return StripeRefusal(message, status=401, kept=False)


def unrecognized_url(method: str, path: str) -> StripeRefusal:
    return StripeRefusal(
        f"Unrecognized request URL ({method}: {path}). If you are trying to list objects, remove the trailing slash. "
        "If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.",
        status=404,
        kept=False,
    )
