"""A company's payout account in words: may it be paid, what is still asked for, and what became of its payouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from core.money import Money
from core.payees import PayoutAccount, SellerPayout
from core.ports.chat import Button, Line, Screen, Url

_NEEDS: Final = (
    ("external_account", "bank"),
    ("tos_acceptance", "terms"),
    ("business_profile", "business"),
    ("business_type", "company"),
    ("company", "company"),
    ("settings", "business"),
    *((name, "person") for name in ("individual", "representative", "person", "owners", "directors", "executives")),
)
"""How a requirement of the provider begins → what it is about. The first that fits counts; documents come before all."""
_REASONS: Final = {
    "requirements.past_due": "past_due",
    "requirements.pending_verification": "pending",
    "under_review": "review",
    "listed": "review",
}
_FAILURES: Final = {
    "account_closed": "closed",
    "account_frozen": "refused",
    "bank_account_restricted": "refused",
    "declined": "refused",
    "debit_not_authorized": "refused",
    "no_account": "unknown",
    "incorrect_account_holder_name": "name",
    "incorrect_account_holder_details": "name",
    "invalid_account_number": "unknown",
    "invalid_account_number_length": "unknown",
    "bank_ownership_changed": "refused",
}

OPEN: Final = "open"
"""What the button of the payout card carries that wants to lead to the provider."""


@dataclass(frozen=True, slots=True)
class PayoutView:
    """What the card shows: the account if there is one, the last payouts, a debt in minor units, and the page's address."""

    account: PayoutAccount | None
    payouts: Sequence[SellerPayout]
    debt: Money
    address: str
    may_manage: bool
    asks_proof: bool = False
    """The way to the provider opens for an owner who has proved who they are; there is an address already."""


def payout_card(view: PayoutView, say: Say) -> Screen:
    account = view.account
    lines: list[Line] = [head(say("payout-title")), text(say(f"payout-status-{status_of(account)}"))]
    if account is not None:
        lines.extend(_questions(account, say))
    if view.debt.minor:
        lines += [fact(say("payout-debt"), say.money(view.debt)), note(say("payout-debt-hint"))]
    if account is not None and account.can_receive:
        lines.append(fact(say("payout-history"), "" if view.payouts else say("payout-history-none")))
        lines += [fact(say.moment(payout.created_at), _payout_words(payout, say)) for payout in view.payouts]
        lines.append(note(say("payout-history-hint")))
    buttons = _buttons(view, say)
    if any(isinstance(button.go, Url) for row in buttons for button in row):
        lines.append(note(say("payout-page-life")))
    return Screen("payout", tuple(lines), (*buttons, (press(say("button-home"), verbs.HOME),)))


def status_of(account: PayoutAccount | None) -> str:
    """none, opening, refused, open (never ready yet), asked, ready or stopped."""
    if account is None:
        return "none"
    if account.status in ("opening", "refused"):
        return account.status
    if account.can_receive:
        return "asked" if account.needs else "ready"
    return "stopped" if account.submitted else "open"


def _questions(account: PayoutAccount, say: Say) -> list[Line]:
    lines = []
    if account.needs:
        kinds = dict.fromkeys(_about(name) for name in account.needs)
        lines.append(fact(say("payout-needs"), ", ".join(say(f"payout-need-{kind}") for kind in kinds)))
    if account.due_by is not None and account.needs:
        lines.append(note(say("payout-needs-by", at=say.moment(account.due_by))))
    if account.can_receive and not account.can_pay_out:
        lines.append(note(say("payout-at-bank-stopped")))
    if account.disabled_reason and account.submitted and not account.can_receive:
        lines.append(note(say(f"payout-reason-{_reason(account.disabled_reason)}")))
    return lines


def _about(name: str) -> str:
    if "document" in name or "verification" in name:
        return "document"
    return next((kind for beginning, kind in _NEEDS if name.startswith(beginning)), "other")


def _reason(name: str) -> str:
    return "rejected" if name.startswith("rejected") else _REASONS.get(name, "other")


def _payout_words(payout: SellerPayout, say: Say) -> str:
    amount = say.money(Money(payout.amount, payout.currency))
    if payout.status == "failed":
        return say(
            "payout-line-failed", amount=amount, why=say(f"bank-failure-{_FAILURES.get(payout.failure, 'other')}")
        )
    return say(f"payout-line-{payout.status}", amount=amount)


def _buttons(view: PayoutView, say: Say) -> tuple[tuple[Button, ...], ...]:
    if not view.may_manage:
        return ()
    status = status_of(view.account)
    if status in ("none", "refused"):
        return rows(press(say("button-payout-begin"), verbs.PAYOUT_BEGIN, style="primary"))
    if view.asks_proof:
        label = say("button-payout-look" if status == "ready" else "button-payout-open")
        return rows(press(label, verbs.PAYOUT, OPEN, style="" if status == "ready" else "primary"))
    if not view.address:
        return ()
    if status == "ready":
        return ((Button(say("button-payout-look"), Url(view.address)),),)
    return ((Button(say("button-payout-open"), Url(view.address), "primary"),),)
