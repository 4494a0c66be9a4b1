"""Every screen builder with the longest data it can be given. A new builder has to be entered here; a test asks for it.

`CATALOGUE` maps the builder's name (`module.function`) to what it makes of the largest values that our own checks let
through: names of 80 and 120 characters, texts of 2000, amounts and quantities with all their digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot import verbs
from bot.agreement import Translation
from bot.dispatcher import _notice
from bot.handlers.deals import _confirmation
from bot.presenting import desk_case, view_of
from bot.screens import (
    books,
    catalogue,
    company,
    deal_card,
    desk,
    erasing,
    goods,
    home,
    linking,
    lists,
    login,
    offers,
    papers,
    proving,
    settings,
    statistics,
    usage,
)
from bot.screens.bank import bank_card
from bot.screens.parts import press
from bot.screens.payout import PayoutView, payout_card
from bot.showing import _left_behind
from bot.telling import BUNDLE_MAX, digest
from bot.text import Say, Texts
from core.bank import BankOrder
from core.disputes import OPEN, OUTCOMES, RULES, VERDICT_REASONS
from core.events import OutboxRow
from core.linking import AccountLink
from core.listings import DIGITAL, TAKEN_DOWN, UNITS, Category, Product, ProductUpload
from core.members import ChatIdentity, Company, MemberRole, Membership, Profile, Seat
from core.money import EXPONENTS, Money
from core.payees import PayoutAccount, SellerPayout
from core.ports.chat import Do, Screen
from core.preferences import Preferences
from core.process.definition import Role
from core.process.purchase import PURCHASE
from core.rates import CURRENCIES_MAX, Besides, RateTable
from core.searches import Search
from core.services.books_desk import KINDS, Listed, Mismatch
from core.services.case_figures import AGES, Course, Figures, Load, Share, Week
from core.services.colleagues import Colleague
from core.services.names_desk import Named
from core.services.proving import Ways
from core.services.searching import Results
from core.services.track_record import Record
from core.shipments import ShippingUpdate
from tests.chats.catalogue_quotes import QUOTING
from tests.chats.catalogue_words import WORDS
from tests.chats.longest import NAME, NUMBER, PARAGRAPH, TITLE, deals, long
from tests.chats.people import SERVICES, context
from tests.core.deals import BUYER, MONDAY, SEATS, SELLER

Builder = Callable[[Say], Iterable[Screen]]


STAFF = replace(BUYER, company_name=NAME, staff_role="moderator")
STRANGER = Seat("usr_x", "", "", "", "", identity_id="idn_x")
PRODUCTS = [
    Product(
        f"prd_{number}", "usr_seller", "com_seller", TITLE, PARAGRAPH, 99_999_999, "EUR", "cat_1", unit, MONDAY, MONDAY,
        stock=10_000_000, min_order=10_000_000,
    )
    for number, unit in enumerate(UNITS)
]  # fmt: skip
CHATS = [
    ChatIdentity(f"idn_{channel}", channel, "t", "u", "c", "usr_buyer", MONDAY) for channel in ("telegram", "slack")
]
WAYS = [Ways(app, chats) for app in (True, False) for chats in ((), ("telegram", "slack"))]
COMPANY = Company("com_buyer", NAME, MONDAY, MONDAY)
COLLEAGUES = [
    Colleague(Membership(f"mem_{number:020}", "com_buyer", f"usr_{number}", role, MONDAY, 99_999_999), NAME)
    for number in range(25)
    for role in MemberRole
]
LINK = AccountLink("lnk_1", "", "", "", NAME, MONDAY, MONDAY, joined_as=NAME)
CATEGORIES = [Category(f"cat_{number}", long(60)) for number in range(40)]
SEARCHES = [
    Search("src_1", "usr_1", "idn_1", MONDAY, MONDAY),
    Search(
        "src_2", "usr_1", "idn_1", MONDAY, MONDAY, long(80), "cat_0", "EUR", 100, 99_999_999, 10_000_000, long(60),
        long(80), page=12, saved=True, alerts=True,
    ),
]  # fmt: skip
_REPORT = {
    "added": 1_000_000,
    "updated": 1_000_000,
    "unchanged": 1_000_000,
    "refused": 1_000_000,
    "problems": [[1_000_000, "base_price", "too-precise", {"decimals": 2}]] * 20,
}
UPLOAD = ProductUpload("upl_1", "usr_1", "idn_1", "fil_1", long(120), MONDAY, MONDAY, report=_REPORT)
BACK = press("Back", verbs.HOME)
BESIDES = Besides(RateTable(MONDAY.date(), {"EUR": Decimal(1), "IRR": Decimal("999999.5")}), "IRR")


RECORD = Record(MONDAY, 400, 400)


def _cards(say: Say) -> Iterator[Screen]:
    for deal in deals():
        for role, seat in ((Role.BUYER, BUYER), (Role.SELLER, SELLER)):
            view = replace(view_of(SERVICES, deal, seat, role), besides=BESIDES)
            yield deal_card.deal_card(view, say, news=long(200))
            yield deal_card.deal_card(replace(view, pays_here=False), say, news=long(200))


def _cases(say: Say) -> Iterator[Screen]:
    for deal in deals():
        if deal.dispute is not None:
            yield desk_case(SERVICES, deal, say, [RECORD] * 2, news=long(200), moderator=NAME)


def _queues(say: Say) -> Iterator[Screen]:
    """None, and a full page that goes on, of cases that somebody has."""
    yield desk.queue([], say, now=MONDAY)
    cases = [deal for deal in deals() if deal.dispute is not None]
    held = [replace(d, disputes=tuple(replace(x, moderator_id="usr_x") for x in d.disputes)) for d in cases[:6]]
    company = Company("com_1", NAME, MONDAY, MONDAY)
    unread = [Named(company, 1, status) for status in ("open", "renamed", "explained")]
    yield desk.queue([*cases[:6], *held], say, now=MONDAY, names={"usr_x": NAME}, more=True, unread=unread * 3)


def _statistics(say: Say) -> Iterator[Screen]:
    """A desk of forty with everything counted in millions, and one where nothing has happened yet."""
    many = 1_000_000
    held = tuple(Money(99_999_999_999, currency) for currency in ("EUR", "USD", "CNY", "GBP", "CHF"))
    loads = tuple(Load(f"usr_{number}", many, many) for number in range(40))
    course = Course((Week(MONDAY, many, many),) * 13, (many,) * len(AGES))
    busy = Figures(
        90, dict.fromkeys(OPEN, many), course, loads, dict.fromkeys(OUTCOMES, many), many, many, Share(many, many),
        Share(many, many), held, {key: {"split": many} for key in (*VERDICT_REASONS, *RULES)},
    )  # fmt: skip
    yield statistics.statistics_screen(busy, say, names={load.user_id: NAME for load in loads})
    yield statistics.statistics_screen(busy, say, me="usr_1")
    none = Course((Week(MONDAY, 0, 0),) * 13, (0,) * len(AGES))
    share = Share(0, 0)
    yield statistics.statistics_screen(
        Figures(90, dict.fromkeys(OPEN, 0), none, (), dict.fromkeys(OUTCOMES, 0), None, None, share, share, (), {}), say
    )


def _confirmations(say: Say) -> Iterator[Screen]:
    """The second press of everything that asks for one."""
    for deal in deals():
        for role in (Role.BUYER, Role.SELLER, Role.MODERATOR):
            seat = SEATS[role]
            assert seat is not None
            for choice in view_of(SERVICES, deal, seat, role).choices:
                if choice.confirm:
                    yield _confirmation(context(say, seat=seat), deal, choice.name)


def _agreements(say: Say) -> Iterator[Screen]:
    """The whole text, with and without a translation of it."""
    translation = Translation(PARAGRAPH * 2, {"language": say.lang, "sha256": "0" * 64})
    for deal in deals():
        if deal.agreement is not None:
            signed = replace(deal.agreement, agreement_text=PARAGRAPH * 2)
            yield papers.agreement_screen(deal, signed, translation, say)
            yield papers.agreement_screen(deal, signed, None, say)


def _copies(say: Say) -> Iterator[Screen]:
    for deal in deals():
        if deal.agreement is not None:
            yield from (papers.copies_screen(notice, deal, role, say) for notice, role in papers.COPIES)


def _goods(say: Say) -> Iterator[Screen]:
    updates = [ShippingUpdate("upd_1", "ord_1", "in_transit", NUMBER, NUMBER, long(500), MONDAY)] * goods.LINES_MAX
    for deal in deals():
        if deal.shipments:
            links = {one.id: "https://carrier.example/" + "n" * 200 for one in deal.shipments}
            yield goods.history(deal, updates, say, links=links)


def _each_shipment(say: Say) -> Iterator[Screen]:
    for deal in deals():
        for shipment in deal.shipments:
            yield goods.proof(deal, replace(shipment, proof=None), say)


def _payouts(say: Say) -> Iterator[Screen]:
    """Every state of a seller's account, with all that the provider can want and every outcome of a payout."""
    opening = PayoutAccount("pay_1", "com_seller", "stripe", "DE", MONDAY, MONDAY)
    needs = ("external_account", "tos_acceptance.date", "individual.verification.document", "company.name", "x")
    open_ = replace(opening, status="open", submitted=True, needs=needs, due_by=MONDAY)
    accounts = [
        *(None, opening, replace(opening, status="refused"), replace(opening, status="open"), open_),
        *(replace(open_, disabled_reason=why) for why in ("requirements.past_due", "rejected.fraud", "other")),
        *(replace(open_, can_receive=True), replace(open_, can_receive=True, can_pay_out=True, needs=())),
    ]
    payouts = [
        SellerPayout(f"po_{status}", "com_seller", "po_1", 99_999_999, "EUR", MONDAY, MONDAY, status, failure)
        for status, failure in (("pending", ""), ("paid", ""), ("failed", "account_closed"), ("failed", "?"))
    ]
    for account in accounts:
        for debt in (0, 99_999_999):
            for asks in (False, True):
                address = "" if asks else "https://pay.example/x"
                yield payout_card(PayoutView(account, payouts, Money(debt, "EUR"), address, True, asks), say)


def _homes(say: Say) -> Iterator[Screen]:
    """Everything that can wait for somebody, five at a time."""
    acts = sorted(key.removeprefix("home-do-") for key in Texts().keys["en"] if key.startswith("home-do-"))
    waiting = [home.Waiting(deals()[0], act, MONDAY) for act in acts]
    for start in range(0, len(waiting), home.SHOWN_MAX):
        seen = home.Overview([*waiting[start:], *waiting[:start]], dict.fromkeys("nogd", 1_000_000), 12, 12, 12)
        yield home.home(replace(STAFF, name_held=start == 0), seen, say, greeting=True)
    yield home.home(STRANGER, home.Overview(), say, greeting=True)


NEWS = {notice.key for transition in PURCHASE.transitions for notice in transition.tells}

MISMATCHES = tuple(
    (Mismatch(kind, "tr_" + "9" * 60, 99_999_999, "EUR"), said) for kind in KINDS for said in ((), ("usr_1",))
)
BOOKS = Listed(1_000_000, MONDAY, MONDAY, MISMATCHES)

CATALOGUE: dict[str, Builder] = {
    "books.books_card": lambda say: [books.books_card(found, say, {"usr_1": NAME}) for found in (BOOKS, None)],
    "books.accepting": lambda say: [books.accepting(mismatch, said, say) for mismatch, said in MISMATCHES],
    "deal_card.deal_card": _cards,
    "desk.case_card": _cases,
    "desk.desk_note": lambda say: [
        desk.desk_note(deal, say, [PURCHASE["freeze"]], news=long(200)) for deal in deals()[:2]
    ],
    "desk.queue": _queues,
    "statistics.statistics_screen": _statistics,
    "desk.case_file_screen": lambda say: [desk.case_file_screen(deal, say) for deal in deals() if deal.dispute][:3],
    "papers.agreement_screen": _agreements,
    "papers.copies_screen": _copies,
    "presenting.desk_case": lambda _say: [],
    "deals._confirmation": _confirmations,
    "offers.history": lambda say: [offers.history(deal, say) for deal in deals() if deal.offers],
    "goods.history": _goods,
    "goods.proof": _each_shipment,
    "goods.which_arrived": lambda say: [goods.which_arrived(deal, say) for deal in deals() if deal.shipments],
    "lists.home": lambda say: [
        lists.home(seat, say, greeting=greeting) for seat in (STAFF, STRANGER) for greeting in (True, False)
    ],
    "home.home": _homes,
    "usage.usage_of": lambda say: [usage.usage_of(word, say, "/parley ") for word in usage.EVERY],
    "lists.help_screen": lambda say: [lists.help_screen(seat, say, before="/parley ") for seat in (STAFF, STRANGER)],
    "catalogue.categories": lambda say: [
        catalogue.categories([], say, has_saved=True),
        catalogue.categories(CATEGORIES, say, parent=CATEGORIES[0]),
    ],
    "catalogue.results": lambda say: [
        catalogue.results(Results(search, tuple(found), has_next=True, category=category), say)
        for search in SEARCHES
        for found in (PRODUCTS[:8], [])
        for category in (CATEGORIES[0], None)
    ],
    "catalogue.filters": lambda say: [
        catalogue.filters(search, CATEGORIES[0], [long(60)] * 6, "EUR", say) for search in SEARCHES
    ],
    "catalogue.listing_card": lambda say: [
        catalogue.listing_card(
            replace(each, status=status),
            NAME,
            say,
            own=own,
            back=BACK,
            turn=catalogue.next_photo(each.id, 3, 5, say),
            besides=BESIDES,
            pays_here=own,
            taken_down="counterfeit" if status == TAKEN_DOWN else "",
            held=status != "paused",
        )
        for each in PRODUCTS
        for own in (True, False)
        for status in ("active", "paused", "removed", TAKEN_DOWN)
    ],
    "catalogue.removing": lambda say: [catalogue.removing(PRODUCTS[0], say)],
    "catalogue.sharing": lambda say: [
        catalogue.sharing(PRODUCTS[0], name, say, address="https://m.example/l/" + "p" * 31) for name in ("b" * 32, "")
    ],
    "catalogue.my_listings": lambda say: [
        catalogue.my_listings(found, say, more=BACK, back=BACK) for found in (PRODUCTS[:8], [])
    ],
    "catalogue.saved_searches": lambda say: [
        catalogue.saved_searches([(search, CATEGORIES[0]) for search in SEARCHES], say),
        catalogue.saved_searches([], say),
    ],
    "catalogue.new_listings": lambda say: [
        catalogue.new_listings(search, CATEGORIES[0], PRODUCTS[:8], 1_000_000, say) for search in SEARCHES
    ],
    "catalogue.tree": lambda say: [
        catalogue.tree(None, CATEGORIES, say),
        *(catalogue.tree(replace(CATEGORIES[0], kind=kind), [], say) for kind in (None, DIGITAL)),
    ],
    "catalogue.uploaded": lambda say: [
        *(catalogue.uploaded(replace(UPLOAD, status=status), say) for status in ("unreadable", "previewed", "done")),
        catalogue.uploaded(replace(UPLOAD, status="refused", report={"code": "name-held"}), say),
    ],
    "erasing.sure": lambda say: [erasing.sure(say)],
    "lists.deal_list": lambda say: [
        lists.deal_list(deals()[:8], replace(SELLER, company_name=NAME), say, more=BACK),
        lists.deal_list([], BUYER, say, more=None),
    ],
    "lists.profile": lambda say: [
        lists.profile(None, None, say),
        lists.profile(
            Profile("pro_1", "usr_1", MONDAY, MONDAY, NAME, NAME),
            Company("com_1", NAME, MONDAY, MONDAY, address=long(300), payout_ready=True),
            say,
        ),
    ],
    "lists.language_choice": lambda say: [lists.language_choice(say, chosen=chosen) for chosen in (True, False)],
    "settings.overview": lambda say: [
        settings.overview(chosen, CHATS, say, currencies=("EUR", "USD"))
        for chosen in (
            Preferences("usr_1", MONDAY),
            Preferences("usr_1", MONDAY, "idn_slack", "America/Argentina/ComodRivadavia", 1320, 420, "daily", "EUR"),
        )
    ],
    "settings.choices": lambda say: [
        settings.choices(what, CHATS, say, currencies=sorted(EXPONENTS)[:CURRENCIES_MAX])
        for what in ("zone", "quiet", "digest", "told", "currency")
    ],
    "company.members": lambda say: [
        company.members(COMPANY, COLLEAGUES[:number], seat, say) for number in (1, 100) for seat in (BUYER, STRANGER)
    ],
    "company.member": lambda say: [
        company.member(COMPANY, each, say, news=say("member-changed")) for each in COLLEAGUES[:2]
    ],
    "company.no_approvals": lambda say: [company.no_approvals(say)],
    "company.farewell": lambda say: [company.farewell(COLLEAGUES[0], say)],
    "linking.code": lambda say: [
        linking.code("ABCD2345", say, channel=channel, bot_link="https://t.me/" + "b" * 32)
        for channel in ("telegram", "slack")
    ],
    "login.code": lambda say: [login.code("A" * 22, say)],
    "login.signed_out": lambda say: [login.signed_out(say)],
    "proving.overview": lambda say: [proving.overview(ways, minutes, say) for ways in WAYS for minutes in (0, 10)],
    "proving.proved": lambda say: [proving.proved(720, wanted, say) for wanted in (None, Do(verbs.PROVE))],
    "proving.wrong": lambda say: [proving.wrong(Do(verbs.PROVE), say)],
    "proving.set_up": lambda say: [proving.set_up(say)],
    "proving.stood_here": lambda say: [proving.stood_here("secret:cnv_1", 2, say)],
    "linking.is_it_you": lambda say: [linking.is_it_you(LINK, say)],
    "linking.answer_code": lambda say: [linking.answer_code(LINK, "ABCD2345", say)],
    "linking.asked": lambda say: [linking.asked(LINK, say)],
    "linking.accounts": lambda say: [linking.accounts(chats, "idn_slack", say) for chats in (CHATS, CHATS[:1])],
    "linking.sure_to_part": lambda say: [linking.sure_to_part(chat, say) for chat in CHATS],
    "payout.payout_card": _payouts,
    "bank.bank_card": lambda say: [
        bank_card(
            BankOrder(
                "bnk_1",
                kind,
                "key",
                "neg_1",
                99_999_999,
                "EUR",
                "ABCDEF-ABCDEF",
                MONDAY,
                MONDAY,
                status=status,
                payee="X" * 34,
                confirmed_by="usr_1",
            ),
            say,
        )
        for kind in ("receipt", "refund", "payout")
        for status in ("open", "done", "failed", "closed")
    ],
    "telling.digest": lambda say: [
        digest(
            [
                OutboxRow(f"out_{number:02}", "", "deal", f"neg_{number:026}", "", notice, {}, MONDAY, MONDAY)
                for number, notice in enumerate(sorted(NEWS)[:BUNDLE_MAX])
            ],
            say,
        )
    ],
    "showing._left_behind": lambda say: [_left_behind(lists.home(STAFF, say), long(200))],
    "dispatcher._notice": lambda say: [_notice(long(300), say)],
    **QUOTING,
    **WORDS,
}
