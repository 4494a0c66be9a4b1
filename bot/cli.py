"""The command line: parses words, then imports only what the command needs (`--help` answers at once)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        code: int = given.run(given)
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="parley", description="A B2B marketplace that lives in Telegram and Slack.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    sandbox = _command(
        commands, "sandbox", "try everything out: pretended platforms, a seeded market, a web page", _sandbox
    )
    sandbox.add_argument("--port", type=int, default=8765, help="port of the page (0: a free one)")
    sandbox.add_argument("--folder", default="var/sandbox", help="where the sandbox keeps its database")
    sandbox.add_argument("--fresh", action="store_true", help="forget what was there")
    _command(commands, "serve", "run the market with the settings of the environment", _serve)
    _command(commands, "migrate", "bring the database to the schema of this version", _migrate)
    _command(commands, "telegram-setup", "name, describe and equip the Telegram bot; safe to repeat", _telegram_setup)
    manifest = _command(commands, "slack-manifest", "print the manifest to create the Slack app from", _slack_manifest)
    manifest.add_argument(
        "--http", action="store_true", help="for an app that posts to PUBLIC_URL, without Socket Mode"
    )
    manifest.add_argument(
        "--install", action="store_true", help="for an app that workspaces install themselves, from PUBLIC_URL"
    )
    _command(commands, "check", "say what is missing or wrong in the settings", _check)
    process = _command(commands, "process", "print the trade's lifecycle as it is in the table", _process)
    process.add_argument("--markdown", action="store_true", help="as the page docs/trade-process.md")
    process.add_argument(
        "--conversations", action="store_true", help="the conversations instead, as docs/conversations.md"
    )
    demo = _command(commands, "demo", "play a whole trade over the sandbox without a browser", _demo)
    demo.add_argument("--scenario", default="happy")
    demo.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    demo.add_argument("--list", action="store_true", help="name the scenarios")
    _acts_of_operators(commands)
    proof = _command(commands, "simulate", "play seeded trades with faults, and check every promise", _simulate)
    proof.add_argument("--trades", type=int, default=1000, help="how many (rounded up to whole shards of twenty)")
    proof.add_argument("--seed", type=int, default=1)
    proof.add_argument("--workers", type=int, default=2, help="processes side by side; the result is the same")
    proof.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    proof.add_argument("--replay", default="", metavar="SEED:TRADE", help="play one trade's shard again, exactly")
    terms = _command(commands, "terms", "read terms that people wrote: JSON lines in, drafts out", _terms)
    terms.add_argument("--stdin", action="store_true", required=True, help='a line each: {"lang": "en", "text": "…"}')
    terms.add_argument("--now", default="", metavar="T", help="the moment that Friday is counted from (ISO 8601)")
    books = _command(commands, "reconcile", "compare the payment provider's books with the ledger", _reconcile)
    books.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    books.add_argument("--recent", action="store_true", help="only since both agreed last, as the daily job does")
    books.add_argument("--accept", default="", metavar="REF", help="say that what is listed under REF was looked into")
    books.add_argument(
        "--by", default="", metavar="WHO", help="the operator who says so; a second one must say the same"
    )
    books.add_argument("--why", default="", choices=("own_money", "mended", "theirs"), help="why it is well")
    provider = _command(commands, "provider-check", "walk through the Stripe account in test mode", _provider_check)
    provider.add_argument("--currency", default="EUR")
    provider.add_argument("--no-webhooks", action="store_true", help="do not wait for signed webhooks")
    provider.add_argument("--wait", type=float, default=20.0, metavar="SECONDS", help="how long for each webhook")
    _proofs(commands)
    return parser


def _proofs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What shows that nothing was changed, and the keys that it needs."""
    verify = _command(commands, "verify", "check the ledger, the audit log, or an evidence bundle", _verify)
    verify.add_argument("what", choices=("ledger", "bundle", "audit"))
    verify.add_argument(
        "file", nargs="?", default="", help="the bundle (needs no database), or the published checkpoints"
    )
    verify.add_argument("--keys", default="", help="the file of published keys; without it those in the bundle")
    keys = _command(commands, "keys", "write the public keys of evidence seals to a file", _keys)
    keys.add_argument("--out", default="public-keys.json")
    keys.add_argument("--rotate", action="store_true", help="seal with a fresh key from now on")
    keys.add_argument(
        "--rotate-data", action="store_true", help="a fresh key for personal data, from the next start on"
    )
    keys.add_argument(
        "--reseal", action="store_true", help="seal all personal data under the newest key; may be stopped"
    )
    keys.add_argument("--retire", action="store_true", help="with --reseal: forget the old keys afterwards")
    export = _command(commands, "export", "write the evidence bundles of somebody's deals into a folder", _export)
    export.add_argument("who", metavar="COMPANY_OR_USER_ID")
    export.add_argument("--folder", default="export")


def _acts_of_operators(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Goods, categories and people, without a chat."""
    products = _command(commands, "import-products", "import a product file (CSV)", _import_products)
    products.add_argument("file")
    products.add_argument("--seller", required=True, metavar="EMAIL")
    products.add_argument("--create-seller", action="store_true", help="make the account if there is none")
    _tree_acts(_command(commands, "categories", "show or change the category tree", _categories))
    erase = _command(commands, "erase", "erase a person: what says who they are, and the key of it", _erase)
    erase.add_argument("who", metavar="EMAIL_OR_CHAT_ID_OR_USER_ID")
    grant = _command(commands, "grant", "give somebody a staff role, or take it away", _grant)
    grant.add_argument("who", metavar="EMAIL_OR_CHAT_ID", help="an e-mail, or CHANNEL:USER such as telegram:12345")
    grant.add_argument("role", choices=("moderator", "operator", "none"))
    lost = "take somebody's lost authenticator off their account, once you know that it is them; payouts wait for a day"
    forget = _command(commands, "forget-authenticator", lost, _forget_authenticator)
    forget.add_argument("who", metavar="EMAIL_OR_CHAT_ID_OR_USER_ID")


def _tree_acts(tree: argparse.ArgumentParser) -> None:
    """What can be done with the category tree."""
    acts = tree.add_subparsers(dest="act", metavar="ACT")
    for act, given, words in (
        ("list", (), "every category by its path (also without an act)"),
        ("add", ("PATH",), 'make one, such as "Metals > Sheets"; what is missing above it is made, too'),
        ("rename", ("PATH", "NAME"), "call it something else"),
        ("move", ("PATH", "BELOW"), 'put it below another one, or at the top with "-"'),
        ("remove", ("PATH",), "take an empty one away"),
        (
            "digital",
            ("PATH",),
            "what is in it and below counts as digital goods, which Telegram wants paid in Stars only",
        ),
        ("physical", ("PATH",), "they are goods like any other"),
    ):
        acts.add_parser(act, help=words, description=words).add_argument(
            "names", nargs=len(given) or "*", metavar=given or "NOTHING"
        )


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, words: str, run: Run
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def _sandbox(given: argparse.Namespace) -> int:
    from bot.commands.running import run_sandbox

    return run_sandbox(port=given.port, folder=given.folder, fresh=given.fresh)


def _serve(_given: argparse.Namespace) -> int:
    from bot.commands.running import run_serve

    return run_serve()


def _telegram_setup(_given: argparse.Namespace) -> int:
    from bot.commands.telegram import run_telegram_setup

    return run_telegram_setup()


def _slack_manifest(given: argparse.Namespace) -> int:
    from bot.commands.slack import run_slack_manifest

    return run_slack_manifest(over_http=given.http, to_install=given.install)


def _migrate(_given: argparse.Namespace) -> int:
    from bot.commands.operating import run_migrate

    return run_migrate()


def _check(_given: argparse.Namespace) -> int:
    from bot.commands.operating import run_check

    return run_check()


def _process(given: argparse.Namespace) -> int:
    from core.process.diagram import as_markdown, as_table
    from core.process.purchase import PURCHASE

    if given.conversations:
        from bot.commands.conversations_page import as_markdown as conversations
        from bot.conversations.index import TASKS

        sys.stdout.write(conversations(TASKS))
        return 0
    sys.stdout.write(as_markdown(PURCHASE) if given.markdown else as_table(PURCHASE))
    return 0


def _demo(given: argparse.Namespace) -> int:
    from bot.demo.playing import run_demo

    return run_demo(scenario=given.scenario, as_json=given.json, list_only=given.list)


def _import_products(given: argparse.Namespace) -> int:
    from bot.commands.operating import run_import

    return run_import(given.file, seller=given.seller, create_seller=given.create_seller)


def _categories(given: argparse.Namespace) -> int:
    from bot.commands.cataloguing import run_categories

    return run_categories(given.act or "list", getattr(given, "names", ()))


def _forget_authenticator(given: argparse.Namespace) -> int:
    from bot.commands.authenticators import run_forget_authenticator

    return run_forget_authenticator(given.who)


def _grant(given: argparse.Namespace) -> int:
    from bot.commands.operating import run_grant

    return run_grant(given.who, given.role)


def _erase(given: argparse.Namespace) -> int:
    from bot.commands.erasing import run_erase

    return run_erase(given.who)


def _simulate(given: argparse.Namespace) -> int:
    from bot.commands.verifying import run_simulate

    return run_simulate(
        trades=given.trades, seed=given.seed, workers=given.workers, as_json=given.json, replayed=given.replay
    )


def _terms(given: argparse.Namespace) -> int:
    from bot.commands.reading_terms import run_terms

    return run_terms(sys.stdin, sys.stdout, now=given.now)


def _reconcile(given: argparse.Namespace) -> int:
    from bot.commands.reconciling import run_reconcile

    return run_reconcile(as_json=given.json, recent=given.recent, accept=given.accept, by=given.by, why=given.why)


def _provider_check(given: argparse.Namespace) -> int:
    from bot.commands.provider_check import run_provider_check

    return run_provider_check(currency=given.currency, webhooks=not given.no_webhooks, wait_seconds=given.wait)


def _keys(given: argparse.Namespace) -> int:
    if given.rotate_data or given.reseal:
        from bot.commands.sealing import run_reseal, run_rotate_data

        return run_rotate_data() if given.rotate_data else run_reseal(retire=given.retire)
    from bot.commands.proving import run_keys

    return run_keys(out=given.out, rotate=given.rotate)


def _export(given: argparse.Namespace) -> int:
    from bot.commands.proving import run_export

    return run_export(given.who, folder=given.folder)


def _verify(given: argparse.Namespace) -> int:
    if given.what == "bundle":
        from bot.commands.proving import run_verify_bundle

        return run_verify_bundle(given.file, keys=given.keys)
    if given.what == "audit":
        from bot.commands.auditing import run_verify_audit

        return run_verify_audit(given.file, keys=given.keys)
    from bot.commands.verifying import run_verify_ledger

    return run_verify_ledger()
