"""Programmes in scenario tests: somebody at the JSON API of the world's market."""

from __future__ import annotations

import re
from typing import Any

import httpx

from core.trades import Deal
from tests.scenarios.players import Player
from tests.scenarios.world import World

PASSWORD = "wide river, slow barge"


class Programme:
    """Speaks for one account. `token` is an access token or a key."""

    def __init__(self, world: World, http: httpx.AsyncClient, token: str = "") -> None:
        self.world, self.http, self.token = world, http, token
        self.user_id = self.refresh = ""

    async def asks(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            named["authorization"] = f"Bearer {self.token}"
        return await self.http.request(method, f"{self.world.market.public_url}{path}", json=body, headers=named)

    async def get(self, path: str) -> Any:
        answer = await self.asks("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def does(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = await self.asks(method, path, body, **headers)
        assert answer.status_code in (200, 201, 204), answer.text
        return answer.json() if answer.content else None

    async def is_refused(self, status: int, code: str, method: str, path: str, body: Any = None, **more: str) -> Any:
        answer = await self.asks(method, path, body, **more)
        assert (answer.status_code, answer.json().get("code")) == (status, code), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.json()

    async def registers(self, name: str, company: str = "") -> Programme:
        first, _, last = name.partition(" ")
        email = f"{first}.{last}@{re.sub('[^a-z]', '', company.casefold()) or 'nowhere'}.example".casefold()
        given = {"email": email, "password": PASSWORD, "first_name": first, "last_name": last, "company_name": company}
        return self._in(await self.does("POST", "/api/auth/register", given))

    async def comes_from(self, player: Player) -> Programme:
        """Signs in with the code that `login` shows in somebody's chat."""
        return self._in(await self.does("POST", "/api/auth/code", {"code": await code_of(player)}))

    def _in(self, tokens: Any) -> Programme:
        self.token, self.refresh, self.user_id = tokens["access_token"], tokens["refresh_token"], tokens["user_id"]
        return self


_LOGIN_CODE = re.compile(r"(?<![\w-])[A-Za-z0-9_-]{22}(?![\w-])")


async def code_of(player: Player) -> str:
    """The code that `login` shows in somebody's own chat."""
    await player.types("login")
    # News about something else may come below it.
    said = [found[0] for each in await player.messages() if (found := _LOGIN_CODE.search(each.text))]
    assert said
    return said[-1]


def ids_of(deal: Deal) -> dict[str, str]:
    """Every id of a deal that the API takes, by the name of its parameter."""
    assert deal.payment is not None
    assert deal.agreement is not None
    assert deal.order is not None
    return {
        "negotiation_id": deal.trade.id,
        "payment_id": deal.payment.id,
        "agreement_id": deal.agreement.id,
        "order_id": deal.order.id,
        "dispute_id": deal.disputes[-1].id if deal.disputes else "dsp_00000000000000000000",
        "product_id": deal.product.id,
    }
