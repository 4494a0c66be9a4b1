"""People and how they reach us: accounts, profiles, chat identities, and the seat a person has in a company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MemberRole(StrEnum):
    """What a member may do for the company: an owner everything, a trader all but people and payout, a signatory
    signs, a viewer looks."""

    OWNER = "owner"
    TRADER = "trader"
    SIGNATORY = "signatory"
    VIEWER = "viewer"


class StaffRole(StrEnum):
    """Rights over other people's trades, granted by the operator only."""

    NONE = ""
    MODERATOR = "moderator"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class User:
    """A person. A chat account needs neither e-mail nor password; `user_type` is what they mostly do, not a limit."""

    id: str
    created_at: datetime
    updated_at: datetime
    user_type: str = "buyer"
    email: str | None = None
    email_index: str | None = None
    """Keyed digest of the e-mail, to find it without reading it."""
    password_hash: str | None = None
    staff_role: str = StaffRole.NONE


@dataclass(frozen=True, slots=True)
class Profile:
    """Personal data of a user; every field but the ids and times is encrypted at rest."""

    id: str
    user_id: str
    created_at: datetime
    updated_at: datetime
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    address: str = ""
    phone_number: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A party to trades. `payout_ref` is its account at the payment provider, empty until it has one."""

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    country: str = ""
    address: str = ""
    tax_id: str = ""
    payout_ref: str = ""
    payout_ready: bool = False
    currency: str = "EUR"
    ships_from: str | None = None
    payout_held_until: datetime | None = None
    """No payout leaves before: somebody's chat accounts were just joined or parted."""
    name_held_since: datetime | None = None
    """Moderators want another name of it; meanwhile nothing begins with it, and what is under way goes on."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A user's place in a company. `approval_limit` (minor units, None = no limit) needs an approver above it."""

    id: str
    company_id: str
    user_id: str
    role: str
    created_at: datetime
    approval_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A colleague may join the company with a code, once; only the code's digest is kept."""

    id: str
    company_id: str
    code_sha256: str
    role: str
    invited_by: str
    expires_at: datetime
    created_at: datetime
    approval_limit: int | None = None
    used_by: str = ""


@dataclass(frozen=True, slots=True)
class ChatIdentity:
    """One account on one platform. `chat` is the private conversation with us, which need not equal `chat_user`."""

    id: str
    channel: str
    tenant: str
    chat_user: str
    chat: str
    user_id: str
    created_at: datetime
    lang: str = "en"
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Seat:
    """Who somebody is when they act: person, company, rights. Read in one statement for every press.

    `identity_id` is empty for people who come in over the JSON API.
    """

    user_id: str
    company_id: str
    company_name: str
    role: str
    staff_role: str
    identity_id: str = ""
    channel: str = ""
    tenant: str = ""
    chat_user: str = ""
    chat: str = ""
    lang: str = "en"
    reachable: bool = True
    approval_limit: int | None = None
    """Minor units above which an accept waits for a colleague; None: no limit."""
    zone: str = ""
    """The time zone that the person chose (IANA); empty: none, times are shown in UTC."""
    currency: str = ""
    """The company's, in which `approval_limit` counts."""
    reads_in: str = ""
    """The currency that the person chose to see amounts in besides a deal's own; empty: none."""
    name_held: bool = False
    """The company may not begin anything: moderators want another name of it."""
