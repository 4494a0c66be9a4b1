"""Accounts, profiles, keys, colleagues."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from adapters.http.api.bodies.plain import Currency, Given, Id, Short, Taken
from core.accounts import SCOPES

Email = Annotated[str, StringConstraints(min_length=3, max_length=254), Field(examples=["ana@acme.example"])]
Password = Annotated[str, StringConstraints(max_length=256), Field(examples=["wide river, slow barge"])]
Code = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Scope = Literal["read", "trade", "sell", "money", "sign", "company"]
assert set(SCOPES) == set(Scope.__args__)  # type: ignore[attr-defined]


class Register(Taken):
    """A new account; with a company name also a company, which can then trade."""

    email: Email
    password: Password
    user_type: Literal["buyer", "seller"] = "buyer"
    first_name: Annotated[str, StringConstraints(max_length=40)] = ""
    last_name: Annotated[str, StringConstraints(max_length=60)] = ""
    company_name: Short = ""
    address: Annotated[str, StringConstraints(max_length=300)] = ""
    currency: Currency = "EUR"


class Login(Taken):
    email: Email
    password: Password


class Refresh(Taken):
    refresh_token: Code


class CodeLogin(Taken):
    """The code that the word “login” gives in a chat with the bot."""

    code: Code


class Proof(Taken):
    """The password, what the authenticator shows, or a fresh code from the chat."""

    password: Password = ""
    code: Annotated[str, StringConstraints(max_length=80)] = ""
    one_time_code: Annotated[str, StringConstraints(pattern=r"^([0-9]{6})?$")] = ""


class NewPassword(Taken):
    """`old_password` stays empty where there was none."""

    old_password: Password = ""
    new_password: Password


class NewEmail(Taken):
    email: Email


class Tokens(Given):
    """`access_token` goes into `Authorization: Bearer`, for `expires_in` seconds. `refresh_token` opens once."""

    user_id: str
    access_token: str
    refresh_token: str
    token_type: str = "Bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = 600


class ProfileChange(Taken):
    """What is left out stays as it is."""

    first_name: Annotated[str, StringConstraints(max_length=40)] | None = None
    last_name: Annotated[str, StringConstraints(max_length=60)] | None = None
    company_name: Short | None = None
    address: Annotated[str, StringConstraints(max_length=300)] | None = None
    phone_number: Annotated[str, StringConstraints(max_length=40)] | None = None


class Profile(Given):
    """The caller, and the company they act for."""

    user_id: str
    email: str | None
    user_type: str
    first_name: str
    last_name: str
    phone_number: str
    address: str
    company_id: str
    company_name: str
    role: str
    staff_role: str
    currency: str
    can_be_paid: bool
    name_held: bool
    """Moderators want another name of the company, or are looking at it: `PUT /api/company/name`."""


class NameWanted(Taken):
    """Another name for a company that is held because of the one it has; or its own once more, and why it is its own."""

    company_name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    why: Annotated[str, StringConstraints(max_length=1000)] = ""


class CompanyName(Given):
    """What the company is called, what it asks to be called (empty: as it is), and whether it is held: it is until a
    moderator has decided."""

    company_id: str
    company_name: str
    asked_name: str
    name_held: bool


class NewKey(Taken):
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=6)]


class Key(Given):
    """`key` is there when it was just made, and never again."""

    id: str
    name: str
    scopes: list[str]
    created_at: datetime
    key: str | None = None


class Keys(Given):
    items: list[Key]


class Member(Given):
    id: str
    user_id: str
    name: str
    role: str
    approval_limit: int | None


class Members(Given):
    items: list[Member]


class RoleChange(Taken):
    role: Literal["owner", "trader", "signatory", "viewer"]


class StaffGrant(Taken):
    """Rights over other people's trades; an empty role takes them away."""

    user_id: Id
    role: Literal["", "moderator", "operator"]


class PayoutAccountWanted(Taken):
    """Where the company is, by two letters."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class PayoutAccount(Given):
    status: str
    country: str
    can_be_paid: bool
    continue_at: str


class Report(Taken):
    """A listing, a deal, or a company, and what is wrong."""

    subject_id: Id
    words: Annotated[str, StringConstraints(max_length=1000)]


class Reported(Given):
    id: str
    company_id: str
    status: str


class Blocking(Taken):
    subject_id: Id


class Blocked(Given):
    company_id: str
    company_name: str


class BlockedList(Given):
    items: list[Blocked]
