"""Everything that can be done at the desk, by everybody who may not: refused in private, on record, and nothing changed."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import verbs
from bot.handlers import moderation
from core.events import Bookmark, OutboxRow
from core.listings import TAKEN_DOWN, Product
from core.members import Company
from core.messages import CaseLetter
from core.ports.chat import Incoming
from core.reports import Report
from core.trades import Deal, Negotiation, State, TradeTransition
from tests.adapters.storage.samples import NOON, trade
from tests.desk.floor import Floor, Person, count, toast_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHANNELS = ("telegram", "slack")


def _on_both(name: str, number: int) -> dict[str, Person]:
    """Somebody of this name on either platform."""
    word = name.partition(" ")[0].casefold()
    accounts = {"telegram": str(number), "slack": f"U0{word.upper()}"}
    return {channel: Person(channel, accounts[channel], f"usr_{word}_{channel}", name) for channel in CHANNELS}


MARA, OTHER, NOOR = _on_both("Mara Moss", 501), _on_both("Omar Oak", 502), _on_both("Noor Adeyemi", 503)
PARTY, COLLEAGUE = _on_both("Pia Party", 504), _on_both("Cole League", 505)
BOTH_HATS, TRADED = _on_both("Hattie Hats", 506), _on_both("Tess Traded", 507)
STRANGER = {"telegram": Person("telegram", "508", name="Stan"), "slack": Person("slack", "U0STAN", name="Stan")}
BOT = Person("telegram", "509", name="robo_bot", raw={"is_bot": True, "username": "robo_bot"})
ANONYMOUS = Person("telegram", "1087968824", name="Group", raw={"is_bot": True, "username": "GroupAnonymousBot"})
GUEST = Person("slack", "U0GUEST", name="Gus Guest", raw={"team_id": "T0ELSEWHERE"})

NOT_YOURS, NOT_ALLOWED = "I can not find that, or it is not yours.", "Your role does not allow that."


def _wrong(channel: str) -> dict[str, Person]:
    """Who may do nothing at all here."""
    faceless = {"anonymous administrator": ANONYMOUS, "bot": BOT}
    return {
        "party": PARTY[channel],
        "colleague of a party": COLLEAGUE[channel],
        "stranger": STRANGER[channel],
        **(faceless if channel == "telegram" else {"guest": GUEST}),
    }


@dataclass
class Cases:
    """One deal per stage in which something can be done with it, and whoever has it."""

    floor: Floor
    free: Deal
    held: Deal
    waiting: Deal
    stopped: Deal

    def deal_for(self, name: str) -> Deal:
        return {
            "take_case": self.free,
            "confirm_ruling": self.waiting,
            "reject_ruling": self.waiting,
            "unfreeze": self.stopped,
        }.get(name, self.held)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=CHANNELS)
async def cases(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Cases]:
    channel: str = request.param
    folder = tmp_path_factory.mktemp(f"desk-{channel}")
    shutil.copy(sqlite_template, folder / "market.db")
    floor = Floor(f"sqlite:///{folder / 'market.db'}", folder, desk=channel)
    await floor.open()
    await floor.enters(MARA[channel], OTHER[channel], staff="moderator")
    await floor.enters(NOOR[channel], staff="operator")
    await floor.enters(PARTY[channel], company="com_buyer")
    await floor.enters(COLLEAGUE[channel], company="com_seller", role="viewer")
    await floor.enters(BOTH_HATS[channel], company="com_seller", staff="moderator")
    await floor.founds("com_third")
    await floor.enters(TRADED[channel], company="com_third", staff="moderator")
    mara, noor = MARA[channel], NOOR[channel]
    free, held, waiting, stopped = [await floor.disputed() for _ in range(4)]
    for deal in (held, waiting, stopped):
        await floor.acts(mara, deal.trade.id, "take_case")
    limit = floor.market.services.trading.rules
    object.__setattr__(limit, "four_eyes_above", 0)
    await floor.acts(
        mara, waiting.trade.id, "rule", outcome="refund", reason_code="other", resolution="The photos show it clearly."
    )
    await floor.acts(noor, stopped.trade.id, "freeze", reason="A call from the bank.")
    past = trade(
        "neg_past", product_id=held.product.id, buyer_company_id="com_third", state=State.COMPLETED, updated_at=NOON
    )
    await floor.market.store.write(lambda tx: tx.add(past))
    await _on_the_desk(floor, free, waiting)
    yield Cases(floor, *[await floor.deal(deal.trade.id) for deal in (free, held, waiting, stopped)])
    await floor.close()


async def _on_the_desk(floor: Floor, shown: Deal, hidden: Deal) -> None:
    """Two listings that com_third has reported, one of them taken down; and two names that can be mistaken for those of
    com_seller and com_third, one of them held."""
    by, store = TRADED[floor.desk.channel].user_id, floor.market.store
    for report_id, deal in (("rpt_1", shown), ("rpt_2", hidden)):
        report = Report(report_id, deal.product.id, "com_seller", "com_third", by, "Not oak at all.", NOON, NOON)
        await store.write(lambda tx, row=report: tx.add(row))  # type: ignore[misc]
    for company_id, held in (("com_open", False), ("com_held", True)):
        company = Company(company_id, "Seller and Sons", NOON, NOON, name_held_since=NOON if held else None)
        others = {
            "others": ["com_seller", "com_third"],
            "official": False,
            "rev": 1,
            "status": "held" if held else "open",
        }
        mark = Bookmark(f"name:{company_id}", NOON, NOON, others)
        await store.write(lambda tx, row=company: tx.add(row))  # type: ignore[misc]
        await store.write(lambda tx, row=mark: tx.add(row))  # type: ignore[misc]
    services, mara = floor.market.services, MARA[floor.desk.channel]
    seat = await store.read(lambda tx: tx.seat_of_user(mara.user_id))
    assert seat is not None
    await store.write(lambda tx: services.safety.take_down(tx, seat, "rpt_2", "counterfeit"))


async def _state(floor: Floor) -> Mapping[str, Any]:
    """Everything that a refused press must leave alone."""
    store = floor.market.store
    trades = await store.read(lambda tx: tx.find(Negotiation, limit=100))
    deals = [await floor.deal(each.id) for each in trades if each.id != "neg_past"]
    kinds = (OutboxRow, TradeTransition, Negotiation)
    counts = [await store.read(lambda tx, kind=kind: count(tx, kind)) for kind in kinds]  # type: ignore[misc]
    whole = (Company, Product, Report, Bookmark)
    rows = [await store.read(lambda tx, kind=kind: tx.find(kind, limit=100)) for kind in whole]  # type: ignore[misc]
    return {"deals": deals, "counts": counts, "rows": rows}


async def _are_refused(floor: Floor, presses: Iterable[tuple[str, Incoming]], *, words: str) -> None:
    """Each in private, with a line in the audit, and without any effect."""
    before, lines = await _state(floor), len(await floor.audit())
    for act, incoming in presses:
        handled, calls = await floor.answer(incoming)
        assert await _state(floor) == before, act
        audit = await floor.audit()
        lines += 1
        assert len(audit) == lines, act
        newest = max(audit, key=lambda row: row.id)
        assert newest.detail["act"] == act
        spoken = [(method, params) for method, params in calls if words in str(params)]
        if incoming.kind == "press":
            assert words in toast_of(handled), act
            private = {"telegram": "answerCallbackQuery", "slack": "chat.postEphemeral"}[incoming.place.channel]
            assert [method for method, _ in spoken] == [private], (act, calls)
        for method, params in spoken:
            if method == "chat.postEphemeral":
                assert params["user"] == incoming.actor.user
            elif method != "answerCallbackQuery":
                assert str(params.get("chat_id", params.get("channel"))) != floor.desk.chat, act


async def _is_refused(floor: Floor, incoming: Incoming, act: str, *, words: str) -> None:
    await _are_refused(floor, [(act, incoming)], words=words)


_CASE = ("case_file", "ask_party", "ask_operator", "redactions")
"""What is done with a case besides moving it."""
_BESIDES = {
    "close_report": "rpt_1",
    "take_down": "rpt_1.misleading",
    "put_back": "rpt_2",
    "let_name_stand": "com_open",
    "hold_company": "com_open",
    "release_company": "com_held",
}
"""What is done with a report or with a name that can be mistaken → with which, where the right people could."""


def _presses(floor: Floor, cases: Cases, person: Person) -> list[tuple[str, Incoming]]:
    found = []
    for verb, act in moderation.OWN.items():
        deal = cases.deal_for(act)
        subject = deal.trade.id if act in moderation.ACTS.values() or act in ("case", *_CASE) else ""
        subject = {**_BESIDES, "bank_confirm": "bnk_1", "bank_fail": "bnk_1"}.get(act, subject)
        found.append((act, floor.press(person, verb, subject, 1 if act in _BESIDES else deal.trade.version)))
    return found


def _of_the_case(floor: Floor, cases: Cases, person: Person) -> list[tuple[str, Incoming]]:
    """The presses with which a moderator does something about a case."""
    about = {*moderation.ACTS.values(), "ask_party", "ask_operator", "redactions"} - {
        "repeat_refund",
        "freeze",
        "unfreeze",
    }
    return [(act, press) for act, press in _presses(floor, cases, person) if act in about]


async def test_the_table_is_whole() -> None:
    """Every row of the process that moderators or operators alone may do has a button here."""
    assert set(moderation.ACTS.values()) == {
        *("take_case", "hand_over", "ask_for_evidence", "order_return", "rule", "confirm_ruling", "reject_ruling"),
        *("call_off_return", "repeat_refund", "freeze", "unfreeze"),
    }


async def test_nobody_from_outside_does_anything(cases: Cases) -> None:
    floor = cases.floor
    for who, person in _wrong(floor.desk.channel).items():
        words = NOT_ALLOWED if who in ("bot", "anonymous administrator") else NOT_YOURS
        await _are_refused(floor, _presses(floor, cases, person), words=words)


async def test_nobody_from_outside_asks_anything(cases: Cases) -> None:
    floor = cases.floor
    for who, person in _wrong(floor.desk.channel).items():
        for typed, act in (("queue", "queue"), ("case", "case"), ("casos", "queue"), ("statistik", "stats")):
            words = NOT_ALLOWED if who in ("bot", "anonymous administrator") else NOT_YOURS
            await _is_refused(floor, floor.words(person, f"{typed} ABC123"), act, words=words)


async def test_a_moderator_of_ones_own_company_decides_nothing(cases: Cases) -> None:
    floor = cases.floor
    await _are_refused(
        floor, _of_the_case(floor, cases, BOTH_HATS[floor.desk.channel]), words="your company is a party to it."
    )
    await _is_refused(
        floor,
        floor.press(BOTH_HATS[floor.desk.channel], verbs.CASE, cases.free.trade.id),
        "case",
        words="your company is a party to it.",
    )


async def test_a_moderator_who_traded_with_a_party_decides_nothing(cases: Cases) -> None:
    floor = cases.floor
    await _are_refused(
        floor,
        _of_the_case(floor, cases, TRADED[floor.desk.channel]),
        words="has traded with one of the parties lately.",
    )


async def test_a_moderator_decides_nothing_about_a_report_or_a_name_of_the_own_company(cases: Cases) -> None:
    """Neither for the company that it is about, nor for the one that reported or can be taken for the other."""
    floor = cases.floor
    for person in (BOTH_HATS[floor.desk.channel], TRADED[floor.desk.channel]):
        presses = [(act, press) for act, press in _presses(floor, cases, person) if act in _BESIDES]
        assert len(presses) == len(_BESIDES)
        await _are_refused(floor, presses, words=NOT_YOURS)


async def test_another_moderator_leaves_a_case_alone_and_is_told_whose_it_is(cases: Cases) -> None:
    floor = cases.floor
    for name in ("take_case", "hand_over", "ask_for_evidence", "order_return", "call_off_return", "rule"):
        deal = cases.held
        press = floor.press(OTHER[floor.desk.channel], floor.act(name), deal.trade.id, deal.trade.version)
        await _is_refused(floor, press, name, words="Mara Moss has this case.")
    for person in (OTHER, NOOR):
        press = floor.press(person[floor.desk.channel], verbs.QUESTION, cases.held.trade.id, cases.held.trade.version)
        await _is_refused(floor, press, "ask_party", words="Mara Moss has this case.")


async def test_what_takes_two_is_not_done_by_one(cases: Cases) -> None:
    """Who decided does not confirm; and only operators stop a trade or let it go on."""
    floor, channel = cases.floor, cases.floor.desk.channel
    mara = MARA[channel]
    for name in ("confirm_ruling", "reject_ruling"):
        deal = cases.waiting
        press = floor.press(mara, floor.act(name), f"{deal.trade.id}{verbs.CONFIRMED}", deal.trade.version)
        await _is_refused(floor, press, name, words=NOT_ALLOWED)
    for name in ("freeze", "unfreeze", "repeat_refund"):
        deal = cases.deal_for(name)
        press = floor.press(mara, floor.act(name), deal.trade.id, deal.trade.version)
        await _is_refused(floor, press, name, words=NOT_YOURS)


async def test_who_may_does(cases: Cases) -> None:
    """The same presses by the right people go through: the refusals above are about the person."""
    floor, channel = cases.floor, cases.floor.desk.channel
    other, noor = OTHER[channel], NOOR[channel]
    lines = len(await floor.audit())
    press = floor.press(other, floor.act("take_case"), cases.free.trade.id, cases.free.trade.version)
    handled, _ = await floor.answer(press)
    assert toast_of(handled) == ""
    assert (await floor.deal(cases.free.trade.id)).dispute.moderator_id == other.user_id  # type: ignore[union-attr]
    deal = cases.waiting
    confirm = floor.press(other, floor.act("confirm_ruling"), f"{deal.trade.id}{verbs.CONFIRMED}", deal.trade.version)
    await floor.answer(confirm)
    assert (await floor.deal(deal.trade.id)).state is State.DECIDED
    free = floor.press(noor, floor.act("hand_over"), cases.held.trade.id, cases.held.trade.version)
    await floor.answer(free)
    assert (await floor.deal(cases.held.trade.id)).dispute.moderator_id == ""  # type: ignore[union-attr]
    for act, press in _presses(floor, cases, other):
        if act in ("take_down", "put_back", "hold_company", "release_company"):
            (handled,) = await floor.handle(press)
            assert toast_of(handled) == "", act
    rows = await floor.market.store.read(lambda tx: tx.find(Company, id=("com_held", "com_open"), order="id"))
    assert [row.name_held_since is not None for row in rows] == [False, True]
    products = [cases.free.product.id, cases.waiting.product.id]
    listings = [await floor.market.store.read(lambda tx, one=one: tx.get(Product, one)) for one in products]  # type: ignore[misc]
    assert [one.status for one in listings if one is not None] == [TAKEN_DOWN, "active"]
    assert len(await floor.audit()) == lines


async def test_rights_end_at_once(cases: Cases) -> None:
    """Whoever was a moderator a moment ago is none at the next press."""
    floor, channel = cases.floor, cases.floor.desk.channel
    other = OTHER[channel]
    member = floor.market.services.membership
    await floor.market.store.write(lambda tx: member.grant(tx, user_id=other.user_id, role="", granted_by="usr_x"))
    deal = await floor.disputed()
    press = floor.press(other, floor.act("take_case"), deal.trade.id, deal.trade.version)
    await _is_refused(floor, press, "take_case", words=NOT_YOURS)
    await floor.market.store.write(
        lambda tx: member.grant(tx, user_id=other.user_id, role="moderator", granted_by="usr_x")
    )
    await floor.answer(floor.press(other, floor.act("take_case"), deal.trade.id, deal.trade.version))
    assert (await floor.deal(deal.trade.id)).dispute.moderator_id == other.user_id  # type: ignore[union-attr]


async def test_a_note_for_the_operators_is_read_by_them_alone(cases: Cases) -> None:
    """It is in the case file; the desk is told that there is one, and neither side hears of it."""
    floor, services, trade_id = cases.floor, cases.floor.market.services, (await cases.floor.disputed()).trade.id
    mara, noor = MARA[floor.desk.channel], NOOR[floor.desk.channel]
    await floor.acts(mara, trade_id, "take_case")
    seat = await floor.market.store.read(lambda tx: tx.seat_of_user(mara.user_id))
    assert seat is not None
    words = "The driver is a cousin of mine."
    await floor.market.store.write(lambda tx: services.questioning.to_operator(tx, seat, trade_id, words))
    while await floor.market.delivery.drain():
        pass
    made = [params for calls in floor.calls.values() for _method, params in calls.made]
    read = [str(params.get("chat_id", params.get("channel"))) for params in made if words in str(params)]
    assert read == [{"telegram": noor.account, "slack": "D0PRIVATE01"}[noor.channel]]
    assert noor.account in {params.get("users") for params in made} or noor.channel == "telegram"
    told = await floor.market.store.read(lambda tx: tx.find(OutboxRow, subject_id=trade_id, kind="desk", limit=50))
    assert [row.identity_id for row in told if row.notice == "case-to-operator"] == [""]
    letters = await floor.market.store.read(lambda tx: tx.find(CaseLetter, negotiation_id=trade_id, limit=10))
    assert [(letter.audience, letter.words) for letter in letters] == [("operator", words)]
