"""What Slack's own client does with a form before anything is sent: turns input into state, and refuses what does not fit."""

from __future__ import annotations

import html
import re
from typing import Any

from adapters.sandbox.slack_elements import listed_options
from adapters.sandbox.slack_records import Json
from adapters.sandbox.slack_views import state_field

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"https?://\S+")
_WHOLE = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")


class Unfit(Exception):
    """An input that Slack's client would not accept; the argument is why."""


def label_of(shown: Json) -> str:
    """The words on a button or an option, as a person reads them."""
    return html.unescape(str(shown["text"]["text"])).strip()


def option_named(options: list[Json], wanted: str) -> Json | None:
    """The option with this value, else with this label."""
    by_value = next((option for option in options if option.get("value") == wanted), None)
    return by_value or next((option for option in options if label_of(option) == wanted.strip()), None)


def is_empty(state: Json) -> bool:
    """Nothing was typed or chosen."""
    return all(value in (None, "", []) for key, value in state.items() if key != "type")


def filled(element: Json, given: Any, suggested: list[Json]) -> Json:
    """The state of an element after `given` was typed or chosen in it; Unfit where the client would not take it.

    Options are named by value or by label; `suggested` are those an external select was offered.
    """
    field = state_field(element)
    if field is None:
        raise Unfit("nothing can be entered here")
    kind = element["type"]
    many = field.endswith("s")
    if given is None or given in ("", []):
        return {"type": kind, field: [] if many and field != "files" else None}
    if field in ("selected_option", "selected_options"):
        return {"type": kind, field: _chosen(element, given, suggested, many=many)}
    if field == "files":
        return {"type": kind, field: _files(element, given)}
    if field == "rich_text_value":
        return {"type": kind, field: rich_text(str(given))}
    if field == "selected_date_time":
        return {"type": kind, field: int(given)}
    if many:
        values = [str(value) for value in (given if isinstance(given, list) else [given])]
        return {"type": kind, field: _counted(element, values)}
    _fits(element, str(given))
    return {"type": kind, field: str(given)}


def _chosen(element: Json, given: Any, suggested: list[Json], *, many: bool) -> Any:
    options = [*listed_options(element), *suggested]
    wanted = given if isinstance(given, list) else [given]
    chosen = []
    for name in wanted:
        option = option_named(options, str(name))
        if option is None:
            raise Unfit("no such option")
        chosen.append(option)
    if many:
        return _counted(element, chosen)
    if len(chosen) != 1:
        raise Unfit("only one can be chosen")
    return chosen[0]


def _counted(element: Json, chosen: list[Any]) -> list[Any]:
    if len(chosen) > element.get("max_selected_items", len(chosen)):
        raise Unfit(f"at most {element['max_selected_items']} can be chosen")
    return chosen


def _files(element: Json, given: Any) -> list[Json]:
    files: list[Json] = given
    if len(files) > element.get("max_files", 10):
        raise Unfit(f"at most {element.get('max_files', 10)} files")
    kinds = [kind.lower() for kind in element.get("filetypes", [])]
    for file in files:
        if kinds and file["filetype"] not in kinds and not (file["filetype"] == "jpeg" and "jpg" in kinds):
            raise Unfit(f"files of type {file['filetype']} are not taken here")
    return files


def _fits(element: Json, text: str) -> None:
    kind = element["type"]
    if kind == "plain_text_input":
        if len(text) < element.get("min_length", 0):
            raise Unfit(f"at least {element['min_length']} characters")
        if len(text) > element.get("max_length", 3000):
            raise Unfit(f"at most {element.get('max_length', 3000)} characters")
    elif kind == "number_input":
        _number_fits(element, text)
    elif kind == "email_text_input" and not _EMAIL.fullmatch(text):
        raise Unfit("not an e-mail address")
    elif kind == "url_text_input" and not _LINK.fullmatch(text):
        raise Unfit("not a URL")
    elif kind == "datepicker" and not _DATE.fullmatch(text):
        raise Unfit("not a date")
    elif kind == "timepicker" and not _TIME.fullmatch(text):
        raise Unfit("not a time")


def _number_fits(element: Json, text: str) -> None:
    if not (_DECIMAL if element["is_decimal_allowed"] else _WHOLE).fullmatch(text):
        raise Unfit("Please enter a number." if element["is_decimal_allowed"] else "Please enter a whole number.")
    if "min_value" in element and float(text) < float(element["min_value"]):
        raise Unfit(f"at least {element['min_value']}")
    if "max_value" in element and float(text) > float(element["max_value"]):
        raise Unfit(f"at most {element['max_value']}")


def rich_text(text: str, block_id: str | None = None) -> Json:
    """Typed text as the rich_text block the composer makes of it."""
    block: Json = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }
    return block | ({"block_id": block_id} if block_id else {})
