"""Who may import whom, and what must not be loaded where: start-up time and memory are promises, too."""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT, python_files, short

HEAVY = ("aiogram", "telegram", "slack_bolt", "slack_sdk", "stripe")
HELP_SECONDS_MAX = 1.0

_LOADED = f"""
import sys
{{work}}
print(*sorted(name for name in {HEAVY!r} if name in sys.modules))
"""


def _modules(folder: str) -> list[str]:
    return [
        short(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in python_files(folder)
    ]


def _heavy_after(work: str) -> str:
    """Which of the heavy libraries a fresh interpreter holds after some work."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED.format(work=work)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_every_contract_is_kept() -> None:
    # In a process of its own, because it sets up logging for everybody.
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("folder", ["core", "jobs"])
def test_rules_and_jobs_load_no_platform(folder: str) -> None:
    assert not _heavy_after("\n".join(f"import {module}" for module in _modules(folder)))


def test_migrating_loads_no_platform() -> None:
    assert not _heavy_after("import adapters.storage.migrate")


def test_help_loads_no_platform() -> None:
    work = "from bot.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert not _heavy_after(work)


def test_help_answers_at_once() -> None:
    """In time of a processor: what else runs on this machine does not count."""
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert statistics.median(took) < HELP_SECONDS_MAX


def test_programmes_ask_services_and_never_the_policy() -> None:
    """Rights are asked for where the act is, so that no way in can forget them."""
    found = [
        short(path)
        for path in python_files("adapters", "jobs")
        if re.search(r"core(\.| import )policy", path.read_text(encoding="utf-8"))
    ]
    assert not found
