"""Commands about evidence: check a bundle without a market, publish the seal keys, write out somebody's papers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

from adapters.evidence.checking import check_bundle
from adapters.evidence.seals import KeySealer, keys_file, read_keys_file


def run_verify_bundle(file: str, *, keys: str) -> int:
    """Check one bundle offline. 0: every byte is what was sealed; 1: it is not; 2: it could not be read."""
    try:
        content = Path(file).read_bytes()
        published: Mapping[str, bytes] | None = read_keys_file(Path(keys)) if keys else None
    except (OSError, ValueError) as fault:
        print(f"Could not be read: {fault}", file=sys.stderr)
        return 2
    verdict = check_bundle(content, published)
    for fault_found in verdict.faults:
        print(f"FALSE: {fault_found}")
    if verdict.faults:
        print(f"{file} is not what was sealed.")
        return 1
    print(f"{file} is true: deal {verdict.deal_id}, {len(verdict.files)} files.")
    for signature in verdict.signatures:
        print(f"  signed: {signature}")
    print(f"  sealed with: {', '.join(verdict.key_ids)}")
    if verdict.own_keys:
        print("  The keys came from the bundle itself: compare these ids with the published ones, or use --keys.")
    return 0


def run_keys(*, out: str, rotate: bool) -> int:
    """Write the public seal keys to a file for everybody; with `rotate`, seal with a fresh key from now on."""
    from bot.keys import read_keys, rotate_seal_key
    from bot.settings import BadSettings, read_settings

    try:
        path = Path(read_settings().KEY_FILE)
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    if rotate:
        print(f"From the next start on, evidence is sealed with {rotate_seal_key(path)}.")
    keys = read_keys(path)
    Path(out).write_text(keys_file(KeySealer(keys.seals, keys.seal_key).public_keys()), encoding="utf-8")
    print(f"{len(keys.seals)} public keys are in {out}; publish it.")
    return 0


def run_export(who: str, *, folder: str) -> int:
    """Write the evidence bundles of a company's deals into a folder. `who` is the id of the company or of a person."""
    from bot.bootstrap import build
    from bot.settings import BadSettings, read_settings

    try:
        market = build(read_settings())
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2

    async def written() -> int:
        count = 0
        membership = market.services.membership
        try:
            await market.store.write(lambda tx: membership.note_export(tx, "command line", who, "deals"))
            async for name, content in market.documents.bundles_of(who):
                (Path(folder) / name).write_bytes(content)
                count += 1
        finally:
            await market.store.close()
        return count

    Path(folder).mkdir(parents=True, exist_ok=True)
    count = asyncio.run(written())
    print(f"{count} bundles are in {folder}.")
    return 0 if count else 1
