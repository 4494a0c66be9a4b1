"""The faults that can be ordered from the sandbox's Stripe, each by count or by rate, from one seedable die."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from adapters.sandbox.stripe_shapes import Json

# What a fault hits where the order names no endpoint.
_ANY_POST: Final = "POST /v1/*"
_USUAL_ENDPOINT: Final = {
    "done_then_cut": _ANY_POST,  # carried out and kept, then the connection closes without an answer
    "cut_before": _ANY_POST,  # the connection closes and nothing was done
    "lock_timeout": _ANY_POST,  # 409, nothing done, nothing kept
    "429": _ANY_POST,  # rate limit, nothing done, nothing kept
    "500_stored": _ANY_POST,  # 500 kept under the key, nothing done
    "500_done": _ANY_POST,  # 500 kept under the key although it was carried out
    "slow": _ANY_POST,  # answers `seconds` later, with the key in use meanwhile
    "insufficient_balance": "POST /v1/transfers*",  # 400 balance_insufficient
    "next_refund_fails_late": "*",  # the refund succeeds and fails days later
    "next_refund_needs_action": "*",  # the refund waits as requires_action
    "next_payout_fails": "*",  # the payout is paid and fails days later
    "webhooks.drop": "*",  # the event never reaches this address, only the events list
    "webhooks.duplicate": "*",  # delivered twice
    "webhooks.shuffle": "*",  # delivered after a later event
    "webhooks.delay": "*",  # delivered `seconds` later by the world's clock
}
_USUAL_SECONDS: Final = {"slow": 0.5, "webhooks.delay": 60.0}


class UnknownFault(ValueError):
    """An order for a fault that does not exist or is not written as one."""


@dataclass(slots=True)
class FaultRule:
    """One order: strikes `count` times, or each time with the chance `rate`."""

    endpoint: str
    count: int | None
    rate: float
    seconds: float


class StripeFaults:
    """Orders and the die that decides; the die is apart from the one that makes ids."""

    def __init__(self, seed: int | None = None) -> None:
        self.fired: Counter[str] = Counter()
        self._rules: dict[str, list[FaultRule]] = {}
        self._dice = _die(seed)

    def order(self, orders: Mapping[str, Any]) -> None:
        """Take orders such as {"429": 2, "done_then_cut": {"rate": 0.3, "endpoint": "POST /v1/refunds"}}.

        A whole number is a count, a fraction is a rate, true is always, false or 0 takes the order back;
        `webhooks` holds the faults of delivery, `clear` forgets all earlier orders, `seed` restarts the die.
        """
        rest = dict(orders)
        if rest.pop("clear", False):
            self._rules.clear()
        if "seed" in rest:
            self._dice = _die(int(rest.pop("seed")))
        webhooks = rest.pop("webhooks", {})
        if not isinstance(webhooks, Mapping):
            raise UnknownFault("webhooks wants its faults by name")
        rest |= {f"webhooks.{name}": value for name, value in webhooks.items()}
        for name in rest:
            if name not in _USUAL_ENDPOINT:
                raise UnknownFault(f"there is no fault {name!r}; there are {', '.join(sorted(_USUAL_ENDPOINT))}")
        for name, value in rest.items():
            given = value if isinstance(value, list) else [value]
            self._rules[name] = [rule for each in given if (rule := _rule(name, each)) is not None]

    def strike(self, name: str, endpoint: str = "") -> FaultRule | None:
        """Does this fault hit here? A count is used up by it."""
        for rule in self._rules.get(name, ()):
            if not fnmatchcase(endpoint, rule.endpoint):
                continue
            if rule.count is not None:
                if rule.count == 0:
                    continue
                rule.count -= 1
            elif self._dice.random() >= rule.rate:
                continue
            self.fired[name] += 1
            return rule
        return None

    def report(self) -> Json:
        """The orders still standing and how often each fault has struck."""
        standing = {
            name: [{"endpoint": rule.endpoint, "count": rule.count, "rate": rule.rate} for rule in rules]
            for name, rules in self._rules.items()
            if any(rule.count != 0 for rule in rules)
        }
        return {"ordered": standing, "fired": dict(self.fired)}


def _die(seed: int | None) -> random.Random:
    return random.Random(secrets.randbits(64) if seed is None else seed)  # noqa: S311 - it plays faults, not secrets


def _rule(name: str, value: Any) -> FaultRule | None:
    seconds = _USUAL_SECONDS.get(name, 0.0)
    if name == "webhooks.delay" and isinstance(value, int | float) and not isinstance(value, bool):
        return _struck(name, bool(value), float(value))
    if isinstance(value, Mapping):
        unknown = value.keys() - {"endpoint", "count", "rate", "seconds"}
        if unknown:
            raise UnknownFault(f"{name} does not know {', '.join(sorted(unknown))}")
        rule = _struck(name, value.get("count", value.get("rate", True)), seconds)
        if rule is not None:
            rule.endpoint = str(value.get("endpoint", rule.endpoint))
            rule.seconds = float(value.get("seconds", seconds))
        return rule
    return _struck(name, value, seconds)


def _struck(name: str, value: Any, seconds: float) -> FaultRule | None:
    endpoint = _USUAL_ENDPOINT[name]
    if isinstance(value, bool):
        return FaultRule(endpoint, None, 1.0, seconds) if value else None
    if isinstance(value, int):
        return FaultRule(endpoint, value, 0.0, seconds) if value > 0 else None
    if isinstance(value, float) and 0.0 <= value <= 1.0:
        return FaultRule(endpoint, None, value, seconds)
    raise UnknownFault(f"{name} wants a count, a rate from 0.0 to 1.0 or true, not {value!r}")
