"""A small believable market for demonstrations and first steps: two sellers and what they offer, as product files."""

from __future__ import annotations

from importlib.resources import files as resources
from pathlib import Path

_SELLERS = (
    ("Hansa Metalworks GmbH", "hansa-metalworks.csv"),
    ("Lotus Trading (Ningbo) Co., Ltd.", "lotus-trading.csv"),
)


def files() -> tuple[tuple[str, Path], ...]:
    """(company name, product file) of every seller, in the format that `import-products` reads."""
    folder = Path(str(resources(__name__)))
    return tuple((company, folder / name) for company, name in _SELLERS)
