"""Looks for secrets in the files of this repository: `python -m tests.architecture.secrets_in_files`, as `make check` does.

Known shapes of keys first; then whatever is called a secret and is long and random. What stands here on purpose (the
sandbox's pretended tokens, documented examples) does not look random, and has to stay so.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterator

from tests.architecture.tree import ROOT, short, text_files

SHAPES = {
    "a Slack token": r"xox[abeoprs]-\d{9,}-\d{9,}-[A-Za-z0-9]{20,}",
    "a Slack app token": r"xapp-\d-[A-Z0-9]{9,}-\d{9,}-[0-9a-f]{40,}",
    "a Slack webhook": r"hooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}",
    "a Telegram bot token": r"\b\d{8,10}:AA(?!sandbox-)[A-Za-z0-9_-]{33}\b",
    "a Stripe key": r"\b[rs]k_live_[A-Za-z0-9]{20,}|\bsk_test_(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{60,}",
    "a Stripe webhook secret": r"\bwhsec_[A-Za-z0-9+/]{32,}",
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "a JSON web token": r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}",
    "a GitHub token": r"\bgh[opsur]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{60,}",
    "a cloud key": r"\bAKIA[A-Z0-9]{16}\b|\bAIza[A-Za-z0-9_-]{35}\b",
}
_SHAPES = {what: re.compile(shape) for what, shape in SHAPES.items()}
_NAMED = re.compile(
    r"(?i)(?:secret|token|passw(?:or)?d|api_?key|private_?key)[\w\]\"']{0,20}\s*[:=]\s*b?[\"']([A-Za-z0-9+/_=.-]{28,})[\"']"
)
_RANDOM_BITS = 4.2
"""Bits of information a character from which on a text is taken for random; words and patterns stay below 4."""
_WORD = re.compile(r"[A-Za-z]{2,}(?=[-_. ])")
_WORDS = 3
"""A sentence is no secret."""
_GENERATED = {"requirements.lock", "requirements-build.lock"}


def found() -> list[str]:
    """`file:line: what`, for everything that looks like a secret."""
    hits = []
    for path in text_files():
        if path.name in _GENERATED:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            hits += [f"{short(path)}:{number}: {what}" for what in secrets_in(line)]
    return hits


def secrets_in(line: str) -> Iterator[str]:
    """What in a line looks like a secret."""
    for what, shape in _SHAPES.items():
        if shape.search(line):
            yield what
    for named in _NAMED.finditer(line):
        if randomness(named[1]) > _RANDOM_BITS and len(_WORD.findall(named[1])) < _WORDS:
            yield "something random that is called a secret"


def randomness(text: str) -> float:
    """Bits of information a character (Shannon)."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())


def main() -> int:
    hits = found()
    for hit in hits:
        sys.stderr.write(f"{hit}\n")
    sys.stdout.write(f"{len(hits)} secrets in the files of {ROOT.name}.\n")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main())
