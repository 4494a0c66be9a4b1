"""Reads a shipping update that somebody typed in one line: which deal, which carrier, which number, how many, what else.

It proposes nothing that the words do not say: what is missing is asked, what is ambiguous is offered as a choice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from core.ports.carriers import Carriers, Recognised

WORDS_MAX: Final = 80
_SPAN_MAX: Final = 8
_CODE: Final = re.compile(r"#?([0-9a-hjkmnp-tv-z]{6})", re.IGNORECASE)
_PIECES: Final = re.compile(r"[x×](\d{1,9})|(\d{1,9})[x×]", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?=.*\d)[0-9A-Za-z][0-9A-Za-z./-]{4,39}")


@dataclass(frozen=True, slots=True)
class ShippingLine:
    """What a line says. `code` is a deal's, `candidates` are the carriers that the number may belong to."""

    code: str = ""
    carrier: str = ""
    tracking_number: str = ""
    quantity: int | None = None
    note: str = ""
    candidates: tuple[str, ...] = ()
    unknown_code: bool = False
    """It begins with something that reads like a deal's code, but no deal that waits has it."""


def read_line(words: str, codes: Collection[str], carriers: Carriers) -> ShippingLine:
    """`[deal] [carrier] [tracking] [note]`, with `x20` anywhere for a part. `codes` are those of the deals that wait."""
    tokens = words.split()[:WORDS_MAX]
    code, unknown = "", False
    if tokens and (found := _CODE.fullmatch(tokens[0])):
        if found[1].upper() in codes:
            code, tokens = found[1].upper(), tokens[1:]
        elif tokens[0].startswith("#") or (_has_digit(tokens[0]) and any(map(_NUMBER.fullmatch, tokens[1:]))):
            unknown = True
    quantity, tokens = _quantity(tokens)
    begin, end, recognised = _tracking(tokens, carriers)
    if begin == end:
        return ShippingLine(code, note=" ".join(tokens), quantity=quantity, unknown_code=unknown)
    before, after = " ".join(tokens[:begin]), " ".join(tokens[end:])
    candidates = tuple(one.carrier for one in recognised)
    carrier = carriers.named(before) if before else candidates[0] if len(candidates) == 1 else ""
    number = recognised[0].number if recognised else "".join(tokens[begin:end])
    return ShippingLine(code, carrier, number, quantity, after, () if carrier else candidates, unknown)


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _quantity(tokens: Sequence[str]) -> tuple[int | None, list[str]]:
    for index, token in enumerate(tokens):
        if found := _PIECES.fullmatch(token):
            return int(found[1] or found[2]), [*tokens[:index], *tokens[index + 1 :]]
    return None, list(tokens)


def _tracking(tokens: Sequence[str], carriers: Carriers) -> tuple[int, int, tuple[Recognised, ...]]:
    """Where the tracking number stands: the longest run of words that some carrier knows, else the first word that
    looks like one."""
    best: tuple[int, int, tuple[Recognised, ...]] = (0, 0, ())
    longest = 0
    for begin in range(len(tokens)):
        for end in range(begin + 1, min(len(tokens), begin + _SPAN_MAX) + 1):
            joined = "".join(tokens[begin:end])
            if len(joined) > longest and _has_digit(joined) and (found := carriers.recognise(joined)):
                best, longest = (begin, end, found), len(joined)
    if best[1]:
        return best
    index = next((index for index, token in enumerate(tokens) if _NUMBER.fullmatch(token)), None)
    return (index, index + 1, ()) if index is not None else (0, 0, ())
