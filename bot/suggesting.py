"""Options of a form's question for what somebody has typed so far: read, never written, and only of their own form."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context, Services
from bot.conversations.forms import options_of
from bot.conversations.talk import Talks
from bot.text import Texts
from core.errors import DomainError
from core.ports.chat import Can, Incoming, Option
from core.ports.unit_of_work import Store, Tx
from core.services.looking_up import FOUND_MAX

FIELD = "field"
"""Under this key an `Incoming` of this kind names the question."""


class Suggestions:
    """Nothing is kept of what is typed: every letter is a question of its own."""

    def __init__(self, *, store: Store, services: Services, texts: Texts, talks: Talks) -> None:
        self._store = store
        self._services = services
        self._texts = texts
        self._talks = talks

    async def found(self, incoming: Incoming, can: Can) -> Sequence[Option]:
        """What to offer; nothing to somebody whose form it is not, or where what it was about is over."""
        try:
            return await self._store.look(lambda tx: self._found(tx, incoming, can))
        except DomainError:
            return ()

    async def _found(self, tx: Tx, incoming: Incoming, can: Can) -> Sequence[Option]:
        actor = incoming.actor
        seat = await tx.seat(actor.channel, actor.tenant, actor.user)
        if seat is None or incoming.do is None or actor.is_bot:
            return ()
        say = self._texts.say(seat.lang, seat.zone)
        ctx = Context(tx, seat, incoming, incoming.place, incoming.do, say, can, self._services)
        asked = await self._talks.question(ctx, incoming.values.get(FIELD, ""))
        if asked is None or asked[0].search is None:
            return ()
        step, env = asked
        assert step.search is not None
        return options_of(list(await step.search(env, incoming.text)), env)[:FOUND_MAX]
