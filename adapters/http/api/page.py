"""The document of the JSON API as a page to read: made here, without a script and without anything from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }}
summary {{ cursor: pointer; padding: .3rem 0; }} code, pre {{ font: 14px/1.4 ui-monospace, monospace; }}
pre {{ overflow: auto; background: #8882; padding: .7rem; border-radius: .4rem; }}
.method {{ display: inline-block; min-width: 4.5rem; font-weight: 700; }} td {{ padding: .1rem .8rem .1rem 0; vertical-align: top; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #16181c; color: #eee; }} }}
</style></head><body><h1>{title}</h1><p>{words}</p><p><a href="/openapi.json">/openapi.json</a></p>
{operations}<h2>Schemas</h2>{schemas}</body></html>
"""


def docs_page(document: Mapping[str, Any]) -> str:
    """Every operation with what it takes and gives, and every schema."""
    info = document["info"]
    return _PAGE.format(
        title=escape(info["title"]),
        words=escape(info["description"]),
        operations="".join(_operations(document)),
        schemas="".join(_schema(name, one) for name, one in sorted(document["components"]["schemas"].items())),
    )


def _operations(document: Mapping[str, Any]) -> Iterator[str]:
    group = ""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tag = next(iter(operation.get("tags", ("",))))
            if tag != group:
                group = tag
                yield f"<h2>{escape(tag)}</h2>"
            yield _operation(method, path, operation)


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> str:
    taken = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}</td>"
        f"<td>{escape(one.get('description', ''))}</td></tr>"
        for one in operation.get("parameters", ())
    )
    body = operation.get("requestBody", {}).get("content", {})
    bodies = "".join(
        f"<tr><td>body</td><td>{escape(mime)}</td><td>{_named(one)}</td></tr>" for mime, one in body.items()
    )
    answers = "".join(
        f"<tr><td>{escape(status)}</td><td>{escape(one.get('description', ''))}</td><td>"
        f"{', '.join(_named(each) for each in one.get('content', {}).values())}</td></tr>"
        for status, one in sorted(operation["responses"].items())
    )
    words = escape(operation.get("description", operation.get("summary", "")))
    return (
        f"<details><summary><span class=method>{method.upper()}</span><code>{escape(path)}</code></summary>"
        f"<p>{words}</p><table>{taken}{bodies}</table><table>{answers}</table></details>"
    )


def _named(content: Mapping[str, Any]) -> str:
    name = str(content.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    return f'<a href="#{escape(name)}">{escape(name)}</a>' if name else ""


def _schema(name: str, schema: Mapping[str, Any]) -> str:
    shown = json.dumps(schema, indent=1, ensure_ascii=False)
    return f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary><pre>{escape(shown)}</pre></details>'
