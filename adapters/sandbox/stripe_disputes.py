"""Disputes: the card network takes the money first and listens afterwards."""

from __future__ import annotations

from typing import Final

from adapters.sandbox.stripe_books import Balances, CheckerBooks
from adapters.sandbox.stripe_calls import Handler, StripeCall, merged_metadata
from adapters.sandbox.stripe_checks import EVIDENCE_FIELDS
from adapters.sandbox.stripe_refunds import Refunds
from adapters.sandbox.stripe_refusals import StripeRefusal
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

REASONS: Final = frozenset(
    "bank_cannot_process check_returned credit_not_processed customer_initiated debit_not_authorized duplicate "
    "fraudulent general incorrect_account_details insufficient_funds noncompliant product_not_received "
    "product_unacceptable subscription_canceled unrecognized".split()
)
_ANSWERABLE = ("needs_response", "warning_needs_response")
_CHARGEBACK = ("needs_response", "under_review")
_WARNING = ("warning_needs_response", "warning_under_review")


class Disputes:
    """The dispute endpoints, and the card network's side: opening, escalating and deciding."""

    def __init__(self, world: StripeWorld, balances: Balances, books: CheckerBooks, refunds: Refunds) -> None:
        self._world = world
        self._balances = balances
        self._books = books
        self._refunds = refunds

    def operations(self) -> dict[str, Handler]:
        return {
            "GET disputes": lambda call: self._world.shelf("dispute").page(call.url, call.params),
            "GET disputes/{id}": lambda call: self._world.get("dispute", call.id, param="dispute"),
            "POST disputes/{id}": self._update,
            "POST disputes/{id}/close": self._close,
        }

    def open(self, charge: Json, reason: str, *, warning: bool, amount: int | None) -> Json:
        """The payer has complained to the bank; a warning (inquiry) moves no money yet.

        By default over what has not been refunded: a fully refunded charge can only be disputed with an amount
        given, which plays a complaint that crossed the refund on its way.
        """
        if not charge["captured"]:
            raise StripeRefusal("Only a captured charge can be disputed.")
        if reason not in REASONS:
            raise StripeRefusal(f"There is no dispute reason {reason!r}.")
        disputed = charge["amount"] - charge["amount_refunded"] if amount is None else amount
        if not 0 < disputed <= charge["amount_captured"]:
            raise StripeRefusal(f"A dispute over {disputed} does not fit this charge.")
        due_by = self._world.stamp(self._world.terms.evidence_within)
        dispute = self._world.create(
            "dispute",
            amount=disputed,
            charge=charge["id"],
            currency=charge["currency"],
            evidence={**dict.fromkeys(EVIDENCE_FIELDS), "enhanced_evidence": {}},
            is_charge_refundable=warning,
            payment_intent=charge["payment_intent"],
            payment_method_details=_card("inquiry" if warning else "chargeback"),
            reason=reason,
            status="warning_needs_response" if warning else "needs_response",
        )
        dispute["evidence_details"]["due_by"] = due_by
        charge["disputed"] = True
        self._books.counted("disputes")
        if not warning:
            self._withdraw(dispute)
        self._world.emit("charge.dispute.created", dispute)
        if not warning:
            self._world.emit("charge.dispute.funds_withdrawn", dispute)
        self._world.schedule(self._world.terms.evidence_within, lambda: self._overdue(dispute))
        return dispute

    def decide(self, dispute: Json, outcome: str) -> None:
        """The network's word: won, lost, or (for a warning) escalated to a chargeback."""
        status = dispute["status"]
        if outcome not in ("won", "lost", "escalated") or (outcome == "escalated" and status not in _WARNING):
            raise StripeRefusal(f"A dispute that is {status} can not become {outcome}.")
        if status in _WARNING and outcome == "won":
            self._end(dispute, "warning_closed")
        elif status in _WARNING:
            self._escalate(dispute)
            if outcome == "lost":
                self._end(dispute, "lost")
        elif status not in _CHARGEBACK:
            raise StripeRefusal(f"The dispute is already {status}.")
        elif outcome == "lost":
            self._end(dispute, "lost")
        else:
            self._reinstate(dispute)
            self._end(dispute, "won")

    def _update(self, call: StripeCall) -> Json:
        dispute = self._world.get("dispute", call.id, param="dispute")
        given = call.params
        if "evidence" in given:
            self._take_evidence(dispute, given["evidence"], submit=given.get("submit", True))
        elif given.get("submit"):
            self._take_evidence(dispute, {}, submit=True)
        dispute["metadata"] = merged_metadata(dispute["metadata"], given.get("metadata"))
        self._world.emit("charge.dispute.updated", dispute)
        return dispute

    def _take_evidence(self, dispute: Json, evidence: Json, *, submit: bool) -> None:
        details = dispute["evidence_details"]
        if dispute["status"] not in _ANSWERABLE or details["submission_count"]:
            raise StripeRefusal(
                f"This dispute has a status of {dispute['status']}: evidence can be submitted only once, before the "
                "dispute is decided.",
                code="dispute_already_submitted" if details["submission_count"] else None,
            )
        dispute["evidence"] |= evidence
        details["has_evidence"] = any(dispute["evidence"].values())
        if submit:
            details["submission_count"] = 1
            dispute["status"] = dispute["status"].replace("needs_response", "under_review")

    def _close(self, call: StripeCall) -> Json:
        dispute = self._world.get("dispute", call.id, param="dispute")
        if dispute["status"] not in _ANSWERABLE:
            raise StripeRefusal(f"This dispute is already {dispute['status']} and can not be closed.")
        self._end(dispute, "warning_closed" if dispute["status"] in _WARNING else "lost")
        return dispute

    def _overdue(self, dispute: Json) -> None:
        """Silence loses; an inquiry that nobody pursued is closed."""
        details = dispute["evidence_details"]
        if dispute["status"] in _ANSWERABLE and details["due_by"] <= self._world.stamp():
            details["past_due"] = True
            self._end(dispute, "warning_closed" if dispute["status"] in _WARNING else "lost")

    def _escalate(self, dispute: Json) -> None:
        dispute |= {"status": "needs_response", "is_charge_refundable": False}
        dispute["payment_method_details"] = _card("chargeback")
        dispute["evidence_details"] |= {
            "due_by": self._world.stamp(self._world.terms.evidence_within),
            "submission_count": 0,
        }
        self._withdraw(dispute)
        self._world.emit("charge.dispute.updated", dispute)
        self._world.emit("charge.dispute.funds_withdrawn", dispute)
        self._world.schedule(self._world.terms.evidence_within, lambda: self._overdue(dispute))

    def _withdraw(self, dispute: Json) -> None:
        fee = self._world.terms.dispute_fee
        self._refunds.stop(dispute["charge"])
        self._post(dispute, -dispute["amount"], "dispute", fee=fee)
        self._books.moved("fees", fee, dispute["currency"], self._group(dispute))

    def _reinstate(self, dispute: Json) -> None:
        """The amount comes back; the fee does not."""
        self._post(dispute, dispute["amount"], "dispute_reversal")
        dispute |= {"status": "won", "is_charge_refundable": True}
        self._world.emit("charge.dispute.funds_reinstated", dispute)

    def _post(self, dispute: Json, amount: int, category: str, *, fee: int = 0) -> None:
        entry = self._balances.post(
            "adjustment", amount, dispute["currency"], dispute["id"], fee=fee, category=category
        )
        dispute["balance_transactions"].append(entry)
        self._books.moved("disputed", -amount, dispute["currency"], self._group(dispute))

    def _end(self, dispute: Json, status: str) -> None:
        dispute["status"] = status
        self._world.emit("charge.dispute.closed", dispute)

    def _group(self, dispute: Json) -> str | None:
        group: str | None = self._world.get("charge", dispute["charge"])["transfer_group"]
        return group


def _card(case: str) -> Json:
    network = {"brand": "visa", "case_type": case, "network": "visa", "network_reason_code": "13.1"}
    return {"card": network, "type": "card"}
