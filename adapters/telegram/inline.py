"""Turns what a search found into results that people send into any of their chats. Pure."""

from __future__ import annotations

from typing import Any, Final

from adapters.telegram.render import Call, messages
from core.ports.chat import Card, Found, Incoming, Place, Screen, Url
from core.tokens import KeyRing

CACHED_SECONDS: Final = 30
"""For one person only: what is found depends on their language, and stock and prices change."""
RESULTS_MAX: Final = 50
ENTRY: Final = "search"
"""What the way to us is opened with."""
_TITLE_MAX, _SUMMARY_MAX, _ENTRY_MAX = 128, 256, 64


def answer_call(incoming: Incoming, found: Found, ring: KeyRing) -> Call:
    """The answer to an inline query."""
    params: dict[str, Any] = {
        "inline_query_id": incoming.reply_token,
        "results": [_article(card, incoming.place, ring) for card in found.cards[:RESULTS_MAX]],
        "cache_time": CACHED_SECONDS,
        "is_personal": True,
        "next_offset": found.next,
        "button": {"text": found.entry[:_ENTRY_MAX], "start_parameter": ENTRY},
    }
    return Call("answerInlineQuery", params)


def _article(card: Card, place: Place, ring: KeyRing) -> dict[str, Any]:
    """A listing as a message. A link leads from it into the chat with us, because whoever reads it is nobody we know."""
    assert isinstance(card.button.go, Url)
    message = messages(place, Screen(card.id, card.lines, ((card.button,),)), ring)[0]
    content = {"message_text": message.html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    return {
        "type": "article",
        "id": card.id,
        "title": card.title[:_TITLE_MAX],
        "description": card.summary[:_SUMMARY_MAX],
        "input_message_content": content,
        "reply_markup": {"inline_keyboard": message.keyboard},
    }
