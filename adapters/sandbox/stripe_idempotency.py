"""Stripe's memory of idempotency keys: one outcome per key, for a day, whatever the outcome was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.sandbox.stripe_refusals import StripeRefusal, invalid
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

LONGEST_KEY: Final = 255


@dataclass(slots=True)
class KeptAnswer:
    """What a key was first used for, and the answer once there is one."""

    endpoint: str
    body: str
    born: datetime
    request_id: str
    status: int = 0
    content: bytes | None = None


class IdempotencyKeys:
    """Keys by account; pruned 24 h after their first use by the world's clock."""

    def __init__(self, world: StripeWorld) -> None:
        self._world = world
        self._kept: dict[tuple[str, str], KeptAnswer] = {}

    def begin(self, owner: str, key: str | None, endpoint: str, params: Json, request_id: str) -> KeptAnswer:
        """The entry for this use of the key: an old one with its answer, or a new one that is now in use."""
        if not key:
            raise invalid(
                "This sandbox refuses every POST without an Idempotency-Key header: a retry would be a second act."
            )
        if len(key) > LONGEST_KEY:
            raise invalid(f"Idempotency-Key must be at most {LONGEST_KEY} characters.")
        self._prune()
        body = canonical(params)
        old = self._kept.get((owner, key))
        if old is None:
            fresh = KeptAnswer(endpoint, body, self._world.now(), request_id)
            self._kept[owner, key] = fresh
            return fresh
        if old.endpoint != endpoint:
            raise _reused(f"for the same endpoint they were first used for ('{old.endpoint}')", key)
        if old.body != body:
            raise _reused("with the same parameters they were first used with", key)
        if old.content is None:
            raise StripeRefusal(
                "There is currently another in-progress request using this Idempotent Key (that probably means you "
                f"submitted twice, and the other request is still going through): {key}. Please try again later.",
                status=409,
                code="idempotency_key_in_use",
                kept=False,
            )
        return old

    def forget(self, owner: str, key: str | None) -> None:
        """Nothing was executed: the key is as if it had never been used."""
        self._kept.pop((owner, key or ""), None)

    def _prune(self) -> None:
        """Entries stand in the order of their birth; one that is still in use holds up those behind it."""
        oldest = self._world.now() - self._world.terms.keys_kept
        while self._kept:
            name, first = next(iter(self._kept.items()))
            if first.content is None or first.born > oldest:
                return
            del self._kept[name]

    def __len__(self) -> int:
        return len(self._kept)


def canonical(params: Json) -> str:
    return json.dumps(params, sort_keys=True, ensure_ascii=False)


def _reused(how: str, key: str) -> StripeRefusal:
    return StripeRefusal(
        f"Keys for idempotent requests can only be used {how}. Try using a key other than '{key}' if you meant to "
        "execute a different request.",
        kind="idempotency_error",
        kept=False,
    )
