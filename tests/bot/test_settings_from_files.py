"""Secrets from files: the environment names a place instead of the value."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import BadSettings, read_settings


def test_a_secret_is_read_from_the_file_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "stripe"
    kept.write_text("sk_from_a_file\n")
    monkeypatch.setenv("STRIPE_SECRET_KEY_FILE", str(kept))
    settings = read_settings(_env_file=None)
    assert settings.STRIPE_SECRET_KEY.get_secret_value() == "sk_from_a_file"
    assert "sk_from_a_file" not in repr(settings)
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_from_the_environment")
    assert read_settings(_env_file=None).STRIPE_SECRET_KEY.get_secret_value() == "sk_from_the_environment"


def test_a_file_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(BadSettings, match="SLACK_BOT_TOKEN_FILE"):
        read_settings(_env_file=None)


def test_only_secrets_are_read_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL_FILE", str(tmp_path / "nowhere"))
    assert read_settings(_env_file=None).PUBLIC_URL == "http://127.0.0.1:8080"
