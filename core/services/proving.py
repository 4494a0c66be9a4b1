"""Proving once more who one is, from a chat: with an authenticator, or with a code that another chat of one's own gives.

A chat that somebody has stolen can press every button. What it can not do is read a second thing that only its owner has.
A wrong code is an answer, not a refusal: it has to be counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.accounts import LoginCode, digest_of
from core.errors import ProofNeeded, TooMany
from core.events import AuditRow, OutboxRow
from core.ids import Ids
from core.linking import AccountLink, WrongCode
from core.members import ChatIdentity, Membership, Profile, Seat
from core.payees import PayoutAccount
from core.ports.clock import Clock
from core.ports.credentials import OneTimeCodes
from core.ports.unit_of_work import Tx
from core.proofs import LINKS_REST, SETTING_UP, TRIES_MAX, TRIES_PERIOD, UNDER_WAY, Authenticator, ChatProof
from core.services.linking import PAYOUT_HOLD, hold_payouts


@dataclass(frozen=True, slots=True)
class Ways:
    """What somebody can prove themselves with."""

    authenticator: bool
    other_chats: tuple[str, ...]
    """The platforms of their other chats."""

    def __bool__(self) -> bool:
        return self.authenticator or bool(self.other_chats)


class Proving:
    """`minutes` is how long a proof lasts; with 0 a press is enough, as the operator has decided."""

    def __init__(self, *, clock: Clock, ids: Ids, codes: OneTimeCodes, minutes: int) -> None:
        self._clock = clock
        self._ids = ids
        self._codes = codes
        self.minutes = minutes

    @property
    def is_asked(self) -> bool:
        """Whether a press alone is not enough here."""
        return self.minutes > 0

    async def is_needed(self, tx: Tx, seat: Seat, *, begun: bool = False) -> bool:
        """Whether this person still has to prove who they are; less soon for what was `begun` with a proof."""
        if not self.is_asked:
            return False
        proof = await tx.get(ChatProof, seat.identity_id)
        if proof is None or proof.user_id != seat.user_id:
            return True
        lasts = timedelta(minutes=self.minutes) + (UNDER_WAY if begun else timedelta())
        return proof.proved_at + lasts <= self._clock.now()

    async def require(self, tx: Tx, seat: Seat) -> None:
        """For the end of what was begun with a proof. Raises ProofNeeded."""
        if await self.is_needed(tx, seat, begun=True):
            raise ProofNeeded()

    async def ways(self, tx: Tx, seat: Seat) -> Ways:
        app = await tx.get(Authenticator, seat.user_id)
        chats = await tx.find(ChatIdentity, user_id=seat.user_id, order="created_at", limit=20)
        others = tuple(dict.fromkeys(chat.channel for chat in chats if chat.id != seat.identity_id))
        return Ways(bool(app and app.key), others)

    async def prove(self, tx: Tx, seat: Seat, typed: str) -> bool:
        """Whether this is a code of the person's authenticator or of another chat of theirs. Raises TooMany."""
        if await self.is_code_of(tx, seat.user_id, typed):
            return await self._proved(tx, seat, "authenticator")
        if await self._is_from_another_chat(tx, seat, typed):
            return await self._proved(tx, seat, "chat")
        await self._wrong(tx, seat.user_id)
        return False

    async def is_code_of(self, tx: Tx, user_id: str, typed: str) -> bool:
        """Whether the person's authenticator shows this code now; each counts once. Raises TooMany."""
        await self.require_tries_left(tx, user_id)
        app, now = await tx.get(Authenticator, user_id), self._clock.now()
        if app is None or not app.key:
            return False
        step = self._codes.step_of(app.key, typed, now)
        if step is None or step <= app.used_step:
            return False
        await tx.put(replace(app, used_step=step, updated_at=now))
        return True

    async def wrong(self, tx: Tx, user_id: str) -> None:
        """Count a wrong code that came another way."""
        await self._wrong(tx, user_id)

    async def prove_everywhere(self, tx: Tx, user_id: str, way: str) -> None:
        """The person has proved themselves outside the chats: it is good in all of them."""
        now = self._clock.now()
        for chat in await tx.find(ChatIdentity, user_id=user_id, limit=20):
            await self._note(tx, ChatProof(chat.id, user_id, way, now))

    # ── the authenticator ────────────────────────────────────────────────────────────────────────────────────────

    async def set_up(self, tx: Tx, seat: Seat) -> str:
        """A key for the person's app, the same one while it waits to be confirmed. Whoever has an authenticator, or another
        chat, proves first that they are the same person. Raises ProofNeeded."""
        app, now = await tx.get(Authenticator, seat.user_id), self._clock.now()
        if await self.ways(tx, seat) and await self.is_needed(tx, seat):
            raise ProofNeeded()
        if (waiting := self._waiting(app, now)) and app is not None:
            return waiting
        key = self._codes.new_key()
        fresh = Authenticator(seat.user_id, app.key if app else "", key, now, now, app.used_step if app else 0)
        await (tx.put if app else tx.add)(fresh)
        return key

    async def waiting(self, tx: Tx, seat: Seat) -> str:
        """The key that waits to be confirmed; empty when there is none any more."""
        return self._waiting(await tx.get(Authenticator, seat.user_id), self._clock.now())

    async def address_to_scan(self, tx: Tx, user_id: str, issuer: str) -> str:
        """The key that waits to be confirmed as apps read it off a picture, with the name under which they list it; empty
        when there is none any more."""
        key = self._waiting(await tx.get(Authenticator, user_id), self._clock.now())
        person = await tx.find(Profile, user_id=user_id, limit=1) if key else []
        name = f"{person[0].first_name} {person[0].last_name}".strip() if person else ""
        return self._codes.address_of(key, name or issuer, issuer) if key else ""

    async def confirm(self, tx: Tx, seat: Seat, typed: str) -> bool:
        """The first code of a key that was shown: from now on it is this person's. All their chats are told, and where a
        payout account could be turned against them, payouts wait."""
        app, now = await tx.get(Authenticator, seat.user_id), self._clock.now()
        key = self._waiting(app, now)
        step = self._codes.step_of(key, typed, now) if key else None
        if app is None or step is None:
            return False
        is_first = not app.key
        await tx.put(replace(app, key=key, waiting="", used_step=step, updated_at=now))
        await tx.add(self._audit(seat.user_id, "account.authenticator", seat.user_id))
        await self._tell(tx, seat.user_id, "authenticator")
        if is_first and await self._has_payout_account(tx, seat.user_id):
            await hold_payouts(tx, seat.user_id, now + PAYOUT_HOLD)
        return await self._proved(tx, seat, "authenticator")

    async def forget(self, tx: Tx, user_id: str, *, asked_by: str) -> bool:
        """Somebody has lost their app and an operator knows who they are: they set up another one. Payouts wait."""
        if not await tx.delete(Authenticator, id=user_id):
            return False
        now = self._clock.now()
        await tx.delete(ChatProof, user_id=user_id)
        await hold_payouts(tx, user_id, now + PAYOUT_HOLD)
        await tx.add(self._audit(asked_by, "account.authenticator_forgotten", user_id))
        await self._tell(tx, user_id, "authenticator-forgotten")
        return True

    # ── how ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _waiting(app: Authenticator | None, now: datetime) -> str:
        return app.waiting if app is not None and app.waiting_since + SETTING_UP > now else ""

    async def _is_from_another_chat(self, tx: Tx, seat: Seat, typed: str) -> bool:
        """A `login` code that another chat of the same person shows, unless one of the two was joined to the other just
        now: whoever has one chat could have joined one of their own."""
        now = self._clock.now()
        found = await tx.find(LoginCode, code_sha256=digest_of(typed), limit=1)
        code = await tx.get(LoginCode, found[0].id) if found else None
        if code is None or code.used_at is not None or code.expires_at <= now:
            return False
        chat = await tx.get(ChatIdentity, code.identity_id)
        if chat is None or chat.id == seat.identity_id or chat.user_id != seat.user_id:
            return False
        joined = await tx.find(AccountLink, joiner_identity_id=(chat.id, seat.identity_id), status="done", limit=100)
        if any(link.created_at + LINKS_REST > now for link in joined):
            return False
        await tx.put(replace(code, used_at=now))
        return True

    async def _proved(self, tx: Tx, seat: Seat, way: str) -> bool:
        await self._note(tx, ChatProof(seat.identity_id, seat.user_id, way, self._clock.now()))
        await tx.add(self._audit(seat.user_id, "account.proved", seat.identity_id, way=way))
        return True

    async def _note(self, tx: Tx, proof: ChatProof) -> None:
        known = await tx.get(ChatProof, proof.id)
        await (tx.put if known else tx.add)(proof)

    async def require_tries_left(self, tx: Tx, user_id: str) -> None:
        since = self._clock.now() - TRIES_PERIOD
        wrong = await tx.find(WrongCode, identity_id=user_id, order="-created_at", limit=TRIES_MAX)
        if len(wrong) == TRIES_MAX and wrong[-1].created_at > since:
            raise TooMany()

    async def _wrong(self, tx: Tx, user_id: str) -> None:
        await tx.add(WrongCode(self._ids.new("wrg"), user_id, self._clock.now()))
        await tx.add(self._audit(user_id, "account.proof_failed", user_id))

    async def _has_payout_account(self, tx: Tx, user_id: str) -> bool:
        for place in await tx.find(Membership, user_id=user_id, limit=20):
            if await tx.count(PayoutAccount, company_id=place.company_id):
                return True
        return False

    async def _tell(self, tx: Tx, user_id: str, notice: str) -> None:
        """In every chat of the person: who did not do this has to hear of it."""
        now = self._clock.now()
        for chat in await tx.find(ChatIdentity, user_id=user_id, limit=20):
            await tx.add(
                OutboxRow(
                    id=self._ids.new("out"),
                    order_key=f"{user_id}:{chat.id}",
                    kind="note",
                    subject_id=user_id,
                    identity_id=chat.id,
                    notice=notice,
                    args={"here": 1},
                    created_at=now,
                    next_try_at=now,
                )
            )

    def _audit(self, actor_id: str, action: str, object_id: str, **detail: str) -> AuditRow:
        return AuditRow(self._ids.new("aud"), actor_id, action, object_id, self._clock.now(), detail)
