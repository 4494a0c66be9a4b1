"""Answers that can not be used are refused with a sentence, and leave no trace in the books."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from core.trades import State
from tests.scenarios.bad_answers import (
    BAD_ON_SLACK,
    GOOD_OFFER,
    INVISIBLE,
    NOTHING,
    OFFER,
    REFUSED,
    SALE,
    TOO_LONG,
    TOO_MUCH,
    TOO_SHORT,
    Steps,
)
from tests.scenarios.players import OnSlack, OnTelegram
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class Way:
    """How to come to a question: the command that begins, and the answers before it."""

    question: str
    begin: Callable[[OnTelegram], Awaitable[None]]
    answers: tuple[tuple[str, str], ...] = ()
    """("press" or "say", words)"""


async def _offering(buyer: OnTelegram) -> None:
    await buyer.types("browse steel sheet S235JR")
    await buyer.presses("1. Hot-rolled")
    await buyer.presses("Make an offer")


async def _selling(buyer: OnTelegram) -> None:
    await buyer.types("sell")


def _ways(steps: Steps, begin: Callable[[OnTelegram], Awaitable[None]]) -> dict[str, Way]:
    answers = [answer for _, answer in steps]
    return {question: Way(question, begin, tuple(answers[:number])) for number, (question, _) in enumerate(steps)}


WAYS = _ways(OFFER, _offering) | _ways(SALE, _selling)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def berta(opened: World) -> OnTelegram:
    return await opened.buyer("Berta Brandt", "Brandt Bau GmbH")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lena(opened: World) -> OnSlack:
    """A buyer on Slack."""
    person = await opened.colleague("lena", "Lena Lund")
    await person.joins("Lena Lund", "Lund AB")
    return person


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def delivered(opened: World) -> Trade:
    """A trade whose goods have arrived."""
    return await Trade(opened, await opened.buyer("Dora Dahl", "Dahl AG")).reaches(State.DELIVERED)


async def _comes_to(buyer: OnTelegram, way: Way) -> None:
    """To the question, unless it stands there already from the case before."""
    if way.question in (await buyer.newest()).text:
        return
    await buyer.types("cancel")
    await way.begin(buyer)
    for act, words in way.answers:
        await (buyer.presses(words) if act == "press" else buyer.says(words))
    await buyer.sees(way.question)


@pytest.mark.parametrize(
    ("question", "typed", "sentence"), [pytest.param(*case, id=name) for name, case in REFUSED.items()]
)
async def test_a_bad_answer_is_refused(
    world: World, berta: OnTelegram, question: str, typed: str, sentence: str
) -> None:
    await _comes_to(berta, WAYS[question])
    async with world.nothing_changes():
        await berta.says(typed)
    newest = await berta.newest()
    assert sentence in newest.text
    assert question in newest.text, "the question is asked again"
    assert "Cancel" in newest.labels


async def _has_offer_form(person: OnSlack) -> None:
    if not await person.has_form():
        await person.types("browse steel sheet S235JR")
        await person.presses("1. Hot-rolled")
        await person.presses("Make an offer")


@pytest.mark.parametrize(
    ("field", "label", "typed", "sentence"), [pytest.param(*case, id=name) for name, case in BAD_ON_SLACK.items()]
)
async def test_a_bad_answer_in_a_form_is_refused(
    world: World, lena: OnSlack, field: str, label: str, typed: str, sentence: str
) -> None:
    await _has_offer_form(lena)
    async with world.nothing_changes():
        errors = await lena.fills_badly(**{**GOOD_OFFER, field: typed})
    assert list(errors) == [label], "the answers that are good are not complained about"
    assert sentence in errors[label]


async def test_a_form_shows_all_its_problems_at_once(world: World, lena: OnSlack) -> None:
    await _has_offer_form(lena)
    async with world.nothing_changes():
        bad = {"quantity": "9", "price": "cheap", "lead": "0", "freight": "-1"}
        errors = await lena.fills_badly(**GOOD_OFFER | bad)
    assert errors.keys() == {"Quantity", "Unit price", "Lead time in days", "Freight"}


@pytest.mark.parametrize(
    ("quantity", "price", "lead", "sentence"),
    [
        pytest.param("10", "0.0001", "14", "That is too little to be paid.", id="total-too-small"),
        pytest.param("200", "900000", "14", TOO_MUCH, id="total-absurd"),
        pytest.param("10", "40.80", "170", "These times add up to", id="too-long-to-hold-money"),
    ],
)
async def test_terms_that_do_not_hold_together_are_refused(
    world: World, berta: OnTelegram, quantity: str, price: str, lead: str, sentence: str
) -> None:
    await berta.types("cancel")
    await _offering(berta)
    await berta.says(quantity)
    await berta.says(price)
    await berta.presses("Nothing on top")
    await berta.presses("DAP")
    await berta.says("Hamburg")
    await berta.says(lead)
    await berta.presses("3 days")
    await berta.presses("Skip")
    async with world.nothing_changes():
        await berta.presses("Send the offer")
    await berta.is_told(sentence)
    await berta.sees("Quantity", "Change: Lead time in days")
    await berta.presses("Cancel")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        pytest.param(["B"], TOO_SHORT, id="name-of-one-letter"),
        pytest.param([INVISIBLE], NOTHING, id="name-invisible"),
        pytest.param(["x" * 81], TOO_LONG, id="name-too-long"),
        pytest.param(["Max Muster", "x" * 81], TOO_LONG, id="company-too-long"),
        pytest.param(["Max Muster", "\u202e\u202c"], NOTHING, id="company-only-direction-marks"),
        pytest.param(["Max Muster", "Muster AG", "x" * 301], TOO_LONG, id="address-too-long"),
        pytest.param(["Max Muster", "Muster AG", "Kai 1", "gold"], "I do not know the currency", id="currency"),
    ],
)
async def test_joining_with_bad_answers(world: World, answers: list[str], sentence: str) -> None:
    person = await world.person("Max Muster")
    await person.types("start")
    await person.presses("Join")
    *good, bad = answers
    for answer in good:
        await person.says(answer)
    async with world.nothing_changes():
        await person.says(bad)
    assert sentence in (await person.newest()).text


async def test_a_word_of_ours_is_no_name(world: World) -> None:
    person = await world.person("Max Muster")
    for words in ("/start", "Max Muster", "back", "help"):
        await person.says(words)
        if words == "/start":
            await person.presses("Join")
    await person.sees("Words you can type.")
    await person.says("Max Muster")
    assert "company" in (await person.newest()).text
    await person.says("cancel")
    await person.sees("Cancelled. Nothing was changed.")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        pytest.param("frobnicate", "I do not know that word.", id="unknown"),
        pytest.param("frobnicate 5 @ 3", "I do not know that word.", id="unknown-with-words"),
        pytest.param("help incoterm", "I do not know that word.", id="help-unknown"),
        pytest.param("help dispute", "as long as the money is held", id="help-dispute"),
        pytest.param("offer 5 @ 3", "You have no open talks.", id="offer-without-talks"),
        pytest.param("ship ABCDEF DHL 123", "I can not find that", id="ship-unknown-deal"),
        pytest.param("ship", "That is not possible at this point.", id="ship-nothing-to-ship"),
        pytest.param("queue", "I can not find that", id="queue-as-nobody"),
        pytest.param("cancel", "There is nothing to cancel.", id="nothing-to-cancel"),
        pytest.param("browse " + "x" * 3000, "Nothing found.", id="search-endless"),
        pytest.param("browse %%%", "Nothing found.", id="search-wildcard"),
        pytest.param("browse _____", "Nothing found.", id="search-blanks"),
    ],
)
async def test_commands_that_lead_nowhere(world: World, command: str, sentence: str) -> None:
    for person in (await world.buyer("Cora Command", "Command AG"), world.ida):
        # Who asks for the moderators' queue without being one is written down.
        async with world.nothing_changes(on_record=int(command == "queue")):
            await person.types(command)
        assert sentence in (await person.newest()).text


async def test_words_out_of_nowhere_are_answered(world: World) -> None:
    person = await world.buyer("Wanda Word", "Word AG")
    for words in ("hello there", "/", "//", "/start@another_bot", "🚢", "."):
        async with world.nothing_changes():
            await person.says(words)
    await person.sees("I did not catch what that is about.")


async def test_a_stranger_is_asked_to_join_first(world: World) -> None:
    stranger = await world.person("Olga Outside")
    await stranger.types("start")
    for command in ("deals", "sell", "listings", "ship X Y Z"):
        async with world.nothing_changes():
            await stranger.types(command)
        newest = await stranger.newest()
        assert "Please join with your company first." in newest.text
        assert "Join" in newest.labels


@pytest.mark.parametrize("words", ["x" * 2001, INVISIBLE], ids=["too-long", "invisible"])
async def test_messages_that_are_not_relayed(world: World, delivered: Trade, words: str) -> None:
    buyer, seller = delivered.buyer, delivered.seller
    await delivered.is_opened_by(buyer)
    await buyer.presses("Write to them")
    async with world.nothing_changes():
        await buyer.says(words)
    assert "What do you want to say?" in (await buyer.newest()).text
    await buyer.presses("Cancel")
    await seller.presses("Write to them")
    if words == INVISIBLE:
        async with world.nothing_changes():
            assert (await seller.fills_badly(words_=words))["Message"] == NOTHING
    await seller.closes_form()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        pytest.param("It is bent at the edges, all of it, and can not be used.", TOO_SHORT, id="too-short"),
        pytest.param("x" * 3001, TOO_LONG, id="too-long"),
        pytest.param("x" + "\u200b" * 40, TOO_SHORT, id="padded-with-nothing"),
    ],
)
async def test_statements_that_open_no_dispute(world: World, delivered: Trade, statement: str, sentence: str) -> None:
    buyer = delivered.buyer
    await delivered.is_opened_by(buyer)
    await buyer.presses("Something is wrong")
    await buyer.presses("Damaged")
    async with world.nothing_changes():
        await buyer.says(statement)
    assert sentence in (await buyer.newest()).text
    await buyer.presses("Cancel")
    await delivered.is_(State.DELIVERED)


async def test_less_stock_than_promised_is_refused(world: World) -> None:
    await Trade(world, await world.buyer("Rosa Reserve", "Reserve AG")).reaches(State.AGREED)
    await world.sven.types("browse steel sheet S235JR")
    await world.sven.presses("1. Hot-rolled")
    await world.sven.presses("Change stock")
    async with world.nothing_changes():
        errors = await world.sven.fills_badly(stock="1")
    assert "are reserved by open deals." in errors["Stock"]
    await world.sven.closes_form()


async def test_signing_without_a_name_is_refused(world: World) -> None:
    trade = await Trade(world, await world.buyer("Silke Sign", "Sign AG")).reaches(State.AWAITING_SIGNATURES)
    await trade.buyer.presses("Read and sign")
    async with world.nothing_changes():
        await trade.buyer.says("X")
        await trade.buyer.says("1234")
        await trade.buyer.presses("I sign")
    await trade.buyer.is_told("Please type your full name, in letters.")
    await trade.buyer.presses("Change: Legal name")
    await trade.buyer.says("Silke Sign")
    await trade.buyer.presses("I sign")
    await trade.buyer.sees("You signed.")
