"""Accounts over a database, for the tests of what opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.limiting.windows import WindowLimits
from adapters.security.one_time import AuthenticatorCodes
from adapters.security.passwords import ArgonPasswords
from adapters.security.tokens import SignedTokens
from adapters.storage.sqlite import SqliteStore
from core.errors import SignInAgain
from core.ids import Ids
from core.members import Seat
from core.services.accounts import Accounts, Caller, SignedIn
from core.services.api_keys import ApiKeys
from core.services.membership import MembershipService, Registration
from core.services.proving import Proving
from tests.core.services.market_store import RING

if TYPE_CHECKING:
    from tests.core.services.conftest import SteppingClock

EMAIL, PASSWORD = "Ana.Ruiz@acme.example", "wide river, slow barge"
ANOTHER = "narrow canal, fast boat"
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


class Office:
    """The service, with each act in a unit of work of its own."""

    def __init__(
        self, store: SqliteStore, clock: SteppingClock, ids: Ids, passwords: ArgonPasswords, *, minutes: int = 0
    ) -> None:
        self.store, self.clock, self.ids = store, clock, ids
        self.membership = MembershipService(clock=clock, ids=ids)
        self._count = 0
        self.tokens = SignedTokens({"t1": b"1" * 32}, "t1", issuer="https://m.example", clock=clock, new_id=ids.new)
        self.passwords, self.minutes = passwords, minutes
        self.service = self.accounts(WindowLimits())
        self.keys = ApiKeys(clock=clock, ids=ids, token_bytes=self._bytes)

    def accounts(self, limits: WindowLimits) -> Accounts:
        return Accounts(
            store=self.store,
            clock=self.clock,
            ids=self.ids,
            token_bytes=self._bytes,
            passwords=self.passwords,
            tokens=self.tokens,
            index_of=RING.email_index,
            membership=self.membership,
            proving=Proving(
                clock=self.clock, ids=self.ids, codes=AuthenticatorCodes(self._bytes), minutes=self.minutes
            ),
            limits=limits,
        )

    def _bytes(self, length: int) -> bytes:
        self._count += 1
        return self._count.to_bytes(length, "big")

    async def ana(self) -> SignedIn:
        async def joins(tx, seat: Seat) -> None:  # type: ignore[no-untyped-def]
            await self.membership.register(tx, seat, Registration("Ana Ruiz", "Acme S.L."))

        return await self.service.register(email=EMAIL, password=PASSWORD, user_type="buyer", address=HERE, then=joins)

    async def caller(self, credential: str) -> Caller:
        return await self.store.read(lambda tx: self.service.caller(tx, credential))

    async def opens(self, credential: str) -> bool:
        try:
            await self.caller(credential)
        except SignInAgain:
            return False
        return True

    async def met(self, chat_user: str = "77") -> Seat:
        return await self.store.write(
            lambda tx: self.membership.meet(
                tx, channel="telegram", tenant="bot", chat_user=chat_user, chat=chat_user, lang="en"
            )
        )
