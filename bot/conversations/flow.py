"""The conversation engine: a flow is a class whose attributes are its steps; `advance` is pure; `finish` is the only effect.

State is `{flow, subject, step, data, trail}` in one row per person and place, written in the same transaction as
everything else. `rev` grows with every change and refuses presses on older prompts. Typed answers are kept as the
text that passed its check, so a snapshot survives restarts and deploys, and is checked again when it is used.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, Protocol

from core.errors import InvalidValue
from core.ports.chat import FieldKind

REVIEW = "review"
BOUND = "~"
"""How the keys of what is no answer begin: what the prompt was bound to when it was shown."""
MORE = "more"
"""Kept among the answers once somebody wants to see all that can be changed."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A likely answer, one press away. `label` is finished words, or a text key with `worded=True`."""

    value: str
    label: str
    worded: bool = False


def _always(_env: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Preset:
    """Answers to everything under one button; `label` is finished words."""

    label: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `ask` is the text key of the prompt; `check` returns the text to keep or raises InvalidValue.

    `chips` and `when` look at the environment of the flow (subject, seat, what was answered so far).
    """

    ask: str
    check: Callable[[Any, str], str]
    kind: FieldKind = "text"
    optional: bool = False
    chips: Callable[[Any], Sequence[Chip]] = lambda _env: ()
    default: Callable[[Any], str] = lambda _env: ""
    when: Callable[[Any], bool] = _always
    search: Callable[[Any, str], Awaitable[Sequence[Chip]]] | None = None
    """Finds the options of a choice by what somebody typed; a form asks it where there are `many`."""
    many: Callable[[Any], bool] = _always
    hinges: bool = False
    """`when` looks at earlier answers: a form that asks everything at once shows the question as optional."""
    form_only: bool = False
    """A free line in a form that is read into the other fields; asked one by one, the first question takes it."""
    later: bool = False
    """Not asked one by one: what is usual stands until somebody changes it in the review or in the form."""
    length_max: int = 500
    key: str = ""

    @property
    def sometimes(self) -> bool:
        """Whether there are cases in which it is not asked."""
        return self.when is not _always

    def __set_name__(self, _owner: type, name: str) -> None:
        object.__setattr__(self, "key", name)


@dataclass(frozen=True, slots=True)
class State:
    """Where one conversation stands."""

    flow: str
    subject: str
    step: str
    data: Mapping[str, str] = field(default_factory=dict)
    trail: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "flow": self.flow,
            "subject": self.subject,
            "step": self.step,
            "data": dict(self.data),
            "trail": list(self.trail),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> State:
        return cls(raw["flow"], raw["subject"], raw["step"], dict(raw["data"]), tuple(raw["trail"]))


EventKind = Literal["say", "chip", "back", "skip", "cancel", "send", "edit", "form", "preset", "more"]


@dataclass(frozen=True, slots=True)
class Event:
    """What the person did: typed words, pressed chip number `index`, went back, skipped, cancelled, sent the review,
    asked to edit step number `index`, or submitted a whole form."""

    kind: EventKind
    text: str = ""
    index: int = 0
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows: the new state, and either problems (per step key), the end, or nothing (ask the present step)."""

    state: State
    end: Literal["", "finish", "cancel"] = ""
    problems: Mapping[str, InvalidValue] = field(default_factory=dict)


class Environment(Protocol):
    """What steps look at. The engine only needs to change the answers in it."""

    def having(self, data: Mapping[str, str]) -> Environment: ...


class Flow:
    """A declared conversation. Subclasses list `Step`s as attributes and implement `load` and `finish`."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    submit: ClassVar[str] = "button-send"
    review: ClassVar[bool] = True
    steps: ClassVar[tuple[Step, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.steps = tuple(value for value in vars(cls).values() if isinstance(value, Step))

    @classmethod
    def presets(cls, env: Any) -> Sequence[Preset]:
        """What answers all questions in one press, beside the first of them."""
        return ()

    @classmethod
    def several(cls, env: Any, words: str) -> Mapping[str, str]:
        """Answers to more than one question that somebody typed in one go; empty when it is only one answer."""
        return {}

    @classmethod
    def merged(cls, env: Any, values: Mapping[str, str]) -> Mapping[str, str]:
        """What a form says after its free line was read into its other fields."""
        return values

    @classmethod
    def open_steps(cls, env: Any) -> tuple[Step, ...]:
        """The questions that apply now."""
        return tuple(step for step in cls.steps if step.when(env) and not step.form_only)

    @classmethod
    def form_steps(cls, env: Any) -> tuple[Step, ...]:
        """The questions of a form: those that apply, and those that may."""
        return tuple(step for step in cls.steps if step.hinges or step.when(env))


def begin(
    flow: type[Flow], subject: str, env: Any, known: Mapping[str, str] | None = None, *, review: bool = False
) -> State:
    """The first question that is not answered by what is known; the review where there is none, or where it is asked
    for. A known answer that does not pass is asked again; an optional one that is known to be nothing is not asked."""
    given = dict(known or {})
    data = {key: value for key, value in given.items() if _step(flow, key) is None}
    open_steps = flow.open_steps(env)
    for step in open_steps:
        try:
            if given.get(step.key) or (step.optional and step.key in given):
                data[step.key] = _checked(step, env, given[step.key])
        except InvalidValue:
            continue
    asked = [] if review else [step.key for step in open_steps if step.key not in data]
    return State(flow.name, subject, asked[0] if asked else REVIEW, data)


def advance(flow: type[Flow], state: State, event: Event, env: Environment) -> Turn:
    """One step of a conversation; pure. Bad input leaves the state as it is and names the problem."""
    match event.kind:
        case "cancel":
            return Turn(state, end="cancel")
        case "back":
            if not state.trail:
                return Turn(state)
            return Turn(replace(state, step=state.trail[-1], trail=state.trail[:-1]))
        case "send":
            return _send(flow, state, env)
        case "more":
            return Turn(_kept(state, MORE, "yes"))
        case "preset":
            whole = flow.presets(env)
            known = whole[event.index].values if 0 <= event.index < len(whole) else {}
            return _take_several(flow, state, known, env) if known else Turn(state)
        case "edit":
            return _edit(flow, state, event, env)
        case "form":
            return _fill(flow, state, event.values, env)
        case _:
            return _answer(flow, state, event, env)


def _answer(flow: type[Flow], state: State, event: Event, env: Environment) -> Turn:
    step = _step(flow, state.step)
    if step is None:
        return Turn(state)
    if event.kind == "skip":
        if not step.optional:
            return Turn(state, problems={step.key: InvalidValue(step.key, "empty")})
        return _on(flow, _kept(state, step.key, ""), env)
    words = event.text
    many = flow.several(env, words) if event.kind == "say" else {}
    if many:
        return _take_several(flow, state, many, env)
    if event.kind == "chip":
        chips = step.chips(env)
        if not 0 <= event.index < len(chips):
            return Turn(state)
        words = chips[event.index].value
    try:
        kept = _checked(step, env, words)
    except InvalidValue as problem:
        return Turn(state, problems={step.key: problem})
    return _on(flow, _kept(state, step.key, kept), env)


def _on(flow: type[Flow], state: State, env: Environment) -> Turn:
    """To the next question; where nothing is left to ask and nothing is shown once more, to the end."""
    after = _next(flow, state, env)
    return Turn(after, end="finish" if after.step == REVIEW and not flow.review else "")


def _take_several(flow: type[Flow], state: State, many: Mapping[str, str], env: Environment) -> Turn:
    """Several answers at once; what is usual stands for the rest, and what can not be guessed is asked."""
    data = dict(state.data)
    for step in flow.open_steps(env):
        now = env.having(data)
        words = many.get(step.key) or data.get(step.key) or step.default(now)
        if not words and not step.optional:
            continue
        try:
            data[step.key] = _checked(step, now, words)
        except InvalidValue as problem:
            return Turn(state, problems={step.key: problem})
    missing = next((step.key for step in flow.open_steps(env) if step.key not in data), REVIEW)
    return Turn(replace(state, step=missing, data=data, trail=tuple(data)))


def _fill(flow: type[Flow], state: State, values: Mapping[str, str], env: Environment) -> Turn:
    """All answers at once: every problem is named, and nothing is kept unless all are good."""
    problems: dict[str, InvalidValue] = {}
    data: dict[str, str] = {}
    values = flow.merged(env, values)
    for step in flow.form_steps(env):
        now = env.having(data)
        if step.form_only or not step.when(now):
            continue
        try:
            words = values.get(step.key, "")
            data[step.key] = _checked(step, now, words or (step.default(now) if step.later else ""))
        except InvalidValue as problem:
            problems[step.key] = problem
    if problems:
        return Turn(state, problems=problems)
    # What no question asked for, such as a picture that was sent, is kept.
    beside = {key: value for key, value in state.data.items() if _step(flow, key) is None}
    after = replace(state, step=REVIEW, data={**beside, **data}, trail=tuple(data))
    return Turn(after, end="" if flow.review else "finish")


def _send(flow: type[Flow], state: State, env: Environment) -> Turn:
    """Everything is checked once more: the world may have moved since it was typed."""
    if state.step != REVIEW:
        return Turn(state)
    for step in flow.open_steps(env):
        try:
            _checked(step, env, state.data.get(step.key, ""))
        except InvalidValue as problem:
            return Turn(replace(state, step=step.key), problems={step.key: problem})
    return Turn(state, end="finish")


def _edit(flow: type[Flow], state: State, event: Event, env: Environment) -> Turn:
    steps = flow.open_steps(env)
    if state.step != REVIEW or not 0 <= event.index < len(steps):
        return Turn(state)
    return Turn(replace(state, step=steps[event.index].key, trail=(*state.trail, REVIEW)))


def _next(flow: type[Flow], state: State, env: Environment) -> State:
    """The next question without an answer yet, or the review."""
    later = _after(flow.open_steps(env.having(state.data)), state.step)
    trail = (*(key for key in state.trail if key != REVIEW), state.step)
    for step in later:
        if step.key not in state.data and step.later:
            state = _kept(state, step.key, step.default(env.having(state.data)))
        elif step.key not in state.data:
            return replace(state, step=step.key, trail=trail)
    return replace(state, step=REVIEW, trail=trail)


def _after(steps: Sequence[Step], key: str) -> Sequence[Step]:
    keys = [step.key for step in steps]
    return steps[keys.index(key) + 1 :] if key in keys else steps


def _checked(step: Step, env: Any, words: str) -> str:
    if not words.strip():
        if step.optional:
            return ""
        raise InvalidValue(step.key, "empty")
    if len(words) > step.length_max:
        raise InvalidValue(step.key, "too-long", most=step.length_max)
    return step.check(env, words)


def _kept(state: State, key: str, value: str) -> State:
    return replace(state, data={**state.data, key: value})


def _step(flow: type[Flow], key: str) -> Step | None:
    return next((step for step in flow.steps if step.key == key), None)
