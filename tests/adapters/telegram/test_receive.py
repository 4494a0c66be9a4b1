"""Updates as Telegram sends them, and what they mean."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.telegram.receive import ALLOWED_UPDATES, clean, event_id, order_key, translate
from adapters.telegram.tokens import seal_for
from core.ports.chat import GROUP, PRIVATE, Actor, Do, Incoming, Media, Place
from core.tokens import KeyRing

RING = KeyRing({"a": b"k" * 32}, "a")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENT = 1_770_000_000
SENT_AT = datetime.fromtimestamp(SENT, UTC)
ANNA = {"id": 500, "is_bot": False, "first_name": "Anna", "last_name": "Lind", "language_code": "sv"}
ANNA_ACTOR = Actor("telegram", "77", "500", "Anna Lind", "sv")
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
FROM_ANONYMOUS: dict[str, Any] = {"from": ANONYMOUS}
PRIVATE_CHAT = {"id": 500, "type": "private", "first_name": "Anna"}
GROUP_CHAT = {"id": -100200, "type": "supergroup", "title": "Desk", "is_forum": True}
HOME = Place("telegram", "77", "500")
DESK = Place("telegram", "77", "-100200", kind=GROUP)


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 41, "from": ANNA, "chat": PRIVATE_CHAT, "date": SENT, **content}


def read(kind: str = "message", username: str = "", **body: Any) -> Incoming | None:
    return translate({"update_id": 9001, kind: body}, tenant="77", ring=RING, at=AT, username=username)


def read_message(*, username: str = "", **content: Any) -> Incoming:
    incoming = read("message", username, **message(**content))
    assert incoming is not None
    return incoming


def press(**query: Any) -> Incoming:
    incoming = read("callback_query", **{"id": "4382", "from": ANNA, "chat_instance": "1", **query})
    assert incoming is not None
    return incoming


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("hello", "text", "hello"),
        ("  two\r\nlines\t! ", "text", "two\nlines !"),
        ("/start", "command", "start"),
        ("/start abc-DEF_9", "command", "start abc-DEF_9"),
        ("/Browse@parley_bot  steel pipes", "command", "browse steel pipes"),
        ("/ship tr_1\nDHL 123", "command", "ship tr_1\nDHL 123"),
        ("/", "text", "/"),
        ("/ start", "text", "/ start"),
        ("/a-b", "text", "/a-b"),
        ("not /start", "text", "not /start"),
        ("\u200f/start", "command", "start"),
        ("Cafe\u0301 \u202egnp.exe\u202c\u200b\ud800", "text", "Café gnp.exe"),
    ],
)
def test_words(text: str, kind: str, words: str) -> None:
    incoming = read_message(text=text)
    assert (incoming.kind, incoming.text) == (kind, words)
    assert incoming.place == HOME
    assert incoming.actor == ANNA_ACTOR
    assert (incoming.id, incoming.at, incoming.message) == ("tg:9001", SENT_AT, "41")


def test_a_command_for_another_bot_is_none_of_ours() -> None:
    assert read_message(username="parley_bot", text="/start@other_bot").kind == "other"
    assert read_message(username="parley_bot", text="/start@Parley_Bot").kind == "command"


def test_a_message_in_a_topic_names_the_topic_and_only_real_answers_are_answers() -> None:
    topic: dict[str, Any] = {"chat": GROUP_CHAT, "message_thread_id": 7, "is_topic_message": True, "text": "x"}
    first = read_message(**topic, reply_to_message={"message_id": 7, "forum_topic_created": {}})
    assert first.place == Place("telegram", "77", "-100200", "7", GROUP)
    assert first.reply_to == ""
    assert read_message(**topic, reply_to_message={"message_id": 40}).reply_to == "40"
    loose = read_message(chat=GROUP_CHAT, message_thread_id=7, text="x", reply_to_message={"message_id": 7})
    assert (loose.place, loose.reply_to) == (DESK, "7")


def test_the_largest_photo_and_its_caption() -> None:
    sizes = [
        {"file_id": "small", "width": 90, "height": 67, "file_size": 1000},
        {"file_id": "large", "width": 1280, "height": 960, "file_size": 90_000},
        {"file_id": "medium", "width": 320, "height": 240, "file_size": 9_000},
    ]
    incoming = read_message(photo=sizes, caption="20 chairs\u200b 45 EUR")
    assert (incoming.kind, incoming.text) == ("media", "20 chairs 45 EUR")
    assert incoming.media == (Media("photo", "large", mime="image/jpeg", size=90_000),)


def test_documents_and_recordings_are_files() -> None:
    file = {"file_id": "F1", "file_name": "in\u202evoice\n.pdf", "mime_type": "application/pdf", "file_size": 5}
    assert read_message(document=file).media == (Media("document", "F1", "invoice .pdf", "application/pdf", 5),)
    assert read_message(video={"file_id": "V", "mime_type": "video/mp4"}).media == (
        Media("document", "V", "", "video/mp4", 0),
    )


@pytest.mark.parametrize("content", [{"sticker": {"file_id": "S"}}, {"pinned_message": {}}, {"photo": []}, {}])
def test_anything_else_said_is_other(content: dict[str, Any]) -> None:
    assert read_message(**content).kind == "other"


def test_a_press_carries_what_its_button_meant() -> None:
    token = seal_for(HOME, Do("ac", "neg_1.2", 4), RING)
    incoming = press(data=token, message=message(**{"from": {"id": 77, "is_bot": True, "first_name": "Parley"}}))
    assert incoming == Incoming(
        "tg:9001", "press", HOME, ANNA_ACTOR, AT, do=Do("ac", "neg_1.2", 4), message="41", reply_token="4382"
    )


def test_a_press_on_an_inaccessible_message_in_a_topic_still_works() -> None:
    shown_in = Place("telegram", "77", "-100200", "7", GROUP)
    token = seal_for(shown_in, Do("tk", "dis_1"), RING)
    incoming = press(data=token, message={"chat": GROUP_CHAT, "message_id": 41, "date": 0})
    assert (incoming.place, incoming.do, incoming.at, incoming.message) == (DESK, Do("tk", "dis_1"), AT, "41")


def test_a_press_without_a_message_happens_in_the_private_chat() -> None:
    token = seal_for(HOME, Do("ac", "neg_1"), RING)
    incoming = press(data=token, inline_message_id="i")
    assert (incoming.place, incoming.do, incoming.message) == (HOME, Do("ac", "neg_1"), "")


@pytest.mark.parametrize("data", ["", "k:", "k:aacxxxx", "é" * 30, "k:a" + "x" * 40, None, 5, ["k:"]])
def test_a_press_with_foreign_data_means_nothing(data: Any) -> None:
    assert press(data=data, message=message()).do is None


def test_a_copied_button_means_nothing_to_somebody_else() -> None:
    token = seal_for(Place("telegram", "77", "501"), Do("ac", "neg_1"), RING)
    assert press(data=token, message=message()).do is None


def test_whoever_speaks_as_a_chat_is_nobody() -> None:
    incoming = read_message(**FROM_ANONYMOUS, chat=GROUP_CHAT, sender_chat=GROUP_CHAT, text="/queue")
    assert (incoming.actor.user, incoming.actor.is_bot) == ("1087968824", True)
    as_channel = read_message(sender_chat={"id": -1, "type": "channel", "title": "C"}, chat=GROUP_CHAT, text="/queue")
    assert as_channel.actor.is_bot


def test_an_anonymous_admin_presses_under_the_real_id() -> None:
    incoming = press(data="x", message=message(**FROM_ANONYMOUS, chat=GROUP_CHAT, sender_chat=GROUP_CHAT))
    assert (incoming.actor.user, incoming.actor.is_bot) == ("500", False)


@pytest.mark.parametrize(
    ("chat", "old", "new", "kind"),
    [
        (PRIVATE_CHAT, {"status": "member"}, {"status": "kicked", "until_date": 0}, "left"),
        (PRIVATE_CHAT, {"status": "kicked"}, {"status": "member"}, "returned"),
        (GROUP_CHAT, {"status": "administrator"}, {"status": "left"}, "left"),
        (GROUP_CHAT, {"status": "left"}, {"status": "restricted", "is_member": True}, "returned"),
        (GROUP_CHAT, {"status": "member"}, {"status": "restricted", "is_member": False}, "left"),
        (GROUP_CHAT, {"status": "member"}, {"status": "administrator"}, "other"),
        (GROUP_CHAT, {"status": "member"}, {"status": "something new"}, "other"),
    ],
)
def test_coming_and_going(chat: Any, old: Any, new: Any, kind: str) -> None:
    body = {"chat": chat, "from": ANNA, "date": SENT, "old_chat_member": old, "new_chat_member": new}
    incoming = read("my_chat_member", **body)
    assert incoming is not None
    assert (incoming.kind, incoming.at) == (kind, SENT_AT)
    assert incoming.place.kind == (PRIVATE if chat is PRIVATE_CHAT else GROUP)


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ({"text": "/start"}, "edited", "/start"),
        ({"caption": "new words", "photo": [{"file_id": "A"}]}, "edited", "new words"),
        ({"photo": [{"file_id": "A"}]}, "edited", ""),
        ({"sticker": {"file_id": "S"}}, "other", ""),
    ],
)
def test_an_edit_says_what_the_message_says_now(content: dict[str, Any], kind: str, words: str) -> None:
    incoming = read("edited_message", **message(edit_date=SENT + 5, **content))
    assert incoming is not None
    assert (incoming.kind, incoming.text, incoming.message) == (kind, words, "41")
    assert not incoming.media


def test_the_pieces_of_an_album_know_each_other() -> None:
    assert read_message(photo=[{"file_id": "A"}], media_group_id="13").album == "13"


def test_joiners_stay_and_other_invisible_characters_go() -> None:
    assert read_message(text="\u0645\u06cc\u200c\u0631\u0648\u0645 \U0001f468\u200d\U0001f33e a\u200bb\u202e").text == (
        "\u0645\u06cc\u200c\u0631\u0648\u0645 \U0001f468\u200d\U0001f33e ab"
    )


@pytest.mark.parametrize("body", [{"poll": {"id": "1"}}, {"channel_post": {"chat": GROUP_CHAT}}, {}, {"message": None}])
def test_updates_by_nobody_are_nothing(body: dict[str, Any]) -> None:
    assert translate({"update_id": 1, **body}, tenant="77", ring=RING, at=AT) is None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message_reaction", {"old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "👍"}]}),
        ("message_reaction_count", {"reactions": [{"type": {"type": "emoji", "emoji": "👎"}, "total_count": 3}]}),
    ],
)
def test_reactions_are_not_asked_for_and_mean_nothing(kind: str, body: dict[str, Any]) -> None:
    """A thumb below an offer accepts nothing, also where a host's bot asks for reactions and hands them on."""
    assert kind not in ALLOWED_UPDATES
    chat = {"id": 5, "type": "private", "first_name": "Ann"}
    user = {"id": 5, "is_bot": False, "first_name": "Ann"}
    assert read(kind, chat=chat, user=user, message_id=7, date=1_772_000_000, **body) is None


def test_keys() -> None:
    update = {"update_id": 9001, "message": message(text="x")}
    assert (event_id(update), order_key(update)) == ("tg:9001", "tg:500")
    pressed = {"update_id": 9002, "callback_query": {"from": ANNA, "message": {"chat": GROUP_CHAT}}}
    assert (event_id(pressed), order_key(pressed)) == ("tg:9002", "tg:-100200")
    assert order_key({"update_id": 9003, "callback_query": {"from": ANNA}}) == "tg:500"
    assert (event_id({"update_id": True}), order_key([])) == ("", "")


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
KEYS = [
    "update_id",
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat",
    "from",
    "id",
    "date",
    "text",
]
KEYS += [
    "photo",
    "document",
    "file_id",
    "width",
    "data",
    "type",
    "sender_chat",
    "new_chat_member",
    "status",
    "message_id",
]
KEYS += [
    "reply_to_message",
    "is_topic_message",
    "message_thread_id",
    "first_name",
    "language_code",
    "caption",
    "is_bot",
]
lookalikes = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=40,
)


@settings(max_examples=300, deadline=None)
@given(anything | lookalikes)
def test_no_json_whatsoever_makes_it_raise(raw: Any) -> None:
    assert isinstance(event_id(raw), str)
    assert isinstance(order_key(raw), str)
    for update in (
        raw,
        {"update_id": 1, "message": raw},
        {"update_id": 1, "callback_query": raw},
        {"update_id": 1, "my_chat_member": raw},
    ):
        assert isinstance(translate(update, tenant="77", ring=RING, at=AT), Incoming | None)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), lookalikes, max_size=6))
def test_a_damaged_message_never_raises_and_its_text_is_always_writable(damage: dict[str, Any]) -> None:
    incoming = read("message", **{**message(text="hello"), **damage})
    if incoming is not None:
        json.dumps([incoming.text, incoming.actor.name], ensure_ascii=False).encode()


@given(st.text(st.characters()))
def test_cleaning_is_complete_and_stable(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in cleaned)
    assert not any(
        unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for char in cleaned
    )


def test_words_typed_in_any_chat_are_a_search() -> None:
    query = {"id": "77", "from": ANNA, "query": " steel\u200b sheet ", "offset": "h8", "chat_type": "group"}
    incoming = read("inline_query", **query)
    assert incoming is not None
    assert (incoming.kind, incoming.text, incoming.reply_token) == ("search", "steel sheet", "77")
    assert (incoming.place.chat, incoming.actor.user, incoming.values) == ("500", "500", {"offset": "h8"})
    # Letters are typed quickly: nothing else that the person does has to wait for them.
    assert order_key({"update_id": 1, "inline_query": query}) == "tg:500:search"
    assert read("inline_query", id="77", query="steel") is None
