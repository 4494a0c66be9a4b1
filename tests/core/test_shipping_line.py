"""A shipping update in one line: what the words say, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.carriers.library import LibraryCarriers
from core.shipping_line import ShippingLine, read_line

CODES = {"ABC123", "XYZ789"}
UPS = "1Z5R89390357567127"


def read(words: str) -> ShippingLine:
    return read_line(words, CODES, LibraryCarriers())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (UPS, ShippingLine("", "UPS", UPS)),
        (f"abc123 {UPS}", ShippingLine("ABC123", "UPS", UPS)),
        (f"#ABC123 ups {UPS} two pallets", ShippingLine("ABC123", "UPS", UPS, None, "two pallets")),
        ("UPS 1Z 5R8 939 0357567127", ShippingLine("", "UPS", UPS)),
        ("xyz789 DB Schenker DBS4711820", ShippingLine("XYZ789", "DB Schenker", "DBS4711820")),
        ("Fuhrbetrieb Meyer HH-AB1234 x20", ShippingLine("", "Fuhrbetrieb Meyer", "HH-AB1234", 20)),
        ("20x DHL 1234567890 at noon", ShippingLine("", "DHL", "1234567890", 20, "at noon")),
        ("left this morning", ShippingLine(note="left this morning")),
        ("", ShippingLine()),
    ],
)
def test_what_a_line_says(words: str, expected: ShippingLine) -> None:
    assert read(words) == expected


def test_a_number_of_two_carriers_is_offered_as_a_choice() -> None:
    line = read("9218360579628558049199")
    assert (line.carrier, line.tracking_number) == ("", "9218360579628558049199")
    assert set(line.candidates) == {"USPS", "FedEx"}


@pytest.mark.parametrize("words", ["QQQ111 DHL 1234567890", f"#QQQQQQ {UPS}"])
def test_the_code_of_another_deal_is_never_taken_for_a_carrier(words: str) -> None:
    assert read(words).unknown_code


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_words_are_read_without_a_fault(words: str) -> None:
    line = read(words)
    assert len(line.tracking_number) <= 400
    assert line.code in {"", *CODES}
