"""Everything between the market and its payment provider, put together: instructions, news, sellers' accounts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote

from bot.context import Services
from bot.keys import Keys
from bot.settings import Settings
from bot.text import Say
from core.errors import NotNow, PayoutHeld
from core.ids import Ids
from core.members import Company, MemberRole, Membership
from core.payees import PayoutAccount
from core.ports.chat import Do
from core.ports.clock import Clock
from core.ports.payments import OutcomeUnknown, PaymentProvider, ProviderNews, ProviderRefused, ProviderUnavailable
from core.ports.unit_of_work import Store, Tx
from core.services.bank_desk import BankDesk
from core.services.escrow import Escrow
from core.services.linking import require_payouts_free
from core.services.listening import Listening
from core.services.missed_events import MissedEvents, TakesEvents, read
from core.services.payees import Payees
from core.services.reconciling import Reconciling
from core.services.trading import Trading
from core.tokens import KeyRing, seal, unseal

_TICKET = "pk"
TICKET_LIFE = timedelta(hours=1)


class Closes(Protocol):
    """A line to the provider that is given back in the end."""

    async def close(self) -> None: ...


class Tickets:
    """Addresses that open a company's payout page: sealed for the company, for whoever was given it, and for an hour."""

    def __init__(self, public_url: str, ring: KeyRing, clock: Clock) -> None:
        self._public_url = public_url
        self._ring = ring
        self._clock = clock

    def address(self, company_id: str, user_id: str) -> str:
        minute = str(_minute(self._clock.now()))
        sealed = seal(Do(_TICKET, user_id), _audience(company_id, minute), self._ring)
        return self.address_of(f"{company_id}.{minute}.{sealed}")

    def address_of(self, ticket: str, *, done: bool = False) -> str:
        """The same ticket's address once more, good no longer than before; `done` for the way back from the provider."""
        return f"{self._public_url}/payout/{quote(ticket, safe='')}{'?done=1' if done else ''}"

    def opened(self, ticket: str) -> tuple[str, str]:
        """The company whose page it is, and whom it was given to. Raises KeyError for one that was made up or changed,
        NotNow for one that is too old."""
        company_id, _, rest = ticket.partition(".")
        minute, _, sealed = rest.partition(".")
        do = unseal(sealed, _audience(company_id, minute), self._ring)
        if do is None or do.verb != _TICKET:
            raise KeyError(ticket)
        if not 0 <= _minute(self._clock.now()) - int(minute) < _minutes(TICKET_LIFE):
            raise NotNow()
        return company_id, do.id


def _audience(company_id: str, minute: str) -> str:
    return f"payout page of {company_id} at {minute}"


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60)


def _minutes(period: timedelta) -> int:
    return int(period.total_seconds() // 60)


@dataclass
class Payments:
    """The running parts. `news` is None with a provider that tells nothing by itself (a bank account)."""

    store: Store
    provider: PaymentProvider
    escrow: Escrow
    payees: Payees
    tickets: Tickets
    clock: Clock
    ids: Ids
    news: ProviderNews | None = None
    listening: Listening | None = None
    missed: MissedEvents | None = None
    reconciling: Reconciling | None = None
    line: Closes | None = None
    bank: BankDesk | None = None

    async def hear(self, raw: Mapping[str, Any]) -> None:
        """One event from the inbox."""
        if self.listening is not None:
            await self.listening.hear(read(raw))

    def offered_in(self, services: Services) -> Services:
        """The services of the market, with what sellers can do about being paid."""
        if self.news is None:
            return replace(services, payees=self.payees, bank=self.bank)
        return replace(services, payees=self.payees, payout_address=self.tickets.address)

    def listen_for_missed(self, inbox: TakesEvents) -> None:
        """What the provider's own list of events has beyond the webhooks goes into the same inbox."""
        if self.news is None or self.listening is None:
            return
        self.missed = MissedEvents(
            store=self.store,
            news=self.news,
            inbox=inbox,
            payees=self.payees,
            listening=self.listening,
            clock=self.clock,
        )

    async def close(self) -> None:
        if self.line is not None:
            await self.line.close()

    async def visited(self, ticket: str, say: Say, *, is_back: bool) -> tuple[str, str, str]:
        """What somebody meets behind a ticket: where it leads onward, else a title and words. Raises KeyError as below."""
        if is_back:
            with suppress(NotNow, PayoutHeld):
                await self.came_back(ticket)
            return "", say("page-payout-done"), say("page-payout-done-words")
        try:
            onward = await self.page_of(ticket)
        except NotNow:
            return "", say("page-payout-over"), say("page-payout-over-words")
        except PayoutHeld as held:
            return "", say("page-payout-over"), say.refusal(held)
        return onward, say("page-payout-wait"), say("page-payout-wait-words")

    async def page_of(self, ticket: str) -> str:
        """The provider's page for the owner of this ticket, made for this very visit; empty while there is none.

        Raises KeyError for a ticket that was made up, NotNow for one that opens nothing any more, PayoutHeld.
        """
        account = await self._account(ticket)
        if account is not None and not account.account_ref:
            await self.escrow.drain()
            account = await self._account(ticket)
        if account is None or not account.account_ref or self.news is None:
            return ""
        try:
            return await self.news.onboarding_link(
                account.account_ref,
                return_url=self.tickets.address_of(ticket, done=True),
                refresh_url=self.tickets.address_of(ticket),
                key=self.ids.new("lnk"),
            )
        except (ProviderUnavailable, OutcomeUnknown, ProviderRefused):
            return ""

    async def came_back(self, ticket: str) -> None:
        """The owner comes back from the provider's page: look at the account now. Raises KeyError as above."""
        account = await self._account(ticket)
        if account is None or not account.account_ref or self.news is None:
            return
        try:
            await self.payees.look(self.news, account.account_ref)
        except (ProviderUnavailable, ProviderRefused):
            return

    async def _account(self, ticket: str) -> PayoutAccount | None:
        """The account that this ticket opens now: to whoever was given it, while they may still say where money goes."""
        company_id, user_id = self.tickets.opened(ticket)

        async def step(tx: Tx) -> PayoutAccount | None:
            company = await tx.get(Company, company_id)
            owns = await tx.count(Membership, company_id=company_id, user_id=user_id, role=MemberRole.OWNER.value)
            if company is None or not owns:
                raise NotNow()
            require_payouts_free(company, self.clock.now())
            return await self.payees.account_of(tx, company_id)

        return await self.store.read(step)


def payments_of(
    settings: Settings, keys: Keys, store: Store, trading: Trading, clock: Clock, ids: Ids
) -> Payments | None:
    """The payment provider and all that hangs on it; None where none is configured."""
    key = settings.STRIPE_SECRET_KEY.get_secret_value()
    if is_by_hand(settings):
        return _by_hand(settings, keys, store, trading, clock, ids)
    if not key:
        return None
    from adapters.stripe.news import StripeNews
    from adapters.stripe.provider import StripeProvider

    stripe = StripeProvider(key, clock=clock, api_base=settings.STRIPE_API_BASE, bank_debits=settings.BANK_DEBITS)
    news = StripeNews(stripe)
    payees = Payees(store=store, clock=clock, ids=ids, deployment=settings.DEPLOYMENT, provider_name=stripe.name)
    escrow = Escrow(
        store=store,
        trading=trading,
        provider=stripe,
        clock=clock,
        ids=ids,
        return_url=f"{settings.PUBLIC_URL}/paid",
        payees=payees,
        news=news,
    )
    live = key.startswith(("sk_live_", "rk_live_"))
    return Payments(
        store=store,
        provider=stripe,
        escrow=escrow,
        payees=payees,
        tickets=Tickets(settings.PUBLIC_URL, keys.buttons, clock),
        clock=clock,
        ids=ids,
        news=news,
        listening=Listening(store=store, escrow=escrow, payees=payees, news=news, clock=clock, ids=ids, live=live),
        reconciling=Reconciling(store=store, news=news, clock=clock, ids=ids),
        line=stripe,
    )


def is_by_hand(settings: Settings) -> bool:
    """Whether payments are made by bank transfer, and confirmed by operators."""
    return bool(settings.BANK_ACCOUNT) and not settings.STRIPE_SECRET_KEY.get_secret_value()


def _by_hand(settings: Settings, keys: Keys, store: Store, trading: Trading, clock: Clock, ids: Ids) -> Payments:
    from adapters.bank.provider import BankProvider

    bank = BankProvider(store=store, clock=clock, ids=ids, public_url=settings.PUBLIC_URL)
    payees = Payees(store=store, clock=clock, ids=ids, deployment=settings.DEPLOYMENT, provider_name=bank.name)
    return Payments(
        store=store,
        provider=bank,
        escrow=Escrow(
            store=store,
            trading=trading,
            provider=bank,
            clock=clock,
            ids=ids,
            return_url=f"{settings.PUBLIC_URL}/paid",
            payees=payees,
        ),
        payees=payees,
        tickets=Tickets(settings.PUBLIC_URL, keys.buttons, clock),
        clock=clock,
        ids=ids,
        bank=BankDesk(
            clock=clock, ids=ids, deployment=settings.DEPLOYMENT, four_eyes_above=settings.BANK_FOUR_EYES_ABOVE
        ),
    )
