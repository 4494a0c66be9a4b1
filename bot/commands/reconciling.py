"""`python -m bot reconcile`: every movement at the payment provider against our postings, each mismatch with its amount."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bot.settings import BadSettings, Settings, read_settings
from core.services.reconciling import Report


def run_reconcile(*, as_json: bool, recent: bool, accept: str = "", by: str = "", why: str = "") -> int:
    """0 when both books agree, 1 when they differ, 2 when they could not be compared. With `accept`, first note that an
    operator has looked into what is listed under that reference."""
    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    if not settings.STRIPE_SECRET_KEY.get_secret_value():
        print("STRIPE_SECRET_KEY is missing: there are no other books to compare with.", file=sys.stderr)
        return 2
    if len({bool(accept), bool(by.strip()), bool(why)}) > 1:
        print("--accept, --by and --why go together: who has looked into what, and why is it well?", file=sys.stderr)
        return 2
    return asyncio.run(_reconcile(settings, as_json=as_json, recent=recent, accept=accept, by=by.strip(), why=why))


async def _reconcile(settings: Settings, *, as_json: bool, recent: bool, accept: str, by: str, why: str) -> int:
    from adapters.storage.ciphers import DataKeys
    from adapters.storage.opening import open_store
    from adapters.stripe.news import StripeNews
    from adapters.stripe.provider import StripeProvider
    from bot.commands.operating import users_named
    from bot.keys import read_keys
    from bot.text import Say
    from bot.world import SystemClock, SystemEntropy
    from core.errors import DomainError, NotAllowed, NotFound
    from core.ids import Ids
    from core.ports.payments import ProviderRefused, ProviderUnavailable
    from core.services.reconciling import Reconciling

    keys, clock = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value()), SystemClock()
    data_keys = DataKeys.from_text(keys.data, keys.index, people=settings.person_keys_folder)
    store = open_store(settings.DATABASE_URL, data_keys)
    stripe = StripeProvider(
        settings.STRIPE_SECRET_KEY.get_secret_value(), clock=clock, api_base=settings.STRIPE_API_BASE
    )
    ids = Ids(clock.now, SystemEntropy().token_bytes)
    try:
        reconciling = Reconciling(store=store, news=StripeNews(stripe), clock=clock, ids=ids)
        if accept:
            who = await store.read(lambda tx: users_named(tx, data_keys.email_index, by))
            if len(who) != 1:
                print(f"No operator is known as {by}: an e-mail, or CHANNEL:USER as for “grant”.", file=sys.stderr)
                return 2
            if not await reconciling.accept(accept, who[0], why):
                print(f"Noted. {accept} stops payouts until a second operator says the same.", file=sys.stderr)
                return 1
        report = await reconciling.run(whole=not recent and not accept)
    except NotFound:
        print(f"Nothing that stops payouts is listed under {accept}, or {by} is no operator.", file=sys.stderr)
        return 2
    except NotAllowed:
        print("That was noted before: the second one must be somebody else.", file=sys.stderr)
        return 2
    except DomainError as refusal:
        print(Say("en").refusal(refusal), file=sys.stderr)
        return 2
    except (ProviderUnavailable, ProviderRefused) as fault:
        print(f"The provider's books could not be read: {fault}", file=sys.stderr)
        return 2
    finally:
        await stripe.close()
        await store.close()
    print(json.dumps(_plain(report)) if as_json else _words(report))
    return 1 if report.mismatches else 0


def _plain(report: Report) -> dict[str, object]:
    own = [{"kind": m.kind, "ref": m.ref, "amount": m.amount, "currency": m.currency} for m in report.own]
    counts = {"movements": report.movements, "postings": report.postings, "matched": report.matched}
    accepted, listed = [asdict(m) for m in report.accepted], [asdict(m) for m in report.mismatches]
    return {**counts, "young": report.young, "own": own, "accepted": accepted, "mismatches": listed}


def _words(report: Report) -> str:
    lines = [f"{'own: ' + m.kind:24} {m.ref:32} {m.amount:>12} {m.currency}" for m in report.own]
    for word, mismatches in (("accepted: ", report.accepted), ("", report.mismatches)):
        lines += [f"{word + m.kind:24} {m.ref:32} {m.amount:>12} {m.currency}" for m in mismatches]
    verdict = (
        f"{len(report.mismatches)} mismatches: payouts stand still until both books agree."
        if report.mismatches
        else "Both books agree."
    )
    read = (
        f"{report.movements} movements, {report.postings} postings, {report.matched} matched, {report.young} too young."
    )
    return "\n".join([*lines, read, verdict])
