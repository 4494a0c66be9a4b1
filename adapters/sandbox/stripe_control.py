"""The control endpoints (`/_…`): tests, the demo and the sandbox page act as payers, banks, networks and sellers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox.stripe_accounts import Accounts
from adapters.sandbox.stripe_books import Balances, CheckerBooks
from adapters.sandbox.stripe_charging import TEST_METHODS, Charging
from adapters.sandbox.stripe_checkout import Checkout
from adapters.sandbox.stripe_disputes import Disputes
from adapters.sandbox.stripe_events import Webhooks
from adapters.sandbox.stripe_faults import StripeFaults
from adapters.sandbox.stripe_idempotency import IdempotencyKeys
from adapters.sandbox.stripe_money import check_currency, check_positive
from adapters.sandbox.stripe_refunds import Refunds
from adapters.sandbox.stripe_refusals import StripeRefusal
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_warnings import KIND as WARNING
from adapters.sandbox.stripe_warnings import FraudWarnings
from adapters.sandbox.stripe_world import StripeWorld

View = Callable[[Request], Awaitable[Response]]
_CHALLENGE_ANSWERS = {"3ds": True, "3ds_fail": False}


class StripeControl:
    """Plain JSON in and out; a refusal is 400 {"error": "…"}, an unknown id 404."""

    def __init__(
        self,
        world: StripeWorld,
        books: CheckerBooks,
        balances: Balances,
        faults: StripeFaults,
        keys: IdempotencyKeys,
        *,
        charging: Charging,
        checkout: Checkout,
        accounts: Accounts,
        refunds: Refunds,
        disputes: Disputes,
        warnings: FraudWarnings,
        webhooks: Webhooks,
    ) -> None:
        self._world = world
        self._books = books
        self._balances = balances
        self._faults = faults
        self._keys = keys
        self._charging = charging
        self._checkout = checkout
        self._accounts = accounts
        self._refunds = refunds
        self._disputes = disputes
        self._warnings = warnings
        self._webhooks = webhooks

    def routes(self, wrap: Callable[[View], View]) -> list[BaseRoute]:
        """`wrap` brings the world up to date before a view runs."""
        asked: dict[str, Callable[[Request], Json]] = {
            "/_books": lambda _request: self._books.report(self._balances),
            "/_holds": lambda _request: self._holds(),
            "/_state": lambda _request: self._state(),
            "/_sessions": lambda _request: {"sessions": [self._shown(each) for each in self._checkout.open_sessions()]},
            "/_faults": lambda _request: self._faults.report(),
        }
        done: dict[str, Callable[[Request, Json], Json]] = {
            "/_faults": lambda _request, given: self._order(given),
            "/_checkout/{id}": self._pay,
            "/_accounts": self._open_account,
            "/_accounts/{id}": self._change_account,
            "/_disputes": self._dispute,
            "/_disputes/{id}": self._decide_dispute,
            "/_warnings": lambda _request, given: self._warnings.raise_(self._charge_named(given)),
            "/_warnings/{id}": lambda request, _given: self._warnings.settle(
                self._world.get(WARNING, request.path_params["id"])
            ),
            "/_refunds/{id}": self._decide_refund,
            "/_webhook": self._set_webhook,
            "/_topup": self._top_up,
        }
        routes: list[BaseRoute] = [Route(path, wrap(_reading(act)), methods=["GET"]) for path, act in asked.items()]
        routes += [Route(path, wrap(_doing(act)), methods=["POST"]) for path, act in done.items()]
        return [*routes, Route("/_settle", wrap(self._settle), methods=["POST"])]

    def _holds(self) -> Json:
        """What is reserved on payers' cards and not taken yet, in minor units by currency."""
        holds: Counter[str] = Counter()
        for intent in self._world.shelf("payment_intent"):
            if intent["status"] == "requires_capture":
                holds[intent["currency"]] += intent["amount_capturable"]
        return {"holds": dict(holds)}

    def _state(self) -> Json:
        return {
            "now": self._world.now().isoformat(),
            "objects": self._world.counted(),
            "events": dict(self._world.emitted),
            "open_sessions": len(self._checkout.open_sessions()),
            "undelivered": self._webhooks.undelivered(),
            "idempotency_keys": len(self._keys),
            "faults": self._faults.report(),
        }

    def _shown(self, session: Json) -> Json:
        return {**session, "line_items": self._checkout.items(session)}

    def _order(self, given: Json) -> Json:
        self._faults.order(given)
        return self._faults.report()

    def _pay(self, request: Request, given: Json) -> Json:
        """Act as the payer: ok, decline, 3ds (challenge passed), 3ds_fail, 3ds_start (left open), bank_debit(_fail)."""
        session = self._checkout.named(request.path_params["id"])
        card = str(given.get("card", "ok"))
        if card not in {*TEST_METHODS.values(), "3ds_fail", "3ds_start"}:
            raise StripeRefusal(f"There is no way to pay called {card!r}.")
        intent = self._checkout.intent_of(session)
        if intent is None or intent["status"] != "requires_action":
            intent = self._checkout.pay(session, card.partition("_")[0] if card.startswith("3ds") else card)
        elif card not in _CHALLENGE_ANSWERS:
            raise StripeRefusal("The payment waits for 3-D Secure; answer with 3ds or 3ds_fail.")
        if card in _CHALLENGE_ANSWERS:
            self._charging.answer_challenge(intent, passed=_CHALLENGE_ANSWERS[card])
        return {"session": session, "payment_intent": intent}

    def _open_account(self, _request: Request, given: Json) -> Json:
        account = self._accounts.open(
            {
                "type": "express",
                "country": str(given.get("country", "US")),
                "capabilities": {"transfers": {"requested": True}, "card_payments": {"requested": True}},
                **({"default_currency": str(given["currency"]).lower()} if "currency" in given else {}),
            }
        )
        if given.get("ready", True):
            self._accounts.complete(account)
        return account

    def _change_account(self, request: Request, given: Json) -> Json:
        account = self._world.get("account", request.path_params["id"])
        self._accounts.change(account, given)
        return account

    def _dispute(self, _request: Request, given: Json) -> Json:
        charge = self._charge_named(given)
        amount = given.get("amount")
        return self._disputes.open(
            charge,
            str(given.get("reason", "general")),
            warning=bool(given.get("warning", False)),
            amount=None if amount is None else int(amount),
        )

    def _charge_named(self, given: Json) -> Json:
        if "payment_intent" not in given:
            return self._world.get("charge", str(given.get("charge")))
        intent = self._world.get("payment_intent", str(given["payment_intent"]))
        if intent["latest_charge"] is None:
            raise StripeRefusal("This PaymentIntent has no charge to dispute.")
        return self._charging.charge_of(intent)

    def _decide_dispute(self, request: Request, given: Json) -> Json:
        dispute = self._world.get("dispute", request.path_params["id"])
        self._disputes.decide(dispute, str(given.get("outcome")))
        return dispute

    def _decide_refund(self, request: Request, given: Json) -> Json:
        if given.get("outcome") not in ("succeeded", "failed"):
            raise StripeRefusal("The outcome of a refund is succeeded or failed.")
        return self._refunds.decide(request.path_params["id"], succeeds=given["outcome"] == "succeeded")

    def _set_webhook(self, _request: Request, given: Json) -> Json:
        secret = given.get("secret")
        self._webhooks.configure(str(given.get("url")), None if secret is None else str(secret))
        return {"url": given["url"]}

    def _top_up(self, _request: Request, given: Json) -> Json:
        """The operator's own money, available at once."""
        currency, amount = check_currency(str(given.get("currency")), "currency"), int(given.get("amount", 0))
        check_positive(amount, "amount")
        self._books.moved("topped_up", amount, currency, None)
        return self._balances.post("topup", amount, currency, None)

    async def _settle(self, _request: Request) -> Response:
        """Everything due has been done when this returns, and each due webhook has been tried once."""
        await self._webhooks.deliver()
        return JSONResponse({"undelivered": self._webhooks.undelivered()})


def _reading(act: Callable[[Request], Json]) -> View:
    async def view(request: Request) -> Response:
        return JSONResponse(act(request))

    return view


def _doing(act: Callable[[Request, Json], Json]) -> View:
    async def view(request: Request) -> Response:
        try:
            given: Any = await request.json() if await request.body() else {}
            if not isinstance(given, dict):
                raise TypeError("the body must be a JSON object")
            return JSONResponse(act(request, given))
        except StripeRefusal as refusal:
            return JSONResponse({"error": refusal.message}, status_code=404 if refusal.status == 404 else 400)
        except (ValueError, TypeError, KeyError) as fault:
            return JSONResponse({"error": str(fault)}, status_code=400)

    return view
