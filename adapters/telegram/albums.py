"""Files side by side: what Telegram shows as one album. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.telegram.render import Call, Message
from core.ports.chat import Place

ALBUM_MAX = 10


def albums(shown: Sequence[Message]) -> list[list[Message]]:
    """The messages in runs that Telegram can show as one album: two to ten bare files of one kind, side by side."""
    runs: list[list[Message]] = []
    for message in shown:
        last = runs[-1][-1] if runs else None
        bare = message.media is not None and not message.html and not message.keyboard
        if (
            bare
            and last is not None
            and last.media is not None
            and message.media is not None
            and not last.html
            and last.media.kind == message.media.kind
            and len(runs[-1]) < ALBUM_MAX
        ):
            runs[-1].append(message)
        else:
            runs.append([message])
    return runs


def album_call(place: Place, run: Sequence[Message], values: Sequence[str]) -> Call:
    """The call that sends an album; `values` name its files, uploaded or known to Telegram."""
    params = run[0].addressed(place)
    kinds = [message.media.kind for message in run if message.media is not None]
    media = [{"type": kind, "media": value} for kind, value in zip(kinds, values, strict=True)]
    return Call("sendMediaGroup", params | {"media": media})
