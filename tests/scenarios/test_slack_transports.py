"""A whole trade with a seller whose Slack posts to the market instead of using sockets."""

from __future__ import annotations

import pytest

from bot.demo.playing import play
from bot.demo.scenarios import SCENARIOS


@pytest.mark.parametrize("name", ["dispute-split"])
async def test_a_whole_trade_over_http(name: str) -> None:
    result, _ = await play(SCENARIOS[name], settings={"SLACK_APP_TOKEN": ""})
    assert result["ok"], result["failures"]
    assert result["messages"]["slack"]["seller"] > 0
