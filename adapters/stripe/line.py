"""The line to Stripe: how requests travel, and what it means when an answer is a failure or does not come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from core.ports.payments import OutcomeUnknown, ProviderMisconfigured, ProviderRefused, ProviderUnavailable

if TYPE_CHECKING:
    import httpx
    import stripe

Unanswered: TypeAlias = type[OutcomeUnknown] | type[ProviderUnavailable]

# Refusals that pass with time: another request holds the object.
_PASSING_CODES = frozenset({"lock_timeout", "idempotency_key_in_use", "rate_limit"})


class Insufficient(ProviderUnavailable):
    """An account does not hold so much now: a matter of time for what it waits for, a refusal for what it has given away."""


class AccessRefused(ProviderMisconfigured):
    """Our secret key is wrong or lacks a right: Stripe has not even looked at what was asked."""


def line_on(client: httpx.AsyncClient) -> stripe.HTTPClient:
    """`client`, in the form in which the library wants to use it; closing stays with the caller.

    The library has an httpx client of its own, but that one hands bodies over in a way that httpx warns of at each
    POST. Also, an answer that is not Stripe's JSON makes the library raise whatever its parsing happens to raise.
    """
    import httpx
    import stripe

    class Line(stripe.HTTPClient):
        name = "httpx"

        async def request_async(
            self, method: str, url: str, headers: Mapping[str, str], post_data: str | None = None
        ) -> tuple[bytes, int, Mapping[str, str]]:
            try:
                answer = await client.request(method, url, headers=headers, content=post_data)
            except httpx.HTTPError as error:
                raise stripe.APIConnectionError(type(error).__name__) from error  # type: ignore[no-untyped-call]
            if not _stripes_own(answer.content, failed=not answer.is_success):
                raise stripe.APIError("not an answer of Stripe's", http_status=answer.status_code)
            return answer.content, answer.status_code, answer.headers

    return Line()


def meaning(error: stripe.StripeError, unanswered: Unanswered) -> Exception:
    """Which of the port's exceptions the library's `error` stands for; `unanswered` is what a lost answer means.

    The library's texts quote ids and whole bodies, so nothing of them is kept but the code.
    """
    import stripe

    status = error.http_status
    code = _detail(error, "code")
    said = f"{type(error).__name__}, status {status}, code {code or 'none'}"
    if isinstance(error, stripe.APIConnectionError):
        return ProviderUnavailable("Stripe can not be reached") if _never_sent(error) else unanswered(said)
    if code == "balance_insufficient":
        return Insufficient(said)
    if isinstance(error, stripe.RateLimitError) or status in (409, 429) or code in _PASSING_CODES:
        return ProviderUnavailable(said)
    if code == "account_invalid" and unanswered is ProviderUnavailable:
        # Asked about a seller's account that has left us: our key is good, and there is nothing to be read.
        return ProviderRefused(code, said)
    if isinstance(error, (stripe.AuthenticationError, stripe.PermissionError)):
        return AccessRefused(code or "access_refused", said)
    if isinstance(error, (stripe.InvalidRequestError, stripe.CardError)):
        return ProviderRefused(code or _detail(error, "type") or "refused", said)
    # What is left: 5xx, answers that are not Stripe's, and a key that was used before with another body. In each case
    # an earlier request, or this one, may have been carried out.
    return unanswered(said)


def _stripes_own(content: bytes, *, failed: bool) -> bool:
    """Whether `content` is a JSON object and, where the request `failed`, describes the error as Stripe does."""
    try:
        value = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and (not failed or isinstance(value.get("error"), dict))


def _detail(error: stripe.StripeError, field: str) -> str:
    """A word of Stripe's own error. Read from the body, because the library copies it into few of its exceptions."""
    body = error.json_body
    detail = body.get("error") if isinstance(body, dict) else None
    word = detail.get(field) if isinstance(detail, dict) else None
    return word if isinstance(word, str) else ""


def _never_sent(error: stripe.StripeError) -> bool:
    """Whether the connection was never made, so that nothing can have happened."""
    import httpx

    return isinstance(error.__cause__, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
