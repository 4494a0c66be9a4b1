"""Checks an evidence bundle with public keys alone: no database, no network, no other part of the market."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import rfc8785

from adapters.evidence.bundle import DOMAIN, FORMAT, KEYS, MANIFEST, SEAL, described, unpacked
from adapters.evidence.seals import holds, sealed_bytes

RECORD_DOMAIN = "parley/evidence/1"
TIMELINE = "case/timeline.json"
NEVER_EMPTY_BUT = frozenset({"ip", "agent"})


@dataclass(frozen=True)
class Verdict:
    """What was found: faults (none: the bundle is true), and what is worth knowing."""

    faults: tuple[str, ...]
    deal_id: str = ""
    key_ids: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    own_keys: bool = False
    """Only the keys in the bundle itself were at hand: their ids have to be compared with the published ones."""
    files: tuple[str, ...] = field(default=())


def check_bundle(content: bytes, keys: Mapping[str, bytes] | None = None) -> Verdict:
    """Everything that is wrong with a bundle. `keys`: the published public keys by id; None: those in the bundle."""
    try:
        files = unpacked(content)
        manifest, seal = _canonical(files, MANIFEST), _canonical(files, SEAL)
        published = keys if keys is not None else _keys_in(files)
        return _checked(files, manifest, seal, published, own_keys=keys is None)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        return Verdict((str(fault) or type(fault).__name__,))


def _checked(
    files: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    seal: Mapping[str, Any],
    keys: Mapping[str, bytes],
    *,
    own_keys: bool,
) -> Verdict:
    faults = list(_container(files, manifest, seal, keys))
    records = [_canonical(files, name) for name in sorted(files) if name.startswith("evidence/")]
    for record in records:
        faults += _record(record, files, keys)
    faults += _chain(records)
    faults += _agreement(files, records)
    faults += _case(files)
    return Verdict(
        tuple(faults),
        deal_id=str(manifest.get("deal_id", "")),
        key_ids=tuple(sorted({str(seal["key_id"]), *(str(record["key_id"]) for record in records)})),
        signatures=tuple(f"{r['record']['typed_name']} ({r['record']['role']})" for r in records),
        own_keys=own_keys,
        files=tuple(sorted(files)),
    )


def _container(
    files: Mapping[str, bytes], manifest: Mapping[str, Any], seal: Mapping[str, Any], keys: Mapping[str, bytes]
) -> Iterator[str]:
    if manifest.get("format") != FORMAT:
        yield f"the manifest is of another format: {manifest.get('format')}"
    wanted = {name: described(content) for name, content in files.items() if name not in (MANIFEST, SEAL)}
    listed = manifest["files"]
    yield from (
        f"{name} is not the file that was sealed" for name in sorted(wanted) if listed.get(name) != wanted[name]
    )
    yield from (f"{name} is missing" for name in sorted(set(listed) - set(wanted)))
    yield from _seal(DOMAIN, manifest, seal, keys, "the manifest")


def _seal(
    domain: str, value: Mapping[str, Any], seal: Mapping[str, Any], keys: Mapping[str, bytes], what: str
) -> Iterator[str]:
    key = keys.get(str(seal["key_id"]))
    if key is None:
        yield f"{what} is sealed with the key {seal['key_id']}, which is not among the published ones"
        return
    signature = str(seal["signature"])
    if hashlib.sha256(sealed_bytes(domain, value)).hexdigest() != seal["sha256"]:
        yield f"{what} does not have the hash that was sealed"
    if base64.b64encode(base64.b64decode(signature, validate=True)).decode() != signature:
        yield f"the seal of {what} is not written as seals are"
    if not holds(key, domain, value, signature):
        yield f"the seal of {what} is broken"


def _record(sealed: Mapping[str, Any], files: Mapping[str, bytes], keys: Mapping[str, bytes]) -> Iterator[str]:
    """One signature: its seal, its hashes, and that nothing in it is empty."""
    record, what = sealed["record"], f"record {sealed['number']}"
    value = {name: sealed[name] for name in ("key_id", "number", "previous_sha256", "record")}
    yield from _seal(RECORD_DOMAIN, value, sealed, keys, what)
    if hashlib.sha256(str(record["text"]).encode()).hexdigest() != record["text_sha256"]:
        yield f"{what}: the text does not have the hash that was signed"
    if hashlib.sha256(str(record["consent"]["text"]).encode()).hexdigest() != record["consent"]["sha256"]:
        yield f"{what}: the words of consent do not have their hash"
    printed = {hashlib.sha256(content).hexdigest() for name, content in files.items() if name.endswith(".pdf")}
    if record["document_sha256"] not in printed:
        yield f"{what}: the document that was signed is not in the bundle"
    empty = [name for name, part in record.items() if part in (None, "", []) and name not in NEVER_EMPTY_BUT]
    if empty:
        yield f"{what}: nothing is said about {', '.join(sorted(empty))}"


def _chain(records: list[dict[str, Any]]) -> Iterator[str]:
    """Records that follow each other name each other's hash; others stand between those of one deal."""
    for before, after in pairwise(records):
        if after["number"] <= before["number"]:
            yield f"record {after['number']} stands behind record {before['number']}"
        elif after["number"] == before["number"] + 1 and after["previous_sha256"] != before["sha256"]:
            yield f"record {after['number']} does not follow from record {before['number']}"


def _agreement(files: Mapping[str, bytes], records: list[dict[str, Any]]) -> Iterator[str]:
    """The agreement in the bundle is the one that was signed, by both or as far as it came."""
    agreement = _canonical(files, "agreement.json")
    text = files["agreement.txt"].decode()
    if text != agreement["agreement_text"] or hashlib.sha256(text.encode()).hexdigest() != agreement["text_sha256"]:
        yield "the text of the agreement does not have its hash"
    by_id = {record["evidence_id"]: record for record in records}
    for role in ("buyer", "seller"):
        signature = agreement[f"{role}_signature"]
        if signature is None:
            if agreement["status"] in ("signed", "completed"):
                yield f"the agreement counts as signed without the {role}"
            continue
        record = by_id.get(signature["evidence_id"])
        if record is None:
            yield f"there is no record of the {role}'s signature"
        elif any(record["record"][name] != signature[name] for name in ("typed_name", "text_sha256", "signed_at")):
            yield f"the {role}'s signature is not the one on record"
        elif signature["text_sha256"] != agreement["text_sha256"]:
            yield f"the {role} signed another text"


def _case(files: Mapping[str, bytes]) -> Iterator[str]:
    """The files of a case are those of its line of time, and no others."""
    kept = {name for name in files if name.startswith("case/files/")}
    if TIMELINE not in files:
        yield from (f"{name} belongs to no line of time" for name in sorted(kept))
        return
    named = {}
    for entry in _canonical(files, TIMELINE)["entries"]:
        if entry["file"]:
            named[str(entry["file"])] = str(entry["sha256"])
    yield from (f"{name} is missing" for name in sorted(set(named) - kept))
    yield from (f"{name} is not in the line of time" for name in sorted(kept - set(named)))
    yield from (
        f"{name} is not the file that was put forward"
        for name in sorted(kept & set(named))
        if hashlib.sha256(files[name]).hexdigest() != named[name]
    )


def _canonical(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """A JSON file, which must be written in its one canonical form. Raises ValueError."""
    if name not in files:
        raise ValueError(f"{name} is missing")
    value = json.loads(files[name])
    if not isinstance(value, dict) or rfc8785.dumps(value) != files[name]:
        raise ValueError(f"{name} is not in canonical form")
    return value


def _keys_in(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {key_id: base64.b64decode(key, validate=True) for key_id, key in _canonical(files, KEYS).items()}
