"""Which failure means "nothing happened", which "ask first", and which "refused"."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.stripe.news import StripeNews
from adapters.stripe.provider import StripeProvider
from core.ports.payments import OutcomeUnknown, ProviderMisconfigured, ProviderRefused, ProviderUnavailable
from tests.adapters.stripe import samples
from tests.adapters.stripe.conftest import StillClock
from tests.adapters.stripe.loopback import Counter, broken_line, free_address
from tests.adapters.stripe.test_provider import CAPTURE, KEY, OPENING, REFUND, TRANSFER

NOTHING_HAPPENED: list[tuple[int, dict[str, Any]]] = [
    (429, {"type": "invalid_request_error", "code": "rate_limit"}),
    (429, {"type": "invalid_request_error", "code": "lock_timeout"}),
    (409, {"type": "idempotency_error", "code": "idempotency_key_in_use"}),
    (409, {"type": "invalid_request_error"}),
    (400, {"type": "invalid_request_error", "code": "lock_timeout"}),
    (400, {"type": "invalid_request_error", "code": "balance_insufficient"}),
]
PERHAPS_DONE: list[tuple[int, Any]] = [
    (500, {"error": {"type": "api_error"}}),
    (503, {"error": {"type": "api_error", "message": "pi_1"}}),
    (502, b"<html>bad gateway</html>"),
    (404, b"not Stripe at all"),
    (302, b""),
    (400, {"error": {"type": "idempotency_error"}}),
    (200, b""),
    (200, b"\xff\xfe"),
    (200, []),
    (200, b"[" * 100_000),
    (500, {"error": None}),
    (500, {"error": "invalid_grant"}),
    (500, {"error": {"type": 1, "code": []}}),
    (200, {}),
    (200, {"object": "refund"}),
    (200, {"object": "list", "data": []}),
]


@pytest.mark.parametrize(("status", "error"), NOTHING_HAPPENED)
async def test_busy_means_that_nothing_happened(
    provider: StripeProvider, desk: Counter, status: int, error: dict[str, Any]
) -> None:
    desk.will_refuse(status, **error)
    with pytest.raises(ProviderUnavailable):
        await provider.transfer(TRANSFER, key=KEY)
    assert len(desk.seen) == 1


@pytest.mark.parametrize(("status", "body"), PERHAPS_DONE)
async def test_a_lost_answer_to_an_instruction_is_unknown(
    provider: StripeProvider, desk: Counter, status: int, body: Any
) -> None:
    desk.will_answer(body, status=status)
    with pytest.raises(OutcomeUnknown):
        await provider.refund(REFUND, key=KEY)
    assert len(desk.seen) == 1


@pytest.mark.parametrize(("status", "body"), PERHAPS_DONE)
async def test_a_lost_answer_to_a_question_has_changed_nothing(
    provider: StripeProvider, desk: Counter, status: int, body: Any
) -> None:
    desk.will_answer(body, status=status)
    with pytest.raises(ProviderUnavailable):
        await provider.look_up("cs_1")


@pytest.mark.parametrize(
    ("status", "error", "code"),
    [
        (402, {"type": "card_error", "code": "card_declined"}, "card_declined"),
        (400, {"type": "invalid_request_error", "code": "amount_too_small"}, "amount_too_small"),
        (400, {"type": "invalid_request_error"}, "invalid_request_error"),
        (400, {}, "refused"),
        (404, {"type": "invalid_request_error", "code": "resource_missing"}, "resource_missing"),
    ],
)
async def test_a_refusal_names_its_code_and_quotes_nothing(
    provider: StripeProvider, desk: Counter, status: int, error: dict[str, str], code: str
) -> None:
    desk.will_refuse(status, **error, message="about pi_canary")
    with pytest.raises(ProviderRefused) as refused:
        await provider.open_checkout(OPENING, key=KEY)
    assert refused.value.code == code
    assert "canary" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    ("status", "code"), [(401, "api_key_expired"), (401, None), (403, "secret_key_required"), (403, None)]
)
async def test_a_wrong_secret_key_is_nobodys_refused_payment(
    provider: StripeProvider, desk: Counter, status: int, code: str | None
) -> None:
    for _ in range(4):
        desk.will_refuse(status, type="invalid_request_error", code=code)
    for instruction in (
        provider.capture(CAPTURE, key=KEY),
        provider.refund(REFUND, key=KEY),
        provider.transfer(TRANSFER, key=KEY),
        provider.expire_checkout({"session_ref": "cs_1"}, key=KEY),
    ):
        with pytest.raises(ProviderMisconfigured) as refused:
            await instruction
        assert refused.value.code == (code or "access_refused")
        # It waits like an absence, and is never read as Stripe's word about the payment.
        assert isinstance(refused.value, ProviderUnavailable)
        assert not isinstance(refused.value, ProviderRefused)
    assert not desk.answers


async def test_a_sellers_account_that_has_left_us_is_no_fault_of_our_key(
    provider: StripeProvider, desk: Counter
) -> None:
    desk.will_refuse(403, type="invalid_request_error", code="account_invalid")
    with pytest.raises(ProviderRefused) as refused:
        await StripeNews(provider).payee("acct_gone")
    assert refused.value.code == "account_invalid"
    # An instruction is not taken for refused: it waits.
    desk.will_refuse(403, type="invalid_request_error", code="account_invalid")
    with pytest.raises(ProviderMisconfigured):
        await provider.transfer(TRANSFER, key=KEY)


async def test_after_an_instruction_a_lost_reading_is_unknown_too(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.session("expired"))
    desk.will_refuse(500, type="api_error")
    with pytest.raises(OutcomeUnknown):
        await provider.expire_checkout({"session_ref": "cs_1"}, key=KEY)
    desk.will_refuse(400, type="invalid_request_error", code="payment_intent_unexpected_state")
    desk.will_refuse(500, type="api_error")
    with pytest.raises(OutcomeUnknown):
        await provider.capture(CAPTURE, key=KEY)


async def test_a_page_without_an_address_is_unknown(provider: StripeProvider, desk: Counter) -> None:
    desk.will_answer(samples.session("open", url=None))
    with pytest.raises(OutcomeUnknown):
        await provider.open_checkout(OPENING, key=KEY)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", None])
async def test_a_line_that_breaks_after_sending_is_unknown_and_not_tried_again(answer: bytes | None) -> None:
    async with broken_line(answer=answer) as base:
        provider = StripeProvider("sk_test_secret", clock=StillClock(), api_base=base, timeout_seconds=0.3)
        with pytest.raises(OutcomeUnknown):
            await provider.transfer(TRANSFER, key=KEY)
        with pytest.raises(ProviderUnavailable):
            await provider.find_movement("transfer", TRANSFER, key=KEY)
        await provider.close()


async def test_an_answer_that_comes_drop_by_drop_is_not_waited_for() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\n"
    async with broken_line(answer=head, dripping=True) as base:
        provider = StripeProvider("sk_test_secret", clock=StillClock(), api_base=base, timeout_seconds=0.3)
        with pytest.raises(OutcomeUnknown):
            await provider.transfer(TRANSFER, key=KEY)
        await provider.close()


async def test_where_nobody_listens_nothing_was_sent() -> None:
    provider = StripeProvider("sk_test_secret", clock=StillClock(), api_base=free_address(), timeout_seconds=1.0)
    with pytest.raises(ProviderUnavailable):
        await provider.transfer(TRANSFER, key=KEY)
    await provider.close()
