"""What a conversation shows: its present question, or everything that was answered, to be looked through."""

from __future__ import annotations

from bot import verbs
from bot.conversations.flow import MORE, REVIEW, State
from bot.conversations.task import Env, Task
from bot.conversations.wiping import key_of
from bot.screens.parts import fact, head, note, press, rows, text
from core.events import ConversationRow
from core.ports.chat import GROUP, Screen


def prompt(task: type[Task], row: ConversationRow, state: State, env: Env, *, problem: str = "") -> Screen:
    if state.step == REVIEW:
        return _review(task, row, env, problem)
    say, step = env.ctx.say, next(step for step in task.steps if step.key == state.step)
    lines = [head(say(task.title)), *task.intro(env)]
    if problem:
        lines.append(note(f"⚠ {problem}"))
    lines.append(text(task.worded(env, step)))
    chips = [
        press(say(chip.label) if chip.worded else chip.label, verbs.TALK, f"{row.id}.c{index}", row.rev)
        for index, chip in enumerate(step.chips(env))
    ]
    if not state.trail:
        whole = enumerate(task.presets(env))
        chips = [*(press(one.label, verbs.TALK, f"{row.id}.p{index}", row.rev) for index, one in whole), *chips]
    steer = []
    if env.ctx.can.forms and task.has_form:
        steer.append(press(say("button-fill-in"), verbs.TALK, f"{row.id}.o", row.rev, style="primary"))
    if step.optional:
        steer.append(press(say("button-skip"), verbs.TALK, f"{row.id}.s", row.rev))
    if state.trail:
        steer.append(press(say("button-back"), verbs.TALK, f"{row.id}.b", row.rev))
    steer.append(press(say("button-cancel"), verbs.TALK, f"{row.id}.x", row.rev))
    here = say("talk-answer-here") if step.kind != "choice" and env.ctx.place.kind == GROUP else ""
    buttons = (*rows(*chips), *rows(*steer, per_row=3))
    shown = task.pictures(env)
    return Screen(
        key_of(task, row.id), tuple(lines), buttons, shown, rev=row.rev, answer_here=here, fleeting=task.is_secret
    )


def _review(task: type[Task], row: ConversationRow, env: Env, problem: str = "") -> Screen:
    say = env.ctx.say
    lines = [head(say(task.title)), *task.intro(env), *([note(f"⚠ {problem}")] if problem else [])]
    edits, hidden = [], False
    for index, step in enumerate(task.open_steps(env)):
        value = env.data.get(step.key, "")
        label = task.labelled(env, step)
        if step.later and MORE not in env.data:
            hidden = True
            if value in ("", step.default(env)):
                continue
        lines.append(fact(label, task.shown(env, step, value) if value else say("nothing-yet")))
        edits.append(press(say("button-edit", what=label), verbs.TALK, f"{row.id}.e{index}", row.rev))
    lines.extend(task.facts(env))
    send = press(say(task.submit), verbs.TALK, f"{row.id}.y", row.rev, style="primary")
    cancel = press(say("button-cancel"), verbs.TALK, f"{row.id}.x", row.rev)
    if hidden:
        edits.append(press(say("button-more-terms"), verbs.TALK, f"{row.id}.m", row.rev))
    return Screen(key_of(task, row.id), tuple(lines), ((send, cancel), *rows(*edits)), rev=row.rev)
