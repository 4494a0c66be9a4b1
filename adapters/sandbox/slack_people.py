"""What people say and do in conversations: write, upload, edit, delete, command, open the Home tab, use shortcuts."""

from __future__ import annotations

import base64
import binascii
import re
import uuid

from adapters.sandbox.slack_acts import CannotDo
from adapters.sandbox.slack_books import mint
from adapters.sandbox.slack_files import announce_shared, file_json, keep_file
from adapters.sandbox.slack_forms import rich_text
from adapters.sandbox.slack_limits import Refused
from adapters.sandbox.slack_modals import ModalHand
from adapters.sandbox.slack_payloads import message_action, shortcut, slash_command
from adapters.sandbox.slack_records import Channel, Json, Message, StoredFile
from adapters.sandbox.slack_response_url import answer_interaction

_MENTION = re.compile(r"<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+)(?:\|[^>]*)?>")
_URL = re.compile(r"https?://[^\s<>|]+")


def typed_text(text: str) -> str:
    """What someone typed as Slack stores it: escaped, links in angle brackets, mentions of ids kept."""
    parts, end = [], 0
    for mention in _MENTION.finditer(text):
        parts += [_escaped(text[end : mention.start()]), mention.group()]
        end = mention.end()
    return "".join([*parts, _escaped(text[end:])])


def _escaped(text: str) -> str:
    parts, end = [], 0
    for link in _URL.finditer(text):
        parts += [_entities(text[end : link.start()]), f"<{_entities(link.group())}>"]
        end = link.end()
    return "".join([*parts, _entities(text[end:])])


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Member(ModalHand):
    """A person at their Slack client."""

    def say(self, asked: Json) -> Json:
        """Write a message; the app hears it where its bot is."""
        channel = self.channel(asked.get("channel"))
        message = self._write(channel, asked, {})
        return {"ok": True, "ts": message.ts, "channel": channel.channel_id}

    def _write(self, channel: Channel, asked: Json, more: Json) -> Message:
        text = str(asked.get("text", ""))
        body: Json = {"text": typed_text(text), "client_msg_id": str(uuid.uuid4()), **more}
        if text:
            body["blocks"] = [rich_text(text, mint("", 5))]
        if asked.get("thread_ts"):
            body["thread_ts"] = str(asked["thread_ts"])
        return self.world.publish(channel, self.person, body)

    def upload(self, asked: Json) -> Json:
        """Send a file, or several (`files`), with or without words."""
        channel = self.channel(asked.get("channel"))
        files = [self._kept(each) for each in asked.get("files") or [asked]]
        shown = [file_json(self.world, file) for file in files]
        message = self._write(channel, asked, {"subtype": "file_share", "files": shown, "upload": False})
        for file in files:
            announce_shared(self.world, self.workspace, file, channel, message.ts)
        return {"ok": True, "ts": message.ts, "channel": channel.channel_id, "file": files[0].file_id}

    def _kept(self, given: Json) -> StoredFile:
        try:
            data = base64.b64decode(given["base64"], validate=True)
        except (KeyError, TypeError, binascii.Error) as wrong:
            raise CannotDo(400, "bad_file") from wrong
        mime = given.get("mime", "application/octet-stream")
        return keep_file(self.world, self.workspace, self.person.user_id, given.get("name", "file"), mime, data)

    def edit(self, asked: Json) -> Json:
        """Change one's own message."""
        channel, message = self._own(asked)
        text = str(asked.get("text", ""))
        body: Json = {"text": typed_text(text), "blocks": [rich_text(text, mint("", 5))]}
        self.world.change(channel, message, body, edited_by=self.person)
        return {"ok": True}

    def delete(self, asked: Json) -> Json:
        """Take back one's own message."""
        self.world.remove(*self._own(asked))
        return {"ok": True}

    def _own(self, asked: Json) -> tuple[Channel, Message]:
        channel = self.channel(asked.get("channel"))
        message = self.message(channel, str(asked.get("ts")))
        if message.author is not self.person:
            raise CannotDo(403, "not_your_message")
        return channel, message

    async def command(self, asked: Json) -> Json:
        """Use a slash command; what the app acknowledges with is shown."""
        channel = self.channel(asked.get("channel"))
        name = str(asked["command"])
        books = self.world.books
        address = books.new_response_address(channel, self.person.user_id)
        trigger_id = books.new_trigger(self.workspace, self.person.user_id)
        text = _entities(str(asked.get("text", "")))
        url = self.world.response_url(address)
        payload = slash_command(self.workspace, self.person, channel, name, text, trigger_id, url)
        acked, answer = await self.ask("slash_commands", payload, name)
        if not acked:
            return {"ok": True, "acked": False, "notice": self.person.notices[-1]}
        if answer and (answer.get("text") or answer.get("blocks")):
            try:
                answer_interaction(self.world, address, answer)
            except Refused as refused:
                self.world.books.notice(self.person, "dispatch_failed", f"{name} failed", code=refused.code)
        return {"ok": True, "acked": True, "trigger_id": trigger_id}

    def open_home(self, tab: str = "home") -> Json:
        """Open the app's Home (or Messages) tab; the app is told and publishes what it wants shown."""
        channel = self.channel(None)
        event: Json = {
            "type": "app_home_opened",
            "user": self.person.user_id,
            "channel": channel.channel_id,
            "tab": tab,
            "event_ts": self.world.books.next_ts(channel),
        }
        if tab == "home" and self.person.home is not None:
            event["view"] = self.person.home.as_json()
        if self.workspace.installed:
            self.world.deliveries.event(self.workspace, event)
        return {"ok": True}

    async def shortcut(self, asked: Json) -> Json:
        """Use a global shortcut."""
        trigger_id = self.world.books.new_trigger(self.workspace, self.person.user_id)
        ts = f"{self.world.clock.now().timestamp():.6f}"
        payload = shortcut(self.workspace, self.person, str(asked["callback_id"]), trigger_id, ts)
        return await self._asked(payload, trigger_id)

    async def message_action(self, asked: Json) -> Json:
        """Use a shortcut on a message."""
        channel = self.channel(asked.get("channel"))
        message = self.message(channel, str(asked.get("ts")))
        trigger_id = self.world.books.new_trigger(self.workspace, self.person.user_id)
        ts = f"{self.world.clock.now().timestamp():.6f}"
        callback_id = str(asked["callback_id"])
        address = self.world.books.new_response_address(channel, self.person.user_id, message)
        payload = message_action(self.workspace, self.person, channel, message, callback_id, trigger_id, ts)
        payload["response_url"] = self.world.response_url(address)
        return await self._asked(payload, trigger_id)

    async def _asked(self, payload: Json, trigger_id: str) -> Json:
        acked, _ = await self.ask("interactive", payload, "The shortcut")
        answer: Json = {"ok": True, "acked": acked, "trigger_id": trigger_id}
        return answer if acked else answer | {"notice": self.person.notices[-1]}
