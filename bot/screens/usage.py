"""How each word is used: behind /parley in Slack, behind a stroke on Telegram, or simply typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.screens.parts import fact, head, note, press, rows, text
from bot.text import Say
from bot.verbs import HOME
from core.errors import DomainError, InvalidValue, NotFound, WhichDeal
from core.members import Seat
from core.policy import is_staff
from core.ports.chat import Line, Screen

ARGUMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "start": (),
    "help": ("word",),
    "browse": ("words",),
    "sell": ("goods",),
    "listings": (),
    "listing": ("code",),
    "searches": (),
    "deals": ("deal",),
    "offer": ("deal", "terms"),
    "rfq": ("words",),
    "pay": ("deal",),
    "sign": ("deal",),
    "ship": ("deal", "carrier", "tracking", "note"),
    "received": ("deal", "shipment"),
    "dispute": ("deal",),
    "evidence": ("deal", "words"),
    "payout": (),
    "profile": (),
    "company": (),
    "channel": (),
    "invite": (),
    "join": ("code",),
    "register": (),
    "approve": (),
    "report": ("deal",),
    "block": ("deal",),
    "export": (),
    "link": ("code",),
    "unlink": (),
    "settings": (),
    "language": (),
    "confirm": ("code",),
    "login": (),
    "logout": (),
    "erase": (),
    "cancel": (),
    "back": (),
}
"""Word → what may follow it, in this order; all of it can be left out, and is asked for then."""
OF_STAFF: Final[Mapping[str, tuple[str, ...]]] = {"queue": (), "case": ("code",), "stats": ()}
OF_OPERATORS: Final[Mapping[str, tuple[str, ...]]] = {"categories": (), "carrier": ("tracking", "status", "words")}
EVERY: Final = {**ARGUMENTS, **OF_STAFF, **OF_OPERATORS}
_ASKING: Final = ("?", "help")


def written(word: str, say: Say, before: str = "") -> str:
    """`ship [deal] [carrier] [tracking] [note]`, behind what this platform wants before it."""
    following = " ".join(f"[{say(f'argument-{name}')}]" for name in EVERY[word])
    return f"{before}{word} {following}".rstrip()


def hint(say: Say) -> str:
    """All words of the people who trade, for the line behind Slack's command."""
    return " | ".join(written(word, say) for word in ARGUMENTS)


def words_of(seat: Seat) -> Mapping[str, tuple[str, ...]]:
    """What this person can type: to anybody else the words of the desk do not exist."""
    of_desk = OF_STAFF if is_staff(seat) else {}
    return {**ARGUMENTS, **of_desk, **(OF_OPERATORS if seat.staff_role == "operator" else {})}


def every_word(seat: Seat, say: Say, before: str) -> list[Line]:
    """All of them, each with what may follow and what it does."""
    return [fact(written(word, say, before), say(f"menu-{word}")) for word in words_of(seat)]


def usage_of(word: str, say: Say, before: str) -> Screen:
    """One word: how it is written, and what it does."""
    lines = [head(say("usage-title")), text(written(word, say, before)), note(say(f"menu-{word}"))]
    lines += [text(say("usage-more-dispute"))] if word == "dispute" else []
    return Screen("usage", tuple(lines), rows(press(say("button-home"), HOME)))


def asked_for(typed: str, words: Mapping[str, str], seat: Seat) -> str:
    """Which word somebody wants explained: `help ship`, `ship ?`, `ship help`; empty for everything else."""
    said = [words.get(each, each) for each in typed.casefold().split()[:3]]
    if len(said) != 2:
        return ""
    word = said[1] if said[0] == "help" else said[0] if said[1] in _ASKING else ""
    return word if word in words_of(seat) else ""


def behind(refusal: DomainError, typed: str, words: Mapping[str, str], seat: Seat, say: Say, before: str) -> str:
    """How the word is used, for somebody whose word was understood and what they wrote behind it was not."""
    first = next(iter(typed.casefold().split()), "")
    word = words.get(first, first)
    if not isinstance(refusal, NotFound | InvalidValue | WhichDeal) or not words_of(seat).get(word):
        return ""
    return "\n" + say("usage-line", how=written(word, say, before))
