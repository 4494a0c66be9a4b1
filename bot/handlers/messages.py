"""Words and files for the other side: answers to what was relayed, files without a word, edits, and the history."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks, place_key
from bot.handlers import evidence, questions
from bot.screens import messages as screens
from core import policy
from core.errors import DomainError, NotFound
from core.messages import OUT_OF_SIGHT, Relay
from core.ports.chat import Screen
from core.services.file_intake import shown
from core.services.relaying import Letter
from core.trades import ENDED, Deal, NegotiationMessage

PAGE = 6
DEALS_MAX = 8


class MessageHandlers:
    """Needs the conversations, because files without a deal ask which one they are for."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    def presses(self) -> dict[str, Callable[[Context], Awaitable[Answer]]]:
        """Verb of a button → its handler, of everything about messages and their files."""
        return {
            verbs.MESSAGES: self.history,
            verbs.MESSAGE_FILES: self.attachments,
            verbs.RESEND: self.again,
            verbs.EVIDENCE: evidence.files,
        }

    async def answered(self, ctx: Context) -> Answer | None:
        """An answer to a relayed message or to a deal's card goes to that deal; None when it answers nothing of these."""
        if not ctx.incoming.reply_to:
            return None
        place = place_key(ctx)
        row = await ctx.shown_at(ctx.incoming.reply_to)
        kind, _, subject = row.key.partition(":") if row is not None else ("", "", "")
        if kind == "question":
            return await questions.answered(ctx, subject)
        message = await ctx.services.relaying.message_at(ctx.tx, place, ctx.incoming.reply_to)
        trade_id = message.negotiation_id if message else subject if kind == "deal" else ""
        if not trade_id or not await _is_party(ctx, trade_id):
            return None
        return await self._pass_on(ctx, trade_id, reply_to=message.id if message else "")

    async def files(self, ctx: Context) -> Answer | None:
        """Files that answer nothing: a piece of an album joins the others, for the rest is asked which deal they are
        for; None when there is no deal."""
        if ctx.incoming.album:
            known = await ctx.tx.find(
                Relay, identity_id=ctx.seat.identity_id, album=ctx.incoming.album, order="-created_at", limit=1
            )
            if known:
                return await self._pass_on(ctx, known[0].negotiation_id, reply_to=known[0].reply_to)
        if not ctx.seat.company_id:
            return None
        deals = await ctx.tx.my_deals(ctx.seat.company_id, limit=50)
        open_deals = [deal.trade.id for deal in deals if deal.state not in ENDED][:DEALS_MAX]
        if not open_deals:
            return None
        known_answers = {
            "files": " ".join(media.ref for media in ctx.incoming.media),
            "words": ctx.incoming.text,
            "album": ctx.incoming.album,
            "parts": ctx.incoming.message,
        }
        return await self._talks.start(ctx, "pass_on", " ".join(["deals", *open_deals]), known_answers)

    async def edited(self, ctx: Context) -> Answer:
        """What was changed at its source changes for the others as well; anything else that is edited is left alone."""
        await ctx.services.relaying.edit(ctx.tx, ctx.seat, place_key(ctx), ctx.incoming.message, ctx.incoming.text)
        return ()

    async def deleted(self, ctx: Context) -> Answer:
        """The others do not see it any more."""
        await ctx.services.relaying.delete(ctx.tx, ctx.seat, place_key(ctx), ctx.incoming.message)
        return ()

    async def again(self, ctx: Context) -> Answer:
        """Try to deliver once more."""
        passed = await ctx.services.relaying.again(ctx.tx, ctx.seat, ctx.subject)
        words = screens.words_for(passed.deal, ctx.seat, ctx.say, reached=passed.reached > 0)
        return (Toast(words, alert=True),)

    async def history(self, ctx: Context) -> Answer:
        """A page of a deal's messages; the button names the deal, or the message before which the page ends."""
        before = ctx.subject if ctx.subject.startswith("msg_") else ""
        trade_id = (await _message(ctx, before)).negotiation_id if before else ctx.subject
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, trade_id)
        found = await ctx.services.relaying.history(ctx.tx, deal.trade.id, before=before, limit=PAGE + 1)
        older = found[PAGE - 1][0].id if len(found) > PAGE else ""
        return (Show(screens.history(deal, found[:PAGE], ctx.say, older=older, newest=not before)),)

    async def attachments(self, ctx: Context) -> Answer:
        """The files of a message, sent once more."""
        message = await _message(ctx, ctx.subject)
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, message.negotiation_id)
        relay = await ctx.services.relaying.relay_of(ctx.tx, message)
        files = await ctx.services.relaying.files_of(ctx.tx, message.id)
        if not files or (relay is not None and relay.status in OUT_OF_SIGHT):
            raise NotFound()
        page = screens.history(deal, [(message, relay, len(files), 1)], ctx.say, newest=False)
        media = tuple(shown(file) for file in files)
        return (Show(Screen(f"files:{message.id}", page.lines, page.rows[1:], media), anew=True),)

    async def _pass_on(self, ctx: Context, trade_id: str, *, reply_to: str) -> Answer:
        incoming = ctx.incoming
        letter = Letter(
            text=incoming.text,
            files=tuple(media.ref for media in incoming.media),
            place=place_key(ctx),
            parts=(incoming.message,),
            reply_to=reply_to,
            album=incoming.album,
        )
        passed = await ctx.services.relaying.send(ctx.tx, ctx.seat, trade_id, letter)
        if passed.joined:
            return ()
        screen = screens.passed_on(passed.deal, ctx.seat, ctx.say, reached=passed.reached > 0)
        return (Show(screen, anew=True),)


async def _message(ctx: Context, message_id: str) -> NegotiationMessage:
    found = await ctx.tx.get(NegotiationMessage, message_id)
    if found is None:
        raise NotFound()
    return found


async def _is_party(ctx: Context, trade_id: str) -> bool:
    deal: Deal | None = await ctx.tx.deal(trade_id)
    try:
        return deal is not None and bool(policy.role_in(ctx.seat, deal))
    except DomainError:
        return False
