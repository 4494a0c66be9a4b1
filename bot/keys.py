"""The keys of a deployment: made on first use, kept in one file that only its owner can read."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.tokens import KeyRing


@dataclass(frozen=True)
class Keys:
    """`data` seals personal data (active first), `index` finds e-mails, `buttons` seals button tokens."""

    data: str
    index: str
    buttons: KeyRing


def read_keys(path: Path) -> Keys:
    """The keys in a file, or fresh ones written there. Raises ValueError when the file is not ours."""
    try:
        raw = json.loads(path.read_text())
    except FileNotFoundError:
        raw = _fresh()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return read_keys(path)
        with os.fdopen(handle, "w") as out:
            json.dump(raw, out, indent=2)
    except json.JSONDecodeError as error:
        raise ValueError("the key file is damaged; restore it from a backup") from error
    try:
        buttons = {name: base64.b64decode(key) for name, key in raw["buttons"].items()}
        return Keys(raw["data"], raw["index"], KeyRing(buttons, raw["button_key"]))
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError("the key file is damaged; restore it from a backup") from error


def _fresh() -> dict[str, Any]:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return {"data": f"k1:{key()}", "index": key(), "buttons": {"a": key()}, "button_key": "a"}
