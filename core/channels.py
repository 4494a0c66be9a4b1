"""A channel of a company's own, in which its deals appear for all of its people there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KINDS = frozenset({"slack"})
"""Where there are channels that a company can connect."""
CONNECTED, LOST, LEFT = "connected", "lost", "left"


@dataclass(frozen=True, slots=True)
class CompanyChannel:
    """One place that a company shows its deals in. status: connected; lost (we are not in it any more, or it was put
    away); left (a member disconnected it). `lang` is what is read there."""

    id: str
    company_id: str
    channel: str
    tenant: str
    chat: str
    connected_by: str
    lang: str
    created_at: datetime
    updated_at: datetime
    status: str = CONNECTED
