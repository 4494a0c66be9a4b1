"""What all parts of the pretended Slack share, and the few acts that touch several of them at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from adapters.sandbox.clock import WorldClock
from adapters.sandbox.slack_books import Books, WorkspaceSeed
from adapters.sandbox.slack_delivery import Deliveries
from adapters.sandbox.slack_faults import Faults, Pace
from adapters.sandbox.slack_payloads import changed_event, message_event
from adapters.sandbox.slack_records import Channel, Json, Message, Person, ResponseAddress, Workspace
from adapters.sandbox.slack_socket import Sockets
from adapters.sandbox.wire_log import WireLog

_STRAY_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>")


class SlackWorld:
    """Books, faults, pace, sockets and deliveries of one pretended Slack."""

    def __init__(
        self,
        clock: WorldClock,
        wire: WireLog,
        base_url: str,
        seeds: Iterable[WorkspaceSeed],
        *,
        ack_seconds: float,
        trigger_seconds: float,
        own_events: bool,
    ) -> None:
        self.clock = clock
        self.wire = wire
        self.base_url = base_url.rstrip("/")
        self.trigger_seconds = trigger_seconds
        self.own_events = own_events
        self.books = Books(clock)
        self.faults = Faults(clock)
        self.pace = Pace(clock)
        self.sockets = Sockets(wire, self.base_url)
        self.deliveries = Deliveries(self.books, clock, wire, self.faults, self.sockets, ack_seconds)
        self.calls: Counter[str] = Counter()
        for seed in seeds:
            self.books.open_workspace(seed)

    def workspace_of(self, channel: Channel) -> Workspace:
        return self.books.workspaces[channel.team_id]

    def response_url(self, address: ResponseAddress) -> str:
        return f"{self.base_url}/actions/{address.key}"

    def permalink(self, message: Message) -> str:
        link = f"{self.base_url}/archives/{message.channel_id}/p{message.ts.replace('.', '')}"
        if message.in_thread_only:
            link += f"?thread_ts={message.thread_ts}&cid={message.channel_id}"
        return link

    def hears(self, channel: Channel, *, own: bool) -> Workspace | None:
        """The workspace whose app is told about this channel: the bot is in it, and hears its own posts if wanted."""
        workspace = self.workspace_of(channel)
        if not workspace.installed or workspace.bot_user_id not in channel.members or (own and not self.own_events):
            return None
        return workspace

    def publish(self, channel: Channel, author: Person, body: Json) -> Message:
        """Post a message that everyone in the channel sees, and tell the app."""
        message = self.books.post(channel, author, body)
        workspace = self.hears(channel, own=author.is_bot)
        if workspace is not None:
            self.deliveries.event(workspace, message_event(channel, message))
            if not author.is_bot:
                self._announce_mention(workspace, channel, message)
        if not author.is_bot and self.workspace_of(channel).installed:
            self._announce_links(self.workspace_of(channel), channel, message)
        return message

    def _announce_mention(self, workspace: Workspace, channel: Channel, message: Message) -> None:
        if channel.kind == "im" or f"<@{workspace.bot_user_id}" not in message.text:
            return
        kept = ("user", "ts", "client_msg_id", "text", "team", "blocks", "thread_ts", "files")
        event = {key: message.body[key] for key in kept if key in message.body}
        event |= {"type": "app_mention", "channel": channel.channel_id, "event_ts": message.ts}
        self.deliveries.event(workspace, event)

    def _announce_links(self, workspace: Workspace, channel: Channel, message: Message) -> None:
        """Apps are told of links to their domains wherever somebody posts one, also where their bot is not."""
        links = []
        for url in _LINK.findall(message.text):
            host = url.split("/")[2].split(":")[0]
            for domain in workspace.app.unfurl_domains:
                if host == domain or host.endswith("." + domain):
                    links.append({"url": url, "domain": domain})
                    break
        if links:
            event: Json = {
                "type": "link_shared",
                "user": message.author.user_id,
                "channel": channel.channel_id,
                "is_bot_user_member": workspace.bot_user_id in channel.members,
                "message_ts": message.ts,
                "links": links,
                "source": "conversations_history",
                "unfurl_id": f"C{message.ts}.{message.channel_id}",
                "event_ts": message.ts,
            }
            self.deliveries.event(workspace, event)

    def change(self, channel: Channel, message: Message, body: Json, *, edited_by: Person | None) -> None:
        """Replace fields of a message (None removes one), and tell the app."""
        before = dict(message.body)
        for key, value in body.items():
            if value is None:
                message.body.pop(key, None)
            else:
                message.body[key] = value
        ts = self.books.next_ts(channel)
        if edited_by is not None:
            message.body["edited"] = {"user": edited_by.user_id, "ts": ts}
        self.books.touch(message)
        workspace = self.hears(channel, own=message.author.is_bot)
        if workspace is not None and message.ephemeral_to is None:
            self.deliveries.event(
                workspace,
                changed_event(channel, ts, "message_changed", message=dict(message.body), previous_message=before),
            )

    def remove(self, channel: Channel, message: Message) -> None:
        """Delete a message, and tell the app. The record stays for those who watch the channel."""
        message.deleted = True
        self.books.touch(message)
        workspace = self.hears(channel, own=message.author.is_bot)
        if workspace is not None and message.ephemeral_to is None:
            ts = self.books.next_ts(channel)
            event = changed_event(
                channel, ts, "message_deleted", deleted_ts=message.ts, previous_message=dict(message.body)
            )
            self.deliveries.event(workspace, event)

    def join(self, channel: Channel, person: Person, inviter: Person | None = None) -> None:
        """Make someone a member; the app hears of it when the bot is in the channel, or is the one who came."""
        if person.user_id in channel.members:
            return
        channel.members.append(person.user_id)
        workspace = self.hears(channel, own=False)
        if workspace is None:
            return
        event: Json = {
            "type": "member_joined_channel",
            "user": person.user_id,
            "channel": channel.channel_id,
            "channel_type": "C" if channel.kind == "channel" else "G",
            "team": channel.team_id,
            "event_ts": self.books.next_ts(channel),
        }
        if inviter is not None:
            event["inviter"] = inviter.user_id
        self.deliveries.event(workspace, event)

    def revoke(self, workspace: Workspace) -> None:
        """Make the workspace's bot tokens worthless, and tell the app."""
        for token in self.books.tokens.values():
            if token.kind == "bot" and token.team_id == workspace.team_id:
                token.revoked = True
        ts = f"{self.clock.now().timestamp():.6f}"
        event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot_user_id]}, "event_ts": ts}
        self.deliveries.event(workspace, event)

    def uninstall(self, workspace: Workspace) -> None:
        """Remove the app from the workspace: tokens die, and the app hears of both."""
        workspace.installed = False
        self.revoke(workspace)
        ts = f"{self.clock.now().timestamp():.6f}"
        self.deliveries.event(workspace, {"type": "app_uninstalled", "event_ts": ts})


def stored_text(text: str) -> str:
    """A bot's text as Slack keeps it: stray ampersands escaped, overlong text cut at 40,000 characters."""
    return _STRAY_AMPERSAND.sub("&amp;", text)[:40_000]
