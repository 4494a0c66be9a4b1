"""Reads product files that came in through a chat, and imports those that were confirmed."""

from __future__ import annotations

from core.services.uploads import Uploads
from jobs.scheduler import Job


def product_files(uploads: Uploads, seconds: float) -> Job:
    return Job("product-files", uploads.drain, seconds)
