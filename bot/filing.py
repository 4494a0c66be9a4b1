"""Files, papers and what is sealed of them, put together: a part of the composition root."""

from __future__ import annotations

import asyncio
from pathlib import Path

from adapters.charts import desk as desk_chart
from adapters.charts.convergence import Point, draw
from adapters.evidence.bundle import SealingBundler
from adapters.evidence.published import CheckpointFile
from adapters.evidence.seals import KeySealer
from adapters.files.folder import FolderStore
from adapters.files.inspection import ContentInspector
from adapters.files.rates import RatesFile
from adapters.files.scanning import ClamScanner, NoScanner
from adapters.storage.ciphers import DataKeys
from bot.context import Services
from bot.documents import Documents
from bot.keys import Keys
from bot.papers.sheets import Issuer
from bot.settings import BadSettings, Settings
from bot.text import Texts
from bot.world import World
from core.ids import Ids
from core.ports.clock import Clock
from core.ports.files import FileGone, Maker
from core.ports.papers import Paper
from core.ports.rates import Rates
from core.ports.unit_of_work import Store
from core.rates import BadRates
from core.services import case_figures, product_file
from core.services.auditing import Auditing
from core.services.file_intake import FileIntake
from core.services.sealing import Sealing


def file_store(settings: Settings, keys: DataKeys, ids: Ids) -> FolderStore:
    """Files are sealed like the personal data in the database, bound to their id."""
    return FolderStore(
        Path(settings.FILES_FOLDER),
        new_id=ids.new,
        seal=lambda content, ref: keys.seal(content, "files", "content", ref),
        unseal=lambda content, ref: keys.unseal(content, "files", "content", ref),
    )


def rates_of(settings: Settings) -> Rates | None:
    """The operator's exchange rates, where there are any. Raises BadSettings, when the file is not usable."""
    try:
        return RatesFile(Path(settings.RATES_FILE)) if settings.RATES_FILE else None
    except BadRates as fault:
        raise BadSettings(f"RATES_FILE: {fault}.") from None


def intake_of(settings: Settings, store: Store, files: FolderStore, clock: Clock) -> FileIntake:
    """What happens to files before anybody handles them."""
    scanner = ClamScanner(settings.CLAMD_ADDRESS) if settings.CLAMD_ADDRESS else NoScanner()
    inspector = ContentInspector()
    return FileIntake(store=store, files=files, inspector=inspector, scanner=scanner, clock=clock, pause=asyncio.sleep)


def documents_of(
    settings: Settings, keys: Keys, store: Store, files: FolderStore, services: Services, texts: Texts
) -> Documents:
    """Who makes the papers that a screen names as `<maker>:<rest>`, at the moment it is sent."""
    sealer = KeySealer(keys.seals, keys.seal_key)
    return Documents(
        store=store,
        files=files,
        printer=_print,
        bundler=SealingBundler(sealer),
        sealing=Sealing(store=store, sealer=sealer, clock=services.clock),
        trading=services.trading,
        texts=texts,
        write=services.agreements,
        clock=services.clock,
        ids=services.ids,
        issuer=Issuer(settings.OPERATOR_NAME, settings.OPERATOR_ADDRESS, settings.OPERATOR_TAX_ID),
    )


def auditing_of(settings: Settings, keys: Keys, store: Store, world: World, ids: Ids) -> Auditing:
    """The chain through the audit log; its checkpoints go to a file and to the moderators."""
    return Auditing(
        store=store,
        sealer=KeySealer(keys.seals, keys.seal_key),
        clock=world.clock,
        ids=ids,
        publish=CheckpointFile(settings.audit_file),
        # Days pass in seconds in a pretended world; its moderators would hear of nothing else.
        tells_desk=bool(settings.MODERATORS_CHANNEL) and not world.brisk,
    )


def _print(paper: Paper) -> bytes:
    """Loaded when the first paper is printed: fonts and their tools take their time."""
    from adapters.documents.printing import print_paper

    return print_paper(paper)


def chart_of(store: Store) -> Maker:
    """The picture of a deal's offers."""

    async def chart(trade_id: str) -> bytes:
        deal = await store.read(lambda tx: tx.deal(trade_id))
        if deal is None:
            raise FileGone(trade_id)
        points = [Point(offer.number, offer.author_role == "buyer", offer.unit_price) for offer in deal.offers]
        return await asyncio.to_thread(draw, points, deal.trade.currency)

    return chart


def desk_chart_of(store: Store, clock: Clock) -> Maker:
    """The picture of the desk's statistics: `stats:<days>`, as things stand when it is sent."""

    async def chart(days: str) -> bytes:
        course = await store.read(lambda tx: case_figures.course(tx, clock.now(), int(days)))
        weeks = [(f"{week.begins:%m-%d}", week.opened, week.closed) for week in course.weeks]
        ages = list(zip(case_figures.age_groups(), course.ages, strict=True))
        return await asyncio.to_thread(desk_chart.draw, weeks, ages)

    return chart


async def product_template(_rest: str) -> bytes:
    """The product file to fill in."""
    return product_file.template()
