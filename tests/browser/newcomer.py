"""A newcomer at the sandbox's page: looks, clicks and types as the buyer, the seller and the moderator."""

from __future__ import annotations

import asyncio
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.browser.chromium import PATIENCE_MS


class Side:
    """One panel of the page, which comes to the front when something is done there."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self.panel = page.get_by_test_id(f"panel-{name}")
        self.tab = page.get_by_test_id(f"tab-{name}")
        self.messages = self.panel.get_by_test_id("message")
        self.modal = self.panel.get_by_test_id("modal")

    async def comes_to_front(self) -> None:
        if await self.tab.is_visible() and await self.tab.get_attribute("aria-selected") != "true":
            await self.tab.click()
        await expect(self.panel).to_be_visible()

    async def becomes(self, person: str) -> None:
        """Play somebody else on this side."""
        await self.comes_to_front()
        await self.panel.get_by_test_id("person").select_option(label=person)

    async def starts(self) -> None:
        """The button in the empty chat."""
        await self.comes_to_front()
        await self.panel.get_by_test_id("start").click()

    async def says(self, words: str) -> None:
        await self.comes_to_front()
        await self.panel.get_by_test_id("composer-input").fill(words)
        await self.panel.get_by_test_id("composer-send").click()

    def button(self, label: str) -> Locator:
        """The newest button that begins with this label."""
        wanted = re.compile(rf"^{re.escape(label)}(?!\w)")
        return self.panel.get_by_test_id("message-button").filter(has_text=wanted).last

    async def presses(self, label: str) -> None:
        """Press a button, scrolling up to it where papers or news came below; then all of it must be in sight."""
        await self.comes_to_front()
        await expect(self.button(label)).to_be_attached(timeout=PATIENCE_MS)
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while not await self._comes_into_sight(label):
                """News came below it in the same moment and was scrolled to."""
        await self.button(label).click()

    async def _comes_into_sight(self, label: str) -> bool:
        await self.button(label).scroll_into_view_if_needed()
        try:
            await expect(self.button(label)).to_be_in_viewport(ratio=1, timeout=500)
        except AssertionError:
            return False
        return True

    async def sees(self, words: str) -> None:
        """A message says it; papers may have come after it."""
        await self.comes_to_front()
        await expect(self.messages.filter(has_text=words).last).to_be_visible(timeout=PATIENCE_MS)

    async def answers(self, question: str, words: str) -> None:
        """See a question and type the answer."""
        await self.sees(question)
        await self.says(words)

    async def chooses(self, question: str, label: str) -> None:
        """See a question and press one of its buttons."""
        await self.sees(question)
        await self.presses(label)

    async def fills(self, values: dict[str, str]) -> None:
        """Fill in the form on top and submit it."""
        for label, value in values.items():
            await self.modal.get_by_label(label).fill(value)
        await self.modal.get_by_test_id("modal-submit").click()


class Newcomer:
    """Plays everybody. With PARLEY_SHOTS, a folder, every stage leaves a picture there."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.buyer, self.seller, self.desk = (Side(page, each) for each in ("buyer", "seller", "desk"))
        self._name = name
        self._shots = 0

    async def look(self, stage: str) -> None:
        """A picture for people, and what must hold at every stage: nothing is wider than the screen."""
        await self.page.wait_for_function("document.documentElement.scrollWidth === innerWidth")
        if folder := os.environ.get("PARLEY_SHOTS"):
            self._shots += 1
            await self.page.screenshot(path=Path(folder) / f"{self._name}-{self._shots:02}-{stage}.png")

    async def reloads(self) -> None:
        await self.page.reload()
        await self.page.wait_for_selector("body[data-ready]")

    def checkout(self) -> FrameLocator:
        """The hosted payment page."""
        return self.page.frame_locator("[data-testid=visit-frame]")

    async def money(self, figure: str) -> Decimal:
        """One figure of the bar in euros; nothing is shown there before money has moved."""
        shown = self.page.get_by_test_id(f"money-eur-{figure}")
        if not await shown.count():
            return Decimal(0)
        return Decimal(re.sub(r"[^\d.]", "", await shown.inner_text()))

    async def sees_money(self, figure: str, amount: Decimal) -> None:
        words: Any = f"€{amount:,.2f}"
        await expect(self.page.get_by_test_id(f"money-eur-{figure}")).to_have_text(words)
