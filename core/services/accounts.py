"""Accounts for those who come without a chat: registering, signing in and out, passwords, and who a request is from.

Hashing and comparing passwords happens before the unit of work begins; what was compared is compared again inside it.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from core.accounts import (
    CODE_PERIOD,
    CODES_AN_HOUR,
    PROOF_PERIOD,
    SCOPES,
    SESSION_PERIOD,
    ApiKey,
    LoginCode,
    RefreshToken,
    Session,
    digest_of,
)
from core.errors import AlreadyExists, BadCredentials, InvalidValue, ProofNeeded, ScopeMissing, SignInAgain, TooMany
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.members import ChatIdentity, Seat, User
from core.passwords import checked_password
from core.ports.clock import Clock
from core.ports.credentials import AccessTokens, Passwords
from core.ports.limits import Limits
from core.ports.unit_of_work import Store, Tx
from core.services.guessing import Guesses
from core.services.membership import EMAIL, MembershipService
from core.services.proving import Proving
from core.services.sessions import end_all_of, end_sessions

KEY_PREFIX, REFRESH_PREFIX = "parley_key_", "parley_ref_"
_SECRET_BYTES: Final = 32
_CODE_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What somebody gets who has signed in. `refresh_token` opens once."""

    user_id: str
    session_id: str
    access_token: str
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a request is from: a person's seat, and how they came in."""

    seat: Seat
    session: Session | None = None
    key: ApiKey | None = None

    @property
    def scopes(self) -> tuple[str, ...]:
        return self.key.scopes if self.key is not None else SCOPES

    @property
    def id(self) -> str:
        """Whose requests these are: the key, or the person."""
        return self.key.id if self.key is not None else self.seat.user_id


class Accounts:
    """`index_of` gives the keyed digest of an e-mail address; `tokens` and `passwords` are the seams to libraries.

    `address` is where somebody comes from who may be guessing; see `Guesses`."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        token_bytes: Callable[[int], bytes],
        passwords: Passwords,
        tokens: AccessTokens,
        index_of: Callable[[str], str],
        membership: MembershipService,
        proving: Proving,
        limits: Limits,
    ) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._token_bytes = token_bytes
        self._passwords = passwords
        self.tokens = tokens
        self._index_of = index_of
        self._membership = membership
        self._proving = proving
        self._limits = limits
        self._guesses = Guesses(limits)

    def new_id(self, prefix: str) -> str:
        """For rows that belong to a request rather than to a service."""
        return self._ids.new(prefix)

    # ── who it is ────────────────────────────────────────────────────────────────────────────────────────────────

    async def caller(self, tx: Tx, credential: str, *, lang: str = "en") -> Caller:
        """Who a request is from, as the database has it at this moment. Raises SignInAgain."""
        if credential.startswith(KEY_PREFIX):
            return await self._caller_by_key(tx, credential, lang)
        try:
            user_id, session_id = self.tokens.opened(credential)
        except ValueError:
            raise SignInAgain() from None
        found = await tx.find(Session, id=session_id, user_id=user_id, ended_at=None, limit=1)
        if not found or found[0].expires_at <= self._clock.now():
            raise SignInAgain()
        seat = await tx.seat_of_user(user_id)
        if seat is None:
            raise SignInAgain()
        return Caller(replace(seat, lang=lang), session=found[0])

    async def _caller_by_key(self, tx: Tx, credential: str, lang: str) -> Caller:
        found = await tx.find(ApiKey, key_sha256=digest_of(credential), ended_at=None, limit=1)
        seat = await tx.seat_of_user(found[0].user_id) if found else None
        if seat is None or seat.company_id != found[0].company_id:
            # Whoever made it is not in that company any more.
            raise SignInAgain()
        # A programme has no rights over other people's trades, whoever made its key.
        return Caller(replace(seat, lang=lang, staff_role=""), key=found[0])

    def require_scope(self, caller: Caller, scope: str) -> None:
        if scope not in caller.scopes:
            raise ScopeMissing(scope=scope)

    def require_proof(self, caller: Caller) -> None:
        """The person proved within the last minutes who they are. A key never can."""
        if caller.session is None or caller.session.proved_at + PROOF_PERIOD <= self._clock.now():
            raise ProofNeeded()

    # ── coming in ────────────────────────────────────────────────────────────────────────────────────────────────

    async def register(
        self,
        *,
        email: str,
        password: str,
        user_type: str,
        address: str,
        then: Callable[[Tx, Seat], Awaitable[object]] | None = None,
    ) -> SignedIn:
        """A new account, and what belongs to it in the same unit of work. Raises InvalidValue, AlreadyExists, TooMany."""
        if not EMAIL.fullmatch(email):
            raise InvalidValue("email", "not-an-email")
        plain = checked_password(password, email, self._passwords.is_common)
        # What is refused for how it was typed has used up nothing; whether an address is taken, nobody asks without end.
        if not self._limits.allows("accounts", address):
            raise TooMany()
        hashed = await self._passwords.hashed(plain)

        async def step(tx: Tx) -> SignedIn:
            index = self._index_of(email)
            if await tx.count(User, email_index=index):
                raise AlreadyExists()
            user = await self._membership.add_account(tx, email=email, email_index=index)
            await tx.put(replace(user, password_hash=hashed, user_type=user_type))
            await tx.add(self._audit(user.id, "account.registered", user.id))
            seat = await tx.seat_of_user(user.id)
            if then is not None and seat is not None:
                await then(tx, seat)
            return await self._signed_in(tx, user.id, "password")

        return await self._store.write(step)

    async def login(self, *, email: str, password: str, address: str) -> SignedIn:
        """Raises BadCredentials, whatever is wrong, and after the same work; TooMany, whether there is an account or not."""
        index = self._index_of(email)
        self._guesses.begins(index, address)
        found = await self._store.read(lambda tx: tx.find(User, email_index=index, limit=1))
        user = found[0] if found else None
        before = (user.password_hash if user else None) or ""
        was_right = await self._passwords.matches(before, password)
        if not self._guesses.has_signed_in(index, address, was_right=was_right) or user is None:
            raise BadCredentials()
        anew = await self._passwords.hashed(password) if self._passwords.is_outdated(before) else before

        async def step(tx: Tx) -> SignedIn:
            row = await tx.get(User, user.id)
            if row is None or row.password_hash != before:
                raise BadCredentials()
            if anew != before:
                await tx.put(replace(row, password_hash=anew))
            await tx.add(self._audit(row.id, "account.signed_in", row.id))
            return await self._signed_in(tx, row.id, "password")

        return await self._store.write(step)

    async def refresh(self, token: str, *, address: str) -> SignedIn:
        """The next pair of tokens. One that was used before ends its session: somebody else may have it."""

        async def step(tx: Tx) -> tuple[SignedIn, str] | None:
            now = self._clock.now()
            found = await tx.find(RefreshToken, token_sha256=digest_of(token), limit=1)
            link = await tx.get(RefreshToken, found[0].id) if found else None
            session = await tx.get(Session, link.session_id) if link is not None else None
            if link is None or session is None or session.ended_at is not None or session.expires_at <= now:
                return None
            if link.used_at is not None:
                await end_sessions(tx, [session], "reuse", now)
                return None
            await tx.put(replace(link, used_at=now))
            user = await tx.get(User, session.user_id)
            return await self._next(tx, session), (user.email_index if user else None) or ""

        # What a stolen token has set off is committed, so the refusal comes after it.
        done = await self._store.write(step)
        if done is None:
            raise SignInAgain()
        signed, account = done
        self._guesses.is_there(account or signed.user_id, address)
        return signed

    # ── from the chat ────────────────────────────────────────────────────────────────────────────────────────────

    async def give_code(self, tx: Tx, seat: Seat) -> str:
        """A code to sign in elsewhere as the person who asks for it in their own chat. Raises TooMany."""
        now = self._clock.now()
        earlier = await tx.find(LoginCode, user_id=seat.user_id, order="-created_at", limit=CODES_AN_HOUR)
        if len(earlier) == CODES_AN_HOUR and (now - earlier[-1].created_at).total_seconds() < 3600:
            raise TooMany()
        await tx.put(*(replace(code, used_at=now) for code in earlier if code.used_at is None))
        code = self._secret(_CODE_BYTES)
        row = LoginCode(self._ids.new("lgc"), seat.user_id, seat.identity_id, digest_of(code), now, now + CODE_PERIOD)
        await tx.add(row)
        return code

    async def login_with_code(self, code: str) -> SignedIn:
        """Who has the code is whose chat it was shown in; that chat is told. Raises BadCredentials."""

        async def step(tx: Tx) -> SignedIn:
            row = await self._used_code(tx, code)
            await tx.add(self._told(row), self._audit(row.user_id, "account.signed_in", row.id))
            return await self._signed_in(tx, row.user_id, "chat")

        return await self._store.write(step)

    async def _used_code(self, tx: Tx, code: str) -> LoginCode:
        now = self._clock.now()
        found = await tx.find(LoginCode, code_sha256=digest_of(code), limit=1)
        row = await tx.get(LoginCode, found[0].id) if found else None
        identity = await tx.get(ChatIdentity, row.identity_id) if row is not None else None
        if row is None or row.used_at is not None or row.expires_at <= now:
            raise BadCredentials()
        if identity is None or identity.user_id != row.user_id:
            # The chat was parted from the person in the meantime.
            raise BadCredentials()
        used = replace(row, used_at=now)
        await tx.put(used)
        return used

    def _told(self, row: LoginCode) -> OutboxRow:
        now = self._clock.now()
        return OutboxRow(
            id=self._ids.new("out"),
            order_key=f"{row.id}:{row.identity_id}",
            kind="note",
            subject_id=row.id,
            identity_id=row.identity_id,
            notice="signed-in",
            args={"here": 1},
            created_at=now,
            next_try_at=now,
        )

    # ── proving, changing, leaving ───────────────────────────────────────────────────────────────────────────────

    async def prove(
        self, credential: str, *, address: str, password: str = "", code: str = "", one_time: str = ""
    ) -> None:
        """The person of this session says once more who they are: with the password, the code of their authenticator, or
        a fresh code from their chat, which proves nothing where the session itself came from a chat. Raises BadCredentials,
        ProofNeeded, TooMany."""
        caller = await self._store.read(lambda tx: self.caller(tx, credential))
        user_id, session_id = caller.seat.user_id, caller.session.id if caller.session else ""
        by_password = not code and not one_time
        if by_password:
            await self._require_password(user_id, password, address)

        async def step(tx: Tx) -> bool:
            session = await tx.get(Session, session_id) if session_id else None
            if session is None or session.ended_at is not None:
                raise SignInAgain()
            if one_time and not await self._proving.is_code_of(tx, user_id, one_time):
                await self._proving.wrong(tx, user_id)
                return False
            if code and session.way == "chat" and self._proving.is_asked:
                raise ProofNeeded()
            if code and (await self._used_code(tx, code)).user_id != user_id:
                raise BadCredentials()
            await tx.put(replace(session, proved_at=self._clock.now()))
            if not code:
                await self._proving.prove_everywhere(tx, user_id, "password" if by_password else "authenticator")
            return True

        # A wrong code of an authenticator is counted, so the refusal comes after the commit.
        if not await self._store.write(step):
            raise BadCredentials()

    async def change_password(self, credential: str, *, old: str, new: str, address: str) -> SignedIn:
        """Every other session and key of the person ends with it, everywhere and at once. Raises BadCredentials, TooMany;
        ProofNeeded for the first password of somebody who has signed in from the chat."""
        caller = await self._store.read(lambda tx: self.caller(tx, credential))
        user_id = caller.seat.user_id
        user = await self._store.read(lambda tx: tx.get(User, user_id))
        if user is None or caller.session is None:
            raise SignInAgain()
        before = user.password_hash
        if before is None:
            self.require_proof(caller)
        else:
            await self._require_password(user_id, old, address)
        hashed = await self._passwords.hashed(checked_password(new, user.email or "", self._passwords.is_common))

        async def step(tx: Tx) -> SignedIn:
            row = await tx.get(User, user_id)
            if row is None or row.password_hash != before:
                raise BadCredentials()
            await tx.put(replace(row, password_hash=hashed, updated_at=self._clock.now()))
            await self.end_all(tx, user_id, "password")
            await tx.add(self._audit(user_id, "account.password", user_id))
            return await self._signed_in(tx, user_id, "password")

        return await self._store.write(step)

    async def take_email(self, tx: Tx, caller: Caller, email: str) -> None:
        """An address to sign in with, for somebody who came from a chat and has none. Raises AlreadyExists, InvalidValue."""
        self.require_proof(caller)
        if not EMAIL.fullmatch(email):
            raise InvalidValue("email", "not-an-email")
        user, index = await tx.get(User, caller.seat.user_id), self._index_of(email)
        if user is None or user.email_index or await tx.count(User, email_index=index):
            raise AlreadyExists()
        await tx.put(replace(user, email=email, email_index=index, updated_at=self._clock.now()))
        await tx.add(self._audit(user.id, "account.email", user.id))

    async def logout(self, tx: Tx, caller: Caller) -> None:
        if caller.session is not None:
            await end_sessions(tx, [caller.session], "logout", self._clock.now())

    async def end_all(self, tx: Tx, user_id: str, why: str) -> None:
        """Every session of a person, and the keys they made."""
        await end_all_of(tx, user_id, why, self._clock.now())

    # ── how ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _require_password(self, user_id: str, password: str, address: str) -> None:
        user = await self._store.read(lambda tx: tx.get(User, user_id))
        account = (user.email_index if user else None) or user_id
        self._guesses.begins(account, address)
        if not await self._passwords.matches((user.password_hash if user else None) or "", password):
            # The session is somebody's already: who guesses in it shuts out nobody else.
            raise BadCredentials()
        self._guesses.was_right(account, address)

    async def _signed_in(self, tx: Tx, user_id: str, way: str) -> SignedIn:
        now = self._clock.now()
        # Who has the chat has its codes: where a press is not enough, such a code is not either.
        proved_at = now - PROOF_PERIOD if way == "chat" and self._proving.is_asked else now
        session = Session(self._ids.new("ses"), user_id, way, now, now + SESSION_PERIOD, proved_at)
        await tx.add(session)
        return await self._next(tx, session)

    async def _next(self, tx: Tx, session: Session) -> SignedIn:
        token = REFRESH_PREFIX + self._secret(_SECRET_BYTES)
        await tx.add(RefreshToken(self._ids.new("rft"), session.id, digest_of(token), self._clock.now()))
        access = self.tokens.minted(session.user_id, session.id)
        return SignedIn(session.user_id, session.id, access, token)

    def _secret(self, length_bytes: int) -> str:
        return base64.urlsafe_b64encode(self._token_bytes(length_bytes)).decode().rstrip("=")

    def _audit(self, actor_id: str, action: str, object_id: str) -> AuditRow:
        return AuditRow(self._ids.new("aud"), actor_id, action, object_id, self._clock.now())
