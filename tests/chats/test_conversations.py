"""Every conversation, visited whole: no dead ends, nothing lost, the same on every platform, in every language."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot import verbs
from bot.commands.conversations_page import as_markdown
from bot.context import Context, OpenForm, Show
from bot.conversations.flow import REVIEW, Event, Flow
from bot.conversations.index import TASKS
from bot.conversations.talk import Talks
from bot.conversations.task import Task
from bot.screens.parts import head, press, rows
from bot.text import Say
from bot.text.words import LANGUAGES
from core.errors import NotNow
from core.events import ConversationRow
from core.ports.chat import Do, Screen
from core.simulation.memory_store import MemoryStore
from tests.architecture.tree import ROOT
from tests.chats.people import context
from tests.chats.renderers import RENDERERS, Renderer, lost, squeezed
from tests.chats.samples import SENT, SUBJECTS, answer_to
from tests.chats.walking import NONSENSE, Stage, restarted, walk

EN = Say("en")
PLAYED = [(task, at) for task in TASKS for at in range(len(SUBJECTS.get(task.name, ())))]
TYPED = [(task, at) for task, at in PLAYED if task.name not in SENT]
each_task = pytest.mark.parametrize(("task", "at"), PLAYED, ids=lambda value: getattr(value, "name", str(value)))
each_typed = pytest.mark.parametrize(("task", "at"), TYPED, ids=lambda value: getattr(value, "name", str(value)))


def stage(task: type[Task], at: int, say: Say = EN, *, forms: bool = False) -> Stage:
    made, seat = SUBJECTS[task.name][at]
    return Stage(task, made, seat, say, forms)


def _below(kind: type[Flow]) -> set[type[Flow]]:
    return {each for below in kind.__subclasses__() for each in (below, *_below(below))}


def test_every_conversation_is_played() -> None:
    """A new conversation goes into `TASKS` of the dispatcher, and into `SUBJECTS` of tests/chats/samples.py."""
    declared = {flow for flow in _below(Flow) if flow.steps and flow.__module__.startswith("bot.")}
    assert declared == set(TASKS)
    assert {task.name for task in TASKS} == set(SUBJECTS)
    assert len({task.name for task in TASKS}) == len(TASKS)


def test_the_diagram_is_current() -> None:
    """`python -m bot process --conversations > docs/conversations.md`"""
    assert (ROOT / "docs" / "conversations.md").read_text(encoding="utf-8") == as_markdown(TASKS)


@pytest.mark.parametrize("forms", [False, True], ids=["questions", "forms"])
@each_task
def test_every_state_leads_on_and_survives_a_restart(task: type[Task], at: int, forms: bool) -> None:
    here = stage(task, at, forms=forms)
    for state in walk(here):
        again = restarted(state)
        assert again == state
        assert here.prompt(again) == here.prompt(state)
        if state.step == REVIEW:
            shown = squeezed("".join(line.text for line in here.prompt(state).lines))
            assert squeezed(EN(task.title)) in shown


def test_every_question_is_reached() -> None:
    for task in TASKS:
        met = {state.step for at in range(len(SUBJECTS[task.name])) for state in walk(stage(task, at))}
        asked = {step.key for step in task.steps if not step.form_only}
        assert met == asked | ({REVIEW} if task.review else set()), task.name


@each_typed
def test_going_back_and_answering_again_ends_the_same(task: type[Task], at: int) -> None:
    """Back from every question to the first, then on by the same answers: nothing typed is lost on the way."""
    here = stage(task, at)
    state, path = here.begins(), []
    while state.step != REVIEW:
        path.append(state)
        turn = here.advances(state, Event("say", text=here.answers(state)), kind="text")
        if turn.end:
            break
        state = turn.state
    while state.trail and state.step != REVIEW:
        state = here.advances(state, Event("back")).state
        assert state.step in [each.step for each in path]
    assert state.data.keys() >= path[-1].data.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nonsense_is_refused_in_words_and_changes_nothing(lang: str) -> None:
    for task, at in PLAYED:
        here = stage(task, at, Say(lang))
        seen = set()
        for state in walk(here):
            if state.step == REVIEW or state.step in seen:
                continue
            seen.add(state.step)
            for typed in NONSENSE:
                turn = here.advances(state, Event("say", text=typed), kind="text")
                if turn.problems:
                    assert turn.state == state
                    assert not turn.end
                    words = "\n".join(here.say.problem(problem) for problem in turn.problems.values())
                    assert words in here.prompt(state, words).lines[-2].text
                else:
                    assert turn.state != state or turn.end


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda renderer: renderer.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_is_whole_in_every_language(lang: str, renderer: Renderer) -> None:
    say = Say(lang)
    for task, at in PLAYED:
        here = stage(task, at, say, forms=renderer.has_forms)
        seen = set()
        for state in walk(here):
            if state.step in seen:
                continue
            seen.add(state.step)
            screen = here.prompt(state)
            missing = lost(screen, renderer.show(screen))
            assert not missing, f"{task.name}, {state.step}: {[each[:60] for each in missing]}"
            if state.step != REVIEW:
                step = next(step for step in task.steps if step.key == state.step)
                assert squeezed(task.worded(here.env(state), step)) in squeezed(renderer.show(screen).words)
        if renderer.has_forms and task.has_form:
            renderer.fill(here.form(here.begins()), {})


# ── one script, three renderers ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", ["en", "ar"])
@each_typed
def test_the_same_script_passes_on_every_platform(task: type[Task], at: int, lang: str) -> None:
    """Question by question or as one form: the same answers lead to the same end, and what is sent is what was said."""
    outcomes = [played(stage(task, at, Say(lang), forms=each.has_forms), each) for each in RENDERERS]
    assert outcomes[0] == outcomes[1]
    assert {key: value for key, value in outcomes[2].items() if value} == {
        key: value for key, value in outcomes[0].items() if value
    }


def played(here: Stage, renderer: Renderer) -> dict[str, str]:
    """Answer everything and send; the answers as they arrive at `finish`."""
    state = here.begins()
    if renderer.has_forms:
        opening = renderer.show(here.prompt(state)).pressed(here.say("button-fill-in"))
        assert opening.id.endswith(".o")
        env = here.env(state)
        given: dict[str, str] = {}
        for step in here.task.form_steps(env):
            if step.when(env.having(given)) and not (step.later or step.form_only):
                given[step.key] = answer_to(here.task, step, env.having(given))
        meant, values = renderer.fill(here.form(state), given)
        assert meant == here.form(state).go
        turn = here.advances(state, Event("form", values=values), kind="submit")
        assert not turn.problems, dict(turn.problems)
        state, end = turn.state, turn.end
    else:
        end = ""
        while state.step != REVIEW and not end:
            answer = here.answers(state)
            step = next(step for step in here.task.steps if step.key == state.step)
            chip = next((chip for chip in step.chips(here.env(state)) if chip.value == answer), None)
            seen = renderer.show(here.prompt(state))
            if chip is not None:
                label = here.say(chip.label) if chip.worded else chip.label
                turn = here.presses(state, seen.pressed(label))
            else:
                turn = here.advances(state, Event("say", text=answer), kind="text")
            state, end = turn.state, turn.end
    if here.task.review:
        seen = renderer.show(here.prompt(state))
        end = here.presses(state, seen.pressed(here.say(here.task.submit))).end
    assert end == "finish"
    return dict(state.data)


# ── interruptions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_an_interruption_is_continued_where_it_was(task: type[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun, answered once, interrupted by another conversation, the process restarted, the other one left: continued."""
    made, seat = SUBJECTS[task.name][0]
    other = next(each for each in TASKS if each.name not in (task.name, "register"))
    for each in (task, other):
        monkeypatch.setattr(each, "load", classmethod(_loading(SUBJECTS[each.name][0][0])))
    store = MemoryStore()

    async def acts(kind: str, act: Any, do: Do | None = None) -> Any:
        async def step(tx: Any) -> Any:
            talks = Talks((task, other))
            return await act(talks, context(EN, tx=tx, seat=seat, kind=kind, do=do))

        return await store.write(step)

    async def interrupted() -> tuple[Screen, Screen]:
        subject = "" if made() is None else "x"
        begun = _screen(await acts("press", lambda talks, ctx: talks.start(ctx, task.name, subject)))
        await acts("press", lambda talks, ctx: talks.start(ctx, other.name, "x"))
        left = await acts("press", lambda talks, ctx: talks.press(ctx), _button(await _present(store, other), "x"))
        again = [each.screen for each in left if isinstance(each, Show) and each.screen.key == begun.key]
        assert squeezed(EN("talk-continue", title=EN(task.title))) in squeezed(again[0].lines[0].text)
        going_on = again[0].buttons[0].go
        assert isinstance(going_on, Do)
        return begun, _screen(await acts("press", lambda talks, ctx: talks.press(ctx), going_on))

    begun, resumed = asyncio.run(interrupted())
    if task.is_secret:
        # It was wiped meanwhile: what comes back is newer than that, and says the same.
        assert resumed.rev > begun.rev + 1
        resumed = replace(resumed, rev=begun.rev, rows=begun.rows)
    assert resumed == begun


def test_what_leads_nowhere_any_more_is_dropped_instead_of_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set aside, and impossible by the time the other form is left; `cancel` drops one that could still be continued."""
    task, other = (next(each for each in TASKS if each.name == name) for name in ("dispute", "address"))
    made, seat = SUBJECTS[task.name][0]
    monkeypatch.setattr(other, "load", classmethod(_loading(SUBJECTS[other.name][0][0])))
    store = MemoryStore()

    async def interrupted(over: bool) -> tuple[Any, bool, bool]:
        async def step(tx: Any) -> tuple[Any, bool, bool]:
            talks, ctx = Talks((task, other)), context(EN, tx=tx, seat=seat, kind="command")
            monkeypatch.setattr(task, "load", classmethod(_loading(made)))
            await talks.start(ctx, task.name, "x")
            await talks.start(ctx, other.name, "")
            if over:
                monkeypatch.setattr(task, "load", classmethod(_refusing))
            left, offered = await talks.cancel(ctx)
            again, _nothing = await talks.cancel(ctx)
            return offered, left, again

        return await store.write(step)

    assert asyncio.run(interrupted(True)) == ((), True, False)
    offered, left, again = asyncio.run(interrupted(False))
    assert EN("talk-continue", title=EN(task.title)) in offered[0].screen.lines[0].text
    assert (left, again) == (True, True)
    assert asyncio.run(store.read(lambda tx: tx.find(ConversationRow, limit=9))) == []


async def _refusing(_cls: type[Task], _ctx: Context, _subject: str) -> Any:
    raise NotNow()


def _loading(made: Any) -> Any:
    async def load(_cls: type[Task], _ctx: Context, _subject: str) -> Any:
        return made()

    return load


def _screen(replies: Any) -> Screen:
    """The question among the replies; a text that has to be read first may stand before it."""
    shown = [
        each.screen if isinstance(each, Show) else each.otherwise
        for each in replies
        if isinstance(each, Show | OpenForm)
    ]
    return next(screen for screen in shown if screen.key.startswith(("talk:", "secret:")))


async def _present(store: MemoryStore, task: type[Task]) -> ConversationRow:
    async def step(tx: Any) -> ConversationRow:
        rows: list[ConversationRow] = list(await tx.find(ConversationRow, flow=task.name, limit=1))
        return rows[0]

    return await store.read(step)


def _button(row: ConversationRow, what: str) -> Do:
    return Do(verbs.TALK, f"{row.id}.{what}", row.rev)


def test_a_lost_word_or_button_is_noticed() -> None:
    """The renderers' judge itself: what a platform has to cut is found."""
    screen = Screen("s", (head("Words"),), rows(press("w" * 200, verbs.HOME)))
    assert [bool(lost(screen, each.show(screen))) for each in RENDERERS] == [False, True, True]
