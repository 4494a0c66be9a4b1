"""Steps of signing: the ceremony that each side goes through, and taking one's signature back before the other gives theirs."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from core.agreements import EscrowAgreement
from core.errors import AlreadySigned, CeremonyIncomplete, NameDiffers, NotNow, PressTooLate, SamePerson, TermsChanged
from core.evidence import PRESS_PERIOD
from core.names import one_line
from core.process.act import Act
from core.process.paying import capture, place
from core.trades import State
from core.wording import clean_text

_CLOCKS_DIFFER = timedelta(seconds=5)
_DIGEST = re.compile(r"[0-9a-f]{64}")


def not_signed_yet(act: Act) -> None:
    if act.agreement().signature_of(act.role) is not None:
        raise AlreadySigned()


def sign(act: Act) -> None:
    """One side signs exactly the text it was shown; with the second signature the money is captured.

    `args` say what was shown: the text (by hash), the document (by hash), the words of consent (by hash), and when.
    """
    agreement = act.agreement()
    name = _require_ceremony(act, agreement)
    other = agreement.seller_signature if act.role == "buyer" else agreement.buyer_signature
    if other is not None and (act.seat is None or other["user_id"] == act.seat.user_id):
        raise SamePerson()
    signature: dict[str, Any] = {
        "user_id": act.actor_id,
        "company_id": act.seat.company_id if act.seat else "",
        "typed_name": name,
        "text_sha256": agreement.text_sha256,
        "document_sha256": act.args["document_sha256"],
        "consent_sha256": act.args["consent_sha256"],
        "signed_at": act.now.isoformat(),
        "channel": act.seat.channel if act.seat else "",
        "event_id": str(act.args.get("event_id", "")),
        "evidence_id": str(act.args.get("evidence_id", "")),
    }
    act.change(agreement, **{_field(act): signature})
    if other is None:
        act.go(State.AWAITING_SIGNATURES)
    elif act.payment().status == "paid":
        place(act)
        act.go(State.PLACED)
    else:
        capture(act)
        act.go(State.AWAITING_SIGNATURES)


def _require_ceremony(act: Act, agreement: EscrowAgreement) -> str:
    """The typed name, when every step was taken. Raises TermsChanged, CeremonyIncomplete, PressTooLate, NameDiffers."""
    args = act.args
    if args.get("text_sha256") != agreement.text_sha256 or not agreement.text_sha256:
        raise TermsChanged()
    if args.get("agreement_id", agreement.id) != agreement.id:
        raise TermsChanged()
    shown_at = args.get("shown_at")
    digests = (args.get("document_sha256", ""), args.get("consent_sha256", ""))
    if not isinstance(shown_at, datetime) or not all(_DIGEST.fullmatch(str(digest)) for digest in digests):
        raise CeremonyIncomplete()
    if not -_CLOCKS_DIFFER <= act.now - shown_at <= PRESS_PERIOD:
        raise PressTooLate()
    name = clean_text(one_line(args["typed_name"]), "typed_name", length_max=120)
    if sum(character.isalpha() for character in name) < 2:
        raise NameDiffers()
    return name


def has_signed_first(act: Act) -> None:
    """One's own side has signed and the other has not: only then can it be taken back."""
    agreement = act.agreement()
    other = agreement.seller_signature if act.role == "buyer" else agreement.buyer_signature
    if agreement.signature_of(act.role) is None or other is not None:
        raise NotNow()


def withdraw_signature(act: Act) -> None:
    """The side's signature does not count any more. Its record stays, and so does the line in the history."""
    signature = act.agreement().signature_of(act.role) or {}
    act.detail["evidence_id"] = signature.get("evidence_id", "")
    act.change(act.agreement(), **{_field(act): None})


def _field(act: Act) -> str:
    return "buyer_signature" if act.role == "buyer" else "seller_signature"
