"""People, companies, and who acts for whom."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import table
from core.members import ChatIdentity, Company, Invitation, Membership, Profile, User

USERS = table("users", User, UniqueConstraint("email_index"), sealed=("email",), filled=("user_type",))
PROFILES = table(
    "profiles",
    Profile,
    UniqueConstraint("user_id"),
    references={"user_id": "users"},
    sealed=("first_name", "last_name", "company_name", "address", "phone_number"),
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
