"""Stores what comes from Slack and says how it is acknowledged, whichever way it came: over a socket or posted to us."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.slack.forms import OPTIONS_MAX, option_of
from adapters.slack.lettering import shorten, shown
from adapters.slack.parts import written_json
from adapters.slack.payload_keys import event_id, is_farewell, tenant_of
from adapters.slack.tally import Tally
from adapters.slack.tokens import CHANNEL
from core.ports.intake import ChatIntake

log = logging.getLogger(__name__)

PROBLEM_LENGTH_MAX = 300
TELLING_PAUSE_SECONDS = 5.0
_TELLING_TRIES = 720
SUGGESTING_SECONDS_MAX = 2.0
"""Slack shows a list for what was typed within three."""
_LATEST_SECOND = 4_102_444_800
Left = Callable[[str, datetime | None], Awaitable[bool]]
"""(tenant, when) → whether it has left indeed; news of an older farewell may come after a new installation."""
_ONLY = "workspace"
"""What a workspace is called of which neither Slack nor the payload says anything."""


class Taking:
    """The way into the inbox, once it `is_open`. `tenant` is the workspace that payloads belong to; where it is empty,
    each says so itself."""

    def __init__(self, intake: ChatIntake) -> None:
        self.tenant = ""
        self.is_open = False
        self.left: Left | None = None
        self.limited: Callable[[str], Awaitable[None]] | None = None
        """Told of a workspace whose events Slack withholds for a while, because there are too many."""
        self.failing: Callable[[str, int, int], Awaitable[None]] | None = None
        """Told (the workspace, how many were not taken, of how many) when fewer than half were taken within an hour."""
        self.tally = Tally()
        self._telling: asyncio.Task[None] | None = None
        self._intake = intake
        self._under_way: set[asyncio.Task[Any]] = set()

    async def take(self, envelope: str, body: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Commit one payload. What comes back goes into its acknowledgement; None for an empty one.

        Only a submitted form and a search-as-you-type are answered here; everything else is handled later. Raises
        whatever the intake raises: then it must not be acknowledged.
        """
        if envelope == "interactive" and body.get("type") == "block_suggestion":
            return {"options": await self._suggested(envelope, body)}
        taken = False
        try:
            answer = await self._taken(envelope, body)
            taken = True
        finally:
            self.tally.note(taken=taken)
            if self.failing is not None and self.tally.alarms():
                self._telling = asyncio.create_task(self._tell(self.tenant or tenant_of({"payload": body})))
        return answer

    async def _taken(self, envelope: str, body: Mapping[str, Any]) -> Mapping[str, Any] | None:
        kind = body.get("type")
        async with _Tracked(self._under_way):
            if kind == "app_rate_limited" and self.limited is not None:
                await self.limited(self.tenant or tenant_of({"type": envelope, "payload": body}))
            if self.left is not None and is_farewell(body) and not await self._gone(self.left, envelope, body):
                return None
            if envelope == "interactive" and kind == "view_submission":
                problems = await self._intake.answer(CHANNEL, *self._row(envelope, body))
                if not problems:
                    return {"response_action": "clear"}
                return {"response_action": "errors", "errors": _at_their_questions(problems, body)}
            await self._intake.accept(CHANNEL, *self._row(envelope, body))
            return None

    async def _suggested(self, envelope: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What to offer for what was typed so far: in time, or nothing. Slack asks again at the next letter."""
        raw = {"type": envelope, "payload": body}
        try:
            async with asyncio.timeout(SUGGESTING_SECONDS_MAX):
                found = await self._intake.suggest(CHANNEL, self.tenant or tenant_of(raw) or _ONLY, raw)
        except Exception as fault:
            log.warning("nothing was offered for what somebody typed", extra={"fault": type(fault).__name__})
            return []
        return [option_of(each) for each in found[:OPTIONS_MAX]]

    async def settle(self, timeout_seconds: float) -> None:
        """Let payloads that are being stored come to their end."""
        if self._telling is not None:
            self._telling.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=timeout_seconds)

    async def _tell(self, tenant: str) -> None:
        """The operators hear of it as soon as anything can be written down again."""
        assert self.failing is not None
        lost, every = self.tally.counts()
        log.error("most of what slack sends is not taken", extra={"lost": lost, "of": every})
        for _ in range(_TELLING_TRIES):
            try:
                await self.failing(tenant, lost, every)
            except Exception as fault:
                log.warning("operators could not be told yet", extra={"fault": type(fault).__name__})
                await asyncio.sleep(TELLING_PAUSE_SECONDS)
            else:
                return

    async def _gone(self, left: Left, envelope: str, body: Mapping[str, Any]) -> bool:
        raw = {"type": envelope, "payload": body}
        moment = body.get("event_time")
        at = datetime.fromtimestamp(moment, UTC) if isinstance(moment, int) and 0 < moment < _LATEST_SECOND else None
        return await left(self.tenant or tenant_of(raw), at)

    def _row(self, envelope: str, body: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Tenant, event id and bytes of the inbox row."""
        if not self.is_open:
            raise RuntimeError("a payload came before the workspace was known")
        # The legacy verification token proves nothing any more, so there is no reason to keep a copy of it.
        kept = {key: value for key, value in body.items() if key != "token"}
        if kept.get("type") == "block_actions" and isinstance(kept.get("message"), dict):
            # What we said ourselves, as Slack keeps it: nothing of it is read, and it is most of the payload.
            kept["message"] = {key: value for key, value in kept["message"].items() if key != "blocks"}
        raw = {"type": envelope, "payload": kept}
        return self.tenant or tenant_of(raw) or _ONLY, event_id(raw), written_json(raw)


def _at_their_questions(problems: Mapping[str, str], body: Mapping[str, Any]) -> dict[str, str]:
    """Problems by block id. One about no question of this modal goes to the first: Slack would show none at all."""
    blocks = [block["block_id"] for block in body["view"].get("blocks", []) if block.get("type") == "input"]
    placed: dict[str, str] = {}
    for key, problem in problems.items():
        block_id = key if key in blocks or not blocks else blocks[0]
        text = shown(problem) if block_id not in placed else f"{placed[block_id]}\n{shown(problem)}"
        placed[block_id] = shorten(text, PROBLEM_LENGTH_MAX)
    return placed


class _Tracked:
    """Keeps the current task in a set while it stores a payload, so that stopping can wait for it."""

    def __init__(self, tasks: set[asyncio.Task[Any]]) -> None:
        self._tasks = tasks
        self._task = asyncio.current_task()

    async def __aenter__(self) -> None:
        if self._task is not None:
            self._tasks.add(self._task)

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._tasks.discard(self._task)
