"""Modals and Home tabs: triggers, stacks, hashes, filling in, submitting, and the app's answers."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from tests.adapters.sandbox.slack_harness import (
    NO_ACK,
    Json,
    RunningSlack,
    actions,
    button,
    running_slack,
    section,
    socket_app,
)

Answer = Callable[[Json], Awaitable[Json | None]]


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack(own_events=False) as running:
        yield running


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(block_id: str, kind: str = "plain_text_input", *, optional: bool = False, **more: Any) -> Json:
    element = {"type": kind, "action_id": f"in_{block_id}", **more}
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, "optional": optional}


def modal(*blocks: Json, title: str = "Offer", **more: Any) -> Json:
    return {"type": "modal", "title": plain(title), "submit": plain("Send"), "blocks": list(blocks), **more}


def options(*names: str) -> list[Json]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


async def opened(slack: RunningSlack, view: Json) -> Json:
    """Ann's modal, opened with a fresh trigger."""
    books = slack.sandbox.books
    trigger = books.new_trigger(books.workspaces[slack.team["team_id"]], slack.ann["id"])
    answer = await slack.call("views.open", trigger_id=trigger, view=view)
    assert answer["ok"], answer
    shown: Json = answer["view"]
    return shown


def answering(*payloads: Json | None) -> Answer:
    """An app that answers submissions with these, in turn."""
    left = list(payloads)

    async def answer(frame: Json) -> Json | None:
        return left.pop(0) if frame["payload"].get("type") == "view_submission" else None

    return answer


async def test_triggers_live_three_seconds_and_work_once() -> None:
    async with running_slack(trigger_seconds=0.2) as slack, socket_app(slack):
        trigger = (await slack.act("shortcut", callback_id="x"))["trigger_id"]
        assert (await slack.call("views.open", trigger_id="1.2.3", view=modal()))["error"] == "invalid_trigger_id"
        assert (await slack.call("views.open", view=modal()))["error"] == "invalid_arguments"
        assert (await slack.call("views.open", trigger_id=trigger, view=modal()))["ok"]
        again = await slack.call("views.open", trigger_id=trigger, view=modal())
        assert again["error"] == "exchanged_trigger_id"
        late = (await slack.act("shortcut", callback_id="x"))["trigger_id"]
        await asyncio.sleep(0.25)
        assert (await slack.call("views.open", trigger_id=late, view=modal()))["error"] == "expired_trigger_id"


async def test_updating_keeps_what_was_typed_and_watches_the_hash(slack: RunningSlack) -> None:
    view = await opened(slack, modal(field("qty"), external_id="form-1"))
    async with socket_app(slack):
        assert (await slack.act("select", action_id="in_qty", value="12"))["ok"]
    stale = "1.0"
    args = {"view_id": view["id"], "view": modal(field("qty"), field("price"), title="More")}
    assert (await slack.call("views.update", **args, hash=stale))["error"] == "hash_conflict"
    updated = await slack.call("views.update", **args, hash=view["hash"])
    assert updated["view"]["hash"] != view["hash"]
    values = (await slack.screen())["modal"]["values"]
    assert values["qty"]["in_qty"]["value"] == "12"
    assert values["price"]["in_price"]["value"] is None
    assert (await slack.call("views.update", view_id="V0", view=modal()))["error"] == "not_found"
    by_name = await slack.call("views.update", external_id="form-1", view=modal())
    assert by_name["error"] == "not_found"
    assert (await slack.call("views.update", view=modal()))["error"] == "invalid_arguments"


async def test_at_most_three_modals_are_stacked(slack: RunningSlack) -> None:
    async with socket_app(slack) as app:
        await opened(slack, modal(actions(button("Deeper", "deeper")), notify_on_close=True))
        for number in (2, 3, 4):
            trigger = (await slack.act("press_label", label="Deeper"))["trigger_id"]
            pushed = await slack.call(
                "views.push", trigger_id=trigger, view=modal(actions(button("Deeper", "deeper")), title=f"n{number}")
            )
            assert pushed.get("error") == (None if number < 4 else "push_limit_reached")
        screen = await slack.screen()
        assert (screen["modals"], screen["modal"]["title"]["text"]) == (3, "n3")
        assert screen["modal"]["previous_view_id"] != screen["modal"]["root_view_id"]
        await slack.act("close_view")
        await slack.act("close_view")
        assert (await slack.screen())["modal"]["title"]["text"] == "Offer"
        await slack.act("close_view")
        assert (await slack.screen())["modal"] is None
        closed = app.got[-1]["payload"]
        assert (closed["type"], closed["is_cleared"]) == ("view_closed", False)
        assert (await slack.act("close_view"))["error"] == "no_such_modal"


async def test_the_client_refuses_what_does_not_fit(slack: RunningSlack) -> None:
    await opened(
        slack,
        modal(
            field("name", min_length=2, max_length=5),
            field("count", "number_input", is_decimal_allowed=False, min_value="1", max_value="9"),
            field("colour", "static_select", options=options("Red", "Blue")),
            field("sizes", "checkboxes", options=options("S", "M"), optional=True),
            field("mail", "email_text_input", optional=True),
        ),
    )
    async with socket_app(slack) as app:
        for values, refused in [
            ({}, {"name": "required", "count": "required", "colour": "required"}),
            ({"name": "A"}, {"name": "at least 2 characters"}),
            ({"name": "A" * 6}, {"name": "at most 5 characters"}),
            ({"count": "1.5"}, {"count": "Please enter a whole number."}),
            ({"count": "10"}, {"count": "at most 9"}),
            ({"colour": "green"}, {"colour": "no such option"}),
            ({"mail": "nobody"}, {"mail": "not an e-mail address"}),
        ]:
            answer = await slack.act("submit", values=values)
            assert (answer["status"], answer["refused"]) == (422, refused)
        assert (await slack.act("submit", values={"nothing": "x"}))["unknown"] == ["nothing"]
        assert app.got == []
        whole = {"name": "Anna", "count": 3, "colour": "Blue", "sizes": ["s", "M"]}
        assert (await slack.act("submit", values=whole))["result"] == "closed"
        (frame,) = await app.until(1)
    state = frame["payload"]["view"]["state"]["values"]
    assert state["name"]["in_name"] == {"type": "plain_text_input", "value": "Anna"}
    assert state["count"]["in_count"]["value"] == "3"
    assert state["colour"]["in_colour"]["selected_option"]["value"] == "blue"
    assert [option["value"] for option in state["sizes"]["in_sizes"]["selected_options"]] == ["s", "m"]
    assert state["mail"]["in_mail"]["value"] is None


async def test_errors_stay_on_the_form_and_input_is_kept(slack: RunningSlack) -> None:
    await opened(slack, modal(field("qty"), field("note", optional=True)))
    errors = {"response_action": "errors", "errors": {"qty": "Not that many in stock"}}
    async with socket_app(slack, answering(errors, None)):
        answer = await slack.act("submit", values={"qty": "500"})
        assert (answer["result"], answer["errors"]) == ("errors", {"qty": "Not that many in stock"})
        shown = (await slack.screen())["modal"]
        assert shown["errors"] == {"qty": "Not that many in stock"}
        assert shown["values"]["qty"]["in_qty"]["value"] == "500"
        assert (await slack.act("submit", values={"qty": "5"}))["result"] == "closed"
    assert (await slack.screen())["modal"] is None


async def test_answers_update_push_and_clear(slack: RunningSlack) -> None:
    await opened(slack, modal(field("a")))
    async with socket_app(
        slack,
        answering(
            {"response_action": "update", "view": modal(field("b"), title="Second")},
            {"response_action": "push", "view": modal(field("c"), title="Third")},
            {"response_action": "clear"},
        ),
    ):
        assert (await slack.act("submit", values={"a": "1"}))["result"] == "updated"
        assert (await slack.act("submit", values={"b": "1"}))["result"] == "pushed"
        assert ((await slack.screen())["modals"], (await slack.screen())["modal"]["title"]["text"]) == (2, "Third")
        assert (await slack.act("submit", values={"c": "1"}))["result"] == "cleared"
    assert (await slack.screen())["modals"] == 0


async def test_bad_answers_and_silence_leave_the_form_open() -> None:
    async with running_slack(ack_seconds=0.2) as slack:
        await opened(slack, modal(field("a")))
        bad: list[Json | None] = [
            {"response_action": "errors", "errors": {"elsewhere": "x"}},
            {"response_action": "update", "view": modal(title="x" * 25)},
            {"response_action": "dance"},
            NO_ACK,
        ]
        async with socket_app(slack, answering(*bad)):
            for _ in range(3):
                assert (await slack.act("submit", values={"a": "1"}))["result"] == "invalid_response"
            assert (await slack.act("submit", values={"a": "1"}))["result"] == "timeout"
        screen = await slack.screen()
        assert screen["modal"] is not None
        codes = [notice.get("code") for notice in screen["notices"][:3]]
        assert codes == ["invalid_errors", "invalid_arguments", "invalid_response_action"]
        assert screen["notices"][-1]["text"] == "We had some trouble connecting. Try again?"


async def test_files_and_searches_in_forms(slack: RunningSlack) -> None:
    await opened(
        slack,
        modal(
            field("proof", "file_input", filetypes=["png"], max_files=1),
            field("seller", "external_select", min_query_length=0),
        ),
    )

    async def answer(frame: Json) -> Json | None:
        if frame["payload"]["type"] != "block_suggestion":
            return None
        return {"options": options("Bolts Ltd") if frame["payload"]["value"] else []}

    picture = {"name": "p.png", "mime": "image/png", "base64": base64.b64encode(b"png!").decode()}
    async with socket_app(slack, answer) as app:
        wrong = await slack.act("submit", values={"proof": [picture | {"name": "p.exe"}], "seller": "Bolts Ltd"})
        assert wrong["refused"] == {"proof": "files of type exe are not taken here"}
        two = await slack.act("submit", values={"proof": [picture, picture]})
        assert two["refused"] == {"proof": "at most 1 files"}
        done = await slack.act("submit", values={"proof": [picture], "seller": "Bolts Ltd"})
        assert done["result"] == "closed", done
        state = app.got[-1]["payload"]["view"]["state"]["values"]
    assert state["seller"]["in_seller"]["selected_option"]["value"] == "bolts ltd"
    (file,) = state["proof"]["in_proof"]["files"]
    headers = {"Authorization": f"Bearer {slack.team['bot_token']}"}
    assert (await slack.http.get(file["url_private"], headers=headers)).content == b"png!"


async def test_the_home_tab_is_published_pressed_and_guarded_by_its_hash(slack: RunningSlack) -> None:
    home = {"type": "home", "blocks": [section("Welcome"), actions(button("Browse", "browse"))]}
    async with socket_app(slack) as app:
        await slack.act("open_home")
        (event,) = await app.until(1)
        opened_event = event["payload"]["event"]
        assert (opened_event["type"], opened_event["tab"]) == ("app_home_opened", "home")
        assert opened_event["channel"] == slack.ann["dm_channel"]
        seq = (await slack.screen())["seq"]
        watch = asyncio.create_task(slack.screen(after=seq, wait=5))
        first = await slack.call("views.publish", user_id=slack.ann["id"], view=home)
        assert (await watch)["home"]["shown"] == "Welcome\nBrowse"
        second = await slack.call("views.publish", user_id=slack.ann["id"], view=home, hash=first["view"]["hash"])
        assert second["view"]["id"] == first["view"]["id"]
        stale = await slack.call("views.publish", user_id=slack.ann["id"], view=home, hash=first["view"]["hash"])
        assert stale["error"] == "hash_conflict"
        assert (await slack.call("views.publish", user_id="U0", view=home))["error"] == "user_not_found"
        assert (await slack.act("press_label", label="Browse"))["acked"]
        body = app.got[-1]["payload"]
        assert body["container"] == {"type": "view", "view_id": first["view"]["id"]}
        assert body["view"]["type"] == "home"
        assert "response_url" not in body
        await slack.act("open_home")
        assert (await app.until(3))[-1]["payload"]["event"]["view"]["id"] == first["view"]["id"]
