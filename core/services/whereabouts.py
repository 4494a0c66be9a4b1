"""Where somebody is: their own conversation with us, and what happens when it turns out to be another one.

Somebody may be met where others read along, before we know their own conversation. Until then they are written to by their
account: a private chat has that id on Telegram, and Slack opens the conversation for it.
"""

from __future__ import annotations

from dataclasses import replace

from core.events import ConversationRow, ScreenRow
from core.members import ChatIdentity, Seat
from core.messages import MessagePart
from core.ports.chat import PRIVATE, Incoming, Place
from core.ports.unit_of_work import Tx

_MANY = 10_000


def own_place(who: Seat | ChatIdentity) -> Place:
    """Somebody's own conversation with us."""
    return Place(who.channel, who.tenant, who.chat or who.chat_user)


def chat_shown_by(incoming: Incoming) -> str:
    """The own conversation in which this was done; empty when it does not say.

    A command may be typed between two others: where such a conversation is, tells nothing about ours with either of them.
    """
    place = incoming.place
    ours = incoming.kind != "command" or place.chat == incoming.actor.user
    return place.chat if place.kind == PRIVATE and ours else ""


async def learn(tx: Tx, seat: Seat, chat: str) -> Seat:
    """Somebody was met in this conversation of their own: from now on they are there, with all that was elsewhere.

    An account's id is good while nothing better is known, and never replaces a conversation."""
    if not chat or chat == seat.chat or (seat.chat and chat == seat.chat_user):
        return seat
    identity = await tx.get(ChatIdentity, seat.identity_id)
    if identity is None:
        return seat
    found = replace(identity, chat=chat)
    await tx.put(found)
    here = own_place(found).key
    for before in {own_place(identity).key, own_place(replace(identity, chat="")).key, _nowhere(identity)} - {here}:
        await _move(tx, identity.id, before, here)
    return replace(seat, chat=chat)


def _nowhere(identity: ChatIdentity) -> str:
    """How the place of people was written whose conversation nobody knew."""
    return Place(identity.channel, identity.tenant, "").key


async def _move(tx: Tx, identity_id: str, before: str, here: str) -> None:
    """What they were shown, are in the middle of, and wrote. What stands in the new place already stays."""
    for screen in await tx.find(ScreenRow, place=before, identity_id=identity_id, limit=_MANY):
        if await tx.screen(here, screen.key) is None:
            await tx.put(replace(screen, place=here))
        else:
            await tx.delete(ScreenRow, id=screen.id)
    for talk in await tx.find(ConversationRow, place=before, identity_id=identity_id, order="id", limit=_MANY):
        busy = await tx.conversation(here, identity_id) is not None
        await tx.put(replace(talk, place=here, parked=talk.parked or busy))
    for part in await tx.find(MessagePart, place=before, identity_id=identity_id, limit=_MANY):
        if not await tx.count(MessagePart, place=here, part=part.part):
            await tx.put(replace(part, place=here))
