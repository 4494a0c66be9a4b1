"""Ed25519 seals over canonical JSON (RFC 8785): made with the deployment's keys, checked with public keys alone."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.ports.seals import Seal

KEYS_FORMAT = "parley-public-keys-1"


class KeySealer:
    """`core.ports.seals.Sealer` over a ring of private keys (32 bytes each); `active` seals, all are published."""

    def __init__(self, keys: Mapping[str, bytes], active: str) -> None:
        if active not in keys:
            raise ValueError("the active seal key is not in the ring")
        self._keys = {key_id: Ed25519PrivateKey.from_private_bytes(key) for key_id, key in keys.items()}
        self._active = active

    @property
    def key_id(self) -> str:
        return self._active

    def digest(self, domain: str, value: Mapping[str, Any]) -> str:
        """See the port."""
        return digest(domain, value)

    def seal(self, domain: str, value: Mapping[str, Any]) -> Seal:
        """See the port."""
        content = sealed_bytes(domain, value)
        signature = self._keys[self._active].sign(content)
        return Seal(self._active, hashlib.sha256(content).hexdigest(), base64.b64encode(signature).decode())

    def public_keys(self) -> dict[str, str]:
        """Key id → public key in base64, of every key there ever was."""
        return {
            key_id: base64.b64encode(key.public_key().public_bytes_raw()).decode() for key_id, key in self._keys.items()
        }


def sealed_bytes(domain: str, value: Mapping[str, Any]) -> bytes:
    """What is hashed and signed: the purpose, a line break, and the value in its one canonical form."""
    return domain.encode() + b"\n" + rfc8785.dumps(dict(value))


def digest(domain: str, value: Mapping[str, Any]) -> str:
    """SHA-256 of what would be signed, hexadecimal."""
    return hashlib.sha256(sealed_bytes(domain, value)).hexdigest()


def holds(public_key: bytes, domain: str, value: Mapping[str, Any], signature: str) -> bool:
    """Whether a seal is true."""
    try:
        content = sealed_bytes(domain, value)
        Ed25519PublicKey.from_public_bytes(public_key).verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError, rfc8785.CanonicalizationError):
        return False
    return True


def keys_file(public_keys: Mapping[str, str]) -> str:
    """The public keys as they are published: anybody checks bundles with this file and nothing else."""
    return json.dumps({"format": KEYS_FORMAT, "ed25519": dict(sorted(public_keys.items()))}, indent=2) + "\n"


def read_keys_file(path: Path) -> dict[str, bytes]:
    """Published keys by their ids. Raises ValueError when the file is no such file."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["format"] != KEYS_FORMAT:
            raise ValueError("the file of public keys is of another format")
        return {str(key_id): base64.b64decode(key, validate=True) for key_id, key in raw["ed25519"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no file of public keys") from error
