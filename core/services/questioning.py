"""A moderator asks, a side answers: through us alone, under the code of the case, on record for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from core import policy
from core.disputes import Dispute
from core.errors import InvalidValue, NotFound, NotNow, TakenBySomebody, TooMany
from core.events import AuditRow, OutboxRow
from core.files import EvidenceFile
from core.ids import Ids
from core.members import ChatIdentity, Seat, StaffRole, User
from core.messages import QUESTIONS, CaseLetter
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.process.definition import Role, Told
from core.process.moderating import ANSWER_DAYS_MAX
from core.services.desk_rows import desk_row
from core.services.names import name_of
from core.services.relaying import FILES_MAX, MESSAGE_LENGTH_MAX, digest_of
from core.services.trading import Trading
from core.trades import Deal
from core.wording import clean_text

QUESTION_LENGTH_MAX: Final = 1000
SIDES: Final = ("buyer", "seller", "both")
ANSWERS_MAX: Final = 30
"""So often one side may answer one question."""
QUESTIONS_MAX: Final = 50
"""So many questions one case may have."""
_SHOWN_MAX: Final = 5
_OPERATORS_MAX: Final = 50
_ASKED_IN: Final = ("open", "in_progress")


class Questioning:
    """Questions and answers of a case. Runs inside the unit of work of whoever calls."""

    def __init__(self, *, clock: Clock, ids: Ids, trading: Trading) -> None:
        self._clock = clock
        self._ids = ids
        self._trading = trading

    async def case_of(self, tx: Tx, seat: Seat, trade_id: str) -> Deal:
        """The deal whose case is this moderator's. Raises NotFound, ConflictOfInterest, TakenBySomebody, NotNow."""
        policy.require_staff(seat)
        deal = await tx.deal(trade_id)
        if deal is None or deal.dispute is None:
            raise NotFound()
        policy.acting_role(seat, deal, frozenset({Role.MODERATOR}))
        await self._trading.require_unbiased(tx, seat, deal)
        holder = deal.dispute.moderator_id
        if holder and holder != seat.user_id:
            name = await name_of(tx, holder)
            raise TakenBySomebody(named="yes" if name else "no", name=name)
        if not holder or deal.dispute.status != "in_progress":
            raise NotNow()
        return deal

    async def ask(
        self, tx: Tx, seat: Seat, trade_id: str, *, to: str, topic: str = "", words: str = "", days: int = 0
    ) -> Deal:
        """A usual question, or one in the moderator's own words, to one side or to both, to be answered within so many days
        (0: as many as usual)."""
        deal = await self.case_of(tx, seat, trade_id)
        dispute = _dispute_of(deal)
        if to not in SIDES:
            raise InvalidValue("to", "not-an-option")
        if topic and topic not in QUESTIONS:
            raise InvalidValue("topic", "not-an-option")
        if not 0 <= days <= ANSWER_DAYS_MAX:
            raise InvalidValue("days", "out-of-range", low=1, high=ANSWER_DAYS_MAX)
        due_at = self._clock.now() + (timedelta(days=days) if days else self._trading.rules.evidence)
        plain = "" if topic else clean_text(words, "question", length_max=QUESTION_LENGTH_MAX)
        if await tx.count(CaseLetter, dispute_id=dispute.id, side="moderator") >= QUESTIONS_MAX:
            raise TooMany()
        letter = self._letter(deal, seat, side="moderator", audience=to, topic=topic, words=plain, due_at=due_at)
        await tx.add(letter)
        sides = ("buyer", "seller") if to == "both" else (to,)
        given = {"question_id": letter.id, "sides": sides, "due_at": due_at}
        deal = (await self._trading.apply(tx, deal, "ask_parties", role=Role.MODERATOR, seat=seat, args=given)).deal
        await tx.add(
            AuditRow(self._ids.new("aud"), seat.user_id, "case.asked", trade_id, self._clock.now(), {"to": to})
        )
        await self._tell(tx, deal, letter, [reader.identity_id for reader in self._readers(deal, to)])
        return deal

    async def to_operator(self, tx: Tx, seat: Seat, trade_id: str, words: str) -> Deal:
        """The moderator asks the operators for help, with a note that nobody else reads; it is in the case file. Raises NotNow
        when there is no operator besides the moderator."""
        deal = await self.case_of(tx, seat, trade_id)
        plain = clean_text(words, "question", length_max=QUESTION_LENGTH_MAX)
        if await tx.count(CaseLetter, dispute_id=_dispute_of(deal).id, side="moderator") >= QUESTIONS_MAX:
            raise TooMany()
        operators = await tx.find(User, staff_role=StaffRole.OPERATOR, order="id", limit=_OPERATORS_MAX)
        chats = [
            chat.id
            for each in operators
            if each.id != seat.user_id
            for chat in (await tx.find(ChatIdentity, user_id=each.id, order="created_at", limit=20))[:1]
        ]
        if not chats:
            raise NotNow()
        letter = self._letter(deal, seat, side="moderator", audience="operator", words=plain)
        await tx.add(letter)
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, "case.to_operator", trade_id, self._clock.now(), {}))
        await self._tell(tx, deal, letter, chats)
        await tx.add(self._at_desk(trade_id, "case-to-operator"))
        return deal

    async def question_for(self, tx: Tx, seat: Seat, question_id: str) -> tuple[Deal, CaseLetter]:
        """A question that this person's side was asked, while it can be answered. Raises NotFound, NotNow, NotAllowed."""
        question = await tx.get(CaseLetter, question_id)
        deal = await tx.deal(question.negotiation_id) if question is not None else None
        if question is None or deal is None or question.side != "moderator":
            raise NotFound()
        if question.audience not in (str(policy.role_in(seat, deal)), "both"):
            raise NotFound()
        policy.require_member(seat, "message")
        dispute = _dispute_of(deal)
        if dispute.id != question.dispute_id or dispute.status not in _ASKED_IN:
            raise NotNow()
        return deal, question

    async def answer(
        self, tx: Tx, seat: Seat, question_id: str, *, words: str = "", files: Sequence[str] = ()
    ) -> tuple[Deal, CaseLetter]:
        """To the case and its moderator; the other side reads it when it was asked the same. Raises TooMany, InvalidValue."""
        deal, question = await self.question_for(tx, seat, question_id)
        side = str(policy.role_in(seat, deal))
        plain = clean_text(words, "message", length_max=MESSAGE_LENGTH_MAX, required=not files)
        found = await self._own_files(tx, seat, files)
        if await tx.count(CaseLetter, question_id=question.id, side=side) >= ANSWERS_MAX:
            raise TooMany()
        letter = self._letter(
            deal,
            seat,
            side=side,
            audience=question.audience,
            question_id=question.id,
            words=plain,
            files=found,
            due_at=question.due_at,
        )
        await tx.add(letter)
        given = {"question_id": question.id, "late": letter.is_late}
        deal = (await self._trading.apply(tx, deal, "answer_question", role=Role(side), seat=seat, args=given)).deal
        holder = _dispute_of(deal).moderator_id
        chats = await tx.find(ChatIdentity, user_id=holder, order="created_at", limit=20) if holder else []
        moderator = next((chat.id for chat in chats if chat.reachable), "")
        others = [reader.identity_id for reader in self._readers(deal, "buyer" if side == "seller" else "seller")]
        told = others if question.audience == "both" else []
        if moderator:
            await self._tell(tx, deal, letter, [moderator, *told])
        else:
            await self._tell(tx, deal, letter, told)
            await tx.add(self._at_desk(deal.trade.id, "case-answered"))
        return deal, letter

    async def asked(self, tx: Tx, deal: Deal, side: str) -> list[CaseLetter]:
        """The newest questions to a side in the present case, newest first."""
        found = await tx.find(
            CaseLetter,
            dispute_id=_dispute_of(deal).id,
            side="moderator",
            audience=(side, "both"),
            order="-id",
            limit=_SHOWN_MAX,
        )
        return list(found)

    async def letter(self, tx: Tx, letter_id: str) -> tuple[CaseLetter, list[EvidenceFile]] | None:
        """A question or an answer with its files; None when there is none."""
        letter = await tx.get(CaseLetter, letter_id)
        if letter is None:
            return None
        files = [await tx.get(EvidenceFile, ref) for ref in letter.files]
        return letter, [file for file in files if file is not None]

    def _readers(self, deal: Deal, to: str) -> list[Seat]:
        """Everybody of a side who can be reached; where nobody can, everybody is tried."""
        found: list[Seat] = []
        for side in ("buyer", "seller") if to == "both" else (to,):
            open_chats = self._trading.readers(deal, Told(side), None)
            seats = open_chats or self._trading.readers(deal, Told(side), None, closed_too=True)
            found += [seat for seat in seats if seat is not None]
        return found

    async def _own_files(self, tx: Tx, seat: Seat, refs: Sequence[str]) -> list[EvidenceFile]:
        if len(refs) > FILES_MAX:
            raise InvalidValue("files", "too-many-files", most=FILES_MAX)
        found = []
        for ref in dict.fromkeys(refs):
            file = await tx.get(EvidenceFile, ref)
            if file is None or file.uploader_id != seat.user_id:
                raise NotFound()
            found.append(file)
        return found

    def _letter(
        self,
        deal: Deal,
        seat: Seat,
        *,
        side: str,
        audience: str,
        words: str,
        topic: str = "",
        question_id: str = "",
        files: Sequence[EvidenceFile] = (),
        due_at: datetime | None = None,
    ) -> CaseLetter:
        return CaseLetter(
            id=self._ids.new("clt"),
            negotiation_id=deal.trade.id,
            dispute_id=_dispute_of(deal).id,
            author_id=seat.user_id,
            side=side,
            audience=audience,
            question_id=question_id,
            topic=topic,
            words=words,
            files=tuple(file.id for file in files),
            sha256=digest_of(words or topic, [file.sha256 for file in files]),
            created_at=self._clock.now(),
            due_at=due_at,
        )

    async def _tell(self, tx: Tx, deal: Deal, letter: CaseLetter, identities: Sequence[str]) -> None:
        now, trade_id = self._clock.now(), deal.trade.id
        rows = [
            OutboxRow(
                id=self._ids.new("out"),
                order_key=f"{trade_id}:{each}",
                kind="question",
                subject_id=trade_id,
                identity_id=each,
                notice="question" if letter.side == "moderator" else "question-answered",
                args={"letter_id": letter.id},
                created_at=now,
                next_try_at=now,
            )
            for each in dict.fromkeys(identities)
        ]
        if rows:
            await tx.add(*rows)

    def _at_desk(self, trade_id: str, notice: str) -> OutboxRow:
        return desk_row(self._ids, self._clock.now(), line=trade_id, kind="desk", notice=notice, subject_id=trade_id)


def _dispute_of(deal: Deal) -> Dispute:
    if deal.dispute is None:
        raise NotFound()
    return deal.dispute
