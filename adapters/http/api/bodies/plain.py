"""The kinds of fields that bodies are made of, and the problem document."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ID_PATTERN = r"^[a-z]{3}_[0-9a-hjkmnp-tv-z]{20}$"
After = Annotated[str, Query(pattern=r"^([0-9a-hjkmnp-tv-z]{20})?$", description="`next` of the page before.")]
Most = Annotated[int, Query(ge=1, le=100)]
"""A page that is asked for: from where, and how many."""
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=24)]
Words = Annotated[str, StringConstraints(max_length=3000)]
Line = Annotated[str, StringConstraints(max_length=200)]
Short = Annotated[str, StringConstraints(max_length=80)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Minor = Annotated[int, Field(ge=0, le=99_999_999, strict=True, description="Minor units of the currency (cents).")]
Count = Annotated[int, Field(ge=1, le=10_000_000, strict=True)]
Lines = Annotated[
    dict[
        Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}$")],
        Annotated[int, Field(ge=0, le=10_000_000, strict=True)],
    ],
    Field(
        max_length=8,
        description="Number of a shipment (0: never shipped) → units that the buyer gets the money back for.",
    ),
]
Price = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,8}(\.[0-9]{1,5})?$"),
    Field(description="Major units per unit of quantity, as a decimal in text.", examples=["40.80"]),
]
Limit = Annotated[int, Field(ge=1, le=100, description="How many at most.")]


class Taken(BaseModel):
    """Something that comes in. A field that is not known is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Given(BaseModel):
    """Something that goes out."""

    model_config = ConfigDict(extra="forbid")


class FieldProblem(Given):
    """What is wrong with one field."""

    field: str
    code: str
    detail: str


class Problem(Given):
    """Why something was refused (RFC 9457). `code` is for programmes, `title` and `detail` are in the caller's language; what
    is refused before anybody looks at it (too large, too often) may come without words."""

    type: str
    title: str = ""
    status: int
    detail: str = ""
    code: str
    fields: dict[str, Any] | None = None
    errors: list[FieldProblem] | None = None


class Nothing(Taken):
    """An empty object."""
