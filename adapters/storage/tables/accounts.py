"""Sign-ins, keys for programmes, and what repeated requests are answered."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from adapters.storage.schema import table
from core.accounts import ApiKey, KeptAnswer, LoginCode, RefreshToken, Session
from core.proofs import Authenticator, ChatProof

SESSIONS = table(
    "sessions",
    Session,
    Index(None, "user_id"),
    references={"user_id": "users"},
    filled=("way",),
)
REFRESH_TOKENS = table(
    "refresh_tokens",
    RefreshToken,
    UniqueConstraint("token_sha256"),
    Index(None, "session_id"),
    references={"session_id": "sessions"},
    filled=("token_sha256",),
)
API_KEYS = table(
    "api_keys",
    ApiKey,
    UniqueConstraint("key_sha256"),
    Index(None, "company_id"),
    Index(None, "user_id"),
    references={"company_id": "companies", "user_id": "users"},
    filled=("key_sha256",),
)
LOGIN_CODES = table(
    "login_codes",
    LoginCode,
    UniqueConstraint("code_sha256"),
    Index(None, "user_id", "created_at"),
    references={"user_id": "users"},
    filled=("code_sha256",),
)
IDEMPOTENCY_KEYS = table(
    "idempotency_keys",
    KeptAnswer,
    UniqueConstraint("owner_id", "key"),
    sealed=("answer",),
    filled=("owner_id", "key"),
)
AUTHENTICATORS = table(
    "authenticators",
    Authenticator,
    references={"id": "users"},
    sealed=("key", "waiting"),
    personal={"key": "id", "waiting": "id"},
)
CHAT_PROOFS = table(
    "chat_proofs",
    ChatProof,
    Index(None, "user_id"),
    references={"id": "chat_identities", "user_id": "users"},
    filled=("way",),
)
