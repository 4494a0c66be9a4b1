"""What Slack refuses in messages, views and option lists: the limits and the codes it answers with."""

from __future__ import annotations

import copy
import json
from typing import Any

from adapters.sandbox.slack_blocks import MESSAGE_BLOCK, VIEW_BLOCK, elements_of, total_text, with_ids
from adapters.sandbox.slack_elements import OPTION_GROUP, PLAIN_OPTION, plain
from adapters.sandbox.slack_records import Json
from adapters.sandbox.slack_shapes import Check, Need, anything, exactly_one, fault, flag, items, shape, text

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TEXT_CHARACTERS = 40_000
UPDATED_TEXT_CHARACTERS = 4_000
BLOCKS_CHARACTERS = 13_200
VIEW_BYTES = 250_000


class Refused(Exception):
    """An error answer of the Web API: `code` is the `error` field, `more` the rest of the body."""

    def __init__(self, code: str, *, status: int = 200, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.headers = headers or {}
        self.more = more

    def body(self) -> Json:
        return {"ok": False, "error": self.code, **self.more}


def refusal(code: str, problems: list[str]) -> Refused:
    """The code with its explanations, in both places where Slack repeats them."""
    messages = [f"[ERROR] {problem}" for problem in problems]
    return Refused(code, errors=problems, response_metadata={"messages": messages})


def message_blocks(given: Any) -> list[Json]:
    """A message's blocks, checked and with ids; raises `invalid_blocks…` or `msg_blocks_too_long`."""
    if not isinstance(given, list):
        raise Refused("invalid_blocks_format")
    problems: list[str] = []
    items(MESSAGE_BLOCK, MESSAGE_BLOCKS, 0)(given, "/blocks", problems)
    if not problems:
        _ids_are_unique(given, "/blocks", problems)
    if problems:
        raise refusal("invalid_blocks", problems)
    if total_text(given) > BLOCKS_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    return with_ids(copy.deepcopy(given))


def _ids_are_unique(blocks: list[Json], at: str, problems: list[str]) -> None:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            fault(problems, f'`block_id` "{block_id}" already exists', f"{at}/{place}/block_id")
        seen.add(block_id or "")
    actions: set[str] = set()
    for _, element, where in elements_of(blocks):
        action_id = element.get("action_id")
        if action_id and action_id in actions:
            fault(problems, f'`action_id` "{action_id}" already exists', f"{at}{where}/action_id")
        actions.add(action_id or "")


def _inputs_need_submit(view: Any, at: str, problems: list[str]) -> None:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        fault(problems, "must define `submit` to use an `input` block in modals", f"{at}/submit")


def _unique_ids_of_view(view: Any, at: str, problems: list[str]) -> None:
    _ids_are_unique(view["blocks"], f"{at}/blocks", problems)


_VIEW: dict[str, Check | Need] = {
    "type": Need(anything),
    "blocks": Need(items(VIEW_BLOCK, VIEW_BLOCKS, 0)),
    "private_metadata": text(3000),
    "callback_id": text(255),
    "external_id": text(255),
}
_MODAL = shape(
    _unique_ids_of_view,
    _inputs_need_submit,
    **_VIEW,
    title=Need(plain(24)),
    submit=plain(24),
    close=plain(24),
    clear_on_close=flag,
    notify_on_close=flag,
    submit_disabled=flag,
)
_HOME = shape(_unique_ids_of_view, **_VIEW)


def view_content(given: Any, kind: str) -> Json:
    """A view's content, checked and with ids; `kind` is modal or home. Raises `invalid_arguments` and the like."""
    problems: list[str] = []
    if not isinstance(given, dict):
        fault(problems, "must provide an object", "/view")
    elif given.get("type") != kind:
        fault(problems, f"unsupported type: {given.get('type')}", "/view/type")
    else:
        (_MODAL if kind == "modal" else _HOME)(given, "/view", problems)
    if problems:
        raise refusal("invalid_arguments", problems)
    if len(json.dumps(given, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    content: Json = copy.deepcopy(given)
    with_ids(content["blocks"])
    return content


_FOUND_OPTIONS = shape(
    exactly_one("options", "option_groups"),
    options=items(PLAIN_OPTION, 100, 0),
    option_groups=items(OPTION_GROUP, 100, 0),
)


def found_options(answer: Any) -> tuple[list[Json], list[str]]:
    """The options of a block_suggestion answer, flat, and what is wrong with the answer."""
    problems: list[str] = []
    _FOUND_OPTIONS(answer, "", problems)
    if problems:
        return [], problems
    groups = [option for group in answer.get("option_groups", []) for option in group["options"]]
    return [*answer.get("options", []), *groups], []
