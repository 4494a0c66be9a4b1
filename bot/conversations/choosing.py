"""Choices that are typed: a city or an offset, and hours of quiet."""

from __future__ import annotations

import re
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.flow import Chip, Step
from bot.conversations.task import Env, Task
from bot.presenting import offered_currencies
from bot.screens import settings as screens
from bot.text.zones import OFFERED, read_zone, zone_label
from core.errors import InvalidValue

_HOURS = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))?\s*[-–—]\s*(\d{1,2})(?:[:.]([0-5]\d))?")


def _check_zone(env: Env, typed: str) -> str:
    zone = read_zone(typed, env.ctx.say.lang)
    if not zone:
        raise InvalidValue("zone", "unknown-zone")
    return zone


def _zone_chips(env: Env) -> list[Chip]:
    lang = env.ctx.say.lang
    return [Chip(zone, zone_label(zone, lang)) for zone in OFFERED.get(lang, OFFERED["en"])]


def _check_quiet(_env: Env, typed: str) -> str:
    """ "22:00-7" as minutes after midnight: "1320 420"."""
    found = _HOURS.fullmatch(typed.strip())
    if found is None or int(found[1]) > 23 or int(found[3]) > 23:
        raise InvalidValue("quiet", "not-hours")
    return f"{int(found[1]) * 60 + int(found[2] or 0)} {int(found[3]) * 60 + int(found[4] or 0)}"


async def settings_screen(ctx: Context) -> Answer:
    """What is chosen by now."""
    chosen = await ctx.services.choosing.of(ctx.tx, ctx.seat)
    chats = await ctx.services.linking.accounts(ctx.tx, ctx.seat)
    overview = screens.overview(chosen, chats, ctx.say, currencies=offered_currencies(ctx.services))
    return (Show(overview, anew=ctx.incoming.kind != "press"),)


class ChooseZone(Task):
    name = "zone"
    title = "settings-title"
    review = False

    zone = Step("settings-ask-zone", _check_zone, chips=_zone_chips, length_max=60)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        await ctx.services.choosing.zone(ctx.tx, ctx.seat, data["zone"])
        return await settings_screen(ctx)


class ChooseQuiet(Task):
    name = "quiet"
    title = "settings-title"
    review = False

    quiet = Step("settings-ask-quiet", _check_quiet, length_max=40)

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        begin, _, end = data["quiet"].partition(" ")
        await ctx.services.choosing.quiet(ctx.tx, ctx.seat, int(begin), int(end))
        return await settings_screen(ctx)
