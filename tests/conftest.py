"""What holds for every test: in which order files are played, how many may be played again, and what the garbage
collector looks through."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from typing import Any

import pytest
import pytest_rerunfailures

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

_PLAYED_AGAIN_MAX = 6
"""With `--reruns`, so many tests may need a second try on a busy machine; more are no accident."""


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


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A second try begins in a world of its own: what the first one left half done in a shared world would fail it, and
    everybody after it. Such a world need not end well."""
    if getattr(item, "execution_count", 1) > 1:
        pytest_rerunfailures._restore_suspended_finalizers(item)
        with suppress(Exception):
            item.session._setupstate.teardown_exact(None)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Too many second tries fail the run, although every one of them passed in the end."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    again = reporter.stats.get("rerun", ()) if reporter else ()
    if len(again) > _PLAYED_AGAIN_MAX and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(again)} tests had to be played again; {_PLAYED_AGAIN_MAX} may.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Why a test had to be played again is told too: a second try that passed would hide the first one's words."""
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.write_sep("_", f"first try of {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


def _place(nodeid: str) -> int:
    path = nodeid.removeprefix("tests/")
    found = (place for place, beginning in enumerate(_LONGEST_FIRST) if path.startswith(beginning))
    return next(found, len(_LONGEST_FIRST))
