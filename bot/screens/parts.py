"""The small pieces screens are made of."""

from __future__ import annotations

from core.ports.chat import Button, Do, Line


def head(text: str) -> Line:
    return Line("head", text)


def text(words: str) -> Line:
    return Line("text", words)


def note(words: str) -> Line:
    return Line("note", words)


def quote(words: str) -> Line:
    return Line("quote", words)


def fact(label: str, value: str) -> Line:
    return Line("fact", value, label)


def press(label: str, verb: str, subject: str = "", rev: int = 0, *, style: str = "") -> Button:
    """A button of ours; `style` is primary, danger or empty."""
    return Button(label, Do(verb, subject, rev), style if style in ("primary", "danger") else "")  # type: ignore[arg-type]


def rows(*buttons: Button, per_row: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows of at most `per_row`."""
    return tuple(tuple(buttons[i : i + per_row]) for i in range(0, len(buttons), per_row))
