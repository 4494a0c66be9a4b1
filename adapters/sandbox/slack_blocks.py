"""Block Kit's blocks: their shapes, where each may stand, and the marks Slack itself adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.sandbox.slack_books import mint
from adapters.sandbox.slack_elements import (
    ELEMENTS,
    ID,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    SLACK_FILE,
    URL,
    either,
    mrkdwn,
    plain,
)
from adapters.sandbox.slack_records import Json
from adapters.sandbox.slack_shapes import (
    Check,
    Need,
    anything,
    at_least_one,
    by_type,
    exactly_one,
    flag,
    items,
    one_of,
    shape,
    text,
    whole,
)

_BASE: dict[str, Check | Need] = {"type": Need(anything), "block_id": ID}


def _block(*beyond: Check, **fields: Check | Need) -> Check:
    return shape(*beyond, **(_BASE | fields))


def _leaf(**fields: Check | Need) -> Check:
    return shape(type=Need(anything), style=anything, **fields)


_LEAF = by_type(
    {
        "text": _leaf(text=Need(text(12_000))),
        "link": _leaf(url=Need(URL), text=text(12_000), unsafe=flag),
        "user": _leaf(user_id=Need(text(32, 1))),
        "usergroup": _leaf(usergroup_id=Need(text(32, 1))),
        "channel": _leaf(channel_id=Need(text(32, 1))),
        "team": _leaf(team_id=Need(text(32, 1))),
        "emoji": _leaf(name=Need(text(255, 1)), unicode=text(255), url=text(3000)),
        "broadcast": _leaf(range=Need(one_of("here", "channel", "everyone"))),
        "color": _leaf(value=Need(text(32, 1))),
        "date": _leaf(timestamp=Need(anything), format=Need(text(255, 1)), url=text(3000), fallback=text(255)),
    }
)
_LEAVES = Need(items(_LEAF, 1000, 0))
_RICH_SECTION = shape(type=Need(anything), elements=_LEAVES)
_RICH_PARTS: dict[str, Check] = {
    "rich_text_section": _RICH_SECTION,
    "rich_text_preformatted": shape(type=Need(anything), elements=_LEAVES, border=one_of(0, 1), language=text(64)),
    "rich_text_quote": shape(type=Need(anything), elements=_LEAVES, border=one_of(0, 1)),
    "rich_text_list": shape(
        type=Need(anything),
        style=Need(one_of("bullet", "ordered")),
        elements=Need(items(by_type({"rich_text_section": _RICH_SECTION}), 1000, 0)),
        indent=whole(0, 8),
        offset=whole(0, 1_000_000),
        border=one_of(0, 1),
    ),
}
_RICH_TEXT = _block(elements=Need(items(by_type(_RICH_PARTS), 1000, 0)))
_CELL = by_type(
    {
        "raw_text": shape(type=Need(anything), text=Need(text(10_000))),
        "raw_number": shape(type=Need(anything), text=Need(text(10_000)), value=Need(anything)),
        "rich_text": _RICH_TEXT,
    }
)
_PICTURE = by_type(ELEMENTS, frozenset({"image"}))
_CARD = _block(
    at_least_one("hero_image", "title", "actions", "body"),
    title=mrkdwn(150),
    subtitle=mrkdwn(150),
    body=mrkdwn(200),
    hero_image=_PICTURE,
    icon=_PICTURE,
    actions=items(by_type(ELEMENTS, frozenset({"button"})), 3),
)

BLOCKS: dict[str, Check] = {
    "section": _block(
        at_least_one("text", "fields"),
        text=either(3000),
        fields=items(either(2000), 10),
        accessory=by_type(ELEMENTS, IN_SECTION),
        expand=flag,
    ),
    "divider": _block(),
    "header": _block(text=Need(plain(150)), level=whole(1, 6)),
    "actions": _block(elements=Need(items(by_type(ELEMENTS, IN_ACTIONS), 25))),
    "context": _block(
        elements=Need(
            items(
                by_type(
                    {
                        "plain_text": shape(type=Need(anything), text=Need(text(3000, 1)), emoji=flag),
                        "mrkdwn": shape(type=Need(anything), text=Need(text(3000, 1)), verbatim=flag),
                        "image": ELEMENTS["image"],
                    }
                ),
                10,
            )
        )
    ),
    "image": _block(
        exactly_one("image_url", "slack_file"),
        image_url=URL,
        slack_file=SLACK_FILE,
        alt_text=Need(text(2000, 1)),
        title=plain(2000),
    ),
    "input": _block(
        label=Need(plain(2000)),
        element=Need(by_type(ELEMENTS, IN_INPUT)),
        hint=plain(2000),
        optional=flag,
        dispatch_action=flag,
    ),
    "file": _block(external_id=Need(text(255, 1)), source=Need(one_of("remote"))),
    "markdown": _block(text=Need(text(12_000, 1))),
    "rich_text": _RICH_TEXT,
    "table": _block(rows=Need(items(items(_CELL, 20), 100)), column_settings=items(anything, 20, 0)),
    "card": _CARD,
    "carousel": _block(elements=Need(items(by_type({"card": _CARD}), 10))),
    "alert": _block(text=Need(either(3000)), level=one_of("default", "info", "warning", "error", "success")),
    "video": _block(
        alt_text=Need(text(2000, 1)),
        title=Need(plain(200)),
        thumbnail_url=Need(URL),
        video_url=Need(URL),
        author_name=text(50),
        description=plain(200),
        provider_icon_url=URL,
        provider_name=text(50),
        title_url=URL,
    ),
}
_MESSAGE_ONLY = frozenset({"file", "markdown", "table", "card", "carousel"})
MESSAGE_BLOCK = by_type(BLOCKS)
VIEW_BLOCK = by_type(BLOCKS, frozenset(BLOCKS) - _MESSAGE_ONLY)


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json, str]]:
    """Every element that can carry an action: (its block, the element, its JSON pointer below the list)."""
    for place, block in enumerate(blocks):
        yield from _elements_in(block, f"/{place}")


def _elements_in(block: Json, at: str) -> Iterator[tuple[Json, Json, str]]:
    kind = block["type"]
    if kind == "section" and block.get("accessory", {}).get("type", "image") != "image":
        yield block, block["accessory"], f"{at}/accessory"
    elif kind == "input":
        yield block, block["element"], f"{at}/element"
    elif kind in ("actions", "card"):
        field = "elements" if kind == "actions" else "actions"
        for place, element in enumerate(block.get(field, [])):
            yield block, element, f"{at}/{field}/{place}"
    elif kind == "carousel":
        for place, card in enumerate(block["elements"]):
            yield from _elements_in(card, f"{at}/elements/{place}")


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks as Slack stores them: every block and every element has an id, made up where none was given."""
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = mint("", 5)
    for block, element, _ in elements_of(blocks):
        if not block.get("block_id"):
            block["block_id"] = mint("", 5)
        if not element.get("action_id"):
            element["action_id"] = mint("", 5)
    return blocks


def total_text(value: Any) -> int:
    """How many characters all texts inside a block tree have together."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(total_text(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(total_text(inner) for inner in value)
    return 0
