"""Where an answer belongs: a form's where it was begun, a person's own affairs in their own chat, a case's in its thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import verbs
from bot.context import Answer, Context, Reply, Services, Show, Toast
from bot.screens.parts import note
from core.events import ConversationRow
from core.ids import code_of
from core.members import Seat
from core.ports.chat import GROUP, HOME, PRIVATE, Incoming, Place, Screen
from core.ports.unit_of_work import Tx
from core.services.threads import key_of
from core.services.whereabouts import own_place
from core.threads import Thread

_CASE = "case:"


class Placing:
    """`desk` is the moderators' place, if there is one."""

    def __init__(self, services: Services, desk: Callable[[], Place | None]) -> None:
        self._services = services
        self._desk = desk

    async def place_of(self, tx: Tx, incoming: Incoming, seat: Seat) -> Place:
        """Where what somebody did is answered."""
        place, desk = incoming.place, self._desk()
        if incoming.kind in ("submit", "dismiss") and incoming.do is not None and desk is not None:
            # A modal says who filled it in, not where they had pressed.
            row = await tx.get(ConversationRow, incoming.do.id.partition(".")[0])
            where, _, inside = row.place.rpartition("|") if row else ("", "", "")
            if where == key_of(desk):
                return replace(desk, thread=inside)
        own = replace(own_place(seat), tenant=place.tenant)
        if place.kind == HOME:
            at_home = incoming.kind == "open" or (incoming.do is not None and incoming.do.verb == verbs.HOME)
            return place if at_home else own
        if place.kind == PRIVATE:
            return own
        is_desk = desk is not None and (desk.channel, desk.chat) == (place.channel, place.chat)
        if incoming.kind == "command" and not is_desk:
            # Everybody in a channel reads along, and we may not even be in it.
            return own
        if is_desk and incoming.do is not None and not place.thread:
            thread = await self._services.threads.of_trade(tx, place, incoming.do.id.partition(".")[0])
            return replace(place, thread=thread.native) if thread is not None else place
        return place

    async def arranged(self, ctx: Context, replies: Answer) -> tuple[Answer, Mapping[str, Place]]:
        """The replies, with those that belong into a thread of their own, or out of one; and where these go."""
        if not ctx.is_desk or ctx.place.kind != GROUP or not ctx.can.threads:
            return replies, {}
        kept: list[Reply] = []
        places: dict[str, Place] = {}
        for reply in replies:
            kept.append(reply)
            if not isinstance(reply, Show):
                continue
            if ctx.can.threads == "replies" and ctx.place.thread and reply.screen.key.startswith("talk:"):
                kept[-1] = replace(reply, screen=replace(reply.screen, aloud=True))
            if not reply.screen.key.startswith(_CASE):
                continue
            thread = await self._services.threads.of_trade(ctx.tx, ctx.place, reply.screen.key.removeprefix(_CASE))
            if thread is None:
                continue
            if ctx.can.threads == "topics":
                places[reply.screen.key] = replace(ctx.place, thread=thread.native)
                if reply.anew and ctx.incoming.place.thread != thread.native:
                    # First of all: a press is answered once.
                    kept.insert(-1, self._pointer(ctx, thread, places))
            else:
                # The card heads its thread: another one would head another thread.
                places[reply.screen.key] = replace(ctx.place, thread="")
                kept[-1] = replace(reply, anew=False)
                if reply.anew:
                    pointer = Screen(f"news:{thread.id}", (note(_elsewhere(ctx, thread)),), aloud=True)
                    places[pointer.key] = replace(ctx.place, thread=thread.native)
                    kept.append(Show(pointer, anew=True))
        return tuple(kept), places

    def _pointer(self, ctx: Context, thread: Thread, places: dict[str, Place]) -> Reply:
        """Whoever asked for a case outside of its topic is told where it is."""
        words = _elsewhere(ctx, thread)
        if ctx.incoming.kind == "press":
            return Toast(words)
        pointer = Screen("notice", (note(words),))
        places[pointer.key] = ctx.incoming.place
        return Show(pointer, anew=True)


def _elsewhere(ctx: Context, thread: Thread) -> str:
    return ctx.say("case-has-a-thread", code=code_of(thread.subject_id))
