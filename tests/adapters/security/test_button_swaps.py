"""Buttons of others: a token that was sealed for one person or place opens for no other, whatever is put in its place."""

from __future__ import annotations

import os
import random

from core.ports.chat import Do
from core.tokens import REVISION_MAX, KeyRing, seal, unseal

SWAPPED = int(os.environ.get("PARLEY_FORGED_BUTTONS", "2000"))
RING = KeyRing({"a": b"a" * 32}, current="a")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def _id(chance: random.Random, prefix: str) -> str:
    return f"{prefix}_{''.join(chance.choices(_ALPHABET, k=20))}"


def test_no_swapped_button_opens() -> None:
    """Another audience, another deal, another act, another revision, or the seal of one on the words of another."""
    chance = random.Random(1)
    places = [
        f"{channel}|{chance.randrange(10**9)}|{chance.randrange(10**9)}" for channel in ("telegram", "slack") * 20
    ]
    opened = 0
    for _ in range(SWAPPED):
        mine, other = chance.sample(places, 2)
        do = Do(chance.choice(("ac", "py", "sg")), _id(chance, "neg"), chance.randrange(REVISION_MAX))
        token = seal(do, mine, RING)
        theirs = seal(Do(do.verb, _id(chance, "neg"), do.rev), other, RING)
        opened += unseal(token, other, RING) is not None
        opened += unseal(token[:23] + theirs[23:], mine, RING) is not None
        opened += unseal(theirs[:9] + token[9:23] + theirs[23:], mine, RING) is not None
        opened += unseal(token[:3] + "zz" + token[5:], mine, RING) is not None
        opened += (
            unseal(token[:5] + seal(Do(do.verb, do.id, do.rev + 1), other, RING)[5:9] + token[9:], mine, RING)
            is not None
        )
    assert opened == 0
