"""The payer at the hosted payment page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import httpx

from adapters.sandbox.people_seen import CannotDo


@dataclass(frozen=True, slots=True)
class Payment:
    """How a visit to the payment page ended: `paid` leads on to `return_url`; else `words` is what the page says."""

    paid: bool
    words: str = ""
    return_url: str = ""


class Payer:
    """Somebody at the hosted payment page, pressing its buttons as a browser does."""

    # What is pressed on the page and, where the bank asks, in its challenge ("" leaves the challenge open).
    _WAYS: Final[Mapping[str, tuple[str, str]]] = {
        "ok": ("ok", ""),
        "decline": ("decline", ""),
        "3ds": ("3ds", "complete"),
        "3ds_fail": ("3ds", "fail"),
        "3ds_start": ("3ds", ""),
        "bank_debit": ("bank_debit", ""),
    }

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    async def pays(self, url_or_session: str, card: str = "ok") -> Payment:
        """Pay at a payment page, given by its address or its session's id; KeyError for an unknown `card`."""
        way, answer = self._WAYS[card]
        # A browser may know the sandbox by another name than its own; what counts is the path.
        path = urlsplit(url_or_session).path if "/" in url_or_session else f"/stripe/pay/{url_or_session}"
        async with httpx.AsyncClient(base_url=self._base_url, trust_env=False, verify=False, timeout=30) as http:  # noqa: S501
            page = await http.get(path)
            if page.is_error or "<form" not in page.text:
                raise CannotDo(f"nothing can be paid there: {_words(page)}")
            page = await http.post(path, data={"way": way})
            location = page.headers.get("location", "")
            if page.is_redirect and "/challenge/" in location:
                if not answer:
                    return Payment(False, "3-D Secure")
                page = await http.post(urlsplit(location).path, data={"answer": answer})
                location = page.headers.get("location", "")
        return Payment(True, "", location) if page.is_redirect else Payment(False, _words(page))


def _words(page: httpx.Response) -> str:
    """What a page of the pretended Stripe says on one line: its alert where it has one, else all of it."""
    alert = re.search(r"role=alert>(.*?)</p>", page.text, re.DOTALL)
    body = alert[1] if alert else page.text.partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
