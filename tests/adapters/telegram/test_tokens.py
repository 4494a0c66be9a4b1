"""Button tokens: they fit Telegram's 64 bytes and mean something only where they were shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.tokens import audience, seal_for, unseal_for
from core.ports.chat import GROUP, Do, Place
from core.tokens import ID_LENGTH_MAX, KeyRing

RING = KeyRing({"a": b"k" * 32, "b": b"l" * 32}, "a")
PRIVATE_CHAT = Place("telegram", "77", "500")
DESK = Place("telegram", "77", "-100200", thread="9", kind=GROUP)

ids = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=ID_LENGTH_MAX)


@given(ids, st.integers(0, 10**9), st.integers(-(2**52), 2**52))
def test_every_token_fits_into_callback_data_and_comes_back(identity: str, rev: int, chat: int) -> None:
    place = Place("telegram", "77", str(chat))
    token = seal_for(place, Do("ac", identity, rev), RING)
    assert 1 <= len(token.encode()) <= 64
    opened = unseal_for(place, token, RING)
    assert opened is not None
    assert (opened.verb, opened.id) == ("ac", identity)


def test_a_token_does_not_work_for_another_person_chat_bot_or_kind_of_place() -> None:
    token = seal_for(PRIVATE_CHAT, Do("ac", "neg_1", 3), RING)
    assert unseal_for(PRIVATE_CHAT, token, RING, "500") == Do("ac", "neg_1", 3)
    assert unseal_for(PRIVATE_CHAT, token, RING, "501") is None
    assert unseal_for(Place("telegram", "77", "501"), token, RING) is None
    assert unseal_for(Place("telegram", "78", "500"), token, RING) is None
    assert unseal_for(Place("telegram", "77", "500", kind=GROUP), token, RING) is None


def test_in_a_group_anybody_may_press_and_the_topic_does_not_matter() -> None:
    token = seal_for(DESK, Do("tk", "dis_1"), RING)
    elsewhere = Place("telegram", "77", "-100200", kind=GROUP)
    assert unseal_for(elsewhere, token, RING, "12") == Do("tk", "dis_1")
    assert audience(DESK) == audience(elsewhere, "12")
