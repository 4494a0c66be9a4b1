"""Free text about terms of trade, read into a draft that proposes and never acts.

`500 pcs @ 4.20 FOB Shenzhen, 3 wks, valid till Friday` becomes quantity, unit, unit price and so on; what a careful
reader could not be sure of stays empty. No regular expression here can backtrack further than it reads.
"""

from core.terms.draft import Draft
from core.terms.reading import LENGTH_MAX, looks_like_terms, read_terms

__all__ = ["LENGTH_MAX", "Draft", "looks_like_terms", "read_terms"]
