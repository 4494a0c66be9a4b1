"""Requests for quotation: `rfq`, what the buyer decides about the answers, and what an asked seller does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.presenting import deal_screen
from bot.quoting import quote_screen, request_screen, requests_screen
from bot.screens import quotes as screens
from bot.screens.parts import press, rows, text
from core.errors import NotFound, NotNow, Stale
from core.policy import require_member
from core.ports.chat import Screen
from core.quotes import Quote
from core.services.quote_sellers import names_of


class RequestHandlers:
    """Needs the conversations for asking and for answering."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self.presses: dict[str, Callable[[Context], Awaitable[Answer]]] = {
            verbs.ASK_SELLERS: self.begin,
            verbs.REQUESTS: self.overview,
            verbs.REQUEST: self.request,
            verbs.LEAVE_OUT: self.leave_out,
            verbs.SEND_REQUEST: self.send,
            verbs.END_REQUEST: self.withdraw,
            verbs.ACCEPT_QUOTE: self.accept,
            verbs.QUOTE: self.quote,
            verbs.ANSWER_QUOTE: self.answer,
            verbs.DECLINE_QUOTE: self.decline,
        }
        self.commands: dict[str, Callable[[Context], Awaitable[Answer]]] = {"rfq": self.command}

    async def command(self, ctx: Context) -> Answer:
        """`rfq what` asks for it; `rfq` alone lists what is going on, or begins where nothing is."""
        require_member(ctx.seat, "browse")
        wanted = " ".join(ctx.incoming.text.split()[1:])[:120]
        if wanted:
            return await self._talks.start(ctx, "request", "", {"what": wanted})
        own, asked = await ctx.services.requesting.recent(ctx.tx, ctx.seat, limit=1)
        if own or asked:
            return await self.overview(ctx)
        return await self._talks.start(ctx, "request")

    async def begin(self, ctx: Context) -> Answer:
        """The questions; from a search its words are known."""
        return await self._talks.start(ctx, "request", ctx.subject)

    async def overview(self, ctx: Context) -> Answer:
        return (Show(await requests_screen(ctx), anew=ctx.incoming.kind != "press"),)

    async def request(self, ctx: Context) -> Answer:
        """The answers side by side."""
        request = await ctx.services.requesting.mine(ctx.tx, ctx.seat, ctx.subject)
        return (Show(await request_screen(ctx.services, ctx.tx, request, ctx.say)),)

    async def leave_out(self, ctx: Context) -> Answer:
        request = await ctx.services.requesting.leave_out(ctx.tx, ctx.seat, ctx.subject)
        return (Show(await request_screen(ctx.services, ctx.tx, request, ctx.say)),)

    async def send(self, ctx: Context) -> Answer:
        requesting = ctx.services.requesting
        if (await requesting.mine(ctx.tx, ctx.seat, ctx.subject)).rev != ctx.do.rev:
            raise Stale()
        request = await requesting.send(ctx.tx, ctx.seat, ctx.subject)
        news = ctx.say("rfq-done-send")
        return (Show(await request_screen(ctx.services, ctx.tx, request, ctx.say, news=news)),)

    async def withdraw(self, ctx: Context) -> Answer:
        """A draft goes at once; a request that was sent only at a second press."""
        requesting = ctx.services.requesting
        request = await requesting.mine(ctx.tx, ctx.seat, ctx.subject)
        if request.status == "open" and ctx.argument != "y":
            return (Show(screens.sure_to_withdraw(request, ctx.say)),)
        ended = await requesting.withdraw(ctx.tx, ctx.seat, ctx.subject)
        if request.status == "draft":
            ways = (press(ctx.say("button-rfq-new"), verbs.ASK_SELLERS), press(ctx.say("button-home"), verbs.HOME))
            gone = Screen(f"request:{request.id}", (text(ctx.say("rfq-forgotten")),), rows(*ways), rev=ended.rev + 1)
            return (Show(gone),)
        return (Show(await request_screen(ctx.services, ctx.tx, ended, ctx.say)),)

    async def accept(self, ctx: Context) -> Answer:
        """The terms once more; at the second press the deal is made."""
        known = await ctx.tx.find(Quote, id=ctx.subject, limit=1)
        if not known:
            raise NotFound()
        requesting = ctx.services.requesting
        request = await requesting.mine(ctx.tx, ctx.seat, known[0].request_id)
        if request.rev != ctx.do.rev or request.status != "open":
            now = await request_screen(ctx.services, ctx.tx, request, ctx.say)
            return (Toast(ctx.say("error-stale"), alert=True), Show(now))
        if ctx.argument != "y":
            if not known[0].stands(ctx.services.clock.now()):
                raise NotNow()
            names = await names_of(ctx.tx, known)
            return (Show(screens.sure(request, known[0], names, ctx.say)),)
        deal, accepted = await requesting.accept(ctx.tx, ctx.seat, ctx.subject, rev=ctx.do.rev)
        over = await request_screen(ctx.services, ctx.tx, await requesting.mine(ctx.tx, ctx.seat, request.id), ctx.say)
        news = ctx.say("done-accept" if accepted else "rfq-done-limit")
        return (Show(over), Show(await deal_screen(ctx, deal, news=news), anew=True))

    async def quote(self, ctx: Context) -> Answer:
        request, quote = await ctx.services.requesting.asked(ctx.tx, ctx.seat, ctx.subject)
        return (Show(await quote_screen(ctx.tx, request, quote, ctx.say)),)

    async def answer(self, ctx: Context) -> Answer:
        return await self._talks.start(ctx, "quote", ctx.subject)

    async def decline(self, ctx: Context) -> Answer:
        request, quote = await ctx.services.requesting.decline(ctx.tx, ctx.seat, ctx.subject)
        return (Show(await quote_screen(ctx.tx, request, quote, ctx.say, news=ctx.say("rfq-done-decline"))),)
