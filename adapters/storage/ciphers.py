"""Personal data at rest: sealed per cell with AES-256-GCM, found again through a keyed digest."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.storage.failures import Erased, UnreadableValue
from adapters.storage.person_keys import PersonKeyFolder

_FORMAT = 1
_PERSONAL = 2
_PLAIN = 0
"""How a cell begins that is not sealed yet: a migration leaves it so, because it knows no key."""
PERSONAL_HEAD = bytes((_PERSONAL,))
"""How every value begins that is sealed under the key of a person."""
_NONCE_BYTES = 12
_KEY_BYTES = 32


class DataKeys:
    """The key ring of one deployment. New values are sealed under the active key, old ones open under theirs.

    A sealed value is: format (1 byte), length of the key id (1), key id, nonce (12), ciphertext with tag. The table,
    column, row id and key id are authenticated with it, so a value copied to another cell does not open.

    What belongs to a person is sealed under a key of theirs, which this ring wraps, once `people` is set: format 2,
    nonce, ciphertext with tag; authenticated are table, column, row id and the person.
    """

    def __init__(
        self,
        keys: Mapping[str, bytes],
        *,
        active: str,
        index_key: bytes,
        nonces: Callable[[int], bytes] = os.urandom,
        takes_plain: bool = False,
    ) -> None:
        """`keys` maps key ids (short ASCII) to 32 bytes each; `index_key` serves the digests and nothing else.
        `takes_plain`: open what is not sealed yet, for the one pass that seals it."""
        if active not in keys:
            raise ValueError("the active data key is not in the ring")
        for key_id, key in keys.items():
            if not (key_id.isascii() and 1 <= len(key_id) <= 32 and "|" not in key_id):
                raise ValueError("the id of a data key is 1 to 32 ASCII characters without '|'")
            if len(key) != _KEY_BYTES:
                raise ValueError(f"data key {key_id!r} must have {_KEY_BYTES} bytes")
        if len(index_key) < _KEY_BYTES or index_key in keys.values():
            raise ValueError(f"the index key must have at least {_KEY_BYTES} bytes and be no data key")
        self._ciphers = {key_id.encode(): AESGCM(key) for key_id, key in keys.items()}
        self._active = active.encode()
        self._head = bytes((_FORMAT, len(self._active))) + self._active
        self._index_key = index_key
        self._nonces = nonces
        self._takes_plain = takes_plain
        self.people: PersonKeyFolder | None = None

    @classmethod
    def from_text(cls, keys: str, index_key: str, *, takes_plain: bool = False, people: Path | None = None) -> DataKeys:
        """From settings: `id:base64,id:base64` with the active key first, and the index key in base64; `people` is the
        folder with the keys of persons."""
        parts = [part.strip().partition(":") for part in keys.split(",") if part.strip()]
        if not parts or any(not colon for _, colon, _ in parts):
            raise ValueError("data keys are written as id:base64, separated by commas, the active one first")
        ring = {key_id: base64.b64decode(key, validate=True) for key_id, _, key in parts}
        index = base64.b64decode(index_key, validate=True)
        made = cls(ring, active=parts[0][0], index_key=index, takes_plain=takes_plain)
        made.people = PersonKeyFolder(people, made) if people is not None else None
        return made

    def __repr__(self) -> str:
        return f"DataKeys(active={self.active!r}, {len(self._ciphers)} keys)"

    @property
    def active(self) -> str:
        """The id of the key that seals now."""
        return self._active.decode()

    def seal(self, plain: bytes, table: str, column: str, row_id: str, owner: str = "") -> bytes:
        """`owner`: the person whose it is. What is kept of somebody whose key is gone is kept under the house's."""
        nonce = self._nonces(_NONCE_BYTES)
        personal = self.people.cipher(owner, make=True) if owner and self.people is not None else None
        if personal is not None:
            return (
                PERSONAL_HEAD + nonce + personal.encrypt(nonce, plain, _bound_to(table, column, row_id, owner.encode()))
            )
        bound = _bound_to(table, column, row_id, self._active)
        return self._head + nonce + self._ciphers[self._active].encrypt(nonce, plain, bound)

    def unseal(self, sealed: bytes, table: str, column: str, row_id: str, owner: str = "") -> bytes:
        """The plain bytes. Raises UnreadableValue; Erased where the person's key is gone."""
        if self._takes_plain and sealed[:1] == bytes((_PLAIN,)):
            return sealed[1:]
        if sealed[:1] == PERSONAL_HEAD:
            return self._unsealed_of(owner, sealed[1:], table, column, row_id)
        key_id, body = _parted(sealed)
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise UnreadableValue(f"{table}.{column} of {row_id}: sealed under a key that is not in the ring")
        try:
            return cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _bound_to(table, column, row_id, key_id))
        except (InvalidTag, ValueError) as error:
            raise UnreadableValue(f"{table}.{column} of {row_id}: altered, or it belongs to another cell") from error

    def _unsealed_of(self, owner: str, body: bytes, table: str, column: str, row_id: str) -> bytes:
        cipher = self.people.cipher(owner) if owner and self.people is not None else None
        if cipher is None:
            if owner and self.people is not None and self.people.is_gone(owner):
                raise Erased(f"{table}.{column} of {row_id}: erased")
            raise UnreadableValue(f"{table}.{column} of {row_id}: sealed under a person's key that is not there")
        bound = _bound_to(table, column, row_id, owner.encode())
        try:
            return cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as error:
            raise UnreadableValue(f"{table}.{column} of {row_id}: altered, or it belongs to another cell") from error

    def is_current(self, sealed: bytes) -> bool:
        """Whether a value is sealed under the active key."""
        return sealed.startswith(self._head)

    @property
    def active_head(self) -> bytes:
        """How every value sealed under the active key begins, and no other."""
        return self._head

    def email_index(self, email: str) -> str:
        """Keyed digest of an e-mail address, the same for every way of writing it."""
        plain = unicodedata.normalize("NFKC", email).strip().casefold()
        return hmac.new(self._index_key, b"email|" + plain.encode(), hashlib.sha256).hexdigest()


def _bound_to(table: str, column: str, row_id: str, key_id: bytes) -> bytes:
    # Unambiguous although row ids are free text: none of the other three parts can hold a bar.
    return f"{table}|{column}|{row_id}|".encode() + key_id


def _parted(sealed: bytes) -> tuple[bytes, bytes]:
    if len(sealed) < 2 or sealed[0] != _FORMAT or len(sealed) < 2 + sealed[1] + _NONCE_BYTES:
        raise UnreadableValue("not a sealed value")
    end = 2 + sealed[1]
    return sealed[2:end], sealed[end:]
