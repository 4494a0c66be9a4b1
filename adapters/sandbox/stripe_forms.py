"""Form bodies and query strings with brackets, turned into the nested values they stand for."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from adapters.sandbox.stripe_refusals import invalid

_MOST_FIELDS = 2000
_DEEPEST = 12


def decode(encoded: str) -> dict[str, Any]:
    """`a[b][0]=x` -> {"a": {"b": {"0": "x"}}}; a bare `[]` takes the next free number.

    Lists stay dicts keyed by their position, as on the wire: only the endpoint's table knows which is which.
    """
    root: dict[str, Any] = {}
    try:
        fields = parse_qsl(encoded, keep_blank_values=True, strict_parsing=bool(encoded), max_num_fields=_MOST_FIELDS)
    except ValueError as fault:
        raise invalid("Invalid form encoding: the request body could not be parsed.") from fault
    for name, value in fields:
        _place(root, _steps(name), value)
    return root


def _steps(name: str) -> list[str]:
    head, bracket, rest = name.partition("[")
    if not bracket:
        return [name]
    if not rest.endswith("]") or not head:
        raise invalid(f"Invalid parameter name: {name}", name)
    steps = [head, *rest[:-1].split("][")]
    if len(steps) > _DEEPEST:
        raise invalid(f"Parameter is nested too deeply: {head}", head)
    return steps


def _place(root: dict[str, Any], steps: list[str], value: str) -> None:
    here = root
    for step in steps[:-1]:
        here = here.setdefault(step or str(len(here)), {})
        if not isinstance(here, dict):
            raise invalid(f"Invalid parameter: {steps[0]} is given both as a value and as a hash", steps[0])
    here[steps[-1] or str(len(here))] = value
