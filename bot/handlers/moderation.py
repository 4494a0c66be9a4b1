"""The moderators' desk: the queue, the cases, its statistics, and who is turned away from it."""

from __future__ import annotations

from functools import cache
from typing import Final

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.handlers.questions import confirmation
from bot.presenting import case_for
from bot.screens import desk
from bot.screens.statistics import SHOWN_MAX, statistics_screen
from bot.text.typed import typed_words
from core import policy
from core.errors import ConflictOfInterest, DomainError, NotNow
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.services.case_figures import figures
from core.services.names import name_of
from core.services.names_desk import waiting

PAGE: Final = 12
_STAFF: Final = frozenset({Role.MODERATOR, Role.OPERATOR})
ACTS: Final = {verb: name for verb, name in verbs.TRANSITION_OF.items() if PURCHASE[name].by <= _STAFF}
"""Buttons that move a trade and are for moderators and operators alone."""
OWN: Final = {
    **ACTS,
    verbs.QUEUE: "queue",
    verbs.CASE: "case",
    verbs.CASE_FILE: "case_file",
    verbs.QUESTION: "ask_party",
    verbs.PIECES: "redactions",
    verbs.REDACT: "redact",
    verbs.RETRY_LETTER: "retry_letter",
    verbs.DROP_LETTER: "drop_letter",
    verbs.TO_OPERATOR: "ask_operator",
    verbs.RESTORE: "restore",
    verbs.BANK_CONFIRM: "bank_confirm",
    verbs.BANK_FAIL: "bank_fail",
    verbs.CLOSE_REPORT: "close_report",
    verbs.TAKE_DOWN: "take_down",
    verbs.PUT_BACK: "put_back",
    verbs.NAME_STANDS: "let_name_stand",
    verbs.NAME_HOLD: "hold_company",
    verbs.NAME_RELEASE: "release_company",
    verbs.NAME_CARD: "name_card",
    verbs.BOOKS: "books",
    verbs.BOOKS_ACCEPT: "accept_books",
    verbs.BOOKS_LOOK: "look_at_books",
}
"""Everything on the desk's buttons, by what the audit calls it."""
WORDS: Final = frozenset({"queue", "case", "stats"})
_typed = cache(typed_words)


async def queue(ctx: Context) -> Answer:
    """Open cases, oldest first, a page at a time; with the first of them the names that nobody has looked at."""
    policy.require_staff(ctx.seat)
    deals = await ctx.services.desk.open_cases(ctx.tx, limit=PAGE + 1, after=ctx.do.id)
    holders = {deal.dispute.moderator_id for deal in deals if deal.dispute is not None and deal.dispute.moderator_id}
    names = {user_id: await name_of(ctx.tx, user_id) for user_id in sorted(holders)}
    more, now = len(deals) > PAGE, ctx.services.clock.now()
    unread = await waiting(ctx.tx) if not ctx.do.id else []
    screen = desk.queue(deals[:PAGE], ctx.say, now=now, names=names, more=more, unread=unread)
    return (Show(screen, anew=ctx.incoming.kind != "press"),)


async def case(ctx: Context) -> Answer:
    """A case by its button, or by its code (`case CODE`), for whoever is on neither side of it; a party is told whether
    the code is that of a case of theirs, and what was asked in it."""
    typed = ctx.incoming.text.split()[1:] if ctx.incoming.kind != "press" else []
    if typed and not policy.is_staff(ctx.seat) and not ctx.is_desk:
        return await confirmation(ctx, typed[0])
    policy.require_staff(ctx.seat)
    if ctx.incoming.kind != "press" and not typed:
        return await queue(ctx)
    subject = await ctx.services.desk.by_code(ctx.tx, typed[0]) if typed else ctx.subject
    deal, role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
    if role in (Role.BUYER, Role.SELLER):
        raise ConflictOfInterest(why="party")
    return (Show(await case_for(ctx, deal), anew=True),)


async def case_file(ctx: Context) -> Answer:
    """The case file goes to the moderator alone: it holds what people wrote, and the desk is read by all of them."""
    policy.require_staff(ctx.seat)
    deal, role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
    if role in (Role.BUYER, Role.SELLER):
        raise ConflictOfInterest(why="party")
    await ctx.services.trading.require_unbiased(ctx.tx, ctx.seat, deal)
    if deal.agreement is None:
        raise NotNow()
    await ctx.services.desk.hand_file(ctx.tx, ctx.seat, deal.trade.id)
    return (Toast(ctx.say("case-file-sent")),)


async def stats(ctx: Context) -> Answer:
    """How the desk is doing. Who of it carries how much stands with names in the desk alone."""
    policy.require_staff(ctx.seat)
    found = await figures(ctx.tx, ctx.services.clock.now())
    shown = found.loads[:SHOWN_MAX] if ctx.is_desk else ()
    names = {load.user_id: await name_of(ctx.tx, load.user_id) for load in shown}
    screen = statistics_screen(found, ctx.say, me="" if ctx.is_desk else ctx.seat.user_id, names=names)
    return (Show(screen, anew=True),)


async def note_refusal(ctx: Context, refusal: DomainError) -> None:
    """Leave a line about somebody who tried what is only for the desk, or for another of the desk."""
    incoming = ctx.incoming
    act = OWN.get(ctx.do.verb, "") if incoming.kind == "press" else ""
    if not act and incoming.kind in ("command", "text"):
        word = incoming.text.partition(" ")[0].casefold()
        word = _typed().get(word, word)
        act = word if word in WORDS else ""
    if act:
        await ctx.services.desk.note_refusal(
            ctx.tx, actor=ctx.seat.user_id, act=act, subject=ctx.subject, refusal=refusal
        )


PRESSES: Final = {verbs.QUEUE: queue, verbs.CASE: case, verbs.CASE_FILE: case_file}
COMMANDS: Final = {"queue": queue, "case": case, "stats": stats}
