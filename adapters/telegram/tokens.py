"""Binds button tokens to the Telegram place they are shown in."""

from __future__ import annotations

from core.ports.chat import PRIVATE, Do, Place
from core.tokens import KeyRing, seal, unseal

CHANNEL = "telegram"


def audience(place: Place, actor_user: str = "") -> str:
    """Who a token is meant for: the person in a private chat, the whole chat in a group.

    The topic is left out on purpose: a press on a message that Telegram calls inaccessible does not name it.
    In a private chat the chat id *is* the person's id, so naming the actor only makes the check stricter.
    """
    if place.kind == PRIVATE:
        return f"{CHANNEL}:{place.tenant}:person:{actor_user or place.chat}"
    return f"{CHANNEL}:{place.tenant}:place:{place.chat}"


def seal_for(place: Place, do: Do, ring: KeyRing) -> str:
    """The `callback_data` (≤ 64 bytes) of a button shown in this place."""
    return seal(do, audience(place), ring)


def unseal_for(place: Place, token: str, ring: KeyRing, actor_user: str = "") -> Do | None:
    """What a pressed token means in this place, or None when it is forged, foreign or changed."""
    return unseal(token, audience(place, actor_user), ring)
