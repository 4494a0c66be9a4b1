"""Where an answer belongs: a form's where it was begun, a person's own affairs in their own chat, a case's and a deal's in
their threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import verbs
from bot.context import Answer, Context, OpenForm, Reply, Services, Show, Toast
from bot.screens.parts import note
from core.channels import CompanyChannel
from core.errors import NotAllowed, NotRegistered
from core.events import ConversationRow
from core.ids import code_of
from core.members import Seat
from core.ports.chat import GROUP, HOME, PRIVATE, Incoming, Place, Screen
from core.ports.unit_of_work import Tx
from core.services.whereabouts import own_place
from core.threads import Thread

_CASE, _CHANNEL = "case:", "channel:"
_DEAL = "deal:"
_FOR_ALL = (_CHANNEL, "step:", "talk:", "paper:")
"""What a company's channel reads, an agreement where it is being signed included; everything else is for the one who
pressed."""
_OWN_AFFAIRS = frozenset(
    {verbs.HOME, verbs.HELP, verbs.DEALS, verbs.PROFILE, verbs.SETTINGS, verbs.PAYOUT, verbs.ADDRESS}
)
"""Where these lead is for the one who pressed, wherever that was."""
_IN_PRIVATE = frozenset(
    {verbs.MESSAGES, verbs.MESSAGE_FILES, verbs.OFFERS, verbs.GOODS, verbs.EVIDENCE, verbs.REPLY, verbs.RESEND}
)
"""Where these lead is for members of the company, and not for the whole channel."""


class Placing:
    """`desk` is the moderators' place, if there is one."""

    def __init__(self, services: Services, desk: Callable[[], Place | None]) -> None:
        self._services = services
        self._desk = desk

    async def place_of(self, tx: Tx, incoming: Incoming, seat: Seat) -> Place:
        """Where what somebody did is answered."""
        place = incoming.place
        if incoming.kind in ("submit", "dismiss") and incoming.do is not None:
            # A modal says who filled it in, not where they had pressed.
            begun = await self._begun_in(tx, incoming.do.id.partition(".")[0])
            if begun is not None:
                return begun
        own = replace(own_place(seat), tenant=place.tenant)
        if place.kind == HOME:
            at_home = incoming.kind == "open" or (incoming.do is not None and incoming.do.verb == verbs.HOME)
            return place if at_home else own
        if place.kind == PRIVATE:
            return own
        if incoming.kind == "command" and not self.is_desk(place):
            # Everybody in a channel reads along, and we may not even be in it.
            return own
        if incoming.do is not None and not self.is_desk(place):
            # In a channel that was left, and in any other group, nothing is ours to show.
            connected = await self.channel_at(tx, place) is not None
            if not connected or incoming.do.verb in _OWN_AFFAIRS | _IN_PRIVATE:
                return own
        if incoming.do is not None and not place.thread:
            thread = await self._services.threads.of_trade(tx, place, incoming.do.id.partition(".")[0])
            return replace(place, thread=thread.native) if thread is not None else place
        return place

    def is_desk(self, place: Place) -> bool:
        desk = self._desk()
        return desk is not None and (desk.channel, desk.chat) == (place.channel, place.chat)

    async def channel_at(self, tx: Tx, place: Place) -> CompanyChannel | None:
        """The company's channel that a place is, if it is one."""
        return None if self.is_desk(place) else await self._services.channels.at(tx, place)

    async def admit(self, ctx: Context) -> None:
        """In a company's channel its own people press, and nobody else who reads along. Raises NotRegistered, NotAllowed."""
        if ctx.incoming.place.kind != GROUP or ctx.do.verb in _OWN_AFFAIRS:
            return
        channel = await self.channel_at(ctx.tx, ctx.incoming.place)
        if channel is None:
            return
        if not ctx.seat.company_id:
            raise NotRegistered()
        if (ctx.seat.company_id, ctx.seat.tenant) != (channel.company_id, channel.tenant):
            raise NotAllowed()

    async def _begun_in(self, tx: Tx, conversation_id: str) -> Place | None:
        """The shared place in which a conversation is held, with its thread."""
        row, desk = await tx.get(ConversationRow, conversation_id), self._desk()
        if row is None:
            return None
        channel, tenant, chat, inside = row.place.split("|")
        if desk is not None and (desk.channel, desk.tenant, desk.chat) == (channel, tenant, chat):
            return replace(desk, thread=inside)
        place = Place(channel, tenant, chat, inside, GROUP)
        return place if inside and await self._services.channels.at(tx, place) is not None else None

    async def arranged(self, ctx: Context, replies: Answer) -> tuple[Answer, Mapping[str, Place]]:
        """The replies, with those that belong into a thread of their own, or out of one; and where these go."""
        pressed_in_group = ctx.incoming.kind == "press" and ctx.incoming.place.kind == GROUP
        if pressed_in_group and ctx.place.kind != GROUP:
            return _with_pointer(ctx, replies), {}
        if not (ctx.is_desk or ctx.channel) or ctx.place.kind != GROUP or not ctx.can.threads:
            return replies, {}
        kept: list[Reply] = []
        places: dict[str, Place] = {}
        for reply in replies:
            kept.append(reply)
            if not isinstance(reply, Show):
                continue
            key = reply.screen.key
            if ctx.can.threads == "replies" and ctx.place.thread and key.startswith("talk:"):
                kept[-1] = replace(reply, screen=replace(reply.screen, aloud=True))
            elif key.startswith(_CASE):
                thread = await self._services.threads.of_trade(ctx.tx, ctx.place, key.removeprefix(_CASE))
                if thread is not None:
                    kept[-1:] = self._into_its_thread(ctx, reply, thread, places)
            elif key.startswith(_CHANNEL):
                places[key] = replace(ctx.place, thread="")
                kept[-1] = replace(reply, anew=False)
            elif ctx.channel is not None and key.startswith(_DEAL):
                # What is asked before a move stands below the card, which goes on saying how things are.
                step = replace(reply.screen, key=f"step:{key.removeprefix(_DEAL)}")
                kept[-1] = Show(step, anew=not ctx.incoming.place.thread)
            elif ctx.channel is not None and not key.startswith(_FOR_ALL):
                places[key] = replace(own_place(ctx.seat), tenant=ctx.place.tenant)
                kept[-1] = replace(reply, anew=True)
        private = ctx.channel is not None and any(place.kind != GROUP for place in places.values())
        return _with_pointer(ctx, tuple(kept)) if private else tuple(kept), places

    def _into_its_thread(
        self, ctx: Context, reply: Show, thread: Thread, places: dict[str, Place]
    ) -> tuple[Reply, ...]:
        """A case is shown in its topic, or where it heads its thread; whoever asked elsewhere is told where that is."""
        key, words = reply.screen.key, ctx.say("case-has-a-thread", code=code_of(thread.subject_id))
        if ctx.can.threads == "topics":
            places[key] = replace(ctx.place, thread=thread.native)
            if not reply.anew or ctx.incoming.place.thread == thread.native:
                return (reply,)
            if ctx.incoming.kind == "press":
                # First of all: a press is answered once.
                return (Toast(words), reply)
            places["notice"] = ctx.incoming.place
            return (Show(Screen("notice", (note(words),)), anew=True), reply)
        # The card heads its thread: another one would head another thread.
        places[key] = replace(ctx.place, thread="")
        if not reply.anew:
            return (reply,)
        here = ctx.say("case-heads-this-thread", code=code_of(thread.subject_id))
        pointer = Screen(f"news:{thread.id}", (note(here),), aloud=True)
        places[pointer.key] = replace(ctx.place, thread=thread.native)
        return (replace(reply, anew=False), Show(pointer, anew=True))


def _with_pointer(ctx: Context, replies: Answer) -> Answer:
    """Whoever pressed is told that the answer stands in their own chat; first of all, because a press is answered once."""
    told = any(isinstance(reply, Toast | OpenForm) for reply in replies)
    if told or not any(isinstance(reply, Show) for reply in replies):
        return replies
    return (Toast(ctx.say("answered-in-private")), *replies)
