"""`ChatPlatform` for Slack, over anything that can make a Web API call; knows no Slack library."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import msgspec

from adapters.slack import render
from adapters.slack.calling import NOT_OFFERED, Caller, CallLost, CallRefused, Refused, chat_error
from adapters.slack.forms import modal
from adapters.slack.home import HomeTab
from adapters.slack.people import People
from adapters.slack.render import MESSAGE_LENGTH_MAX, Message
from adapters.slack.tokens import CHANNEL, person_place
from adapters.slack.uploads import Loading, Uploads
from core.ports.chat import (
    HOME,
    PRIVATE,
    Actor,
    Can,
    ChatError,
    ChatRefused,
    Form,
    Found,
    Incoming,
    Media,
    Place,
    Receipt,
    Screen,
)
from core.ports.files import is_kept
from core.tokens import KeyRing

log = logging.getLogger(__name__)

_PEOPLE_KEPT_MAX = 10_000
_BLOCKS_REFUSED = {"invalid_blocks", "invalid_blocks_format", "file_not_found", "invalid_attachments"}
_PICTURE_WAITS = (0.1, 0.4, 0.9, 1.4)
"""Seconds between tries to show a new file: mostly it is there at once."""
_GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
_LAPSED = {"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id"}


class SlackPlatform:
    """Shows screens in one workspace (or one organisation, where the app is installed for all of it)."""

    channel = CHANNEL
    can = Can(
        forms=True,
        private_answers=True,
        confirm=True,
        text_max=MESSAGE_LENGTH_MAX,
        threads="replies",
        command="/parley ",
    )

    def __init__(
        self,
        caller: Caller,
        ring: KeyRing,
        tenant: str,
        *,
        load: Loading | None = None,
        picture_waits: Sequence[float] = _PICTURE_WAITS,
    ) -> None:
        self.tenant = tenant
        self._caller = caller
        self._ring = ring
        self._uploads = Uploads(caller, load)
        self._picture_waits = picture_waits
        self._people = People(self._call)
        self._home = HomeTab(self._call, ring, NOT_OFFERED)
        self._direct_messages: dict[str, str] = {}

    async def show(self, place: Place, screen: Screen, before: Receipt | None = None, *, anew: bool = False) -> Receipt:
        """Show a screen; see `ChatPlatform.show`. A message that can no longer be edited is sent anew.

        Documents stand above the words, each in a message of its own; they are sent again only when they changed.
        """
        if place.kind == HOME:
            return await self._home.publish(place, screen, before)
        place = await self._conversation(place)
        pictures = await self._pictures(screen.media, once=screen.fleeting)
        fleeting = tuple(filter(None, pictures.values())) if screen.fleeting else ()
        try:
            receipt = await self._shown(place, screen, before, pictures, anew=anew)
        except ChatError:
            await self._put_aside(place, fleeting, None)
            raise
        # Pictures of such a screen are files by themselves: remembered below the words, they are deleted with them.
        return replace(receipt, parts=(*receipt.parts, *fleeting))

    async def _shown(
        self, place: Place, screen: Screen, before: Receipt | None, pictures: Mapping[str, str], *, anew: bool
    ) -> Receipt:
        drawn = render.messages(screen, place, self._ring, pictures)
        documents = [media for media in screen.media if media.kind == "document"]
        shown = before.parts if before is not None else ()
        above, same = _standing(before, documents)
        if anew or not shown or not same:
            # An answer stands in the thread of what it answers, and in the conversation as well.
            place = replace(place, thread=screen.reply_to) if screen.reply_to and not place.thread else place
            parts = await self._share(place, documents)
            aloud = bool(screen.reply_to) or screen.aloud
            receipt = await self._post(place, drawn, parts, documents=documents, aloud=aloud)
            await self._put_aside(place, shown[:above], None)
            line = None if screen.fleeting or not anew else render.outdated(screen)
            left = await self._put_aside(place, shown[above:], line)
            return _with_left(receipt, left) if screen.fleeting else receipt
        edited = await self._update(place, drawn, shown[above:])
        receipt = await self._post(
            place, drawn[len(edited) :], (*shown[:above], *edited), whole=drawn, documents=documents
        )
        left = await self._put_aside(place, shown[above + len(edited) :], None)
        return _with_left(receipt, left) if screen.fleeting else receipt

    async def about(self, actor: Actor) -> Actor:
        """The person with the language and zone of their Slack settings, asked once."""
        return await self._people.about(actor)

    async def answer(self, incoming: Incoming, toast: str = "", *, alert: bool = False) -> None:
        """Say a private word about a press: Slack ends the spinner itself, at the acknowledgement.

        In a channel the word is for the one person only. In private it answers through the response URL while
        that lives, else it is a short message. `alert` makes no difference on Slack.
        """
        if not toast.strip():
            return
        word, place = render.note(toast), incoming.place
        if place.kind == HOME:
            place = person_place(place.tenant, incoming.actor.user)
        with suppress(Refused):  # too late, or the person has left the channel: there is nobody to tell
            if place.kind != PRIVATE and await self._whispered(place, incoming.actor.user, word):
                return
            if place.kind != PRIVATE:
                place = person_place(place.tenant, incoming.actor.user)
            if not await self._respond(incoming.reply_token, word):
                await self._call(*render.posting(await self._conversation(place), word))

    async def _whispered(self, place: Place, user: str, word: Message) -> bool:
        """Say something to one person in a channel; False where Slack does not offer that."""
        try:
            await self._call(*render.whispering(place, user, word))
        except Refused as refusal:
            return refusal.code not in NOT_OFFERED
        return True

    async def offer(self, incoming: Incoming, found: Found) -> None:
        """Show what was found below the links to it; Slack has no other searches outside of our own places."""
        if not found.cards:
            return
        shown = {card.id: {"blocks": render.preview_of(card)} for card in found.cards}
        given = incoming.values
        at_slack = {"unfurl_id": given.get("unfurl_id", ""), "source": given.get("source", "")}
        where = at_slack if all(at_slack.values()) else {"channel": incoming.place.chat, "ts": given["message_ts"]}
        with suppress(Refused):  # the message is gone, or the app may not show anything there
            await self._call("chat.unfurl", {**where, "unfurls": shown})

    async def open_form(self, incoming: Incoming, form: Form) -> bool:
        """Open a modal; False when Slack does not open it: its questions are then asked in the conversation."""
        if not incoming.form_key:
            return False
        view = modal(form, tenant=incoming.place.tenant, user=incoming.actor.user, ring=self._ring)
        try:
            await self._call("views.open", {"trigger_id": incoming.form_key, "view": view})
        except Refused as refusal:
            if refusal.code not in _LAPSED:
                log.error("slack does not open a form: %s", refusal.code)
            return False
        return True

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        """The bytes of a file a person shared. Raises ChatRefused when it is larger than `size_max` or gone."""
        answer = await self._call("files.info", {"file": media.ref})
        file = answer.get("file")
        about: Mapping[str, Any] = file if isinstance(file, Mapping) else {}
        size, address = about.get("size"), about.get("url_private_download") or about.get("url_private")
        if isinstance(size, int) and size > size_max:
            raise Refused("file_too_large")
        if not isinstance(address, str):
            raise Refused("file_not_found")
        try:
            return await self._caller.download(address, size_max=size_max)
        except (CallRefused, CallLost) as failure:
            raise chat_error(failure) from None

    async def open_topic(self, place: Place, name: str) -> str:
        """Slack opens no place inside a channel: whatever is answered to a message stands below it."""
        return ""

    async def close_topic(self, place: Place) -> None:
        """A thread stays open."""

    # --- messages ---------------------------------------------------------------------------------------------

    async def _post(
        self,
        place: Place,
        drawn: Sequence[Message],
        parts: tuple[str, ...] = (),
        *,
        whole: Sequence[Message] = (),
        documents: Sequence[Media] = (),
        aloud: bool = False,
    ) -> Receipt:
        """Send messages below the `parts` that stand already; together they show `whole`.

        Once one is out, a failure must not read as "nothing was sent": the receipt then has no digest.
        """
        posted = bool(parts) and not whole
        for message in drawn:
            try:
                answer = await self._say(*render.posting(place, message, aloud=aloud))
            except ChatError:
                if not posted:
                    raise
                return Receipt(parts)
            posted = True
            # A message without a name can not be edited: what comes next is sent below it.
            parts = (*parts, ts) if (ts := str(answer.get("ts") or "")) else parts
        return Receipt(parts, _digest(whole or drawn, documents))

    async def _share(self, place: Place, documents: Sequence[Media]) -> tuple[str, ...]:
        """Send documents of ours. One that Slack does not take is left out, so that the words still arrive."""
        parts: tuple[str, ...] = ()
        for media in documents:
            try:
                part = await self._uploads.document(place, media)
            except (CallRefused, CallLost) as failure:
                error = chat_error(failure)
                if not parts and not isinstance(error, Refused):
                    raise error from None
                part = ""
            parts = (*parts, part) if part else parts
        return parts

    async def _pictures(self, media: Sequence[Media], *, once: bool) -> dict[str, str]:
        """Slack's ids of our pictures; `once` are those that are deleted afterwards. One that it does not take is left out."""
        found = {}
        for item in media:
            if item.kind == "photo":
                try:
                    found[item.ref] = await self._uploads.picture(item, once=once)
                except (CallRefused, CallLost) as failure:
                    error = chat_error(failure)
                    if not isinstance(error, Refused):
                        raise error from None
        return found

    async def _say(self, method: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """Post or change a message. Slack needs a moment before a block may show a new file; when it never comes to
        that, the words go without the pictures."""
        pictures = {block["slack_file"]["id"] for block in params["blocks"] if "slack_file" in block}
        for seconds in self._picture_waits if pictures else ():
            try:
                return await self._call(method, params)
            except Refused as refusal:
                if refusal.code not in _BLOCKS_REFUSED:
                    raise
            await asyncio.sleep(seconds)
        if pictures:
            self._uploads.forget(pictures)
            words = [block for block in params["blocks"] if "slack_file" not in block]
            params = {**params, "blocks": words or list(render.note(params["text"]).blocks)}
        return await self._call(method, params)

    async def _update(self, place: Place, drawn: Sequence[Message], shown: Sequence[str]) -> tuple[str, ...]:
        """Edit what is shown, in order, up to the first message that cannot be edited any more."""
        edited: tuple[str, ...] = ()
        for ts, message in zip(shown, drawn, strict=False):
            try:
                await self._say(*render.updating(place, ts, message))
            except Refused as refusal:
                if refusal.code in _GONE or refusal.code in NOT_OFFERED:
                    break
                raise
            edited = (*edited, ts)
        return edited

    async def _put_aside(self, place: Place, parts: Sequence[str], line: Message | None) -> tuple[str, ...]:
        """Turn the first of some outdated messages into a short line, if given, and delete the others; what Slack could not
        be asked about.

        The new ones are out by now, so nothing that fails here may undo that; old buttons are harmless.
        """
        left = []
        for ts in parts:
            try:
                if line is not None:
                    await self._call(*render.updating(place, ts, line))
                elif "." in ts:
                    await self._call("chat.delete", {"channel": place.chat, "ts": ts})
                else:
                    await self._call("files.delete", {"file": ts})
            except ChatRefused:
                pass
            except ChatError:
                left.append(ts)
            line = None
        return tuple(left)

    async def _conversation(self, place: Place) -> Place:
        """The place with a conversation to post to: a person's direct message is opened on first use."""
        if place.kind != PRIVATE or not place.chat.startswith(("U", "W")):
            return place
        chat = self._direct_messages.get(place.chat)
        if chat is None:
            chat = await self._opened(place.chat) or place.chat
            if len(self._direct_messages) >= _PEOPLE_KEPT_MAX:
                self._direct_messages.clear()
            self._direct_messages[place.chat] = chat
        return replace(place, chat=chat)

    async def _opened(self, user: str) -> str:
        """A person's direct message; empty where Slack opens none for us. Posting to the person opens it as well."""
        try:
            answer = await self._call("conversations.open", {"users": user})
        except Refused as refusal:
            log.warning("slack opens no conversation: %s", refusal.code)
            return ""
        opened = answer.get("channel")
        return str(opened.get("id") or "") if isinstance(opened, Mapping) else ""

    # --- calls ------------------------------------------------------------------------------------------------

    async def _call(self, method: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            return await self._caller.call(method, params)
        except (CallRefused, CallLost) as failure:
            raise chat_error(failure) from None

    async def _respond(self, address: str, word: Message) -> bool:
        """Answer privately through a response URL; False when there is none, or Slack no longer takes it."""
        if not address:
            return False
        body = {"text": word.text, "blocks": list(word.blocks), "response_type": "ephemeral", "replace_original": False}
        try:
            await self._caller.respond(address, body)
        except CallRefused:
            return False
        except CallLost as failure:
            raise chat_error(failure) from None
        return True


def _digest(drawn: Sequence[Message], documents: Sequence[Media]) -> str:
    """What is shown: the words, and how many documents above them, and which."""
    return f"{_hashed([(message.text, message.blocks) for message in drawn])}{_documents(documents)}"


def _documents(documents: Sequence[Media]) -> str:
    named = [(media.ref, media.name) for media in documents]
    return f".{len(named)}.{_hashed(named)}" if named else ""


def _hashed(value: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()


def _with_left(receipt: Receipt, left: tuple[str, ...]) -> Receipt:
    """What stands there yet and may not is remembered: the next try takes it away."""
    return Receipt((*receipt.parts, *left)) if left else receipt


def _standing(before: Receipt | None, documents: Sequence[Media]) -> tuple[int, bool]:
    """How many of the parts shown before are documents, and whether they are the ones to show now.

    A made document may have changed behind the same reference, so it never counts as the same.
    """
    _, _, about = (before.digest if before is not None else "").partition(".")
    count = int(about.partition(".")[0] or 0)
    same = f".{about}" == (_documents(documents) or ".") and all(is_kept(media.ref) for media in documents)
    return min(count, len(before.parts) if before else 0), same
