"""News for the moderators' desk: cases in their threads, reports, alarms, transfers to confirm."""

from __future__ import annotations

from collections.abc import Callable

from bot.context import Services
from bot.presenting import answer_at_desk, books_screen, dead_letter_card, desk_case, name_of_moderator
from bot.screens import safety
from bot.screens.bank import bank_card
from bot.screens.look_alikes import name_card
from bot.screens.notes import values_of
from bot.screens.parts import head, text
from bot.text import Say, Texts
from bot.threads import Threads, about_case, changes_state
from core.bank import BankOrder
from core.errors import NotFound
from core.events import OutboxRow
from core.money import Money
from core.ports.chat import Place, Screen
from core.ports.unit_of_work import Store, Tx
from core.reports import Report
from core.services.names_desk import case_of
from core.services.redacting import as_shown
from core.services.safety import reported
from core.services.track_record import records_of
from core.trades import Deal


def notice_at_desk(notice: str, deal: Deal | None, say: Say) -> str:
    """The words of one piece of news. Of a refund that waits for our own money the desk hears how much is needed."""
    waiting = [one for one in deal.refunds if one.status == "pending" and one.reason] if deal is not None else []
    key = f"notice-{notice}"
    if key != "notice-refund-waits" or deal is None or not waiting:
        return say(f"notice-{notice}")
    needed = sum(refund.amount for refund in waiting)
    return say("notice-refund-waits-desk", amount=say.money(Money(needed, deal.trade.currency)))


class DeskNews:
    """`place` is the moderators', if there is one."""

    def __init__(
        self, *, store: Store, services: Services, texts: Texts, threads: Threads, place: Callable[[], Place | None]
    ) -> None:
        self._store = store
        self._services = services
        self._texts = texts
        self._threads = threads
        self._place = place

    async def is_told_the_answer(self, row: OutboxRow) -> bool:
        """An answer to the moderator of a case stands in its thread; False where it has none: it goes to their own chat."""
        place, say = self._place(), self._texts.desk
        answer = await self._store.read(lambda tx: answer_at_desk(self._services, tx, row, say)) if place else None
        return place is not None and answer is not None and await self._threads.add(place, row.subject_id, answer)

    async def tell(self, row: OutboxRow) -> None:
        """Word one row and show it where it belongs at the desk."""
        # A name is compared and its mark kept where there is no desk yet, too: the queue lists it.
        name = await self._name(row.subject_id) if row.kind == "names" else None
        place = self._place()
        if place is None:
            return
        say, about = self._texts.desk, None
        if row.kind == "report":
            words = ""
            made: Screen | None = await self._store.read(lambda tx: self._report(tx, row.subject_id))
        elif row.kind == "names":
            words, made = "", name
        elif row.kind == "dead":
            words = ""
            made = await self._store.read(lambda tx: dead_letter_card(tx, row.subject_id, say))
        elif row.kind == "books":
            words, made = "", await self._store.read(lambda tx: books_screen(tx, say))
        elif row.kind == "bank":
            words, order = "", await self._store.read(lambda tx: tx.get(BankOrder, row.subject_id))
            made = bank_card(order, say) if order is not None else None
        elif row.kind == "alarm":
            words = say(f"told-{row.notice}", **values_of(row, say))
            made = Screen(f"alarm:{row.id}", (head(say("alarm-title")), text(words)))
        else:
            deal = await self._store.read(lambda tx: tx.deal(row.subject_id))
            words = notice_at_desk(row.notice, deal, say)
            made = await self._store.read(lambda tx: self.case(tx, row.subject_id, words))
            about = about_case(deal)
        if made is None:
            return
        await self._threads.tell(place, made, words, about, row_id=row.id, aloud=changes_state(row.notice))

    async def _name(self, company_id: str) -> Screen | None:
        """A name that is new here, if it can be mistaken."""
        if not await self._services.names.look(self._store, company_id):
            return None
        case = await self._store.read(lambda tx: case_of(tx, company_id))
        return name_card(case, self._texts.desk) if case is not None else None

    async def _report(self, tx: Tx, report_id: str) -> Screen | None:
        report = await tx.get(Report, report_id)
        if report is None:
            return None
        try:
            return safety.at_desk(await reported(tx, report), self._texts.desk)
        except NotFound:
            return None

    async def case(self, tx: Tx, trade_id: str, news: str) -> Screen | None:
        """The card of a case, or what there is to say of a deal without one."""
        deal = await tx.deal(trade_id)
        if deal is None:
            return None
        return desk_case(
            self._services,
            await as_shown(tx, deal),
            self._texts.desk,
            await records_of(tx, deal),
            news=news,
            moderator=await name_of_moderator(tx, deal),
            news_alone=True,
        )
