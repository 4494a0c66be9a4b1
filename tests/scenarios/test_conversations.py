"""Forms and dialogues: forward, back, skip, cancel, edit, interruption and restart, on both platforms."""

from __future__ import annotations

import pytest
import pytest_asyncio

from core.trades import State
from tests.scenarios.players import OnSlack, OnTelegram
from tests.scenarios.trade import REASONS, Trade
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTIONS = (
    ("How many?", "20"),
    ("What price per unit", "40.80"),
    ("What does freight cost", "0"),
    ("On which delivery terms", "DAP"),
    ("Which named place", "Hamburg"),
    ("Within how many days", "14"),
    ("How long is your offer valid?", "3 days"),
    ("Anything to add?", "Please on pallets."),
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lena(opened: World) -> OnSlack:
    """A buyer on Slack."""
    person = await opened.colleague("lena", "Lena Lund")
    await person.joins("Lena Lund", "Lund AB")
    return person


async def _begins(person: OnTelegram | OnSlack) -> None:
    await person.types("browse steel sheet S235JR")
    await person.presses("1. Hot-rolled")
    await person.presses("Make an offer")


async def _answers(person: OnTelegram, upto: str = "") -> None:
    """From the first question up to the one named, or all."""
    for question, answer in QUESTIONS:
        assert question in (await person.newest()).text
        if upto and question == upto:
            return
        await person.says(answer)


async def _offers(world: World) -> int:
    return int(world.query("SELECT count(*) FROM offers")[0][0])


async def test_every_answer_can_be_typed(world: World) -> None:
    """Chips are a convenience: whoever types what they say gets as far."""
    person = await world.buyer("Tilda Type", "Type AG")
    await _begins(person)
    await _answers(person)
    await person.sees("Your offer", "Quantity: 20", "Place: Hamburg", "Please on pallets.", "Send the offer")
    await person.presses("Send the offer")
    await person.sees("Your offer is sent.", "Quantity: 20 sheets", "Total: €816.00", "DAP Hamburg")


async def test_back_goes_through_every_question_and_keeps_the_answers(world: World) -> None:
    person = await world.buyer("Bastian Back", "Back AG")
    await _begins(person)
    await _answers(person, upto="Anything to add?")
    for question, _ in reversed(QUESTIONS[:-1]):
        await person.presses("Back")
        assert question in (await person.newest()).text
    assert "Back" not in (await person.newest()).labels
    await person.says("30")
    newest = await person.newest()
    assert "Anything to add?" in newest.text, "what was answered is not asked again"
    await person.presses("Skip")
    await person.sees("Quantity: 30", "Unit price: 40.80", "Place: Hamburg")
    await person.presses("Cancel")


async def test_what_is_needed_can_not_be_skipped(world: World) -> None:
    person = await world.buyer("Skip Sturm", "Sturm AG")
    await _begins(person)
    for question, answer in QUESTIONS:
        newest = await person.newest()
        assert question in newest.text
        optional = question in ("Which named place", "Anything to add?")
        assert ("Skip" in newest.labels) is optional
        await (person.presses("Skip") if optional else person.says(answer))
    await person.sees("Place: –", "Notes: –")
    await person.presses("Cancel")


@pytest.mark.parametrize("question", [question for question, _ in QUESTIONS])
async def test_cancelling_at_any_question_leaves_nothing(world: World, question: str) -> None:
    person = await world.buyer("Carla Cancel", "Cancel AG")
    await _begins(person)
    async with world.nothing_changes():
        await _answers(person, upto=question)
        await person.presses("Cancel")
    await person.sees("Cancelled. Nothing was changed.")
    await person.says("20")
    await person.sees("I did not catch what that is about.")


async def test_a_cancelled_form_is_over_for_good(world: World) -> None:
    person = await world.buyer("Otto Over", "Over AG")
    await _begins(person)
    await _answers(person)
    send = await person.token("Send the offer")
    await person.types("cancel")
    async with world.nothing_changes():
        await person.sends_press(send)
    await person.is_told("That form is over.")


async def test_editing_an_answer_from_the_review(world: World) -> None:
    person = await world.buyer("Edda Edit", "Edit AG")
    await _begins(person)
    await _answers(person)
    for label, answer, shown in (
        ("Change: Quantity", "50", "Quantity: 50"),
        ("Change: Unit price", "39,50", "Unit price: 39.50"),
        ("Change: Place", "Bremen", "Place: Bremen"),
        ("Change: Notes", "No pallets.", "Notes: No pallets."),
    ):
        await person.presses(label)
        await person.says(answer)
        assert shown in (await person.newest()).text, "back at the review"
    await person.presses("Change: Lead time in days")
    await person.presses("Back")
    assert "Send the offer" in (await person.newest()).labels
    await person.presses("Send the offer")
    await person.sees("Your offer is sent.", "Quantity: 50 sheets", "39.50", "DAP Bremen")


async def test_a_bad_edit_keeps_the_answer_that_was(world: World) -> None:
    person = await world.buyer("Erna Edit", "Erna AG")
    await _begins(person)
    await _answers(person)
    await person.presses("Change: Quantity")
    await person.says("9")
    await person.sees("The minimum order is 10.")
    await person.presses("Back")
    await person.sees("Quantity: 20")
    await person.presses("Cancel")


async def test_a_press_on_an_older_question(world: World) -> None:
    """It is refused, with the question that is open now."""
    person = await world.buyer("Olga Older", "Older AG")
    await _begins(person)
    chip = await person.token("10 sheets")
    await person.says("20")
    await person.sends_press(chip)
    await person.is_told("That was an older version.")
    await person.says("40.80")
    await _through_the_rest(person)
    await person.sees("Quantity: 20")
    await person.presses("Cancel")


async def _through_the_rest(person: OnTelegram) -> None:
    for _, answer in QUESTIONS[2:]:
        await person.says(answer)


async def test_an_interruption_is_set_aside_and_continued(world: World) -> None:
    person = await world.buyer("Iris Interrupt", "Interrupt AG")
    await _begins(person)
    await _answers(person, upto="Which named place")
    await person.types("sell")
    await person.sees("What do you sell?")
    await person.presses("Cancel")
    await person.sees("You were in the middle of something: Your offer.", "Continue")
    await person.presses("Continue")
    assert "Which named place" in (await person.newest()).text
    for _, answer in QUESTIONS[4:]:
        await person.says(answer)
    await person.sees("Quantity: 20", "Unit price: 40.80")
    await person.presses("Send the offer")
    await person.sees("Your offer is sent.")


async def test_an_interruption_that_is_finished_leads_back_too(world: World) -> None:
    person = await world.buyer("Ina Interrupt", "Ina AG")
    await _begins(person)
    await _answers(person, upto="Which named place")
    await person.types("profile")
    await person.presses("Change address")
    await person.says("Neuer Wall 1, Hamburg")
    await person.sees("Delivery address: Neuer Wall 1, Hamburg")
    await person.sees("You were in the middle of something: Your offer.", "Continue")


async def test_looking_around_does_not_end_a_form(world: World) -> None:
    person = await world.buyer("Lola Look", "Look AG")
    await _begins(person)
    await person.says("20")
    for command in ("help", "deals", "browse pipe", "profile"):
        await person.types(command)
    await person.says("40.80")
    assert "What does freight cost" in (await person.newest()).text
    await person.types("cancel")


async def test_news_do_not_take_a_question_away(world: World) -> None:
    """Somebody who is asked from a deal's card keeps the question, with its buttons, while the deal goes on."""
    trade = Trade(world, await world.buyer("Nele News", "News AG"))
    await trade.is_offered()
    await trade.buyer.presses("Write to them")
    await trade.seller.presses("Counter / new offer")
    await trade.seller.fills(price="41")
    await trade.seller.presses("Send the offer")
    await trade.buyer.sees("A new offer is on the table.")
    question = await trade.buyer.sees("What do you want to say?")
    assert "Cancel" in question.labels
    await trade.buyer.says("Is that with freight?")
    await trade.seller.sees("Is that with freight?")


async def test_a_cancelled_question_leads_back_to_the_deal(world: World) -> None:
    trade = Trade(world, await world.buyer("Dana Deal", "Dana AG"))
    await trade.is_offered()
    await trade.buyer.presses("Write to them")
    await trade.buyer.presses("Cancel")
    await trade.buyer.presses("Open the deal")
    await trade.buyer.sees("Deal", "Withdraw my offer")


async def test_a_restart_in_the_middle_of_a_dialogue(world: World, lena: OnSlack) -> None:
    """Question, answers, chips and a form that is open on Slack all survive."""
    person = await world.buyer("Rosa Restart", "Restart AG")
    await _begins(person)
    await person.says("20")
    await _begins(lena)
    chip = await person.token("41.80 EUR")
    await world.restarts()
    await person.sends_press(chip)
    assert "What does freight cost" in (await person.newest()).text
    await _through_the_rest(person)
    await world.restarts()
    before = await _offers(world)
    await person.presses("Send the offer")
    await person.sees("Your offer is sent.", "Quantity: 20 sheets")
    await lena.fills(quantity="30", price="40", freight="0", incoterm="DAP", lead="14", valid="72")
    await lena.presses("Send the offer")
    await lena.sees("Your offer is sent.")
    assert await _offers(world) == before + 2


async def test_the_world_moves_on_while_a_form_is_open(world: World) -> None:
    """A listing that is paused meanwhile is not offered on any more, and the form says so."""
    person = await world.buyer("Paula Paused", "Paused AG")
    await person.types("browse galvanised DX51D")
    await person.presses("1. Galvanised")
    await person.presses("Make an offer")
    await world.sven.types("browse galvanised DX51D")
    await world.sven.presses("1. Galvanised")
    await world.sven.presses("Pause")
    try:
        async with world.nothing_changes():
            await person.says("10")
        await person.sees("That listing is not on sale any more.")
        await person.types("cancel")
    finally:
        await world.sven.presses("Put back on sale")


# ── Slack ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_form_that_is_closed_can_be_opened_again(world: World, lena: OnSlack) -> None:
    await _begins(lena)
    await lena.closes_form()
    await lena.sees("How many?", "Fill in the form", "Cancel")
    await lena.presses("Fill in the form")
    assert await lena.has_form()
    await lena.closes_form()
    await lena.presses("Cancel")
    await lena.sees("Cancelled. Nothing was changed.")


async def test_a_form_comes_back_with_all_that_is_wrong_and_keeps_what_is_right(world: World, lena: OnSlack) -> None:
    await _begins(lena)
    errors = await lena.fills_badly(quantity="5", price="x", freight="-1", lead="0", place="Hamburg")
    assert errors.keys() == {"Quantity", "Unit price", "Freight", "Lead time in days"}
    await lena.fills(quantity="20", price="40.80", freight="0", lead="14")
    await lena.sees("Quantity", "20", "Hamburg")
    await lena.presses("Cancel")


async def test_a_form_can_be_answered_by_typing_instead(world: World, lena: OnSlack) -> None:
    await _begins(lena)
    await lena.closes_form()
    for question, answer in QUESTIONS:
        assert question in (await lena.newest()).text
        await lena.says(answer)
    await lena.sees("Please on pallets.", "Send the offer")
    await lena.presses("Cancel")


async def test_an_answer_of_a_form_is_changed_in_the_review(world: World, lena: OnSlack) -> None:
    await _begins(lena)
    await lena.fills(quantity="20", price="40.80", freight="0", incoterm="DAP", lead="14", valid="72")
    await lena.presses("Change: Quantity")
    if await lena.has_form():
        await lena.fills(quantity="30", price="40.80", freight="0", incoterm="DAP", lead="14", valid="72")
    else:
        await lena.says("30")
    await lena.sees("€1,224.00", "Send the offer", "Change: Quantity")
    await lena.presses("Cancel")


async def test_joining_by_form_with_missing_answers(world: World) -> None:
    person = await world.colleague("mia", "Mia Missing")
    await person.types("start")
    await person.presses("Join")
    assert (await person.fills_badly(full_name="", company_name="")).keys() == {"Name", "Company"}
    assert (await person.fills_badly(full_name=" M ", company_name="\u200b\u200b")).keys() == {"Name", "Company"}
    await person.fills(full_name="Mia Missing", company_name="Missing AB")
    await person.presses("Join")
    await person.sees("You trade for Missing AB")


async def test_somebody_who_joined_is_not_asked_to_join_again(world: World, lena: OnSlack) -> None:
    person = await world.buyer("Jana Joined", "Joined AG")
    async with world.nothing_changes():
        await person.types("register")
        await lena.types("register")
    assert "What is your name?" not in (await person.newest()).text
    assert not await lena.has_form()


async def test_an_order_shipped_in_one_line(world: World) -> None:
    trade = await Trade(world, await world.buyer("Lina Line", "Line AG")).reaches(State.PLACED)
    code = trade.id[-6:].upper()
    await trade.seller.types(f"ship {code} DB Schenker DBS123")
    await trade.is_(State.SHIPPED)
    await trade.seller.sees("Noted: 10 sheets shipped")
    await trade.buyer.sees("The goods are on their way.", "10 sheets with DB Schenker, tracking DBS123")


async def test_a_ruling_is_reviewed_again_when_the_case_has_changed(world: World) -> None:
    """The sides were about to settle: nobody decides without having been able to see it. What a side was still filling in
    is refused then, and does not stay behind as something to continue."""
    trade = await Trade(world, await world.buyer("Edda Evidence", "Evidence AG")).reaches(State.DISPUTED)
    await world.mara.presses("Take the case")
    await world.mara.presses("Decide")
    await world.mara.fills(reason_code="damaged_in_transit", outcome="refund", resolution=REASONS)
    for label in ("Propose a settlement", "25 %", "Send"):
        await trade.buyer.presses(label)
    async with world.nothing_changes():
        await world.mara.presses("Publish")
    await world.mara.sees("The deal has changed in the meantime.")
    await trade.seller.presses("Answer")
    await trade.seller.fills(statement="They left our yard straight.")
    await world.mara.presses("Publish")
    assert (await trade.deal()).state is State.DECIDED
    await trade.seller.presses("Send")
    await trade.seller.is_told("That is not possible at this point.")
    await trade.seller.types("cancel")
    await trade.seller.sees("There is nothing to cancel.")
