"""The files of this repository, for the tests that read them as text or as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "core", "adapters", "jobs")
FOLDERS = (*PACKAGES, "benchmarks", "docs", "tests", ".ci")
_READABLE = {".py", ".md", ".ftl", ".js", ".css", ".html", ".svg", ".csv", ".toml", ".yaml", ".mako", ".ini", ".lock"}
_AT_THE_TOP = {"Makefile", "LICENSE", ".env.example", ".gitignore", ".importlinter"}


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if _is_ours(path))


def text_files() -> Iterator[Path]:
    """Everything a person can read here: code, texts, pages, documents, configuration."""
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and (path.suffix in _READABLE or path.name in _AT_THE_TOP):
            yield path
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and _is_ours(path) and (path.suffix in _READABLE or not path.suffix):
                yield path


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a file, read once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    """A path as people write it."""
    return path.relative_to(ROOT).as_posix()


def where(path: Path, node: ast.AST) -> str:
    """`file:line`, which editors can open."""
    return f"{short(path)}:{getattr(node, 'lineno', 0)}"


def _is_ours(path: Path) -> bool:
    return "__pycache__" not in path.parts
