"""Telegram misbehaving on order: the list of faults that tests and the demo have asked for."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from adapters.sandbox.telegram_refusals import ControlRefused

CALL_FAULTS = frozenset(("flood", "error", "cut", "timeout"))
UPDATE_FAULTS = frozenset(("lost_update", "duplicate_update"))
PRESS_FAULTS = frozenset(("inaccessible_message", "expired_query"))
_MOMENTS = ("before", "after")


@dataclass
class Fault:
    """One planned fault. `times` None means until cleared; `when` is before or after the effect.

    kind: flood (429, `retry_after` seconds) · error (`code`, `description`) · cut · timeout (`seconds`, then cut)
    · lost_update · duplicate_update · inaccessible_message · expired_query.
    """

    kind: str
    methods: list[str] = field(default_factory=list)
    chat_ids: list[int] = field(default_factory=list)
    update_kinds: list[str] = field(default_factory=list)
    times: int | None = 1
    when: str = "before"
    code: int = 500
    description: str = ""
    retry_after: int = 5
    seconds: float = 1.0

    def fits_call(self, method: str, chat_id: int) -> bool:
        methods = {m.lower() for m in self.methods}
        by_method = not methods or method.lower() in methods
        # Without a list of methods, reading updates goes on: a storm is about what the bot sends.
        harmless = not methods and method in ("getUpdates", "getMe", "getWebhookInfo", "setWebhook", "deleteWebhook")
        return by_method and not harmless and (not self.chat_ids or chat_id in self.chat_ids)

    def fits_update(self, kind: str, chat_id: int) -> bool:
        return (not self.update_kinds or kind in self.update_kinds) and (not self.chat_ids or chat_id in self.chat_ids)


class FaultPlan:
    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, asked: dict[str, Any]) -> Fault:
        """Plan a fault from its JSON form; `chat_id` and `method` are short for lists of one."""
        asked = dict(asked)
        if "chat_id" in asked:
            asked["chat_ids"] = [int(asked.pop("chat_id"))]
        if "method" in asked:
            asked["methods"] = [str(asked.pop("method"))]
        try:
            fault = Fault(**asked)
        except TypeError as error:
            raise ControlRefused(422, f"unknown fault field ({error})") from None
        if fault.kind not in CALL_FAULTS | UPDATE_FAULTS | PRESS_FAULTS or fault.when not in _MOMENTS:
            raise ControlRefused(422, f"unknown fault {fault.kind!r} {fault.when!r}")
        self._faults.append(fault)
        return fault

    def for_call(self, method: str, chat_id: int) -> Fault | None:
        return self._take(f for f in self._faults if f.kind in CALL_FAULTS and f.fits_call(method, chat_id))

    def for_update(self, kind: str, chat_id: int) -> Fault | None:
        return self._take(f for f in self._faults if f.kind in UPDATE_FAULTS and f.fits_update(kind, chat_id))

    def for_press(self, kind: str, chat_id: int) -> Fault | None:
        return self._take(f for f in self._faults if f.kind == kind and f.fits_update("callback_query", chat_id))

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(f) for f in self._faults]

    def clear(self) -> None:
        self._faults.clear()

    def _take(self, fitting: Any) -> Fault | None:
        """The first that fits, used up once."""
        fault: Fault | None = next(iter(fitting), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
        return fault
