"""One whole trade, played on the sandbox's page by clicking and typing alone: on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize, expect

from tests.browser.chromium import NARROW, WIDE, launched, opened_page
from tests.browser.newcomer import Newcomer
from tests.browser.sandbox_process import Started, sandbox_process

PAGE_SECONDS, LIVE_SECONDS = 5, 20
READING_MS = 3_300
"""Longer than the product waits before it refreshes a card that its own answer should have refreshed."""
PRICE, PAYOUT = Decimal("2040.00"), Decimal("1978.80")
DAY = 86_400

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


@dataclass(frozen=True, slots=True)
class Visit:
    """Who buys, and on which screen."""

    buyer: str
    company: str
    viewport: ViewportSize


DESK = Visit("Berta Brandt", "Brandt Bau GmbH", WIDE)
TELEPHONE = Visit("Tomas Ruiz", "Ruiz Estructuras S.L.", NARROW)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(browser: Browser, tmp_path: Path) -> AsyncIterator[Started]:
    """A market of its own for every test: a test that is played again begins where newcomers begin."""
    async with sandbox_process(tmp_path / "market") as started:
        yield started


async def test_the_page_is_there_at_once_and_both_bots_soon(sandbox: Started, tmp_path: Path) -> None:
    """A machine that is busy with something else may make a start slow, not every one."""
    started = sandbox
    for again in range(3):
        if started.page_seconds < PAGE_SECONDS and started.live_seconds < LIVE_SECONDS:
            break
        async with sandbox_process(tmp_path / f"market-{again}") as started:
            pass
    assert started.page_seconds < PAGE_SECONDS
    assert started.live_seconds < LIVE_SECONDS


@pytest.mark.parametrize("visit", [pytest.param(DESK, id="desk"), pytest.param(TELEPHONE, id="telephone")])
async def test_a_newcomer_plays_a_whole_trade(browser: Browser, sandbox: Started, visit: Visit) -> None:
    async with opened_page(browser, sandbox.address, visit.viewport) as page:
        newcomer = Newcomer(page, f"{visit.viewport['width']}")
        await newcomer.look("first")
        await join(newcomer, visit)
        await make_an_offer(newcomer)
        await counter_it(newcomer)
        await agree(newcomer)
        await pay(newcomer)
        await newcomer.reloads()
        await newcomer.buyer.becomes(visit.buyer)
        await expect(newcomer.buyer.messages.last).to_be_in_viewport()
        await sign(newcomer, visit)
        await ship(newcomer)
        await let_a_day_pass(newcomer)
        await accept_the_goods(newcomer)


async def join(newcomer: Newcomer, visit: Visit) -> None:
    buyer = newcomer.buyer
    await buyer.becomes(visit.buyer)
    await buyer.starts()
    await buyer.presses("Join")
    await buyer.answers("What is your name?", visit.buyer)
    await buyer.answers("For which company", visit.company)
    await buyer.answers("delivery address?", "Werftstraße 12, 20457 Hamburg")
    await buyer.chooses("Which currency", "EUR")
    await buyer.sees("Currency: EUR")
    await newcomer.look("joining")
    await buyer.presses("Join")
    await buyer.sees(f"You trade for {visit.company}")


async def make_an_offer(newcomer: Newcomer) -> None:
    """By categories or by words; a price that is none is refused in words, and can be typed again."""
    buyer, seller = newcomer.buyer, newcomer.seller
    await buyer.presses("Browse")
    await buyer.presses("Metals")
    await expect(buyer.button("Show all here")).to_be_in_viewport()
    await buyer.says("/browse steel sheet S235JR")
    await buyer.presses("1. Hot-rolled")
    await buyer.sees("Minimum order")
    await newcomer.look("listing")
    await buyer.presses("Make an offer")
    await buyer.chooses("How many?", "50 sheets")
    await buyer.answers("What price per unit", "cheap")
    await buyer.sees("That is not a number")
    await newcomer.look("wrong-price")
    await buyer.says("39.50")
    await buyer.chooses("What does freight cost", "Nothing on top")
    await buyer.chooses("Incoterms", "DAP")
    await buyer.answers("Which named place", "Hamburg")
    await buyer.chooses("Within how many days", "14 days")
    await buyer.chooses("How long is your offer valid", "3 days")
    await buyer.chooses("Anything to add?", "Skip")
    await newcomer.look("offer")
    await buyer.presses("Send the offer")
    await buyer.sees("Your offer is sent.")
    if await seller.tab.is_visible():
        await expect(seller.tab).to_have_class("unread")
    await seller.sees("A new offer is on the table.")
    await newcomer.look("offer-arrived")


async def counter_it(newcomer: Newcomer) -> None:
    """The form stays open while somebody thinks it over, says what is wrong, and keeps what was typed."""
    buyer, seller = newcomer.buyer, newcomer.seller
    await seller.presses("Counter / new offer")
    await expect(seller.modal).to_be_visible()
    shown = await seller.messages.count()
    await newcomer.page.wait_for_timeout(READING_MS)
    await expect(seller.messages).to_have_count(shown)
    await seller.fills({"Unit price": "0", "Notes": "On pallets"})
    await expect(seller.modal.get_by_test_id("field-error")).to_have_text("It must be more than zero.")
    await newcomer.look("counter-offer-wrong")
    await expect(seller.modal.get_by_label("Notes")).to_have_value("On pallets")
    await seller.fills({"Unit price": "40.80"})
    await seller.presses("Send the offer")
    await seller.sees("Your offer is sent.")
    await buyer.sees("Offer no. 2 by Hansa")
    await newcomer.look("counter-offer-arrived")


async def agree(newcomer: Newcomer) -> None:
    buyer, seller = newcomer.buyer, newcomer.seller
    await buyer.presses("Accept")
    await buyer.chooses("Accept these terms?", "Accept")
    await buyer.sees("You accepted the offer.")
    await seller.chooses("Your offer was accepted.", "Request payment")
    await seller.sees("Waiting for payment")
    await buyer.sees("Your payment page is ready.")
    await newcomer.look("payment-page-ready")


async def pay(newcomer: Newcomer) -> None:
    """The first card is declined; the page stays open for another one."""
    buyer, seller, checkout = newcomer.buyer, newcomer.seller, newcomer.checkout()
    held = await newcomer.money("held")
    await buyer.presses("Pay €2,040.00")
    await checkout.get_by_role("button", name="Card is declined").click()
    await expect(checkout.get_by_role("alert")).to_contain_text("declined")
    await newcomer.look("declined")
    await checkout.get_by_role("button", name="Pay by card").click()
    await expect(newcomer.page.get_by_test_id("visit")).to_have_count(0)
    await buyer.sees("Please read the agreement and sign.")
    await seller.sees("Please read the agreement and sign.")
    await newcomer.sees_money("held", held + PRICE)
    await newcomer.look("paid")


async def sign(newcomer: Newcomer, visit: Visit) -> None:
    buyer, seller = newcomer.buyer, newcomer.seller
    await buyer.presses("Read and sign")
    await buyer.answers("Type your full legal name.", visit.buyer)
    await buyer.chooses("sign this agreement electronically", "I sign")
    await buyer.sees("You signed.")
    await seller.chooses("The other side has signed.", "Read and sign")
    await newcomer.look("signing")
    await seller.fills({"Legal name": "Sven Hansen"})
    await seller.chooses("sign this agreement electronically", "I sign")
    await seller.sees("The order is placed.")
    await buyer.sees("The order is placed.")
    await newcomer.look("placed")


async def ship(newcomer: Newcomer) -> None:
    buyer, seller = newcomer.buyer, newcomer.seller
    await seller.presses("Start preparing")
    await buyer.sees("The seller is preparing the goods.")
    await seller.presses("Ship")
    await newcomer.look("shipping")
    await seller.fills({"Carrier": "DB Schenker", "Tracking number": "DBS4711820"})
    await seller.presses("Shipped")
    await seller.sees("Noted: shipped.")
    await buyer.sees("The goods are on their way.")
    await buyer.sees("DBS4711820")
    await newcomer.look("shipped")


async def let_a_day_pass(newcomer: Newcomer) -> None:
    shown = newcomer.page.get_by_test_id("clock")
    before = datetime.fromisoformat(str(await shown.get_attribute("datetime")))
    await newcomer.page.get_by_test_id(f"clock-{DAY}").click()
    await expect(newcomer.page.locator("#clock-ahead")).to_contain_text("d ahead")
    after = before
    for _ in range(300):
        after = datetime.fromisoformat(str(await shown.get_attribute("datetime")))
        if after - before >= timedelta(days=1):
            break
        await newcomer.page.wait_for_timeout(100)
    assert timedelta(days=1) <= after - before < timedelta(days=1, minutes=2)


async def accept_the_goods(newcomer: Newcomer) -> None:
    buyer, seller = newcomer.buyer, newcomer.seller
    held, paid_out = await newcomer.money("held"), await newcomer.money("paid-out")
    await buyer.presses("I received it")
    await buyer.sees("Please inspect the goods now.")
    await seller.sees("The buyer has received the goods")
    await buyer.presses("Accept the goods")
    await buyer.chooses("This can not be undone.", "Accept the goods")
    await buyer.sees("You accepted the goods.")
    await seller.sees("You have been paid.")
    await seller.sees("€1,978.80, done")
    await newcomer.sees_money("paid-out", paid_out + PAYOUT)
    await newcomer.sees_money("held", held - PRICE)
    await newcomer.look("paid-out")
