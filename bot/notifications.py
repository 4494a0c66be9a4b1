"""News for people: words and cards in the reader's language, at the moment they are sent."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.channels import ChannelNews
from bot.context import Context, Services, screens_in
from bot.conversations.talk import Talks
from bot.conversations.wiping import FLEETING, still_owed
from bot.desk_news import DeskNews
from bot.presenting import (
    GOODS_NEWS,
    case_news,
    goods_news,
    reader_card,
)
from bot.quoting import QUOTE_NEWS, quoting_screen
from bot.screens import linking
from bot.screens.desk import case_file_screen
from bot.screens.goods import proof
from bot.screens.messages import copy, undelivered
from bot.screens.notes import note_screen
from bot.screens.papers import agreement_screen, copies_screen
from bot.showing import Showing, news_of
from bot.telling import bundle_of, chat_of, digest, is_held, perhaps_later
from bot.text import Say, Texts
from bot.threads import Threads
from core.agreements import EscrowAgreement
from core.errors import DomainError
from core.events import OutboxRow, ScreenRow
from core.linking import AccountLink
from core.members import ChatIdentity, Seat
from core.ports.chat import GROUP, Actor, ChatError, ChatMoved, ChatUnreachable, Do, Incoming, Place, Screen
from core.ports.unit_of_work import Store, Tx
from core.preferences import Preferences
from core.services.desk_rows import FOR_THE_DESK
from core.services.whereabouts import own_place
from core.trades import Deal, NegotiationMessage

log = logging.getLogger(__name__)

BEGUN_BY = {"notice-sign-now": "sign"}
"""News that are at once followed by the conversation they ask for."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A piece of news, worded: where it goes, what it says, whose chat that is, and which other rows it covers."""

    place: Place
    screen: Screen
    shown: ScreenRow
    identity_id: str
    told_too: tuple[OutboxRow, ...] = ()
    message_id: str = ""
    """Of which message this is a copy, if it is one."""
    worded: int = 0
    """How many versions that message had when it was worded."""
    in_place: bool = False
    """A copy that changes where it stands."""
    here_only: bool = False
    """It is about this very chat: no other one will do."""


class Notifications:
    """Implements the notifier port. `desk` is the moderators' place, if there is one."""

    def __init__(
        self,
        *,
        store: Store,
        services: Services,
        texts: Texts,
        showing: Showing,
        talks: Talks,
        desk: Callable[[], Place | None],
    ) -> None:
        self._store = store
        self._services = services
        self._texts = texts
        self._showing = showing
        self._talks = talks
        self._desk = desk
        self.threads = Threads(
            store=store, book=services.threads, showing=showing, clock=services.clock, ids=services.ids
        )
        self.desk = DeskNews(store=store, services=services, texts=texts, threads=self.threads, place=desk)
        self.channels = ChannelNews(store=store, services=services, texts=texts, threads=self.threads, showing=showing)
        self.follow: Callable[[Place, str], Awaitable[None]] = _nobody_follows
        """Told when a group has another id."""

    async def deliver(self, row: OutboxRow) -> None:
        """Word one outbox row and send it where the reader wants it, or in another of their chats; or put it off."""
        if row.kind in FOR_THE_DESK:
            try:
                await self.desk.tell(row)
            except ChatMoved as moved:
                await self._to_where_it_moved(row, moved.chat)
            return
        if row.kind == "thread":
            await self.threads.close_again(row)
            return
        if row.kind == "channel":
            await self.channels.tell(row)
            return
        if row.kind == "question" and await self.desk.is_told_the_answer(row):
            return
        while not await self._told(row):
            pass

    async def _to_where_it_moved(self, row: OutboxRow, chat: str) -> None:
        """Once more, behind the group that has another id now."""
        place = self._desk()
        if place is not None:
            await self.follow(place, chat)
        await self.desk.tell(row)

    async def _told(self, row: OutboxRow) -> bool:
        """Send it once; False when that chat is closed to us and another one of the same person may be open."""
        made = await self._store.read(lambda tx: self._made(tx, row))
        if made is None:
            return True
        try:
            news = news_of(made.screen)
            shown = await self._showing.show(made.place, made.shown, made.screen, anew=not made.in_place, news=news)
        except ChatUnreachable:
            if await self._store.write(lambda tx: self._unreachable(tx, made.identity_id)) and not made.here_only:
                return False
            raise
        if made.told_too:
            told = [replace(other, status="sent", attempts=other.attempts + 1) for other in made.told_too]
            await self._store.write(lambda tx: tx.settle_outbox(told))
        flow = BEGUN_BY.get(f"notice-{row.notice}", "")
        if flow and row.kind == "deal" and made.screen.key == f"deal:{row.subject_id}":
            await self._begin(made, flow, row.subject_id)
        if made.message_id and shown is not None:
            note = partial(self._services.relaying.note_copies, worded=made.worded)
            await self._store.write(lambda tx: note(tx, made.message_id, made.identity_id, shown.place, shown.parts))
        return True

    async def _begin(self, made: _Made, flow: str, subject: str) -> None:
        """What the news asks for is asked at once. If it can not be shown now, the sweep shows it, and the card has the
        button for it."""
        for shown, screen in await self._store.write(lambda tx: self._asked(tx, made, flow, subject)):
            try:
                await self._showing.show(made.place, shown, screen, anew=True, only_newer=True)
            except ChatError:
                log.info("a question could not be asked yet", extra={"flow": flow})
            except Exception:
                log.exception("a question could not be asked", extra={"flow": flow})
            else:
                continue
            return

    async def given_up(self, row: OutboxRow) -> None:
        """A message that did not reach anybody goes back to its sender, as a sentence; other news become a card at the desk."""
        if row.kind == "message":
            await self._store.write(lambda tx: self._services.relaying.undelivered(tx, row))
        elif row.kind == "channel":
            await self._store.write(lambda tx: self._services.channels.in_private(tx, row))
        else:
            await self._store.write(lambda tx: self._services.dead_letters.tell(tx, row))

    async def _asked(self, tx: Tx, made: _Made, flow: str, subject: str) -> list[tuple[ScreenRow, Screen]]:
        """A conversation begins, for whoever may hold it and is in no other; its screens are owed from here on."""
        identity = await tx.get(ChatIdentity, made.identity_id)
        seat = await tx.seat(identity.channel, identity.tenant, identity.chat_user) if identity else None
        if seat is None:
            return []
        try:
            replies = await self._talks.begin_unasked(self._context(tx, seat, made.place), flow, subject)
        except DomainError:
            return []
        owed = []
        for screen in screens_in(replies):
            key = made.shown.place, screen.key
            row = await self._showing.row_of(tx, *key) or self._blank(*key, made.identity_id)
            row = replace(row, due_rev=screen.rev, updated_at=self._services.clock.now())
            await tx.put_screen(row)
            owed.append((row, screen))
        return owed

    async def refresh(self, row: ScreenRow) -> bool:
        """Show a stored screen again, in place, unless its own answer or some news was quicker; False when there is nothing
        to show."""
        row = replace(marked := self._showing.newest(row), due_rev=max(row.due_rev, marked.due_rev))
        kind, _, subject = row.key.partition(":")
        if kind == "channel":
            return await self.channels.refresh(row, subject)
        place = await self._store.read(lambda tx: self._where(tx, row))
        if place is None:
            return False
        if kind == "case":
            made = await self._store.read(lambda tx: self.desk.case(tx, subject, row.news))
        else:
            made = await self._store.read(lambda tx: self._again(tx, row, kind, subject))
        if made is not None:
            await self._showing.show_around(place, row, made, news=row.news, only_newer=True)
        return made is not None

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _made(self, tx: Tx, row: OutboxRow) -> _Made | None:
        """Where the news goes and what it says by now; None when nobody is there to read it. Raises NotYet."""
        addressed = await tx.get(ChatIdentity, row.identity_id)
        if addressed is None:
            return None
        chosen = await tx.get(Preferences, addressed.user_id)
        # A copy changes in the chat where it stands, quietly and at once.
        in_place = row.args.get("change", "sent") != "sent"
        here = in_place or bool(row.args.get("here"))
        identity = addressed if here else await chat_of(tx, addressed, chosen)
        bundle = await bundle_of(tx, row, self._services.clock.now())
        if chosen is not None and not is_held(row) and not in_place:
            await perhaps_later(self._services, tx, row, addressed.user_id, chosen)
        say = self._texts.say(identity.lang, chosen.zone if chosen else "")
        # Counted before it is read: what changes in between follows once too often rather than never.
        about = str(row.args["message_id"]) if row.kind == "message" else ""
        worded = await self._services.relaying.versions_of(tx, about) if about else 0
        if len(bundle) > 1:
            screen: Screen | None = digest(bundle, say)
        elif row.kind in GOODS_NEWS:
            screen = await goods_news(tx, row, say)
        elif row.kind in QUOTE_NEWS:
            news = say(f"rfq-{row.kind}-{row.notice}")
            seat = await tx.seat(identity.channel, identity.tenant, identity.chat_user)
            screen = await quoting_screen(self._services, tx, row.kind, row.subject_id, seat, say, news=news)
        elif row.kind == "note":
            screen = note_screen(row, say)
        elif row.kind == "casefile":
            case = await tx.deal(row.subject_id)
            screen = case_file_screen(case, say) if case is not None else None
        elif row.kind == "question":
            seat = await tx.seat(identity.channel, identity.tenant, identity.chat_user)
            screen = await case_news(self._services, tx, row, seat, say) if seat is not None else None
        elif row.kind == "link":
            link = await tx.get(AccountLink, row.subject_id)
            screen = linking.asked(link, say) if link is not None and link.status == "agreed" else None
        else:
            screen = await self._about_deal(tx, row, identity, say)
        if screen is None:
            return None
        place = own_place(identity)
        key = place.key
        shown = await self._showing.row_of(tx, key, screen.key) or self._blank(key, screen.key, identity.id)
        told_too = tuple(other for other in bundle if other.id != row.id)
        kind, _, message_id = screen.key.partition(":")
        message_id = message_id if kind == "message" else ""
        return _Made(place, screen, shown, identity.id, told_too, message_id, worded, in_place, here)

    async def _about_deal(self, tx: Tx, row: OutboxRow, identity: ChatIdentity, say: Say) -> Screen | None:
        deal = await tx.deal(row.subject_id)
        if deal is None:
            return None
        seat = next((seat for seat in deal.seats if seat.identity_id == identity.id), None)
        if seat is None:
            return None
        if row.kind == "proof":
            shipment = next((one for one in deal.shipments if one.id == row.args.get("shipment_id")), None)
            return proof(deal, shipment, say) if shipment is not None else None
        if row.kind == "message":
            return await self._message(tx, row, deal, seat, own_place(identity).key, say)
        if row.kind == "undelivered":
            return undelivered(deal.trade.id, str(row.args["message_id"]), say)
        if row.kind == "paper" and deal.agreement is not None:
            role = "buyer" if seat.company_id == deal.trade.buyer_company_id else "seller"
            return copies_screen(row.notice, deal, role, say)
        return await reader_card(self._services, tx, deal, seat, say, news=say(f"notice-{row.notice}"))

    async def _message(self, tx: Tx, row: OutboxRow, deal: Deal, seat: Seat, place: str, say: Say) -> Screen | None:
        """A relayed message as it is by now, below what it answers where that stands in the same chat."""
        relaying = self._services.relaying
        message = await tx.get(NegotiationMessage, str(row.args["message_id"]))
        relay = await relaying.relay_of(tx, message) if message is not None else None
        if message is None:
            return None
        answers = await relaying.part_in(tx, relay.reply_to, place) if relay is not None and relay.reply_to else ""
        files = await relaying.files_of(tx, message.id)
        change = str(row.args.get("change", "sent"))
        return copy(deal, seat, message, relay, files, say, change=change, reply_to=answers)

    async def _again(self, tx: Tx, row: ScreenRow, kind: str, subject: str) -> Screen | None:
        identity = await tx.get(ChatIdentity, row.identity_id)
        if identity is None:
            return None
        seat = await tx.seat(identity.channel, identity.tenant, identity.chat_user)
        if seat is None:
            return None
        if kind in ("talk", FLEETING):
            say = self._texts.say(seat.lang, seat.zone)
            try:
                asked = await self._talks.screen(self._context(tx, seat, self._place_of(row)), subject)
            except DomainError:
                # The deal has gone on elsewhere, and this can not be asked any more: whoever answers is told why.
                asked = None
            return asked or still_owed(row, say)
        if kind in QUOTE_NEWS:
            say = self._texts.say(seat.lang, seat.zone)
            return await quoting_screen(self._services, tx, kind, subject, seat, say, news=row.news)
        if kind == "paper":
            return await self._paper(tx, subject, self._texts.say(seat.lang, seat.zone))
        deal = await tx.deal(subject)
        if deal is None:
            return None
        try:
            return await reader_card(
                self._services, tx, deal, seat, self._texts.say(seat.lang, seat.zone), news=row.news
            )
        except DomainError:
            return None

    async def _paper(self, tx: Tx, agreement_id: str, say: Say) -> Screen | None:
        """An agreement that somebody was to read, after a crash."""
        agreement = await tx.get(EscrowAgreement, agreement_id)
        deal = await tx.deal(agreement.negotiation_id) if agreement else None
        if deal is None or deal.agreement is None or deal.agreement.id != agreement_id:
            return None
        translation = self._services.agreements.translated(deal, say.lang)
        return agreement_screen(deal, deal.agreement, translation, say)

    async def _where(self, tx: Tx, row: ScreenRow) -> Place | None:
        """Where a stored screen stands; None where nothing is shown any more, as in a channel that a company has left."""
        place = self._place_of(row)
        if place.kind == GROUP:
            return place
        if await self._services.channels.at(tx, replace(place, kind=GROUP)) is not None:
            return replace(place, kind=GROUP)
        identity = await tx.get(ChatIdentity, row.identity_id)
        return place if identity is not None and place.chat in (identity.chat, identity.chat_user) else None

    def _place_of(self, row: ScreenRow) -> Place:
        """Where a stored screen stands; buttons are sealed for a channel or for a person, so the kind counts."""
        channel, tenant, chat, thread = row.place.split("|")
        desk = self._desk()
        if desk is not None and (desk.channel, desk.tenant, desk.chat) == (channel, tenant, chat):
            return replace(desk, thread=thread)
        return Place(channel, tenant, chat, thread)

    def _context(self, tx: Tx, seat: Seat, place: Place) -> Context:
        """A context for rendering only: nothing came in."""
        now = self._services.clock.now()
        actor = Actor(place.channel, place.tenant, seat.chat_user)
        return Context(
            tx=tx,
            seat=seat,
            incoming=Incoming("", "other", place, actor, now),
            place=place,
            do=Do(""),
            say=self._texts.say(seat.lang, seat.zone),
            can=self._showing.can(place),
            services=self._services,
            known=self._showing.row_of,
        )

    def _blank(self, place: str, key: str, identity_id: str) -> ScreenRow:
        return ScreenRow(
            self._services.ids.new("scr"), place, key, identity_id, (), "", 0, 0, self._services.clock.now()
        )

    async def _unreachable(self, tx: Tx, identity_id: str) -> bool:
        """Mark this chat; True when the person has another one that can be reached."""
        identity = await tx.get(ChatIdentity, identity_id)
        if identity is None:
            return False
        await tx.put(replace(identity, reachable=False))
        others = await tx.find(ChatIdentity, user_id=identity.user_id, limit=20)
        return any(other.reachable and other.id != identity_id for other in others)


async def _nobody_follows(_place: Place, _chat: str) -> None:
    """Before the market is put together."""
