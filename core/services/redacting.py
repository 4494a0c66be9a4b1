"""Redaction: the moderator of a case takes something out of sight, and only another one can bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core import policy
from core.errors import AlreadyExists, ConflictOfInterest, InvalidValue, NotAllowed, NotFound
from core.events import AuditRow, OutboxRow
from core.files import DisputeFile, EvidenceFile
from core.ids import Ids
from core.members import Seat
from core.messages import CaseLetter
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.process.definition import Notice, Told
from core.redactions import REDACTION_REASONS, Redaction, standing
from core.services.case_file import side_of
from core.services.questioning import Questioning
from core.services.relaying import Relaying
from core.services.trading import Trading
from core.statements import Statement, statements_of, veiled
from core.trades import Deal, NegotiationMessage, TradeTransition
from core.wording import clean_text

MOST: Final = 1_000
WORDS_LENGTH_MAX: Final = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in a case that could be taken out of sight: kind file, message, reply or statement, by which side, known by
    its hash."""

    id: str
    kind: str
    by: str
    at: datetime
    sha256: str
    redacted: Redaction | None


async def redacted_in(tx: Tx, trade_id: str) -> dict[str, Redaction]:
    """Subject → why it is out of sight now, in one deal."""
    return standing(await tx.find(Redaction, negotiation_id=trade_id, order="id", limit=MOST))


async def history_of(tx: Tx, trade_id: str) -> list[TradeTransition]:
    """Every move of a deal in order."""
    return await tx.find(TradeTransition, negotiation_id=trade_id, order="sequence", limit=MOST)


async def as_shown(tx: Tx, deal: Deal) -> Deal:
    """The deal without the words of its disputes that are out of sight: what every card and answer is made from."""
    if not deal.disputes:
        return deal
    hidden = [subject for subject in await redacted_in(tx, deal.trade.id) if subject.startswith("ttr_")]
    return veiled(deal, await history_of(tx, deal.trade.id), hidden) if hidden else deal


class Redacting:
    """Runs inside the unit of work of whoever calls."""

    def __init__(
        self, *, clock: Clock, ids: Ids, trading: Trading, questioning: Questioning, relaying: Relaying
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._trading = trading
        self._questioning = questioning
        self._relaying = relaying

    async def pieces(self, tx: Tx, seat: Seat, trade_id: str) -> tuple[Deal, list[Piece]]:
        """Everything that both sides brought into a case, the newest first. Raises NotFound, ConflictOfInterest."""
        deal = await self._deal(tx, seat, trade_id)
        hidden = await redacted_in(tx, trade_id)
        found: list[Piece] = []
        for row in await tx.find(DisputeFile, negotiation_id=trade_id, order="-id", limit=MOST):
            file = await tx.get(EvidenceFile, row.file_id)
            if file is not None:
                found.append(Piece(row.id, "file", row.side, row.created_at, file.sha256, hidden.get(row.id)))
        for letter in await tx.find(CaseLetter, negotiation_id=trade_id, order="-id", limit=MOST):
            if letter.side != "moderator":
                piece = Piece(letter.id, "reply", letter.side, letter.created_at, letter.sha256, hidden.get(letter.id))
                found.append(piece)
        for message in await tx.find(NegotiationMessage, negotiation_id=trade_id, order="-id", limit=MOST):
            digest = await self._relaying.digest_now(tx, message)
            by = side_of(deal, message.sender_id)
            found.append(Piece(message.id, "message", by, message.created_at, digest, hidden.get(message.id)))
        for said in statements_of(deal, await history_of(tx, trade_id)):
            line = said.move
            found.append(
                Piece(line.id, "statement", line.actor_role, line.created_at, said.sha256, hidden.get(line.id))
            )
        return deal, sorted(found, key=lambda piece: (piece.at, piece.id), reverse=True)

    async def trade_of(self, tx: Tx, subject_id: str) -> str:
        """The trade that a piece belongs to. Raises NotFound."""
        kinds: dict[str, type[Any]] = {
            "dsf": DisputeFile,
            "clt": CaseLetter,
            "msg": NegotiationMessage,
            "ttr": TradeTransition,
        }
        kind = kinds.get(subject_id[:3])
        row = await tx.get(kind, subject_id) if kind is not None else None
        if row is None or getattr(row, "side", "") == "moderator":
            raise NotFound()
        trade_id = str(row.negotiation_id)
        if kind is TradeTransition and await self._statement(tx, trade_id, subject_id) is None:
            raise NotFound()
        return trade_id

    async def _statement(self, tx: Tx, trade_id: str, subject_id: str) -> Statement | None:
        deal = await tx.deal(trade_id)
        said = statements_of(deal, await history_of(tx, trade_id)) if deal is not None else []
        return next((each for each in said if each.move.id == subject_id), None)

    async def redact(self, tx: Tx, seat: Seat, subject_id: str, *, reason: str, words: str) -> Deal:
        """The moderator of the case takes it out of sight, and why stays on record. Raises AlreadyExists, InvalidValue."""
        deal = await self._questioning.case_of(tx, seat, await self.trade_of(tx, subject_id))
        if reason not in REDACTION_REASONS:
            raise InvalidValue("reason_code", "unknown-reason")
        plain = clean_text(words, "words", length_max=WORDS_LENGTH_MAX)
        if subject_id in await redacted_in(tx, deal.trade.id):
            raise AlreadyExists()
        await self._note(tx, seat, deal, subject_id, "redacted", reason, plain)
        return deal

    async def restore(self, tx: Tx, seat: Seat, subject_id: str) -> Deal:
        """Another moderator brings it back. Raises NotFound, NotAllowed for who had redacted it, ConflictOfInterest."""
        deal = await self._deal(tx, seat, await self.trade_of(tx, subject_id))
        present = (await redacted_in(tx, deal.trade.id)).get(subject_id)
        if present is None:
            raise NotFound()
        if present.made_by == seat.user_id:
            raise NotAllowed()
        await self._note(tx, seat, deal, subject_id, "restored", present.reason, "")
        return deal

    async def _deal(self, tx: Tx, seat: Seat, trade_id: str) -> Deal:
        policy.require_staff(seat)
        deal = await tx.deal(trade_id)
        if deal is None or deal.dispute is None:
            raise NotFound()
        if seat.company_id and seat.company_id in (deal.trade.buyer_company_id, deal.trade.seller_company_id):
            raise ConflictOfInterest(why="party")
        await self._trading.require_unbiased(tx, seat, deal)
        return deal

    async def _note(
        self, tx: Tx, seat: Seat, deal: Deal, subject_id: str, change: str, reason: str, words: str
    ) -> None:
        now, trade_id = self._clock.now(), deal.trade.id
        row_id = self._ids.new("red")
        await tx.add(Redaction(row_id, trade_id, subject_id, change, reason, words, seat.user_id, now))
        detail = {"subject": subject_id, "reason": reason}
        if said := await self._statement(tx, trade_id, subject_id):
            detail["sha256"] = said.sha256
        await tx.add(AuditRow(self._ids.new("aud"), seat.user_id, f"case.{change}", trade_id, now, detail))
        if subject_id.startswith("msg_"):
            await self._relaying.follow(tx, subject_id, deal, change)
        if subject_id.startswith("clt_"):
            await self._follow_letter(tx, deal, subject_id, change)
        if subject_id.startswith("ttr_"):
            # Cards that show it give way to new ones.
            notices = [Notice(to, f"statement-{change}") for to in (Told.BOTH, Told.DESK)]
            await self._trading.tell(tx, deal, notices, role=None, seat=None, detail={})

    async def _follow_letter(self, tx: Tx, deal: Deal, letter_id: str, change: str) -> None:
        """An answer that the other side was shown changes where it stands."""
        letter = await tx.get(CaseLetter, letter_id)
        if letter is None or letter.audience != "both":
            return
        other = Told.BUYER if letter.side == "seller" else Told.SELLER
        seats: Sequence[Seat | None] = self._trading.readers(deal, other, None, closed_too=True)
        rows = [self._row(deal.trade.id, seat.identity_id, letter_id, change) for seat in seats if seat is not None]
        if rows:
            await tx.add(*rows)

    def _row(self, trade_id: str, identity_id: str, letter_id: str, change: str) -> OutboxRow:
        now = self._clock.now()
        return OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{trade_id}:{identity_id}",
            kind="question",
            subject_id=trade_id,
            identity_id=identity_id,
            notice="question-answered",
            args={"letter_id": letter_id, "change": change},
            created_at=now,
            next_try_at=now,
        )
