"""Every screen is in the catalogue: what is not tried with its longest data may not fit where it is shown."""

from __future__ import annotations

import ast

from tests.architecture.tree import python_files, syntax
from tests.chats.catalogue import CATALOGUE

ASKED = {"prompts.prompt", "prompts._review"}
"""The questions of conversations, which tests/chats/test_conversations.py visits one and all."""


def test_every_screen_builder_is_in_the_catalogue() -> None:
    """Functions of the bot that return a `Screen`. Enter a new one in tests/chats/catalogue.py, with long data."""
    builders = {
        f"{path.stem}.{node.name}"
        for path in python_files("bot")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id == "Screen"
    }
    assert not builders - set(CATALOGUE) - ASKED, "not in tests/chats/catalogue.py"
    assert not set(CATALOGUE) - builders, "no such builder any more"
