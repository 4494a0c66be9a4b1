"""The printed agreement, and the certificate that tells how both sides signed it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agreement import AgreementWriter, one_line
from bot.papers.sheets import Issuer, framed
from bot.text import Say
from core.agreements import EscrowAgreement
from core.evidence import Evidence
from core.ids import code_of
from core.parties import Parties
from core.ports.papers import Block, Paper
from core.trades import Deal


def agreement_paper(
    deal: Deal, agreement: EscrowAgreement, parties: Parties, write: AgreementWriter, say: Say, issuer: Issuer
) -> Paper:
    """The very text that is signed, set as a document. Words that have changed since are not put into old mouths: then
    the text on file is printed line by line."""
    title = say("paper-agreement-title", code=code_of(deal.trade.id))
    blocks = write.blocks(deal, parties, say)
    if write.text(deal, parties, say.lang) != agreement.agreement_text:
        title, *lines = agreement.agreement_text.split("\n")
        blocks = tuple(Block("quote", line) for line in lines if line)
    proof = (
        Block("head", say("paper-fingerprint")),
        Block("mono", agreement.text_sha256),
        Block("note", say("paper-fingerprint-words")),
    )
    return framed(
        say,
        issuer,
        title=title,
        code=code_of(deal.trade.id),
        at=agreement.created_at,
        blocks=(*blocks, *proof),
        footer=f"SHA-256 {agreement.text_sha256}",
    )


def certificate_paper(
    deal: Deal, agreement: EscrowAgreement, records: Sequence[Evidence], say: Say, issuer: Issuer
) -> Paper:
    """Who signed what, when, from which account, and the seals that prove it."""
    blocks = [Block("text", say("paper-certificate-intro", code=code_of(deal.trade.id)))]
    for evidence in records:
        blocks += _signature(evidence, say)
    blocks += [
        Block("note", say("paper-no-ip")),
        Block("note", say("paper-check", command="python -m bot verify bundle")),
    ]
    return framed(
        say,
        issuer,
        title=say("paper-certificate-title", code=code_of(deal.trade.id)),
        code=code_of(deal.trade.id),
        at=max(evidence.created_at for evidence in records),
        blocks=tuple(blocks),
        footer=f"SHA-256 {agreement.text_sha256}",
    )


def _signature(evidence: Evidence, say: Say) -> list[Block]:
    record, consent = evidence.record, evidence.record["consent"]
    role = say("fact-buyer" if evidence.role == "buyer" else "fact-seller")
    untold = say("paper-not-told")
    rows = (
        (say("paper-typed-name"), one_line(record["typed_name"])),
        (
            say("paper-company"),
            f"{one_line(record['company_name'])} · {record['company_role']} · {record['company_id']}",
        ),
        (say("paper-agreement-id"), f"{record['agreement_id']} · {record['agreement_version']}"),
        (say("paper-text-hash"), record["text_sha256"]),
        (say("paper-document-hash"), record["document_sha256"]),
        (say("paper-consent"), f"{consent['id']} · SHA-256 {consent['sha256']}"),
        (say("paper-shown-at"), record["shown_at"]),
        (say("paper-signed-at"), record["signed_at"]),
        (say("paper-account"), record["account_id"]),
        (say("paper-platform"), f"{record['platform']} · {record['tenant']} · {record['chat_user_id']}"),
        (say("paper-message"), f"{record['message_id']} ({', '.join(record['text_message_ids'])})"),
        (say("paper-event"), record["event_id"]),
        (say("paper-linked"), f"{record['link_method']} · {record['linked_at']}"),
        (say("paper-address-agent"), f"{record['ip'] or untold} · {record['agent'] or untold}"),
        (say("paper-record"), f"{evidence.id} · {evidence.number}"),
        (say("paper-record-hash"), evidence.sha256),
        (say("paper-previous-hash"), evidence.previous_sha256),
        (say("paper-seal"), f"{evidence.key_id} · {evidence.seal}"),
    )
    return [
        Block("head", say("paper-signature-of", company=one_line(record["company_name"]), role=role)),
        Block("facts", rows=rows),
    ]
