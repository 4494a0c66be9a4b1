"""Reading the HTML parse mode as Telegram does: markup in, plain text and entities (UTF-16 offsets) out.

The rules and the wording of the refusals follow the open-source client library that the hosted Bot API runs on:
offsets in errors count UTF-8 bytes, `&lt; &gt; &amp; &quot;` and numeric references are the only references known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.telegram_links import checked_link, mentioned_user_id
from adapters.sandbox.telegram_refusals import Refused, bad_request

Entity = dict[str, Any]

ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<name>lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = " \t\r\n\v\0"


def utf16_length(text: str) -> int:
    """Length in the unit of every Telegram limit and offset."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


@dataclass
class _OpenTag:
    name: str
    argument: str
    offset: int
    begin: int


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of `markup`; raises Refused with Telegram's "can't parse entities: …"."""
    return _HtmlReader(markup).read()


class _HtmlReader:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._plain: list[str] = []
        self._units = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._markup):
            if self._markup[self._at] != "<":
                self._add(self._character())
            elif self._peek(1) == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise _unparsable(f"Can't find end tag corresponding to start tag {self._open[-1].name}")
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        self._entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self._plain), self._entities

    def _peek(self, ahead: int = 0) -> str:
        """The character there; NUL, which ends every token, behind the end."""
        index = self._at + ahead
        return self._markup[index] if index < len(self._markup) else "\0"

    def _byte_offset(self, index: int) -> int:
        return len(self._markup[:index].encode())

    def _add(self, character: str) -> None:
        self._plain.append(character)
        self._units += utf16_length(character)

    def _character(self) -> str:
        """The next character, references resolved; moves on."""
        if self._markup[self._at] == "&" and (found := _REFERENCE.match(self._markup, self._at)):
            decoded = _decoded(found)
            if decoded:
                self._at = found.end()
                return decoded
        self._at += 1
        return self._markup[self._at - 1]

    def _skip_spaces(self) -> None:
        while self._at < len(self._markup) and self._peek() in _SPACE:
            self._at += 1

    def _word(self, *stops: str) -> str:
        begin = self._at
        while self._peek() not in _SPACE and self._peek() not in stops:
            self._at += 1
        return self._markup[begin : self._at]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._word(">").lower()
        if self._at >= len(self._markup):
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte_offset(begin)}")
        if name not in ENTITY_OF_TAG:
            raise _unparsable(f'Unsupported start tag "{name}" at byte offset {self._byte_offset(begin)}')
        argument = ""
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                break
            key, value = self._attribute(name, begin)
            argument = _argument(name, key, value) or argument
        self._at += 1
        if name == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte_offset(begin)}')
        self._open.append(_OpenTag(name, argument, self._units, len(self._plain)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        where = self._byte_offset(begin)
        name = self._word("=", ">")
        if not name:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self._skip_spaces()
        if self._peek() != "=":
            if tag == "blockquote" and name == "expandable":
                return name, "1"
            raise _unparsable(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {where}'
            )
        self._at += 1
        self._skip_spaces()
        if self._at >= len(self._markup):
            raise _unparsable(f'Unclosed start tag "{tag}" at byte offset {where}')
        value = self._quoted() if self._peek() in "\"'" else self._name_token()
        if self._at >= len(self._markup):
            raise _unparsable(f"Unclosed start tag at byte offset {where}")
        return name, value

    def _name_token(self) -> str:
        begin = self._at
        found = _NAME_TOKEN.match(self._markup, begin)
        self._at = found.end() if found else begin
        if self._peek() not in _SPACE and self._peek() != ">":
            raise _unparsable(f"Unexpected end of name token at byte offset {self._byte_offset(begin)}")
        return self._markup[begin : self._at].lower()

    def _quoted(self) -> str:
        quote = self._peek()
        self._at += 1
        value: list[str] = []
        while self._at < len(self._markup) and self._peek() != quote:
            value.append(self._character())
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        where = self._byte_offset(begin)
        if not self._open:
            raise _unparsable(f"Unexpected end tag at byte offset {where}")
        self._at += 2
        name = self._word(">").lower()
        self._skip_spaces()
        if self._peek() != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {where}")
        self._at += 1
        tag = self._open[-1]
        if name and name != tag.name:
            raise _unparsable(f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{name}>"')
        self._open.pop()
        if self._units > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Entity = {
            "type": ENTITY_OF_TAG[tag.name],
            "offset": tag.offset,
            "length": self._units - tag.offset,
        }
        if tag.name == "a":
            url = tag.argument or "".join(self._plain[tag.begin :])
            if user_id := mentioned_user_id(url):
                entity |= {"type": "text_mention", "user_id": user_id}
            elif link := checked_link(url):
                entity["url"] = link
            else:
                return
        elif tag.name == "tg-emoji":
            if not re.fullmatch(r"-?[1-9][0-9]{0,18}", tag.argument):
                raise _unparsable("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = tag.argument
        elif tag.name == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.name in ("pre", "code"):
            if self._merged_into_last(tag, entity):
                return
            if tag.name == "code" and tag.argument:
                entity["language"] = tag.argument
        self._entities.append(entity)

    def _merged_into_last(self, tag: _OpenTag, entity: Entity) -> bool:
        """`<pre><code class="language-x">` (either way round) is one `pre` entity with a language."""
        last = self._entities[-1] if self._entities else None
        if last is None or (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
            return False
        if tag.name == "pre" and last["type"] == "code" and "language" in last:
            last["type"] = "pre"
            return True
        if tag.name == "code" and last["type"] == "pre" and tag.argument:
            last["language"] = tag.argument
            return True
        return False


def _decoded(found: re.Match[str]) -> str:
    """The character a reference stands for, or nothing where it is not one Telegram knows."""
    if name := found["name"]:
        return _NAMED[name]
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    if code == 0 or code >= 0x10FFFF:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        raise _unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code)


def _argument(tag: str, key: str, value: str) -> str:
    """The one attribute that means something in this tag."""
    if (tag, key) in {("a", "href"), ("tg-emoji", "emoji-id"), ("blockquote", "expandable")}:
        return value or ("1" if tag == "blockquote" else "")
    if (tag, key) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, key) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def _unparsable(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")
