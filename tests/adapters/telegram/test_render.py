"""Screens as Telegram would receive them, checked with an HTML reader of the tests' own."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.telegram.render import Call, calls, cut, digest_of, escape, messages, short_line, tame, utf16_units
from adapters.telegram.tokens import unseal_for
from core.ports.chat import Button, Do, Line, Media, Place, Screen, Url
from core.tokens import KeyRing

RING = KeyRing({"a": b"k" * 32}, "a")
HOME = Place("telegram", "77", "500")
PHOTO = Media("photo", "blob_1")
HOSTILE = [
    "<b>bold</b><script>alert(1)</script>",
    "&lt;b&gt; &amp; &#60;i&#62; &nbsp;",
    '<a href="tg://user?id=1">Anna</a>',
    "</blockquote></b><i>",
    "*bold* _it_ [x](https://evil.example) `code`",
    "https://evil.example/pay?x=1 and evil.example and EVIL.COM",
    "write to @support or pay@evil.example",
    "/release now, #deal $USD",
    "http://203.0.113.9/x tg://resolve?domain=evil ftp://x.y.zz",
    "abc\u202egpj.exe\u202c \u2066x\u2069 \u200b\u200e\u200f",
    "\x00\x01\x1b[31m\x7f\ud800\udfff",
    "e\u0301" * 50,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇸🇪🇳🇴",
    "पाटन.भारत",
]
LINKS = re.compile(
    r"@\w|#\w|\$[A-Z]|(?<![\w/])/\w|://|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"
    r"|[^\s.]\.(?:com|example|zz|भारत|evil)",
    re.IGNORECASE,
)


class Reader(HTMLParser):
    """Reads Telegram's dialect strictly: known tags, properly closed, nothing else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.runs: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        assert tag in {"b", "i", "blockquote"}
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        self.runs.append(("".join(self.open), data))


def read(html: str) -> Reader:
    for entity in re.findall("&[^;]*;?", html):
        assert entity in {"&amp;", "&lt;", "&gt;"}
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def text_of(call: Call) -> str:
    return str(call.params.get("text", call.params.get("caption", "")))


def board_of(call: Call) -> list[list[dict[str, str]]]:
    return call.params.get("reply_markup", {}).get("inline_keyboard", [])  # type: ignore[no-any-return]


def screen(*lines: Line, rows: tuple[tuple[Button, ...], ...] = (), media: tuple[Media, ...] = ()) -> Screen:
    return Screen("k", lines, rows, media)


def test_every_kind_of_line() -> None:
    (call,) = calls(
        HOME,
        screen(
            Line("head", "Deal 7"),
            Line("text", "Your turn."),
            Line("fact", "4.20 EUR", "Price"),
            Line("rule"),
            Line("quote", "I can do\n500 pcs"),
            Line("note", "Ends Friday"),
        ),
        RING,
    )
    assert call.method == "sendMessage"
    assert call.params["text"] == (
        "<b>Deal 7</b>\nYour turn.\n<b>Price</b>: 4.20 EUR\n────────────\n"
        "<blockquote>I can do\n500 pcs</blockquote>\n<i>Ends Friday</i>"
    )
    assert call.params["parse_mode"] == "HTML"
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert call.params["chat_id"] == 500
    assert "reply_markup" not in call.params
    assert call.plain.startswith("Deal 7\nYour turn.\nPrice: 4.20 EUR")


def test_a_topic_is_addressed() -> None:
    (call,) = calls(Place("telegram", "77", "-100200", "7", "group"), screen(Line("text", "x")), RING)
    assert (call.params["chat_id"], call.params["message_thread_id"]) == (-100200, 7)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nobodys_words_become_markup_or_links(hostile: str) -> None:
    lines = [Line(kind, hostile, hostile) for kind in ("head", "text", "fact", "note", "quote")]
    rows = ((Button(hostile, Do("ac", "x")),),)
    (call,) = calls(HOME, screen(*lines, rows=rows), RING)
    call.params["text"].encode()
    reader = read(call.params["text"])
    assert reader.text == call.plain
    assert not LINKS.search(reader.text)
    assert all(part.count("\u2068") == part.count("\u2069") for part in reader.text.split("\n"))
    assert not re.search("[\u202a-\u202e\u2066\u2067\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]", reader.text)
    shown = tame(hostile)
    assert reader.text.count(" ".join(shown.split())) >= 5
    (button,) = board_of(call)[0]
    assert button["text"].encode()
    assert "\n" not in button["text"]


@pytest.mark.parametrize(
    "harmless", ["4.20 EUR", "1.234.567,89 €", "e.g. 3 wks", "km/h and/or", "v1.2.3", "5 @ 3", "a: b", "U.S. law…"]
)
def test_ordinary_text_is_left_as_it_is(harmless: str) -> None:
    assert tame(harmless) == harmless


@given(st.text(st.characters()))
def test_escaping_is_undone_by_reading_and_leaves_no_brackets(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set("<>") & set(escape(text))


def test_a_value_cannot_pretend_to_be_another_fact() -> None:
    (call,) = calls(HOME, screen(Line("fact", "1 EUR\nStatus: paid", "Price")), RING)
    assert call.params["text"] == "<b>Price</b>: 1 EUR Status: paid"


alphabet = st.sampled_from([*"ab  \n&<>.@", "é", "e\u0301", "😀", "👩‍👩‍👧", "👍🏽", "🇸🇪", "한", "각", "श्री", "word "])
long_texts = st.integers(1, 40).flatmap(
    lambda times: st.lists(alphabet, max_size=120).map(lambda chars: "".join(chars) * times * 3)
)
line_kinds = st.sampled_from(["text", "head", "fact", "note", "quote", "rule"])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.builds(Line, line_kinds, long_texts, st.sampled_from(["", "Label"])), max_size=4))
def test_long_screens_are_split_into_parts_that_fit(lines: list[Line]) -> None:
    sent = calls(HOME, screen(*lines, rows=((Button("Go", Do("ac", "x")),),)), RING)
    for call in sent:
        reader = read(call.params["text"])
        assert 1 <= utf16_units(reader.text) <= 4096
        assert reader.text.strip()
        assert reader.text == call.plain
    squeezed = "".join("".join(call.plain.split()) for call in sent).replace("\u200b", "")
    whole = ""
    for line in lines:
        label = f"{line.label}:" if line.kind == "fact" and line.label else ""
        whole += "─" * 12 if line.kind == "rule" else "".join(f"{label}{line.text}".split())
    assert squeezed == (whole or "…")
    assert [bool(board_of(call)) for call in sent] == [False] * (len(sent) - 1) + [True]


@pytest.mark.parametrize(
    "unit", ["👩‍👩‍👧‍👦", "👍🏽", "🇸🇪", "e\u0301", "\u1112\u1161\u11ab", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\uac00\u11a8", "😀", "❤️"]
)
def test_no_cut_inside_what_people_see_as_one_character(unit: str) -> None:
    for offset in range(4):
        sent = calls(HOME, screen(Line("text", "x" * offset + unit * 5000)), RING)
        assert len(sent) > 1
        for call in sent:
            assert call.plain.lstrip("x").replace(unit, "") == ""


def test_cuts_prefer_line_ends_and_never_open_a_tag_for_nothing() -> None:
    paragraph = "word " * 300
    sent = calls(HOME, screen(*(Line("quote", paragraph.strip()) for _ in range(6))), RING)
    for call in sent:
        assert call.params["text"].startswith("<blockquote>word")
        assert call.params["text"].endswith("word</blockquote>")
    assert all(call.plain.count("word") % 300 == 0 for call in sent)


def test_one_letter_under_thousands_of_accents_still_goes_out() -> None:
    sent = calls(HOME, screen(Line("text", "a" + "\u0301" * 10_000)), RING)
    assert all(utf16_units(call.plain) <= 4096 for call in sent)


def test_150_buttons_are_all_there_in_rows_and_boards_that_fit() -> None:
    buttons = tuple(Button(str(number), Do("pk", f"lst_1.{number}")) for number in range(150))
    sent = calls(HOME, screen(Line("head", "Pick <one>"), rows=(buttons,)), RING)
    assert len(sent) == 2
    assert sent[1].params["text"] == "<b>Pick &lt;one&gt;</b>"
    shown = [button for call in sent for row in board_of(call) for button in row]
    assert [button["text"] for button in shown] == [str(number) for number in range(150)]
    for call in sent:
        assert sum(len(row) for row in board_of(call)) <= 100
        assert all(1 <= len(row) <= 8 for row in board_of(call))
    for number, button in enumerate(shown):
        assert len(button["callback_data"].encode()) <= 64
        assert unseal_for(HOME, button["callback_data"], RING) == Do("pk", f"lst_1.{number}")


@pytest.mark.parametrize(
    ("label", "per_row"), [("1", 8), ("Accept", 4), ("Make an offer", 2), ("Show me all of the details", 1)]
)
def test_longer_labels_mean_fewer_in_a_row(label: str, per_row: int) -> None:
    (call,) = calls(HOME, screen(Line("text", "x"), rows=((Button(label, Do("ac")),) * 9,)), RING)
    assert max(len(row) for row in board_of(call)) == per_row
    assert sum(len(row) for row in board_of(call)) == 9


def test_link_buttons_and_styles() -> None:
    row = (Button("Pay", Url("https://pay.example/1"), style="primary"), Button("No", Do("no"), style="danger"))
    (plain,) = calls(HOME, screen(Line("text", "x"), rows=(row,)), RING, styles=False)
    assert board_of(plain)[0][0] == {"text": "Pay", "url": "https://pay.example/1"}
    (styled,) = calls(HOME, screen(Line("text", "x"), rows=(row,)), RING)
    assert [button["style"] for button in board_of(styled)[0]] == ["primary", "danger"]


def test_a_button_always_has_a_label() -> None:
    (call,) = calls(HOME, screen(Line("text", "x"), rows=((Button("\u200b \u202e", Do("ac")),), ())), RING)
    assert board_of(call) == [[{"text": "…", "callback_data": board_of(call)[0][0]["callback_data"]}]]


def test_one_photo_with_a_short_text_is_captioned() -> None:
    rows = ((Button("Go", Do("ac")),),)
    (call,) = calls(HOME, screen(Line("text", "a < b"), rows=rows, media=(PHOTO,)), RING)
    assert (call.method, call.params["photo"], call.params["caption"]) == ("sendPhoto", "blob_1", "a &lt; b")
    assert board_of(call)
    assert "link_preview_options" not in call.params


def test_a_long_text_follows_its_photo() -> None:
    photo, text = calls(HOME, screen(Line("text", "x" * 1025), rows=((Button("Go", Do("ac")),),), media=(PHOTO,)), RING)
    assert (photo.method, text.method) == ("sendPhoto", "sendMessage")
    assert "caption" not in photo.params
    assert not board_of(photo)
    assert board_of(text)


def test_several_files_go_first_and_in_order() -> None:
    files = (PHOTO, Media("document", "blob_2"))
    sent = calls(HOME, screen(Line("text", "x"), media=files), RING)
    assert [call.method for call in sent] == ["sendPhoto", "sendDocument", "sendMessage"]
    silent = calls(HOME, screen(rows=((Button("Go", Do("ac")),),), media=files), RING)
    assert [bool(board_of(call)) for call in silent] == [False, True]


def test_a_screen_without_a_word_is_still_a_message() -> None:
    (call,) = calls(HOME, screen(Line("text", " \u200b ")), RING)
    assert call.params["text"] == "…"


def test_the_digest_tells_contents_apart() -> None:
    one, same, other = (digest_of(messages(HOME, screen(Line("text", word)), RING)) for word in ("a", "a", "b"))
    assert one == same != other
    assert len(one) == 64


def test_the_short_line_is_the_head_or_the_first_words() -> None:
    assert short_line(screen(Line("text", "x"), Line("head", "Deal\n<7>"))).html == "<b>Deal &lt;7&gt;</b>"
    assert short_line(screen(Line("rule"), Line("text", "first"))).html == "first"
    assert short_line(screen()).html == "…"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(3, 50))
def test_cut_keeps_within_the_limit(text: str, units_max: int) -> None:
    shortened = cut(text, units_max)
    assert utf16_units(shortened) <= units_max
    assert shortened == text or shortened.endswith("…")
