"""Block Kit's composition objects and interactive elements, with Slack's length limits."""

from __future__ import annotations

from typing import Any

from adapters.sandbox.slack_shapes import (
    Check,
    Need,
    anything,
    at_least_one,
    by_type,
    exactly_one,
    fault,
    flag,
    items,
    one_of,
    shape,
    text,
    whole,
)

ID = text(255)
URL = text(3000, 1, r"(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.+")
PERSON_OR_PLACE = text(255, 1)
DATE = text(10, 10, r"\d{4}-\d{2}-\d{2}")
TIME = text(5, 5, r"\d{2}:\d{2}")


def plain(most: int, least: int = 1) -> Check:
    """A plain_text object."""
    return by_type({"plain_text": shape(type=Need(anything), text=Need(text(most, least)), emoji=flag)})


def mrkdwn(most: int, least: int = 1) -> Check:
    """A mrkdwn object."""
    return by_type({"mrkdwn": shape(type=Need(anything), text=Need(text(most, least)), verbatim=flag)})


def either(most: int, least: int = 1) -> Check:
    """A plain_text or mrkdwn object."""
    return by_type(
        {
            "plain_text": shape(type=Need(anything), text=Need(text(most, least)), emoji=flag),
            "mrkdwn": shape(type=Need(anything), text=Need(text(most, least)), verbatim=flag),
        }
    )


CONFIRM = shape(
    title=Need(plain(100)),
    text=Need(either(300)),
    confirm=Need(plain(30)),
    deny=Need(plain(30)),
    style=one_of("primary", "danger"),
)
PLAIN_OPTION = shape(text=Need(plain(75)), value=Need(text(150)), description=plain(75))
RICH_OPTION = shape(text=Need(either(75)), value=Need(text(150)), description=either(75))
OVERFLOW_OPTION = shape(text=Need(plain(75)), value=Need(text(150)), description=plain(75), url=URL)
OPTION_GROUP = shape(label=Need(plain(75)), options=Need(items(PLAIN_OPTION, 100)))
SLACK_FILE = shape(exactly_one("id", "url"), id=text(255, 1), url=URL)
DISPATCH = shape(trigger_actions_on=items(one_of("on_enter_pressed", "on_character_entered"), 2))

_CORE: dict[str, Check | Need] = {"type": Need(anything), "action_id": ID, "focus_on_load": flag, "confirm": CONFIRM}
_TYPED: dict[str, Check | Need] = {
    "type": Need(anything),
    "action_id": ID,
    "focus_on_load": flag,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH,
}
_PICKED = _CORE | {"placeholder": plain(150)}
_FILTER = shape(
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
    include=items(one_of("im", "mpim", "private", "public"), 4),
    exclude_external_shared_channels=flag,
    exclude_bot_users=flag,
)


def listed_options(element: dict[str, Any]) -> list[Any]:
    """The options of a select, flat, whether grouped or not."""
    grouped = [option for group in element.get("option_groups", []) for option in group.get("options", [])]
    return [*element.get("options", []), *grouped]


def _initial_is_listed(element: Any, at: str, problems: list[str]) -> None:
    chosen = element.get("initial_options", [])
    chosen = [*chosen, element["initial_option"]] if "initial_option" in element else chosen
    listed = {option["value"] for option in listed_options(element)}
    if any(option["value"] not in listed for option in chosen):
        fault(problems, "initial option must be among the options", at)


def _distinct_values(element: Any, at: str, problems: list[str]) -> None:
    values = [option["value"] for option in listed_options(element)]
    if len(values) != len(set(values)):
        fault(problems, "option values must be unique", at)


def _length_range(element: Any, at: str, problems: list[str]) -> None:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        fault(problems, "min_length must not be greater than max_length", at)
    if len(element.get("initial_value", "")) > element.get("max_length", 3000):
        fault(problems, "initial_value is longer than max_length", f"{at}/initial_value")


_OPTIONS: dict[str, Check | Need] = {"options": items(PLAIN_OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
_MULTI: dict[str, Check | Need] = {"max_selected_items": whole(1, 100)}
_REMOTE: dict[str, Check | Need] = {"min_query_length": whole(0, 500)}
_one_list = exactly_one("options", "option_groups")
_NUMBER = text(64, 1, r"-?\d+(\.\d+)?")
_PEOPLE = items(PERSON_OR_PLACE, 100)
_CONVERSATIONS: dict[str, Check | Need] = {"default_to_current_conversation": flag, "filter": _FILTER}


def _element(kind: dict[str, Check | Need], *beyond: Check, **fields: Check | Need) -> Check:
    return shape(*beyond, **(kind | fields))


ELEMENTS: dict[str, Check] = {
    "button": _element(
        {"type": Need(anything), "action_id": ID, "confirm": CONFIRM},
        text=Need(plain(75)),
        url=URL,
        value=text(2000),
        style=one_of("primary", "danger"),
        accessibility_label=text(75),
    ),
    "workflow_button": _element(
        {"type": Need(anything), "action_id": ID, "confirm": CONFIRM},
        text=Need(plain(75)),
        workflow=Need(anything),
        style=one_of("primary", "danger"),
        accessibility_label=text(75),
    ),
    "overflow": shape(
        _distinct_values,
        type=Need(anything),
        action_id=ID,
        confirm=CONFIRM,
        options=Need(items(OVERFLOW_OPTION, 5)),
    ),
    "static_select": _element(_PICKED | _OPTIONS, _one_list, _initial_is_listed, initial_option=PLAIN_OPTION),
    "external_select": _element(_PICKED | _REMOTE, initial_option=PLAIN_OPTION),
    "users_select": _element(_PICKED, initial_user=PERSON_OR_PLACE),
    "conversations_select": _element(
        _PICKED | _CONVERSATIONS, initial_conversation=PERSON_OR_PLACE, response_url_enabled=flag
    ),
    "channels_select": _element(_PICKED, initial_channel=PERSON_OR_PLACE, response_url_enabled=flag),
    "multi_static_select": _element(
        _PICKED | _OPTIONS | _MULTI, _one_list, _initial_is_listed, initial_options=items(PLAIN_OPTION, 100)
    ),
    "multi_external_select": _element(_PICKED | _REMOTE | _MULTI, initial_options=items(PLAIN_OPTION, 100)),
    "multi_users_select": _element(_PICKED | _MULTI, initial_users=_PEOPLE),
    "multi_conversations_select": _element(_PICKED | _CONVERSATIONS | _MULTI, initial_conversations=_PEOPLE),
    "multi_channels_select": _element(_PICKED | _MULTI, initial_channels=_PEOPLE),
    "checkboxes": _element(
        _CORE,
        _initial_is_listed,
        _distinct_values,
        options=Need(items(RICH_OPTION, 10)),
        initial_options=items(RICH_OPTION, 10),
    ),
    "radio_buttons": _element(
        _CORE,
        _initial_is_listed,
        _distinct_values,
        options=Need(items(RICH_OPTION, 10)),
        initial_option=RICH_OPTION,
    ),
    "datepicker": _element(_PICKED, initial_date=DATE),
    "timepicker": _element(_PICKED, initial_time=TIME, timezone=text(64, 1)),
    "datetimepicker": _element(_CORE, initial_date_time=whole(0, 9_999_999_999)),
    "plain_text_input": _element(
        _TYPED,
        _length_range,
        initial_value=text(3000),
        multiline=flag,
        min_length=whole(0, 3000),
        max_length=whole(1, 3000),
    ),
    "number_input": _element(
        _TYPED,
        is_decimal_allowed=Need(flag),
        initial_value=_NUMBER,
        min_value=_NUMBER,
        max_value=_NUMBER,
    ),
    "email_text_input": _element(_TYPED, initial_value=text(3000)),
    "url_text_input": _element(_TYPED, initial_value=text(3000)),
    "rich_text_input": _element(_TYPED, initial_value=anything, min_lines=whole(1, 100), max_lines=whole(1, 100)),
    "file_input": shape(type=Need(anything), action_id=ID, filetypes=items(text(32, 1), 100), max_files=whole(1, 10)),
    "image": shape(
        exactly_one("image_url", "slack_file"),
        type=Need(anything),
        image_url=URL,
        slack_file=SLACK_FILE,
        alt_text=Need(text(2000, 1)),
    ),
}

_SELECTS = frozenset(
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("static", "external", "users", "conversations", "channels")
)
_PICKS = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_ACTIONS = _PICKS | {"button", "overflow", "workflow_button", "datetimepicker"}
IN_SECTION = _PICKS | {"button", "overflow", "workflow_button", "image"}
IN_INPUT = _PICKS | {
    "datetimepicker",
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "rich_text_input",
    "file_input",
}
