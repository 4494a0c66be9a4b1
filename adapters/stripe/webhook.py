"""Stripe's webhooks: from raw bytes and a header to one verified event, or `BadSignature` and nothing else.

The library's own verifier is not used: on hostile input it raises other exceptions than its signature error, and it
accepts a timestamp that lies in the future, so that a captured request could be replayed long after.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from core.ports.payments import ProviderEvent

MAX_BODY_BYTES = 1_000_000
MAX_HEADER_CHARACTERS = 2_000

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,255}")


class BadSignature(ValueError):
    """The request is not a genuine, recent event. The message names the check that failed, never the content."""


def read_event(
    body: bytes,
    header: str | None,
    secrets: Sequence[str],
    now: datetime,
    tolerance_seconds: int = 300,
) -> ProviderEvent:
    """The event in `body`, if one of `secrets` signed these very bytes within `tolerance_seconds` of `now` (aware).

    `header` is the `Stripe-Signature` value. Several secrets are tried, because two are valid while one is being
    rotated. Whatever is wrong, and with any bytes at all, the answer is `BadSignature`. Events about things without
    an id (a balance) are refused too: subscribe the endpoint to payments, charges, refunds, transfers and disputes.
    """
    if len(body) > MAX_BODY_BYTES:
        raise BadSignature("body too large")
    stamp, signatures = _parts(header)
    if not _signed(stamp, body, signatures, secrets):
        raise BadSignature("no signature matches")
    # Both ways: a stamp ahead of our clock would otherwise stay usable until the clock has caught up with it.
    if abs(now.timestamp() - int(stamp)) > tolerance_seconds:
        raise BadSignature("timestamp too far from now")
    return event_of(_json_object(body))


def _parts(header: str | None) -> tuple[str, list[str]]:
    """The timestamp as it was signed, and every well-formed v1 signature; other schemes are passed over."""
    if header is None or len(header) > MAX_HEADER_CHARACTERS:
        raise BadSignature("header missing or too long")
    stamps: list[str] = []
    signatures: list[str] = []
    for item in header.split(","):
        scheme, separator, value = item.partition("=")
        if not separator:
            raise BadSignature("header malformed")
        if scheme == "t":
            stamps.append(value)
        elif scheme == "v1" and _SIGNATURE.fullmatch(value):
            signatures.append(value)
    if len(stamps) != 1 or not _TIMESTAMP.fullmatch(stamps[0]):
        raise BadSignature("timestamp missing or malformed")
    if not signatures:
        raise BadSignature("no v1 signature")
    return stamps[0], signatures


def _signed(stamp: str, body: bytes, signatures: Sequence[str], secrets: Sequence[str]) -> bool:
    """Whether any signature fits any secret; every pair is compared, so that time tells nothing."""
    matched = False
    for secret in secrets:
        if not secret.strip():  # An unset secret would make everyone's empty-key signature genuine.
            continue
        mac = hmac.new(secret.encode("utf-8"), stamp.encode("ascii") + b"." + body, hashlib.sha256)
        expected = mac.hexdigest()
        for signature in signatures:
            matched |= hmac.compare_digest(expected, signature)
    return matched


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        # Decoded here, because `json.loads` would guess UTF-16 and UTF-32 from bytes.
        value = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadSignature("body is not JSON") from None
    if not isinstance(value, dict):
        raise BadSignature("body is not an object")
    return value


def event_of(raw: Mapping[str, Any]) -> ProviderEvent:
    """From an Event of Stripe's, delivered or listed."""
    data = raw.get("data")
    subject = data.get("object") if isinstance(data, dict) else None
    if not isinstance(subject, dict):
        raise BadSignature("event has no object")
    return ProviderEvent(
        id=_name(raw, "id"),
        kind=_name(raw, "type"),
        object_ref=_name(subject, "id"),
        metadata=dict(_texts(subject.get("metadata"))),
        live=raw.get("livemode") is True,
        account=_name(raw, "account") if raw.get("account") is not None else "",
    )


def _name(raw: Mapping[str, Any], field: str) -> str:
    """An id or a type: plain ASCII, so that it can be stored anywhere and compared safely."""
    value = raw.get(field)
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise BadSignature(f"event has no usable {field}")
    return value


def _texts(metadata: object) -> Iterator[tuple[str, str]]:
    """The metadata pairs that a database can hold: no NUL, no half surrogate."""
    if not isinstance(metadata, dict):
        return
    for name, value in metadata.items():
        if isinstance(value, str) and _storable(name) and _storable(value):
            yield name, value


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
