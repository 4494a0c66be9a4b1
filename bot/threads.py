"""News in shared places, a thread per case: where a place has topics, one is opened for it; where it has replies, the card
heads them."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.screens.parts import text
from bot.showing import Showing
from core.disputes import OPEN as UNSETTLED
from core.errors import AlreadyExists
from core.events import OutboxRow, ScreenRow
from core.ids import Ids, code_of
from core.ports.chat import ChatBusy, ChatError, ChatUncertain, Incoming, Place, Screen, ThreadGone
from core.ports.clock import Clock
from core.ports.unit_of_work import Store
from core.process.purchase import PURCHASE
from core.services.desk_rows import desk_row
from core.services.threads import ThreadBook, key_of
from core.threads import OPEN, OPENING, THERE, About, Thread
from core.trades import ENDED, Deal

log = logging.getLogger(__name__)

_AGAIN_SECONDS: Final = 1.5
"""When a topic that is being opened elsewhere, or was asked for without an answer, is looked for again."""


_NAME_LENGTH_MAX: Final = 60
_MOVING: Final = frozenset(
    notice.key for transition in PURCHASE.transitions if transition.to for notice in transition.tells
)


class Threads:
    """Shows cards and their news in the moderators' place and in companies' channels."""

    def __init__(self, *, store: Store, book: ThreadBook, showing: Showing, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._book = book
        self._showing = showing
        self._clock = clock
        self._ids = ids
        showing.around = self.around

    async def gone(self, inside: Place) -> None:
        """Somebody has deleted a topic: from now on the place around it is used."""
        log.warning("the topic of a case is gone; its news go to the group itself")
        await self._store.write(lambda tx: self._book.gone(tx, inside))

    async def around(self, inside: Place, row: ScreenRow) -> ScreenRow:
        """What shows the same as `row` around a topic that has been deleted."""
        await self.gone(inside)
        key = replace(inside, thread="").key
        found = await self._store.read(lambda tx: self._showing.row_of(tx, key, row.key))
        return found or replace(
            _blank(self._ids.new("scr"), key, row.key, self._clock.now()), identity_id=row.identity_id
        )

    async def tell(
        self, place: Place, card: Screen, news: str, about: About | None, *, row_id: str = "", aloud: bool = False
    ) -> None:
        """Show a card with its news in the thread of what it is about; without a thread at the bottom of the place.
        `aloud` news are read outside of the thread, too."""
        kind = self._showing.can(place).threads if about is not None else ""
        if about is not None and kind == "topics":
            await self._in_its_topic(place, card, news, about)
        elif about is not None and kind == "replies":
            await self._below_its_card(place, card, news, about, row_id, aloud=aloud)
        else:
            await self._show(place, card, news=news, anew=True)

    async def add(self, place: Place, trade_id: str, screen: Screen) -> bool:
        """One more message in the thread about a trade; False where there is none."""
        thread = await self._store.read(lambda tx: self._book.of_trade(tx, place, trade_id))
        if thread is None:
            return False
        try:
            await self._show(replace(place, thread=thread.native), screen, anew=True)
        except ThreadGone:
            await self._store.write(lambda tx: self._book.not_to_be_had(tx, thread.id))
            return False
        return True

    async def noted(self, incoming: Incoming) -> None:
        """Telegram tells of a topic of ours: the answer to our asking may have been lost. One too many is closed."""
        place, native = replace(incoming.place, thread=""), incoming.place.thread
        thread = await self._store.write(lambda tx: self._book.heard_of(tx, place, incoming.text, native))
        if thread is not None and thread.native not in ("", native):
            await self._close(incoming.place)

    async def close_again(self, row: OutboxRow) -> None:
        """What could not be closed when its case ended."""
        thread = await self._store.read(lambda tx: tx.get(Thread, str(row.args["thread_id"])))
        if thread is not None and thread.status == OPEN:
            channel, tenant, chat = thread.place.split("|")
            await self._showing.platform(channel).close_topic(Place(channel, tenant, chat, thread.native, "group"))
            await self._store.write(lambda tx: self._book.closed(tx, thread.id))

    # ── topics ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _in_its_topic(self, place: Place, card: Screen, news: str, about: About) -> None:
        thread = await self._topic(place, about)
        if thread is None:
            await self._show(place, card, news=news, anew=True)
            return
        try:
            await self._show(replace(place, thread=thread.native), card, news=news, anew=True)
        except ThreadGone:
            await self.gone(replace(place, thread=thread.native))
            await self._show(place, card, news=news, anew=True)
            return
        if about.over and thread.status == OPEN:
            await self._end(place, thread)

    async def _topic(self, place: Place, about: About) -> Thread | None:
        """The topic of a case, opened by whoever comes first; None where there is none to be had. Raises ChatBusy while
        nobody knows yet whether it is there."""
        found = await self._store.read(lambda tx: self._book.of(tx, place, about.subject_id))
        if found is None or found.status == OPENING:
            found = await self._asked_for(place, about)
        return found if found.status in THERE else None

    async def _asked_for(self, place: Place, about: About) -> Thread:
        try:
            thread, ours = await self._store.write(lambda tx: self._book.ask(tx, place, about))
        except AlreadyExists:
            raise ChatBusy(_AGAIN_SECONDS) from None
        if not ours:
            if thread.status == OPENING:
                raise ChatBusy(_AGAIN_SECONDS)
            return thread
        try:
            native = await self._showing.platform(place.channel).open_topic(place, about.name)
        except ChatUncertain:
            # It may be there: then we hear of it, and asking again would make two. Each asking counts as one try.
            raise
        except ChatError:
            await self._store.write(lambda tx: self._book.not_asked(tx, thread.id))
            raise
        if not native:
            log.info("there are no topics to be had here; the group itself is used")
            await self._store.write(lambda tx: self._book.not_to_be_had(tx, thread.id))
            return replace(thread, status="plain")
        kept = await self._store.write(lambda tx: self._book.opened(tx, thread.id, native))
        if kept is not None and kept.native != native:
            await self._close(replace(place, thread=native))
        return kept or replace(thread, status=OPEN, native=native)

    async def _end(self, place: Place, thread: Thread) -> None:
        """The case is over. If the topic can not be closed now, the outbox tries again."""
        if await self._close(replace(place, thread=thread.native)):
            await self._store.write(lambda tx: self._book.closed(tx, thread.id))
            return
        about, told = thread.negotiation_id, {"thread_id": thread.id}
        now, line = self._clock.now(), f"{about}:thread"
        row = desk_row(self._ids, now, line=line, kind="thread", notice="close", subject_id=about, args=told)
        await self._store.write(lambda tx: tx.add(row))

    async def _close(self, inside: Place) -> bool:
        try:
            await self._showing.platform(inside.channel).close_topic(inside)
        except ChatError as fault:
            log.info("a topic could not be closed yet", extra={"fault": type(fault).__name__})
            return False
        return True

    # ── replies ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _below_its_card(
        self, place: Place, card: Screen, news: str, about: About, row_id: str, *, aloud: bool
    ) -> None:
        """The first news are the card; from then on it is brought up to date where it stands, and they stand below it."""
        thread = await self._store.read(lambda tx: self._book.of(tx, place, about.subject_id))
        head = thread.native if thread is not None else ""
        shown = await self._show(place, card, news=news, anew=thread is None, stands_in=head)
        parent = shown.parts[0] if shown is not None and shown.parts else ""
        if parent and (thread is None or thread.native != parent):
            await self._store.write(lambda tx: self._book.below(tx, place, about, parent))
        if thread is not None and parent and news:
            reply = Screen(f"news:{row_id}", (text(news),), aloud=aloud)
            await self._show(replace(place, thread=parent), reply, anew=True)
        if thread is not None and about.over and thread.status == OPEN:
            await self._store.write(lambda tx: self._book.closed(tx, thread.id))

    # ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def _show(
        self, place: Place, screen: Screen, *, news: str = "", anew: bool, stands_in: str = ""
    ) -> ScreenRow | None:
        """`stands_in`: the message that shows it, as far as the books of threads know; the mark of it may be elsewhere."""
        key = f"{key_of(place)}|{place.thread}"
        found = await self._store.read(lambda tx: self._showing.row_of(tx, key, screen.key))
        row = found or _blank(self._ids.new("scr"), key, screen.key, self._clock.now())
        if stands_in and not row.parts:
            row = replace(row, parts=(stands_in,))
        return await self._showing.show(place, row, screen, anew=anew, news=news)


def _blank(row_id: str, place: str, key: str, now: datetime) -> ScreenRow:
    return ScreenRow(row_id, place, key, "", (), "", 0, 0, now)


def about_case(deal: Deal | None) -> About | None:
    """What the thread of a deal's case is called: its code, and which goods it is about; no names."""
    dispute = deal.dispute if deal is not None else None
    if deal is None or dispute is None:
        return None
    name = " ".join(f"{code_of(dispute.id)} · {deal.product.name}".split())
    return About(dispute.id, deal.trade.id, name[:_NAME_LENGTH_MAX].rstrip(), over=dispute.status not in UNSETTLED)


def about_deal(deal: Deal) -> About:
    """The thread of a deal in a company's channel."""
    return About(deal.trade.id, deal.trade.id, code_of(deal.trade.id), over=deal.state in ENDED)


def changes_state(notice: str) -> bool:
    """Whether such news say that a trade has moved on, so that they are worth being read by everybody."""
    return notice in _MOVING
