"""Answers that can not be used, by the question they are given to, and the sentence that refuses each."""

from __future__ import annotations

from typing import Final

Steps = tuple[tuple[str, tuple[str, str]], ...]
"""The questions of a dialogue in order, each with a good answer: ("press" or "say", words)."""

NOTHING = "Please answer this."
NO_NUMBER = "That is not a number I understand."
NEGATIVE = "It can not be negative."
ZERO = "It must be more than zero."
TOO_MUCH = "That is too much."
TOO_LONG = "That is too long: at most"
TOO_SHORT = "That is too short: at least"
TWO_WAYS = "That can be read in two ways."
NO_OPTION = "Please choose one of the options."
OTHER_CURRENCY = "This deal is in EUR."
INVISIBLE = "\u200b\u2060\u200b"

OFFER: Final[Steps] = (
    ("How many?", ("press", "50 sheets")),
    ("What price per unit", ("say", "40.80")),
    ("What does freight cost", ("press", "Nothing on top")),
    ("On which delivery terms", ("press", "DAP")),
    ("Which named place", ("say", "Hamburg")),
    ("Within how many days", ("press", "14 days")),
    ("How long is your offer valid?", ("press", "3 days")),
    ("Anything to add?", ("press", "Skip")),
)
SALE: Final[Steps] = (
    ("What do you sell?", ("say", "Hammer")),
    ("In which category?", ("press", "Tools > Hand Tools")),
    ("In which unit", ("press", "pieces")),
    ("In which currency", ("press", "EUR")),
    ("What does one unit cost?", ("say", "12.50")),
    ("What is the smallest order?", ("say", "10")),
    ("How many are in stock?", ("say", "500")),
    ("Describe it", ("say", "A hammer.")),
)

QUANTITY, PRICE, FREIGHT, TERMS, PLACE, LEAD, VALID, NOTES = (question for question, _ in OFFER)
NAME, CATEGORY, UNIT, CURRENCY, LIST_PRICE, MINIMUM, STOCK, DESCRIPTION = (question for question, _ in SALE)

REFUSED: Final[dict[str, tuple[str, str, str]]] = {
    "quantity-invisible": (QUANTITY, INVISIBLE, NOTHING),
    "quantity-words": (QUANTITY, "fifty", NO_NUMBER),
    "quantity-negative": (QUANTITY, "-5", NEGATIVE),
    "quantity-zero": (QUANTITY, "0", ZERO),
    "quantity-fraction": (QUANTITY, "12.5", "At most 0 decimals"),
    "quantity-exponent": (QUANTITY, "1e999", NO_NUMBER),
    "quantity-nan": (QUANTITY, "NaN", NO_NUMBER),
    "quantity-inf": (QUANTITY, "inf", NO_NUMBER),
    "quantity-hex": (QUANTITY, "0x10", NO_NUMBER),
    "quantity-sum": (QUANTITY, "10+10", NO_NUMBER),
    "quantity-other-digits": (QUANTITY, "５０", NO_NUMBER),
    "quantity-ambiguous": (QUANTITY, "1,250", TWO_WAYS),
    "quantity-ambiguous-point": (QUANTITY, "1.250", TWO_WAYS),
    "quantity-absurd": (QUANTITY, "99999999", TOO_MUCH),
    "quantity-endless": (QUANTITY, "9" * 600, TOO_LONG),
    "quantity-many-digits": (QUANTITY, "9" * 40, NO_NUMBER),
    "quantity-below-minimum": (QUANTITY, "9", "The minimum order is 10."),
    "quantity-above-stock": (QUANTITY, "100000", "are available."),
    "price-words": (PRICE, "cheap", NO_NUMBER),
    "price-invisible": (PRICE, INVISIBLE, NOTHING),
    "price-negative": (PRICE, "-40.80", NEGATIVE),
    "price-zero": (PRICE, "0", ZERO),
    "price-zero-point-zero": (PRICE, "0.00", ZERO),
    "price-exponent": (PRICE, "1e999", NO_NUMBER),
    "price-nan": (PRICE, "NaN", NO_NUMBER),
    "price-infinity": (PRICE, "Infinity", NO_NUMBER),
    "price-ambiguous": (PRICE, "1,250", TWO_WAYS),
    "price-ambiguous-point": (PRICE, "1.250", TWO_WAYS),
    "price-both-habits": (PRICE, "1,25.00", NO_NUMBER),
    "price-two-points": (PRICE, "1.2.3", NO_NUMBER),
    "price-too-precise": (PRICE, "40.12345", "At most 4 decimals"),
    "price-absurd": (PRICE, "100000000000", TOO_MUCH),
    "price-other-currency": (PRICE, "40 USD", OTHER_CURRENCY),
    "price-other-sign": (PRICE, "$40", OTHER_CURRENCY),
    "price-pound": (PRICE, "40.80 £", OTHER_CURRENCY),
    "price-two-numbers": (PRICE, "40 EUR 50", NO_NUMBER),
    "price-numbers-apart": (PRICE, "41 50", TWO_WAYS),
    "price-endless": (PRICE, "1" * 600, TOO_LONG),
    "freight-negative": (FREIGHT, "-1", NEGATIVE),
    "freight-words": (FREIGHT, "none", NO_NUMBER),
    "freight-too-precise": (FREIGHT, "10.5055", "At most 2 decimals"),
    "freight-other-currency": (FREIGHT, "10 GBP", OTHER_CURRENCY),
    "terms-unknown": (TERMS, "XXX", NO_OPTION),
    "place-too-long": (PLACE, "x" * 81, TOO_LONG),
    "lead-zero": (LEAD, "0", ZERO),
    "lead-too-long": (LEAD, "181", "It must be between 1 and 180."),
    "lead-words": (LEAD, "two weeks", NO_NUMBER),
    "valid-unknown": (VALID, "for ever", NO_OPTION),
    "notes-too-long": (NOTES, "x" * 501, TOO_LONG),
    "name-invisible": (NAME, INVISIBLE, NOTHING),
    "name-too-long": (NAME, "x" * 121, TOO_LONG),
    "category-unknown": (CATEGORY, "Weapons", NO_OPTION),
    "unit-unknown": (UNIT, "parsecs", NO_OPTION),
    "currency-unknown": (CURRENCY, "XXX", "I do not know the currency XXX."),
    "currency-word": (CURRENCY, "euros", "I do not know the currency EUROS."),
    "list-price-zero": (LIST_PRICE, "0", ZERO),
    "list-price-negative": (LIST_PRICE, "-1", NEGATIVE),
    "list-price-too-precise": (LIST_PRICE, "10.5055", "At most 2 decimals"),
    "list-price-ambiguous": (LIST_PRICE, "1,250", TWO_WAYS),
    "list-price-absurd": (LIST_PRICE, "1000000000", TOO_MUCH),
    "minimum-zero": (MINIMUM, "0", ZERO),
    "minimum-negative": (MINIMUM, "-10", NEGATIVE),
    "stock-negative": (STOCK, "-1", NEGATIVE),
    "stock-fraction": (STOCK, "1.5", "At most 0 decimals"),
    "stock-absurd": (STOCK, "99999999999", TOO_MUCH),
    "description-too-long": (DESCRIPTION, "x" * 2001, TOO_LONG),
}
"""name → (question, typed, sentence)"""

GOOD_OFFER: Final[dict[str, str]] = {
    "quantity": "50",
    "price": "40.80",
    "freight": "0",
    "incoterm": "DAP",
    "place": "Hamburg",
    "lead": "14",
    "valid": "72",
    "notes": "",
}
BAD_ON_SLACK: Final[dict[str, tuple[str, str, str, str]]] = {
    "quantity-words": ("quantity", "Quantity", "fifty", "Please enter a whole number."),
    "quantity-negative": ("quantity", "Quantity", "-5", NEGATIVE),
    "quantity-zero": ("quantity", "Quantity", "0", ZERO),
    "quantity-absurd": ("quantity", "Quantity", "99999999", TOO_MUCH),
    "quantity-below-minimum": ("quantity", "Quantity", "9", "The minimum order is 10."),
    "quantity-above-stock": ("quantity", "Quantity", "100000", "are available."),
    "quantity-missing": ("quantity", "Quantity", "", "required"),
    "price-words": ("price", "Unit price", "cheap", NO_NUMBER),
    "price-blank": ("price", "Unit price", "   ", NOTHING),
    "price-invisible": ("price", "Unit price", INVISIBLE, NOTHING),
    "price-negative": ("price", "Unit price", "-1", NEGATIVE),
    "price-zero": ("price", "Unit price", "0", ZERO),
    "price-exponent": ("price", "Unit price", "1e999", NO_NUMBER),
    "price-nan": ("price", "Unit price", "NaN", NO_NUMBER),
    "price-ambiguous": ("price", "Unit price", "1,250", TWO_WAYS),
    "price-other-currency": ("price", "Unit price", "40 USD", OTHER_CURRENCY),
    "price-too-long": ("price", "Unit price", "1" * 501, "at most 500 characters"),
    "freight-negative": ("freight", "Freight", "-1", NEGATIVE),
    "place-too-long": ("place", "Place", "x" * 81, TOO_LONG),
    "lead-too-long": ("lead", "Lead time in days", "181", "It must be between 1 and 180."),
    "notes-too-long": ("notes", "Notes", "x" * 501, TOO_LONG),
}
"""name → (question's key, its label, typed, sentence)"""
