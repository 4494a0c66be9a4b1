"""Walks a conversation as its buttons and questions lead, through every state that can be reached."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot import verbs
from bot.conversations.flow import REVIEW, Event, State, Turn, advance, begin
from bot.conversations.forms import form_of
from bot.conversations.prompts import prompt
from bot.conversations.talk import _EVENTS
from bot.conversations.task import Env, Task
from bot.text import Say
from core.events import ConversationRow
from core.members import Seat
from core.ports.chat import Do, Form, Screen
from tests.chats.people import context
from tests.chats.samples import SENT, answer_to
from tests.core.deals import MONDAY

ROW = ConversationRow("cnv_1", "telegram|bot|1|", "idn_1", "", {}, 7, MONDAY)
NONSENSE = ("", "   ", "\u202e", "-1", "0", "1,5", "99999999999999", "<b>x</b> @channel", "字" * 4000)


@dataclass(frozen=True)
class Stage:
    """One conversation about one thing, in one language, on a platform with forms or without."""

    task: type[Task]
    made: Callable[[], Any]
    seat: Seat
    say: Say
    forms: bool = False

    def env(self, state: State | None = None, *, kind: str = "press") -> Env:
        ctx = context(self.say, seat=self.seat, forms=self.forms, kind=kind)
        return Env(ctx, self.made(), dict(state.data) if state else {})

    def begins(self) -> State:
        return begin(self.task, "neg_1", self.env())

    def prompt(self, state: State, problem: str = "") -> Screen:
        row = replace(ROW, flow=self.task.name, state=state.as_json())
        return prompt(self.task, row, state, self.env(state), problem=problem)

    def form(self, state: State) -> Form:
        return form_of(self.task, replace(ROW, flow=self.task.name), state, self.env(state))

    def advances(self, state: State, event: Event, *, kind: str = "press") -> Turn:
        return advance(self.task, state, event, self.env(state, kind=kind))

    def presses(self, state: State, go: Do) -> Turn:
        """What a button of the prompt does, read as the bot reads it."""
        assert go.verb == verbs.TALK
        assert go.rev == ROW.rev
        row_id, _, argument = go.id.partition(".")
        assert row_id == ROW.id
        index = int(argument[1:]) if argument[1:].isdigit() else 0
        return self.advances(state, Event(_EVENTS[argument[0]], index=index))

    def answers(self, state: State) -> str:
        """A sensible answer to the present question."""
        step = next(step for step in self.task.steps if step.key == state.step)
        return answer_to(self.task, step, self.env(state))


def restarted(state: State) -> State:
    """The state as another process finds it in the database."""
    return State.from_json(json.loads(json.dumps(state.as_json())))


def walk(stage: Stage) -> Iterator[State]:
    """Every state that pressing and answering lead to, each once; asserts on the way that everything leads on."""
    waiting, met = deque([stage.begins()]), set()
    ends = set()
    while waiting:
        state = waiting.popleft()
        known = (state.step, frozenset(state.data), state.trail[-1:])
        if known in met:
            continue
        met.add(known)
        yield state
        for turn in _ways_on(stage, state):
            if turn.end:
                ends.add(turn.end)
            else:
                waiting.append(turn.state)
    assert ends == ({"cancel"} if stage.task.name in SENT else {"finish", "cancel"}), (
        f"{stage.task.name} ends with {ends}"
    )


def _ways_on(stage: Stage, state: State) -> Iterator[Turn]:
    """Everything a person can do here that is sensible; each must lead somewhere."""
    labels = []
    for button in stage.prompt(state).buttons:
        assert isinstance(button.go, Do)
        labels.append(button.label)
        if button.go.id.endswith(".o"):
            assert stage.forms
            assert stage.form(state).fields
            continue
        turn = stage.presses(state, button.go)
        where = f"{stage.task.name}, {state.step}: {button.label!r}"
        assert not turn.problems, f"{where} is refused: {dict(turn.problems)}"
        assert turn.end or turn.state != state, f"{where} leads nowhere"
        yield turn
    say = stage.say
    assert say("button-cancel") in labels
    assert (say("button-back") in labels) == (bool(state.trail) and state.step != REVIEW)
    if state.step != REVIEW and stage.task.name not in SENT:
        turn = stage.advances(state, Event("say", text=stage.answers(state)), kind="text")
        assert not turn.problems, f"{stage.task.name}, {state.step}: {stage.answers(state)!r} {dict(turn.problems)}"
        yield turn
