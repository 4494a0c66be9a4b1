"""A table that contradicts itself refuses to load, and says every mistake at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.process.act import Act
from core.process.clocks import CLOCKS
from core.process.definition import BrokenTable, Notice, Process, Role, Told, Transition
from core.process.diagram import as_markdown, as_table
from core.process.purchase import PURCHASE
from core.trades import ENDED, State
from tests.core.process.test_exhaustive import WORDS_ALONE
from tests.core.routes import ROUTES

PAGE = Path(__file__).parents[3] / "docs" / "trade-process.md"


def nothing(_act: Act) -> None:
    """A step that does nothing."""


def row(name: str, frm: State, to: State | None, by: Role = Role.BUYER) -> Transition:
    return Transition(
        name=name,
        frm=frozenset({frm}),
        to=frozenset({to} if to else ()),
        by=frozenset({by}),
        does=(nothing,),
    )


def changed(name: str, **changes: object) -> Process:
    """The real table with one row changed."""
    rows = tuple(replace(t, **changes) if t.name == name else t for t in PURCHASE.transitions)  # type: ignore[arg-type]
    return replace(PURCHASE, transitions=rows)


def without(*names: str) -> Process:
    return replace(PURCHASE, transitions=tuple(t for t in PURCHASE.transitions if t.name not in names))


MISTAKES: list[tuple[str, Callable[[], Process], str]] = [
    (
        "an unreachable state",
        lambda: replace(without("rule", "confirm_ruling", "miss_return", "decide_by_default"), fires={}),
        "decided can not be reached",
    ),
    (
        "a deadline where its act is not listed",
        lambda: changed("auto_release", frm=frozenset({State.SHIPPED})),
        "a deadline fires auto_release in [<State.DELIVERED: 'delivered'>], where it is not listed",
    ),
    (
        "a deadline that fires an unknown act",
        lambda: without("lapse_request"),
        "a deadline fires lapse_request, which does not exist",
    ),
    (
        "a deadline that fires what no timer may do",
        lambda: changed("auto_release", by=frozenset({Role.BUYER})),
        "a deadline fires auto_release, which no timer may do",
    ),
    (
        "one name twice",
        lambda: replace(PURCHASE, transitions=(*PURCHASE.transitions, PURCHASE["accept"])),
        "accept is listed twice",
    ),
    (
        "a notice that names nothing",
        lambda: changed("accept", tells=(Notice(Told.OTHER, ""),)),
        "accept has a notice that names nothing",
    ),
    ("a dead end", lambda: without("request_payment", "give_up_gateway"), "agreed is a dead end"),
    ("no states", lambda: changed("start", frm=frozenset()), "start lacks states, roles or steps"),
    ("no roles", lambda: changed("start", by=frozenset()), "start lacks states, roles or steps"),
    ("no steps", lambda: changed("start", does=()), "start lacks states, roles or steps"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake[0])
def test_a_mistake_stops_the_programme_from_starting(mistake: tuple[str, Callable[[], Process], str]) -> None:
    _, make, words = mistake
    with pytest.raises(BrokenTable) as caught:
        make()
    assert words in str(caught.value)


def test_all_mistakes_are_said_at_once() -> None:
    with pytest.raises(BrokenTable) as caught:
        Process("tiny", 1, State.NEGOTIATING, (row("talk", State.NEGOTIATING, None),), {"ring": frozenset()})
    said = str(caught.value).split("; ")
    assert "negotiating is a dead end" in said
    assert "closed can not be reached" in said
    assert "a deadline fires ring, which does not exist" in said


def test_a_loop_that_only_returns_to_itself_is_a_dead_end() -> None:
    rows = tuple(
        replace(t, to=frozenset({State.NEGOTIATING})) if State.NEGOTIATING in t.frm and t.to else t
        for t in PURCHASE.transitions
    )
    with pytest.raises(BrokenTable, match="negotiating is a dead end"):
        replace(PURCHASE, transitions=rows)


def test_the_table_can_be_asked() -> None:
    assert "accept" in PURCHASE
    assert "steal" not in PURCHASE
    assert PURCHASE["accept"].by == {Role.BUYER, Role.SELLER}
    names = [t.name for t in PURCHASE.open_to(Role.BUYER, State.DELIVERED)]
    assert names == ["accept_goods", "dispute"]
    assert PURCHASE.open_to(Role.BUYER, State.CLOSED) == ()


def test_every_end_stays_an_end() -> None:
    """But for a bargain whose payment expired, which the buyer may take up once more; a bank only takes note of an end."""
    for transition in PURCHASE.transitions:
        if transition.name == "renew":
            assert (set(transition.frm), set(transition.to)) == ({State.PAYMENT_EXPIRED}, {State.AGREED})
        elif transition.frm & ENDED and transition.to:
            assert transition.name in {"chargeback_warning", "chargeback_opened", "chargeback_won", "chargeback_lost"}


@pytest.mark.parametrize("state", sorted(ENDED))
def test_a_chargeback_after_the_end_moves_no_trade(state: State) -> None:
    for route in ROUTES[state]:
        trial = route()
        if trial.deal.payment is None or not trial.deal.payment.charge_ref or trial.deal.chargebacks:
            continue
        trial.charges_back(100)
        assert trial.state is state
        trial.fork().wins()
        trial.loses()
        assert trial.state is state


def test_what_moves_money_asks_once_more() -> None:
    """A press of a person that settles or binds is confirmed or comes at the end of a form."""
    binding = {
        "accept", "end_talks", "sign", "withdraw_signature", "refuse_to_sign", "accept_goods", "cancel_early", "cannot_supply",
        "cancel_overdue", "agree_to_cancel", "dispute", "withdraw_dispute", "rule", "accept_decision", "approve",
        "accept_part", "agree_to_settlement", "confirm_return", "confirm_ruling", "appeal", "freeze",
    }  # fmt: skip
    for name in binding:
        assert PURCHASE[name].confirm or PURCHASE[name].asks, name


def test_only_its_own_solution_moves_a_frozen_trade() -> None:
    """Outside a dispute only answers to what was asked before, money that had left already, a bank's date, the operators."""
    others = {
        "refuse_request", "lapse_request", "repeat_refund", "retry_payout", "respond_to_chargeback", "freeze", "unfreeze",
    }  # fmt: skip
    for transition in PURCHASE.transitions:
        if transition.while_frozen and transition.by != {Role.PROVIDER} and transition.name not in others:
            assert transition.frm <= {State.DISPUTED, State.DECIDED}, transition.name


def test_only_the_provider_answers_while_it_is_asked() -> None:
    for transition in PURCHASE.transitions:
        own = transition.by == {Role.PROVIDER} or transition.name in {"freeze", "unfreeze", WORDS_ALONE}
        assert not transition.while_pending or own, transition.name


def test_the_page_for_readers_is_current() -> None:
    """`python -m bot process --markdown > docs/trade-process.md` makes it."""
    assert PAGE.read_text(encoding="utf-8") == as_markdown(PURCHASE)


def test_the_page_shows_every_row_and_every_clock() -> None:
    page = as_markdown(PURCHASE)
    for transition in PURCHASE.transitions:
        assert f"\n| {transition.name} |" in page
    for clock in CLOCKS:
        assert f"\n| {clock.name} |" in page
    for state in State:
        assert f"{state} -->" in page


def test_the_plain_table_has_a_line_for_every_row() -> None:
    lines = as_table(PURCHASE).splitlines()
    assert lines[0] == "purchase version 1"
    assert [line.split()[0] for line in lines[1:]] == [t.name for t in PURCHASE.transitions]
    assert "(stays)" in lines[2]
