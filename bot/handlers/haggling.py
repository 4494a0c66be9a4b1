"""Haggling in one press: shortcuts to a counter-offer, renewing, ordering again, drafts of what somebody wrote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.conversations.offer_answers import PLACE_LENGTH_MAX, answers_of, drafted, placed, usual_answers
from bot.conversations.talk import Talks, place_key
from bot.presenting import deal_screen
from bot.screens import offers
from bot.screens.parts import head, note, press, rows
from core.errors import NotFound, NotNow
from core.events import ConversationRow
from core.haggling import proposals, renewable, terms_of
from core.ids import code_of
from core.listings import require_tradable
from core.members import Company
from core.policy import require_member, role_in
from core.ports.chat import Screen
from core.services.past_offers import last_agreed
from core.terms import looks_like_terms
from core.trades import Deal, NegotiationMessage, State

_KINDS = {letter: kind for kind, letter in offers.LETTERS.items()}


class HagglingHandlers:
    """Needs the conversations: every shortcut ends in the review of a whole offer."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks
        self.presses: dict[str, Callable[[Context], Awaitable[Answer]]] = {
            verbs.HAGGLE: self.shortcut,
            verbs.OFFERS: self.history,
            verbs.RENEW_OFFER: self.renew,
            verbs.REPEAT: self.repeat,
            verbs.DRAFT: self.draft,
        }
        self.commands: dict[str, Callable[[Context], Awaitable[Answer]]] = {"offer": self.offer}

    async def shortcut(self, ctx: Context) -> Answer:
        """`−5 %`, `in the middle`, `list price × minimum`: the whole form is filled; nothing is sent yet."""
        require_member(ctx.seat, "negotiate")
        if ctx.subject.startswith("prd_"):
            product = await ctx.services.listing.product(ctx.tx, ctx.subject)
            require_tradable(product, ctx.seat.company_id)
            found = proposals(product, (), "buyer", await last_agreed(ctx.tx, product, ctx.seat.company_id))
        else:
            deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
            if deal.trade.version != ctx.do.rev:
                return (Toast(ctx.say("error-stale"), alert=True), Show(await deal_screen(ctx, deal)))
            found = proposals(deal.product, deal.offers, role_in(ctx.seat, deal))
        proposal = next((one for one in found if one.kind == _KINDS.get(ctx.argument)), None)
        if proposal is None:
            raise NotNow()
        await _drop(ctx, ctx.subject)
        known = answers_of(proposal.terms)
        if ctx.subject.startswith("prd_") and not known["place"]:
            known = placed({**known, "place": await _town(ctx)})
        return await self._talks.start(ctx, "offer", ctx.subject, known)

    async def history(self, ctx: Context) -> Answer:
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        return (Show(offers.history(deal, ctx.say), anew=len(deal.offers) > 1),)

    async def renew(self, ctx: Context) -> Answer:
        """One's own expired offer, once more on the same terms."""
        trading = ctx.services.trading
        deal, _role = await trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        last = renewable(deal, role_in(ctx.seat, deal))
        if last is None:
            raise NotNow()
        given = {"terms": terms_of(last)}
        acted = await trading.act(ctx.tx, ctx.seat, deal.trade.id, "offer", given, version=ctx.do.rev)
        return (Show(await deal_screen(ctx, acted.deal, news=ctx.say("done-offer"))),)

    async def repeat(self, ctx: Context) -> Answer:
        """What was agreed once, as an offer about the same listing: reviewed, then sent."""
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, ctx.subject)
        if deal.accepted is None or role_in(ctx.seat, deal) != "buyer":
            raise NotNow()
        return await self._talks.start(ctx, "offer", deal.product.id, answers_of(terms_of(deal.accepted)))

    async def draft(self, ctx: Context) -> Answer:
        """Words in a deal, read into an offer that the presser may send."""
        message = await ctx.tx.get(NegotiationMessage, ctx.subject)
        if message is None:
            raise NotFound()
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, message.negotiation_id)
        return await self._filled(ctx, deal, message.message)

    async def offer(self, ctx: Context) -> Answer:
        """`offer [deal] [terms]`: with terms a filled review, without them the form."""
        require_member(ctx.seat, "negotiate")
        words = ctx.incoming.text.partition(" ")[2].strip()
        talking = [
            deal for deal in await ctx.tx.my_deals(ctx.seat.company_id, limit=50) if deal.state is State.NEGOTIATING
        ]
        code, _, rest = words.partition(" ")
        named = next((deal for deal in talking if code_of(deal.trade.id) == code.upper()), None)
        if named is not None:
            words = rest.strip()
        elif len(talking) == 1:
            named = talking[0]
        if named is None:
            return _which(ctx, talking)
        deal, _role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, named.trade.id)
        return await self._filled(ctx, deal, words)

    async def unasked(self, ctx: Context) -> Answer | None:
        """Words that no question asked for and that are terms: a draft for the one deal whose turn it is, else the deals
        they may be meant for. Nothing is acted upon. None for all other words."""
        seat, words = ctx.seat, ctx.incoming.text
        if not seat.company_id or not looks_like_terms(words, ctx.say.lang, ctx.services.clock.now()):
            return None
        recent = await ctx.tx.my_deals(seat.company_id, limit=50)
        talking = [deal for deal in recent if deal.state is State.NEGOTIATING]
        if len(talking) == 1:
            deal, role = await ctx.services.trading.deal_for(ctx.tx, seat, talking[0].trade.id)
            if any(choice.name == "offer" for choice in ctx.services.trading.choices(deal, role, seat)):
                return await self._filled(ctx, deal, words)
        return _which(ctx, talking, seen=True)

    async def _filled(self, ctx: Context, deal: Deal, words: str) -> Answer:
        choices = ctx.services.trading.choices(deal, role_in(ctx.seat, deal), ctx.seat)
        if not any(choice.name == "offer" for choice in choices):
            raise NotNow()
        found = drafted(words, ctx.say, deal.product, ctx.services.clock.now())
        last = deal.offers[-1] if deal.offers else None
        known = {**usual_answers(deal.product, last), **found} if found else None
        await _drop(ctx, deal.trade.id)
        return await self._talks.start(ctx, "offer", deal.trade.id, known)


async def _town(ctx: Context) -> str:
    """Where a buyer's goods usually go: the town of the company's address. The street is the seller's when the order is."""
    company = await ctx.tx.get(Company, ctx.seat.company_id)
    _street, comma, town = company.address.rpartition(",") if company is not None else ("", "", "")
    return " ".join(town.split()) if comma and len(town) <= PLACE_LENGTH_MAX else ""


async def _drop(ctx: Context, subject: str) -> None:
    """Forget the offer that was being written about the same: the new one takes its place."""
    row = await ctx.tx.conversation(place_key(ctx), ctx.seat.identity_id)
    if row is not None and (row.flow, row.state["subject"]) == ("offer", subject):
        await ctx.tx.delete(ConversationRow, id=row.id)


def _which(ctx: Context, talking: list[Deal], *, seen: bool = False) -> Answer:
    """No deal, or several: the code goes first."""
    lines = [head(ctx.say("offer-title")), *([note(ctx.say("terms-seen"))] if seen else [])]
    lines += [note(ctx.say("offer-which" if talking else "offer-nowhere"))]
    buttons = [
        press(f"{code_of(deal.trade.id)} · {deal.product.name[:24]}", verbs.DEAL, deal.trade.id) for deal in talking[:8]
    ]
    last = press(ctx.say("button-browse"), verbs.CATEGORIES)
    return (Show(Screen("offer", tuple(lines), (*rows(*buttons, per_row=1), (last,))), anew=True),)
