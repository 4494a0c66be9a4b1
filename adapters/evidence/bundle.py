"""The evidence bundle: one file with everything that proves a deal, a manifest of hashes, and a seal over the manifest.

It is a ZIP written in exactly one way (stored, sorted, without times), so that a checker can write it again and compare:
then every byte of it counts, also those of the container.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import rfc8785

from adapters.evidence.seals import KeySealer

FORMAT: Final = "parley-bundle-1"
DOMAIN: Final = "parley/bundle/1"
MANIFEST, SEAL, KEYS = "manifest.json", "seal.json", "keys.json"
_BEFORE_TIME: Final = (1980, 1, 1, 0, 0, 0)


class SealingBundler:
    """`core.ports.bundles.Bundler` with the deployment's seal keys."""

    def __init__(self, sealer: KeySealer) -> None:
        self._sealer = sealer

    def __call__(self, files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
        """See the port."""
        held = {**files, KEYS: rfc8785.dumps(self._sealer.public_keys())}
        manifest = {"format": FORMAT, **about, "files": {name: described(content) for name, content in held.items()}}
        seal = self._sealer.seal(DOMAIN, manifest)
        sealed = {"key_id": seal.key_id, "sha256": seal.sha256, "signature": seal.signature}
        return packed({**held, MANIFEST: rfc8785.dumps(manifest), SEAL: rfc8785.dumps(sealed)})

    def canonical(self, value: Any) -> bytes:
        """See the port."""
        return rfc8785.dumps(value)


def described(content: bytes) -> dict[str, Any]:
    """What the manifest says about one file."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def packed(files: Mapping[str, bytes]) -> bytes:
    """The container: the same files give the same bytes, with every library and on every machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as container:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _BEFORE_TIME)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            container.writestr(entry, files[name])
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a container. Raises ValueError when it is not one that we wrote."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            entries = container.infolist()
            if any(entry.compress_type != zipfile.ZIP_STORED or entry.file_size > len(content) for entry in entries):
                raise ValueError("the container is not written as bundles are")
            files = {entry.filename: container.read(entry) for entry in entries}
    except Exception as fault:
        # The library meets damaged headers with whatever it stumbles over.
        raise ValueError(str(fault) or "the container is damaged") from fault
    if packed(files) != content:
        raise ValueError("the container has been changed")
    return files
