"""Speaks to people on Telegram: shows screens, ends spinners, fetches files; turns refusals into chat errors."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from typing import Any

from adapters.telegram import topics
from adapters.telegram.albums import album_call, albums
from adapters.telegram.calling import (
    TOO_MANY_REQUESTS,
    Caller,
    CallLost,
    CallRefused,
    Files,
    Loading,
    chat_errors,
    is_about_content,
)
from adapters.telegram.inline import answer_call
from adapters.telegram.render import (
    ELLIPSIS,
    TOAST_UNITS_MAX,
    Call,
    Message,
    cut,
    deletion,
    digest_of,
    messages,
    plain_message,
    short_line,
    visible,
)
from adapters.telegram.tokens import CHANNEL
from core.ports.chat import (
    PRIVATE,
    Actor,
    Can,
    ChatUnreachable,
    Form,
    Found,
    Incoming,
    Media,
    Place,
    Receipt,
    Screen,
)
from core.ports.files import FileGone, is_kept, made_by
from core.tokens import KeyRing

_NOT_THERE = (404, 405, 501)
_FILE_IDS_MAX = 2_000
_ACTIONS = {"photo": "upload_photo", "document": "upload_document"}

_SAME = "message is not modified"
_UNPARSED = "can't parse entities"
_TOO_LATE = ("query is too old", "query id is invalid")
_NO_TEXT = "there is no text in the message"
_UNKNOWN_METHOD = "the method is not known here"
_UNEDITABLE = (
    _UNKNOWN_METHOD,
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    _NO_TEXT,
)


class TelegramPlatform:
    """`core.ports.chat.ChatPlatform` for one bot; `tenant` is the bot's id."""

    channel = CHANNEL
    can = Can(forms=False, private_answers=False, confirm=False, text_max=4096, threads="topics")

    def __init__(
        self, caller: Caller, ring: KeyRing, tenant: str, *, load: Loading | None = None, styles: bool = True
    ) -> None:
        self._caller = caller
        self._ring = ring
        self._tenant = tenant
        self._load = load
        self._styles = styles
        self._file_ids: dict[str, str] = {}

    async def show(self, place: Place, screen: Screen, before: Receipt | None = None, *, anew: bool = False) -> Receipt:
        """See the port. A screen whose number of messages changed, or whose message is gone, is sent anew."""
        self._expect_own(place)
        shown = messages(place, screen, self._ring, styles=self._styles)
        old = before.parts if before else ()
        with chat_errors():
            # Of what may not stay, the messages that are too many are taken away.
            edited = old[: len(shown)] if screen.fleeting else old
            if old and not anew and len(edited) == len(shown) and await self._edit_all(place, shown, edited):
                receipt, old = Receipt(edited, digest_of(shown)), old[len(edited) :]
            else:
                receipt = await self._send_all(place, shown, old)
            if not receipt.digest or not old:
                return receipt
            left = await self._retire(place, old, short_line(screen), whole=screen.fleeting)
            # What stands there yet and may not is remembered: the next try takes it away.
            return Receipt((*receipt.parts, *left)) if left and screen.fleeting else receipt

    async def about(self, actor: Actor) -> Actor:
        """Telegram says a person's language with everything they do, or not at all."""
        return actor

    async def answer(self, incoming: Incoming, toast: str = "", *, alert: bool = False) -> None:
        """See the port. Without a press to answer, a toast becomes a short message; so does one that is too long for the
        bubble over a private chat, which then shows how it begins."""
        whole = visible(toast).strip()
        text = cut(whole, TOAST_UNITS_MAX)
        with chat_errors():
            said = incoming.reply_token != "" and await self._ended(incoming.reply_token, text, alert=alert)
            if text and (not said or (text != whole and incoming.place.kind == PRIVATE)):
                self._expect_own(incoming.place)
                await self._perform(plain_message(toast).sending(incoming.place))

    async def _ended(self, query: str, text: str, *, alert: bool) -> bool:
        """End a spinner; False when that could not be done, and its words have to be said otherwise."""
        words = {"text": text, "show_alert": alert} if text else {}
        try:
            await self._call("answerCallbackQuery", {"callback_query_id": query, **words})
        except CallRefused as refused:
            if not refused.says(*_TOO_LATE) and not is_about_content(refused):
                raise
            return refused.says(*_TOO_LATE)
        return True

    async def offer(self, incoming: Incoming, found: Found) -> None:
        """See the port."""
        call = answer_call(incoming, found, self._ring)
        with chat_errors():
            try:
                await self._call(call.method, call.params)
            except CallRefused as refused:
                if not refused.says(*_TOO_LATE):
                    raise

    async def open_form(self, incoming: Incoming, form: Form) -> bool:
        """Telegram has no modals: forms are asked question by question."""
        return False

    async def fetch(self, media: Media, *, size_max: int, tenant: str = "") -> bytes:
        """See the port. `ChatRefused` when the file is larger than `size_max` bytes, or than the 20 MB Telegram gives."""
        with chat_errors():
            file = await self._call("getFile", {"file_id": media.ref})
            path = file.get("file_path") if isinstance(file, Mapping) else None
            if not isinstance(path, str) or not path:
                raise CallLost("getFile named no file")
            size = file.get("file_size")
            if isinstance(size, int) and size > size_max:
                raise CallRefused(413, "file is too big")
            return await self._caller.download(path, size_max=size_max)

    async def open_topic(self, place: Place, name: str) -> str:
        """See the port."""
        self._expect_own(place)
        with chat_errors():
            try:
                made = await self._call(*topics.opening(place, name))
            except CallRefused as refused:
                if is_about_content(refused):
                    return ""
                raise
            return topics.opened(made)

    async def close_topic(self, place: Place) -> None:
        """See the port."""
        self._expect_own(place)
        with chat_errors():
            try:
                await self._call(*topics.closing(place))
            except CallRefused as refused:
                if not is_about_content(refused):
                    raise

    async def _send_all(self, place: Place, shown: tuple[Message, ...], old: tuple[str, ...]) -> Receipt:
        """Once something has been sent, a failure no longer raises: the receipt says what is there, without a digest.

        The old parts stay in such a receipt, so that the next attempt still retires them.
        """
        sent: list[str] = []
        for run in albums(shown):
            try:
                sent += await self._send_run(place, run)
            except (CallRefused, CallLost):
                if not sent:
                    raise
                return Receipt((*old, *sent), "")
        if not sent:
            raise CallRefused(400, "none of the files was taken")
        return Receipt(tuple(sent), digest_of(shown))

    async def _send_run(self, place: Place, run: list[Message]) -> list[str]:
        """Files side by side as an album, everything else one by one; an album that is not taken goes one by one."""
        if len(run) > 1:
            try:
                return await self._send_album(place, run)
            except CallRefused as refused:
                if not is_about_content(refused):
                    raise
        parts = []
        for message in run:
            part = await self._send(place, message)
            parts += [part] if part else []
        return parts

    async def _send_album(self, place: Place, run: list[Message]) -> list[str]:
        values: list[str] = []
        uploads: dict[str, tuple[str, bytes]] = {}
        names: list[tuple[str, Media]] = []
        for number, message in enumerate(run):
            assert message.media is not None
            call, files, known_as = await self._attached(message.sending(place), message.media)
            names.append((known_as, message.media))
            if files:
                uploads[f"file{number}"] = files["file"]
                values.append(f"attach://file{number}")
            else:
                values.append(str(call.params[message.media.kind]))
        call = album_call(place, run, values)
        results = await self._call(call.method, call.params, uploads or None)
        if not isinstance(results, list) or len(results) != len(run):
            raise CallLost("the answer names no messages")
        for (known_as, media), result in zip(names, results, strict=True):
            self._remember(known_as, media, result)
        return [str(result.get("message_id")) for result in results if isinstance(result, Mapping)]

    async def _send(self, place: Place, message: Message) -> str:
        """The id of the new message. A file that Telegram does not take is left out, so that the words still arrive;
        empty when there were none."""
        try:
            result = await self._perform(message.sending(place), message.media)
        except CallRefused as refused:
            if message.media is None or not is_about_content(refused):
                raise
            if not message.html and not message.keyboard:
                return ""
            words = plain_message(message.plain or ELLIPSIS)
            bare = Message(message.html or words.html, words.plain, message.keyboard)
            result = await self._perform(bare.sending(place))
        part = result.get("message_id") if isinstance(result, Mapping) else None
        if not isinstance(part, int):
            raise CallLost("the answer names no message")
        return str(part)

    async def _edit_all(self, place: Place, shown: tuple[Message, ...], parts: tuple[str, ...]) -> bool:
        """False when some message cannot be edited into what it should show."""
        for message, part in zip(shown, parts, strict=True):
            try:
                await self._perform(message.editing(place, part), message.media)
            except CallRefused as refused:
                if refused.says(_SAME):
                    continue
                if refused.says(*_UNEDITABLE) or (message.media and is_about_content(refused)):
                    return False
                raise
        return True

    async def _retire(self, place: Place, parts: tuple[str, ...], line: Message, *, whole: bool) -> tuple[str, ...]:
        """Leave one short line of an old screen, or nothing where the `whole` of it has to go; what Telegram could not be
        asked about. The new one is there already, so a failure here is only untidy: the old buttons carry an old revision
        and answer with the present card."""
        for position, part in reversed(list(enumerate(parts))):
            try:
                if (position == 0 and not whole) or not await self._deleted(place, part):
                    await self._shorten(place, part, line)
            except CallRefused as refused:
                if refused.code == TOO_MANY_REQUESTS:
                    return parts[: position + 1]
            except CallLost:
                return parts[: position + 1]
        return ()

    async def _deleted(self, place: Place, part: str) -> bool:
        """Telegram deletes messages for 48 hours only."""
        try:
            await self._perform(deletion(place, part))
        except CallRefused as refused:
            if refused.code == TOO_MANY_REQUESTS:
                raise
            return False
        return True

    async def _shorten(self, place: Place, part: str, line: Message) -> None:
        try:
            await self._perform(line.editing(place, part))
        except CallRefused as refused:
            if not refused.says(_NO_TEXT):
                raise
            await self._perform(line.captioning(place, part))

    async def _perform(self, call: Call, media: Media | None = None) -> Any:
        files: Files | None = None
        known_as = ""
        if media is not None:
            call, files, known_as = await self._attached(call, media)
        try:
            result = await self._call(call.method, call.params, files)
        except CallRefused as refused:
            if not refused.says(_UNPARSED):
                raise
            bare = call.unformatted()
            result = await self._call(bare.method, bare.params, files)
        if media is not None and files:
            self._remember(known_as, media, result)
        return result

    async def _call(self, method: str, params: Mapping[str, Any], files: Files | None = None) -> Any:
        """One call. A server may know less than Telegram does: whatever is more than a plain message can be done without,
        so not knowing it counts as not taking it."""
        try:
            return await self._caller.call(method, params, files)
        except CallRefused as refused:
            if refused.code in _NOT_THERE and method != "sendMessage":
                raise CallRefused(400, _UNKNOWN_METHOD) from None
            raise

    async def _attached(self, call: Call, media: Media) -> tuple[Call, Files | None, str]:
        """The call with its file: known to Telegram already, ours to upload, or by the platform's own id.

        A kept file never changes, so its reference is what Telegram knows it by; a made one is known by its bytes.
        """
        known_as = f"{media.kind} {media.ref}"
        if is_kept(media.ref) and known_as in self._file_ids:
            return call.with_file(media, self._file_ids[known_as]), None, known_as
        await self._say_busy(call, media)
        try:
            content = await self._load(media.ref) if self._load else None
        except FileGone:
            raise CallRefused(400, "the file is gone") from None
        if content is None:
            return call, None, known_as
        if not is_kept(media.ref):
            known_as = f"{media.kind} {media.name} {hashlib.sha256(content).hexdigest()}"
            if known_as in self._file_ids:
                return call.with_file(media, self._file_ids[known_as]), None, known_as
        return call.with_file(media, "attach://file"), {"file": (media.name or media.kind, content)}, known_as

    async def _say_busy(self, call: Call, media: Media) -> None:
        """Whoever waits for something that has to be made first is shown that it is being sent."""
        if made_by(media.ref) is None or not call.method.startswith("send"):
            return
        action = {"chat_id": call.params["chat_id"], "action": _ACTIONS[media.kind]}
        if "message_thread_id" in call.params:
            action["message_thread_id"] = call.params["message_thread_id"]
        with contextlib.suppress(CallRefused, CallLost):
            await self._call("sendChatAction", action)

    def _remember(self, known_as: str, media: Media, result: Any) -> None:
        """Telegram keeps what was uploaded; the next showing names it instead of uploading it again."""
        shown = result.get(media.kind) if isinstance(result, Mapping) else None
        file = shown[-1] if isinstance(shown, list) and shown else shown
        file_id = file.get("file_id") if isinstance(file, Mapping) else None
        if isinstance(file_id, str):
            if len(self._file_ids) >= _FILE_IDS_MAX:
                del self._file_ids[next(iter(self._file_ids))]
            self._file_ids[known_as] = file_id

    def _expect_own(self, place: Place) -> None:
        """Another bot's chats are out of reach: a bot cannot write to people who never met it."""
        if place.tenant != self._tenant:
            raise ChatUnreachable("the chat belongs to another bot")
