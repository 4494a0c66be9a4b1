"""The case file as a document: who and how much, everything in one line of time, and the words that were said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.papers.sheets import Issuer, framed
from bot.text import Say
from bot.verbs import ACTS
from core.ids import code_of
from core.money import Money
from core.ports.papers import Block, Paper
from core.services.case_file import CaseFile, Entry

_HASH_SHOWN = 16


def case_paper(case: CaseFile, say: Say, issuer: Issuer, at: datetime) -> Paper:
    """Times are in the reader's zone; hashes are shortened, whole they stand in the bundle."""
    deal, dispute = case.deal, case.deal.dispute
    code = code_of(dispute.id if dispute is not None else deal.trade.id)
    held = say.money(Money(deal.balance(f"esc:{deal.trade.id}"), deal.trade.currency))
    facts = [
        (say("fact-buyer"), deal.buyer_name),
        (say("fact-seller"), deal.seller_name),
        (say("fact-held"), held),
    ]
    if dispute is not None:
        facts.append((say("fact-dispute"), say(f"dispute-{dispute.status}")))
    line = [
        (
            str(number),
            say.moment(entry.at),
            say("case-who", who=entry.by),
            say("case-hidden") if entry.subject_id in case.redacted else what(entry, say),
            entry.sha256[:_HASH_SHOWN],
        )
        for number, entry in enumerate(case.entries, 1)
    ]
    head = ("#", say("case-column-when"), say("case-column-who"), say("case-column-what"), "SHA-256")
    blocks = [
        Block("facts", rows=tuple(facts)),
        Block("head", say("case-timeline")),
        Block("table", head=head, rows=tuple(line)),
    ]
    spoken = [
        (number, entry)
        for number, entry in enumerate(case.entries, 1)
        if entry.words and entry.subject_id not in case.redacted
    ]
    if spoken:
        blocks.append(Block("head", say("case-words")))
    for number, entry in spoken:
        blocks.append(Block("note", f"{number} · {say.moment(entry.at)} · {say('case-who', who=entry.by)}"))
        blocks.append(Block("quote", entry.words))
    return framed(
        say,
        issuer,
        title=say("case-file-title", code=code),
        code=code_of(deal.trade.id),
        at=at,
        blocks=tuple(blocks),
        footer=say("case-code", code=code),
    )


def what(entry: Entry, say: Say) -> str:
    """What happened, in a few words."""
    detail = entry.detail
    match entry.kind:
        case "offer":
            total = say.money(Money(int(detail["total"]), detail["currency"]))
            return say("case-offer", number=detail["number"], total=total)
        case "money":
            return say.money(Money(int(detail["amount"]), detail["currency"])) + f": {detail['from']} → {detail['to']}"
        case "file":
            return say("case-added-file", name=detail["name"])
        case "shipping":
            return f"{detail['carrier']} {detail['tracking_number']}".strip() or say("case-shipping")
        case "move":
            return _move(detail, say)
        case "question":
            if detail["audience"] == "operator":
                return say("case-to-operator")
            asked, topic = say("case-question", to=detail["audience"]), detail["topic"]
            return f"{asked}: {say(f'topic-{topic}')}" if topic else asked
        case "reply":
            return say("case-late", what=say("case-reply")) if detail.get("late") else say("case-reply")
        case "redacted" | "restored":
            reason = say(f"hidden-for-{detail['reason']}")
            is_hidden = entry.kind == "redacted"
            return say("case-redacted", reason=reason) if is_hidden else say("case-restored", reason=reason)
        case "edited" | "deleted" | "message":
            return say(f"case-{entry.kind}")
        case _:
            raise LookupError(entry.kind)


def _move(detail: Mapping[str, str], say: Say) -> str:
    name, reason = detail["transition"], detail.get("reason_code", "")
    act = say(f"act-{name}") if name in ACTS else say(f"state-{detail['to']}")
    if not reason:
        return say("case-late", what=act) if detail.get("late") else act
    if reason == "settled" and detail.get("outcome") == "settled_by_parties":
        return f"{act}: {say('verdict-settled')}"
    outcome = detail.get("outcome") or "return"
    return say("case-verdict", act=act, outcome=say(f"outcome-{outcome}"), reason=say(f"why-{reason}"))
