"""Logging: readable lines with their structured fields behind them; libraries that log bodies are capped."""

from __future__ import annotations

import logging

_STANDARD = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime", "taskName"}
_CAPPED = (
    "httpx",
    "httpcore",
    "aiohttp",
    "aiogram",
    "slack_sdk",
    "slack_bolt",
    "stripe",
    "uvicorn",
    "apscheduler",
    "telegram",
    "aiosqlite",
    "asyncpg",
    "urllib3",
    "multipart",
    "python_multipart",
    "fontTools",
    "fpdf",
    "PIL",
    "matplotlib",
    "sqlalchemy",
)


class ReadableFormatter(logging.Formatter):
    """`12:00:01 WARNING core.services.delivery news could not be delivered notice=accepted`."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        fields = " ".join(f"{name}={value}" for name, value in vars(record).items() if name not in _STANDARD)
        return f"{line} {fields}" if fields else line


def set_up_logging(level: str) -> None:
    """To standard error. Libraries log warnings at most, whatever the level, because they would log bodies."""
    handler = logging.StreamHandler()
    handler.setFormatter(ReadableFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", "%H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CAPPED:
        logging.getLogger(name).setLevel(logging.WARNING)
