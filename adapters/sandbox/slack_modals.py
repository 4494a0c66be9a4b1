"""What people do with modals: fill in, submit, close; and pressing by the words on a button."""

from __future__ import annotations

from adapters.sandbox.slack_acts import CannotDo, Hand, Spot, in_view
from adapters.sandbox.slack_forms import is_empty, label_of
from adapters.sandbox.slack_limits import Refused, view_content
from adapters.sandbox.slack_payloads import view_closed, view_submission
from adapters.sandbox.slack_records import Json, View
from adapters.sandbox.slack_screen import pressables
from adapters.sandbox.slack_views import forget, push, replace_content, state_field

_TROUBLE = "We had some trouble connecting. Try again?"


class ModalHand(Hand):
    """A person's hand that also works the modals on top of the screen."""

    async def submit(self, view: View, values: Json) -> Json:
        """Fill in and submit the modal on top, as far as Slack's client lets one."""
        if view.content.get("submit") is None:
            raise CannotDo(422, "nothing_to_submit")
        view.errors = {}
        await self._fill(view, values)
        missing = {}
        for block in view.blocks:
            if block["type"] == "input" and not block.get("optional"):
                state = view.values[block["block_id"]][block["element"]["action_id"]]
                if is_empty(state):
                    missing[block["block_id"]] = "required"
        if missing:
            raise CannotDo(422, "refused_by_client", refused=missing)
        trigger_id = self.world.books.new_trigger(self.workspace, self.person.user_id)
        payload = view_submission(self.workspace, self.person, view, trigger_id)
        acked, answer = await self.ask("interactive", payload, "The form")
        if not acked:
            self.world.books.notice(self.person, "not_submitted", _TROUBLE)
            return {"ok": True, "acked": False, "result": "timeout"}
        return {"ok": True, "acked": True, "trigger_id": trigger_id, **self._outcome(view, answer)}

    async def _fill(self, view: View, values: Json) -> None:
        spots = {spot.block["block_id"]: spot for spot in in_view(view) if state_field(spot.element)}
        unknown = sorted(set(values) - set(spots))
        if unknown:
            raise CannotDo(422, "no_such_input", unknown=unknown, inputs=sorted(spots))
        refused: Json = {}
        for block_id, given in values.items():
            spot = spots[block_id]
            try:
                state = await self.entered(spot, given)
            except CannotDo as cannot:
                refused |= cannot.body.get("refused", {block_id: cannot.body["error"]})
            else:
                view.values.setdefault(block_id, {})[spot.element["action_id"]] = state
        if refused:
            raise CannotDo(422, "refused_by_client", refused=refused)

    def _outcome(self, view: View, answer: Json | None) -> Json:
        """Do what the app's answer to a submission says; a bad answer leaves the modal open with a notice."""
        try:
            return self._obeyed(view, answer)
        except Refused as refused:
            more = refused.more.get("errors")
            self.world.books.notice(self.person, "invalid_response", _TROUBLE, code=refused.code, problems=more)
            return {"result": "invalid_response", "error": refused.code, "problems": more}

    def _obeyed(self, view: View, answer: Json | None) -> Json:
        world, person = self.world, self.person
        action = (answer or {}).get("response_action")
        if answer is None or (action is None and not answer):
            self._pop(view)
            return {"result": "closed"}
        if action == "errors":
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            errors = answer.get("errors")
            if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
                raise Refused("invalid_errors")
            view.errors = {str(block): str(text) for block, text in errors.items()}
            world.books.stir(person)
            return {"result": "errors", "errors": view.errors}
        if action == "update":
            replace_content(world, view, view_content(answer.get("view"), "modal"))
            world.books.stir(person)
            return {"result": "updated"}
        if action == "push":
            push(world, self.workspace, person, view_content(answer.get("view"), "modal"))
            return {"result": "pushed"}
        if action == "clear":
            forget(world, person.modals)
            person.modals = []
            world.books.stir(person)
            return {"result": "cleared"}
        raise Refused("invalid_response_action")

    def _pop(self, view: View) -> None:
        if view in self.person.modals:
            gone = self.person.modals[self.person.modals.index(view) :]
            self.person.modals = self.person.modals[: self.person.modals.index(view)]
            forget(self.world, gone)
        self.world.books.stir(self.person)

    async def close(self, view: View, *, everything: bool) -> Json:
        """Close the modal on top (or the whole stack); the app is told where a view asked for it."""
        cleared = everything or bool(view.content.get("clear_on_close"))
        gone = self.person.modals[::-1] if cleared else [view]
        self._pop(gone[-1])
        for closed in gone:
            if closed.content.get("notify_on_close"):
                payload = view_closed(self.workspace, self.person, closed, is_cleared=cleared)
                await self.ask("interactive", payload, "Closing")
        return {"ok": True, "result": "cleared" if cleared else "closed"}

    async def press_label(self, place: Json, label: str, *, confirmed: bool) -> Json:
        """Press the newest thing with these words on it: a button, an option, or the modal's own Submit or Close."""
        view = self.person.modals[-1] if self.person.modals else None
        if view is not None and not place.get("channel"):
            for field in ("submit", "close"):
                if field in view.content and label_of({"text": view.content[field]}) == label.strip():
                    return await (self.submit(view, {}) if field == "submit" else self.close(view, everything=False))
        spots = self.spots(place)
        seen = []
        for spot in spots:
            for block, element, option in pressables([_alone(spot)]):
                words = label_of(option or element)
                seen.append(words)
                if words != label.strip() or block["block_id"] != spot.block["block_id"]:
                    continue
                if option is None:
                    return await self.press(spot, confirmed=confirmed)
                many = element["type"] in ("checkboxes", "multi_static_select")
                return await self.choose(spot, [option["value"]] if many else option["value"], confirmed=confirmed)
        raise CannotDo(404, "no_such_label", labels=list(dict.fromkeys(seen)))


def _alone(spot: Spot) -> Json:
    """The spot's element as a block of its own, so that it is looked at by itself."""
    return {"type": "actions", "block_id": spot.block["block_id"], "elements": [spot.element]}
