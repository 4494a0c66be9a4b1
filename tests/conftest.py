"""What holds for every test: in which order files are played, and what the garbage collector looks through."""

from __future__ import annotations

import gc
import os

import pytest

_LONGEST_FIRST = (
    "scenarios/test_restarts.py",
    "scenarios/test_demo.py",
    "browser/",
    "scenarios/test_desk.py",
    "scenarios/test_telegram_runtimes.py",
    "benchmarks/",
    "scenarios/",
    "adapters/storage/",
)
"""Files that take long begin first, so that no process is left alone with one at the end. A file stays in its order."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: whole trades also wait, for clocks and for each other."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first; everything else as it was found."""
    items.sort(key=lambda item: _place(item.nodeid))


def pytest_collection_finish() -> None:
    """Thousands of collected tests live until the end: no collection of garbage need look through them again."""
    gc.collect()
    gc.freeze()


def _place(nodeid: str) -> int:
    path = nodeid.removeprefix("tests/")
    found = (place for place, beginning in enumerate(_LONGEST_FIRST) if path.startswith(beginning))
    return next(found, len(_LONGEST_FIRST))
