"""A conversation as a form: all its questions at once, for platforms that have forms."""

from __future__ import annotations

from bot import verbs
from bot.conversations.flow import Chip, State, Step
from bot.conversations.task import Env, Task
from core.events import ConversationRow
from core.ports.chat import Do, Field, Form, Option

LISTED_MAX = 100
"""As many options as every platform lists."""


def form_of(task: type[Task], row: ConversationRow, state: State, env: Env) -> Form:
    """What was answered already, and what is usual, stands in the fields."""
    say = env.ctx.say
    return Form(
        task.name,
        say(task.title),
        tuple(_field(task, step, state, env) for step in task.form_steps(env)),
        say("button-next" if task.review else task.submit),
        say("button-cancel"),
        Do(verbs.TALK, f"{row.id}.f", row.rev),
        intro=tuple(task.form_intro(env)),
    )


def options_of(chips: list[Chip], env: Env) -> tuple[Option, ...]:
    """Answers as a form lists them."""
    return tuple(Option(chip.value, env.ctx.say(chip.label) if chip.worded else chip.label) for chip in chips)


def _field(task: type[Task], step: Step, state: State, env: Env) -> Field:
    default = state.data.get(step.key) or step.default(env)
    chips = list(step.chips(env)) if step.kind == "choice" else []
    searched = step.search is not None and step.many(env)
    if searched:
        chips = [chip for chip in chips if chip.value == default]
    return Field(
        key=step.key,
        kind=step.kind,
        label=task.labelled(env, step),
        help=task.worded(env, step),
        required=not (step.optional or step.hinges or step.later),
        default=default,
        options=options_of(chips, env),
        searched=searched,
        length_max=step.length_max,
    )
