"""Turns a screen into Telegram messages and the calls that send, edit or retire them. Pure.

Markup is HTML and is written only here: texts become *pieces* (a tag and tamed plain text), pieces are cut to the
platform's limits, and `escape` is applied when a piece is written out. Cutting plain text, never HTML, is what
makes it impossible to cut inside a tag or an entity.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from adapters.telegram.tokens import seal_for
from core.ports.chat import GROUP, Button, Line, Media, Place, Screen, Url
from core.tokens import KeyRing
from core.wording import balanced, beside

TEXT_UNITS_MAX = 4096  # UTF-16 code units, counted after parsing the markup
CAPTION_UNITS_MAX = 1024
TOAST_UNITS_MAX = 200
LABEL_UNITS_MAX = 64
BUTTONS_MAX = 100
BUTTONS_PER_ROW_MAX = 8
ELLIPSIS = "…"
_RULE = "─" * 12
# The widest label of a row, in UTF-16 units, and how many such buttons a phone shows side by side unabridged.
_COLUMNS = ((2, BUTTONS_PER_ROW_MAX), (5, 5), (8, 4), (12, 3), (20, 2))

_BREAK = "\u200b"
# Where Telegram's servers would make a link out of plain text; an invisible break behind these signs prevents it.
# Each alternative begins with its sign, so that text without any is passed over at once.
_LIVE = re.compile(
    r"@(?=\w)"  # @mention and the middle of an e-mail address
    r"|#(?=\w)|\$(?=[A-Za-z])"  # #hashtag, $CASHTAG
    r"|/(?<![\w]/)(?=\w)"  # /command
    r"|:(?=//)"  # scheme://
    r"|\.(?<=[^\s.]\.)(?=[A-Za-z\u0080-\U0010ffff])(?!\s|[A-Za-z](?:[\W_]|$))"  # host.tld, but not "e.g." or "4.20"
    r"|\.(?<=\d\.)(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?!\d))"  # 203.0.113.9
)
_BROKEN = rf"\g<0>{_BREAK}"
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u202a-\u202e\u2060-\u2067\u206a-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_BLANK = re.compile(r"[\s\u200b-\u200d]*")
_BLANK_LINES = re.compile(r"\n{3,}")
_NATIVE = re.compile(r"-?[0-9]{1,18}")

Piece = tuple[str, str]
"""(HTML tag or "", tamed plain text)"""
Keyboard = list[list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call. `plain` is its text without markup, for when Telegram cannot parse ours."""

    method: str
    params: Mapping[str, Any]
    plain: str = ""

    def unformatted(self) -> Call:
        """The same call as plain text, so that a notice is never lost to a quarrel about markup."""
        params = dict(self.params)
        if isinstance(params.get("media"), Mapping):
            params["media"] = _unformatted(params["media"], self.plain)
        return Call(self.method, _unformatted(params, self.plain), self.plain)

    def with_file(self, media: Media, value: str) -> Call:
        """The same call with the file given by another reference: an upload or a known file id."""
        if "media" in self.params:
            return replace(self, params={**self.params, "media": {**self.params["media"], "media": value}})
        return replace(self, params={**self.params, media.kind: value})


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message of a screen: a text, or a file with an optional caption, and perhaps a keyboard."""

    html: str
    plain: str
    keyboard: Keyboard | None = None
    media: Media | None = None
    reply_to: str = ""
    asks: bool = False
    """It asks for an answer to this very message, and opens one where people can write."""

    def sending(self, place: Place) -> Call:
        params = self.addressed(place)
        if self.media is None:
            params |= self._text()
            return Call("sendMessage", params | self._markup(new=True), self.plain)
        params[self.media.kind] = self.media.ref
        params |= self._caption()
        method = "sendPhoto" if self.media.kind == "photo" else "sendDocument"
        return Call(method, params | self._markup(), self.plain)

    def addressed(self, place: Place) -> dict[str, Any]:
        """Where a new message goes, and what it answers."""
        params = _address(place) | self._reply()
        if place.thread:
            params["message_thread_id"] = native(place.thread)
        return params

    def editing(self, place: Place, part: str) -> Call:
        params = _address(place) | {"message_id": native(part)}
        if self.media is None:
            return Call("editMessageText", params | self._text() | self._markup(), self.plain)
        media = {"type": self.media.kind, "media": self.media.ref} | self._caption()
        return Call("editMessageMedia", params | {"media": media} | self._markup(), self.plain)

    def captioning(self, place: Place, part: str) -> Call:
        """Put these words under a file that was sent before, instead of its caption and buttons."""
        return Call("editMessageCaption", _address(place) | {"message_id": native(part)} | self._caption(), self.plain)

    def _reply(self) -> dict[str, Any]:
        """What this answers; sent all the same when that is gone."""
        if not self.reply_to:
            return {}
        named = {"message_id": native(self.reply_to), "allow_sending_without_reply": True}
        return {"reply_parameters": named}

    def _text(self) -> dict[str, Any]:
        return {"text": self.html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}

    def _caption(self) -> dict[str, Any]:
        return {"caption": self.html, "parse_mode": "HTML"} if self.html else {}

    def _markup(self, *, new: bool = False) -> dict[str, Any]:
        if self.asks and new:
            return {"reply_markup": {"force_reply": True, "input_field_placeholder": self.plain[:LABEL_UNITS_MAX]}}
        return {"reply_markup": {"inline_keyboard": self.keyboard}} if self.keyboard else {}


def messages(place: Place, screen: Screen, ring: KeyRing, *, styles: bool = True) -> tuple[Message, ...]:
    """The messages that show a screen, in order: files, text parts (the keyboard on the last), then further buttons.

    A single file and a text that fits go together as one captioned message. `styles` sends the buttons' colours,
    which only newer Bot API servers know.
    """
    pieces = _pieces(screen.lines)
    plain = "".join(text for _, text in pieces)
    boards = _keyboards(place, screen, ring, styles=styles)
    first_board, further_boards = (boards[0], boards[1:]) if boards else (None, [])
    blank = _BLANK.fullmatch(plain) is not None
    shown: list[Message]
    if screen.media and blank:
        shown = [Message("", "", media=media) for media in screen.media]
    elif len(screen.media) == 1 and utf16_units(plain) <= CAPTION_UNITS_MAX:
        shown = [replace(part, media=screen.media[0]) for part in _parts(pieces, CAPTION_UNITS_MAX)]
    else:
        pieces = [("", ELLIPSIS)] if blank else pieces
        shown = [Message("", "", media=media) for media in screen.media] + _parts(pieces, TEXT_UNITS_MAX)
    shown[-1] = replace(shown[-1], keyboard=first_board)
    shown[0] = replace(shown[0], reply_to=screen.reply_to)
    # Only words that answer us reach us in a group.
    asks = screen.answer_here if place.kind == GROUP else ""
    asking = (replace(plain_message(asks), asks=True),) if asks else ()
    return (*shown, *(replace(short_line(screen), keyboard=board) for board in further_boards), *asking)


def calls(place: Place, screen: Screen, ring: KeyRing, *, styles: bool = True) -> list[Call]:
    """The calls that send a screen anew."""
    return [message.sending(place) for message in messages(place, screen, ring, styles=styles)]


def deletion(place: Place, part: str) -> Call:
    """The call that removes one message."""
    return Call("deleteMessage", _address(place) | {"message_id": native(part)})


def digest_of(shown: Iterable[Message]) -> str:
    """What these messages show, as SHA-256 in hex."""
    state = [
        (message.html, message.keyboard, (message.media.kind, message.media.ref) if message.media else None)
        for message in shown
    ]
    return hashlib.sha256(msgspec.json.encode(state)).hexdigest()


def short_line(screen: Screen) -> Message:
    """The one line that stays of a screen when it is shown again further down."""
    title = next((line for line in screen.lines if line.kind == "head"), None)
    line = title or next((line for line in screen.lines if line.text.strip()), None)
    text = cut(" ".join(tame(line.text).split()), TOAST_UNITS_MAX) if line else ""
    text = ELLIPSIS if _BLANK.fullmatch(text) else text
    return Message(_html([("b" if title else "", text)]), text)


def plain_message(text: str) -> Message:
    """A message with nothing but words, for a toast that has no press to answer."""
    text = cut(tame(text).strip(), TEXT_UNITS_MAX)
    return Message(escape(text), text)


def escape(text: str) -> str:
    """The one place where text becomes HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def visible(text: str) -> str:
    """Without control characters, lone surrogates and what turns text around; joiners stay, because emoji and scripts
    need them, and so do the marks and isolates by which our own sentences keep names in their place."""
    if text.isprintable():
        return text
    return balanced(_HIDDEN.sub("", _LINE_BREAK.sub("\n", text).replace("\t", " ")))


def tame(text: str) -> str:
    """Visible text in which nothing turns into a link, a mention, a hashtag or a command by itself."""
    return _BLANK_LINES.sub("\n\n", _LIVE.sub(_BROKEN, visible(text)))


def utf16_units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, units_max: int) -> str:
    """Text shortened to at most `units_max`, at a grapheme border, with an ellipsis if anything is missing."""
    if 2 * len(text) <= units_max or utf16_units(text) <= units_max:
        return text
    return text[: _border(text, units_max - 1)].rstrip() + ELLIPSIS


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in lines:
        if pieces:
            pieces.append(("", "\n\n" if line.kind == "head" else "\n"))
        if line.kind == "rule":
            pieces.append(("", _RULE))
        elif line.kind == "head":
            pieces.append(("b", _one_line(line.text)))
        elif line.kind == "fact":
            # One line each: a value with line breaks could otherwise pretend to be further facts.
            label, value = _one_line(line.label), _one_line(line.text)
            pieces += [("b", label), ("", f": {beside(label, value)}")] if label else [("", value)]
        else:
            tag = {"note": "i", "quote": "blockquote"}.get(line.kind, "")
            pieces.append((tag, tame(line.text).strip("\n") if line.kind == "quote" else tame(line.text)))
    return pieces


def _one_line(text: str) -> str:
    return " ".join(tame(text).split())


def _parts(pieces: list[Piece], units_max: int) -> list[Message]:
    """Pieces cut into messages of at most `units_max`, between lines if possible, else words, else graphemes."""
    plain = "".join(text for _, text in pieces)
    parts = []
    start = 0
    while start < len(plain):
        end = start + _break_before(plain[start : start + units_max + 1], units_max)
        part = plain[start:end]
        left = start + len(part) - len(part.lstrip())
        right = start + len(part.rstrip())
        if _BLANK.fullmatch(part) is None:
            parts.append(Message(_html(_slice(pieces, left, right)), plain[left:right]))
        start = end
    return parts


def _break_before(text: str, units_max: int) -> int:
    """How many characters of this text go into one message."""
    if utf16_units(text) <= units_max:
        return len(text)
    end = _border(text, units_max)
    for separator in ("\n", " "):
        found = text.rfind(separator, end // 2, end)
        if found > 0:
            return found + 1
    return end


def _border(text: str, units_max: int) -> int:
    """The last grapheme border at or before `units_max` UTF-16 units; at least one character in."""
    end = len(text.encode("utf-16-le")[: 2 * units_max].decode("utf-16-le", "ignore"))
    border = end
    while border > 0 and not _is_border(text, border):
        border -= 1
    # A "grapheme" longer than the limit (letters under hundreds of accents) has to be cut somewhere.
    return border or max(end, 1)


def _is_border(text: str, index: int) -> bool:
    """Whether a person would see two characters left and right of here (the cases of UAX #29 that occur in chats)."""
    if index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if before == "\u200d" or after in "\u200c\u200d" or unicodedata.combining(after):
        return False
    if unicodedata.category(after) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return False
    if "\U000e0020" <= after <= "\U000e007f":  # the letters of a regional flag
        return False
    if "\u1160" <= after <= "\u11ff":  # Hangul vowels and finals join the syllable before
        return not ("\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3")
    if _is_flag_letter(before) and _is_flag_letter(after):
        run = 1
        while run < index and _is_flag_letter(text[index - 1 - run]):
            run += 1
        return run % 2 == 0
    return True


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _slice(pieces: list[Piece], left: int, right: int) -> list[Piece]:
    sliced = []
    position = 0
    for tag, text in pieces:
        inside = text[max(left - position, 0) : max(right - position, 0)]
        if inside:
            sliced.append((tag, inside))
        position += len(text)
    return sliced


def _html(pieces: Iterable[Piece]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in pieces)


def _keyboards(place: Place, screen: Screen, ring: KeyRing, *, styles: bool) -> list[Keyboard]:
    """All buttons, in rows that fit and boards of at most 100; never fewer than the screen has."""
    boards: list[Keyboard] = []
    room = 0
    for row in _rows(screen.rows):
        if len(row) > room:
            boards.append([])
            room = BUTTONS_MAX
        boards[-1].append([_button(place, button, ring, styles=styles) for button in row])
        room -= len(row)
    return boards


def _rows(rows: Iterable[Sequence[Button]]) -> Iterable[Sequence[Button]]:
    for row in rows:
        widest = max((utf16_units(visible(button.label)) for button in row), default=0)
        columns = next((count for units, count in _COLUMNS if widest <= units), 1)
        yield from (row[start : start + columns] for start in range(0, len(row), columns))


def _button(place: Place, button: Button, ring: KeyRing, *, styles: bool) -> dict[str, str]:
    label = cut(" ".join(visible(button.label).split()), LABEL_UNITS_MAX)
    shown = {"text": ELLIPSIS if _BLANK.fullmatch(label) else label}
    if isinstance(button.go, Url):
        shown["url"] = button.go.url
    else:
        shown["callback_data"] = seal_for(place, button.go, ring)
    if styles and button.style:
        shown["style"] = button.style
    return shown


def _unformatted(params: Mapping[str, Any], plain: str) -> dict[str, Any]:
    words = {key: plain for key in ("text", "caption") if key in params}
    return {key: value for key, value in params.items() if key != "parse_mode"} | words


def _address(place: Place) -> dict[str, Any]:
    return {"chat_id": native(place.chat)}


def native(text: str) -> int | str:
    return int(text) if _NATIVE.fullmatch(text) else text
