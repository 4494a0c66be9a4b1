"""Which sentences the code asks for: keys written out, families of keys (`state-{}`), and refusals with their fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.tree import python_files, short, syntax, where

SILENT = ("bot/demo/", "bot/commands/")
"""The stage says things *to* the bot; the command line is for operators and speaks for itself."""
_SAYING = {"say", "_say", "self"}
_KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)+")


@dataclass(frozen=True)
class Use:
    """One place that asks for a sentence. `given` are the variables it fills in; None when they are not written out."""

    key: str
    place: str
    given: frozenset[str] | None = None


@dataclass
class Uses:
    """Everything that was found."""

    literal: list[Use] = field(default_factory=list)
    families: list[Use] = field(default_factory=list)
    """`key` is a pattern with `{}` for what is filled in."""
    elsewhere: list[Use] = field(default_factory=list)
    """`key` is the expression; the sentence is named where the value comes from."""


def spoken_files() -> list[Path]:
    """Where people are spoken to."""
    return [path for path in python_files("bot") if not short(path).startswith(SILENT)]


def uses() -> Uses:
    """Every call of a `Say`."""
    found = Uses()
    for path in spoken_files():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and node.args and _is_saying(node.func):
                _sort_in(found, node.args[0], where(path, node), _given(node))
    return found


def declared() -> list[Use]:
    """Keys that are declared rather than said: questions with their labels, worded chips."""
    found = []
    for path in spoken_files():
        for node in ast.walk(syntax(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if node.func.id == "Step":
                ask = _constant(node.args[0])
                found += [Use(ask, where(path, node)), Use(f"{ask}-label", where(path, node))]
            elif node.func.id == "Chip" and len(node.args) == 3 and isinstance(node.args[1], ast.Constant):
                found.append(Use(_constant(node.args[1]), where(path, node)))
    return found


def worded_families() -> list[Use]:
    """Chips whose words are a family: `Chip(reason, f"reason-{reason}", True)`."""
    return [
        Use(_pattern(node.args[1]), where(path, node))
        for path in spoken_files()
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Chip"
        and len(node.args) == 3
        and isinstance(node.args[1], ast.JoinedStr)
    ]


def mentioned(prefixes: Iterable[str]) -> list[Use]:
    """Strings anywhere in the bot that look like a key of one of these families (`button-…`), said or handed on."""
    known = set(prefixes)
    return [
        Use(node.value, where(path, node))
        for path in spoken_files()
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _KEY.fullmatch(node.value)
        and node.value.partition("-")[0] in known
    ]


def problems() -> list[Use]:
    """Codes of bad values (`problem-<code>`): raised anywhere, or reported for a row of a product file."""
    found = []
    for path in python_files("core", "bot", "adapters"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found += [Use(code, where(path, node), given) for code, given in _problem(node)]
            elif isinstance(node, ast.FunctionDef) and node.name == "reason":
                returned = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
                codes = [code for value in returned for code in _constants(value)]
                found += [Use(code, where(path, node), frozenset()) for code in codes]
    return found


def raised(names: Iterable[str]) -> list[Use]:
    """Where these exceptions are made; `key` is the name of the class."""
    known = set(names)
    return [
        Use(node.func.id, where(path, node), _given(node))
        for path in python_files("core", "bot", "adapters")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known
    ]


def keywords(name: str, *folders: str) -> set[str]:
    """Every text given as the keyword argument `name` in these folders."""
    return {
        text
        for path in python_files(*folders)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.keyword) and node.arg == name
        for text in _constants(node.value)
    }


def _is_saying(called: ast.expr) -> bool:
    """`say(…)`, `ctx.say(…)`, `self(…)` inside Say, `texts.say(lang)(…)`; not `texts.say(lang)` nor `talks.say(ctx)`."""
    match called:
        case ast.Name(id=name):
            return name in _SAYING
        case ast.Attribute(value=owner, attr=name):
            return name in _SAYING and not re.search(r"[tT]exts(\(\))?$|talks$", ast.unparse(owner))
        case ast.Call(func=ast.Attribute(attr="say")):
            return True
    return False


def _sort_in(found: Uses, key: ast.expr, place: str, given: frozenset[str] | None) -> None:
    match key:
        case ast.Constant(value=str(text)):
            found.literal.append(Use(text, place, given))
        case ast.JoinedStr():
            found.families.append(Use(_pattern(key), place, given))
        case ast.IfExp(body=body, orelse=orelse):
            _sort_in(found, body, place, given)
            _sort_in(found, orelse, place, given)
        case _:
            found.elsewhere.append(Use(ast.unparse(key), place, given))


def _pattern(key: ast.expr) -> str:
    assert isinstance(key, ast.JoinedStr)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values)


def _given(call: ast.Call) -> frozenset[str] | None:
    """The names of the keyword arguments, also of a dictionary written out with `**`."""
    names: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is not None:
            names.add(keyword.arg)
        elif isinstance(keyword.value, ast.Dict):
            names |= {text for key in keyword.value.keys if key is not None for text in _constants(key)}
        else:
            return None
    return frozenset(names)


def _problem(call: ast.Call) -> Iterator[tuple[str, frozenset[str] | None]]:
    """(code, fields) of `InvalidValue(field, code, **fields)`, `RowProblem(line, field, code, fields)` and its like."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    at = {"InvalidValue": 1, "RowProblem": 2, "_Malformed": 0}.get(name)
    if at is None or len(call.args) <= at:
        return
    given = _given(call)
    if name == "RowProblem":
        given = _keys_of(call.args[3]) if len(call.args) > 3 else frozenset()
    for code in _constants(call.args[at]):
        yield code, given


def _keys_of(fields: ast.expr) -> frozenset[str] | None:
    """The keys of a dictionary that is written out."""
    if not isinstance(fields, ast.Dict):
        return None
    return frozenset(text for key in fields.keys if key is not None for text in _constants(key))


def _constants(value: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, as far as they are written out."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _constants(body)
            yield from _constants(orelse)


def _constant(value: ast.expr) -> str:
    return next(_constants(value), ast.unparse(value))
