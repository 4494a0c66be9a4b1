"""One account on both platforms: `link`, `link CODE`, and the answers to it. Only ever in private."""

from __future__ import annotations

from bot import verbs
from bot.context import Answer, Context, Show, Toast
from bot.screens import linking as screens
from bot.screens import lists
from bot.screens.parts import head, note, press, rows, text
from core.errors import NotAllowed, NotFound
from core.names import plain_name
from core.ports.chat import Screen


async def link(ctx: Context) -> Answer:
    """Without a code: begin here. With one: go on with what was begun in the other chat, or here."""
    code = ctx.incoming.text.partition(" ")[2] if ctx.incoming.kind in ("command", "text") else ""
    return await with_code(ctx, code) if code.strip() else await begin(ctx)


async def begin(ctx: Context) -> Answer:
    _require_private(ctx)
    code = await ctx.services.linking.start(ctx.tx, ctx.seat, _shown_as(ctx))
    screen = screens.code(code, ctx.say, channel=ctx.place.channel)
    return (Show(screen, anew=ctx.incoming.kind != "press"),)


async def with_code(ctx: Context, code: str) -> Answer:
    """A code that was typed, or came with a deep link."""
    _require_private(ctx)
    typed = await ctx.services.linking.type_code(ctx.tx, ctx.seat, code, _shown_as(ctx))
    if typed.link is None:
        home = press(ctx.say("button-home"), verbs.HOME)
        return (Show(Screen("link", (text(ctx.say("link-wrong")),), rows(home)), anew=True),)
    if typed.what == "joined":
        return (Show(screens.is_it_you(typed.link, ctx.say), anew=True),)
    lines = (head(ctx.say("link-title")), text(ctx.say("link-done")), note(ctx.say("link-payouts-wait")))
    return (Show(Screen("link", lines, rows(press(ctx.say("button-home"), verbs.HOME))), anew=True),)


async def yes(ctx: Context) -> Answer:
    agreed, code = await ctx.services.linking.agree(ctx.tx, ctx.seat, ctx.subject)
    return (Show(screens.answer_code(agreed, code, ctx.say)),)


async def no(ctx: Context) -> Answer:
    await ctx.services.linking.stop(ctx.tx, ctx.seat, ctx.subject)
    return (Toast(ctx.say("link-stopped")), Show(lists.home(ctx.seat, ctx.say)))


async def accounts(ctx: Context) -> Answer:
    chats = await ctx.services.linking.accounts(ctx.tx, ctx.seat)
    return (Show(screens.accounts(chats, ctx.seat.identity_id, ctx.say), anew=ctx.incoming.kind != "press"),)


async def part(ctx: Context) -> Answer:
    """Unlink one of one's own chats, after a second press."""
    chats = await ctx.services.linking.accounts(ctx.tx, ctx.seat)
    chosen = next((chat for chat in chats if chat.id == ctx.subject), None)
    if chosen is None or len(chats) < 2:
        raise NotFound()
    if ctx.argument != "y":
        return (Show(screens.sure_to_part(chosen, ctx.say)),)
    await ctx.services.linking.part(ctx.tx, ctx.seat, chosen.id)
    left = [chat for chat in chats if chat.id != chosen.id]
    if chosen.id == ctx.seat.identity_id:
        return (Toast(ctx.say("link-parted")),)
    return (Toast(ctx.say("link-parted")), Show(screens.accounts(left, ctx.seat.identity_id, ctx.say)))


def _require_private(ctx: Context) -> None:
    if ctx.place.kind != "private":
        raise NotAllowed()


def _shown_as(ctx: Context) -> str:
    """How the other side will see this one: the platform first, so that a long name can not push it out."""
    names = [name for name in (plain_name(ctx.incoming.actor.name, length_max=80), ctx.seat.company_name) if name]
    return " · ".join((ctx.place.channel.title(), *names))


PRESSES = {
    verbs.LINK: begin,
    verbs.LINK_YES: yes,
    verbs.LINK_NO: no,
    verbs.ACCOUNTS: accounts,
    verbs.UNLINK: part,
}
"""Its buttons."""
