"""`Screen` → Slack messages, pure: Block Kit blocks, the fallback text, and the calls that post or change them.

People's words only ever go into `plain_text` objects and the text of rich text, where Slack knows no markup, mention
or link. The one place
that cannot be plain is the fallback text of a message, and that goes through `escape`. Nothing is dropped: long
texts go on in further blocks, many blocks in further messages, and the buttons close the last one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, TypeVar

import msgspec

from adapters.slack.tokens import seal_for
from core.ports.chat import Button, Line, Media, Place, Screen, Url
from core.tokens import KeyRing
from core.wording import balanced, beside

Block = dict[str, Any]
Call = tuple[str, dict[str, Any]]
_T = TypeVar("_T")

BLOCKS_MAX = 50
MESSAGE_LENGTH_MAX = 10_000
"""Characters of a message's blocks as JSON. Slack refuses near 13,200 and does not say what it counts."""
SECTION_LENGTH_MAX = 3000
HEADER_LENGTH_MAX = 150
FIELD_LENGTH_MAX = 2000
FACTS_MAX = 30
FALLBACK_LENGTH_MAX = 3000
BUTTONS_MAX = 25
BUTTONS_A_ROW = 5
LABEL_LENGTH_MAX = 75
ADDRESS_LENGTH_MAX = 3000
ALT_LENGTH_MAX = 2000
_ROWS_MAX = 15
_BLOCK_LENGTH_MAX = 8000
_ELLIPSIS = "…"
_CONFIRM_LENGTHS = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
_DENY = "✕"  # Slack demands a word for "no"; a sign needs no language, and there is no sentence in here

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# mrkdwn has no escape character, so its four signs become the look-alikes that Slack gives no meaning.
_LOOKALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
_SIGNS = str.maketrans(_ENTITIES | _LOOKALIKES)
_JOINER = "\u2060"
_LIVE = re.compile(r"(?<=@)(?=channel|here|everyone)|(?<=:)(?=//)|^(?=[ \t]*&gt;)", re.IGNORECASE | re.MULTILINE)
# Embeddings and overrides can make a text read as another one; the marks and isolates of right-to-left text stay.
_BIDI_OVERRIDES = {*range(0x202A, 0x202F), 0x2066, 0x2067}


@dataclass(frozen=True, slots=True)
class Message:
    """One Slack message: its blocks, and the escaped text for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block and the words in it, unescaped, for the fallback text."""

    block: Block
    words: str = ""


def messages(
    screen: Screen, place: Place, ring: KeyRing, pictures: Mapping[str, str] | None = None
) -> tuple[Message, ...]:
    """The one or more messages that show a screen in a place, in order; buttons are sealed for that place.

    `pictures` has Slack's file id of the pictures that are ours. Documents are messages of their own, see `uploads.py`.
    """
    content = [*_content(screen.lines), *_images(screen.media, _first_words(screen), pictures or {})]
    keyboard = [_Piece(block) for block in _keyboard(screen, place, ring)]
    if not content and not keyboard:
        content = [_section(_ELLIPSIS)]
    packed = _packed(content, keyboard)
    return tuple(_message(pieces, _first_words(screen)) for pieces in packed)


def note(text: str) -> Message:
    """A message of a few plain words: a toast, or what is left of an outdated card."""
    words = shorten(shown(text).strip(), SECTION_LENGTH_MAX) or _ELLIPSIS
    return _message([_section(words)], words)


def outdated(screen: Screen) -> Message:
    """The short line without buttons that an old card becomes once the screen was sent anew."""
    return note(shorten(_first_words(screen), HEADER_LENGTH_MAX))


def posting(place: Place, message: Message, *, aloud: bool = False) -> Call:
    """The call that sends a message to a conversation, below its thread if the place has one; `aloud` shows what is in
    a thread in the conversation, too."""
    thread: dict[str, Any] = {"thread_ts": place.thread} if place.thread else {}
    if thread and aloud:
        thread["reply_broadcast"] = True
    params = {"channel": place.chat, **thread, **_body(message), "unfurl_links": False, "unfurl_media": False}
    return "chat.postMessage", params


def updating(place: Place, ts: str, message: Message) -> Call:
    """The call that changes a message we sent."""
    return "chat.update", {"channel": place.chat, "ts": ts, **_body(message)}


def whispering(place: Place, user: str, message: Message) -> Call:
    """The call that shows a message to one person of a conversation only."""
    thread = {"thread_ts": place.thread} if place.thread else {}
    return "chat.postEphemeral", {"channel": place.chat, "user": user, **thread, **_body(message)}


def _body(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks), "parse": "none", "link_names": False}


# --- lines ------------------------------------------------------------------------------------------------------------


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Lines as blocks, for what is no message: the text above the questions of a modal."""
    return [piece.block for piece in _content(lines)]


def _content(lines: Sequence[Line]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for is_fact, run in groupby(lines, key=lambda line: line.kind == "fact"):
        if is_fact:
            pieces += _facts(run)
        else:
            pieces += chain.from_iterable(map(_line, run))
    return pieces


def _line(line: Line) -> list[_Piece]:
    words = shown(line.text).strip("\n")
    if line.kind == "rule":
        return [_Piece({"type": "divider"})]
    if not words.strip():
        return []
    if line.kind == "head" and units(words) <= HEADER_LENGTH_MAX:
        return [_Piece({"type": "header", "text": plain(words.replace("\n", " "))}, words)]
    if line.kind == "note":
        return [_Piece({"type": "context", "elements": [plain(part)]}, part) for part in split(words, FIELD_LENGTH_MAX)]
    if line.kind == "quote":
        return [
            _Piece(_rich("rich_text_quote", [_said(part)]), "\n".join(f"> {row}" for row in part.split("\n")))
            for part in split(words, SECTION_LENGTH_MAX)
        ]
    return _sections(words)


def _facts(lines: Iterable[Line]) -> list[_Piece]:
    """Facts one below the other with bold labels; one that is too long for a block goes on in the next."""
    facts: list[tuple[str, str]] = []
    for line in lines:
        label, value = _one_line(line.label), _one_line(line.text)
        if units(label) > HEADER_LENGTH_MAX:
            label, value = "", f"{label}: {value}"
        parts = split(value, FIELD_LENGTH_MAX) or [""]
        facts += [(label, parts[0]), *(("", part) for part in parts[1:])]
    facts = [fact for fact in facts if any(fact)]
    return [_fact_block(group) for group in _groups(facts, FACTS_MAX, SECTION_LENGTH_MAX, _fact_weight)]


def _fact_block(facts: Sequence[tuple[str, str]]) -> _Piece:
    """Rich text, because it has bold type and yet nothing in it is markup: whatever people typed stays what it is."""
    elements: list[Block] = []
    for place, (label, value) in enumerate(facts):
        end = "\n" if place + 1 < len(facts) else ""
        if label:
            colon = ": " if value else ":"
            elements.append(_said(f"{label}{colon}" if value else f"{label}{colon}{end}", bold=True))
        if value:
            elements.append(_said(f"{beside(label, value)}{end}"))
    words = "\n".join(f"{label}: {beside(label, value)}" if label else value for label, value in facts)
    return _Piece(_rich("rich_text_section", elements), words)


def _fact_weight(fact: tuple[str, str]) -> int:
    return units("".join(fact)) + 4


def _one_line(text: str) -> str:
    """A value with line breaks could otherwise pretend to be further facts."""
    return " ".join(shown(text).split())


def _rich(kind: str, elements: list[Block]) -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}


def _said(words: str, *, bold: bool = False) -> Block:
    """Words in rich text: shown as they are, never read as markup, a mention or a link."""
    return {"type": "text", "text": words, **({"style": {"bold": True}} if bold else {})}


def _sections(words: str) -> list[_Piece]:
    return [_section(part) for part in split(words, SECTION_LENGTH_MAX)]


def _section(words: str) -> _Piece:
    return _Piece({"type": "section", "text": plain(words)}, words)


def _images(media: Sequence[Media], alt: str, pictures: Mapping[str, str]) -> list[_Piece]:
    """The pictures that Slack has, and those with a public address, which it fetches itself."""
    return [
        _Piece(
            {
                "type": "image",
                **source,
                "alt_text": shorten(shown(item.alt or item.name).strip() or alt, ALT_LENGTH_MAX),
            }
        )
        for item in media
        if item.kind == "photo" and (source := _picture(item.ref, pictures))
    ]


def _picture(ref: str, pictures: Mapping[str, str]) -> Block:
    if pictures.get(ref):
        return {"slack_file": {"id": pictures[ref]}}
    return {"image_url": ref} if ref.startswith("https://") and len(ref) <= ADDRESS_LENGTH_MAX else {}


def _first_words(screen: Screen) -> str:
    """What the screen is about, in a line: its head, else the first words or button there are."""
    heads = [line.text for line in screen.lines if line.kind == "head"]
    rest = [line.text or line.label for line in screen.lines] + [button.label for button in screen.buttons]
    return next((words for text in heads + rest if (words := shown(text).strip())), _ELLIPSIS)


# --- buttons ----------------------------------------------------------------------------------------------------------


def _keyboard(screen: Screen, place: Place, ring: KeyRing) -> list[Block]:
    """The rows as they are, five to a block; where that would fill the message, all buttons densely."""
    numbered = iter(range(len(screen.buttons)))
    rows = [[_button(button, next(numbered), place, ring) for button in row] for row in screen.rows]
    groups = [group for row in rows for group in _groups(row, BUTTONS_A_ROW, _BLOCK_LENGTH_MAX, _weight)]
    if len(groups) > _ROWS_MAX:
        groups = _groups([button for row in rows for button in row], BUTTONS_MAX, _BLOCK_LENGTH_MAX, _weight)
    return [{"type": "actions", "elements": group} for group in groups]


def _button(button: Button, number: int, place: Place, ring: KeyRing) -> Block:
    label = shorten(shown(button.label).replace("\n", " ").strip() or _ELLIPSIS, LABEL_LENGTH_MAX)
    drawn: Block = {"type": "button", "action_id": f"b{number}", "text": plain(label)}
    if isinstance(button.go, Url):
        drawn["url"] = button.go.url
    else:
        drawn["value"] = seal_for(place, button.go, ring)
    if button.style:
        drawn["style"] = button.style
    if question := shown(button.confirm).strip():
        texts = {"title": label, "text": question, "confirm": label, "deny": _DENY}
        drawn["confirm"] = {part: plain(shorten(text, _CONFIRM_LENGTHS[part])) for part, text in texts.items()}
        if button.style:
            drawn["confirm"]["style"] = button.style
    return drawn


# --- fitting into messages --------------------------------------------------------------------------------------------


def _packed(content: list[_Piece], keyboard: list[_Piece]) -> list[list[_Piece]]:
    """Messages within Slack's limits; the buttons stay together under the last words as long as one can hold them."""
    body, tail = (content[:-1], [*content[-1:], *keyboard]) if keyboard else (content, [])
    packed = _groups(body, BLOCKS_MAX, MESSAGE_LENGTH_MAX, _piece_weight)
    if not tail:
        return packed
    last = packed.pop() if packed else []
    if len(last) + len(tail) <= BLOCKS_MAX and sum(map(_piece_weight, [*last, *tail])) <= MESSAGE_LENGTH_MAX:
        return [*packed, [*last, *tail]]
    ending = _groups(tail, BLOCKS_MAX, MESSAGE_LENGTH_MAX, _piece_weight)
    return [*packed, last, *ending] if last else [*packed, *ending]


def _message(pieces: Sequence[_Piece], first_words: str) -> Message:
    words = "\n".join(piece.words for piece in pieces if piece.words) or first_words
    return Message(_fallback(words), tuple(piece.block for piece in pieces))


def _fallback(words: str) -> str:
    """The escaped text within its limit; cut before escaping, so that no entity is halved."""
    limit = FALLBACK_LENGTH_MAX
    while units(escaped := escape(shorten(words, limit))) > FALLBACK_LENGTH_MAX:
        limit = limit * FALLBACK_LENGTH_MAX // (units(escaped) + 1)
    return escaped


def _groups(items: Iterable[_T], count_max: int, weight_max: int, weight: Callable[[_T], int]) -> list[list[_T]]:
    """The items in order, in groups that hold neither too many nor too heavy a load; one item always fits."""
    groups: list[list[_T]] = []
    load = 0
    for item in items:
        heft = weight(item)
        if not groups or len(groups[-1]) >= count_max or load + heft > weight_max:
            groups.append([])
            load = 0
        groups[-1].append(item)
        load += heft
    return groups


def _weight(part: Block) -> int:
    """The characters of a block on the wire."""
    return len(msgspec.json.encode(part).decode()) + 1


def _piece_weight(piece: _Piece) -> int:
    return _weight(piece.block)


# --- text -------------------------------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """Text for a place that reads mrkdwn: it shows as written and can be no markup, mention, quote or live link."""
    return _LIVE.sub(_JOINER, text.translate(_SIGNS))


def plain(text: str) -> Block:
    """A text object without markup; `:smile:` stays what was typed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def shown(text: str) -> str:
    """Text fit to be shown: no control characters, halves of characters, or tricks with the writing direction."""
    if text.isprintable():  # so none of these is in it
        return text if text.isascii() else balanced(text)
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
    return text if units(text) <= limit else text[: _cut(text, limit - 1)].rstrip() + _ELLIPSIS


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
