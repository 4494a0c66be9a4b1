"""Who a sealed button is for on Slack.

A button in a message is sealed for the conversation the message lives in (`C…`, or `D…` for a direct message); a
button in a modal or on the Home tab has no conversation and is sealed for the person. Threads do not count: a
message keeps its buttons when people start to answer under it.
"""

from __future__ import annotations

from core.ports.chat import HOME, PRIVATE, Do, Place
from core.tokens import KeyRing, seal, unseal

CHANNEL = "slack"


def audience(place: Place, actor_user: str = "") -> str:
    """The audience of tokens shown in a place; `actor_user` stands in where a private place has no conversation."""
    chat = actor_user if place.kind == PRIVATE and not place.chat else place.chat
    return f"{CHANNEL}:{place.tenant}:{chat}"


def person_place(tenant: str, user: str) -> Place:
    """Where modals and the Home tab of a person live: a private place named by the user id."""
    return Place(CHANNEL, tenant, user, kind=PRIVATE)


def home_place(tenant: str, user: str) -> Place:
    """The Home tab of a person. It is nobody's conversation, and what is shown there is kept apart."""
    return Place(CHANNEL, tenant, user, thread=HOME, kind=HOME)


def seal_for(place: Place, do: Do, ring: KeyRing) -> str:
    """The token of a button that is shown in this place. Raises ValueError on ids that cannot fit."""
    return seal(do, audience(place), ring)


def unseal_for(place: Place, token: str, ring: KeyRing, actor_user: str = "") -> Do | None:
    """What a token pressed in this place means, or None when it was not sealed for it.

    In somebody's own conversation a token for the person counts, too: Slack may have opened it at the first message.
    """
    found = unseal(token, audience(place, actor_user), ring)
    if found is None and place.kind == PRIVATE and place.chat and actor_user:
        return unseal(token, audience(person_place(place.tenant, actor_user)), ring)
    return found
