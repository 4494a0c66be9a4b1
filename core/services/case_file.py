"""The case file: everything that happened in a deal in one line of time, each entry with a hash of what is on record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from core.errors import NotFound
from core.files import DisputeFile, EvidenceFile
from core.messages import CaseLetter, MessageFile, MessageVersion
from core.ports.unit_of_work import Tx
from core.redactions import Redaction, standing
from core.shipments import ShippingUpdate
from core.statements import Statement, statements_of
from core.trades import Deal, NegotiationMessage, TradeTransition
from core.wording import sha256_of

MOST: Final = 10_000
_LETTERS: Final = ("ask_parties", "answer_question")
"""Moves that stand in the line as what they are: questions and answers."""
_VERDICT: Final = ("outcome", "reason_code", "lines", "refund", "late")

Canonical = Callable[[Any], bytes]
"""A row as bytes, always the same ones."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. kind: offer, message (sent), edited, deleted, question, reply, move, shipping,
    money, file, redacted, restored.

    `by` is a side, or moderator, operator, timer, provider; `sha256` is over the row on record, or over the bytes of a
    file as they were sent.
    """

    at: datetime
    kind: str
    by: str
    subject_id: str
    sha256: str
    words: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A deal with its history, and the files that came along by entry."""

    deal: Deal
    entries: tuple[Entry, ...]
    files: Mapping[str, EvidenceFile]
    """Entry's subject → the file."""
    redacted: frozenset[str] = frozenset()
    """Subjects of entries that are out of sight: their content stands in the sealed bundle alone."""


async def case_file(tx: Tx, trade_id: str, canonical: Canonical) -> CaseFile:
    """As one moment saw it. Raises NotFound."""
    deal = await tx.deal(trade_id)
    if deal is None:
        raise NotFound()

    def hashed(row: Any) -> str:
        return hashlib.sha256(canonical(row)).hexdigest()

    files: dict[str, EvidenceFile] = {}
    history = await _history(tx, trade_id)
    said = {each.move.id: each for each in statements_of(deal, history)}
    entries = [
        *(_offer(offer, hashed) for offer in deal.offers),
        *(_move(deal, line, hashed, said) for line in history if line.transition not in _LETTERS),
        *(_money(entry, hashed) for entry in deal.entries),
        *await _messages(tx, deal, files),
        *await _put_forward(tx, trade_id, files),
        *await _questions(tx, trade_id, hashed, files),
        *await _shipping(tx, deal, hashed),
    ]
    steps = await tx.find(Redaction, negotiation_id=trade_id, order="id", limit=MOST)
    entries += [_redaction(step, hashed, said.get(step.subject_id)) for step in steps]
    hidden = await _out_of_sight(tx, trade_id, set(standing(steps)), entries)
    return CaseFile(deal, tuple(sorted(entries, key=lambda entry: (entry.at, entry.subject_id))), files, hidden)


def _redaction(step: Redaction, hashed: Callable[[Any], str], said: Statement | None) -> Entry:
    detail = {"subject": step.subject_id, "reason": step.reason}
    if said is not None:
        detail["content_sha256"] = said.sha256
    return Entry(step.created_at, step.change, "moderator", step.id, hashed(step), step.words, detail)


async def _out_of_sight(tx: Tx, trade_id: str, subjects: set[str], entries: Sequence[Entry]) -> frozenset[str]:
    """The entries of what is out of sight: a message with all its versions and files, an answer with its files."""
    if not subjects:
        return frozenset()
    of_messages: set[str] = set()
    wanted = tuple(sorted(subjects))
    versions = await tx.find(MessageVersion, negotiation_id=trade_id, message_id=wanted, limit=MOST)
    files = await tx.find(MessageFile, negotiation_id=trade_id, message_id=wanted, limit=MOST)
    of_messages.update(version.id for version in versions)
    of_messages.update(file.id for file in files)
    letters = {entry.subject_id for entry in entries if entry.subject_id.partition(".")[0] in subjects}
    return frozenset(of_messages | letters)


async def _history(tx: Tx, trade_id: str) -> list[TradeTransition]:
    return await tx.find(TradeTransition, negotiation_id=trade_id, order="sequence", limit=MOST)


def _offer(offer: Any, hashed: Callable[[Any], str]) -> Entry:
    detail = {"number": str(offer.number), "total": str(offer.total), "currency": offer.currency}
    return Entry(offer.created_at, "offer", offer.author_role, offer.id, hashed(offer), offer.notes, detail)


def _move(deal: Deal, line: TradeTransition, hashed: Callable[[Any], str], said: Mapping[str, Statement]) -> Entry:
    dispute = next((each for each in deal.disputes if each.id == line.detail.get("dispute_id")), deal.dispute)
    words = said[line.id].words if line.id in said else ""
    detail = {"transition": line.transition, "to": line.to_state}
    detail |= {name: str(line.detail[name]) for name in _VERDICT if line.detail.get(name)}
    if line.id in said:
        detail["content_sha256"] = said[line.id].sha256
    if dispute is not None and line.transition in ("rule", "order_return"):
        words = dispute.resolution
    if dispute is not None and line.detail.get("words_sha256"):
        # A verdict that was appealed, or not confirmed, has words of its own.
        known = {sha256_of(each): each for each in (dispute.first_resolution or "", dispute.resolution)}
        words = known.get(str(line.detail["words_sha256"]), "")
    return Entry(line.created_at, "move", line.actor_role, line.id, hashed(line), words, detail)


def _money(entry: Any, hashed: Callable[[Any], str]) -> Entry:
    detail = {
        "posting": entry.kind,
        "from": entry.from_account.partition(":")[0],
        "to": entry.to_account.partition(":")[0],
        "amount": str(entry.amount),
        "currency": entry.currency,
    }
    return Entry(entry.created_at, "money", "provider", entry.id, hashed(entry), detail=detail)


async def _messages(tx: Tx, deal: Deal, files: dict[str, EvidenceFile]) -> list[Entry]:
    """Every version of every message, also of those that were deleted at their source, with the files that came along."""
    trade_id = deal.trade.id
    messages = await tx.find(NegotiationMessage, negotiation_id=trade_id, order="created_at", limit=MOST)
    senders = {message.id: side_of(deal, message.sender_id) for message in messages}
    versions = await tx.find(MessageVersion, negotiation_id=trade_id, order="created_at", limit=MOST)
    attached = await tx.find(MessageFile, negotiation_id=trade_id, order="created_at", limit=MOST)
    found = []
    for version in versions:
        kind = version.change if version.change in ("edited", "deleted") else "message"
        by = senders.get(version.message_id, "")
        found.append(Entry(version.created_at, kind, by, version.id, version.sha256, version.message))
    for row in attached:
        file = await tx.get(EvidenceFile, row.file_id)
        if file is not None:
            files[row.id] = file
            found.append(_file(row.created_at, senders.get(row.message_id, ""), row.id, file))
    return found


async def _put_forward(tx: Tx, trade_id: str, files: dict[str, EvidenceFile]) -> list[Entry]:
    found = []
    for row in await tx.find(DisputeFile, negotiation_id=trade_id, order="id", limit=MOST):
        file = await tx.get(EvidenceFile, row.file_id)
        if file is not None:
            files[row.id] = file
            found.append(_file(row.created_at, row.side, row.id, file))
    return found


async def _questions(
    tx: Tx, trade_id: str, hashed: Callable[[Any], str], files: dict[str, EvidenceFile]
) -> list[Entry]:
    """What moderators asked, and the answers with the files that came along."""
    found = []
    for letter in await tx.find(CaseLetter, negotiation_id=trade_id, order="created_at", limit=MOST):
        kind = "question" if letter.side == "moderator" else "reply"
        detail = {"audience": letter.audience, "topic": letter.topic, "question": letter.question_id}
        detail["content_sha256"] = letter.sha256
        if letter.due_at is not None:
            detail |= {"due": letter.due_at.isoformat(), "late": "yes" if letter.is_late else ""}
        found.append(Entry(letter.created_at, kind, letter.side, letter.id, hashed(letter), letter.words, detail))
        for number, ref in enumerate(letter.files, 1):
            file = await tx.get(EvidenceFile, ref)
            if file is not None:
                files[f"{letter.id}.{number}"] = file
                found.append(_file(letter.created_at, letter.side, f"{letter.id}.{number}", file))
    return found


def _file(at: datetime, by: str, subject_id: str, file: EvidenceFile) -> Entry:
    detail = {"name": file.name, "mime": file.mime, "size": str(file.size), "scan": file.scan}
    return Entry(at, "file", by, subject_id, file.sha256, detail=detail)


async def _shipping(tx: Tx, deal: Deal, hashed: Callable[[Any], str]) -> list[Entry]:
    found: list[Entry] = []
    for order in deal.orders:
        for row in await tx.find(ShippingUpdate, order_id=order.id, order="created_at", limit=MOST):
            detail = {"carrier": row.carrier, "tracking_number": row.tracking_number, "status": row.status}
            found.append(Entry(row.created_at, "shipping", "seller", row.id, hashed(row), row.update_text, detail))
    return found


def side_of(deal: Deal, user_id: str) -> str:
    """On which side somebody of this deal stands."""
    company = next((seat.company_id for seat in deal.seats if seat.user_id == user_id), "")
    if user_id == deal.trade.buyer_id or (company and company == deal.trade.buyer_company_id):
        return "buyer"
    return "seller"
