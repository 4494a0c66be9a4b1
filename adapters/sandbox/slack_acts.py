"""What people do with what an app shows them: press, choose and search."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from adapters.sandbox.slack_blocks import elements_of
from adapters.sandbox.slack_delivery import Undelivered
from adapters.sandbox.slack_files import file_json, keep_file
from adapters.sandbox.slack_forms import Unfit, filled, label_of, option_named
from adapters.sandbox.slack_limits import found_options
from adapters.sandbox.slack_payloads import (
    block_actions,
    block_suggestion,
    message_place,
    view_place,
)
from adapters.sandbox.slack_records import Channel, Json, Message, Person, View, Workspace
from adapters.sandbox.slack_screen import visible
from adapters.sandbox.slack_views import first_values
from adapters.sandbox.slack_world import SlackWorld


class CannotDo(Exception):
    """Something the person's Slack client would not let them do."""

    def __init__(self, status: int, error: str, **more: Any) -> None:
        super().__init__(error)
        self.status = status
        self.body: Json = {"ok": False, "error": error, **more}


@dataclass(frozen=True)
class Spot:
    """Where an element stands: in a view, or in a message of a channel."""

    block: Json
    element: Json
    view: View | None = None
    channel: Channel | None = None
    message: Message | None = None


class Hand:
    """One person's hand on the mouse: every act is on behalf of that person."""

    def __init__(self, world: SlackWorld, person: Person) -> None:
        self.world = world
        self.person = person
        self.workspace: Workspace = world.books.workspaces[person.team_id]

    # --- finding -------------------------------------------------------------------------------------------

    def channel(self, channel_id: str | None) -> Channel:
        """A channel the person is in; by default their direct message with the bot."""
        if channel_id is None:
            return self.world.books.direct_message(self.workspace, [self.person.user_id])
        channel = self.world.books.channels.get(channel_id)
        if channel is None or channel.team_id != self.person.team_id:
            raise CannotDo(404, "no_such_channel")
        if self.person.user_id not in channel.members:
            raise CannotDo(403, "not_in_channel")
        return channel

    def message(self, channel: Channel, ts: str) -> Message:
        found = channel.messages.get(ts)
        if found is None or found.deleted or found.ephemeral_to not in (None, self.person.user_id):
            raise CannotDo(404, "no_such_message")
        return found

    def modal(self, view_id: str | None) -> View:
        """The modal on top, which has to be `view_id` when one is named."""
        if not self.person.modals or view_id not in (None, self.person.modals[-1].view_id):
            raise CannotDo(404, "no_such_modal")
        return self.person.modals[-1]

    def spots(self, place: Json) -> list[Spot]:
        """All elements of what the person looks at: a named view or message, else everything, newest first."""
        view_id = place.get("view_id") or place.get("view")
        ts = place.get("ts")
        views = [view for view in [*self.person.modals[-1:], self.person.home] if view is not None]
        if view_id is not None:
            return [spot for view in views if view_id in (view.view_id, view.kind) for spot in in_view(view)]
        channel = self.channel(place.get("channel"))
        if ts is not None:
            return _in_message(channel, self.message(channel, ts))
        modal = [spot for view in self.person.modals[-1:] for spot in in_view(view)]
        if modal and place.get("channel") is None:
            return modal
        spots = [
            spot
            for message in reversed(visible(channel, self.person.user_id))
            for spot in _in_message(channel, message)
        ]
        if place.get("channel") is None and self.person.home is not None:
            spots += in_view(self.person.home)
        return spots

    def spot(self, place: Json) -> Spot:
        """The element named by action_id (and block_id)."""
        for spot in self.spots(place):
            if spot.element["action_id"] == place["action_id"] and place.get("block_id") in (
                None,
                spot.block["block_id"],
            ):
                return spot
        raise CannotDo(404, "no_such_element")

    # --- asking the app ------------------------------------------------------------------------------------

    async def ask(self, kind: str, payload: Json, what: str) -> tuple[bool, Json | None]:
        """Send an interaction: (acknowledged, the ack's payload). Without an ack the person sees a failure."""
        try:
            return True, await self.world.deliveries.ask(self.workspace.app, kind, payload)
        except Undelivered as failed:
            slow = str(failed) in ("timeout", "http_timeout")
            error = "operation_timeout" if slow else "dispatch_failed"
            self.world.books.notice(self.person, error, f'{what} failed with the error "{error}"')
            return False, None

    def _place(self, spot: Spot) -> Json:
        if spot.view is not None:
            return view_place(spot.view)
        if spot.channel is None or spot.message is None:
            raise CannotDo(404, "no_such_element")
        values = first_values(spot.message.blocks, spot.message.chosen.get(self.person.user_id))
        place = message_place(spot.channel, spot.message, values)
        address = self.world.books.new_response_address(spot.channel, self.person.user_id, spot.message)
        return place | {"response_url": self.world.response_url(address)}

    async def act(self, spot: Spot, action: Json, what: str) -> Json:
        """Send a block_actions payload for one action."""
        trigger_id = self.world.books.new_trigger(self.workspace, self.person.user_id)
        whole = {
            **action,
            "type": spot.element["type"],
            "action_id": spot.element["action_id"],
            "block_id": spot.block["block_id"],
            "action_ts": f"{self.world.clock.now().timestamp():.6f}",
        }
        payload = block_actions(self.workspace, self.person, self._place(spot), trigger_id, whole)
        acked, _ = await self.ask("interactive", payload, what)
        answer: Json = {"ok": True, "acked": acked, "trigger_id": trigger_id}
        return answer if acked else answer | {"notice": self.person.notices[-1]}

    # --- acts ----------------------------------------------------------------------------------------------

    async def press(self, spot: Spot, *, confirmed: bool) -> Json:
        """Press a button, through its confirmation dialog."""
        element = spot.element
        if element["type"] != "button":
            raise CannotDo(422, "not_a_button")
        if "confirm" in element and not confirmed:
            return {"ok": True, "confirmed": False, "acked": None}
        action: Json = {key: element[key] for key in ("text", "value", "style") if key in element}
        answer = await self.act(spot, action, f"The button “{label_of(element)}”")
        return answer | ({"url": element["url"]} if "url" in element else {})

    async def choose(self, spot: Spot, given: Any, *, confirmed: bool = True) -> Json:
        """Choose options or enter a value; told to the app unless the element is an ordinary input."""
        element, block = spot.element, spot.block
        if element["type"] == "overflow":
            option = option_named(element["options"], str(given))
            if option is None:
                raise CannotDo(422, "no such option")
            state: Json = {"selected_option": option}
        else:
            state = await self.entered(spot, given)
            values = self._values(spot)
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
        if "confirm" in element and not confirmed:
            return {"ok": True, "confirmed": False, "acked": None}
        if block["type"] == "input" and not block.get("dispatch_action"):
            self.world.books.stir(self.person)
            return {"ok": True, "acked": None}
        answer = await self.act(spot, dict(state), "The choice")
        url = state.get("selected_option", {}) or {}
        return answer | ({"url": url["url"]} if "url" in url else {})

    def _values(self, spot: Spot) -> dict[str, Json]:
        if spot.view is not None:
            return spot.view.values
        if spot.message is None:
            raise CannotDo(404, "no_such_element")
        return spot.message.chosen.setdefault(self.person.user_id, {})

    async def entered(self, spot: Spot, given: Any) -> Json:
        """The state of an element after input; CannotDo where Slack's client refuses it. Uploads files, searches options."""
        element = spot.element
        if element["type"] == "file_input":
            given = self._uploaded(given)
        suggested = self.person.suggestions.get(element["action_id"], [])
        if element["type"] in ("external_select", "multi_external_select") and given:
            for name in given if isinstance(given, list) else [given]:
                if option_named(suggested, str(name)) is None:
                    found = await self.suggest(spot, str(name))
                    suggested = [*suggested, *found.get("options", [])]
        try:
            return filled(element, given, suggested)
        except Unfit as unfit:
            raise CannotDo(422, "refused_by_client", refused={spot.block["block_id"]: str(unfit)}) from unfit

    def _uploaded(self, given: Any) -> list[Json]:
        files = []
        for sent in given or []:
            try:
                data = base64.b64decode(sent["base64"], validate=True)
            except (KeyError, TypeError, binascii.Error) as wrong:
                raise CannotDo(400, "bad_file") from wrong
            mime = sent.get("mime", "application/octet-stream")
            file = keep_file(self.world, self.workspace, self.person.user_id, sent["name"], mime, data)
            files.append(file_json(self.world, file))
        return files

    async def suggest(self, spot: Spot, query: str) -> Json:
        """Type into an external select: asks the app for options once enough was typed."""
        element = spot.element
        if element["type"] not in ("external_select", "multi_external_select"):
            raise CannotDo(422, "not_an_external_select")
        if len(query) < element.get("min_query_length", 3):
            return {"ok": True, "asked": False, "options": []}
        place = {key: value for key, value in self._place(spot).items() if key not in ("response_url", "state")}
        payload = block_suggestion(
            self.workspace, self.person, place, spot.block["block_id"], element["action_id"], query
        )
        acked, answer = await self.ask("interactive", payload, "The search")
        if not acked:
            return {"ok": True, "asked": True, "acked": False, "options": []}
        options, problems = found_options(answer)
        if problems:
            self.world.books.notice(self.person, "invalid_options", "No results: the app's answer cannot be shown")
        self.person.suggestions[element["action_id"]] = options
        return {"ok": True, "asked": True, "acked": True, "options": options, "problems": problems}


def in_view(view: View) -> list[Spot]:
    """The elements of a view."""
    return [Spot(block, element, view=view) for block, element, _ in elements_of(view.blocks)]


def _in_message(channel: Channel, message: Message) -> list[Spot]:
    if not message.author.is_bot:
        return []
    return [Spot(block, element, channel=channel, message=message) for block, element, _ in elements_of(message.blocks)]
