"""Answers that can not be used are refused with a sentence, and leave no trace in the books."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOTHING = "Please answer this."
NO_NUMBER = "That is not a number I understand."
NEGATIVE = "It can not be negative."
ZERO = "It must be more than zero."
TOO_MUCH = "That is too much."
TOO_LONG = "That is too long: at most"
TOO_SHORT = "That is too short: at least"
TWO_WAYS = "That can be read in two ways."
NO_OPTION = "Please choose one of the options."
OTHER_CURRENCY = "This deal is in EUR."
INVISIBLE = "\u200b\u2060\u200b"


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


_OFFER = (
    ("How many?", ("press", "50 sheets")),
    ("What price per unit", ("say", "40.80")),
    ("What does freight cost", ("press", "Nothing on top")),
    ("On which delivery terms", ("press", "DAP")),
    ("Which named place", ("say", "Hamburg")),
    ("Within how many days", ("press", "14 days")),
    ("How long is your offer valid?", ("press", "3 days")),
    ("Anything to add?", ("press", "Skip")),
)
_SALE = (
    ("What do you sell?", ("say", "Hammer")),
    ("In which category?", ("press", "Tools > Hand Tools")),
    ("In which unit", ("press", "pieces")),
    ("In which currency", ("press", "EUR")),
    ("What does one unit cost?", ("say", "12.50")),
    ("What is the smallest order?", ("say", "10")),
    ("How many are in stock?", ("say", "500")),
    ("Describe it", ("say", "A hammer.")),
)


def _ways(
    steps: tuple[tuple[str, tuple[str, str]], ...], begin: Callable[[OnTelegram], Awaitable[None]]
) -> dict[str, Way]:
    answers = [answer for _, answer in steps]
    return {question: Way(question, begin, tuple(answers[:number])) for number, (question, _) in enumerate(steps)}


WAYS = _ways(_OFFER, _offering) | _ways(_SALE, _selling)

QUANTITY, PRICE, FREIGHT, TERMS, PLACE, LEAD, VALID, NOTES = (question for question, _ in _OFFER)
NAME, CATEGORY, UNIT, CURRENCY, LIST_PRICE, MINIMUM, STOCK, DESCRIPTION = (question for question, _ in _SALE)

REFUSED = {
    "quantity-invisible": (QUANTITY, INVISIBLE, NOTHING),
    "quantity-words": (QUANTITY, "fifty", NO_NUMBER),
    "quantity-negative": (QUANTITY, "-5", NEGATIVE),
    "quantity-zero": (QUANTITY, "0", ZERO),
    "quantity-fraction": (QUANTITY, "12.5", "At most 0 decimals"),
    "quantity-exponent": (QUANTITY, "1e999", NO_NUMBER),
    "quantity-nan": (QUANTITY, "NaN", NO_NUMBER),
    "quantity-inf": (QUANTITY, "inf", NO_NUMBER),
    "quantity-hex": (QUANTITY, "0x10", NO_NUMBER),
    "quantity-sum": (QUANTITY, "10+10", NO_NUMBER),
    "quantity-other-digits": (QUANTITY, "５０", NO_NUMBER),
    "quantity-ambiguous": (QUANTITY, "1,250", TWO_WAYS),
    "quantity-absurd": (QUANTITY, "99999999", TOO_MUCH),
    "quantity-endless": (QUANTITY, "9" * 600, TOO_LONG),
    "quantity-many-digits": (QUANTITY, "9" * 40, NO_NUMBER),
    "quantity-below-minimum": (QUANTITY, "9", "The minimum order is 10."),
    "quantity-above-stock": (QUANTITY, "100000", "are available."),
    "price-words": (PRICE, "cheap", NO_NUMBER),
    "price-invisible": (PRICE, INVISIBLE, NOTHING),
    "price-negative": (PRICE, "-40.80", NEGATIVE),
    "price-zero": (PRICE, "0", ZERO),
    "price-zero-point-zero": (PRICE, "0.00", ZERO),
    "price-exponent": (PRICE, "1e999", NO_NUMBER),
    "price-nan": (PRICE, "NaN", NO_NUMBER),
    "price-infinity": (PRICE, "Infinity", NO_NUMBER),
    "price-ambiguous": (PRICE, "1,250", TWO_WAYS),
    "price-both-habits": (PRICE, "1.250,00", NO_NUMBER),
    "price-two-points": (PRICE, "1.2.3", NO_NUMBER),
    "price-too-precise": (PRICE, "40.12345", "At most 4 decimals"),
    "price-absurd": (PRICE, "100000000000", TOO_MUCH),
    "price-other-currency": (PRICE, "40 USD", OTHER_CURRENCY),
    "price-other-sign": (PRICE, "$40", OTHER_CURRENCY),
    "price-pound": (PRICE, "40.80 £", OTHER_CURRENCY),
    "price-two-numbers": (PRICE, "40 EUR 50", NO_NUMBER),
    "price-numbers-apart": (PRICE, "41 50", TWO_WAYS),
    "price-endless": (PRICE, "1" * 600, TOO_LONG),
    "freight-negative": (FREIGHT, "-1", NEGATIVE),
    "freight-words": (FREIGHT, "none", NO_NUMBER),
    "freight-too-precise": (FREIGHT, "1.005", "At most 2 decimals"),
    "freight-other-currency": (FREIGHT, "10 GBP", OTHER_CURRENCY),
    "terms-unknown": (TERMS, "XXX", NO_OPTION),
    "place-too-long": (PLACE, "x" * 81, TOO_LONG),
    "lead-zero": (LEAD, "0", ZERO),
    "lead-too-long": (LEAD, "181", "It must be between 1 and 180."),
    "lead-words": (LEAD, "two weeks", NO_NUMBER),
    "valid-unknown": (VALID, "for ever", NO_OPTION),
    "notes-too-long": (NOTES, "x" * 501, TOO_LONG),
    "name-invisible": (NAME, INVISIBLE, NOTHING),
    "name-too-long": (NAME, "x" * 121, TOO_LONG),
    "category-unknown": (CATEGORY, "Weapons", NO_OPTION),
    "unit-unknown": (UNIT, "parsecs", NO_OPTION),
    "currency-unknown": (CURRENCY, "XXX", "I do not know the currency XXX."),
    "currency-word": (CURRENCY, "euros", "I do not know the currency EUROS."),
    "list-price-zero": (LIST_PRICE, "0", ZERO),
    "list-price-negative": (LIST_PRICE, "-1", NEGATIVE),
    "list-price-too-precise": (LIST_PRICE, "1.005", "At most 2 decimals"),
    "list-price-ambiguous": (LIST_PRICE, "1,250", TWO_WAYS),
    "list-price-absurd": (LIST_PRICE, "1000000000", TOO_MUCH),
    "minimum-zero": (MINIMUM, "0", ZERO),
    "minimum-negative": (MINIMUM, "-10", NEGATIVE),
    "stock-negative": (STOCK, "-1", NEGATIVE),
    "stock-fraction": (STOCK, "1.5", "At most 0 decimals"),
    "stock-absurd": (STOCK, "99999999999", TOO_MUCH),
    "description-too-long": (DESCRIPTION, "x" * 2001, TOO_LONG),
}


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


GOOD_OFFER = {
    "quantity": "50",
    "price": "40.80",
    "freight": "0",
    "incoterm": "DAP",
    "place": "Hamburg",
    "lead": "14",
    "valid": "72",
    "notes": "",
}
BAD_ON_SLACK = {
    "quantity-words": ("quantity", "Quantity", "fifty", "not a whole number"),
    "quantity-negative": ("quantity", "Quantity", "-5", NEGATIVE),
    "quantity-zero": ("quantity", "Quantity", "0", ZERO),
    "quantity-absurd": ("quantity", "Quantity", "99999999", TOO_MUCH),
    "quantity-below-minimum": ("quantity", "Quantity", "9", "The minimum order is 10."),
    "quantity-above-stock": ("quantity", "Quantity", "100000", "are available."),
    "quantity-missing": ("quantity", "Quantity", "", "required"),
    "price-words": ("price", "Unit price", "cheap", NO_NUMBER),
    "price-blank": ("price", "Unit price", "   ", NOTHING),
    "price-invisible": ("price", "Unit price", INVISIBLE, NOTHING),
    "price-negative": ("price", "Unit price", "-1", NEGATIVE),
    "price-zero": ("price", "Unit price", "0", ZERO),
    "price-exponent": ("price", "Unit price", "1e999", NO_NUMBER),
    "price-nan": ("price", "Unit price", "NaN", NO_NUMBER),
    "price-ambiguous": ("price", "Unit price", "1,250", TWO_WAYS),
    "price-other-currency": ("price", "Unit price", "40 USD", OTHER_CURRENCY),
    "price-too-long": ("price", "Unit price", "1" * 501, "at most 500 characters"),
    "freight-negative": ("freight", "Freight", "-1", NEGATIVE),
    "place-too-long": ("place", "Place", "x" * 81, TOO_LONG),
    "lead-too-long": ("lead", "Lead time in days", "181", "It must be between 1 and 180."),
    "notes-too-long": ("notes", "Notes", "x" * 501, TOO_LONG),
}


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


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        pytest.param("frobnicate", "I do not know that word.", id="unknown"),
        pytest.param("offer 5 @ 3", "I do not know that word.", id="unknown-with-words"),
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
        async with world.nothing_changes():
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
        pytest.param("bad", TOO_SHORT, id="too-short"),
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
