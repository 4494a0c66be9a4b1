"""The part of the catalogue about words: relayed messages, their history, reports and blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.screens import channels, dead_letters, messages, questions, redactions, safety
from bot.screens.look_alikes import name_card
from bot.screens.notes import note_screen
from bot.text import Say
from core.channels import CompanyChannel
from core.events import OutboxRow
from core.files import EvidenceFile
from core.listings import Product
from core.members import Company
from core.messages import QUESTIONS, CaseLetter, Relay
from core.ports.chat import Screen
from core.redactions import Redaction
from core.reports import TAKE_DOWN_REASONS, Report
from core.services.names_desk import OTHERS_MAX, NameCase, Named
from core.services.redacting import Piece
from core.services.safety import Reported
from core.trades import NegotiationMessage
from tests.chats.longest import NAME, PARAGRAPH, deals, long
from tests.core.deals import BUYER, MONDAY, SELLER

MESSAGE = NegotiationMessage("msg_1", "neg_1", BUYER.user_id, PARAGRAPH, False, MONDAY)
RELAY = Relay("msg_1", "neg_1", "idn_buyer", "sent", "", "", MONDAY, MONDAY)
FILE = EvidenceFile(
    "fil_1", "fil_0", BUYER.user_id, "e", "document", long(120), "application/pdf", 1, "", "unscanned", MONDAY
)
ONE = Company("com_1", NAME, MONDAY, MONDAY)
_CHANNELS = [CompanyChannel("chn_1", "com_1", "slack", "T1", "C1", "usr_1", "en", MONDAY, MONDAY)]
REPORT = Report("rep_1", "prd_1", "com_1", "com_2", "usr_1", PARAGRAPH, MONDAY, MONDAY)
LISTING = Product(
    "prd_1", "usr_1", "com_1", NAME + long(40), PARAGRAPH, 1, "EUR", "cat_1", "pcs", MONDAY, MONDAY, status="paused"
)
DEAD = OutboxRow(
    "out_1", "neg_1:idn_1", "deal", "neg_1", "idn_1", "settlement-proposed", {}, MONDAY, MONDAY, "dead", 20
)
LETTERS = [
    CaseLetter("clt_1", "neg_1", "dsp_1", "usr_m", "moderator", to, "", topic, words, (), "0" * 64, MONDAY)
    for to, topic, words in (("both", "", PARAGRAPH[:1000]), *(("buyer", topic, "") for topic in QUESTIONS))
]
_CASE = next(deal for deal in deals() if deal.dispute is not None)


_NAMED = Named(ONE, 100_000)
NOTES = (
    "linked",
    "unlinked",
    "authenticator",
    "authenticator-forgotten",
    "listing-taken-down",
    "listing-put-back",
    "name-held",
)
_FILLED = {"channel": "Telegram", "listing": NAME + long(40), "reason": "counterfeit"}


def _heard(say: Say) -> Iterator[Screen]:
    for side, desk in (("buyer", True), ("seller", False)):
        letter = replace(LETTERS[0], side=side, words=PARAGRAPH)
        yield questions.heard(_CASE, letter, [FILE], say, to_moderator=desk)


def _pieces(say: Say) -> Iterator[Screen]:
    step = Redaction("red_1", "neg_1", "msg_1", "redacted", "personal_data", "", "usr_m", MONDAY)
    found = [
        Piece(f"msg_{number}", kind, side, MONDAY, "f" * 64, out)
        for number, (kind, side, out) in enumerate(
            (kind, side, out)
            for kind, out in (("file", None), ("reply", step), ("message", None))
            for side in ("buyer", "seller")
        )
    ]
    yield redactions.pieces(_CASE, found, say, more=6, news=say("done-redact"))
    yield redactions.pieces(_CASE, [], say)


def _copies(say: Say) -> Iterator[Screen]:
    for status in ("sent", "edited", "deleted", "redacted"):
        relay = replace(RELAY, status=status)
        yield messages.copy(deals()[8], SELLER, MESSAGE, relay, [FILE], say, change=status)


def _histories(say: Say) -> Iterator[Screen]:
    entries = [
        (replace(MESSAGE, id=f"msg_{number}"), replace(RELAY, status=status), number, number)
        for number, status in enumerate(("sent", "edited", "deleted", "undelivered", "redacted", "sent"))
    ]
    yield messages.history(deals()[8], entries, say, older="neg_1.x", newest=False)
    yield messages.history(deals()[8], [], say)


WORDS: dict[str, Callable[[Say], Iterable[Screen]]] = {
    "messages.copy": _copies,
    "messages.passed_on": lambda say: [
        messages.passed_on(deals()[8], BUYER, say, reached=yes) for yes in (True, False)
    ],
    "messages.undelivered": lambda say: [messages.undelivered("neg_1", "msg_1", say)],
    "messages.history": _histories,
    "questions.asked": lambda say: [questions.asked(_CASE, letter, say) for letter in LETTERS],
    "questions.heard": _heard,
    "questions.noted": lambda say: [questions.noted(LETTERS[0], say)],
    "questions.genuine": lambda say: [
        questions.genuine(_CASE, letters, say, taken=taken) for letters in (LETTERS[:5], []) for taken in (True, False)
    ],
    "questions.for_operator": lambda say: [questions.for_operator(_CASE, LETTERS[0], NAME, say)],
    "redactions.pieces": _pieces,
    "dead_letters.dead_letter": lambda say: [
        dead_letters.dead_letter(replace(DEAD, status=status), NAME, say)
        for status in ("dead", "waiting", "sent", "dropped")
    ],
    "channels.asked": lambda say: [channels.asked(ONE.name, "C0123456789", say)],
    "channels.overview": lambda say: [
        channels.overview(found, say, news=say("channel-left"), may_leave=True) for found in (_CHANNELS, [])
    ],
    "channels.welcome": lambda say: [channels.welcome(ONE.name, say)],
    "safety.choice": lambda say: [safety.choice(ONE, "com_1", say)],
    "safety.blocked": lambda say: [safety.blocked([ONE] * 20, say), safety.blocked([], say)],
    "safety.at_desk": lambda say: [
        safety.at_desk(Reported(replace(REPORT, status=status), ONE, ONE, listing, reason), say)
        for status in ("open", "closed")
        for listing in (None, LISTING)
        for reason in ("", *TAKE_DOWN_REASONS)
    ],
    "safety.taking_down": lambda say: [safety.taking_down(Reported(REPORT, ONE, ONE, LISTING), say)],
    "notes.note_screen": lambda say: [
        note_screen(OutboxRow("out_1", "", "note", "prd_1", "", notice, _FILLED, MONDAY, MONDAY), say)
        for notice in NOTES
    ],
    "look_alikes.name_card": lambda say: [
        name_card(
            NameCase(
                status,
                100,
                True,
                replace(_NAMED, wish=NAME),
                (*(replace(_NAMED, status=other) for other in ("", "held", "renamed")),),
                long(1000),
                looked=looked,
                more=OTHERS_MAX,
            ),
            say,
        )
        for status in ("", "open", "stands", "held", "renamed", "explained")
        for looked in (True, False)
    ],
}
