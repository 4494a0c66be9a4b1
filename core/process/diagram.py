"""The process table as text: a page with a Mermaid diagram for readers, a plain table for the command line."""

from __future__ import annotations

from core.process.clocks import CLOCKS
from core.process.definition import Process, Transition
from core.trades import ENDED, State


def as_table(process: Process) -> str:
    """One line a transition."""
    lines = [f"{process.name} version {process.version}"]
    for t in process.transitions:
        by = ",".join(sorted(t.by))
        lines.append(f"{t.name:20} {_states(t.frm):55} -> {_states(t.to) or '(stays)':35} by {by}")
    return "\n".join(lines) + "\n"


def as_markdown(process: Process) -> str:
    """docs/trade-process.md."""
    parts = [
        "# The trade process",
        "",
        f"Generated from the table in `core/process/purchase.py` (version {process.version}) by "
        "`python -m bot process --markdown`. Do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {process.start}",
    ]
    for t in process.transitions:
        parts.extend(f"    {a} --> {b}: {t.name}" for a in _sorted(t.frm) for b in _sorted(t.to) if a != b)
    parts.extend(f"    {state} --> [*]" for state in _sorted(ENDED))
    parts += ["```", "", "| transition | from | to | by | told |", "| --- | --- | --- | --- | --- |"]
    parts += [_row(t) for t in process.transitions]
    parts += ["", "| clock | runs in | fires | reminds |", "| --- | --- | --- | --- |"]
    for clock in CLOCKS:
        reminds = clock.reminds.value if clock.reminds else "–"
        parts.append(f"| {clock.name} | {_states(clock.states)} | {clock.fires or '–'} | {reminds} |")
    return "\n".join(parts) + "\n"


def _row(t: Transition) -> str:
    told = ", ".join(
        f"{notice.to}: {notice.key}" + (f" (when {notice.when})" if notice.when else "") for notice in t.tells
    )
    return f"| {t.name} | {_states(t.frm)} | {_states(t.to) or 'stays'} | {', '.join(sorted(t.by))} | {told or '–'} |"


def _sorted(states: frozenset[State]) -> list[State]:
    order = list(State)
    return sorted(states, key=order.index)


def _states(states: frozenset[State]) -> str:
    return ", ".join(_sorted(states))
