"""Transfers to connected accounts and their reversals: whose balance must carry what."""

from __future__ import annotations

from collections import Counter

from adapters.sandbox.stripe_books import Balances, CheckerBooks
from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_money import check_currency, check_positive, check_step, formatted
from adapters.sandbox.stripe_refusals import StripeRefusal, insufficient_balance, missing_parameter, no_such
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld


class Transfers:
    """The transfer endpoints.

    A transfer without `source_transaction` needs available money now. With it, the transfer is bound to one charge:
    allowed up to the charge's amount even while that money is pending, and available to the seller on the same day.
    """

    def __init__(self, world: StripeWorld, balances: Balances, books: CheckerBooks) -> None:
        self._world = world
        self._balances = balances
        self._books = books
        self._drawn: Counter[str] = Counter()  # charge id -> what its transfers took, less what was reversed
        self._arrives: dict[str, int] = {}  # transfer id -> when its money is available to the seller

    def operations(self) -> dict[str, Handler]:
        return {
            "POST transfers": self._create,
            "GET transfers": lambda call: self._world.shelf("transfer").page(call.url, call.params),
            "GET transfers/{id}": lambda call: self._world.get("transfer", call.id),
            "POST transfers/{id}/reversals": self._reverse,
            "GET transfers/{id}/reversals": self._reversals,
            "GET transfers/{id}/reversals/{reversal}": self._reversal,
        }

    def _create(self, call: StripeCall) -> Json:
        given = call.params
        if "amount" not in given:
            raise missing_parameter("amount")
        amount, currency = given["amount"], check_currency(given["currency"], "currency")
        check_positive(amount, "amount")
        check_step(amount, currency, "amount")
        destination = self._receiver(given["destination"])
        charge = self._source(given, amount, currency) if "source_transaction" in given else None
        ready = self._world.stamp()
        if charge is not None:
            entry = self._world.find(charge["balance_transaction"]) or {}
            ready = max(ready, entry["available_on"])
            self._drawn[charge["id"]] += amount
        elif self._balances.available(currency) < amount:
            raise insufficient_balance("in your Stripe account")
        transfer = self._world.create(
            "transfer",
            amount=amount,
            currency=currency,
            description=given.get("description"),
            destination=destination["id"],
            destination_payment="py_" + self._world.token(),
            metadata=given.get("metadata", {}),
            source_transaction=charge["id"] if charge else None,
            source_type=given.get("source_type", "card"),
            transfer_group=charge["transfer_group"] if charge else given.get("transfer_group"),
        )
        self._arrives[transfer["id"]] = ready
        entry = self._balances.post("transfer", -amount, currency, transfer["id"], available_on=ready)
        self._balances.post(
            "payment", amount, currency, transfer["destination_payment"], owner=destination["id"], available_on=ready
        )
        transfer["balance_transaction"] = entry["id"]
        self._books.moved("transferred", amount, currency, transfer["transfer_group"])
        self._books.counted("transfers")
        self._world.emit("transfer.created", transfer)
        return transfer

    def _receiver(self, account_id: str) -> Json:
        account = self._world.shelf("account").find(account_id)
        if account is None:
            raise no_such("destination", account_id, "destination", in_path=False)
        if account["capabilities"].get("transfers") != "active":
            raise StripeRefusal(
                "Your destination account needs to have at least one of the following capabilities enabled: transfers, "
                "crypto_transfers, legacy_payments",
                code="insufficient_capabilities_for_transfer",
            )
        return account

    def _source(self, given: Json, amount: int, currency: str) -> Json:
        charge = self._world.get("charge", given["source_transaction"], param="source_transaction", in_path=False)
        if not charge["captured"]:
            raise StripeRefusal("The source_transaction must be a captured charge.", param="source_transaction")
        if charge["currency"] != currency:
            raise StripeRefusal(
                f"The currency of source_transaction's balance transaction ({charge['currency']}) must be the same as "
                f"the transfer currency ({currency}).",
                param="currency",
            )
        left = charge["amount_captured"] - self._drawn[charge["id"]]
        if amount > left:
            raise StripeRefusal(
                f"The transfer amount ({formatted(amount, currency)} {currency}) exceeds what is left of the source "
                f"transaction ({formatted(left, currency)} {currency}).",
                param="amount",
            )
        charge["transfer_group"] = charge["transfer_group"] or f"group_{charge['payment_intent']}"
        if given.get("transfer_group", charge["transfer_group"]) != charge["transfer_group"]:
            raise StripeRefusal(
                "The transfer_group of a transfer with a source_transaction must be that of the charge.",
                param="transfer_group",
            )
        return charge

    def _reverse(self, call: StripeCall) -> Json:
        transfer = self._world.get("transfer", call.id)
        currency, seller = transfer["currency"], transfer["destination"]
        left = transfer["amount"] - transfer["amount_reversed"]
        amount = call.params.get("amount", left)
        if left == 0:
            raise StripeRefusal(f"Transfer {transfer['id']} is already fully reversed.")
        check_positive(amount, "amount")
        if amount > left:
            raise StripeRefusal(
                f"Reversal amount ({formatted(amount, currency)} {currency}) is greater than unreversed amount on "
                f"transfer ({formatted(left, currency)} {currency})",
                param="amount",
            )
        ready = self._world.stamp()
        if self._balances.available(currency, seller) < amount:
            if self._arrives[transfer["id"]] <= ready or self._balances.total(currency, seller) < amount:
                raise insufficient_balance("in the destination account")
            ready = self._arrives[transfer["id"]]
        reversal = self._world.create(
            "transfer_reversal",
            f"{call.owner}/{transfer['id']}",
            amount=amount,
            currency=currency,
            destination_payment_refund="pyr_" + self._world.token(),
            metadata=call.params.get("metadata", {}),
            transfer=transfer["id"],
        )
        refund_id = reversal["destination_payment_refund"]
        self._balances.post("payment_refund", -amount, currency, refund_id, owner=seller, available_on=ready)
        entry = self._balances.post("transfer_refund", amount, currency, reversal["id"], available_on=ready)
        reversal["balance_transaction"] = entry["id"]
        transfer["amount_reversed"] += amount
        transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
        transfer["reversals"]["data"].insert(0, reversal)
        if transfer["source_transaction"]:
            self._drawn[transfer["source_transaction"]] -= amount
        self._books.moved("reversed", amount, currency, transfer["transfer_group"])
        self._books.counted("reversals")
        self._world.emit("transfer.reversed", transfer)
        return reversal

    def _reversals(self, call: StripeCall) -> Json:
        transfer = self._world.get("transfer", call.id)
        return self._world.shelf("transfer_reversal", f"{call.owner}/{transfer['id']}").page(call.url, call.params)

    def _reversal(self, call: StripeCall) -> Json:
        owner = f"{call.owner}/{call.id}"
        return self._world.get("transfer_reversal", call.ids["reversal"], owner=owner)
