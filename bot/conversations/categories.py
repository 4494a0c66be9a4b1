"""Conversations of operators about the category tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Answer, Context, Show
from bot.conversations.answers import looked_up, path_chip, words
from bot.conversations.flow import Chip, Step
from bot.conversations.forms import LISTED_MAX
from bot.conversations.task import Env, Task
from bot.presenting import tree_screen
from bot.screens.parts import note
from core.listings import Category
from core.policy import require_operator
from core.ports.chat import Line
from core.services.catalogue import NAME_LENGTH_MAX
from core.services.listing import path_of
from core.services.looking_up import best

TOP = "top"
"""The choice that is no category: the first level."""
_AT_THE_TOP = Chip(TOP, "category-top", True)


class _OfCategory(Task):
    """What they have in common: an operator, and the category it is about."""

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> Category | None:
        require_operator(ctx.seat)
        return await ctx.services.listing.category(ctx.tx, subject) if subject else None

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        category: Category | None = env.subject
        return [note(category.name)] if category is not None else []


class AddCategory(_OfCategory):
    """One more, below the category it is about or at the top."""

    name = "category"
    title = "category-add-title"
    review = False

    name_ = Step("category-ask-name", words("name", length_max=NAME_LENGTH_MAX))

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        parent_id = subject.id if subject is not None else None
        await ctx.services.categories.add(ctx.tx, ctx.seat, data["name_"], parent_id)
        return (Show(await tree_screen(ctx, parent_id or ""), anew=True),)


class RenameCategory(_OfCategory):
    name = "rename"
    title = "category-rename-title"
    review = False

    name_ = Step("category-ask-name", words("name", length_max=NAME_LENGTH_MAX))

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        category = await ctx.services.categories.rename(ctx.tx, ctx.seat, subject.id, data["name_"])
        return (Show(await tree_screen(ctx, category.id), anew=True),)


def _paths(env: Env) -> list[tuple[str, str]]:
    category, paths = env.subject
    own = f"{category.id} "
    return [(row_id, path) for row_id, path, above in paths if own not in above]


def _every_parent(env: Env) -> list[Chip]:
    return [_AT_THE_TOP, *(path_chip(*pair) for pair in _paths(env))]


async def _search_parents(env: Env, typed: str) -> Sequence[Chip]:
    found = [path_chip(*pair) for pair in best(typed, _paths(env), limit=LISTED_MAX - 1)]
    return found if typed.strip() else [_AT_THE_TOP, *found]


class MoveCategory(Task):
    """Below another category, with everything in it."""

    name = "relocate"
    title = "category-move-title"
    review = False

    parent = Step(
        "category-ask-parent",
        looked_up("parent", _every_parent),
        "choice",
        chips=lambda env: _every_parent(env)[:LISTED_MAX],
        search=_search_parents,
        many=lambda env: len(env.subject[1]) >= LISTED_MAX,
    )

    @classmethod
    async def load(cls, ctx: Context, subject: str) -> tuple[Category, list[tuple[str, str, str]]]:
        """The category, and all there are: id, "A > B", and the ids from the root down."""
        require_operator(ctx.seat)
        every = await ctx.tx.find(Category, order="name", limit=1000)
        by_id = {category.id: category for category in every}
        paths = [(one.id, " > ".join(path_of(one, by_id)), _ids_above(one, by_id)) for one in every]
        return await ctx.services.listing.category(ctx.tx, subject), sorted(paths, key=lambda path: path[1])

    @classmethod
    def intro(cls, env: Env) -> list[Line]:
        return [note(env.subject[0].name)]

    @classmethod
    async def finish(cls, ctx: Context, subject: Any, data: dict[str, str]) -> Answer:
        parent_id = None if data["parent"] == TOP else data["parent"]
        category = await ctx.services.categories.move(ctx.tx, ctx.seat, subject[0].id, parent_id)
        return (Show(await tree_screen(ctx, category.id), anew=True),)


def _ids_above(category: Category, by_id: dict[str, Category]) -> str:
    found = f"{category.id} "
    while category.parent_id in by_id and len(found) < 400:
        category = by_id[category.parent_id]
        found += f"{category.id} "
    return found
