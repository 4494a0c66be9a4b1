"""Commands about the keys of personal data: a fresh one, everything under it, the old ones gone."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.keys import read_keys, retire_data_keys, rotate_data_key
from bot.settings import BadSettings, Settings, read_settings

SEALED_LATER = ("0018", "0023")
"""The migrations that leave cells to be sealed, or to be sealed under the keys of persons."""


def run_rotate_data() -> int:
    """Make a fresh key. What is there opens under the old ones until everything is under the new."""
    path = _key_file()
    if path is None:
        return 2
    print(f"From the next start on, personal data is sealed with {rotate_data_key(path)}. After it: keys --reseal.")
    return 0


def run_reseal(*, retire: bool) -> int:
    """Seal everything under the newest key, rows and files; stopped at any moment, it goes on where it was. Then the old
    keys can go: with `retire` they do."""
    path = _key_file()
    if path is None:
        return 2
    settings = read_settings()
    personal = asyncio.run(seal_for_persons(settings))
    total = done = asyncio.run(seal_again(settings))
    while done:
        # What was written under an old key meanwhile, by a process that was started before.
        done = asyncio.run(seal_again(settings))
        total += done
    print(f"{total + personal} rows, keys and files were sealed anew.")
    if retire:
        gone = retire_data_keys(path)
        print(f"Keys that are gone: {', '.join(gone) or 'none'}.")
    return 0


async def seal_again(settings: Settings) -> int:
    """Everything that is not sealed under the active key, now is; how many rows and files that were."""
    from adapters.files.folder import FolderStore
    from adapters.storage.ciphers import DataKeys
    from adapters.storage.opening import open_store
    from adapters.storage.rotation import reseal_everything

    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    ring = DataKeys.from_text(keys.data, keys.index, takes_plain=True, people=settings.person_keys_folder)
    files = FolderStore(
        Path(settings.FILES_FOLDER),
        new_id=str,
        seal=lambda content, ref: ring.seal(content, "files", "content", ref),
        unseal=lambda content, ref: ring.unseal(content, "files", "content", ref),
    )
    store = open_store(settings.DATABASE_URL, ring)
    try:
        people = ring.people.rewrap() if ring.people is not None else 0
        return people + await reseal_everything(store) + await files.seal_again(ring.is_current)
    finally:
        await store.close()


async def seal_for_persons(settings: Settings) -> int:
    """What belongs to a person, and is not under their key yet, now is; how many rows that were."""
    from adapters.storage.ciphers import DataKeys
    from adapters.storage.opening import open_store
    from adapters.storage.rotation import personalise_everything

    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    ring = DataKeys.from_text(keys.data, keys.index, takes_plain=True, people=settings.person_keys_folder)
    store = open_store(settings.DATABASE_URL, ring)
    try:
        return await personalise_everything(store)
    finally:
        await store.close()


def _key_file() -> Path | None:
    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return None
    if settings.KEYS.get_secret_value():
        print("The keys come from KEYS: change them there, the newest first, and start again.", file=sys.stderr)
        return None
    return Path(settings.KEY_FILE)
