"""What a handler is given, and what it may answer with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot import verbs
from bot.agreement import AgreementWriter
from bot.text import Say
from core.channels import CompanyChannel
from core.events import ScreenRow
from core.ids import Ids
from core.members import Seat
from core.ports.carriers import Carriers
from core.ports.chat import Can, Do, Form, Incoming, Place, Screen
from core.ports.clock import Clock
from core.ports.rates import Rates
from core.ports.unit_of_work import Tx
from core.services.accounts import Accounts
from core.services.api_keys import ApiKeys
from core.services.bank_desk import BankDesk
from core.services.books_desk import BooksDesk
from core.services.carrier_news import CarrierDesk
from core.services.categories import Categories
from core.services.channels import CompanyChannels
from core.services.choosing import Choosing
from core.services.colleagues import Colleagues
from core.services.dead_letters import DeadLetters
from core.services.desk import Desk
from core.services.erasing import Erasing
from core.services.evidence import Evidence
from core.services.linking import Linking
from core.services.listing import ListingService
from core.services.look_alikes import LookAlikes
from core.services.membership import MembershipService
from core.services.payees import Payees
from core.services.proving import Proving
from core.services.questioning import Questioning
from core.services.redacting import Redacting
from core.services.relaying import Relaying
from core.services.requesting import Requesting
from core.services.safety import Safety
from core.services.searching import SearchService
from core.services.signing import Signing
from core.services.threads import ThreadBook
from core.services.trading import Trading

Known = Callable[[Tx, str, str], Awaitable[ScreenRow | None]]
"""Which message shows what: (transaction, place, key, or a native message) → its row."""


@dataclass(slots=True)
class Links:
    """What links to us are made of; known once the chats are connected."""

    telegram: str = ""
    """The bot's user name."""
    public: str = ""
    """The address under which we are served."""

    def listing(self, product_id: str) -> str:
        """The address of a listing that is open to everybody."""
        return f"{self.public.rstrip('/')}/l/{product_id}"


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the market can do, by name."""

    accounts: Accounts
    api_keys: ApiKeys
    trading: Trading
    requesting: Requesting
    relaying: Relaying
    evidence: Evidence
    erasing: Erasing
    proving: Proving
    desk: Desk
    dead_letters: DeadLetters
    books: BooksDesk
    questioning: Questioning
    redacting: Redacting
    signing: Signing
    threads: ThreadBook
    channels: CompanyChannels
    agreements: AgreementWriter
    listing: ListingService
    searching: SearchService
    categories: Categories
    membership: MembershipService
    colleagues: Colleagues
    linking: Linking
    safety: Safety
    names: LookAlikes
    choosing: Choosing
    carriers: Carriers
    carrier_desk: CarrierDesk
    clock: Clock
    ids: Ids
    payees: Payees | None = None
    """None where no payment provider is configured."""
    bank: BankDesk | None = None
    """There where payments are made by bank transfer."""
    rates: Rates | None = None
    """None where the operator gives no exchange rates."""
    sells_digital_in_telegram: bool = False
    """Whether the operator lets digital goods be paid from Telegram chats, too."""
    payout_address: Callable[[str, str], str] = lambda _company_id, _user_id: ""
    """Where a company's owner answers the provider's questions: only they are given it, and only they get in."""
    links: Links = field(default_factory=Links)


@dataclass(frozen=True, slots=True)
class Context:
    """One incoming thing, inside its transaction: who, where, in which words, and with which services."""

    tx: Tx
    seat: Seat
    incoming: Incoming
    place: Place
    do: Do
    say: Say
    can: Can
    services: Services
    is_desk: bool = False
    channel: CompanyChannel | None = None
    """The company's channel that this is in, if it is one."""
    known: Known | None = None
    known_at: Known | None = None

    async def shown(self, key: str) -> ScreenRow | None:
        """What is shown here under this key, including what is not written yet."""
        place = self.place.key
        return await (self.known(self.tx, place, key) if self.known else self.tx.screen(place, key))

    async def shown_at(self, part: str) -> ScreenRow | None:
        """What a native message in this place shows."""
        place = f"{self.place.channel}|{self.place.tenant}|{self.place.chat}|{self.place.thread}"
        return await (self.known_at(self.tx, place, part) if self.known_at else self.tx.screen_at(place, part))

    @property
    def subject(self) -> str:
        """The id of the button, without its argument."""
        return self.do.id.partition(".")[0]

    @property
    def argument(self) -> str:
        return self.do.id.partition(".")[2]

    @property
    def is_confirmed(self) -> bool:
        """Whether this is the second press, of the button that asks whether somebody is sure."""
        return self.incoming.kind == "press" and self.argument == verbs.CONFIRMED.removeprefix(".")


@dataclass(frozen=True, slots=True)
class Show:
    """Show a screen here: in the pressed message, or at the bottom."""

    screen: Screen
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """A private word to the one who acted; changes nothing on the screen."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Open a form now; `otherwise` is shown where that is not possible any more."""

    form: Form
    otherwise: Screen


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong with a submitted form, per field."""

    texts: Mapping[str, str]


Reply = Show | Toast | OpenForm | Problems
Answer = tuple[Reply, ...]


def screens_in(replies: Answer) -> list[Screen]:
    """Everything that this answer shows, forms by what stands for them."""
    found = []
    for reply in replies:
        if isinstance(reply, Show):
            found.append(reply.screen)
        elif isinstance(reply, OpenForm):
            found.append(reply.otherwise)
    return found


@dataclass(frozen=True, slots=True)
class Handled:
    """The replies to send, where, and what is shown there already (per screen key)."""

    place: Place
    seat: Seat | None
    replies: Answer
    shown: dict[str, ScreenRow]
    say: Say
    places: Mapping[str, Place] = field(default_factory=dict)
    """Screens (by key) that belong somewhere else than the others: a case into its thread."""

    @property
    def problems(self) -> Mapping[str, str]:
        """What is wrong with a submitted form, per field; empty when nothing is."""
        return next((reply.texts for reply in self.replies if isinstance(reply, Problems)), {})
