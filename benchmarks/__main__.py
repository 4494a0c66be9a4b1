"""`python -m benchmarks`: measure everything, print one table."""

from __future__ import annotations

import sys

from benchmarks.table import main

if __name__ == "__main__":
    sys.exit(main())
