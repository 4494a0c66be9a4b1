"""Keys with which programmes act for a company: made by an owner, shown once, ended by any owner."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import replace

from core import policy
from core.accounts import KEYS_MAX, SCOPES, ApiKey, digest_of
from core.errors import InvalidValue, NotFound, TooMany
from core.events import AuditRow
from core.ids import Ids
from core.members import Seat
from core.ports.clock import Clock
from core.ports.unit_of_work import Tx
from core.services.accounts import KEY_PREFIX
from core.wording import clean_text


class ApiKeys:
    """A key can never do more than the person who made it, and ends when they leave the company."""

    def __init__(self, *, clock: Clock, ids: Ids, token_bytes: Callable[[int], bytes]) -> None:
        self._clock = clock
        self._ids = ids
        self._token_bytes = token_bytes

    async def make(self, tx: Tx, seat: Seat, name: str, scopes: Sequence[str]) -> tuple[ApiKey, str]:
        """The row, and the key itself, which nobody is shown again. Raises InvalidValue, TooMany."""
        policy.require_member(seat, "manage")
        plain = clean_text(name, "name", length_max=60)
        wanted = tuple(scope for scope in SCOPES if scope in scopes)
        if not wanted or set(scopes) - set(SCOPES):
            raise InvalidValue("scopes", "not-an-option")
        if await tx.count(ApiKey, company_id=seat.company_id, ended_at=None) >= KEYS_MAX:
            raise TooMany()
        secret = KEY_PREFIX + base64.urlsafe_b64encode(self._token_bytes(32)).decode().rstrip("=")
        row = ApiKey(
            id=self._ids.new("key"),
            company_id=seat.company_id,
            user_id=seat.user_id,
            name=plain,
            key_sha256=digest_of(secret),
            scopes=wanted,
            created_at=self._clock.now(),
        )
        await tx.add(row, self._audit(seat, "key.made", row))
        return row, secret

    async def all(self, tx: Tx, seat: Seat) -> list[ApiKey]:
        """Those that open something, oldest first."""
        policy.require_member(seat, "manage")
        return await tx.find(ApiKey, company_id=seat.company_id, ended_at=None, order="created_at", limit=KEYS_MAX)

    async def end(self, tx: Tx, seat: Seat, key_id: str) -> None:
        policy.require_member(seat, "manage")
        found = await tx.find(ApiKey, id=key_id, company_id=seat.company_id, ended_at=None, limit=1)
        if not found:
            raise NotFound()
        await tx.put(replace(found[0], ended_at=self._clock.now()))
        await tx.add(self._audit(seat, "key.ended", found[0]))

    def _audit(self, seat: Seat, action: str, key: ApiKey) -> AuditRow:
        return AuditRow(self._ids.new("aud"), seat.user_id, action, key.id, self._clock.now(), {"name": key.name})
