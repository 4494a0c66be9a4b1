"""What comes from Slack's own menus and fields: shortcuts, and what somebody types into a form."""

from __future__ import annotations

from core.ports.chat import PRIVATE
from tests.adapters.slack.payloads import CHANNEL, DIRECT, USER, interactive, token_in
from tests.adapters.slack.test_receive import heard, read


def test_shortcuts_are_commands() -> None:
    everywhere = heard(interactive("shortcut", callback_id="sell", action_ts="3.0"))
    assert (everywhere.kind, everywhere.text, everywhere.place.chat) == ("command", "sell", USER)
    on_message = heard(
        interactive(
            "message_action",
            callback_id="report",
            channel={"id": CHANNEL},
            message={"ts": "9.0", "text": "x"},
            message_ts="9.0",
        )
    )
    assert (on_message.text, on_message.reply_to, on_message.place.chat) == ("report x", "9.0", CHANNEL)


def test_typing_into_a_form_of_ones_own_is_a_question() -> None:
    view = {"id": "V1", "type": "modal", "private_metadata": token_in(USER)}
    typed = heard(interactive("block_suggestion", view=view, block_id="category", action_id="a", value=" St\u202eeel "))
    assert (typed.kind, typed.text, dict(typed.values), typed.place.chat) == (
        "suggest",
        "Steel",
        {"field": "category"},
        USER,
    )
    assert typed.do is not None
    assert read(interactive("block_suggestion", view={**view, "private_metadata": token_in("U2")}, value="x")) is None


def test_a_message_is_evidence_with_its_files_but_our_own_words_are_not() -> None:
    said = {
        "ts": "9.0",
        "text": "The &lt;edge&gt;",
        "files": [{"id": "F1", "name": "edge.jpg", "mimetype": "image/jpeg"}],
    }
    for more, text, files in (({}, "evidence The <edge>", ["F1"]), ({"bot_id": "B1"}, "evidence", [])):
        about = {"callback_id": "evidence", "channel": {"id": DIRECT}, "message": {**said, **more}, "message_ts": "9.0"}
        heard_of = heard(interactive("message_action", **about))
        assert (heard_of.kind, heard_of.text, [media.ref for media in heard_of.media]) == ("command", text, files)
        assert heard_of.place.kind == PRIVATE
