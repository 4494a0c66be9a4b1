"""The bundle seam: everything that proves a deal, in one sealed file that can be checked without us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Bundler(Protocol):
    """Packs and seals. The same content gives the same bytes."""

    def __call__(self, files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
        """`files` by their names in the bundle; `about` goes into its manifest (JSON values)."""
        ...

    def canonical(self, value: Any) -> bytes:
        """A JSON value in its one canonical form."""
        ...
