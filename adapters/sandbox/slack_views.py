"""views.*: modals in a stack of at most three, Home tabs, and the state people type into them."""

from __future__ import annotations

import secrets
import time
from typing import Any

from adapters.sandbox.slack_blocks import elements_of
from adapters.sandbox.slack_books import mint
from adapters.sandbox.slack_calls import Call, Method
from adapters.sandbox.slack_limits import Refused, refusal, view_content
from adapters.sandbox.slack_records import Json, Person, Trigger, View, Workspace
from adapters.sandbox.slack_world import SlackWorld

STACK = 3

# For each element with a state: the field it is kept under, and the field its first value comes from.
_STATE_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}


def state_field(element: Json) -> str | None:
    """The field of `state.values` an element fills; None for buttons and other things without a state."""
    found = _STATE_FIELDS.get(element["type"])
    return found[0] if found else None


def first_values(blocks: list[Json], kept: dict[str, Json] | None = None) -> dict[str, Json]:
    """The `state.values` of freshly shown blocks; what was `kept` under the same ids and type stays."""
    values: dict[str, Json] = {}
    for block, element, _ in elements_of(blocks):
        if element["type"] not in _STATE_FIELDS:
            continue
        field, initial = _STATE_FIELDS[element["type"]]
        many = field.endswith("s") and field != "files"
        value: Json = {"type": element["type"], field: element.get(initial, [] if many else None)}
        before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
        if before is not None and before["type"] == element["type"]:
            value = before
        values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def new_view(world: SlackWorld, workspace: Workspace, person: Person, content: Json, below: View | None = None) -> View:
    """A view ready to be shown, on top of `below` where it is pushed."""
    books = world.books
    external_id = content.get("external_id")
    if external_id and any(
        view.content.get("external_id") == external_id and view.team_id == workspace.team_id
        for view in books.views.values()
    ):
        raise Refused("duplicate_external_id")
    view_id = mint("V")
    view = View(
        view_id,
        workspace.team_id,
        person.user_id,
        workspace.app,
        workspace.bot_id,
        content,
        new_hash(world),
        below.root_view_id if below else view_id,
        below.view_id if below else None,
        first_values(content["blocks"]),
    )
    books.views[view_id] = view
    return view


def new_hash(world: SlackWorld) -> str:
    return f"{int(world.clock.now().timestamp())}.{secrets.token_hex(4)}"


def replace_content(world: SlackWorld, view: View, content: Json) -> None:
    """Show something else in an open view; values typed under the same ids stay, errors go."""
    view.values = first_values(content["blocks"], view.values)
    view.content = content
    view.errors = {}
    view.hash = new_hash(world)


def push(world: SlackWorld, workspace: Workspace, person: Person, content: Json) -> View:
    """Put a view on top of the person's stack; `push_limit_reached` above three."""
    if len(person.modals) >= STACK:
        raise Refused("push_limit_reached")
    view = new_view(world, workspace, person, content, person.modals[-1] if person.modals else None)
    person.modals.append(view)
    world.books.stir(person)
    return view


def forget(world: SlackWorld, views: list[View]) -> None:
    """Views that were closed can no longer be found."""
    for view in views:
        world.books.views.pop(view.view_id, None)


def _trigger(call: Call) -> Trigger:
    """The unspent permit of this call; it is spent by the caller once the view is known to be good."""
    value = call.text("trigger_id") or call.text("interactivity_pointer")
    if value is None:
        raise refusal("invalid_arguments", ["missing required field: trigger_id"])
    trigger = call.world.books.triggers.get(value)
    if trigger is None or (trigger.app_id, trigger.team_id) != (call.app.app_id, call.workspace.team_id):
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - trigger.born > call.world.trigger_seconds:
        raise Refused("expired_trigger_id")
    return trigger


def _holder(call: Call, trigger: Trigger) -> Person:
    person = call.world.books.person(trigger.user_id, trigger.team_id)
    if person is None:
        raise Refused("user_not_found")
    return person


async def open_view(call: Call) -> Json:
    trigger = _trigger(call)
    content = view_content(call.args["view"], "modal")
    person = _holder(call, trigger)
    view = new_view(call.world, call.workspace, person, content)
    trigger.used = True
    forget(call.world, person.modals)
    person.modals = [view]
    call.world.books.stir(person)
    return {"view": view.as_json()}


async def push_view(call: Call) -> Json:
    trigger = _trigger(call)
    content = view_content(call.args["view"], "modal")
    view = push(call.world, call.workspace, _holder(call, trigger), content)
    trigger.used = True
    return {"view": view.as_json()}


def _same_hash(call: Call, view: View | None) -> None:
    given = call.text("hash")
    if given is not None and view is not None and given != view.hash:
        raise Refused("hash_conflict")


async def update_view(call: Call) -> Json:
    world = call.world
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if view_id is None and external_id is None:
        raise refusal("invalid_arguments", ["missing required field: view_id or external_id"])
    found: Any = None
    for view in world.books.views.values():
        named = view.view_id == view_id if view_id else view.content.get("external_id") == external_id
        if named and view.app is call.app and view.team_id == call.workspace.team_id:
            found = view
    if found is None:
        raise Refused("not_found")
    _same_hash(call, found)
    replace_content(world, found, view_content(call.args["view"], found.kind))
    person = world.books.person(found.user_id, found.team_id)
    if person is not None:
        world.books.stir(person)
    return {"view": found.as_json()}


async def publish(call: Call) -> Json:
    person = call.person("user_id")
    _same_hash(call, person.home)
    content = view_content(call.args["view"], "home")
    if person.home is None:
        person.home = new_view(call.world, call.workspace, person, content)
    else:
        replace_content(call.world, person.home, content)
    call.world.books.stir(person)
    return {"view": person.home.as_json()}


METHODS = {
    "views.open": Method(open_view, "trigger_id interactivity_pointer view:json!", None, 4),
    "views.push": Method(push_view, "trigger_id interactivity_pointer view:json!", None, 4),
    "views.update": Method(update_view, "view_id external_id hash view:json!", None, 4),
    "views.publish": Method(publish, "user_id! hash view:json!", None, 4),
}
