"""The scenarios by name: which steps are played, which states the trade must pass, how the money must end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.demo.stage import Stage
from bot.demo.stage_company import CompanyStage
from bot.demo.stage_disputes import Disputed
from bot.demo.stage_languages import Translated
from bot.demo.stage_money import BANK_ACCOUNT, MoneyStage
from bot.demo.stage_quotes import QuotesStage, asked_terms_became_the_deal

Step = Callable[[CompanyStage], Awaitable[None]]

TALKS: tuple[Step, ...] = (
    Stage.joins,
    Stage.finds,
    Stage.offers,
    Stage.counters,
    Stage.accepts,
    Stage.requests_payment,
)
SIGNED: tuple[Step, ...] = (*TALKS, Stage.pays, Stage.buyer_signs, Stage.seller_signs)
_TO_RECEIVED: tuple[Step, ...] = (Stage.buyer_signs, Stage.seller_signs, Stage.starts, Stage.ships, Stage.receives)
DELIVERED: tuple[Step, ...] = (*SIGNED, Stage.starts, Stage.ships, Stage.receives)
PAID_OUT: tuple[Step, ...] = (*DELIVERED, Stage.accepts_goods, Stage.is_paid_out)

_TO_DELIVERED = "negotiating agreed awaiting_payment awaiting_signatures placed in_progress shipped delivered".split()

_TO_DISPUTED = [*(state for state in _TO_DELIVERED if state != "in_progress"), "disputed"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`states` are those of the trade, in order; `refund_percent` of the price goes back to the buyer in the end."""

    name: str
    about: str
    steps: tuple[Step, ...]
    states: tuple[str, ...]
    paid: bool = True
    refund_percent: int = 0
    also: Callable[[Stage, Any], Awaitable[list[str]]] | None = None
    """What else must be true of what people saw and of the deal; names what is not."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the market is set to besides what every rehearsal has."""
    told: tuple[Step, ...] = ()
    """The steps that the story is about: what everybody sees after each of them is kept."""


def _dispute(
    name: str, about: str, langs: tuple[str, str], ends: tuple[str, ...], *steps: str, back: int = 0
) -> Scenario:
    """A dispute by the names of its steps; `langs` are the buyer's and the seller's."""
    story = Disputed(*langs)
    told = tuple(getattr(story, step) for step in steps)
    return Scenario(name, about, story.story(*told), (*_TO_DISPUTED, *ends), refund_percent=back, told=told)


_DE_EN, _EN_DE, _ES_DE = ("de", "en"), ("en", "de"), ("es", "de")
DISPUTES = (
    _dispute(
        "dispute-refund",
        "damaged goods: a moderator decides that the buyer gets everything back",
        _DE_EN,
        ("decided", "cancelled"),
        *("disputes", "answers", "is_taken", "is_refunded", "nobody_objects", "refund_arrives"),
        back=100,
    ),
    _dispute(
        "dispute-release",
        "damaged goods: a moderator decides for the seller, and both sides accept it at once",
        _EN_DE,
        ("decided", "completed"),
        *("disputes", "answers", "is_taken", "is_released", "both_accept"),
    ),
    _dispute(
        "dispute-split",
        "damaged goods: a moderator decides by quantity, and 20 of 50 sheets are paid back",
        _ES_DE,
        ("decided", "completed"),
        *("disputes", "answers", "is_taken", "is_split", "nobody_objects", "seller_is_paid", "refund_arrives"),
        back=40,
    ),
    _dispute(
        "dispute-settled",
        "the sides settle themselves while a moderator has the case: a quarter goes back",
        _ES_DE,
        ("completed",),
        *("disputes", "answers", "is_taken", "buyer_proposes", "seller_agrees", "seller_is_paid", "refund_arrives"),
        back=25,
    ),
    _dispute(
        "dispute-appeal",
        "the seller appeals against a refund; another moderator splits the money half and half",
        _EN_DE,
        ("decided", "disputed", "decided", "completed"),
        *("disputes", "answers", "is_taken", "is_refunded", "seller_appeals", "other_moderator_splits"),
        *("nobody_objects", "seller_is_paid", "refund_arrives"),
        back=50,
    ),
    _dispute(
        "seller-silent",
        "the seller says nothing to a dispute: it is escalated, more is asked for, and the buyer gets the money back",
        _DE_EN,
        ("decided", "cancelled"),
        *("disputes", "nobody_answers", "is_taken", "must_show_more", "buyer_shows_more", "is_refunded"),
        *("nobody_objects", "refund_arrives"),
        back=100,
    ),
    _dispute(
        "chargeback",
        "the buyer's bank takes the held money back and loses the case: the trade goes on where it was",
        _DE_EN,
        ("delivered", "completed"),
        *("bank_takes_it_back", "evidence_leaves_in_time", "bank_gives_it_back", "buyer_accepts_goods"),
    ),
)

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "happy",
            "offer, counter-offer, payment, both signatures, shipment, acceptance, payout",
            PAID_OUT,
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "silent-buyer",
            "the buyer never accepts: the seller is paid when the inspection time ends",
            (*DELIVERED, Stage.says_nothing_after_delivery, Stage.is_paid_out),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "partial-shipments",
            "two shipments, each inspected, accepted and paid for itself",
            (
                *SIGNED,
                Stage.ships_a_part,
                Stage.receives_the_part,
                Stage.accepts_the_part,
                Stage.ships_the_rest,
                Stage.receives,
                Stage.accepts_goods,
                Stage.is_paid_out,
            ),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "rfq",
            "one request to two sellers, the answers side by side in two currencies, one accepted, the other told",
            (
                Stage.joins,
                QuotesStage.other_seller_lists_the_same,
                QuotesStage.asks_both,
                QuotesStage.both_answer,
                QuotesStage.takes_the_first,
                Stage.requests_payment,
                Stage.pays,
                *_TO_RECEIVED,
                Stage.accepts_goods,
                Stage.is_paid_out,
            ),
            (*_TO_DELIVERED, "completed"),
            also=asked_terms_became_the_deal,
        ),
        Scenario(
            "approval-limit",
            "a trader may not accept so much alone: an owner approves with a button, and the deal goes on",
            (
                Stage.joins,
                CompanyStage.hires_a_trader,
                CompanyStage.sets_a_limit,
                CompanyStage.trader_offers,
                Stage.counters,
                CompanyStage.trader_may_not_accept_alone,
                CompanyStage.owner_approves,
                Stage.requests_payment,
                Stage.pays,
                *_TO_RECEIVED,
                Stage.accepts_goods,
                Stage.is_paid_out,
            ),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "never-paid",
            "the buyer never pays: reminders, then the deal ends and the stock is free again",
            (*TALKS, Stage.never_pays),
            ("negotiating", "agreed", "awaiting_payment", "payment_expired"),
            paid=False,
        ),
        *DISPUTES,
        *(
            Scenario(
                name,
                f"{about}, the seller German, the moderators English: everybody reads their own language, in a dispute, too",
                translated.steps(),
                (*_TO_DISPUTED, "decided", "completed"),
                refund_percent=40,
                also=translated.misread,
            )
            for name, about, translated in (
                ("cross-language", "the buyer reads Chinese", Translated("zh")),
                ("cross-language-arabic", "the buyer reads Arabic", Translated("ar")),
            )
        ),
        Scenario(
            "three-d-secure",
            "the buyer's bank asks who is paying: the challenge fails once, then passes",
            (*TALKS, MoneyStage.fails_then_passes_challenge, *_TO_RECEIVED, Stage.accepts_goods, Stage.is_paid_out),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "declined-then-paid",
            "the card is declined; the buyer tries again on the same page",
            (*TALKS, MoneyStage.is_declined, Stage.pays, *_TO_RECEIVED, Stage.accepts_goods, Stage.is_paid_out),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "late-payment",
            "a bank debit on a page that was given up arrives days after the deal has ended, and goes straight back",
            (
                *TALKS,
                MoneyStage.leaves_a_page_behind,
                MoneyStage.window_ends_and_money_comes,
                MoneyStage.refund_waits_for_funds,
            ),
            ("negotiating", "agreed", "awaiting_payment", "payment_expired"),
            refund_percent=100,
            settings={"BANK_DEBITS": True},
        ),
        Scenario(
            "chargeback-lost-after-release",
            "the seller has been paid, and has spent it, when the buyer's bank takes the money back for good: the seller owes it",
            (
                *PAID_OUT,
                MoneyStage.seller_spends_it,
                MoneyStage.buyers_bank_takes_it_back,
                MoneyStage.seller_owes,
            ),
            (*_TO_DELIVERED, "completed"),
        ),
        Scenario(
            "manual-bank",
            "no provider: a transfer to the operator's account, confirmed at the desk, and a payout made by hand",
            (
                *TALKS,
                MoneyStage.pays_by_transfer,
                Stage.buyer_signs,
                MoneyStage.seller_signs_for_money_that_is_here,
                Stage.starts,
                Stage.ships,
                Stage.receives,
                Stage.accepts_goods,
                MoneyStage.is_paid_by_transfer,
            ),
            (*_TO_DELIVERED, "completed"),
            settings={"STRIPE_SECRET_KEY": "", "BANK_ACCOUNT": BANK_ACCOUNT},
        ),
        Scenario(
            "payout-fails",
            "the provider refuses a payout until the seller has answered; then the seller's bank sends one back",
            (
                *DELIVERED,
                MoneyStage.seller_is_restricted,
                Stage.accepts_goods,
                MoneyStage.payout_is_refused_then_made,
                MoneyStage.bank_sends_it_back,
            ),
            (*_TO_DELIVERED, "completed"),
        ),
    )
}
