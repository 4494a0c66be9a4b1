"""Commands that do one thing: migrate, check, import, grant."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from adapters.storage.ciphers import DataKeys
from adapters.storage.failures import DatabaseTooNew
from adapters.storage.migrate import current, migrate, newest
from adapters.storage.opening import open_store
from bot.commands.sealing import SEALED_LATER, seal_again, seal_for_persons
from bot.filing import rates_of
from bot.keys import Keys, read_keys
from bot.settings import BadSettings, Settings, read_settings, what_is_missing
from bot.text import Say, Texts
from bot.world import SystemClock, SystemEntropy
from core.errors import DomainError, InvalidValue
from core.ids import Ids
from core.members import ChatIdentity, Seat, User
from core.ports.unit_of_work import Store, Tx
from core.services.importing import Importer, ImportReport
from core.services.membership import MembershipService
from core.services.product_file import decoded_lines

SHOWN_MAX = 50


def run_migrate() -> int:
    settings = _settings()
    if settings is None:
        return 2
    try:
        applied = migrate(settings.DATABASE_URL)
    except DatabaseTooNew:
        print(
            "The database was made by a newer version of Parley. Update the program; nothing was changed.",
            file=sys.stderr,
        )
        return 2
    print(f"Applied: {', '.join(applied)}" if applied else "The database is up to date.")
    if set(SEALED_LATER) & set(applied):
        print(f"{asyncio.run(seal_again(settings)) + asyncio.run(seal_for_persons(settings))} rows were sealed.")
    return 0


def run_check() -> int:
    """What is missing or wrong, in words; 0 when a real market could be served."""
    settings = _settings()
    if settings is None:
        return 2
    found = what_is_missing(settings)
    try:
        rates_of(settings)
    except BadSettings as fault:
        found.append(str(fault))
    try:
        revision = current(settings.DATABASE_URL)
        if revision != newest():
            found.append("The database is not at this version's schema: run python -m bot migrate.")
    except Exception as fault:
        found.append(f"The database can not be reached ({type(fault).__name__}).")
    for sentence in found:
        print(f"- {sentence}")
    print("Everything that a market needs is set." if not found else f"{len(found)} things are missing or wrong.")
    return 1 if found else 0


def run_import(file: str, *, seller: str, create_seller: bool) -> int:
    """Import a product file; 0 when every row was good, 1 when some were refused, 2 when nothing could be done."""
    settings = _settings()
    if settings is None:
        return 2
    path = Path(file)
    if not path.is_file():
        print(f"There is no file {file}.", file=sys.stderr)
        return 2
    migrate(settings.DATABASE_URL)
    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    return asyncio.run(_import(settings, keys, path, seller, create_seller=create_seller))


async def _import(settings: Settings, keys: Keys, path: Path, email: str, *, create_seller: bool) -> int:
    from bot.paying import is_by_hand

    currencies = settings.rules(by_bank=is_by_hand(settings)).currencies
    data_keys = DataKeys.from_text(keys.data, keys.index, people=settings.person_keys_folder)
    store = open_store(settings.DATABASE_URL, data_keys)
    clock = SystemClock()
    ids = Ids(clock.now, SystemEntropy().token_bytes)
    say = Texts().say("en")
    try:
        seat = await store.write(lambda tx: _seller(tx, ids, clock, data_keys, email, create=create_seller))
        if seat is None:
            print(f"There is no seller {email}. Use --create-seller to make the account.", file=sys.stderr)
            return 2
        with path.open("rb") as stream:
            report = await Importer(store, clock, ids, currencies=currencies).run(decoded_lines(stream), seat)
    except DomainError as refusal:
        print(say.refusal(refusal), file=sys.stderr)
        return 2
    finally:
        await store.close()
    _print_report(report, say)
    return 1 if report.problem_count else 0


async def _seller(tx: Tx, ids: Ids, clock: SystemClock, keys: DataKeys, email: str, *, create: bool) -> Seat | None:
    index = keys.email_index(email)
    known = await tx.find(User, email_index=index, limit=1)
    if known:
        return await tx.seat_of_user(known[0].id)
    if not create:
        return None
    membership = MembershipService(clock=clock, ids=ids)
    user = await membership.add_account(tx, email=email, email_index=index)
    await membership.add_company(tx, user.id, name=email.partition("@")[2])
    return await tx.seat_of_user(user.id)


def _print_report(report: ImportReport, say: Say) -> None:
    for problem in report.problems[:SHOWN_MAX]:
        words = say.problem(InvalidValue(problem.field, problem.problem, **dict(problem.fields)))
        where = f" {problem.field}" if problem.field else ""
        print(f"line {problem.line}:{where}: {words}")
    if report.problem_count > SHOWN_MAX:
        print(f"… and {report.problem_count - SHOWN_MAX} more bad rows.")
    print(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, {report.problem_count} refused."
    )


def run_grant(who: str, role: str) -> int:
    """Give or take staff rights; audited."""
    settings = _settings()
    if settings is None:
        return 2
    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    return asyncio.run(_grant(settings, keys, who, "" if role == "none" else role))


async def _grant(settings: Settings, keys: Keys, who: str, role: str) -> int:
    data_keys = DataKeys.from_text(keys.data, keys.index, people=settings.person_keys_folder)
    store: Store = open_store(settings.DATABASE_URL, data_keys)
    clock = SystemClock()
    membership = MembershipService(clock=clock, ids=Ids(clock.now, SystemEntropy().token_bytes))

    async def step(tx: Tx) -> int:
        user_ids = await users_named(tx, data_keys.email_index, who)
        for user_id in user_ids:
            await membership.grant(tx, user_id=user_id, role=role, granted_by="command line")
        return len(user_ids)

    try:
        found = await store.write(step)
    finally:
        await store.close()  # type: ignore[attr-defined]
    if not found:
        print("Nobody is known by that e-mail or chat id. They must have written to the bot once.", file=sys.stderr)
        return 2
    print(f"Done: {role or 'no staff role'}.")
    return 0


async def users_named(tx: Tx, index_of: Callable[[str], str], who: str) -> list[str]:
    """User ids behind an e-mail, CHANNEL:USER, or such an id itself."""
    if "@" in who:
        return [user.id for user in await tx.find(User, email_index=index_of(who), limit=2)]
    if who.startswith("usr_"):
        return [who] if await tx.get(User, who) is not None else []
    channel, _, chat_user = who.rpartition(":")
    wanted = {"chat_user": chat_user, **({"channel": channel} if channel else {})}
    identities = await tx.find(ChatIdentity, limit=2, **wanted)
    # The same number on two platforms would be two people: then the channel must be named.
    return [identities[0].user_id] if len(identities) == 1 else []


def _settings() -> Settings | None:
    try:
        return read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return None
