"""The topics of a group that is a forum: how one is opened and closed, and how Telegram tells that one was opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.telegram.calling import CallLost
from adapters.telegram.render import cut, native, visible
from core.ports.chat import Place

NAME_UNITS_MAX = 128


def opening(place: Place, name: str) -> tuple[str, Mapping[str, Any]]:
    return "createForumTopic", {"chat_id": native(place.chat), "name": cut(visible(name).strip(), NAME_UNITS_MAX)}


def opened(result: Any) -> str:
    """The id of the new topic. Raises CallLost where the answer names none: it may be there all the same."""
    topic = result.get("message_thread_id") if isinstance(result, Mapping) else None
    if type(topic) is not int:
        raise CallLost("the answer names no topic")
    return str(topic)


def closing(place: Place) -> tuple[str, Mapping[str, Any]]:
    return "closeForumTopic", {"chat_id": native(place.chat), "message_thread_id": native(place.thread)}
