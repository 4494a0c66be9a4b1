"""What a conversation is besides its questions: what it is about, what it shows, and what it does in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from bot import verbs
from bot.context import Answer, Context
from bot.conversations.flow import Flow, Step
from core.ports.chat import Line, Media, Screen


@dataclass(frozen=True, slots=True)
class Env:
    """What steps may look at: who answers, about what, and the answers so far."""

    ctx: Context
    subject: Any
    data: dict[str, str]

    def having(self, data: Mapping[str, str]) -> Env:
        """The same with other answers."""
        return replace(self, data=dict(data))


class Task(Flow):
    """A flow with its two contacts to the world: what it is about, and what it does in the end."""

    cancel_to: ClassVar[str] = verbs.HOME
    takes_photo: ClassVar[bool] = False
    has_form: ClassVar[bool] = True
    """Whether its questions can be a form; what is sent rather than typed can not."""
    files_max: ClassVar[int] = 0
    """How many files may come along; they are kept in the answers under "files", their captions under "words"."""
    files_suffice: ClassVar[bool] = False
    """A file is an answer by itself: nothing more is asked."""
    begins_anew: ClassVar[bool] = False
    """Begun again about the same subject, it starts from the beginning instead of being set aside."""

    proved: ClassVar[bool] = False
    """Only for somebody who has proved within the last minutes who they are; who has not is asked for that first."""
    is_secret: ClassVar[bool] = False
    """What its question says and shows must not stay in the chat: it is taken away in the end."""
    begins_in_chat: ClassVar[bool] = False
    """Its question is asked in the chat even where there are forms, which show no pictures; the form is a press away."""

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Any:
        """The subject, read afresh on each event, so that prompts never lie. Raises DomainError when it is gone."""
        return None

    @classmethod
    async def admit(cls, ctx: Context, subject: Any) -> None:
        """Asked once, before it begins; what it does in the end is guarded by itself. Raises DomainError."""

    @classmethod
    def given(cls, subject: Any) -> Mapping[str, str]:
        """Answers that are known from the beginning."""
        return {}

    @classmethod
    def worded(cls, env: Env, step: Step) -> str:
        """A question, in words."""
        return env.ctx.say(step.ask)

    @classmethod
    def labelled(cls, env: Env, step: Step) -> str:
        """A question in a word or two, beside its answer."""
        return env.ctx.say(f"{step.ask}-label")

    @classmethod
    def facts(cls, env: Env) -> list[Line]:
        """What the review shows besides the answers (totals, fees, who gets what)."""
        return []

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        """Lines above every question."""
        return []

    @classmethod
    def pictures(cls, env: Env) -> tuple[Media, ...]:
        """What is shown with every question."""
        return ()

    @classmethod
    def form_intro(cls, env: Env) -> list[Line]:
        """Lines above the questions of a form."""
        return cls.intro(env)

    @classmethod
    def shown_first(cls, env: Env) -> tuple[Screen, ...]:
        """What is shown before the first question, in messages of its own."""
        return ()

    @classmethod
    def binding(cls, env: Env) -> dict[str, str]:
        """What a prompt stands for when it is shown; kept with the answers, under keys that begin with `BOUND`."""
        return {}

    @classmethod
    def changed(cls, env: Env) -> str:
        """Why it has to be begun anew instead of going on (a text key): what was shown is not true any more."""
        return ""

    @classmethod
    def outdated(cls, env: Env) -> str:
        """Why what was reviewed is shown once more, with the same answers, instead of being sent (a text key): what it
        stands beside is not what it was."""
        return ""

    @classmethod
    def late(cls, env: Env) -> str:
        """Why it has to be begun anew instead of finished (a text key): it was shown too long ago. Before the end what is
        shown first is only shown once more."""
        return ""

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        """The one effect."""
        raise LookupError(cls.name)

    @classmethod
    def shown(cls, env: Env, step: Step, value: str) -> str:
        """An answer as the review words it."""
        chip = next((chip for chip in step.chips(env) if chip.value == value), None)
        if chip is None:
            return value
        return env.ctx.say(chip.label) if chip.worded else chip.label
