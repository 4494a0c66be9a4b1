"""From a deal, a listing or a search to the screen of one reader: asks what they can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import verbs
from bot.context import Context, Services
from bot.screens import books, catalogue, dead_letters, questions, redactions
from bot.screens.deal_card import DealView, deal_card
from bot.screens.desk import case_card, desk_note
from bot.screens.goods import links_of
from bot.screens.offers import proposal_buttons
from bot.screens.parts import press
from bot.screens.payout import PayoutView, payout_card
from bot.text import Say
from core import policy
from core.channels import CompanyChannel
from core.errors import NotFound, NotNow
from core.events import OutboxRow
from core.fees import Shares, commission_of, tax_of
from core.haggling import proposals
from core.listings import TAKEN_DOWN, Category, Product, ProductUpload
from core.members import ChatIdentity, Company, MemberRole, Membership, Seat, StaffRole
from core.money import Money
from core.ports.chat import Button, Screen
from core.ports.unit_of_work import Tx
from core.process import clocks
from core.process.definition import Role
from core.rates import Besides
from core.searches import Search
from core.services import books_desk
from core.services.names import name_of
from core.services.past_offers import last_agreed
from core.services.redacting import as_shown, redacted_in
from core.services.safety import why_taken_down
from core.services.track_record import Record, records_of
from core.trades import ENDED, Deal, State

TELEGRAM = "telegram"
UNSETTLED = (State.DISPUTED, State.DECIDED)
"""States in which nobody knows yet what the seller gets."""
GOODS_NEWS = ("search", "upload")
"""Kinds of news that are about goods, not about a deal."""


async def pays_in(services: Services, tx: Tx, channel: str, category_id: str, *, now: bool = True) -> bool:
    """Whether a payment page may be offered in this kind of chat: Telegram wants digital goods paid in Stars only.
    `now`: it is about to be offered; else it is only said that it would be."""
    if channel != TELEGRAM or services.sells_digital_in_telegram:
        return True
    digital = services.listing.is_digital if now else services.listing.seems_digital
    return not await digital(tx, category_id)


def view_of(services: Services, deal: Deal, seat: Seat, role: Role, *, pays_here: bool = True) -> DealView:
    """What this person sees and can do."""
    choices = services.trading.choices(deal, role, seat)
    links = links_of(deal, services.carriers)
    turn, now = clocks.next_turn(deal, services.trading.rules), services.clock.now()
    # The desk's card is one for all of its readers.
    besides = besides_of(services, seat) if role in (Role.BUYER, Role.SELLER) else None
    alone = deal.order is not None and any(choice.name == "cancel_early" for choice in choices)
    until = deal.order.placed_at + services.trading.rules.early_cancel if alone and deal.order is not None else None
    gain = gain_of(services, deal) if role is Role.SELLER else None
    return DealView(deal, role, choices, turn, links, now, besides, until, gain, pays_here)


def gain_of(services: Services, deal: Deal) -> Shares | None:
    """What the seller gets of what is on the table or agreed, and what goes off it; None once money has moved on."""
    offer, agreement, product = deal.accepted or deal.active_offer, deal.agreement, deal.product
    if offer is None or deal.payouts or deal.refunds or deal.state in ENDED or deal.state in UNSETTLED:
        return None
    if agreement is not None:
        commission, tax = agreement.commission, agreement.tax
    else:
        rules = services.trading.rules
        points = rules.commission_for(seller=product.company_id, category=product.category_id)
        off = commission_of(Money(offer.goods, offer.currency), points)
        commission, tax = off.minor, tax_of(off, rules.commission_tax_basis_points).minor
    return Shares(0, offer.total - commission - tax, commission, tax)


def besides_of(services: Services, seat: Seat) -> Besides | None:
    """In which other currency this person wants to see amounts; None where they chose none, or there are no rates."""
    return Besides(services.rates.table, seat.reads_in) if services.rates is not None and seat.reads_in else None


def offered_currencies(services: Services) -> tuple[str, ...]:
    """What can be chosen; nothing where there are no rates."""
    return services.rates.table.currencies if services.rates is not None else ()


async def deal_screen(ctx: Context, deal: Deal, *, news: str = "") -> Screen:
    """The deal card for the one who acts; a moderator gets the case instead."""
    role = policy.viewing_role(ctx.seat, deal)
    if ctx.channel is not None and role in (Role.BUYER, Role.SELLER):
        return await channel_card(ctx.services, ctx.tx, deal, ctx.channel, ctx.say, news=news)
    if role in (Role.MODERATOR, Role.OPERATOR) or ctx.is_desk:
        return await case_for(ctx, deal, news=news)
    return await reader_card(ctx.services, ctx.tx, deal, ctx.seat, ctx.say, news=news)


async def channel_card(
    services: Services, tx: Tx, deal: Deal, channel: CompanyChannel, say: Say, *, news: str = ""
) -> Screen:
    """The deal card for all of a company's people in its channel: it offers what the company can do; the press itself is
    judged by who presses. Raises NotFound where the company is on neither side."""
    company = await tx.get(Company, channel.company_id)
    name = company.name if company is not None else ""
    everybody = Seat("", channel.company_id, name, MemberRole.OWNER, "", channel=channel.channel)
    card = await reader_card(services, tx, deal, everybody, say, news=news)
    return replace(card, key=f"channel:{deal.trade.id}")


async def case_for(ctx: Context, deal: Deal, *, news: str = "") -> Screen:
    """The case as it is shown where somebody pressed; on the desk's card whoever pressed on it."""
    deal, moderator = await as_shown(ctx.tx, deal), await name_of_moderator(ctx.tx, deal)
    records = await records_of(ctx.tx, deal)
    if ctx.is_desk:
        return desk_case(ctx.services, deal, ctx.say, records, news=news, moderator=moderator)
    view = view_of(ctx.services, deal, ctx.seat, Role.MODERATOR)
    return case_card(view, ctx.say, records, news=news, moderator=moderator)


async def reader_card(services: Services, tx: Tx, deal: Deal, seat: Seat, say: Say, *, news: str = "") -> Screen:
    """The deal card for somebody who acts or is told."""
    role, deal = policy.viewing_role(seat, deal), await as_shown(tx, deal)
    pays_here = True
    if role is Role.BUYER and deal.state is State.AWAITING_PAYMENT:
        pays_here = await pays_in(services, tx, seat.channel, deal.product.category_id)
    return deal_card(view_of(services, deal, seat, role, pays_here=pays_here), say, news=news)


def desk_case(
    services: Services,
    deal: Deal,
    say: Say,
    records: Sequence[Record] = (),
    *,
    news: str = "",
    moderator: str = "",
    news_alone: bool = False,
) -> Screen:
    """The desk's card is one for all: it offers what the moderator of the case could do, or any, while it is free, what
    another one can do who has to agree, and what is the operators'. The press itself is judged by who presses. `news_alone`: of a deal without a dispute only the news."""
    dispute = deal.dispute
    holder = Seat(dispute.moderator_id if dispute is not None else "", "", "", "", staff_role="operator")
    view = view_of(services, deal, holder, Role.MODERATOR)
    if news_alone and dispute is None:
        return desk_note(deal, say, view.choices, news=news)
    if dispute is not None and dispute.is_proposed:
        others = services.trading.choices(deal, Role.MODERATOR, replace(holder, user_id=""))
        view = replace(view, choices=(*view.choices, *(choice for choice in others if choice not in view.choices)))
    return case_card(view, say, records, news=news, moderator=moderator)


async def name_of_moderator(tx: Tx, deal: Deal) -> str:
    """Who has the case, by name; empty while nobody has it, or where we know no name."""
    return await name_of(tx, deal.dispute.moderator_id) if deal.dispute is not None else ""


async def payout_screen(ctx: Context) -> Screen:
    """The company's payout account as it is now."""
    payees, company_id = ctx.services.payees, ctx.seat.company_id
    if payees is None:
        raise NotNow()
    company = await ctx.tx.get(Company, company_id)
    currency = company.currency if company else "EUR"
    may_manage = ctx.seat.role == MemberRole.OWNER
    address = ctx.services.payout_address(company_id, ctx.seat.user_id) if may_manage else ""
    asks_proof = bool(address) and await ctx.services.proving.is_needed(ctx.tx, ctx.seat)
    view = PayoutView(
        account=await payees.account_of(ctx.tx, company_id),
        payouts=await payees.history(ctx.tx, company_id),
        debt=Money(await payees.debts(ctx.tx, company_id, currency), currency),
        address="" if asks_proof else address,
        may_manage=may_manage,
        asks_proof=asks_proof,
    )
    return payout_card(view, ctx.say)


async def listing_screen(ctx: Context, product: Product, *, at: int = 0) -> Screen:
    """The card for whoever looks, with its picture number `at`: its seller manages it, others can make an offer. Raises
    NotFound for one that is gone for good, or was taken down."""
    own = product.company_id == ctx.seat.company_id
    if product.status in ("removed", TAKEN_DOWN) and not own:
        raise NotFound()
    company = await ctx.tx.get(Company, product.company_id)
    photos = await ctx.services.listing.photos(ctx.tx, product.id)
    at = at if at < len(photos) else 0
    turn = catalogue.next_photo(product.id, at, len(photos), ctx.say) if len(photos) > 1 else None
    back = press(ctx.say("button-back"), verbs.MY_LISTINGS if own else verbs.RESULTS)
    last = None if own else await last_agreed(ctx.tx, product, ctx.seat.company_id)
    quick = proposal_buttons(proposals(product, (), "buyer", last), product.id, ctx.say)
    name = company.name if company else ""
    photo = photos[at] if photos else ""
    return catalogue.listing_card(
        product,
        name,
        ctx.say,
        own=own,
        back=back,
        photo=photo,
        quick=quick,
        turn=turn,
        taken_down=await why_taken_down(ctx.tx, product),
        held=company is not None and company.name_held_since is not None,
        besides=besides_of(ctx.services, ctx.seat),
        pays_here=own or await pays_in(ctx.services, ctx.tx, ctx.seat.channel, product.category_id, now=False),
    )


async def search_screen(ctx: Context, words: str) -> Screen:
    """The results for what somebody typed."""
    page = await ctx.services.searching.begin(ctx.tx, ctx.seat, typed=words)
    return catalogue.results(page, ctx.say)


async def tree_screen(ctx: Context, category_id: str) -> Screen:
    """A level of the category tree as an operator manages it."""
    policy.require_operator(ctx.seat)
    category = await ctx.services.listing.category(ctx.tx, category_id) if category_id else None
    children = await ctx.services.listing.categories(ctx.tx, category_id or None)
    return catalogue.tree(category, children, ctx.say)


async def goods_news(tx: Tx, row: OutboxRow, say: Say) -> Screen | None:
    """New listings for a saved search, or what a product file comes to; None when there is nothing to tell any more."""
    if row.kind == "upload":
        file = await tx.get(ProductUpload, row.subject_id)
        return catalogue.uploaded(file, say) if file is not None else None
    search = await tx.get(Search, row.subject_id)
    if search is None or not search.alerts:
        return None
    wanted = tuple(row.args["products"])
    found = {product.id: product for product in await tx.find(Product, id=wanted, limit=len(wanted))}
    there = [found[one] for one in wanted if one in found and found[one].status == "active"]
    category = await tx.get(Category, search.category_id) if search.category_id else None
    return catalogue.new_listings(search, category, there, int(row.args["count"]), say) if there else None


async def case_news(services: Services, tx: Tx, row: OutboxRow, seat: Seat, say: Say) -> Screen | None:
    """A moderator's question as the side reads it that was asked, or an answer to one; None for whoever it is not for."""
    found = await services.questioning.letter(tx, str(row.args["letter_id"]))
    deal = await tx.deal(row.subject_id)
    if found is None or deal is None:
        return None
    letter, files = found
    if letter.audience == "operator":
        who = await name_of(tx, letter.author_id)
        is_free = seat.staff_role == StaffRole.OPERATOR and not _is_of(deal, seat)
        return questions.for_operator(deal, letter, who, say) if is_free else None
    if letter.side == "moderator":
        return questions.asked(deal, letter, say)
    holds = deal.dispute is not None and deal.dispute.moderator_id == seat.user_id
    if not holds and (letter.audience != "both" or not _is_of(deal, seat)):
        return None
    hidden = letter.id in await redacted_in(tx, deal.trade.id)
    return questions.heard(deal, letter, files, say, to_moderator=holds, hidden=hidden)


async def answer_at_desk(services: Services, tx: Tx, row: OutboxRow, say: Say) -> Screen | None:
    """The same answer as the whole desk reads it; None where it is not told to the moderator who has the case."""
    identity, deal = await tx.get(ChatIdentity, row.identity_id), await tx.deal(row.subject_id)
    holder = deal.dispute.moderator_id if deal is not None and deal.dispute is not None else ""
    if identity is None or not holder or identity.user_id != holder:
        return None
    seat = await tx.seat(identity.channel, identity.tenant, identity.chat_user)
    return await case_news(services, tx, row, seat, say) if seat is not None else None


def _is_of(deal: Deal, seat: Seat) -> bool:
    return seat.company_id in (deal.trade.buyer_company_id, deal.trade.seller_company_id)


async def pieces_screen(ctx: Context, trade_id: str, *, before: int = 0, news: str = "") -> Screen:
    """What both sides brought into a case, after so many that are newer."""
    deal, found = await ctx.services.redacting.pieces(ctx.tx, ctx.seat, trade_id)
    more = before + redactions.PAGE if len(found) > before + redactions.PAGE else 0
    return redactions.pieces(deal, found[before : before + redactions.PAGE], ctx.say, more=more, news=news)


async def dead_letter_card(tx: Tx, row_id: str, say: Say) -> Screen | None:
    """News that did not arrive, and whose they were; None once nobody knows of them any more."""
    row = await tx.get(OutboxRow, row_id)
    if row is None:
        return None
    reader = await tx.get(ChatIdentity, row.identity_id)
    member = await tx.find(Membership, user_id=reader.user_id, order="created_at", limit=1) if reader else []
    company = await tx.get(Company, member[0].company_id) if member else None
    return dead_letters.dead_letter(row, company.name if company else "", say)


async def books_screen(tx: Tx, say: Say) -> Screen:
    """The provider's books against ours, with the names of who has accepted what."""
    found = await books_desk.listed(tx)
    people = {user_id for _, said in found.items for user_id in said} if found is not None else set()
    return books.books_card(found, say, {user_id: await name_of(tx, user_id) for user_id in sorted(people)})


def ways_back(ctx: Context, subject: str) -> tuple[Button, ...]:
    """To what the conversation was about, whose message it may have taken, and home."""
    home, subject = press(ctx.say("button-home"), verbs.HOME), subject.partition("|")[0]
    if subject.startswith("neg_"):
        return (press(ctx.say("button-open-deal"), verbs.CASE if ctx.is_desk else verbs.DEAL, subject), home)
    if subject.startswith("prd_"):
        return (press(ctx.say("button-back"), verbs.LISTING, subject), home)
    if subject.startswith("quo_"):
        return (press(ctx.say("button-back"), verbs.QUOTE, subject), home)
    return (home,)
