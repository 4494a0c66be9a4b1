"""A moderator's verdicts: who gets what, line by line where that is wanted, for which reason, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Context
from bot.conversations.answers import choice, whole, words
from bot.conversations.flow import Chip, Step
from bot.conversations.talk import deal_of
from bot.conversations.task import Env
from bot.conversations.trading import Move, check_part
from bot.screens.deal_card import preview
from bot.screens.parts import text
from bot.screens.verdicts import line_of, shares_lines, still_asked_lines
from core.disputes import VERDICT_REASONS
from core.money import read_money
from core.ports.chat import Line
from core.process.dividing import Part, divided, parts_of, refunded
from core.process.moderating import ANSWER_DAYS_MAX
from core.trades import Deal

LINES = "lines"
_OUTCOMES = tuple(Chip(outcome, f"outcome-{outcome}", True) for outcome in ("release", "refund", "split", LINES))
_REASONS = tuple(Chip(reason, f"why-{reason}", True) for reason in VERDICT_REASONS)
_UNITS = "units_"


def _outcomes(_env: Any) -> Sequence[Chip]:
    return _OUTCOMES


def _reasons(_env: Any) -> Sequence[Chip]:
    return _REASONS


def _check_refund(env: Env, typed: str) -> str:
    """A part for the buyer that leaves something for the seller."""
    return check_part(env, typed, lowest=1, kept=1)


def _part(env: Env, place: int) -> Part | None:
    lines = parts_of(deal_of(env.subject))
    return lines[place - 1] if place <= len(lines) else None


def _units(place: int) -> Step:
    """How many units of a line the money goes back for."""
    key = f"{_UNITS}{place}"

    def check(env: Env, typed: str) -> str:
        part = _part(env, place)
        if typed.strip() == "0" or part is None:
            return "0"
        return whole(key, high=part.quantity)(env, typed)

    def chips(env: Env) -> Sequence[Chip]:
        part = _part(env, place)
        return [Chip(str(count), str(count)) for count in sorted({0, part.quantity})] if part is not None else []

    def is_asked(env: Env) -> bool:
        return env.data.get("outcome") == LINES and _part(env, place) is not None

    return Step("ruling-ask-units", check, "whole", chips=chips, when=is_asked, hinges=True)


_WHY = Step("ruling-ask-reason", choice("reason_code", _reasons), "choice", chips=_reasons)
_WORDS = Step("ruling-ask-resolution", words("resolution", length_max=3000, length_min=10), "long", length_max=3000)


def _asked(env: Env, step: Step) -> Part | None:
    """Which line a question is about; None for a line that is not there, and for every other question."""
    return _part(env, int(step.key.removeprefix(_UNITS))) if step.key.startswith(_UNITS) else None


def _lines(deal: Deal, data: dict[str, str]) -> dict[str, int]:
    """Line → how many of its units the money goes back for."""
    found = enumerate(parts_of(deal), 1)
    return {str(part.number): int(data.get(f"{_UNITS}{place}") or 0) for place, part in found}


def _refund_of(deal: Deal, data: dict[str, str]) -> int:
    """The buyer's part in minor units."""
    match data["outcome"]:
        case "lines":
            return refunded(divided(deal, _lines(deal, data)))
        case "split":
            return read_money(data["refund_amount"], deal.trade.currency, "refund_amount").minor
        case "refund":
            return deal.balance(f"esc:{deal.trade.id}")
        case _:
            return 0


class _Decision(Move):
    """Above the limit it is only proposed, and says so."""

    @classmethod
    def came_to(cls, deal: Deal) -> str:
        return "done-proposed" if deal.dispute is not None and deal.dispute.is_proposed else cls.done


class Rule(_Decision):
    """A moderator's decision, with the exact amounts shown before it is published."""

    name = "ruling"
    title = "ruling-title"
    submit = "button-publish"
    act = "rule"
    done = "done-rule"
    proved = True

    outcome = Step("ruling-ask-outcome", choice("outcome", _outcomes), "choice", chips=_outcomes)
    refund_amount = Step(
        "ruling-ask-refund",
        _check_refund,
        chips=lambda env: [Chip(f"{percent}%", f"{percent} %") for percent in (25, 40, 50, 75)],
        when=lambda env: env.data.get("outcome") == "split",
        hinges=True,
    )
    units_1 = _units(1)
    units_2 = _units(2)
    units_3 = _units(3)
    units_4 = _units(4)
    units_5 = _units(5)
    units_6 = _units(6)
    units_7 = _units(7)
    units_8 = _units(8)
    reason_code = _WHY
    resolution = _WORDS

    @classmethod
    def form_steps(cls, env: Any) -> tuple[Step, ...]:
        """A form asks about as many lines as there are."""
        return tuple(step for step in super().form_steps(env) if not step.key.startswith(_UNITS) or _asked(env, step))

    @classmethod
    def worded(cls, env: Env, step: Step) -> str:
        part = _asked(env, step)
        if part is None:
            return super().worded(env, step)
        offer = deal_of(env.subject).accepted
        goods = env.ctx.say.quantity(part.quantity, offer.unit if offer is not None else "")
        return env.ctx.say(step.ask, line=line_of(part, env.ctx.say), goods=goods)

    @classmethod
    def labelled(cls, env: Env, step: Step) -> str:
        part = _asked(env, step)
        if part is None:
            return super().labelled(env, step)
        return env.ctx.say(f"{step.ask}-label", line=line_of(part, env.ctx.say))

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        deal, say = deal_of(env.subject), env.ctx.say
        shown = shares_lines(deal, divided(deal, _lines(deal, env.data)), say) if env.data["outcome"] == LINES else []
        return [*shown, text(preview(deal, say, _refund_of(deal, env.data))), *still_asked_lines(deal, say)]

    @classmethod
    def arguments(cls, deal: Deal, data: dict[str, str], ctx: Context) -> dict[str, Any]:
        given = {key: data[key] for key in ("outcome", "reason_code", "resolution")}
        if data["outcome"] == LINES:
            return {**given, "lines": _lines(deal, data)}
        return {**given, "refund_amount": _refund_of(deal, data)}


class OrderReturn(_Decision):
    """The goods go back first, and then the money: for a reason, and in words that both sides read."""

    name = "send_back"
    title = "send-back-title"
    submit = "act-order_return"
    act = "order_return"
    done = "done-order_return"
    proved = True

    reason_code = _WHY
    resolution = _WORDS

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        deal, say = deal_of(env.subject), env.ctx.say
        held = deal.balance(f"esc:{deal.trade.id}")
        return [text(say("send-back-then")), text(preview(deal, say, held)), *still_asked_lines(deal, say)]


def _periods(env: Env) -> Sequence[Chip]:
    return [Chip(str(days), env.ctx.say("days", days=days)) for days in (1, 3, 5, 7, ANSWER_DAYS_MAX)]


class AskForEvidence(Move):
    """How long both sides have to put more forward."""

    name = "evidence_request"
    title = "evidence-request-title"
    submit = "button-ask"
    act = "ask_for_evidence"
    done = "done-ask_for_evidence"

    days = Step(
        "question-ask-days",
        whole("days", high=ANSWER_DAYS_MAX),
        "whole",
        chips=_periods,
        default=lambda env: str(env.ctx.services.trading.rules.evidence.days),
    )

    @classmethod
    def arguments(cls, deal: Deal, data: dict[str, str], ctx: Context) -> dict[str, Any]:
        return {"days": int(data["days"])}
