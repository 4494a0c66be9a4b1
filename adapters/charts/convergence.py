"""How two sides of a deal come closer: the unit price of every offer, buyer's circles and seller's squares."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

BUYER, SELLER = "#1f5fa8", "#b5542a"
SIZE_MAX_BYTES = 100_000
_SHOWN_MAX = 24
"""More offers than this would be a smear; the latest tell the story."""


@dataclass(frozen=True, slots=True)
class Point:
    """One offer: its number, whose it is, and its unit price in major units."""

    number: int
    by_buyer: bool
    price: Decimal


def draw(points: Sequence[Point], currency: str) -> bytes:
    """A PNG of the offers. The library is loaded here, where a picture is wanted: it takes a second."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    shown = points[-_SHOWN_MAX:]
    figure = Figure(figsize=(6.4, 3.6), dpi=110, layout="constrained")
    axes = figure.add_subplot()
    for by_buyer, colour, marker in ((True, BUYER, "o"), (False, SELLER, "s")):
        side = [point for point in shown if point.by_buyer is by_buyer]
        axes.plot(
            [point.number for point in side],
            [float(point.price) for point in side],
            color=colour,
            marker=marker,
            markersize=8,
            linewidth=2,
        )
        for point in side[-1:]:
            axes.annotate(
                f"{point.price:f}",
                (point.number, float(point.price)),
                textcoords="offset points",
                xytext=(0, 11),
                ha="center",
                color=colour,
                fontsize=12,
                fontweight="bold",
            )
    axes.set_ylabel(currency, fontsize=12)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.xaxis.set_major_formatter(lambda value, _at: f"#{value:.0f}")
    axes.margins(x=0.08, y=0.22)
    axes.grid(axis="y", alpha=0.3)
    for edge in ("top", "right"):
        axes.spines[edge].set_visible(False)
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
