"""Every sentence that the code asks for exists, gets the values it needs, and none lies around unused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast

from adapters.slack.manifest import SHORTCUTS
from bot import verbs, workspaces
from bot.menus import DESK_MENU, MENU
from bot.overview import LEADING
from bot.screens.offers import LETTERS
from bot.screens.papers import COPIES
from bot.screens.usage import EVERY
from bot.text.typed import TYPED
from bot.text.words import LANGUAGES, Texts
from core import errors
from core.disputes import OUTCOMES, REASONS, RULES, VERDICT_REASONS
from core.haggling import COMPARED
from core.listings import UNITS
from core.members import MemberRole
from core.messages import OUT_OF_SIGHT, QUESTIONS
from core.offers import FREIGHT_PAYERS
from core.process.clocks import CLOCKS
from core.process.definition import Role, Transition
from core.process.purchase import PURCHASE
from core.redactions import REDACTION_REASONS
from core.reports import TAKE_DOWN_REASONS
from core.services import auditing, books_desk, payees, provider_access, reconciling
from core.trades import State
from tests.architecture import texts_in_code
from tests.architecture.tree import ROOT

PEOPLE = {Role.BUYER, Role.SELLER, Role.MODERATOR, Role.OPERATOR}
FOLDER = ROOT / "bot" / "text"


def _refusals(kind: type[errors.DomainError] = errors.DomainError) -> Iterator[type[errors.DomainError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _refusals(below)


REFUSALS = tuple(_refusals())
DOABLE = tuple(t for t in PURCHASE.transitions if t.by & PEOPLE)
NOTICES = {notice.key for t in PURCHASE.transitions for notice in t.tells} | {
    notice.key for clock in CLOCKS if clock.reminds for notice in clock.reminder.tells
}
TOLD = {
    *auditing.NOTICES,
    *payees.NOTICES,
    *provider_access.NOTICES,
    *reconciling.NOTICES,
    *workspaces.NOTICES,
}
NOTICES |= {"carrier-exception", "case-to-operator", "statement-redacted", "statement-restored"}
NOTICES |= {"other-held", "other-released"}
"""News that no row of the table sets off."""


def _names(*transitions: Transition) -> set[str]:
    return {t.name for t in transitions}


def _of_menus() -> dict[str, set[str]]:
    """The words in the platforms' own menus."""
    return {
        "menu-{}": {*MENU, *DESK_MENU, *SHORTCUTS, *EVERY},
        "argument-{}": {name for names in EVERY.values() for name in names},
        "shortcut-{}": {*SHORTCUTS},
    }


def _of_offers() -> dict[str, set[str]]:
    """The families of haggling."""
    return {
        "offer-chip-{}": set(LETTERS),
        "term-{}": set(COMPARED) - {"total"},
        "freight-payer-{}": set(FREIGHT_PAYERS),
        "offer-status-{}": {"active", "countered", "accepted", "declined", "withdrawn", "expired"},
    }


PAPERS = {
    "papers-{}": {"signed", "paid", "released-buyer", "released-seller"},
    "papers-file-{}": {kind for kinds in COPIES.values() for kind in kinds},
}


QUOTES = {
    "rfq-status-{}": {"open", "waiting", "accepted", "withdrawn", "expired"},
    "rfq-mine-{}": {"answered", "declined", "chosen", "accepted", "lost"},
    "rfq-{}": {"waiting", "declined", "lapsed"},
    "rfq-{}-{}": {
        *("request-answered", "request-declined", "request-expired", "request-reopened"),
        *("quote-asked", "quote-lost", "quote-withdrawn", "quote-expired"),
    },
}

API = {"api-title-{}": {"401", "403", "404", "405", "409", "412", "413", "422", "429"}}
CASES = {
    "question-to-{}": {"buyer", "seller", "both"},
    "topic-{}": {*QUESTIONS, "own"},
    "topic-words-{}": {*QUESTIONS},
    "dead-is-{}": {"sent", "dropped", "waiting"},
    "piece-{}": {"file", "reply", "message", "statement"},
    "hidden-for-{}": {*REDACTION_REASONS},
    "message-is-{}": {*OUT_OF_SIGHT},
    "case-{}": {"edited", "deleted", "message"},
}
NOTES = {
    "linked",
    "unlinked",
    "signed-in",
    "channel-lost",
    "authenticator",
    "authenticator-forgotten",
    *("name-held", "name-released"),
}
DESK = {
    "stats-outcome-{}": set(OUTCOMES),
    "why-{}": {*VERDICT_REASONS, *RULES},
    "books-for-{}": {*books_desk.REASONS},
    "mismatch-{}": {*books_desk.KINDS},
    "taken-down-{}": {*TAKE_DOWN_REASONS},
    "names-are-{}": {"stands", "held", "renamed", "explained"},
    "names-waits-{}": {"open", "renamed", "explained"},
    "listing-note-{}": {"taken-down", "put-back"},
}
REQUESTS = {
    "request-{}-{}": {
        "settlement-desk",
        *(
            f"{kind}-{whose}"
            for kind in ("cancel", "extension", "settlement", "approval")
            for whose in ("own", "other")
        ),
    }
}
ELSEWHERE = {**PAPERS, **REQUESTS, **QUOTES, **API, **CASES, **DESK}


@cache
def families() -> dict[str, set[str]]:
    """Pattern → everything that can be filled in. A new family in the code has to be entered here."""
    problems = {use.key for use in texts_in_code.problems()}
    return {
        "state-{}": {str(state) for state in State},
        "turn-{}": {"buyer", "seller", "both", "parts", "desk", "free", "provider", "nobody"},
        "ended-{}": texts_in_code.keywords("close_reason", "core/process") - {""},
        "silence-{}": {"cancel_rest", *(clock.fires for clock in CLOCKS if clock.fires)},
        "act-{}": _names(*(t for t in DOABLE if not t.hidden)),
        "confirm-{}": _names(*(t for t in DOABLE if t.confirm)),
        "done-{}": _names(*(t for t in DOABLE if not t.asks)),
        "notice-{}": NOTICES,
        "told-{}": TOLD,
        **_of_offers(),
        "error-{}": {refusal.code for refusal in REFUSALS},
        "problem-{}": problems,
        "offer-{}": {"active", "countered", "accepted", "declined", "withdrawn", "expired"},
        "payment-{}": {
            *("created", "requires_action", "authorized", "paid", "failed"),
            *("cancelled", "released", "partially_released", "refunded", "refunding", "split", "charged_back"),
        },
        "payout-{}": {"pending", "in_transit", "paid", "failed", "reversed"},
        "bank-{}": {"receipt", "refund", "payout"},
        "bank-order-{}": {"done", "failed", "closed"},
        "payout-status-{}": {"none", "opening", "open", "asked", "ready", "stopped", "refused"},
        "payout-need-{}": {"person", "company", "business", "bank", "terms", "document", "other"},
        "payout-reason-{}": {"past_due", "pending", "rejected", "review", "other"},
        "payout-line-{}": {"pending", "paid"},
        "bank-failure-{}": {"closed", "unknown", "name", "refused", "other"},
        "refund-{}": {"pending", "done", "failed"},
        "signed-{}": {"yes", "no"},
        "dispute-{}": {"open", "in_progress", "decided", "resolved"},
        "shipment-{}": {"in_transit", "claimed", "delivered", "accepted", "returned", "exception"},
        "group-{}": {*"tpgde"},
        "home-{}": {"approvals", "unanswered", "held"},
        "home-do-{}": {*LEADING, "pay", "answer"},
        "note-{}": NOTES,
        "link-reached-{}": {"yes", "no"},
        "digest-{}": {"never", "hourly", "daily"},
        "shipped-{}": {
            *("shipped", "in_transit", "claimed", "contested"),
            *("exception", "delivered", "accepted", "returned"),
        },
        "return-{}": {"ordered", "shipped"},
        "chargeback-{}": {"warning", "came_true", "needs_response", "won", "lost"},
        "reason-{}": set(REASONS),
        **ELSEWHERE,
        "outcome-{}": {"release", "refund", "split", "lines", "return"},
        "unit-{}": set(UNITS),
        "unit-name-{}": set(UNITS),
        "per-{}": set(UNITS),
        "member-role-{}": {role.value for role in MemberRole},
        **_of_menus(),
        "typed-{}": set(TYPED),
    }


# The sentence is named where the value comes from, and looked for there: steps, chips, tasks.
HANDED_ON = {
    "chip.label",
    "step.ask",
    "task.title",
    "task.submit",
    "cls.done",
    "cls.came_to(acted.deal)",
    "again",
    "toggle[0]",
}
LABELS = "{}-label"


@cache
def _expanded() -> set[str]:
    return {
        f"{pattern.partition('{}')[0]}{filling}" for pattern, fillings in families().items() for filling in fillings
    }


@cache
def needed(lang: str) -> dict[str, frozenset[str]]:
    """Key → the variables its sentence needs."""
    entries: dict[str, ast.Message | ast.Term] = {}
    for path in sorted((FOLDER / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ast.Message | ast.Term):
                key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
                assert key not in entries, f"{key} is there twice"
                entries[key] = entry
    return {key: frozenset(_variables(entry)) for key, entry in entries.items()}


def _variables(node: object) -> Iterator[str]:
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.BaseNode):
        for part in vars(node).values():
            for inner in part if isinstance(part, list) else [part]:
                yield from _variables(inner)


@cache
def said() -> dict[str, str]:
    """Key → one place that asks for it, for every key that is written out."""
    prefixes = {key.partition("-")[0] for key in needed("en") if not key.startswith("-")}
    codes = {use.key for use in texts_in_code.problems()} | {refusal.code for refusal in REFUSALS}
    found = [
        *texts_in_code.uses().literal,
        *texts_in_code.declared(),
        *(use for use in texts_in_code.mentioned(prefixes) if use.key not in codes),
    ]
    return {use.key: use.place for use in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_asked_for_exists(lang: str) -> None:
    asked = said() | dict.fromkeys(_expanded(), "a family")
    assert not {key: place for key, place in asked.items() if key not in needed(lang)}


def test_every_family_is_known() -> None:
    found = [*texts_in_code.uses().families, *texts_in_code.worded_families()]
    assert not [use for use in found if use.key not in families() and use.key != LABELS]
    assert not set(families()) - {use.key for use in found}


def test_keys_that_are_handed_on_come_from_where_we_look() -> None:
    assert not [use for use in texts_in_code.uses().elsewhere if use.key not in HANDED_ON]


def test_no_sentence_is_unused() -> None:
    asked = said().keys() | _expanded()
    assert not sorted(key for key in needed("en") if key not in asked and not key.startswith("-"))


def test_all_languages_say_the_same() -> None:
    """Terms may bend where the language does; their cases are not ours to compare."""
    english = {key: values for key, values in needed("en").items() if not key.startswith("-")}
    for lang in LANGUAGES:
        assert {key: values for key, values in needed(lang).items() if not key.startswith("-")} == english
        assert {key for key in needed(lang) if key.startswith("-")} == needed("en").keys() - english.keys()
        assert Texts().keys[lang] == {key for key in needed(lang) if not key.startswith("-")}


def test_sentences_get_the_values_they_need() -> None:
    assert not [
        (use, missing)
        for use in texts_in_code.uses().literal
        if use.given is not None and (missing := needed("en").get(use.key, frozenset()) - use.given)
    ]


def test_families_get_the_values_they_need() -> None:
    assert not [
        (use, key, missing)
        for use in texts_in_code.uses().families
        if use.given is not None and use.key != LABELS
        for key in (f"{use.key.partition('{}')[0]}{filling}" for filling in families()[use.key])
        if (missing := needed("en").get(key, frozenset()) - use.given)
    ]


def test_refusals_bring_the_values_of_their_sentence() -> None:
    code_of = {refusal.__name__: refusal.code for refusal in REFUSALS if refusal is not errors.InvalidValue}
    assert not [
        (use, missing)
        for use in texts_in_code.raised(code_of)
        if use.given is not None and (missing := needed("en")[f"error-{code_of[use.key]}"] - use.given)
    ]


def test_problems_bring_the_values_of_their_sentence() -> None:
    assert not [
        (use, missing)
        for use in texts_in_code.problems()
        if use.given is not None
        and (missing := needed("en").get(f"problem-{use.key}", frozenset()) - use.given - {"field"})
    ]


def test_every_refusal_has_a_code_of_its_own_and_a_status() -> None:
    codes = [refusal.code for refusal in REFUSALS]
    assert len(codes) == len(set(codes))
    assert all(codes)
    assert not [refusal for refusal in REFUSALS if not 400 <= refusal.status <= 499 or not refusal.__doc__]


def test_every_move_of_a_person_has_a_verb() -> None:
    assert set(verbs.ACTS) == _names(*(t for t in DOABLE if not t.hidden))


def test_verbs_are_two_letters_and_never_shared() -> None:
    around = [value for name, value in vars(verbs).items() if name.isupper() and isinstance(value, str)]
    around.remove(verbs.CONFIRMED)
    pairs = [*around, *verbs.ACTS.values()]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in pairs)
    assert {verb: name for name, verb in verbs.ACTS.items()} == verbs.TRANSITION_OF
