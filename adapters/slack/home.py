"""The Home tab: a page per person, replaced as a whole."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, Final

from adapters.slack import render
from core.ports.chat import ChatRefused, Place, Receipt, Screen
from core.tokens import KeyRing

log = logging.getLogger(__name__)

BLOCKS_MAX: Final = 100

Call = Callable[[str, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


class HomeTab:
    """Publishes screens to the Home tab. `call` raises the chat errors; the codes in `not_offered` mean that Slack has
    no such tab here."""

    def __init__(self, call: Call, ring: KeyRing, not_offered: Collection[str] = ()) -> None:
        self._not_offered = not_offered
        self._call = call
        self._ring = ring

    async def publish(self, place: Place, screen: Screen, before: Receipt | None) -> Receipt:
        """Replace what the person's Home tab shows. Its hash keeps an older page from overwriting a newer one: where
        somebody else was there meanwhile, ours is the newer, because the market shows one screen of a place at a time."""
        drawn = render.messages(screen, place, self._ring)
        blocks = [block for message in drawn for block in message.blocks][:BLOCKS_MAX]
        asked: dict[str, Any] = {"user_id": place.chat, "view": {"type": "home", "blocks": blocks}}
        known = before.parts[0] if before is not None and before.parts else ""
        try:
            answer = await self._call("views.publish", {**asked, **({"hash": known} if known else {})})
        except ChatRefused as refusal:
            code = getattr(refusal, "code", "")
            if code in self._not_offered:
                log.info("slack shows no Home tab: %s", code)
                return Receipt(())
            if code != "hash_conflict":
                raise
            answer = await self._call("views.publish", asked)
        view = answer.get("view")
        shown = str(view.get("hash", "")) if isinstance(view, Mapping) else ""
        digest = hashlib.sha256(json.dumps(blocks, sort_keys=True).encode()).hexdigest()
        return Receipt((shown,), digest)
