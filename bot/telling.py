"""When and where somebody is told: their quiet hours, news that wait and then come together, the chat that they chose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Services
from bot.screens.parts import fact, head, press, rows
from bot.text import Say
from bot.verbs import DEAL, HOME
from core.events import OutboxRow
from core.ids import code_of
from core.members import ChatIdentity
from core.ports.chat import Button, Screen
from core.ports.notifier import NotYet
from core.ports.unit_of_work import Tx
from core.preferences import Preferences, held_until
from core.process import clocks

BUNDLE_MAX = 50
BUNDLE_BUTTONS_MAX = 12
_HELD = "held:"
_BUNDLED = ("deal", "message")


async def chat_of(tx: Tx, addressed: ChatIdentity, chosen: Preferences | None) -> ChatIdentity:
    """In which of a person's chats they are told: the chosen one, else the addressed one, else any that is reached."""
    if addressed.reachable and (chosen is None or chosen.told_at in ("", addressed.id)):
        return addressed
    others = await tx.find(ChatIdentity, user_id=addressed.user_id, order="created_at", limit=20)
    reached = [chat for chat in others if chat.reachable]
    wanted = chosen.told_at if chosen else ""
    return next((chat for chat in reached if chat.id == wanted), None) or next(
        (chat for chat in (addressed, *reached) if chat.reachable), addressed
    )


async def perhaps_later(services: Services, tx: Tx, row: OutboxRow, user_id: str, chosen: Preferences) -> None:
    """Raises NotYet when the reader sleeps, or wants such news bundled."""
    now = services.clock.now()
    if held_until(chosen, row.notice, now) is None:
        return
    deal = await tx.deal(row.subject_id) if row.subject_id.startswith("neg_") else None
    silence = clocks.next_turn(deal, services.trading.rules) if deal is not None else None
    until = held_until(chosen, row.notice, now, ends=silence.due_at if silence else None)
    if until is not None:
        raise NotYet(until, f"{_HELD}{user_id}")


def is_held(row: OutboxRow) -> bool:
    """Whether this has waited long enough already: it is only claimed again when it is due."""
    return row.order_key.startswith(_HELD)


async def bundle_of(tx: Tx, row: OutboxRow, now: datetime) -> list[OutboxRow]:
    """What was held for the same person and is due with this, oldest first."""
    if not is_held(row) or row.kind not in _BUNDLED:
        return [row]
    waiting = await tx.find(OutboxRow, order_key=row.order_key, status="waiting", order="created_at", limit=BUNDLE_MAX)
    return [other for other in waiting if other.kind in _BUNDLED and other.next_try_at <= now]


def digest(bundle: Sequence[OutboxRow], say: Say) -> Screen:
    """Everything that was held, a line each, and a button for each deal."""
    lines = [head(say("digest-title", count=len(bundle)))]
    buttons: dict[str, Button] = {}
    for row in bundle:
        code = code_of(row.subject_id)
        words = say("digest-message") if row.kind == "message" else say(f"notice-{row.notice}")
        lines.append(fact(code, words))
        buttons.setdefault(row.subject_id, press(code, DEAL, row.subject_id))
    opened = list(buttons.values())[:BUNDLE_BUTTONS_MAX]
    return Screen(
        f"digest:{bundle[0].id}", tuple(lines), (*rows(*opened, per_row=3), *rows(press(say("button-home"), HOME)))
    )
