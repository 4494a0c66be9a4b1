"""What every conversation is played with: something it can be about, and an answer to each of its questions.

A new conversation needs an entry in `SUBJECTS`, and in `ANSWERS` where its questions take no ordinary answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.conversations.flow import Step
from bot.conversations.listing_goods import Goods
from bot.conversations.putting_forward import OpenDispute
from bot.conversations.requesting import AskedFor, Origin
from bot.conversations.task import Task
from bot.conversations.trading import AnswerDispute
from core.listings import Category
from core.members import Seat
from core.process.definition import Role
from core.trades import Deal
from tests.chats.catalogue import COLLEAGUES, COMPANY, WAYS
from tests.chats.catalogue_quotes import REQUEST, UNANSWERED
from tests.chats.catalogue_words import LETTERS, ONE
from tests.chats.longest import NAME, TITLE, deals
from tests.chats.people import product
from tests.core import routes
from tests.core.deals import BUYER, MODERATOR, OPERATOR, SELLER, Trial

Subject = tuple[Callable[[], Any], Seat]


def _about(route: Callable[..., Trial], seat: Seat, *args: Any) -> Subject:
    """A deal with long names: whatever is asked has to fit below them."""

    def made() -> Deal:
        deal = route(*args).deal
        return replace(deal, product=replace(deal.product, name=TITLE), buyer_name=NAME, seller_name=NAME)

    return made, seat


def _nothing() -> None:
    return None


def _goods() -> Any:
    return product(TITLE)


PATHS = [(f"cat_{number}", f"{NAME[:30]} > {NAME[:30]} > {NAME[:60]} {number}") for number in range(30)]
CATEGORY = Category("cat_0", NAME[:60])


def _new_goods() -> Goods:
    return Goods(PATHS)


def _own_goods() -> Goods:
    return Goods(PATHS, product(TITLE))


def _tree() -> Any:
    return CATEGORY, [(row_id, path, f"{row_id} ") for row_id, path in PATHS]


def _asked() -> AskedFor:
    return AskedFor(REQUEST, replace(UNANSWERED[0], unit="pcs", currency="EUR"), product(TITLE))


def _disputes() -> list[OpenDispute]:
    made, _ = _about(routes.disputed, SELLER)
    return [OpenDispute(made(), AnswerDispute)] * 20


SUBJECTS: dict[str, tuple[Subject, ...]] = {
    "offer": ((_goods, BUYER), _about(routes.offered, SELLER), _about(routes.offered, BUYER, Role.SELLER)),
    "request": ((Origin, BUYER), (lambda: Origin(TITLE[:80], "cat_0"), BUYER)),
    "quote": ((_asked, SELLER),),
    "register": ((_nothing, replace(BUYER, company_id="")),),
    "address": ((_nothing, BUYER),),
    "sell": ((_new_goods, SELLER),),
    "listing": ((_own_goods, SELLER),),
    "restock": ((_goods, SELLER),),
    "photo": ((_goods, SELLER),),
    "find": ((_nothing, BUYER),),
    "category": ((lambda: CATEGORY, OPERATOR), (_nothing, OPERATOR)),
    "rename": ((lambda: CATEGORY, OPERATOR),),
    "relocate": ((_tree, OPERATOR),),
    "message": ((_goods, BUYER), _about(routes.placed, SELLER)),
    "pass_on": ((lambda: list(deals()[:6]), BUYER),),
    "report": ((lambda: ("prd_1", ONE), BUYER),),
    "company": ((lambda: ONE, BUYER),),
    "newname": ((lambda: None, BUYER),),
    "zone": ((_nothing, BUYER),),
    "quiet": ((_nothing, BUYER),),
    "payout": ((lambda: "stripe", SELLER), (lambda: "bank", SELLER)),
    "prove": tuple((lambda ways=ways: (ways, None), MODERATOR) for ways in WAYS if ways),
    "authenticator": ((lambda: "ABCDEFG2" * 4, SELLER),),
    "limit": ((lambda: (COMPANY, COLLEAGUES[0]), BUYER),),
    "sign": (_about(routes.awaiting_signatures, BUYER),),
    "ship": (_about(routes.placed, SELLER),),
    "cancel": (_about(routes.placed, BUYER),),
    "extension": (_about(routes.placed, SELLER),),
    "dispute": (_about(routes.delivered, BUYER),),
    "answer": (_about(routes.disputed, SELLER),),
    "evidence": (_about(routes.evidence_asked, SELLER),),
    "put-forward": ((_disputes, SELLER),),
    "whom": ((lambda: [replace(COMPANY, id=f"com_{number}", name=NAME) for number in range(300)], BUYER),),
    "settlement": (_about(routes.disputed, BUYER),),
    "return": (_about(routes.returning, BUYER),),
    "appeal": (_about(routes.decided, SELLER),),
    "freeze": (_about(routes.placed, OPERATOR),),
    "ruling": (_about(routes.taken, MODERATOR), _about(routes.taken_in_parts, MODERATOR)),
    "evidence_request": (_about(routes.taken, MODERATOR),),
    "send_back": (_about(routes.taken, MODERATOR),),
    "question": (_about(routes.taken, MODERATOR),),
    "to_operator": (_about(routes.taken, MODERATOR),),
    "redact": ((lambda: "dsf_1", MODERATOR),),
    "reply": tuple((lambda each=each: each, BUYER) for each in LETTERS[:2]),
}

ANSWERS: dict[tuple[str, str], str] = {
    ("zone", "zone"): "Europe/Berlin",
    ("company", "tax_id"): "DE136695976",
    ("prove", "code"): "123 456",
    ("authenticator", "code"): "123456",
    ("quiet", "quiet"): "22:00-7:00",
    ("payout", "iban"): "DE89 3704 0044 0532 0130 00",
    ("ship", "tracking_number"): "DBS4711820",
    ("ship", "carrier"): "DB Schenker",
    ("ship", "quantity"): "40",
    ("settlement", "amount"): "25%",
    ("ruling", "refund_amount"): "40%",
    ("extension", "days"): "7",
    ("evidence_request", "days"): "7",
    ("offer", "quantity"): "100",
    ("offer", "lead"): "14",
    (
        "dispute",
        "statement",
    ): "What came is another lot than the one agreed: half of it is bent, and none of it has the surface that was agreed.",
}
SENT = {"photo"}
"""Conversations that a file answers, and no word does."""
_BY_KIND = {"whole": "2", "money": "12.50"}


def answer_to(task: type[Task], step: Step, env: Any) -> str:
    """What a sensible person answers."""
    chips = step.chips(env)
    if (task.name, step.key) in ANSWERS:
        return ANSWERS[task.name, step.key]
    if chips:
        return chips[0].value
    return _BY_KIND.get(step.kind, "A sentence that says what there is to say.")
