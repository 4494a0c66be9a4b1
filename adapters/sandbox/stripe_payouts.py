"""Balances as the API shows them, and payouts from a balance to a bank, which may come back after being paid."""

from __future__ import annotations

from adapters.sandbox.stripe_books import NO_DELAY, Balances, CheckerBooks
from adapters.sandbox.stripe_calls import Handler, StripeCall
from adapters.sandbox.stripe_faults import StripeFaults
from adapters.sandbox.stripe_money import check_currency, check_positive, check_step
from adapters.sandbox.stripe_refusals import StripeRefusal, insufficient_balance
from adapters.sandbox.stripe_shapes import Json, blank
from adapters.sandbox.stripe_world import PLATFORM, StripeWorld, moment


class Payouts:
    """The endpoints of balance, balance_transactions and payouts, of the platform or of a connected account."""

    def __init__(self, world: StripeWorld, balances: Balances, books: CheckerBooks, faults: StripeFaults) -> None:
        self._world = world
        self._balances = balances
        self._books = books
        self._faults = faults
        if world.terms.automatic_payouts:
            world.on_event.append(self._notice)

    def operations(self) -> dict[str, Handler]:
        return {
            "GET balance": self._balance,
            "GET balance_transactions": self._entries,
            "GET balance_transactions/{id}": self._entry,
            "POST payouts": self._create,
            "GET payouts": lambda call: self._world.shelf("payout", call.owner).page(call.url, call.params),
            "GET payouts/{id}": lambda call: self._world.get("payout", call.id, owner=call.owner),
        }

    def _balance(self, call: StripeCall) -> Json:
        balances, owner = self._balances, call.owner
        currencies = balances.currencies(owner) or [self._home_currency(owner)]
        ready = {currency: balances.available(currency, owner) for currency in currencies}
        pending = {currency: balances.total(currency, owner) - ready[currency] for currency in currencies}
        shape = blank("balance", "", 0, available=_by_currency(ready), pending=_by_currency(pending))
        if owner == PLATFORM:
            held = {currency: self._reserved(currency) for currency in currencies}
            shape["connect_reserved"] = [{"amount": amount, "currency": each} for each, amount in held.items()]
        return shape

    def _home_currency(self, owner: str) -> str:
        account = self._world.find(owner)
        return account["default_currency"] if account else "usd"

    def _reserved(self, currency: str) -> int:
        """What Stripe keeps back from the platform for connected accounts that owe money."""
        sellers = (owner for owner in self._balances.owners() if owner != PLATFORM)
        return sum(max(0, -self._balances.total(currency, seller)) for seller in sellers)

    def _entries(self, call: StripeCall) -> Json:
        self._balances.refresh()
        return self._world.shelf("balance_transaction", call.owner).page(call.url, call.params)

    def _entry(self, call: StripeCall) -> Json:
        self._balances.refresh()
        return self._world.get("balance_transaction", call.id, owner=call.owner)

    def _create(self, call: StripeCall) -> Json:
        given, owner = call.params, call.owner
        currency = check_currency(given["currency"], "currency")
        check_positive(given["amount"], "amount")
        check_step(given["amount"], currency, "amount", payout=True)
        account = self._world.find(owner)
        if account is not None and not account["payouts_enabled"]:
            raise StripeRefusal(
                "Cannot create payouts: this account has requirements that need to be collected.",
                code="payouts_not_allowed",
            )
        if self._balances.available(currency, owner) < given["amount"]:
            raise insufficient_balance("in your Stripe account for this payout")
        optional = ("description", "metadata", "method", "statement_descriptor", "destination")
        return self._send(owner, given["amount"], currency, **{name: given[name] for name in optional if name in given})

    def _send(self, owner: str, amount: int, currency: str, **fields: object) -> Json:
        takes = self._world.terms.payout_takes
        details = {"destination": "ba_sandbox", **fields}
        payout = self._world.create(
            "payout", owner, amount=amount, currency=currency, arrival_date=self._world.stamp(takes), **details
        )
        entry = self._balances.post("payout", -amount, currency, payout["id"], owner=owner)
        payout["balance_transaction"] = entry["id"]
        if owner == PLATFORM:
            self._books.moved("paid_out", amount, currency, None)
        self._books.counted("payouts")
        self._tell("payout.created", payout, owner)
        self._world.schedule(takes, lambda: self._arrive(payout, owner))
        return payout

    def _arrive(self, payout: Json, owner: str) -> None:
        payout["status"] = "paid"
        self._tell("payout.paid", payout, owner)
        if self._faults.strike("next_payout_fails"):
            self._world.schedule(self._world.terms.payout_fails_after, lambda: self._bounce(payout, owner))

    def _bounce(self, payout: Json, owner: str) -> None:
        entry = self._balances.post(
            "payout_failure",
            payout["amount"],
            payout["currency"],
            payout["id"],
            owner=owner,
            category="payout_reversal",
        )
        payout |= {"status": "failed", "failure_code": "account_closed", "failure_balance_transaction": entry["id"]}
        payout["failure_message"] = "The bank account has been closed."
        if owner == PLATFORM:
            self._books.moved("paid_out", -payout["amount"], payout["currency"], None)
        self._tell("payout.failed", payout, owner)

    def _tell(self, kind: str, payout: Json, owner: str) -> None:
        self._world.emit(kind, payout, account=None if owner == PLATFORM else owner)

    def _notice(self, event: Json, _account: str | None) -> None:
        """Money has come to a seller: pay it out by itself once it is available, unless the schedule is manual."""
        if event["type"] != "transfer.created":
            return
        transfer = event["data"]["object"]
        entry = self._world.find(transfer["balance_transaction"]) or {}
        wait = max(NO_DELAY, moment(entry["available_on"]) - self._world.now())
        self._world.schedule(wait, lambda: self._pay_out(transfer["destination"], transfer["currency"]))

    def _pay_out(self, owner: str, currency: str) -> None:
        account = self._world.get("account", owner)
        amount = self._balances.available(currency, owner)
        manual = account["settings"]["payouts"]["schedule"]["interval"] == "manual"
        if amount > 0 and account["payouts_enabled"] and not manual:
            self._send(owner, amount, currency, automatic=True)


def _by_currency(amounts: dict[str, int]) -> list[Json]:
    return [
        {"amount": amount, "currency": currency, "source_types": {"card": amount}}
        for currency, amount in amounts.items()
    ]
