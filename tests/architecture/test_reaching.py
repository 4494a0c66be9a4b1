"""Who may speak to the world, and that they follow nobody's addresses: a list that is read from the imports."""

from __future__ import annotations

import ast

from tests.architecture.tree import PACKAGES, python_files, short, syntax

CLIENTS = {
    "httpx",
    "aiohttp",
    "urllib.request",
    "http.client",
    "requests",
    "stripe",
    "slack_sdk",
    "slack_bolt",
    "aiogram",
}
CLIENTS |= {"telegram"}
MAY = {
    "adapters/files/scanning.py",
    "adapters/slack/",
    "adapters/stripe/",
    "adapters/telegram/",
    "adapters/webhooks/",
    "bot/mounting.py",
}
"""Each speaks to one host, which the settings name. Two go to addresses that others name: Slack (only to its own), and the
webhooks of companies (never into a private network)."""
ONLY_HERE = ("adapters/sandbox/", "bot/demo/", "bot/sandbox.py", "bot/commands/provider_check.py")
"""The pretended world, and what plays in it: on this machine itself."""


def _imported(path: str, tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found for client in CLIENTS if name == client or name.startswith(f"{client}.")}


def test_nobody_else_speaks_to_the_world() -> None:
    speaking = {short(path): _imported(short(path), syntax(path)) for path in python_files(*PACKAGES)}
    found = {path: clients for path, clients in speaking.items() if clients and not path.startswith((*MAY, *ONLY_HERE))}
    assert not found


def test_no_redirect_is_followed() -> None:
    """Every request that we make ourselves says so, or is made by a client that follows none by itself."""
    found = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("adapters", "bot", "core", "jobs")
        if not short(path).startswith(ONLY_HERE)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.keyword) and node.arg in ("allow_redirects", "follow_redirects")
        if not (isinstance(node.value, ast.Constant) and node.value.value is False)
    ]
    assert not found
