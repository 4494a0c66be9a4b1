"""Many workspaces behind one `ChatPlatform`: what is shown goes out with the token of the workspace it is shown in."""

from __future__ import annotations

from collections.abc import Callable

from adapters.slack.platform import SlackPlatform
from adapters.slack.tokens import CHANNEL
from core.ports.chat import Actor, Form, Found, Incoming, Media, Place, Receipt, Screen

_KEPT_MAX = 1_000


class Workspaces:
    """`opened` makes the platform of a tenant; none is made before it is needed."""

    channel = CHANNEL
    can = SlackPlatform.can

    def __init__(self, opened: Callable[[str], SlackPlatform]) -> None:
        self._opened = opened
        self._known: dict[str, SlackPlatform] = {}

    def of(self, tenant: str) -> SlackPlatform:
        """The one workspace or organisation."""
        if tenant not in self._known:
            if len(self._known) >= _KEPT_MAX:
                del self._known[next(iter(self._known))]
            self._known[tenant] = self._opened(tenant)
        return self._known[tenant]

    def forget(self, tenant: str) -> None:
        """What was known of a workspace that left."""
        self._known.pop(tenant, None)

    async def show(self, place: Place, screen: Screen, before: Receipt | None = None, *, anew: bool = False) -> Receipt:
        """See `ChatPlatform.show`."""
        return await self.of(place.tenant).show(place, screen, before, anew=anew)

    async def about(self, actor: Actor) -> Actor:
        """See `ChatPlatform.about`."""
        return await self.of(actor.tenant).about(actor)

    async def answer(self, incoming: Incoming, toast: str = "", *, alert: bool = False) -> None:
        """See `ChatPlatform.answer`."""
        await self.of(incoming.place.tenant).answer(incoming, toast, alert=alert)

    async def offer(self, incoming: Incoming, found: Found) -> None:
        """See `ChatPlatform.offer`."""
        await self.of(incoming.place.tenant).offer(incoming, found)

    async def open_form(self, incoming: Incoming, form: Form) -> bool:
        """See `ChatPlatform.open_form`."""
        return await self.of(incoming.place.tenant).open_form(incoming, form)

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        """See `ChatPlatform.fetch`."""
        return await self.of(tenant).fetch(media, size_max=size_max)

    async def open_topic(self, place: Place, name: str) -> str:
        """See `ChatPlatform.open_topic`."""
        return ""

    async def close_topic(self, place: Place) -> None:
        """See `ChatPlatform.close_topic`."""
