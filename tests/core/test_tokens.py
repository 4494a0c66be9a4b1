"""Button tokens: nothing forged, foreign, edited or old opens."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ports.chat import Do
from core.tokens import ID_LENGTH_MAX, REVISION_MAX, TOKEN_LENGTH_MAX, KeyRing, seal, unseal

RING = KeyRing({"a": b"a" * 32, "b": b"b" * 32}, current="a")
AUDIENCE = "telegram:bot:1001"
SUBJECT = "neg_06dv8k3q0x2m5n7p9r1t"
ALPHABET = string.ascii_letters + string.digits + "-_:.\0 é"

verbs = st.text(string.ascii_letters + string.digits, min_size=2, max_size=2)
subjects = st.text(string.printable[:95], max_size=ID_LENGTH_MAX)
meanings = st.builds(Do, verbs, subjects, st.integers(0, REVISION_MAX))


@given(meanings, st.text(max_size=40))
def test_what_was_sealed_opens_for_the_same_audience(do: Do, audience: str) -> None:
    token = seal(do, audience, RING)
    assert len(token.encode()) <= TOKEN_LENGTH_MAX
    assert unseal(token, audience, RING) == do


@given(meanings, st.text(max_size=40), st.text(max_size=40))
def test_it_opens_for_nobody_else(do: Do, audience: str, other: str) -> None:
    assert (unseal(seal(do, audience, RING), other, RING) is not None) == (audience == other)


def test_the_longest_token_fits_the_narrowest_platform() -> None:
    longest = seal(Do("zz", "x" * ID_LENGTH_MAX, REVISION_MAX), AUDIENCE, RING)
    assert len(longest.encode()) <= 64
    assert unseal(longest, AUDIENCE, RING) == Do("zz", "x" * ID_LENGTH_MAX, REVISION_MAX)


def test_no_edited_token_of_ten_thousand_is_accepted() -> None:
    chance = random.Random(20260302)
    genuine = [seal(Do(verb, SUBJECT, rev), AUDIENCE, RING) for verb in ("ac", "rl", "sg") for rev in (1, 30, 31, 961)]
    accepted = 0
    for _ in range(10_000):
        token = list(chance.choice(genuine))
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(token))
            match chance.randrange(4):
                case 0:
                    token[place] = chance.choice(ALPHABET)
                case 1:
                    del token[place]
                case 2:
                    token.insert(place, chance.choice(ALPHABET))
                case _:
                    other = chance.randrange(len(token))
                    token[place], token[other] = token[other], token[place]
        edited = "".join(token)
        accepted += edited not in genuine and unseal(edited, AUDIENCE, RING) is not None
    assert accepted == 0


def test_parts_of_genuine_tokens_make_no_genuine_token() -> None:
    one, two = seal(Do("ac", SUBJECT, 5), AUDIENCE, RING), seal(Do("rl", "neg_other", 6), AUDIENCE, RING)
    for cut in range(1, min(len(one), len(two))):
        for mixed in (one[:cut] + two[cut:], two[:cut] + one[cut:]):
            assert mixed in (one, two) or unseal(mixed, AUDIENCE, RING) is None


def test_a_key_of_another_deployment_opens_nothing() -> None:
    foreign = KeyRing({"a": b"x" * 32}, current="a")
    assert unseal(seal(Do("ac", SUBJECT), AUDIENCE, foreign), AUDIENCE, RING) is None


def test_a_rotated_key_opens_until_it_leaves_the_ring() -> None:
    token = seal(Do("ac", SUBJECT, 7), AUDIENCE, RING)
    turned = KeyRing(RING.keys, current="b")
    assert unseal(token, AUDIENCE, turned) == Do("ac", SUBJECT, 7)
    assert seal(Do("ac", SUBJECT, 7), AUDIENCE, turned) != token
    assert unseal(token, AUDIENCE, KeyRing({"b": b"b" * 32}, current="b")) is None


@pytest.mark.parametrize(
    "text", ["", "k:", "x" * 64, "k:a" + "0" * 70, "k:a" + "é" * 30, "r:aac0000", "k:\0ac" + "0" * 20]
)
def test_what_is_no_token(text: str) -> None:
    assert unseal(text, AUDIENCE, RING) is None


@given(st.text(max_size=80))
def test_no_text_is_a_token_by_chance(text: str) -> None:
    assert unseal(text, AUDIENCE, RING) is None
    assert unseal(f"k:a{text}", AUDIENCE, RING) is None


@pytest.mark.parametrize(
    "do",
    [Do("abc"), Do("a"), Do("é1"), Do("a-"), Do("ac", "x" * 32), Do("ac", "é"), Do("ac", "a\nb"), Do("ac", "x", -1)],
)
def test_what_does_not_fit_a_button_is_refused_early(do: Do) -> None:
    with pytest.raises(ValueError, match=r"verb|id in a button|revision"):
        seal(do, AUDIENCE, RING)


def test_revisions_wrap_around() -> None:
    token = seal(Do("ac", SUBJECT, REVISION_MAX + 1), AUDIENCE, RING)
    assert unseal(token, AUDIENCE, RING) == Do("ac", SUBJECT, 0)


@pytest.mark.parametrize(
    ("keys", "current"), [({"a": b"a" * 32}, "b"), ({"a": b"a" * 31}, "a"), ({"aa": b"a" * 32}, "aa")]
)
def test_a_ring_is_checked_when_it_is_built(keys: dict[str, bytes], current: str) -> None:
    with pytest.raises(ValueError, match="key"):
        KeyRing(keys, current)
