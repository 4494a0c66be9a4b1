"""The gates of security: the audit log, the keys of personal data, and what attackers write. See `benchmarks/gates.py`."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.measurements_page import Promise, Section

Tested = Callable[..., Promise]
"""(what, what is counted, test file, sizes by their names) → whether the tests pass at that size."""

AUDIT_CHAIN = "tests/adapters/evidence/test_audit_chain.py"
EDITS, EDITS_QUICK = 10_000, 500
INJECTIONS = "tests/chats/test_injections.py"
ROTATION = "tests/adapters/storage/test_rotation.py"
ROTATED, ROTATED_QUICK = 100_000, 5_000
KILLS, KILLS_QUICK = 20, 3
API_SWAPS = "tests/scenarios/test_api.py::test_ids_of_others_lead_nowhere"
CHAT_SWAPS = "tests/scenarios/test_forgeries.py"
TOKENS = "tests/adapters/security"
LINKING = "tests/scenarios/test_linking.py"
OVERLOAD, OVERLOAD_SECONDS = "tests/scenarios/test_overload.py", 20
SWAPS, SWAPS_QUICK = 25_000, 250
"""At each of the four doors."""
FORGED, FORGED_QUICK = 100_000, 1_000


def audit(tested: Tested, *, quick: bool) -> Section:
    """Whatever is done to the audit log is found, by the chain and the published checkpoints."""
    edits = EDITS_QUICK if quick else EDITS
    what = f"{edits:,} edits, deletions, reorderings, forks and cut ends are all found"
    promise = tested(what, "tests", AUDIT_CHAIN, PARLEY_AUDIT_EDITS=str(edits))
    return Section("Audit log", "Rights and data, the history of trades, and the ledger in one chain.", (promise,))


def swaps(tested: Tested, *, quick: bool) -> Section:
    """Ids, buttons, codes and tokens of others open nothing, whatever way in is tried."""
    each, forged = (SWAPS_QUICK, FORGED_QUICK) if quick else (SWAPS, FORGED)
    promises = (
        tested(
            f"{each:,} ids of others over the API: answered like ids that nothing has, nothing changes",
            "tests",
            API_SWAPS,
            PARLEY_API_SWAPS=str(each),
        ),
        tested(
            f"{each:,} each over buttons, forms, and deep links and commands in the chats: the same",
            "tests",
            CHAT_SWAPS,
            PARLEY_SWAPS=str(each),
        ),
        tested(
            f"{forged:,} buttons sealed for others, 60 and more forged, foreign and worn tokens: none opens",
            "tests",
            TOKENS,
            PARLEY_FORGED_BUTTONS=str(forged),
        ),
        tested("Links that somebody else began, guessed, used and old codes: nobody is joined", "tests", LINKING),
    )
    return Section("Ids of others", "With the seal of a button left out: whose an id is, decides.", promises)


def overload(tested: Tested, *, quick: bool) -> Section:
    """Three times as many as can be served, from addresses that nobody has seen, through a trusted proxy."""
    sizes = {} if quick else {"PARLEY_OVERLOAD_SECONDS": str(OVERLOAD_SECONDS)}
    what = "Three times what can be served, at passwords and with offers: ≥ 99 % of honest people get in"
    if not quick:
        what += f" for {OVERLOAD_SECONDS} s each; presses in the chats take at most twice as long (p99)"
    about = "Passwords are real (argon2id); whoever is sent away and comes back goes before newcomers."
    return Section("Overload", about, (tested(what, "tests", OVERLOAD, **sizes),))


def rotation(tested: Tested, *, quick: bool) -> Section:
    """A data key is replaced while the rotation is killed again and again."""
    rows, kills = (ROTATED_QUICK, KILLS_QUICK) if quick else (ROTATED, KILLS)
    what = f"{rows:,} rows under a fresh key over {kills} kills: none unreadable, none left under the old key"
    sizes = {"PARLEY_ROTATED_ROWS": str(rows), "PARLEY_ROTATION_KILLS": str(kills)}
    return Section(
        "Key rotation",
        "Killed with signal 9 at a different place each time.",
        (tested(what, "tests", ROTATION, **sizes),),
    )


def injections(tested: Tested, *, quick: bool) -> Section:
    """What attackers write stays words, wherever it is shown."""
    each = 5 if quick else 1_000
    what = "Every string in every template: no live mention, link, tag or formula"
    promise = tested(what, "tests", INJECTIONS, PARLEY_INJECTIONS=str(each))
    return Section(
        "Injections", "On both platforms, in what programmes are answered, on paper and in tables.", (promise,)
    )
