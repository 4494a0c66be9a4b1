"""What the JSON API works with: the services of the market, and how a request reaches them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.http.problems import Problems
from core.ports.carriers import Carriers
from core.ports.clock import Clock
from core.ports.explaining import Explaining
from core.ports.files import Maker
from core.ports.limits import Limits
from core.ports.unit_of_work import Store
from core.services.accounts import Accounts
from core.services.api_keys import ApiKeys
from core.services.categories import Categories
from core.services.colleagues import Colleagues
from core.services.erasing import Erasing
from core.services.evidence import Evidence
from core.services.file_intake import FileIntake
from core.services.hooks import Hooks
from core.services.importing import Importer
from core.services.listing import ListingService
from core.services.look_alikes import LookAlikes
from core.services.membership import MembershipService
from core.services.payees import Payees
from core.services.reaching import Reaching
from core.services.relaying import Relaying
from core.services.safety import Safety
from core.services.seller_news import SellerNews
from core.services.signing import Signing
from core.services.trading import Trading


@dataclass(frozen=True)
class ApiParts:
    """One per market. `look_again` asks the payment provider how a deal's money stands; None where there is none.
    `papers` makes the files of deals (agreement, export) by name."""

    store: Store
    accounts: Accounts
    api_keys: ApiKeys
    trading: Trading
    reaching: Reaching
    relaying: Relaying
    signing: Signing
    seller_news: SellerNews
    evidence: Evidence
    erasing: Erasing
    listing: ListingService
    categories: Categories
    importer: Importer
    membership: MembershipService
    names: LookAlikes
    colleagues: Colleagues
    safety: Safety
    hooks: Hooks
    intake: FileIntake
    carriers: Carriers
    payees: Payees | None
    papers: Callable[[str], Maker]
    look_again: Callable[[str], Awaitable[None]] | None
    explaining: Explaining
    clock: Clock
    limits: Limits
    payout_address: Callable[[str, str], str] = lambda _company_id, _user_id: ""

    @property
    def problems(self) -> Problems:
        return Problems(self.explaining)
