"""The escrow agreement: the exact text both sides sign, bound to its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class EscrowAgreement:
    """Generated from frozen terms; `text_sha256` is of `agreement_text` in UTF-8.

    status: pending, signed (both), completed, void. A signature is a record (signer, typed name, time, hash, consent),
    None until given, encrypted at rest. Commission and tax are frozen here in minor units.
    """

    id: str
    negotiation_id: str
    payment_gateway_id: str
    agreement_text: str
    text_sha256: str
    commission_basis_points: int
    tax_basis_points: int
    commission: int
    tax: int
    created_at: datetime
    updated_at: datetime
    sign_by: datetime
    status: str = "pending"
    buyer_signature: Mapping[str, Any] | None = None
    seller_signature: Mapping[str, Any] | None = None
    outcome: str = ""
    reserve_basis_points: int | None = None
    """What is kept back of the seller's part for a while, fixed here like the commission; None: nothing."""
    language: str | None = None
    """The one language in which the text counts; None for agreements older than the choice of it: English."""
    parties: Mapping[str, Any] | None = None
    """Both companies as they were then (name, address, tax id, language), encrypted at rest: papers name them so."""

    def signature_of(self, role: str) -> Mapping[str, Any] | None:
        return self.buyer_signature if role == "buyer" else self.seller_signature


def digest_of(text: str) -> str:
    """SHA-256 of the exact text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
