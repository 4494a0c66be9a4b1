"""The people of scripts: what they wait for, what they can not do, and how they say so."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from adapters.sandbox.people import CannotDo, NotAccepted, NotSeen, Payer, SlackPerson, TelegramPerson
from adapters.sandbox.server import Sandbox
from tests.adapters.sandbox.server_harness import BERTA, MARA, SVEN, Shop, open_shop, running_sandbox
from tests.adapters.sandbox.telegram_harness import png


@pytest_asyncio.fixture
async def opened() -> AsyncIterator[tuple[Sandbox, Shop]]:
    async with open_shop() as opened:
        yield opened


@pytest.fixture
def berta(opened: tuple[Sandbox, Shop]) -> TelegramPerson:
    return TelegramPerson(opened[0].base_url, BERTA)


@pytest.fixture
def sven(opened: tuple[Sandbox, Shop]) -> SlackPerson:
    return SlackPerson(opened[0].base_url, SVEN)


async def test_a_buyer_talks_presses_and_sees(berta: TelegramPerson) -> None:
    await berta.say("/start")
    await berta.press("Accept")
    shown = await berta.sees("Now showing: accept")
    assert (shown.by_bot, shown.edited, shown.rows) == (True, True, (("Start over",),))
    assert await berta.is_told("You pressed") == "You pressed accept"
    assert await berta.labels() == ("Start over",)
    assert (await berta.screen()).key == shown.key
    assert await berta.transcript() == ["Berta Brandt: /start", "Parley: Now showing: accept [Start over]"]


async def test_invisible_characters_are_no_hindrance(berta: TelegramPerson) -> None:
    await berta.say("hello")
    assert (await berta.sees("You wrote hello")).text == "You wrote hello"


async def test_what_is_not_seen_is_told_with_the_end_of_the_chat(berta: TelegramPerson) -> None:
    await berta.say("hello")
    await berta.sees("You wrote")
    with pytest.raises(NotSeen, match=r"(?s)Berta Brandt did not see 'a deal' within 0.1 s.*Parley: You wrote hello"):
        await berta.sees("a deal", timeout_seconds=0.1)
    with pytest.raises(NotSeen, match="the button 'Pay'"):
        await berta.press("Pay", timeout_seconds=0.1)


async def test_one_of_several_answers_is_enough(berta: TelegramPerson) -> None:
    await berta.say("hello")
    text, _ = await berta.sees_any(("sold out", "You wrote"))
    assert text == "You wrote"


async def test_pressing_waits_for_the_button(berta: TelegramPerson) -> None:
    pressing = berta.press("Browse")
    await berta.say("/start")
    assert (await pressing)["callback_query_id"]


async def test_files_reach_the_bot(berta: TelegramPerson, sven: SlackPerson) -> None:
    await berta.sends("label.png", png(), mime="image/png", caption="the label")
    await berta.sends("terms.pdf", b"%PDF", mime="application/pdf")
    await sven.sends("list.csv", b"a,b", caption="our stock")
    assert "(list.csv)" in (await sven.sees("our stock")).text
    assert [row.raw["mime"] for row in await berta.messages() if not row.by_bot] == ["image/png", "application/pdf"]


async def test_who_blocked_the_bot_writes_no_more(berta: TelegramPerson) -> None:
    await berta.say("/start")
    await berta.blocks()
    with pytest.raises(CannotDo, match="blocked"):
        await berta.say("hello?")
    await berta.unblocks()
    await berta.follows("https://t.me/parley_sandbox_bot?start=deal_17")
    await berta.sees("You wrote /start deal_17")


async def test_a_seller_commands_and_fills_in_a_form(sven: SlackPerson, opened: tuple[Sandbox, Shop]) -> None:
    await sven.command("/parley start")
    await sven.press("counter")
    modal = await sven.sees_modal()
    assert modal["title"]["text"] == "Make a counter-offer"
    with pytest.raises(NotAccepted) as refused:
        await sven.fills({"Unit price": "0"})
    assert refused.value.errors == {"Unit price": "It must be more than zero."}
    with pytest.raises(NotAccepted) as unfit:
        await sven.fills({"price": "1" * 41})
    assert unfit.value.errors == {"Unit price": "at most 40 characters"}
    assert await sven.fills({"Unit price": "4.10", "Delivery": "DAP"}) == "closed"
    await sven.sees("Offer sent at 4.10")
    assert opened[1].submitted[0]["terms"]["terms"]["selected_option"]["value"] == "dap"
    assert (await sven.transcript())[-1] == "Parley: Offer sent at 4.10"


async def test_a_form_can_be_left_by_its_own_button(sven: SlackPerson) -> None:
    await sven.command("start")
    await sven.press("Counter")
    await sven.sees_modal()
    await sven.press("Cancel")
    with pytest.raises(NotSeen, match="a modal"):
        await sven.sees_modal(timeout_seconds=0.1)


async def test_words_stand_apart_from_buttons_on_slack(sven: SlackPerson) -> None:
    await sven.command("start")
    shown = await sven.sees("Offer 1 of Brandt")
    assert shown.rows == (("Counter", "Whisper", "Reject"),)
    assert "Whisper" not in shown.text
    await sven.press("Whisper")
    await sven.sees("Only you can read this.")
    await sven.press("Reject")
    assert (await sven.sees("Done: reject")).key == shown.key


async def test_moderators_meet_in_their_channel(opened: tuple[Sandbox, Shop], sven: SlackPerson) -> None:
    desk = SlackPerson(opened[0].base_url, MARA).in_channel("#moderators")
    await desk.command("queue")
    await desk.sees("Deal D-17")
    assert not await SlackPerson(opened[0].base_url, MARA).messages()
    with pytest.raises(CannotDo, match="Sven Hansen is in no channel 'moderators'"):
        await sven.in_channel("moderators").messages()


async def test_nobody_answers_while_the_product_is_away() -> None:
    async with running_sandbox() as sandbox:
        sven = SlackPerson(sandbox.base_url, SVEN)
        with pytest.raises(CannotDo, match="did not acknowledge"):
            await sven.command("start")
        assert "failed" in await sven.is_told("/parley")


@pytest.mark.parametrize(
    ("card", "paid", "words"),
    [("ok", True, ""), ("3ds", True, ""), ("decline", False, "declined"), ("3ds_fail", False, "failed authentication")],
)
async def test_paying_ends_as_the_card_wants_it(
    opened: tuple[Sandbox, Shop], berta: TelegramPerson, card: str, paid: bool, words: str
) -> None:
    await berta.say("/pay")
    url = (await berta.press("Pay €2,100"))["url"]
    payment = await Payer(opened[0].base_url).pays(url, card)
    assert payment.paid is paid
    assert words in payment.words
    assert payment.return_url == ("https://t.me/parley_sandbox_bot?start=paid" if paid else "")


async def test_what_was_paid_can_not_be_paid_again(opened: tuple[Sandbox, Shop]) -> None:
    sandbox, shop = opened
    session_id = (await shop.checkout_url()).rpartition("/")[2]
    payer = Payer(sandbox.base_url)
    assert (await payer.pays(session_id)).paid
    with pytest.raises(CannotDo, match="has been paid"):
        await payer.pays(session_id)
    assert (await payer.pays(await shop.checkout_url(), "3ds_start")).words == "3-D Secure"
