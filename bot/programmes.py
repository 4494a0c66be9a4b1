"""The JSON API put together: the same services as in the chats, and what only programmes need."""

from __future__ import annotations

from adapters.http.api.parts import ApiParts
from adapters.storage.ciphers import DataKeys
from adapters.webhooks.poster import PublicPoster
from bot.context import Services
from bot.documents import Documents
from bot.explaining import Explainer
from bot.keys import Keys
from bot.paying import Payments
from bot.settings import Settings
from bot.world import World
from core.ids import Ids
from core.ports.limits import Limits
from core.ports.unit_of_work import Store
from core.services.accounts import Accounts
from core.services.file_intake import FileIntake
from core.services.hooks import Hooks
from core.services.importing import Importer
from core.services.membership import MembershipService
from core.services.proving import Proving
from core.services.reaching import Reaching
from core.services.seller_news import SellerNews


def api_parts(
    settings: Settings,
    store: Store,
    services: Services,
    documents: Documents,
    intake: FileIntake,
    payments: Payments | None,
    explainer: Explainer,
    world: World,
    limits: Limits,
) -> ApiParts:
    """The same services as in the chats, for programmes."""
    clock, ids, trading = services.clock, services.ids, services.trading
    hosts = [host.strip() for host in settings.WEBHOOK_HOSTS.split(",") if host.strip()]
    poster = PublicPoster(hosts=hosts, local=world.brisk)
    return ApiParts(
        store=store,
        accounts=services.accounts,
        api_keys=services.api_keys,
        trading=trading,
        reaching=Reaching(trading),
        relaying=services.relaying,
        signing=services.signing,
        seller_news=SellerNews(trading=trading, clock=clock, ids=ids),
        evidence=services.evidence,
        erasing=services.erasing,
        listing=services.listing,
        categories=services.categories,
        importer=Importer(store, clock, ids, makes_categories=False, currencies=services.listing.currencies),
        membership=services.membership,
        names=services.names,
        colleagues=services.colleagues,
        safety=services.safety,
        hooks=Hooks(store=store, clock=clock, ids=ids, token_bytes=world.entropy.token_bytes, poster=poster),
        intake=intake,
        carriers=services.carriers,
        payees=services.payees,
        papers=documents.makers().__getitem__,
        look_again=payments.escrow.look_again if payments is not None else None,
        explaining=explainer,
        clock=clock,
        limits=limits,
        payout_address=services.payout_address,
    )


def accounts_of(
    settings: Settings,
    keys: Keys,
    data_keys: DataKeys,
    store: Store,
    world: World,
    ids: Ids,
    membership: MembershipService,
    proving: Proving,
    limits: Limits,
) -> Accounts:
    """Signing in without a chat."""
    from adapters.security.passwords import ArgonPasswords
    from adapters.security.tokens import SignedTokens

    return Accounts(
        store=store,
        clock=world.clock,
        ids=ids,
        token_bytes=world.entropy.token_bytes,
        passwords=ArgonPasswords(),
        tokens=SignedTokens(keys.tokens, keys.token_key, issuer=settings.PUBLIC_URL, clock=world.clock, new_id=ids.new),
        index_of=data_keys.email_index,
        membership=membership,
        proving=proving,
        limits=limits,
    )


def proving_of(settings: Settings, world: World, ids: Ids) -> Proving:
    """Proving once more who one is."""
    from adapters.security.one_time import AuthenticatorCodes

    codes = AuthenticatorCodes(world.entropy.token_bytes)
    return Proving(clock=world.clock, ids=ids, codes=codes, minutes=settings.STEP_UP_MINUTES)
