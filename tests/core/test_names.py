"""Names: one line, in letters that are what they look like, and not the market's own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidValue
from core.names import clean_name, one_line, plain_name

FINE = [
    ("Ana Ruiz", "Ana Ruiz"),
    ("  Brandt \t Bau GmbH ", "Brandt Bau GmbH"),
    ("Acme\n✅ Payment received", "Acme ✅ Payment received"),
    ("Acme\u2028Ltd", "Acme Ltd"),
    ("invoice\u202efdp", "invoicefdp"),
    ("𝐀𝐜𝐦𝐞 Ｌｔｄ", "Acme Ltd"),
    ("Ⓐⓒⓜⓔ", "Acme"),
    ("ООО Ромашка", "ООО Ромашка"),
    ("Ромашка Trading", "Ромашка Trading"),
    ("Ελλάδα ΑΕ", "Ελλάδα ΑΕ"),
    ("شركة النور", "شركة النور"),
    ("深圳ABC有限公司", "深圳ABC有限公司"),
    ("トヨタ自動車", "トヨタ自動車"),
    ("O’Neill & Søns", "O’Neill & Søns"),
    ("Life Support Systems", "Life Support Systems"),
    ("می\u200cخواهم", "می\u200cخواهم"),
]
MIXED = ["Pаypal", "Аcme", "Siеmens AG", "Gооgle", "Βayer", "ВMW", "Nοkia", "Ѕtripe"]
OURS = [
    "Parley", "PARLEY", "Parley Support", "P.a.r.l.e.y", "Pärley", "Par1ey", "рагӏеу", "Ｐａｒｌｅｙ", "𝗣𝗮𝗿𝗹𝗲𝘆", "Ⓟⓐⓡⓛⓔⓨ",
    "The Parley team", "Moderator", "M0derator", "MODERAT0R", "Moderätor", "Admin", "4dmin", "Adrnin", "Support",
    "Support Team", "Escrow", "Protected Payment", "Sys\u200btem", "Sys\ntem",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), FINE)
def test_names_are_kept_on_one_line(typed: str, kept: str) -> None:
    assert clean_name(typed, "company_name", length_max=80) == kept


@pytest.mark.parametrize("typed", MIXED)
def test_letters_that_only_look_alike_are_refused(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        clean_name(typed, "company_name", length_max=80)
    assert refused.value.problem == "mixed-letters"
    assert plain_name(typed, length_max=80) == ""


@pytest.mark.parametrize("typed", OURS)
def test_nobody_is_called_like_the_market_or_its_staff(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        clean_name(typed, "company_name", length_max=80)
    assert refused.value.problem == "name-of-the-market"


@pytest.mark.parametrize(
    "typed", ["Acme +49 170 1234567", "t.me/acme_steel", "Berta berta@acme.de", "Acme @acme_steel"]
)
def test_a_name_leads_nobody_away(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        clean_name(typed, "company_name", length_max=80)
    assert refused.value.problem == "contacts"
    assert plain_name(typed, length_max=80) == ""


@pytest.mark.parametrize(
    ("typed", "problem"), [("", "empty"), ("\u202e\n", "empty"), ("x", "too-short"), ("x" * 81, "too-long")]
)
def test_bounds(typed: str, problem: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        clean_name(typed, "full_name", length_max=80, length_min=2)
    assert refused.value.problem == problem


@given(st.text(max_size=40))
def test_whatever_is_typed_becomes_one_harmless_line(typed: str) -> None:
    plain = one_line(typed)
    assert one_line(plain) == plain
    assert "\n" not in plain
    assert "\t" not in plain
    assert not {unicodedata.category(c) for c in plain if c not in "\u200c\u200d"} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
