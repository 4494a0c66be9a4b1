"""Faults that can be switched on: rate-limit storms, errors, cut connections, lost and doubled events."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_records import Json

# Faults that strike a call of the product, at the moment their name says.
CALL_FAULTS = frozenset({"ratelimited", "server_error", "api_error", "cut_before", "cut_after", "delay"})
# Faults that strike what is sent to the product.
EVENT_FAULTS = frozenset({"lose_events", "duplicate_envelopes"})


@dataclass
class Fault:
    """One switched-on fault. `times` and `until` end it; None means it stays until cleared."""

    kind: str
    method: str | None = None
    channel: str | None = None
    times: int | None = None
    until: datetime | None = None
    status: int = 500
    error: str = "internal_error"
    seconds: float = 1.0

    def as_json(self) -> Json:
        return {
            "kind": self.kind,
            "method": self.method,
            "channel": self.channel,
            "times": self.times,
            "until": self.until.isoformat() if self.until else None,
        }


class Faults:
    """The list of switched-on faults, asked at each point where one may strike."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self.active: list[Fault] = []

    def add(self, spec: Json) -> Fault:
        """Switch a fault on; ValueError for a kind that does not exist."""
        kind = str(spec.get("kind"))
        if kind not in CALL_FAULTS | EVENT_FAULTS:
            raise ValueError(kind)
        lasting = spec.get("for_seconds")
        wait: Any = spec.get("retry_after", spec.get("seconds", 1.0))
        fault = Fault(
            kind=kind,
            method=spec.get("method"),
            channel=spec.get("channel"),
            times=spec.get("times", None if lasting is not None or kind in EVENT_FAULTS else 1),
            until=self._clock.now() + timedelta(seconds=lasting) if lasting is not None else None,
            status=int(spec.get("status", 500)),
            error=str(spec.get("error", "internal_error")),
            seconds=float(wait),
        )
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        self.active.clear()

    def strike(self, kind: str, method: str | None = None, channel: str | None = None) -> Fault | None:
        """The fault of this kind that applies here and now, counted down; None where nothing is wrong."""
        now = self._clock.now()
        self.active = [fault for fault in self.active if fault.until is None or fault.until > now]
        for fault in self.active:
            if fault.kind != kind or fault.method not in (None, method) or fault.channel not in (None, channel):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.active.remove(fault)
            return fault
        return None


CALLS_PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
_POSTING = frozenset({"chat.postMessage", "chat.postEphemeral"})


class Pace:
    """Slack's rate limits: one message a second in a channel, and so many calls a minute by a method's tier.

    Off until switched on. It counts by the world's clock, so moving the clock forward also ends a ban.
    """

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self.on = False
        self._calls: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)

    def wait_seconds(self, team_id: str, method: str, tier: int, channel: str | None) -> float:
        """How long this call would have to wait; 0 lets it pass and counts it."""
        if not self.on:
            return 0.0
        now = self._clock.now()
        if method in _POSTING:
            recent, allowed, window = self._calls[f"{team_id}/{channel}", "post"], 1, timedelta(seconds=1)
        else:
            recent, allowed, window = self._calls[team_id, method], CALLS_PER_MINUTE[tier], timedelta(minutes=1)
        while recent and now - recent[0] >= window:
            recent.popleft()
        if len(recent) >= allowed:
            return (recent[0] + window - now).total_seconds()
        recent.append(now)
        return 0.0


def cut(receive: Receive) -> bool:
    """Drop the TCP connection behind an ASGI `receive`, as a failing network does; False where it is out of reach."""
    transport: Any = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is None:
        return False
    transport.abort()
    return True


class CutConnection(Response):
    """The answer that never comes: the connection is dropped instead."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not cut(receive):
            await super().__call__(scope, receive, send)
            return
        # The server learns of the loss one turn of the loop later; leaving before would make it answer 500.
        while (await receive())["type"] != "http.disconnect":
            continue
