"""Conversations about words and files for the other side."""

from __future__ import annotations

from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import choice, words
from bot.conversations.flow import Chip, Step
from bot.conversations.talk import deal_of, place_key
from bot.conversations.task import Env, Task
from bot.presenting import deal_screen
from bot.screens import messages as screens
from bot.screens.parts import note, quote
from core.errors import NotFound
from core.ids import code_of
from core.listings import Product
from core.policy import require_member
from core.ports.chat import Line
from core.services.relaying import FILES_MAX, MESSAGE_LENGTH_MAX, Letter
from core.trades import Deal

CHIP_LENGTH_MAX = 48


class WriteMessage(Task):
    """Words for the other side; they travel through us, without handles. A file with or without a caption will do, too."""

    name = "message"
    title = "message-title"
    review = False
    files_max = FILES_MAX
    files_suffice = True

    words_ = Step("message-ask", words("message", length_max=MESSAGE_LENGTH_MAX), "long", length_max=MESSAGE_LENGTH_MAX)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Any:
        if subject.startswith("prd_"):
            require_member(ctx.seat, "negotiate")
            return await ctx.services.listing.product(ctx.tx, subject)
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
        return deal

    @classmethod
    async def admit(cls, ctx: Context, subject: Any) -> None:
        """Nobody writes to a seller with whom talks can not be opened."""
        if isinstance(subject, Product):
            await ctx.services.trading.require_talks(ctx.tx, ctx.seat, subject)

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        if isinstance(env.subject, Product):
            return [note(env.subject.name)]
        deal = deal_of(env.subject)
        return [note(env.ctx.say("deal-title", code=code_of(deal.trade.id), product=deal.product.name))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        if isinstance(subject, Product):
            subject = await ctx.services.trading.open_talks(ctx.tx, ctx.seat, subject.id)
        incoming = ctx.incoming
        typed = incoming.kind in ("text", "media") and incoming.message
        letter = Letter(
            text=data.get("words_", ""),
            files=tuple(data.get("files", "").split()),
            place=place_key(ctx),
            parts=(incoming.message,) if typed else (),
            album=incoming.album,
        )
        passed = await ctx.services.relaying.send(ctx.tx, ctx.seat, deal_of(subject).trade.id, letter)
        news = screens.words_for(passed.deal, ctx.seat, ctx.say, reached=passed.reached > 0)
        return (Show(await deal_screen(ctx, passed.deal, news=news), anew=True),)


def _deal_chips(env: Env) -> list[Chip]:
    return [Chip(deal.trade.id, _called(deal)) for deal in env.subject]


def _called(deal: Deal) -> str:
    words = f"{code_of(deal.trade.id)} · {deal.product.name}"
    return words if len(words) <= CHIP_LENGTH_MAX else f"{words[: CHIP_LENGTH_MAX - 1]}…"


class PassOn(Task):
    """Files came without a word about whom they are for."""

    name = "pass_on"
    title = "pass-on-title"
    review = False
    files_max = FILES_MAX

    deal = Step("pass-on-ask", choice("deal", _deal_chips), "choice", chips=_deal_chips)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> list[Deal]:
        """The deals that were open when they came, in the order of the buttons. Raises NotFound when none is left."""
        found = [await ctx.tx.deal(trade_id) for trade_id in subject.split()[1:]]
        deals = [deal for deal in found if deal is not None]
        if not deals:
            raise NotFound()
        return deals

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        lines = [note(env.ctx.say("pass-on-files", count=len(env.data.get("files", "").split())))]
        return [*lines, quote(env.data["words"])] if env.data.get("words") else lines

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        letter = Letter(
            text=data.get("words", ""),
            files=tuple(data.get("files", "").split()),
            place=place_key(ctx),
            parts=tuple(data.get("parts", "").split()),
            album=data.get("album", ""),
        )
        passed = await ctx.services.relaying.send(ctx.tx, ctx.seat, data["deal"], letter)
        screen = screens.passed_on(passed.deal, ctx.seat, ctx.say, reached=passed.reached > 0)
        return (Show(screen, anew=True),)
