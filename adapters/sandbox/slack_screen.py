"""What people see: messages, modals and Home tabs, flattened for tests and for a page that draws them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from adapters.sandbox.slack_blocks import elements_of
from adapters.sandbox.slack_elements import listed_options
from adapters.sandbox.slack_forms import label_of
from adapters.sandbox.slack_records import Channel, Json, Message, Person, View

_WITH_OPTIONS = frozenset({"overflow", "static_select", "radio_buttons", "checkboxes", "multi_static_select"})
_ON_ONE_LINE = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})


def pressables(blocks: list[Json]) -> Iterator[tuple[Json, Json, Json | None]]:
    """Everything with words to press: (block, element, option), the option being None for buttons."""
    for block, element, _ in elements_of(blocks):
        if element["type"] == "button":
            yield block, element, None
        elif element["type"] in _WITH_OPTIONS:
            for option in listed_options(element):
                yield block, element, option


def buttons(blocks: list[Json]) -> list[Json]:
    """The buttons and options of blocks, with the words on them."""
    rows = []
    for block, element, option in pressables(blocks):
        shown = option or element
        row: Json = {
            "label": label_of(shown),
            "kind": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": shown.get("value"),
            "style": element.get("style"),
        }
        if "url" in shown:
            row["url"] = shown["url"]
        if "confirm" in element:
            row["confirm"] = element["confirm"]
        rows.append(row)
    return rows


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict) and value.get("type") in _ON_ONE_LINE:
        yield "".join(str(part.get("text", "")) for part in value["elements"])
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key not in ("confirm", "placeholder", "option_groups", "options"):
                yield from _texts(inner)


def shown_text(body: Json) -> str:
    """All words a person reads, one text a line: the blocks where there are any, else the text."""
    if body.get("blocks"):
        return html.unescape("\n".join(_texts(body["blocks"])))
    return html.unescape(str(body.get("text", "")))


def message_row(message: Message, *, base_url: str) -> Json:
    """One message of a channel."""
    row: Json = {
        "ts": message.ts,
        "seq": message.seq,
        "from": "bot" if message.author.is_bot else "person",
        "user": message.author.user_id,
        "name": message.author.real_name,
        "text": message.text,
        "shown": shown_text(message.body),
        "blocks": message.blocks,
        "edited": "edited" in message.body,
        "buttons": buttons(message.blocks) if message.author.is_bot else [],
    }
    if message.thread_ts is not None:
        row["thread_ts"] = message.thread_ts
    if message.ephemeral_to is not None:
        row["ephemeral_to"] = message.ephemeral_to
    for field in ("files", "attachments", "reactions"):
        if message.body.get(field):
            row[field] = message.body[field]
    if "files" in row:
        row["files"] = [
            {
                "id": file["id"],
                "name": file["name"],
                "title": file["title"],
                "mime": file["mimetype"],
                "size": file["size"],
                "url": f"{base_url}/_files/{file['id']}",
            }
            for file in row["files"]
        ]
    return row


def visible(channel: Channel, user_id: str | None) -> list[Message]:
    """The messages someone sees, oldest first; ephemeral ones only for the person they are for."""
    seen = [
        message
        for message in channel.messages.values()
        if not message.deleted and message.ephemeral_to in (None, user_id)
    ]
    return sorted(seen, key=lambda message: float(message.ts))


def channel_screen(channel: Channel, user_id: str | None, after: int, *, base_url: str) -> Json:
    """A channel's messages that are new or changed after a sequence number, and those deleted since."""
    rows = [message_row(message, base_url=base_url) for message in visible(channel, user_id) if message.seq > after]
    deleted = [m.ts for m in channel.messages.values() if m.deleted and m.seq > after]
    return {
        "id": channel.channel_id,
        "name": channel.name,
        "kind": channel.kind,
        "seq": channel.seq,
        "messages": rows,
        "deleted": deleted,
    }


def view_screen(view: View | None) -> Json | None:
    """A modal or Home tab with what is filled in and the errors under its inputs."""
    if view is None:
        return None
    return view.as_json() | {
        "values": view.values,
        "errors": view.errors,
        "buttons": buttons(view.blocks),
        "shown": shown_text({"blocks": view.blocks}),
    }


def person_screen(person: Person) -> Json:
    """What stands beside the channels: the top modal, the Home tab, and Slack's own notices."""
    return {
        "id": person.user_id,
        "team_id": person.team_id,
        "seq": person.seq,
        "modal": view_screen(person.modals[-1] if person.modals else None),
        "modals": len(person.modals),
        "home": view_screen(person.home),
        "notices": person.notices,
    }
