"""Runs the examples of docs/api.md as they stand there: curl's few options that they use, over real HTTP."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"\$([A-Z_]+)")


@dataclass(frozen=True)
class Example:
    """One request and what must come of it: `takes` is variable → path into the answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    status: int
    takes: dict[str, str]


@dataclass
class Terminal:
    """A shell with variables. `opened` are the addresses that somebody was sent to."""

    base_url: str
    known: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, words: str) -> str:
        return _NAME.sub(lambda found: self.known[found[1]], words)

    async def runs(self, http: httpx.AsyncClient, example: Example) -> httpx.Response:
        """Send it, and keep what later examples need."""
        headers = {name: self.filled(value) for name, value in example.headers.items()}
        body = self.filled(example.body) if example.body is not None else None
        path = self.filled(example.path)
        answer = await http.request(example.method, f"{self.base_url}{path}", headers=headers, content=body)
        assert answer.status_code == example.status, f"{example.method} {path}: {answer.status_code} {answer.text}"
        self.seen.append((example.method, urlsplit(example.path).path))
        for name, where in example.takes.items():
            self.known[name] = str(_at(answer.json(), where))
        return answer


def examples() -> list[Example | str]:
    """All of the page in order: requests, and the addresses that a person opens."""
    found: list[Example | str] = []
    for block in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        found += _parsed(block.splitlines())
    return found


def _parsed(lines: list[str]) -> list[Example | str]:
    found: list[Example | str] = []
    while lines:
        line, *lines = lines
        if line.startswith("open "):
            found.append(shlex.split(line)[1])
            continue
        assert line.startswith("curl "), line
        body = None
        if line.endswith(" <<JSON"):
            end = lines.index("JSON")
            body, lines = "\n".join(lines[:end]), lines[end + 1 :]
        expected, *lines = lines
        found.append(_example(shlex.split(line.removesuffix(" <<JSON"))[1:], body, expected))
    return found


def _example(words: list[str], body: str | None, expected: str) -> Example:
    method, headers, path, rest = "", {}, "", iter(words)
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word in ("--json", "--data-binary"):
            assert next(rest) == "@-"
            if word == "--json":
                headers["Content-Type"] = "application/json"
        else:
            assert word.startswith("$PARLEY/"), word
            path = word.removeprefix("$PARLEY")
    assert expected.startswith("# "), expected
    status, *takes = expected[2:].split()
    return Example(
        method or ("POST" if body is not None else "GET"),
        path,
        headers,
        body,
        int(status),
        dict(take.split("=", 1) for take in takes),  # type: ignore[misc]
    )


def _at(value: Any, where: str) -> Any:
    for part in where.split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return value
