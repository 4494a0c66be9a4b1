"""The desk at a glance: cases that came and went week by week, and how old the open ones are."""

from __future__ import annotations

import io
from collections.abc import Sequence

OPENED, CLOSED, WAITING = "#1f5fa8", "#b5542a", "#5b6b7a"


def draw(weeks: Sequence[tuple[str, int, int]], ages: Sequence[tuple[str, int]]) -> bytes:
    """A PNG. `weeks`: (first day, opened, closed); `ages`: (days, how many). The library is loaded here, where a picture
    is wanted: it takes a second."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(6.4, 5.0), dpi=110, layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=(3, 2))
    places = range(len(weeks))
    above.bar([place - 0.2 for place in places], [week[1] for week in weeks], width=0.38, color=OPENED)
    # The second bar is hatched too, for those who do not tell the colours apart.
    above.bar(
        [place + 0.2 for place in places],
        [week[2] for week in weeks],
        width=0.38,
        color=CLOSED,
        hatch="///",
        edgecolor="white",
    )
    above.set_xticks(list(places), [week[0] for week in weeks], fontsize=9, rotation=45)
    bars = below.bar([label for label, _ in ages], [count for _, count in ages], width=0.6, color=WAITING)
    below.bar_label(bars, fontsize=11)
    for axes in (above, below):
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        axes.set_ylim(bottom=0, top=max(1.0, axes.get_ylim()[1] * 1.1))
        axes.grid(axis="y", alpha=0.3)
        axes.set_axisbelow(True)
        for edge in ("top", "right"):
            axes.spines[edge].set_visible(False)
    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
