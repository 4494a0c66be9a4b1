"""Deals in the channels of companies: one card a deal, what happens below it, and what follows when a channel is lost."""

from __future__ import annotations

import logging

from bot.context import Services
from bot.presenting import channel_card
from bot.screens.channels import welcome
from bot.showing import Showing
from bot.text import Say, Texts
from bot.threads import Threads, about_deal, changes_state
from core.channels import CONNECTED, CompanyChannel
from core.errors import DomainError
from core.events import OutboxRow, ScreenRow
from core.policy import viewing_role
from core.ports.chat import GROUP, ChatUnreachable, Place, Screen
from core.ports.unit_of_work import Store, Tx
from core.services.names import name_of
from core.trades import Deal

log = logging.getLogger(__name__)


class ChannelNews:
    """Tells whole companies, each in its own channel."""

    def __init__(self, *, store: Store, services: Services, texts: Texts, threads: Threads, showing: Showing) -> None:
        self._store = store
        self._services = services
        self._texts = texts
        self._threads = threads
        self._showing = showing

    async def tell(self, row: OutboxRow) -> None:
        """One piece of news, or the first word of all. Where the channel is closed to us, everybody is told privately."""
        channel, deal = await self._store.read(lambda tx: self._read(tx, row))
        if channel is None or channel.status != CONNECTED:
            await self._store.write(lambda tx: self._services.channels.in_private(tx, row))
            return
        try:
            await self._shown(channel, deal, row)
        except ChatUnreachable:
            lost = channel.id
            log.warning("a company's channel is closed to us; its people are told in their own chats")
            await self._store.write(lambda tx: self._lost(tx, lost, row))

    async def refresh(self, row: ScreenRow, trade_id: str) -> bool:
        """The card of a deal as it is by now, in place; False where the channel is not connected any more."""
        name, tenant, chat, _ = row.place.split("|")
        place = Place(name, tenant, chat, kind=GROUP)

        async def step(tx: Tx) -> Screen | None:
            channel, deal = await self._services.channels.at(tx, place), await tx.deal(trade_id)
            if channel is None or deal is None:
                return None
            return await self._card(tx, channel, deal, row.news)

        card = await self._store.read(step)
        if card is None:
            return False
        try:
            await self._showing.show(place, row, card, news=row.news, only_newer=True)
        except ChatUnreachable:
            found = await self._store.read(lambda tx: self._services.channels.at(tx, place))
            if found is not None:
                await self._store.write(lambda tx: self._services.channels.lost(tx, found.id))
            raise
        return True

    async def _read(self, tx: Tx, row: OutboxRow) -> tuple[CompanyChannel | None, Deal | None]:
        channel = await tx.get(CompanyChannel, str(row.args["channel_id"]))
        return channel, await tx.deal(row.subject_id) if row.subject_id else None

    async def _shown(self, channel: CompanyChannel, deal: Deal | None, row: OutboxRow) -> None:
        place = Place(channel.channel, channel.tenant, channel.chat, kind=GROUP)
        say = self._texts.say(channel.lang)
        if not row.subject_id:
            await self._threads.tell(place, await self._welcome(channel, say), "", None)
            return
        if deal is None:
            return
        words = say(f"notice-{row.notice}")
        if row.notice == "approval-asked":
            words = await self._store.read(lambda tx: self._with_approvers(tx, channel, deal, words, say))
        card = await self._store.read(lambda tx: self._card(tx, channel, deal, words))
        if card is not None:
            about = about_deal(deal)
            await self._threads.tell(place, card, words, about, row_id=row.id, aloud=changes_state(row.notice))

    async def _with_approvers(self, tx: Tx, channel: CompanyChannel, deal: Deal, words: str, say: Say) -> str:
        """Whoever may approve is named: the others can read on."""
        trading, found = self._services.trading, dict[str, str]()
        for seat in deal.seats:
            if seat.company_id != channel.company_id or seat.user_id in found:
                continue
            choices = trading.choices(deal, viewing_role(seat, deal), seat)
            if any(choice.name == "approve" for choice in choices):
                found[seat.user_id] = await name_of(tx, seat.user_id)
        names = ", ".join(name for name in found.values() if name)
        return f"{words} {say('channel-approvers', names=names)}" if names else words

    async def _welcome(self, channel: CompanyChannel, say: Say) -> Screen:
        name = await self._store.read(lambda tx: self._services.channels.company_name(tx, channel))
        return welcome(name, say)

    async def _card(self, tx: Tx, channel: CompanyChannel, deal: Deal, news: str) -> Screen | None:
        say = self._texts.say(channel.lang)
        try:
            return await channel_card(self._services, tx, deal, channel, say, news=news)
        except DomainError:
            return None

    async def _lost(self, tx: Tx, channel_id: str, row: OutboxRow) -> None:
        await self._services.channels.lost(tx, channel_id)
        await self._services.channels.in_private(tx, row)
