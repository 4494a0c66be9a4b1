"""Registering, signing in and out, passwords, keys, and the caller's own profile."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from adapters.http.api.bodies import people as b
from adapters.http.api.bodies.plain import ID_PATTERN
from adapters.http.api.calling import Answer, Call, Calling, CarefulRoute, etag_of, sent
from core.accounts import ApiKey
from core.members import User
from core.ports.unit_of_work import Tx
from core.services.accounts import Caller, SignedIn
from core.services.membership import Registration

router = APIRouter(prefix="/api", route_class=CarefulRoute)
KeyId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]


def _tokens(signed: SignedIn) -> b.Tokens:
    return b.Tokens(user_id=signed.user_id, access_token=signed.access_token, refresh_token=signed.refresh_token)


@router.post("/auth/register", status_code=201, response_model=b.Tokens, tags=["accounts"])
async def register(call: Calling, body: b.Register) -> Response:
    """A new account, signed in. With a company name there is a company, too, and the account is its owner."""
    call.require_no_key()

    async def then(tx: Tx, seat: Any) -> None:
        full_name = f"{body.first_name} {body.last_name}".strip()
        if body.company_name:
            typed = Registration(full_name, body.company_name, body.address, body.currency)
            await call.parts.membership.register(tx, seat, typed)
        elif full_name:
            names = {"first_name": body.first_name, "last_name": body.last_name}
            await call.parts.membership.change_person(tx, seat, names)

    signed = await call.parts.accounts.register(
        email=body.email, password=body.password, user_type=body.user_type, address=call.address, then=then
    )
    return sent(Answer(_tokens(signed), 201))


@router.post("/auth/login", response_model=b.Tokens, tags=["accounts"])
async def login(call: Calling, body: b.Login) -> Response:
    """Sign in with e-mail and password. After five wrong passwords for an account, your address waits for a quarter of an
    hour."""
    call.require_no_key()
    signed = await call.parts.accounts.login(email=body.email, password=body.password, address=call.address)
    return sent(Answer(_tokens(signed)))


@router.post("/auth/code", response_model=b.Tokens, tags=["accounts"])
async def login_with_code(call: Calling, body: b.CodeLogin) -> Response:
    """Sign in as the person who asked for this code in their chat. It opens once, and the chat is told."""
    call.require_no_key()
    return sent(Answer(_tokens(await call.parts.accounts.login_with_code(body.code))))


@router.post("/auth/refresh", response_model=b.Tokens, tags=["accounts"])
async def refresh(call: Calling, body: b.Refresh) -> Response:
    """The next pair of tokens. A refresh token that is used twice ends the session."""
    call.require_no_key()
    return sent(Answer(_tokens(await call.parts.accounts.refresh(body.refresh_token, address=call.address))))


@router.get("/auth/logout", status_code=204, tags=["accounts"])
async def logout(call: Calling) -> Response:
    """End this session now: its tokens open nothing any more."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        await call.parts.accounts.logout(tx, caller)
        return Answer(status=204)

    return await call.write("read", step)


@router.post("/auth/proof", status_code=204, tags=["accounts"])
async def prove(call: Calling, body: b.Proof) -> Response:
    """Say once more who you are; for ten minutes the acts that ask for it can be done. A code from the chat proves nothing in a
    session that came from a chat, unless the operator is content with that."""
    call.require_no_key()
    await call.parts.accounts.prove(
        call.credential,
        address=call.address,
        password=body.password,
        code=body.code,
        one_time=body.one_time_code,
    )
    return sent(Answer(status=204))


@router.put("/auth/password", response_model=b.Tokens, tags=["accounts"])
async def change_password(call: Calling, body: b.NewPassword) -> Response:
    """Another password. Every session and key of yours ends; the answer opens a new session."""
    call.require_no_key()
    signed = await call.parts.accounts.change_password(
        call.credential, old=body.old_password, new=body.new_password, address=call.address
    )
    return sent(Answer(_tokens(signed)))


@router.put("/auth/email", status_code=204, tags=["accounts"])
async def take_email(call: Calling, body: b.NewEmail) -> Response:
    """An address to sign in with, for somebody who came from a chat and has none."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        await call.parts.accounts.take_email(tx, caller, body.email)
        return Answer(status=204)

    return await call.write("company", step)


@router.get("/users/profile", response_model=b.Profile, tags=["accounts"])
async def profile(call: Calling) -> Response:
    """Who you are here, and for which company you act."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        return await _profile(call, tx, caller)

    return await call.read("read", step)


@router.put("/users/profile", response_model=b.Profile, tags=["accounts"])
async def change_profile(call: Calling, body: b.ProfileChange) -> Response:
    """Change your name, number and address. The first company name makes a company."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.require_match((await _profile(call, tx, caller)).etag)
        members, seat = call.parts.membership, caller.seat
        given = body.model_dump(exclude_none=True)
        if not seat.company_id and given.get("company_name"):
            person, _ = await members.profile(tx, seat)
            known = {"first_name": person.first_name, "last_name": person.last_name} if person else {}
            names = known | {name: given[name] for name in ("first_name", "last_name") if name in given}
            name = f"{names.get('first_name', '')} {names.get('last_name', '')}".strip()
            typed = Registration(name, given["company_name"], given.get("address", ""))
            placed = await members.register(tx, seat, typed)
            if "phone_number" in given:
                await members.change_person(tx, placed, {"phone_number": given["phone_number"]})
            return await _profile(call, tx, await call.caller(tx, "company"))
        await members.change_person(tx, seat, given)
        if given.get("address"):
            await members.change_address(tx, seat, given["address"])
        return await _profile(call, tx, caller)

    return await call.write("company", step)


@router.delete("/users/profile", status_code=204, tags=["accounts"])
async def erase(call: Calling) -> Response:
    """Be forgotten: what says who you are goes, with every session, key and chat, and can be read in no copy either. What
    the law wants kept stays under a pseudonym. It asks for a fresh proof of who you are, and can not be undone."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.parts.accounts.require_proof(caller)
        await call.parts.erasing.erase(tx, caller.seat.user_id, asked_by=caller.seat.user_id)
        return Answer(status=204)

    return await call.write("company", step)


async def _profile(call: Call, tx: Tx, caller: Caller) -> Answer:
    person, company = await call.parts.membership.profile(tx, caller.seat)
    user, seat = await tx.get(User, caller.seat.user_id), caller.seat
    body = b.Profile(
        user_id=seat.user_id,
        email=user.email if user else None,
        user_type=user.user_type if user else "buyer",
        first_name=person.first_name if person else "",
        last_name=person.last_name if person else "",
        phone_number=person.phone_number if person else "",
        address=(company.address if company else person.address if person else ""),
        company_id=seat.company_id,
        company_name=seat.company_name,
        role=seat.role,
        staff_role=seat.staff_role,
        currency=company.currency if company else "",
        can_be_paid=bool(company and company.payout_ready),
        name_held=seat.name_held,
    )
    return Answer(body, etag=etag_of(body.model_dump_json()))


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post("/keys", status_code=201, response_model=b.Key, tags=["accounts"])
async def make_key(call: Calling, body: b.NewKey) -> Response:
    """A key for a programme of your company. It is shown this once; it asks for a fresh proof of who you are."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.parts.accounts.require_proof(caller)
        row, secret = await call.parts.api_keys.make(tx, caller.seat, body.name, body.scopes)
        return Answer(_key(row, secret), 201)

    return await call.write("company", step)


@router.get("/keys", response_model=b.Keys, tags=["accounts"])
async def keys(call: Calling) -> Response:
    """The keys of your company that open something."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        found = await call.parts.api_keys.all(tx, caller.seat)
        return Answer(b.Keys(items=[_key(row) for row in found]))

    return await call.read("company", step)


@router.delete("/keys/{key_id}", status_code=204, tags=["accounts"])
async def end_key(call: Calling, key_id: KeyId) -> Response:
    """From now on this key opens nothing."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        await call.parts.api_keys.end(tx, caller.seat, key_id)
        return Answer(status=204)

    return await call.write("company", step)


def _key(row: ApiKey, secret: str | None = None) -> b.Key:
    return b.Key(id=row.id, name=row.name, scopes=list(row.scopes), created_at=row.created_at, key=secret)
