"""`Form` → a Slack modal: every question an input block named by its field, sealed for the person who opened it."""

from __future__ import annotations

import re
from typing import Any

from adapters.slack.lettering import plain, shorten, shown, units
from adapters.slack.render import Block, blocks_of
from adapters.slack.tokens import person_place, seal_for
from core.ports.chat import Field, Form, Option
from core.tokens import KeyRing

TITLE_LENGTH_MAX = 24
CALLBACK_LENGTH_MAX = 255
LABEL_LENGTH_MAX = 2000
INPUT_LENGTH_MAX = 3000
OPTION_LENGTH_MAX = 75
OPTIONS_MAX = 100
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_ACTION_ID = "answer"
"""With the field behind it: Slack refuses a view in which two inputs share an action id."""


def modal(form: Form, *, tenant: str, user: str, ring: KeyRing) -> dict[str, Any]:
    """The view to open; its `private_metadata` is the sealed token that comes back with the answers."""
    return {
        "type": "modal",
        "callback_id": f"form:{form.key}"[:CALLBACK_LENGTH_MAX],
        "title": _words(form.title, TITLE_LENGTH_MAX),
        "submit": _words(form.submit, TITLE_LENGTH_MAX),
        "close": _words(form.cancel, TITLE_LENGTH_MAX),
        "private_metadata": seal_for(person_place(tenant, user), form.go, ring),
        "notify_on_close": True,
        "blocks": [*blocks_of(form.intro), *(_question(field) for field in form.fields)],
    }


def _question(field: Field) -> Block:
    drawn: Block = {
        "type": "input",
        "block_id": field.key,
        "label": _words(field.label, LABEL_LENGTH_MAX),
        "optional": not field.required,
        "element": {**_element(field), "action_id": f"{_ACTION_ID}_{field.key}"[:255]},
    }
    if shown(field.help).strip():
        drawn["hint"] = _words(field.help, LABEL_LENGTH_MAX)
    return drawn


def _element(field: Field) -> Block:
    if field.kind == "choice" and (field.options or field.searched):
        return _choice(field)
    default = shown(field.default)
    if field.kind == "whole":
        initial = {"initial_value": default} if _WHOLE.fullmatch(default) else {}
        return {"type": "number_input", "is_decimal_allowed": False, **initial}
    length_max = min(max(field.length_max, 1), INPUT_LENGTH_MAX)
    initial = {"initial_value": default} if default and units(default) <= length_max else {}
    # Amounts stay text: Slack's number field knows neither a decimal comma nor a currency.
    return {"type": "plain_text_input", "multiline": field.kind == "long", "max_length": length_max, **initial}


def _choice(field: Field) -> Block:
    if field.searched:
        initial = {"initial_option": option_of(field.options[0])} if field.options and field.default else {}
        return {"type": "external_select", "min_query_length": 0, **initial}
    options = [option_of(each) for each in field.options]
    chosen = next((drawn for drawn in options if drawn["value"] == field.default), None)
    initial = {"initial_option": chosen} if chosen else {}
    if len(options) <= OPTIONS_MAX:
        return {"type": "static_select", "options": options, **initial}
    groups = [options[start : start + OPTIONS_MAX] for start in range(0, len(options), OPTIONS_MAX)]
    return {
        "type": "static_select",
        "option_groups": [
            {
                "label": _words(f"{group[0]['text']['text']} – {group[-1]['text']['text']}", OPTION_LENGTH_MAX),
                "options": group,
            }
            for group in groups
        ],
        **initial,
    }


def option_of(option: Option) -> Block:
    """An answer of a list."""
    return {"text": _words(option.label, OPTION_LENGTH_MAX), "value": option.value}


def _words(text: str, limit: int) -> Block:
    return plain(shorten(shown(text).replace("\n", " ").strip() or "…", limit))
