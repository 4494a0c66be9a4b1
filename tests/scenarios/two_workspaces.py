"""A market that any workspace may install itself, and a trade whose buyer is on Slack like the seller, in another one."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from adapters.sandbox import cast
from core.trades import State
from tests.scenarios.players import OnSlack
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

TEAM = "T0BRANDT001"
APP = str(cast.HANSA.app_id)
OPEN_TO_ALL = {
    "SLACK_CLIENT_ID": str(cast.HANSA.client_id),
    "SLACK_CLIENT_SECRET": str(cast.HANSA.client_secret),
}
"""Settings of a market that workspaces may install."""


class BothOnSlack(Trade):
    """The same trade, with a buyer who is asked in forms."""

    buyer: OnSlack

    async def is_offered(self) -> None:
        buyer = self.buyer
        await buyer.types("browse steel sheet S235JR")
        await buyer.presses("1. Hot-rolled")
        await buyer.presses("Make an offer")
        await buyer.fills(
            quantity="10", price="40.80", freight="0", incoterm="DAP", place="Hamburg", lead="14", valid="72"
        )
        await buyer.presses("Send the offer")
        self.id = (await self.world.newest_deal()).trade.id

    async def is_signed(self) -> None:
        for side, name in ((self.buyer, "Berta Brandt"), (self.seller, "Sven Hansen")):
            await side.presses("Read and sign")
            await side.fills(typed_name=name)
            await side.presses("I sign")
        await self.is_(State.PLACED)


async def opens_a_workspace(world: World) -> None:
    """Another company's workspace, which has nothing of ours yet; tokens of this app are rotated."""
    await world.post("/slack/_workspaces", team_id=TEAM, name="Brandt Bau", app_id=APP)
    await world.post(f"/slack/_apps/{APP}", token_rotation=True)


async def installs(world: World, *, cookie: bool = True, code: str = "") -> httpx.Response:
    """Somebody goes to our page, allows the app at Slack, and comes back with the browser that they went with."""
    home = world.market.public_url
    async with httpx.AsyncClient(trust_env=False) as browser:
        sent = await browser.get(f"{home}/slack/install", params={"team": TEAM})
        assert sent.status_code == 302
        kept = sent.headers["set-cookie"].partition(";")[0]
        assert "HttpOnly" in sent.headers["set-cookie"]
        allowed = await browser.get(sent.headers["location"])
        back = urlsplit(allowed.headers["location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == f"{home}/slack/oauth_redirect"
        query = httpx.QueryParams(back.query)
        if code:
            query = query.set("code", code)
        headers = {"cookie": kept} if cookie else {}
        return await browser.get(f"{home}{back.path}", params=query, headers=headers)


async def member(world: World, name: str, user_id: str = "") -> OnSlack:
    """Somebody in the other workspace."""
    given = {"id": user_id} if user_id else {}
    made = await world.post(
        "/slack/_people", team_id=TEAM, name=name.split(maxsplit=1)[0].lower(), real_name=name, **given
    )
    return OnSlack(world, made["id"])
