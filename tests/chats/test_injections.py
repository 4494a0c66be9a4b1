"""Whatever somebody writes stays words: in every template, on both platforms, on paper and in tables.

`PARLEY_INJECTIONS` says how many strings each template meets; `make gates` asks for all of them. What the platforms would
make of a message is read by parsers that share no code with ours: the pretended Telegram's, and Slack's block types.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from pypdf import PdfReader
from starlette.requests import Request
from starlette.responses import Response

from adapters.documents.printing import print_paper
from adapters.http.api.calling import _rendered
from adapters.http.api.ledger_sheet import safe_cell
from adapters.http.problems import Problems, _document
from adapters.sandbox.telegram_entities import read_formatted
from adapters.slack import render as slack
from adapters.telegram import render as telegram
from bot.explaining import Explainer
from bot.text import Say, Texts
from core.errors import InvalidValue
from core.ports.chat import Button, Do, Line, Place, Screen
from core.ports.papers import Block, Paper
from core.tokens import KeyRing
from tests.architecture.tree import ROOT
from tests.chats.injections import INJECTIONS

EACH = int(os.environ.get("PARLEY_INJECTIONS", "1"))
RING = KeyRing({"a": b"a" * 32}, "a")
TELEGRAM = Place("telegram", "7000000001", "5100000001")
SLACK = Place("slack", "T0HANSA0001", "D0SVEN00001")
OURS = {"bold", "italic", "blockquote", "expandable_blockquote"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.selecting: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        if isinstance(node.selector, ast.VariableReference):
            self.selecting.add(node.selector.id.name)
        self.generic_visit(node)


def templates() -> Iterator[tuple[str, set[str], set[str]]]:
    """(key, what is filled in, what only chooses) of every sentence that takes anything."""
    for path in sorted((ROOT / "bot" / "text" / "en").glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value is not None:
                seen = _Variables()
                seen.visit(entry.value)
                if seen.names:
                    yield entry.id.name, seen.names, seen.selecting


TEMPLATES = tuple(templates())


def alive_on_telegram(screen: Screen) -> set[str]:
    """What the platform would make of a screen beside our own bold, italic and quotes."""
    found = set()
    for call in telegram.calls(TELEGRAM, screen, RING):
        markup = call.params.get("text", call.params.get("caption", ""))
        formatted = read_formatted(markup, call.params.get("parse_mode"), None)
        found |= {entity["type"] for entity in formatted.entities} - OURS
    return found


def alive_on_slack(screen: Screen) -> set[str]:
    found = set()
    for message in slack.messages(screen, SLACK, RING):
        found |= {kind for block in message.blocks for kind in _kinds(block)} - {"plain_text", "text"}
        found |= {sign for sign in ("<", "@channel", "@here", "@everyone") if sign in message.text}
    return found


def _kinds(node: Any) -> Iterator[str]:
    """The types of everything that holds words."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from _kinds(each)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield str(node.get("type"))
        if "url" in node or node.get("type") in ("link", "user", "channel", "usergroup", "broadcast", "mrkdwn"):
            yield str(node.get("type"))
        for each in node.values():
            yield from _kinds(each)


def _screen(words: str, raw: str) -> Screen:
    lines = (
        Line("head", words),
        Line("text", words),
        Line("fact", words, label="Fact"),
        Line("fact", "value", label=words),
        Line("note", raw),
        Line("quote", raw),
    )
    return Screen("k", lines, ((Button(words[:60] or "x", Do("hm")),),))


def test_there_are_more_than_two_hundred() -> None:
    assert len(INJECTIONS) >= 200
    assert len(TEMPLATES) > 200


@pytest.mark.timeout(3600)
def test_every_template_keeps_them_words_on_both_platforms() -> None:
    say, alive = Say("en"), []
    for number, (key, names, selecting) in enumerate(TEMPLATES):
        for turn in range(min(EACH, len(INJECTIONS))):
            raw = INJECTIONS[(number * EACH + turn) % len(INJECTIONS)]
            words = say(key, **{name: 2 if name in selecting else raw for name in names})
            # Each kind of line meets every string below.
            screen = Screen("k", (Line("text", words), Line("fact", words, label="Fact")))
            found = alive_on_telegram(screen) | alive_on_slack(screen)
            if found:
                alive.append((key, raw, found))
    assert alive == []


@pytest.mark.timeout(3600)
def test_every_template_is_data_and_no_page_in_what_programmes_are_answered() -> None:
    """In a problem document and in a body: no sign that begins a tag or an entity, and every word as it was written."""
    say, wrong = Say("en"), []
    for number, (key, names, selecting) in enumerate(TEMPLATES):
        for turn in range(min(EACH, len(INJECTIONS))):
            raw = INJECTIONS[(number * EACH + turn) % len(INJECTIONS)]
            words = say(key, **{name: 2 if name in selecting else raw for name in names})
            for answer in (
                _document({"detail": words, "fields": {"x": raw}}, 422, "en"),
                _rendered(200, [words, raw], {}),
            ):
                read = json.loads(bytes(answer.body))
                told = (read["detail"], read["fields"]["x"]) if isinstance(read, dict) else tuple(read)
                if told != (words, raw) or not _is_inert(answer):
                    wrong.append((key, raw))
    assert wrong == []


def test_every_string_in_a_refusal_is_said_back_as_data() -> None:
    problems = Problems(Explainer(Texts()))
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": []})
    for raw in INJECTIONS:
        answer = problems.refused(request, InvalidValue(raw, "unknown-currency", currency=raw))
        assert _is_inert(answer)
        assert json.loads(bytes(answer.body))["fields"]["currency"] == raw


def _is_inert(answer: Response) -> bool:
    kind = answer.headers["content-type"].partition(";")[0]
    return kind in ("application/json", "application/problem+json") and not set("<>&\u2028\u2029") & set(
        bytes(answer.body).decode()
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_string_stays_words_in_every_kind_of_line(lang: str) -> None:
    say = Say(lang)
    alive = {}
    for raw in INJECTIONS:
        screen = _screen(say("error-name-differs") + raw, raw)
        if found := alive_on_telegram(screen) | alive_on_slack(screen):
            alive[raw] = found
    assert alive == {}


def test_no_placeable_of_somebody_is_filled_in() -> None:
    say = Say("en")
    for raw in (raw for raw in INJECTIONS if "{" in raw):
        assert raw in say("problem-unknown-currency", currency=raw)


def test_no_cell_is_a_formula() -> None:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(raw) for raw in INJECTIONS])
    (row,) = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(row) == len(INJECTIONS)
    assert not [cell for cell in row if cell.startswith(FORMULA)]


def test_no_paper_does_anything() -> None:
    blocks = tuple(Block("quote", raw) for raw in INJECTIONS)
    made_at = datetime(2026, 3, 2, tzinfo=UTC)
    paper = Paper("en", INJECTIONS[0], INJECTIONS[1], blocks, INJECTIONS[2], "{page}/{pages}", made_at)
    reader = PdfReader(io.BytesIO(print_paper(paper)))
    root = reader.trailer["/Root"]
    assert not {"/AA", "/Names", "/AcroForm"} & set(root)
    # It opens at its first page, and does nothing.
    assert root["/OpenAction"][1] == "/FitH"
    assert not [page for page in reader.pages if page.get("/Annots")]
