"""Puts screens where they belong and remembers which message shows what.

Marks are written in batches: until then they live in memory, and a crash before that costs at most a second copy of a
card, whose buttons are as good as the first's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.context import Handled, OpenForm, Show, Toast
from core.events import ScreenRow
from core.ports.chat import (
    GROUP,
    HOME,
    Can,
    ChatError,
    ChatPlatform,
    Incoming,
    Line,
    Place,
    Receipt,
    Screen,
    ThreadGone,
)
from core.ports.clock import Clock
from core.ports.unit_of_work import Store, Tx

log = logging.getLogger(__name__)


class Showing:
    """Sends replies and cards through the platforms. `platforms` is filled while the runtimes start."""

    def __init__(self, store: Store, platforms: Mapping[str, ChatPlatform], clock: Clock) -> None:
        self._store = store
        self._platforms = platforms
        self._clock = clock
        self._fresh: dict[tuple[str, str], ScreenRow] = {}
        self._by_id: dict[str, ScreenRow] = {}
        """The same marks once more: what is shown in a place goes along when somebody's conversation turns out to be another."""
        self._written: dict[tuple[str, str], ScreenRow] = {}
        """Those of them that the last round wrote."""
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """Kept as long as somebody holds them or waits for them."""

        self.around: Callable[[Place, ScreenRow], Awaitable[ScreenRow]] | None = None
        """Told when a thread turns out to have been deleted; says what shows the same in the place around it."""

    def can(self, place: Place) -> Can:
        """What the platform of a place is able to do."""
        return self._platforms[place.channel].can

    def platform(self, channel: str) -> ChatPlatform:
        """The platform itself, for what is more than showing."""
        return self._platforms[channel]

    async def reply(self, incoming: Incoming, handled: Handled) -> None:
        """Send what a handler answered. The problems of a form went with its acknowledgement."""
        platform = self._platforms[incoming.place.channel]
        answered = incoming.kind != "press"
        for reply in handled.replies:
            match reply:
                case Toast(text, alert):
                    await _ended(platform, incoming, text, alert=alert)
                    answered = True
                case OpenForm(form, otherwise):
                    if not await platform.open_form(incoming, form):
                        await self._show(incoming, handled, otherwise, anew=True)
                case Show(screen, anew):
                    if not answered:
                        await _ended(platform, incoming)
                        answered = True
                    await self._show(incoming, handled, screen, anew=anew)
        if not answered:
            await _ended(platform, incoming)

    async def _show(self, incoming: Incoming, handled: Handled, screen: Screen, *, anew: bool) -> None:
        row, place = handled.shown[screen.key], handled.places.get(screen.key, handled.place)
        # A press on a page that is no conversation, or in a channel about one's own affairs, is answered at the bottom.
        elsewhere = incoming.place.kind == GROUP and incoming.place.chat != place.chat
        anew = anew or elsewhere or (incoming.place.kind == HOME != handled.place.kind)
        pressed = incoming.message if incoming.kind == "press" and not anew else ""
        apart = screen.key in handled.places and place.thread != incoming.place.thread
        kept = "" if apart else pressed
        shown = await self.show_around(place, row, screen, pressed=kept, anew=anew, news=news_of(screen))
        if apart and pressed and shown is not None and pressed not in shown.parts:
            # The answer stands in another thread: what was pressed keeps a line, and no buttons.
            left = _left_behind(screen, news_of(screen))
            await self._platforms[place.channel].show(incoming.place, left, Receipt((pressed,)))

    async def show_around(
        self,
        place: Place,
        row: ScreenRow,
        screen: Screen,
        *,
        pressed: str = "",
        anew: bool = False,
        news: str = "",
        only_newer: bool = False,
    ) -> ScreenRow | None:
        """The same as `show`; where the thread has been deleted, the screen is shown in the place around it."""
        try:
            return await self.show(place, row, screen, pressed=pressed, anew=anew, news=news, only_newer=only_newer)
        except ThreadGone:
            if not place.thread or self.around is None:
                raise
        there = await self.around(place, row)
        shown = await self.show(replace(place, thread=""), there, screen, anew=anew, news=news)
        # Nothing is owed to what is gone.
        left = self.newest(row)
        settled = replace(left, parts=(), digest="", shown_rev=max(left.due_rev, screen.rev))
        self._fresh[row.place, row.key] = self._by_id[row.id] = settled
        return shown

    async def show(
        self,
        place: Place,
        row: ScreenRow,
        screen: Screen,
        *,
        pressed: str = "",
        anew: bool = False,
        news: str = "",
        only_newer: bool = False,
    ) -> ScreenRow | None:
        """Show a screen in a place: in the pressed message, in its own message, or at the bottom; what stands there now.

        Where a card or a form leaves an older message behind, that one keeps its title, its news and no buttons.
        With `only_newer` nothing happens when this revision, or a newer one, has been shown in the meantime.
        """
        lock = self._locks.setdefault(row.place, asyncio.Lock())
        async with lock:
            row = self.newest(row)
            if only_newer:
                known = await self._store.read(lambda tx: self.row_of(tx, row.place, row.key))
                row = known or row
                if row.shown_rev >= screen.rev or row.news != news:
                    # Other news stands there by now: this screen would put the older line above it again.
                    return None
            platform = self._platforms[place.channel]
            before = Receipt(row.parts, row.digest) if row.parts else None
            elsewhere = bool(pressed) and pressed not in row.parts
            gone = before is not None and screen.fleeting and elsewhere
            if before is not None and gone:
                # First what may not stay: should the rest fail, nothing of it is forgotten.
                await platform.show(place, _left_behind(screen, row.news), before)
            if elsewhere:
                receipt = await platform.show(place, screen, Receipt((pressed,)))
            elif screen.fleeting:
                receipt = await platform.show(place, screen, before, anew=anew)
            else:
                receipt = await platform.show(place, screen, None if anew else before)
            shown = replace(
                row,
                parts=receipt.parts,
                digest=receipt.digest,
                shown_rev=max(screen.rev, row.shown_rev) if receipt.digest else row.shown_rev,
                due_rev=max(screen.rev, row.due_rev),
                updated_at=self._clock.now(),
                news=news,
            )
            self._fresh[row.place, row.key] = self._by_id[row.id] = shown
            if screen.key.startswith("paper:") or screen.fleeting:
                # Whoever signs must have been shown the text, and what may not stay must be found, also if we go down in
                # between.
                await self.flush()
            # Other screens change their words under the same key: what they said before would be falsified.
            left = before is not None and not screen.fleeting and not set(before.parts) & set(receipt.parts)
            if before is not None and left and _keeps_its_title(screen.key):
                await platform.show(place, _left_behind(screen, row.news), before)
            return shown

    def newest(self, row: ScreenRow) -> ScreenRow:
        """The same screen's row as it is by now, including what is not written yet."""
        marked = self._fresh.get((row.place, row.key)) or self._by_id.get(row.id, row)
        return marked if marked.place == row.place else replace(marked, place=row.place)

    async def row_of(self, tx: Tx, place: str, key: str) -> ScreenRow | None:
        """What is shown, including what is not written yet."""
        marked = self._fresh.get((place, key))
        if marked is not None:
            return marked
        found = await tx.screen(place, key)
        return self.newest(found) if found is not None else None

    async def row_at(self, tx: Tx, place: str, part: str) -> ScreenRow | None:
        """What a native message shows, including what is not written yet: people answer within a second."""
        fresh = (row for row in self._fresh.values() if row.place == place and part in row.parts)
        return next(fresh, None) or await tx.screen_at(place, part)

    async def flush(self) -> int:
        """Write the marks that have gathered; returns how many.

        Each stays in memory until the round after the one that wrote it: whoever began to read before then does not find
        it in the books."""
        before, rows = self._written, [row for key, row in self._fresh.items() if self._written.get(key) is not row]
        if not rows and not before:
            return 0

        async def step(tx: Tx) -> None:
            for row in rows:
                # The place may have another name by now than when this was shown.
                now = await tx.screen(row.place, row.key) or await tx.get(ScreenRow, row.id) or row
                due_rev = max(row.due_rev, now.due_rev)
                await tx.put_screen(replace(row, id=now.id, place=now.place, due_rev=due_rev))

        if rows:
            await self._store.write(step)
        for key, row in before.items():
            if self._fresh.get(key) is row:
                del self._fresh[key]
            if self._by_id.get(row.id) is row:
                del self._by_id[row.id]
        self._written = {(row.place, row.key): row for row in rows}
        return len(rows)


async def _ended(platform: ChatPlatform, incoming: Incoming, words: str = "", *, alert: bool = False) -> None:
    """End the spinner. If that fails, what was asked for is shown all the same."""
    try:
        await platform.answer(incoming, words, alert=alert)
    except ChatError as fault:
        log.info("a press was not acknowledged", extra={"fault": type(fault).__name__})


def news_of(screen: Screen) -> str:
    """The line above the title, if there is one: what just happened."""
    first = screen.lines[0]
    return first.text if first.kind == "text" and any(line.kind == "head" for line in screen.lines[1:]) else ""


def _keeps_its_title(key: str) -> bool:
    return key.startswith(("deal:", "case:", "talk:", "channel:"))


def _left_behind(screen: Screen, news: str) -> Screen:
    """What stays where a screen was shown before: what had happened then, or its title."""
    head = next((line for line in screen.lines if line.kind == "head"), screen.lines[0])
    words = f"{head.text}\n{news}" if news else head.text
    return Screen(screen.key, (Line("note", words),), rev=screen.rev, fleeting=screen.fleeting)
