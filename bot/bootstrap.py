"""The composition root: the only file that picks real or sandbox, Telegram or Slack, SQLite or PostgreSQL.

Plain constructors in reading order. Tests and the sandbox go through `build` like everybody else; what differs for them
is the `World`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.carriers.library import LibraryCarriers
from adapters.limiting.windows import WindowLimits
from adapters.storage.ciphers import DataKeys
from adapters.storage.opening import open_store
from bot.agreement import AgreementWriter, ConsentWords
from bot.connecting import channels_of, slack_of, telegram_of
from bot.context import Services
from bot.dispatcher import Dispatcher
from bot.explaining import Explainer
from bot.filing import (
    auditing_of,
    chart_of,
    desk_chart_of,
    documents_of,
    file_store,
    intake_of,
    product_template,
    rates_of,
)
from bot.keys import Keys, read_keys
from bot.media import OutgoingMedia
from bot.notifications import Notifications
from bot.paying import is_by_hand, payments_of
from bot.programmes import accounts_of, api_parts, proving_of
from bot.receiving import Receiving
from bot.running import Market, TelegramConnection
from bot.scanning import authenticator_picture_of
from bot.settings import Settings
from bot.showing import Showing
from bot.suggesting import Suggestions
from bot.text import Texts
from bot.world import World
from core.ids import Ids
from core.ports.chat import ChatPlatform, Place
from core.ports.unit_of_work import Store
from core.services.alerting import Alerting
from core.services.api_keys import ApiKeys
from core.services.books_desk import BooksDesk
from core.services.carrier_news import CarrierDesk
from core.services.categories import Categories
from core.services.channels import CompanyChannels
from core.services.choosing import Choosing
from core.services.colleagues import Colleagues
from core.services.dead_letters import DeadLetters
from core.services.deadlines import OUTAGE, Deadlines
from core.services.delivery import Delivery
from core.services.desk import Desk
from core.services.erasing import Erasing
from core.services.evidence import Evidence
from core.services.hold_news import HoldNews
from core.services.linking import Linking
from core.services.listing import ListingService
from core.services.look_alikes import LookAlikes
from core.services.membership import MembershipService
from core.services.questioning import Questioning
from core.services.redacting import Redacting
from core.services.relaying import Relaying
from core.services.requesting import Requesting
from core.services.safety import Safety
from core.services.searching import SearchService
from core.services.signing import Signing
from core.services.threads import ThreadBook
from core.services.trading import Trading
from core.services.uploads import Uploads

if TYPE_CHECKING:
    from adapters.telegram.calling import Loading

log = logging.getLogger(__name__)

_BRISK_TIMES = 10_000
"""How many times more somebody may do in a pretended world, where days pass in seconds."""

Connect = Callable[[Keys, Receiving, "Loading"], TelegramConnection]
"""Makes the connection to Telegram where a host's bot has one already."""


def build(settings: Settings, world: World | None = None, *, telegram: Connect | None = None) -> Market:
    """Put a market together; nothing is connected yet. The database must have been migrated. Raises BadSettings."""
    world, rates = world or World(), rates_of(settings)
    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    data_keys = DataKeys.from_text(keys.data, keys.index, people=settings.person_keys_folder)
    store = open_store(settings.DATABASE_URL, data_keys)
    clock, ids = world.clock, Ids(world.clock.now, world.entropy.token_bytes)
    files = file_store(settings, data_keys, ids)
    texts, limits = Texts(settings.MODERATORS_LANGUAGE), WindowLimits(times=_BRISK_TIMES if world.brisk else 1)
    services = replace(_services(settings, keys, data_keys, store, texts, world, ids, limits), rates=rates)
    payments = payments_of(settings, keys, store, services.trading, clock, ids)
    services = payments.offered_in(services) if payments is not None else services
    documents = documents_of(settings, keys, store, files, services, texts)
    showing = Showing(store, platforms := dict[str, ChatPlatform](), clock)

    def desk() -> Place | None:
        return market.desk()

    dispatcher = Dispatcher(store=store, services=services, texts=texts, desk=desk)
    notifications = Notifications(
        store=store, services=services, texts=texts, showing=showing, talks=dispatcher.talks, desk=desk
    )
    intake = intake_of(settings, store, files, clock)
    receiving = Receiving(
        store=store,
        dispatcher=dispatcher,
        showing=showing,
        platforms=platforms,
        channels=channels_of(keys, clock, services.links),
        intake=intake,
        limits=limits,
        signals={"stripe": payments.hear} if payments is not None else {},
        clock=clock,
        ids=ids,
    )
    market = Market(
        settings=settings,
        world=world,
        keys=keys,
        store=store,
        services=services,
        dispatcher=dispatcher,
        showing=showing,
        receiving=receiving,
        deadlines=Deadlines(store, services.trading, clock, outage=None if world.brisk else OUTAGE),
        delivery=Delivery(store, notifications, clock),
        alerting=Alerting(store=store, clock=clock, ids=ids),
        uploads=Uploads(store=store, files=files, clock=clock, ids=ids, currencies=services.trading.rules.currencies),
        payments=payments,
        documents=documents,
        limits=limits,
        auditing=auditing_of(settings, keys, store, world, ids),
        platforms=platforms,
        files=files,
        api=api_parts(settings, store, services, documents, intake, payments, Explainer(texts), world, limits),
        public_url=settings.PUBLIC_URL,
    )
    receiving.follow = notifications.follow = market.follow
    receiving.noted = notifications.threads.noted
    return _connected(market, telegram)


def _connected(market: Market, telegram: Connect | None) -> Market:
    """The ways to the chats that are configured, or that a host brings along."""
    market.services.links.public = market.settings.PUBLIC_URL
    market.receiving.suggestions = Suggestions(
        store=market.store, services=market.services, texts=Texts(), talks=market.dispatcher.talks
    )
    market.store.announce = market.wake
    market.dispatcher.known = market.showing.row_of
    market.dispatcher.known_at = market.showing.row_at
    charts = {"chart": chart_of(market.store), "stats": desk_chart_of(market.store, market.services.clock)}
    to_scan = authenticator_picture_of(market.store, market.services.proving, market.settings.OPERATOR_NAME)
    makers = {**market.documents.makers(), "template": product_template, "authenticator": to_scan, **charts}
    media = OutgoingMedia(market.files, makers)
    settings, keys, receiving = market.settings, market.keys, market.receiving
    if market.payments is not None:
        market.payments.listen_for_missed(receiving)
    if telegram is not None:
        market.telegram = telegram(keys, receiving, media.load)
    else:
        market.telegram = telegram_of(settings, keys, receiving, media, brisk=market.world.brisk)
    market.slack = slack_of(market, media)
    return market


def _services(
    settings: Settings,
    keys: Keys,
    data_keys: DataKeys,
    store: Store,
    texts: Texts,
    world: World,
    ids: Ids,
    limits: WindowLimits,
) -> Services:
    """What people can do, over the operator's rules."""
    people = data_keys.people
    assert people is not None
    rules = settings.rules(settings.DEPLOYMENT, by_bank=is_by_hand(settings))
    clock = world.clock
    agreements = AgreementWriter(texts, rules=rules)
    trading = Trading(clock=clock, ids=ids, rules=rules, write_agreement=agreements)
    membership = MembershipService(clock=clock, ids=ids)
    proving = proving_of(settings, world, ids)
    relaying = Relaying(clock=clock, ids=ids, trading=trading)
    questioning = Questioning(clock=clock, ids=ids, trading=trading)
    return Services(
        accounts=accounts_of(settings, keys, data_keys, store, world, ids, membership, proving, limits),
        api_keys=ApiKeys(clock=clock, ids=ids, token_bytes=world.entropy.token_bytes),
        trading=trading,
        requesting=Requesting(clock=clock, ids=ids, trading=trading),
        relaying=relaying,
        evidence=Evidence(clock=clock, ids=ids),
        erasing=Erasing(store=store, clock=clock, ids=ids, keys=people),
        proving=proving,
        desk=Desk(clock=clock, ids=ids),
        dead_letters=DeadLetters(clock=clock, ids=ids),
        books=BooksDesk(clock=clock, ids=ids),
        questioning=questioning,
        redacting=Redacting(clock=clock, ids=ids, trading=trading, questioning=questioning, relaying=relaying),
        signing=Signing(trading=trading, clock=clock, ids=ids, consent=ConsentWords(texts)),
        threads=ThreadBook(clock=clock, ids=ids),
        channels=CompanyChannels(clock=clock, ids=ids),
        agreements=agreements,
        listing=ListingService(clock=clock, ids=ids, currencies=rules.currencies),
        searching=SearchService(clock=clock, ids=ids),
        categories=Categories(clock=clock, ids=ids),
        sells_digital_in_telegram=settings.TELEGRAM_SELLS_DIGITAL,
        membership=membership,
        colleagues=Colleagues(clock=clock, ids=ids),
        linking=Linking(clock=clock, ids=ids, token_bytes=world.entropy.token_bytes),
        choosing=Choosing(clock=clock),
        safety=Safety(clock=clock, ids=ids),
        names=LookAlikes(clock=clock, ids=ids, operator=settings.OPERATOR_NAME, others=HoldNews(trading).tell),
        carriers=LibraryCarriers(),
        carrier_desk=CarrierDesk(trading=trading, clock=clock, ids=ids, trackers=world.trackers),
        clock=clock,
        ids=ids,
    )
