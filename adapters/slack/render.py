"""`Screen` → Slack messages, pure: Block Kit blocks, the fallback text, and the calls that post or change them.

People's words only ever go into `plain_text` objects and the text of rich text, where Slack knows no markup, mention
or link. The one place
that cannot be plain is the fallback text of a message, and that goes through `escape`. Nothing is dropped: long
texts go on in further blocks, many blocks in further messages, and the buttons close the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, TypeVar

import msgspec

from adapters.slack.lettering import ELLIPSIS, escape, plain, shorten, shown, split, units
from adapters.slack.tokens import seal_for
from core.ports.chat import Button, Card, Line, Media, Place, Screen, Url
from core.tokens import KeyRing
from core.wording import beside

Block = dict[str, Any]
Call = tuple[str, dict[str, Any]]
_T = TypeVar("_T")

BLOCKS_MAX = 50
PREVIEW_BLOCKS_MAX = 20
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
_CONFIRM_LENGTHS = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
_DENY = "✕"  # Slack demands a word for "no"; a sign needs no language, and there is no sentence in here


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
    content = _content(screen.lines)
    if screen.media:
        content += _images(screen.media, _first_words(screen), pictures or {})
    keyboard = [_Piece(block) for block in _keyboard(screen, place, ring)]
    if not content and not keyboard:
        content = [_section(ELLIPSIS)]
    packed = _packed(content, keyboard)
    return tuple(_message(pieces, screen) for pieces in packed)


def note(text: str) -> Message:
    """A message of a few plain words: a toast, or what is left of an outdated card."""
    words = shorten(shown(text).strip(), SECTION_LENGTH_MAX) or ELLIPSIS
    return Message(_fallback(words), (_section(words).block,))


def outdated(screen: Screen) -> Message:
    """The short line without buttons that an old card becomes once the screen was sent anew."""
    return note(shorten(_first_words(screen), HEADER_LENGTH_MAX))


def preview_of(card: Card) -> list[Block]:
    """A listing below a link to it: its facts, and no button, because nobody has asked us there."""
    return [piece.block for piece in _content(card.lines)][:PREVIEW_BLOCKS_MAX]


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
    return next((words for text in heads + rest if (words := shown(text).strip())), ELLIPSIS)


# --- buttons ----------------------------------------------------------------------------------------------------------


def _keyboard(screen: Screen, place: Place, ring: KeyRing) -> list[Block]:
    """The rows as they are, five to a block; where that would fill the message, all buttons densely."""
    numbered = iter(range(len(screen.buttons)))
    rows = [[_button(button, next(numbered), place, ring) for button in row] for row in screen.rows]
    groups = [group for row in rows for group in _in_blocks(row)]
    if len(groups) > _ROWS_MAX:
        groups = _groups([button for row in rows for button in row], BUTTONS_MAX, _BLOCK_LENGTH_MAX, _weight)
    return [{"type": "actions", "elements": group} for group in groups]


def _in_blocks(row: list[Block]) -> list[list[Block]]:
    """A row of buttons as it is, where a block can hold it."""
    if 0 < len(row) <= BUTTONS_A_ROW and _weight(row) <= _BLOCK_LENGTH_MAX:
        return [row]
    return _groups(row, BUTTONS_A_ROW, _BLOCK_LENGTH_MAX, _weight)


def _button(button: Button, number: int, place: Place, ring: KeyRing) -> Block:
    label = shorten(shown(button.label).replace("\n", " ").strip() or ELLIPSIS, LABEL_LENGTH_MAX)
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
    whole = [*content, *keyboard]
    if len(whole) <= BLOCKS_MAX and _weight([piece.block for piece in whole]) <= MESSAGE_LENGTH_MAX:
        return [whole]
    body, tail = (content[:-1], [*content[-1:], *keyboard]) if keyboard else (content, [])
    packed = _groups(body, BLOCKS_MAX, MESSAGE_LENGTH_MAX, _piece_weight)
    if not tail:
        return packed
    last = packed.pop() if packed else []
    if len(last) + len(tail) <= BLOCKS_MAX and sum(map(_piece_weight, [*last, *tail])) <= MESSAGE_LENGTH_MAX:
        return [*packed, [*last, *tail]]
    ending = _groups(tail, BLOCKS_MAX, MESSAGE_LENGTH_MAX, _piece_weight)
    return [*packed, last, *ending] if last else [*packed, *ending]


def _message(pieces: Sequence[_Piece], screen: Screen) -> Message:
    words = "\n".join(piece.words for piece in pieces if piece.words) or _first_words(screen)
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


def _weight(part: Block | list[Block]) -> int:
    """The characters of one block, or of several, on the wire."""
    return len(msgspec.json.encode(part).decode()) + 1


def _piece_weight(piece: _Piece) -> int:
    return _weight(piece.block)
