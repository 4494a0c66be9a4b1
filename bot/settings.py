"""The environment, read once into frozen settings, or a readable list of what is missing or wrong."""

from __future__ import annotations

import ipaddress
import os
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict

from bot.trade_settings import TradeSettings


class Settings(TradeSettings):
    """Every setting, by the name of its environment variable. `.env` in the working folder is read too."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    DATABASE_URL: str = Field("sqlite:///var/parley.sqlite3", description="Database: sqlite:///PATH or postgresql://…")
    KEY_FILE: str = Field(
        "var/keys.json",
        description="File with the keys for personal data and buttons; made on first use. Back it up: without it, names and addresses in the database can not be read.",
    )
    KEYS: SecretStr = Field(
        SecretStr(""),
        description="What KEY_FILE holds, for whoever keeps secrets in the environment; then there is no such file.",
    )
    AUDIT_FILE: str = Field(
        "",
        description="File for the signed checkpoints of the audit log; empty: audit-checkpoints.jsonl beside KEY_FILE. Have it copied to where the database's owner can not reach it.",
    )
    PERSON_KEYS_FOLDER: str = Field(
        "",
        description="Folder with a key for each person, wrapped with those of KEY_FILE; erasing somebody destroys theirs. Mirror it, and keep no older copies. Empty: person-keys beside KEY_FILE.",
    )
    FILES_FOLDER: str = Field(
        "var/files",
        description="Folder for the files that people send, sealed with the keys of KEY_FILE. Back it up with the database.",
    )
    CLAMD_ADDRESS: str = Field(
        "",
        pattern=r"^$|^[A-Za-z0-9.-]+:[0-9]{1,5}$",
        description="HOST:PORT of a ClamAV daemon that looks into files; empty: files are marked as not scanned.",
    )
    HOST: str = Field("127.0.0.1", description="Address the HTTP server listens on.")
    PORT: int = Field(8080, ge=0, le=65535, description="Port of the HTTP server; 0 picks a free one.")
    PUBLIC_URL: str = Field(
        "http://127.0.0.1:8080", description="How the world reaches this server; https, except on this machine itself."
    )
    TRUSTED_PROXIES: str = Field(
        "",
        description="Addresses or networks of proxies in front of this server, separated by commas; what only they say about who comes is believed.",
    )
    TLS_CERTIFICATE: str = Field(
        "", description="File with the certificate chain (PEM), where this server speaks TLS itself."
    )
    TLS_KEY: str = Field("", description="File with the private key of TLS_CERTIFICATE; empty: it is in the same file.")
    WEBHOOK_HOSTS: str = Field(
        "",
        description="Hosts that companies may have webhooks sent to, separated by commas, also as .example.org; empty: every public one.",
    )
    STEP_UP_MINUTES: int = Field(
        10,
        ge=0,
        le=720,
        description="Minutes for which a code (of an authenticator app, or from another chat of one's own) lets somebody change payouts, decide cases and give roles in a chat; 0: a press is enough.",
    )
    LOG_LEVEL: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    TELEGRAM_BOT_TOKEN: SecretStr = Field(SecretStr(""), description="Token of the Telegram bot; empty: no Telegram.")
    TELEGRAM_WEBHOOK_SECRET: SecretStr = Field(
        SecretStr(""), description="Secret (32 characters or more) for /telegram/webhook; empty: the bot polls."
    )
    TELEGRAM_LIBRARY: Literal["aiogram", "python-telegram-bot"] = Field(
        "aiogram", description="What makes the calls to Telegram; python-telegram-bot starts faster and is smaller."
    )
    TELEGRAM_API_BASE: str = Field("https://api.telegram.org", description="Base address of the Bot API.")
    SLACK_BOT_TOKEN: SecretStr = Field(
        SecretStr(""), description="Bot token (xoxb-…) of the Slack app; empty: no Slack."
    )
    SLACK_CLIENT_ID: str = Field(
        "", description="Client id of the Slack app: workspaces install it themselves, from PUBLIC_URL/slack/install."
    )
    SLACK_CLIENT_SECRET: SecretStr = Field(SecretStr(""), description="Client secret of the Slack app, with its id.")
    SLACK_APP_TOKEN: SecretStr = Field(SecretStr(""), description="App token (xapp-…) for Socket Mode.")
    SLACK_SIGNING_SECRET: SecretStr = Field(
        SecretStr(""),
        description="Signing secret of the Slack app, for /slack/…; two separated by a comma during a rotation.",
    )
    SLACK_API_BASE: str = Field(
        "https://slack.com",
        description="Base address of Slack; the Web API is below it at /api/ (which may be written or left out).",
    )
    STRIPE_SECRET_KEY: SecretStr = Field(
        SecretStr(""), description="Secret key of the Stripe account; empty: no payments."
    )
    STRIPE_WEBHOOK_SECRET: SecretStr = Field(
        SecretStr(""), description="Signing secret of the Stripe webhook; two separated by a comma during a rotation."
    )
    STRIPE_API_BASE: str = Field("https://api.stripe.com", description="Base address of the Stripe API.")
    BANK_ACCOUNT: str = Field(
        "", description="Without Stripe: the account that buyers transfer to, as they read it (holder, IBAN, BIC)."
    )
    BANK_FOUR_EYES_ABOVE: int = Field(
        1_000_000, ge=0, description="Minor units above which two operators confirm a movement on that account."
    )
    BANK_DEBITS: bool = Field(
        False,
        description="Let buyers pay by bank debit too (EUR, USD): takes days, and is taken before both have signed.",
    )
    MODERATORS_CHANNEL: str = Field(
        "",
        description="Where disputes are handled: slack:CHANNEL_ID, slack:WORKSPACE_ID/CHANNEL_ID or telegram:CHAT_ID; empty: nowhere.",
    )
    MODERATORS_LANGUAGE: Literal["en", "es", "de", "ru", "ar", "zh"] = Field(
        "en", description="The language of the moderators' channel, whatever its members speak elsewhere."
    )
    TELEGRAM_SELLS_DIGITAL: bool = Field(
        False,
        description="Offer payment pages in Telegram for categories marked as digital, too. Telegram's terms want Stars there: ask a lawyer first.",
    )
    RATES_FILE: str = Field(
        "",
        description="JSON file with exchange rates, in which people may see amounts besides a deal's own currency; read again when it changes. Empty: none.",
    )
    OPERATOR_NAME: str = Field("Parley", description="Who issues commission invoices: the name of the operator.")
    OPERATOR_ADDRESS: str = Field("", description="The operator's address, as it stands on invoices.")
    OPERATOR_TAX_ID: str = Field("", description="The operator's tax id, as it stands on invoices.")
    DEPLOYMENT: str = Field(
        "parley",
        pattern=r"^[a-z0-9-]{1,20}$",
        description="Name of this deployment in idempotency keys at the provider.",
    )

    @property
    def person_keys_folder(self) -> Path:
        """Where the keys of persons are kept."""
        given = self.PERSON_KEYS_FOLDER
        return Path(given) if given else Path(self.KEY_FILE).with_name("person-keys")

    @property
    def audit_file(self) -> Path:
        """Where checkpoints of the audit log are published."""
        return Path(self.AUDIT_FILE) if self.AUDIT_FILE else Path(self.KEY_FILE).with_name("audit-checkpoints.jsonl")

    @field_validator("DATABASE_URL")
    @classmethod
    def _database(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return url

    @field_validator("PUBLIC_URL", "TELEGRAM_API_BASE", "SLACK_API_BASE", "STRIPE_API_BASE")
    @classmethod
    def _address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be a full address such as https://example.org")
        if parts.scheme == "http" and not _is_loopback(parts.hostname):
            raise ValueError("must be https; plain http is only allowed on this machine itself")
        return url.rstrip("/")

    @field_validator("TRUSTED_PROXIES")
    @classmethod
    def _proxies(cls, value: str) -> str:
        for part in filter(None, (part.strip() for part in value.split(","))):
            try:
                network = ipaddress.ip_network(part, strict=False)
            except ValueError:
                raise ValueError(f"{part[:40]} is no address and no network") from None
            if network.prefixlen == 0:
                raise ValueError("everybody can not be trusted")
        return value

    @field_validator("TELEGRAM_WEBHOOK_SECRET")
    @classmethod
    def _webhook_secret(cls, secret: SecretStr) -> SecretStr:
        if secret.get_secret_value() and not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", secret.get_secret_value()):
            raise ValueError("must be 32 to 256 characters out of A-Z a-z 0-9 _ -")
        return secret

    @field_validator("MODERATORS_CHANNEL")
    @classmethod
    def _channel(cls, value: str) -> str:
        if value and value.partition(":")[0] not in ("slack", "telegram"):
            raise ValueError("must be slack:CHANNEL_ID, slack:WORKSPACE_ID/CHANNEL_ID or telegram:CHAT_ID")
        return value


class BadSettings(Exception):
    """What is wrong with the environment, one sentence a line."""


def read_settings(**overrides: Any) -> Settings:
    """Settings from the environment and `.env`; `overrides` win. Raises BadSettings."""
    try:
        return Settings(**(_from_files() | overrides))
    except ValidationError as error:
        lines = [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise BadSettings("\n".join(lines)) from None


def _from_files() -> dict[str, str]:
    """Secrets whose place the environment names instead of their value: `STRIPE_SECRET_KEY_FILE=/run/secrets/stripe`."""
    found = {}
    for name, field in Settings.model_fields.items():
        path = os.environ.get(f"{name}_FILE", "") if field.annotation is SecretStr and name not in os.environ else ""
        if path:
            try:
                found[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as fault:
                raise BadSettings(f"{name}_FILE: the file can not be read ({type(fault).__name__})") from None
    return found


def what_is_missing(settings: Settings) -> list[str]:
    """Sentences about what a real market still needs; empty when it can serve."""
    found = []
    slack = settings.SLACK_BOT_TOKEN.get_secret_value() or settings.SLACK_CLIENT_ID
    if not settings.TELEGRAM_BOT_TOKEN.get_secret_value() and not slack:
        found.append("No chat platform: set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN.")
    if bool(settings.SLACK_CLIENT_ID) != bool(settings.SLACK_CLIENT_SECRET.get_secret_value()):
        found.append(
            "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: with one of them nobody can install the app."
        )
    ways_in = settings.SLACK_APP_TOKEN.get_secret_value() or settings.SLACK_SIGNING_SECRET.get_secret_value()
    if slack and not ways_in:
        found.append("Slack has no way in: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    if not settings.STRIPE_SECRET_KEY.get_secret_value():
        if not settings.BANK_ACCOUNT:
            found.append("STRIPE_SECRET_KEY is missing, and BANK_ACCOUNT too: nobody can pay.")
    elif not settings.STRIPE_WEBHOOK_SECRET.get_secret_value():
        found.append("STRIPE_WEBHOOK_SECRET is missing: payments would only be noticed by polling.")
    if not settings.MODERATORS_CHANNEL:
        found.append("MODERATORS_CHANNEL is missing: nobody would see disputes.")
    return found


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
