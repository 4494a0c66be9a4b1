"""The HTML parse mode: entities, offsets in UTF-16 units, and Telegram's own words for what it cannot read."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sandbox.telegram_entities import read_formatted, rendered, shows_nothing, tidied
from adapters.sandbox.telegram_links import checked_link
from adapters.sandbox.telegram_markup import parse_html, utf16_length
from adapters.sandbox.telegram_refusals import Refused


def test_tags_become_entities_and_nest() -> None:
    text, entities = parse_html("a <b>bold <i>both</i></b> <s>gone</s> <u>line</u> <tg-spoiler>x</tg-spoiler>")
    assert text == "a bold both gone line x"
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [
        ("bold", 2, 9),
        ("italic", 7, 4),
        ("strikethrough", 12, 4),
        ("underline", 17, 4),
        ("spoiler", 22, 1),
    ]


def test_offsets_count_utf16_units() -> None:
    text, entities = parse_html("😀 <b>né😀</b>!")
    assert utf16_length(text) == 8
    assert entities == [{"type": "bold", "offset": 3, "length": 4}]


def test_references_are_decoded_only_where_telegram_knows_them() -> None:
    text, entities = parse_html("&lt;b&gt; &amp; &quot; &#65;&#x1F600; &nbsp; &euro; R&D &lt")
    assert text == '<b> & " A😀 &nbsp; &euro; R&D <'
    assert entities == []


def test_code_with_a_language_is_one_pre_entity() -> None:
    _, entities = parse_html('<pre><code class="language-python">x = 1</code></pre><code>y</code>')
    assert entities == [
        {"type": "pre", "offset": 0, "length": 5, "language": "python"},
        {"type": "code", "offset": 5, "length": 1},
    ]


def test_links_mentions_and_quotes() -> None:
    _, entities = parse_html(
        '<a href="https://example.com/?a=1&amp;b=2">go</a> <a href="tg://user?id=42">Ann</a> '
        "<a>example.com</a> <a href='http://localhost/x'>dead</a> <blockquote expandable>long</blockquote>"
    )
    assert [(e["type"], e.get("url"), e.get("user_id")) for e in entities] == [
        ("text_link", "https://example.com/?a=1&b=2", None),
        ("text_mention", None, 42),
        ("text_link", "http://example.com/", None),
        ("expandable_blockquote", None, None),
    ]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_unreadable_markup_is_refused_in_telegrams_words(markup: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_text_is_trimmed_and_control_characters_go() -> None:
    read = read_formatted("  \n<b>hi\tyou</b>\r\n  ", "HTML", None)
    assert read.text == "hi you"
    assert read.entities == [{"type": "bold", "offset": 0, "length": 6}]


def test_entities_telegram_finds_by_itself() -> None:
    read = tidied("/start@parley_bot see https://a.example/x?y=1, mail a.b@c.org @ann_b #deal not/this evil.com", [])
    units = read.text
    found = [(e["type"], units[e["offset"] : e["offset"] + e["length"]]) for e in read.entities]
    assert found == [
        ("bot_command", "/start@parley_bot"),
        ("url", "https://a.example/x?y=1"),
        ("email", "a.b@c.org"),
        ("mention", "@ann_b"),
        ("hashtag", "#deal"),
        ("url", "evil.com"),
    ]


def test_nothing_is_found_inside_code() -> None:
    read = read_formatted("<code>/start https://a.example</code>", "HTML", None)
    assert [e["type"] for e in read.entities] == ["code"]


def test_given_entities_are_checked() -> None:
    with pytest.raises(Refused, match="Unsupported type"):
        read_formatted("abc", None, [{"type": "nope", "offset": 0, "length": 1}])
    with pytest.raises(Refused, match="ends after the end"):
        read_formatted("abc", None, [{"type": "bold", "offset": 1, "length": 3}])
    assert read_formatted("abc", None, [{"type": "url", "offset": 0, "length": 3}]).entities == []


def test_unknown_parse_mode_and_huge_text_are_refused() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        read_formatted("x", "bbcode", None)
    with pytest.raises(Refused, match="text is too long"):
        read_formatted("x" * 32_769, None, None)


def test_page_markup_is_rebuilt_from_entities_only() -> None:
    read = read_formatted('<b>a<i>b&lt;script&gt;</i></b> <a href="https://x.example/?q=&quot;">l</a>\nz', "HTML", None)
    assert rendered(read) == (
        "<b>a<i>b&lt;script&gt;</i></b> "
        '<a href="https://x.example/?q=&quot;" rel="noopener noreferrer" target="_blank">l</a>\nz'
    )


def test_overlapping_entities_still_nest_in_the_page() -> None:
    read = read_formatted(
        "abcd", None, [{"type": "bold", "offset": 0, "length": 3}, {"type": "italic", "offset": 1, "length": 3}]
    )
    assert rendered(read) == "<b>a<i>bc</i></b><i>d</i>"


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_survives_markup_and_page(text: str) -> None:
    escaped = html.escape(text, quote=False)
    assert parse_html(f"<b>{escaped}</b>")[0] == text
    page = rendered(read_formatted(escaped, "HTML", None))
    assert "<script" not in page


def test_text_without_ink_shows_nothing() -> None:
    assert shows_nothing("\u200b \u2800")
    assert not shows_nothing("\u200bx")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://127.0.0.1:8080/pay", "https://127.0.0.1:8080/pay"),
        ("http://localhost:8000/pay", None),
        ("example.com", "http://example.com/"),
        ("javascript:alert(1)", None),
        ("ftp://example.com", None),
        ("http://exa mple.com", None),
        ("http://example.com:bad/", None),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("", None),
    ],
)
def test_links_telegram_takes(url: str, kept: str | None) -> None:
    assert checked_link(url) == kept
