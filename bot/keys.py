"""The keys of a deployment: made on first use, kept in one file that only its owner can read."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.tokens import KeyRing


@dataclass(frozen=True)
class Keys:
    """`data` seals personal data (active first), `index` finds e-mails, `buttons` seals button tokens, `seals` (by id)
    seal evidence: `seal_key` does so now, the older ones stay so that their public halves can be published."""

    data: str
    index: str
    buttons: KeyRing
    seals: Mapping[str, bytes]
    seal_key: str
    tokens: Mapping[str, bytes]
    """Sign access tokens of the interface for programmes; `token_key` does so now."""
    token_key: str


def read_keys(path: Path, given: str = "") -> Keys:
    """The keys in a file, or fresh ones written there; `given` is the same as text, from elsewhere, and wins. Raises
    ValueError when they are not ours."""
    try:
        raw = json.loads(given or path.read_text())
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
        if "seals" not in raw and not given:
            # A file from before evidence was sealed.
            raw = _with_new_seal_key(raw)
            _replace(path, raw)
        if "tokens" not in raw:
            # A file from before there was an interface for programmes.
            raw = _with_new_token_key(raw)
            _replace(path, raw)
        buttons = {name: base64.b64decode(key) for name, key in raw["buttons"].items()}
        seals = {name: base64.b64decode(key, validate=True) for name, key in raw["seals"].items()}
        tokens = {name: base64.b64decode(key, validate=True) for name, key in raw["tokens"].items()}
        ring = KeyRing(buttons, raw["button_key"])
        return Keys(raw["data"], raw["index"], ring, seals, raw["seal_key"], tokens, raw["token_key"])
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError("the key file is damaged; restore it from a backup") from error


def rotate_data_key(path: Path) -> str:
    """Seal personal data with a fresh key from the next start on; the old ones still open. Returns its id."""
    keys = read_keys(path)
    known = {part.strip().partition(":")[0] for part in keys.data.split(",")}
    number = len(known) + 1
    while f"k{number}" in known:
        number += 1
    raw = json.loads(path.read_text())
    raw["data"] = f"k{number}:{base64.b64encode(secrets.token_bytes(32)).decode()},{keys.data}"
    _replace(path, raw)
    return f"k{number}"


def retire_data_keys(path: Path) -> list[str]:
    """Forget all data keys but the one that seals now; the ids of those that went. Nothing may be sealed under them."""
    active, *old = [part.strip() for part in read_keys(path).data.split(",")]
    if old:
        _replace(path, {**json.loads(path.read_text()), "data": active})
    return [part.partition(":")[0] for part in old]


def rotate_seal_key(path: Path) -> str:
    """Seal with a fresh key from now on; the old ones stay on the ring. Returns its id."""
    read_keys(path)
    raw = _with_new_seal_key(json.loads(path.read_text()))
    _replace(path, raw)
    return str(raw["seal_key"])


def _with_new_token_key(raw: Mapping[str, Any]) -> dict[str, Any]:
    key_id = f"tok-{secrets.token_hex(8)}"
    tokens = {**raw.get("tokens", {}), key_id: base64.b64encode(secrets.token_bytes(32)).decode()}
    return {**raw, "tokens": tokens, "token_key": key_id}


def _with_new_seal_key(raw: Mapping[str, Any]) -> dict[str, Any]:
    key = secrets.token_bytes(32)
    key_id = seal_key_id(key)
    seals = {**raw.get("seals", {}), key_id: base64.b64encode(key).decode()}
    return {**raw, "seals": seals, "seal_key": key_id}


def seal_key_id(key: bytes) -> str:
    """The id of a seal key comes from its public half: whoever knows the id knows the key when they see it."""
    public = Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
    return f"seal-{hashlib.sha256(public).hexdigest()[:16]}"


def _replace(path: Path, raw: Mapping[str, Any]) -> None:
    """Written beside and renamed, so that there is always a whole file."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(raw, out, indent=2)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def _fresh() -> dict[str, Any]:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    fresh = {"data": f"k1:{key()}", "index": key(), "buttons": {"a": key()}, "button_key": "a"}
    return _with_new_token_key(_with_new_seal_key(fresh))
