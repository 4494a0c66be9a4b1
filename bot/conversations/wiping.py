"""Takes away what a question with a secret left in a chat, as often as it needs: also when the platform did not answer, when
the person went on elsewhere, and after a crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.context import Context, Reply, Show
from bot.conversations.task import Task
from bot.screens.proving import stood_here
from bot.text import Say
from core.errors import DomainError
from core.events import ConversationRow, ScreenRow
from core.members import ChatIdentity
from core.ports.chat import Screen

FLEETING = "secret"
"""How the key of a screen begins that shows a secret, or shows where one stood."""
_MANY = 20


def key_of(task: type[Task], row_id: str) -> str:
    """Under which key a conversation is shown. It says by itself whether there was a secret: the conversation may be gone
    long before its last screen is."""
    return f"{FLEETING if task.is_secret else 'talk'}:{row_id}"


def still_owed(shown: ScreenRow, say: Say) -> Screen | None:
    """The same for a screen that should have been wiped, and may not have been; None where nothing stands."""
    secret = shown.key.startswith(f"{FLEETING}:")
    return stood_here(shown.key, shown.due_rev, say) if secret and shown.parts else None


class Wiping:
    """A secret is shown by the present conversation of a place alone: whatever ends it, or sets it aside, wipes it. What is
    wiped has a newer revision than what was shown, so that it is owed until it has been shown."""

    def __init__(self, tasks: Mapping[str, type[Task]]) -> None:
        self._tasks = tasks

    async def now(self, ctx: Context, row: ConversationRow, *, anew: bool = False) -> tuple[Reply, ...]:
        """Together with the answer: where it stands in the chat, or `anew` at its end."""
        task = self._tasks[row.flow]
        shown = await ctx.shown(key_of(task, row.id)) if task.is_secret else None
        if shown is None or not shown.parts:
            return ()
        return (Show(stood_here(key_of(task, row.id), row.rev + 1, ctx.say), anew=anew),)

    async def drop(self, ctx: Context, row: ConversationRow) -> None:
        """Forget a conversation without an answer of its own, perhaps one in another chat: the sweep wipes it."""
        await ctx.tx.delete(ConversationRow, id=row.id)
        task = self._tasks[row.flow]
        if task.is_secret:
            await ctx.tx.mark_due(key_of(task, row.id), rev=row.rev + 1)

    async def elsewhere(self, ctx: Context, task: type[Task], subject: str) -> None:
        """At its end: the same question in the person's other chats, if it leads nowhere any more."""
        if not task.is_secret:
            return
        try:
            await task.load(ctx, subject)
        except DomainError:
            for chat in await ctx.tx.find(ChatIdentity, user_id=ctx.seat.user_id, limit=_MANY):
                for row in await ctx.tx.find(ConversationRow, identity_id=chat.id, flow=task.name, limit=_MANY):
                    await self.drop(ctx, row)

    def set_aside(self, row: ConversationRow) -> ConversationRow:
        """For later."""
        return replace(row, parked=True, rev=self._next(row))

    def taken_up(self, row: ConversationRow) -> ConversationRow:
        """Again under way."""
        return replace(row, parked=False, rev=self._next(row))

    def _next(self, row: ConversationRow) -> int:
        return row.rev + 1 if self._tasks[row.flow].is_secret else row.rev
