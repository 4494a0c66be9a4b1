"""People, companies, and who acts for whom."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import table
from core.erasing import Erasure
from core.linking import AccountLink, WrongCode
from core.members import ChatIdentity, Company, Invitation, Membership, Profile, User
from core.preferences import Preferences
from core.reports import Block, Report

_OF_PROFILE = ("first_name", "last_name", "company_name", "address", "phone_number")

USERS = table(
    "users",
    User,
    UniqueConstraint("email_index"),
    sealed=("email",),
    personal={"email": "id"},
    filled=("user_type",),
)
PROFILES = table(
    "profiles",
    Profile,
    UniqueConstraint("user_id"),
    references={"user_id": "users"},
    sealed=_OF_PROFILE,
    personal=dict.fromkeys(_OF_PROFILE, "user_id"),
)
COMPANIES = table("companies", Company, sealed=("address", "tax_id", "payout_ref"), filled=("currency",))
MEMBERSHIPS = table(
    "memberships",
    Membership,
    UniqueConstraint("company_id", "user_id"),
    Index(None, "user_id"),
    references={"company_id": "companies", "user_id": "users"},
    filled=("role",),
)
INVITATIONS = table(
    "invitations",
    Invitation,
    UniqueConstraint("code_sha256"),
    Index(None, "company_id"),
    references={"company_id": "companies", "invited_by": "users"},
    filled=("role", "code_sha256"),
)
CHAT_IDENTITIES = table(
    "chat_identities",
    ChatIdentity,
    UniqueConstraint("channel", "tenant", "chat_user"),
    Index(None, "user_id"),
    references={"user_id": "users"},
    filled=("channel",),
)
PREFERENCES = table("preferences", Preferences, references={"id": "users"})
ACCOUNT_LINKS = table(
    "account_links",
    AccountLink,
    UniqueConstraint("code_sha256"),
    Index(None, "starter_user_id"),
    Index(None, "joiner_identity_id"),
    references={"starter_identity_id": "chat_identities", "starter_user_id": "users"},
    sealed=("started_as", "joined_as"),
    personal={"started_as": "starter_user_id", "joined_as": "joiner_user_id"},
    filled=("status", "code_sha256"),
)
ERASURES = table("erasures", Erasure, references={"id": "users"}, filled=("asked_by",))
WRONG_CODES = table("wrong_codes", WrongCode, Index(None, "identity_id", "created_at"))
REPORTS = table(
    "reports",
    Report,
    Index(None, "status", "created_at"),
    references={"company_id": "companies", "reporter_company_id": "companies", "reported_by": "users"},
    sealed=("words",),
    filled=("status", "subject_id"),
)
BLOCKS = table(
    "blocks",
    Block,
    UniqueConstraint("company_id", "blocked_company_id"),
    references={"company_id": "companies", "blocked_company_id": "companies", "blocked_by": "users"},
)
