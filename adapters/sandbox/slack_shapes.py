"""The small language in which Slack's object shapes are written down: checks that collect what is wrong and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# A check looks at a value found at a JSON pointer and adds what is wrong to the list.
Check = Callable[[Any, str, list[str]], None]


@dataclass(frozen=True)
class Need:
    """A field that has to be there."""

    check: Check


def fault(problems: list[str], said: str, at: str) -> None:
    """Add one problem in the form of Slack's response_metadata messages."""
    problems.append(f"{said} [json-pointer:{at}]")


def text(most: int, least: int = 0, pattern: str | None = None) -> Check:
    """A string of `least` to `most` characters."""
    wanted = re.compile(pattern) if pattern else None

    def check(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, str):
            fault(problems, "must provide a string", at)
        elif len(value) < least:
            fault(problems, f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            fault(problems, f"must be less than {most + 1} characters", at)
        elif wanted is not None and not wanted.fullmatch(value):
            fault(problems, "failed to match the expected format", at)

    return check


def flag(value: Any, at: str, problems: list[str]) -> None:
    """A boolean."""
    if not isinstance(value, bool):
        fault(problems, "must provide a boolean", at)


def whole(least: int, most: int) -> Check:
    """An integer from `least` to `most`."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            fault(problems, "must provide an integer", at)
        elif not least <= value <= most:
            fault(problems, f"must be between {least} and {most}", at)

    return check


def one_of(*choices: Any) -> Check:
    """One of the listed values."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if value not in choices:
            fault(problems, "must be a valid enum value", at)

    return check


def anything(_value: Any, _at: str, _problems: list[str]) -> None:
    """A field whose inside this sandbox does not judge."""


def items(each: Check, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` items, each of which passes `each`."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, list):
            fault(problems, "must provide an array", at)
            return
        if len(value) < least:
            fault(problems, f"no less than {least} items allowed", at)
        if len(value) > most:
            fault(problems, f"no more than {most} items allowed", at)
        for place, item in enumerate(value):
            each(item, f"{at}/{place}", problems)

    return check


def shape(*beyond: Check, **fields: Check | Need) -> Check:
    """An object with exactly these fields; `beyond` checks look at the object when its fields are right."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, dict):
            fault(problems, "must provide an object", at)
            return
        before = len(problems)
        for name in value:
            if name not in fields:
                fault(problems, f"invalid additional property: {name}", at)
        for name, rule in fields.items():
            if name in value:
                inner = rule.check if isinstance(rule, Need) else rule
                inner(value[name], f"{at}/{name}", problems)
            elif isinstance(rule, Need):
                fault(problems, f"missing required field: {name}", at)
        if len(problems) == before:
            for more in beyond:
                more(value, at, problems)

    return check


def by_type(kinds: Mapping[str, Check], allowed: frozenset[str] | None = None) -> Check:
    """An object whose `type` names its shape; `allowed` narrows the types to those this place takes."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if not isinstance(value, dict):
            fault(problems, "must provide an object", at)
            return
        kind = value.get("type")
        if kind is None:
            fault(problems, "missing required field: type", at)
        elif not isinstance(kind, str) or kind not in kinds or (allowed is not None and kind not in allowed):
            fault(problems, f"unsupported type: {kind}", f"{at}/type")
        else:
            kinds[kind](value, at, problems)

    return check


def exactly_one(*names: str) -> Check:
    """Of these fields one and only one is present."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if sum(name in value for name in names) != 1:
            fault(problems, f"must define exactly one of: {', '.join(names)}", at)

    return check


def at_least_one(*names: str) -> Check:
    """Of these fields one or more is present."""

    def check(value: Any, at: str, problems: list[str]) -> None:
        if not any(name in value for name in names):
            fault(problems, f"must define at least one of: {', '.join(names)}", at)

    return check
