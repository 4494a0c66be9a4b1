"""What people do in Slack arrives as the right `Incoming`, and nothing that arrives can raise."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.payload_keys import event_id, order_key, tenant_of
from adapters.slack.receive import translate
from adapters.slack.spoken import plain_text, spoken_text
from core.ports.chat import GROUP, HOME, PRIVATE, Incoming
from tests.adapters.slack.payloads import (
    AT,
    BOT,
    CHANNEL,
    DIRECT,
    DO,
    RESPONSE_URL,
    RING,
    TENANT,
    USER,
    event_raw,
    interactive,
    message,
    modal,
    press,
    slash,
    token_in,
)


def read(raw: Any, tenant: str = TENANT) -> Incoming | None:
    return translate(raw, tenant=tenant, ring=RING, at=AT)


def heard(raw: Any, tenant: str = TENANT) -> Incoming:
    incoming = read(raw, tenant)
    assert incoming is not None
    return incoming


# --- messages ---------------------------------------------------------------------------------------------------------


def test_a_direct_message_is_text_in_a_private_place() -> None:
    incoming = heard(event_raw(message("20 chairs &amp; 45 &lt; 50 EUR")))
    assert (incoming.kind, incoming.text, incoming.id) == ("text", "20 chairs & 45 < 50 EUR", "event:Ev1")
    assert (incoming.place.tenant, incoming.place.chat, incoming.place.kind) == (TENANT, DIRECT, PRIVATE)
    assert (incoming.actor.user, incoming.actor.tenant, incoming.message) == (USER, TENANT, "1700000000.000100")
    assert incoming.at == datetime(2023, 11, 14, 22, 13, 20, 100, tzinfo=UTC)


def test_a_channel_message_is_text_in_a_group_and_a_thread_is_kept() -> None:
    incoming = heard(event_raw(message(chat=CHANNEL, thread_ts="1699999999.000001")))
    assert (incoming.place.kind, incoming.place.thread) == (GROUP, "1699999999.000001")
    assert incoming.reply_to == "1699999999.000001"
    assert heard(event_raw(message(chat=CHANNEL, thread_ts="1700000000.000100"))).place.thread == ""


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"subtype": "bot_message"},
        {"subtype": "message_changed", "message": message()},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"hidden": True},
        {"user": "USLACKBOT"},
        {"user": None},
        {"user": "Ünïcode"},
    ],
)
def test_what_no_person_said_is_ignored(more: dict[str, Any]) -> None:
    assert read(event_raw(message(**more))) is None


def _changed(now: dict[str, Any], before: dict[str, Any], subtype: str = "message_changed") -> dict[str, Any]:
    """The event of a change: the person is named inside, not on top."""
    event = {"type": "message", "subtype": subtype, "channel": DIRECT, "channel_type": "im", "ts": "1700000009.000100"}
    inside = {"message": now} if now else {"deleted_ts": before["ts"]}
    return event_raw({**event, "hidden": True, "previous_message": before, **inside})


def test_an_edit_and_a_deletion_are_somebodys_acts() -> None:
    before = message("20 chairs")
    edited = heard(_changed(message("30 <https://x.y|chairs>"), before))
    assert (edited.kind, edited.message, edited.actor.user) == ("edited", before["ts"], USER)
    assert edited.text == "30 chairs (https://x.y)"
    deleted = heard(_changed({}, before, "message_deleted"))
    assert (deleted.kind, deleted.message, deleted.text) == ("deleted", before["ts"], "")
    assert order_key(_changed(before, before)) == order_key(event_raw(before))


def test_a_change_that_nobody_made_is_nothing() -> None:
    before = message("20 chairs")
    assert read(_changed({**before, "attachments": [{"title": "a preview"}]}, before)) is None
    assert read(_changed({**before, "text": "x", "bot_id": "B1"}, {**before, "bot_id": "B1"})) is None


def test_a_mention_is_heard_once_and_without_the_mention() -> None:
    said = f"<@{BOT}> browse <@U2|bob> chairs"
    assert heard(event_raw(message(said, CHANNEL, type="app_mention"))).text == "browse @bob chairs"
    assert read(event_raw(message(said, CHANNEL))) is None
    assert heard(event_raw(message("<@UBOTANIST> hi", CHANNEL))).text == "@UBOTANIST hi"
    unknown = event_raw(message("<@U9> deals", CHANNEL, type="app_mention"), authorizations=[])
    assert heard(unknown).text == "deals"


def test_shared_files_are_media_with_the_caption_as_text() -> None:
    files = [
        {"id": "F1", "name": "chair.jpg", "mimetype": "image/jpeg", "size": 1234, "alt_txt": "a chair"},
        {"id": "F2", "name": "terms.pdf", "mimetype": "application/pdf", "size": 99},
        {"id": "F3", "name": "x.svg", "mimetype": "image/svg+xml", "size": -1},
        {"name": "no id"},
        "nonsense",
    ]
    incoming = heard(event_raw(message("look", subtype="file_share", files=files)))
    assert (incoming.kind, incoming.text) == ("media", "look")
    assert [(m.kind, m.ref, m.size, m.alt) for m in incoming.media] == [
        ("photo", "F1", 1234, "a chair"),
        ("document", "F2", 99, ""),
        ("document", "F3", 0, ""),
    ]


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("see <http://example.com|example.com>", "see example.com"),
        ("see <https://example.com/a?b=1&amp;c=2>", "see https://example.com/a?b=1&c=2"),
        ("<https://evil.example|Pay here>", "Pay here (https://evil.example)"),
        ("mail <mailto:a@b.c|a@b.c>", "mail a@b.c"),
        ("call <tel:+4930123|+4930123>", "call +4930123"),
        ("<#C9|general> <!here> <!subteam^S1|@desk>", "#general @here @desk"),
        ("<!date^1^{date}|1 Jan>", "1 Jan"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("a\u202eb\u200bc\u0007d\ud800e", "abcde"),
        ("line\r\ntwo\tx", "line\ntwo x"),
        ("e\u0301", "é"),
    ],
)
def test_incoming_markup_becomes_plain_text(sent: str, meant: str) -> None:
    assert heard(event_raw(message(sent))).text == meant


# --- commands, presses, modals ----------------------------------------------------------------------------------------


def test_a_slash_command_is_its_words() -> None:
    incoming = heard(slash("sell  20 chairs"))
    assert (incoming.kind, incoming.text) == ("command", "sell  20 chairs")
    assert (incoming.reply_token, incoming.form_key, incoming.id) == (RESPONSE_URL, "1.2.abc", "command:1.2.abc")
    assert (incoming.place.chat, incoming.place.kind, incoming.actor.name) == (CHANNEL, GROUP, "ann")
    assert heard(slash("")).text == "start"
    assert heard(slash(channel_id=DIRECT)).place.kind == PRIVATE


def test_a_press_carries_what_its_token_means() -> None:
    incoming = heard(press(token_in(CHANNEL)))
    assert (incoming.kind, incoming.do, incoming.message) == ("press", DO, "1700000000.000200")
    assert (incoming.place.chat, incoming.place.kind, incoming.form_key) == (CHANNEL, GROUP, "1.2.abc")
    assert incoming.id == "press:U1:1700000001.5:b0"
    assert incoming.at == datetime(2023, 11, 14, 22, 13, 21, 500_000, tzinfo=UTC)
    assert heard(press(token_in(DIRECT), DIRECT)).do == DO


@pytest.mark.parametrize(
    "value", [token_in("C2"), token_in(CHANNEL, tenant="T2"), token_in(CHANNEL)[:-1], "k:", "plain", "é"]
)
def test_a_press_with_a_foreign_or_changed_token_means_nothing(value: str) -> None:
    incoming = heard(press(value))
    assert (incoming.kind, incoming.do) == ("press", None)


def test_chosen_options_carry_their_token_too() -> None:
    for kind in ("overflow", "static_select"):
        option = {"text": {"type": "plain_text", "text": "x"}, "value": token_in(CHANNEL)}
        action = {"type": kind, "action_id": "b1", "action_ts": "1.0", "selected_option": option}
        assert heard(press(None, actions=[action])).do == DO


def test_a_link_button_is_politely_ignored() -> None:
    assert heard(press(None)).kind == "other"


@pytest.mark.parametrize("view_type", ["home", "modal"])
def test_a_press_outside_of_messages_is_sealed_for_the_person(view_type: str) -> None:
    container = {"type": "view", "view_id": "V1"}
    raw = press(
        token_in(USER), channel=None, message=None, container=container, view={"type": view_type}, response_url=None
    )
    incoming = heard(raw)
    assert (incoming.do, incoming.place.chat, incoming.place.kind) == (
        DO,
        USER,
        HOME if view_type == "home" else PRIVATE,
    )


def test_threads_of_presses() -> None:
    container = {"type": "message", "message_ts": "5.0", "thread_ts": "4.0", "channel_id": CHANNEL}
    assert heard(press(token_in(CHANNEL), container=container)).place.thread == "4.0"
    container["thread_ts"] = "5.0"
    assert heard(press(token_in(CHANNEL), container=container)).place.thread == ""


def test_a_submitted_modal_carries_its_answers() -> None:
    values = {
        "qty": {"answer": {"type": "number_input", "value": "12"}},
        "price": {"answer": {"type": "plain_text_input", "value": "4,20\u202e EUR"}},
        "term": {"answer": {"type": "static_select", "selected_option": {"value": "3d"}}},
        "who": {"answer": {"type": "external_select", "selected_option": {"value": "co_1"}}},
        "day": {"answer": {"type": "datepicker", "selected_date": "2026-03-01"}},
        "many": {"answer": {"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}},
        "empty": {"answer": {"type": "plain_text_input", "value": None}},
        "odd": "x",
    }
    incoming = heard(modal(values=values))
    assert (incoming.kind, incoming.do) == ("submit", DO)
    assert (incoming.place.chat, incoming.place.kind) == (USER, PRIVATE)
    assert incoming.values == {
        "qty": "12",
        "price": "4,20 EUR",
        "term": "3d",
        "who": "co_1",
        "day": "2026-03-01",
        "many": "a,b",
        "empty": "",
        "odd": "",
    }
    assert heard(modal(private_metadata=token_in("U2"))).do is None


def test_a_closed_modal_is_a_dismissal() -> None:
    incoming = heard(modal("view_closed"))
    assert (incoming.kind, incoming.do) == ("dismiss", DO)


def test_opening_the_app_and_losing_it() -> None:
    opened = heard(event_raw({"type": "app_home_opened", "user": USER, "channel": DIRECT, "tab": "home"}))
    assert (opened.kind, opened.place.chat, opened.place.kind) == ("open", USER, HOME)
    talking = heard(event_raw({"type": "app_home_opened", "user": USER, "channel": DIRECT, "tab": "messages"}))
    assert (talking.kind, talking.place.chat, talking.place.kind) == ("open", DIRECT, PRIVATE)
    assert heard(event_raw({"type": "app_home_opened", "user": USER})).place.chat == USER
    gone = heard(event_raw({"type": "app_uninstalled"}))
    assert (gone.kind, gone.place.tenant, gone.actor.user) == ("left", TENANT, "")
    assert heard(event_raw({"type": "tokens_revoked", "tokens": {"bot": ["U9"]}})).kind == "left"
    assert read(event_raw({"type": "tokens_revoked", "tokens": {"oauth": ["U9"]}})) is None
    assert read(event_raw({"type": "reaction_added", "user": USER})) is None
    assert read(interactive("block_suggestion", value="x")) is None  # in a form that is not ours


# --- identity ---------------------------------------------------------------------------------------------------------


def test_a_guest_from_another_company_keeps_their_own_identity() -> None:
    outside = event_raw(message(chat=CHANNEL, user_team="T9"), team_id="T9")
    assert heard(outside).actor.tenant == "T9"
    assert heard(outside).place.tenant == TENANT
    user = {"id": USER, "name": "ann", "team_id": "T9"}
    assert heard(press(token_in(CHANNEL), user=user)).actor.tenant == "T9"
    own_organisation = event_raw(
        message(user_team="E1"), authorizations=[{"team_id": TENANT, "enterprise_id": "E1", "is_bot": True}]
    )
    assert heard(own_organisation).actor.tenant == TENANT


def test_the_installation_of_a_payload() -> None:
    assert tenant_of(event_raw(message())) == tenant_of(slash()) == tenant_of(press("x")) == TENANT
    whole = {"enterprise_id": "E1", "team_id": TENANT, "is_enterprise_install": True}
    assert tenant_of(event_raw(message(), authorizations=[whole])) == "E1"
    assert tenant_of(slash(enterprise_id="E1", is_enterprise_install="true")) == "E1"
    assert tenant_of(interactive("shortcut", team=None, enterprise={"id": "E1"}, is_enterprise_install=True)) == "E1"
    assert tenant_of(interactive("shortcut", team=None)) == TENANT  # by the person's own team
    assert heard(slash(), tenant="").place.tenant == TENANT
    assert heard(press(token_in(CHANNEL, tenant="E1"), user={"id": USER, "team_id": "T7"}), "E1").actor.tenant == "E1"


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_corrected_modal_is_not_taken_for_the_first_try() -> None:
    first = modal(values={"qty": {"a": {"value": "0"}}})
    second = modal(values={"qty": {"a": {"value": "3"}}})
    assert event_id(first) == event_id(json.loads(json.dumps(first)))
    assert event_id(first) != event_id(second)
    assert event_id(first) != event_id(modal("view_closed"))


def test_event_ids_do_not_depend_on_the_envelope_and_stay_short() -> None:
    raw = press("x")
    assert event_id({**raw, "envelope_id": "e1"}) == event_id({**raw, "envelope_id": "e2"})
    long = press("x")
    long["payload"]["actions"][0]["action_id"] = "a" * 255
    assert len(event_id(long)) <= 200
    assert event_id(interactive("shortcut", callback_id="a", trigger_id="", action_ts="3.0")) == "shortcut:U1:3.0"
    assert event_id({}) != event_id({"type": "events_api"})


def test_one_persons_acts_are_handled_in_order_wherever_they_happen() -> None:
    keys = {order_key(raw) for raw in (event_raw(message()), slash(), press("x"), modal())}
    assert keys == {"user:U1"}
    assert order_key(event_raw({"type": "channel_archive", "channel": "C5"})) == "chat:C5"


# --- any shape --------------------------------------------------------------------------------------------------------

_WORDS = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["T1", "U1", "D1", "C1", "1.5", "1e999", "nan", "\ud800", "k:1ac0000", "im", "home", "message", "app_mention"]
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


def _total(raw: Any) -> None:
    incoming = read(raw)
    assert incoming is None or isinstance(incoming, Incoming)
    assert 0 < len(event_id(raw)) <= 200
    event_id(raw).encode()
    order_key(raw).encode()
    tenant_of(raw).encode()


@given(_JSON)
@settings(deadline=None)
def test_arbitrary_json_never_raises(raw: Any) -> None:
    _total(raw)
    for envelope in ("events_api", "interactive", "slash_commands"):
        _total({"type": envelope, "payload": raw})


_SAMPLES = [
    event_raw(message("<@UBOT> x", CHANNEL, type="app_mention", files=[{"id": "F1", "mimetype": "image/png"}])),
    event_raw({"type": "app_home_opened", "user": USER, "channel": DIRECT}),
    slash(),
    press(token_in(CHANNEL)),
    modal(values={"qty": {"answer": {"value": "1"}}}),
    interactive("message_action", callback_id="report", channel={"id": CHANNEL}, message={"ts": "9.0"}),
]


def _paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
    return [path, *(found for key, value in inner for found in _paths(value, (*path, key)))]


@given(st.data(), st.sampled_from(_SAMPLES), _JSON)
@settings(deadline=None)
def test_any_part_of_a_payload_may_be_anything(data: st.DataObject, sample: dict[str, Any], strange: Any) -> None:
    raw = json.loads(json.dumps(sample))
    path = data.draw(st.sampled_from(_paths(raw)[1:]))
    node = raw
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = strange
    _total(raw)


@given(st.text(st.characters()))
@settings(deadline=None)
def test_cleaned_text_is_stable_and_harmless(text: str) -> None:
    cleaned = plain_text(text)
    assert plain_text(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in cleaned if char != "\n")
    spoken_text(text).encode()
