"""Text as Slack takes it: fit to be shown, within a limit, and never markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from core.wording import balanced

ELLIPSIS = "…"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# mrkdwn has no escape character, so its four signs become the look-alikes that Slack gives no meaning.
_LOOKALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
_SIGNS = str.maketrans(_ENTITIES | _LOOKALIKES)
_JOINER = "\u2060"
_LIVE = re.compile(r"(?<=@)(?=channel|here|everyone)|(?<=:)(?=//)|^(?=[ \t]*&gt;)", re.IGNORECASE | re.MULTILINE)
# Embeddings and overrides can make a text read as another one; the marks and isolates of right-to-left text stay.
_BIDI_OVERRIDES = {*range(0x202A, 0x202F), 0x2066, 0x2067}


def escape(text: str) -> str:
    """Text for a place that reads mrkdwn: it shows as written and can be no markup, mention, quote or live link."""
    return _LIVE.sub(_JOINER, text.translate(_SIGNS))


def plain(text: str) -> dict[str, Any]:
    """A text object without markup; `:smile:` stays what was typed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def shown(text: str) -> str:
    """Text fit to be shown: no control characters, halves of characters, or tricks with the writing direction."""
    if text.isprintable():  # so none of these is in it
        return text if text.isascii() else balanced(text)
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(
        char
        for char in text
        if char == "\n" or (unicodedata.category(char) not in ("Cc", "Cs") and ord(char) not in _BIDI_OVERRIDES)
    )
    return balanced(kept)


def units(text: str) -> int:
    """The length in UTF-16 units: never less than what Slack or its SDK count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """The text within `limit`, ended with "…" at a whole character when it had to be cut."""
    return text if units(text) <= limit else text[: _cut(text, limit - 1)].rstrip() + ELLIPSIS


def split(text: str, limit: int) -> list[str]:
    """The text in parts within `limit`, cut at a line, else a word, else a whole character; no part is blank."""
    parts: list[str] = []
    while units(text) > limit:
        end = _cut(text, limit)
        gaps = (text.rfind("\n", end // 2, end), text.rfind(" ", end // 2, end))
        end = next((gap + 1 for gap in gaps if gap >= 0), end)
        parts.append(text[:end])
        text = text[end:]
    return [part for part in [*parts, text] if part.strip()]


def _cut(text: str, limit: int) -> int:
    """Where to cut so that at most `limit` units come before, and no character that reads as one is halved."""
    end = min(len(text), limit)
    while (over := units(text[:end]) - limit) > 0:
        end -= (over + 1) // 2
    whole = end
    while whole > max(end - 64, 1) and not _breaks(text, whole):
        whole -= 1
    return whole if _breaks(text, whole) else max(end, 1)


def _breaks(text: str, index: int) -> bool:
    """Whether a cut before `text[index]` falls between two characters as a reader sees them."""
    if index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if (
        unicodedata.category(after).startswith("M")
        or "\u200d" in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    ):
        return False
    if "\U000e0020" <= after <= "\U000e007f":
        return False
    flags = 0
    while flags < index and "\U0001f1e6" <= text[index - 1 - flags] <= "\U0001f1ff":
        flags += 1
    return not ("\U0001f1e6" <= after <= "\U0001f1ff" and flags % 2)
