"""The category tree from the command line: list, add, rename, move, remove, mark as digital. Categories are named by
their path, "A > B"."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from adapters.storage.ciphers import DataKeys
from adapters.storage.migrate import migrate
from adapters.storage.opening import open_store
from bot.keys import read_keys
from bot.settings import BadSettings, Settings, read_settings
from bot.text import Texts
from bot.world import SystemClock, SystemEntropy
from core.errors import DomainError, NotFound
from core.ids import Ids
from core.listings import Category
from core.ports.unit_of_work import Tx
from core.services.catalogue import Catalogue, read_path
from core.services.categories import COMMAND_LINE, Categories
from core.services.listing import path_of

TOP = "-"
"""Stands for the top of the tree."""

Act = Callable[[Tx], Awaitable[None]]


def run_categories(act: str, names: Sequence[str]) -> int:
    """0 when it was done, 2 when it was refused; why is printed."""
    try:
        settings = read_settings()
    except BadSettings as fault:
        print(f"The settings are not usable:\n{fault}", file=sys.stderr)
        return 2
    migrate(settings.DATABASE_URL)
    return asyncio.run(_run(settings, act, names))


async def _run(settings: Settings, act: str, names: Sequence[str]) -> int:
    keys = read_keys(Path(settings.KEY_FILE), settings.KEYS.get_secret_value())
    store = open_store(
        settings.DATABASE_URL, DataKeys.from_text(keys.data, keys.index, people=settings.person_keys_folder)
    )
    clock = SystemClock()
    ids = Ids(clock.now, SystemEntropy().token_bytes)
    tree = _Tree(Categories(clock=clock, ids=ids), ids)
    try:
        if act != "list":
            await store.write(lambda tx: tree.change(tx, act, names))
        for line in await store.read(tree.lines):
            print(line)
    except DomainError as refusal:
        print(Texts().say("en").refusal(refusal), file=sys.stderr)
        return 2
    finally:
        await store.close()
    return 0


class _Tree:
    """Acts of an operator at the command line."""

    def __init__(self, categories: Categories, ids: Ids) -> None:
        self._categories = categories
        self._ids = ids

    async def change(self, tx: Tx, act: str, names: Sequence[str]) -> None:
        if act == "add":
            await self._add(tx, names[0])
            return
        found = await self._id(tx, names[0])
        if found is None:
            raise NotFound()
        if act == "rename":
            await self._categories.rename(tx, COMMAND_LINE, found, names[1])
        elif act == "move":
            await self._categories.move(tx, COMMAND_LINE, found, await self._id(tx, names[1]))
        elif act == "remove":
            await self._categories.remove(tx, COMMAND_LINE, found)
        else:
            await self._categories.mark(tx, COMMAND_LINE, found, digital=act == "digital")

    async def lines(self, tx: Tx) -> list[str]:
        """Every category by its path."""
        every = await tx.find(Category, order="name", limit=10_000)
        by_id = {category.id: category for category in every}
        return sorted(
            " > ".join(path_of(category, by_id)) + (" (digital)" if category.digital else "") for category in every
        )

    async def _add(self, tx: Tx, path: str) -> None:
        """The last one of the path, and what is missing above it. One that is there already is refused."""
        names = read_path(path)
        parent_id: str | None = None
        for number, name in enumerate(names, 1):
            found = await Catalogue(self._ids).find_category(tx, names[:number])
            if found is None or number == len(names):
                found = (await self._categories.add(tx, COMMAND_LINE, name, parent_id)).id
            parent_id = found

    async def _id(self, tx: Tx, path: str) -> str | None:
        """The id behind a path; None for the top. Raises NotFound."""
        if path == TOP:
            return None
        found = await Catalogue(self._ids).find_category(tx, read_path(path))
        if found is None:
            raise NotFound()
        return found
