"""Papers as files: printed once, kept, and given out as they were; and everything of a deal in one sealed bundle.

The makers here are asked when a screen is sent. Nothing of this happens inside a transaction, and printing is done in a
thread.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from bot.agreement import AgreementWriter
from bot.bundles import EXPORT_DEALS_MAX, deals_with_agreements, files_of_case, files_of_deal, plain
from bot.papers.cases import case_paper
from bot.papers.money import commission_paper, invoice_paper, receipt_paper, release_paper
from bot.papers.sheets import Issuer
from bot.papers.signed import agreement_paper, certificate_paper
from bot.scanning import picture_of
from bot.text import Say, Texts
from core.agreements import EscrowAgreement
from core.errors import AlreadyExists, NotFound, NotNow
from core.evidence import Document, Evidence
from core.ids import Ids
from core.parties import Parties
from core.payments import PaymentGateway
from core.ports.bundles import Bundler
from core.ports.clock import Clock
from core.ports.files import FileGone, FileStore, Maker
from core.ports.papers import Paper, Printer
from core.ports.unit_of_work import Store, Tx
from core.services.case_file import case_file
from core.services.sealing import Sealing
from core.services.trading import Trading
from core.trades import Deal

EXPORT_BYTES_MAX = 40_000_000
"""What one file in a chat holds of a company's deals; an operator can write out all of them."""

_MONEY: Mapping[str, Callable[[Deal, Parties, Say, Issuer], Paper]] = {
    "receipt": receipt_paper,
    "invoice": invoice_paper,
    "release": release_paper,
    "commission": commission_paper,
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A paper by what it is about, and how it is written."""

    trade_id: str
    subject_id: str
    kind: str
    lang: str


class Documents:
    """Makes the files that screens name as `agreement:…`, `certificate:…`, `receipt:…` and so on."""

    def __init__(
        self,
        *,
        store: Store,
        files: FileStore,
        printer: Printer,
        bundler: Bundler,
        sealing: Sealing,
        trading: Trading,
        texts: Texts,
        write: AgreementWriter,
        clock: Clock,
        ids: Ids,
        issuer: Issuer,
    ) -> None:
        self._store = store
        self._files = files
        self._print = printer
        self._bundle = bundler
        self.sealing = sealing
        self._trading = trading
        self._texts = texts
        self._write = write
        self._clock = clock
        self._ids = ids
        self._issuer = issuer
        self._printing: WeakValueDictionary[_Wanted, asyncio.Lock] = WeakValueDictionary()
        """Both sides ask for a paper at the same moment; it is printed once."""

    def makers(self) -> dict[str, Maker]:
        """By the word before the colon of a reference."""
        return {
            "agreement": self.agreement,
            "certificate": self.certificate,
            **{kind: self._money(kind) for kind in _MONEY},
            "qr": self.pay_code,
            "bundle": self.bundle,
            "export": self.export,
            "case": self.case,
            "casefile": self.case_bundle,
        }

    # ── papers ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def agreement(self, agreement_id: str) -> bytes:
        """The printed agreement, in the language that counts."""
        agreement = await self._agreement(agreement_id)
        lang = agreement.language or "en"

        async def paper(tx: Tx) -> Paper:
            deal = await self._deal(tx, agreement.negotiation_id)
            parties = await self._parties(tx, deal, agreement)
            return agreement_paper(deal, agreement, parties, self._write, self._texts.say(lang), self._issuer)

        return await self._kept(_Wanted(agreement.negotiation_id, agreement.id, "agreement", lang), paper)

    async def certificate(self, agreement_id: str) -> bytes:
        """How both sides signed. Raises NotNow before both have."""
        agreement = await self._agreement(agreement_id)
        while await self.sealing.drain():
            pass
        lang = agreement.language or "en"

        async def paper(tx: Tx) -> Paper:
            deal = await self._deal(tx, agreement.negotiation_id)
            records = await _records(tx, agreement)
            if len(records) < 2:
                raise NotNow()
            return certificate_paper(deal, agreement, records, self._texts.say(lang), self._issuer)

        return await self._kept(_Wanted(agreement.negotiation_id, agreement.id, "certificate", lang), paper)

    def _money(self, kind: str) -> Maker:
        async def make(rest: str) -> bytes:
            trade_id, _, lang = rest.partition(".")

            async def paper(tx: Tx) -> Paper:
                deal = await self._deal(tx, trade_id)
                parties = await self._parties(tx, deal, deal.agreement)
                return _MONEY[kind](deal, parties, self._texts.say(lang), self._issuer)

            return await self._kept(_Wanted(trade_id, trade_id, kind, lang), paper)

        return make

    async def pay_code(self, payment_id: str) -> bytes:
        """The address of the payment page as a picture to scan."""
        payment = await self._store.read(lambda tx: tx.get(PaymentGateway, payment_id))
        if payment is None or not payment.checkout_url:
            raise FileGone("no page")
        return picture_of(payment.checkout_url)

    # ── everything of a deal ─────────────────────────────────────────────────────────────────────────────────────

    async def bundle(self, trade_id: str) -> bytes:
        """The sealed evidence bundle of a deal that has an agreement."""
        return await self._bundled(trade_id, {})

    async def _bundled(self, trade_id: str, more: Mapping[str, bytes]) -> bytes:
        while await self.sealing.drain():
            pass
        agreement = await self._store.read(lambda tx: _last_agreement(tx, trade_id))
        await self.agreement(agreement.id)
        if agreement.status in ("signed", "completed"):
            await self.certificate(agreement.id)
        found = await self._store.read(lambda tx: files_of_deal(tx, trade_id, self._bundle.canonical))
        papers = {f"documents/{doc.kind}-{doc.lang}-{doc.subject_id}.pdf": doc for doc in found.documents}
        files = {**found.files, **more}
        for name, document in papers.items():
            files[name] = await self._printed(document)
        about = {"deal_id": trade_id, "agreement_id": agreement.id, "made_at": self._clock.now().isoformat()}
        return await asyncio.to_thread(self._bundle, files, about)

    async def case(self, rest: str) -> bytes:
        """The case file of a deal as a document, as it stands now: `<deal>.<language>`."""
        trade_id, _, lang = rest.partition(".")

        async def paper(tx: Tx) -> Paper:
            case = await case_file(tx, trade_id, self._canonical)
            return case_paper(case, self._texts.say(lang), self._issuer, self._clock.now())

        return await asyncio.to_thread(self._print, await self._store.read(paper))

    async def case_bundle(self, trade_id: str) -> bytes:
        """The evidence bundle of the deal, with the line of time and all files of the case as they were sent."""
        case = await self._store.read(lambda tx: case_file(tx, trade_id, self._canonical))
        return await self._bundled(trade_id, await files_of_case(case, self._files, self._bundle.canonical))

    def _canonical(self, row: Any) -> bytes:
        return self._bundle.canonical(plain(row))

    async def bundles_of(self, who: str) -> AsyncIterator[tuple[str, bytes]]:
        """The bundles of all deals that came to an agreement, newest first, one at a time, each with its file name: of
        a company, or of a person's."""

        async def trades(tx: Tx) -> list[str]:
            seat = await tx.seat_of_user(who) if who.startswith("usr_") else None
            return await deals_with_agreements(tx, seat.company_id if seat else who)

        for trade_id in reversed(await self._store.read(trades)):
            yield f"{trade_id}.zip", await self.bundle(trade_id)

    async def export(self, company_id: str) -> bytes:
        """The newest of them in one file that a chat still takes."""
        found: dict[str, bytes] = {}
        size = 0
        async for name, content in self.bundles_of(company_id):
            size += len(content)
            if found and size > EXPORT_BYTES_MAX:
                break
            found[name] = content
            if len(found) == EXPORT_DEALS_MAX:
                break
        about = {"company_id": company_id, "made_at": self._clock.now().isoformat()}
        return await asyncio.to_thread(self._bundle, found, about)

    # ── printing and keeping ─────────────────────────────────────────────────────────────────────────────────────

    async def _kept(self, wanted: _Wanted, paper: Callable[[Tx], Awaitable[Paper]]) -> bytes:
        """As it was first printed; printed and kept now, if nobody has asked before."""
        async with self._printing.setdefault(wanted, asyncio.Lock()):
            known = await self._store.read(lambda tx: self._known(tx, wanted))
            if known is not None:
                return await self._printed(known)
            content = await asyncio.to_thread(self._print, await self._store.read(paper))
            if await self._keep(wanted, content):
                return content
        # Another process was asked at the same moment; its print is the one on record.
        return await self._kept(wanted, paper)

    async def _keep(self, wanted: _Wanted, content: bytes) -> bool:
        """Put a print on record; False when there is one already."""
        document = Document(
            id=self._ids.new("doc"),
            negotiation_id=wanted.trade_id,
            subject_id=wanted.subject_id,
            kind=wanted.kind,
            lang=wanted.lang,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            file_id=await self._files.keep(content),
            created_at=self._clock.now(),
        )
        try:
            await self._store.write(lambda tx: tx.add(document))
        except AlreadyExists:
            await self._files.drop(document.file_id)
            return False
        return True

    async def _known(self, tx: Tx, wanted: _Wanted) -> Document | None:
        found = await tx.find(Document, subject_id=wanted.subject_id, kind=wanted.kind, lang=wanted.lang, limit=1)
        return found[0] if found else None

    async def _printed(self, document: Document) -> bytes:
        """The bytes of a paper on record, which must be the very same. Raises FileGone."""
        content = await self._files.read(document.file_id)
        if hashlib.sha256(content).hexdigest() != document.sha256:
            raise FileGone("not the paper on record")
        return content

    async def _agreement(self, agreement_id: str) -> EscrowAgreement:
        agreement = await self._store.read(lambda tx: tx.get(EscrowAgreement, agreement_id))
        if agreement is None:
            raise NotFound()
        return agreement

    async def _deal(self, tx: Tx, trade_id: str) -> Deal:
        deal = await tx.deal(trade_id)
        if deal is None:
            raise NotFound()
        return deal

    async def _parties(self, tx: Tx, deal: Deal, agreement: EscrowAgreement | None) -> Parties:
        """As they were frozen with the agreement."""
        if agreement is not None and agreement.parties is not None:
            return Parties.from_json(agreement.parties)
        return await self._trading.parties(tx, deal)


async def _records(tx: Tx, agreement: EscrowAgreement) -> list[Evidence]:
    """The records of the signatures that count, in the order they were given."""
    wanted = {
        str(signature["evidence_id"])
        for signature in (agreement.buyer_signature, agreement.seller_signature)
        if signature is not None and signature.get("evidence_id")
    }
    found = await tx.find(Evidence, negotiation_id=agreement.negotiation_id, order="created_at", limit=1000)
    return [evidence for evidence in found if evidence.id in wanted and evidence.number]


async def _last_agreement(tx: Tx, trade_id: str) -> EscrowAgreement:
    found = await tx.find(EscrowAgreement, negotiation_id=trade_id, order="-created_at", limit=1)
    if not found:
        raise NotFound()
    return found[0]
