"""Which conversations are still worth keeping: one is set aside for another, and is dropped once it leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from bot.context import Context
from bot.conversations.flow import BOUND, State
from bot.conversations.task import Task
from bot.conversations.wiping import Wiping
from core.errors import DomainError, NotFound, NotNow
from core.events import ConversationRow

UNASKED = f"{BOUND}unasked"
"""Under this key a conversation that a piece of news began says so, until it gets its first answer."""


def is_unasked(row: ConversationRow) -> bool:
    return UNASKED in State.from_json(row.state).data


class Parking:
    """Keeps one older conversation of a person beside the one under way."""

    def __init__(self, tasks: Mapping[str, type[Task]], wiping: Wiping) -> None:
        self._tasks = tasks
        self._wiping = wiping

    async def make_room(self, ctx: Context, row: ConversationRow) -> None:
        """What is under way is set aside. Only one older conversation is kept for later; the one before it is forgotten,
        but not for a question that nobody had asked for."""
        if is_unasked(row) and await self.kept(ctx) is not None:
            await self._wiping.drop(ctx, row)
            return
        await self.forget(ctx)
        await ctx.tx.put(self._wiping.set_aside(row))

    async def kept(self, ctx: Context) -> ConversationRow | None:
        found = await ctx.tx.find(
            ConversationRow, place=ctx.place.key, identity_id=ctx.seat.identity_id, parked=True, limit=1
        )
        return found[0] if found else None

    async def forget(self, ctx: Context) -> bool:
        """Drop what was set aside; whether there was anything."""
        was = await ctx.tx.find(ConversationRow, place=ctx.place.key, identity_id=ctx.seat.identity_id, parked=True)
        for row in was:
            await self._wiping.drop(ctx, row)
        return bool(was)

    async def to_continue(self, ctx: Context) -> ConversationRow | None:
        """What was set aside and can be gone on with; what leads nowhere any more is dropped instead of offered."""
        row = await self.kept(ctx)
        return None if row is None or await self.refused(ctx, row) is not None else row

    async def refused(self, ctx: Context, row: ConversationRow) -> DomainError | None:
        """Why a conversation can not be gone on with. It is dropped where that is for good: not while a provider is
        asked, a deal is stopped, or a listing is paused, all of which pass."""
        subject = State.from_json(row.state).subject
        try:
            await self._tasks[row.flow].load(ctx, subject)
        except (NotNow, NotFound) as refusal:
            if not await _waits(ctx, subject):
                await self._wiping.drop(ctx, row)
            return refusal
        except DomainError as refusal:
            return refusal
        return None

    async def drop_refused(self, ctx: Context) -> None:
        """After a refusal, which took back everything else: the form that asked for it goes when it can only be refused
        again."""
        row = await ctx.tx.get(ConversationRow, ctx.subject) if ctx.subject.startswith("cnv_") else None
        if row is not None and row.identity_id == ctx.seat.identity_id:
            await self.refused(ctx, row)


async def _waits(ctx: Context, subject: str) -> bool:
    """Whether a deal stands still for the moment only."""
    if not subject.startswith("neg_"):
        return False
    try:
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
    except DomainError:
        return False
    return bool(deal.trade.pending_act or deal.trade.frozen_by)
