"""Connected accounts: opening them, leading their owners through the forms, and what they may do afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from adapters.sandbox.stripe_books import Balances
from adapters.sandbox.stripe_calls import Handler, StripeCall, merged_metadata
from adapters.sandbox.stripe_refusals import StripeRefusal
from adapters.sandbox.stripe_shapes import Json, blank
from adapters.sandbox.stripe_world import StripeWorld

LINK_LASTS: Final = timedelta(minutes=5)
_EURO_COUNTRIES = frozenset("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split())
_CURRENCIES = {"AU": "aud", "CA": "cad", "CH": "chf", "CZ": "czk", "DK": "dkk", "GB": "gbp", "HU": "huf", "JP": "jpy"}
_CURRENCIES |= {"NO": "nok", "PL": "pln", "RO": "ron", "SE": "sek", "SG": "sgd", "TH": "thb", "US": "usd"}
_FIRST_REQUIREMENTS = ("business_profile.url", "external_account", "tos_acceptance.date", "tos_acceptance.ip")


@dataclass(slots=True)
class OnboardingLink:
    """A page handed out by account_links: single use, minutes long."""

    account_id: str
    expires_at: int
    refresh_url: str
    return_url: str
    used: bool = False


class Accounts:
    """The account endpoints, and the switches by which tests and the demo make an account able or unable."""

    def __init__(self, world: StripeWorld, balances: Balances) -> None:
        self._world = world
        self._balances = balances
        self._links: dict[str, OnboardingLink] = {}

    def operations(self) -> dict[str, Handler]:
        return {
            "POST accounts": lambda call: self.open(call.params),
            "GET accounts/{id}": lambda call: self.named(call.id),
            "POST accounts/{id}": self._update,
            "POST accounts/{id}/login_links": self._login_link,
            "POST account_links": self._link,
        }

    def named(self, account_id: str) -> Json:
        """The account, or the refusal Stripe gives for an account that this key may not see."""
        account = self._world.shelf("account").find(account_id)
        if account is None:
            raise StripeRefusal(
                f"The provided key does not have access to account '{account_id}' (or that account does not exist). "
                "Application access may have been revoked.",
                status=403,
                code="account_invalid",
                kept=False,
            )
        return account

    def open(self, given: Json) -> Json:
        """A new account that may do nothing until its owner has been through the forms."""
        country = given.get("country", "US").upper()
        currency = "eur" if country in _EURO_COUNTRIES else _CURRENCIES.get(country, "usd")
        account = self._world.create(
            "account",
            controller=_controller(given),
            country=country,
            default_currency=given.get("default_currency", currency),
            type="none" if "controller" in given else given.get("type", "standard"),
        )
        self._apply(account, given)
        account["requirements"] |= {
            "currently_due": list(_FIRST_REQUIREMENTS),
            "eventually_due": list(_FIRST_REQUIREMENTS),
            "disabled_reason": "requirements.past_due",
        }
        return account

    def complete(self, account: Json) -> None:
        """The owner has filled in everything and Stripe is satisfied."""
        account["capabilities"] = dict.fromkeys({**account["capabilities"], "transfers": None}, "active")
        account |= {"charges_enabled": "card_payments" in account["capabilities"], "payouts_enabled": True}
        account["details_submitted"] = True
        account["requirements"] |= {"currently_due": [], "eventually_due": [], "past_due": [], "disabled_reason": None}
        self.tell_update(account)

    def change(self, account: Json, given: Json) -> None:
        """Turn the account's switches: capabilities by name, *_enabled flags, requirements, `adjust` of the balance."""
        if given.get("ready"):
            self.complete(account)
        for name in ("transfers", "card_payments"):
            if name in given:
                account["capabilities"][name] = str(given[name])
        for name in ("charges_enabled", "payouts_enabled", "details_submitted"):
            if name in given:
                account[name] = bool(given[name])
        for name in ("currently_due", "past_due", "disabled_reason", "current_deadline"):
            if name in given:
                account["requirements"][name] = given[name]
        if "adjust" in given:
            amount, currency = int(given["adjust"]["amount"]), str(given["adjust"]["currency"]).lower()
            self._balances.post("adjustment", amount, currency, None, owner=account["id"])
        self.tell_update(account)

    def link(self, link_id: str) -> OnboardingLink | None:
        """The link while it can be used; after that its visitor belongs on the refresh address."""
        return self._links.get(link_id)

    def usable(self, link: OnboardingLink) -> bool:
        return not link.used and self._world.stamp() < link.expires_at

    def tell_update(self, account: Json) -> None:
        self._world.emit("account.updated", account, account=account["id"])

    def _update(self, call: StripeCall) -> Json:
        account = self.named(call.id)
        self._apply(account, call.params)
        self.tell_update(account)
        return account

    def _apply(self, account: Json, given: Json) -> None:
        for name in ("email", "business_type"):
            if name in given:
                account[name] = given[name]
        account["metadata"] = merged_metadata(account["metadata"], given.get("metadata"))
        for name in ("business_profile", "tos_acceptance"):
            account[name] |= given.get(name, {})
        payouts = dict(given.get("settings", {}).get("payouts", {}))
        account["settings"]["payouts"]["schedule"] |= payouts.pop("schedule", {})
        account["settings"]["payouts"] |= payouts
        for name, asked in given.get("capabilities", {}).items():
            if asked.get("requested"):
                account["capabilities"].setdefault(name, "inactive")
            else:
                account["capabilities"].pop(name, None)

    def _link(self, call: StripeCall) -> Json:
        account = self.named(call.params["account"])
        link_id = "al_" + self._world.token()
        expires_at = self._world.stamp(LINK_LASTS)
        addresses = {name: call.params[name] for name in ("refresh_url", "return_url")}
        self._links[link_id] = OnboardingLink(account["id"], expires_at, **addresses)
        url = f"{self._world.base_url}/onboard/{link_id}"
        return blank("account_link", "", self._world.stamp(), expires_at=expires_at, url=url)

    def _login_link(self, call: StripeCall) -> Json:
        account = self.named(call.id)
        if account["controller"]["stripe_dashboard"]["type"] != "express":
            raise StripeRefusal("Cannot create a login link for an account that does not use the Express Dashboard.")
        if not account["details_submitted"]:
            raise StripeRefusal("Cannot create a login link for an account that has not completed onboarding.")
        url = f"{self._world.base_url}/express/{account['id']}"
        return blank("login_link", "", self._world.stamp(), url=url)


def _controller(given: Json) -> Json:
    """The controller hash, from the parameter itself or from the older `type`."""
    asked: dict[str, Any] = given.get("controller", {})
    dashboards = {"express": "express", "custom": "none", "standard": "full"}
    dashboard = dashboards[given.get("type", "standard")]
    by_platform = "application" if given.get("type") in ("express", "custom") else "stripe"
    return {
        "fees": asked.get("fees", {"payer": "application" if by_platform == "application" else "account"}),
        "is_controller": True,
        "losses": asked.get("losses", {"payments": by_platform}),
        "requirement_collection": asked.get("requirement_collection", "stripe"),
        "stripe_dashboard": asked.get("stripe_dashboard", {"type": dashboard}),
        "type": "application",
    }
