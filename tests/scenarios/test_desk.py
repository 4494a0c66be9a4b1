"""The moderators' desk: taking a case, deciding it in every way, and those who would decide but may not."""

from __future__ import annotations

import asyncio
import io
import json
import os
import random

import pytest
from pypdf import PdfReader

from adapters.evidence.bundle import packed, unpacked
from adapters.evidence.checking import check_bundle
from adapters.sandbox.people_seen import Shown
from bot.text import Say
from core.errors import NotFound
from core.ids import code_of
from core.messages import CaseLetter
from core.ports.unit_of_work import Tx
from core.trades import State
from tests.adapters.files.hostile import photo_with_a_place
from tests.scenarios.out_of_sight import taken_out_of_sight
from tests.scenarios.players import OnSlack
from tests.scenarios.trade import REASONS, WRONG, Trade, stands_below_its_card
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PRICE, COMMISSION = 40_800, 1_224


async def _disputed(world: World, name: str) -> Trade:
    return await Trade(world, await world.buyer(name, f"{name} AG")).reaches(State.DISPUTED)


async def _ends(trade: Trade, *, refund: int, commission: int) -> None:
    """The money is where the decision says, in our ledger and at the provider."""
    deal = await trade.deal()
    assert deal.balance(f"esc:{trade.id}") == 0
    assert sum(each.amount for each in deal.refunds if each.status == "done") == refund
    assert sum(each.amount for each in deal.payouts if each.status == "paid") == PRICE - refund - commission
    assert sum(each.amount for each in deal.entries if each.kind == "commission") == commission
    assert not deal.trade.frozen


@pytest.mark.parametrize(
    ("outcome", "back", "state", "refund", "commission"),
    [
        pytest.param("release", "", State.COMPLETED, 0, COMMISSION, id="release"),
        pytest.param("refund", "", State.CANCELLED, PRICE, 0, id="refund"),
        pytest.param("split", "100.01", State.COMPLETED, 10_001, 924, id="split"),
    ],
)
async def test_a_decision_is_carried_out_when_nobody_objects(
    world: World, outcome: str, back: str, state: State, refund: int, commission: int
) -> None:
    trade = await _disputed(world, f"Anna {outcome}{back[:4]}")
    await trade.is_ruled(outcome, back)
    await trade.is_(State.DECIDED)
    for side in (trade.buyer, trade.seller, world.mara):
        await side.sees("Decided; can still be appealed", REASONS)
    await world.passes(hours=71)
    await trade.is_(State.DECIDED)
    await world.passes(hours=2)
    await trade.is_(state)
    await world.passes(days=5)
    await _ends(trade, refund=refund, commission=commission)
    for side in (trade.buyer, trade.seller):
        await side.sees("Nobody objected in time.")


async def test_both_accept_and_it_is_carried_out_at_once(world: World) -> None:
    trade = await _disputed(world, "Bernd Both")
    await trade.is_ruled("split", "50%")
    await trade.buyer.presses("Accept the decision")
    await trade.buyer.sees("When both accept, it is carried out at once.", "Back to the buyer: €204.00.")
    await trade.buyer.presses("Accept the decision")
    await trade.is_(State.DECIDED)
    await trade.seller.sees("The other side accepted the decision.")
    await trade.seller.presses("Accept the decision")
    await trade.seller.presses("Accept the decision")
    await trade.is_(State.COMPLETED)
    await world.passes(days=5)
    await _ends(trade, refund=20_400, commission=612)


async def test_the_same_side_can_not_accept_for_both(world: World) -> None:
    trade = await _disputed(world, "Svenja Same")
    await trade.is_ruled("refund")
    await trade.buyer.presses("Accept the decision")
    accept = await trade.buyer.token("Accept the decision")
    await trade.buyer.presses("Accept the decision")
    async with world.nothing_changes():
        await trade.buyer.sends_press(accept)
    assert "Accept the decision" not in (await trade.buyer.newest()).labels
    await trade.is_(State.DECIDED)
    await world.passes(hours=73)
    await world.passes(days=5)
    await _ends(trade, refund=PRICE, commission=0)


async def test_two_moderators_race_for_a_case(world: World) -> None:
    """One gets it, the other is told; and the one who has it can go on."""
    trade = await _disputed(world, "Rita Race")
    path, label = "/slack/_people/{}/press_label", "Take the case"
    channel = await world.slack_channel(world.mara.id, "moderators")
    card = await world.mara.sees("Dispute", "Take the case")
    given = {"channel": channel, "ts": card.key, "label": label}
    await asyncio.gather(*(world.post(path.format(each.id), **given) for each in (world.mara, world.noor)))
    await world.rests()
    holder = (await trade.deal()).dispute
    assert holder is not None
    assert holder.status == "in_progress"
    mara_has_it = world.query("SELECT chat_user FROM chat_identities WHERE user_id = ?", holder.moderator_id)
    winner, loser = (world.mara, world.noor) if mara_has_it == [(world.mara.id,)] else (world.noor, world.mara)
    await loser.is_told("has this case.")
    await winner.presses("Decide")
    await winner.fills(reason_code="damaged_in_transit", outcome="release", resolution=REASONS)
    await winner.presses("Publish")
    await trade.is_(State.DECIDED)


async def test_a_case_belongs_to_whoever_took_it(world: World) -> None:
    trade = await _disputed(world, "Holger Holder")
    await world.mara.presses("Take the case")
    async with world.nothing_changes(on_record=1):
        await world.noor.presses("Decide")
    await world.noor.is_told("Mara Moss has this case.")
    assert not await world.noor.has_form()
    # Noor runs the market: she may free a case whose moderator is away.
    await world.noor.presses("Hand over")
    await world.noor.presses("Take the case")
    await world.noor.presses("Decide")
    await world.noor.fills(reason_code="damaged_in_transit", outcome="refund", resolution=REASONS)
    await world.noor.presses("Publish")
    await trade.is_(State.DECIDED)


async def test_the_case_says_who_has_it(world: World) -> None:
    await _disputed(world, "Nina Name")
    await world.mara.presses("Take the case")
    card = await world.mara.sees("You have this case.", "Moderator")
    assert "Mara" in card.text


async def test_a_moderator_decides_nothing_of_their_own_company(world: World) -> None:
    """Somebody with both hats: a moderator whose company is a party."""
    trade = await _disputed(world, "Conny Conflict")
    user_id = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", world.sven.id)[0][0]
    await world.grants(user_id, "moderator")
    channel = await world.slack_channel(world.mara.id, "moderators")
    await world.post(f"/slack/_channels/{channel}/members", user=world.sven.id)
    sven = OnSlack(world, world.sven.id, "#moderators")
    try:
        async with world.nothing_changes(on_record=1):
            await sven.presses("Take the case")
        await sven.is_told("You can not take part in this case: your company is a party to it.")
        await world.mara.presses("Take the case")
        await world.mara.sees("You have this case.")
        await trade.is_(State.DISPUTED)
    finally:
        await world.grants(user_id, "")


async def test_the_opener_withdraws(world: World) -> None:
    trade = await _disputed(world, "Willi Withdraw")
    assert "Withdraw the dispute" not in (await trade.seller.newest()).labels
    await world.mara.presses("Take the case")
    await world.mara.sees("You have this case.")
    assert "Withdraw the dispute" not in (await trade.buyer.newest()).labels
    await world.mara.presses("Hand over")
    await trade.is_opened_by(trade.buyer)
    await trade.buyer.presses("Withdraw the dispute")
    await trade.buyer.presses("Withdraw the dispute")
    await trade.is_(State.DELIVERED)
    await trade.seller.sees("The other side withdrew the dispute. The deal goes on.")
    await world.mara.sees("The dispute was withdrawn.")
    async with world.nothing_changes():
        assert "Decide" not in (await world.mara.newest()).labels
    await trade.buyer.presses("Accept the goods")
    await trade.buyer.presses("Accept the goods")
    await trade.is_(State.COMPLETED)
    await _ends(trade, refund=0, commission=COMMISSION)


async def test_nothing_moves_while_the_money_is_frozen(world: World) -> None:
    trade = Trade(world, await world.buyer("Fritz Frozen", "Frozen AG"))
    await trade.reaches(State.DELIVERED)
    accept = await trade.buyer.token("Accept the goods")
    await trade.is_disputed()
    async with world.nothing_changes():
        await trade.buyer.sends_press(accept)
    await trade.is_(State.DISPUTED)
    await world.passes(days=29)
    await trade.is_(State.DISPUTED)
    assert (await trade.deal()).balance(f"esc:{trade.id}") == PRICE
    # After 30 days without a decision the rule decides; even then nothing moves before the appeal window is over.
    await world.passes(days=2)
    await trade.is_(State.DECIDED)
    assert (await trade.deal()).balance(f"esc:{trade.id}") == PRICE


async def test_a_ruling_needs_amounts_and_reasons(world: World) -> None:
    await _disputed(world, "Rudi Rule")
    mara = world.mara
    await mara.presses("Take the case")
    await mara.presses("Decide")
    for back in ("0", "100%", "408", "abc", "-5", "50 USD", "40.5%", ""):
        async with world.nothing_changes():
            errors = await mara.fills_badly(
                reason_code="damaged_in_transit", outcome="split", refund_amount=back, resolution=REASONS
            )
        assert errors.keys() == {"Back to the buyer"}, back
    async with world.nothing_changes():
        errors = await mara.fills_badly(
            reason_code="damaged_in_transit", outcome="split", refund_amount="", resolution="no"
        )
    assert errors.keys() == {"Back to the buyer", "Reasons"}
    await mara.closes_form()


async def test_the_queue_lists_open_cases(world: World) -> None:
    trade = await _disputed(world, "Quentin Queue")
    case = (await trade.deal()).dispute
    assert case is not None
    await world.mara.types("queue")
    await world.mara.sees("Open cases", "held", code_of(case.id))
    await world.mara.types(f"case {code_of(case.id)}")
    await world.mara.sees(f"Case {code_of(case.id)}", "Take the case")
    await world.mara.sees(f"The card on top of this thread shows how case {code_of(case.id)} stands.")


async def test_the_case_file_goes_to_the_moderator_alone_and_can_be_checked(world: World) -> None:
    """The line of time with everything in it, as a document and as a bundle that no byte can be changed in."""
    trade = Trade(world, await world.buyer("Fiona File", "File AG"))
    await trade.reaches(State.DELIVERED)
    photo = photo_with_a_place()
    await trade.buyer.presses("Something is wrong")
    await trade.buyer.presses("Damaged")
    await trade.buyer.person.sends("bent.jpg", photo, mime="image/jpeg")
    await world.rests()
    await trade.buyer.says(WRONG)
    await trade.buyer.presses("Open the dispute")
    await world.mara.presses("Take the case")
    await world.mara.presses("Case file")
    alone = OnSlack(world, world.mara.id)
    await alone.sees("Case file", "Open the deal")
    await world.mara.does_not_see("Keep both to yourself")
    names = [file["name"] for each in await alone.messages() for file in each.raw.get("files", [])]
    assert sorted(name.rpartition(".")[2] for name in names) == ["pdf", "zip"]

    content = await world.market.documents.case_bundle(trade.id)
    assert check_bundle(content).faults == ()
    files = unpacked(content)
    entries = json.loads(files["case/timeline.json"])["entries"]
    kinds = {entry["kind"] for entry in entries}
    assert kinds >= {"offer", "move", "money", "file", "shipping"}
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
    (shown,) = [entry for entry in entries if entry["kind"] == "file"]
    assert files[shown["file"]] == photo
    assert any(entry["words"] == WRONG for entry in entries)
    chance = random.Random(11)
    for _ in range(int(os.environ.get("PARLEY_BUNDLE_FLIPS", "60"))):
        place = chance.randrange(len(content))
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        assert check_bundle(bytes(flipped)).faults, place
    del files[shown["file"]]
    assert any("is missing" in fault for fault in check_bundle(packed(files)).faults)
    paper = PdfReader(io.BytesIO(await world.market.documents.case(f"{trade.id}.en")))
    words = "\n".join(page.extract_text() for page in paper.pages)
    assert "Everything in one line of time" in words
    assert shown["sha256"][:16] in words


async def _asked_alone(world: World, trade: Trade, code: str) -> Shown:
    """The seller has a day for an answer, and takes longer; what the moderator reads of it."""
    seller, mara = trade.seller, world.mara
    await mara.presses("Ask a question")
    await mara.fills(to="seller", topic="own", question="When was it loaded, and by whom?", days="1")
    await mara.presses("Ask")
    words = "When was it loaded, and by whom?"
    question = await seller.sees(f"Moderator of case {code} asks:", words, "is not shown it")
    await world.passes(hours=13)
    await seller.sees("Reminder: the moderator of your case waits for your answer.", "Answer the moderator")
    await world.passes(hours=12)
    await mara.sees("A question was not answered in time. You can decide on what is there.")
    await seller.answers(question, "On Monday, by our own people.")
    await seller.sees(f"Your answer is in case {code}, marked as late.")
    late = "This came after the time to answer it."
    return await mara.sees("On Monday, by our own people.", f"Case {code}: ", late)


async def test_a_moderator_asks_through_us_and_the_answers_go_into_the_case(world: World) -> None:
    """A usual question to both, each in their own language, then one in the moderator's words to the seller alone."""
    trade = await _disputed(world, "Quirin Question")
    buyer, seller, mara, de = trade.buyer, trade.seller, world.mara, Say("de")
    dispute = (await trade.deal()).dispute
    assert dispute is not None
    code = code_of(dispute.id)
    await buyer.types(f"case {code}")
    await buyer.sees(f"Genuine: {code} is the case about your deal", "No moderator has taken this case yet.")
    await buyer.types("language Deutsch")
    await mara.presses("Take the case")
    await mara.presses("Ask a question")
    await mara.fills(to="both", topic="photos")
    await mara.presses("Ask")
    await mara.sees("The question is on its way.")
    asked = await seller.sees(f"Moderator of case {code} asks:", "Please send photos of the damage", f"case {code}")
    read = await buyer.sees(de("question-from", code=code), de("topic-words-photos"), f"fall {code}")
    for shown in (asked, read):
        assert "Mara" not in shown.text
    for shown, words in ((asked, "Please answer by "), (read, "Bitte antworten Sie bis ")):
        assert words in shown.text
    # On Telegram an answer to the question's own message is an answer to the question.
    await buyer.answers(read, "Gleich kommt ein Foto.")
    await buyer.sees(de("done-reply", code=code))
    await buyer.presses(de("button-reply"))
    photo = photo_with_a_place()
    await buyer.person.sends("bent.jpg", photo, mime="image/jpeg")
    await world.rests()
    await buyer.says("Beide Kanten sind verbogen.")
    await buyer.sees(de("done-reply", code=code))
    for reader in (mara, seller):
        await reader.sees(f"Case {code}: Quirin Question AG answered.", "Beide Kanten sind verbogen.")

    answer = await _asked_alone(world, trade, code)
    for words in ("When was it loaded", "On Monday, by our own people."):
        await buyer.does_not_see(words)
    # The answers, and what was told of the case meanwhile, stand in the thread that its card heads.
    await stands_below_its_card(world, dispute, answer)
    await seller.types(f"case {code}")
    await seller.sees("Genuine: ", "A moderator has this case.", "When was it loaded, and by whom?")
    await buyer.says(f"fall {code}")
    shown = await buyer.sees(de("genuine-taken"), de("topic-words-photos"))
    assert "When was it loaded" not in shown.text

    files = unpacked(await world.market.documents.case_bundle(trade.id))
    entries = json.loads(files["case/timeline.json"])["entries"]
    said = {(each["kind"], each["by"], each["words"]) for each in entries if each["kind"] in ("question", "reply")}
    of_buyer = ("Gleich kommt ein Foto.", "Beide Kanten sind verbogen.")
    assert said == {
        *(("question", "moderator", words) for words in ("", "When was it loaded, and by whom?")),
        *(("reply", "buyer", words) for words in of_buyer),
        ("reply", "seller", "On Monday, by our own people."),
    }
    late = [each["words"] for each in entries if each["kind"] == "reply" and each["detail"]["late"]]
    assert late == ["On Monday, by our own people."]
    assert all(len(each["sha256"]) == 64 for each in entries)
    (sent,) = [each for each in entries if each["kind"] == "file"]
    assert files[sent["file"]] == photo

    await taken_out_of_sight(world, trade, code, sent, photo)


async def test_a_question_is_answered_by_the_side_that_was_asked_and_checked_by_nobody_else(world: World) -> None:
    trade = await _disputed(world, "Wanda Wrong")
    stranger = await world.buyer("Xaver Stranger", "Stranger AG")
    dispute = (await trade.deal()).dispute
    assert dispute is not None
    code = code_of(dispute.id)
    async with world.nothing_changes(on_record=1):
        await stranger.types(f"case {code}")
    await stranger.sees("I can not find that, or it is not yours.")
    await world.mara.presses("Take the case")
    async with world.nothing_changes(on_record=1):
        await world.noor.presses("Ask a question")
    await world.noor.is_told("Mara Moss has this case.")
    await world.mara.presses("Ask a question")
    await world.mara.fills(to="buyer", topic="label")
    await world.mara.presses("Ask")
    await trade.buyer.sees(f"Moderator of case {code} asks:", "Please send a photo of the shipping label")
    await trade.seller.does_not_see(f"Moderator of case {code} asks:")

    deal = await trade.deal()
    seat = next(seat for seat in deal.seats if seat.company_id == deal.trade.seller_company_id)

    async def answers_for_the_buyer(tx: Tx) -> None:
        (question,) = await tx.find(CaseLetter, negotiation_id=trade.id)
        await world.market.services.questioning.answer(tx, seat, question.id, words="It was dry.")

    with pytest.raises(NotFound):
        await world.market.store.write(answers_for_the_buyer)
    # Whoever takes the case next finds the answer in it.
    await world.mara.presses("Hand over")
    await trade.buyer.presses("Answer the moderator")
    await trade.buyer.says("There was none.")
    await trade.buyer.sees(f"Your answer is in case {code}.")
    await world.mara.sees("The other side answered.")
    await world.mara.sees(f"Case {code}", "Take the case")
    for _ in range(3):
        # The first press may meet a card that is older than the answer, and only brings it up to date.
        if (await trade.deal()).state is State.DISPUTED:
            await trade.buyer.presses("Withdraw the dispute")
            await world.rests()
    await trade.is_(State.DELIVERED)
    async with world.nothing_changes():
        await trade.buyer.presses("Answer the moderator")
