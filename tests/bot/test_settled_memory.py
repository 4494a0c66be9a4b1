"""A process that serves does not look through all that it has loaded again and again."""

from __future__ import annotations

import gc

from bot.running import settle_memory


def test_what_is_loaded_is_left_alone_and_what_comes_later_is_not() -> None:
    before, thresholds = gc.get_freeze_count(), gc.get_threshold()
    try:
        settle_memory()
        assert gc.get_freeze_count() > max(before, 10_000)
        assert gc.get_objects() is not None
        assert len(gc.get_objects()) < gc.get_freeze_count()
        assert gc.isenabled()
    finally:
        gc.set_threshold(*thresholds)
