"""The ways to the chats, as the settings ask for them. What a platform needs is loaded here, by whoever speaks to it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from adapters.storage.ciphers import DataKeys
from bot.context import Links
from bot.keys import Keys
from bot.media import OutgoingMedia
from bot.receiving import Channel, Receiving
from bot.running import Market
from bot.settings import Settings
from core.ports.clock import Clock

if TYPE_CHECKING:
    from adapters.slack.installations import Installations
    from adapters.slack.runtime_bolt import BoltRuntime
    from adapters.telegram.runtime import TelegramRuntime

_PRETENDED_PACE = 50.0
"""How many times quicker than the real one a pretended platform may be called."""


def channels_of(keys: Keys, clock: Clock, links: Links) -> dict[str, Channel]:
    """How the events of each platform are read. Our name is known once the chats are connected: what is for another bot of a
    group is not for us."""
    from adapters.slack import payload_keys
    from adapters.slack import receive as slack
    from adapters.telegram import receive as telegram

    return {
        "telegram": Channel(
            lambda raw, tenant: telegram.translate(
                raw, tenant=tenant, ring=keys.buttons, at=clock.now(), username=links.telegram
            ),
            telegram.order_key,
        ),
        "slack": Channel(
            lambda raw, tenant: slack.translate(raw, tenant=tenant, ring=keys.buttons, at=clock.now()),
            payload_keys.order_key,
        ),
    }


def telegram_of(
    settings: Settings, keys: Keys, receiving: Receiving, media: OutgoingMedia, *, brisk: bool
) -> TelegramRuntime | None:
    """Our own Telegram bot, if there is one."""
    token = settings.TELEGRAM_BOT_TOKEN.get_secret_value()
    if not token:
        return None
    from adapters.telegram.webhook import PATH, Webhook

    secret = settings.TELEGRAM_WEBHOOK_SECRET.get_secret_value()
    options: dict[str, Any] = {
        "api_base": settings.TELEGRAM_API_BASE,
        "ring": keys.buttons,
        "intake": receiving,
        "load": media.load,
        "webhook": Webhook(f"{settings.PUBLIC_URL}{PATH}", secret) if secret else None,
    }
    if brisk:
        options |= {"poll_timeout_seconds": 2, "pause_seconds": 0.1, "brisk": _PRETENDED_PACE}
    if settings.TELEGRAM_LIBRARY == "aiogram":
        from adapters.telegram.runtime_aiogram import AiogramRuntime

        return AiogramRuntime(token, **options)
    from adapters.telegram.runtime_ptb import PtbRuntime

    return PtbRuntime(token, **options)


def slack_of(market: Market, media: OutgoingMedia) -> BoltRuntime | None:
    """Our own Slack app, if there is one."""
    settings = market.settings
    token = settings.SLACK_BOT_TOKEN.get_secret_value()
    if not token and not settings.SLACK_CLIENT_ID:
        return None
    from adapters.slack.runtime_bolt import BoltRuntime

    runtime = BoltRuntime(
        bot_token=token,
        app_token=settings.SLACK_APP_TOKEN.get_secret_value(),
        signing_secret=settings.SLACK_SIGNING_SECRET.get_secret_value() or secrets.token_hex(16),
        api_base=_slack_api(settings),
        ring=market.keys.buttons,
        intake=market.receiving,
        load=media.load,
        installations=_installations(market) if settings.SLACK_CLIENT_ID else None,
        brisk=_PRETENDED_PACE if market.world.brisk else 1.0,
    )
    runtime.taking.limited = market.workspace_news.limited
    runtime.taking.failing = market.workspace_news.failing
    return runtime


def _slack_api(settings: Settings) -> str:
    return f"{settings.SLACK_API_BASE.removesuffix('/api')}/api/"


def _installations(market: Market) -> Installations:
    """Workspaces that install the app themselves. Their tokens are sealed like personal data."""
    from adapters.slack.installations import Installations
    from adapters.slack.runtime_bolt import quiet_logger, web_client

    settings, data_keys = market.settings, DataKeys.from_text(market.keys.data, market.keys.index)
    made = Installations(
        database_url=settings.DATABASE_URL,
        client_id=settings.SLACK_CLIENT_ID,
        client_secret=settings.SLACK_CLIENT_SECRET.get_secret_value(),
        client=web_client(_slack_api(settings)),
        seal=lambda content, what: data_keys.seal(content, "slack", what, ""),
        unseal=lambda content, what: data_keys.unseal(content, "slack", what, ""),
        clock=market.world.clock,
        logger=quiet_logger(),
    )
    made.lost = market.workspace_news.lost
    return made
