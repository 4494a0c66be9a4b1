"""The pages people meet at the sandbox's Stripe: paying, the bank's challenge, a seller's onboarding."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox.stripe_accounts import Accounts
from adapters.sandbox.stripe_books import Balances
from adapters.sandbox.stripe_charging import Charging
from adapters.sandbox.stripe_checkout import Checkout
from adapters.sandbox.stripe_forms import decode
from adapters.sandbox.stripe_money import formatted
from adapters.sandbox.stripe_page_layout import button, link_button, notice, page
from adapters.sandbox.stripe_refusals import StripeRefusal
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

_GONE = "This page does not exist or is no longer open."
_WAYS = ("ok", "decline", "3ds", "bank_debit")
View = Callable[[Request], Awaitable[Response]]


class StripePages:
    """HTML over the same objects as the API; every page works without script and by keyboard."""

    def __init__(
        self, world: StripeWorld, checkout: Checkout, charging: Charging, accounts: Accounts, balances: Balances
    ) -> None:
        self._world = world
        self._checkout = checkout
        self._charging = charging
        self._accounts = accounts
        self._balances = balances

    def routes(self, wrap: Callable[[View], View]) -> list[BaseRoute]:
        """`wrap` brings the world up to date before a view runs."""
        return [
            Route("/pay/{session_id}", wrap(self._pay), methods=["GET", "POST"]),
            Route("/challenge/{intent_id}", wrap(self._challenge), methods=["GET", "POST"]),
            Route("/onboard/{link_id}", wrap(self._onboard), methods=["GET", "POST"]),
            Route("/express/{account_id}", wrap(self._express), methods=["GET"]),
        ]

    async def _pay(self, request: Request) -> Response:
        session = self._world.shelf("checkout.session").find(request.path_params["session_id"])
        if session is None:
            return page("Not found", notice(_GONE), status=404)
        if session["status"] != "open":
            return self._closed(session)
        if request.method == "GET":
            return self._payment_form(session)
        way = (await _form(request)).get("way", "")
        if way not in _WAYS:
            return self._payment_form(session, "Please choose one of the buttons.", status=400)
        try:
            intent = self._checkout.pay(session, way)
        except StripeRefusal as refusal:
            return self._payment_form(session, refusal.message, status=409)
        if intent["status"] == "requires_action":
            return RedirectResponse(intent["next_action"]["redirect_to_url"]["url"], status_code=303)
        if intent["last_payment_error"]:
            return self._payment_form(session, intent["last_payment_error"]["message"], status=402)
        return RedirectResponse(return_address(session), status_code=303)

    def _payment_form(self, session: Json, problem: str = "", *, status: int = 200) -> HTMLResponse:
        amount = f"{formatted(session['amount_total'], session['currency'])} {session['currency'].upper()}"
        rows = "".join(
            f"<li><span>{escape(item['description'])} × {item['quantity']}</span>"
            f"<span>{formatted(item['amount_total'], item['currency'])}</span></li>"
            for item in self._checkout.items(session)
        )
        intent = self._checkout.intent_of(session)
        waiting = intent is not None and intent["status"] == "requires_action"
        if intent is not None and waiting:
            buttons = link_button(intent["next_action"]["redirect_to_url"]["url"], "Go on with 3-D Secure")
        else:
            buttons = (
                button("way", "ok", "Pay by card", main=True)
                + button("way", "decline", "Card is declined")
                + button("way", "3ds", "Card needs 3-D Secure")
            )
            if self._checkout.takes_bank_debits(session):
                buttons += button("way", "bank_debit", "Bank debit (takes days)")
        back = link_button(session["cancel_url"], "Cancel and return") if session["cancel_url"] else ""
        body = (
            f"{notice(problem, alert=True)}<p class=amount>{amount}</p>{notice(self._checkout.description(session))}<ul class=items>{rows}</ul>"
            f'<form method=post action="{escape(session["url"])}">{buttons}</form>{back}'
        )
        return page("Pay", body, status=status)

    def _closed(self, session: Json) -> HTMLResponse:
        done = session["status"] == "complete"
        words = "This has been paid. You can go back." if done else "This payment page has expired. Ask for a new one."
        address = return_address(session) if done else session["cancel_url"]
        return page("Paid" if done else "Expired", notice(words) + (link_button(address, "Go back") if address else ""))

    async def _challenge(self, request: Request) -> Response:
        intent = self._world.shelf("payment_intent").find(request.path_params["intent_id"])
        if intent is None or intent["status"] != "requires_action":
            return page("Not open", notice(_GONE), status=404)
        if request.method == "GET":
            amount = f"{formatted(intent['amount'], intent['currency'])} {intent['currency'].upper()}"
            buttons = button("answer", "complete", "Complete", main=True) + button("answer", "fail", "Fail")
            text = notice("Your bank asks you to confirm this payment.")
            return page("3-D Secure", f"{text}<p class=amount>{amount}</p><form method=post>{buttons}</form>")
        answer = (await _form(request)).get("answer", "")
        if answer not in ("complete", "fail"):
            return page("3-D Secure", notice("Please choose one of the buttons.", alert=True), status=400)
        self._charging.answer_challenge(intent, passed=answer == "complete")
        session = self._checkout.session_of(intent["id"])
        if session is None:
            return page("3-D Secure", notice("Thank you, your bank has your answer."))
        if answer == "complete":
            return RedirectResponse(return_address(session), status_code=303)
        return self._payment_form(session, intent["last_payment_error"]["message"], status=402)

    async def _onboard(self, request: Request) -> Response:
        link = self._accounts.link(request.path_params["link_id"])
        if link is None:
            return page("Not found", notice(_GONE), status=404)
        if not self._accounts.usable(link):
            return RedirectResponse(link.refresh_url, status_code=303)
        if request.method == "GET":
            text = notice("Company, bank account and terms are filled in for you in this sandbox.")
            form = f"<form method=post>{button('act', 'complete', 'Complete', main=True)}</form>"
            return page("Get ready to be paid", text + form + link_button(link.return_url, "Leave without completing"))
        link.used = True
        self._accounts.complete(self._accounts.named(link.account_id))
        return RedirectResponse(link.return_url, status_code=303)

    async def _express(self, request: Request) -> Response:
        account = self._world.shelf("account").find(request.path_params["account_id"])
        if account is None:
            return page("Not found", notice(_GONE), status=404)
        rows = "".join(
            f"<li><span>{currency.upper()}</span><span>{formatted(self._balances.total(currency, account['id']), currency)}"
            f" ({formatted(self._balances.available(currency, account['id']), currency)} available)</span></li>"
            for currency in self._balances.currencies(account["id"])
        )
        return page("Your balance", f"<ul class=items>{rows or '<li>No money yet.</li>'}</ul>")


def return_address(session: Json) -> str:
    """The success address with Stripe's placeholder filled in."""
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


async def _form(request: Request) -> dict[str, str]:
    try:
        fields = decode((await request.body()).decode("utf-8", "replace"))
    except StripeRefusal:
        return {}
    return {name: value for name, value in fields.items() if isinstance(value, str)}
