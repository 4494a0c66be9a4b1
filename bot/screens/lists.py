"""Home, help, the list of deals and the profile."""

from __future__ import annotations

from collections.abc import Sequence

from bot import verbs
from bot.screens.home import standing
from bot.screens.parts import fact, head, note, press, rows, text
from bot.screens.turns import waits_for
from bot.screens.usage import every_word
from bot.text import Say
from bot.text.words import NAMES
from core.ids import code_of
from core.members import Company, Profile, Seat
from core.policy import is_staff
from core.ports.chat import Button, Screen
from core.trades import ENDED, Deal


def home(seat: Seat, say: Say, *, greeting: bool = False) -> Screen:
    """What can I do now."""
    lines = [head(say("home-title")), text(standing(seat, say))]
    if greeting:
        lines.append(note(say("home-greeting")))
    buttons = [press(say("button-browse"), verbs.CATEGORIES, style="primary")]
    if seat.company_id:
        buttons += [
            press(say("button-deals"), verbs.DEALS),
            press(say("button-sell"), verbs.SELL),
            press(say("button-my-listings"), verbs.MY_LISTINGS),
        ]
    else:
        buttons.append(press(say("button-register"), verbs.REGISTER))
    buttons.append(press(say("button-profile"), verbs.PROFILE))
    buttons.append(press(say("button-settings"), verbs.SETTINGS))
    if is_staff(seat):
        buttons.append(press(say("button-queue"), verbs.QUEUE))
    buttons += [press(say("button-language"), verbs.LANGUAGE), press(say("button-help"), verbs.HELP)]
    return Screen("home", tuple(lines), rows(*buttons))


def help_screen(seat: Seat, say: Say, *, before: str = "") -> Screen:
    """How a trade goes, and the words, each behind what this platform wants `before` it."""
    lines = [head(say("help-title")), text(say("help-body")), note(say("usage-words")), *every_word(seat, say, before)]
    return Screen("help", tuple(lines), rows(press(say("button-home"), verbs.HOME)))


def deal_list(
    deals: Sequence[Deal],
    seat: Seat,
    say: Say,
    *,
    more: Button | None,
    groups: Sequence[Button] = (),
    title: str = "",
) -> Screen:
    """My deals: those that wait for me first."""
    lines = [head(f"{say('deals-title')} · {title}" if title else say("deals-title"))]
    if not deals:
        lines.append(text(say("deals-empty")))
    buttons = []
    for deal in sorted(deals, key=lambda deal: not _mine(deal, seat)):
        other = deal.seller_name if deal.trade.buyer_company_id == seat.company_id else deal.buyer_name
        mark = say("deals-your-turn") if _mine(deal, seat) else ""
        words = say("deals-line", state=say(f"state-{deal.trade.state}"), other=other, mark=mark)
        lines.append(fact(f"{code_of(deal.trade.id)} · {deal.product.name}", words))
        buttons.append(press(f"{code_of(deal.trade.id)} · {_short(deal.product.name, 24)}", verbs.DEAL, deal.trade.id))
    home_button = press(say("button-home"), verbs.HOME)
    ways = (*rows(*groups), *rows(*([more] if more else []), home_button))
    return Screen("deals", tuple(lines), (*rows(*buttons, per_row=1), *ways))


def _mine(deal: Deal, seat: Seat) -> bool:
    if deal.state in ENDED:
        return False
    side = "buyer" if deal.trade.buyer_company_id == seat.company_id else "seller"
    return waits_for(deal, side)


def profile(person: Profile | None, company: Company | None, say: Say) -> Screen:
    lines = [head(say("profile-title"))]
    if person is None or company is None:
        lines.append(text(say("profile-none")))
        return Screen(
            "profile",
            tuple(lines),
            rows(press(say("button-register"), verbs.REGISTER), press(say("button-home"), verbs.HOME)),
        )
    lines += [
        fact(say("fact-name"), f"{person.first_name} {person.last_name}".strip()),
        fact(say("fact-company"), company.name),
        fact(say("fact-address"), company.address or say("nothing-yet")),
        fact(say("fact-tax-id"), company.tax_id or say("nothing-yet")),
        fact(say("fact-ships-from"), company.ships_from or say("nothing-yet")),
        fact(say("fact-currency"), company.currency),
        fact(
            say("fact-payout-account"), say("payout-account-ready" if company.payout_ready else "payout-account-none")
        ),
    ]
    buttons = rows(
        press(say("button-address"), verbs.ADDRESS),
        press(say("company-title"), verbs.COMPANY),
        press(say("button-payout"), verbs.PAYOUT),
        press(say("button-colleagues"), verbs.COLLEAGUES),
        press(say("button-export"), verbs.EXPORT),
        press(say("button-erase"), verbs.ERASE),
        press(say("button-home"), verbs.HOME),
    )
    return Screen("profile", tuple(lines), buttons)


def language_choice(say: Say, *, chosen: bool = False) -> Screen:
    """Every language by its own name, so that nobody has to read the present one."""
    words = say("language-chosen", name=NAMES[say.lang]) if chosen else say("language-choose")
    buttons = [press(name, verbs.LANGUAGE, lang) for lang, name in NAMES.items()]
    home_button = press(say("button-home"), verbs.HOME)
    return Screen("language", (head(say("language-title")), text(words)), (*rows(*buttons), (home_button,)))


def _short(words: str, length_max: int) -> str:
    return words if len(words) <= length_max else words[: length_max - 1].rstrip() + "…"
