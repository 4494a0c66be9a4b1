"""Conversations of a case: what its moderator asks, and what a side answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import choice, whole, words
from bot.conversations.flow import Chip, Step
from bot.conversations.talk import deal_of
from bot.conversations.task import Env, Task
from bot.presenting import deal_screen
from bot.screens import questions as screens
from bot.screens.parts import note, quote
from core.ids import code_of
from core.messages import QUESTIONS
from core.ports.chat import Line
from core.process.moderating import ANSWER_DAYS_MAX
from core.services.questioning import QUESTION_LENGTH_MAX, SIDES
from core.services.relaying import FILES_MAX, MESSAGE_LENGTH_MAX
from core.trades import Deal

OWN = "own"
"""A question that is none of the usual ones."""
_TO = tuple(Chip(side, f"question-to-{side}", True) for side in SIDES)
_TOPICS = tuple(Chip(topic, f"topic-{topic}", True) for topic in (*QUESTIONS, OWN))


def _sides(_env: Any) -> Sequence[Chip]:
    return _TO


def _topics(_env: Any) -> Sequence[Chip]:
    return _TOPICS


def _periods(env: Env) -> Sequence[Chip]:
    return [Chip(str(days), env.ctx.say("days", days=days)) for days in (1, 3, 5, 7, ANSWER_DAYS_MAX)]


class AskParties(Task):
    """Whom, and what: a usual question, which everybody reads in their own language, or one in the moderator's words."""

    name = "question"
    title = "question-title"
    submit = "button-ask"

    to = Step("question-ask-to", choice("to", _sides), "choice", chips=_sides)
    topic = Step("question-ask-topic", choice("topic", _topics), "choice", chips=_topics)
    question = Step(
        "question-ask-words",
        words("question", length_max=QUESTION_LENGTH_MAX),
        "long",
        when=lambda env: env.data.get("topic") == OWN,
        hinges=True,
        length_max=QUESTION_LENGTH_MAX,
    )

    days = Step(
        "question-ask-days",
        whole("days", high=ANSWER_DAYS_MAX),
        "whole",
        chips=_periods,
        default=lambda env: str(env.ctx.services.trading.rules.evidence.days),
        later=True,
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Deal:
        return await ctx.services.questioning.case_of(ctx.tx, ctx.seat, subject)

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        deal = deal_of(env.subject)
        case = deal.dispute.id if deal.dispute is not None else deal.trade.id
        return [note(env.ctx.say("question-intro", code=code_of(case)))]

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        topic = env.data.get("topic", OWN)
        return [] if topic == OWN else [quote(env.ctx.say(f"topic-words-{topic}"))]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        own = data["topic"] == OWN
        deal = await ctx.services.questioning.ask(
            ctx.tx,
            ctx.seat,
            deal_of(subject).trade.id,
            to=data["to"],
            topic="" if own else data["topic"],
            words=data["question"] if own else "",
            days=int(data.get("days") or 0),
        )
        news = ctx.say("done-question")
        return (Show(await deal_screen(ctx, deal, news=news), anew=ctx.incoming.kind in ("submit", "text")),)


class AnswerQuestion(Task):
    """Words, photos or documents for the case and its moderator."""

    name = "reply"
    title = "reply-title"
    review = False
    files_max = FILES_MAX

    words_ = Step("reply-ask", words("message", length_max=MESSAGE_LENGTH_MAX), "long", length_max=MESSAGE_LENGTH_MAX)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Any:
        _deal, question = await ctx.services.questioning.question_for(ctx.tx, ctx.seat, subject)
        return question

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        say, question = env.ctx.say, env.subject
        both = question.audience == "both"
        count = len(env.data.get("files", "").split())
        return [
            note(say("case-code", code=code_of(question.dispute_id))),
            quote(screens.words_of(question, say)),
            note(say("question-read-by-both" if both else "question-read-by-desk")),
            note(say("files-along", count=count) if count else say("files-welcome")),
        ]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        said = "\n".join(part for part in (data.get("words_", ""), data.get("words", "")) if part)
        _deal, letter = await ctx.services.questioning.answer(
            ctx.tx, ctx.seat, subject.id, words=said, files=data.get("files", "").split()
        )
        return (Show(screens.noted(letter, ctx.say), anew=True),)


class AskOperator(Task):
    """A note for the operators alone: the moderator wants help, or can not go on."""

    name = "to_operator"
    title = "operator-title"
    submit = "button-send"

    note_ = Step("operator-ask", words("note", length_max=QUESTION_LENGTH_MAX), "long", length_max=QUESTION_LENGTH_MAX)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Deal:
        return await ctx.services.questioning.case_of(ctx.tx, ctx.seat, subject)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        deal = deal_of(subject)
        await ctx.services.questioning.to_operator(ctx.tx, ctx.seat, deal.trade.id, data["note_"])
        news = ctx.say("done-to-operator")
        return (Show(await deal_screen(ctx, deal, news=news), anew=ctx.incoming.kind in ("submit", "text")),)
