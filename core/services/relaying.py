"""Carries words and files between the sides of a deal: without handles, with a guard before money is held, as evidence.

Nothing is forwarded. What somebody writes is copied into a message of ours and sent anew; which native message is which
part of it is remembered, so that answers, edits and deletions follow.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import policy
from core.contacts import found_in
from core.errors import ContactsNotYet, InvalidValue, NotFound, TooMany
from core.events import OutboxRow
from core.files import EvidenceFile
from core.ids import Ids
from core.members import ChatIdentity, Seat
from core.messages import OUT_OF_SIGHT, MessageFile, MessagePart, MessageVersion, Relay
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.process.definition import Notice, Role, Told
from core.redactions import Redaction, standing
from core.services.trading import Trading
from core.trades import Deal, NegotiationMessage
from core.wording import clean_text

MESSAGE_LENGTH_MAX = 2000
FILES_MAX = 10
PER_MINUTE = 20
PER_DAY = 400
ALBUM_WAIT = timedelta(seconds=1.2)
"""The pieces of an album come one by one; this long the message waits for the next."""
KEPT_IN_VIEW_MAX = 100
_HELD_STATUSES = frozenset(
    {"authorized", "paid", "released", "partially_released", "refunded", "split", "charged_back"}
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wants passed on. `place` and `parts` say which native messages it came in."""

    text: str = ""
    files: tuple[str, ...] = ()
    place: str = ""
    parts: tuple[str, ...] = ()
    reply_to: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of it. `reached` is how many people are being told; `joined` that it became part of an album."""

    deal: Deal
    message_id: str
    reached: int
    joined: bool = False


def money_is_held(deal: Deal) -> bool:
    """Whether the sides may give each other addresses: the money of this deal is, or was, in our protection."""
    return any(payment.status in _HELD_STATUSES for payment in deal.payments)


def digest_of(text: str, file_digests: Sequence[str]) -> str:
    """SHA-256 over the words and the digests of the files, as canonical JSON."""
    whole = json.dumps({"files": list(file_digests), "text": text}, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


class Relaying:
    """Messages of deals. Runs inside the unit of work of whoever calls."""

    def __init__(self, *, clock: Clock, ids: Ids, trading: Trading) -> None:
        self._clock = clock
        self._ids = ids
        self._trading = trading

    # ── passing on ───────────────────────────────────────────────────────────────────────────────────────────────

    async def send(self, tx: Tx, seat: Seat, trade_id: str, letter: Letter) -> Passed:
        """Words and files for the other side. Raises ContactsNotYet, TooMany, InvalidValue; nothing is passed on then."""
        deal, role = await self._writer(tx, seat, trade_id)
        now = self._clock.now()
        text = clean_text(letter.text, "message", length_max=MESSAGE_LENGTH_MAX, required=not letter.files)
        files = await self._files(tx, seat, letter.files)
        _guard(deal, text, files)
        if letter.album and (joined := await self._joined(tx, seat, deal, letter, text, files)) is not None:
            return joined
        await self._require_pace(tx, seat, now)
        message = NegotiationMessage(self._ids.new("msg"), deal.trade.id, seat.user_id, text, False, now)
        relay = Relay(message.id, deal.trade.id, seat.identity_id, "sent", letter.reply_to, letter.album, now, now)
        await tx.add(message)
        await tx.add(relay)
        await self._attach(tx, message, files, start=1)
        await self._note_parts(tx, message.id, seat.identity_id, letter.place, letter.parts)
        await self._keep_version(tx, message, "sent", number=1, files=files)
        reached = await self._tell(
            tx, deal, role, seat.identity_id, message.id, due=now + ALBUM_WAIT if letter.album else now
        )
        if not reached:
            await tx.put(replace(relay, status="undelivered"))
        return Passed(deal, message.id, reached)

    async def edit(self, tx: Tx, seat: Seat, place: str, part: str, text: str) -> Passed | None:
        """The words were changed at their source. None when this is no message of ours, or says the same."""
        message = await self._own_message(tx, seat, place, part)
        if message is None:
            return None
        deal, _role = await self._writer(tx, seat, message.negotiation_id)
        files = await self.files_of(tx, message.id)
        plain = clean_text(text, "message", length_max=MESSAGE_LENGTH_MAX, required=not files)
        if plain == message.message:
            return None
        _guard(deal, plain, ())
        changed = replace(message, message=plain)
        await tx.put(changed)
        await self._keep_version(tx, changed, "edited", files=files)
        return Passed(deal, message.id, await self.follow(tx, message.id, deal, "edited"))

    async def delete(self, tx: Tx, seat: Seat, place: str, part: str) -> Passed | None:
        """The message was deleted at its source: the others do not see it any more, the evidence stays."""
        message = await self._own_message(tx, seat, place, part)
        relay = await tx.get(Relay, message.id) if message is not None else None
        if message is None or relay is None or relay.status == "deleted":
            return None
        deal, _role = await self._writer(tx, seat, message.negotiation_id)
        await tx.put(replace(relay, status="deleted", updated_at=self._clock.now()))
        await self._keep_version(tx, message, "deleted", files=await self.files_of(tx, message.id))
        return Passed(deal, message.id, await self.follow(tx, message.id, deal, "deleted"))

    async def again(self, tx: Tx, seat: Seat, message_id: str) -> Passed:
        """Try once more to deliver what did not arrive."""
        message, relay = await tx.get(NegotiationMessage, message_id), await tx.get(Relay, message_id)
        if message is None or relay is None or message.sender_id != seat.user_id:
            raise NotFound()
        deal, role = await self._writer(tx, seat, message.negotiation_id)
        if relay.status != "undelivered":
            return Passed(deal, message_id, 1)
        reached = await self._tell(tx, deal, role, seat.identity_id, message_id, due=self._clock.now(), closed_too=True)
        if reached:
            await tx.put(replace(relay, status="sent", updated_at=self._clock.now()))
        return Passed(deal, message_id, reached)

    async def undelivered(self, tx: Tx, row: OutboxRow) -> None:
        """A copy did not arrive and will not be tried again. When nobody else of that side has it or may still get it,
        the sender is told."""
        message_id = str(row.args.get("message_id", ""))
        relay = await tx.get(Relay, message_id)
        if relay is None or relay.status != "sent" or row.args.get("change", "sent") != "sent":
            return
        if await tx.count(MessagePart, message_id=message_id, own=False):
            return
        waiting = await tx.find(OutboxRow, subject_id=row.subject_id, status="waiting", kind="message", limit=1000)
        if any(other.args.get("message_id") == message_id and other.id != row.id for other in waiting):
            return
        now = self._clock.now()
        await tx.put(replace(relay, status="undelivered", updated_at=now))
        if relay.identity_id:
            detail = {"message_id": message_id}
            await tx.add(
                self._row(row.subject_id, relay.identity_id, "undelivered", "message-undelivered", detail, now)
            )

    async def returned(self, tx: Tx, seat: Seat) -> None:
        """Somebody can be reached again: what could not be delivered to their company in the meantime goes out, to everybody
        there who can be reached by now."""
        if not seat.company_id or not seat.identity_id:
            return
        for deal in await tx.my_deals(seat.company_id, limit=50):
            for relay in await tx.find(Relay, negotiation_id=deal.trade.id, status="undelivered", limit=100):
                message, whole = await tx.get(NegotiationMessage, relay.id), await tx.deal(deal.trade.id)
                role = policy.side_of(message.sender_id, whole) if message is not None and whole is not None else None
                if whole is None or role is None or role is policy.role_in(seat, whole):
                    continue
                now = self._clock.now()
                if await self._tell(tx, whole, role, relay.identity_id, relay.id, due=now):
                    await tx.put(replace(relay, status="sent", updated_at=now))

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def message_at(self, tx: Tx, place: str, part: str) -> NegotiationMessage | None:
        """The message that a native message is a part of, one's own or a copy."""
        found = await tx.find(MessagePart, place=place, part=part, limit=1)
        return await tx.get(NegotiationMessage, found[0].message_id) if found else None

    async def files_of(self, tx: Tx, message_id: str) -> list[EvidenceFile]:
        """The files of a message, in order."""
        links = await tx.find(MessageFile, message_id=message_id, order="number", limit=FILES_MAX * 2)
        found = [await tx.get(EvidenceFile, link.file_id) for link in links]
        return [file for file in found if file is not None]

    async def relay_of(self, tx: Tx, message: NegotiationMessage) -> Relay | None:
        """How a message travels; `redacted` while a moderator keeps it out of sight."""
        relay = await tx.get(Relay, message.id)
        steps = await tx.find(Redaction, negotiation_id=message.negotiation_id, order="id", limit=1000)
        hidden = message.id in standing(steps)
        return replace(relay, status="redacted") if relay is not None and hidden else relay

    async def digest_now(self, tx: Tx, message: NegotiationMessage) -> str:
        """The hash of what a message says now, as it stands in the case file."""
        versions = await tx.find(MessageVersion, message_id=message.id, order="-number", limit=1)
        return versions[0].sha256 if versions else digest_of(message.message, ())

    async def part_in(self, tx: Tx, message_id: str, place: str) -> str:
        """The native message in a place under which an answer to this message belongs; empty when it is not there."""
        found = await tx.find(MessagePart, message_id=message_id, place=place, order="created_at", limit=1)
        return found[0].part if found else ""

    async def history(
        self, tx: Tx, trade_id: str, *, before: str = "", limit: int = 6
    ) -> list[tuple[NegotiationMessage, Relay | None, int, int]]:
        """Messages of a deal, newest first, each with how it travels, its number of files and of versions."""
        page = await tx.find(
            NegotiationMessage, negotiation_id=trade_id, order="-id", limit=limit, after=before or None
        )
        return [
            (
                message,
                await self.relay_of(tx, message),
                await tx.count(MessageFile, message_id=message.id),
                await tx.count(MessageVersion, message_id=message.id),
            )
            for message in page
        ]

    async def versions_of(self, tx: Tx, message_id: str) -> int:
        """How often the message has said something else; a deletion counts as well, and what a moderator did to it."""
        message, said = (
            await tx.get(NegotiationMessage, message_id),
            await tx.count(MessageVersion, message_id=message_id),
        )
        about = {"negotiation_id": message.negotiation_id, "subject_id": message_id} if message is not None else {}
        return said + (await tx.count(Redaction, **about) if about else 0)

    async def note_copies(
        self, tx: Tx, message_id: str, identity_id: str, place: str, parts: Sequence[str], *, worded: int
    ) -> None:
        """A copy of the message stands in a place, as it was when it had so many versions. What came while it was being
        sent did not know of it, and follows."""
        now = self._clock.now()
        message, relay = await tx.get(NegotiationMessage, message_id), await tx.get(Relay, message_id)
        first = not await tx.count(MessagePart, message_id=message_id, identity_id=identity_id, own=False)
        if message is not None and relay is not None and first and await self.versions_of(tx, message_id) != worded:
            stands = await self.relay_of(tx, message) or relay
            detail = {"message_id": message_id, "change": stands.status if stands.status in OUT_OF_SIGHT else "edited"}
            await tx.add(self._row(message.negotiation_id, identity_id, "message", "message", detail, now))
        for part in parts:
            if not await tx.find(MessagePart, place=place, part=part, limit=1):
                await tx.add(MessagePart(self._ids.new("mpt"), message_id, identity_id, place, part, False, now))

    # ── how ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _writer(self, tx: Tx, seat: Seat, trade_id: str) -> tuple[Deal, Role]:
        deal = await tx.deal(trade_id)
        if deal is None:
            raise NotFound()
        role = policy.role_in(seat, deal)
        policy.require_member(seat, "message")
        return deal, role

    async def _own_message(self, tx: Tx, seat: Seat, place: str, part: str) -> NegotiationMessage | None:
        found = await tx.find(MessagePart, place=place, part=part, own=True, limit=1)
        message = await tx.get(NegotiationMessage, found[0].message_id) if found else None
        return message if message is not None and message.sender_id == seat.user_id else None

    async def _files(self, tx: Tx, seat: Seat, refs: Sequence[str]) -> list[EvidenceFile]:
        """The sender's own files. Raises NotFound for anybody else's, InvalidValue for too many."""
        if len(refs) > FILES_MAX:
            raise InvalidValue("files", "too-many-files", most=FILES_MAX)
        found = []
        for ref in refs:
            file = await tx.get(EvidenceFile, ref)
            if file is None or file.uploader_id != seat.user_id:
                raise NotFound()
            found.append(file)
        return found

    async def _require_pace(self, tx: Tx, seat: Seat, now: datetime) -> None:
        """Raises TooMany: a side is protected from a flood, and the platforms from us."""
        for count_max, period in ((PER_MINUTE, timedelta(minutes=1)), (PER_DAY, timedelta(days=1))):
            last = await tx.find(NegotiationMessage, sender_id=seat.user_id, order="-created_at", limit=count_max)
            if len(last) >= count_max and last[-1].created_at > now - period:
                raise TooMany()

    async def _joined(
        self, tx: Tx, seat: Seat, deal: Deal, letter: Letter, text: str, files: Sequence[EvidenceFile]
    ) -> Passed | None:
        """Add a piece of an album to its message, while that has not left yet."""
        found = await tx.find(
            Relay, negotiation_id=deal.trade.id, album=letter.album, identity_id=seat.identity_id, limit=1
        )
        message = await tx.get(NegotiationMessage, found[0].id) if found else None
        if message is None or await tx.count(MessagePart, message_id=message.id, own=False):
            return None
        now = self._clock.now()
        waiting = await tx.find(OutboxRow, subject_id=deal.trade.id, status="waiting", kind="message", limit=1000)
        # As they are now: nobody else claims one of them until the end.
        held = [await tx.get(OutboxRow, row.id) for row in waiting if row.args.get("message_id") == message.id]
        rows = [row for row in held if row is not None and row.status == "waiting"]
        there = await self.files_of(tx, message.id)
        if not rows or any(row.lease_until is not None and row.lease_until > now for row in rows):
            return None
        if len(there) + len(files) > FILES_MAX:
            return None
        await self._attach(tx, message, files, start=len(there) + 1)
        await self._note_parts(tx, message.id, seat.identity_id, letter.place, letter.parts)
        whole = replace(message, message="\n".join(part for part in (message.message, text) if part))
        await tx.put(whole)
        await self._keep_version(tx, whole, "added", files=[*there, *files])
        await tx.put(*(replace(row, next_try_at=now + ALBUM_WAIT) for row in rows))
        return Passed(deal, message.id, len(rows), joined=True)

    async def _attach(self, tx: Tx, message: NegotiationMessage, files: Sequence[EvidenceFile], *, start: int) -> None:
        for number, file in enumerate(files, start):
            row_id = self._ids.new("msf")
            await tx.add(MessageFile(row_id, message.negotiation_id, message.id, file.id, number, self._clock.now()))

    async def _note_parts(self, tx: Tx, message_id: str, identity_id: str, place: str, parts: Sequence[str]) -> None:
        """The sender's own native messages."""
        now = self._clock.now()
        for part in parts:
            if place and part and not await tx.find(MessagePart, place=place, part=part, limit=1):
                await tx.add(MessagePart(self._ids.new("mpt"), message_id, identity_id, place, part, True, now))

    async def _keep_version(
        self, tx: Tx, message: NegotiationMessage, change: str, *, files: Sequence[EvidenceFile], number: int = 0
    ) -> None:
        """What it says now, for good."""
        number = number or 1 + await tx.count(MessageVersion, message_id=message.id)
        digest = digest_of(message.message, [file.sha256 for file in files])
        trade_id, now = message.negotiation_id, self._clock.now()
        await tx.add(
            MessageVersion(self._ids.new("mvn"), trade_id, message.id, number, change, message.message, digest, now)
        )

    async def _tell(
        self,
        tx: Tx,
        deal: Deal,
        role: Role,
        sent_from: str,
        message_id: str,
        *,
        due: datetime,
        closed_too: bool = False,
    ) -> int:
        """A copy for everybody of the other side who can be reached; `closed_too` tries everybody."""
        detail = {"message_id": message_id, "change": "sent"}
        notice = Notice(Told.OTHER, "message")
        readers = self._trading.readers(deal, notice.to, role, closed_too=closed_too)
        rows = [
            self._row(deal.trade.id, reader.identity_id, "message", notice.key, detail, due)
            for reader in readers
            if reader is not None and reader.identity_id != sent_from
        ]
        if rows:
            await tx.add(*rows)
        return len(rows)

    async def follow(self, tx: Tx, message_id: str, deal: Deal, change: str) -> int:
        """Every copy that stands somewhere changes with it; what has not been delivered is worded as it is by then."""
        copies = await tx.find(MessagePart, message_id=message_id, own=False, limit=KEPT_IN_VIEW_MAX)
        told = sorted({copy.identity_id for copy in copies})
        now = self._clock.now()
        for identity_id in told:
            if await tx.get(ChatIdentity, identity_id) is not None:
                detail = {"message_id": message_id, "change": change}
                await tx.add(self._row(deal.trade.id, identity_id, "message", "message", detail, now))
        return len(told)

    def _row(
        self, trade_id: str, identity_id: str, kind: str, notice: str, detail: dict[str, str], due: datetime
    ) -> OutboxRow:
        now = self._clock.now()
        return OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{trade_id}:{identity_id}",
            kind=kind,
            subject_id=trade_id,
            identity_id=identity_id,
            notice=notice,
            args=detail,
            created_at=now,
            next_try_at=due,
        )


def _guard(deal: Deal, text: str, files: Sequence[EvidenceFile]) -> None:
    """Raises ContactsNotYet. A file's name is read like words: its ending is no link."""
    if money_is_held(deal):
        return
    for words in (text, *(file.name.rpartition(".")[0].replace("_", " ") for file in files)):
        if found := found_in(words):
            raise ContactsNotYet(found=found)
