"""News for people: words and cards in the reader's language, at the moment they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.context import Context, Services
from bot.conversations.talk import Talks
from bot.presenting import case_screen, name_of_moderator, reader_card
from bot.screens.parts import press, quote, rows, text
from bot.showing import Showing, news_of
from bot.text import Say, Texts
from bot.verbs import DEAL, MESSAGE
from core.errors import DomainError
from core.events import OutboxRow, ScreenRow
from core.ids import code_of
from core.members import ChatIdentity, Seat
from core.ports.chat import Actor, Can, ChatUnreachable, Do, Incoming, Place, Screen
from core.ports.unit_of_work import Store, Tx
from core.trades import Deal, NegotiationMessage

DESK_LANGUAGE = "en"
_MODERATOR = Seat(user_id="", company_id="", company_name="", role="", staff_role="moderator")
"""The shared card of the desk offers what any free moderator could do; the press is judged by who presses."""


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

    async def deliver(self, row: OutboxRow) -> None:
        """Word one outbox row and send it."""
        if row.kind == "desk":
            await self._to_desk(row)
            return
        made = await self._store.read(lambda tx: self._made(tx, row))
        if made is None:
            return
        place, screen, shown = made
        try:
            await self._showing.show(place, shown, screen, anew=True, news=news_of(screen))
        except ChatUnreachable:
            await self._store.write(lambda tx: self._unreachable(tx, row.identity_id))
            raise

    async def refresh(self, row: ScreenRow) -> None:
        """Show a stored screen again, in place, unless its own answer or some news was quicker."""
        row = self._showing.newest(row)
        kind, _, subject = row.key.partition(":")
        place = self._place_of(row)
        if kind == "case":
            made = await self._store.read(lambda tx: self._case(tx, subject, row.news))
        else:
            made = await self._store.read(lambda tx: self._again(tx, row, kind, subject))
        if made is not None:
            await self._showing.show(place, row, made, news=row.news, only_newer=True)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _made(self, tx: Tx, row: OutboxRow) -> tuple[Place, Screen, ScreenRow] | None:
        identity = await tx.get(ChatIdentity, row.identity_id)
        deal = await tx.deal(row.subject_id)
        if identity is None or deal is None:
            return None
        seat = next((seat for seat in deal.seats if seat.identity_id == row.identity_id), None)
        if seat is None:
            return None
        say = self._texts.say(seat.lang)
        place = Place(identity.channel, identity.tenant, identity.chat)
        if row.kind == "message":
            screen = await self._message(tx, row, deal, seat, say)
        else:
            screen = reader_card(self._services, deal, seat, say, news=say(f"notice-{row.notice}"))
        key = f"{place.channel}|{place.tenant}|{place.chat}|"
        shown = await self._showing.row_of(tx, key, screen.key) or self._blank(key, screen.key, seat.identity_id)
        return place, screen, shown

    async def _message(self, tx: Tx, row: OutboxRow, deal: Deal, seat: Seat, say: Say) -> Screen:
        """A relayed message: who as a company, what, and a way to answer."""
        message = await tx.get(NegotiationMessage, str(row.args["message_id"]))
        other = deal.buyer_name if seat.company_id == deal.trade.seller_company_id else deal.seller_name
        words = message.message if message else ""
        lines = (text(say("notice-message", **{"from": other, "code": code_of(deal.trade.id)})), quote(words))
        buttons = rows(
            press(say("button-message"), MESSAGE, deal.trade.id, style="primary"),
            press(say("button-open-deal"), DEAL, deal.trade.id),
        )
        return Screen(f"message:{row.args['message_id']}", lines, buttons)

    async def _to_desk(self, row: OutboxRow) -> None:
        place = self._desk()
        if place is None:
            return
        words = self._texts.say(DESK_LANGUAGE)(f"notice-{row.notice}")
        made = await self._store.read(lambda tx: self._case(tx, row.subject_id, words))
        if made is None:
            return
        key = f"{place.channel}|{place.tenant}|{place.chat}|{place.thread}"
        found = await self._store.read(lambda tx: self._showing.row_of(tx, key, made.key))
        await self._showing.show(place, found or self._blank(key, made.key, ""), made, anew=True, news=words)

    async def _case(self, tx: Tx, trade_id: str, news: str) -> Screen | None:
        deal = await tx.deal(trade_id)
        if deal is None or deal.dispute is None:
            return None
        say = self._texts.say(DESK_LANGUAGE)
        holder = _MODERATOR
        if deal.dispute.moderator_id:
            holder = await tx.seat_of_user(deal.dispute.moderator_id) or _MODERATOR
        name = await name_of_moderator(tx, deal)
        return case_screen(self._services, deal, holder, say, news=news, moderator=name)

    async def _again(self, tx: Tx, row: ScreenRow, kind: str, subject: str) -> Screen | None:
        identity = await tx.get(ChatIdentity, row.identity_id)
        if identity is None:
            return None
        seat = await tx.seat(identity.channel, identity.tenant, identity.chat_user)
        if seat is None:
            return None
        if kind == "talk":
            return await self._talks.screen(self._context(tx, seat, self._place_of(row)), subject)
        deal = await tx.deal(subject)
        if deal is None:
            return None
        try:
            return reader_card(self._services, deal, seat, self._texts.say(seat.lang), news=row.news)
        except DomainError:
            return None

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
            say=self._texts.say(seat.lang),
            can=Can(forms=False, private_answers=False, confirm=False, text_max=4000),
            services=self._services,
        )

    def _blank(self, place: str, key: str, identity_id: str) -> ScreenRow:
        return ScreenRow(
            self._services.ids.new("scr"), place, key, identity_id, (), "", 0, 0, self._services.clock.now()
        )

    async def _unreachable(self, tx: Tx, identity_id: str) -> None:
        identity = await tx.get(ChatIdentity, identity_id)
        if identity is not None:
            await tx.put(replace(identity, reachable=False))
