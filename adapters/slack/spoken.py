"""What people typed in Slack, as words: its markup undone, nothing invisible left."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"<([^<>]*)>|&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_BLANK_LETTERS = dict.fromkeys((0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0))
_KEPT = {"\n", "\u200c", "\u200d"}
"""Persian words and emoji are spelt with joiners."""
_LINE_ENDS = {0x2028: "\n", 0x2029: "\n", 0x0085: "\n", 0x0009: " "}


def plain_text(text: str) -> str:
    """A person's words as they are stored: NFC, without control, bidi or invisible characters; newlines and joiners stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS).translate(_BLANK_LETTERS)
    kept = "".join(char for char in text if char in _KEPT or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return unicodedata.normalize("NFC", kept)


def spoken_text(text: str) -> str:
    """The words of a message: Slack's markup for people, channels and links resolved, entities undone, cleaned."""
    return plain_text(_MARKUP.sub(_unmarked, text)).strip()


def _unmarked(found: re.Match[str]) -> str:
    if found[2]:
        return _ENTITIES[found[2]]
    whole = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    target, _, label = whole.partition("|")
    if target[:1] in ("@", "#"):
        return target[0] + label.lstrip("@#") if label else target
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    address = re.sub(r"^(mailto|tel):", "", target)
    if not label or label in (address, re.sub(r"^https?://", "", address).rstrip("/")):
        return label or address
    return f"{label} ({address})"
