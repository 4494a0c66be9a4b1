"""What can go wrong with stored data that no person can be asked about."""

from __future__ import annotations


class DatabaseTooNew(Exception):
    """The database was written by a newer version of this program; run that version, or restore an older copy."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is at revision {revision!r}, which this version does not know. "
            "Start the newer version that wrote it, or restore a copy from before the upgrade."
        )
        self.revision = revision


class UnreadableValue(Exception):
    """A sealed value was altered, moved to another row or column, or sealed under a key that is not in the ring."""


class CommitUncertain(Exception):
    """The connection was lost while COMMIT was under way: look the rows up before trying again."""


class Erased(UnreadableValue):
    """The key of the person whom a value belongs to was destroyed: there is nothing there any more."""
