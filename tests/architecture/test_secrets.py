"""No secret is in the files of this repository, and the scan would find one."""

from __future__ import annotations

import pytest

from tests.architecture.secrets_in_files import found, secrets_in

# Put together here, because this file is read by the scan as well.
PLANTED = [
    "xoxb-" + "123456789012-" + "123456789012-" + "AbCdEfGhIjKlMnOpQrStUvWx",
    "xapp-" + "1-A0123456789-" + "1234567890123-" + "0123456789abcdef" * 4,
    "https://hooks." + "slack.com/services/T01234567/B01234567/" + "abcdefghijklmnopqrstuvwx",
    "TELEGRAM=123456789:" + "AA" + "HdqTcvCH1vGWJxfSeofSAs0K5PALDsawx",
    "sk_" + "live_51H8xYzAbCdEfGhIjKlMnOp",
    "whsec_" + "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
    "-----BEGIN " + "PRIVATE KEY-----",
    "eyJ"
    + "hbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9."
    + "eyJ"
    + "zdWIiOiJ1c3JfMSIsImV4cCI6MTAwMDAwMH0."
    + "c2lnbmF0dXJlLWJ5dGVz",
    "gh" + "p_0123456789abcdefABCDEF0123456789abcdef",
    "AK" + "IAIOSFODNN7EXAMPLE",
    'password = "' + "kJ8x2Qm9Zt4Lw7Rv1Np6Yc3Hd5Gb0Fs" + '"',
]
HARMLESS = [
    'token = "xoxb-sandbox-hansa-metalworks"',
    'SLACK_SIGNING_SECRET=""',
    'secret = "the-signing-secret-of-the-sandbox"',
    'key = "k" * 32',
    'TOKEN = "77:canary-secret"',
]


def test_no_secret_is_in_the_repository() -> None:
    assert found() == []


@pytest.mark.parametrize("line", PLANTED)
def test_a_planted_secret_is_found(line: str) -> None:
    assert list(secrets_in(line))


@pytest.mark.parametrize("line", HARMLESS)
def test_what_only_looks_like_one_is_not(line: str) -> None:
    assert list(secrets_in(line)) == []
