"""Proving once more who one is: a code for what was begun, and the first code of an authenticator."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot import verbs
from bot.context import Answer, Context, Show
from bot.conversations.flow import Step
from bot.conversations.task import Env, Task
from bot.screens import proving as screens
from bot.screens.parts import fact, note, text
from core.errors import InvalidValue, NotNow
from core.ports.chat import Do, Line, Media
from core.services.proving import Ways

_CODE = re.compile(r"[A-Za-z0-9_-]{6,64}")


def plain_code(typed: str) -> str:
    """A code without spaces, in figures that everybody reads. Raises InvalidValue."""
    code = "".join(str(unicodedata.decimal(sign, sign)) for sign in "".join(typed.split()))
    if not _CODE.fullmatch(code):
        raise InvalidValue("code", "not-a-code")
    return code


def _check_code(_env: Env, typed: str) -> str:
    return plain_code(typed)


def about(do: Do) -> str:
    """What somebody wanted to do before they were asked for a code, as a conversation remembers it."""
    return f"{do.id}|{do.verb}|{do.rev}" if do.verb else ""


def _wanted(subject: str) -> Do | None:
    if not subject:
        return None
    row_id, verb, rev = subject.rsplit("|", 2)
    return Do(verb, row_id, int(rev))


class Prove(Task):
    """One code, and the way back to what was begun."""

    name = "prove"
    title = "proof-title"
    submit = "button-prove"
    review = False

    code = Step("proof-ask", _check_code, length_max=100)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> tuple[Ways, Do | None]:
        ways = await ctx.services.proving.ways(ctx.tx, ctx.seat)
        if not ways:
            raise NotNow()
        return ways, _wanted(subject)

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        return [note(words) for words in screens.ways_in_words(env.subject[0], env.ctx.say)]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        _ways, wanted = subject
        if not await ctx.services.proving.prove(ctx.tx, ctx.seat, data["code"]):
            return (Show(screens.wrong(wanted or Do(verbs.PROVE), ctx.say), anew=True),)
        return (Show(screens.proved(ctx.services.proving.minutes, wanted, ctx.say), anew=True),)


class SetUpAuthenticator(Task):
    """The key for an app, as a picture and in letters, and the first code that the app shows; afterwards the key stands
    nowhere any more."""

    name = "authenticator"
    title = "authenticator-title"
    submit = "button-prove"
    review = False
    begins_anew = True
    is_secret = True
    begins_in_chat = True

    code = Step("authenticator-ask", _check_code, length_max=100)

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> str:
        key = await ctx.services.proving.waiting(ctx.tx, ctx.seat)
        if not key:
            raise NotNow()
        return key

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        say, key = env.ctx.say, str(env.subject)
        groups = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
        return [text(say("authenticator-words")), fact(say("authenticator-key"), groups)]

    @classmethod
    def pictures(cls, env: Env) -> tuple[Media, ...]:
        alt = env.ctx.say("authenticator-picture")
        return (Media("photo", f"authenticator:{env.ctx.seat.user_id}", "authenticator.png", "image/png", alt=alt),)

    @classmethod
    def form_intro(cls, env: Env) -> list[Line]:
        return []

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        if not await ctx.services.proving.confirm(ctx.tx, ctx.seat, data["code"]):
            return (Show(screens.wrong(Do(verbs.AUTHENTICATOR), ctx.say), anew=True),)
        return (Show(screens.set_up(ctx.say), anew=True),)
