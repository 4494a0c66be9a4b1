"""Nothing is posted to Stripe without a key of ours: read from the syntax, so that no call can be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, syntax

FOLDER = ROOT / "adapters" / "stripe"
READING = ("retrieve_async", "list_async", "search_async")


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.endswith("_async"):
            yield node


def _has_key(call: ast.Call) -> bool:
    """Its last positional argument is `with_key(…)` or a method that returns one."""
    last = call.args[-1] if call.args else None
    if not isinstance(last, ast.Call):
        return False
    name = last.func.id if isinstance(last.func, ast.Name) else getattr(last.func, "attr", "")
    return name in ("with_key", "_key")


def test_every_call_that_may_change_something_carries_our_key() -> None:
    calls = [(path, call) for path in sorted(FOLDER.glob("*.py")) for call in _calls(path)]
    changing = [
        (p, c)
        for p, c in calls
        if isinstance(c.func, ast.Attribute) and c.func.attr not in READING and c.func.attr != "request_async"
    ]
    assert len(changing) >= 12, "the calls are found"
    assert not [f"{path.name}:{call.lineno}" for path, call in changing if not _has_key(call)]


def test_the_library_never_repeats_by_itself() -> None:
    """Its own retries carry a key that it makes up, and forget it with the process."""
    found = [
        keyword.value
        for path in FOLDER.glob("*.py")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "StripeClient"
        for keyword in node.keywords
        if keyword.arg == "max_network_retries"
    ]
    assert [value.value for value in found if isinstance(value, ast.Constant)] == [0]
    clients = [p for p in FOLDER.glob("*.py") if "StripeClient(" in p.read_text(encoding="utf-8")]
    assert len(clients) == 1
