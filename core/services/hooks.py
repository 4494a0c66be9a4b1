"""Tells companies' programmes of the moves of their deals: signed, in order of trying, until it was taken.

Moves are found in the history, which is committed with them: making one costs nothing more where nobody listens.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core import policy
from core.errors import InvalidValue, NotFound, TooMany
from core.events import AuditRow, Bookmark
from core.hooks import Hook, HookCall
from core.ids import Ids, earliest
from core.members import Seat
from core.ports.clock import Clock
from core.ports.posting import AddressRefused, Poster
from core.ports.unit_of_work import Store, Tx
from core.trades import Negotiation, TradeTransition

log = logging.getLogger(__name__)

HOOKS_MAX: Final = 5
ATTEMPTS_MAX: Final = 16
"""With the waits between them a good three days."""
OVERLAP: Final = timedelta(seconds=60)
"""So far back is looked again each time: what began earlier may be committed later."""
SECRET_PREFIX: Final = "parley_hook_"  # noqa: S105 - how secrets begin, not one
_BOOKMARK: Final = "webhooks"
_PAGE: Final = 500
_WAIT_MAX: Final = timedelta(hours=6)


class Hooks:
    """`poster` is what leaves the house; `token_bytes` makes secrets."""

    def __init__(
        self, *, store: Store, clock: Clock, ids: Ids, token_bytes: Callable[[int], bytes], poster: Poster
    ) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._token_bytes = token_bytes
        self._poster = poster

    # ── who listens ──────────────────────────────────────────────────────────────────────────────────────────────

    async def add(self, tx: Tx, seat: Seat, url: str) -> Hook:
        """A new address, told of everything from now on. Raises InvalidValue, TooMany."""
        policy.require_member(seat, "manage")
        try:
            self._poster.require_allowed(url)
        except AddressRefused:
            raise InvalidValue("url", "not-an-address") from None
        if await tx.count(Hook, company_id=seat.company_id, ended_at=None) >= HOOKS_MAX:
            raise TooMany()
        secret = SECRET_PREFIX + base64.urlsafe_b64encode(self._token_bytes(32)).decode().rstrip("=")
        hook = Hook(self._ids.new("hok"), seat.company_id, url, secret, seat.user_id, self._clock.now())
        await tx.add(hook, self._audit(seat, "webhook.added", hook))
        return hook

    async def all(self, tx: Tx, seat: Seat) -> list[Hook]:
        policy.require_member(seat, "manage")
        return await tx.find(Hook, company_id=seat.company_id, ended_at=None, order="created_at", limit=HOOKS_MAX)

    async def end(self, tx: Tx, seat: Seat, hook_id: str) -> None:
        """Nothing more is sent there, not even what waits."""
        hook = await self.own(tx, seat, hook_id)
        await tx.put(replace(hook, ended_at=self._clock.now()))
        await tx.delete(HookCall, hook_id=hook.id, status="waiting")
        await tx.add(self._audit(seat, "webhook.ended", hook))

    async def own(self, tx: Tx, seat: Seat, hook_id: str) -> Hook:
        policy.require_member(seat, "manage")
        found = await tx.find(Hook, id=hook_id, company_id=seat.company_id, ended_at=None, limit=1)
        if not found:
            raise NotFound()
        return found[0]

    async def calls(self, tx: Tx, hook: Hook, *, limit: int) -> list[HookCall]:
        """What was told there, newest first."""
        return await tx.find(HookCall, hook_id=hook.id, order="-created_at", limit=limit)

    # ── what they are told ───────────────────────────────────────────────────────────────────────────────────────

    async def run(self) -> None:
        """Find what is new, and send what is due. Where nobody listens this costs one look."""
        if await self._store.read(lambda tx: tx.count(Hook, ended_at=None)):
            while await self._store.write(self._gather) >= _PAGE:
                pass
        await self.send_due()

    async def _gather(self, tx: Tx) -> int:
        hooks = await tx.find(Hook, ended_at=None, order="created_at", limit=10_000)
        if not hooks:
            return 0
        now, seen = self._clock.now(), await tx.get(Bookmark, _BOOKMARK)
        # What was before anybody listened is nobody's to hear.
        since = max(seen.at, hooks[0].created_at) if seen is not None else hooks[0].created_at
        after = earliest("ttr", since - OVERLAP)
        moves = await tx.find(TradeTransition, order="id", after=after, limit=_PAGE)
        listening: dict[str, list[Hook]] = {}
        for hook in hooks:
            listening.setdefault(hook.company_id, []).append(hook)
        for move in moves:
            await self._note(tx, move, listening)
        # Behind a whole page there may be more; else everything up to now has been looked at.
        until = moves[-1].created_at + OVERLAP if len(moves) >= _PAGE else now
        await _mark(tx, seen, Bookmark(_BOOKMARK, max(since, until), now))
        return len(moves) if until > since else 0

    async def _note(self, tx: Tx, move: TradeTransition, listening: dict[str, list[Hook]]) -> None:
        found = await tx.find(Negotiation, id=move.negotiation_id, limit=1)
        sides = {found[0].buyer_company_id, found[0].seller_company_id} if found else set()
        for hook in (hook for company_id in sorted(sides) for hook in listening.get(company_id, ())):
            if hook.created_at <= move.created_at:
                call_id = f"{hook.id}:{move.id}"
                row = HookCall(call_id, hook.id, move.id, move.negotiation_id, move.created_at, move.created_at)
                await tx.add_missing(row)

    async def send_due(self, *, limit: int = 50) -> int:
        """One round, side by side over the addresses. Returns how many were tried."""
        now = self._clock.now()
        waiting = await self._store.read(
            lambda tx: tx.find(HookCall, status="waiting", order="next_try_at", limit=limit)
        )
        due = [call for call in waiting if call.next_try_at <= now]
        if due:
            done = await asyncio.gather(*(self._sent(call) for call in due))
            await self._store.write(lambda tx: self._settle(tx, done))
        return len(due)

    async def _settle(self, tx: Tx, done: list[HookCall]) -> None:
        for call in sorted(done, key=lambda one: one.id):
            if await tx.get(HookCall, call.id) is not None:
                await tx.put(call)

    async def _sent(self, call: HookCall) -> HookCall:
        hook, move = await self._store.read(lambda tx: _both(tx, call))
        now, attempts = self._clock.now(), call.attempts + 1
        if hook is None or move is None or hook.ended_at is not None:
            return replace(call, status="dead")
        body = body_of(call, move)
        stamp = str(int(now.timestamp()))
        headers = {
            "content-type": "application/json",
            "parley-event-id": call.id,
            "parley-signature": f"t={stamp},v1={signature_of(hook.secret, stamp, body)}",
        }
        try:
            answer = await self._poster.post(hook.url, body, headers)
        except AddressRefused:
            log.warning("a webhook leads where nothing is sent to")
            return replace(call, status="dead", attempts=attempts)
        if 200 <= answer < 300:
            return replace(call, status="sent", attempts=attempts, answer=answer, sent_at=now)
        status = "dead" if attempts >= ATTEMPTS_MAX else "waiting"
        wait = min(timedelta(seconds=5 * 2**attempts), _WAIT_MAX)
        return replace(call, status=status, attempts=attempts, answer=answer, next_try_at=now + wait)

    def _audit(self, seat: Seat, action: str, hook: Hook) -> AuditRow:
        return AuditRow(self._ids.new("aud"), seat.user_id, action, hook.id, self._clock.now())


async def end_those_of(tx: Tx, company_id: str, user_id: str, now: datetime) -> list[Hook]:
    """The addresses that somebody gave are told nothing more, not even what waits."""
    found = await tx.find(Hook, company_id=company_id, created_by=user_id, ended_at=None, limit=HOOKS_MAX)
    for hook in found:
        await tx.put(replace(hook, ended_at=now))
        await tx.delete(HookCall, hook_id=hook.id, status="waiting")
    return found


async def _mark(tx: Tx, seen: Bookmark | None, row: Bookmark) -> None:
    await (tx.add_missing(row) if seen is None else tx.put(row))


async def _both(tx: Tx, call: HookCall) -> tuple[Hook | None, TradeTransition | None]:
    return await tx.get(Hook, call.hook_id), await tx.get(TradeTransition, call.transition_id)


def body_of(call: HookCall, move: TradeTransition) -> bytes:
    """What is sent: which deal moved, and how. Everything else is asked for over the API by whoever may see it."""
    said = {
        "id": call.id,
        "type": f"deal.{move.transition}",
        "negotiation_id": move.negotiation_id,
        "version": move.sequence,
        "from_state": str(move.from_state),
        "to_state": str(move.to_state),
        "by": str(move.actor_role),
        "created_at": move.created_at.isoformat(),
    }
    return json.dumps(said, separators=(",", ":")).encode()


def signature_of(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA-256 over time and body, hexadecimal."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
