"""What the card of a deal says: whose turn it is, who said what, and where the money is by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.conversations.ruling import OrderReturn, Rule
from bot.conversations.signing import Sign
from bot.conversations.task import Env
from bot.desk_news import notice_at_desk
from bot.handlers.deals import _confirmation
from bot.presenting import gain_of, view_of
from bot.screens import lists
from bot.screens.deal_card import DealView, deal_card, gain_line
from bot.screens.offers import countdown
from bot.screens.turns import waits_for, whose_turn
from bot.screens.verdicts import still_asked_lines
from bot.text import Texts
from core.money import Money
from core.process import clocks
from core.process.definition import Role
from tests.chats.people import SERVICES, context
from tests.core import routes
from tests.core.deals import BUYER, MODERATOR, SELLER, H, Trial

B, S, M = Role.BUYER, Role.SELLER, Role.MODERATOR


def _read(trial: Trial, role: Role) -> list[str]:
    """The card's lines in English, each as `label: words` where it has a label."""
    silence = clocks.next_turn(trial.deal, trial.rules)
    card = deal_card(DealView(trial.deal, role, (), silence, now=trial.now), Texts().say("en"))
    return [f"{line.label}: {line.text}" if line.label else line.text for line in card.lines]


def test_whoever_is_asked_for_something_has_the_turn() -> None:
    trial = routes.placed()
    assert whose_turn(trial.deal) == "seller"
    trial.does(S, "ask_for_time", days=5, reason="the mill is late")
    assert whose_turn(trial.deal) == "buyer"
    assert "It is your turn." in _read(trial, B)
    assert "It is the buyer’s turn." in _read(trial, S)
    trial.does(B, "refuse_request")
    trial.does(B, "ask_to_cancel", reason="too late for us")
    assert (waits_for(trial.deal, "seller"), waits_for(trial.deal, "buyer")) == (True, False)


def test_with_a_part_that_arrived_each_side_has_something_to_do() -> None:
    trial = routes.part_delivered()
    assert (waits_for(trial.deal, "seller"), waits_for(trial.deal, "buyer")) == (True, True)
    for role in (B, S):
        assert "The seller ships the rest; the buyer inspects what has arrived." in _read(trial, role)


def test_of_a_part_shipped_only_the_rest_can_still_be_cancelled() -> None:
    assert any(line.startswith("If nothing is shipped, the order is cancelled") for line in _read(routes.placed(), B))
    lines = _read(routes.partly_shipped(), B)
    assert any(line.startswith("If the rest is not shipped, it is cancelled on") for line in lines)
    assert not any("nothing is shipped" in line for line in lines)


def test_a_case_that_nobody_has_taken_is_looked_into_by_nobody() -> None:
    assert "The case waits for a moderator to take it." in _read(routes.disputed(), B)
    assert "A moderator is looking into it." in _read(routes.taken(), B)


def test_an_answer_and_a_proposal_are_whose_they_are() -> None:
    trial = routes.disputed()
    trial.does(S, "answer_dispute", statement="All of it left our hall in good order, as the photos show.")
    for role in (B, S, M):
        assert any(line.startswith("Answer of the seller") for line in _read(trial, role))
    trial.does(S, "propose_settlement", amount=15_000, reason="half of it is fine")
    assert any(line.startswith("Seller proposes that €150.00") for line in _read(trial, M))
    assert any(line.startswith("The other side proposes that €150.00") for line in _read(trial, B))


def test_money_is_paid_back_once_it_is_and_not_before() -> None:
    trial = routes.placed()
    trial.does(S, "cannot_supply")
    assert "Payment: being paid back to the buyer" in _read(trial, B)
    trial.refunds()
    assert "Payment: paid back to the buyer" in _read(trial, B)


def test_the_desk_hears_how_much_money_a_waiting_refund_takes() -> None:
    trial = routes.placed()
    trial.does(S, "cannot_supply")
    refund = trial.deal.refunds[0].id
    trial.does(Role.PROVIDER, "refund_waits", subject_id=refund, reason="insufficient_funds")
    say = Texts().say("en")
    assert "It takes up to €1,000.00 of our own money there" in notice_at_desk("refund-waits", trial.deal, say)
    assert "1,000" not in notice_at_desk("refund-failed", trial.deal, say)


def test_the_buyer_reads_until_when_they_may_cancel_alone() -> None:
    """On the card, and again before the last press; the seller, who may not, reads nothing of it."""
    deal, say = routes.placed().deal, Texts().say("en")
    order = deal.order
    assert order is not None
    words = say("cancel-alone-until", at=say.moment(order.placed_at + SERVICES.trading.rules.early_cancel))
    pages = {role: deal_card(view_of(SERVICES, deal, seat, role), say) for role, seat in ((B, BUYER), (S, SELLER))}
    assert [any(line.text == words for line in pages[role].lines) for role in (B, S)] == [True, False]
    sure = _confirmation(context(say, seat=BUYER), deal, "cancel_early")
    assert sure.lines[-1].text == words


def test_who_decides_reads_who_still_has_time_to_answer() -> None:
    trial, say = routes.questioned(), Texts().say("en")
    assert still_asked_lines(routes.taken().deal, say) == []
    words = [line.text for line in still_asked_lines(trial.deal, say)]
    assert [line.partition(" still has until ")[0] for line in words] == ["Buyer", "Seller"]
    trial.does(B, "answer_question", question_id="clt_1")
    assert [line.text for line in still_asked_lines(trial.deal, say)] == words[1:]
    for task in (Rule, OrderReturn):
        data = {"outcome": "release"}
        env = Env(context(say, seat=MODERATOR), trial.deal, data)
        assert [line.text for line in task.facts(env)][-1:] == words[1:]
    evidence = still_asked_lines(routes.evidence_asked().deal, say)
    assert [line.text.partition(" until ")[0] for line in evidence] == ["Both sides still have"]


def test_the_seller_reads_what_they_get_wherever_it_counts() -> None:
    """On the card, before accepting, before signing: 3 % of the goods go off, and the buyer reads nothing of it."""
    say = Texts().say("en")
    for trial in (routes.offered(), routes.awaiting_signatures(), routes.placed()):
        gain = gain_of(SERVICES, trial.deal)
        assert gain is not None
        assert (gain.total, gain.commission) == (100_000, 2_850)
        words = gain_line(gain, "EUR", say).text
        assert words.startswith("€971.50, once all of it is accepted; commission €28.50")
        cards = [deal_card(view_of(SERVICES, trial.deal, seat, r), say) for r, seat in ((S, SELLER), (B, BUYER))]
        assert [any(line.text == words for line in card.lines) for card in cards] == [True, False]
    sure = _confirmation(context(say, seat=SELLER), routes.offered().deal, "accept")
    assert words in [line.text for line in sure.lines]
    signing = routes.awaiting_signatures().deal
    told = [[line.text for line in Sign.intro(Env(context(say, seat=seat), signing, {}))] for seat in (SELLER, BUYER)]
    assert [words in lines for lines in told] == [True, False]
    assert gain_of(SERVICES, routes.disputed().deal) is None


def test_an_offer_that_stands_for_three_days_does_so_a_moment_later() -> None:
    trial, say = routes.offered(), Texts().say("en")
    offer = trial.deal.active_offer
    assert offer is not None
    for ago, words in ((72 * H - timedelta(seconds=5), "3 more days"), (H - timedelta(seconds=5), "1 more hour")):
        assert words in countdown(offer, offer.valid_until - ago, say).text
    assert "2 more days" in countdown(offer, offer.valid_until - (72 * H - timedelta(minutes=10)), say).text


def test_an_appeal_shows_what_the_first_verdict_gave() -> None:
    trial = routes.decided()
    refund = trial.deal.dispute.refund_amount if trial.deal.dispute is not None else 0
    trial.does(S, "appeal", statement="The photos were taken of other goods than ours.")
    amount = Texts().say("en").money(Money(refund, "EUR"))
    assert f"By that, {amount} goes back to the buyer." in _read(trial, M)


def test_whoever_works_for_the_market_is_not_asked_to_join_it() -> None:
    say = Texts().say("en")
    texts = [lists.home(seat, say).lines[1].text for seat in (BUYER, MODERATOR, replace(BUYER, company_name=""))]
    assert texts == ["You trade for Buyer", say("home-staff"), say("home-stranger")]
