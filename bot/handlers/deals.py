"""The list of deals, the deal card, and every move that is one press."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.talk import Talks
from bot.handlers.moderation import ACTS as DESK_ACTS
from bot.handlers.moderation import note_refusal
from bot.presenting import deal_screen, gain_of, reader_card
from bot.screens import lists
from bot.screens.deal_card import gain_line, preview, terms_lines
from bot.screens.goods import which_arrived
from bot.screens.home import group_buttons
from bot.screens.parts import head, note, press, quote, rows, text
from bot.screens.verdicts import grounds_lines, still_asked_lines
from bot.text import Say
from core.disputes import RETURN
from core.errors import DomainError, NotFound, NotNow, OverLimit, Stale
from core.ids import code_of
from core.policy import require_member
from core.ports.chat import Line, Screen
from core.process.cancelling import open_part
from core.process.fulfilling import acceptable, part_shares, under_way
from core.process.purchase import PURCHASE
from core.proofs import PROVED
from core.services import overview
from core.trades import Deal, State

PAGE = 8


class DealHandlers:
    """Needs the conversations, because some moves ask questions first."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    async def list_(self, ctx: Context) -> Answer:
        """`deals`: all, or of one group (a button: its letter, and the cursor); `deals CODE` opens that deal."""
        require_member(ctx.seat, "browse")
        typed = ctx.incoming.text.split()[1:] if ctx.incoming.kind in ("command", "text") else []
        if typed:
            return await self._found(ctx, typed[0])
        # Buttons of an earlier version held the cursor alone.
        letter, _, cursor = ("", "", ctx.do.id) if ctx.do.id[:1].isdigit() else ctx.do.id.partition(".")
        states = overview.GROUPS.get(letter, (*overview.OPEN, *overview.GROUPS["e"]))
        after = _moment(cursor) if cursor else None
        deals = await self._page(ctx, letter, states, after)
        more = None
        if len(deals) > PAGE:
            last = deals[PAGE - 1].trade.updated_at.replace(tzinfo=None).isoformat(timespec="microseconds")
            more = press(ctx.say("button-more"), verbs.DEALS, f"{letter or 'a'}.{last}Z")
        counts = await overview.counts(ctx.tx, ctx.seat.company_id)
        screen = lists.deal_list(
            deals[:PAGE],
            ctx.seat,
            ctx.say,
            more=more,
            groups=group_buttons(counts, ctx.say) if len([one for one in counts.values() if one]) > 1 else [],
            title=ctx.say(f"group-{letter}") if letter in overview.GROUPS else "",
        )
        return (Show(screen, anew=ctx.incoming.kind != "press"),)

    async def _page(self, ctx: Context, letter: str, states: tuple[str, ...], after: datetime | None) -> list[Deal]:
        """A page of deals and one more, newest first: of all of them in one statement."""
        company_id = ctx.seat.company_id
        if letter not in overview.GROUPS:
            return list(await ctx.tx.my_deals(company_id, limit=PAGE + 1, after=after))
        trades = await overview.page(ctx.tx, company_id, states, limit=PAGE + 1, after=after)
        found = [await ctx.tx.deal(trade.id) for trade in trades]
        return [deal for deal in found if deal is not None]

    async def _found(self, ctx: Context, code: str) -> Answer:
        found = await overview.by_code(ctx.tx, ctx.seat.company_id, code)
        if not found:
            raise NotFound()
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, found[0])
        return (Show(await deal_screen(ctx, deal), anew=True),)

    async def card(self, ctx: Context) -> Answer:
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        return (Show(await deal_screen(ctx, deal)),)

    async def agreement(self, ctx: Context) -> Answer:
        """The exact text on file, with its hash."""
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        if deal.agreement is None:
            raise NotNow()
        agreement = deal.agreement
        lines = [
            head(ctx.say("agreement-heading")),
            quote(agreement.agreement_text),
            note(ctx.say("sign-hash", hash=agreement.text_sha256)),
        ]
        back = press(ctx.say("button-back"), verbs.DEAL, deal.trade.id)
        return (Show(Screen(f"deal:{deal.trade.id}", tuple(lines), rows(back), rev=deal.trade.version)),)

    async def move(self, ctx: Context) -> Answer:
        """A transition's button: ask its questions, ask "are you sure", or do it."""
        name = verbs.TRANSITION_OF[ctx.do.verb]
        transition = PURCHASE[name]
        trading = ctx.services.trading
        deal, role = await trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        stale = ctx.do.rev != deal.trade.version
        offered = transition in trading.choices(deal, role, ctx.seat)
        several = len(under_way(deal)) > 1
        if offered and ctx.do.verb in DESK_ACTS:
            await trading.require_unbiased(ctx.tx, ctx.seat, deal)
        if not stale and offered and name == "received" and several and not ctx.argument:
            return (Show(which_arrived(deal, ctx.say)),)
        if not stale and offered and name in PROVED and (asked := await self._talks.ask_for_proof(ctx)):
            return asked
        if not stale and offered and transition.asks:
            return await self._talks.start(ctx, transition.asks, deal.trade.id)
        if not stale and offered and transition.confirm and ctx.argument != "y":
            return (Show(_confirmation(ctx, deal, name)),)
        try:
            acted = await trading.act(ctx.tx, ctx.seat, deal.trade.id, name, _arguments(ctx), version=ctx.do.rev)
        except DomainError as refusal:
            # A stale or refused press changes nothing; the card that is true now takes its place.
            await note_refusal(ctx, refusal)
            if ctx.channel is not None and isinstance(refusal, OverLimit):
                # The card of the channel offers what its owner could do; the way on is on the presser's own.
                own = await reader_card(ctx.services, ctx.tx, deal, ctx.seat, ctx.say)
                return (Toast(ctx.say.refusal(refusal), alert=True), Show(own))
            return (Toast(ctx.say.refusal(refusal), alert=True), Show(await deal_screen(ctx, deal)))
        return (Show(await deal_screen(ctx, acted.deal, news=ctx.say(f"done-{name}"))),)


def _arguments(ctx: Context) -> dict[str, Any]:
    """Which shipment the button is about, if it is about one."""
    return {"number": int(ctx.argument)} if ctx.argument.isdigit() else {}


def _confirmation(ctx: Context, deal: Deal, name: str) -> Screen:
    """One more press, with what it does and who gets what."""
    say = ctx.say
    lines: list[Line] = [
        head(say("deal-title", code=code_of(deal.trade.id), product=deal.product.name)),
        text(say(f"confirm-{name}")),
    ]
    lines.extend(_consequences(deal, name, say))
    if name == "cancel_early" and deal.order is not None:
        until = deal.order.placed_at + ctx.services.trading.rules.early_cancel
        lines.append(text(say("cancel-alone-until", at=say.moment(until))))
    gain = gain_of(ctx.services, deal)
    if name in ("accept", "approve") and gain is not None and ctx.seat.company_id == deal.trade.seller_company_id:
        lines.append(gain_line(gain, deal.trade.currency, say))
    if name == "confirm_ruling":
        lines.extend(still_asked_lines(deal, say))
    yes = press(
        say(f"act-{name}"), verbs.ACTS[name], f"{deal.trade.id}{verbs.CONFIRMED}", deal.trade.version, style="primary"
    )
    back = press(say("button-back"), verbs.DEAL, deal.trade.id)
    return Screen(f"deal:{deal.trade.id}", tuple(lines), ((yes, back),), rev=deal.trade.version)


def _consequences(deal: Deal, name: str, say: Say) -> list[Line]:
    """The exact terms or amounts that this press decides about."""
    held = deal.balance(f"esc:{deal.trade.id}")
    dispute, part = deal.dispute, acceptable(deal)
    request = next((r for r in deal.requests if r.status == "asked"), None)
    if name in ("accept", "approve"):
        return terms_lines(deal.active_offer, say) if deal.active_offer is not None else []
    if name == "confirm_ruling" and dispute is not None and dispute.outcome == RETURN:
        return [text(say("send-back-then")), text(preview(deal, say, held)), *grounds_lines(deal, dispute, say)]
    if name in ("accept_decision", "confirm_ruling") and dispute is not None:
        return [text(preview(deal, say, dispute.refund_amount)), *grounds_lines(deal, dispute, say)]
    if name == "agree_to_settlement":
        return [text(preview(deal, say, request.amount or 0))] if request is not None else []
    if name == "accept_part":
        return [text(preview(deal, say, 0, held=part_shares(deal, part).total))] if part is not None else []
    if not held or name in ("withdraw_dispute", "give_up_return", "call_off_return"):
        return []
    if name == "accept_goods":
        return [text(preview(deal, say, 0))]
    back = held if deal.state in (State.DISPUTED, State.DECIDED) else open_part(deal)
    return [text(preview(deal, say, back, held=back))]


def _moment(cursor: str) -> datetime:
    """Where a page of deals begins. Raises Stale for what no button of ours says."""
    try:
        found = datetime.fromisoformat(cursor)
    except ValueError:
        raise Stale() from None
    if found.tzinfo is None:
        raise Stale()
    return found
