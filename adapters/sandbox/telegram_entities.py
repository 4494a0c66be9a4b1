"""Text as it ends up in a message: cleaned, trimmed, with the entities people and Telegram itself add."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.telegram_markup import ENTITY_OF_TAG, Entity, parse_html, utf16_length
from adapters.sandbox.telegram_refusals import bad_request

MARKUP_BYTES_MAX = 1 << 15
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_INVISIBLE = re.compile(
    r"[\s\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2800\u3000\ufeff\U000e0000-\U000e007f]*"
)
_AUTOMATIC = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>(?<![\w.@+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})"
    r"|(?P<bare>(?<![\w.@/-])(?:[A-Za-z0-9-]+\.)+(?:com|net|org|io|me|info|co|app|dev|ru|de|uk|eu|xyz|shop)\b(?:/[^\s<>\"]*)?)"
    r"|(?P<mention>(?<![\w@/.])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#&])#\w*[^\W\d]\w*)"
    r"|(?P<bot_command>(?<![\w/.:])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/]))"
)
AUTOMATIC_TYPES = frozenset(
    ("url", "email", "mention", "hashtag", "cashtag", "bot_command", "phone_number", "bank_card_number")
)
GIVEN_TYPES = frozenset(ENTITY_OF_TAG.values()) | {"expandable_blockquote", "text_mention"}
_OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji"}
_TAG = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


@dataclass
class Formatted:
    """Plain text and its entities (offset and length in UTF-16 units)."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)


def read_formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> Formatted:
    """What a call's text means; raises Refused as the platform does, before any length is looked at."""
    if len(text.encode()) > MARKUP_BYTES_MAX:
        raise bad_request("text is too long")
    mode = (parse_mode or "").lower()
    if mode in ("markdown", "markdownv2"):
        raise bad_request("can't parse entities: the sandbox reads the HTML parse mode only")
    if mode not in ("", "none", "html"):
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        plain, found = parse_html(text)
    else:
        plain, found = text, [dict(e) for e in entities or () if e["type"] not in AUTOMATIC_TYPES]
        _check_given(plain, found)
    return tidied(plain, found)


def tidied(text: str, entities: list[Entity]) -> Formatted:
    """Control characters become spaces, outer white space goes, links and commands are found."""
    text = _CONTROL.sub(" ", text.replace("\r", ""))
    leading = len(text) - len(text.lstrip(" \n"))
    if entities:
        leading = min(leading, *(e["offset"] for e in entities))
    text = text[leading:].rstrip(" \n")
    total = utf16_length(text)
    kept = []
    for entity in entities:
        begin = max(0, entity["offset"] - leading)
        end = min(total, entity["offset"] + entity["length"] - leading)
        if end > begin:
            kept.append(entity | {"offset": begin, "length": end - begin})
    return Formatted(text, sorted([*kept, *_automatic(text, kept)], key=lambda e: (e["offset"], -e["length"])))


def shows_nothing(text: str) -> bool:
    """Only characters without ink: Telegram calls such a text empty."""
    return _INVISIBLE.fullmatch(text) is not None


def _check_given(text: str, entities: list[Entity]) -> None:
    """Entities that the bot lists itself instead of using a parse mode."""
    total = utf16_length(text)
    for entity in entities:
        if entity["type"] not in GIVEN_TYPES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if entity["type"] == "text_mention":
            entity["user_id"] = (entity.pop("user", None) or {}).get("id")
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > total:
            raise bad_request(f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text")


def _automatic(text: str, given: list[Entity]) -> list[Entity]:
    """The entities Telegram adds by itself: links, addresses, mentions, hashtags and commands."""
    closed = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in _OPAQUE]
    found = []
    for match in _AUTOMATIC.finditer(text):
        begin = utf16_length(text[: match.start()])
        end = begin + utf16_length(match[0])
        if any(begin < b and a < end for a, b in closed):
            continue
        kind = match.lastgroup or ""
        found.append({"type": "url" if kind == "bare" else kind, "offset": begin, "length": end - begin})
    return found


def rendered(formatted: Formatted) -> str:
    """Safe HTML for the page, rebuilt from the entities: everything else is escaped, new lines stay new lines."""
    units = _by_unit(formatted.text)
    edges = {0, len(units)}
    for entity in formatted.entities:
        edges |= {entity["offset"], entity["offset"] + entity["length"]}
    marks = sorted(edge for edge in edges if 0 <= edge <= len(units))
    out: list[str] = []
    open_now: list[Entity] = []
    for begin, end in itertools.pairwise(marks):
        wanted = [e for e in formatted.entities if e["offset"] <= begin and e["offset"] + e["length"] >= end]
        same = 0
        while same < min(len(open_now), len(wanted)) and open_now[same] is wanted[same]:
            same += 1
        piece = "".join(units[begin:end])
        out += [_tags(e, units)[1] for e in reversed(open_now[same:])]
        out += [_tags(e, units)[0] for e in wanted[same:]]
        out.append(html.escape(piece))
        open_now = wanted
    out += [_tags(e, units)[1] for e in reversed(open_now)]
    return "".join(out)


def _by_unit(text: str) -> list[str]:
    """One item per UTF-16 unit; the second half of a pair is empty."""
    units: list[str] = []
    for character in text:
        units.append(character)
        if ord(character) > 0xFFFF:
            units.append("")
    return units


def _tags(entity: Entity, units: list[str]) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "spoiler":
        return '<span class="spoiler">', "</span>"
    if kind in _TAG:
        return f"<{_TAG[kind]}>", f"</{_TAG[kind]}>"
    if href := _href(entity, units):
        return f'<a href="{html.escape(href)}" rel="noopener noreferrer" target="_blank">', "</a>"
    return f'<span class="{html.escape(str(kind))}">', "</span>"


def _href(entity: Entity, units: list[str]) -> str:
    covered = "".join(units[entity["offset"] : entity["offset"] + entity["length"]])
    if entity["type"] == "text_link":
        link: Any = entity.get("url", "")
        return link if str(link).lower().startswith(("http://", "https://", "tg:")) else ""
    if entity["type"] == "url":
        return covered if "://" in covered else f"http://{covered}"
    if entity["type"] == "email":
        return f"mailto:{covered}"
    return ""
