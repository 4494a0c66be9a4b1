"""Tells which currency sign belongs to which number."""

from __future__ import annotations

from collections.abc import Sequence

from core.terms.tokens import Token

MONEY = ("cur", "sign", "cent", "cent10", "deal")


def sign_of(tokens: Sequence[Token], index: int) -> int | None:
    """Where the currency of this number stands, if it has one."""
    behind = index + 1
    if _is_sign(tokens, behind) and not _leads(tokens, behind):
        return behind
    before = index - 1
    if _is_sign(tokens, before) and _leads(tokens, before):
        return before
    if before >= 1 and tokens[before].raw == ":" and _is_sign(tokens, before - 1):
        return before - 1
    return None


def _is_sign(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].can(*MONEY) and not tokens[at].is_number


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands in front of its number: no number before it, or glued to the one behind."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None or not behind.is_number:
        return False
    before = tokens[at - 1] if at else None
    if before is None or not before.is_number or before.void in ("quantity", "time"):
        return True
    return not behind.after_space and tokens[at].after_space
