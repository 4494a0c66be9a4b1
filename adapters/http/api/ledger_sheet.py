"""A company's postings as a table for its books. Cells are words and numbers, never formulas."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from core.money import Money
from core.trades import Deal

HEADER = ("date", "deal", "side", "other_company", "product", "kind", "amount", "currency", "transaction", "state")
_BEGINS_FORMULA = frozenset("=+-@|%＝＋－＠−﹣﹢﹦﹫")
_SELLERS = frozenset({"release", "commission", "commission_tax", "payout_done", "debt_netted"})


def safe_cell(text: str) -> str:
    """The words as a cell that no spreadsheet calculates: what would begin a formula is quoted."""
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    shown = (one for one in plain if unicodedata.category(one) not in ("Cf", "Zs"))
    # What stands before it and can not be seen may be dropped by whoever opens the file.
    return f"'{plain}" if next(shown, "") in _BEGINS_FORMULA or text != plain else plain


def sheet_of(deals: Iterable[Deal], company_id: str) -> str:
    """One line per posting, oldest first within a deal. Amounts are positive, in major units with a point."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for deal in deals:
        is_buyer = deal.trade.buyer_company_id == company_id
        other = deal.seller_name if is_buyer else deal.buyer_name
        for entry in deal.entries:
            if is_buyer and entry.kind in _SELLERS:
                # What the seller pays for the market is the seller's business.
                continue
            writer.writerow(
                (
                    entry.created_at.date().isoformat(),
                    deal.trade.id,
                    "buyer" if is_buyer else "seller",
                    safe_cell(other),
                    safe_cell(deal.product.name),
                    entry.kind,
                    str(Money(entry.amount, entry.currency).decimal),
                    entry.currency,
                    entry.transaction_id,
                    str(deal.trade.state),
                )
            )
    return out.getvalue()
