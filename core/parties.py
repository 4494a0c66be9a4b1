"""The two companies of a deal as papers name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.members import Company


@dataclass(frozen=True, slots=True)
class Party:
    """A company with what the law wants on papers; empty where it has not told us."""

    name: str
    address: str = ""
    tax_id: str = ""
    country: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Parties:
    """Buyer and seller of one deal."""

    buyer: Party
    seller: Party

    def as_json(self) -> dict[str, Any]:
        """As it is frozen with the agreement."""
        return {"buyer": asdict(self.buyer), "seller": asdict(self.seller)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Parties:
        return cls(Party(**raw["buyer"]), Party(**raw["seller"]))

    @property
    def language(self) -> str:
        """The one language of their agreement: the one both read, or else English, which nobody chose."""
        return self.buyer.lang if self.buyer.lang == self.seller.lang else "en"


def party_of(company: Company | None, name: str, lang: str) -> Party:
    """A company as a party, read by somebody of that language."""
    if company is None:
        return Party(name, lang=lang)
    return Party(company.name or name, company.address, company.tax_id, company.country, lang)
