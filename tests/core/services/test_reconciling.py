"""The provider's books against ours: every planted mismatch is found, nothing else, and a break stops payouts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.storage.opening import open_store
from adapters.stripe.reports import movement_of_line
from benchmarks.planted_mismatches import KINDS, NOW, SINCE, Books, run
from core.errors import InvalidValue, NotAllowed, NotFound
from core.events import AuditRow, Bookmark, OutboxRow
from core.ids import Ids, earliest
from core.ledger import LedgerEntry
from core.members import User
from core.payments import ProviderIntent
from core.ports.payments import ProviderMovement
from core.ports.unit_of_work import Store
from core.services.holding_back import PAYOUTS_STOPPED, must_wait_until
from core.services.reconciling import RECONCILED, Reconciling, compare_balances, match
from tests.core.services.market_store import RING, migrated


@pytest.mark.parametrize("seed", range(5))
def test_every_planted_mismatch_is_found_and_nothing_else(seed: int) -> None:
    outcome = run(seed, 100)
    assert (outcome.planted, outcome.missed, outcome.false_alarms) == (100, 0, 0)
    assert len(KINDS) == 10


def test_books_that_agree_are_left_in_peace() -> None:
    books = Books(random.Random(3))
    for _ in range(200):
        books.take(*books.fact())
    report = match(books.movements, books.entries, since=SINCE, now=NOW)
    assert report.mismatches == ()
    assert (report.matched, report.young) == (200, 0)


def test_what_an_earlier_run_judged_is_not_reported_again() -> None:
    books = Books(random.Random(4))
    movement, entries = books.fact("payout_done")
    old = SINCE - timedelta(hours=2)
    assert match([replace(movement, at=old)], [], since=SINCE, now=NOW).mismatches == ()
    assert match([], [replace(entries[0], created_at=old)], since=SINCE, now=NOW).mismatches == ()


def test_the_whole_history_is_held_against_the_balance() -> None:
    books = Books(random.Random(5))
    books.take(*books.fact("capture"))
    movement = books.movements[0]
    held = {movement.currency: movement.amount - movement.fee}
    assert compare_balances(books.movements, books.entries, held) == []
    own = ProviderMovement("txn_9", "topup", "", 900, 0, movement.currency, NOW)
    topped_up = {movement.currency: held[movement.currency] + 900}
    assert compare_balances([*books.movements, own], books.entries, topped_up) == []
    [differs] = compare_balances(books.movements, books.entries, topped_up)
    assert (differs.kind, differs.amount) == ("balance-differs", 900)


class _Still:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> object:
        return self.at


class _News:
    """A provider whose books say what a test puts there."""

    def __init__(self) -> None:
        self.lines: list[ProviderMovement] = []
        self.asked: list[object] = []
        self.held: dict[str, int] = {}

    async def movements(self, since: object) -> list[ProviderMovement]:
        self.asked.append(since)
        return self.lines

    async def balances(self) -> dict[str, int]:
        return self.held


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    path = migrated(tmp_path / "books.sqlite3")
    opened = open_store(f"sqlite:///{path}", RING)
    yield opened
    await opened.close()


async def test_a_break_stops_payouts_and_nothing_else_until_both_agree(store: Store) -> None:
    count = iter(range(10_000))
    ids = Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))
    news = _News()
    news.lines = [ProviderMovement("txn_1", "transfer", "tr_1", -500, 0, "EUR", NOW - timedelta(hours=3))]
    reconciling = Reconciling(store=store, news=news, clock=_Still(), ids=ids)  # type: ignore[arg-type]
    report = await reconciling.run()
    assert [(m.kind, m.ref, m.amount) for m in report.mismatches] == [("unknown-movement", "tr_1", 500)]
    assert await store.read(lambda tx: tx.get(Bookmark, RECONCILED)) is None
    payout = ProviderIntent("p:neg_1:transfer:1", "neg_1", "transfer", "pou_1", {}, NOW, NOW)
    refund = replace(payout, id="p:neg_1:refund:1", kind="refund")
    await store.write(lambda tx: tx.add(payout, refund))
    assert (await store.read(lambda tx: must_wait_until(tx, payout, NOW)) or NOW) > NOW
    assert await store.read(lambda tx: must_wait_until(tx, refund, NOW)) is None
    [told] = await store.read(lambda tx: tx.find(OutboxRow))
    assert (told.kind, told.notice, told.order_key) == ("books", "books-differ", "books:desk")

    await reconciling.run()
    assert await store.read(lambda tx: tx.count(OutboxRow)) == 1, "the same break is told once"
    news.lines = []
    assert (await reconciling.run()).mismatches == ()
    assert await store.read(lambda tx: tx.get(Bookmark, PAYOUTS_STOPPED)) is None
    assert await store.read(lambda tx: must_wait_until(tx, payout, NOW)) is None
    assert await store.read(lambda tx: tx.count(AuditRow, action="books.agree")) == 1
    await reconciling.run()
    assert news.asked[-1] > news.asked[0], "the daily run begins where the last good one ended"  # type: ignore[operator]


async def test_what_is_posted_while_the_books_are_compared_is_no_break(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Money moves and is posted after their movements were listed: what we read of our own books must be older."""
    count = iter(range(10_000))
    ids = Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))
    news = _News()
    posted = LedgerEntry("led_1", "neg_1", "txn_1", 1, "capture", "psp", "esc:neg_1", 500, "EUR", NOW, "ch_1")

    async def entries(_since: object) -> list[LedgerEntry]:
        return [posted] if news.asked else []

    reconciling = Reconciling(store=store, news=news, clock=_Still(), ids=ids)  # type: ignore[arg-type]
    monkeypatch.setattr(reconciling, "_entries", entries)
    assert (await reconciling.run()).mismatches == ()


async def test_money_of_ones_own_that_moves_meanwhile_is_no_break(store: Store) -> None:
    count = iter(range(10_000))
    ids = Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))
    news = _News()
    reconciling = Reconciling(store=store, news=news, clock=_Still(), ids=ids)  # type: ignore[arg-type]
    news.lines = [ProviderMovement("txn_1", "topup", "", 900, 0, "EUR", NOW - timedelta(seconds=1))]
    assert (await reconciling.run(whole=True)).mismatches == ()
    news.lines = [ProviderMovement("txn_1", "topup", "", 900, 0, "EUR", NOW - timedelta(hours=2))]
    [differs] = (await reconciling.run(whole=True)).mismatches
    assert (differs.kind, differs.amount) == ("balance-differs", 900)


async def test_the_books_are_compared_daily_and_while_payouts_stand_still_every_time(store: Store) -> None:
    """What was mended at noon must not keep sellers from their money until the next morning."""
    count = iter(range(10_000))
    ids = Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))
    news, clock = _News(), _Still()
    reconciling = Reconciling(store=store, news=news, clock=clock, ids=ids)  # type: ignore[arg-type]
    assert await reconciling.look() is not None
    assert await reconciling.look() is None
    clock.at = NOW + timedelta(days=1)
    news.lines = [ProviderMovement("txn_1", "transfer", "tr_1", -500, 0, "EUR", NOW + timedelta(hours=20))]
    for _ in range(3):
        clock.at += timedelta(minutes=10)
        report = await reconciling.look()
        assert report is not None
        assert len(report.mismatches) == 1
    assert await store.read(lambda tx: tx.count(AuditRow, action="books.differ")) == 1, "the same break is noted once"
    news.lines = []
    clock.at += timedelta(minutes=10)
    assert await reconciling.look() is not None
    assert await store.read(lambda tx: tx.get(Bookmark, PAYOUTS_STOPPED)) is None
    clock.at += timedelta(hours=23)
    assert await reconciling.look() is None


def test_ids_of_a_time_begin_after_its_earliest() -> None:
    ids = Ids(lambda: NOW, lambda length: b"\x00" * length)
    assert earliest("led", NOW) <= ids.new("led") < earliest("led", NOW + timedelta(milliseconds=1))


def fee_line(**changes: object) -> dict[str, object]:
    """What Stripe books for itself, on the first of a month."""
    line = {
        "id": "txn_1",
        "object": "balance_transaction",
        "type": "stripe_fee",
        "reporting_category": "fee",
        "amount": -200,
        "fee": 0,
        "currency": "eur",
        "created": int((NOW - timedelta(hours=5)).timestamp()),
        "source": None,
    }
    return {**line, **changes}


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        ("stripe_fee", "fee"),
        ("tax_fee", "tax"),
        ("reserve_transaction", "risk_reserved_funds"),
        ("adjustment", "other_adjustment"),
    ],
)
async def test_what_the_provider_books_for_itself_stops_no_payouts(store: Store, kind: str, category: str) -> None:
    """It is the operator's own, is listed, and counts when the whole is held against the balance."""
    line = movement_of_line(fee_line(type=kind, reporting_category=category))
    news, clock = _News(), _Still()
    news.lines, news.held = [line], {"EUR": -200}
    report = await reconciling_with(store, news, clock).run(whole=True)
    assert (report.mismatches, report.own) == ((), (line,))
    news.held = {"EUR": -150}
    [differs] = (await reconciling_with(store, news, clock).run(whole=True)).mismatches
    assert (differs.kind, differs.amount) == ("balance-differs", 50)


def test_a_line_about_a_trade_is_never_the_operators_own() -> None:
    books = Books(random.Random(6))
    movement, entries = books.fact("capture")
    books.take(movement, entries)
    corrected = movement_of_line(fee_line(type="adjustment", source=movement.about, currency=movement.currency.lower()))
    posing = replace(corrected, kind="own")
    for line in (corrected, posing):
        report = match([*books.movements, line], books.entries, since=SINCE, now=NOW)
        assert [(m.kind, m.ref) for m in report.mismatches] == [("unknown-movement", movement.about)]
        assert report.own == ()


async def test_what_two_people_have_looked_into_stops_payouts_no_more(store: Store) -> None:
    news, clock = _News(), _Still()
    news.lines = [
        ProviderMovement(f"txn_{number}", "transfer", f"tr_{number}", -500, 0, "EUR", NOW - timedelta(hours=3))
        for number in (1, 2)
    ]
    news.held = {"EUR": -1000}
    reconciling = reconciling_with(store, news, clock)
    people = [("noor", "operator"), ("olga", "operator"), ("mara", "moderator")]
    users = [User(f"usr_{name}", NOW, NOW, staff_role=role) for name, role in people]
    await store.write(lambda tx: tx.add(*users))
    with pytest.raises(NotFound):
        await reconciling.accept("tr_1", "usr_noor", "mended")
    assert len((await reconciling.run()).mismatches) == 2
    assert await reconciling.accept("tr_1", "usr_noor", "mended") == ()
    for user_id, reason, refusal in (
        ("usr_noor", "mended", NotAllowed),
        ("usr_mara", "mended", NotFound),
        ("usr_nobody", "mended", NotFound),
        ("usr_olga", "because", InvalidValue),
    ):
        with pytest.raises(refusal):
            await reconciling.accept("tr_1", user_id, reason)
    assert len((await reconciling.run()).mismatches) == 2, "one person alone changes nothing"
    [accepted] = await reconciling.accept("tr_1", "usr_olga", "theirs")
    assert (accepted.kind, accepted.ref, accepted.amount) == ("unknown-movement", "tr_1", 500)
    report = await reconciling.run()
    assert ([m.ref for m in report.mismatches], report.accepted) == (["tr_2"], (accepted,))
    assert await store.read(lambda tx: tx.get(Bookmark, PAYOUTS_STOPPED)) is not None
    # With another amount it is another thing.
    news.lines = [replace(news.lines[0], amount=-501)]
    assert [m.amount for m in (await reconciling.run()).mismatches] == [501]
    news.lines, news.held = [replace(news.lines[0], amount=-500)], {"EUR": -500}
    assert (await reconciling.run(whole=True)).mismatches == ()
    assert await store.read(lambda tx: tx.get(Bookmark, PAYOUTS_STOPPED)) is None
    said = await store.read(lambda tx: tx.find(AuditRow, action="books.accepted"))
    found = [(row.detail["ref"], row.actor_id, row.detail["reason"]) for row in said]
    assert found == [("tr_1", "usr_noor", "mended"), ("tr_1", "usr_olga", "theirs")]
    clock.at += timedelta(hours=2)
    news.lines.append(ProviderMovement("txn_9", "transfer", "tr_9", -7, 0, "EUR", NOW + timedelta(minutes=30)))
    assert [m.ref for m in (await reconciling.run()).mismatches] == ["tr_9"], "what is new stops them again"


def reconciling_with(store: Store, news: _News, clock: _Still) -> Reconciling:
    count = iter(range(10_000))
    ids = Ids(lambda: NOW, lambda length: next(count).to_bytes(length, "big"))
    return Reconciling(store=store, news=news, clock=clock, ids=ids)  # type: ignore[arg-type]


@pytest.mark.parametrize("plant", KINDS, ids=lambda plant: str(plant.__name__).strip("_"))
def test_what_people_have_accepted_is_no_difference_of_the_balance(plant: Callable[[Books], None]) -> None:
    """Of whatever kind it was, the provider is believed about that reference, and the rest still has to agree."""
    books = Books(random.Random(11))
    plant(books)
    for _ in range(20):
        books.take(*books.fact())
    theirs: Counter[str] = Counter()
    for movement in books.movements:
        theirs[movement.currency] += movement.amount - movement.fee
    accepted = match(books.movements, books.entries, since=SINCE, now=NOW).mismatches
    assert len(accepted) == 1
    assert compare_balances(books.movements, books.entries, theirs, accepted) == []
    theirs["EUR"] += 1
    [left] = compare_balances(books.movements, books.entries, theirs, accepted)
    assert (left.kind, left.amount) == ("balance-differs", 1)


def test_a_returned_refund_that_was_accepted_counts_once() -> None:
    """What was posted about the same reference is not counted beside it."""
    books = Books(random.Random(12))
    movement, entries = books.fact("refund_done")
    books.take(movement, entries)
    back = replace(movement, ref="txn_back", kind="refund_failure", amount=-movement.amount)
    books.take(back, [])
    accepted = match(books.movements, books.entries, since=SINCE, now=NOW).mismatches
    assert [(m.kind, m.ref) for m in accepted] == [("unknown-movement", movement.about)]
    assert compare_balances(books.movements, books.entries, {}, accepted) == []
