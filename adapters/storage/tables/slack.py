"""Slack workspaces that have the app. Rows are written by the installation store of Slack's own SDK, so the columns are
its columns; what opens something is sealed before it comes here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, Integer, LargeBinary, String, Table

from adapters.storage.schema import METADATA


def _common() -> list[Column[object]]:
    """What an installation and its bot have in common."""
    return [
        Column("id", Integer(), primary_key=True, autoincrement=True),
        Column("client_id", String(32), nullable=False),
        Column("app_id", String(32), nullable=False),
        Column("enterprise_id", String(32)),
        Column("enterprise_name", String(200)),
        Column("team_id", String(32)),
        Column("team_name", String(200)),
        Column("bot_token", LargeBinary()),
        Column("bot_id", String(32)),
        Column("bot_user_id", String(32)),
        Column("bot_scopes", String(1000)),
        Column("bot_refresh_token", LargeBinary()),
        Column("bot_token_expires_at", DateTime()),
        Column("is_enterprise_install", Boolean(), nullable=False),
        Column("installed_at", DateTime(), nullable=False),
    ]


SLACK_BOTS = Table(
    "slack_bots",
    METADATA,
    *_common(),
    Index("slack_bots_idx", "client_id", "enterprise_id", "team_id", "installed_at"),
)
SLACK_INSTALLATIONS = Table(
    "slack_installations",
    METADATA,
    *_common(),
    Column("enterprise_url", String(200)),
    Column("user_id", String(32), nullable=False),
    Column("user_token", LargeBinary()),
    Column("user_scopes", String(1000)),
    Column("user_refresh_token", LargeBinary()),
    Column("user_token_expires_at", DateTime()),
    Column("incoming_webhook_url", String(200)),
    Column("incoming_webhook_channel", String(200)),
    Column("incoming_webhook_channel_id", String(200)),
    Column("incoming_webhook_configuration_url", String(200)),
    Column("token_type", String(32)),
    Index("slack_installations_idx", "client_id", "enterprise_id", "team_id", "user_id", "installed_at"),
)
SLACK_OAUTH_STATES = Table(
    "slack_oauth_states",
    METADATA,
    Column("id", Integer(), primary_key=True, autoincrement=True),
    Column("state", String(200), nullable=False),
    Column("expire_at", DateTime(), nullable=False),
)
SLACK_ROTATIONS = Table(
    "slack_rotations",
    METADATA,
    Column("tenant", String(32), primary_key=True),
    Column("claimed_by", String(32), nullable=False),
    Column("claimed_until", BigInteger(), nullable=False),
)
"""Who is refreshing a workspace's token just now, and until when (milliseconds) nobody else may."""
