"""Choosing the language one is spoken to in."""

from __future__ import annotations

from bot.context import Answer, Context, Show
from bot.screens import lists
from bot.text.words import LANGUAGES, NAMES, Say, spoken


async def choose(ctx: Context) -> Answer:
    """`language [name or code]`, or a button of the list: the list itself when none is named."""
    anew = ctx.incoming.kind != "press"
    words = ctx.incoming.text.split()[1:] if anew else [ctx.do.id]
    lang = _named(words[0]) if words and words[0] else ""
    if not lang:
        return (Show(lists.language_choice(ctx.say), anew=anew),)
    await ctx.services.membership.change_language(ctx.tx, ctx.seat, lang)
    say = ctx.say if ctx.is_desk else Say(lang, ctx.say.zone)
    return (Show(lists.language_choice(say, chosen=True), anew=anew),)


def _named(word: str) -> str:
    """The language meant by "de", "de-AT", "Deutsch" or "deutsch"."""
    plain = word.strip().casefold()
    return next((lang for lang in LANGUAGES if NAMES[lang].casefold() == plain), "") or spoken(plain)
