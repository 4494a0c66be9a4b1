"""With nothing but its address changed, the market works at a Slack that somebody else wrote, as far as that one goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.storage.migrate import migrate
from bot.bootstrap import build
from bot.sandbox import rehearsal_settings
from bot.world import World
from tests.scenarios.bare_slack import SECRET, TOKEN, BareSlack


@pytest.mark.parametrize(
    ("missing", "tells", "base"), [("unknown_method", False, "/api"), ("page", True, ""), ("status", False, "/api/")]
)
async def test_somebody_joins_where_slack_only_takes_messages(
    tmp_path: Path, missing: str, tells: bool, base: str, caplog: pytest.LogCaptureFixture
) -> None:
    slack = BareSlack(missing, tells=tells)
    async with slack.server:
        connections = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_BASE": str(slack.server.make_url(base)).rstrip("/") + ("/" if base.endswith("/") else ""),
        }
        settings = rehearsal_settings(tmp_path, connections)
        migrate(settings.DATABASE_URL)
        market = build(settings, World(brisk=True))
        await market.start()
        try:
            slack.market = market.public_url
            await slack.opens_home()
            await slack.command("start")
            await slack.presses(await slack.shows("Join"), "Join")
            # No form can be opened, so it asks in the conversation.
            await slack.shows("your name")
            await slack.says("Berta Brandt")
            await slack.shows("company")
            await slack.says("Brandt Bau GmbH")
            await slack.shows("address")
            await slack.says("Werftstraße 12, 20457 Hamburg")
            await slack.presses(await slack.shows("EUR"), "EUR")
            await slack.presses(await slack.shows("Brandt Bau GmbH"), "Join")
            await slack.shows("You trade for")
            await market.receiving.settle()
        finally:
            await slack.close()
            await market.stop()
    assert {"auth.test", "conversations.open", "views.open", "views.publish"} <= set(slack.unknown)
    assert not [record for record in caplog.records if record.exc_info], caplog.text
