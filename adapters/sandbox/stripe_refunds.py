"""Refunds: from the available balance, never more than the charge, sometimes pending, sometimes failing late."""

from __future__ import annotations

from adapters.sandbox.stripe_books import Balances, CheckerBooks
from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_faults import StripeFaults
from adapters.sandbox.stripe_money import check_positive, check_step, formatted
from adapters.sandbox.stripe_refusals import StripeRefusal, invalid
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

_OPEN_DISPUTE = ("needs_response", "under_review", "lost")


class Refunds:
    """The refund endpoints and what becomes of a refund afterwards."""

    def __init__(self, world: StripeWorld, balances: Balances, books: CheckerBooks, faults: StripeFaults) -> None:
        self._world = world
        self._balances = balances
        self._books = books
        self._faults = faults
        self._waiting: list[Json] = []

    def operations(self) -> dict[str, Handler]:
        return {
            "POST refunds": self._create,
            "GET refunds": lambda call: self._world.shelf("refund").page(call.url, call.params),
            "GET refunds/{id}": lambda call: self._world.get("refund", call.id),
            "POST refunds/{id}/cancel": self._cancel,
        }

    def settle(self) -> None:
        """Pay out the refunds that waited for funds, oldest first, as far as the balance reaches."""
        for refund in list(self._waiting):
            if self._affordable(refund):
                self._waiting.remove(refund)
                self._pay(refund)
                self._tell_update(refund)

    def stop(self, charge_id: str) -> None:
        """A chargeback has overtaken them: refunds of this charge that still wait for funds fail."""
        for refund in [each for each in self._waiting if each["charge"] == charge_id]:
            self._fail(refund)

    def decide(self, refund_id: str, *, succeeds: bool) -> Json:
        """End a refund by hand: one that needs action or waits may succeed or fail, a done one may fail late."""
        refund = self._world.get("refund", refund_id)
        if refund["status"] in ("failed", "canceled") or (succeeds and refund["status"] == "succeeded"):
            raise StripeRefusal(f"The refund is already {refund['status']}.")
        if not succeeds:
            self._fail(refund)
            return refund
        if refund in self._waiting:
            self._waiting.remove(refund)
        self._pay(refund)
        self._tell_update(refund)
        return refund

    def _create(self, call: StripeCall) -> Json:
        charge = self._refundable(call.params)
        left = charge["amount"] - charge["amount_refunded"]
        amount = call.params.get("amount", left)
        check_positive(amount, "amount")
        if amount > left:
            currency = charge["currency"]
            raise StripeRefusal(
                f"Refund amount ({formatted(amount, currency)} {currency}) is greater than unrefunded amount on charge "
                f"({formatted(left, currency)} {currency})",
                param="amount",
            )
        check_step(amount, charge["currency"], "amount")
        refund = self._world.create(
            "refund",
            amount=amount,
            charge=charge["id"],
            currency=charge["currency"],
            metadata=call.params.get("metadata", {}),
            payment_intent=charge["payment_intent"],
            reason=call.params.get("reason"),
            status="pending",
        )
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        charge["refunds"]["data"].insert(0, refund)
        if self._faults.strike("next_refund_needs_action"):
            refund["status"] = "requires_action"
        elif self._affordable(refund):
            self._pay(refund)
        else:
            self._waiting.append(refund)
        self._world.emit("refund.created", refund)
        self._world.emit("charge.refunded", charge)
        return refund

    def _refundable(self, params: Json) -> Json:
        given = [name for name in ("charge", "payment_intent") if name in params]
        if not given:
            raise invalid("One of the following params should be provided for this request: payment_intent or charge.")
        if "charge" in params:
            charge = self._world.get("charge", params["charge"], param="charge", in_path=False)
        else:
            param = "payment_intent"
            intent = self._world.get(param, params[param], param=param, in_path=False)
            if intent["latest_charge"] is None:
                raise _nothing_to_refund(intent["id"])
            charge = self._world.get("charge", intent["latest_charge"])
        if not charge["captured"]:
            raise _nothing_to_refund(charge["payment_intent"])
        if params.get("payment_intent", charge["payment_intent"]) != charge["payment_intent"]:
            raise invalid("The charge does not belong to the given payment_intent.", "charge")
        if params.get("reverse_transfer") or params.get("refund_application_fee"):
            raise StripeRefusal("Cannot reverse transfer on this charge because it has no associated transfer.")
        if charge["disputed"] and self._charged_back(charge["id"]):
            raise StripeRefusal(
                f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
            )
        if charge["refunded"]:
            raise StripeRefusal(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
        return charge

    def _charged_back(self, charge_id: str) -> bool:
        disputes = self._world.shelf("dispute")
        return any(each["charge"] == charge_id and each["status"] in _OPEN_DISPUTE for each in disputes)

    def _affordable(self, refund: Json) -> bool:
        if not self._world.terms.refunds_wait_for_funds:
            return True
        amount: int = refund["amount"]
        return self._balances.available(refund["currency"]) >= amount

    def _pay(self, refund: Json) -> None:
        entry = self._balances.post("refund", -refund["amount"], refund["currency"], refund["id"])
        refund |= {"status": "succeeded", "balance_transaction": entry["id"]}
        self._move(refund, refund["amount"])
        self._books.counted("refunds")
        if self._faults.strike("next_refund_fails_late"):
            self._world.schedule(self._world.terms.refund_fails_after, lambda: self._fail_if_done(refund))

    def _fail_if_done(self, refund: Json) -> None:
        if refund["status"] == "succeeded":
            self._fail(refund)

    def _fail(self, refund: Json) -> None:
        if refund["status"] == "succeeded":
            self._balances.post("refund_failure", refund["amount"], refund["currency"], refund["id"])
            self._move(refund, -refund["amount"])
        self._undo(refund, "failed")
        self._world.emit("refund.failed", refund)
        self._tell_update(refund)

    def _undo(self, refund: Json, status: str) -> None:
        if refund in self._waiting:
            self._waiting.remove(refund)
        refund["status"] = status
        charge = self._world.get("charge", refund["charge"])
        charge["amount_refunded"] -= refund["amount"]
        charge["refunded"] = False

    def _cancel(self, call: StripeCall) -> Json:
        refund = self._world.get("refund", call.id)
        if refund["status"] != "requires_action":
            raise StripeRefusal(
                f"This refund has a status of {refund['status']}; only refunds with a status of requires_action may be "
                "canceled."
            )
        self._undo(refund, "canceled")
        self._tell_update(refund)
        return refund

    def _move(self, refund: Json, amount: int) -> None:
        group = self._world.get("charge", refund["charge"])["transfer_group"]
        self._books.moved("refunded", amount, refund["currency"], group)

    def _tell_update(self, refund: Json) -> None:
        self._world.emit("refund.updated", refund)
        self._world.emit("charge.refund.updated", refund)


def _nothing_to_refund(intent_id: str) -> StripeRefusal:
    return StripeRefusal(
        f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.", param="payment_intent"
    )
