"""What a signer was shown and did, as the step of the trade is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

DOCUMENT, CONSENT = "d" * 64, "c" * 64


def shown(text_sha256: str, now: datetime, /, **changes: Any) -> dict[str, Any]:
    """A whole ceremony, two minutes ago; `changes` spoil it."""
    return {
        "text_sha256": text_sha256,
        "document_sha256": DOCUMENT,
        "consent_sha256": CONSENT,
        "shown_at": now - timedelta(minutes=2),
        "typed_name": "Ana Ruiz",
    } | changes
