"""Signing an agreement: every step of the ceremony is checked, and what proves it later is written with the signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from core.agreements import EscrowAgreement
from core.errors import CeremonyIncomplete, NotNow
from core.evidence import RECORD_FORMAT, Ceremony, Consent, Document, Evidence
from core.ids import Ids
from core.linking import AccountLink
from core.members import ChatIdentity, Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.services.trading import Acted, Trading
from core.trades import Deal

FIRST_MESSAGE, LINK_CODE, API_TOKEN = "first-message", "link-code", "api-token"
"""How an account came to be a person's: they wrote to us from it; both of their chats confirmed each other's code; or
they came in over the interface for programmes."""

LINKS_MAX = 100


class Signing:
    """Takes signatures. `consent` gives the words of consent in a language."""

    def __init__(self, *, trading: Trading, clock: Clock, ids: Ids, consent: Callable[[str], Consent]) -> None:
        self._trading = trading
        self._clock = clock
        self._ids = ids
        self.consent = consent

    async def sign(self, tx: Tx, seat: Seat, trade_id: str, ceremony: Ceremony) -> Acted:
        """One side's signature with its record, or nothing. Refuses whatever the step of the trade refuses."""
        deal, _role = await self._trading.deal_for(tx, seat, trade_id)
        agreement = deal.agreement
        if agreement is None:
            raise NotNow()
        document, consent = await self.document_of(tx, agreement), self.consent(seat.lang)
        if document is None or ceremony.consent_sha256 != consent.sha256 or not ceremony.text_message_ids:
            raise CeremonyIncomplete()
        evidence_id = self._ids.new("evd")
        args: dict[str, Any] = {
            "agreement_id": ceremony.agreement_id,
            "text_sha256": ceremony.text_sha256,
            "document_sha256": document.sha256,
            "consent_sha256": consent.sha256,
            "shown_at": ceremony.shown_at,
            "typed_name": ceremony.typed_name,
            "event_id": ceremony.event_id,
            "evidence_id": evidence_id,
        }
        acted = await self._trading.act(tx, seat, trade_id, "sign", args)
        identity = await tx.get(ChatIdentity, seat.identity_id) if seat.identity_id else None
        evidence = Evidence(
            id=evidence_id,
            negotiation_id=deal.trade.id,
            agreement_id=agreement.id,
            role=str(acted.outcome.line.actor_role),
            record=self._record(acted, seat, await self._link(tx, identity), document, consent, ceremony),
            created_at=self._clock.now(),
        )
        await tx.add(evidence)
        return acted

    async def document_of(self, tx: Tx, agreement: EscrowAgreement) -> Document | None:
        """The printed agreement; None until it was made, which happens when it is shown."""
        found = await tx.find(Document, subject_id=agreement.id, kind="agreement", limit=1)
        return found[0] if found else None

    async def _link(self, tx: Tx, identity: ChatIdentity | None) -> tuple[str, datetime]:
        """How and when the account that signs came to be this person's. A code lives for ten minutes: when it was made is
        when they were joined."""
        if identity is None:
            return API_TOKEN, self._clock.now()
        begun = await tx.find(AccountLink, starter_identity_id=identity.id, status="done", limit=LINKS_MAX)
        typed = await tx.find(AccountLink, joiner_identity_id=identity.id, status="done", limit=LINKS_MAX)
        joined = [link.created_at for link in begun if link.joiner_user_id == identity.user_id]
        joined += [link.created_at for link in typed if link.starter_user_id == identity.user_id]
        return (LINK_CODE, max(joined)) if joined else (FIRST_MESSAGE, identity.created_at)

    def _record(
        self,
        acted: Acted,
        seat: Seat,
        link: tuple[str, datetime],
        document: Document,
        consent: Consent,
        ceremony: Ceremony,
    ) -> dict[str, Any]:
        """Everything that is known about this signature. Nothing is empty but address and agent, which no chat tells."""
        deal, role = acted.deal, str(acted.outcome.line.actor_role)
        agreement = deal.agreement
        signature = agreement.signature_of(role) if agreement else None
        if agreement is None or signature is None:
            raise NotNow()
        return {
            "format": RECORD_FORMAT,
            "deal_id": deal.trade.id,
            "agreement_id": agreement.id,
            "agreement_version": version_of(deal, agreement),
            "agreement_language": agreement.language or "en",
            "text": agreement.agreement_text,
            "text_sha256": agreement.text_sha256,
            "document_sha256": document.sha256,
            "translation": dict(ceremony.translation),
            "role": role,
            "typed_name": signature["typed_name"],
            "company_id": seat.company_id,
            "company_name": seat.company_name,
            "company_role": seat.role,
            "consent": {"id": consent.id, "language": consent.lang, "text": consent.text, "sha256": consent.sha256},
            "account_id": seat.user_id,
            "platform": seat.channel or "api",
            "tenant": seat.tenant or "api",
            "chat_user_id": seat.chat_user or seat.user_id,
            "message_id": ceremony.message_id,
            "text_message_ids": list(ceremony.text_message_ids),
            "event_id": ceremony.event_id,
            "link_method": link[0],
            "linked_at": link[1].isoformat(),
            "shown_at": ceremony.shown_at.isoformat(),
            "signed_at": signature["signed_at"],
            "ip": ceremony.ip,
            "agent": ceremony.agent,
        }


def version_of(deal: Deal, agreement: EscrowAgreement) -> int:
    """The how-manyeth agreement of the deal this is."""
    return [one.id for one in deal.agreements].index(agreement.id) + 1
