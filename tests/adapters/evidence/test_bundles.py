"""Evidence bundles: true as they are, false after any change, and checked with public keys alone."""

from __future__ import annotations

import hashlib
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from adapters.evidence.bundle import SealingBundler, packed, unpacked
from adapters.evidence.checking import check_bundle
from adapters.evidence.seals import KeySealer, keys_file, read_keys_file
from bot.commands.proving import run_verify_bundle
from bot.keys import read_keys, rotate_seal_key, seal_key_id
from core.evidence import GENESIS
from core.services.sealing import DOMAIN

FLIPS = int(os.environ.get("PARLEY_BUNDLE_FLIPS", "400"))
"""The gate flips 10,000."""
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
SEALER = KeySealer({seal_key_id(KEY): KEY}, seal_key_id(KEY))
PDF = b"%PDF-1.7 the printed agreement"
TEXT = "Purchase agreement\nTotal: 100"


def sha(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _record(role: str, number: int, previous: str) -> dict[str, Any]:
    names = ("deal_id", "agreement_id", "company_id", "platform", "tenant", "chat_user_id", "message_id", "event_id")
    record: dict[str, Any] = dict.fromkeys(names, f"{role}-x")
    record |= {
        "role": role,
        "typed_name": f"Signer {role}",
        "text": TEXT,
        "text_sha256": sha(TEXT),
        "document_sha256": sha(PDF),
        "consent": {"id": "consent-1.en", "language": "en", "text": "I agree", "sha256": sha("I agree")},
        "signed_at": "2026-03-02T09:00:00+00:00",
        "ip": None,
        "agent": None,
    }
    value = {"key_id": SEALER.key_id, "number": number, "previous_sha256": previous, "record": record}
    seal = SEALER.seal(DOMAIN, value)
    return {**value, "evidence_id": f"evd_{role}", "sha256": seal.sha256, "signature": seal.signature}


def files_of_a_deal() -> dict[str, bytes]:
    bundler = SealingBundler(SEALER)
    first = _record("buyer", 1, GENESIS)
    second = _record("seller", 2, first["sha256"])
    signature = {
        role: {
            "evidence_id": f"evd_{role}",
            "typed_name": f"Signer {role}",
            "text_sha256": sha(TEXT),
            "signed_at": "2026-03-02T09:00:00+00:00",
        }
        for role in ("buyer", "seller")
    }
    agreement = {"agreement_text": TEXT, "text_sha256": sha(TEXT), "status": "signed"} | {
        f"{role}_signature": found for role, found in signature.items()
    }
    return {
        "agreement.json": bundler.canonical(agreement),
        "agreement.txt": TEXT.encode(),
        "documents/agreement-en.pdf": PDF,
        "evidence/000000000001.json": bundler.canonical(first),
        "evidence/000000000002.json": bundler.canonical(second),
    }


def bundle(files: dict[str, bytes] | None = None) -> bytes:
    return SealingBundler(SEALER)(files or files_of_a_deal(), {"deal_id": "neg_1"})


def test_a_bundle_is_true_with_published_keys_and_with_its_own() -> None:
    content = bundle()
    assert bundle() == content
    for keys in (None, {seal_key_id(KEY): SEALER._keys[SEALER.key_id].public_key().public_bytes_raw()}):
        verdict = check_bundle(content, keys)
        assert verdict.faults == ()
        assert verdict.signatures == ("Signer buyer (buyer)", "Signer seller (seller)")
        assert verdict.own_keys is (keys is None)


def test_any_flipped_byte_is_found() -> None:
    content, chance = bundle(), random.Random(7)
    for _ in range(FLIPS):
        place = chance.randrange(len(content))
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        assert check_bundle(bytes(flipped)).faults, place


def test_a_bundle_that_ends_early_or_late_is_found() -> None:
    content = bundle()
    for changed in (content[:-1], content[: len(content) // 2], content + b"x", b"x" + content, b""):
        assert check_bundle(changed).faults


def _without_record(files: dict[str, bytes]) -> None:
    del files["evidence/000000000002.json"]


def _another_text(files: dict[str, bytes]) -> None:
    files["agreement.txt"] = b"Purchase agreement\nTotal: 1"


def _another_name(files: dict[str, bytes]) -> None:
    record = json.loads(files["evidence/000000000001.json"])
    record["record"]["typed_name"] = "Somebody else"
    files["evidence/000000000001.json"] = SealingBundler(SEALER).canonical(record)


def _without_document(files: dict[str, bytes]) -> None:
    del files["documents/agreement-en.pdf"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_without_record, "there is no record of the seller's signature"),
        (_another_text, "the text of the agreement does not have its hash"),
        (_another_name, "the seal of record 1 is broken"),
        (_without_document, "the document that was signed is not in the bundle"),
    ],
)
def test_not_even_we_can_seal_a_false_bundle(change: Any, fault: str) -> None:
    """Whoever has the bundle's key, but not the records' past, changes a part and seals the whole again."""
    files = files_of_a_deal()
    change(files)
    assert any(fault in found for found in check_bundle(bundle(files)).faults)


def test_another_key_is_named() -> None:
    stranger = KeySealer({seal_key_id(OTHER): OTHER}, seal_key_id(OTHER))
    published = {seal_key_id(OTHER): stranger._keys[stranger.key_id].public_key().public_bytes_raw()}
    assert any("not among the published ones" in fault for fault in check_bundle(bundle(), published).faults)


def test_the_container_is_written_in_one_way_only() -> None:
    files = unpacked(bundle())
    assert packed(dict(reversed(files.items()))) == bundle()


def test_keys_rotate_and_old_bundles_stay_true(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, public, file = tmp_path / "keys.json", tmp_path / "public.json", tmp_path / "deal.zip"
    old = read_keys(path)
    file.write_bytes(SealingBundler(KeySealer(old.seals, old.seal_key))({**files_of_a_deal()}, {"deal_id": "neg_1"}))
    fresh = rotate_seal_key(path)
    keys = read_keys(path)
    assert (keys.seal_key, set(keys.seals)) == (fresh, {old.seal_key, fresh})
    sealer = KeySealer(keys.seals, keys.seal_key)
    public.write_text(keys_file(sealer.public_keys() | SEALER.public_keys()), encoding="utf-8")
    assert set(read_keys_file(public)) == {old.seal_key, fresh, SEALER.key_id}
    assert run_verify_bundle(str(file), keys=str(public)) == 0
    assert "is true" in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"Total: 100", b"Total: 900"))
    assert run_verify_bundle(str(file), keys=str(public)) == 1
    assert "FALSE" in capsys.readouterr().out
    assert run_verify_bundle(str(tmp_path / "none.zip"), keys="") == 2


def test_a_key_file_from_before_gets_a_seal_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    read_keys(path)
    raw = json.loads(path.read_text())
    del raw["seals"], raw["seal_key"]
    path.write_text(json.dumps(raw))
    made = read_keys(path)
    assert read_keys(path) == made
    assert made.data == raw["data"]
