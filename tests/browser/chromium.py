"""The browser of the tests: which one, how it is started, and what happens where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import pytest
from playwright.async_api import Browser, Page, Request, ViewportSize, async_playwright, expect

WIDE: Final[ViewportSize] = {"width": 1280, "height": 900}
NARROW: Final[ViewportSize] = {"width": 390, "height": 844}
PATIENCE_MS: Final = 30_000
"""How long a click or an expectation may wait for what it needs, on a machine that is busy with other tests."""
_FLAGS: Final = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_NONE: Final = "no Chromium: install it or name it in PARLEY_CHROMIUM"


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A headless Chromium. Without one the test is skipped, or fails where PARLEY_REQUIRE_BROWSER is 1."""
    path = os.environ.get("PARLEY_CHROMIUM") or shutil.which("chromium")
    if path is None:
        if os.environ.get("PARLEY_REQUIRE_BROWSER") == "1":
            pytest.fail(_NONE)
        pytest.skip(_NONE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened_page(browser: Browser, address: str, viewport: ViewportSize) -> AsyncIterator[Page]:
    """The sandbox's page, ready; in the end nothing may have gone wrong in it, and nothing been asked of others."""
    context = await browser.new_context(viewport=viewport, reduced_motion="reduce")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            faults.append(request.url)

    page.on("requestfinished", asked)
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    try:
        yield page
    finally:
        await context.close()
    assert not faults
