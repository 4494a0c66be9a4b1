"""Conversations that end in one move of a trade: sign, ship, cancel, more time, dispute, answer, settlement."""

from __future__ import annotations

from typing import Any, ClassVar

from bot.context import Answer, Context, Show
from bot.conversations.answers import amount, choice, whole, words
from bot.conversations.flow import BOUND, Chip, Step
from bot.conversations.talk import deal_of
from bot.conversations.task import Env, Task
from bot.presenting import deal_screen
from bot.screens.deal_card import preview
from bot.screens.parts import note, text
from core.disputes import REASONS
from core.errors import InvalidValue, NotNow
from core.ids import code_of
from core.money import Money, read_money, step_of, written
from core.ports.chat import Line
from core.process.cancelling import open_part
from core.process.disputing import APPEAL_LENGTH_MIN, STATEMENT_LENGTH_MIN, nothing_is_due
from core.process.fulfilling import open_quantity
from core.services.relaying import FILES_MAX
from core.trades import Deal
from core.wording import clean_text

STATEMENT_LENGTH_MAX = 3000


REVIEWED = f"{BOUND}reviewed"
"""The version of the deal beside which answers were shown."""


def reviewed_beside(env: Env) -> dict[str, str]:
    """What the review stands beside, for `Task.binding`."""
    return {REVIEWED: str(env.subject.trade.version)} if isinstance(env.subject, Deal) else {}


def has_moved_on(env: Env) -> str:
    """For `Task.outdated`: somebody else has acted since the answers were shown."""
    shown = env.data.get(REVIEWED)
    return "talk-review-again" if shown and shown != reviewed_beside(env).get(REVIEWED) else ""


class Move(Task):
    """A conversation about a deal that ends in the transition `act`."""

    act: ClassVar[str] = ""
    done: ClassVar[str] = ""

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Deal:
        """The deal, as long as this person may still make the move. Raises NotNow when it is over."""
        deal, role = await ctx.services.trading.deal_for(ctx.tx, ctx.seat, subject)
        if cls.act not in {choice.name for choice in ctx.services.trading.choices(deal, role, ctx.seat)}:
            raise NotNow()
        return deal

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        deal = deal_of(env.subject)
        return [note(env.ctx.say("deal-title", code=code_of(deal.trade.id), product=deal.product.name))]

    @classmethod
    def arguments(cls, deal: Deal, data: dict[str, str], ctx: Context) -> dict[str, Any]:
        """What the transition needs, from the answers."""
        asked = {step.key for step in cls.steps}
        return {key: value for key, value in data.items() if key in asked}

    @classmethod
    def binding(cls, env: Env) -> dict[str, str]:
        return reviewed_beside(env) if cls.review else {}

    @classmethod
    def outdated(cls, env: Env) -> str:
        return has_moved_on(env)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        deal = deal_of(subject)
        acted = await ctx.services.trading.act(ctx.tx, ctx.seat, deal.trade.id, cls.act, cls.arguments(deal, data, ctx))
        anew = ctx.incoming.kind in ("submit", "text")
        return (Show(await deal_screen(ctx, acted.deal, news=ctx.say(cls.came_to(acted.deal))), anew=anew),)

    @classmethod
    def came_to(cls, deal: Deal) -> str:
        """Which sentence says what was done."""
        return cls.done


def _recognised(env: Env) -> list[str]:
    """Whose number the typed one is."""
    number = env.data.get("tracking_number", "")
    return [one.carrier for one in env.ctx.services.carriers.recognise(number)] if number else []


def _carrier_chips(env: Env) -> list[Chip]:
    return [Chip(name, name) for name in (_recognised(env) or ("DHL", "UPS", "FedEx", "DB Schenker"))]


def _carrier_is_open(env: Env) -> bool:
    """A form asks for everything at once; question by question, a recognised number answers this one."""
    return bool(env.ctx.incoming.form_key) or env.ctx.incoming.kind == "submit" or len(_recognised(env)) != 1


def _check_carrier(env: Env, typed: str) -> str:
    return str(env.ctx.services.carriers.named(clean_text(typed, "carrier", length_max=60)))


def _check_tracking(env: Env, typed: str) -> str:
    number = clean_text(typed, "tracking_number", length_max=60)
    if env.ctx.services.carriers.is_mistyped(number):
        raise InvalidValue("tracking_number", "check-digit", number=number)
    return number


def _quantity_chips(env: Env) -> list[Chip]:
    """All that is open, or half of it."""
    left, unit = open_quantity(env.subject), env.subject.accepted.unit
    return [
        Chip(str(left), env.ctx.say("ship-all-of", goods=env.ctx.say.quantity(left, unit))),
        Chip(str(left // 2), env.ctx.say.quantity(left // 2, unit)),
    ]


def _check_quantity(env: Env, typed: str) -> str:
    left = open_quantity(env.subject)
    if int(quantity := whole("quantity")(env, typed)) > left:
        raise InvalidValue("quantity", "above-open", left=env.ctx.say.quantity(left, env.subject.accepted.unit))
    return quantity


class Ship(Move):
    """Tracking number and carrier; part of the quantity where the terms allow parts."""

    name = "ship"
    title = "ship-title"
    submit = "button-ship"
    act = "ship"
    done = "done-ship"

    tracking_number = Step("ship-ask-tracking", _check_tracking, length_max=100)
    carrier = Step("ship-ask-carrier", _check_carrier, chips=_carrier_chips, when=_carrier_is_open)
    quantity = Step(
        "ship-ask-quantity",
        _check_quantity,
        "whole",
        chips=_quantity_chips,
        default=lambda env: str(open_quantity(env.subject)),
        when=lambda env: (
            env.subject.accepted is not None
            and env.subject.accepted.partial_shipments
            and open_quantity(env.subject) > 1
        ),
    )

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        deal = deal_of(env.subject)
        left = env.ctx.say.quantity(open_quantity(deal), deal.accepted.unit) if deal.accepted else ""
        return [*super().intro(env), *([note(env.ctx.say("ship-left", goods=left))] if left else [])]

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        if env.data.get("carrier") or len(_recognised(env)) != 1:
            return []
        return [note(env.ctx.say("ship-recognised", carrier=_recognised(env)[0]))]

    @classmethod
    def arguments(cls, deal: Deal, data: dict[str, str], ctx: Context) -> dict[str, Any]:
        known = [one.carrier for one in ctx.services.carriers.recognise(data.get("tracking_number", ""))]
        return {**data, "carrier": data.get("carrier") or (known[0] if len(known) == 1 else "")}


class AskToCancel(Move):
    name = "cancel"
    title = "cancel-title"
    submit = "button-ask"
    act = "ask_to_cancel"
    done = "done-cancel"

    reason = Step("cancel-ask-reason", words("reason", length_max=500), "long", length_max=1000)

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        deal = deal_of(env.subject)
        return [text(preview(deal, env.ctx.say, open_part(deal), held=open_part(deal)))]


class AskForTime(Move):
    name = "extension"
    title = "extension-title"
    submit = "button-ask"
    act = "ask_for_time"
    done = "done-extension"

    days = Step(
        "extension-ask-days",
        whole("days", high=60),
        "whole",
        chips=lambda env: [Chip(str(days), env.ctx.say("days", days=days)) for days in (3, 7, 14)],
    )
    reason = Step("extension-ask-reason", words("reason", length_max=500), "long", length_max=1000)


def _reason_chips(env: Env) -> list[Chip]:
    """Those that would be taken now."""
    early = nothing_is_due(deal_of(env.subject), env.ctx.services.clock.now())
    return [Chip(reason, f"reason-{reason}", True) for reason in (("fraud",) if early else REASONS)]


class WithFiles(Move):
    """A statement that photos and documents may come along with; what stood below them is part of the statement."""

    files_max = FILES_MAX

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        count = len(env.data.get("files", "").split())
        words = env.ctx.say("files-along", count=count) if count else env.ctx.say("files-welcome")
        return [*super().intro(env), note(words)]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        whole = "\n".join(part for part in (data.get("statement", ""), data.get("words", "")) if part)
        await ctx.services.evidence.add(ctx.tx, ctx.seat, deal_of(subject), data.get("files", "").split())
        return await super().finish(ctx, subject, {**data, "statement": whole[:STATEMENT_LENGTH_MAX]})


def _statement_or_files(env: Env, typed: str) -> str:
    """A few words will do for somebody who sent a photo or a document."""
    least = 1 if env.data.get("files") else STATEMENT_LENGTH_MIN
    return clean_text(typed, "statement", length_max=3000, length_min=least)


class OpenDispute(WithFiles):
    """What is wrong, in one's own words; the money stays where it is until it is settled."""

    name = "dispute"
    title = "dispute-title"
    submit = "button-open-dispute"
    act = "dispute"
    done = "done-dispute"

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        deal = deal_of(env.subject)
        order = deal.order
        if order is None or not nothing_is_due(deal, env.ctx.services.clock.now()):
            return super().intro(env)
        return [*super().intro(env), note(env.ctx.say("dispute-early", at=env.ctx.say.moment(order.ship_by)))]

    reason = Step("dispute-ask-reason", choice("reason", _reason_chips), "choice", chips=_reason_chips)
    statement = Step("dispute-ask-statement", _statement_or_files, "long", length_max=3000)

    @classmethod
    def arguments(cls, deal: Deal, data: dict[str, str], ctx: Context) -> dict[str, Any]:
        return {**super().arguments(deal, data, ctx), "files": data.get("files", "").split()}


class AnswerDispute(WithFiles):
    name = "answer"
    title = "answer-title"
    act = "answer_dispute"
    done = "done-answer"

    statement = Step("answer-ask-statement", words("statement", length_max=3000), "long", length_max=3000)


class AddEvidence(WithFiles):
    name = "evidence"
    title = "evidence-title"
    act = "add_evidence"
    done = "done-evidence"

    statement = Step("evidence-ask-statement", words("statement", length_max=3000), "long", length_max=3000)


class Appeal(Move):
    """New evidence for another moderator, once."""

    name = "appeal"
    title = "appeal-title"
    act = "appeal"
    done = "done-appeal"

    statement = Step(
        "appeal-ask-statement",
        words("statement", length_max=3000, length_min=APPEAL_LENGTH_MIN),
        "long",
        length_max=3000,
    )


class ShipBack(Move):
    name = "return"
    title = "return-title"
    act = "ship_back"
    done = "done-return"

    tracking_number = Step("return-ask-tracking", words("tracking_number", length_max=60), length_max=100)


class Freeze(Move):
    """An operator stops a deal, with a reason for the record."""

    name = "freeze"
    title = "freeze-title"
    act = "freeze"
    done = "done-freeze"

    reason = Step("freeze-ask-reason", words("reason", length_max=500), "long", length_max=1000)


def _check_settlement(env: Env, typed: str) -> str:
    """Any part for the buyer, from nothing to everything."""
    return check_part(env, typed, lowest=0, kept=0)


def check_part(env: Env, typed: str, *, lowest: int, kept: int) -> str:
    """The buyer's part: an amount, or a percentage of what is held; kept as an amount in major units."""
    deal = deal_of(env.subject)
    currency, held = deal.trade.currency, deal.balance(f"esc:{deal.trade.id}")
    plain = typed.strip()
    if plain.endswith("%"):
        percent = 0 if plain[:-1].strip() == "0" else int(whole("refund_amount", high=100)(env, plain[:-1]))
        minor = held * percent // 100
        minor -= minor % step_of(currency) if percent < 100 else 0
    else:
        minor = read_money(amount("refund_amount", lambda _env: currency)(env, plain), currency, "refund_amount").minor
    if not lowest <= minor <= held - kept:
        low, high = (env.ctx.say.money(Money(bound, currency)) for bound in (lowest, held - kept))
        raise InvalidValue("refund_amount", "out-of-range", low=low, high=high)
    return written(Money(minor, currency).decimal)


class ProposeSettlement(Move):
    """The parties settle themselves, at any time before it is decided."""

    name = "settlement"
    title = "settlement-title"
    act = "propose_settlement"
    done = "done-settlement"

    amount = Step(
        "settlement-ask-amount",
        _check_settlement,
        chips=lambda env: [Chip(f"{percent}%", f"{percent} %") for percent in (10, 25, 50, 100)],
    )

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        deal = deal_of(env.subject)
        return [text(preview(deal, env.ctx.say, cls.arguments(deal, env.data, env.ctx)["amount"]))]

    @classmethod
    def arguments(cls, deal: Deal, data: dict[str, str], ctx: Context) -> dict[str, Any]:
        return {"amount": read_money(data["amount"], deal.trade.currency, "amount").minor}


MOVES: tuple[type[Move], ...] = (
    Ship,
    AskToCancel,
    AskForTime,
    OpenDispute,
    AnswerDispute,
    AddEvidence,
    ProposeSettlement,
    ShipBack,
    Appeal,
    Freeze,
)
