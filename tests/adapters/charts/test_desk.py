"""The picture of the desk's statistics: a small PNG of whatever there is."""

from __future__ import annotations

import io

from PIL import Image

from adapters.charts.convergence import SIZE_MAX_BYTES
from adapters.charts.desk import draw

DAYS = [f"{month:02}-{day:02}" for month in (9, 10, 11) for day in (1, 8, 15, 22)]
AGES = ("0–2", "3–6", "7–13", "14–29", "30+")


def test_it_is_a_small_picture_of_the_figures() -> None:
    busy = draw([(day, 3, 2) for day in DAYS], [(label, 4) for label in AGES])
    still = draw([(day, 0, 0) for day in DAYS], [(label, 0) for label in AGES])
    assert busy != still
    for content in (busy, still):
        assert len(content) <= SIZE_MAX_BYTES
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "PNG"
            assert picture.width > 600
