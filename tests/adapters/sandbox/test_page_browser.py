"""The page in a browser, with a small shop behind it: what newcomers see and press."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from adapters.sandbox.server import Sandbox
from tests.adapters.sandbox.server_harness import Shop, open_shop, running_sandbox
from tests.browser.chromium import NARROW, WIDE, launched, opened_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def opened() -> AsyncIterator[tuple[Sandbox, Shop]]:
    async with open_shop() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, opened: tuple[Sandbox, Shop]) -> AsyncIterator[Page]:
    async with opened_page(browser, opened[0].base_url, WIDE) as page:
        yield page


def panel(page: Page, name: str) -> Locator:
    return page.get_by_test_id(f"panel-{name}")


def messages(of: Locator) -> Locator:
    return of.get_by_test_id("message")


def key(of: Locator, label: str) -> Locator:
    return of.get_by_test_id("message-button").filter(has_text=label)


async def write(of: Locator, text: str) -> None:
    await of.get_by_test_id("composer-input").fill(text)
    await of.get_by_test_id("composer-send").click()


async def test_a_newcomer_is_led_and_a_card_is_edited_in_place(page: Page) -> None:
    buyer = panel(page, "buyer")
    await expect(page.get_by_test_id("hint")).to_contain_text("press Start")
    await buyer.get_by_test_id("start").click()
    await expect(messages(buyer)).to_have_count(2)
    await expect(page.get_by_test_id("hint")).to_contain_text("/parley start")
    card = messages(buyer).nth(1)
    await expect(card.locator("blockquote")).to_contain_text("Fork-lift at the gate.")
    await expect(key(card, "Reject")).to_have_class("key danger")
    await key(card, "Details").click()
    await expect(page.get_by_test_id("alert")).to_contain_text("Details: steel, grade 8.8")
    await page.get_by_test_id("alert-ok").click()
    await key(card, "Accept").click()
    await expect(buyer.get_by_test_id("toast")).to_have_text("You pressed accept")
    await expect(card).to_contain_text("Now showing: accept")
    await expect(messages(buyer)).to_have_count(2)


async def test_what_people_write_is_never_markup(page: Page) -> None:
    buyer, desk = panel(page, "buyer"), panel(page, "desk")
    nasty = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script> & *so on*"
    await write(buyer, nasty)
    await expect(messages(buyer)).to_have_count(2)
    await expect(messages(buyer).first).to_contain_text(nasty)
    await write(desk, nasty)
    await expect(messages(desk).first).to_contain_text(nasty)
    assert await page.title() == "Parley sandbox"
    assert await page.locator(".messages img").count() == 0


async def test_a_form_shows_its_errors_and_keeps_what_was_typed(page: Page) -> None:
    seller = panel(page, "seller")
    await seller.get_by_test_id("start").click()
    await expect(messages(seller).locator(".fields")).to_contain_text("€2,100.00")
    await key(seller, "Counter").click()
    form = seller.get_by_test_id("modal")
    await expect(form.get_by_label("Unit price")).to_be_focused()
    await form.get_by_test_id("modal-submit").click()
    await expect(form.get_by_test_id("field-error")).to_have_text("Please complete this required field.")
    await form.get_by_label("Unit price").fill("0")
    await form.get_by_label("Note").fill("on pallets")
    await form.get_by_label("Delivery").select_option(label="DAP")
    await form.get_by_test_id("modal-submit").click()
    await expect(form.get_by_test_id("field-error")).to_have_text("It must be more than zero.")
    await expect(form.get_by_label("Note")).to_have_value("on pallets")
    await expect(form.get_by_label("Delivery")).to_have_value("dap")
    await form.get_by_label("Unit price").fill("4.05")
    await form.get_by_label("Unit price").press("Enter")
    await expect(form).to_be_hidden()
    await expect(messages(seller).last).to_contain_text("Offer sent at 4.05")


async def test_a_form_is_left_by_the_keyboard_and_gives_the_focus_back(page: Page) -> None:
    seller = panel(page, "seller")
    await seller.get_by_test_id("composer-input").focus()
    await page.keyboard.type("/parley start")
    await page.keyboard.press("Enter")
    await key(seller, "Counter").focus()
    await page.keyboard.press("Enter")
    await expect(seller.get_by_test_id("modal")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(seller.get_by_test_id("modal")).to_be_hidden()
    await expect(key(seller, "Counter")).to_be_focused()


async def test_dangerous_presses_ask_first_and_whispers_reach_one_person(page: Page) -> None:
    desk = panel(page, "desk")
    await write(desk, "/parley queue")
    await key(desk, "Reject").click()
    await page.get_by_test_id("confirm-no").click()
    await expect(key(desk, "Reject")).to_be_visible()
    await key(desk, "Whisper").click()
    await expect(desk.get_by_test_id("only-you")).to_be_visible()
    await desk.get_by_test_id("person").select_option(label="Noor Adeyemi")
    await expect(desk.get_by_test_id("only-you")).to_have_count(0)
    await key(desk, "Reject").click()
    await page.get_by_test_id("confirm-yes").click()
    await expect(messages(desk)).to_have_text(re.compile("Done: reject"))


async def test_the_payment_page_opens_over_the_chat_and_money_shows(page: Page) -> None:
    buyer = panel(page, "buyer")
    await write(buyer, "/pay")
    await key(buyer, "Pay €2,100.00").click()
    inside = page.frame_locator("[data-testid=visit-frame]")
    await inside.get_by_role("button", name="Card is declined").click()
    await expect(inside.get_by_role("alert")).to_contain_text("declined")
    await inside.get_by_role("button", name="Pay by card").click()
    await expect(page.get_by_test_id("visit")).to_have_count(0)
    await expect(page.get_by_test_id("money-eur-held")).to_have_text("€2,100.00")
    await expect(page.get_by_test_id("money-eur-paid-out")).to_have_text("€0.00")
    await page.set_viewport_size({"width": 390, "height": 800})
    await expect(page.get_by_test_id("money-eur-platform")).to_be_in_viewport(ratio=1)


async def test_the_clock_is_moved_and_followed(page: Page, opened: tuple[Sandbox, Shop]) -> None:
    shown = page.get_by_test_id("clock")
    before = datetime.fromisoformat(str(await shown.get_attribute("datetime")))
    await page.get_by_test_id("clock-259200").click()
    await expect(page.locator("#clock-ahead")).to_have_text("3 d ahead")
    opened[0].clock.advance(timedelta(days=8))
    await expect(page.locator("#clock-ahead")).to_have_text("11 d ahead")
    after = datetime.fromisoformat(str(await shown.get_attribute("datetime")))
    assert timedelta(days=11) <= after - before < timedelta(days=11, minutes=1)


async def test_another_person_has_another_chat_and_a_menu_of_commands(page: Page) -> None:
    buyer = panel(page, "buyer")
    await write(buyer, "hello")
    await expect(messages(buyer)).to_have_count(2)
    await buyer.get_by_test_id("person").select_option(label="Tomas Ruiz")
    await expect(buyer.get_by_test_id("start")).to_be_visible()
    await expect(messages(buyer)).to_have_count(0)
    await buyer.get_by_test_id("menu-button").click()
    await expect(buyer.get_by_test_id("menu-item")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(messages(buyer).last).to_contain_text("You wrote /browse")
    await buyer.get_by_test_id("person").select_option(label="Berta Brandt")
    await expect(messages(buyer).first).to_contain_text("hello")


async def test_files_are_sent_and_shown(page: Page) -> None:
    buyer, seller = panel(page, "buyer"), panel(page, "seller")
    paper: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"sku,qty"}
    for chat in (buyer, seller):
        await chat.get_by_test_id("composer-file").set_input_files([paper])
        await expect(messages(chat).first.get_by_role("link", name="list.csv")).to_be_visible()


async def test_news_for_somebody_else_on_the_same_side_are_pointed_out(
    page: Page, opened: tuple[Sandbox, Shop]
) -> None:
    seller = panel(page, "seller")
    await seller.get_by_test_id("composer-input").fill("half a thought")
    await opened[1].slack("chat.postMessage", channel="D0IDA000001", text="An offer for Ida")
    await expect(seller.get_by_test_id("other")).to_contain_text("Ida Holm has something new")
    await seller.get_by_test_id("other").click()
    await expect(messages(seller)).to_contain_text("An offer for Ida")
    await expect(seller.get_by_test_id("person").locator("option:checked")).to_have_text("Ida Holm")
    await expect(seller.get_by_test_id("composer-input")).to_have_value("")
    await expect(seller.get_by_test_id("other")).to_have_count(0)


async def test_a_reader_who_scrolled_up_is_told_of_news_below(page: Page, opened: tuple[Sandbox, Shop]) -> None:
    seller = panel(page, "seller")
    for number in range(12):
        await opened[1].slack("chat.postMessage", channel="D0SVEN00001", text=f"{number}\n\n\n\n")
    await expect(messages(seller)).to_have_count(12)
    await expect(messages(seller).last).to_be_in_viewport(ratio=1)
    await seller.locator(".scroller").evaluate("scroller => scroller.scrollTo(0, 0)")
    await expect(messages(seller).first).to_be_in_viewport()
    await opened[1].slack("chat.postMessage", channel="D0SVEN00001", text="The last")
    await seller.get_by_test_id("below").click()
    await expect(messages(seller).last).to_be_in_viewport(ratio=1)
    await expect(seller.get_by_test_id("below")).to_be_hidden()


async def test_a_reader_at_the_end_stays_there_when_the_room_gets_less(page: Page) -> None:
    buyer = panel(page, "buyer")
    for text in ("/start", "/start", "/start"):
        await write(buyer, text)
    await expect(messages(buyer)).to_have_count(6)
    await page.set_viewport_size({"width": WIDE["width"], "height": 500})
    await expect(key(messages(buyer).last, "Accept")).to_be_in_viewport(ratio=1)


async def test_a_narrow_screen_shows_one_panel_and_marks_the_others(
    browser: Browser, opened: tuple[Sandbox, Shop]
) -> None:
    async with opened_page(browser, opened[0].base_url, NARROW) as page:
        await expect(panel(page, "buyer")).to_be_visible()
        await expect(panel(page, "seller")).to_be_hidden()
        await page.get_by_test_id("tab-desk").click()
        await write(panel(page, "desk"), "/parley queue")
        await expect(key(panel(page, "desk"), "Counter")).to_be_visible()
        await opened[1].slack("chat.postMessage", channel="D0SVEN00001", text="A new offer")
        await expect(page.get_by_test_id("tab-seller")).to_have_class("unread")
        await page.get_by_test_id("tab-desk").press("ArrowLeft")
        await expect(messages(panel(page, "seller"))).to_contain_text("A new offer")
        await expect(page.get_by_test_id("tab-seller")).not_to_have_class("unread")
        assert await page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


async def test_the_page_outlives_the_sandbox_and_begins_anew_with_the_next(browser: Browser) -> None:
    async with open_shop() as (first, _shop):
        port = int(first.base_url.rpartition(":")[2])
        async with opened_page(browser, first.base_url, WIDE) as page:
            await panel(page, "buyer").get_by_test_id("start").click()
            await expect(messages(panel(page, "buyer"))).to_have_count(2)
            await first.stop()
            await expect(page.get_by_test_id("offline")).to_be_visible()
            async with running_sandbox(port=port):
                await expect(messages(panel(page, "buyer"))).to_have_count(0, timeout=12_000)
                await expect(page.get_by_test_id("offline")).to_be_hidden()
