"""How somebody wants to be spoken to: what is chosen, and one screen of choices for each."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from bot.text.words import NAMES
from bot.text.zones import OFFERED, zone_label
from core.members import ChatIdentity
from core.ports.chat import Button, Screen
from core.preferences import DIGESTS, Preferences, shown_minutes

QUIET: tuple[tuple[int, int], ...] = ((22 * 60, 7 * 60), (20 * 60, 8 * 60), (18 * 60, 9 * 60))


def overview(chosen: Preferences, chats: Sequence[ChatIdentity], say: Say, *, currencies: Sequence[str] = ()) -> Screen:
    """Everything that is chosen, with a button for each."""
    told = next((chat for chat in chats if chat.id == chosen.told_at), None)
    quiet = quiet_words(chosen, say)
    lines = [
        head(say("settings-title")),
        fact(say("settings-language"), NAMES[say.lang]),
        fact(say("settings-zone"), zone_label(chosen.zone, say.lang) if chosen.zone else say("settings-zone-none")),
        fact(say("settings-quiet"), quiet),
        fact(say("settings-digest"), say(f"digest-{chosen.digest or 'never'}")),
        fact(say("settings-told"), told.channel.title() if told else say("settings-told-any")),
        fact(say("settings-currency"), chosen.currency or say("settings-currency-own")),
    ]
    if not currencies:
        lines.append(note(say("settings-no-rates")))
    lines.append(note(say("settings-urgent")))
    buttons = [press(say("button-language"), verbs.LANGUAGE), _go(say("settings-zone"), "zone")]
    buttons += [_go(say("settings-quiet"), "quiet"), _go(say("settings-digest"), "digest")]
    if len(chats) > 1:
        buttons.append(_go(say("settings-told"), "told"))
    if currencies:
        buttons.append(_go(say("settings-currency"), "currency"))
    buttons.append(press(say("link-accounts-title"), verbs.ACCOUNTS))
    return Screen("settings", tuple(lines), (*rows(*buttons), *rows(press(say("button-home"), verbs.HOME))))


def quiet_words(chosen: Preferences, say: Say) -> str:
    if not chosen.has_quiet_hours:
        return say("settings-quiet-none")
    return say("settings-quiet-hours", begin=shown_minutes(chosen.quiet_from), end=shown_minutes(chosen.quiet_until))


def choices(what: str, chats: Sequence[ChatIdentity], say: Say, *, currencies: Sequence[str] = ()) -> Screen:
    """The answers to one of them."""
    buttons: list[Button] = []
    match what:
        case "zone":
            ask = say("settings-ask-zone")
            offered = OFFERED.get(say.lang, OFFERED["en"])
            buttons = [_go(zone_label(zone, say.lang), f"zone.{index}") for index, zone in enumerate(offered)]
            buttons.append(_go(say("settings-type-it"), "zone.type"))
        case "quiet":
            ask = say("settings-ask-quiet")
            buttons = [
                _go(f"{shown_minutes(begin)}–{shown_minutes(end)}", f"quiet.{index}")
                for index, (begin, end) in enumerate(QUIET)
            ]
            buttons += [_go(say("settings-quiet-none"), "quiet.off"), _go(say("settings-type-it"), "quiet.type")]
        case "digest":
            ask = say("settings-ask-digest")
            buttons = [_go(say(f"digest-{kind or 'never'}"), f"digest.{kind or 'never'}") for kind in DIGESTS]
        case "told":
            ask = say("settings-ask-told")
            buttons = [_go(chat.channel.title(), f"told.{index}") for index, chat in enumerate(chats)]
        case _:
            ask = say("settings-ask-currency")
            buttons = [_go(say("settings-currency-own"), "currency.own")]
            buttons += [_go(code, f"currency.{code}") for code in currencies]
    back = press(say("button-back"), verbs.SETTINGS)
    return Screen("settings", (head(say("settings-title")), text(ask)), (*rows(*buttons), (back,)))


def _go(label: str, what: str) -> Button:
    return press(label, verbs.SETTING, what)
