"""`expand[]`: putting whole objects where an answer has ids."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from adapters.sandbox.stripe_refusals import invalid
from adapters.sandbox.stripe_shapes import Json
from adapters.sandbox.stripe_world import StripeWorld

_DEEPEST = 4


def expanded(world: StripeWorld, body: Json, paths: Iterable[str]) -> Json:
    """A copy of the answer with the named ids replaced; `data.` leads into the objects of a list."""
    answer = copy.deepcopy(body)
    for path in paths:
        steps = path.split(".")
        if len(steps) > _DEEPEST:
            raise invalid(f"You cannot expand more than {_DEEPEST} levels of a property. Property: {path}", "expand")
        _expand(world, answer, steps, path)
    return answer


def _expand(world: StripeWorld, here: Any, steps: list[str], path: str) -> None:
    if isinstance(here, list):
        for each in here:
            _expand(world, each, steps, path)
        return
    if not steps or here is None:
        return
    name = steps[0]
    if not isinstance(here, dict) or name not in here:
        raise invalid(f"This property cannot be expanded ({path}).", "expand[0]")
    if isinstance(here[name], str):
        found = world.find(here[name])
        if found is None:
            raise invalid(f"This property cannot be expanded ({path}).", "expand[0]")
        here[name] = copy.deepcopy(found)
    _expand(world, here[name], steps[1:], path)
