"""Payment, signatures and capture: who may sign what, and what follows when the provider says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.agreements import digest_of
from core.errors import (
    ActUnderWay,
    AlreadySigned,
    CeremonyIncomplete,
    DomainError,
    InvalidValue,
    NameDiffers,
    NotNow,
    PayoutNotReady,
    PressTooLate,
    SamePerson,
    TermsChanged,
)
from core.process.definition import Role
from core.rules import Rules
from core.trades import State
from tests.core.ceremony import CONSENT, DOCUMENT, shown
from tests.core.deals import BUYER, DAY, MONDAY, TEXT, H, Trial, seat
from tests.core.routes import (
    agreed,
    awaiting_page,
    awaiting_payment,
    awaiting_signatures,
    capturing,
    expiring,
    letting_go,
    payment_expired,
    signed_by,
)

B, S, T, W = Role.BUYER, Role.SELLER, Role.TIMER, Role.PROVIDER


def refused_capture() -> Trial:
    trial = capturing()
    trial.answered("capture", "refused")
    trial.does(W, "capture_failed", code="card_declined")
    return trial


@pytest.mark.parametrize("changes", [{"seller_payout_ready": False}, {"seller_payout_ref": ""}])
def test_payment_is_only_asked_for_by_a_seller_who_can_be_paid(changes: dict[str, Any]) -> None:
    trial = agreed()
    trial.deal = replace(trial.deal, **changes)
    trial.refuses(PayoutNotReady, S, "request_payment")
    assert "request_payment" not in trial.offered(S)


def test_the_page_is_for_exactly_the_agreed_amount() -> None:
    trial = awaiting_page()
    (intent,) = trial.intents()
    payment = trial.deal.payment
    assert payment is not None
    assert intent.id == "parley:neg_1:checkout:1"
    assert intent.body == {
        "amount": 100_000,
        "currency": "EUR",
        "title": "Bolts",
        "trade_id": "neg_1",
        "payment_id": payment.id,
        "expires_at": (trial.now + DAY).isoformat(),
    }


def test_a_seller_who_never_asks_for_payment_loses_the_deal() -> None:
    trial = agreed().passes(DAY)
    assert (trial.state, trial.deal.trade.close_reason) == (State.CLOSED, "payment_timeout")


def test_a_declined_card_leaves_the_page_open() -> None:
    trial = awaiting_payment()
    trial.does(W, "payment_declined", decline_code="insufficient_funds" * 9)
    assert trial.deal.payment is not None
    assert (trial.state, len(trial.deal.payment.decline_code)) == (State.AWAITING_PAYMENT, 60)
    trial.authorizes()
    assert trial.deal.payment.decline_code == ""


def test_a_page_that_the_provider_refused_ends_with_its_window() -> None:
    trial = awaiting_page()
    trial.answered("checkout", "refused")
    trial.does(W, "checkout_refused", code="amount_too_large")
    assert trial.deal.payment is not None
    assert trial.deal.payment.status == "failed"
    trial.passes(DAY)
    assert (trial.state, trial.shelf) == (State.PAYMENT_EXPIRED, (1000, 0))


def test_the_page_is_closed_before_the_stock_is_freed() -> None:
    trial = expiring()
    assert (trial.state, trial.deal.trade.pending_act, trial.shelf) == (State.AWAITING_PAYMENT, "expire", (1000, 100))
    assert [intent.kind for intent in trial.intents()] == ["expire"]
    assert payment_expired().shelf == (1000, 0)


def test_a_payment_that_got_through_wins_over_the_expiry() -> None:
    trial = expiring()
    trial.answered("expire")
    trial.authorizes()
    assert (trial.state, trial.deal.trade.pending_act, trial.shelf) == (State.AWAITING_SIGNATURES, "", (1000, 100))


def test_a_hold_that_comes_too_late_is_let_go() -> None:
    trial = payment_expired()
    trial.does(W, "late_hold", payment_id="pay_1", payment_ref="pi_9", session_ref="cs_9")
    (intent,) = trial.intents("void")
    assert intent.body == {"payment_ref": "pi_9", "session_ref": "cs_9"}
    assert (trial.state, trial.deal.trade.pending_act) == (State.PAYMENT_EXPIRED, "")


# ── signatures ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_agreement_freezes_text_and_commission() -> None:
    agreement = awaiting_signatures(rules=Rules(commission_tax_basis_points=2000)).deal.agreement
    assert agreement is not None
    assert (agreement.agreement_text, agreement.text_sha256) == (TEXT, digest_of(TEXT))
    assert (agreement.commission, agreement.tax, agreement.status) == (2_850, 570, "pending")


def test_a_signature_is_a_record_of_who_signed_what_when() -> None:
    trial = awaiting_signatures()
    trial.signs(B, typed_name="  Ana\u202e Ruiz ", event_id="upd_7")
    agreement = trial.deal.agreement
    assert agreement is not None
    assert agreement.buyer_signature == {
        "user_id": "usr_buyer",
        "company_id": "com_buyer",
        "typed_name": "Ana Ruiz",
        "text_sha256": digest_of(TEXT),
        "document_sha256": DOCUMENT,
        "consent_sha256": CONSENT,
        "signed_at": trial.now.isoformat(),
        "channel": "telegram",
        "event_id": "upd_7",
        "evidence_id": "",
    }
    assert trial.intents("capture") == []


@pytest.mark.parametrize("first", [B, S])
def test_the_second_signature_takes_the_money(first: Role) -> None:
    trial = signed_by(first)
    trial.signs(S if first is B else B, typed_name="Bo Li")
    assert (trial.state, trial.deal.trade.pending_act) == (State.AWAITING_SIGNATURES, "capture")
    (intent,) = trial.intents("capture")
    assert intent.body["amount"] == 100_000
    for role in (B, S):
        trial.refuses(ActUnderWay, role, "refuse_to_sign")


BAD_SIGNATURES: list[tuple[dict[str, Any], type[DomainError]]] = [
    ({"text_sha256": digest_of("another text")}, TermsChanged),
    ({"text_sha256": ""}, TermsChanged),
    ({"typed_name": "A."}, NameDiffers),
    ({"typed_name": "12"}, NameDiffers),
    ({"typed_name": "\u202e \u200b"}, InvalidValue),
    ({"typed_name": "A" * 121}, InvalidValue),
    ({"document_sha256": ""}, CeremonyIncomplete),
    ({"document_sha256": "d" * 63}, CeremonyIncomplete),
    ({"consent_sha256": ""}, CeremonyIncomplete),
    ({"shown_at": None}, CeremonyIncomplete),
    ({"shown_at": "2026-01-05T09:00:00+00:00"}, CeremonyIncomplete),
    ({"shown_at": MONDAY - timedelta(days=9)}, PressTooLate),
    ({"shown_at": MONDAY + timedelta(days=9)}, PressTooLate),
    ({"agreement_id": "agr_another"}, TermsChanged),
]


@pytest.mark.parametrize(("changes", "refusal"), BAD_SIGNATURES)
def test_what_is_no_signature(changes: dict[str, Any], refusal: type[DomainError]) -> None:
    trial = awaiting_signatures()
    trial.refuses(refusal, B, "sign", **shown(digest_of(TEXT), trial.now, **changes))


def test_nobody_signs_over_a_text_that_is_missing() -> None:
    trial = awaiting_signatures()
    assert trial.deal.agreement is not None
    blank = replace(trial.deal.agreement, text_sha256="")
    trial.deal = replace(trial.deal, agreements=(blank,))
    trial.refuses(TermsChanged, B, "sign", **shown("", trial.now))


@pytest.mark.parametrize("first", [B, S])
def test_a_signature_can_be_taken_back_until_the_other_side_signs(first: Role) -> None:
    trial = signed_by(first)
    second = S if first is B else B
    trial.refuses(NotNow, second, "withdraw_signature")
    trial.does(first, "withdraw_signature")
    agreement = trial.deal.agreement
    assert agreement is not None
    assert (agreement.buyer_signature, agreement.seller_signature, trial.state) == (
        None,
        None,
        State.AWAITING_SIGNATURES,
    )
    # One signature alone never takes money, and the other side can still not take back what it has not given.
    assert trial.intents("capture") == []
    trial.refuses(NotNow, first, "withdraw_signature")
    trial.signs(second, typed_name="Bo Li")
    assert trial.intents("capture") == []
    trial.signs(first)
    assert len(trial.intents("capture")) == 1
    trial.refuses(ActUnderWay, first, "withdraw_signature")


def test_one_side_signs_once() -> None:
    trial = signed_by(B)
    trial.refuses(AlreadySigned, B, "sign", **shown(digest_of(TEXT), trial.now))
    trial.refuses(AlreadySigned, B, "refuse_to_sign")
    assert not trial.offered(B) & {"sign", "refuse_to_sign"}


def test_one_person_does_not_sign_for_both() -> None:
    trial = signed_by(B)
    trial.refuses(SamePerson, S, "sign", by=BUYER, **shown(digest_of(TEXT), trial.now))
    twin = replace(seat("twin", "seller"), user_id="usr_buyer")
    trial.refuses(SamePerson, S, "sign", by=twin, **shown(digest_of(TEXT), trial.now))


@pytest.mark.parametrize("route", [awaiting_signatures, signed_by])
def test_money_taken_by_hand_replaces_no_signature(route: Any) -> None:
    route().refuses(NotNow, W, "captured", fee=0)


@pytest.mark.parametrize(("role", "reason"), [(B, "declined"), (S, "declined"), (T, "signing_timeout")])
def test_who_does_not_sign_lets_the_money_go(role: Role, reason: str) -> None:
    trial = awaiting_signatures()
    trial.does(role, "expire_signing" if role is T else "refuse_to_sign")
    assert (trial.deal.trade.pending_act, trial.shelf) == ("void", (1000, 100))
    trial.answered("void")
    trial.does(W, "hold_cancelled")
    assert (trial.state, trial.deal.trade.close_reason, trial.shelf) == (State.VOIDED, reason, (1000, 0))


def test_nobody_signs_while_the_hold_is_let_go() -> None:
    trial = letting_go()
    trial.refuses(ActUnderWay, B, "sign", **shown(digest_of(TEXT), trial.now))


# ── a capture that fails ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_refused_capture_opens_a_fresh_window_and_keeps_the_signatures() -> None:
    trial = refused_capture()
    agreement = trial.deal.agreement
    assert agreement is not None
    assert (trial.state, trial.deal.trade.pending_act) == (State.AWAITING_PAYMENT, "")
    assert agreement.buyer_signature is not None
    assert agreement.seller_signature is not None
    assert [payment.status for payment in trial.deal.payments] == ["failed", "created"]
    assert trial.deal.payments[1].attempts == 2
    assert trial.due("payment") == [trial.now + DAY]
    assert trial.shelf == (1000, 100)


def test_a_refused_capture_does_not_leave_the_old_hold_behind() -> None:
    trial = refused_capture()
    (intent,) = trial.intents("void")
    old = trial.deal.payments[0]
    assert (intent.subject_id, intent.body["payment_ref"]) == (old.id, old.payment_ref)


def test_the_second_hold_is_captured_without_asking_anybody_again() -> None:
    trial = refused_capture().opens_checkout().authorizes()
    assert (trial.state, trial.deal.trade.pending_act) == (State.AWAITING_SIGNATURES, "capture")
    assert trial.deal.agreement is not None
    assert trial.deal.agreement.payment_gateway_id == trial.deal.payments[1].id
    trial.captures()
    assert (trial.state, trial.held()) == (State.PLACED, 100_000)
    assert trial.deal.order is not None
    assert trial.deal.order.payment_gateway_id == trial.deal.payments[1].id


def test_a_second_window_that_ends_unpaid_closes_the_deal() -> None:
    trial = refused_capture().opens_checkout().passes(25 * H)
    trial.answered("expire")
    trial.does(W, "payment_expired")
    assert trial.state is State.PAYMENT_EXPIRED
    assert trial.deal.agreement is not None
    assert trial.deal.agreement.status == "void"


def test_an_agreement_that_still_waits_is_not_written_twice() -> None:
    """A pending agreement moves to the new payment: what was read once need not be read again."""
    trial = awaiting_signatures()
    trial.deal = replace(trial.deal, trade=replace(trial.deal.trade, state="awaiting_payment"))
    trial.authorizes()
    assert len(trial.deal.agreements) == 1


@pytest.mark.parametrize(("field", "value"), [("commission_basis_points", 3001), ("payment", 361 * H), ("appeal", -H)])
def test_rules_out_of_their_range_are_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"commission|must lie between"):
        Rules(**{field: value})
