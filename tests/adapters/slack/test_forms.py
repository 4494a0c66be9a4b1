"""Forms become modals that Slack accepts and whose answers come back under the fields' own names."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.models.views import View

from adapters.slack.forms import modal
from adapters.slack.receive import translate
from adapters.slack.tokens import audience, person_place
from core.ports.chat import GROUP, PRIVATE, Do, Field, Form, Option, Place
from tests.adapters.slack.payloads import AT, RING, TENANT, USER, interactive

OFFER = Form(
    "offer",
    "Your offer",
    (
        Field("qty", "whole", "How many?", default="12"),
        Field("price", "money", "Price each", default="4,20 EUR", help="with the currency"),
        Field("until", "choice", "Valid", options=(Option("24h", "A day"), Option("3d", "Three days")), default="3d"),
        Field("note", "long", "Note", required=False, length_max=9000),
        Field("name", "text", "Name", length_max=80),
    ),
    "Send",
    "Cancel",
    Do("of", "lst_1", 2),
)


def opened(form: Form) -> dict[str, Any]:
    view = modal(form, tenant=TENANT, user=USER, ring=RING)
    parsed = View(**view)
    parsed.validate_json()
    for block in parsed.blocks or []:
        block.validate_json()
        block.element.validate_json()  # type: ignore[attr-defined]
    return view


def test_every_kind_of_question_has_its_input() -> None:
    view = opened(OFFER)
    blocks = {block["block_id"]: block for block in view["blocks"]}
    elements = {key: block["element"] for key, block in blocks.items()}
    assert [element["type"] for element in elements.values()] == [
        "number_input",
        "plain_text_input",
        "static_select",
        "plain_text_input",
        "plain_text_input",
    ]
    assert elements["qty"]["initial_value"] == "12"
    assert elements["price"]["initial_value"] == "4,20 EUR"
    assert elements["until"]["initial_option"]["value"] == "3d"
    assert (elements["note"]["multiline"], elements["note"]["max_length"]) == (True, 3000)
    assert (elements["name"]["multiline"], elements["name"]["max_length"]) == (False, 80)
    assert [blocks[key]["optional"] for key in ("note", "name")] == [True, False]
    assert blocks["price"]["hint"]["text"] == "with the currency"
    assert (view["callback_id"], view["notify_on_close"]) == ("form:offer", True)


def test_the_token_comes_back_to_the_person_who_opened_the_form_only() -> None:
    view = opened(OFFER)
    for user, expected in ((USER, OFFER.go), ("U2", None)):
        raw = interactive("view_submission", user={"id": user}, view={**view, "id": "V1", "hash": "h"})
        incoming = translate(raw, tenant=TENANT, ring=RING, at=AT)
        assert incoming is not None
        assert incoming.do == expected


def test_the_largest_form_passes_slacks_own_models() -> None:
    long = "<!channel> 🇩🇪" * 900
    options = tuple(Option("v" * 140 + str(number), long) for number in range(1, 251))
    kinds: list[Any] = ["text", "long", "whole", "money"]
    fields = [Field(f"f{n}", kind, long, long, default=long) for n, kind in enumerate(kinds)]
    fields.append(Field("choice", "choice", long, options=options, default=options[130].value))
    fields.append(Field("none", "choice", ""))
    view = opened(Form("k" * 400, long, tuple(fields), long, long, Do("of", "i" * 31, 923_520)))
    groups = view["blocks"][4]["element"]["option_groups"]
    assert [len(group["options"]) for group in groups] == [100, 100, 50]
    assert view["blocks"][4]["element"]["initial_option"] in groups[1]["options"]
    assert "initial_value" not in view["blocks"][2]["element"]


@pytest.mark.parametrize("default", ["", "1.5", "١٢", "-"])
def test_a_number_field_never_starts_with_something_else(default: str) -> None:
    view = opened(Form("f", "t", (Field("n", "whole", "n", default=default),), "s", "c", Do("of")))
    assert "initial_value" not in view["blocks"][0]["element"]


def test_audiences() -> None:
    group, direct = Place("slack", TENANT, "C1", kind=GROUP), Place("slack", TENANT, "D1", kind=PRIVATE)
    assert audience(group, USER) == audience(Place("slack", TENANT, "C1", "9.0", GROUP))
    assert audience(direct, USER) == audience(direct)
    assert audience(Place("slack", TENANT, ""), USER) == audience(person_place(TENANT, USER))
    assert len({audience(group), audience(direct), audience(person_place(TENANT, USER))}) == 3
    assert audience(Place("slack", "T2", "C1", kind=GROUP)) != audience(group)
