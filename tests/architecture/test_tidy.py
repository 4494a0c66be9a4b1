"""House rules that a reader would otherwise have to remember: sizes, names, words, and what must not be written down."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from tests.architecture.tree import PACKAGES, python_files, short, syntax, text_files, where

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

# Written in pieces, because this file is read by these tests as well.
UNFINISHED = (*(a + b for a, b in (("TO", "DO"), ("FIX", "ME"), ("NotImplemented", "Error"))), "(?:#|//).*X{3}")
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("rubygems", "org"),
        ("crates", "io"),
        ("docker", "io"),
        ("golang", "org"),
    )
)
_MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|home|root|Users|opt)/[\w.-]")
_SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]?(?:\s+[^\W\d_]{2,}[,;:]?){2,}")

PYTHON = python_files(*PACKAGES, "tests", "benchmarks")
PRINTING = ("bot/cli.py", "bot/commands/", "bot/demo/")
SPOKEN = ("bot/handlers/", "bot/conversations/", "bot/screens/")
HISTORY = "adapters/storage/migrations/versions/"


def _lines_with(is_wrong: Callable[[str], object]) -> list[str]:
    return [
        f"{short(path)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if is_wrong(line)
    ]


def test_nothing_is_left_unfinished() -> None:
    words = re.compile("|".join(rf"(?<!\w){word}\b" for word in UNFINISHED))
    assert not _lines_with(words.search)


def test_no_machine_is_named() -> None:
    assert not _lines_with(_MACHINE_PATH.search)


def test_no_package_registry_is_named() -> None:
    assert not _lines_with(lambda line: any(host in line.casefold() for host in REGISTRIES))


def test_only_the_command_line_prints() -> None:
    found = [
        where(path, node)
        for path in python_files(*PACKAGES)
        if not short(path).startswith(PRINTING)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "breakpoint")
    ]
    assert not found


def test_files_can_be_read_in_one_sitting() -> None:
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert not {path: length for path, length in lengths.items() if length > FILE_LINES_MAX}


def test_functions_fit_a_screen() -> None:
    found = [
        f"{where(path, node)} {node.name}"
        for path in PYTHON
        if not short(path).startswith(HISTORY)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]
    assert not found


def test_names_say_what_is_inside() -> None:
    names = {short(path): short(path).removesuffix(".py").split("/") for path in PYTHON}
    assert not [path for path, parts in names.items() if VAGUE_NAMES & set(parts)]


def test_every_file_says_what_it_is_for() -> None:
    found = [
        short(path)
        for path in PYTHON
        if path.stat().st_size and path.name != "__init__.py" and not ast.get_docstring(syntax(path))
    ]
    assert not found


def test_people_read_no_sentence_from_python() -> None:
    """Whatever a person reads is in the Fluent files, so that it can be translated and found."""
    found = [
        f"{where(path, node)} {node.value!r}"
        for path in python_files("bot")
        if short(path).startswith(SPOKEN)
        for node in _written(syntax(path))
        if isinstance(node.value, str) and _SENTENCE.search(node.value)
    ]
    assert not found


def _written(tree: ast.Module) -> Iterator[ast.Constant]:
    """String literals, also inside f-strings, but not docstrings (strings that stand for themselves)."""
    standing = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in standing:
            yield node
