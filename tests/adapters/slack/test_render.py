"""Screens become blocks that Slack accepts, that keep every word and button, and in which nobody's words are live."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from adapters.slack.lettering import escape, shorten, shown, split, units
from adapters.slack.render import Message, messages, note, outdated, posting, updating
from adapters.slack.tokens import unseal_for
from core.ports.chat import GROUP, Button, Do, Line, Media, Place, Screen, Url
from tests.adapters.slack.payloads import RING, TENANT

PLACE = Place("slack", TENANT, "C1", "9.0", GROUP)
HOSTILE = [
    "<!channel>",
    "<!here|here>",
    "<!subteam^S1>",
    "<!date^1^{date}^https://evil.example|now>",
    "<@U1>",
    "<#C1|general>",
    "<https://evil.example|Pay here>",
    "https://evil.example/pay",
    "tg://resolve?domain=x",
    "<mailto:a@b.c|mail>",
    "*bold* _italic_ ~struck~ `code`",
    "```\nblock\n```",
    "> quoted",
    "  > quoted",
    "@channel @here @everyone @Channel",
    "&lt;!channel&gt;",
    "&amp;lt;!channel&amp;gt;",
    "&#60;!channel&#62;",
    "<<!channel>>",
    "a\n*Parley:* paid\n<!channel>",
    "\u202egnp.exe",
    "\u2067abc\u2069",
    "\ud800half",
    "zero\u0000byte",
    ":tada: :+1:",
    "</b><a href='https://evil.example'>x</a>",
]
_LIVE = [
    re.compile(r"<[^>]*>?"),
    re.compile(r"[*_~`]"),
    re.compile(r"@(channel|here|everyone)", re.IGNORECASE),
    re.compile(r"\w+://"),
    re.compile(r"^\s*(>|&gt;)", re.MULTILINE),
    re.compile("[\u202a-\u202e\u2066\u2067\ud800-\udfff\x00]"),
    re.compile(r"&(?!(amp|lt|gt);)"),
]


def drawn(*lines: Line, rows: tuple[tuple[Button, ...], ...] = (), media: tuple[Media, ...] = ()) -> list[Message]:
    return list(messages(Screen("deal", lines, rows, media), PLACE, RING))


def refused(message: Message) -> None:
    """Slack's own models as the judge; they raise SlackObjectFormationError."""
    assert 1 <= len(message.blocks) <= 50
    assert len(json.dumps(message.blocks, ensure_ascii=False)) <= 13_000
    assert 0 < units(message.text) <= 3000
    action_ids = []
    for parsed in Block.parse_all(list(message.blocks)):
        parsed.validate_json()
        for element in getattr(parsed, "elements", None) or []:
            element.validate_json()
            if confirm := getattr(element, "confirm", None):
                confirm.validate_json()
    for block in message.blocks:
        action_ids += [element["action_id"] for element in block.get("elements", ()) if "action_id" in element]
        for text in texts(block):
            assert text["type"] == "plain_text"
            assert text["text"].strip()
            text["text"].encode()
        if block["type"] == "rich_text":
            for part in block["elements"]:
                assert {each["type"] for each in part["elements"]} == {"text"}, "nothing but words in rich text"
                assert 0 < sum(units(each["text"]) for each in part["elements"]) <= 4000
    assert len(set(action_ids)) == len(action_ids)


def texts(node: Any) -> list[dict[str, Any]]:
    """Every text object of a block."""
    if isinstance(node, list | tuple):
        return [found for item in node for found in texts(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") in ("plain_text", "mrkdwn") else []
    return own + [found for value in node.values() for found in texts(value)]


def buttons(message: Message) -> list[dict[str, Any]]:
    return [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]


# --- drawing ----------------------------------------------------------------------------------------------------------


def test_a_card_is_drawn_with_the_blocks_meant_for_its_lines() -> None:
    [message] = drawn(
        Line("head", "Order 7"),
        Line("text", "Your turn."),
        Line("fact", "4.20 EUR", "Price"),
        Line("fact", "500", "Quantity"),
        Line("rule"),
        Line("quote", "one\ntwo"),
        Line("note", "small print"),
        Line("text", "  "),
        rows=((Button("Pay", Do("pa", "ord_7", 3), "primary"), Button("Docs", Url("https://parley.example/d"))),),
    )
    assert [block["type"] for block in message.blocks] == [
        "header",
        "section",
        "rich_text",
        "divider",
        "rich_text",
        "context",
        "actions",
    ]
    assert message.blocks[2]["elements"] == [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Price: ", "style": {"bold": True}},
                {"type": "text", "text": "4.20 EUR\n"},
                {"type": "text", "text": "Quantity: ", "style": {"bold": True}},
                {"type": "text", "text": "500"},
            ],
        }
    ]
    assert message.blocks[4]["elements"] == [
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "one\ntwo"}]}
    ]
    assert "> one\n> two".replace(">", "&gt;") in message.text.replace("\u2060", "")
    assert message.text.startswith("Order 7\nYour turn.\nPrice: 4.20 EUR\nQuantity: 500\n")
    pay, docs = buttons(message)
    assert pay["style"] == "primary"
    assert unseal_for(PLACE, pay["value"], RING) == Do("pa", "ord_7", 3)
    assert docs["url"] == "https://parley.example/d"
    assert "value" not in docs
    refused(message)


def test_a_confirmed_button_asks_first() -> None:
    [message] = drawn(
        Line("head", "x"), rows=((Button("Release", Do("re"), "danger", confirm="Release 420.00 EUR to Acme?"),),)
    )
    confirm = buttons(message)[0]["confirm"]
    assert confirm["text"]["text"] == "Release 420.00 EUR to Acme?"
    assert {"title", "text", "confirm", "deny", "style"} == set(confirm)
    assert (confirm["confirm"]["text"], confirm["style"]) == ("Release", "danger")
    refused(message)


def test_only_pictures_with_a_public_address_are_shown() -> None:
    media = (
        Media("photo", "https://files.example/1.jpg", alt="a chair"),
        Media("photo", "https://files.example/2.jpg"),
        Media("photo", "blob_1"),
        Media("photo", "http://10.0.0.1/x.png"),
        Media("document", "https://files.example/a.pdf"),
    )
    [message] = drawn(Line("head", "Chair"), media=media)
    images = [block for block in message.blocks if block["type"] == "image"]
    assert [image["alt_text"] for image in images] == ["a chair", "Chair"]
    refused(message)


def test_an_empty_screen_still_is_a_message() -> None:
    for message in drawn() + drawn(rows=((Button("Go", Do("go")),),)) + [note(" "), outdated(Screen("x", ()))]:
        refused(message)


def test_an_outdated_card_is_one_line_without_buttons() -> None:
    screen = Screen("x", (Line("text", "first"), Line("head", "Deal 7")), ((Button("Go", Do("go")),),))
    message = outdated(screen)
    assert (message.text, len(message.blocks), buttons(message)) == ("Deal 7", 1, [])


def test_calls_switch_off_everything_slack_would_make_of_text() -> None:
    [message] = drawn(Line("head", "x"))
    method, params = posting(PLACE, message)
    assert (method, params["channel"], params["thread_ts"]) == ("chat.postMessage", "C1", "9.0")
    assert (params["parse"], params["link_names"], params["unfurl_links"], params["unfurl_media"]) == (
        "none",
        False,
        False,
        False,
    )
    method, params = updating(PLACE, "5.0", message)
    assert (method, params["ts"], params["parse"]) == ("chat.update", "5.0", "none")


# --- limits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 6, 24, 26, 75, 400])
def test_no_button_is_ever_dropped_and_they_close_the_last_message(count: int) -> None:
    made = [Button(f"{'B' * 80} {number}", Do("ac", f"off_{number}"), confirm="sure? " * 99) for number in range(count)]
    rows = tuple(tuple(made[start : start + 8]) for start in range(0, count, 8))
    screens = drawn(Line("head", "Pick"), Line("text", "z" * 20_000), rows=rows)
    found = [button for message in screens for button in buttons(message)]
    assert [unseal_for(PLACE, button["value"], RING) for button in found] == [button.go for button in made]
    assert screens[-1].blocks[-1]["type"] == "actions"
    if count < 10:
        assert [bool(buttons(message)) for message in screens] == [False] * (len(screens) - 1) + [True]
    for message in screens:
        refused(message)


def test_many_narrow_rows_are_packed_densely() -> None:
    rows = tuple((Button(f"{number}", Do("ac", str(number))),) for number in range(60))
    [message] = drawn(Line("head", "Pick"), rows=rows)
    assert len(buttons(message)) == 60
    assert len(message.blocks) == 4


def test_long_words_go_on_in_further_blocks_and_messages_without_loss() -> None:
    text = "".join(f"word{number} " for number in range(9000))
    screens = drawn(Line("head", "h" * 151), Line("text", text))
    shown = "".join(found["text"] for message in screens for found in texts(list(message.blocks)))
    assert shown == "h" * 151 + text
    for message in screens:
        refused(message)


@pytest.mark.parametrize("filler", ["x", "é", "\U0001f600", '"', "\n", "&<>", "🇩🇪", "👩‍👩‍👧", "à" * 3])
def test_the_largest_screens_pass_slacks_own_models(filler: str) -> None:
    big = (filler * 4000)[:7000]
    lines = [
        *(Line(kind, big, big) for kind in ("text", "head", "fact", "note", "quote", "rule")),
        *(Line("fact", (filler * 2000)[:900], "Label") for _ in range(25)),
        *(Line("note", "n") for _ in range(60)),
    ]
    row = (
        Button(big, Do("ac", "i" * 31, 923_520), "danger", confirm=big),
        Button(big, Url("https://x.example/" + "a" * 2900)),
    )
    media = tuple(Media("photo", "https://files.example/" + "a" * 900, alt=big) for _ in range(12))
    for message in drawn(*lines, rows=(row,) * 30, media=media):
        refused(message)


# --- nobody's words are live ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(hostile: str) -> None:
    kinds: list[Any] = ["text", "head", "fact", "note", "quote"]
    lines = [Line(kind, hostile, hostile) for kind in kinds]
    screens = drawn(
        *lines,
        rows=((Button(hostile, Do("ac"), confirm=hostile),),),
        media=(Media("photo", "https://f.example/1", alt=hostile),),
    )
    for message in [*screens, note(hostile), outdated(Screen("x", tuple(lines)))]:
        refused(message)
        assert not any(found["emoji"] for found in texts(list(message.blocks)))
        assert not any(rule.search(message.text) for rule in _LIVE), message.text
        assert not _LIVE[5].search(json.dumps(message.blocks, ensure_ascii=False))


@given(st.text(st.characters() | st.sampled_from("<>&*_~`@!|:/\n "), max_size=60))
@settings(deadline=None)
def test_escaped_text_is_never_live(text: str) -> None:
    escaped = escape(shown(text))
    assert not any(rule.search(escaped) for rule in _LIVE), escaped


def test_ordinary_words_survive_escaping() -> None:
    assert escape("4.20 EUR, 3 wks - Möbel & Co") == "4.20 EUR, 3 wks - Möbel &amp; Co"


# --- cutting ----------------------------------------------------------------------------------------------------------


@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("a \n🇩🇪👩‍👧\u0301"), max_size=200),
    st.integers(8, 60),
)
@settings(deadline=None)
def test_split_text_is_whole_and_within_the_limit(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert units(shorten(text, limit)) <= limit


@pytest.mark.parametrize("one", ["👩‍👩‍👧", "🇩🇪", "e\u0301", "👍🏽", "🏴\U000e0067\U000e0062\U000e007f"])
def test_no_character_is_halved(one: str) -> None:
    for limit in range(10, 40):
        assert set(split(one * 30, limit)) <= {one * count for count in range(1, 31)}
        assert shorten(one * 30, limit).removesuffix("…") in {one * count for count in range(1, 31)}
