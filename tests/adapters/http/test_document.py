"""The document of the API keeps its word: everything that comes in is bounded, every refusal is in it, and its page is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi import FastAPI

from adapters.http.api.page import docs_page
from adapters.http.api.routes import ROUTERS, add_api

REFUSALS = {"401", "403", "404", "409", "412", "413", "422", "429", "503"}


@cache
def document() -> dict[str, Any]:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_api(app, None)  # type: ignore[arg-type]
    found: dict[str, Any] = app.openapi()
    return found


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def taken() -> set[str]:
    """The schemas that bodies of requests are made of."""
    schemas, found = document()["components"]["schemas"], set[str]()
    waiting = [
        content["schema"]["$ref"].rpartition("/")[2]
        for _, operation in operations()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if "$ref" in content["schema"]
    ]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += re.findall(r"#/components/schemas/(\w+)", repr(schemas[name]))
    return found


def unbounded(schema: dict[str, Any], where: str) -> Iterator[str]:
    """Every place in a schema that takes more than it has to."""
    if "$ref" in schema or "enum" in schema or "const" in schema:
        return
    for variant in schema.get("anyOf", ()):
        yield from unbounded(variant, where)
    match schema.get("type"):
        case "string":
            if not {"maxLength", "pattern", "format"} & set(schema):
                yield where
        case "integer" | "number":
            low, high = {"minimum", "exclusiveMinimum"} & set(schema), {"maximum", "exclusiveMaximum"} & set(schema)
            if not low or not high:
                yield where
        case "array":
            if "maxItems" not in schema:
                yield where
            yield from unbounded(schema["items"], f"{where}[]")
        case "object":
            named = schema.get("patternProperties", {})
            if schema.get("additionalProperties") is not False and not (named and "maxProperties" in schema):
                yield where
            for name, each in {**schema.get("properties", {}), **named}.items():
                yield from unbounded(each, f"{where}.{name}")


def test_everything_that_comes_in_is_bounded_and_nothing_unknown_is_taken() -> None:
    schemas = document()["components"]["schemas"]
    assert len(taken()) > 20
    assert not [place for name in taken() for place in unbounded(schemas[name], name)]
    parameters = [
        place
        for named, operation in operations()
        for one in operation.get("parameters", ())
        if one["in"] in ("path", "query")
        for place in unbounded(one["schema"], f"{named} {one['name']}")
    ]
    assert not parameters


def test_every_operation_is_described_and_names_its_refusals() -> None:
    assert len(list(operations())) == sum(len(module.router.routes) for module in ROUTERS)
    for named, operation in operations():
        assert len(operation.get("description", "").split()) >= 3, named
        assert set(operation["responses"]) >= REFUSALS, named
        assert any(status.startswith("2") for status in operation["responses"]), named


def test_the_page_shows_all_of_it_and_needs_nothing_from_elsewhere() -> None:
    page = docs_page(document())
    for named, _ in operations():
        method, path = named.split()
        assert f"<span class=method>{method}</span><code>{path}</code>" in page
    for name in document()["components"]["schemas"]:
        assert f'id="{name}"' in page
    assert not re.findall(r"<script|src=|https?://", page)
