"""Three ways to see a screen: as it is, as Telegram shows it, and as Slack shows it. Each refuses what its platform would.

A script is written once and played on all three: it reads words and presses buttons by what stands on them. On the two
platforms what is pressed is what travels over the wire, a sealed token, which has to open to the same meaning again.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.slack import forms as slack_forms
from adapters.slack import render as slack
from adapters.slack import tokens as slack_tokens
from adapters.telegram import render as telegram
from adapters.telegram import tokens as telegram_tokens
from core.ports.chat import Do, Form, Place, Screen, Url
from core.tokens import KeyRing

RING = KeyRing({"a": b"a" * 32}, "a")
_UNSEEN = re.compile("[\u200b\u2060\u2068\u2069\u200e\u200f]")
_TAG = re.compile(r"</?(?:b|i|blockquote)>")


def visible(text: str) -> str:
    """What a person reads: without marks that only steer the text, and with spaces as one."""
    return " ".join(_UNSEEN.sub("", text).split())


def squeezed(text: str) -> str:
    """For comparing across line and message breaks."""
    return "".join(_UNSEEN.sub("", text).split())


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen as somebody sees it: all words, and the buttons in order with what they mean."""

    words: str
    buttons: tuple[tuple[str, Do | Url], ...]

    def pressed(self, label: str) -> Do:
        """What the button of this label means."""
        found = [go for shown, go in self.buttons if shown == visible(label)]
        assert found, f"no button {label!r} among {[shown for shown, _ in self.buttons]}"
        assert isinstance(found[0], Do)
        return found[0]


class Renderer(Protocol):
    """Shows a screen, and refuses one that the platform would refuse."""

    name: str
    has_forms: bool

    def show(self, screen: Screen) -> Seen: ...

    def fill(self, form: Form, answers: Mapping[str, str]) -> tuple[Do, dict[str, str]]:
        """Fill in a form and submit it: what it stands for, and the values that come back."""
        ...


class Plain:
    """Words and buttons as they are: what has to be there on every platform."""

    name = "plain"
    has_forms = False

    def show(self, screen: Screen) -> Seen:
        words = "\n".join(part for line in screen.lines for part in (line.label, line.text) if part)
        return Seen(words, tuple((visible(button.label), button.go) for button in screen.buttons))

    def fill(self, form: Form, answers: Mapping[str, str]) -> tuple[Do, dict[str, str]]:
        raise LookupError(form.key)


class OnTelegram:
    """HTML messages with keyboards, within the limits of the Bot API."""

    name = "telegram"
    has_forms = False
    place = Place("telegram", "7000000001", "5100000001")

    def show(self, screen: Screen) -> Seen:
        words: list[str] = []
        buttons: list[tuple[str, Do | Url]] = []
        calls = telegram.calls(self.place, screen, RING)
        assert len(json.dumps([call.params for call in calls])) > 0
        for call in calls:
            markup = call.params.get("text", call.params.get("caption", ""))
            shown = html.unescape(_TAG.sub("", markup))
            limit = telegram.TEXT_UNITS_MAX if "text" in call.params else telegram.CAPTION_UNITS_MAX
            assert telegram.utf16_units(shown) <= limit
            assert "<" not in _TAG.sub("", markup), "only our own markup"
            words.append(shown)
            rows = call.params.get("reply_markup", {}).get("inline_keyboard", [])
            assert sum(map(len, rows)) <= 100
            for row in rows:
                assert 1 <= len(row) <= 8
                buttons += [self._button(each) for each in row]
        return Seen("\n".join(words), tuple(buttons))

    def _button(self, drawn: Mapping[str, str]) -> tuple[str, Do | Url]:
        assert drawn["text"].strip()
        if "url" in drawn:
            return visible(drawn["text"]), Url(drawn["url"])
        assert 1 <= len(drawn["callback_data"].encode()) <= 64
        meant = telegram_tokens.unseal_for(self.place, drawn["callback_data"], RING)
        assert meant is not None, "a button of ours opens"
        return visible(drawn["text"]), meant

    def fill(self, form: Form, answers: Mapping[str, str]) -> tuple[Do, dict[str, str]]:
        raise LookupError(form.key)


class OnSlack:
    """Block Kit, judged by Slack's own models."""

    name = "slack"
    has_forms = True
    place = Place("slack", "T0HANSA0001", "D0SVEN00001")
    user = "U0SVEN00001"

    def show(self, screen: Screen) -> Seen:
        words: list[str] = []
        buttons: list[tuple[str, Do | Url]] = []
        for message in slack.messages(screen, self.place, RING):
            assert 1 <= len(message.blocks) <= 50
            assert 1 <= slack.units(message.text) <= 3000
            assert len(json.dumps(message.blocks, ensure_ascii=False)) <= 13_000
            self._judge(list(message.blocks))
            words += _said(message.blocks)
            elements = [each for block in message.blocks if block["type"] == "actions" for each in block["elements"]]
            assert len({each["action_id"] for each in elements}) == len(elements)
            buttons += [self._button(each) for each in elements]
        return Seen("\n".join(words), tuple(buttons))

    def fill(self, form: Form, answers: Mapping[str, str]) -> tuple[Do, dict[str, str]]:
        view = slack_forms.modal(form, tenant=self.place.tenant, user=self.user, ring=RING)
        View(**view).validate_json()
        self._judge(view["blocks"])
        assert len(view["blocks"]) <= 100
        for part, whole in (("title", form.title), ("submit", form.submit), ("close", form.cancel)):
            assert visible(view[part]["text"]) == visible(whole), f"{part} is cut: {whole!r}"
        assert len(view["private_metadata"]) <= 3000
        inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
        assert set(inputs) == {field.key for field in form.fields}
        for field in form.fields:
            assert visible(inputs[field.key]["label"]["text"]) == visible(field.label)
            if field.options:
                shown = [option["text"]["text"] for option in inputs[field.key]["element"].get("options", [])]
                assert not shown or [visible(each) for each in shown] == [visible(o.label) for o in field.options]
        meant = slack_tokens.unseal_for(
            slack_tokens.person_place(self.place.tenant, self.user), view["private_metadata"], RING
        )
        assert meant is not None
        return meant, {key: answers.get(key, "") for key in inputs}

    def _button(self, drawn: Mapping[str, Any]) -> tuple[str, Do | Url]:
        label = visible(drawn["text"]["text"])
        assert label
        if "url" in drawn:
            return label, Url(drawn["url"])
        meant = slack_tokens.unseal_for(self.place, drawn["value"], RING)
        assert meant is not None, "a button of ours opens"
        return label, meant

    @staticmethod
    def _judge(blocks: list[dict[str, Any]]) -> None:
        for parsed in Block.parse_all(blocks):
            parsed.validate_json()
            for element in getattr(parsed, "elements", None) or []:
                if hasattr(element, "validate_json"):
                    element.validate_json()


def _said(node: Any) -> Iterator[str]:
    """All words of blocks, except those on buttons."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from _said(each)
    elif isinstance(node, dict) and node.get("type") != "actions":
        if node.get("type") in ("plain_text", "mrkdwn", "text"):
            assert node["type"] != "mrkdwn", "nothing that can be markup"
            yield node["text"]
        for each in node.values():
            yield from _said(each)


RENDERERS: tuple[Renderer, ...] = (Plain(), OnTelegram(), OnSlack())


def lost(screen: Screen, seen: Seen) -> list[str]:
    """Words and buttons of a screen that somebody does not see."""
    there = squeezed(seen.words)
    parts = [part for line in screen.lines for part in (line.label, line.text)]
    found = [part for part in parts if squeezed(part) not in there]
    wanted = [(visible(button.label), button.go) for button in screen.buttons]
    return [*found, *(f"button {label}" for label, go in wanted if (label, go) not in seen.buttons)]
