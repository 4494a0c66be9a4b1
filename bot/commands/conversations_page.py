"""Conversations as a page for readers: every question in order, what may be skipped, and where the answers lead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversations.flow import Flow, Step


def as_markdown(flows: Sequence[type[Flow]]) -> str:
    """docs/conversations.md."""
    parts = [
        "# The conversations",
        "",
        "Generated from the declarations in `bot/conversations/` by `python -m bot process --conversations`. Do not edit.",
        "",
        "On Slack the questions of a conversation are one form. On Telegram they are asked one by one, with *Back* from",
        "each but the first and *Skip* where it says so. *Cancel* is always there. After the last question everything is",
        "shown once more, and any answer can be changed before it is sent, except where there is no review.",
    ]
    for flow in flows:
        parts += [
            "",
            f"## {flow.name}",
            "",
            _purpose(flow),
            "",
            "```mermaid",
            "stateDiagram-v2",
            *_diagram(flow),
            "```",
        ]
    return "\n".join(parts) + "\n"


def _purpose(flow: type[Flow]) -> str:
    first = (flow.__doc__ or "").strip().splitlines()
    return f"{first[0] if first else flow.name} (`{flow.__name__}` in `{flow.__module__.replace('.', '/')}.py`)"


def _diagram(flow: type[Flow]) -> list[str]:
    """Edges from each question to the next; those that are only asked sometimes are passed by as well."""
    keys = [step.key for step in flow.steps]
    last = "review" if flow.review else "done"
    lines = [f"    [*] --> {keys[0]}"]
    for place, step in enumerate(flow.steps):
        lines += [f"    {step.key} --> {after}: {_label(step)}" for after in _next(flow.steps, place, last)]
    if flow.review:
        lines += [f"    review --> {key}: change" for key in keys]
        lines.append(f"    review --> done: {flow.submit}")
    return [*lines, "    done --> [*]"]


def _next(steps: Sequence[Step], place: int, last: str) -> list[str]:
    """The questions that may come after this one: the next, and those behind what is only asked sometimes."""
    found = []
    for step in steps[place + 1 :]:
        found.append(step.key)
        if not step.sometimes:
            return found
    return [*found, last]


def _label(step: Step) -> str:
    return f"{step.kind}, or skipped" if step.optional else step.kind
