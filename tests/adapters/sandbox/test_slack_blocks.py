"""Every documented limit of messages and views: the largest that fits is taken, one more is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.sandbox.slack_harness import Json, RunningSlack, actions, button, running_slack, section


@pytest.fixture
async def slack() -> AsyncIterator[RunningSlack]:
    async with running_slack() as running:
        yield running


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(number: int = 1, text: str | None = None, value: str | None = None) -> Json:
    return {"text": plain(text or f"o{number}"), "value": value or f"v{number}"}


def select(count: int = 1, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [option(n) for n in range(count)], **more}


def menu(count: int) -> Json:
    return {"type": "overflow", "action_id": "m", "options": [option(n) for n in range(count)]}


def header(text: str) -> Json:
    return {"type": "header", "text": plain(text)}


def context(count: int) -> Json:
    return {"type": "context", "elements": [plain("x")] * count}


def buttons(count: int) -> Json:
    return actions(*(button("x", f"b{n}") for n in range(count)))


def input_block(**element: Any) -> Json:
    inner = {"type": "plain_text_input", "action_id": "i", **element}
    return {"type": "input", "block_id": "b", "label": plain("L"), "element": inner}


def card(**fields: Any) -> Json:
    return {"type": "card", "title": {"type": "mrkdwn", "text": "T"}, **fields}


CONFIRM = {"title": plain("t"), "text": plain("x"), "confirm": plain("y"), "deny": plain("n")}

FITTING: list[list[Json]] = [
    [section("x")] * 50,
    [section("x" * 3000)],
    [{"type": "section", "fields": [plain("x" * 1000)] * 10}],
    [header("x" * 150)],
    [buttons(25)],
    [context(10)],
    [actions(button("x" * 75, "a" * 255, value="v" * 2000, url="https://" + "u" * 2992))],
    [section("x", block_id="b" * 255)],
    [actions(select(100))],
    [actions({"type": "static_select", "action_id": "s", "options": [option(1, "t" * 75, "v" * 150)]})],
    [actions(menu(5))],
    [actions(button(confirm=CONFIRM))],
    [section("x", accessory=button()), {"type": "divider"}],
    [{"type": "markdown", "text": "x" * 12_000}],
    [card(actions=[button("a", "a"), button("b", "b"), button("c", "c")])],
    [{"type": "carousel", "elements": [card()] * 10}],
    [{"type": "image", "image_url": "https://i.test/x.png", "alt_text": "x", "title": plain("t")}],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]}],
]

REFUSED: list[tuple[list[Json], str]] = [
    ([section("x")] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "must define at least one of: text, fields [json-pointer:/blocks/0]"),
    (
        [{"type": "section", "fields": [plain("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    ([{"type": "section", "fields": [plain("x" * 2001)]}], "must be less than 2001 characters"),
    ([header("x" * 151)], "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "unsupported type: mrkdwn"),
    ([buttons(26)], "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions()], "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
    ([context(11)], "no more than 10 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions(button("x" * 76))], "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
    (
        [actions(button(value="v" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    ([actions(button(url="https://" + "u" * 2993))], "must be less than 3001 characters"),
    ([actions(button(url="not a link"))], "failed to match the expected format"),
    ([actions(button(action_id="a" * 256))], "must be less than 256 characters"),
    ([actions(button(style="loud"))], "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"),
    ([actions(button(colour="red"))], "invalid additional property: colour [json-pointer:/blocks/0/elements/0]"),
    ([section("x", block_id="b" * 256)], "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ([actions(select(101))], "no more than 100 items allowed"),
    ([actions({"type": "static_select", "options": [option(1, "t" * 76)]})], "must be less than 76 characters"),
    ([actions({"type": "static_select", "options": [option(1, "t", "v" * 151)]})], "must be less than 151 characters"),
    ([actions({"type": "static_select"})], "must define exactly one of: options, option_groups"),
    ([actions(select(2, initial_option=option(7)))], "initial option must be among the options"),
    ([actions(menu(6))], "no more than 5 items allowed"),
    ([actions(button(), button())], '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]'),
    ([actions(button()), section("x", accessory=button())], '`action_id` "go" already exists'),
    ([section("x", block_id="b"), section("y", block_id="b")], '`block_id` "b" already exists'),
    ([section("x", accessory={"type": "plain_text_input"})], "unsupported type: plain_text_input"),
    ([actions({"type": "knob"})], "unsupported type: knob [json-pointer:/blocks/0/elements/0/type]"),
    ([section("x", colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    ([{"text": plain("x")}], "missing required field: type [json-pointer:/blocks/0]"),
    ([{"type": "section", "text": {"type": "plain_text", "text": 5}}], "must provide a string"),
    ([{"type": "section", "text": {"type": "html", "text": "x"}}], "unsupported type: html"),
    ([{"type": "image", "alt_text": "x"}], "must define exactly one of: image_url, slack_file"),
    ([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": ["x"]}]}], "must provide an object"),
    ([card(title={"type": "mrkdwn", "text": "x" * 151})], "must be less than 151 characters"),
    ([{"type": "carousel", "elements": [card()] * 11}], "no more than 10 items allowed"),
    ([actions(button(confirm=CONFIRM | {"title": plain("x" * 101)}))], "must be less than 101 characters"),
]


async def test_message_limits(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    for blocks in FITTING:
        posted = await slack.call("chat.postMessage", channel=dm, text="t", blocks=blocks)
        assert posted["ok"], (blocks, posted)
    for blocks, problem in REFUSED:
        refused = await slack.call("chat.postMessage", channel=dm, text="t", blocks=blocks)
        assert refused["error"] == "invalid_blocks", (blocks, refused)
        assert any(said.startswith(problem) for said in refused["errors"]), (problem, refused["errors"])
        assert refused["response_metadata"]["messages"] == [f"[ERROR] {said}" for said in refused["errors"]]
    assert len(await slack.messages()) == len(FITTING)


async def test_all_texts_of_a_message_together_are_limited(slack: RunningSlack) -> None:
    dm = slack.ann["dm_channel"]
    fits = [section("x" * 3000)] * 4 + [section("x" * 1200)]
    assert (await slack.call("chat.postMessage", channel=dm, text="t", blocks=fits))["ok"]
    over = [*fits, section("x")]
    assert (await slack.call("chat.postMessage", channel=dm, text="t", blocks=over))["error"] == "msg_blocks_too_long"


def modal(**fields: Any) -> Json:
    return {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": [input_block()], **fields}


FITTING_VIEWS: list[Json] = [
    modal(title=plain("x" * 24), submit=plain("x" * 24), close=plain("x" * 24)),
    modal(private_metadata="x" * 3000, callback_id="x" * 255),
    modal(blocks=[section("x")] * 100),
    modal(blocks=[input_block(min_length=1, max_length=3000)]),
    modal(blocks=[input_block(type="number_input", is_decimal_allowed=False)]),
    modal(blocks=[{"type": "input", "label": plain("L"), "element": {"type": "file_input", "max_files": 10}}]),
    modal(blocks=[input_block(type="radio_buttons", options=[option(n) for n in range(10)])]),
]

REFUSED_VIEWS: list[tuple[Json, str]] = [
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
    (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
    (modal(blocks=[section("x")] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(type="home"), "unsupported type: home"),
    (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
    ({"type": "modal", "title": plain("T"), "blocks": [input_block()]}, "must define `submit`"),
    ({"type": "modal", "blocks": [section()]}, "missing required field: title"),
    (modal(blocks=[input_block(placeholder=plain("x" * 151))]), "must be less than 151 characters"),
    (modal(blocks=[input_block(min_length=5, max_length=4)]), "min_length must not be greater than max_length"),
    (modal(blocks=[input_block(type="number_input")]), "missing required field: is_decimal_allowed"),
    (modal(blocks=[input_block(type="button", text=plain("x"))]), "unsupported type: button"),
    (modal(blocks=[input_block(), input_block()]), '`block_id` "b" already exists'),
    (modal(blocks=[input_block(type="datepicker", initial_date="2026-1-1")]), "must be more than 9 characters"),
    (modal(blocks=[{"type": "markdown", "text": "x"}]), "unsupported type: markdown"),
    (
        modal(blocks=[input_block(type="radio_buttons", options=[option(n) for n in range(11)])]),
        "no more than 10 items",
    ),
]


async def test_view_limits(slack: RunningSlack) -> None:
    books = slack.sandbox.books
    workspace = books.workspaces[slack.team["team_id"]]
    for view in FITTING_VIEWS:
        trigger = books.new_trigger(workspace, slack.ann["id"])
        opened = await slack.call("views.open", trigger_id=trigger, view=view)
        assert opened["ok"], (view, opened)
    trigger = books.new_trigger(workspace, slack.ann["id"])
    for view, problem in REFUSED_VIEWS:
        refused = await slack.call("views.open", trigger_id=trigger, view=view)
        assert refused["error"] == "invalid_arguments", (view, refused)
        assert any(said.startswith(problem) for said in refused["errors"]), (problem, refused["errors"])
    # A refused view does not spend the trigger.
    assert (await slack.call("views.open", trigger_id=trigger, view=modal()))["ok"]
    home = {"type": "home", "blocks": [section("x")] * 100}
    assert (await slack.call("views.publish", user_id=slack.ann["id"], view=home))["ok"]
    titled = home | {"title": plain("T")}
    assert (await slack.call("views.publish", user_id=slack.ann["id"], view=titled))["error"] == "invalid_arguments"
    huge = modal(blocks=[section("ж" * 2900) for _ in range(50)])
    trigger = books.new_trigger(workspace, slack.ann["id"])
    assert (await slack.call("views.open", trigger_id=trigger, view=huge))["error"] == "view_too_large"
