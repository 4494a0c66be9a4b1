"""`pay`, `sign` and `dispute` lead to the deal that they are about; `cancel` and `back` to where somebody was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.context import Answer, Context, Show
from bot.conversations.talk import Talks
from bot.presenting import deal_screen
from bot.screens import lists, usage
from bot.screens.parts import note, press, rows
from bot.text.typed import typed_words
from bot.verbs import HOME
from core.errors import NotFound, NotNow, WhichDeal
from core.ids import code_of
from core.policy import require_member, role_in
from core.ports.chat import Screen
from core.services.overview import page
from core.trades import Deal, State

_LOOKED_AT = 100
_DISPUTABLE = (State.PLACED, State.IN_PROGRESS, State.SHIPPED, State.DELIVERED)


class WordHandlers:
    """Needs the conversations that these words begin or leave."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self._typed = typed_words()
        self.commands: dict[str, Callable[[Context], Awaitable[Answer]]] = {
            "help": self.help,
            "pay": self.pay,
            "sign": self.sign,
            "dispute": self.dispute,
            "cancel": self.cancel,
            "back": self.back,
        }

    async def help(self, ctx: Context) -> Answer:
        """How a trade goes, and every word with what may follow it."""
        typed = ctx.incoming.kind != "press"
        if typed and (word := usage.asked_for(ctx.incoming.text, self._typed, ctx.seat)):
            return explained(ctx, word)
        unknown = typed and len(ctx.incoming.text.split()) == 2
        screen = lists.help_screen(ctx.seat, ctx.say, before=ctx.can.command)
        lines = (note(ctx.say("unknown-command")),) if unknown else screen.lines
        return (Show(replace(screen, lines=lines), anew=typed),)

    async def pay(self, ctx: Context) -> Answer:
        """The card of the deal that waits for this buyer's payment: the way to the payment page is on it."""
        deal = await _only(ctx, (State.AWAITING_PAYMENT,), "")
        return (Show(await deal_screen(ctx, deal), anew=True),)

    async def sign(self, ctx: Context) -> Answer:
        deal = await _only(ctx, (State.AWAITING_SIGNATURES,), "sign")
        return await self._talks.start(ctx, "sign", deal.trade.id)

    async def dispute(self, ctx: Context) -> Answer:
        deal = await _only(ctx, _DISPUTABLE, "dispute")
        return await self._talks.start(ctx, "dispute", deal.trade.id)

    async def cancel(self, ctx: Context) -> Answer:
        left, other = await self._talks.cancel(ctx)
        return (*_notice(ctx, ctx.say("talk-cancelled" if left else "nothing-to-cancel")), *other)

    async def back(self, ctx: Context) -> Answer:
        """To the question before, with the answer that was given there."""
        return await self._talks.back(ctx) or _notice(ctx, ctx.say("nothing-to-cancel"))


def explained(ctx: Context, word: str) -> Answer:
    """How a word is used."""
    return (Show(usage.usage_of(word, ctx.say, ctx.can.command), anew=True),)


async def _only(ctx: Context, states: tuple[State, ...], act: str) -> Deal:
    """The deal that is named, or the only one there is. Raises NotFound, NotNow or WhichDeal."""
    require_member(ctx.seat, "negotiate")
    named = next(iter(ctx.incoming.text.split()[1:]), "").lstrip("#").upper()
    trading = ctx.services.trading
    found: dict[str, Deal] = {}
    for trade in await page(ctx.tx, ctx.seat.company_id, tuple(state.value for state in states), limit=_LOOKED_AT):
        if named and code_of(trade.id) != named:
            continue
        deal, role = await trading.deal_for(ctx.tx, ctx.seat, trade.id)
        may = {choice.name for choice in trading.choices(deal, role, ctx.seat)}
        if act in may if act else role_in(ctx.seat, deal) == "buyer":
            found[code_of(trade.id)] = deal
    if not found:
        raise NotFound() if named else NotNow()
    if len(found) > 1:
        raise WhichDeal(codes=", ".join(found))
    return next(iter(found.values()))


def _notice(ctx: Context, words: str) -> Answer:
    home = press(ctx.say("button-home"), HOME)
    return (Show(Screen("notice", (note(words),), rows(home)), anew=True),)
