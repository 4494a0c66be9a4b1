"""Runs conversations: loads and stores the row, words prompts and reviews, opens forms, calls `finish`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import verbs
from bot.context import Answer, Context, OpenForm, Problems, Reply, Show, Toast
from bot.conversations.flow import REVIEW, Event, EventKind, State, Step, Turn, advance, begin
from bot.conversations.forms import form_of
from bot.conversations.parking import UNASKED, Parking, is_unasked
from bot.conversations.prompts import prompt
from bot.conversations.proving import about
from bot.conversations.task import Env, Task
from bot.conversations.wiping import Wiping, key_of
from bot.presenting import ways_back
from bot.screens import proving as proving_screens
from bot.screens.parts import note, press, rows, text
from core.errors import NotNow
from core.events import ConversationRow
from core.ports.chat import PRIVATE, Do, Screen
from core.trades import Deal

PHOTO = "photo"
"""Under this key a conversation keeps the picture that was sent for it."""

_STEERING = ("back", "cancel", "help")
"""Typed alone, these are no names, places or numbers; in a letter to somebody they may be all there is to say."""
_EVENTS: dict[str, EventKind] = {
    "b": "back",
    "s": "skip",
    "x": "cancel",
    "y": "send",
    "c": "chip",
    "e": "edit",
    "p": "preset",
    "m": "more",
}


class Talks:
    """All conversations by name."""

    def __init__(self, tasks: tuple[type[Task], ...]) -> None:
        self._tasks = {task.name: task for task in tasks}
        self.wiping = Wiping(self._tasks)
        self.parking = Parking(self._tasks, self.wiping)

    async def start(
        self,
        ctx: Context,
        name: str,
        subject: str = "",
        known: Mapping[str, str] | None = None,
        *,
        review: bool = False,
    ) -> Answer:
        """Begin (an unfinished one in this place is set aside and can be continued). `known` was answered already; with
        `review` everything was, and is only shown to be changed."""
        task = self._tasks[name]
        loaded = await task.load(ctx, subject)
        await task.admit(ctx, loaded)
        if task.proved and (asked := await self.ask_for_proof(ctx)):
            return asked
        env = Env(ctx, loaded, {**task.given(loaded), **(known or {})})
        present = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        before = present if present is not None and task.begins_anew and _is_about(present, name, subject) else None
        left: Answer = ()
        if present is not None and before is None:
            await self.parking.make_room(ctx, present)
            left = await self.wiping.now(ctx, present, anew=True)
        state = begin(task, subject, env, env.data, review=review)
        row = ConversationRow(
            id=before.id if before else ctx.services.ids.new("cnv"),
            place=_place(ctx),
            identity_id=ctx.seat.identity_id,
            flow=name,
            state=replace(state, data={**state.data, **task.binding(env)}).as_json(),
            rev=before.rev + 1 if before else 1,
            updated_at=ctx.services.clock.now(),
        )
        await (ctx.tx.put(row) if before else ctx.tx.add(row))
        # The card of a deal, of a request, or a question keeps its message: the next news would take the question in it away.
        form = not task.begins_in_chat
        asked = self._present(
            task, row, env, prefer_form=form, anew=subject.startswith(("neg_", "quo_", "clt_")), changing=review
        )
        lead = (*left, *(Show(screen, anew=True) for screen in task.shown_first(env)))
        # A form can be opened for three seconds only: it comes before everything else.
        return (*asked, *lead) if any(isinstance(reply, OpenForm) for reply in asked) else (*lead, *asked)

    async def ask_for_proof(self, ctx: Context, wanted: Do | None = None) -> Answer:
        """What somebody has to answer first who has not proved lately who they are; nothing for everybody else. What they
        wanted is a press away afterwards."""
        proving = ctx.services.proving
        if not await proving.is_needed(ctx.tx, ctx.seat):
            return ()
        ways = await proving.ways(ctx.tx, ctx.seat)
        if ways:
            return await self.start(ctx, "prove", about(wanted or ctx.do))
        if ctx.place.kind != PRIVATE:
            return (Toast(ctx.say("proof-none-here"), alert=True),)
        return (Show(proving_screens.overview(ways, proving.minutes, ctx.say), anew=True),)

    async def begin_unasked(self, ctx: Context, name: str, subject: str) -> Answer:
        """Begin with a piece of news instead of a press, unless the person is in the middle of something: nothing is
        set aside for it. The same news once more shows it once more."""
        present = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        if present is not None and not (is_unasked(present) and _is_about(present, name, subject)):
            return ()
        return await self.start(ctx, name, subject, {UNASKED: "yes"})

    async def leaves(self, ctx: Context, word: str) -> bool:
        """Whether a typed command is not meant for the question that stands here: it came by itself and has no answer yet,
        or somebody who fills in short answers wants out, back or help."""
        present = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        if present is None or is_unasked(present):
            return present is not None
        alone, at = len(ctx.incoming.text.split()) == 1, State.from_json(present.state).step
        return (
            alone
            and word in _STEERING
            and all(s.kind != "long" for s in self._tasks[present.flow].steps if s.key == at)
        )

    async def say(self, ctx: Context) -> Answer | None:
        """Typed words: the answer to the present question, or None when no conversation is under way."""
        row = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        if row is None:
            return None
        try:
            await self._tasks[row.flow].load(ctx, State.from_json(row.state).subject)
        except NotNow:
            # What it was about is over, and nobody is held in it: the words are for somebody else.
            await self.wiping.drop(ctx, row)
            return None
        return await self._take(ctx, row, Event("say", text=ctx.incoming.text))

    async def attach(self, ctx: Context, ref: str) -> Answer | None:
        """A picture for the present conversation, or None when it has no use for one."""
        row = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        if row is None or not self._tasks[row.flow].takes_photo:
            return None
        task, state, env = await self._loaded(ctx, row)
        data = {**state.data, PHOTO: ref}
        if task.steps[0].key == PHOTO:
            await ctx.tx.delete(ConversationRow, id=row.id)
            return (*await task.finish(ctx, env.subject, data), *await self._offer_parked(ctx))
        after = replace(row, state=replace(state, data=data).as_json(), rev=row.rev + 1)
        await ctx.tx.put(after)
        return self._present(task, after, env.having(data), prefer_form=False)

    async def attach_files(self, ctx: Context) -> Answer | None:
        """Files for the present conversation; None when there is none, or it has no use for them."""
        row = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        if row is None or not self._tasks[row.flow].files_max:
            return None
        task, state, env = await self._loaded(ctx, row)
        there = state.data.get("files", "").split()
        files = [*there, *(media.ref for media in ctx.incoming.media)]
        if len(files) > task.files_max:
            return (Toast(ctx.say("problem-too-many-files", most=task.files_max), alert=True),)
        added = {
            "files": " ".join(files),
            "words": "\n".join(part for part in (state.data.get("words", ""), ctx.incoming.text) if part),
            "parts": " ".join(part for part in (state.data.get("parts", ""), ctx.incoming.message) if part),
        }
        if task.files_suffice:
            await ctx.tx.delete(ConversationRow, id=row.id)
            return await task.finish(ctx, env.subject, {**state.data, **added, state.step: added["words"]})
        after = replace(state, data={**state.data, **added})
        kept = replace(row, state=after.as_json(), rev=row.rev + 1, updated_at=ctx.services.clock.now())
        await ctx.tx.put(kept)
        piece = bool(ctx.incoming.album) and state.data.get("album") == ctx.incoming.album
        return (Show(prompt(task, kept, after, env.having(after.data)), anew=not piece),)

    async def cancel(self, ctx: Context) -> tuple[bool, Answer]:
        """Leave the present conversation, or drop the one that was set aside: whether there was any, and what the person
        can go on with."""
        row = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        if row is None:
            return await self.parking.forget(ctx), ()
        await ctx.tx.delete(ConversationRow, id=row.id)
        return True, (*await self.wiping.now(ctx, row, anew=True), *await self._offer_parked(ctx))

    async def back(self, ctx: Context) -> Answer | None:
        """To the question before the present one; None where no conversation is under way."""
        row = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        return None if row is None else await self._take(ctx, row, Event("back"))

    async def press(self, ctx: Context) -> Answer:
        """A button of a prompt, a submitted or a dismissed form."""
        row = await ctx.tx.get(ConversationRow, ctx.subject)
        if row is None or row.identity_id != ctx.seat.identity_id:
            return (Toast(ctx.say("talk-over"), alert=True),)
        if row.parked:
            return await self._resume(ctx, row)
        kind, argument = ctx.argument[:1], ctx.argument[1:]
        if ctx.incoming.kind == "dismiss":
            return await self._show(ctx, row)
        if ctx.incoming.kind == "submit":
            return await self._take(ctx, row, Event("form", values=dict(ctx.incoming.values)))
        if kind == "o" or ctx.do.rev != row.rev or kind not in _EVENTS:
            stale = () if kind == "o" else (Toast(ctx.say("error-stale")),)
            return (*stale, *await self._show(ctx, row, prefer_form=kind == "o"))
        index = int(argument) if argument.isdigit() else 0
        return await self._take(ctx, row, Event(_EVENTS[kind], index=index))

    async def screen(self, ctx: Context, row_id: str) -> Screen | None:
        """The present prompt of a conversation, to show it again after a crash. One with a secret is not shown by itself
        any more once it was left."""
        row = await ctx.tx.get(ConversationRow, row_id)
        if row is None or (row.parked and self._tasks[row.flow].is_secret):
            return None
        task, state, env = await self._loaded(ctx, row)
        return prompt(task, row, state, env)

    async def _take(self, ctx: Context, row: ConversationRow, event: Event) -> Answer:
        task, state, env = await self._loaded(ctx, row)
        turn = advance(task, state, event, env)
        if turn.end == "cancel":
            await ctx.tx.delete(ConversationRow, id=row.id)
            words = (note(ctx.say("talk-cancelled")),)
            back = rows(*ways_back(ctx, state.subject))
            over = Screen(key_of(task, row.id), words, back, rev=row.rev + 1, fleeting=task.is_secret)
            return (*await self._offer_parked(ctx), Show(over))
        late, changed = task.late(env), task.changed(env)
        lead = tuple(Show(screen, anew=True) for screen in task.shown_first(env)) if late or changed else ()
        if changed or (late and turn.end == "finish"):
            fresh = Turn(begin(task, state.subject, env))
            return (*lead, *await self._moved(ctx, task, row, fresh, env, again=changed or late))
        if turn.end == "finish" and (outdated := task.outdated(env)):
            env = env.having(turn.state.data)
            reviewed = Turn(begin(task, state.subject, env, env.data, review=True))
            return await self._moved(ctx, task, row, reviewed, env, again=outdated)
        if turn.end == "finish":
            if task.proved:
                await ctx.services.proving.require(ctx.tx, ctx.seat)
            await ctx.tx.delete(ConversationRow, id=row.id)
            done = await task.finish(ctx, env.subject, dict(turn.state.data))
            await self.wiping.elsewhere(ctx, task, state.subject)
            return (*await self.wiping.now(ctx, row), *done, *await self._offer_parked(ctx))
        moved = await self._moved(ctx, task, row, turn, env)
        return moved if turn.problems else (*lead, *moved)

    async def _moved(
        self, ctx: Context, task: type[Task], row: ConversationRow, turn: Turn, env: Env, *, again: str = ""
    ) -> Answer:
        if turn.problems and ctx.incoming.kind == "submit":
            return (Problems({key: ctx.say.problem(problem) for key, problem in turn.problems.items()}),)
        data = {**turn.state.data, **task.binding(env)}
        data.pop(UNASKED, None)
        turn = replace(turn, state=replace(turn.state, data=data))
        after = replace(row, state=turn.state.as_json(), rev=row.rev + 1, updated_at=ctx.services.clock.now())
        await ctx.tx.put(after)
        env = env.having(data)
        words = ctx.say(again) if again else "\n".join(ctx.say.problem(problem) for problem in turn.problems.values())
        typed = ctx.incoming.kind in ("text", "command", "submit", "media")
        return (Show(prompt(task, after, turn.state, env, problem=words), anew=typed),)

    async def question(self, ctx: Context, key: str) -> tuple[Step, Env] | None:
        """A question of one's own conversation that a button or form names, with what it looks at."""
        row = await ctx.tx.get(ConversationRow, ctx.subject)
        if row is None or row.identity_id != ctx.seat.identity_id:
            return None
        task, _state, env = await self._loaded(ctx, row)
        step = next((step for step in task.steps if step.key == key), None)
        return (step, env) if step is not None else None

    async def _loaded(self, ctx: Context, row: ConversationRow) -> tuple[type[Task], State, Env]:
        task, state = self._tasks[row.flow], State.from_json(row.state)
        return task, state, Env(ctx, await task.load(ctx, state.subject), dict(state.data))

    async def _show(self, ctx: Context, row: ConversationRow, *, prefer_form: bool = False) -> Answer:
        task, _state, env = await self._loaded(ctx, row)
        return self._present(task, row, env, prefer_form=prefer_form)

    def _present(
        self,
        task: type[Task],
        row: ConversationRow,
        env: Env,
        *,
        prefer_form: bool,
        anew: bool = False,
        changing: bool = False,
    ) -> Answer:
        ctx = env.ctx
        state = State.from_json(row.state)
        screen = prompt(task, row, state, env)
        if (
            prefer_form
            and task.has_form
            and ctx.can.forms
            and ctx.incoming.form_key
            and (changing or state.step != REVIEW)
        ):
            return (OpenForm(form_of(task, row, state, env), screen),)
        return (Show(screen, anew=anew or ctx.incoming.kind in ("text", "command", "media")),)

    async def _offer_parked(self, ctx: Context) -> tuple[Reply, ...]:
        parked = await self.parking.to_continue(ctx)
        if parked is None:
            return ()
        again = press(ctx.say("button-continue"), verbs.TALK, f"{parked.id}.o", parked.rev)
        task = self._tasks[parked.flow]
        words = text(ctx.say("talk-continue", title=ctx.say(task.title)))
        # Shown in the place of a secret, it wipes that as well.
        rev = parked.rev if task.is_secret else 0
        screen = Screen(key_of(task, parked.id), (words,), rows(again), rev=rev, fleeting=task.is_secret)
        return (Show(screen, anew=True),)

    async def _resume(self, ctx: Context, row: ConversationRow) -> Answer:
        if (refusal := await self.parking.refused(ctx, row)) is not None:
            return (Toast(ctx.say.refusal(refusal), alert=True),)
        present = await ctx.tx.conversation(_place(ctx), ctx.seat.identity_id)
        left: tuple[Reply, ...] = ()
        if present is not None:
            await ctx.tx.put(self.wiping.set_aside(present))
            left = await self.wiping.now(ctx, present, anew=True)
        back = self.wiping.taken_up(row)
        await ctx.tx.put(back)
        asked = await self._show(ctx, back, prefer_form=not self._tasks[row.flow].begins_in_chat)
        return (*asked, *left) if any(isinstance(reply, OpenForm) for reply in asked) else (*left, *asked)


def _is_about(row: ConversationRow, flow: str, subject: str) -> bool:
    return row.flow == flow and State.from_json(row.state).subject == subject


def place_key(ctx: Context) -> str:
    """Private conversations belong to the person, wherever on the platform they type; group ones to the place."""
    return ctx.place.key


_place = place_key


def deal_of(subject: Any) -> Deal:
    """The deal of a conversation about one."""
    assert isinstance(subject, Deal)
    return subject
